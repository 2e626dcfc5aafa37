"""The procedure as the documents show it, made from the table: a Mermaid diagram and Markdown tables."""

from __future__ import annotations

from workflow.rules.drawing import who
from workflow.rules.states import State
from workflow.rules.table import INITIAL, ONLINE_STEPS, STEPS


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
            who(step.who, language),
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
        lines.append(f"| {getattr(step, language)} | `{command}` | {who(step.who, language)} |")
    return "\n".join(lines)
