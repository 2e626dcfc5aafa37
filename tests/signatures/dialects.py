"""What real signing software appends to an issued file: the smallest file of the same shape, with the producer's name,
and beside each what somebody could try with it."""

from __future__ import annotations

import asyncio
import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from signatures.signing import practice_ca

from .appended import (
    HOLE,
    OTHER,
    SIGNATURE,
    append,
    catalogue_with,
    classic,
    form_of,
    form_with,
    packed_paper,
    picture,
    reader,
    root_of,
    size_of,
    stream,
    streamed,
    written,
)
from .attacks import FAILED, INDETERMINATE, Bad, attack, hybrid_paper, paper_with, registered
from .goods import GOODS, Good
from .world import DAY, NOW, SIGNED, START, World, assemble, der

Change = Callable[[bytes], bytes]


def same(body: bytes) -> bytes:
    return body


def good(function: Callable[[World], Good]) -> Callable[[World], Good]:
    GOODS[function.__name__] = function
    return function


BY_THE_SIGNER: set[str] = set()
"""What was changed with the signature, by who made it: only the issued file can tell."""


def by_the_signer(function: Callable[[World], Bad]) -> Callable[[World], Bad]:
    BY_THE_SIGNER.add(function.__name__)
    return attack(function)


def page_ref(data: bytes) -> Any:
    return reader(data).root["/Pages"]["/Kids"].raw_get(0)


def object_of(data: bytes, number: int) -> bytes:
    """The body of an object as it is now."""
    from pyhanko.pdf_utils.generic import Reference

    return written(reader(data).get_object(Reference(number, 0, None)))


def head_field(data: bytes) -> Any:
    fields = reader(data).root["/AcroForm"]["/Fields"]
    return next(fields.raw_get(index) for index in range(len(fields)) if fields[index]["/T"] == "HeadSignature")


def in_the_box(data: bytes, field: Change = same, value: bytes = b"", **more: bytes) -> dict[int, bytes]:
    """The head's empty field filled; ``more``: ``N1``, ``N2`` are further objects behind the value's number."""
    place, number = head_field(data), size_of(data)
    body = field(written(place.get_object())[:-2] + b"/V %d 0 R>>" % number)
    extra = {number + int(key[1:]): what for key, what in more.items()}
    return {number: SIGNATURE + value + HOLE, place.idnum: body, **extra}


def new_field(
    data: bytes, entries: bytes = b"", rect: bytes = b"[0 0 0 0]", *, page: Change = same, **more: bytes
) -> dict[int, bytes]:
    """A new field on the first page, with its value one number before it; ``more`` counts from the value."""
    number, place = size_of(data), page_ref(data)
    whole = written(place.get_object())
    listed = written(place.get_object()["/Annots"])
    extra = {number + int(key[1:]): what for key, what in more.items()}
    return {
        number: SIGNATURE + HOLE,
        number + 1: b"<</FT/Sig/T(Signature1)/V %d 0 R/F 132/Type/Annot/Subtype/Widget/Rect%b/P %d 0 R%b>>"
        % (number, rect, place.idnum, entries),
        form_of(data): form_with(data, number + 1),
        place.idnum: page(whole.replace(listed, listed[:-1] + b" %d 0 R]" % (number + 1))),
        **extra,
    }


def signed(world: World, objects: Mapping[int, bytes], issued: bytes | None = None, **how: Any) -> bytes:
    return append(
        issued if issued is not None else world.issued.data, objects, signer=how.pop("signer", world.head), **how
    )


def tail_of(change: Change, write: Callable[..., bytes] = classic) -> Callable[[bytes, Mapping[int, bytes]], bytes]:
    """A writer whose table and trailer are changed; lengths may not be."""

    def make(data: bytes, objects: Mapping[int, bytes]) -> bytes:
        out = write(data, objects)
        cut = out.rindex(b"xref\n", 0, out.rindex(b"startxref"))
        return out[:cut] + change(out[cut:])

    return make


# --- iText 2.1.7 and 5.5 (OpenPDF, JSignPdf, AutoFirma) ---------------------------------------------------------------


def _itext_pages(world: World, pages: Change) -> dict[int, bytes]:
    data = world.issued.data
    number = reader(data).root.raw_get("/Pages").idnum
    objects = in_the_box(data, lambda field: field[:-2] + b"/AP<</N %d 0 R>>>>" % (size_of(data) + 1),
                         n1=picture(b"/BBox [0 0 170 48]", b"q Q"))  # fmt: skip
    objects[number] = pages(object_of(data, number)[:-2] + b"/ITXT(2.1.7)>>")
    return objects


@good
def itext_2_writes_its_version_into_the_page_tree(world: World) -> Good:
    return Good(signed(world, _itext_pages(world, same)), 3)


@by_the_signer
def version_in_the_page_tree_and_another_page(world: World) -> Bad:
    page = page_ref(world.issued.data).idnum
    number = size_of(world.issued.data) + 2
    objects = _itext_pages(world, lambda body: re.sub(rb"/Kids ?\[[^]]*\]", b"/Kids [%d 0 R]" % number, body))
    objects[number] = object_of(world.issued.data, page)
    return Bad(signed(world, objects), "MODIFIED_AFTER_SIGNING")


@by_the_signer
def version_in_the_page_tree_and_pages_turned(world: World) -> Bad:
    """``/Rotate`` is inherited by every page."""
    turned = lambda body: body[:-2] + b"/Rotate 180>>"  # noqa: E731
    return Bad(signed(world, _itext_pages(world, turned)), "MODIFIED_AFTER_SIGNING")


@by_the_signer
def version_in_the_page_tree_that_is_a_page(world: World) -> Bad:
    other = lambda body: body.replace(b"/ITXT(2.1.7)", b"/ITXT 4 0 R")  # noqa: E731
    return Bad(signed(world, _itext_pages(world, other)), "MODIFIED_AFTER_SIGNING")


