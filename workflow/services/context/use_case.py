"""What one command has on its desk: an open unit of work, who acts, today's people, items and their cases."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from workflow.records.columns import canonical_json
from workflow.records.models import (
    Contributor,
    Cycle,
    Evidence,
    ExceptionRequest,
    Group,
    Item,
    Revision,
    Submission,
    Tick,
)
from workflow.records.models import Office as OfficeRow
from workflow.rules.case import Case, Paper, Part
from workflow.rules.errors import NotFound, Refused, Unmet
from workflow.rules.states import Role, State
from workflow.services.context.authorization import Actor, actors, capacities, holders, remaining_route
from workflow.services.context.office import Office
from workflow.services.context.signed_files import (
    Known,
    Taking,
    taken_back,
    takings,
    verdicts,
    without_verdict,
)
from workflow.services.context.signing_order import unsigned
from workflow.thai import item_code

if TYPE_CHECKING:
    from workflow.records.unit_of_work import UnitOfWork

PERIODS: dict[str, tuple[int, ...]] = {
    "none": (),
    "multi_year": (),
    "current_fy": (0,),
    "first_6_months": (0,),
    "previous_fy": (-1,),
    "current_or_previous_fy": (0, -1),
}
"""Period rule of an item -> fiscal years it allows, relative to the cycle's; empty: any."""


