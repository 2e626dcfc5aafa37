"""Every byte behind the issued (or first signed) ones is accounted for, or the file is refused.

What is there must be a sequence of revisions (ISO 32000-1, 7.5.6): objects one after the other, exactly where the
section behind them says, each number once; the section; its trailer; ``startxref`` with the offset of that very
section; ``%%EOF``. Between them white space, before ``startxref`` a comment or two (iText signs its work there),
and nothing else. No program is asked what it would make of the rest: there must be none. pyHanko's reading has to
agree afterwards (:func:`agree`), so that what is judged is what every viewer shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from signatures.diff_analysis.byte_range import WHITE, only_white
from signatures.diff_analysis.history import ASIDE
from signatures.diff_analysis.lexer import Object, Ref, Unclear, fits, read_object, references, skip_space
from signatures.diff_analysis.xref import Section, read_packed, read_table, read_table_stream

_GAP = 4
"""White space that ``startxref`` and entries may count in front of what they mean."""

TAIL = 512
"""White space allowed at the very end: viewers look for ``startxref`` in the last 1,024 bytes and repair otherwise."""

_BASE_END = re.compile(rb"startxref[\t ]*(?:\r\n|\n|\r)[\t ]*(\d{1,10})[\t ]*[\r\n]+%%EOF[\0\t\n\f\r ]*\Z")
_END = re.compile(rb"startxref(?:\r\n|\n|\r)([1-9]\d{0,9})(?:\r\n|\n|\r)%%EOF(?=[\r\n]|\Z)")
_COMMENT = re.compile(rb"%([ -~\t]{0,200})(?:\r\n|\n|\r)")
_LOADED = re.compile(rb"obj|xref|trailer|stream|EOF")
_BLANK = re.compile(rb"(?:[\0\t\n\f\r \x80\xff]|%[^\r\n]*[\r\n])*\Z")
_FOREIGN = {"/XRefStm", "/Encrypt", "/Extends"}


@dataclass
class Increment:
    """One revision as its bytes say.

    :ivar told: where ``startxref`` says that the section begins: there, or in white space before it.
    :ivar repeated: entries of its table for objects that stand in earlier revisions: the same places as before.
    :ivar values: number to value of every object in it, those of its object streams included.
    """

    start: int
    section: Section
    end: int = 0
    told: int = 0
    repeated: dict[int, tuple[int, int]] = field(default_factory=dict)
    objects: dict[int, Object] = field(default_factory=dict)
    values: dict[int, Any] = field(default_factory=dict)

    def mentions(self) -> set[Ref]:
        """What its objects and its trailer refer to, what readers of PDF look at."""
        trailer = {key: value for key, value in self.section.trailer.items() if key != ASIDE}
        return {reference for value in (*self.values.values(), trailer) for reference in references(value)}

    def information(self) -> int | None:
        """The number that its trailer, and nothing else in it, names as the document's information."""
        named = self.section.trailer.get("/Info")
        if not isinstance(named, Ref) or any(named in references(value) for value in self.values.values()):
            return None
        return named.number

    def aside(self) -> set[int]:
        """Numbers that its trailer names for nobody who reads PDF."""
        return {reference.number for reference in references(self.section.trailer.get(ASIDE))}


def read_increments(data: bytes, base: int) -> list[Increment]:
    """Every revision behind the first ``base`` bytes. :raises Unclear: when a byte is left over or unclear."""
    if not data[-TAIL - 1 :].strip(WHITE):
        raise Unclear("white space", "TRAILING_BYTES")
    if only_white(data, base):
        return []
    tail = _BASE_END.search(data, max(0, base - 1024), base)
    if tail is None:
        raise Unclear("end of what was issued")
    before, at = {int(tail[1])}, base
    found: list[Increment] = []
    words: set[int] = set()
    while not only_white(data, at):
        item = _increment(data, at, before, words)
        found.append(item)
        before, at = {item.section.start, item.told}, item.end
    _look_alikes(data, base, words)
    return found


