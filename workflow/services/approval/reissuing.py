"""The next edition of an open memo: same number and date, other bytes.

Without some items that were sent back; in the name of who will sign now; with the place of who took over. What was
endorsed stays as it was given; whoever signed the edition before signs this one too, as a signature is on bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workflow.ports.papers import Endorsement
from workflow.records import queries
from workflow.records.facts import SigningPlace
from workflow.records.journal import chain_head
from workflow.records.kinds import Kind
from workflow.records.models import Item, Submission
from workflow.rules.case import Printed
from workflow.rules.errors import BadInput, NotFound, Unmet, WrongRole
from workflow.rules.states import Capacity, Role
from workflow.services.approval.memo.files import Asked, MadeMemo, code_name, make_memo
from workflow.services.approval.memo.items import open_items
from workflow.services.approval.memo.plans import default_subject, printed_as
from workflow.services.approval.routing import submissions_of
from workflow.services.context.authorization import Actor, capacities
from workflow.services.context.conflicts import conflict, must_be_day
from workflow.services.context.office import Office
from workflow.services.context.results import Notice, Outcome
from workflow.services.context.signed.order import before_the_head, names
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.documents.form_facts import ENDORSEMENT, PASSED_ON, endorsements_ahead, memo_facts

MAY = (Capacity.SUBMITTER, Capacity.DIRECTOR, Capacity.REGISTRAR, Capacity.HEAD)
"""Who may have a memo made again in another name: it says nothing new, and signs nothing."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The next edition as it is to be made, and what the memo's row says once it is.

    :param officer: who prepared it; ``director``: who stands for it: logins.
    """

    asked: Asked
    places: tuple[SigningPlace, ...]
    printed: Printed
    seal: tuple[int, str]
    officer: str
    director: str


def plan_edition(
    use_case: UseCase,
    submission: Submission,
    items: Sequence[Item],
    *,
    without: Sequence[str] = (),
    head: str | None = None,
    officer: str | None = None,
    director: Actor | None = None,
    open_posts: Sequence[str] = (),
) -> Edition:
    """The memo again for the items that stay on it.

    :param without: codes sent back now. :param head: login of who will sign by delegation.
    :param officer: login of who takes the preparer's place; ``director``: who endorses anew, from today.
    :param open_posts: posts of the route whose endorsement is to be given again.
    """
    excepted = [row.item_id for row in submission.items if row.outcome in ("sent_back", "excepted")]
    earlier = [item.code for item in use_case.items_with(excepted)]
    submitted = submission.submitted_at.astimezone(use_case.now.tzinfo).date()
    given = [stop for stop in submission.route if stop.by is not None and stop.post not in open_posts]
    endorsements = [_of_director(use_case, submission, submitted, director)]
    endorsements += [Endorsement(s.opinion or PASSED_ON, s.name or s.by or "", s.posts, s.on) for s in given]
    endorsements += endorsements_ahead(use_case, [s.post for s in submission.route if s not in given])
    who = use_case.head(head)
    seal = chain_head(use_case.session, use_case.office_id)
    made_by = use_case.person_on(officer or submission.officer, use_case.today if officer else submitted)
    facts = memo_facts(
        use_case,
        items,
        label=submission.label,
        subject=_subject(use_case, submission, items),
        dated=submitted,
        officer=made_by,
        endorsements=endorsements,
        edition=submission.edition + 1,
        excepted=[*earlier, *without],
        seal=f"{seal[0]}:{seal[1]}",
        code=code_name(submission.book_year, submission.number or 0, submission.edition + 1),
        head=who,
    )
    stands_for = director.login if director is not None else submission.submitted_by
    places = before_the_head(
        use_case.office.settings.signing.before_head, made_by.login, stands_for,
        [stop.post for stop in submission.route],
    )  # fmt: skip
    asked = Asked(facts, use_case.office_row.secret, names(places))
    return Edition(asked, places, printed_as(who), seal, made_by.login, stands_for)


def _of_director(use_case: UseCase, submission: Submission, submitted: date, director: Actor | None) -> Endorsement:
    """The endorsement of who stands for the memo, in the words and the post in which it was given."""
    if director is not None:
        held = director.holds(Role.DIRECTOR, submission.group_key)
        return Endorsement(ENDORSEMENT, director.name, held.lines if held else (), use_case.today)
    first = use_case.session.get_one(Item, min(submission.items, key=lambda row: row.item_id).item_id)
    year = use_case.cycle_of(first).fiscal_year
    entry = queries.memos.endorsed_by_director(use_case.session, submission, year, first.code)
    login, day = (entry.actor, entry.at.astimezone(use_case.now.tzinfo).date()) if entry else (None, submitted)
    try:
        person = use_case.person_on(login or submission.submitted_by, day)
    except NotFound:  # of an older office: the login was ended without a day
        return Endorsement(ENDORSEMENT, entry.actor_name if entry else submission.submitted_by, (), day)
    held = person.holds(Role.DIRECTOR, submission.group_key)
    opinion = entry.facts.get("opinion") if entry is not None else None
    return Endorsement(opinion or ENDORSEMENT, person.name, held.lines if held else (), day)


def _subject(use_case: UseCase, submission: Submission, staying: Sequence[Item]) -> str:
    """เรื่อง of the next edition: made again for the items that stay where it was made from the items; else as given."""
    rows = sorted(submission.items, key=lambda row: row.id)
    as_typed = [use_case.session.get_one(Item, row.item_id) for row in rows if row.outcome == "open"]
    before = sorted(as_typed, key=lambda item: item.number)
    # Memos of an earlier version named the items as they were typed.
    if submission.subject not in (default_subject(use_case, before), default_subject(use_case, as_typed)):
        return submission.subject
    codes = {item.code for item in staying}
    return default_subject(use_case, [item for item in before if item.code in codes])


def write_edition(
    record: Record, submission: Submission, edition: Edition, memo: MadeMemo, *, without: Sequence[str] = ()
) -> None:
    """Put the next edition in the place of the one before. The caller commits."""
    submission.edition += 1
    submission.memo_docx, submission.memo_issued, submission.memo_pages = memo.docx, memo.issued, memo.pages
    submission.memo_code, submission.memo_code_digest = memo.code, memo.code_digest
    submission.before_head, submission.subject = edition.places, edition.asked.facts.subject
    submission.printed_head, submission.printed_kind = edition.printed.login, edition.printed.kind
    submission.officer, submission.submitted_by = edition.officer, edition.director
    submission.seal_seq, submission.seal_hash = edition.seal
    facts = {
        "memo": submission.label, "edition": submission.edition, "without": list(without), "memo_sha256": memo.issued,
        "head": edition.asked.facts.head.name,
    }  # fmt: skip
    record.add(Kind.REISSUED, facts, submission=submission.id)


def reissue(
    office: Office, login: str, codes: Sequence[str], *, signer: str | None = None, year: int | None = None
) -> list[Outcome]:
    """Make the memos the items are on again in the name of who will sign now; one result for each memo.

    :param signer: login of who will sign by delegation; ``None``: the head, or who acts as head, today.
    :raises DayTurned: midnight passed while it was made: it would name the head of the day before.
    :raises WrongRole: neither the director, the registrar nor the head. :raises BadInput: it names them already.
    """
    with reading(office, login, year) as use_case:
        plans = []
        for submission, items in submissions_of(use_case, codes, "sign"):
            _must_be_one_of(use_case, items[0], submission)
            edition = plan_edition(use_case, submission, items, head=signer)
            if (submission.printed_head, submission.printed_kind) == (edition.printed.login, edition.printed.kind):
                raise BadInput("nothing_to_reissue", memo=submission.label, person=edition.printed.login)
            sheets = tuple(_other_sheets(use_case, items, edition.printed))
            codes_on = [item.code for item in items]
            plans.append((submission.id, submission.version, use_case.today, codes_on, edition, sheets))
    return [_reissued(office, login, year, *plan) for plan in plans]


def _other_sheets(use_case: UseCase, items: Sequence[Item], printed: Printed) -> Iterator[Unmet]:
    """Files whose sheet still names another: they are made again by who compiles."""
    for item in items:
        for e in use_case.evidence(item):
            if e.printed_head is not None and (e.printed_head, e.printed_kind) != (printed.login, printed.kind.value):
                facts = {"item": item.code, "file": e.name, "printed": e.printed_head, "kind": e.printed_kind,
                         "person": printed.login, "capacity": printed.kind.value}  # fmt: skip
                yield Unmet("sheet_names_another", facts, Capacity.COMPILER)


def _must_be_one_of(use_case: UseCase, item: Item, submission: Submission) -> None:
    if not set(MAY) & capacities(use_case.me, item, submission, use_case.everybody.values()):
        facts = {"item": item.code, "step": "reissue", "who": [w.value for w in MAY], "person": use_case.me.login}
        raise WrongRole("wrong_role", "reissue", (Unmet("wrong_role", facts, Capacity.DIRECTOR),), item=item.code)


def _reissued(
    office: Office,
    login: str,
    year: int | None,
    submission_id: int,
    version: int,
    day: date,
    codes: list[str],
    edition: Edition,
    sheets: tuple[Unmet, ...],
) -> Outcome:
    memo = make_memo(office, edition.asked)
    with acting(office, login, year, lock=True) as use_case:
        submission = use_case.session.get_one(Submission, submission_id)
        if submission.version != version or [i.code for i in open_items(use_case, submission)] != codes:
            raise conflict(use_case, codes)
        must_be_day(use_case, day)
        write_edition(Record(use_case), submission, edition, memo)
        facts = {"memo": submission.label, "edition": submission.edition, "name": edition.asked.facts.head.name}
        return Outcome(submission.label, None, Notice("memo_reissued_for", facts), sheets)
