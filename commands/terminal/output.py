"""How results look: tables that hold Thai at 80 columns, refusals with every reason, JSON of the same facts."""

from __future__ import annotations

import json as _json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

import click

import messages
from commands.context import counter
from commands.locale import tr, tr_all
from commands.terminal.contacts import say_next, whom
from commands.terminal.hints import hints_json
from commands.terminal.screen import SCREEN
from workflow.rules.errors import Conflict, Declined, Unmet, WorkflowError
from workflow.rules.states import Capacity, State
from workflow.rules.table import rows as rows_of

if TYPE_CHECKING:
    from workflow.services.context.results import Outcome

_ITEM = re.compile(r"\bO[0-9]+\b(?:/[0-9]{4}(?:-[\w-]+)?)?")
"""An item as lists name it, with its cycle where it is of another."""
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def plain(value: Any) -> Any:
    """JSON values of facts: dates ISO 8601, enums by value, tuples as lists."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(v) for v in value]
    return value


def json_text(value: Any) -> str:
    """Facts as JSON, :func:`plain` first."""
    told = _json.dumps(plain(value), ensure_ascii=False, indent=2)
    # What dumps leaves as it is and a terminal or a reader would obey; a line break here is always its own.
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", told)


def print_json(value: Any) -> None:
    click.echo(json_text(value))


def unmet_json(reasons: Sequence[Unmet], language: str) -> list[dict[str, Any]]:
    """The contract's ``[{"code", "text", "who", "do"}]``."""
    groups = counter().groups()
    return [
        {
            "code": r.code,
            "text": messages.say(r.code, facts, language, groups),
            "who": str(r.who) if r.who is not None else None,
            "do": messages.do(r.code, facts, language, groups),
        }
        for r, facts in ((r, named(r.facts)) for r in reasons)
    ]


