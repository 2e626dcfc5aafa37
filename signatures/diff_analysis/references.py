"""What the issued bytes refer to: nothing may later be put where they point and nothing was.

A page may name an object that does not exist; that counts as null (ISO 32000-1, 7.3.10), until a later revision makes
one. So a later revision's new numbers must be numbers that nothing before it mentions. Parsing a whole document for
that would cost more than everything else together, hence: the few numbers in question are looked for in the raw
bytes, the streams of large objects left out. That misses nothing: a number has no gaps, and what may stand between it
and its ``R`` (white space, comments, a generation) is read as loosely as any program reads it. Only object streams
hide references from such a search; a document that has them is parsed after all.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from signatures.diff_analysis.increments import Increment
from signatures.diff_analysis.lexer import Unclear, read_opening
from signatures.diff_analysis.widgets import changed
from signatures.pdf.objects import is_reference, raw, raw_items
from signatures.verdict import Reason, reason

_BETWEEN = rb"(?:[\0\t\n\f\r ]|%[^\r\n]*[\r\n])"
_REST = re.compile(_BETWEEN + rb"+\+?\d+" + _BETWEEN + rb"*R(?![A-Za-z0-9])")
_ZEROS = re.compile(rb"(?<![0-9])0*\Z")
_CLOSING = re.compile(rb"\s{0,2}endstream\s{1,2}endobj")
_LARGE = 2048


def misplaced(reader: Any, data: bytes, base: int, first: int, increments: list[Increment]) -> list[Reason]:
    """Numbers and references against each other: nothing is put where something earlier points already, and what
    points nowhere did so before (some programs rebuild the whole table when they follow such a reference). The
    document's metadata may be written again, so nothing else may be made of the same object.
    """
    from pyhanko.pdf_utils.generic import Reference

    def defined(number: int, generation: int, revision: int) -> bool:
        return reader.xrefs.get_historical_ref(Reference(number, generation, reader), revision) is not None

    earlier: set[int] = set()
    fresh: set[int] = set()
    lost: set[int] = set()
    for revision, item in enumerate(increments, first):
        if reader.xrefs.refs_freed_in_revision(revision):
            return [changed("objects removed")]
        generations = {number: where.generation for number, where in item.objects.items()}
        new = {number for number in item.values if not defined(number, generations.get(number, 0), revision - 1)}
        if new & earlier:
            return [changed("something put where a reference led nowhere")]
        fresh |= new
        mentions = item.mentions()
        lost |= {where.number for where in mentions if not defined(*where, revision)}
        earlier |= {where.number for where in mentions}
    # Streams written again: only the metadata can be meant, and it is looked up only then.
    watched = {
        number
        for item in increments
        for number, where in item.objects.items()
        if where.stream is not None and defined(number, where.generation, first - 1)
    }
    counted = mentioned(reader, data, base, first, fresh | lost | watched)
    found = []
    if any(counted[number] for number in fresh):
        found.append(changed("something put where a reference led nowhere"))
    if any(not counted[number] for number in lost):
        found.append(reason("PARSER_DIFFERENTIAL", detail="a reference to nothing"))
    if any(counted[number] > _catalogues(reader, first, number) for number in watched):
        found.append(changed("metadata that is more than metadata"))
    return found


def _catalogues(reader: Any, first: int, number: int) -> int:
    """How many catalogues before revision ``first`` have the object ``number`` for their metadata."""
    count = 0
    for revision in range(first):
        resolver = reader.get_historical_resolver(revision)
        reference = resolver.root_ref
        if (reference.idnum, reference.generation) in reader.xrefs.get_xref_data(revision).explicit_refs_in_revision:
            metadata = raw(resolver.root, "/Metadata")
            count += hasattr(metadata, "reference") and metadata.reference.idnum == number
    return count


def mentioned(reader: Any, data: bytes, base: int, first: int, wanted: set[int]) -> Counter[int]:
    """How often the first ``base`` bytes refer to each of the ``wanted`` object numbers.

    :param reader: pyHanko's reader over ``data``.
    :param first: number of the first revision behind ``base``.
    """
    if not wanted:
        return Counter()
    sections = range(first)
    if not any(reader.xrefs.get_xref_data(number).obj_streams_used for number in sections):
        offsets = {
            where for number in sections for _, where in reader.xrefs.get_xref_data(number).standard_xrefs.values()
        }
        offsets |= {reader.xrefs.get_xref_container_info(number).declared_startxref for number in sections}
        return _raw(data, sorted(offsets), base, wanted)
    return _parsed(reader, first, wanted)


def _raw(data: bytes, offsets: list[int], base: int, wanted: set[int]) -> Counter[int]:
    """Count in the raw bytes."""
    found: Counter[int] = Counter()
    start = 0
    for here, after in zip(offsets, [*offsets[1:], base], strict=True):
        if after - here > _LARGE and here >= start and (skip := _stream(data, here, after)) is not None:
            _scan(data, start, skip[0], wanted, found)
            start = skip[1]
    _scan(data, start, base, wanted, found)
    return found


def _stream(data: bytes, start: int, end: int) -> tuple[int, int] | None:
    """Where the data of the stream at ``start`` lies, None when it is none or is not spelt as everyone spells it."""
    if data.find(b"stream", start, start + _LARGE) < 0:
        return None
    try:
        opened = read_opening(data, start)
    except Unclear:
        return None
    if opened is None:
        return None
    length = opened[0].get("/Length")
    if not isinstance(length, int) or isinstance(length, bool) or length < 0:
        return None
    stop = opened[1] + length
    return (opened[1], stop) if stop < end and _CLOSING.match(data, stop) is not None else None


def _scan(data: bytes, start: int, end: int, wanted: set[int], found: Counter[int]) -> None:
    """Count references between two offsets. It may count what is none; it must not miss one."""
    for number in wanted:
        digits = b"%d" % number
        at = data.find(digits, start, end)
        while at >= 0:
            after = at + len(digits)
            if _REST.match(data, after, end) is not None and _ZEROS.search(data[max(start, at - 16) : at]) is not None:
                found[number] += 1
            at = data.find(digits, after, end)


def _parsed(reader: Any, first: int, wanted: set[int]) -> Counter[int]:
    """Count in every object of every revision before ``first``."""
    from pyhanko.pdf_utils.generic import Reference

    found: Counter[int] = Counter()
    for revision in range(first):
        resolver = reader.get_historical_resolver(revision)
        for idnum, generation in reader.xrefs.get_xref_data(revision).explicit_refs_in_revision:
            reference = Reference(idnum, generation, reader)
            if reader.xrefs.get_historical_ref(reference, revision) is not None:
                _count(resolver.get_object(reference), wanted, found)
        _count(reader.trailer.flatten(revision), wanted, found)
    return found


def _count(value: Any, wanted: set[int], found: Counter[int], depth: int = 0) -> None:
    if depth > 60:
        raise RecursionError("objects nested too deep")
    if is_reference(value):
        if value.reference.idnum in wanted:
            found[value.reference.idnum] += 1
        return
    if isinstance(value, dict):
        children = [raw(value, key) for key in value]
    elif isinstance(value, list):
        children = raw_items(value)
    else:
        return
    for child in children:
        _count(child, wanted, found, depth + 1)
