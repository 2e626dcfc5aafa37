"""What the command line says, in two languages, through gettext.

``th`` translates what click says by itself. In ``en`` the msgid is our Thai, which stands where it is used. Sentences
that have a code are in ``messages``.
"""

from __future__ import annotations

import os
from functools import cache
from gettext import NullTranslations, translation

FOLDER = os.path.dirname(__file__)  # noqa: PTH120 - loads pathlib


@cache
def _english() -> NullTranslations:
    """The catalogue, read when the first English is asked for: a run in Thai never opens it."""
    return translation("messages", FOLDER, ["en"])


def english_of(thai: str) -> str | None:
    """English of a Thai text; ``None`` where the catalogue has none."""
    told = _english().gettext(thai)
    return None if told == thai else told
