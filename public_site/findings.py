"""Every code a proof can report and how bad it is. The sentences are in `words`; a test holds the two together."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.ports.site import Fact, Finding, Severity

_OK, _CAUTION, _BROKEN, _DANGER = Severity.OK, Severity.CAUTION, Severity.BROKEN, Severity.DANGER

SEVERITIES: Mapping[str, Severity] = {
    # of an item: its page
    "home_unreachable": _BROKEN,
    "not_linked": _BROKEN,
    "link_hidden": _BROKEN,
    "not_reached": _BROKEN,
    "page_missing": _BROKEN,
    "soft_404": _BROKEN,
    "needs_login": _BROKEN,
    "login_form": _BROKEN,
    "login_box": _CAUTION,
    "redirected_away": _BROKEN,
    "server_error": _BROKEN,
    "no_answer": _BROKEN,
    "text_missing": _BROKEN,
    "many_clicks": _CAUTION,
    "mixed_content": _CAUTION,
    # of an item: its files
    "file_missing": _BROKEN,
    "file_not_linked": _BROKEN,
    "file_needs_login": _BROKEN,
    "file_no_answer": _BROKEN,
    "file_not_found": _BROKEN,
    "file_changed": _DANGER,
    "image_only": _CAUTION,
    # of an item: its web addresses
    "web_not_linked": _BROKEN,
    "hop_not_recorded": _BROKEN,
    "web_unreachable": _BROKEN,
    "web_gone": _BROKEN,
    "web_needs_login": _BROKEN,
    "capture_too_old": _BROKEN,
    "judged_from_capture": _CAUTION,
    "robots_refused": _CAUTION,
    # what the public must not get
    "draft_exposed": _DANGER,
    "private_exposed": _DANGER,
    # of the site
    "home_redirected": _CAUTION,
    "broken_link": _CAUTION,
    "missing_page_says_ok": _CAUTION,
    "stopped": _CAUTION,
    "expires_soon": _CAUTION,
    "expired": _BROKEN,
    "tls_untrusted": _BROKEN,
}


def finding(code: str, **facts: Fact) -> Finding:
    """A finding with its severity. :raises KeyError: for a code that is not in the table."""
    return Finding(code, SEVERITIES[code], facts)


def worst(findings: tuple[Finding, ...]) -> Severity:
    """The worst severity among findings; `OK` when there are none."""
    return max((f.severity for f in findings), key=lambda severity: severity.rank, default=_OK)
