"""``receive``: the registrar takes in what the head signed elsewhere, with a token or with a pen.

A digitally signed PDF is matched to its paper by its bytes: it must begin with the issued file. A scan is split by the
codes printed on its pages; without codes by the memo number given, its pages being the memo's and then those of each
file to be signed, in annex order. The registrar attests by name what the eye must judge, and the verdict says *attested
by a person*, never *verified*. Before that the registrar is shown hints, where a scan differs from what was issued.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from workflow.ports import SignerTerm
from workflow.records.models import Item, Submission
from workflow.rules.errors import BadInput, CheckFailed, NotFound, Refused, Unmet, WorkflowError
from workflow.rules.states import Role, Who
from workflow.services.acting import Record, act
from workflow.services.approving import Brought, Due, as_head, must_agree, must_reach_grade, papers_due, record_approval
from workflow.services.before_head import places
from workflow.services.desk import Desk
from workflow.services.hints import Looked, Seen, kept, look_at
from workflow.services.incoming import digest_of
from workflow.services.matching import Came, Plan, match_codes, match_pages, match_tokens, memo_by_label, read
from workflow.services.memo_route import open_items
from workflow.services.office import Office
from workflow.services.outcome import Outcome
from workflow.services.overtaken import overtaken
from workflow.services.people import Actor, actor, holders
from workflow.services.terms import certificates_of, signer_terms

STATEMENT = (
    "ข้าพเจ้าได้เห็นต้นฉบับกระดาษแล้ว ขอรับรองว่ามีลายมือชื่อของหัวหน้าหน่วยงาน (หรือผู้ทำการแทน) ตามที่ระบุ และไฟล์สแกนนี้ครบถ้วนตรงตามต้นฉบับ"
)
"""What the registrar attests; stored with the scan's digest."""
NOBODY_YET = ""
"""Who signed, before the signature was read."""
BY_HAND = "หัวหน้าหน่วยงานเขียนยกเว้นไว้ในบันทึก"


def receive(
    office: Office,
    login: str,
    files: Sequence[Path],
    *,
    memo: str | None = None,
    decided_on: date | None = None,
    signer: str | None = None,
    excepted: Sequence[str] = (),
    year: int | None = None,
    show: Callable[[Looked], object] = lambda looked: None,
    look_only: bool = False,
) -> list[Outcome]:
    """Record what the head signed elsewhere; one result for each memo.

    :param decided_on: date of the head's decision; when not given, of the digital signature, or today for a scan.
    :param signer: login of who signed with a pen, when it was not the holder. Who signed digitally is read from the
        signature; a name may only agree with it. :param excepted: items the head excepted by hand.
    :param show: is handed the hints on the scans before anything is recorded, outside every transaction; what it
        raises (the registrar does not attest) ends it. :param look_only: record nothing.
    :raises BadInput: a file is not usable, or pages are missing. :raises NotFound: no open memo fits.
    """
    plans, refused = _plans(office, login, files, memo, year)
    looked = look_at(office, plans)
    show(looked)

    def one(plan: Plan) -> Outcome:
        seen = looked.of(plan.label)
        if look_only:
            return Outcome(plan.label, seen=seen)
        try:
            done = _receive_one(office, login, plan, decided_on, signer, excepted, year, looked)
            return replace(done, seen=seen)
        except WorkflowError as no:
            return Outcome(plan.label, no, seen=seen)

    return [one(plan) for plan in plans] + refused


def _plans(
    office: Office, login: str, files: Sequence[Path], memo: str | None, year: int | None
) -> tuple[list[Plan], list[Outcome]]:
    """Which memos came back whole, and a refusal for each memo or page that did not."""
    came = [read(office, path) for path in files]
    if not came:
        raise BadInput("no_files")
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow, login, year)
        scans = [c for c in came if not c.signed]
        tokens = [c for c in came if c.signed]
        plans: list[Plan] = []
        refused: list[Outcome] = []
        if tokens:
            plans += match_tokens(desk, tokens)
        if scans:
            found, refused = match_codes(desk, scans)
            if not found and not refused:
                if memo is None:
                    raise BadInput("scan_needs_memo", files=[c.path.name for c in scans])
                found = [match_pages(desk, memo_by_label(desk, memo), scans)]
            plans += found
    return plans, refused


