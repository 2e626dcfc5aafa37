"""Several sign one memo in order: who prepared it, the director, who passes it on, and the head last."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tests.conftest import MakeOffice
from tests.services.approval.test_signed_elsewhere import signed_elsewhere
from tests.services.small_office import SECRET, QuickConverter, SmallOffice, done, make_keys
from workflow.rules.errors import CheckFailed, Conflict, NeedNotMet, Refused
from workflow.services.administration import certificates
from workflow.services.approval import countersigning, export_papers, returning, routing
from workflow.services.context.signed.order import places
from workflow.services.intake import receiving
from workflow.services.queries.inbox import inbox
from workflow.services.queries.status import status
from workflow.services.queries.why import why_not

EVERYBODY = '[signing]\nbefore_head = ["officer", "director", "route"]\n'
SIGNERS = ("clerk.admin", "director.admin", "deputy")


@pytest.fixture
def office(copy_office: MakeOffice, kind: str) -> SmallOffice:
    """An office where everybody on the memo's way signs with a key; the deputy is on the route."""
    made = copy_office(kind, route=["deputy"], extra=EVERYBODY)
    make_keys(made.folder / "more", SIGNERS)
    for login in SIGNERS:
        path = made.folder / "keys" / f"{login}.p12"
        path.write_bytes((made.folder / "more" / path.name).read_bytes())
        certificates.register_key(made.office, login, person=None, key_file=path, passphrase=lambda: SECRET)
    return made


def countersign(office: SmallOffice, login: str, *codes: str) -> None:
    done(
        countersigning.countersign(
            office.office, login, codes or None, key_file=office.key(login), passphrase=lambda: SECRET
        )
    )


def fields(data: bytes) -> dict[str, bool]:
    """Signature fields of a PDF, and whether each is signed; in the order of the signatures."""
    from pypdf import PdfReader

    found = PdfReader(io.BytesIO(data)).get_fields() or {}
    return {name: value.get("/V") is not None for name, value in found.items()}


def refusal(caught: pytest.ExceptionInfo[Refused]) -> list[tuple[str, object]]:
    return [(r.code, r.facts.get("person")) for r in caught.value.reasons]


@pytest.mark.deep
def test_all_sign_in_order_and_the_head_last(office: SmallOffice) -> None:
    office.bring("submitted", "O1")
    store, issued = office.office.store, office.memo().memo_issued
    assert fields(store.get(issued)) == dict.fromkeys(
        ("OfficerSignature", "DirectorSignature", "Route1Signature", "HeadSignature"), False
    )
    countersign(office, "clerk.admin", "O1")
    countersign(office, "director.admin", "O1")
    done(routing.endorse(office.office, "deputy", ["O1"]))
    countersign(office, "deputy", "O1")
    office.sign("O1")
    memo = office.memo()
    assert all(fields(store.get(memo.memo_signed or "")).values())
    data, before = store.get(memo.memo_signed or ""), store.get(issued)
    for place in places(memo):
        signed = store.get(place.signed or "")
        assert signed.startswith(before)
        before = signed
    assert data.startswith(before)
    assert [place.login for place in places(memo)] == list(SIGNERS)
    assert memo.signer == "head"
    verdict = office.office.verifier.verify(data, issued=store.get(issued), terms=terms(office), required_grade=2)
    assert verdict.status == "PASSED"
    assert {"HEAD_SIGNED", "OTHER_SIGNER", "LATER_SIGNATURE_ONLY"} <= {r.code for r in verdict.reasons}
    assert list(verdict.signed) == ["OfficerSignature", "DirectorSignature", "Route1Signature", "HeadSignature"]
    assert office.verify().ok
    kinds = [entry.facts["place"] for entry in office.journal() if entry.kind == "countersigned"]
    assert kinds == ["OfficerSignature", "DirectorSignature", "Route1Signature"]
    office.publish("O1")


def terms(office: SmallOffice) -> tuple:
    from workflow.services.context.certificates import signer_terms

    with office.use_case("head") as use_case:
        return signer_terms(use_case)