@good
def itext_5_gives_a_new_field_empty_resources(world: World) -> Good:
    data = world.issued.data
    objects = new_field(data, b"/AP<</N %d 0 R>>/DR<<>>" % (size_of(data) + 2), n2=picture(b"/BBox[0 0 0 0]", b""))
    return Good(signed(world, objects), 3)


@good
def jsignpdf_gives_a_new_field_fonts(world: World) -> Good:
    objects = new_field(world.issued.data, b"/DR<</XObject<</FRM 4 0 R>>/Font<</Helv 3 0 R>>>>/MK<</R 0>>/H/N")
    return Good(signed(world, objects), 3)


@attack
def resources_of_a_new_field_with_a_script(world: World) -> Bad:
    objects = new_field(world.issued.data, b"/DR<</Font<</Helv<</S/JavaScript/JS(x)>>>>>>")
    return Bad(signed(world, objects), "ACTIVE_CONTENT", INDETERMINATE)


def _naming(algorithm: str, digest: str) -> Callable[[bytes], bytes]:
    """Another name for the algorithms in the CMS, where nothing is signed."""
    from asn1crypto import cms

    def change(der: bytes) -> bytes:
        content = cms.ContentInfo.load(der)
        info = content["content"]["signer_infos"][0]
        info["signature_algorithm"] = {"algorithm": algorithm}
        info["digest_algorithm"] = {"algorithm": digest}
        return bytes(content.dump(force=True))

    return change


def _named(world: World, algorithm: str, digest: str = "sha256") -> bytes:
    return signed(world, in_the_box(world.issued.data), cms=_naming(algorithm, digest))


@good
def itext_5_names_the_key_where_the_algorithm_belongs(world: World) -> Good:
    return Good(_named(world, "1.2.840.10045.2.1"), 3)


@good
def endesive_names_rsa_where_the_key_is_of_a_curve(world: World) -> Good:
    return Good(_named(world, "rsassa_pkcs1v15"), 3)


@attack
def key_for_an_algorithm_and_another_digest(world: World) -> Bad:
    return Bad(_named(world, "1.2.840.10045.2.1", "sha384"), "DIGEST_MISMATCH")


@attack
def key_for_an_algorithm_and_a_weak_digest(world: World) -> Bad:
    return Bad(_named(world, "1.2.840.10045.2.1", "sha1"), "WEAK_CRYPTO", INDETERMINATE)


# --- PDFBox and Bouncy Castle on a computer set to Thai ---------------------------------------------------------------


def _made_at(world: World, moment: datetime) -> bytes:
    """A signature with its signing-time, as pyHanko would not write one of such a year: put in, and signed again."""
    from asn1crypto import cms
    from asn1crypto.core import GeneralizedTime

    def change(der: bytes) -> bytes:
        content = cms.ContentInfo.load(der)
        info = content["content"]["signer_infos"][0]
        told = cms.Time("generalized_time", GeneralizedTime(moment))
        attributes = cms.CMSAttributes(
            [*info["signed_attrs"], cms.CMSAttribute({"type": "signing_time", "values": [told]})]
        )
        info["signed_attrs"] = attributes
        info["signature"] = asyncio.run(world.head.key.signer.async_sign_raw(attributes.dump(), "sha256"))
        return bytes(content.dump(force=True))

    return signed(world, in_the_box(world.issued.data), cms=change)


@good
def bouncy_castle_writes_the_buddhist_year(world: World) -> Good:
    data = _made_at(world, SIGNED.replace(year=SIGNED.year + 543))
    return Good(data, 3, ("TIME_BUDDHIST_YEAR", "HEAD_SIGNED"))


@good
def pdfbox_writes_the_buddhist_year(world: World) -> Good:
    day = SIGNED.replace(year=SIGNED.year + 543).strftime("/M(D:%Y%m%d%H%M%S+00'00')").encode()
    return Good(signed(world, in_the_box(world.issued.data, value=day)), 3, ("TIME_BUDDHIST_YEAR", "HEAD_SIGNED"))


@attack
def signed_a_year_ahead(world: World) -> Bad:
    return Bad(_made_at(world, SIGNED.replace(year=SIGNED.year + 1)), "TIME_INCONSISTENT")


# --- iText 7, 8 and 9 -------------------------------------------------------------------------------------------------


def _unused_numbers(tail: bytes) -> bytes:
    """Numbers taken and given up again before anything was written."""
    number = max(int(found) for found in re.findall(rb"\n(\d+) 1\n", tail)) + 1
    entries = b"%d 2\n0000000000 00001 f \n0000000000 65535 f \n" % number
    size = re.sub(rb"/Size \d+", b"/Size %d" % (number + 2), tail)
    return size.replace(b"trailer", entries + b"trailer", 1)


@good
def itext_7_names_nothing_and_gives_up_numbers(world: World) -> Good:
    objects = in_the_box(world.issued.data, value=b"/Prop_Build<</App<</Name/>>>>")
    return Good(signed(world, objects, write=tail_of(_unused_numbers)), 3)


@by_the_signer
def name_without_a_letter_as_a_key(world: World) -> Bad:
    objects = in_the_box(world.issued.data, value=b"/Prop_Build<</App<< / /Name>>>>")
    return Bad(signed(world, objects), "PARSER_DIFFERENTIAL", INDETERMINATE)


@by_the_signer
def number_of_the_page_given_up_as_if_unused(world: World) -> Bad:
    give_up = lambda tail: tail.replace(b"trailer", b"4 1\n0000000000 00001 f \ntrailer", 1)  # noqa: E731
    data = signed(world, in_the_box(world.issued.data), write=tail_of(give_up))
    return Bad(data, "MODIFIED_AFTER_SIGNING")


@by_the_signer
def first_entry_given_up_for_ever(world: World) -> Bad:
    """Programs take it for object 0 and count the others from there."""
    shifted = lambda tail: tail.replace(b"xref\n", b"xref\n99 1\n0000000000 65535 f \n", 1)  # noqa: E731
    data = signed(world, in_the_box(world.issued.data), write=tail_of(shifted))
    return Bad(data, "PARSER_DIFFERENTIAL", INDETERMINATE)


