"""Revisions appended by hand, byte for byte: bad ones that no library would write, and good ones in the dialects of
programs that are not ours."""

from __future__ import annotations

import asyncio
import hashlib
import io
import re
import zlib
from collections.abc import Callable, Mapping
from typing import Any

from signatures.prepare.prepare import prepare
from signatures.signing import practice_ca

from .attacks import FAILED, INDETERMINATE, Bad, attack, paper_with, stream
from .world import SIGNED, START, World

ROOM = 9000
OTHER = b"BT /F1 14 Tf 85 700 Td (Else) Tj ET"
COVER = b"1 1 1 rg 0 0 600 842 re f"
STAMP = b"<< /Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161 "
SIGNATURE = b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached "
HOLE = b"/ByteRange [0 @@@@@@@@@ @@@@@@@@@ @@@@@@@@@] /Contents <" + b"0" * (2 * ROOM) + b"> >>"


# --- tools -------------------------------------------------------------------------------------------------------


def reader(data: bytes) -> Any:
    from pyhanko.pdf_utils.reader import PdfFileReader

    return PdfFileReader(io.BytesIO(data))


def written(value: Any) -> bytes:
    out = io.BytesIO()
    value.write_to_stream(out, None)
    return out.getvalue()


def last_table(data: bytes) -> int:
    return int(re.findall(rb"startxref\s+(\d+)", data)[-1])


def size_of(data: bytes) -> int:
    return max(int(number) for number in re.findall(rb"/Size (\d+)", data))


def root_of(data: bytes) -> int:
    return int(re.findall(rb"/Root (\d+) \d+ R", data)[-1])


def form_of(data: bytes) -> int:
    return int(reader(data).root.raw_get("/AcroForm").idnum)


def catalogue_with(data: bytes, entry: bytes) -> bytes:
    return written(reader(data).root)[:-2] + entry + b">>"


def form_with(data: bytes, *new: int) -> bytes:
    form = reader(data).root["/AcroForm"]
    fields = written(form["/Fields"])
    return written(form).replace(fields, fields[:-1] + b"".join(b"%d 0 R " % number for number in new) + b"]")


def table(places: Mapping[int, int], end: bytes = b"\n") -> bytes:
    """A classic table, one subsection for each object."""
    fill = b" \n" if end == b"\n" else b"\r\n" if end == b"\r\n" else b" \r"
    lines = (b"%d 1%b%010d 00000 n%b" % (number, end, place, fill) for number, place in sorted(places.items()))
    return b"xref%b%b" % (end, b"".join(lines))


def append(
    data: bytes,
    objects: Mapping[int, bytes],
    *,
    write: Callable[[bytes, Mapping[int, bytes]], bytes] | None = None,
    tsa: Any = None,
    signer: Any = None,
    cms: Callable[[bytes], bytes] = bytes,
) -> bytes:
    """``data`` and one more revision with these bodies; a hole left in one of them is filled with a signature.

    :param cms: changes the signature before it is put in.
    """
    out = bytearray(data + (write or classic)(data, objects))
    if tsa is None and signer is None:
        return bytes(out)
    first = out.index(b"/Contents <", out.index(b"@@@@@@@@@")) + 10
    second = first + 2 * ROOM + 2
    said = b"[0 %d %d %d]" % (first, second, len(out) - second)
    place = out.index(b"[0 @@@@@@@@@")
    out[place : place + 33] = said.ljust(33)
    digest = hashlib.sha256(out[:first] + out[second:]).digest()
    if signer is None:
        token = asyncio.run(tsa.async_timestamp(digest, "sha256")).dump()
    else:
        token = asyncio.run(signer.key.signer.async_sign(digest, "sha256", use_pades=True)).dump()
    out[first:second] = b"<" + cms(token).hex().encode().ljust(2 * ROOM, b"0") + b">"
    return bytes(out)


def classic(
    data: bytes, objects: Mapping[int, bytes], end: bytes = b"\n", comment: bytes = b"", trailer: bytes = b""
) -> bytes:
    out, places = bytearray(end if not data.endswith((b"\r", b"\n")) else b""), {}
    for number, body in objects.items():
        places[number] = len(data) + len(out)
        out += b"%d 0 obj%b%b%bendobj%b" % (number, end, body, end, end)
    start = len(data) + len(out)
    size = max(size_of(data), *(number + 1 for number in objects)) if objects else size_of(data)
    out += table(places, end) + b"trailer%b<</Size %d/Root %d 0 R/Prev %d%b>>%b%b" % (
        end, size, root_of(data), last_table(data), trailer, end, comment,
    )  # fmt: skip
    return bytes(out) + b"startxref%b%d%b%%%%EOF%b" % (end, start, end, end)


