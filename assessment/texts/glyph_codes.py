"""Thai letters that a PDF spells with codes of a font's own: U+F700-U+F71A, letters for the eye and not for a search.

Fonts of the nineties gave the shapes that stand lower or further left (a tone mark where there is no vowel under it, a
vowel beside the stem of \u0e1b, \u0e0d without its base) codes in the private area, and programs that place
Thai letters by themselves still write them (TCPDF, Word with such fonts). They are read as the letters they draw.
"""

from __future__ import annotations

_SHAPES = {
    "\u0e10": "\uf700", "\u0e0d": "\uf70f",
    "\u0e34": "\uf701", "\u0e35": "\uf702", "\u0e36": "\uf703", "\u0e37": "\uf704",
    "\u0e31": "\uf710", "\u0e4d": "\uf711", "\u0e47": "\uf712",
    "\u0e48": "\uf705\uf70a\uf713", "\u0e49": "\uf706\uf70b\uf714", "\u0e4a": "\uf707\uf70c\uf715",
    "\u0e4b": "\uf708\uf70d\uf716", "\u0e4c": "\uf709\uf70e\uf717",
    "\u0e38": "\uf718", "\u0e39": "\uf719", "\u0e3a": "\uf71a",
}  # fmt: skip
LETTERS = {ord(shape): letter for letter, shapes in _SHAPES.items() for shape in shapes}
"""Code of a shape -> its letter, for ``str.translate``."""


def has_codes(text: str) -> bool:
    """Whether any letter of the text is spelt with such a code."""
    return any(ord(char) in LETTERS for char in text)
