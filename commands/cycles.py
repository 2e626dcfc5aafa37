"""Which cycle a command is about: ``--year`` and ``--framework``, or the year behind an item as every list shows it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import click

from commands.context import Counter, counter
from commands.numbers import BUDDHIST_YEAR
from workflow.rules.errors import BadInput
from workflow.thai import in_cycle

F = TypeVar("F", bound=Callable[..., Any])
_ITEMS = ("item", "items", "excepted")
"""Parameters of commands that take items."""


def cycle_options(command: F) -> F:
    """Which cycle: ``--year``, handed to the command, and ``--framework`` where the office runs two in one year.

    An item may be named as lists show it, ``O15/2565``: then the command is about that year, and gets the code alone.
    """

    @functools.wraps(command)
    def run(*arguments: Any, **given: Any) -> Any:
        _take_names(given)
        return command(*arguments, **given)

    def keep(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
        if value is not None:
            ctx.ensure_object(Counter).framework = value

    chosen = click.option(
        "--framework", metavar="KEY", expose_value=False, callback=keep,
        help="กรอบการประเมิน เมื่อสำนักงานใช้หลายกรอบในปีเดียว",
    )(run)  # fmt: skip
    return click.option("--year", type=BUDDHIST_YEAR, metavar="YYYY", help="ปีงบประมาณ พ.ศ.")(chosen)  # type: ignore[return-value]


def _take_names(given: dict[str, Any]) -> None:
    """Read years from the names of items, and keep the cycle that the command is about.

    :raises BadInput: items of several cycles: one command is about one.
    """
    here, year = counter(), given.get("year")
    read = {key: [in_cycle(name) for name in _names(given.get(key))] for key in _ITEMS}
    said = [one for names in read.values() for one in names]
    cycles = {(of, framework) for _, of, framework in said}
    if any(of is not None for of, _ in cycles):
        named = {(of, framework or here.framework) for of, framework in cycles if of is not None}
        asked = {(year, here.framework)} if year is not None else set()
        if len(named | asked) > 1 or (year is None and any(of is None for of, _ in cycles)):
            raise BadInput("items_of_several_cycles", items=[name for key in _ITEMS for name in _names(given.get(key))])
        ((given["year"], here.framework),) = named
        for key, names in read.items():
            if names:
                codes = tuple(code for code, _, _ in names)
                given[key] = codes[0] if isinstance(given[key], str) else codes
    if given.get("year") is not None:
        here.cycle = "-".join(filter(None, (str(given["year"]), here.framework)))


def _names(value: str | Iterable[str] | None) -> Iterator[str]:
    yield from [value] if isinstance(value, str) else value or ()
