"""A document signed before: its own signature is judged, or it is paper that a named person vouches for."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select

from signatures.prepare.prepare import Box, prepare
from signatures.signing.pkcs12 import load_p12
from signatures.signing.sign import sign
from tests.services.small_office import SECRET, SmallOffice, small_pdf
from workflow.records.models import Verdict
from workflow.rules.errors import BadInput
from workflow.services.collection import contributing
from workflow.services.collection.compiling import compile_items
from workflow.services.collection.contributing import Contribution
from workflow.services.collection.vouching import STATEMENT, OldPaper, Vouch
from workflow.services.context.results import Outcome
from workflow.services.publication.site_facts import site_facts
from workflow.services.queries.item_detail import show


def hand_in(office: SmallOffice, pdf: bytes) -> None:
    path = office.folder / "order.pdf"
    path.write_bytes(pdf)
    order = Contribution(files=[path], duty="signed_before", number="12/2568", dated=date(2025, 11, 3))
    contributing.contribute(office.office, "clerk.admin", "O1", order)


def compiled(office: SmallOffice, attest: Vouch | None = None) -> Outcome:
    (outcome,) = compile_items(office.office, "clerk.admin", ["O1"], attest=attest)
    return outcome


def refusals(outcome: Outcome) -> list[str]:
    assert outcome.error is not None
    return [reason.code for reason in outcome.error.reasons]


def verdicts(office: SmallOffice) -> list[Verdict]:
    with office.use_case() as use_case:
        return list(use_case.session.scalars(select(Verdict)))


def signed(office: SmallOffice, who: str = "head") -> bytes:
    made = prepare(small_pdf("order"), box=Box(0, 200, 300, 370, 348))
    key = load_p12(Path(office.folder / "keys" / f"{who}.p12"), SECRET)
    return sign(made.data, key, appearance_lines=("signed",), at=office.clock.moment)


# --- paper -----------------------------------------------------------------------------------------------------------


def test_paper_is_taken_on_the_word_of_who_compiles_and_on_nothing_less(small: SmallOffice) -> None:
    hand_in(small, small_pdf("an order signed with a pen"))
    assert refusals(compiled(small)) == ["old_paper_not_attested"]
    assert refusals(compiled(small, lambda about: False)) == ["old_paper_declined"]
    assert small.states("O1") == ["draft"]
    assert verdicts(small) == []

    asked: list[OldPaper] = []
    assert compiled(small, lambda about: asked.append(about) is None).error is None
    assert [(one.item, one.file, one.number, one.dated) for one in asked] == [
        ("O1", "order.pdf", "12/2568", date(2025, 11, 3))
    ]
    (verdict,) = verdicts(small)
    assert (verdict.grade, verdict.status) == (1, "INDETERMINATE")
    assert verdict.record["attested_by"]["login"] == "clerk.admin"
    assert verdict.record["statement"] == STATEMENT.to_json()


def test_whoever_looks_is_told_on_whose_word(small: SmallOffice) -> None:
    hand_in(small, small_pdf("an order signed with a pen"))
    assert compiled(small, lambda about: True).error is None
    (file,) = show(small.office, "O1")["files"]
    who = file["attested_by"]
    with small.use_case("clerk.admin") as use_case:
        assert who == use_case.me.name
    small.submit("O1")
    with small.use_case() as use_case:
        from workflow.services.documents.form_facts import annex_rows

        (row,) = annex_rows(use_case, [use_case.item("O1")])
    assert who in row.duty
    small.sign("O1")
    small.publish("O1")
    with small.use_case() as use_case:
        facts = site_facts(use_case, {})
    (shown,) = [item for item in facts.years[0].items if item.code == "O1"]
    with small.use_case("clerk.admin") as use_case:
        post = use_case.me.post
    assert post != who
    assert [f.attested_by for f in shown.files] == [post]  # the public learns the post, never a clerk's name


def test_nobody_is_asked_about_an_item_that_is_refused_for_something_else(small: SmallOffice) -> None:
    hand_in(small, small_pdf("an order signed with a pen"))
    path = small.folder / "other.pdf"
    path.write_bytes(signed(small, "stranger"))
    contributing.contribute(
        small.office, "clerk.admin", "O1",
        Contribution(files=[path], duty="signed_before", number="1", dated=date(2025, 1, 1), add=True),
    )  # fmt: skip
    asked: list[OldPaper] = []
    assert compiled(small, lambda about: asked.append(about) is None).error is not None
    assert asked == []


# --- a digital signature ---------------------------------------------------------------------------------------------


def test_a_good_signature_is_taken_without_a_word(small: SmallOffice) -> None:
    hand_in(small, signed(small))
    assert compiled(small).error is None
    (verdict,) = verdicts(small)
    assert (verdict.grade, verdict.status) == (2, "PASSED")
    assert "attested_by" not in verdict.record
    assert show(small.office, "O1")["files"][0]["attested_by"] is None


def cut(data: bytes) -> bytes:
    """A signed file cut short in its last table."""
    return data[:-40]


def bent(data: bytes) -> bytes:
    """A signed file whose last table says another size than there is: readers differ."""
    place = data.rindex(b"/Size ")
    end = data.index(b"\n", place)
    return data[:place] + b"/Size 3".ljust(end - place) + data[end:]


def encrypted(data: bytes) -> bytes:
    place = data.rindex(b"trailer\n<<") + len(b"trailer\n<<")
    return data[:place] + b" /Encrypt 1 0 R" + data[place:]


def aside(data: bytes) -> bytes:
    """A signature that no field of the form shows any more."""
    return data.replace(b"/AcroForm", b"/AcroFrom").replace(b"/FT /Sig", b"/FT /Sog")


def large(data: bytes) -> bytes:
    """A signed file that declares more objects than are looked at."""
    place = data.rindex(b"/Size ")
    end = data.index(b"\n", place)
    return data[:place] + b"/Size 9999999" + data[end:]


@pytest.mark.parametrize("make", [cut, bent, encrypted, aside, large])
def test_a_signature_that_cannot_be_judged_is_no_paper_whoever_vouches(
    small: SmallOffice, make: Callable[[bytes], bytes]
) -> None:
    """Whoever makes a forged order awkward to read must not escape the check that a clean file gets."""
    try:
        hand_in(small, make(signed(small, "stranger")))
    except BadInput:
        return  # not even taken
    for attest in (None, lambda about: True):
        assert set(refusals(compiled(small, attest))) <= {"signed_before_not_judged", "signed_before_not_proven"}
    assert small.states("O1") == ["draft"]
    assert verdicts(small) == []


def test_a_stranger_s_signature_is_refused_whoever_vouches(small: SmallOffice) -> None:
    hand_in(small, signed(small, "stranger"))
    assert refusals(compiled(small, lambda about: True)) == ["signed_before_not_proven"]


@pytest.mark.deep
def test_a_photo_of_an_old_paper_goes_online_as_a_page_on_the_word_of_who_compiles(small: SmallOffice) -> None:
    photo = small.folder / "order.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (420, 300), (240, 240, 240)).save(photo, exif=exif)
    order = Contribution(files=[photo], duty="signed_before", number="12/2568", dated=date(2025, 11, 3))
    contributing.contribute(small.office, "clerk.admin", "O1", order)
    assert refusals(compiled(small)) == ["old_paper_not_attested"]
    assert compiled(small, lambda about: True).error is None
    small.submit("O1")
    small.sign("O1")
    small.publish("O1")
    assert small.states("O1") == ["published"]
    (verdict,) = [one for one in verdicts(small) if one.evidence_id is not None]
    assert (verdict.grade, verdict.file_sha256) == (1, verdict.issued_sha256)
    page = PdfReader(io.BytesIO(small.office.store.get(verdict.file_sha256))).pages[0]
    assert page.mediabox.height > page.mediabox.width
    with small.use_case() as use_case:
        (kept,) = use_case.evidence(use_case.item("O1"))
        assert small.office.store.get(kept.sha256) == photo.read_bytes()
