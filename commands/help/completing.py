"""What Tab completes: items with their titles, groups with their names, logins with whose they are."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from workflow.rules.errors import WorkflowError

_ITEMS = ("item", "items")
_GROUPS = ("group", "groups")
_PEOPLE = ("person", "login", "name", "as_", "signer")
Words = Iterator[tuple[str, str]]


def completed(parameter: click.Parameter) -> Callable[..., list[CompletionItem]] | None:
    """How a parameter is completed; ``None``: as its type says."""
    found = next((words for names, words in _KINDS if parameter.name in names), None)
    if found is None or parameter.metavar not in _METAVARS:
        return None

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        try:
            return [
                CompletionItem(word, help=told)
                for word, told in found(ctx)
                # A name that was begun in Thai is completed to what stands for it.
                if word.startswith(incomplete) or (not incomplete.isascii() and incomplete in told)
            ]
        except (WorkflowError, OSError):  # no office here: nothing to complete
            return []

    return complete


def _office(ctx: click.Context) -> Any:
    import wiring
    from workflow.office_files.settings import find_office

    given = ctx.find_root().params.get("office")
    return wiring.build(find_office(Path.cwd(), os.environ, Path(given) if given else None))


def _items(ctx: click.Context) -> Words:
    from workflow.services.queries.status import status

    office = _office(ctx)
    try:
        yield from ((one.code, one.title) for one in status(office).items)
    finally:
        office.close()


def _groups(ctx: click.Context) -> Words:
    office = _office(ctx)
    try:
        yield from ((group.key, group.name) for group in office.settings.groups)
    finally:
        office.close()


def _people(ctx: click.Context) -> Words:
    from workflow.services.context.use_case import reading

    office = _office(ctx)
    try:
        with reading(office) as use_case:
            yield from ((login, person.name) for login, person in sorted(use_case.everybody.items()))
    finally:
        office.close()


_KINDS: tuple[tuple[tuple[str, ...], Callable[[click.Context], Words]], ...] = (
    (_ITEMS, _items),
    (_GROUPS, _groups),
    (_PEOPLE, _people),
)
_METAVARS = (None, "ITEM", "GROUP", "[GROUP]...", "NAME")
