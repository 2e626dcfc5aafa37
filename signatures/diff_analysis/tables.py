"""Files whose cross-reference tables pyHanko's strict rules refuse, and those of Word, which have two tables in one.

What is accepted here is what every reader reads alike, though a rule was bent: each table is read to the letter once
more (:mod:`signatures.diff_analysis.xref`) and held against pyHanko's lenient reading. Where they differ, or where two
readers could take two objects for one, the answer is that it cannot be told, with the detail.
"""

from __future__ import annotations

import io
from typing import Any

from signatures.diff_analysis.byte_range import only_white
from signatures.diff_analysis.lexer import Unclear, read_object, skip_space
from signatures.diff_analysis.xref import Section, read_table, read_table_stream
from signatures.pdf.limits import Limits
from signatures.pdf.objects import follow, is_reference, raw, raw_items
from signatures.pdf.reader import explain
from signatures.verdict import Reason, reason

_GAP = 4
_MOST = 50_000
_ELSEWHERE = {"/Parent", "/P", "/StructParents", "/StructParent", "/Dest", "/A", "/Popup", "/PieceInfo", "/IRT", "/B"}
"""Where a walk along what a page shows does not go: up, to other pages, and to what is not drawn."""


def open_odd(data: bytes, limits: Limits) -> tuple[Any, list[Reason]]:
    """pyHanko's reader over a file whose tables bend a rule, every object still read strictly; or None with the reasons
    why not: PARSER_DIFFERENTIAL with the detail, or that it cannot be read at all."""
    from pyhanko.pdf_utils.decode_limits import DecodeLimits
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False, decode_limits=DecodeLimits.for_untrusted_input())
        reader.strict = True
        sections = [_section(data, reader, number) for number in range(reader.xrefs.total_revisions)]
        _consistent(sections)
    except Unclear as why:
        return None, [reason("PARSER_DIFFERENTIAL", detail=why.detail)]
    except Exception as error:
        return None, [explain(error)]
    return reader, []


def _section(data: bytes, reader: Any, number: int) -> Section:
    """The table of a revision, to the letter. :raises Unclear: it is not as pyHanko has read it."""
    info = reader.xrefs.get_xref_container_info(number)
    told = info.declared_startxref
    at = skip_space(data, told)
    if at - told > _GAP or not only_white(data, told, at):
        raise Unclear("startxref")
    section = read_table(data, at)
    if section is None:
        item = read_object(data, at)
        if item is None or item.stream is None:
            raise Unclear("entries of a table")
        section = read_table_stream(data, item)
    table = reader.xrefs.get_xref_data(number)
    packed = {inner: (where.obj_stream_id, where.ix_in_stream) for inner, where in table.xrefs_in_objstm.items()}
    if (table.standard_xrefs, packed, set(table.freed)) != (section.used, section.packed, section.freed):
        raise Unclear("entries of a table")
    return section


def _consistent(sections: list[Section]) -> None:
    """Of each number every reader has the same object, in each revision. :raises Unclear: it may have two.

    :param sections: the first revision first.
    """
    size = 0
    before: dict[int, int] = {}  # the generation of each number that was ever used
    given_up: dict[int, int] = {}  # the generation at which it may be used again
    for section in sections:
        # Programs forget objects whose number is not under the size (7.5.5), others do not.
        declared = section.trailer.get("/Size")
        numbers = {*section.used, *section.packed}
        if not isinstance(declared, int) or declared < size or any(number >= declared for number in numbers):
            raise Unclear("size of a table")
        size = declared
        for number in numbers:
            generation = section.used[number][0] if number in section.used else 0
            known = before.get(number)
            if known is not None and (number in given_up or generation != known) and generation != given_up.get(number):
                raise Unclear("an object given up and used again")
            before[number] = generation
            given_up.pop(number, None)
        for number in section.freed & before.keys():
            given_up[number] = before[number] + 1


# --- two tables in one -----------------------------------------------------------------------------------------------


def hybrid_fault(reader: Any) -> Reason | None:
    """What two readers could see differently in a file with hybrid tables (7.5.8.4), as Word writes it; None: nothing.

    A reader that knows cross-reference streams looks for a number in the table, then in its stream, then in the table
    before; an older one passes over the streams. So a number must be no other object in a stream than in the table of
    the same revision, and what a page shows must not be an object of a stream alone, nor another one than before.
    """
    seen: dict[int, Any] = {}
    hidden: set[int] = set()
    for number in range(reader.xrefs.total_revisions):
        table = reader.xrefs.get_xref_data(number)
        places = dict(_places(table))
        if table.hybrid is not None:
            stream = table.hybrid.xref_data
            inside = dict(_places(stream))
            if any(places.get(each, where) != where for each, where in inside.items()):
                return reason("HYBRID_XREF", detail="one number for two objects")
            hidden |= {each for each, where in inside.items() if each not in places and seen.get(each, where) != where}
            if any(each in seen and each not in places for each in stream.freed):
                return reason("HYBRID_XREF", detail="an object that one table has and the other has not")
            hidden |= inside.keys() - places.keys() - seen.keys()
            seen |= inside
        hidden -= places.keys()
        seen |= places
    return reason("HYBRID_XREF", detail="what the page shows") if hidden and _shown(reader, hidden) else None


def _places(table: Any) -> Any:
    for number, where in table.standard_xrefs.items():
        yield number, where
    for number, where in table.xrefs_in_objstm.items():
        yield number, (where.obj_stream_id, where.ix_in_stream, "packed")


def _shown(reader: Any, hidden: set[int]) -> bool:
    """Whether anything that a page or the form shows is an object of a stream only; or there is too much to look at."""
    stack: list[Any] = [raw(reader.root, "/Pages"), raw(reader.root, "/AcroForm")]
    done: set[int] = set()
    while stack:
        value = stack.pop()
        if is_reference(value):
            number = value.reference.idnum
            if number in hidden or len(done) > _MOST:
                return True
            if number in done:
                continue
            done.add(number)
            value = follow(value)
        if isinstance(value, dict):
            stack += [raw(value, str(key)) for key in value if key not in _ELSEWHERE]
        elif isinstance(value, list):
            stack += raw_items(value)
    return False
