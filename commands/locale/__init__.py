"""What the command line says, in two languages, through gettext.

``th`` translates what click says by itself. In ``en`` the msgid is our Thai, which stands where it is used. Sentences
that have a code are in ``messages``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from gettext import NullTranslations, translation

FOLDER = os.path.dirname(__file__)  # noqa: PTH120 - loads pathlib


@cache
def _english() -> NullTranslations:
    """The catalogue, read when the first English is asked for: a run in Thai never opens it."""
    return translation("messages", FOLDER, ["en"])


def english_of(thai: str, context: str = "") -> str | None:
    """English of a Thai text; ``None`` where the catalogue has none.

    :param context: gettext's ``msgctxt``, for a word that is not the same word everywhere; without an entry of its own
        there, the general one is taken.
    """
    if context and (told := _english().pgettext(context, thai)) != thai:
        return told
    told = _english().gettext(thai)
    return None if told == thai else told


def tr(thai: str, language: str, context: str = "", /, **facts: object) -> str:
    """A text of ours in the language of the run, its places filled from ``facts``; Thai where there is no English."""
    told = (english_of(thai, context) or thai) if language == "en" else thai
    if not facts:
        return told
    from workflow.thai import visible

    return told.format(**{name: visible(fact) if isinstance(fact, str) else fact for name, fact in facts.items()})


def tr_all(texts: Iterable[str], language: str, context: str = "", /) -> tuple[str, ...]:
    """The same for the heads of a table."""
    return tuple(tr(one, language, context) for one in texts)
