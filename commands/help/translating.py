"""Help in English, paragraph by paragraph: from the catalogue, and for the steps from the table of the procedure.

The Thai stands beside each command and option. ``tests/cli_help`` names what has no English.
"""

from __future__ import annotations

from functools import cache

from commands.locale import english_of


def english(text: str) -> str:
    """Help text in English, paragraph by paragraph; what has none stays as it is."""
    return "\n\n".join(in_english(paragraph) or paragraph for paragraph in text.split("\n\n"))


def in_english(paragraph: str) -> str | None:
    """One paragraph; ``None`` when there is no English for it."""
    return english_of(paragraph.strip()) or _of_the_table().get(paragraph.strip())


@cache
def _of_the_table() -> dict[str, str]:
    """What the commands of the steps say, from the table of the procedure."""
    from commands.items.steps import online_help, step_help
    from workflow.rules.table import ONLINE_STEPS, TRIGGERS, rows

    told = {row.th: row.en for trigger in TRIGGERS for row in rows(trigger)} | {s.th: s.en for s in ONLINE_STEPS}
    pages = [(step_help(t), step_help(t, "en")) for t in TRIGGERS]
    pages += [(online_help(s), online_help(s, "en")) for s in ONLINE_STEPS]
    for th, en in pages:
        told |= dict(zip(th.split("\n\n"), en.split("\n\n"), strict=True))
    return told