def stamp_objects(world: World, data: bytes, extra: bytes = b"", rect: bytes = b"[0 0 0 0]") -> dict[int, bytes]:
    """What a document time stamp in a new invisible field takes."""
    value = size_of(data)
    place = reader(data).root["/Pages"]["/Kids"].raw_get(0)
    raw = place.get_object().raw_get("/Annots")
    place, whole = (raw, raw.get_object()) if hasattr(raw, "idnum") else (place, place.get_object())
    listed = written(raw.get_object())
    return {
        value: STAMP + HOLE,
        value + 1: b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (TS1) /V %d 0 R /F 132 /Rect %b %b>>"
        % (value, rect, extra),
        form_of(data): form_with(data, value + 1),
        place.idnum: written(whole).replace(listed, listed[:-1] + b" %d 0 R ]" % (value + 1)),
    }


def picture(entries: bytes, content: bytes = COVER) -> bytes:
    return stream(content, b"/Type /XObject /Subtype /Form " + entries)


def validation(data: bytes, **changes: Any) -> bytes:
    """A harmless revision with an (empty) validation store, for others to hide in."""
    return append(data, {root_of(data): catalogue_with(data, b"/DSS << /Type /DSS >> ")}, **changes)


def hidden(world: World, header: bytes, keep: bytes = b"") -> bytes:
    """Another text for the page under an unusual header with a table of its own, before a harmless revision."""
    data = world.signed
    out = data + header + b"\n" + stream(OTHER) + b"\nendobj\n"
    start = len(out)
    out += table({4: len(data)}) + b"trailer\n<< /Size %d /Root 1 0 R /Prev %d >>\n%b" % (
        size_of(data), last_table(data), keep,
    )  # fmt: skip
    body = catalogue_with(data, b"/DSS << /Type /DSS >> ")
    place = len(out)
    out += b"1 0 obj\n%b\nendobj\n" % body
    last = len(out)
    out += table({1: place}) + b"trailer\n<< /Size %d /Root 1 0 R /Prev %d >>\n" % (size_of(data), last_table(data))
    return out + b"startxref %d\n%d\n%%%%EOF\n" % (start, last)


# --- bytes that programs read differently --------------------------------------------------------------------------


@attack
def two_numbers_behind_startxref(world: World) -> Bad:
    return Bad(hidden(world, b"4 0 obj"), "PARSER_DIFFERENTIAL", INDETERMINATE)


@attack
def object_with_comments_in_its_header(world: World) -> Bad:
    return Bad(hidden(world, b"4%\n0%\nobj"), "TRAILING_BYTES")


@attack
def object_with_zeros_before_its_number(world: World) -> Bad:
    return Bad(hidden(world, b"000000000004 0 obj"), "TRAILING_BYTES")


@attack
def object_with_a_long_generation(world: World) -> Bad:
    return Bad(hidden(world, b"4 000000 obj"), "TRAILING_BYTES")


