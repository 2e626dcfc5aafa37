"""Registering a certificate, and what is told when signing goes wrong: never the PDF's fault when it was not."""

from __future__ import annotations

from pathlib import Path

import pytest

import messages
from adapters.refusals import refusals
from signatures.errors import KeyRefused, SigningRefused, refuse
from tests.services.small_office import SECRET, SmallOffice
from workflow.rules.errors import BadInput, NotLoggedIn, WorkflowError
from workflow.services.administration.certificates import register_key


def never() -> str:
    raise AssertionError("a certificate alone has no passphrase to ask for")


@pytest.fixture
def certificate(small: SmallOffice, tmp_path: Path) -> Path:
    """The public part of the deputy's key, as somebody who signs elsewhere hands it over."""
    path = tmp_path / "deputy.cer"
    path.write_text(small.office.keys.open(small.key("deputy"), SECRET).certificate_pem)
    return path


def test_an_administrator_registers_the_certificate_of_who_signs_elsewhere(
    small: SmallOffice, certificate: Path
) -> None:
    before = len(small.journal())
    fingerprint = register_key(small.office, "registrar", person="head", key_file=certificate, passphrase=never)
    assert fingerprint == small.office.keys.open(small.key("deputy"), SECRET).fingerprint
    entry = small.journal()[before]
    assert (entry.kind, entry.facts["person"], entry.facts["fingerprint"]) == ("key_registered", "head", fingerprint)


def test_a_key_file_is_still_opened_with_its_passphrase(small: SmallOffice) -> None:
    with pytest.raises(NotLoggedIn) as refused:
        register_key(small.office, "head", person=None, key_file=small.key("head"), passphrase=lambda: "wrong")
    assert refused.value.code == "passphrase_wrong"


def test_a_file_with_a_private_key_beside_the_certificate_is_refused(small: SmallOffice, certificate: Path) -> None:
    certificate.write_text(certificate.read_text() + "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n")
    with pytest.raises(BadInput) as refused:
        register_key(small.office, "head", person=None, key_file=certificate, passphrase=never)
    (why,) = refused.value.reasons
    assert "กุญแจส่วนตัว" in messages.say(why.code, why.facts)


@pytest.mark.parametrize(
    ("kind", "code", "facts", "told", "advice"),
    [
        (SigningRefused, "TIMESTAMP_UNREACHABLE", {}, "ลงนามไม่สำเร็จ: ติดต่อผู้ให้บริการตราประทับเวลาไม่ได้", "tsa"),
        (KeyRefused, "TOKEN_PIN_WRONG", {}, "รหัส PIN ของโทเคนไม่ถูกต้อง", "ล็อก"),
        (KeyRefused, "TOKEN_KEY_MISSING", {"wanted": "a", "found": "oit/head"}, "oit/head", "--token"),
    ],
)
def test_what_went_wrong_is_told_of_what_it_was(
    kind: type, code: str, facts: dict[str, str], told: str, advice: str
) -> None:
    with pytest.raises(WorkflowError) as refused, refusals():
        raise refuse(kind, code, **facts)
    (why,) = refused.value.reasons
    assert told in messages.say(why.code, why.facts)
    assert "PDF" not in messages.say(why.code, why.facts)
    assert advice in messages.do(why.code, why.facts)
    assert "Caps Lock" not in messages.do(why.code, why.facts)
