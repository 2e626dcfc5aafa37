"""Every code a proof can report and how bad it is. The sentences are in `words`; a test holds the two together."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.ports.site import Fact, Finding, Severity

_CAUTION, _UNKNOWN, _BROKEN, _DANGER = Severity.CAUTION, Severity.UNKNOWN, Severity.BROKEN, Severity.DANGER

SEVERITIES: Mapping[str, Severity] = {
    # of an item: its page
    "nothing_expected": _BROKEN,
    "not_linked": _BROKEN,
    "link_hidden": _BROKEN,
    "page_missing": _BROKEN,
    "soft_404": _BROKEN,
    "needs_login": _BROKEN,
    "login_form": _BROKEN,
    "login_box": _CAUTION,
    "redirected_away": _BROKEN,
    "server_error": _BROKEN,
    "no_answer": _BROKEN,
    "text_missing": _BROKEN,
    "text_not_found": _BROKEN,
    "many_clicks": _CAUTION,
    "mixed_content": _CAUTION,
    "found_in_browser": _CAUTION,
    "seen_by_person": _CAUTION,
    "not_at_address": _CAUTION,
    # of an item: its files
    "file_missing": _BROKEN,
    "file_not_linked": _BROKEN,
    "file_needs_login": _BROKEN,
    "file_no_answer": _BROKEN,
    "file_not_found": _BROKEN,
    "file_changed": _DANGER,
    "image_only": _CAUTION,
    "through_viewer": _CAUTION,
    # of an item: its web addresses
    "web_not_linked": _BROKEN,
    "hop_not_recorded": _BROKEN,
    "web_unreachable": _BROKEN,
    "web_gone": _BROKEN,
    "web_needs_login": _BROKEN,
    "capture_too_old": _BROKEN,
    "judged_from_capture": _CAUTION,
    "robots_refused": _CAUTION,
    # why it cannot be told
    "hidden_in_menu": _UNKNOWN,
    "perhaps_hidden": _UNKNOWN,
    "drawn_by_script": _UNKNOWN,
    "form_first": _UNKNOWN,
    "other_hosts": _UNKNOWN,
    "scripts_elsewhere": _UNKNOWN,
    "walk_stopped": _UNKNOWN,
    "list_cut": _UNKNOWN,
    "robots_blocked": _UNKNOWN,
    "asked_too_fast": _UNKNOWN,
    "under_maintenance": _UNKNOWN,
    "answer_cut": _UNKNOWN,
    "pages_failed": _UNKNOWN,
    # what the public must not get
    "draft_exposed": _DANGER,
    "private_exposed": _DANGER,
    # of the site
    "home_unreachable": _BROKEN,
    "home_redirected": _CAUTION,
    "home_moved": _CAUTION,
    "home_assumed": _CAUTION,
    "tree_not_linked": _BROKEN,
    "year_not_linked": _BROKEN,
    "no_browser": _CAUTION,
    "broken_link": _CAUTION,
    "link_to_disk": _CAUTION,
    "link_to_own_machine": _CAUTION,
    "link_to_test_host": _CAUTION,
    "drive_links": _CAUTION,
    "unreadable_letters": _CAUTION,
    "missing_page_says_ok": _CAUTION,
    "stopped": _CAUTION,
    "expires_soon": _CAUTION,
    "expired": _BROKEN,
    # the certificate of the home page
    "tls_expired": _BROKEN,
    "tls_not_yet": _BROKEN,
    "tls_self_signed": _BROKEN,
    "tls_wrong_name": _BROKEN,
    "tls_unknown_ca": _BROKEN,
    "tls_chain_incomplete": _UNKNOWN,  # some browsers fetch what is missing, telephones do not
    "tls": _BROKEN,
}


def finding(code: str, **facts: Fact) -> Finding:
    """A finding with its severity. :raises KeyError: for a code that is not in the table."""
    return Finding(code, SEVERITIES[code], facts)


def worst(findings: tuple[Finding, ...]) -> Severity:
    """The worst severity among findings; `OK` when there are none."""
    return max((f.severity for f in findings), key=lambda severity: severity.rank, default=Severity.OK)