def _increment(data: bytes, start: int, before: set[int], words: set[int]) -> Increment:
    objects: dict[int, Object] = {}
    unused: Object | None = None
    at = skip_space(data, start)
    while True:
        # Repairing programs look for objects at the start of lines; so does everyone who writes them. Word ends a file
        # without a line end, and some go on from there: whoever overlooks that object sees what was issued.
        if data[at - 1 : at] not in (b"\r", b"\n") and not (at == start and data[:at].endswith(b"%%EOF")):
            raise Unclear("bytes between objects", "HIDDEN_CONTENT" if objects else "TRAILING_BYTES")
        item = read_object(data, at)
        if item is None:
            section = read_table(data, at)
            if section is None:
                raise Unclear("bytes between objects", "HIDDEN_CONTENT" if objects else "TRAILING_BYTES")
            break
        if item.number in objects:
            raise Unclear("a number twice in a revision", "HIDDEN_CONTENT")
        objects[item.number] = item
        words.add(data.index(b"obj", item.start))
        at = skip_space(data, item.end)
        if item.stream is not None and item.value.get("/Type") == "/XRef":
            if data[at : at + 1] != b"x":
                section = read_table_stream(data, item)
                break
            if unused is not None:
                raise Unclear("a second table", "HIDDEN_CONTENT")
            unused = item
    found = Increment(start, section, objects=objects, values={item.number: item.value for item in objects.values()})
    words |= section.words
    found.end, found.told = _ending(data, section, words)
    _chained(section, before)
    _accounted(data, found, unused)
    return found


def _ending(data: bytes, section: Section, words: set[int]) -> tuple[int, int]:
    """Offset behind ``%%EOF``, and where ``startxref`` says that the section begins."""
    at = skip_space(data, section.end)
    while (comment := _COMMENT.match(data, at)) is not None:
        if _LOADED.search(comment[1]) or data[at - 1 : at] not in (b"\r", b"\n"):
            raise Unclear("a comment", "HIDDEN_CONTENT")
        at = skip_space(data, comment.end())
    ending = _END.match(data, at)
    if ending is None or data[at - 1 : at] not in (b"\r", b"\n"):
        raise Unclear("end of a revision")
    told = int(ending[1])
    # node-signpdf counts from the line end before its table. White space before a token says nothing (7.2.2), and
    # every program passes over it; of anything else a repairing program may make a table of its own.
    if told > section.start or section.start - told > _GAP or not only_white(data, told, section.start):
        raise Unclear("startxref")
    words.add(at + 5)  # ``xref`` within ``startxref``
    return ending.end(), told


def _chained(section: Section, before: set[int]) -> None:
    trailer = section.trailer
    if trailer.get("/Prev") not in before or isinstance(trailer["/Prev"], float):
        raise Unclear("order of revisions", "HIDDEN_CONTENT")
    if trailer.keys() & _FOREIGN or not isinstance(trailer.get("/Root"), Ref):
        raise Unclear("trailer")
    size = trailer.get("/Size")
    # Programs forget objects whose number is not under the size (table 15).
    if not isinstance(size, int) or any(number >= size for number in (*section.used, *section.packed, *section.freed)):
        raise Unclear("size of a table")


def _accounted(data: bytes, found: Increment, unused: Object | None) -> None:
    """The section names exactly the objects that are there.

    :param unused: a table as a stream which nobody is sent to: PDFBox writes it beside the one that counts when the
        file before had both kinds. It has to say the same, itself left out.
    """
    if unused is not None:
        table = read_table_stream(data, unused)
        others = {number: place for number, place in found.section.used.items() if number != unused.number}
        if (table.used, table.packed, table.freed) != (others, {}, found.section.freed):
            raise Unclear("a second table", "HIDDEN_CONTENT")
    used = {number: (item.generation, item.start) for number, item in found.objects.items()}
    if not found.section.words:
        # A cross-reference stream need not list itself.
        used = {number: place for number, place in used.items() if place[1] != found.section.start} | {
            number: place for number, place in used.items() if number in found.section.used
        }
    listed = found.section.used
    # node-signpdf lists the whole file again; whether these are the places as before is asked of pyHanko's reading.
    found.repeated = {n: place for n, place in listed.items() if n not in used and place[1] < found.start}
    rest = {number: place for number, place in listed.items() if number not in found.repeated}
    if used.keys() != rest.keys() or any(not _at(data, rest[number], place) for number, place in used.items()):
        raise Unclear("object outside the table", "HIDDEN_CONTENT")
    streams = {container for container, _place in found.section.packed.values()}
    packed: dict[int, tuple[int, int]] = {}
    for number, item in found.objects.items():
        kind = item.value.get("/Type") if isinstance(item.value, dict) else None
        if kind == "/XRef" and item.start != found.section.start and item is not unused:
            raise Unclear("a second table", "HIDDEN_CONTENT")
        if item.open_length is not None:
            length = found.objects.get(item.open_length.number)
            assert item.stream is not None  # noqa: S101 - only streams have a length
            if length is None or length.stream is not None or not fits(data, *item.stream, length.value):
                raise Unclear("length of a stream")
        if kind == "/ObjStm":
            if number not in streams or item.stream is None or item.open_length is not None:
                raise Unclear("an object stream outside the table", "HIDDEN_CONTENT")
            for inner, (place, value) in read_packed(data, item).items():
                if inner in packed or inner in found.values:
                    raise Unclear("a number twice in a revision", "HIDDEN_CONTENT")
                packed[inner] = (number, place)
                found.values[inner] = value
    if packed != found.section.packed:
        raise Unclear("object outside the table", "HIDDEN_CONTENT")


