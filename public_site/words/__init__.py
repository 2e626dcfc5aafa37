"""Sentences for what a proof found and for what a build refused, Thai first, each with what to do.

Keyed by code; the placeholders are the facts of the finding. A test holds the codes together with `prove.findings` and
`checking`, and both languages together with each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from public_site.labels import Lang
from public_site.words import en, th
from public_site.words.values import SEVERITY_WORDS, VALUES
from workflow.ports.site import Fact
from workflow.thai.web import readable

__all__ = ["SENTENCES", "SEVERITY_WORDS", "Words", "words"]

_DATES = ("on", "captured_at")
SENTENCES: Mapping[Lang, Mapping[str, tuple[str, str]]] = {"th": th.SENTENCES, "en": en.SENTENCES}


@dataclass(frozen=True, slots=True)
class Words:
    """What is the matter and what to do about it, in one language."""

    says: str
    do: str


class _Filled(dict[str, Fact]):
    """The facts of a sentence; one that a finding does not have reads as "-"."""

    def __missing__(self, name: str) -> Fact:
        return "-"


def words(
    code: str, facts: Mapping[str, Fact], lang: Lang = "th", *, fmt_date: Callable[[date], str] = date.isoformat
) -> Words:
    """What to say of a finding or a problem. A fact that is None or missing reads as "-"; `fmt_date` forms the dates.

    :raises KeyError: for an unknown code.
    """
    says, do = SENTENCES[lang][code]
    filled = _Filled()
    for name, value in facts.items():
        if value is None:
            continue
        if name in _DATES:
            filled[name] = fmt_date(datetime.fromisoformat(str(value)).date())
        else:
            filled[name] = VALUES[lang].get(name, {}).get(str(value)) or readable(str(value))
    return Words(says.format_map(filled), do.format_map(filled))
