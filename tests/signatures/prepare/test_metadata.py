"""What a file says about itself, on no page, does not keep the head from signing it."""

from __future__ import annotations

import io
import itertools

import pytest
from pypdf import PdfReader

from signatures.prepare.prepare import prepare
from signatures.verdict import Status
from tests.signatures.appended import append, catalogue_with, root_of
from tests.signatures.attacks import assemble, paper_with, stream
from tests.signatures.world import World

UTF_16 = "(\\376\\377" + "".join(f"\\000{letter}" for letter in "th-TH") + ")"
PACKET = b"<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>%s</x:xmpmeta>"


def in_the_catalogue(objects: list[bytes], entries: str) -> None:
    objects[0] = objects[0].replace(b"/Pages", entries.encode() + b" /Pages")


CATALOGUES = {
    "acrobat's language of what word made": f"/Lang {UTF_16}",
    "a standard of colours in utf-16": f"/OutputIntents [<< /S /GTS_PDFA1 /OutputConditionIdentifier {UTF_16} >>]",
}


def signed(world: World, data: bytes) -> tuple[Status, list[str], bytes]:
    issued = prepare(data).data
    verdict = world.verify(world.sign(issued), issued=issued)
    return (
        verdict.status,
        [str(item.facts) for item in verdict.reasons if item.code == "MODIFIED_AFTER_SIGNING"],
        issued,
    )


@pytest.mark.parametrize("entries", CATALOGUES.values(), ids=CATALOGUES)
def test_a_text_of_the_catalogue_is_the_same_however_it_is_spelt(world: World, entries: str) -> None:
    status, changed, _ = signed(world, paper_with(lambda objects: in_the_catalogue(objects, entries)))
    assert (status, changed) == (Status.PASSED, [])


@pytest.mark.parametrize(
    ("entry", "changed"),
    [(b"/Lang (th-TH)", False), (b"/Lang (en-US)", True), (b"/Lang /th-TH", True)],
    ids=["the same text", "another text", "a name"],
)
def test_a_later_revision_may_spell_a_text_anew_and_say_no_other(world: World, entry: bytes, changed: bool) -> None:
    issued = prepare(paper_with(lambda objects: in_the_catalogue(objects, f"/Lang {UTF_16}"))).data
    data = world.sign(issued)
    catalogue = catalogue_with(data, b"").replace(b"/Lang (th\\055TH)", entry)
    assert entry in catalogue
    verdict = world.verify(append(data, {root_of(data): catalogue}), issued=issued)
    assert ("catalogue /Lang" in [item.facts.get("detail") for item in verdict.reasons]) is changed


@pytest.mark.parametrize(
    "packet",
    [PACKET % "ชื่อเรื่อง".encode("cp874"), (PACKET % b"<rdf:RDF>")[:90], b"", b"no packet at all"],
    ids=["tis-620", "cut short", "empty", "something else"],
)
def test_a_packet_that_nobody_reads_is_not_issued(world: World, packet: bytes) -> None:
    def added(objects: list[bytes]) -> None:
        objects[0] = objects[0].replace(b"/Pages", b"/Metadata 7 0 R /Pages")
        objects.append(stream(packet, b"/Type /Metadata /Subtype /XML"))

    status, changed, issued = signed(world, paper_with(added))
    assert (status, changed) == (Status.PASSED, [])
    assert "/Metadata" not in PdfReader(io.BytesIO(issued)).root_object


def test_a_packet_that_is_read_stays(world: World) -> None:
    rdf = b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'></rdf:RDF>"

    def added(objects: list[bytes]) -> None:
        objects[0] = objects[0].replace(b"/Pages", b"/Metadata 7 0 R /Pages")
        objects.append(stream(PACKET % rdf, b"/Type /Metadata /Subtype /XML"))

    status, changed, issued = signed(world, paper_with(added))
    assert (status, changed) == (Status.PASSED, [])
    assert "/Metadata" in PdfReader(io.BytesIO(issued)).root_object


def with_information(title: bytes, form: bool) -> bytes:
    def added(objects: list[bytes]) -> None:
        if form:
            objects[0] = objects[0].replace(b"<< /Fields [6 0 R] /SigFlags 0 >>", b"7 0 R")
            objects[2] = objects[2].replace(b" /Annots [6 0 R]", b" /Annots [6 0 R 8 0 R]")
        objects.append(b"<< /Title " + title + (b" /NeedAppearances true" if form else b"") + b" >>")
        objects.append(
            b"<< /Type /Annot /Subtype /Link /Rect [300 200 400 220] /Border [0 0 0] "
            b"/A << /Type /Action /S /URI /URI (oit:sign/head) >> >>"
        )

    held: list[bytes] = []
    paper_with(lambda objects: (added(objects), held.extend(objects))[0])
    return assemble(held, trailer=b"/Info 7 0 R")


@pytest.mark.parametrize(("zero", "form"), list(itertools.product((True, False), repeat=2)))
def test_a_title_with_a_zero_and_a_form_that_is_the_information(world: World, zero: bool, form: bool) -> None:
    """ImageMagick ends its title with one; a way to fill forms that many copied makes the other."""
    title = b"(\\376\\377\\000a" + (b"\\000\\000" if zero else b"") + b")"
    status, changed, issued = signed(world, with_information(title, form))
    assert (status, changed) == (Status.PASSED, [])
    information = PdfReader(io.BytesIO(issued)).metadata
    assert information is not None
    assert dict(information) == {"/Title": "a"}
