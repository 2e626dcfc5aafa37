"""``circulate``: a paper passed round for people to know (เวียนเพื่อทราบ), and who has acknowledged it.

Everybody of the named groups on the day it goes out is to acknowledge it, in the inbox or on the printed ใบเวียน. It
asks nothing of any item: no step waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.records.models import Acknowledgement, Circulation, Submission
from workflow.rules.errors import BadInput, NotFound, Refused, Unmet, WrongRole
from workflow.rules.states import Role
from workflow.services.context.appointed import must_be_appointed
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.uploads import read_file
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.documents.drafting import row_of
from workflow.services.documents.telling import tell_people
from workflow.thai import arabic_digits, long_date, normalise, one_line

MOST = 100
"""Circulations in a list."""


@dataclass(frozen=True, slots=True)
class Told:
    """One person of a circulation. ``day`` ``None``: not acknowledged yet; ``gone``: not with the office any more."""

    login: str
    name: str
    post: str
    group: str
    day: date | None
    how: str | None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Circulated:
    """A circulation as it stands. ``sha256``: of the paper that is read."""

    number: int
    subject: str
    name: str
    sha256: str
    groups: tuple[str, ...]
    sent_by: str
    sent_at: datetime
    due: date | None
    people: tuple[Told, ...]

    @property
    def waiting(self) -> tuple[Told, ...]:
        """Who has still to acknowledge it."""
        return tuple(one for one in self.people if one.day is None and not one.gone)


def circulate(
    office: Office, login: str, groups: Sequence[str], *, document: int | None = None, memo: str | None = None,
    file: Path | None = None, subject: str = "", due: date | None = None,
) -> Circulated:  # fmt: skip
    """Pass a paper round to everybody of these groups; exactly one of ``document``, ``memo`` and ``file``.

    :param groups: keys or Thai names; empty: every group. :param memo: its number. :param file: a PDF.
    :param subject: what it is about; needed for a file. :param due: by when it is to be acknowledged.
    :raises NotFound: no such document, memo or group. :raises BadInput: a draft, no PDF, no subject, a day that is
        over, or nobody is in the groups. :raises WrongRole: who asks holds no appointment.
    """
    data = read_file(file, office.settings.files.max_mb) if file is not None else None
    if data is not None:
        office.pdf.page_count(data)
    stored = office.store.put(data) if data is not None else None
    with acting(office, login, lock=True) as use_case:
        must_be_appointed(use_case, "circulate")
        if due is not None and due < use_case.today:
            raise BadInput("circulation_due_over", due=due.isoformat(), today=use_case.today.isoformat())
        if document is not None:
            source, name, sha256, about = _document(use_case, document)
        elif memo is not None:
            source, name, sha256, about = _memo(use_case, memo)
        else:
            source, name, sha256, about = "file", file.name if file is not None else "", stored or "", ""
        about = one_line(normalise(subject).strip()) or about
        if not about:
            raise BadInput("circulation_needs_subject", file=name)
        keys = [use_case.group(one, still=True).key for one in groups] or _all_groups(use_case)
        people = _people(use_case, keys)
        if not people:
            raise BadInput("circulation_reaches_nobody", groups=keys)
        row = Circulation(
            office_id=use_case.office_id, subject=about, source=source, name=name, sha256=sha256, group_keys=keys,
            people=people, sent_by=use_case.me.login, sent_at=use_case.now, due=due, closed_at=None,
        )  # fmt: skip
        use_case.session.add(row)
        use_case.session.flush()
        facts = {"circulation": row.id, "subject": about, "sha256": sha256, "groups": keys, "people": people}
        Record(use_case).add(Kind.CIRCULATED, facts)
        told = {"circulation": row.id, "subject": about, "due": due.isoformat() if due is not None else None}
        tell_people(use_case, "circulated", [one for one in people if one != login], told)
        return _shown(use_case, row)


def acknowledge(office: Office, login: str, number: int) -> Circulated:
    """One's own รับทราบ, today. :raises NotFound: no such circulation. :raises Refused: it is not for this person.

    :raises BadInput: acknowledged already.
    """
    with acting(office, login, lock=True) as use_case:
        row = _row(use_case, number)
        if login not in row.people:
            unmet = Unmet("circulation_not_for_you", {"circulation": number, "person": login}, row.sent_by)
            raise Refused("circulation_not_for_you", "circulate", (unmet,))
        _add(use_case, row, login, "inbox", use_case.today)
        return _shown(use_case, row)


def acknowledge_on_paper(office: Office, login: str, number: int, people: Sequence[str], day: date) -> Circulated:
    """Record who signed the printed ใบเวียน, by whoever sent it round or the registrar.

    :param people: logins. :param day: when they signed.
    :raises WrongRole: somebody else. :raises NotFound: no such circulation, or somebody it is not for.
    :raises BadInput: one acknowledged already; a day before it went out, or after today.
    """
    with acting(office, login, lock=True) as use_case:
        row = _row(use_case, number)
        if login != row.sent_by and use_case.me.holds(Role.REGISTRAR) is None:
            facts = {"step": "circulate", "who": [Role.REGISTRAR.value], "person": login}
            raise WrongRole("wrong_role", "circulate", (Unmet("wrong_role", facts, row.sent_by),))
        unknown = [one for one in people if one not in row.people]
        if unknown:
            raise NotFound("circulation_not_for", people=unknown, known=list(row.people))
        sent = row.sent_at.astimezone(use_case.now.tzinfo).date()
        if not sent <= day <= use_case.today:
            raise BadInput(
                "circulation_day", day=day.isoformat(), sent=sent.isoformat(), today=use_case.today.isoformat()
            )
        for one in people:
            _add(use_case, row, one, "paper", day)
        return _shown(use_case, row)


def remind(office: Office, login: str, number: int) -> Circulated:
    """Tell again everybody who has not acknowledged it. :raises WrongRole: neither who sent it nor the registrar."""
    with acting(office, login, lock=True) as use_case:
        row = _row(use_case, number)
        if login != row.sent_by and use_case.me.holds(Role.REGISTRAR) is None:
            facts = {"step": "circulate", "who": [Role.REGISTRAR.value], "person": login}
            raise WrongRole("wrong_role", "circulate", (Unmet("wrong_role", facts, row.sent_by),))
        shown = _shown(use_case, row)
        told = {"circulation": row.id, "subject": row.subject, "due": row.due.isoformat() if row.due else None}
        tell_people(use_case, "circulated", [one.login for one in shown.waiting], told)
        return shown


def circulated(office: Office, number: int) -> Circulated:
    """One circulation as it stands. :raises NotFound: there is none of that number."""
    with reading(office) as use_case:
        return _shown(use_case, _row(use_case, number))


def copy_to(office: Office, one: Circulated, folder: Path) -> Path:
    """Write the paper to be read into a folder. :raises BadInput: the folder cannot be written to."""
    path = folder / f"เวียน-{one.number}-{one.name}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(office.store.get(one.sha256))
    except OSError as error:
        raise BadInput("folder_not_writable", folder=str(folder), detail=error.strerror or str(error)) from error
    return path


def listed(office: Office, *, everything: bool = False) -> list[Circulated]:
    """Circulations that somebody has still to acknowledge; ``everything``: the last :data:`MOST`, the newest first."""
    with reading(office) as use_case:
        found = (
            queries.circulations.newest(use_case.session, use_case.office_id, MOST) if everything
            else queries.circulations.still_open(use_case.session, use_case.office_id)
        )  # fmt: skip
        return [_shown(use_case, row) for row in found]


def _acknowledged(use_case: UseCase, rows: Iterable[Circulation]) -> list[Acknowledgement]:
    numbers = [row.id for row in rows]
    return queries.circulations.acknowledged(use_case.session, numbers) if numbers else []


def _add(use_case: UseCase, row: Circulation, login: str, how: str, day: date) -> None:
    """Record one รับทราบ and, when it was the last, that nobody is waited for."""
    done = {one.login for one in _acknowledged(use_case, [row])}
    who = use_case.everybody.get(login)
    if login in done:
        raise BadInput("acknowledged_already", circulation=row.id, person=login)
    name = who.name if who is not None else login
    use_case.session.add(
        Acknowledgement(
            office_id=use_case.office_id, circulation_id=row.id, login=login, name=name, how=how, day=day,
            recorded_by=use_case.me.login, recorded_at=use_case.now,
        )
    )  # fmt: skip
    use_case.session.flush()
    facts = {
        "circulation": row.id, "subject": row.subject, "person": login, "name": name, "how": how,
        "day": day.isoformat(),
    }  # fmt: skip
    Record(use_case).add(Kind.ACKNOWLEDGED, facts)
    if not _shown(use_case, row).waiting:
        row.closed_at = use_case.now


def _shown(use_case: UseCase, row: Circulation) -> Circulated:
    done = {one.login: one for one in _acknowledged(use_case, [row])}
    people = []
    for login in row.people:
        who, ack = use_case.everybody.get(login), done.get(login)
        there = who is not None and bool(who.appointments)
        group = next((h.group for h in who.appointments if h.group in row.group_keys), "") if who is not None else ""
        people.append(
            Told(
                login, ack.name if ack is not None else who.name if who is not None else login,
                who.post if who is not None else "", group or "", ack.day if ack is not None else None,
                ack.how if ack is not None else None, gone=not there,
            )
        )  # fmt: skip
    return Circulated(
        row.id, row.subject, row.name, row.sha256, tuple(row.group_keys), row.sent_by,
        row.sent_at, row.due, tuple(people),
    )  # fmt: skip


def _row(use_case: UseCase, number: int) -> Circulation:
    row = queries.circulations.by_id(use_case.session, use_case.office_id, number)
    if row is None:
        raise NotFound("no_such_circulation", circulation=number)
    return row


def _document(use_case: UseCase, number: int) -> tuple[str, str, str, str]:
    row = row_of(use_case, number)
    if row.status != "issued" or row.issued is None:
        raise BadInput("circulation_of_draft", document=number, subject=row.subject)
    dated = f" ลงวันที่ {long_date(row.dated, thai=False)}" if row.dated is not None and row.label else ""
    about = f"{row.subject} (ที่ {row.label}{dated})" if row.label else row.subject
    return f"document:{number}", f"{number}.pdf", row.signed or row.issued, about


def _memo(use_case: UseCase, label: str) -> tuple[str, str, str, str]:
    said = arabic_digits(normalise(label)).replace(" ", "")
    every = queries.memos.every(use_case.session, use_case.office_id)
    found: Submission | None = next(
        (m for m in reversed(every) if said in (arabic_digits(m.label).replace(" ", ""), str(m.number))), None
    )
    if found is None:
        raise NotFound("circulation_no_memo", memo=label)
    about = f"{found.subject} (ที่ {found.label})"
    return f"memo:{found.id}", f"{found.number}.pdf", found.memo_signed or found.memo_issued, about


def _all_groups(use_case: UseCase) -> list[str]:
    return [key for key, group in use_case.groups.items() if group.ends is None or group.ends >= use_case.today]


def _people(use_case: UseCase, keys: Sequence[str]) -> list[str]:
    """Logins of everybody in these groups today, group by group."""
    found = [who.login for key in keys for who in use_case.everybody.values() if key in who.groups]
    return list(dict.fromkeys(found))
