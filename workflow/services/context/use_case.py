"""What one use case has in hand: an open unit of work, who acts, today's people, items and their cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from workflow.records import queries
from workflow.records.facts import Manifest
from workflow.records.models import Contributor, Cycle, Evidence, Group, Item, Period, Revision, Submission
from workflow.records.models import Office as OfficeRow
from workflow.records.queries.items import Round
from workflow.records.queries.online import Known
from workflow.rules.case import Case, Paper, Part, YearPart
from workflow.rules.errors import NotFound, Refused, Unmet
from workflow.rules.states import Online, Role, State
from workflow.services.context.authorization import Actor, actors, capacities, holders, remaining_route
from workflow.services.context.manifests import manifest_of, years_allowed
from workflow.services.context.office import Office
from workflow.services.context.signed_files import (
    Taking,
    taken_back,
    takings,
    without_verdict,
)
from workflow.services.context.signing_order import unsigned
from workflow.services.context.year_parts import PartStanding, parts_there, standings, year_parts
from workflow.thai import item_code

if TYPE_CHECKING:
    from workflow.records.unit_of_work import UnitOfWork


@contextmanager
def acting(office: Office, login: str | None, year: int | None = None, *, lock: bool = False) -> Iterator[UseCase]:
    """One use case that writes, in one transaction: kept when the block ends, undone when it raises.

    :param login: who acts; ``None``: nobody of the office (a session opened, a set-up step, a check).
    :param year: the fiscal year of its cycle; ``None``: the newest.
    :param lock: wait for other writers of this office first, then be the only one: what is read stays true.
    :raises NotFound: ``office_not_set_up``, when it is to be locked.
    :raises RecordsError: what the database refused; nothing was kept.
    """
    with office.unit_of_work() as uow:
        use_case = UseCase(office, uow, login, year)
        if lock:
            use_case.lock()
        yield use_case
        uow.commit()


@contextmanager
def reading(office: Office, login: str | None = None, year: int | None = None) -> Iterator[UseCase]:
    """One use case that only looks, at one consistent state; it waits for nobody.

    :param login: who looks; ``None``: anybody. :param year: as in :func:`acting`.
    :raises RecordsError: the database cannot be read; or the block tried to write.
    """
    with office.unit_of_work(write=False) as uow:
        yield UseCase(office, uow, login, year)


class UseCase:
    """One use case in one unit of work. Reads lazily and once; holds no rule and writes nothing itself."""

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

    def lock(self) -> None:
        """Wait for other writers of this office, then be the only one until the end. Again is free."""
        self.uow.lock_office(self.office_id)

    @cached_property
    def office_row(self) -> OfficeRow:
        row = queries.people.office(self.session, self.office.settings.office.key)
        if row is None:
            raise NotFound("office_not_set_up", office=self.office.settings.office.key)
        return row

    @property
    def office_id(self) -> int:
        return self.office_row.id

    @cached_property
    def cycle(self) -> Cycle:
        """The cycle asked for by ``--year``, else the newest."""
        row = queries.items.cycle(self.session, self.office_id, self.year)
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
        return {group.key: group for group in queries.people.groups(self.session, self.office_id)}

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
        if codes is None:
            # Revisions and memos of the cycle come into the session's identity map with two queries.
            self._kept = [
                *queries.revisions.of_cycle(self.session, self.cycle.id),
                *queries.memos.every(self.session, self.office_id),
            ]
            return queries.items.of_cycle(self.session, self.cycle.id)
        wanted = list(dict.fromkeys(_code(code) for code in codes))
        found = {item.code: item for item in queries.items.by_code(self.session, self.cycle.id, wanted)}
        unknown = [code for code in wanted if code not in found]
        if unknown:
            raise NotFound("no_such_item", items=unknown, year=self.cycle.fiscal_year)
        return [found[code] for code in wanted]

    def item(self, code: str) -> Item:
        return self.items([code])[0]

    def items_with(self, ids: Iterable[int]) -> list[Item]:
        """Items of the cycle by primary key, in number order, each with its revision at hand."""
        found = queries.items.by_id(self.session, self.cycle.id, set(ids))
        frozen = [item.revision_id for item in found if item.revision_id is not None]
        self._kept += queries.revisions.by_id(self.session, frozen)
        return found

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
    def _periods(self) -> dict[int, list[Period]]:
        return queries.items.periods(self.session, self.cycle.id)

    def periods(self, item: Item) -> list[Period]:
        """The parts of the item's year, in order; empty: it is one whole."""
        return self._periods.get(item.id, [])

    def carried(self, item: Item) -> frozenset[int]:
        """Evidence of earlier parts that is online now, by id: a new part is signed alone, beside it.

        What was taken off the site is not carried: it is signed anew with whatever is signed next.
        """
        if item.online is not Online.ONLINE or not self.periods(item):
            return frozenset()
        shown = self._shown(item)
        return frozenset(shown.signed.files) if shown is not None and shown.signed is not None else frozenset()

    def _shown(self, item: Item) -> Revision | None:
        return self.session.get(Revision, item.online_revision_id) if item.online_revision_id is not None else None

    def fresh(self, item: Item) -> list[Evidence]:
        """What this round brings: all that is in the item, but for what is carried over."""
        carried = self.carried(item)
        return [e for e in self.evidence(item) if e.id not in carried]

    def year_parts(self, item: Item) -> tuple[YearPart, ...]:
        """The parts of the item's year as the rules look at them; empty: it is one whole."""
        periods = self.periods(item)
        if not periods:
            return ()
        responsible = [part.group_key for part in item.parts]
        return tuple(year_parts(periods, self.parts_there(item), self.fresh(item), responsible))

    def parts_there(self, item: Item) -> frozenset[str]:
        """Keys of the parts of the item's year that the public sees."""
        return parts_there(item, self._shown(item)) if self.periods(item) else frozenset()

    def in_hand(self, item: Item) -> list[Period]:
        """The parts of the item's year that this round brings, in order."""
        brought = {one.key for one in self.year_parts(item) if one.brought}
        return [p for p in self.periods(item) if p.key in brought]

    def part_standings(self, item: Item) -> tuple[PartStanding, ...]:
        """How the parts of the item's year stand today; empty: it is one whole."""
        return standings(self.periods(item), self.year_parts(item), self.today)

    @cached_property
    def _ticks(self) -> dict[Round, set[str]]:
        return queries.items.ticks(self.session, self.cycle.id)

    def ticks(self, item: Item) -> frozenset[str]:
        return frozenset(self._ticks.get((item.id, item.round), ()))

    @cached_property
    def _contributors(self) -> dict[Round, list[tuple[str, str]]]:
        return queries.items.contributors(self.session, self.cycle.id)

    def contributors(self, item: Item, how: str | None = None) -> list[str]:
        """Logins that handed in, compiled or submitted this round, in order."""
        found = self._contributors.get((item.id, item.round), [])
        return list(dict.fromkeys(login for login, done in found if how is None or done == how))

    def add_contributor(self, item: Item, how: str) -> None:
        if self.me.login not in self.contributors(item, how):
            row = {"item_id": item.id, "round": item.round, "login": self.me.login, "how": how, "at": self.now}
            self.session.add(Contributor(office_id=item.office_id, **row))
            self._contributors.setdefault((item.id, item.round), []).append((self.me.login, how))

    @cached_property
    def _waived(self) -> dict[Round, set[str]]:
        return queries.items.waived(self.session, self.cycle.id)

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
        """Fiscal years its period rule allows its evidence to cover; empty: any."""
        return years_allowed(item.coverage, self.cycle.fiscal_year)

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
        theirs = (
            capacities(person, item, submission, self.everybody.values(), posts) if person is not None else frozenset()
        )
        return Case(
            code=item.code,
            state=item.state,
            fiscal_year=self.cycle.fiscal_year,
            capacities=theirs,
            actor=self.login,
            signer=signer if signer is not None else (self.login if person is not None else None),
            compiling_group=item.compiling_group,
            parts=tuple(Part(p.group_key, p.status, p.nil_reason is not None) for p in item.parts),
            year_parts=self.year_parts(item),
            papers=tuple(Paper(e.name, e.duty, frozenset(e.years), e.document_date) for e in self.evidence(item)),
            elements=tuple(item.elements),
            ticked=self.ticks(item) if item.elements else frozenset(),
            allowed_years=self.allowed_years(item),
            contributors=frozenset(self.contributors(item)),
            frozen_digest=revision.digest if revision is not None else None,
            current_digest=self.manifest(item).digest if revision is not None else None,
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
        return queries.online.verdicts(self.session, cycle=self.cycle.id)

    @cached_property
    def _takings(self) -> list[Taking]:
        return takings(self.session, self.cycle)

    def manifest(self, item: Item) -> Manifest:
        """What is approved, as it is now.

        The digest of a file the head signs is of the *issued* file, of any other of its own bytes.
        """
        return manifest_of(
            item, self.cycle.fiscal_year, self.ticks(item), self.evidence(item), self.periods(item), self.carried(item)
        )


def _code(text: str) -> str:
    """A code as people write it, or what they wrote when it is none: then it is named as not found."""
    try:
        return item_code(text)
    except ValueError:
        return text
