"""Frameworks an office can be assessed by: those that ship, and its own in ``frameworks/KEY-YEAR.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.frameworks.reading import catalogue_of, framework_of_text, shipped, text_of
from assessment.problem import NotUsable
from assessment.scoring.compute import Given
from assessment.scoring.framework import Framework, Item
from workflow.office_files.catalogue import Catalogue, CatalogueItem, load_catalogue, read_catalogue
from workflow.records import queries
from workflow.rules.errors import BadInput, NotFound, Unmet

if TYPE_CHECKING:
    from workflow.records.facts.assessment import ScoreFacts
    from workflow.records.models import Cycle
    from workflow.records.models import Item as ItemRow
    from workflow.services.context.office import Office
    from workflow.services.context.use_case import UseCase

DEFAULT = "moe-oit"
"""Key of the framework a cycle is opened under unless another is named: the ministry's OIT list."""
_NAME = re.compile(r"([a-z0-9-]+)-(2[0-9]{3})")


@dataclass(frozen=True, slots=True)
class FrameworkFile:
    """A framework as its file says it, with its list; ``text`` is what a cycle keeps."""

    framework: Framework
    catalogue: Catalogue | None
    text: str


def known_frameworks(folder: Path) -> dict[tuple[str, int], Path]:
    """Key and fiscal year -> file; the office's own stand before those that ship."""
    own = {
        (match[1], int(match[2])): path
        for path in sorted((folder / "frameworks").glob("*.toml"))
        if (match := _NAME.fullmatch(path.stem))
    }
    return shipped() | own


def all_frameworks(office: Office) -> tuple[list[Framework], list[Unmet]]:
    """Every framework that can be used, by key and year, and all that is wrong in the files of the others."""
    found: list[Framework] = []
    problems: list[Unmet] = []
    for key, year in sorted(known_frameworks(office.folder)):
        try:
            found.append(load_framework(office, key, year))
        except BadInput as refused:
            problems += refused.reasons
    return found, problems


def framework_meant(use_case: UseCase, year: int, key: str | None) -> str:
    """The framework that is meant when none is named: the only one the office has a cycle of, else the only one known.

    :raises NotFound: ``no_framework``. :raises BadInput: ``which_framework``, naming those there are.
    """
    if key is not None:
        return key
    known = known_frameworks(use_case.office.folder)
    ours = [cycle.framework for cycle in queries.items.cycles_of_year(use_case.session, use_case.office_id, year, None)]
    keys = ours or sorted(one for one, of in known if of == year)
    if not keys:
        raise NotFound("no_framework", framework="", year=year, known=[f"{one} {of}" for one, of in known])
    if len(keys) > 1:
        raise BadInput("which_framework", year=year, frameworks=keys)
    return keys[0]


def load_framework(office: Office, key: str, year: int) -> Framework:
    """The framework of a key and a fiscal year, with its list of items.

    :raises NotFound: ``no_framework``, naming those there are. :raises BadInput: its file or its list cannot be used;
        every problem.
    """
    return framework_file(office, key, year).framework


def framework_file(office: Office, key: str, year: int) -> FrameworkFile:
    """The same with its list and its text. :raises NotFound: and :raises BadInput: as :func:`load_framework`."""
    found = known_frameworks(office.folder)
    path = found.get((key, year))
    if path is None:
        raise NotFound("no_framework", framework=key, year=year, known=[f"{one} {of}" for one, of in found])
    with refused_as("framework_not_usable", path.name):
        name = catalogue_of(path)
        catalogue = None if name is None else _catalogue(office, name, key, year)
        text = text_of(path)
        framework = framework_of_text(path.name, text, items_of(catalogue or ()))
        if (framework.key, framework.year) != (key, year):
            facts = {"file": path.name, "key": "key, fiscal_year", "value": f"{framework.key} {framework.year}"}
            raise BadInput("framework_not_usable", [Unmet("framework_of_other_name", facts)], file=path.name)
        return FrameworkFile(framework, catalogue, text)


def framework_in_force(use_case: UseCase, key: str, year: int) -> Framework:
    """The framework of a year: the one its cycle was opened with, else the file's.

    :raises NotFound: and :raises BadInput: as :func:`load_framework`.
    """
    cycle = queries.items.cycle(use_case.session, use_case.office_id, year, key)
    return load_framework(use_case.office, key, year) if cycle is None else framework_of_cycle(use_case, cycle)


def framework_of_cycle(use_case: UseCase, cycle: Cycle, rows: Sequence[ItemRow] = ()) -> Framework:
    """The framework with the cycle's own items: what a cycle was opened with never changes under it.

    :param rows: all items of the cycle, where they are at hand; else they are read.
    :raises NotFound: and :raises BadInput: as :func:`load_framework`.
    """
    items = items_of_rows(rows or queries.items.plainly(use_case.session, cycle.id))
    if not items:
        raise NotFound("no_cycle", year=cycle.fiscal_year)
    if cycle.framework_text is None:
        found = load_framework(use_case.office, cycle.framework, cycle.fiscal_year)
        return replace(found, items=items, item_count=len(items))
    name = f"{cycle.framework}-{cycle.fiscal_year}.toml"
    with refused_as("framework_not_usable", name):
        return framework_of_text(name, cycle.framework_text, items)


def items_of(items: Iterable[CatalogueItem]) -> tuple[Item, ...]:
    """Items of a list as the assessment knows them."""
    return tuple(
        Item(one.code, one.number, one.title_th, one.indicator, one.sub_indicator, one.sub_indicator_th, one.topic_th)
        for one in items
    )


def items_of_rows(rows: Iterable[ItemRow]) -> tuple[Item, ...]:
    """Items of a cycle as the assessment knows them."""
    return tuple(
        Item(
            one.code, one.number, one.title, one.indicator, one.sub_indicator, one.sub_indicator_title, one.topic
        )
        for one in rows
    )  # fmt: skip


def list_name(key: str, year: int) -> str:
    """How the list of a framework and year is called in an office's folder: ``2567``, or ``KEY-2567``."""
    return str(year) if key == DEFAULT else f"{key}-{year}"


def _catalogue(office: Office, name: str, key: str, year: int) -> Catalogue | None:
    """The list that a framework names: the office's own before the shipped one.

    A file named by the year alone is the list of the framework that an office uses if it uses one; another framework
    of that year does not read it.
    """
    if name.isdigit() and key == DEFAULT:
        return load_catalogue(int(name), office.folder)
    called = list_name(key, year) if name.isdigit() else name
    for ending in (".csv", ".xlsx"):
        path = office.folder / f"catalogue-{called}{ending}"
        if path.exists():
            return read_catalogue(path, year)
    return load_catalogue(int(name)) if name.isdigit() else None


def given(facts: ScoreFacts) -> Given:
    """A stored result as the arithmetic takes it."""
    items = {code: item.score for code, item in facts.items.items() if item.score is not None}
    return Given(items=items, indicators=facts.indicators)


@contextmanager
def refused_as(code: str, file: str) -> Iterator[None]:
    """Turn what the assessment refuses into the procedure's own refusal.

    :raises BadInput: ``code``, with every problem.
    """
    try:
        yield
    except NotUsable as refused:
        problems = [Unmet(problem.code, problem.facts) for problem in refused.problems]
        raise BadInput(code, problems, file=file) from None
