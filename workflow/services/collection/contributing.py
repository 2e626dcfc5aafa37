"""Handing in: files, a web location, or a nil return; accepting or refusing a part; ticking required elements."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.ports.pdf_files import SignAt
from workflow.records.kinds import Kind
from workflow.records.writing import new_row
from workflow.rules.errors import BadInput, Declined, NotFound, Refused, Unmet
from workflow.rules.states import Capacity, Duty, Role, State
from workflow.services.collection.converting import have_converted
from workflow.services.collection.harm import harms_in, keep, terms_of, undecided
from workflow.services.collection.parts import must_be, must_be_draft, part_to_hand_in, part_to_judge, state_of, touch
from workflow.services.collection.scanned import Reading, with_read
from workflow.services.collection.signature_position import check_place, read_place
from workflow.services.collection.year_parts import part_meant
from workflow.services.context.conflicts import conflict
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome, each
from workflow.services.context.transitions import Record
from workflow.services.context.uploads import Incoming, look_at, read_all
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.thai import arabic_digits, one_line

if TYPE_CHECKING:
    from workflow.records.models import Evidence, Item, Part, Period


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What ``contribute`` recorded. ``part``: of the year, if it has any. ``notices``: what the clerk should see.

    ``replaced``: names of what it took the place of.
    """

    item: str
    group: str
    files: tuple[str, ...]
    accepted: bool
    part: str | None = None
    notices: tuple[Unmet, ...] = ()
    replaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a clerk hands in for one group: files, a web location, or a nil return; exactly one of the three.

    :param group: for which group, when the person works for several.
    :param years: fiscal years the evidence covers (Buddhist era), when the clerk declares them.
    :param number: and ``dated``: of a document signed before, or of the one a copy was made of.
    :param add: keep what the group handed in before; else it is replaced.
    :param with_query: what stands behind the ? of the address is needed, and is published with it.
    :param part: of the year, as people name it; ``None``: the first that is not published yet, where there are parts.
    :param sign_at: where the head signs in one of the files, as :func:`.signature_position.read_place` reads it.
    """

    files: Sequence[Path] = ()
    url: str | None = None
    with_query: bool = False
    nil_reason: str | None = None
    duty: str | None = None
    group: str | None = None
    years: Sequence[int] = ()
    number: str | None = None
    dated: date | None = None
    add: bool = False
    sign_at: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was read and stored before anything is locked; the head signs at ``place`` in the file ``signed_in``."""

    evidence: tuple[Incoming, ...] = ()
    signed_in: str | None = None
    place: SignAt | None = None
    notices: tuple[Unmet, ...] = ()


def contribute(
    office: Office,
    login: str,
    code: str,
    given: Contribution,
    *,
    agree: Callable[[Sequence[str]], bool] | None = None,
    year: int | None = None,
) -> HandedIn:
    """Hand in one group's part of an item.

    Files are read, checked and stored before anything is locked; the store keeps them by digest, so a crash loses
    nothing and a second try finds them there.

    :param agree: asked before anything is read, with the names of what would be replaced, if there are any.
    :raises BadInput: with one reason for each file that cannot be used. :raises Declined: the answer was no.
    :raises WrongState: the item is not being compiled. :raises WrongRole: not an officer of a responsible group.
    :raises Conflict: while the files were read, the item moved, a colleague handed in, or the compiler judged.
    """
    signed_in, place = _must_be_one_thing(given)
    with reading(office, login, year) as use_case:
        # Refused before a large file is read.
        item = use_case.item(code)
        part = part_to_hand_in(use_case, item, given.group)
        before = state_of(part)
        meant = part_meant(use_case, item, given.part)
        names = {one_line(path.name) for path in given.files} if given.add else None
        replaces = [e.name for e in _replaced(use_case, item, part, meant, names)]
        terms = terms_of(use_case, item, declared=bool(given.years))
    if replaces and agree is not None and not agree(replaces):
        raise Declined("nothing_handed_in", item=code)
    taken = _take(office, given, signed_in, place)
    scans = Reading(office)
    read = {
        one.name: scans.pages_of(one.name, one.media_type, office.store.get(one.sha256), one.inspected)
        for one in taken.evidence if one.url is None
    }  # fmt: skip
    harms = {
        one.name: harms_in(
            with_read(one.inspected.text, read.get(one.name, {})), one.inspected.concealed, one.years_in_text, one.duty,
            one.media_type, terms,
        )
        for one in taken.evidence
    }  # fmt: skip
    with acting(office, login, year, lock=True, plain=True) as use_case:
        item = use_case.item(code)
        if item.state is not State.DRAFT:  # it was, when our files were read
            raise conflict(use_case, [item.code])
        part = part_to_hand_in(use_case, item, given.group)
        if state_of(part) != before:
            # A colleague handed in, or the compiler judged, while our files were read: theirs is not replaced unseen.
            raise conflict(use_case, [item.code])
        period = part_meant(use_case, item, given.part)
        replaced = _replace(use_case, item, part, given, taken, period)
        own = _hand_in(use_case, item, part, given.nil_reason)
        Record(use_case).add(
            Kind.CONTRIBUTED,
            {
                "group": part.group_key,
                "nil": part.nil_reason,
                "files": [
                    {"name": i.name, "sha256": i.sha256, "duty": i.duty.value, "url": i.url} for i in taken.evidence
                ],
                "replaced": replaced,
                "accepted": own,
                **({"year_part": period.key} if period is not None else {}),
            },
            item=item,
            role=Role.OFFICER,
        )
        touch(item)
        use_case.session.flush()
        new = [row for row in use_case.evidence(item) if row.group_key == part.group_key and row.name in harms]
        for row in new:
            keep(use_case, row.id, harms[row.name], read.get(row.name))
        have_converted(use_case, new)
        use_case.session.flush()
        notices = (*taken.notices, *scans.notices(), *undecided(use_case, item, new))
        key = period.key if period is not None else None
        brought = tuple(i.name for i in taken.evidence)
        return HandedIn(item.code, part.group_key, brought, own, key, notices, tuple(replaced))