# --- PDFBox and DSS ---------------------------------------------------------------------------------------------------


def _gone(world: World, rect: bytes, look: bytes) -> bytes:
    data = world.issued.data
    number = size_of(data) + 1
    moved = lambda field: re.sub(rb"/Rect ?\[[^]]*\]", b"/Rect " + rect, field)[:-2] + b"/AP<</N %d 0 R>>>>" % number  # noqa: E731
    return signed(world, in_the_box(data, moved, n1=look))


@good
def pdfbox_takes_the_place_away(world: World) -> Good:
    return Good(_gone(world, b"[0.0 0.0 0.0 0.0]", picture(b"/BBox [0.0 0.0 0.0 0.0]", b"")), 3)


@by_the_signer
def place_taken_away_and_a_picture_of_the_page(world: World) -> Bad:
    return Bad(_gone(world, b"[0 0 0 0]", picture(b"/BBox [0 0 595 842]")), "APPEARANCE_OUTSIDE")


@by_the_signer
def place_moved_over_the_text(world: World) -> Bad:
    return Bad(_gone(world, b"[80 690 300 720]", picture(b"/BBox [0 0 220 30]", b"")), "APPEARANCE_OUTSIDE")


def _reused(world: World, issued: bytes, **how: Any) -> bytes:
    """The next object takes the number of the table before it."""
    objects = in_the_box(issued)
    number = size_of(issued)
    moved = {each - 1 if each == number else each: body.replace(b"/V %d 0 R" % number, b"/V %d 0 R" % (number - 1))
             for each, body in objects.items()}  # fmt: skip
    return signed(world, moved, issued, write=streamed, **how)


@good
def pdfbox_uses_the_number_of_a_table_again(world: World) -> Good:
    issued = packed_paper()
    return Good(_reused(world, issued), 3, (), {"issued": issued})


@by_the_signer
def number_of_a_table_that_the_page_refers_to(world: World) -> Bad:
    issued = packed_paper(b"/Contents [4 0 R %d 0 R]" % (size_of(packed_paper()) - 1))
    return Bad(_reused(world, issued), "MODIFIED_AFTER_SIGNING", FAILED, {"issued": issued})


def _table_twice(lie: Change = same) -> Callable[[bytes, Mapping[int, bytes]], bytes]:
    """A table as a stream, which nobody is sent to, before the classic one."""

    def write(data: bytes, objects: Mapping[int, bytes]) -> bytes:
        number = max(size_of(data), *(each + 1 for each in objects))
        bare = classic(data, objects)
        places = {int(n): int(at) for n, at in re.findall(rb"\n(\d+) 1\n(\d{10}) 00000 n", bare)}
        rows = b"".join(b"\1" + at.to_bytes(4, "big") + b"\0" for _, at in sorted(places.items()))
        keys = b"/Type /XRef /W [1 4 1] /Index [%b] /Size %d /Root %d 0 R" % (
            b" ".join(b"%d 1" % each for each in sorted(places)), number + 1, root_of(data),
        )  # fmt: skip
        return classic(data, {**objects, number: stream(lie(rows), keys)})

    return write


@good
def pdfbox_writes_a_table_twice(world: World) -> Good:
    return Good(signed(world, in_the_box(world.issued.data), write=_table_twice()), 3)


@by_the_signer
def second_table_that_says_something_else(world: World) -> Bad:
    lie = lambda rows: rows[:1] + (int.from_bytes(rows[1:5], "big") + 7).to_bytes(4, "big") + rows[5:]  # noqa: E731
    return Bad(signed(world, in_the_box(world.issued.data), write=_table_twice(lie)), "HIDDEN_CONTENT")


ASIDE = b"/AdditionalStreams [/application#2Fvnd.oasis.opendocument.text %d 0 R] "


def _libreoffice(world: World, second: Callable[[bytes, int], dict[int, bytes]]) -> tuple[bytes, bytes]:
    """LibreOffice tells in the trailer where the source is; PDFBox counts that number on, and the next revision takes
    it."""
    objects: list[bytes] = []
    paper_with(objects.extend)
    objects[0] = objects[0].replace(b"<< /Fields [6 0 R] /SigFlags 0 >>", b"7 0 R")
    issued = assemble([*objects, b"<< /Fields [6 0 R] /SigFlags 0 >>"], ASIDE % 4)
    free = size_of(issued) + 2
    first = signed(world, in_the_box(issued), issued, write=lambda d, o: classic(d, o, trailer=ASIDE % free))
    later = second(first, free)
    return issued, append(first, later, signer=world.director if any(HOLE in body for body in later.values()) else None)


@good
def dss_counts_on_what_libreoffice_put_aside(world: World) -> Good:
    issued, data = _libreoffice(
        world, lambda first, free: {each + free - size_of(first) - 1 if each >= size_of(first) else each: re.sub(
            rb"(?<![\d])(%d|%d) 0 R" % (size_of(first), size_of(first) + 1),
            lambda found: b"%d 0 R" % (int(found[1]) + free - size_of(first) - 1), body)
            for each, body in new_field(first).items()},
    )  # fmt: skip
    return Good(data, 3, (), {"issued": issued})


@attack
def other_document_where_the_source_was_put_aside(world: World) -> Bad:
    """LibreOffice opens what the trailer names there instead of the pages."""
    issued, data = _libreoffice(
        world, lambda first, free: {root_of(first): catalogue_with(first, b"/DSS <</Type/DSS>>"), free: stream(OTHER)}
    )
    return Bad(data, "MODIFIED_AFTER_SIGNING", FAILED, {"issued": issued})


@by_the_signer
def other_document_put_aside_with_the_signature(world: World) -> Bad:
    data = world.issued.data
    objects = in_the_box(data, n1=stream(OTHER))
    aside = ASIDE % (size_of(data) + 1)
    return Bad(signed(world, objects, write=lambda d, o: classic(d, o, trailer=aside)), "MODIFIED_AFTER_SIGNING")


