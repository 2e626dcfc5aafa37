"""Refusals of ``signatures`` as the procedure tells them: each kind with a sentence of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from workflow.rules.errors import BadInput, NotLoggedIn, Unmet


@contextmanager
def refusals() -> Iterator[None]:
    """What is refused inside becomes the procedure's own refusal, with every reason, and no library logs anything.

    :raises NotLoggedIn: wrong passphrase or PIN. :raises BadInput: anything else.
    """
    from signatures.errors import KeyRefused, SignatureError
    from signatures.pdf.reader import quiet

    try:
        with quiet():  # what a library logs is nothing for an official's screen
            yield
    except KeyRefused as error:
        if error.code == "KEY_PASSPHRASE":
            raise NotLoggedIn("passphrase_wrong") from error
        if error.code == "TOKEN_PIN_WRONG":
            raise NotLoggedIn("pin_wrong") from error
        raise BadInput("key_refused", _told("key_refused", error.reasons)) from error
    except SignatureError as error:
        if error.code == "NO_SIGNATURE_BOX":
            raise BadInput("no_signature_box") from error
        code = _refusal_code(error)
        raise BadInput(code, _told(code, error.reasons)) from error


def _refusal_code(error: Any) -> str:
    """What could not be used, by the kind of refusal: a time stamp that does not come is no fault of the PDF."""
    from signatures.errors import PolicyRefused, ScanRefused, SigningRefused
    from signatures.report.bundle import EvidenceRefused

    if isinstance(error, EvidenceRefused):
        return "evidence_refused"
    if isinstance(error, PolicyRefused):
        return "policy_refused"
    if isinstance(error, ScanRefused):
        return "scan_refused"
    return "signing_refused" if isinstance(error, SigningRefused) else "pdf_refused"


def _told(code: str, reasons: Sequence[Any]) -> list[Unmet]:
    """A part's own reasons, with the sentences it formed itself: the procedure's words only wrap them."""
    return [
        Unmet(code, {"reason": r.code, "why_th": r.text("th"), "why_en": r.text("en"), "do_th": r.do("th"),
                     "do_en": r.do("en")})
        for r in reasons
    ]  # fmt: skip
