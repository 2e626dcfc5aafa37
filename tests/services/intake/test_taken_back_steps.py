"""Mistakes that are taken back: a revision begun by mistake, a wrong scan that was attested."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from tests.services.intake.test_batch_scan import issued, scan, yes
from tests.services.small_office import SmallOffice, done
from workflow.records import queries
from workflow.records.models import Verdict
from workflow.rules.errors import NeedNotMet, NotFound, Refused, WrongState
from workflow.rules.states import Online, State
from workflow.services.approval.returning import cancel_revision, revise
from workflow.services.collection import contributing
from workflow.services.collection.contributing import Contribution
from workflow.services.context.results import Outcome
from workflow.services.intake.receiving import receive
from workflow.services.intake.replacing import replace_scan
from workflow.services.publication.withdrawing import change_online
from workflow.services.queries.why import why_not

# --- a revision begun by mistake -------------------------------------------------------------------------------------


def test_a_revision_begun_by_mistake_leaves_nothing_behind(both: SmallOffice) -> None:
    both.bring("published", "O1")
    before = both.item("O1")
    revise(both.office, "clerk.admin", ["O1"], "กดผิดข้อ")
    done(cancel_revision(both.office, "clerk.admin", ["O1"]))
    after = both.item("O1")
    assert after.state is State.PUBLISHED
    assert (after.round, after.revision_id, after.submission_id) == (
        before.round, before.revision_id, before.submission_id,
    )  # fmt: skip
    assert both.steps_of("O1")[-2:] == ["revise", "cancel_revision"]
    assert both.verify().ok
    revise(both.office, "clerk.admin", ["O1"], "ตัวเลขใหม่")
    assert both.item("O1").round == 2


def test_a_retracted_item_stays_retracted(small: SmallOffice) -> None:
    small.bring("published", "O1")
    change_online(small.office, "head", "O1", "retract", "ผิด")
    revise(small.office, "clerk.admin", ["O1"], "กดผิดข้อ")
    done(cancel_revision(small.office, "clerk.admin", ["O1"]))
    assert small.item("O1").online is Online.RETRACTED


def test_once_something_was_done_it_goes_on(small: SmallOffice) -> None:
    small.bring("published", "O2")
    revise(small.office, "clerk.admin", ["O2"], "ตัวเลขใหม่")
    contributing.tick(small.office, "clerk.admin", "O2", everything=True)
    (outcome,) = cancel_revision(small.office, "clerk.admin", ["O2"])
    assert isinstance(outcome.error, NeedNotMet)
    assert [(r.code, r.facts["done"]) for r in outcome.error.reasons] == [("revision_changed", ["ticks"])]
    contributing.contribute(small.office, "clerk.admin", "O2", Contribution(files=[small.paper("new.pdf")]))
    (outcome,) = cancel_revision(small.office, "clerk.admin", ["O2"])
    assert outcome.error is not None
    assert outcome.error.reasons[0].facts["done"] == ["files", "ticks", "people"]


def test_without_a_revision_there_is_none_to_take_back(small: SmallOffice) -> None:
    (outcome,) = cancel_revision(small.office, "clerk.admin", ["O1"])
    assert outcome.error is not None
    assert [r.code for r in outcome.error.reasons] == ["not_revising"]


def test_it_is_offered_only_while_a_revision_is_under_way(small: SmallOffice) -> None:
    assert "cancel_revision" not in [w.step for w in why_not(small.office, "O1")]
    small.bring("published", "O1")
    revise(small.office, "clerk.admin", ["O1"], "กดผิดข้อ")
    assert [w.unmet for w in why_not(small.office, "O1") if w.step == "cancel_revision"] == [()]


# --- a wrong scan ----------------------------------------------------------------------------------------------------


def by_pen(office: SmallOffice, *codes: str) -> Path:
    """Items of memo 1 received with a scan that turns out to be the wrong one; the right one."""
    office.bring("submitted", *codes)
    papers = issued(office, "1")
    right = office.folder / "right.pdf"
    right.write_bytes(scan(office, papers, shuffle=True).read_bytes())
    done(receive(office.office, "registrar", [scan(office, papers)], memo="1", attest=yes))
    return right


def again(office: SmallOffice, right: Path, why: str = "สแกนหน้าที่สองซ้ำ", *, memo: str = "1") -> Outcome:
    (outcome,) = receive(office.office, "registrar", [right], memo=memo, replacing=why, attest=yes)
    return outcome


def verdicts(office: SmallOffice) -> list[tuple[str, bool]]:
    """Digest of each paper's verdict, and whether it was replaced."""
    with office.use_case() as use_case:
        rows = use_case.session.scalars(select(Verdict).order_by(Verdict.id))
        return [(row.file_sha256, row.replaced_at is not None) for row in rows]


@pytest.mark.deep
def test_a_wrong_scan_is_replaced_when_a_second_person_confirms(both: SmallOffice) -> None:
    right = by_pen(both, "O1")
    first = verdicts(both)
    assert again(both, right).notices[0].code == "replacement_waits"
    assert verdicts(both) == first
    done(replace_scan(both.office, "head", ["O1"], attest=yes))
    second = verdicts(both)[len(first) :]
    assert verdicts(both)[: len(first)] == [(digest, True) for digest, _ in first]
    assert [gone for _, gone in second] == [False, False]
    with both.use_case() as use_case:
        item = use_case.item("O1")
        revision, memo = use_case.revision(item), use_case.submission(item)
        assert revision is not None
        assert memo is not None
        assert revision.signed is not None
        assert {memo.memo_signed, *revision.signed.files.values()} == {digest for digest, _ in second}
        verdict = queries.memos.verdict_on_memo(use_case.session, memo.id)
        assert verdict is not None
        assert [verdict.record[word]["login"] for word in ("attested_by", "confirmed_by")] == ["registrar", "head"]
    assert both.states("O1") == ["head_signed"]
    both.publish("O1")
    assert both.verify().ok


@pytest.mark.deep
def test_publication_waits_until_it_is_confirmed(small: SmallOffice) -> None:
    again(small, by_pen(small, "O1"))
    (why,) = why_not(small.office, "O1", "publish")
    assert [(r.code, r.who) for r in why.unmet] == [("replacement_waits", "head")]


@pytest.mark.deep
def test_who_asked_does_not_confirm(small: SmallOffice) -> None:
    again(small, by_pen(small, "O1"))
    with pytest.raises(NeedNotMet) as refused:
        replace_scan(small.office, "registrar", ["O1"], attest=yes)
    assert [r.code for r in refused.value.reasons] == ["replacement_needs_second"]


def test_nothing_is_replaced_without_a_reason_or_after_publication_or_of_a_key(small: SmallOffice) -> None:
    right = by_pen(small, "O1")
    with pytest.raises(Refused) as refused:
        again(small, right, " ")
    assert [r.code for r in refused.value.reasons] == ["no_reason"]
    with pytest.raises(NeedNotMet) as nobody:
        replace_scan(small.office, "head", ["O1"], attest=yes)
    assert [r.code for r in nobody.value.reasons] == ["no_replacement_asked"]
    small.publish("O1")
    with pytest.raises(Refused) as late:
        again(small, right)
    assert [r.code for r in late.value.reasons] == ["replace_after_publication"]
    with pytest.raises(WrongState):
        replace_scan(small.office, "head", ["O1"], attest=yes)
    small.bring("head_signed", "O3")
    with pytest.raises(Refused) as key:
        again(small, right, memo="2")
    assert [r.code for r in key.value.reasons] == ["nothing_to_replace"]
    with pytest.raises(NotFound):
        again(small, right, memo="77")
