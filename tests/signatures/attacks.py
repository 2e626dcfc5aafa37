"""Bad files, each made from a good one, with the reason that must be given. Nothing here is a recipe against others'
programs: every file is one that this program refuses."""

from __future__ import annotations

import asyncio
import io
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from signatures.diff_analysis.byte_range import value_length
from signatures.prepare.prepare import prepare
from signatures.signing import practice_ca
from signatures.signing.practice_ca import Issued
from signatures.signing.sign import add_validation_data
from signatures.validation.policy import Signer
from tests.signatures import practice_lists

from .world import DAY, HEAD_SERIAL, NOW, SIGNED, START, World, assemble, der, paper

FAILED, INDETERMINATE = "FAILED", "INDETERMINATE"


@dataclass(frozen=True)
class Bad:
    """A file that must not pass; ``code`` must be among the reasons and ``status`` must be the verdict's."""

    data: bytes
    code: str
    status: str = FAILED
    options: dict[str, Any] = field(default_factory=dict)


UNBOUND: dict[str, Any] = {"issued": None}
ATTACKS: dict[str, Callable[[World], Bad]] = {}


def attack(function: Callable[[World], Bad]) -> Callable[[World], Bad]:
    ATTACKS[function.__name__] = function
    return function


# --- tools -------------------------------------------------------------------------------------------------------


def revise(data: bytes, change: Callable[[Any], None]) -> bytes:
    """Append a revision made with a library, as any editor would."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_dict(**entries: Any) -> Any:
    from pyhanko.pdf_utils import generic

    return generic.DictionaryObject({generic.pdf_name("/" + key): value for key, value in entries.items()})


def name(text: str) -> Any:
    from pyhanko.pdf_utils.generic import pdf_name

    return pdf_name(text)


def byte_range(data: bytes) -> tuple[int, int, int, int]:
    match = list(re.finditer(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]", data))[-1]
    zero, first, second, length = (int(part) for part in match.groups())
    return zero, first, second, length


def page_of(writer: Any) -> Any:
    return writer.root["/Pages"]["/Kids"].raw_get(0)


def first_page(writer: Any) -> Any:
    reference = page_of(writer)
    writer.mark_update(reference)
    return reference.get_object()


def swap(data: bytes, old: bytes, new: bytes) -> bytes:
    assert old in data
    return data.replace(old, new.ljust(len(old))[: len(old)], 1)


def resign(data: bytes, who: Issued, new_range: tuple[int, int, int, int]) -> bytes:
    """Sign again over another byte range: a valid signature over less than it seems to be over."""
    import hashlib

    _zero, first, second, _length = byte_range(data)
    old = re.findall(rb"/ByteRange\s*\[[\d\s]*\]", data)[-1]
    text = b"/ByteRange [%d %d %d %d]" % new_range
    changed = swap(data, old, text)
    digest = hashlib.sha256(changed[: new_range[1]] + changed[new_range[2] : new_range[2] + new_range[3]]).digest()
    cms = asyncio.run(who.key.signer.async_sign(digest, "sha256", use_pades=True)).dump().hex().encode()
    room = second - first - 2
    return changed[:first] + b"<" + cms.ljust(room, b"0") + b">" + changed[second:]


def registered(world: World, who: Issued, **more: Any) -> dict[str, Any]:
    person = Signer("นายตัวอย่าง ใจดี", "ศึกษาธิการจังหวัดตัวอย่าง", certificate=der(who.certificate))
    return {"policy": world.policy(signers=(person,), **more)}


def active_paper(extra: bytes) -> bytes:
    """A paper nobody normalised: ``extra`` goes into the catalogue."""
    return paper_with(
        lambda objects: objects.__setitem__(0, objects[0].replace(b"/Type /Catalog", b"/Type /Catalog " + extra))
    )


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def paper_with(change: Callable[[list[bytes]], None]) -> bytes:
    """A one-page paper with an empty signature field, from the bodies of its objects."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] /SigFlags 0 >> >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> /Annots [6 0 R] >>",
        stream(b"BT /F1 14 Tf 85 700 Td (Approved) Tj ET"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (HeadSignature) /Rect [300 190 470 238] /F 132 /P 3 0 R >>",
    ]
    change(objects)
    return assemble(objects)


# --- bytes changed -----------------------------------------------------------------------------------------------


@attack
def changed_text(world: World) -> Bad:
    return Bad(swap(world.signed, b"Memo 12/2569", b"Memo 13/2569"), "DIGEST_MISMATCH", FAILED, UNBOUND)


@attack
def changed_text_of_the_issued_file(world: World) -> Bad:
    return Bad(swap(world.signed, b"Memo 12/2569", b"Memo 13/2569"), "ORIGINAL_MISMATCH")


@attack
def another_document_signed(world: World) -> Bad:
    other = prepare(paper("Memo 99/2569: something else")).data
    return Bad(world.sign(other), "ORIGINAL_MISMATCH")


@attack
def changed_signature_value(world: World) -> Bad:
    _zero, first, second, _length = byte_range(world.signed)
    digits = world.signed[first + 1 : second - 1].rstrip(b"0")
    at = first + 1 + len(digits) - 8
    flipped = b"1" if world.signed[at : at + 1] != b"1" else b"2"
    return Bad(world.signed[:at] + flipped + world.signed[at + 1 :], "SIGNATURE_INVALID")


