"""Frameworks an office can be assessed by: those that ship, and its own in ``frameworks/KEY-YEAR.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assessment.frameworks.reading import catalogue_of, read_framework, shipped
from assessment.problem import NotUsable
from assessment.scoring.framework import Framework, Item
from workflow.office_files.catalogue import CatalogueItem, load_catalogue, read_catalogue
from workflow.rules.errors import BadInput, NotFound, Unmet
from workflow.services.context.office import Office

_NAME = re.compile(r"([a-z0-9-]+)-(2[0-9]{3})")


def known_frameworks(folder: Path) -> dict[tuple[str, int], Path]:
    """Key and fiscal year -> file; the office's own stand before those that ship."""
    own = {
        (match[1], int(match[2])): path
        for path in sorted((folder / "frameworks").glob("*.toml"))
        if (match := _NAME.fullmatch(path.stem))
    }
    return shipped() | own


def load_framework(office: Office, key: str, year: int) -> Framework:
    """The framework of a key and a fiscal year, with its list of items.

    :raises NotFound: ``no_framework``, naming those there are. :raises BadInput: its file or its list cannot be used;
        every problem.
    """
    found = known_frameworks(office.folder)
    path = found.get((key, year))
    if path is None:
        raise NotFound("no_framework", framework=key, year=year, known=[f"{one} {of}" for one, of in found])
    with refused_as("framework_not_usable", path.name):
        name = catalogue_of(path)
        items = () if name is None else _items(office, name, year)
        return read_framework(path, items)


def items_of(items: Iterable[CatalogueItem]) -> tuple[Item, ...]:
    """Items of a list as the assessment knows them."""
    return tuple(
        Item(one.code, one.number, one.title_th, one.indicator, one.sub_indicator, one.sub_indicator_th, one.topic_th)
        for one in items
    )


def _items(office: Office, name: str, year: int) -> tuple[Item, ...]:
    if name.isdigit():
        return items_of(load_catalogue(int(name), office.folder))
    for ending in (".csv", ".xlsx"):
        path = office.folder / f"catalogue-{name}{ending}"
        if path.exists():
            return items_of(read_catalogue(path, year))
    return ()


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
