"""Codes, what each does to a verdict, and reasons: a code with its facts. Sentences are formed on reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Tone(StrEnum):
    """What a reason does to the verdict."""

    NOTE = "note"
    """Worth saying; changes nothing."""
    UNREAD = "unread"
    """The file cannot be read or is over a limit: usually fixable by saving it again. INDETERMINATE."""
    UNPROVEN = "unproven"
    """Does not prove what is asked. INDETERMINATE."""
    CONTRADICTS = "contradicts"
    """Speaks against the file or the signer. FAILED."""


_TONES: dict[str, Tone] = {}


def _codes(tone: Tone, names: str) -> None:
    for name in names.split():
        _TONES[name] = tone


_codes(
    Tone.UNREAD,
    """EMPTY NOT_PDF UNREADABLE ENCRYPTED HYBRID_XREF NO_PAGES LIMIT_BYTES LIMIT_DECLARED LIMIT_OBJECTS LIMIT_PAGES
    LIMIT_BOX LIMIT_PIXELS LIMIT_STREAM LIMIT_SIGNATURES LIMIT_REVISIONS LIMIT_DEPTH LIMIT_TIME""",
)
_codes(
    Tone.CONTRADICTS,
    """PREFIX_BYTES TRAILING_BYTES CMS_MALFORMED DIGEST_MISMATCH SIGNATURE_INVALID COVERAGE
    MODIFIED_AFTER_SIGNING ORIGINAL_MISMATCH APPEARANCE_OUTSIDE HIDDEN_CONTENT SIGNER_NOT_HEAD SIGNER_NOT_HEAD_ON_DATE
    DELEGATION_NOT_IN_FORCE SIGNED_OUTSIDE_VALIDITY CERT_REVOKED TIME_INCONSISTENT TIMESTAMP_INVALID KEY_USAGE
    CODE_INVALID CODE_MISMATCH CODE_OTHER_OFFICE""",
)
_codes(
    Tone.UNPROVEN,
    """NOT_SIGNED UNSUPPORTED_SUBFILTER WEAK_CRYPTO ACTIVE_CONTENT NO_POLICY HEAD_MISSING CERT_EXPIRED GRADE_SHORT
    CHECK_NOT_RUN CERT_UNREADABLE CERT_MISSING CRYPTO_UNSUPPORTED SIGNATURE_ASIDE PARSER_DIFFERENTIAL CODE_NOT_FOUND
    CODE_AMBIGUOUS PAGES_INCOMPLETE ATTESTATION_MISSING CHAIN_UNTRUSTED
    REVOCATION_UNKNOWN REVOCATION_UNREADABLE""",
)
_codes(
    Tone.NOTE,
    """SIGNATURE_OK HEAD_SIGNED HEAD_SIGNED_ACTING OTHER_SIGNER SIGNER_UNKNOWN BINDING_OK BINDING_NOT_ASKED
    TIME_PROVEN TIME_SELF_REPORTED TIME_BUDDHIST_YEAR TIMESTAMP_UNTRUSTED REVOKED_LATER
    LATER_SIGNATURE_ONLY
    LATER_VALIDATION_DATA_ONLY CRL_UNVERIFIED WET_INK_ATTESTED INK_HINT NO_INK_HINT
    CONTENT_DIFFERS MARKS_ADDED CANNOT_COMPARE APPEARANCE_ELSEWHERE""",
)

_codes(  # refusals before there is anything to judge: preparing, keys, signing, policy, scans
    Tone.UNREAD,
    """ENCRYPTED_RIGHTS XFA_ONLY LAYERS_UNCLEAR FORM_VALUE_UNDRAWN PAGE_CHANGED
    PICTURE_UNREADABLE PICTURE_HEIC SIGNATURE_OTHER REQUEST_OTHER_KEY
    ALREADY_SIGNED NO_SIGNATURE_BOX BOX_OUTSIDE_PAGE BOX_NO_PAGE KEY_FILE_MISSING KEY_PASSPHRASE
    KEY_PASSPHRASE_LETTERS KEY_UNUSABLE
    KEY_EXPIRED KEY_NOT_YET_VALID TOKEN_MISSING TOKEN_PIN_WRONG TOKEN_PIN_LOCKED TOKEN_KEY_MISSING TOKEN_KEY_SEVERAL
    FIELD_MISSING FIELD_SIGNED FONT_MISSING TIMESTAMP_UNREACHABLE SIGNING_FAILED POLICY_FILE_MISSING POLICY_SYNTAX
    POLICY_UNKNOWN_KEY POLICY_MISSING_KEY POLICY_BAD_VALUE POLICY_CERTIFICATE_MISSING POLICY_CERTIFICATE_BAD
    FILE_MISSING FILE_NOT_REGULAR REPORT_UNWRITABLE REPORT_OVER_INPUT CERTIFICATE_SEVERAL CERTIFICATE_WITH_KEY
    SCAN_UNREADABLE EVIDENCE_BROKEN
    NO_ROOM_FOR_CODE PAGE_AMBIGUOUS PAGE_NO_CODE PAGE_FORGED PAGE_OTHER_OFFICE PAGE_VOID PAGE_REPLACED PAGE_DOUBLED
    PAGE_UNKNOWN""",
)

CODES = frozenset(_TONES)
"""Every code a verdict can carry. Codes never change their meaning; new ones may be added."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing the check found.

    ``facts`` are plain values (text and numbers) that the sentence needs; sentences are formed on reading.
    """

    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict)
    tone: Tone = Tone.NOTE

    def text(self, lang: str = "th") -> str:
        """The sentence for people, in Thai (``th``) or English (``en``)."""
        from signatures.words import sentence

        return sentence(self.code, self.facts, lang)

    def do(self, lang: str = "th") -> str:
        """What to do about it; empty when nothing has to be done."""
        from signatures.words import advice

        return advice(self.code, self.facts, lang)

    def to_json(self, lang: str = "th") -> dict[str, Any]:
        """The contract of ``oit verify --json``: ``code`` and ``text``, with tone, facts and ``do`` beside them."""
        return {
            "code": self.code,
            "text": self.text(lang),
            "do": self.do(lang),
            "tone": self.tone.value,
            "facts": dict(self.facts),
        }


def reason(code: str, tone: Tone | None = None, /, **facts: str | int) -> Reason:
    """Make a reason; ``tone`` only where the case differs from the code's usual tone.

    :raises KeyError: for a code that does not exist, so that a misspelt one cannot pass in silence.
    """
    return Reason(code, facts, tone if tone is not None else _TONES[code])