@attack
def signature_of_another_document(world: World) -> Bad:
    other = world.sign(prepare(paper("Memo 77/2569: publish O15")).data)
    _zero, first, second, _length = byte_range(world.signed)
    _zero, start, stop, _length = byte_range(other)
    foreign = other[start + 1 : stop - 1]
    room = second - first - 2
    return Bad(
        world.signed[: first + 1] + foreign[:room].ljust(room, b"0") + world.signed[second - 1 :], "DIGEST_MISMATCH"
    )


@attack
def bytes_before_the_header(world: World) -> Bad:
    return Bad(b"GIF89a;\n" + world.signed, "PREFIX_BYTES", FAILED, UNBOUND)


@attack
def bytes_after_the_end(world: World) -> Bad:
    return Bad(world.signed + b"<script>", "TRAILING_BYTES")


@attack
def bytes_after_the_end_with_another_end(world: World) -> Bad:
    return Bad(world.signed + b"hidden words\n%%EOF\n", "TRAILING_BYTES")


@attack
def body_appended_without_a_table(world: World) -> Bad:
    extra = b"4 0 obj\n<< /Length 3 >>\nstream\nabc\nendstream\nendobj\n%%EOF\n"
    return Bad(world.signed + extra, "TRAILING_BYTES")


@attack
def broken_trailer_appended(world: World) -> Bad:
    extra = (
        b"4 0 obj\n<< /Length 3 >>\nstream\nabc\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n7\n%%EOF\n"
    )
    return Bad(world.signed + extra, "TRAILING_BYTES")


# --- universal forgery and wrapping ------------------------------------------------------------------------------


@attack
def contents_null(world: World) -> Bad:
    _zero, first, second, _length = byte_range(world.signed)
    data = world.signed[:first] + b"null".ljust(second - first) + world.signed[second:]
    return Bad(data, "CMS_MALFORMED")


@attack
def contents_zero(world: World) -> Bad:
    _zero, first, second, _length = byte_range(world.signed)
    data = world.signed[:first] + b"<" + b"0" * (second - first - 2) + b">" + world.signed[second:]
    return Bad(data, "CMS_MALFORMED")


def _odd_range(world: World, text: bytes) -> bytes:
    old = re.findall(rb"/ByteRange\s*\[[\d\s]*\]", world.signed)[-1]
    return swap(world.signed, old, text)


@attack
def range_of_nothing(world: World) -> Bad:
    return Bad(_odd_range(world, b"/ByteRange [0 0 0 0]"), "COVERAGE")


@attack
def range_missing(world: World) -> Bad:
    return Bad(_odd_range(world, b""), "CMS_MALFORMED")


@attack
def range_negative(world: World) -> Bad:
    return Bad(_odd_range(world, b"/ByteRange [0 9 -1 9]"), "COVERAGE")


@attack
def range_of_six_numbers(world: World) -> Bad:
    return Bad(_odd_range(world, b"/ByteRange [0 9 9 9 9 9]"), "COVERAGE")


@attack
def range_not_from_the_start(world: World) -> Bad:
    _zero, first, second, length = byte_range(world.signed)
    return Bad(resign(world.signed, world.head, (8, first - 8, second, length)), "COVERAGE")


@attack
def range_too_short(world: World) -> Bad:
    _zero, first, second, length = byte_range(world.signed)
    return Bad(resign(world.signed, world.head, (0, first, second, length - 60)), "COVERAGE")


@attack
def wrapped_in_the_hole(world: World) -> Bad:
    """Something else than the signature in the hole of the range, the signature itself untouched."""
    _zero, first, second, _length = byte_range(world.signed)
    hole = world.signed[first:second]
    end = value_length(bytes.fromhex(hole[1:-1].decode()))  # not by its zeros: a signature may end in one
    assert end is not None
    keep = hole[: 1 + 2 * end]
    inside = keep + b"> /Junk (never signed) /Pad <00"
    return Bad(
        world.signed[:first] + inside.ljust(len(hole) - 1, b"0") + b">" + world.signed[second:], "COVERAGE", FAILED
    )


@attack
def words_behind_the_signature_in_its_hole(world: World) -> Bad:
    """The room that the signature did not need is filled with something else."""
    _zero, _first, second, _length = byte_range(world.signed)
    note = b"never signed".hex().encode()
    place = second - 1 - len(note)
    return Bad(world.signed[:place] + note + world.signed[place + len(note) :], "COVERAGE")


@attack
def hole_wider_than_the_signature(world: World) -> Bad:
    _zero, first, second, length = byte_range(world.signed)
    return Bad(resign(world.signed, world.head, (0, first - 20, second, length)), "COVERAGE")


@attack
def one_value_in_two_fields(world: World) -> Bad:
    def change(writer: Any) -> None:
        fields = writer.root["/AcroForm"]["/Fields"]
        value = fields[0].raw_get("/V")
        twin = writer.add_object(pdf_dict(FT=name("/Sig"), T=_text("Twin"), V=value, Rect=_zeros()))
        fields.append(twin)
        writer.update_container(fields)

    return Bad(revise(world.signed, change), "COVERAGE")


def _text(words: str) -> Any:
    from pyhanko.pdf_utils.generic import TextStringObject

    return TextStringObject(words)


def _zeros() -> Any:
    from pyhanko.pdf_utils.generic import ArrayObject, NumberObject

    return ArrayObject([NumberObject(0)] * 4)


@attack
def unknown_kind_of_signature(world: World) -> Bad:
    data = swap(world.signed, b"/ETSI.CAdES.detached", b"/ETSI.CAdES.detachee")
    return Bad(data, "UNSUPPORTED_SUBFILTER", INDETERMINATE)


# --- changed after signing ---------------------------------------------------------------------------------------


