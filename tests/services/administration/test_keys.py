"""Registering a certificate, and what is told when signing goes wrong: never the PDF's fault when it was not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

import messages
from adapters.refusals import refusals
from signatures.errors import KeyRefused, SigningRefused, refuse
from tests.services.small_office import SECRET, SmallOffice
from workflow.rules.errors import BadInput, NotLoggedIn, Refused, WorkflowError
from workflow.services.administration.certificates import known_certificates, register_key, withdraw_key
from workflow.services.administration.challenges import challenge, register_proven
from workflow.services.context.certificates import signer_terms
from workflow.services.operations import settling


def never() -> str:
    raise AssertionError("a certificate alone has no passphrase to ask for")


@pytest.fixture
def certificate(small: SmallOffice, tmp_path: Path) -> Path:
    """The public part of a key, as somebody who signs elsewhere hands it over."""
    path = tmp_path / "new.cer"
    path.write_text(small.office.keys.open(small.key("stranger"), SECRET).certificate_pem)
    return path


def test_an_administrator_and_who_signs_elsewhere_register_a_certificate(small: SmallOffice, certificate: Path) -> None:
    before = len(small.journal())
    asked = register_key(small.office, "registrar", person="head", key_file=certificate, passphrase=never)
    assert asked.fingerprint == small.office.keys.open(small.key("stranger"), SECRET).fingerprint
    assert asked.asked is not None
    for login in ("registrar", "web", "deputy"):
        with pytest.raises(Refused):
            settling.confirm(small.office, login, asked.asked)
    settling.confirm(small.office, "head", asked.asked)
    entry = next(e for e in small.journal()[before:] if e.kind == "key_registered")
    told = (entry.facts["person"], entry.facts["fingerprint"], entry.facts["asked_by"])
    assert told == ("head", asked.fingerprint, "registrar")


def test_a_certificate_belongs_to_one_person(small: SmallOffice) -> None:
    with pytest.raises(Refused) as refused:
        register_key(small.office, "registrar", person="head", key_file=small.key("deputy"), passphrase=lambda: SECRET)
    assert (refused.value.code, refused.value.reasons[0].facts["owner"]) == ("key_of_another", "deputy")


def test_a_certificate_alone_needs_an_administrator_who_is_not_its_owner(small: SmallOffice, certificate: Path) -> None:
    for login, second in (("head", "web"), ("registrar", "web")):
        asked = register_key(small.office, login, person=None, key_file=certificate, passphrase=never).asked
        assert asked is not None
        with pytest.raises(Refused):
            settling.confirm(small.office, login, asked)
        if login == "head":
            settling.confirm(small.office, second, asked)
            break


@pytest.mark.deep
def test_a_lost_token_is_withdrawn_with_its_day_and_past_verdicts_stand(both: SmallOffice) -> None:
    both.bring("published", "O1")
    both.clock.forward(3)
    both.bring("submitted", "O3")
    fingerprint = both.office.keys.open(both.key("head"), SECRET).fingerprint
    for login, reason, code in (("clerk.hr", "สูญหาย", "not_administrator"), ("head", " ", "no_reason_to_withdraw")):
        with pytest.raises(Refused) as refused:
            withdraw_key(both.office, login, fingerprint[:8], reason)
        assert refused.value.code == code
    yesterday = both.office.today() - timedelta(days=1)
    withdraw_key(both.office, "head", fingerprint[:8], "อุปกรณ์ (Token) สูญหาย", on=yesterday)
    with pytest.raises(Refused) as refused:
        both.sign("O3")
    assert refused.value.code == "key_withdrawn"  # and not "register it", which is refused next
    with pytest.raises(Refused) as refused:
        register_key(both.office, "head", person=None, key_file=both.key("head"), passphrase=lambda: SECRET)
    assert refused.value.code == "key_withdrawn"
    with both.use_case() as use_case:
        until = {t.until for t in signer_terms(use_case) if t.name == "นายตัวอย่าง ใจดี"}
    assert max(day for day in until if day) == yesterday - timedelta(days=1)
    memo = both.memo("ทล 01/1")
    signed, issued = both.office.store.get(memo.memo_signed or ""), both.office.store.get(memo.memo_issued)
    with both.use_case() as use_case:
        terms = signer_terms(use_case)
    verdict = both.office.verifier.verify(signed, issued=issued, terms=terms, required_grade=2, at=both.clock.now())
    assert (verdict.status, verdict.grade) == ("PASSED", 2)
    assert [(k.person, k.withdrawn_reason) for k in known_certificates(both.office) if k.withdrawn_on] == [
        ("head", "อุปกรณ์ (Token) สูญหาย")
    ]


def signed_page(office: SmallOffice, tmp_path: Path, pdf: bytes, key: str) -> Path:
    """The page as it comes back from where the token is."""
    path = tmp_path / "signed.pdf"
    opened = office.office.keys.open(office.key(key), SECRET)
    at = office.clock.now()
    path.write_bytes(office.office.signer.sign(pdf, opened, lines=("x",), name="x", reason="", at=at))
    return path


def test_who_signs_elsewhere_shows_the_key_and_registers_alone(
    small: SmallOffice, certificate: Path, tmp_path: Path
) -> None:
    office = small.office
    asked = register_key(office, "clerk.hr", person=None, key_file=certificate, passphrase=never).asked
    page = challenge(office, "clerk.hr", certificate)
    before = len(small.journal())
    signed = signed_page(small, tmp_path, page.pdf, "stranger")
    assert register_proven(office, "clerk.hr", certificate, signed).asked is None
    assert [(k.person, k.registered_by) for k in known_certificates(office) if k.fingerprint == page.fingerprint] == [
        ("clerk.hr", "clerk.hr")
    ]
    ended, registered = small.journal()[before:]
    assert (ended.kind, ended.facts["request"]) == ("power_ended", asked)
    assert office.store.get(registered.facts["challenge"]) == signed.read_bytes()
    with pytest.raises(Refused) as refused:
        challenge(office, "clerk.hr", certificate)
    assert refused.value.code == "key_registered_already"


def test_only_the_page_made_for_this_person_and_key_and_signed_with_it_counts(
    small: SmallOffice, certificate: Path, tmp_path: Path
) -> None:
    office = small.office
    page = challenge(office, "clerk.hr", certificate)
    unsigned = tmp_path / "unsigned.pdf"
    unsigned.write_bytes(page.pdf)
    good = signed_page(small, tmp_path, page.pdf, "stranger").read_bytes()
    changed = good + b"\n1 0 obj<<>>endobj\n"

    def told(login: str, data: bytes) -> str:
        path = tmp_path / "brought.pdf"
        path.write_bytes(data)
        with pytest.raises(WorkflowError) as refused:
            register_proven(office, login, certificate, path)
        assert refused.value.reasons[0].code == refused.value.code
        return refused.value.code

    assert told("clerk.hr", page.pdf) == "challenge_not_proven"
    assert told("clerk.hr", signed_page(small, tmp_path, page.pdf, "deputy").read_bytes()) == "challenge_other_key"
    assert told("clerk.hr", changed) == "challenge_not_proven"
    assert told("clerk.admin", good) == "challenge_of_another"
    assert told("clerk.hr", small.paper().read_bytes()) == "challenge_of_another"
    small.clock.forward(8)
    assert told("clerk.hr", good) == "challenge_too_old"
    assert not [k for k in known_certificates(office) if k.fingerprint == page.fingerprint]
    with pytest.raises(BadInput) as refused:
        challenge(office, "clerk.hr", small.key("stranger"))
    assert refused.value.code == "challenge_needs_certificate"


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
        (KeyRefused, "TOKEN_PIN_WRONG", {}, "รหัส PIN ของอุปกรณ์ (Token) ไม่ถูกต้อง", "ล็อก"),
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
