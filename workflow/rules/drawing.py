"""Drawings of the procedure made from the table: a Mermaid diagram, Markdown tables, text for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.rules.states import Capacity, State
from workflow.rules.table import INITIAL, ONLINE_STEPS, STEPS, OnlineStep, Step


def _who(capacities: frozenset[Capacity], language: str) -> str:
    return " / ".join(getattr(w, language) for w in Capacity if w in capacities)


def mermaid(language: str = "th") -> str:
    """The state diagram in Mermaid's language (https://mermaid.js.org/syntax/stateDiagram.html)."""
    lines = ["stateDiagram-v2", "    direction TB"]
    lines += [f'    state "{getattr(state, language)}" as {state.value}' for state in State]
    lines.append(f"    [*] --> {INITIAL.value}")
    lines += [f"    {s.source.value} --> {s.dest.value}: {getattr(s, language)}" for s in STEPS]
    return "\n".join(lines)


def markdown_table(language: str = "th") -> str:
    """The table of steps, one row each, as it is printed in README, docs and the staff manual."""
    heads = {
        "th": ("ขั้นตอน", "คำสั่ง", "จากสถานะ", "ไปสถานะ", "ผู้ดำเนินการ", "ต้องมี"),
        "en": ("step", "command", "from", "to", "who", "needs"),
    }[language]
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for step in STEPS:
        cells = (
            getattr(step, language),
            f"`oit {step.command}`",
            getattr(step.source, language),
            getattr(step.dest, language),
            _who(step.who, language),
            ", ".join(f"`{need}`" for need in step.needs + step.checks) or "–",
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def markdown_online_table(language: str = "th") -> str:
    """The steps on the online revision."""
    heads = {"th": ("ขั้นตอน", "คำสั่ง", "ผู้ดำเนินการ"), "en": ("step", "command", "who")}[language]
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for step in ONLINE_STEPS:
        command = f"oit {step.command}" + (f" --{step.option}" if step.option else "")
        lines.append(f"| {getattr(step, language)} | `{command}` | {_who(step.who, language)} |")
    return "\n".join(lines)


def by_whom(step: Step | OnlineStep, language: str = "th") -> str:
    """Who may take a step: "โดย …", "by …"."""
    by = {"th": "โดย", "en": "by"}[language]
    return f"{by} {_who(step.who, language)}"


def sentence(step: Step, language: str = "th", before_who: str = " ") -> str:
    """One line of help: from, to, by whom. ``before_who`` may be a line break where lines are short."""
    source, dest = getattr(step.source, language), getattr(step.dest, language)
    return f"{source} -> {dest}{before_who}{by_whom(step, language)}"


def road(states: Sequence[State] = tuple(State), language: str = "th") -> str:
    """The straight way, for the terminal."""
    return " -> ".join(getattr(state, language) for state in states)