def _signer(desk: Desk, login: str | None, day: date) -> Actor:
    """Who signed, with what they held on the day of the decision."""
    from workflow.services.people import actors

    if login is not None:
        who = actor(desk.session, desk.office_id, login, day)
        if who.holds(Role.HEAD) is None:
            facts = {"person": login, "day": day.isoformat()}
            raise Refused("not_head_on_day", "receive", (Unmet("not_head_on_day", facts, Who.HEAD),))
        return who
    found = holders(actors(desk.session, desk.office_id, day).values(), Role.HEAD)
    if not found:
        raise Refused("no_head", "receive", (Unmet("no_head", {"day": day.isoformat()}),))
    return found[0][0]


def _signed_by(desk: Desk, brought: Sequence[Brought], named: str | None) -> str:
    """Login of who signed, read from the signatures themselves: a name given by hand may only agree.

    :raises BadInput: the papers were signed by several persons. :raises Refused: by another than the one named.
    """
    owners = {c.fingerprint: c.person_id for c in certificates_of(desk)}
    people = {person.person_id: person.login for person in desk.everybody.values()}
    found = {people.get(owners.get(mark, 0)) for one in brought for mark in one.verdict.heads} - {None}
    if len(found) != 1:
        raise BadInput("signed_by_several", memo=brought[0].due.label, people=sorted(map(str, found)))
    (login,) = found
    if named is not None and named != login:
        facts = {"memo": brought[0].due.label, "person": login, "named": named}
        raise Refused("signed_by_another", "receive", (Unmet("signed_by_another", facts, Who.REGISTRAR),))
    return str(login)


def must_keep_signatures(desk: Desk, submission: Submission, code: str, memo: Brought) -> None:
    """A check of the step: whoever was to sign the memo before the head has done so, here or where the head signed.

    :raises CheckFailed: with everybody whose signature was put on the memo here and is not in the file, or is nowhere.
    """
    data = desk.office.store.get(memo.digest)
    owners = {c.fingerprint: c.person_id for c in certificates_of(desk)}
    problems = []
    for place in places(submission):
        facts = {"item": code, "person": place.login, "memo": submission.label}
        if place.signed is not None:
            if not data.startswith(desk.office.store.get(place.signed)):
                problems.append(Unmet("signature_before_head_lost", facts, Who.HEAD))
        elif place.login is not None:
            signer = owners.get(memo.verdict.signed.get(place.field, ""))
            person = desk.everybody.get(place.login)
            if person is None or signer != person.person_id:
                problems.append(Unmet("signature_before_head_missing", facts, place.login))
    if problems:
        raise CheckFailed("check_failed", "receive", problems)


def _day(desk: Desk, submission: Submission, day: date | None) -> date:
    """:raises BadInput: before the memo was made, or in the future."""
    found = day or desk.today
    submitted = submission.submitted_at.astimezone(desk.now.tzinfo).date()
    if not submitted <= found <= desk.today:
        raise BadInput(
            "decision_date_impossible", day=found.isoformat(), submitted=submitted.isoformat(),
            today=desk.today.isoformat(),
        )  # fmt: skip
    return found