def _replace_content(writer: Any) -> None:
    from pyhanko.pdf_utils.generic import StreamObject

    page = first_page(writer)
    page[name("/Contents")] = writer.add_object(StreamObject(stream_data=b"BT /F1 14 Tf 85 700 Td (Paid) Tj ET"))


@attack
def page_replaced_by_a_later_revision(world: World) -> Bad:
    return Bad(revise(world.signed, _replace_content), "MODIFIED_AFTER_SIGNING")


@attack
def page_replaced_and_issued_file_not_asked(world: World) -> Bad:
    return Bad(revise(world.signed, _replace_content), "MODIFIED_AFTER_SIGNING", FAILED, UNBOUND)


@attack
def page_replaced_before_signing(world: World) -> Bad:
    """Someone changed the issued file, and then the head signed that."""
    return Bad(world.sign(revise(world.issued.data, _replace_content)), "MODIFIED_AFTER_SIGNING")


@attack
def shadow_hide(world: World) -> Bad:
    """A cover that was signed is taken away afterwards."""

    def cover(objects: list[bytes]) -> None:
        objects[2] = objects[2].replace(b"/Contents 4 0 R", b"/Contents [4 0 R 7 0 R]")
        objects.append(stream(b"1 1 1 rg 80 690 200 30 re f 0 0 0 rg"))

    def uncover(writer: Any) -> None:
        first_page(writer)[name("/Contents")] = first_page(writer)["/Contents"].raw_get(0)

    issued = prepare(paper_with(cover)).data
    return Bad(revise(world.sign(issued), uncover), "MODIFIED_AFTER_SIGNING", FAILED, {"issued": issued})


@attack
def shadow_replace(world: World) -> Bad:
    """The font is replaced, so that the same codes show other letters."""

    def change(writer: Any) -> None:
        font = first_page(writer)["/Resources"]["/Font"].raw_get("/F1")
        font.get_object()[name("/BaseFont")] = name("/Courier")
        writer.mark_update(font)

    return Bad(revise(world.signed, change), "MODIFIED_AFTER_SIGNING")


@attack
def shadow_hide_and_replace(world: World) -> Bad:
    """A second text lay in the file unused under the number of the first; a new table points to it."""
    base = paper_with(lambda _objects: None)
    cut = base.rindex(b"xref\n0 ")
    planted = b"4 0 obj\n%s\nendobj\n" % stream(b"BT /F1 14 Tf 85 700 Td (Else) Tj ET")
    base = base[:cut] + planted + re.sub(rb"startxref\n\d+", b"startxref\n%d" % (cut + len(planted)), base[cut:])
    data = world.sign(base, certify=False)
    start = data.rindex(b"startxref\n") + 10
    previous = int(data[start : data.index(b"\n", start)])
    size = int(re.findall(rb"/Size (\d+)", data)[-1])
    table = b"xref\n4 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root 1 0 R /Prev %d >>\n" % (cut, size, previous)
    return Bad(data + table + b"startxref\n%d\n%%%%EOF\n" % len(data), "HIDDEN_CONTENT", FAILED, UNBOUND)


@attack
def object_hidden_between_revisions(world: World) -> Bad:
    issued = world.issued.data
    planted = issued + b"4 0 obj\n<< /Length 3 >>\nstream\nabc\nendstream\nendobj\n"
    data = revise(planted + issued[issued.rindex(b"startxref") :], lambda writer: writer.update_root())
    return Bad(world.sign(data, certify=False), "HIDDEN_CONTENT")


@attack
def annotation_added(world: World) -> Bad:
    def change(writer: Any) -> None:
        note = pdf_dict(Type=name("/Annot"), Subtype=name("/FreeText"), Rect=_zeros(), Contents=_text("except O15"))
        page = first_page(writer)
        page["/Annots"].append(writer.add_object(note))
        writer.update_container(page["/Annots"])

    return Bad(revise(world.signed, change), "MODIFIED_AFTER_SIGNING")


