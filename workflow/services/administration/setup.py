"""Setting up: the office and its people from their files, a cycle from its catalogue, who compiles what."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from workflow.office_files.catalogue import Catalogue
from workflow.office_files.people import PersonRow
from workflow.office_files.responsibilities import Responsibility
from workflow.records import numbering, queries
from workflow.records.books import BookKind
from workflow.records.kinds import Kind
from workflow.records.models import Cycle, Group, Item, Part, Person
from workflow.records.models import Office as OfficeRow
from workflow.rules.errors import BadInput, Refused, Unmet, WrongRole, WrongState
from workflow.rules.states import Capacity, Online, Role, State
from workflow.rules.table import INITIAL
from workflow.services.administration.accepted_forms import kept
from workflow.services.administration.accepted_pages import kept_pages
from workflow.services.administration.accepting import first_acceptance
from workflow.services.administration.carrying import carry_over
from workflow.services.administration.passwords import hash_password
from workflow.services.administration.people.changes import appointment_of, reached_at, told
from workflow.services.context.administrators import must_coordinate
from workflow.services.context.frameworks import DEFAULT
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import acting
from workflow.services.context.year_parts import planned
from workflow.thai import buddhist_year, one_line


def set_up(
    office: Office,
    people: Sequence[PersonRow],
    administrators: Sequence[str],
    passwords: Mapping[str, str],
) -> None:
    """Write the office, its groups, people and appointments into an empty database.

    :param administrators: at least two logins, who set passwords and open cycles (docs/contracts.md#office-folder).
    :param passwords: login -> first password; others get theirs from two people later.
    :raises BadInput: fewer than two administrators, or an administrator who is not in the people's file.
    """
    logins = {row.login for row in people}
    unknown = [login for login in administrators if login not in logins]
    if unknown:
        raise BadInput("no_such_person", logins=unknown, file="people.csv")
    if len(set(administrators)) < 2:
        raise BadInput("two_administrators")
    settings = office.settings
    with acting(office, administrators[0]) as use_case:
        session = use_case.session
        if queries.people.office(session, settings.office.key) is not None:
            raise BadInput("office_exists", office=settings.office.key)
        now = office.now()
        row = OfficeRow(
            key=settings.office.key, name=settings.office.name, secret=secrets.token_hex(32), created_at=now
        )
        session.add(row)
        session.flush()
        use_case.uow.enter_office(row.id, row.key)
        for position, group in enumerate(settings.groups):
            session.add(
                Group(office_id=row.id, key=group.key, name=group.name, phone=group.phone or None, position=position)
            )
        _add_people(office, session, row.id, people, administrators, passwords)
        use_case.lock()
        record = Record(use_case)
        record.add(Kind.OFFICE_MADE, {"office": settings.office.name, "administrators": list(administrators)})
        forms = kept(office.folder, office.store)
        brought = {"keys": [], "forms": forms, "pages": kept_pages(office)}
        record.add(Kind.SETTINGS_ACCEPTED, {**first_acceptance(office), **brought})
        for name, book in settings.books.items():
            if book.start > 1 and not book.external:
                # Only the year the office starts in: the next calendar year counts from one again.
                numbering.start(session, row.id, BookKind(name), buddhist_year(use_case.today), book.start, at=now)
                record.add(
                    Kind.BOOK_STARTED, {"book": name, "year": buddhist_year(use_case.today), "number": book.start}
                )
        for person in people:
            record.add(Kind.APPOINTED, told(person))


def _add_people(
    office: Office,
    session: Session,
    office_id: int,
    people: Sequence[PersonRow],
    administrators: Sequence[str],
    passwords: Mapping[str, str],
) -> None:
    rows: dict[str, Person] = {}
    hashes: dict[str, str] = {}
    for person in people:
        if person.login not in rows:
            password = passwords.get(person.login)
            if password is not None and password not in hashes:
                hashes[password] = hash_password(password, office.settings.sample)
            rows[person.login] = Person(
                office_id=office_id,
                login=person.login,
                name=person.full_name,
                password_hash=hashes[password] if password is not None else None,
                administrator=person.login in administrators,
                email=reached_at(people)[person.login][0],
                phone=reached_at(people)[person.login][1],
            )
            session.add(rows[person.login])
    session.flush()
    for person in people:
        session.add(appointment_of(office_id, rows[person.login].id, person))
    session.flush()


def open_cycle(
    office: Office,
    login: str,
    catalogue: Catalogue,
    responsibilities: Mapping[str, Responsibility],
    *,
    framework: str = DEFAULT,
    framework_text: str | None = None,
    carried: Mapping[str, str] | None = None,
) -> int:
    """Open a fiscal year: one item for each of the catalogue's, with its responsible groups. Returns their number.

    :param framework: its key. :param framework_text: its file, which the cycle keeps; ``None``: there is none.
    :param carried: code -> the same item's code last year, whose addresses and files that still count are taken over.
    :raises BadInput: the cycle exists. :raises WrongRole: not the secretary; where there is none, not an administrator.
    """
    with acting(office, login, lock=True) as use_case:
        must_coordinate(use_case, "cycle_open")
        if queries.items.cycle(use_case.session, use_case.office_id, catalogue.year, framework) is not None:
            raise BadInput("cycle_exists", year=catalogue.year)
        before = queries.items.cycle(use_case.session, use_case.office_id, catalogue.year - 1, framework)
        cycle = Cycle(
            office_id=use_case.office_id, framework=framework, fiscal_year=catalogue.year, opened_at=use_case.now,
            framework_text=framework_text,
        )  # fmt: skip
        use_case.session.add(cycle)
        use_case.session.flush()
        rhythms: dict[str, str] = {}
        used = {key for duty in responsibilities.values() for key in (*duty.groups, duty.compiler) if key}
        unknown = sorted(key for key in used if key not in use_case.groups or use_case.groups[key].ends is not None)
        if unknown:
            raise BadInput("groups_not_taken_over", groups=unknown)
        for one in catalogue:
            duty = responsibilities.get(one.code)
            item = Item(
                office_id=use_case.office_id,
                cycle_id=cycle.id,
                code=one.code,
                number=one.number,
                title=one.title_th,
                title_en=one.title_en,
                indicator=one.indicator,
                sub_indicator=one.sub_indicator,
                sub_indicator_title=one.sub_indicator_th,
                topic=one.topic_th,
                coverage=one.coverage,
                evidence_kind=one.evidence_kind,
                continual=one.continual,
                highest_executive=one.head_only,
                elements=list(one.required_elements),
                state=INITIAL,
                compiling_group=duty.compiler if duty else None,
                due=duty.due if duty else None,
                online=Online.NONE,
                entered_at=use_case.now,
            )
            groups = duty.groups if duty else ()
            item.parts = [
                Part(office_id=use_case.office_id, group_key=key, position=n, status=None)
                for n, key in enumerate(groups)
            ]
            use_case.session.add(item)
            if duty is not None and duty.parts is not None:
                use_case.session.flush()
                rhythms[one.code] = duty.parts.value
                days = office.settings.calendar.part_days
                use_case.session.add_all(planned(item, duty.parts, catalogue.year, days))
        parted = {"parts": rhythms} if rhythms else {}
        record = Record(use_case)
        told = {
            "year": catalogue.year, "items": len(catalogue), "catalogue": catalogue.source, "own": catalogue.own,
            "framework": framework, **parted,
        }  # fmt: skip
        if framework_text is not None:
            told["framework_sha256"] = hashlib.sha256(framework_text.encode()).hexdigest()
        record.add(Kind.CYCLE_OPENED, told)
        if carried and before is not None:
            carry_over(use_case, record, before, cycle, carried)
        return len(catalogue)


def assign(office: Office, login: str, code: str, group: str, *, basis: str, year: int | None = None) -> None:
    """The head or the deputy names the compiling group, by an order or a meeting.

    :param basis: the order or meeting that settles it, in words. :raises WrongRole: neither head nor deputy.
    """
    if not basis.strip():
        raise Refused("no_basis", "assign", (Unmet("no_basis", {"item": code}, Capacity.HEAD),))
    with acting(office, login, year, lock=True) as use_case:
        item = use_case.item(code)
        if not (use_case.me.holds(Role.HEAD) or use_case.me.holds(Role.DEPUTY)):
            facts = {
                "item": item.code,
                "step": "assign",
                "who": [Capacity.HEAD.value, Capacity.DEPUTY.value],
                "person": login,
            }
            raise WrongRole("wrong_role", "assign", (Unmet("wrong_role", facts, Capacity.HEAD),), item=item.code)
        if item.state is not State.DRAFT:
            facts = {"item": item.code, "step": "assign", "state": item.state.value, "starts_in": [State.DRAFT.value]}
            raise WrongState("wrong_state", "assign", (Unmet("wrong_state", facts),), item=item.code)
        key = use_case.group(group, still=True).key
        before, item.compiling_group, item.compiler_settled_by = item.compiling_group, key, one_line(basis.strip())
        if key not in {p.group_key for p in item.parts}:
            item.parts.append(Part(office_id=use_case.office_id, group_key=key, position=len(item.parts), status=None))
        for part in item.parts:
            if part.group_key == key and part.status == "handed_in":
                part.status, part.accepted_by = "accepted", part.handed_in_by
        role = Role.HEAD if use_case.me.holds(Role.HEAD) else Role.DEPUTY
        Record(use_case).add(
            Kind.ASSIGNED, {"group": key, "before": before, "basis": item.compiler_settled_by}, item=item, role=role
        )
