"""Thai words in text without blanks: where one ends and the next begins, and which are none.

Words and segmentation are PyThaiNLP's (its own word list, CC0, and ``newmm``); our list adds words of the field. It is
loaded when the first text is checked, which takes about half a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from assessment.texts.lexicon import distance, entries

_RUN = re.compile("[ก-ฺเ-๎]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a run of Thai letters."""

    text: str
    start: int
    """Offset in the text that was segmented."""
    known: bool

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)


@cache
def _tokenizer() -> tuple[Any, frozenset[str]]:
    from pythainlp.corpus.common import thai_words
    from pythainlp.tokenize import Tokenizer

    words = frozenset(thai_words()) | frozenset(entries("known")) | frozenset(entries("provinces"))
    return Tokenizer(custom_dict=set(words), engine="newmm"), words


def runs(text: str) -> Iterator[tuple[int, list[Word]]]:
    """Every run of Thai letters of a text, with its words."""
    for match in _RUN.finditer(text):
        yield match.start(), segment(match[0], match.start())


@cache
def _segmented(run: str) -> tuple[tuple[str, bool], ...]:
    tokenizer, words = _tokenizer()
    return tuple((token, token in words) for token in tokenizer.word_tokenize(run))


def segment(run: str, at: int = 0) -> list[Word]:
    """The words of one run of Thai letters; ``at`` is its offset."""
    found = []
    for token, known in _segmented(run):
        found.append(Word(token, at, known))
        at += len(token)
    return found


def is_word(text: str) -> bool:
    """Whether the dictionary has it."""
    return text in _tokenizer()[1]


def boundaries(text: str, start: int, end: int) -> set[int]:
    """Offsets at which a word begins or ends, in the runs that touch a stretch of a text."""
    found: set[int] = set()
    for match in _RUN.finditer(text):
        if match.end() < start or match.start() > end:
            continue
        for word in segment(match[0], match.start()):
            found |= {word.start, word.end}
    return found


LEAST_LETTERS = 5
LEAST_TIMES = 300
"""How often the Thai National Corpus must have a word before it is proposed."""


@cache
def _deletes() -> dict[str, set[str]]:
    """Every common word under itself and under each form with one letter left out."""
    from pythainlp.corpus.tnc import unigram_word_freqs

    _, words = _tokenizer()
    common = {
        word for word, times in unigram_word_freqs().items()
        if times >= LEAST_TIMES and len(word) >= LEAST_LETTERS and word in words and _RUN.fullmatch(word)
    }  # fmt: skip
    for phrase in entries("phrases"):
        common |= {word.text for _, words_ in runs(phrase) for word in words_ if len(word.text) >= LEAST_LETTERS}
    found: dict[str, set[str]] = {}
    for word in common | {word for word in entries("known") if _RUN.fullmatch(word) and len(word) >= LEAST_LETTERS}:
        for form in (word, *_shorter(word)):
            found.setdefault(form, set()).add(word)
    return found


def _shorter(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def meant(written: str) -> str | None:
    """The common word one letter away from what is written; None when there is none. The longest, if several.

    A word that only lacks a letter at its end or has one too many at its beginning is none: there the next word joins.
    """
    if len(written) < LEAST_LETTERS:
        return None
    table = _deletes()
    found = {
        word for form in (written, *_shorter(written)) for word in table.get(form, ())
        if len(word) >= LEAST_LETTERS + 1 and word not in written and written not in word
        and distance(word, written, 1) == 1
    }  # fmt: skip
    return max(found, key=lambda word: (len(word), word)) if found else None
