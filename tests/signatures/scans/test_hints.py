"""Hints on scans: what is in the box, what differs, what was added; and that nothing a scan holds raises or decides."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from signatures.prepare.fields import Box
from signatures.reasons import CODES, Tone, reason
from signatures.sandbox.client import BrokeLimit
from signatures.sandbox.scans import COMPARING, compared_isolated
from signatures.scans import hints as hinting
from signatures.scans.batch import Issued, extract, sort_batch
from signatures.scans.hints import Hint, available, hints
from signatures.scans.reading import read_scan
from tests.signatures.scanner import (
    ARABIC_DIGITS,
    KEY,
    PENS,
    TEXT,
    THAI_DIGITS,
    TONES,
    K,
    Scanner,
    as_pdf,
    changed,
    forged,
    issue,
    page,
    place,
    printed,
    strokes,
)
from tests.signatures.world import World

HINTS = {"INK_HINT", "NO_INK_HINT", "CONTENT_DIFFERS", "MARKS_ADDED", "CANNOT_COMPARE"}
SCANNERS = {
    "flatbed": Scanner(200),
    "coarse": Scanner(150, 1.0),
    "feeder": Scanner(200, 2.0, 0.006, wave=0.8, quality=50),
    "fax": Scanner(200, 1.0, lines_only=True),
    "faded": Scanner(200, 1.0, gain=0.5),
}


@cache
def _plain(font: Path) -> bytes:
    return page(font)


@pytest.fixture(scope="module")
def issued(world: World) -> bytes:
    return issue(_plain(world.font), world.font)


def seeded(number: int = 1) -> random.Random:
    return random.Random(number)  # noqa: S311 -- pages, not secrets


def codes(found: tuple[Hint, ...]) -> set[str]:
    return {hint.reason.code for hint in found}


def one(found: tuple[Hint, ...], code: str) -> Hint:
    (hint,) = [hint for hint in found if hint.reason.code == code]
    return hint


DEEP = pytest.mark.deep
"""A page takes the better part of a second: every run looks at the hardest of each kind, make test-deep at all."""


@pytest.mark.parametrize("scanner", [name if name == "feeder" else pytest.param(name, marks=DEEP) for name in SCANNERS])
def test_an_unchanged_page_that_nobody_signed_has_an_empty_box_and_no_other_hint(issued: bytes, scanner: str) -> None:
    found = hints(SCANNERS[scanner].scan(printed(issued), seeded()), issued)
    assert codes(found) == {"NO_INK_HINT"}
    assert one(found, "NO_INK_HINT").reason.facts == {"page": 1, "area": 0}


@pytest.mark.parametrize(
    "pen",
    [pytest.param(pen, marks=DEEP) if pen != "initials" else pen for pen in ("pen", "blue pen", "initials", "stamp")],
)
def test_ink_in_the_box_is_seen_and_is_no_difference_of_text(issued: bytes, pen: str) -> None:
    (paper,) = printed(issued)
    PENS[pen](paper, place(issued), seeded())
    assert codes(hints(Scanner().scan([paper], seeded()), issued)) == {"INK_HINT"}


@pytest.mark.deep
def test_dirt_in_the_box_is_not_ink(issued: bytes) -> None:
    (paper,) = printed(issued)
    PENS["dirt"](paper, place(issued), seeded())
    assert codes(hints(Scanner().scan([paper], seeded()), issued)) == {"NO_INK_HINT"}


@pytest.mark.parametrize(
    "letters",
    [*(pytest.param(one, marks=DEEP) for one in (ARABIC_DIGITS, THAI_DIGITS)), TONES],
    ids=["digit", "Thai digit", "tone mark"],
)
@pytest.mark.parametrize("scanner", [pytest.param("flatbed", marks=DEEP), "feeder"])
def test_one_changed_letter_under_the_genuine_codes_is_shown(
    world: World, issued: bytes, letters: str, scanner: str
) -> None:
    other = page(world.font, changed(TEXT, letters, seeded(3)))
    paper = forged(_plain(world.font), other, issued)
    hint = one(hints(SCANNERS[scanner].scan([paper], seeded()), issued), "CONTENT_DIFFERS")
    assert hint.picture is not None
    picture = Image.open(io.BytesIO(hint.picture))
    assert picture.format == "PNG"
    half = picture.convert("L").width // 2
    left, right = (picture.convert("L").crop((x, 0, x + half, picture.height)) for x in (0, half))
    assert left.getextrema()[0] < 60 > right.getextrema()[0]  # print on both sides
    assert left.tobytes() != right.tobytes()


def test_writing_outside_the_box_is_told_as_added_and_not_as_another_text(issued: bytes) -> None:
    (paper,) = printed(issued)
    strokes(40, 1.1)(paper, Box(0, 120, 560, 330, 590), seeded())  # in the white
    strokes(40, 1.1)(paper, Box(0, 100, 240, 300, 250), seeded())  # over lines of text
    found = hints(Scanner().scan([paper], seeded()), issued)
    assert codes(found) == {"NO_INK_HINT", "MARKS_ADDED"}
    assert one(found, "MARKS_ADDED").reason.facts["places"] == 2


def test_print_that_was_erased_is_seen_under_the_pen_that_replaced_it(issued: bytes) -> None:
    (paper,) = printed(issued)
    ImageDraw.Draw(paper).rectangle([round(edge * K) for edge in (150, 255, 180, 275)], fill=255)
    strokes(40, 1.1)(paper, Box(0, 145, 275, 200, 255), seeded())
    assert {"CONTENT_DIFFERS", "MARKS_ADDED"} <= codes(hints(Scanner().scan([paper], seeded()), issued))


@pytest.mark.deep
def test_a_sheet_laid_upside_down_with_one_code_under_a_stamp_is_compared(world: World, issued: bytes) -> None:
    (paper,) = printed(issued)
    PENS["pen"](paper, place(issued), seeded())
    ImageDraw.Draw(paper).ellipse((paper.width - 400, 20, paper.width - 30, 390), outline=60, width=30)
    scan = as_pdf([Scanner().picture(paper, seeded()).rotate(180)], 200)
    (sheet,) = read_scan(scan, KEY)
    (document,) = sort_batch([sheet], {"M2569-12": Issued(1, sheet.codes[0].digest)}).documents
    assert "INK_HINT" in codes(hints(extract(scan, document.sheets), issued))


@pytest.mark.parametrize(
    ("why", "scanner"),
    [
        pytest.param("distorted", Scanner(200, tilt=0.08), marks=DEEP),
        ("distorted", Scanner(200, tilt=0.05)),
        pytest.param("no_match", Scanner(200, tilt=0.3), marks=DEEP),
        ("no_code", Scanner(50)),
    ],
)
def test_what_cannot_be_laid_over_the_issued_page_is_not_compared(issued: bytes, why: str, scanner: Scanner) -> None:
    (hint,) = hints(scanner.scan(printed(issued), seeded()), issued)
    assert hint.reason.code == "CANNOT_COMPARE"
    assert hint.reason.facts == {"page": "1", "why": why}
    assert hint.picture is None


def test_every_way_a_scan_can_be_no_scan_is_told_and_nothing_raises(issued: bytes) -> None:
    scan = Scanner().scan(printed(issued), seeded())
    blank = as_pdf([Image.new("L", (1654, 2339), 255)], 200)
    line = as_pdf([Image.new("L", (1, 4000), 255)], 200)
    two = as_pdf([Image.new("L", (1654, 2339), 255)] * 2, 200)

    def why(data: bytes, of: bytes = issued, seconds: float = 60) -> object:
        (hint,) = hints(data, of, seconds=seconds)
        assert hint.reason.code == "CANNOT_COMPARE"
        return hint.reason.facts["why"]

    assert why(blank) == "no_code"
    assert why(line) == "size"
    assert why(two) == "pages"
    assert why(scan, seconds=0) == "time"
    assert why(b"") == why(b"%PDF-1.7\nbroken") == why(scan, b"no PDF") == "unreadable"


def test_a_damaged_scan_never_raises(issued: bytes) -> None:
    scan = bytearray(Scanner(100).scan(printed(issued), seeded()))
    for number in range(6):
        seed = seeded(number)
        hurt = bytearray(scan)
        for _ in range(40):
            hurt[seed.randrange(len(hurt))] = seed.randrange(256)
        assert codes(hints(bytes(hurt), issued)) <= HINTS


@pytest.mark.deep
def test_a_page_that_fails_in_the_middle_is_told_and_the_others_go_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = page(world.font)
    issued = issue(plain, world.font)
    real = hinting._of_page

    def out_of_memory(number: int, *rest: object) -> object:
        raise MemoryError if number == 1 else AssertionError

    monkeypatch.setattr(hinting, "_of_page", out_of_memory)
    (hint,) = hints(Scanner().scan(printed(issued), seeded()), issued)
    assert hint.reason.facts == {"page": "1", "why": "unreadable"}
    monkeypatch.setattr(hinting, "_of_page", real)
    assert codes(hints(Scanner().scan(printed(issued), seeded()), issued)) == {"NO_INK_HINT"}


@pytest.mark.parametrize("code", sorted(HINTS))
def test_a_hint_changes_no_verdict_and_is_told_in_both_languages(code: str) -> None:
    hint = reason(code, page=1, places=2, why="distorted", area=3)
    assert code in CODES
    assert hint.tone is Tone.NOTE
    for language in ("th", "en"):
        assert "{" not in hint.text(language) + hint.do(language)
        assert "distorted" not in hint.text("th")


def test_every_reason_not_to_compare_has_its_words() -> None:
    from signatures.words import COMPARING

    for why in ("no_code", "no_match", "distorted", "pages", "size", "time", "unreadable"):
        assert COMPARING[why][0] in reason("CANNOT_COMPARE", page="1", why=why).text("th")
        assert COMPARING[why][1] in reason("CANNOT_COMPARE", page="1", why=why).text("en")


def test_a_limited_process_sees_the_same_and_what_breaks_it_is_told(
    world: World, issued: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scan is a foreign file: it costs its own process, and no command holds its pictures."""
    other = page(world.font, changed(TEXT, THAI_DIGITS, seeded(3)))
    scan = Scanner().scan([forged(_plain(world.font), other, issued)], seeded())
    there = compared_isolated(scan, issued, font=world.font)
    assert [(h.reason, h.picture) for h in there] == [
        (h.reason, h.picture) for h in hints(scan, issued, font=world.font)
    ]
    assert "CONTENT_DIFFERS" in codes(there)
    monkeypatch.setattr(COMPARING, "ask", _breaks)
    (told,) = compared_isolated(scan, issued)
    assert (told.reason.code, dict(told.reason.facts)) == ("CANNOT_COMPARE", {"page": "2-", "why": "time"})


def _breaks(*_: object, **__: object) -> Iterator[tuple[dict[str, int], bytes]]:
    yield {"page": 1}, b""
    raise BrokeLimit


def test_without_numpy_it_is_not_available(monkeypatch: pytest.MonkeyPatch) -> None:
    assert available()
    monkeypatch.setattr(hinting, "find_spec", lambda name: None if name == "numpy" else object())
    assert not available()