class Desk:
    """One command, one unit of work. Reads lazily and once; holds no rule and writes nothing itself."""

    def __init__(self, office: Office, uow: UnitOfWork, login: str | None = None, year: int | None = None) -> None:
        self.office = office
        self.uow = uow
        self.login = login
        self.year = year
        self._kept: list[object] = []
        self.now: datetime = office.now()
        self.today: date = self.now.date()

    @property
    def session(self) -> Session:
        return self.uow.session

    @cached_property
    def office_row(self) -> OfficeRow:
        row = self.session.scalar(select(OfficeRow).where(OfficeRow.key == self.office.settings.office.key))
        if row is None:
            raise NotFound("office_not_set_up", office=self.office.settings.office.key)
        return row

    @property
    def office_id(self) -> int:
        return self.office_row.id

    @cached_property
    def cycle(self) -> Cycle:
        """The cycle asked for by ``--year``, else the newest."""
        query = select(Cycle).where(Cycle.office_id == self.office_id).order_by(Cycle.fiscal_year.desc())
        if self.year is not None:
            query = query.where(Cycle.fiscal_year == self.year)
        row = self.session.scalar(query.limit(1))
        if row is None:
            raise NotFound("no_cycle", year=self.year)
        return row

    @cached_property
    def everybody(self) -> dict[str, Actor]:
        return actors(self.session, self.office_id, self.today)

    @cached_property
    def me(self) -> Actor:
        """Who acts. :raises NotFound: the login was ended or belongs to nobody here."""
        person = self.everybody.get(self.login or "")
        if person is None:
            raise NotFound("no_such_person", login=self.login)
        return person

    @cached_property
    def groups(self) -> dict[str, Group]:
        query = select(Group).where(Group.office_id == self.office_id).order_by(Group.position)
        return {group.key: group for group in self.session.scalars(query)}

    def group(self, name: str) -> Group:
        """A group by key or Thai name. :raises NotFound: names the groups there are."""
        found = self.groups.get(name) or next((g for g in self.groups.values() if g.name == name), None)
        if found is None:
            raise NotFound("no_such_group", group=name, groups=list(self.groups))
        return found

    def items(self, codes: Iterable[str] | None = None) -> list[Item]:
        """Items of the cycle by code in the order given, or all in number order.

        Codes are taken as people write them (``o15``, ``๐๑๕``).

        :raises NotFound: naming every code that does not exist.
        """
        query = self._of_cycle()
        if codes is None:
            # Revisions and memos of the cycle come into the session's identity map with two queries.
            self._kept = list(self.session.scalars(select(Revision).join(Item).where(Item.cycle_id == self.cycle.id)))
            self._kept += list(self.session.scalars(select(Submission).where(Submission.office_id == self.office_id)))
            return list(self.session.scalars(query))
        wanted = list(dict.fromkeys(_code(code) for code in codes))
        found = {item.code: item for item in self.session.scalars(query.where(Item.code.in_(wanted)))}
        unknown = [code for code in wanted if code not in found]
        if unknown:
            raise NotFound("no_such_item", items=unknown, year=self.cycle.fiscal_year)
        return [found[code] for code in wanted]

    def item(self, code: str) -> Item:
        return self.items([code])[0]

    def items_with(self, ids: Iterable[int]) -> list[Item]:
        """Items of the cycle by primary key, in number order, each with its revision at hand."""
        found = list(self.session.scalars(self._of_cycle().where(Item.id.in_(set(ids)))))
        revisions = [item.revision_id for item in found if item.revision_id is not None]
        self._kept += self.session.scalars(select(Revision).where(Revision.id.in_(revisions)))
        return found

    def _of_cycle(self) -> Select[Item]:
        return (
            select(Item)
            .where(Item.cycle_id == self.cycle.id)
            .options(selectinload(Item.parts), selectinload(Item.evidence))
            .order_by(Item.number)
        )

    def submission(self, item: Item) -> Submission | None:
        """The memo the item is on now, if any."""
        return self.session.get(Submission, item.submission_id) if item.submission_id is not None else None

    def revision(self, item: Item) -> Revision | None:
        """The frozen revision of the work in progress, if there is one."""
        return self.session.get(Revision, item.revision_id) if item.revision_id is not None else None

    def evidence(self, item: Item) -> list[Evidence]:
        """What is in the item now, in the order it was handed in."""
        return [e for e in item.evidence if not e.removed]

    @cached_property
    def _ticks(self) -> dict[tuple[int, int], set[str]]:
        # Whole cycle at once, here and below: a status of 43 items must not ask the database 43 times.
        query = select(Tick.item_id, Tick.round, Tick.element).join(Item).where(Item.cycle_id == self.cycle.id)
        found: dict[tuple[int, int], set[str]] = {}
        for item_id, at_round, element in self.session.execute(query):
            found.setdefault((item_id, at_round), set()).add(element)
        return found

    def ticks(self, item: Item) -> frozenset[str]:
        return frozenset(self._ticks.get((item.id, item.round), ()))

    @cached_property
    def _contributors(self) -> dict[tuple[int, int], list[tuple[str, str]]]:
        query = (
            select(Contributor.item_id, Contributor.round, Contributor.login, Contributor.how)
            .join(Item)
            .where(Item.cycle_id == self.cycle.id)
            .order_by(Contributor.id)
        )
        found: dict[tuple[int, int], list[tuple[str, str]]] = {}
        for item_id, at_round, login, how in self.session.execute(query):
            found.setdefault((item_id, at_round), []).append((login, how))
        return found

    def contributors(self, item: Item, how: str | None = None) -> list[str]:
        """Logins that handed in, compiled or submitted this round, in order."""
        found = self._contributors.get((item.id, item.round), [])
        return list(dict.fromkeys(login for login, done in found if how is None or done == how))

    def add_contributor(self, item: Item, how: str) -> None:
        if self.me.login not in self.contributors(item, how):
            self.session.add(Contributor(item_id=item.id, round=item.round, login=self.me.login, how=how, at=self.now))
            self._contributors.setdefault((item.id, item.round), []).append((self.me.login, how))

    @cached_property
    def _waived(self) -> dict[tuple[int, int], set[str]]:
        query = (
            select(ExceptionRequest.item_id, ExceptionRequest.round, ExceptionRequest.need)
            .join(Item)
            .where(Item.cycle_id == self.cycle.id, ExceptionRequest.confirmed_by.is_not(None))
        )
        found: dict[tuple[int, int], set[str]] = {}
        for item_id, at_round, need in self.session.execute(query):
            found.setdefault((item_id, at_round), set()).add(need)
        return found

    def waived(self, item: Item) -> frozenset[str]:
        """Needs lifted for this round by an exception a second person confirmed."""
        return frozenset(self._waived.get((item.id, item.round), ()))

    def head(self) -> Actor:
        """Who signs today: the holder, else who acts for the head. :raises Refused: nobody does."""
        found = holders(self.everybody.values(), Role.HEAD)
        if not found:
            raise Refused("no_head", "submit", (Unmet("no_head", {"day": self.today.isoformat()}),))
        return found[0][0]

    def allowed_years(self, item: Item) -> frozenset[int]:
        return frozenset(self.cycle.fiscal_year + offset for offset in PERIODS.get(item.coverage, ()))

    def case(
        self, item: Item, *, signer: str | None = None, reason: str | None = None, memo_missing: Sequence[str] = ()
    ) -> Case:
        """All the rules may look at, for this item, this person (nobody without a login) and this moment.

        :param signer: who signs; ``None``: this person. Empty: not known yet, so nothing is said about it.
        """
        submission = self.submission(item)
        revision = self.revision(item)
        person = self.me if self.login else None
        posts = self.office.settings.route
        held = (
            capacities(person, item, submission, self.everybody.values(), posts) if person is not None else frozenset()
        )
        return Case(
            code=item.code,
            state=item.state,
            fiscal_year=self.cycle.fiscal_year,
            capacities=held,
            actor=self.login,
            signer=signer if signer is not None else (self.login if person is not None else None),
            compiling_group=item.compiling_group,
            parts=tuple(Part(p.group_key, p.status, p.nil_reason is not None) for p in item.parts),
            papers=tuple(Paper(e.name, e.duty, frozenset(e.years), e.document_date) for e in self.evidence(item)),
            elements=tuple(item.elements),
            ticked=self.ticks(item) if item.elements else frozenset(),
            allowed_years=self.allowed_years(item),
            contributors=frozenset(self.contributors(item)),
            frozen_digest=revision.digest if revision is not None else None,
            current_digest=manifest_digest(self.manifest(item)) if revision is not None else None,
            memo_missing=tuple(memo_missing),
            route=remaining_route(submission, self.everybody.values()),
            unsigned_before=unsigned(submission),
            signed_digest=revision.digest if revision is not None and revision.signed is not None else None,
            **self._before_publishing(item, revision),
            reason=reason,
            online=item.online,
            waived=self.waived(item),
        )

    def _before_publishing(self, item: Item, revision: Revision | None) -> dict[str, Any]:
        """What is looked up for signed items only: verdicts, and what was taken back."""
        if item.state is not State.HEAD_SIGNED or revision is None or revision.signed is None:
            return {}
        return {
            "without_verdict": tuple(without_verdict(revision, self._verdicts)),
            "taken_back": tuple(taken_back(revision, self._takings)),
        }

    @cached_property
    def _verdicts(self) -> Known:
        return verdicts(self.session, cycle=self.cycle.id)

    @cached_property
    def _takings(self) -> list[Taking]:
        return takings(self.session, self.cycle)

    def manifest(self, item: Item) -> dict[str, Any]:
        """What is approved, as plain values: who handed in what, with the digest that the memo seals for each file.

        The digest of a file the head signs is of the *issued* file, of any other of its own bytes.
        """
        return {
            "item": item.code,
            "fiscal_year": self.cycle.fiscal_year,
            "revision": item.round,
            "parts": [{"group": p.group_key, "nil": p.nil_reason} for p in item.parts],
            "elements": [e for e in item.elements if e in self.ticks(item)] if item.elements else [],
            "files": [
                {
                    "id": e.id,
                    "group": e.group_key,
                    "name": e.name,
                    "duty": e.duty.value,
                    "sha256": e.sha256,
                    "issued": e.issued_sha256,
                    "size": e.size,
                    "url": e.url,
                    "number": e.document_no,
                    "dated": e.document_date.isoformat() if e.document_date else None,
                }
                for e in self.evidence(item)
            ],
        }


def _code(text: str) -> str:
    """A code as people write it, or what they wrote when it is none: then it is named as not found."""
    try:
        return item_code(text)
    except ValueError:
        return text


def manifest_digest(manifest: dict[str, Any]) -> str:
    """SHA-256 of the manifest's canonical JSON (RFC 8785 in spirit: sorted keys, no blanks, UTF-8)."""
    return hashlib.sha256(canonical_json(manifest).encode()).hexdigest()