# --- endesive, poppler, pdfcpu ----------------------------------------------------------------------------------------


@good
def endesive_gives_a_picture_that_is_none(world: World) -> Good:
    data = world.issued.data
    number = size_of(data)
    look = b"<</Length 0/Type/XObject/Subtype/Form/Bbox[0.0 0.0 0.0 0.0]>>"
    objects = new_field(data, b"/AP %d 0 R" % (number + 2), n2=b"<</N %d 0 R>>" % (number + 3), n3=look)
    return Good(signed(world, objects), 3)


@by_the_signer
def picture_that_is_none_but_holds_one(world: World) -> Bad:
    data = world.issued.data
    number = size_of(data)
    objects = new_field(data, b"/AP %d 0 R" % (number + 2), n2=b"<</N %d 0 R>>" % (number + 3),
                        n3=b"<</On %d 0 R>>" % (number + 4), n4=picture(b"/BBox [0 0 595 842]"))  # fmt: skip
    return Bad(signed(world, objects), "APPEARANCE_OUTSIDE")


@good
def poppler_begins_with_a_later_generation(world: World) -> Good:
    """Numbers that were never used, with generation 1, and style that says nothing."""
    data = world.issued.data
    number = size_of(data) + 2
    style = b"/AP<</N %d 0 R>>/AS/N/Border[0 0 0]/M(D:20260615)/DA(/popplerfont 0.00 Tf\\n)" % number

    def later(held: bytes, objects: Mapping[int, bytes]) -> bytes:
        out = classic(held, objects)
        last = max(objects)
        out = out.replace(b"\n%d 0 obj" % last, b"\n%d 1 obj" % last)
        return re.sub(rb"(\n%d 1\n\d{10}) 00000 n" % last, rb"\1 00001 n", out)

    objects = new_field(data, style, n2=picture(b"/BBox [0 0 0 0]", b""), n3=picture(b"/BBox [0 0 0 0]", b""))
    return Good(signed(world, objects, write=later), 3)


@by_the_signer
def border_around_the_page(world: World) -> Bad:
    objects = new_field(world.issued.data, b"/Border[0 0 300]", b"[300 700 302 702]")
    return Bad(signed(world, objects), "MODIFIED_AFTER_SIGNING")


# --- node-signpdf and Cryptolog ---------------------------------------------------------------------------------------


def _counted(gap: bytes, back: int) -> Callable[[bytes, Mapping[int, bytes]], bytes]:
    """``startxref`` counts from so many bytes before the table."""

    def write(data: bytes, objects: Mapping[int, bytes]) -> bytes:
        out = classic(data, objects)
        cut = out.rindex(b"xref\n", 0, out.rindex(b"startxref"))
        told = int(re.findall(rb"startxref\n(\d+)", out)[-1])
        tail = out[cut:].replace(b"startxref\n%d" % told, b"startxref\n%d" % (told + len(gap) - back))
        return out[:cut] + gap + tail

    return write


@good
def node_signpdf_counts_from_the_line_end(world: World) -> Good:
    return Good(signed(world, in_the_box(world.issued.data), write=_counted(b"\n", 1)), 3)


@by_the_signer
def table_counted_from_a_comment(world: World) -> Bad:
    data = signed(world, in_the_box(world.issued.data), write=_counted(b"%x\n", 3))
    return Bad(data, "PARSER_DIFFERENTIAL", INDETERMINATE)


def _whole_table(lie: int = 0) -> Callable[[bytes, Mapping[int, bytes]], bytes]:
    """The table lists the issued objects once more, where they are, or object 4 somewhere else."""

    def write(data: bytes, objects: Mapping[int, bytes]) -> bytes:
        before = {int(n): m.start() + 1 for m in re.finditer(rb"\n(\d+) 0 obj", data) for n in (m[1],)}
        before[4] += lie
        rows = b"".join(b"%d 1\n%010d 00000 n \n" % each for each in sorted(before.items()) if each[0] not in objects)
        out = classic(data, objects)
        cut = out.rindex(b"xref\n", 0, out.rindex(b"startxref"))
        return out[:cut] + b"xref\n" + rows + out[cut + 5 :]

    return write


@good
def node_signpdf_lists_the_whole_file_again(world: World) -> Good:
    return Good(signed(world, in_the_box(world.issued.data), write=_whole_table()), 3)


@attack
def whole_file_listed_again_with_another_page(world: World) -> Bad:
    """The page's text is looked for where another object of the issued file stands."""
    data = world.issued.data
    first, second = (data.index(b"\n%d 0 obj" % number) for number in (4, 5))
    lie = _whole_table(second - first)
    return Bad(signed(world, in_the_box(data), write=lie), "HIDDEN_CONTENT")


def _before_each(gap: bytes) -> Callable[[bytes, Mapping[int, bytes]], bytes]:
    def write(data: bytes, objects: Mapping[int, bytes]) -> bytes:
        out = classic(data, objects)
        return re.sub(rb"(?<=\n)(\d{10}) 00000 n", lambda found: b"%010d 00000 n" % (int(found[1]) - len(gap)), out)

    return write


@good
def cryptolog_counts_each_object_from_the_line_end(world: World) -> Good:
    return Good(signed(world, in_the_box(world.issued.data), write=_before_each(b"\n")), 3)


@attack
def object_counted_from_the_one_before(world: World) -> Bad:
    data = signed(world, in_the_box(world.issued.data), write=_before_each(b"endobj\n"))
    return Bad(data, "UNREADABLE", INDETERMINATE)


# --- Acrobat, e-Szigno, pyHanko ---------------------------------------------------------------------------------------