def _receive_one(
    office: Office,
    login: str,
    plan: Plan,
    decided_on: date | None,
    signer: str | None,
    excepted: Sequence[str],
    year: int | None,
    looked: Looked,
) -> Outcome:
    submission_id, parts, how = plan.submission, plan.papers, plan.how
    required = office.settings.required_grade
    brought: list[Brought] = []
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow, login, year)
        submission = desk.session.get_one(Submission, submission_id)
        items = open_items(desk, submission)
        if not items or {d.issued for d in papers_due(desk, submission, items)} != {due.issued for due, _, _ in parts}:
            # Signed, withdrawn or reissued since the pages were matched to its papers.
            raise overtaken(desk, [desk.session.get_one(Item, row.item_id).code for row in submission.items])
        must_agree(desk, "receive", items, signer or NOBODY_YET)
        version = submission.version
        terms = signer_terms(desk)
    if how != "pen":
        brought = _judged(office, parts, terms)
        must_reach_grade(brought, "receive", required)
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow, login, year)
        signed_on = None
        if brought:
            must_keep_signatures(desk, desk.session.get_one(Submission, submission_id), items[0].code, brought[0])
            signer = _signed_by(desk, brought, signer)
            signed_at = brought[0].verdict.signed_at
            signed_on = signed_at.astimezone(desk.now.tzinfo).date() if signed_at is not None else None
        day = _day(desk, desk.session.get_one(Submission, submission_id), decided_on or signed_on)
        who = _signer(desk, signer, day)
        must_agree(desk, "receive", desk.items([item.code for item in items]), who.login)
        registrar = desk.me
    if how == "pen":
        brought = [
            _attested(office, due, data, c, registrar, who, day, looked.papers.get(due)) for due, c, data in parts
        ]
        must_reach_grade(brought, "receive", required)
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login, year)
        uow.lock_office(desk.office_id)
        submission = desk.session.get_one(Submission, submission_id)
        if submission.version != version:
            raise overtaken(desk, [item.code for item in items])
        record = Record(desk)
        staying = _except(desk, record, submission, excepted, who)
        gone = {item.code for item in open_items(desk, submission)} - {item.code for item in staying}
        record_approval(
            desk, record, submission, staying, [b for b in brought if b.due.item not in gone],
            trigger="receive", how=how, signer=who, decided_on=day,
            facts={"attested_by": registrar.name} if how == "pen" else {},
        )  # fmt: skip
        uow.commit()
        return Outcome(submission.label, None, ", ".join(item.code for item in staying))


def _except(desk: Desk, record: Record, submission: Submission, codes: Sequence[str], who: Actor) -> list[Item]:
    """Send back what the head excepted by hand; returns the items that stay on the memo."""
    items = open_items(desk, submission)
    wanted = {item.code for item in desk.items(codes)} if codes else set()
    strange = wanted - {item.code for item in items}
    if strange:
        raise NotFound("item_not_on_memo", items=sorted(strange), memo=submission.label)
    if wanted and wanted == {item.code for item in items}:
        raise BadInput("all_excepted", memo=submission.label)
    rows = {row.item_id: row for row in submission.items}
    for item in items:
        if item.code in wanted:
            case = as_head(desk.case(item), who.login, BY_HAND)
            act(record, item, "send_back", case, facts={"memo": submission.label, "recorded_by": desk.me.login},
                submission=submission.id, role=Role.REGISTRAR)  # fmt: skip
            rows[item.id].outcome, rows[item.id].reason = "excepted", BY_HAND
            item.revision_id = item.submission_id = None
    return [item for item in items if item.code not in wanted]


def _judged(office: Office, parts: Sequence[tuple[Due, Came, bytes]], terms: Sequence[SignerTerm]) -> list[Brought]:
    """The verdict on each paper that came back with a digital signature."""
    verdicts = office.signatures.verify_many(
        [(data, office.store.get(due.issued)) for due, _, data in parts],
        terms=terms, required_grade=office.settings.required_grade, at=office.now(), foreign=True,
    )  # fmt: skip
    return [
        Brought(due, office.store.put(data), verdict) for (due, _, data), verdict in zip(parts, verdicts, strict=True)
    ]


def _attested(
    office: Office,
    due: Due,
    data: bytes,
    came: Came,
    registrar: Actor,
    who: Actor,
    day: date,
    seen: Sequence[Seen] | None,
) -> Brought:
    """The verdict on a scan: grade 1, on the word of a named person. Pixels are never proof."""
    if came.data is not data:
        office.store.put(came.data)
    held = who.holds(Role.HEAD)
    verdict = office.signatures.attest(
        data, issued=office.store.get(due.issued), registrar=registrar.name, signer=who.name,
        post=held.lines[-1] if held else who.post, day=day, required_grade=office.settings.required_grade,
    )  # fmt: skip
    record = {
        **verdict.record,
        "attested_by": {"login": registrar.login, "name": registrar.name, "post": registrar.post},
        "statement": STATEMENT,
        "decided_on": day.isoformat(),
        "scan": {"name": came.path.name, "sha256": digest_of(came.data), "pages": came.pages},
        "hints": kept(office, seen) if seen is not None else None,
    }
    verdict = replace(verdict, record=record)
    return Brought(due, office.store.put(data), verdict)