def test_nobody_signs_before_their_turn_or_in_anothers_place(office: SmallOffice) -> None:
    office.bring("submitted", "O1")
    with pytest.raises(Refused) as caught:
        countersign(office, "director.admin", "O1")
    assert refusal(caught) == [("another_signs_first", "clerk.admin")]
    with pytest.raises(Refused) as caught:
        countersign(office, "deputy", "O1")
    assert refusal(caught) == [("endorse_first", "deputy")]
    with pytest.raises(Refused) as caught:
        countersign(office, "head", "O1")
    assert refusal(caught) == [("no_place_to_sign", "head")]
    countersign(office, "clerk.admin", "O1")
    with pytest.raises(Refused) as caught:
        countersign(office, "clerk.admin", "O1")
    assert refusal(caught) == [("already_countersigned", "clerk.admin")]
    with pytest.raises(Refused) as caught:
        done(
            countersigning.countersign(
                office.office, "director.admin", ["O1"], key_file=office.key("head"), passphrase=lambda: SECRET
            )
        )
    assert caught.value.code == "key_not_registered"


@pytest.mark.deep
def test_the_head_waits_for_them_and_everybody_sees_for_whom(office: SmallOffice) -> None:
    office.bring("submitted", "O1")
    done(routing.endorse(office.office, "deputy", ["O1"]))
    with pytest.raises(NeedNotMet) as caught:
        office.sign("O1")
    assert refusal(caught) == [("signature_before_head_missing", login) for login in SIGNERS]
    (told,) = why_not(office.office, "O1", "sign")
    assert [u.who for u in told.unmet] == list(SIGNERS)
    (item_status,) = [i for i in status(office.office).items if i.code == "O1"]
    assert item_status.waiting_for == SIGNERS
    assert [w.do for w in inbox(office.office, "clerk.admin") if w.item == "O1"] == ["countersign"]
    assert not [w for w in inbox(office.office, "director.admin") if w.do == "countersign"]
    countersign(office, "clerk.admin")
    assert [w.do for w in inbox(office.office, "director.admin") if w.item == "O1"] == ["countersign"]
    with pytest.raises(Refused) as refused:
        countersign(office, "clerk.admin", "O1")
    assert refused.value.code == "already_countersigned"


def test_a_reissued_memo_is_signed_again(office: SmallOffice) -> None:
    office.bring("submitted", "O1", "O3")
    countersign(office, "clerk.admin", "O1")
    done(returning.send_back(office.office, "head", ["O3"], "แก้ตัวเลข"))
    assert [place.signed for place in places(office.memo())] == [None, None, None]
    countersign(office, "clerk.admin", "O1")
    countersign(office, "director.admin", "O1")
    done(routing.endorse(office.office, "deputy", ["O1"]))
    countersign(office, "deputy", "O1")
    office.sign("O1")
    assert office.states("O1", "O3") == ["head_signed", "draft"]
    assert office.verify().ok


def test_somebody_acted_in_between(office: SmallOffice) -> None:
    office.bring("submitted", "O1")

    def meanwhile() -> str:
        done(routing.endorse(office.office, "deputy", ["O1"]))
        return SECRET

    results = countersigning.countersign(
        office.office, "clerk.admin", ["O1"], key_file=office.key("clerk.admin"), passphrase=meanwhile
    )
    assert isinstance(results[0].error, Conflict)
    countersign(office, "clerk.admin", "O1")


def test_what_was_signed_here_must_be_in_the_file_that_comes_back(office: SmallOffice) -> None:
    """The head signed the bare issued file elsewhere, after two had signed it here."""
    office.bring("submitted", "O1")
    bare = signed_elsewhere(office, "O1", "head")
    countersign(office, "clerk.admin", "O1")
    done(routing.endorse(office.office, "deputy", ["O1"]))
    (result,) = receiving.receive(office.office, "registrar", bare)
    assert isinstance(result.error, CheckFailed)
    assert [(r.code, r.facts["person"]) for r in result.error.reasons] == [
        ("signature_before_head_lost", "clerk.admin"),
        ("signature_before_head_missing", "director.admin"),
        ("signature_before_head_missing", "deputy"),
    ]
    assert office.states("O1") == ["submitted"]