def _with_fonts(shared: bool = False, text: bool = False, font: bytes = b"/Helv") -> bytes:
    """A paper whose form has fonts, in a dictionary of their own; the page's own one when ``shared``."""

    def change(objects: list[bytes]) -> None:
        objects[0] = objects[0].replace(b"<< /Fields [6 0 R] /SigFlags 0 >>", b"7 0 R")
        objects[2] = objects[2].replace(
            b"/Font << /F1 5 0 R >>", b"/Font 9 0 R" if shared else b"/Font << /F1 5 0 R >>"
        )
        field = b" 10 0 R" if text else b""
        need = b"/NeedAppearances true " if text else b""
        objects += [
            b"<< /Fields [6 0 R%b] /SigFlags 0 %b/DR 8 0 R >>" % (field, need),
            b"<< /Font 9 0 R >>",
            b"<< /F1 5 0 R /Helv 5 0 R >>",
            b"<< /FT /Tx /T (Name) /V (Somchai) /DA (%b 12 Tf) >>" % font,
        ]

    return paper_with(change)


def _grown(world: World, issued: bytes, fonts: bytes) -> bytes:
    objects = in_the_box(issued)
    objects[9] = fonts
    objects[size_of(issued) + 1] = b"<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>"
    return signed(world, objects, issued)


@good
def acrobat_adds_fonts_to_the_form(world: World) -> Good:
    issued = _with_fonts(text=True)
    data = _grown(world, issued, b"<< /F1 5 0 R /Helv 5 0 R /ZaDb %d 0 R >>" % (size_of(issued) + 1))
    return Good(data, 3, (), {"issued": issued})


@by_the_signer
def fonts_added_to_the_form_are_the_page_s(world: World) -> Bad:
    issued = _with_fonts(shared=True)
    data = _grown(world, issued, b"<< /F1 5 0 R /Helv 5 0 R /F9 %d 0 R >>" % (size_of(issued) + 1))
    return Bad(data, "MODIFIED_AFTER_SIGNING", FAILED, {"issued": issued})


@by_the_signer
def font_that_a_text_field_lacked(world: World) -> Bad:
    """Prepared by who made the document: the text is drawn again with the font that comes later."""
    issued = _with_fonts(text=True, font=b"/F#39")
    data = _grown(world, issued, b"<< /F1 5 0 R /Helv 5 0 R /F9 %d 0 R >>" % (size_of(issued) + 1))
    return Bad(data, "MODIFIED_AFTER_SIGNING", FAILED, {"issued": issued})


@by_the_signer
def font_of_a_text_field_replaced(world: World) -> Bad:
    issued = _with_fonts(text=True)
    data = _grown(world, issued, b"<< /F1 5 0 R /Helv %d 0 R >>" % (size_of(issued) + 1))
    return Bad(data, "MODIFIED_AFTER_SIGNING", FAILED, {"issued": issued})


def _moved_catalogue(world: World, change: Change = same) -> bytes:
    data = world.issued.data
    number = size_of(data) + 1
    objects = in_the_box(data)
    objects[number] = change(written(reader(data).root))

    def write(held: bytes, bodies: Mapping[int, bytes]) -> bytes:
        return classic(held, bodies).replace(b"/Root %d 0 R" % root_of(held), b"/Root %d 0 R" % number)

    return signed(world, objects, write=write)


@good
def e_szigno_moves_the_catalogue(world: World) -> Good:
    return Good(_moved_catalogue(world), 3)


@by_the_signer
def catalogue_moved_with_other_pages(world: World) -> Bad:
    other = lambda body: re.sub(rb"/Pages \d+ 0 R", b"/Pages 4 0 R", body)  # noqa: E731
    return Bad(_moved_catalogue(world, other), "MODIFIED_AFTER_SIGNING")


@by_the_signer
def catalogue_moved_with_layers(world: World) -> Bad:
    layers = lambda body: body[:-2] + b"/OCProperties<</OCGs[]/D<<>>>>>>"  # noqa: E731
    return Bad(_moved_catalogue(world, layers), "MODIFIED_AFTER_SIGNING")


def _kid(world: World, entries: bytes = b"", parent: int = 1) -> bytes:
    """The field and its widget are two objects."""
    data = world.issued.data
    number = size_of(data)
    objects = new_field(data)
    objects[number + 1] = b"<</FT/Sig/T(Signature1)/V %d 0 R/Kids[%d 0 R]>>" % (number, number + 2)
    objects[number + 2] = b"<</Type/Annot/Subtype/Widget/Rect[0 0 0 0]/F 132/Parent %d 0 R%b>>" % (
        number + parent,
        entries,
    )
    page = page_ref(data).idnum
    objects[page] = objects[page].replace(b" %d 0 R]" % (number + 1), b" %d 0 R]" % (number + 2))
    return signed(world, objects)


@good
def pyhanko_writes_field_and_widget_apart(world: World) -> Good:
    return Good(_kid(world), 3)


@by_the_signer
def widget_apart_with_an_action(world: World) -> Bad:
    return Bad(_kid(world, b"/A<</S/URI/URI(x)>>"), "MODIFIED_AFTER_SIGNING")


@by_the_signer
def widget_apart_of_another_field(world: World) -> Bad:
    return Bad(_kid(world, parent=0), "MODIFIED_AFTER_SIGNING")


@good
def pdfbox_writes_out_what_the_page_refers_to(world: World) -> Good:
    data = world.issued.data
    resources = written(page_ref(data).get_object()["/Resources"])
    number = size_of(data) + 2
    objects = new_field(data, page=lambda body: body.replace(resources, b"%d 0 R" % number), n2=resources)
    return Good(signed(world, objects), 3)


@by_the_signer
def resources_written_out_with_another_font(world: World) -> Bad:
    data = world.issued.data
    resources = written(page_ref(data).get_object()["/Resources"])
    number = size_of(data) + 2
    other = re.sub(rb"(/F1 )\d+ 0 R", rb"\g<1>%d 0 R" % (number + 1), resources)
    objects = new_field(data, page=lambda body: body.replace(resources, b"%d 0 R" % number), n2=other,
                        n3=b"<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>")  # fmt: skip
    return Bad(signed(world, objects), "MODIFIED_AFTER_SIGNING")


def _edges(world: World, right: bytes) -> bytes:
    return signed(
        world,
        new_field(world.issued.data, page=lambda body: re.sub(rb"(/MediaBox \[ ?0 0) 595", rb"\1 " + right, body)),
    )