def _at(data: bytes, told: tuple[int, int], place: tuple[int, int]) -> bool:
    """Whether an entry tells the object at ``place`` (generation, offset), or white space before it."""
    gap = place[1] - told[1]
    return told[0] == place[0] and 0 <= gap <= _GAP and only_white(data, told[1], place[1])


def _look_alikes(data: bytes, base: int, words: set[int]) -> None:
    """No second object, table or trailer inside a stream or a string, for a repairing program to find.

    Chance puts ``obj`` behind a digit and white space once in gigabytes of compressed data.
    """
    for keyword in (b"obj", b"xref", b"trailer"):
        at = data.find(keyword, base)
        while at >= 0:
            if at not in words and _dangerous(data, keyword, at):
                raise Unclear("data that looks like an object", "HIDDEN_CONTENT")
            at = data.find(keyword, at + 1)


def _dangerous(data: bytes, keyword: bytes, at: int) -> bool:
    """Whether some program may take the keyword for one: a number before ``obj``, a dictionary behind ``trailer``."""
    if keyword == b"trailer":
        return b"<<" in data[at : at + 80]
    if keyword == b"xref":
        return True
    window = data[max(0, at - 80) : at]
    blank = _BLANK.search(window)
    rest = window[: blank.start()] if blank is not None else window
    return rest == b"" or rest[-1:].isdigit()


def agree(reader: Any, first: int, found: list[Increment]) -> bool:
    """Whether pyHanko sees the same: as many revisions, the same numbers at the same offsets, the same sections
    and catalogue.

    :param first: number of the first revision behind the base, as pyHanko counts.
    """
    if reader.xrefs.total_revisions != first + len(found):
        return False
    size = reader.xrefs.get_xref_container_info(first - 1).size
    for number, item in enumerate(found, first):
        root_ref = reader.get_historical_resolver(number).root_ref
        root = Ref(root_ref.idnum, root_ref.generation)
        # A smaller size than before would make programs forget objects of the document.
        size, before = item.section.trailer["/Size"], size
        table, place = reader.xrefs.get_xref_data(number), reader.xrefs.get_xref_container_info(number)
        section = item.section
        packed = {inner: (where.obj_stream_id, where.ix_in_stream) for inner, where in table.xrefs_in_objstm.items()}
        if (
            place.declared_startxref not in (section.start, item.told)
            or table.standard_xrefs != section.used
            or packed != section.packed
            or set(table.freed) != section.freed
            or table.hybrid is not None
            or size < before
            or section.trailer["/Root"] != root
        ):
            return False
    return True


def as_before(reader: Any, first: int, found: list[Increment]) -> bool:
    """Whether what the tables repeat is where the revision before has it. Anywhere else something may lie ready to be
    shown, put there before the signature (shadow attacks).

    :param first: as for :func:`agree`.
    """
    from pyhanko.pdf_utils.generic import Reference

    return all(
        reader.xrefs.get_historical_ref(Reference(each, generation, reader), number - 1) == place
        for number, item in enumerate(found, first)
        for each, (generation, place) in item.repeated.items()
    )
