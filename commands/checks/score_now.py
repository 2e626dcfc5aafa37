"""Today's estimate of the score and the way to the next level, on the screen and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

import messages
from commands.checks.score_words import say, two, year_of
from commands.context import counter
from commands.locale import tr
from commands.terminal.screen import SCREEN, day, fitted, heading, moment

if TYPE_CHECKING:
    from workflow.services.reports.estimating import Now

_EFFORT = {
    "none": "-",
    "minutes": "ไม่กี่นาที",
    "hours": "ไม่กี่ชั่วโมง",
    "days": "หลายวัน",
    "weeks": "หลายสัปดาห์",
}

MANY = 4
"""Items of one reason beyond which their codes alone are listed."""


def estimate_json(found: Now) -> dict[str, Any]:
    """An estimate as ``--json`` tells it."""
    estimate, way = found.estimate, found.way
    return {
        "estimate": True,
        "framework": found.framework.key,
        "fiscal_year": found.framework.year,
        "low": two(estimate.low.total),
        "high": two(estimate.high.total),
        "as_of": found.as_of,
        "rests_on": found.rests_on,
        "tools": [
            {"key": low.key, "low": two(low.score), "high": two(high.score)}
            for low, high in zip(estimate.low.tools, estimate.high.tools, strict=True)
        ],
        "assumed": {key: two(value) for key, value in estimate.assumed.items()},
        "supposed": list(estimate.supposed),
        "items": [
            {
                "code": one.code,
                "outcome": one.outcome.value,
                "why": [lack.code for lack in one.lacks],
                "who": list(one.who),
                "effort": one.effort.key,
                "costs": two(one.costs),
            }
            for one in estimate.items
        ],
        "way": None
        if way is None
        else {
            "level": way.level.name,
            "about": way.about,
            "items": list(way.items),
            "reaches": two(way.reaches),
            "blocked_by": list(way.blocked_by),
        },
    }


def tell_estimate(found: Now) -> None:
    """Print an estimate: its range, what is lost or not sure and why, and the way to the next level."""
    here = counter()
    estimate = found.estimate
    click.secho(fitted(f"{found.framework.title}  {year_of(found.framework.year)}"), bold=True)
    click.secho(fitted(say("estimate")), fg="yellow")
    unknown = [tool.key for tool in estimate.low.tools if tool.score is None]
    if estimate.low.total is None:
        click.echo(say("no_total", tools=", ".join(unknown)))
        for low, high in zip(estimate.low.tools, estimate.high.tools, strict=True):
            if low.score is not None:
                click.echo(f"{low.key}  " + say("range", low=two(low.score), high=two(high.score)))
    else:
        level = estimate.low.level.name if estimate.low.level is not None else "–"
        best = estimate.high.level.name if estimate.high.level is not None else "–"
        levels = level if level == best else f"{level} – {best}"
        click.echo(
            say("range", low=two(estimate.low.total), high=two(estimate.high.total)) + f"  {say('level')} {levels}"
        )
    rests = f"  {say('oldest', day=day(found.rests_on, here.language))}" if found.rests_on else ""
    click.echo(moment(found.as_of, here.language) + rests)
    if estimate.assumed:
        told = ", ".join(f"{key} {two(value)}" for key, value in estimate.assumed.items())
        click.echo(say("assumed", tools=told))
    if estimate.supposed:
        click.echo(say("supposed", items=", ".join(estimate.supposed)))
    for outcome in ("lost", "possible"):
        items = [one for one in estimate.items if one.outcome.value == outcome]
        if items:
            heading(f"{say(outcome)} ({len(items)})")
        alike: dict[tuple[Any, ...], list[Any]] = {}
        for one in items:
            alike.setdefault((one.lacks, one.costs), []).append(one)
        for group in alike.values():
            _show_items(group, found.titles)
    if found.way is not None:
        _show_way(found)


def _show_items(alike: Sequence[Any], titles: Mapping[str, str]) -> None:
    """Items that lose the same for the same reasons, each by its title, or many by their codes alone."""
    here = counter()
    names, lang = here.groups(), here.language
    costs = say("costs", points=two(alike[0].costs))
    if len(alike) > MANY:
        each = say("costs_each", count=len(alike), points=two(alike[0].costs))
        click.echo(fitted(f"{', '.join(one.code for one in alike)}  ({each})", "      "))
    else:
        for one in alike:
            click.echo(fitted(f"{one.code}  {titles.get(one.code, '')}  ({costs})", "      "))
    for lack in alike[0].lacks:
        effort = tr(_EFFORT[lack.effort.key], lang)
        text = messages.say(f"lack_{lack.code}", {}, lang)
        who = messages.who(lack.who, lang, names) if lack.who else ""
        click.echo(messages.wrap(f"      {text} · {who} · {effort}", SCREEN - 2, "        "))


def _show_way(found: Now) -> None:
    way = found.way
    assert way is not None  # noqa: S101 -- asked before
    heading(say("way", level=way.level.name))
    if way.items:
        click.echo(fitted(say("way_to", items=", ".join(way.items), total=two(way.reaches)), "  "))
    elif way.blocked_by:
        click.echo(fitted(say("way_blocked", tools=", ".join(way.blocked_by)), "  "))
    else:
        click.echo(fitted(say("way_all", total=two(way.reaches)), "  "))