def test_all_of_them_may_sign_elsewhere(office: SmallOffice) -> None:
    """One file goes round, signed by each with a token or a program of their own, the head last."""
    office.bring("submitted", "O1")
    done(routing.endorse(office.office, "deputy", ["O1"]))
    written = export_papers.export_papers(office.office, ["O1"], office.folder / "papers out")
    assert [(w.item, w.signed) for w in written] == [(None, False), ("O1", False)]
    keys, signer = office.office.keys, office.office.signer
    memo, file = written
    for place, login in (("officer", "clerk.admin"), ("director", "director.admin"), ("route1", "deputy"),
                         ("head", "head")):  # fmt: skip
        key = keys.open(office.key(login), SECRET)
        for path in [memo.path] if place != "head" else [memo.path, file.path]:
            data = signer.sign(
                path.read_bytes(), key, lines=(login,), name=login, reason="", at=office.clock.now(), place=place
            )
            path.write_bytes(data)
    done(receiving.receive(office.office, "registrar", [memo.path, file.path]))
    assert office.states("O1") == ["head_signed"]
    assert office.memo().signer == "head"


def test_pen_on_paper_asks_for_no_keys(office: SmallOffice) -> None:
    office.bring("submitted", "O1")
    done(routing.endorse(office.office, "deputy", ["O1"]))
    sheets = sum(due.pages for due in office.required_signatures("O1"))
    scan = office.paper("scan.pdf", pages=sheets)
    done(receiving.receive(office.office, "registrar", [scan], memo="1", attest=lambda about: True))
    assert office.states("O1") == ["head_signed"]


def test_a_form_of_the_office_without_their_marks_is_signed_without_a_picture(
    copy_office: MakeOffice, kind: str
) -> None:
    """The office's own memo form knows only where the head signs: the others' signatures are there all the same."""

    class OnlyTheHead(QuickConverter):
        def convert(self, docx: Sequence[bytes], on_done: Callable[[int], None] | None = None) -> Any:
            only = [data.replace(b"oit:sign/officer", b"oit:gone/officer") for data in docx]
            return super().convert(only, on_done)

    office = copy_office(kind, extra='[signing]\nbefore_head = ["officer"]\n', converter=OnlyTheHead())
    make_keys(office.folder / "more", SIGNERS)
    path = office.folder / "keys" / "clerk.admin.p12"
    path.write_bytes((office.folder / "more" / path.name).read_bytes())
    certificates.register_key(office.office, "clerk.admin", person=None, key_file=path, passphrase=lambda: SECRET)
    office.bring("submitted", "O1")
    countersign(office, "clerk.admin", "O1")
    office.sign("O1")
    assert fields(office.office.store.get(office.memo().memo_signed or "")) == {
        "OfficerSignature": True, "HeadSignature": True
    }  # fmt: skip


def test_without_the_setting_nobody_has_a_place_but_the_head(copy_office: MakeOffice) -> None:
    small = copy_office()
    small.bring("submitted", "O1")
    assert list(fields(small.office.store.get(small.memo().memo_issued))) == ["HeadSignature"]
    make_keys(small.folder / "keys", ["clerk.admin"])
    with pytest.raises(Refused) as caught:
        countersign(small, "clerk.admin", "O1")
    assert caught.value.code == "no_place_to_sign"


@pytest.mark.deep
def test_who_acts_as_head_on_the_day_of_the_memo_has_a_place_on_it_all_the_same(office: SmallOffice) -> None:
    """The deputy acts as head from the 9th to the 11th; the memo is of the 9th."""
    office.clock.forward(7)
    office.bring("submitted", "O1", "O3")
    assert "Route1Signature" in fields(office.office.store.get(office.memo().memo_issued))
    assert [place.post for place in places(office.memo())] == [None, None, "deputy"]
    countersign(office, "clerk.admin", "O1")
    countersign(office, "director.admin", "O1")
    office.clock.forward(3)  # the head is back: the deputy passes it on, and signs in the place that is there
    done(routing.endorse(office.office, "deputy", ["O1"]))
    countersign(office, "deputy", "O1")
    assert all(place.signed for place in places(office.memo()))


@pytest.mark.deep
def test_nobody_waits_for_who_acts_as_head_when_the_memo_is_signed(office: SmallOffice) -> None:
    office.bring("submitted", "O1")
    countersign(office, "clerk.admin", "O1")
    countersign(office, "director.admin", "O1")
    done(routing.endorse(office.office, "deputy", ["O1"]))
    with office.use_case() as use_case:
        assert use_case.case(use_case.item("O1")).unsigned_before == ("deputy",)
    office.clock.forward(7)  # 9 March: the deputy acts as head
    with office.use_case() as use_case:
        assert use_case.case(use_case.item("O1")).unsigned_before == ()
    with pytest.raises(Refused) as caught:
        countersign(office, "deputy", "O1")
    assert refusal(caught) == [("signs_as_head", "deputy")]