@good
def pdfsignerpy_rounds_the_page_s_edges(world: World) -> Good:
    return Good(_edges(world, b"595.0003"), 3)


@by_the_signer
def edge_of_the_page_moved(world: World) -> Bad:
    return Bad(_edges(world, b"595.3"), "MODIFIED_AFTER_SIGNING")


# --- certificates -----------------------------------------------------------------------------------------------------


def _odd(world: World, oid: str, value: bytes) -> Any:
    """A person's certificate with an extension that strict parsers refuse."""
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256

    private = practice_ca.make_key("ec")
    person = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "Somchai Sample")])
    issuer = world.root.certificate.subject
    builder = x509.CertificateBuilder(issuer, person, private.public_key(), 9, START, NOW + 90 * DAY)
    odd = x509.UnrecognizedExtension(x509.ObjectIdentifier(oid), value)
    certificate = builder.add_extension(odd, critical=False).sign(world.root.private, SHA256())
    return practice_ca.Issued(certificate, private, (world.root.certificate,))


def _barely(who: Any) -> Any:
    """A signer who does not look at the certificate."""
    from asn1crypto import keys, x509
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pyhanko.sign import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    private = who.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = SimpleSigner(
        signing_cert=x509.Certificate.load(der(who.certificate)),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),
    )
    return SimpleNamespace(key=SimpleNamespace(signer=signer))


@good
def spanish_authority_s_policies(world: World) -> Good:
    text = b"\x1a\x04v\xe1li"  # "válido" of an authority, where only ASCII may stand
    notice = b"\x30\x12\x06\x08+\x06\x01\x05\x05\x07\x02\x02\x30\x06" + text
    who = _odd(world, "2.5.29.32", b"\x30\x1c\x30\x1a\x06\x02\x2a\x03\x30\x14" + notice)
    return Good(world.sign(world.issued.data, who), 2, (), registered(world, who, roots=(), crls=()))


@good
def length_of_path_on_a_person_s_certificate(world: World) -> Good:
    who = _odd(world, "2.5.29.19", b"\x30\x03\x02\x01\x00")
    return Good(world.sign(world.issued.data, who), 2, (), registered(world, who, roots=(), crls=()))


@attack
def key_usage_that_cannot_be_read(world: World) -> Bad:
    who = _odd(world, "2.5.29.15", b"\x30\x00")
    data = signed(world, in_the_box(world.issued.data), signer=_barely(who))
    return Bad(data, "CERT_UNREADABLE", INDETERMINATE, registered(world, who))