def _must_be_one_thing(given: Contribution) -> tuple[str | None, SignAt | None]:
    """The file with a place to sign and the place, where one is named. :raises BadInput: it cannot be meant so."""
    if sum((bool(given.files), given.url is not None, given.nil_reason is not None)) != 1:
        raise BadInput("contribute_one_thing")
    if given.nil_reason is not None and not given.nil_reason.strip():
        raise BadInput("no_reason")
    if not given.sign_at:
        return None, None
    return read_place(given.sign_at, [one_line(path.name) for path in given.files])


def _take(office: Office, given: Contribution, signed_in: str | None, place: SignAt | None) -> _Taken:
    """Read, check and store. :raises BadInput: each reason of each file; the address does not answer as a page."""
    duty = Duty(given.duty) if given.duty else None
    evidence = read_all(office, given.files, duty)
    notices = [u for i in evidence if place and i.name == signed_in for u in check_place(office, i, place)]
    notices += [
        Unmet(f"text_{what}", {"file": i.name, "pages": _runs(pages)})
        for i in evidence for what, pages in i.broken_text.items()
    ]  # fmt: skip
    if given.url is not None:
        if "?" in given.url and not given.with_query:
            raise BadInput("web_query_not_published", url=given.url, plain=given.url.partition("?")[0])
        evidence = [look_at(office, given.url, duty or Duty.WEB)]
        notices += [Unmet("web_private", {"url": given.url}) for i in evidence if (i.capture or {}).get("private")]
        notices += [Unmet("web_with_query", {"url": given.url})] if "?" in given.url else []
    if any(i.duty is Duty.SIGNED_BEFORE for i in evidence) and not (given.number and given.dated):
        raise BadInput("signed_before_needs_number_and_date")
    if given.dated is not None and given.dated > office.today():
        raise BadInput("document_date_ahead", day=given.dated.isoformat(), today=office.today().isoformat())
    notices += [
        Unmet("file_is_link", {"file": path.name, "target": str(path.resolve())})
        for path in given.files
        if path.is_symlink()
    ]
    return _Taken(tuple(evidence), signed_in, place, tuple(notices))


def _replace(
    use_case: UseCase, item: Item, part: Part, given: Contribution, taken: _Taken, period: Period | None
) -> list[str]:
    """Add the group's evidence to the item, or to one part of its year; names of what it takes the place of."""
    part_of_year = period.id if period is not None else None
    names = {i.name for i in taken.evidence} if given.add else None
    removed = _replaced(use_case, item, part, period, names)
    for row in removed:
        row.removed = True
    if period is not None:
        others = [e for e in use_case.evidence(item) if e.period_id == part_of_year]
        nil = one_line(given.nil_reason.strip()) if given.nil_reason is not None and not others else None
        period.nil_reason, period.nil_by = nil, use_case.me.login if nil else None
        period.nil_at = use_case.now if nil else None
    for one in taken.evidence:
        # Of a copy: those of the paper it was made from, as its sheet says.
        known = one.duty in (Duty.SIGNED_BEFORE, Duty.CERTIFIED)
        item.evidence.append(
            new_row(
                use_case.session,
                "Evidence",
                office_id=use_case.office_id,
                item_id=item.id,
                period_id=part_of_year,
                group_key=part.group_key,
                round=item.round,
                name=one.name,
                media_type=one.media_type,
                size=one.size,
                pages=one.pages,
                sha256=one.sha256,
                duty=one.duty,
                url=one.url,
                capture=one.capture,
                document_no=given.number if known else None,
                document_date=given.dated if known else None,
                years=list(given.years),
                years_in_text=list(one.years_in_text),
                removed=False,
                added_by=use_case.me.login,
                added_at=use_case.now,
                sign_at=str(taken.place) if taken.place is not None and one.name == taken.signed_in else None,
            )
        )
    return [e.name for e in removed]