def named(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts, items named with the cycle that this command is about: what is advised has to be of that year too."""
    here, told = counter(), dict(facts)
    if isinstance(told.get("item"), str):
        told["item"] = here.named(told["item"])
    if isinstance(told.get("items"), (list, tuple)):
        told["items"] = [here.named(str(one)) for one in told["items"]]
    return told


def refusal_json(
    error: WorkflowError, language: str, item: str | None = None, step: str | None = None
) -> dict[str, Any]:
    """What ``oit why`` prints, for a refused step."""
    return {
        "code": item or (str(error.facts["item"]).partition("/")[0] if error.facts.get("item") else None),
        "step": step or getattr(error, "step", None),
        "unmet": unmet_json(error.reasons, language),
    }


def say_reasons(reasons: Sequence[Unmet], language: str) -> None:
    """Each reason with who must act and what to do, wrapped for the terminal, on stderr."""
    for line in reason_lines(reasons, language):
        click.echo(line, err=True)


def reason_lines(reasons: Sequence[Unmet], language: str) -> list[str]:
    """The same lines, for where they stand among others on the screen.

    Of reasons that follow each other and ask the same of the same person, the last says so: a file with forty gaps
    names forty places, and once what to do.
    """
    lines: list[str] = []
    groups = counter().groups()
    labels = tr_all(("ผู้ดำเนินการ", "วิธีแก้"), language)
    reasons = [replace(r, facts=named(r.facts)) for r in reasons]
    asked = [_asked(r, labels, language, groups) for r in reasons]
    for r, ask, then in zip(reasons, asked, [*asked[1:], None], strict=False):  # none, where there is no reason
        lines += messages.wrap(f"- {messages.say(r.code, r.facts, language, groups)}", SCREEN - 2, "  ").split("\n")
        lines += [] if ask == then else ask
    return lines


def _asked(r: Unmet, labels: Sequence[str], language: str, groups: Mapping[str, str]) -> list[str]:
    """Who must act, and what to do."""
    lines: list[str] = []
    if r.who is not None:
        item = r.facts.get("item")
        called = whom(str(r.who), item if isinstance(item, str) else None, language)
        lines += messages.wrap(f"    {labels[0]}: {called}", SCREEN - 2, "      ").split("\n")
    do = messages.do(r.code, r.facts, language, groups)
    if do:
        lines += messages.wrap(f"    {labels[1]}: {do}", SCREEN - 2, "      ").split("\n")
    return lines


def say_notices(told: Sequence[Unmet], language: str) -> None:
    """What was done beyond what was asked, or is to be looked at, each with what one may do."""
    for line in reason_lines([replace(t, who=None) for t in told], language):
        click.echo(f"  {line}")


def notices_json(told: Sequence[Unmet], language: str) -> list[dict[str, Any]]:
    """The same as values: the contract's reasons, with their facts."""
    return [{**row, "facts": t.facts} for t, row in zip(told, unmet_json(told, language), strict=True)]


def findings_json(found: Sequence[Unmet], language: str) -> list[dict[str, Any]]:
    """What was found in a Word file, as values: reasons with the place each stands at (None: the whole file)."""
    told = unmet_json(found, language)
    return [{**one, "where": plain(u.facts.get("where"))} for one, u in zip(told, found, strict=True)]


def outcomes(results: Sequence[Outcome], step: str, done: str, *, codes: Sequence[str] | None = None) -> None:
    """Print a result for each thing, and what comes next; leave with 1 (or 3, when others acted first) if any failed.

    A single refusal is raised as it is, so that it looks the same as anywhere else.

    :param done: what to say of one that succeeded. :param codes: the items it was done to, where results are of papers.
    """
    here = counter()
    results = [r if r.error is None else replace(r, error=here.as_conflict(r.error)) for r in results]
    failed = [r for r in results if r.error is not None]
    if len(results) == 1 and failed:
        error = failed[0].error
        assert error is not None  # noqa: S101 -- filtered above
        raise error
    if here.json:
        print_json({"step": step, "results": [_outcome_json(r, step, here.language) for r in results]})
    else:
        for r in results:
            if r.error is None:
                line = f"✓ {r.what}  {done}  {_note(r, here.language)}".rstrip()
                click.echo(messages.wrap(line, SCREEN - 2, "    "))
                say_notices(r.notices, here.language)
            else:
                click.echo(f"✗ {r.what}", err=True)
                say_reasons(r.error.reasons, here.language)
        say_next(codes if codes is not None else _codes(f"{r.what} {r.note}" for r in results if r.error is None))
    failed = [r for r in failed if not isinstance(r.error, Declined)]
    if failed:
        others = all(isinstance(r.error, Conflict) for r in failed)
        raise click.exceptions.Exit(3 if others else 1)


def _codes(whats: Iterable[str]) -> list[str]:
    """Items named in results, whatever else stands beside them."""
    return list(dict.fromkeys(code for what in whats for code in _ITEM.findall(what)))


def _note(r: Outcome, language: str) -> str:
    return r.note if isinstance(r.note, str) else messages.say(r.note.code, r.note.facts, language)


def _outcome_json(r: Outcome, step: str, language: str) -> dict[str, Any]:
    seen = {} if r.hints is None else {"hints": hints_json(r.hints, language)}
    if r.error is None:
        told = {"told": notices_json(r.notices, language)} if r.notices else {}
        return {"what": r.what, "ok": True, "note": _note(r, language), **told, **seen}
    return {"what": r.what, "ok": False, **refusal_json(r.error, language, r.what, step), **seen}


def label_state(value: str, language: str) -> str:
    """A state in the language of the screen."""
    return str(getattr(State(value), language))


def label_waiting(who: str, compiler: str | None, language: str, names: Mapping[str, str]) -> str:
    """Who is waited for, as short as a cell is: the group by its name where it is the compiling one.

    :param compiler: key of the group that compiles. :param names: key -> name of the office's groups.
    """
    group = names.get(compiler or "")
    if group is not None and who == Capacity.COMPILER:
        return group
    if group is not None and who == Capacity.DIRECTOR:
        return tr("ผอ. {group}", language, group=group)
    return messages.who(who, language, names)


def label_step(trigger: str, language: str) -> str:
    """A step in the language of the screen."""
    found = rows_of(trigger)
    return str(getattr(found[0], language)) if found else trigger