@good
def openssl_s_self_signed_certificate(world: World) -> Good:
    """``openssl req -x509`` says that it is an authority's, and for which use it does not say."""
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256

    private = practice_ca.make_key("ec")
    itself = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "Somchai Sample")])
    certificate = (
        x509.CertificateBuilder(itself, itself, private.public_key(), 7, START, NOW + 90 * DAY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(private, SHA256())
    )
    who = practice_ca.Issued(certificate, private, ())
    return Good(world.sign(world.issued.data, who), 2, (), registered(world, who, roots=(), crls=()))


# --- a picture outside the box ----------------------------------------------------------------------------------------


def _elsewhere(
    world: World, rect: bytes = b"[300 500 400 540]", entries: bytes = b"/BBox [0 0 100 40]", **how: Any
) -> bytes:
    data = how.pop("issued", world.issued.data)
    objects = new_field(
        data, b"/AP<</N %d 0 R>>" % (size_of(data) + 2), rect, n2=picture(entries, b"0 0 1 rg 5 5 90 30 re f")
    )
    return signed(world, objects, data, **how)


@good
def picture_on_a_blank_place(world: World) -> Good:
    return Good(_elsewhere(world), 3, ("APPEARANCE_ELSEWHERE",))


@good
def picture_up_to_the_edge_of_the_page(world: World) -> Good:
    """DSS at the upper left: 841.8898 of a page that pdfium has as 841.8897, or 842 of one that has 841.89."""
    return Good(_elsewhere(world, b"[0 802 100 842.4]"), 3, ("APPEARANCE_ELSEWHERE",))


@by_the_signer
def picture_over_the_text(world: World) -> Bad:
    return Bad(_elsewhere(world, b"[80 690 180 730]"), "APPEARANCE_OUTSIDE")


@by_the_signer
def picture_in_somebody_s_box(world: World) -> Bad:
    issued = world.issued_three.data
    place = next(box for name, box in world.issued_three.boxes.items() if name == "DirectorSignature")
    rect = b"[%f %f %f %f]" % (place.left + 5, place.bottom + 5, place.right + 5, place.top + 5)
    return Bad(_elsewhere(world, rect, issued=issued), "APPEARANCE_OUTSIDE", FAILED, {"issued": issued})


@by_the_signer
def picture_that_leaves_the_page(world: World) -> Bad:
    return Bad(_elsewhere(world, b"[560 500 700 540]"), "APPEARANCE_OUTSIDE")


@by_the_signer
def picture_without_a_box_on_a_blank_place(world: World) -> Bad:
    return Bad(_elsewhere(world, entries=b""), "APPEARANCE_OUTSIDE")


@attack
def picture_of_a_stranger_on_a_signed_memo(world: World) -> Bad:
    """Somebody adds a sentence where the memo is blank."""
    return Bad(
        _elsewhere(world, issued=world.sign(world.issued.data, certify=False), signer=world.stranger),
        "APPEARANCE_OUTSIDE",
    )


@by_the_signer
def picture_whose_signer_cannot_be_told(world: World) -> Bad:
    """iText 9 signs with SHA-3: what nobody here can judge is no stranger's."""
    data = _elsewhere(world, cms=_naming("sha3_384_ecdsa", "sha3_384"))
    return Bad(data, "CRYPTO_UNSUPPORTED", INDETERMINATE)


@by_the_signer
def picture_on_a_blank_place_where_the_office_wants_the_box(world: World) -> Bad:
    return Bad(_elsewhere(world), "APPEARANCE_OUTSIDE", FAILED, {"policy": world.policy(appearance="box")})


# --- zgapdfsigner, DSS ------------------------------------------------------------------------------------------------


def _informed(number: int) -> Callable[[bytes, Mapping[int, bytes]], bytes]:
    return lambda data, objects: classic(data, objects, trailer=b"/Info %d 0 R" % number)


@good
def zgapdfsigner_names_information_that_is_not_there(world: World) -> Good:
    """pdf-lib keeps a number for it, and the signer writes none."""
    issued = paper_with(lambda objects: None)
    free = size_of(issued) + 1
    return Good(signed(world, in_the_box(issued), issued, write=_informed(free)), 3, (), {"issued": issued})


@good
def pdf_lib_says_that_it_made_the_file(world: World) -> Good:
    """zgapdfsigner on a file without information: program and dates, no title."""
    issued = paper_with(lambda objects: None)
    number = size_of(issued) + 1
    objects = in_the_box(
        issued, N1=b"<</Producer(pdf-lib)/Creator(pdf-lib)/CreationDate(D:20260615)/ModDate(D:20260615)>>"
    )
    return Good(signed(world, objects, issued, write=_informed(number)), 3, (), {"issued": issued})


@by_the_signer
def title_where_there_was_no_information(world: World) -> Bad:
    issued = paper_with(lambda objects: None)
    number = size_of(issued) + 1
    objects = in_the_box(issued, N1=b"<</Producer(pdf-lib)/Title(Memo 13/2569)>>")
    data = signed(world, objects, issued, write=_informed(number))
    return Bad(data, "MODIFIED_AFTER_SIGNING", FAILED, {"issued": issued})


@attack
def information_that_was_not_there_filled(world: World) -> Bad:
    """A title is put where the signed revision only said that there would be one."""
    issued = paper_with(lambda objects: None)
    free = size_of(issued) + 1
    data = signed(world, in_the_box(issued), issued, write=_informed(free), signer=world.head)
    late = append(data, {free: b"<</Title(Memo 13/2569)>>"}, write=_informed(free))
    return Bad(late, "MODIFIED_AFTER_SIGNING", FAILED, {"issued": issued})


@by_the_signer
def information_taken_away_by_naming_another(world: World) -> Bad:
    issued = assemble([*_bodies(), b"<</Title(Memo 12/2569)>>"], trailer=b"/Info 7 0 R ")
    free = size_of(issued) + 1
    data = signed(world, in_the_box(issued), issued, write=_informed(free))
    return Bad(data, "PARSER_DIFFERENTIAL", INDETERMINATE, {"issued": issued})


@by_the_signer
def information_that_the_signature_mentions_too(world: World) -> Bad:
    """A number that leads nowhere is for the trailer alone: a reader that rebuilds its table could find anything."""
    issued = paper_with(lambda objects: None)
    free = size_of(issued) + 1
    objects = in_the_box(issued, value=b"/Prop_Build %d 0 R" % free)
    data = signed(world, objects, issued, write=_informed(free))
    return Bad(data, "PARSER_DIFFERENTIAL", INDETERMINATE, {"issued": issued})


def _bodies() -> list[bytes]:
    found: list[bytes] = []
    paper_with(found.extend)
    return found


def _intents(world: World, intent: bytes, **more: bytes) -> bytes:
    objects = in_the_box(world.issued.data, **more)
    objects[root_of(world.issued.data)] = catalogue_with(world.issued.data, b"/OutputIntents[%b]" % intent)
    return signed(world, objects)


@good
def dss_says_which_colours_are_meant(world: World) -> Good:
    return Good(_intents(world, b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)>>"), 3)


def _srgb(x: float) -> float:
    return x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4


def _profile(*, curve: Callable[[float], float] = _srgb, more: bytes = b"", space: bytes = b"RGB ") -> bytes:
    """A screen's profile as Java has it, by which DSS tells what the colours of its picture mean (ISO 15076-1): a
    matrix and one curve. ``more``: the name of a tag beside them."""
    levels = [round(min(1.0, max(0.0, curve(n / 255))) * 65535) for n in range(256)]
    parts = {b"wtpt": (0.9505, 1.0, 1.0891), b"rXYZ": (0.4361, 0.2225, 0.0139), b"gXYZ": (0.3851, 0.7169, 0.0971)}
    parts |= {b"bXYZ": (0.1431, 0.0606, 0.7141)}
    tags = {name: struct.pack(">4s4x3i", b"XYZ ", *(round(v * 65536) for v in xyz)) for name, xyz in parts.items()}
    curves = struct.pack(">4s4xI256H", b"curv", 256, *levels)
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC", *([more] if more else [])), curves)
    at, table, body = 132 + 12 * len(tags), b"", b""
    for name, value in tags.items():
        table += struct.pack(">4sII", name, at + len(body), len(value))
        body += value
    head = struct.pack(">I4sI4s4s4s12x4s28x3I", at + len(body), b"lcms", 0x02300000, b"mntr", space, b"XYZ ", b"acsp",
                       63190, 65536, 54061)  # fmt: skip
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def _coloured(world: World, profile: bytes, entries: bytes = b"/N 3") -> bytes:
    number = size_of(world.issued.data) + 1
    intent = b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/DestOutputProfile %d 0 R>>" % number
    return _intents(world, intent, N1=stream(profile, entries))


@good
def dss_brings_the_profile_of_a_screen(world: World) -> Good:
    return Good(_coloured(world, _profile()), 3)


@by_the_signer
def profile_of_colours_for_every_page(world: World) -> Bad:
    """One that turns black into white would look the same from outside."""
    return Bad(_coloured(world, b"a profile"), "PARSER_DIFFERENTIAL", INDETERMINATE)


@by_the_signer
def profile_that_turns_black_into_white(world: World) -> Bad:
    return Bad(_coloured(world, _profile(curve=lambda x: _srgb(1 - x))), "PARSER_DIFFERENTIAL", INDETERMINATE)


@by_the_signer
def profile_that_makes_grey_text_white(world: World) -> Bad:
    turned = _profile(curve=lambda x: _srgb(x) if x < 0.4 else 1)
    return Bad(_coloured(world, turned), "PARSER_DIFFERENTIAL", INDETERMINATE)


@by_the_signer
def profile_with_another_way_for_other_readers(world: World) -> Bad:
    data = _coloured(world, _profile(more=b"A2B0"))
    return Bad(data, "PARSER_DIFFERENTIAL", INDETERMINATE)


@by_the_signer
def profile_that_is_longer_than_it_says(world: World) -> Bad:
    return Bad(_coloured(world, _profile() + b"more"), "PARSER_DIFFERENTIAL", INDETERMINATE)


@by_the_signer
def profile_with_another_beside_it(world: World) -> Bad:
    data = _coloured(world, _profile(), b"/N 3 /Alternate [/ICCBased 4 0 R]")
    return Bad(data, "PARSER_DIFFERENTIAL", INDETERMINATE)


@by_the_signer
def profile_of_four_colours(world: World) -> Bad:
    return Bad(_coloured(world, _profile(space=b"CMYK"), b"/N 4"), "PARSER_DIFFERENTIAL", INDETERMINATE)


@by_the_signer
def colours_that_are_no_dictionary(world: World) -> Bad:
    return Bad(_intents(world, b"4 0 R"), "MODIFIED_AFTER_SIGNING")


# --- iText 7 on tagged files ------------------------------------------------------------------------------------------


def _tagged(world: World, element: bytes, tree: bytes = b"<< /Nums [0 8 0 R 1 10 0 R] >>") -> Bad:
    """iText 7 lists the new field in the structure: root, element, parent tree and the field itself."""

    def tag(objects: list[bytes]) -> None:
        objects[0] = objects[0].replace(b"/Type /Catalog", b"/Type /Catalog /StructTreeRoot 7 0 R")
        objects += [
            b"<< /Type /StructTreeRoot /K [8 0 R] /ParentTree 9 0 R >>",
            b"<< /Type /StructElem /S /Document /P 7 0 R >>",
            b"<< /Nums [0 8 0 R] >>",
        ]

    issued = paper_with(tag)
    objects = in_the_box(issued, field=lambda body: body[:-2] + b"/StructParent 1>>")
    number = max(objects) + 1
    objects[8] = element.replace(b"@", b"%d 0 R" % number)
    objects[9] = tree.replace(b"10 0 R", b"%d 0 R" % number)
    objects[number] = b"<< /Type /StructElem /S /Form /P 8 0 R /K << /Type /OBJR /Obj 6 0 R >> >>"
    return Bad(signed(world, objects, issued), "PARSER_DIFFERENTIAL", INDETERMINATE, {"issued": issued})


@by_the_signer
def structure_that_grew_by_the_field(world: World) -> Bad:
    """Undecided, and no accusation: what is read aloud could be another text."""
    return _tagged(world, b"<< /Type /StructElem /S /Document /P 7 0 R /K [@] >>")


@by_the_signer
def structure_that_says_another_text(world: World) -> Bad:
    """A text to be read aloud instead of what the page shows."""
    bad = _tagged(world, b"<< /Type /StructElem /S /Document /P 7 0 R /K [@] /ActualText (13/2569) >>")
    return replace(bad, code="MODIFIED_AFTER_SIGNING", status=FAILED)


@by_the_signer
def structure_that_lists_less(world: World) -> Bad:
    bad = _tagged(world, b"<< /Type /StructElem /S /Document /P 7 0 R >>", b"<< /Nums [1 10 0 R] >>")
    return replace(bad, code="MODIFIED_AFTER_SIGNING", status=FAILED)


@by_the_signer
def structure_that_became_something_else(world: World) -> Bad:
    bad = _tagged(world, b"<< /Type /Page /S /Document /P 7 0 R /K [@] >>")
    return replace(bad, code="MODIFIED_AFTER_SIGNING", status=FAILED)


@by_the_signer
def way_to_the_structure_that_became_something_else(world: World) -> Bad:
    bad = _tagged(world, b"<< /Type /StructElem /S /Document /P 7 0 R >>", b"<< /Nums [1 10 0 R] /Type /Page >>")
    return replace(bad, code="MODIFIED_AFTER_SIGNING", status=FAILED)


# --- Word -------------------------------------------------------------------------------------------------------------


@good
def word_s_two_tables_in_one(world: World) -> Good:
    """What a page does not show is in the stream of the table only; signed as the only signature of the file."""
    hybrid = hybrid_paper(7, in_table=False)
    return Good(signed(world, in_the_box(hybrid), hybrid), 3, (), {"issued": hybrid})


@good
def linearized_file_signed_later(world: World) -> Good:
    """Two tables; the one that counts as the first says nothing of a catalogue (annex F)."""
    objects: list[bytes] = []
    paper_with(objects.extend)
    objects[0] = objects[0].replace(b"<< /Fields [6 0 R] /SigFlags 0 >>", b"7 0 R")
    whole = assemble([*objects, b"<< /Fields [6 0 R] /SigFlags 0 >>"])
    body = whole[: whole.rindex(b"xref\n0 ")]
    places = {int(found[1]): found.start() + 1 for found in re.finditer(rb"\n(\d+) 0 obj", body)}
    row = lambda number: b"%010d 00000 n \n" % places[number]  # noqa: E731
    first = len(body)
    issued = body + b"xref\n0 3\n0000000000 65535 f \n" + row(1) + row(2) + b"trailer\n<< /Size 8 >>\n"
    second = len(issued)
    issued += b"xref\n3 5\n" + b"".join(row(number) for number in range(3, 8))
    issued += b"trailer\n<< /Size 8 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (first, second)
    return Good(signed(world, in_the_box(issued), issued), 3, (), {"issued": issued})


__all__ = ["BY_THE_SIGNER"]