def _replaced(
    use_case: UseCase, item: Item, part: Part, period: Period | None, names: Collection[str] | None
) -> list[Evidence]:
    """What the group handed in before and is replaced: all of it, or (``names``, when added to) what is called so."""
    part_of_year = period.id if period is not None else None
    kept = [e for e in use_case.evidence(item) if e.group_key == part.group_key and e.period_id == part_of_year]
    return [e for e in kept if names is None or e.name in names]


def _hand_in(use_case: UseCase, item: Item, part: Part, nil_reason: str | None) -> bool:
    """Mark the part as handed in; whether it counts as accepted at once: the compiling group's own does."""
    own, login = part.group_key == item.compiling_group, use_case.me.login
    part.status = "accepted" if own else "handed_in"
    part.accepted_by = login if own else None
    part.nil_reason = one_line(nil_reason.strip()) if nil_reason is not None else None
    part.refusal = None
    part.handed_in_by, part.handed_in_at = login, use_case.now
    use_case.add_contributor(item, "handed_in")
    return own


def accept(office: Office, login: str, code: str, group: str, *, year: int | None = None) -> None:
    """The compiler accepts what a group handed in. :raises Refused: nothing was handed in, or not the compiler."""
    with acting(office, login, year, lock=True, plain=True) as use_case:
        item, part = part_to_judge(use_case, code, group, "accept")
        part.status, part.accepted_by, part.refusal = "accepted", login, None
        Record(use_case).add(Kind.ACCEPTED, {"group": part.group_key}, item=item, role=Role.OFFICER)
        touch(item)


def accept_parts(
    office: Office, login: str, code: str, groups: Sequence[str] | None, *, year: int | None = None
) -> list[Outcome]:
    """Accept what several groups handed in, ``None``: every part that waits; a result for each group, by key."""
    with reading(office, login, year) as use_case:
        item = use_case.item(code)
        if groups is None:
            wanted = [part.group_key for part in item.parts if part.status == "handed_in"]
        else:
            wanted = [use_case.group(name).key for name in groups]

    def one(key: str) -> None:
        accept(office, login, code, key, year=year)

    return each(wanted, one)


def refuse(office: Office, login: str, code: str, group: str, reason: str, *, year: int | None = None) -> None:
    """The compiler refuses a part, with a reason; the group hands in again.

    :raises Refused: no reason is given, or the step is not theirs.
    """
    if not reason.strip():
        raise Refused("no_reason", "refuse", (Unmet("no_reason", {"item": code}),))
    with acting(office, login, year, lock=True, plain=True) as use_case:
        item, part = part_to_judge(use_case, code, group, "refuse")
        part.status, part.accepted_by, part.refusal = "refused", None, one_line(reason.strip())
        Record(use_case).add(
            Kind.REFUSED, {"group": part.group_key, "reason": part.refusal}, item=item, role=Role.OFFICER
        )
        touch(item)


def tick(
    office: Office,
    login: str,
    code: str,
    elements: Sequence[str] = (),
    *,
    everything: bool = False,
    year: int | None = None,
) -> tuple[str, ...]:
    """Confirm that required elements are there, by number (1, 2 …) or text. Returns what is ticked now.

    :raises NotFound: an element the catalogue does not list for this item. :raises BadInput: none is named.
    """
    with acting(office, login, year, lock=True, plain=True) as use_case:
        item = use_case.item(code)
        must_be_draft(item, "tick")
        must_be(use_case, item, "tick", Capacity.COMPILER)
        if not elements and not everything:
            code = "nothing_to_tick" if item.elements else "no_elements"
            raise BadInput(code, item=item.code, elements=list(item.elements))
        wanted = list(item.elements) if everything else [_element(item, said) for said in elements]
        done = use_case.ticks(item)
        new = [e for e in dict.fromkeys(wanted) if e not in done]
        for element in new:
            new_row(
                use_case.session, "Tick", office_id=use_case.office_id, item_id=item.id, round=item.round,
                element=element, by=login, at=use_case.now,
            )  # fmt: skip
        if new:
            Record(use_case).add(Kind.TICKED, {"elements": new}, item=item, role=Role.OFFICER)
            touch(item)
        return tuple(e for e in item.elements if e in done or e in new)


def _element(item: Item, said: str) -> str:
    digits = arabic_digits(said).strip()
    if digits.isdecimal() and 1 <= int(digits) <= len(item.elements):
        return item.elements[int(digits) - 1]
    if one_line(said) in item.elements:
        return one_line(said)
    raise NotFound("no_such_element", item=item.code, element=said, elements=list(item.elements))


def _runs(pages: Sequence[int]) -> list[int | str]:
    """Page numbers in order, three or more in a row as one (``4-90``): a book has hundreds of them."""
    found: list[list[int]] = []
    for page in sorted(pages):
        if found and page == found[-1][-1] + 1:
            found[-1].append(page)
        else:
            found.append([page])
    shown: list[int | str] = []
    for run in found:
        shown += [f"{run[0]}-{run[-1]}"] if len(run) > 2 else run
    return shown
