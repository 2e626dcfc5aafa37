"""A memo on its way to the head: who has it, ``endorse`` and ``withdraw``, and how it ends without a signature."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from workflow.records import numbering
from workflow.records.books import BookKind
from workflow.records.facts import RouteStop
from workflow.records.kinds import Kind
from workflow.records.models import Item, Submission
from workflow.rules.errors import Refused
from workflow.rules.machine import decide
from workflow.rules.states import Role
from workflow.services.approval.memo.fields import MEMO_BOOK
from workflow.services.approval.memo.items import open_items
from workflow.services.approval.seen import Seen, must_be_as_seen
from workflow.services.context.authorization import fits_post, remaining_route
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome
from workflow.services.context.transitions import Record, transition
from workflow.services.context.use_case import UseCase, acting
from workflow.services.documents.form_facts import signer
from workflow.thai import one_line


def submissions_of(
    use_case: UseCase,
    codes: Sequence[str],
    trigger: str,
    on: Callable[[UseCase, Submission], list[Item]] | None = None,
) -> list[tuple[Submission, list[Item]]]:
    """The memos the items of the cycle are on, each with all its open items: a memo moves whole.

    :param on: the items that move with a memo, where these are not the open ones.
    """
    return memos_of(use_case, use_case.items(codes), trigger, on)


def memos_of(
    use_case: UseCase,
    items: Sequence[Item],
    trigger: str,
    on: Callable[[UseCase, Submission], list[Item]] | None = None,
) -> list[tuple[Submission, list[Item]]]:
    """As :func:`submissions_of`, of items of any year. :raises Refused: an item is in no memo; why."""
    found: dict[int, Submission] = {}
    for item in items:
        submission = use_case.submission(item)
        if submission is None or item.state.value not in _sources(trigger):
            decide(trigger, use_case.case(item))  # refuses, and says why
            raise Refused("wrong_state", trigger, item=item.code)
        found[submission.id] = submission
    return [(s, (on or open_items)(use_case, s)) for s in found.values()]


def _sources(trigger: str) -> set[str]:
    from workflow.rules.table import rows

    return {row.source.value for row in rows(trigger)}


def memo_names(use_case: UseCase, memos: Iterable[Submission]) -> dict[int, str]:
    """Primary key -> how each memo is told: its number as printed, with the book's year where two are printed alike."""
    listed = list(memos)
    alike = Counter(memo.label for memo in listed)
    return {
        memo.id: memo.label if alike[memo.label] == 1 else f"{memo.label} ({memo.number}/{memo.book_year})"
        for memo in listed
    }


def endorse(
    office: Office,
    login: str,
    codes: Sequence[str],
    *,
    opinion: str | None = None,
    seen: Seen | None = None,
    year: int | None = None,
) -> list[Outcome]:
    """The next on the route passes the memo on, with an opinion if there is one.

    :param seen: the memo as it was shown, where it was. :raises Conflict: it is another one by now.
    """
    results: list[Outcome] = []
    with acting(office, login, year, lock=True) as use_case:
        record = Record(use_case)
        for submission, items in submissions_of(use_case, codes, "endorse"):
            left = remaining_route(submission, use_case.everybody.values())
            role = Role(left[0].partition(".")[0]) if left else None
            must_be_as_seen(use_case, submission, items, seen)
            read = seen.told() if seen is not None else {}
            for item in items:
                facts = {"memo": submission.label, "opinion": one_line(opinion) if opinion else None, **read}
                transition(
                    record, item, "endorse", use_case.case(item), facts=facts, submission=submission.id, role=role
                )
            me = signer(use_case.me, role or Role.DEPUTY)
            done = False
            route = []
            for stop in submission.route:
                if not done and stop.by is None and fits_post(use_case.me, stop.post):
                    done = True
                    stop = RouteStop(stop.post, login, me.name, me.posts, use_case.today, opinion)
                route.append(stop)
            submission.route = tuple(route)
            results.append(Outcome(submission.label, None, ", ".join(item.code for item in items)))
    return results


def withdraw(
    office: Office, login: str, codes: Sequence[str], reason: str, *, year: int | None = None
) -> list[Outcome]:
    """Who submitted takes the whole memo back; its number stays in the book as void, with the reason."""
    results: list[Outcome] = []
    with acting(office, login, year, lock=True) as use_case:
        record = Record(use_case)
        for submission, items in submissions_of(use_case, codes, "withdraw"):
            for item in items:
                transition(
                    record, item, "withdraw", use_case.case(item, reason=reason),
                    facts={"memo": submission.label}, submission=submission.id, role=Role.DIRECTOR,
                )  # fmt: skip
                item.submission_id = None
            void(use_case, record, submission, reason, "withdrawn")
            results.append(Outcome(submission.label, None, ", ".join(item.code for item in items)))
    return results


def void(use_case: UseCase, record: Record, submission: Submission, reason: str, outcome: str) -> None:
    """End a memo without a signature: nothing is deleted, the number stays in its book as void."""
    submission.status, submission.void_reason = "void", reason
    for row in submission.items:
        if row.outcome == "open":
            row.outcome, row.reason = outcome, reason
    if submission.number is not None:
        numbering.void(
            use_case.session, use_case.office_id, BookKind.MEMO, submission.book_year, submission.number, reason,
            by=use_case.me.login, at=use_case.now,
        )  # fmt: skip
    record.add(
        Kind.NUMBER_VOIDED,
        {"book": MEMO_BOOK, "label": submission.label, "reason": reason},
        submission=submission.id,
    )
