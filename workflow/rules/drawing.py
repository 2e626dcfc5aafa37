"""Lines of help made from the table. Diagrams and tables of the documents: ``scripts.procedure_drawings``."""

from __future__ import annotations

from workflow.rules.states import Capacity
from workflow.rules.table import OnlineStep, Step


def who(capacities: frozenset[Capacity], language: str = "th") -> str:
    """Capacities in the order in which they are declared, parted by strokes."""
    return " / ".join(getattr(w, language) for w in Capacity if w in capacities)


def by_whom(step: Step | OnlineStep, language: str = "th") -> str:
    """Who may take a step: "โดย …", "by …"."""
    by = {"th": "โดย", "en": "by"}[language]
    return f"{by} {who(step.who, language)}"


def sentence(step: Step, language: str = "th", before_who: str = " ") -> str:
    """One line of help: from, to, by whom. ``before_who`` may be a line break where lines are short."""
    source, dest = getattr(step.source, language), getattr(step.dest, language)
    return f"{source} -> {dest}{before_who}{by_whom(step, language)}"
