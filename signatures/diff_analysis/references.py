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

from signatures.diff_analysis.compare import store_parts
from signatures.diff_analysis.history import History
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


def misplaced(history: History, data: bytes, base: int, increments: list[Increment]) -> list[Reason]:
    """Numbers and references against each other: nothing is put where something earlier points already, and what
    points nowhere did so before (some programs rebuild the whole table when they follow such a reference). The
    document's metadata may be written again, so nothing else may be made of the same object. What is given up was not
    there, or nobody could reach it, or it is validation data that came with another revision.
    """
    first = history.first
    earlier: set[int] = set()
    fresh: set[int] = set()
    lost: set[int] = set()
    unreached: set[int] = set()
    put_aside: set[int] = set()
    for revision, item in enumerate(increments, first):
        generations = {number: where.generation for number, where in item.objects.items()}
        new = {
            number for number in item.values if not history.existed(number, generations.get(number, 0), revision - 1)
        }
        if new & earlier:
            return [changed("something put where a reference led nowhere")]
        put_aside |= item.aside()
        if any(item.objects[number].stream is not None for number in put_aside & item.objects.keys()):
            return [changed("another document inside")]
        fresh |= new
        given_up = {number for number in item.section.freed if history.ever(number, revision - 1)}
        issued = {number for number in given_up if history.ever(number, first - 1)}
        if given_up - issued - _validation_data(history, revision - 1, given_up) or given_up & earlier & issued:
            return [changed("objects removed")]
        unreached |= issued
        mentions = item.mentions()
        lost |= {where.number for where in mentions if not history.existed(*where, revision)}
        if not history.informs(revision - 1):
            lost.discard(item.information() or 0)
        earlier |= {where.number for where in mentions}
    # Streams written again: only the metadata can be meant, and it is looked up only then.
    watched = {
        number
        for item in increments
        for number, where in item.objects.items()
        if where.stream is not None and history.existed(number, where.generation, first - 1)
    }
    watched &= _metadata(history) if watched else set()
    counted = mentioned(history.reader, data, base, first, fresh | lost | watched | unreached)
    found = []
    aside = Counter(number for revision in range(first) for number in history.aside(revision)) if counted else {}
    if any(counted[number] > aside.get(number, 0) for number in fresh) or any(
        counted[number] and item.objects[number].stream is not None
        for item in increments
        for number in fresh & item.objects.keys()
    ):
        found.append(changed("something put where a reference led nowhere"))
    if any(not counted[number] for number in lost):
        found.append(reason("PARSER_DIFFERENTIAL", detail="a reference to nothing"))
    if any(counted[number] or history.contains_others(number) for number in unreached):
        found.append(changed("objects removed"))
    if any(counted[number] > _catalogues(history, number) for number in watched):
        found.append(changed("metadata that is more than metadata"))
    return found


def _validation_data(history: History, revision: int, wanted: set[int]) -> set[int]:
    """Which numbers are of the validation store that a revision has."""
    if not wanted:
        return set()
    resolver = history.reader.get_historical_resolver(revision)
    return {number for number, _generation in store_parts(raw(history.root(revision), "/DSS"), resolver)}


def _metadata(history: History) -> set[int]:
    """Numbers of the document's metadata before the base ended."""
    found = set()
    for revision in range(history.first):
        metadata = raw(history.root(revision), "/Metadata")
        if is_reference(metadata):
            found.add(metadata.reference.idnum)
    return found


def _catalogues(history: History, wanted: int) -> int:
    """How many catalogues before the base ended have the object ``wanted`` for their metadata."""
    count = 0
    for revision in range(history.first):
        reference = history.root_ref(revision)
        if reference is None:
            continue
        explicit = history.reader.xrefs.get_xref_data(revision).explicit_refs_in_revision
        if (reference.idnum, reference.generation) in explicit:
            metadata = raw(history.root(revision), "/Metadata")
            count += is_reference(metadata) and metadata.reference.idnum == wanted
    return count


def mentioned(reader: Any, data: bytes, base: int, first: int, wanted: set[int]) -> Counter[int]:
    """How often the first ``base`` bytes refer to each of the ``wanted`` object numbers.

    :param reader: pyHanko's reader over ``data``.
    :param first: number of the first revision behind ``base``.
    """
    if not wanted:
        return Counter()
    sections = range(first)
    tables = [reader.xrefs.get_xref_data(number) for number in sections]
    if not any(table.obj_streams_used or table.hybrid is not None for table in tables):
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
    found: Counter[int] = Counter()
    for revision in range(first):
        resolver = reader.get_historical_resolver(revision)
        for reference in reader.xrefs.explicit_refs_in_revision(revision):
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