@attack
def form_filled_in(world: World) -> Bad:
    def with_text_field(objects: list[bytes]) -> None:
        objects[0] = objects[0].replace(b"/Fields [6 0 R]", b"/Fields [6 0 R 7 0 R]")
        objects[2] = objects[2].replace(b"/Annots [6 0 R]", b"/Annots [6 0 R 7 0 R]")
        objects.append(b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (Sum) /V (1) /Rect [80 600 200 620] /P 3 0 R >>")

    def fill(writer: Any) -> None:
        for item in (writer.root["/AcroForm"]["/Fields"].raw_get(index) for index in range(2)):
            if item.get_object()["/FT"] == "/Tx":
                item.get_object()[name("/V")] = _text("1000000")
                writer.mark_update(item)

    issued = prepare(paper_with(with_text_field)).data
    signed = world.sign(issued, certify=False)
    return Bad(revise(signed, fill), "MODIFIED_AFTER_SIGNING", FAILED, {"issued": issued})


@attack
def title_changed(world: World) -> Bad:
    def change(writer: Any) -> None:
        writer.set_info(pdf_dict(Title=_text("Another title")))

    return Bad(revise(world.signed, change), "MODIFIED_AFTER_SIGNING")


@attack
def metadata_changed_with_validation_data(world: World) -> Bad:
    """Something that is allowed hides something that is not."""

    def change(writer: Any) -> None:
        from pyhanko.pdf_utils.generic import StreamObject

        packet = StreamObject(
            pdf_dict(Type=name("/Metadata"), Subtype=name("/XML")), stream_data=b"<x:xmpmeta>other</x:xmpmeta>"
        )
        writer.root[name("/Metadata")] = writer.add_object(packet)
        writer.update_root()

    data = add_validation_data(world.signed, crls=[world.crl])
    return Bad(revise(data, change), "MODIFIED_AFTER_SIGNING")


@attack
def layer_switched(world: World) -> Bad:
    def change(writer: Any) -> None:
        layer = writer.add_object(pdf_dict(Type=name("/OCG"), Name=_text("Cover")))
        from pyhanko.pdf_utils.generic import ArrayObject

        writer.root[name("/OCProperties")] = pdf_dict(OCGs=ArrayObject([layer]), D=pdf_dict(OFF=ArrayObject([layer])))
        writer.update_root()

    return Bad(revise(world.signed, change), "MODIFIED_AFTER_SIGNING")


@attack
def script_added(world: World) -> Bad:
    def change(writer: Any) -> None:
        writer.root[name("/OpenAction")] = pdf_dict(S=name("/JavaScript"), JS=_text("app.alert(1)"))
        writer.update_root()

    return Bad(revise(world.signed, change), "MODIFIED_AFTER_SIGNING")


@attack
def object_freed(world: World) -> Bad:
    data = world.signed
    start = data.rindex(b"startxref\n") + 10
    previous = int(data[start : data.index(b"\n", start)])
    size = int(re.findall(rb"/Size (\d+)", data)[-1])
    root = re.findall(rb"/Root (\d+ \d+ R)", data)[-1]
    table = b"xref\n4 1\n0000000000 00001 f \ntrailer\n<< /Size %d /Root %s /Prev %d >>\n" % (size, root, previous)
    return Bad(data + table + b"startxref\n%d\n%%%%EOF\n" % len(data), "MODIFIED_AFTER_SIGNING")


@attack
def page_smuggled_into_the_validation_store(world: World) -> Bad:
    """First the page's text is declared part of the store, then the store is 'updated'."""
    from pyhanko.pdf_utils.generic import ArrayObject

    def declare(writer: Any) -> None:
        writer.root[name("/DSS")] = writer.add_object(
            pdf_dict(Type=name("/DSS"), Certs=ArrayObject([page_of(writer).get_object().raw_get("/Contents")]))
        )
        writer.update_root()

    def use(writer: Any) -> None:
        content = page_of(writer).get_object().raw_get("/Contents")
        stream = content.get_object()
        stream._data = b"BT /F1 14 Tf 85 700 Td (Paid) Tj ET"
        stream._encoded_data = None
        writer.mark_update(content)

    return Bad(revise(revise(world.signed, declare), use), "MODIFIED_AFTER_SIGNING")


@attack
def signature_outside_its_box(world: World) -> Bad:
    """The head's program made a new visible field instead of using the one that is there."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    writer = IncrementalPdfFileWriter(io.BytesIO(world.issued.data))
    field_spec = SigFieldSpec("Big", on_page=0, box=(50, 500, 550, 800))
    meta = PdfSignatureMetadata(field_name="Big")
    out = PdfSigner(meta, world.head.key.signer, new_field_spec=field_spec).sign_pdf(writer)
    return Bad(out.getvalue(), "APPEARANCE_OUTSIDE")


@attack
def box_moved(world: World) -> Bad:
    from pyhanko.pdf_utils.generic import ArrayObject, NumberObject

    def change(writer: Any) -> None:
        place = writer.root["/AcroForm"]["/Fields"].raw_get(0)
        place.get_object()[name("/Rect")] = ArrayObject([NumberObject(item) for item in (50, 500, 550, 800)])
        writer.mark_update(place)

    return Bad(revise(world.signed, change), "MODIFIED_AFTER_SIGNING")


@attack
def signed_again_after_certification(world: World) -> Bad:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    class Careless(PdfSigner):
        def _enforce_certification_constraints(self, reader: Any) -> None:
            return None

    writer = IncrementalPdfFileWriter(io.BytesIO(world.signed))
    meta = PdfSignatureMetadata(field_name="Later")
    out = Careless(meta, world.stranger.key.signer).sign_pdf(writer)
    return Bad(out.getvalue(), "MODIFIED_AFTER_SIGNING")


# --- the wrong person --------------------------------------------------------------------------------------------


@attack
def self_signed_with_the_same_name(world: World) -> Bad:
    impostor = practice_lists.self_signed("Somchai Sample", serial_number=HEAD_SERIAL, not_before=START)
    return Bad(world.sign(world.issued.data, impostor), "SIGNER_NOT_HEAD")


@attack
def same_name_from_the_same_authority(world: World) -> Bad:
    return Bad(world.sign(world.issued.data, world.stranger), "SIGNER_NOT_HEAD")


@attack
def look_alike_authority(world: World) -> Bad:
    fake = practice_ca.make_ca("Sample Root", not_before=START)
    impostor = practice_ca.issue(fake, "Somchai Sample", serial_number=HEAD_SERIAL, not_before=START)
    people = (Signer("นายตัวอย่าง ใจดี", subject_serial=HEAD_SERIAL, issuer=der(world.root.certificate)),)
    return Bad(
        world.sign(world.issued.data, impostor), "SIGNER_NOT_HEAD", FAILED, {"policy": world.policy(signers=people)}
    )


@attack
def person_as_authority(world: World) -> Bad:
    fake = practice_ca.Authority(world.stranger.certificate, world.stranger.private, world.stranger.chain)
    impostor = practice_ca.issue(fake, "Somchai Sample", serial_number=HEAD_SERIAL, not_before=START)
    people = (Signer("นายตัวอย่าง ใจดี", subject_serial=HEAD_SERIAL, issuer=der(world.root.certificate)),)
    return Bad(
        world.sign(world.issued.data, impostor), "SIGNER_NOT_HEAD", FAILED, {"policy": world.policy(signers=people)}
    )


@attack
def person_as_authority_though_registered(world: World) -> Bad:
    fake = practice_ca.Authority(world.stranger.certificate, world.stranger.private, world.stranger.chain)
    impostor = practice_ca.issue(fake, "Somchai Sample", serial_number=HEAD_SERIAL, not_before=START)
    options = {**registered(world, impostor), "required": 3}
    options["policy"] = world.policy(3, signers=options["policy"].signers)
    return Bad(world.sign(world.issued.data, impostor), "CHAIN_UNTRUSTED", INDETERMINATE, options)


@attack
def director_in_the_place_of_the_head(world: World) -> Bad:
    return Bad(world.sign(world.issued.data, world.director), "SIGNER_NOT_HEAD")


@attack
def director_alone(world: World) -> Bad:
    base = world.issued_three.data
    data = world.sign(base, world.director, field="DirectorSignature")
    return Bad(data, "HEAD_MISSING", INDETERMINATE, {"issued": base})


@attack
def not_signed(world: World) -> Bad:
    return Bad(world.issued.data, "NOT_SIGNED", INDETERMINATE)


@attack
def nobody_registered(world: World) -> Bad:
    return Bad(world.signed, "NO_POLICY", INDETERMINATE, {"policy": None})


@attack
def acting_after_the_order_ended(world: World) -> Bad:
    person = Signer("นางสุดา ตัวอย่าง", kind="acting", ends=date(2026, 6, 10), certificate=der(world.deputy.certificate))
    data = world.sign(world.issued.data, world.deputy)
    return Bad(data, "DELEGATION_NOT_IN_FORCE", FAILED, {"policy": world.policy(signers=(person,))})


@attack
def former_head(world: World) -> Bad:
    person = Signer("นายตัวอย่าง ใจดี", ends=date(2026, 6, 1), certificate=der(world.head.certificate))
    return Bad(world.signed, "SIGNER_NOT_HEAD_ON_DATE", FAILED, {"policy": world.policy(signers=(person,))})


# --- certificate and time ----------------------------------------------------------------------------------------


@attack
def certificate_for_other_uses(world: World) -> Bad:
    who = practice_ca.issue(world.root, "Somchai Sample", usage=("key_encipherment",), not_before=START)
    return Bad(world.sign(world.issued.data, who), "KEY_USAGE", FAILED, registered(world, who))


@attack
def certificate_of_an_authority(world: World) -> Bad:
    who = practice_ca.issue(world.root, "Somchai Sample", as_ca=True, not_before=START)
    return Bad(world.sign(world.issued.data, who), "KEY_USAGE", FAILED, registered(world, who))


@attack
def short_key(world: World) -> Bad:
    who = practice_ca.issue(world.root, "Somchai Sample", key="rsa1024", not_before=START)
    return Bad(world.sign(world.issued.data, who), "WEAK_CRYPTO", INDETERMINATE, registered(world, who))


@attack
def old_digest(world: World) -> Bad:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

    who = practice_ca.issue(world.root, "Somchai Sample", key="rsa2048", not_before=START)
    signer = SimpleSigner.load_pkcs12_data(who.to_p12("demo-only"), other_certs=[], passphrase=b"demo-only")
    writer = IncrementalPdfFileWriter(io.BytesIO(world.issued.data))

    class Punctual(PdfSigner):
        def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
            session = super().init_signing_session(pdf_out, existing_fields_only)
            session.system_time = SIGNED
            return session

    out = Punctual(PdfSignatureMetadata(field_name="HeadSignature", md_algorithm="sha1"), signer).sign_pdf(writer)
    return Bad(out.getvalue(), "WEAK_CRYPTO", INDETERMINATE, registered(world, who))


@attack
def expired(world: World) -> Bad:
    who = practice_ca.issue(world.root, "Somchai Sample", not_before=START, not_after=NOW - timedelta(minutes=5))
    return Bad(world.sign(world.issued.data, who), "CERT_EXPIRED", INDETERMINATE, registered(world, who))


@attack
def expired_before_the_time_stamp(world: World) -> Bad:
    who = practice_ca.issue(world.root, "Somchai Sample", not_before=START, not_after=SIGNED - DAY)
    data = world.sign(world.issued.data, who, tsa=world.tsa())
    return Bad(data, "SIGNED_OUTSIDE_VALIDITY", FAILED, registered(world, who))


@attack
def expired_with_a_stranger_s_time_stamp(world: World) -> Bad:
    who = practice_ca.issue(world.root, "Somchai Sample", not_before=START, not_after=NOW - timedelta(minutes=5))
    own = practice_ca.issue(
        world.other_root, "TSA", key="rsa2048", not_before=START, usage=("digital_signature",), timestamping=True
    )
    data = world.sign(world.issued.data, who, tsa=world.tsa(SIGNED, own))
    return Bad(data, "TIMESTAMP_UNTRUSTED", INDETERMINATE, registered(world, who))


@attack
def not_yet_valid(world: World) -> Bad:
    who = practice_ca.issue(world.root, "Somchai Sample", not_before=NOW - timedelta(minutes=1))
    return Bad(world.sign(world.issued.data, who), "SIGNED_OUTSIDE_VALIDITY", FAILED, registered(world, who))


@attack
def back_dated_before_the_certificate(world: World) -> Bad:
    data = world.sign(world.issued.data, at=START - 30 * DAY)
    return Bad(data, "SIGNED_OUTSIDE_VALIDITY")


@attack
def back_dated_against_the_time_stamp(world: World) -> Bad:
    data = world.sign(world.issued.data, at=SIGNED - 40 * DAY, tsa=world.tsa())
    return Bad(data, "TIME_INCONSISTENT")


@attack
def dated_in_the_future(world: World) -> Bad:
    return Bad(world.sign(world.issued.data, at=NOW + 2 * DAY), "TIME_INCONSISTENT")


@attack
def time_stamp_from_the_future(world: World) -> Bad:
    data = world.sign(world.issued.data, at=SIGNED, tsa=world.tsa(NOW + 5 * timedelta(hours=1)))
    return Bad(data, "TIME_INCONSISTENT")


@attack
def time_stamp_of_something_else(world: World) -> Bad:
    """A token whose imprint is over other bytes."""
    tsa = world.tsa()

    class Careless(type(tsa)):  # type: ignore[misc]
        async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:
            return await super().async_timestamp(bytes(len(message_digest)), md_algorithm)

    tsa.__class__ = Careless
    return Bad(world.sign(world.issued.data, tsa=tsa), "TIMESTAMP_INVALID")


@attack
def revoked(world: World) -> Bad:
    crl = practice_lists.make_crl(world.root, [(world.head.certificate, NOW - 10 * DAY)], at=NOW - DAY)
    return Bad(world.signed, "CERT_REVOKED", FAILED, {"policy": world.policy(crls=(crl,))})


@attack
def revoked_and_only_the_caller_knows(world: World) -> Bad:
    crl = practice_lists.make_crl(world.root, [(world.head.certificate, NOW - 10 * DAY)], at=NOW - DAY)
    return Bad(world.signed, "CERT_REVOKED", FAILED, {"policy": world.policy(crls=(), roots=()), "crls": (crl,)})


@attack
def revoked_before_the_time_stamp(world: World) -> Bad:
    crl = practice_lists.make_crl(world.root, [(world.head.certificate, SIGNED - DAY)], at=NOW)
    data = world.sign(world.issued.data, tsa=world.tsa())
    return Bad(data, "CERT_REVOKED", FAILED, {"policy": world.policy(crls=(crl,))})


@attack
def revoked_according_to_the_file_itself(world: World) -> Bad:
    crl = practice_lists.make_crl(world.root, [(world.head.certificate, SIGNED - DAY)], at=NOW)
    return Bad(add_validation_data(world.signed, crls=[crl]), "CERT_REVOKED")


@attack
def issuing_authority_revoked(world: World) -> Bad:
    middle = practice_ca.make_ca("Sample Issuing CA", parent=world.root, not_before=START)
    who = practice_ca.issue(middle, "Somchai Sample", not_before=START)
    lists = (
        practice_lists.make_crl(world.root, [(middle.certificate, NOW - 9 * DAY)], at=NOW - DAY),
        practice_lists.make_crl(middle, at=NOW - DAY),
    )
    return Bad(world.sign(world.issued.data, who), "CERT_REVOKED", FAILED, registered(world, who, crls=lists))


@attack
def stale_list(world: World) -> Bad:
    stale = practice_lists.make_crl(world.root, at=NOW - 60 * DAY, days=10)
    return Bad(world.signed, "REVOCATION_UNKNOWN", INDETERMINATE, {"policy": world.policy(3, crls=(stale,))})


@attack
def no_list(world: World) -> Bad:
    return Bad(world.signed, "REVOCATION_UNKNOWN", INDETERMINATE, {"policy": world.policy(3, crls=())})


@attack
def forged_list(world: World) -> Bad:
    fake = practice_ca.make_ca("Sample Root", not_before=START)
    crl = practice_lists.make_crl(fake, at=NOW - DAY)
    return Bad(world.signed, "CRL_UNVERIFIED", INDETERMINATE, {"policy": world.policy(3, crls=(crl,))})


@attack
def another_root(world: World) -> Bad:
    policy = world.policy(3, roots=(der(world.other_root.certificate),))
    return Bad(world.signed, "CHAIN_UNTRUSTED", INDETERMINATE, {"policy": policy})


@attack
def no_root(world: World) -> Bad:
    return Bad(world.signed, "CHAIN_UNTRUSTED", INDETERMINATE, {"policy": world.policy(3, roots=())})


# --- files that act, hide, or hurt -------------------------------------------------------------------------------


@attack
def script_at_opening(world: World) -> Bad:
    base = active_paper(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")
    return Bad(world.sign(base), "ACTIVE_CONTENT", INDETERMINATE, UNBOUND)


@attack
def program_launched(world: World) -> Bad:
    base = active_paper(b"/AA << /WC << /S /Launch /F (cmd.exe) >> >>")
    return Bad(world.sign(base), "ACTIVE_CONTENT", INDETERMINATE, UNBOUND)


@attack
def script_where_a_kind_is_claimed(world: World) -> Bad:
    """What calls itself a font is still run by a viewer that comes to it as to an action."""
    base = active_paper(b"/AA << /Type /Font /WC << /Type /Font /S /JavaScript /JS (app.alert(1)) >> >>")
    return Bad(world.sign(base), "ACTIVE_CONTENT", INDETERMINATE, UNBOUND)


@attack
def script_after_a_harmless_action(world: World) -> Bad:
    base = active_paper(b"/AA << /WC << /S /GoTo /D [3 0 R /Fit] /Next << /S /JavaScript /JS (app.alert(1)) >> >> >>")
    return Bad(world.sign(base), "ACTIVE_CONTENT", INDETERMINATE, UNBOUND)


@attack
def scripts_of_the_document(world: World) -> Bad:
    base = active_paper(
        b"/Names << /JavaScript << /Kids [<< /Names [(a) << /S /JavaScript /JS (app.alert(1)) >>] >>] >> >>"
    )
    return Bad(world.sign(base), "ACTIVE_CONTENT", INDETERMINATE, UNBOUND)


@attack
def attachment(world: World) -> Bad:
    base = active_paper(b"/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /EF << >> >>] >> >>")
    return Bad(world.sign(base), "ACTIVE_CONTENT", INDETERMINATE, UNBOUND)


@attack
def key_given_twice(world: World) -> Bad:
    """Programs disagree on which of the two texts the page has."""

    def twice(objects: list[bytes]) -> None:
        objects[2] = objects[2].replace(b"/Contents 4 0 R", b"/Contents 4 0 R /Contents 7 0 R")
        objects.append(stream(b"BT /F1 14 Tf 85 700 Td (Else) Tj ET"))

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    writer = IncrementalPdfFileWriter(io.BytesIO(paper_with(twice)), strict=False)
    out = PdfSigner(PdfSignatureMetadata(field_name="HeadSignature"), world.head.key.signer).sign_pdf(writer)
    return Bad(out.getvalue(), "UNREADABLE", INDETERMINATE, UNBOUND)


@attack
def encrypted(world: World) -> Bad:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(world.signed)))
    writer.encrypt("", "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return Bad(out.getvalue(), "ENCRYPTED", INDETERMINATE, UNBOUND)


@attack
def bomb(world: World) -> Bad:
    def inflate(objects: list[bytes]) -> None:
        engine = zlib.compressobj(9)
        data = b"".join(engine.compress(b" " * (1 << 20)) for _ in range(80)) + engine.flush()
        objects.append(stream(data, b"/Filter /FlateDecode"))

    return Bad(world.sign(paper_with(inflate)), "LIMIT_STREAM", INDETERMINATE, UNBOUND)


@attack
def bomb_in_a_bomb(world: World) -> Bad:
    def inflate(objects: list[bytes]) -> None:
        engine = zlib.compressobj(9)
        data = b"".join(engine.compress(b" " * (1 << 20)) for _ in range(80)) + engine.flush()
        data = zlib.compress(data, 9)
        objects.append(stream(data, b"/Filter [/FlateDecode /FlateDecode]"))

    return Bad(world.sign(paper_with(inflate)), "LIMIT_STREAM", INDETERMINATE, UNBOUND)


@attack
def absurd_size(world: World) -> Bad:
    data = world.signed.replace(b"/Size ", b"/Size 99999999", 1)
    return Bad(data, "LIMIT_DECLARED", INDETERMINATE, UNBOUND)


@attack
def absurd_table(world: World) -> Bad:
    data = re.sub(rb"xref\n0 (\d+)\n", b"xref\n0 2147483647\n", world.signed, count=1)
    return Bad(data, "LIMIT_DECLARED", INDETERMINATE, UNBOUND)


@attack
def absurd_length(world: World) -> Bad:
    data = re.sub(rb"/Length (\d+)", b"/Length 99999999999999999999", world.signed, count=1)
    return Bad(data, "LIMIT_STREAM", INDETERMINATE, UNBOUND)


@attack
def absurdly_large_file(_world: World) -> Bad:
    return Bad(b"%PDF-1.7\n" + bytes(65 << 20) + b"\n%%EOF", "LIMIT_BYTES", INDETERMINATE, UNBOUND)


@attack
def huge_page(world: World) -> Bad:
    def stretch(objects: list[bytes]) -> None:
        objects[2] = objects[2].replace(b"[0 0 595 842]", b"[0 0 900000 900000]")

    return Bad(world.sign(paper_with(stretch)), "LIMIT_BOX", INDETERMINATE, UNBOUND)


@attack
def appended_to_thousands_of_times(world: World) -> Bad:
    """Empty revisions, each with a table of its own that a reader has to open."""
    base = world.signed
    out, before = bytearray(base), int(base[base.rindex(b"startxref") + 10 :].split()[0])
    size = int(re.findall(rb"/Size (\d+)", base)[-1])
    for _ in range(5000):
        start = len(out)
        out += b"xref\n0 0\ntrailer\n<< /Size %d /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
            size, before, start,
        )  # fmt: skip
        before = start
    return Bad(bytes(out), "LIMIT_REVISIONS", INDETERMINATE)


@attack
def a_word_millions_of_times(world: World) -> Bad:
    """What is looked for in every file before it is parsed, so often that looking would take minutes."""
    return Bad(world.signed + b"/Index [" * 2_000_000 + b"\n%%EOF\n", "LIMIT_OBJECTS", INDETERMINATE, UNBOUND)


@attack
def too_many_pages(world: World) -> Bad:
    def multiply(objects: list[bytes]) -> None:
        kids = []
        for _ in range(1_500):
            objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>")
            kids.append(b"%d 0 R" % len(objects))
        objects[1] = b"<< /Type /Pages /Count 1501 /Kids [3 0 R %s] >>" % b" ".join(kids)

    return Bad(world.sign(paper_with(multiply)), "LIMIT_PAGES", INDETERMINATE, UNBOUND)


@attack
def wrong_page_count(world: World) -> Bad:
    def lie(objects: list[bytes]) -> None:
        objects[1] = b"<< /Type /Pages /Count 2 /Kids [3 0 R] >>"

    return Bad(world.sign(paper_with(lie)), "PARSER_DIFFERENTIAL", INDETERMINATE, UNBOUND)


@attack
def no_pages(world: World) -> Bad:
    def empty(objects: list[bytes]) -> None:
        objects[1] = b"<< /Type /Pages /Count 0 /Kids [] >>"

    return Bad(paper_with(empty), "NO_PAGES", INDETERMINATE, UNBOUND)


@attack
def deep_page_tree(_world: World) -> Bad:
    def deepen(objects: list[bytes]) -> None:
        objects[1] = b"<< /Type /Pages /Count 1 /Kids [7 0 R] >>"
        for number in range(7, 107):
            objects.append(b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (number + 1 if number < 106 else 3))

    return Bad(paper_with(deepen), "LIMIT_DEPTH", INDETERMINATE, UNBOUND)


@attack
def page_tree_in_a_circle(_world: World) -> Bad:
    def loop(objects: list[bytes]) -> None:
        objects[1] = b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"

    return Bad(paper_with(loop), "LIMIT_DEPTH", INDETERMINATE, UNBOUND)


@attack
def deeply_nested_object(_world: World) -> Bad:
    def nest(objects: list[bytes]) -> None:
        objects.append(b"[" * 5000 + b"]" * 5000)

    return Bad(paper_with(nest), "LIMIT_DEPTH", INDETERMINATE, UNBOUND)


@attack
def table_in_a_circle(world: World) -> Bad:
    data = world.issued.data
    start = int(data[data.rindex(b"startxref\n") + 10 :].split(b"\n")[0])
    looped = data.replace(b"trailer\n<<", b"trailer\n<< /Prev %d" % start)
    return Bad(looped, "UNREADABLE", INDETERMINATE, UNBOUND)


@attack
def hybrid_table(_world: World) -> Bad:
    """Two tables of contents side by side, as Word writes them, and the page's text differs between the two."""
    return Bad(hybrid_paper(4), "HYBRID_XREF", INDETERMINATE, UNBOUND)


def hybrid_paper(number: int, *, in_table: bool = True) -> bytes:
    """A paper whose object ``number`` is found through a stream of the table (ISO 32000-1, 7.5.8.4), and in the table
    itself as something else unless ``in_table`` is false: then it is a free number there."""
    data = paper_with(lambda objects: objects.append(stream(b"BT /F1 14 Tf 85 700 Td (Refused) Tj ET")))
    body, table = data[: data.rindex(b"xref\n0 ")], data[data.rindex(b"xref\n0 ") :]
    size = int(re.findall(rb"/Size (\d+)", table)[0])
    here = body.index(b"\n%d 0 obj" % number) + 1
    other = body.index(b"\n%d 0 obj" % (size - 1)) + 1 if in_table else here
    if in_table:  # an object of that number, for readers that know streams
        other = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, stream(b"BT /F1 14 Tf 85 700 Td (Refused) Tj ET"))
    else:
        table = table.replace(b"%010d 00000 n" % here, b"%010d 65535 f" % 0, 1)
    entries = b"\1" + other.to_bytes(4, "big") + b"\0"
    keys = b"/Type /XRef /Size %d /Index [%d 1] /W [1 4 1] /Root 1 0 R" % (size, number)
    place = len(body)
    body += b"%d 0 obj\n%s\nendobj\n" % (size, stream(entries, keys))
    table = table.replace(b"trailer\n<<", b"trailer\n<< /XRefStm %d" % place)
    table = table.replace(b"/Size %d" % size, b"/Size %d" % (size + 1))
    return body + re.sub(rb"startxref\n\d+", b"startxref\n%d" % len(body), table)


