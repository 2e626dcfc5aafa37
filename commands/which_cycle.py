"""Which cycle a command works in: ``--year``, ``--framework``, or the item's own name as the inbox tells it.

While years overlap the newest is meant unless another is named; who named it is told next commands that name it too.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

from commands.context import Counter, counter
from commands.locale import tr
from commands.numbers import BUDDHIST_YEAR

F = TypeVar("F", bound=Callable[..., Any])

_NAMED = re.compile(r"(?P<code>[^/]+)/(?P<year>[0-9๐-๙]{4})(?:-(?P<framework>[a-z0-9-]+))?")
"""``O6/2567``, or ``O1/2566-obec-ita`` where the office runs two frameworks in that year."""


def cycle_options(command: F) -> F:
    """Add ``--year`` (handed to the command) and ``--framework``; items may say their own: ``O6/2567``.

    :raises click.UsageError: on the run, where items and options name different years.
    """

    @functools.wraps(command)
    def run(*args: Any, **given: Any) -> Any:
        here = counter()
        for name in ("item", "items"):
            if given.get(name):
                given[name], given["year"] = _codes(here, given[name], given.get("year"))
        if given.get("year") is not None:
            import messages

            messages.CYCLE.set(f"{given['year']}-{here.framework}" if here.framework else str(given["year"]))
        return command(*args, **given)

    def keep(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
        if value is not None:
            ctx.ensure_object(Counter).framework = value

    options = click.option(
        "--framework", metavar="KEY", expose_value=False, callback=keep,
        help="กรอบการประเมิน เมื่อสำนักงานใช้หลายกรอบในปีเดียว",
    )(run)  # fmt: skip
    return click.option("--year", type=BUDDHIST_YEAR, metavar="YYYY", help="ปีงบประมาณ พ.ศ.")(options)  # type: ignore[return-value]


def _codes(here: Counter, asked: Any, year: int | None) -> tuple[Any, int | None]:
    """The codes without their cycle, and the year they or the option name."""
    several = not isinstance(asked, str)
    codes = []
    for one in asked if several else [asked]:
        found = _NAMED.fullmatch(one)
        if found is None:
            codes.append(one)
            continue
        said, framework = int(found["year"]), found["framework"]
        if year not in (None, said) or (framework and here.framework not in (None, framework)):
            told = tr("{item} เป็นคนละรอบกับที่ระบุไว้ในคำสั่งเดียวกัน สั่งทีละรอบ", here.language, item=one)
            raise click.UsageError(told)
        year, here.framework = said, framework or here.framework
        codes.append(found["code"])
    return (tuple(codes) if several else codes[0]), year