@attack
def startxref_with_an_underscore(world: World) -> Bad:
    data = validation(world.signed)
    number = last_table(data)
    padding = -number % 10
    data = append(world.signed + b"\n" * padding, {1: catalogue_with(world.signed, b"/DSS << /Type /DSS >> ")})
    number = last_table(data)
    assert number % 10 == 0
    return Bad(
        data.replace(b"startxref\n%d\n" % number, b"startxref\n%d_0\n" % (number // 10)),
        "PARSER_DIFFERENTIAL",
        INDETERMINATE,
    )


def _tables(world: World, change: Callable[[bytes], bytes]) -> bytes:
    """A harmless revision whose last lines were changed."""
    data = validation(world.signed)
    cut = data.rindex(b"xref\n1 1\n")
    return data[:cut] + change(data[cut:])


@attack
def number_twice_in_a_table(world: World) -> Bad:
    def change(tail: bytes) -> bytes:
        return tail.replace(b"trailer", tail[5:29] + b"trailer", 1)

    return Bad(_tables(world, change), "PARSER_DIFFERENTIAL", INDETERMINATE)


@attack
def offset_with_an_underscore(world: World) -> Bad:
    def change(tail: bytes) -> bytes:
        return re.sub(rb"\n0000(\d{6}) 00000", rb"\n000\1 0000_0", tail)

    return Bad(_tables(world, change), "PARSER_DIFFERENTIAL", INDETERMINATE)


@attack
def entries_of_nineteen_bytes(world: World) -> Bad:
    return Bad(_tables(world, lambda tail: tail.replace(b" n \n", b" n\n")), "PARSER_DIFFERENTIAL", INDETERMINATE)


@attack
def keyword_with_a_letter_more(world: World) -> Bad:
    return Bad(_tables(world, lambda tail: b"xrefX" + tail[4:]), "HIDDEN_CONTENT")


@attack
def table_that_seems_to_begin_at_one(world: World) -> Bad:
    """Some programs take such an entry for object 0 and shift the rest."""
    return Bad(
        _tables(world, lambda tail: tail.replace(b"xref\n", b"xref\n2 1\n0000000000 65535 f \n", 1)),
        "PARSER_DIFFERENTIAL",
        INDETERMINATE,
    )


@attack
def size_smaller_than_before(world: World) -> Bad:
    return Bad(
        _tables(world, lambda tail: re.sub(rb"/Size \d+", b"/Size 3", tail)), "PARSER_DIFFERENTIAL", INDETERMINATE
    )


@attack
def second_table_named_in_the_trailer(world: World) -> Bad:
    return Bad(
        _tables(world, lambda tail: tail.replace(b"/Prev", b"/XRefStm /x /Prev")), "PARSER_DIFFERENTIAL", INDETERMINATE
    )


@attack
def comment_with_a_keyword(world: World) -> Bad:
    return Bad(_tables(world, lambda tail: tail.replace(b">>\nstart", b">>\n%endobj\nstart")), "HIDDEN_CONTENT")


@attack
def object_inside_a_stream_of_a_later_revision(world: World) -> Bad:
    """A program that repairs what it cannot follow would find it."""
    inner = b"\n4 0 obj\n" + stream(OTHER).replace(b"endstream", b"") + b"\nendobj\n"
    data = append(
        world.signed,
        {1: catalogue_with(world.signed, b"/DSS << /Certs [ 30 0 R ] >> "), 30: stream(inner)},
    )
    return Bad(data, "HIDDEN_CONTENT")


@attack
def stream_longer_than_it_says(world: World) -> Bad:
    body = stream(b"abc").replace(b"/Length 3", b"/Length 2")
    data = append(world.signed, {1: catalogue_with(world.signed, b"/DSS << /Certs [ 30 0 R ] >> "), 30: body})
    return Bad(data, "PARSER_DIFFERENTIAL", INDETERMINATE)


@attack
def end_pushed_out_of_sight(world: World) -> Bad:
    return Bad(world.signed + b"\n" * 700, "TRAILING_BYTES")


@attack
def reference_to_nothing(world: World) -> Bad:
    """Some programs rebuild the whole table when they meet one."""
    data = world.signed
    return Bad(
        append(data, {1: catalogue_with(data, b"/DSS << /Type /DSS /Certs 99 0 R >> ")}),
        "PARSER_DIFFERENTIAL",
        INDETERMINATE,
    )


# --- objects with two roles ----------------------------------------------------------------------------------------


def _stranger(world: World) -> Any:
    who = practice_ca.issue(
        world.other_root, "TSA", key="rsa2048", not_before=START, usage=("digital_signature",), timestamping=True
    )
    return world.tsa(SIGNED, who)


@attack
def text_of_the_page_as_a_new_field(world: World) -> Bad:
    data, value = world.signed, size_of(world.signed)
    body = stream(OTHER, b"/FT /Sig /T (TS1) /V %d 0 R /Rect [0 0 0 0]" % value)
    objects = {4: body, value: STAMP + HOLE, form_of(data): form_with(data, 4)}
    return Bad(append(data, objects, tsa=_stranger(world)), "MODIFIED_AFTER_SIGNING")


@attack
def page_as_a_new_field(world: World) -> Bad:
    data, value = world.signed, size_of(world.signed)
    page = written(reader(data).root["/Pages"]["/Kids"][0])
    body = page[:-2].replace(b"/Contents 4 0 R", b"/Contents %d 0 R" % (value + 1))
    body += b" /FT /Sig /T (TS1) /V %d 0 R /Rect [0 0 0 0] >>" % value
    objects = {3: body, value: STAMP + HOLE, value + 1: stream(OTHER), form_of(data): form_with(data, 3)}
    return Bad(append(data, objects, tsa=_stranger(world)), "MODIFIED_AFTER_SIGNING")


@attack
def field_that_is_content_too(world: World) -> Bad:
    """The page's list of contents is an object of its own and grows by a field that is a stream as well."""

    def listed(objects: list[bytes]) -> None:
        objects[0] = objects[0].replace(b"<< /Fields [6 0 R] /SigFlags 0 >>", b"8 0 R")
        objects[2] = objects[2].replace(b"/Contents 4 0 R", b"/Contents 7 0 R")
        objects += [b"[4 0 R]", b"<< /Fields [6 0 R] /SigFlags 0 >>"]

    issued = prepare(paper_with(listed)).data
    data = world.sign(issued)
    value = size_of(data)
    contents = reader(data).root["/Pages"]["/Kids"][0].raw_get("/Contents")
    for kind in (
        stream(COVER, b"/FT /Sig /T (TS1) /V %d 0 R /Rect [0 0 0 0]" % value),
        b"<< /FT /Sig /T (TS1) /V %d 0 R /Rect [0 0 0 0] >>" % value,
    ):
        longer = written(contents.get_object())[:-1] + b" %d 0 R ]" % (value + 1)
        objects = {value: STAMP + HOLE, value + 1: kind, form_of(data): form_with(data, value + 1)}
        bad = append(data, {**objects, contents.idnum: longer}, tsa=world.tsa())
        if world.verify(bad, issued=issued).status.value != FAILED:
            break
    return Bad(bad, "MODIFIED_AFTER_SIGNING", FAILED, {"issued": issued})


def _shared(world: World, entry: bytes, keys: bytes, trailer: bytes = b"") -> bytes:
    """A paper whose page text is something of the document's as well."""

    def share(objects: list[bytes]) -> None:
        objects[0] = objects[0].replace(b"/Type /Catalog", b"/Type /Catalog " + entry)
        objects[3] = stream(b"BT /F1 14 Tf 85 700 Td (Good) Tj ET", keys)

    data = paper_with(share)
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R " + trailer)


def _signed_by_head(world: World, issued: bytes) -> bytes:
    """Without a library, which would not sign such a file."""
    value = size_of(issued)
    field = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (HeadSignature) /V %d 0 R" % value
    field += b" /Rect [300 190 470 238] /F 132 /P 3 0 R >>"
    return append(issued, {value: SIGNATURE + HOLE, 6: field}, signer=world.head)


def _signed_by_a_stranger(world: World, data: bytes, more: dict[int, bytes]) -> bytes:
    value = size_of(data)
    body = written(reader(data).root).replace(b"/Fields [ 6 0 R ]", b"/Fields [ 6 0 R %d 0 R ]" % (value + 1))
    field = b"<< /FT /Sig /T (Extra) /V %d 0 R /Rect [0 0 0 0] >>" % value
    return append(data, {1: body, value: SIGNATURE + HOLE, value + 1: field, **more}, signer=world.stranger)


XML = b"/Type /Metadata /Subtype /XML"


@attack
def text_of_the_page_as_metadata(world: World) -> Bad:
    issued = _shared(world, b"/Metadata 4 0 R ", XML)
    data = _signed_by_head(world, issued)
    other = stream(b"BT/F1 14 Tf 85 700 Td (G o o d) Tj ET", XML)
    bad = append(data, {1: catalogue_with(data, b"/DSS << /Type /DSS >> "), 4: other})
    return Bad(bad, "MODIFIED_AFTER_SIGNING", FAILED, {"issued": issued})


@attack
def text_of_the_page_as_metadata_within_a_signature(world: World) -> Bad:
    issued = _shared(world, b"/Metadata 4 0 R ", XML)
    bad = _signed_by_a_stranger(world, _signed_by_head(world, issued), {4: stream(OTHER, XML)})
    return Bad(bad, "MODIFIED_AFTER_SIGNING", FAILED, {"issued": issued})


@attack
def text_of_the_page_as_information(world: World) -> Bad:
    issued = _shared(world, b"", b"/Title (x)", b"/Info 4 0 R ")
    bad = _signed_by_a_stranger(world, _signed_by_head(world, issued), {4: stream(OTHER, b"/Title (x)")})
    return Bad(bad, "MODIFIED_AFTER_SIGNING", FAILED, {"issued": issued})


@attack
def text_of_the_page_as_the_form(world: World) -> Bad:
    def share(objects: list[bytes]) -> None:
        objects[0] = objects[0].replace(b"<< /Fields [6 0 R] /SigFlags 0 >>", b"4 0 R")
        objects[3] = stream(b"BT /F1 14 Tf 85 700 Td (Good) Tj ET", b"/Fields [6 0 R]")

    issued = paper_with(share)
    data = _signed_by_head(world, issued)
    value = size_of(data)
    field = b"<< /FT /Sig /T (Extra) /V %d 0 R /Rect [0 0 0 0] >>" % value
    form = stream(OTHER, b"/Fields [6 0 R %d 0 R]" % (value + 1))
    bad = append(data, {4: form, value: STAMP + HOLE, value + 1: field}, tsa=world.tsa())
    return Bad(bad, "MODIFIED_AFTER_SIGNING", FAILED, {"issued": issued})


@attack
def another_title_in_another_information_dictionary(world: World) -> Bad:
    data = world.signed
    objects = {1: catalogue_with(data, b"/DSS << /Type /DSS >> "), 30: b"<< /Title (Another) >>"}
    return Bad(
        append(data, objects, write=lambda old, new: classic(old, new, trailer=b"/Info 30 0 R")),
        "MODIFIED_AFTER_SIGNING",
    )


@attack
def reference_that_led_nowhere_filled(world: World) -> Bad:
    def dangle(objects: list[bytes]) -> None:
        objects[2] = objects[2].replace(b"/Contents 4 0 R", b"/Contents [4 0 R 50\n0 R]")

    issued = paper_with(dangle)
    data = world.sign(issued, certify=False)
    objects = {1: catalogue_with(data, b"/DSS << /Type /DSS >> "), 50: stream(COVER)}
    return Bad(append(data, objects), "MODIFIED_AFTER_SIGNING", FAILED, {"issued": issued})


@attack
def reference_of_an_object_stream_filled(world: World) -> Bad:
    """The same, where the raw bytes do not show the reference."""
    issued = packed_paper(b"/Contents [4 0 R 50 0 R]")
    data = world.sign(issued, certify=False)
    objects = {1: catalogue_with(data, b"/DSS << /Type /DSS >> "), 50: stream(COVER)}
    return Bad(append(data, objects, write=streamed), "MODIFIED_AFTER_SIGNING", FAILED, {"issued": issued})


# --- what a signature looks like -----------------------------------------------------------------------------------


def _seen(world: World, rect: bytes, entries: bytes | None) -> Bad:
    data = world.signed
    number = size_of(data) + 2
    objects = stamp_objects(world, data, b"/AP << /N %d 0 R >> " % number if entries is not None else b"", rect)
    if entries is not None:
        objects[number] = picture(entries)
    return Bad(append(data, objects, tsa=world.tsa()), "APPEARANCE_OUTSIDE")


@attack
def invisible_field_with_a_picture_without_a_box(world: World) -> Bad:
    return _seen(world, b"[0 0 0 0]", b"")


@attack
def invisible_field_with_a_large_picture(world: World) -> Bad:
    return _seen(world, b"[0 0 0 0]", b"/BBox [0 0 595 842]")


@attack
def new_field_with_five_numbers(world: World) -> Bad:
    return _seen(world, b"[0 0 595 842 0]", None)


@attack
def new_field_without_width_only(world: World) -> Bad:
    return _seen(world, b"[0 0 0 842]", None)


def _filled(world: World, appearance: bytes, entries: bytes) -> Bad:
    """The officer's empty field filled by someone, with a picture."""
    issued = world.issued_three.data
    data = world.sign(issued)
    fields = reader(data).root["/AcroForm"]["/Fields"]
    place = next(fields.raw_get(index) for index in range(3) if fields[index]["/T"] == "OfficerSignature")
    value = size_of(data)
    field = written(place.get_object())[:-2] + b" /V %d 0 R /AP %b >>" % (value, appearance % (value + 1))
    objects = {place.idnum: field, value: SIGNATURE + HOLE, value + 1: picture(entries)}
    return Bad(append(data, objects, signer=world.stranger), "APPEARANCE_OUTSIDE", FAILED, {"issued": issued})


@attack
def picture_without_a_box(world: World) -> Bad:
    return _filled(world, b"<< /N %d 0 R >>", b"")


@attack
def picture_whose_box_has_no_area(world: World) -> Bad:
    return _filled(world, b"<< /N %d 0 R >>", b"/BBox [0 0 595 0]")


@attack
def picture_with_a_flat_matrix(world: World) -> Bad:
    return _filled(world, b"<< /N %d 0 R >>", b"/BBox [0 0 1 1] /Matrix [0 0 0 0 0 0]")


@attack
def picture_for_each_state(world: World) -> Bad:
    return _filled(world, b"<< /N << /On %d 0 R >> >>", b"/BBox [0 0 170 48]")


@attack
def picture_for_the_pressed_mouse(world: World) -> Bad:
    return _filled(world, b"<< /N %d 0 R /D 4 0 R >>", b"/BBox [0 0 170 48]")


@attack
def picture_from_another_file(world: World) -> Bad:
    bad = _filled(world, b"<< /N %d 0 R >>", b"/BBox [0 0 170 48] /F (other.bin)")
    return Bad(bad.data, "PARSER_DIFFERENTIAL", INDETERMINATE, bad.options)


@attack
def second_field_of_the_same_name(world: World) -> Bad:
    """Someone's time stamp under the name of the head's signature."""
    data = world.signed
    objects = stamp_objects(world, data)
    objects[size_of(data) + 1] = objects[size_of(data) + 1].replace(b"(TS1)", b"(HeadSignature)")
    return Bad(append(data, objects, tsa=world.tsa()), "MODIFIED_AFTER_SIGNING")


# --- what acts -----------------------------------------------------------------------------------------------------


@attack
def script_in_the_field_of_a_time_stamp(world: World) -> Bad:
    objects = stamp_objects(world, world.signed, b"/AA << /PO << /S /JavaScript /JS (app.alert\\(1\\)) >> >> ")
    return Bad(append(world.signed, objects, tsa=world.tsa()), "ACTIVE_CONTENT")


@attack
def program_in_the_field_of_a_time_stamp(world: World) -> Bad:
    objects = stamp_objects(world, world.signed, b"/A << /S /Launch /F (cmd.exe) >> ")
    return Bad(append(world.signed, objects, tsa=world.tsa()), "ACTIVE_CONTENT")


@attack
def script_in_the_validation_store(world: World) -> Bad:
    data = world.signed
    entry = b"/Extensions << /X << /S /JavaScript /JS (app.alert\\(1\\)) >> >> /DSS << /Type /DSS >> "
    body = re.sub(rb"/Extensions <<.*>>\n/Version", b"/Version", written(reader(data).root), flags=re.S)
    return Bad(append(data, {1: body[:-2] + entry + b">>"}), "ACTIVE_CONTENT", "INDETERMINATE")


# --- the dialects of others ----------------------------------------------------------------------------------------


def carriage(data: bytes, objects: Mapping[int, bytes]) -> bytes:
    """Line ends as Acrobat writes them."""
    return classic(data, objects, end=b"\r\n")


def old_mac(data: bytes, objects: Mapping[int, bytes]) -> bytes:
    return classic(data, objects, end=b"\r")


def commented(data: bytes, objects: Mapping[int, bytes]) -> bytes:
    """iText puts its name before ``startxref``."""
    return classic(data, objects, comment=b"%iText-Core-8.0.2-SNAPSHOT\n")


def streamed(data: bytes, objects: Mapping[int, bytes], packed: bool = False) -> bytes:
    """A cross-reference stream with PNG prediction; with object streams when ``packed``."""
    number = max(size_of(data), *(item + 1 for item in objects))
    inner = [item for item, body in objects.items() if packed and b"stream\n" not in body and b"@@@" not in body]
    rows: dict[int, tuple[int, int, int]] = {}
    out = bytearray()
    outer = {item: body for item, body in objects.items() if item not in inner}
    if inner:
        bodies = [objects[item] for item in inner]
        offsets = [sum(len(body) + 1 for body in bodies[:index]) for index in range(len(inner))]
        head = b" ".join(b"%d %d" % pair for pair in zip(inner, offsets, strict=True)) + b" "
        content = zlib.compress(head + b"\n".join(bodies))
        keys = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (len(inner), len(head))
        outer[number] = stream(content, keys)
        rows |= {item: (2, number, place) for place, item in enumerate(inner)}
        number += 1
    for item, body in outer.items():
        rows[item] = (1, len(data) + len(out), 0)
        out += b"%d 0 obj\r%b\rendobj\r" % (item, body)
    start = len(data) + len(out)
    rows[number] = (1, start, 0)
    lines, above = b"", bytes(6)
    for item in sorted(rows):
        kind, where, more = rows[item]
        line = bytes([kind]) + where.to_bytes(4, "big") + bytes([more])
        lines += b"\2" + bytes((new - old) & 255 for new, old in zip(line, above, strict=True))
        above = line
    keys = b"/Type /XRef /W [1 4 1] /Index [%b] /Size %d /Root %d 0 R /Prev %d /Filter /FlateDecode " % (
        b" ".join(b"%d 1" % item for item in sorted(rows)), number + 1, root_of(data), last_table(data),
    )  # fmt: skip
    keys += b"/DecodeParms << /Columns 6 /Predictor 12 >>"
    out += b"%d 0 obj\r%b\rendobj\r" % (number, stream(zlib.compress(lines), keys))
    return bytes(out) + b"startxref\r%d\r%%%%EOF\r" % start


def packed(data: bytes, objects: Mapping[int, bytes]) -> bytes:
    return streamed(data, objects, packed=True)


def packed_paper(contents: bytes = b"/Contents 4 0 R") -> bytes:
    """A paper with a cross-reference stream and an object stream, as word processors write it."""
    bodies: list[bytes] = []
    paper_with(lambda objects: bodies.extend(objects))
    bodies[0] = bodies[0].replace(b"<< /Fields [6 0 R] /SigFlags 0 >>", b"7 0 R")
    bodies[2] = bodies[2].replace(b"/Contents 4 0 R", contents).replace(b"/Annots [6 0 R]", b"/Annots 8 0 R")
    bodies += [b"<< /Fields [6 0 R] /SigFlags 0 >>", b"[6 0 R]"]
    start = b"%PDF-1.7\n"
    seed = b"/Size 1 /Root 1 0 R startxref\n0\n"  # what the tools look for, when there is nothing yet
    made = streamed(seed, dict(enumerate(bodies, 1)), packed=True)
    return _moved(start, seed, made)


def _moved(start: bytes, seed: bytes, made: bytes) -> bytes:
    """The first revision: written as if behind the seed, which has to be as long as what really stands there."""
    padding = start + b"%" + b" " * (len(seed) - len(start) - 2) + b"\n"
    assert len(padding) == len(seed)
    # There is nothing before the first table; blanks keep every offset.
    return (padding + made).replace(b"/Prev 0", b"       ", 1)


DIALECTS: dict[str, Callable[[bytes, Mapping[int, bytes]], bytes]] = {
    function.__name__: function for function in (classic, carriage, old_mac, commented)
}
STREAM_DIALECTS: dict[str, Callable[[bytes, Mapping[int, bytes]], bytes]] = {
    function.__name__: function for function in (streamed, packed)
}


def dialect_file(world: World, write: Callable[[bytes, Mapping[int, bytes]], bytes], issued: bytes) -> bytes:
    """Signed by us; validation data and a document time stamp appended by another program."""
    data = world.sign(issued)
    data = append(
        data,
        {root_of(data): catalogue_with(data, b"/DSS %d 0 R " % size_of(data)), size_of(data): b"<< /Type /DSS >>"},
        write=write,
    )
    objects = stamp_objects(world, data, b"/MK<<>>/AP<</N %d 0 R>>" % (size_of(data) + 2))
    objects[size_of(data) + 2] = picture(b"/BBox [0 0 0 0]", b"")
    return append(data, objects, write=write, tsa=world.tsa())


__all__ = ["DIALECTS", "STREAM_DIALECTS", "dialect_file", "packed_paper", "validation"]
