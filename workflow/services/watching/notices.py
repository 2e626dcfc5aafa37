"""The outbox is the record of who is to be told what; this is the one mechanism that drains it.

One mail for each person and day. Nobody is told twice for one cause. A row is closed before anything is sent, so that a
machine that dies in between leaves somebody untold rather than told for ever; what a server refused goes back into the
outbox for that person alone. What happened before there was mail is closed unsent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from workflow.ports.post import NotSent
from workflow.records import queries
from workflow.records.models import Closing, Outbox
from workflow.services.context.authorization import Actor
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.watching.digest import Digest, Event, concerns, digest

MOST = 5000
"""Rows looked at in one call."""
OLD = timedelta(days=7)
"""What nobody was told of in this time is told no more."""
FIRST = timedelta(days=1)
"""How far back the first mail an office ever sends goes."""
REMEMBERED = timedelta(days=90)
HOOK = "webhook"
"""Recipient, as recorded, of what went to the office's webhook."""

Wording = Callable[[Digest], tuple[str, str]]
"""Forms subject and text of a digest."""


@dataclass(frozen=True, slots=True)
class Drained:
    """``sent``: to whom; ``failed``: to whom not, and what the server said; ``closed``: rows that will not be told."""

    sent: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    closed: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class _Letter:
    """One mail on its way: to whom (``None``: the webhook), and the rows it tells of."""

    person: Actor | None
    address: str
    rows: tuple[Outbox, ...]

    @property
    def name(self) -> str:
        return self.person.login if self.person is not None else HOOK


def drain(office: Office, wording: Wording) -> Drained:
    """Send what waits in the outbox, one digest for each person, and close the rows."""
    with reading(office) as use_case:
        rows = queries.notices.waiting(use_case.session, use_case.office_id, MOST)
        if not rows:
            return Drained()
        unsent = _never(use_case, rows)
        live = [row for row in rows if row.id not in unsent]
        letters, later = _letters(use_case, live)
        for row in live:
            if row.id not in later and not any(row in letter.rows for letter in letters):
                unsent[row.id] = _why_nobody(use_case, row)
        told = {row.id: [letter.name for letter in letters if row in letter.rows] for row in live}
    made = [(letter, *wording(_digest(office, letter))) for letter in letters]
    with acting(office, None, lock=True) as use_case:
        for row in rows:
            why = unsent.get(row.id) or ("sent" if told.get(row.id) and row.id not in later else None)
            if why is not None and use_case.session.get(Closing, row.id) is None:
                use_case.session.add(
                    Closing(
                        outbox_id=row.id, office_id=row.office_id, at=use_case.now, why=why,
                        recipients=told.get(row.id, []) if why == "sent" else [],
                    )
                )  # fmt: skip
    sent, failed = [], []
    for letter, subject, text in made:
        try:
            if letter.person is None:
                office.post.webhook(office.settings.office.name, text)
            else:
                office.post.mail(letter.address, subject, text)
            sent.append(letter.name)
        except NotSent as refused:
            failed.append((letter, refused.detail))
    if failed:
        _again(office, [letter for letter, _ in failed])
    return Drained(tuple(sent), tuple((letter.name, detail) for letter, detail in failed), len(unsent), len(later))


def _never(use_case: UseCase, rows: Sequence[Outbox]) -> dict[int, str]:
    """Rows that will not be told, with why."""
    if not use_case.office.settings.notices.anywhere:
        return dict.fromkeys((row.id for row in rows), "no_mail")
    first = not queries.notices.ever_sent(use_case.session, use_case.office_id)
    return {
        row.id: "before_mail" if first else "old" for row in rows if use_case.now - row.at > (FIRST if first else OLD)
    }


def _letters(use_case: UseCase, rows: Sequence[Outbox]) -> tuple[list[_Letter], set[int]]:
    """A mail for each person whom something concerns; and the rows that wait, as someone had today's mail already."""
    session, office_id = use_case.session, use_case.office_id
    past = queries.notices.sent(session, office_id, use_case.now - REMEMBERED)
    known = {(login, cause_of(row)) for row, closing in past for login in closing.recipients}
    zone = use_case.now.tzinfo
    today = {login for _, c in past if c.at.astimezone(zone).date() == use_case.today for login in c.recipients}
    addresses = {p.login: p.email for p in queries.people.people(session, office_id, active=True) if p.email}
    settings = use_case.office.settings.notices
    letters: list[_Letter] = []
    later: set[int] = set()
    readers: list[tuple[Actor | None, str]] = []
    if settings.smtp is not None:
        readers += [(p, address) for p in use_case.everybody.values() if (address := addresses.get(p.login))]
    if settings.webhook is not None:
        readers.append((None, ""))
    for person, address in readers:
        name = person.login if person is not None else HOOK
        mine = [
            row for row in rows
            if _is_for(row, person) and (name, cause_of(row)) not in known and row.facts.get("by") != name
        ]  # fmt: skip
        if mine and name in today:
            later |= {row.id for row in mine}
        elif mine:
            letters.append(_Letter(person, address, tuple(mine)))
    # A row that somebody gets only tomorrow stays open, so today's letters do not tell of it yet.
    ready = [_Letter(one.person, one.address, tuple(r for r in one.rows if r.id not in later)) for one in letters]
    return [one for one in ready if one.rows], later


def _is_for(row: Outbox, person: Actor | None) -> bool:
    """The webhook is a room of the whole office: it gets all but what is one person's own."""
    return not row.recipient.startswith("person:") if person is None else concerns(row.recipient, person)


def _why_nobody(use_case: UseCase, row: Outbox) -> str:
    """Why a row goes to nobody: they know it already, did it themselves, or have no address."""
    people = [p for p in use_case.everybody.values() if concerns(row.recipient, p)]
    addresses = {p.login for p in queries.people.people(use_case.session, use_case.office_id, active=True) if p.email}
    return "same_cause" if any(p.login in addresses for p in people) else "no_address"


def cause_of(row: Outbox) -> str:
    """What a row is about: given by who wrote it, else one step of one item at one moment."""
    facts = row.facts
    return str(facts.get("cause") or f"{facts.get('step')}:{facts.get('item')}:{row.at.isoformat()}")


def _digest(office: Office, letter: _Letter) -> Digest:
    seen: dict[str, Event] = {}
    for row in letter.rows:
        seen.setdefault(cause_of(row), Event(row.at, row.facts))
    return digest(office, letter.person, events=tuple(seen.values()))


def _again(office: Office, letters: Sequence[_Letter]) -> None:
    """What a server did not take waits again, for whom it was meant."""
    with acting(office, None, lock=True) as use_case:
        for letter in letters:
            for row in letter.rows:
                closing = use_case.session.get_one(Closing, row.id)
                closing.recipients = [name for name in closing.recipients if name != letter.name]
                closing.why = "sent" if closing.recipients else "failed"
                recipient = f"person:{letter.name}" if letter.person is not None else row.recipient
                facts = {**row.facts, "cause": cause_of(row)}
                use_case.session.add(
                    Outbox(office_id=row.office_id, at=row.at, recipient=recipient, facts=facts, sent_at=None)
                )
