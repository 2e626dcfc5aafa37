"""What one use case has in hand: an open unit of work, items and their cases; who is there is in ``present``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from workflow.records import models, queries
from workflow.records.facts import Manifest
from workflow.rules.case import Case
from workflow.rules.errors import BadInput, NotFound
from workflow.services.context import marks
from workflow.services.context.asked_once import AskedOnce
from workflow.services.context.authorization import Actor
from workflow.services.context.case_facts import CARRIED
from workflow.services.context.cases import build_case
from workflow.services.context.deferring import have_told
from workflow.services.context.office import Office
from workflow.services.context.signed.files import Taking
from workflow.services.context.signed.files import takings as all_takings
from workflow.services.context.signed.manifests import contributors_of, manifest_of, years_allowed
from workflow.services.context.year_parts import Periods
from workflow.thai import code_as_written, in_cycle

if TYPE_CHECKING:
    from workflow.records.unit_of_work import UnitOfWork


@contextmanager
def acting(
    office: Office, login: str | None, year: int | None = None, *, lock: bool = False, plain: bool = False
) -> Iterator[UseCase]:
    """One use case that writes, in one transaction: kept when the block ends, undone when it raises.

    :param login: who acts; ``None``: nobody of the office (a session opened, a set-up step, a check).
    :param year: the fiscal year of its cycle; ``None``: the newest.
    :param lock: wait for other writers of this office first, then be the only one: what is read stays true.
    :param plain: it writes nothing but what the bare driver can (``records.plain.writing``).
    :raises NotFound: ``office_not_set_up``, if locked. :raises RecordsError: it was refused; nothing was kept.
    """
    if plain:
        with reading(office, login, year) as before:  # numbers that a restoring made free are not skipped so
            plain = not before.standing.explained
    with office.unit_of_work(plain=plain) as uow:
        use_case = UseCase(office, uow, login, year)
        if lock:
            use_case.lock()
            marks.begin(use_case)
        yield use_case
        mark = marks.pending(use_case)
        have_told(use_case)
        uow.commit()
    office.recorded += use_case.recorded
    marks.keep(use_case, mark)


@contextmanager
def reading(office: Office, login: str | None = None, year: int | None = None) -> Iterator[UseCase]:
    """One use case that only looks, at one consistent state; it waits for nobody.

    :param login: who looks; ``None``: anybody. :param year: as in :func:`acting`.
    :raises RecordsError: the database cannot be read; or the block tried to write.
    """
    with office.unit_of_work(write=False) as uow:
        use_case = UseCase(office, uow, login, year)
        use_case.looks = True
        try:
            yield use_case
        finally:
            # They know whose they are: let go of here, everything that was read goes at once.
            use_case.__dict__.pop("periods", None)


class UseCase(AskedOnce):
    """One use case in one unit of work. Reads lazily and once; holds no rule and writes nothing itself."""

    def __init__(self, office: Office, uow: UnitOfWork, login: str | None = None, year: int | None = None) -> None:
        super().__init__(office, uow, login)
        self.year = year
        self._kept: list[object] = []
        self._items: dict[int, models.Item] = {}
        self._revisions: dict[int, models.Revision] = {}
        self._digests: dict[int, str] = {}
        self._cycles: dict[int, models.Cycle] = {}
        self.looks = False
        """Whether this unit only looks: what was worked out once stays so."""
        self.recorded = False
        """Whether the journal was written to."""

    def start_over(self) -> None:
        super().start_over()
        self._digests.clear()

    def lock(self) -> None:
        """Wait for other writers of this office, then be the only one until the end. Again is free."""
        self.uow.lock_office(self.office_id)

    @cached_property
    def standing(self) -> marks.Standing:
        """What is known outside the database of how far the journal had come, against what it holds."""
        return marks.standing(self)

    @cached_property
    def last_worked(self) -> datetime | None:
        """When somebody last did something, by the journal as this unit found it."""
        return marks.last_worked(self)

    @cached_property
    def cycle(self) -> models.Cycle:
        """The cycle asked for by ``--year`` and ``--framework``, else the newest.

        :raises NotFound: there is none. :raises BadInput: two frameworks in that year, and none was named.
        """
        found = queries.items.cycles_of_year(self.session, self.office_id, self.year, self.office.framework)
        if not found:
            raise NotFound("no_cycle", year=self.year, framework=self.office.framework)
        return self._only(found)

    def _only(self, found: Sequence[models.Cycle]) -> models.Cycle:
        if len(found) > 1:
            keys = [cycle.framework for cycle in found]
            raise BadInput("which_framework", year=found[0].fiscal_year, frameworks=keys)
        return found[0]

    @cached_property
    def cycles(self) -> list[models.Cycle]:
        """All cycles of the office, newest year first; in a year the one opened first comes first."""
        return queries.items.cycles(self.session, self.office_id)

    @cached_property
    def open_cycles(self) -> list[models.Cycle]:
        """The cycle that was asked for; when none was, every one with something open, oldest first."""
        if self.year is not None or self.office.framework is not None:
            return [self.cycle]
        return queries.items.open_cycles(self.session, self.office_id)

    def cycle_of(self, item: models.Item) -> models.Cycle:
        """The cycle an item is of."""
        known = self._cycles.get(item.cycle_id)
        if known is not None:
            return known
        found = queries.items.cycle_with(self.session, item.cycle_id)
        assert found is not None, "an item points to its cycle"  # noqa: S101 -- a foreign key says so
        self._cycles[item.cycle_id] = found
        return found

    def frameworks(self, cycle: models.Cycle) -> tuple[str | None, ...]:
        """What journal entries of a cycle's items say of their framework: nothing, if old and of the first."""
        return (cycle.framework, None) if self._is_first(cycle) else (cycle.framework,)

    def _is_first(self, cycle: models.Cycle) -> bool:
        return all(one.id >= cycle.id for one in self.cycles if one.fiscal_year == cycle.fiscal_year)

    def folder(self, cycle: models.Cycle) -> str:
        """The cycle's part of an item's address, for ever: the year; a second framework of it has its own."""
        return str(cycle.fiscal_year) if self._is_first(cycle) else f"{cycle.fiscal_year}-{cycle.framework}"

    def name_of(self, item: models.Item) -> str:
        """The code, as commands take it: with its year where that is not the newest, and with its framework where the
        year has several (``O15``, ``O15/2568``, ``O15/2569-moe-oit``)."""
        cycle = self.cycle_of(item)
        beside = sum(one.fiscal_year == cycle.fiscal_year for one in self.cycles) > 1
        if not beside and cycle.fiscal_year == self.cycles[0].fiscal_year:
            return item.code
        return f"{item.code}/{cycle.fiscal_year}{f'-{cycle.framework}' if beside else ''}"

    def items(self, codes: Iterable[str] | None = None) -> list[models.Item]:
        """Items of the cycle by code in the order given, or all in number order; of another cycle where a code names
        one (``O15/2565``, as :meth:`name_of` gives it).

        Codes are taken as people write them (``o15``, ``๐๑๕``).

        :raises NotFound: naming every code that does not exist.
        """
        if codes is None:
            return self.items_in(self.cycle)
        wanted = list(dict.fromkeys(in_cycle(code_as_written(code)) for code in codes))
        found: dict[tuple[str, int | None, str | None], models.Item] = {}
        for of in dict.fromkeys((year, framework) for _, year, framework in wanted):
            cycle = self.cycle_named(*of)
            asked = [code for code, *named in wanted if tuple(named) == of]
            if cycle is not None:
                found |= {(i.code, *of): i for i in queries.items.by_code(self.session, cycle.id, asked)}
        unknown = [key for key in wanted if key not in found]
        if unknown:
            year = next((year for _, year, _ in unknown if year is not None), None) or self.cycle.fiscal_year
            raise NotFound("no_such_item", items=[code for code, *_ in unknown], year=year)
        items = [found[key] for key in wanted]
        if len(items) > 1:
            self.hold_revisions(item.revision_id for item in items if item.revision_id is not None)
        return items

    def cycle_named(self, year: int | None, framework: str | None) -> models.Cycle | None:
        """The cycle behind an item's code, the one asked for where none is; ``None``: it is not there.

        :raises BadInput: two frameworks in that year, and none was named.
        """
        if year is None:
            return self.cycle
        own = [one for one in self.cycles if one.fiscal_year == year and framework in (None, one.framework)]
        return self._only(own) if own else None

    def items_in(self, cycle: models.Cycle) -> list[models.Item]:
        """All items of a cycle in number order."""
        # Revisions and memos of the cycle come into the session's identity map with two queries.
        self._at_hand(queries.revisions.of_cycle(self.session, cycle.id))
        self._kept += queries.memos.of_cycle(self.session, cycle.id)
        found = queries.items.of_cycle(self.session, cycle.id)
        self._items |= {item.id: item for item in found}
        return found

    def newest_items(self) -> list[models.Item]:
        """Items of the newest fiscal year, of every framework it has."""
        newest = [cycle for cycle in self.cycles if cycle.fiscal_year == self.cycles[0].fiscal_year]
        return [item for cycle in newest for item in self.items_in(cycle)]

    def open_items(self) -> list[models.Item]:
        """Items of every open cycle, oldest year first."""
        return [item for cycle in self.open_cycles for item in self.items_in(cycle)]

    def item(self, code: str) -> models.Item:
        return self.items([code])[0]

    def items_with(self, ids: Iterable[int]) -> list[models.Item]:
        """Items by primary key, of whatever year, in number order, each with its revision at hand.

        Those that this unit has read already are not asked for again.
        """
        wanted = set(ids)
        if missing := wanted - self._items.keys():
            found = queries.items.by_id(self.session, self.office_id, missing)
            frozen = [item.revision_id for item in found if item.revision_id is not None]
            self.hold_revisions(frozen)
            self._items |= {item.id: item for item in found}
        known = [self._items[key] for key in wanted if key in self._items]
        return sorted(known, key=lambda item: (item.number, item.id))

    def memos(self, ids: Iterable[int]) -> list[models.Submission]:
        """Memos by primary key, oldest first, with what is on them and what was frozen of it: at hand from now on."""
        found = queries.memos.of_list(self.session, self.office_id, set(ids))
        self.hold_revisions(row.revision_id for memo in found for row in memo.items)
        self._kept += found
        return found

    def hold_revisions(self, ids: Iterable[int]) -> None:
        """Have revisions at hand that will be looked at one by one."""
        if missing := set(ids) - self._revisions.keys():
            self._at_hand(queries.revisions.by_id(self.session, missing))

    def _at_hand(self, revisions: Iterable[models.Revision]) -> None:
        self._revisions |= {revision.id: revision for revision in revisions}

    def frozen(self, revision_id: int) -> models.Revision:
        """The revision of a primary key that another row names."""
        found = self._revisions.get(revision_id) or queries.revisions.with_id(self.session, revision_id)
        assert found is not None, "a revision is never removed"  # noqa: S101 -- a foreign key says so
        self._revisions[revision_id] = found
        return found

    def submission(self, item: models.Item) -> models.Submission | None:
        """The memo the item is on now, if any."""
        return queries.memos.with_id(self.session, item.submission_id) if item.submission_id is not None else None

    def revision(self, item: models.Item) -> models.Revision | None:
        """The frozen revision of the work in progress, if there is one."""
        return self.frozen(item.revision_id) if item.revision_id is not None else None

    def evidence(self, item: models.Item) -> list[models.Evidence]:
        """What is in the item now, in the order it was handed in."""
        return [e for e in item.evidence if not e.removed]

    @cached_property
    def periods(self) -> Periods:
        """The parts of its items' years."""
        return Periods(self.session, lambda item: self.of_cycle(item, queries.items.periods), self.today)

    def contributors(self, item: models.Item) -> list[str]:
        """Whose work the revision is: whoever handed in what is in it now, in whatever round, a nil return too; who
        carried it over from the revision before; who compiled it; who submitted it. Of these nobody signs it.

        A group that hands in anew replaces who handed in before, also where the bytes are the same.
        """
        revision, carried = self.revision(item), self.took_part(item, CARRIED)
        earlier = {f.id for f in revision.manifest.files if f.carried} if revision else self.periods.carried(item)
        brought = [e for e in self.evidence(item) if e.id not in earlier]  # other parts of the year were signed before
        stood_for = [*self.took_part(item, "submitted"), *self.took_part(item, "prepared")]
        compiled = self.took_part(item, "compiled")
        return contributors_of(item, brought, revision, carried, compiled, stood_for)

    def waived(self, item: models.Item) -> frozenset[str]:
        """Needs lifted by an exception a second person confirmed, for the revision as it is frozen now."""
        lifted = self.of_cycle(item, queries.items.waived).get((item.id, item.round))
        if not lifted:
            return frozenset()
        revision = self.revision(item)
        now = revision.digest if revision is not None else None
        return frozenset(need for digest, need in lifted if digest is None or digest == now)

    def expected_signer(self, item: models.Item) -> str | None:
        """Who is to sign an item's memo, as things stand: whom it prints, if they may today; else today's head."""
        found = [who.login for who in self.heads]
        submission = self.submission(item)
        printed = submission.printed_head if submission is not None else None
        return printed if printed in found else next(iter(found), None)

    def allowed_years(self, item: models.Item) -> frozenset[int]:
        """Fiscal years its period rule allows its evidence to cover; empty: any."""
        return years_allowed(item.coverage, self.cycle_of(item).fiscal_year)

    def case(
        self,
        item: models.Item,
        *,
        signer: str | Actor | None = None,
        reason: str | None = None,
        memo_missing: Sequence[str] = (),
        in_ink: bool = False,
        alone: bool = True,
    ) -> Case:
        """All the rules may look at, for this item, this person (nobody without a login) and this moment.

        :param signer: who signs, with what they held on the day of the decision, or a login: as of today; ``None``:
            this person. Empty: not known yet, so nothing is said about it.
        :param alone: who acts would attest a paper alone.
        :param in_ink: as the holder who came back signed a paper that names who acted.
        """
        how = (signer, reason, memo_missing, in_ink, alone)
        return build_case(self, item, *how)

    @cached_property
    def replacements(self) -> dict[int, models.Request]:
        """Primary key of a memo -> what was asked about a wrong scan of it."""
        return queries.memos.replacements(self.session, self.office_id)

    @cached_property
    def disclosed(self) -> dict[int, list[models.Disclosure]]:
        """Item -> what was decided to be published though it may harm, each value once."""
        return queries.files.disclosed(self.session, self.cycle.id)

    @cached_property
    def objections(self) -> list[models.Appointment]:
        """Absences to which somebody objects."""
        return queries.people.objected(self.session, self.office_id)

    @cached_property
    def takings(self) -> list[Taking]:
        return all_takings(self.session, self.office_id, self.now.tzinfo)

    def manifest(self, item: models.Item) -> Manifest:
        """What is approved, as it is now.

        The digest of a file the head signs is of the *issued* file, of any other of its own bytes.
        """
        return manifest_of(
            item,
            self.cycle_of(item).fiscal_year,
            self.ticks(item),
            self.evidence(item),
            self.periods.of(item),
            self.periods.carried(item),
        )

    def digest(self, item: models.Item) -> str:
        """Of :meth:`manifest`; worked out once where nothing is written."""
        if item.id not in self._digests or not self.looks:
            self._digests[item.id] = self.manifest(item).digest
        return self._digests[item.id]
