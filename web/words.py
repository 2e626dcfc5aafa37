"""What the tray's own screens say: our Thai stands where it is used, its English in a catalogue (gettext).

Sentences that have a code are in ``messages``. After a change of the catalogue: ``python -m commands.locale.make_mo``.
"""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path


@cache
def _english() -> NullTranslations:
    """The catalogue, read when the first page in English is drawn."""
    return translation("messages", Path(__file__).parent / "locale", ["en"])


def tr(thai: str, language: str, **facts: object) -> str:
    """A text of ours in a language, its places filled from ``facts``."""
    told = _english().gettext(thai) if language == "en" and thai else thai
    return told.format(**facts) if facts else told