@attack
def hybrid_table_that_hides_the_page(_world: World) -> Bad:
    """The text of the page is in the stream of the table only: a reader that knows none shows an empty page."""
    return Bad(hybrid_paper(4, in_table=False), "HYBRID_XREF", INDETERMINATE, UNBOUND)


@attack
def too_many_signatures(_world: World) -> Bad:
    def multiply(objects: list[bytes]) -> None:
        fields = []
        for number in range(25):
            objects.append(b"<< /Type /Sig /SubFilter /adbe.pkcs7.detached /Contents <00> /ByteRange [0 1 2 3] >>")
            objects.append(b"<< /FT /Sig /T (S%d) /V %d 0 R >>" % (number, len(objects)))
            fields.append(b"%d 0 R" % len(objects))
        objects[0] = objects[0].replace(b"/Fields [6 0 R]", b"/Fields [6 0 R %s]" % b" ".join(fields))

    return Bad(paper_with(multiply), "LIMIT_SIGNATURES", INDETERMINATE, UNBOUND)


@attack
def cut_short(world: World) -> Bad:
    return Bad(world.signed[: len(world.signed) // 2], "UNREADABLE", INDETERMINATE, UNBOUND)


@attack
def cut_short_in_the_last_lines(world: World) -> Bad:
    return Bad(world.signed[:-12], "UNREADABLE", INDETERMINATE, UNBOUND)


@attack
def empty(_world: World) -> Bad:
    return Bad(b"", "EMPTY", INDETERMINATE, UNBOUND)


@attack
def only_line_ends(_world: World) -> Bad:
    return Bad(b"\r\n" * 40, "EMPTY", INDETERMINATE, UNBOUND)


@attack
def a_picture(_world: World) -> Bad:
    return Bad(b"\x89PNG\r\n\x1a\n" + bytes(500), "NOT_PDF", INDETERMINATE, UNBOUND)


@attack
def a_web_page(_world: World) -> Bad:
    return Bad(b"<html>404 not found</html>", "NOT_PDF", INDETERMINATE, UNBOUND)


from . import appended as _appended  # noqa: E402, F401 - its attacks register themselves
