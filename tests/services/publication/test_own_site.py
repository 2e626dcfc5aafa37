"""An office that keeps its site itself: files go there by hand, and publishing proves them from the real home page."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from commands.counter import run
from tests.public_site.office_site import OfficeSite, office_site
from tests.services.small_office import SmallOffice, done
from workflow.ports.site import Finding, ItemProof, Severity
from workflow.records.models import Proof, ProofRun
from workflow.rules.errors import BadInput, CheckFailed, Refused, WrongRole
from workflow.services.collection.contributing import Contribution, contribute
from workflow.services.publication import adopting, publishing, withdrawing
from workflow.services.publication.addresses import addresses, end_address, record_address
from workflow.services.publication.handing_out import SHEET, hand_out
from workflow.services.publication.proofs import digest_of, not_proven
from workflow.services.publication.proving import build, prove
from workflow.services.publication.sightings import attest


@dataclass
class OwnSite:
    """The office and its own site."""

    office: SmallOffice
    site: OfficeSite

    def put(self, code: str, name: str = "") -> dict[str, bytes]:
        """The web master puts an item's files up and links them from the home page."""
        handed = hand_out(self.office.office, [code], self.office.folder / "out")
        (item,) = handed.items
        held = {f.name: (handed.folder / f.path).read_bytes() for f in item.files}
        for at, data in enumerate(held.values()):
            self.site.routes[f"/wp-content/{code}-{at}{name}.pdf"] = data
        links = "".join(f'<a href="/wp-content/{code}-{at}{name}.pdf">{code}</a>' for at in range(len(held)))
        self.site.routes["/"] = str(self.site.routes.get("/", "")) + links
        return held

    def proofs(self, code: str) -> list[Proof]:
        with self.office.use_case() as use_case:
            item = use_case.item(code)
            return list(use_case.session.scalars(select(Proof).where(Proof.item_id == item.id).order_by(Proof.id)))


@pytest.fixture
def own(copy_office: Callable[..., SmallOffice]) -> Iterator[OwnSite]:
    with own_site(copy_office) as made:
        yield made


@contextmanager
def own_site(copy_office: Callable[..., SmallOffice]) -> Iterator[OwnSite]:
    with office_site({"/": "<h1>สำนักงาน</h1>"}) as site:
        settings = f'\n[site]\nmode = "own"\nhome = "{site.home}"\npace = 0\n'
        yield OwnSite(copy_office(extra=settings), site)


def png() -> bytes:
    """A picture of one white point."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"\0\xff")) + part(b"IEND", b"")


def refusal(own: OwnSite, code: str) -> list[str]:
    (outcome,) = publishing.publish(own.office.office, "web", [code])
    assert isinstance(outcome.error, CheckFailed)
    return [str(r.facts.get("finding")) for r in outcome.error.reasons]


@pytest.mark.deep
def test_a_file_that_stands_anywhere_on_the_site_is_published_by_its_bytes(own: OwnSite) -> None:
    own.office.bring("head_signed", "O1", "O3")
    assert refusal(own, "O1") == ["file_not_found"]
    own.put("O1")
    one, three = publishing.publish(own.office.office, "web", ["O1", "O3"])
    assert one.error is None
    assert one.note == f"{own.site.home}wp-content/O1-0.pdf"
    assert isinstance(three.error, CheckFailed)
    assert own.office.states("O1", "O3") == ["published", "head_signed"]
    (row,) = own.proofs("O1")
    (seen,) = row.facts["observations"]
    assert (seen["what"], seen["status"], seen["clicks"], seen["by"]) == ("file", 200, 1, "walk")
    assert seen["wanted"] == seen["sha256"]
    assert seen["way"][-1][0] == "O1"
    assert own.office.verify().ok


def test_one_look_is_one_entry_with_the_digest_of_what_was_kept(own: OwnSite) -> None:
    own.office.bring("head_signed", "O1")
    own.put("O1")
    own.office.publish("O1")
    before = len(own.office.journal())
    assert prove(own.office.office, "web").passed
    (entry,) = own.office.journal()[before:]
    assert (entry.kind, entry.facts["items"]) == ("proof", 1)
    with own.office.use_case() as use_case:
        run = list(use_case.session.scalars(select(ProofRun).order_by(ProofRun.id)))[-1]
        rows = [use_case.session.get_one(Proof, key) for key in run.facts["proofs"]]
        assert digest_of(rows) == run.digest == entry.facts["observed"]
        rows[0].facts = {**rows[0].facts, "bytes_ok": False}
        assert digest_of(rows) != run.digest
        use_case.session.rollback()


def test_a_text_alone_and_a_channel_are_published_where_they_can_be_read(own: OwnSite) -> None:
    office = own.office
    contribute(office.office, "clerk.admin", "O1", Contribution(nil_reason="ปีนี้ไม่มีการปรับโครงสร้าง"))
    office.hand_in("O7")
    for code in ("O1", "O7"):
        office.compile(code)
    office.submit("O1", "O7")
    office.sign("O1", "O7")
    assert refusal(own, "O1") == ["text_not_found"]
    own.site.routes["/"] = '<a href="/o1">O1</a> <a href="/ask.html">O7</a>'
    own.site.routes["/o1"] = "<p>ปีนี้ไม่มีการปรับโครงสร้าง</p>"
    own.site.routes["/ask.html"] = "<h1>ถามตอบ</h1>"
    done(publishing.publish(office.office, "web", None))
    assert office.states("O1", "O7") == ["published", "published"]


def test_an_item_that_was_online_before_is_taken_over_from_the_own_site(own: OwnSite) -> None:
    own.office.hand_in("O1")
    (refused,) = adopting.adopt(own.office.office, "head", ["O1"]).outcomes
    assert isinstance(refused.error, CheckFailed)
    own.site.routes["/"] = '<a href="/old.pdf">O1</a>'
    with own.office.use_case() as use_case:
        (row,) = use_case.evidence(use_case.item("O1"))
        digest = row.issued_sha256 or row.sha256
    own.site.routes["/old.pdf"] = own.office.office.store.get(digest)
    done(adopting.adopt(own.office.office, "head", ["O1"]).outcomes)
    assert own.office.states("O1") == ["published"]
    record_address(own.office.office, "web", "O1", [f"{own.site.home}old.pdf"])
    assert [p.url for p in addresses(own.office.office, "O1").places] == [f"{own.site.home}old.pdf"]


def test_addresses_have_a_history(own: OwnSite) -> None:
    office, home = own.office.office, own.site.home
    record_address(office, "clerk.admin", "o๑", [f"{home}a", f"{home}b"])
    told = record_address(office, "web", "O1", ["https://files.example/c"], only=True)
    assert [(p.url, p.until is None) for p in told.places] == [
        ("https://files.example/c", True), (f"{home}b", False), (f"{home}a", False),
    ]  # fmt: skip
    assert [n.code for n in told.notices] == ["address_elsewhere"]
    end_address(office, "web", "O1", ["https://files.example/c"])
    assert all(p.until is not None for p in addresses(office, "O1").places)
    with pytest.raises(WrongRole):
        record_address(office, "clerk.policy", "O1", [f"{home}a"])
    with pytest.raises(BadInput):
        record_address(office, "web", "O1", ["www.office.example"])
    assert [e.facts for e in own.office.journal() if e.kind == "address_changed"][-1] == {
        "added": [], "ended": ["https://files.example/c"],
    }  # fmt: skip


def test_what_is_handed_out_is_what_is_signed_and_says_where_it_goes(own: OwnSite) -> None:
    own.office.bring("head_signed", "O1")
    record_address(own.office.office, "web", "O1", [f"{own.site.home}ita"])
    out = own.office.folder / "out"
    (out / "theirs").mkdir(parents=True)
    handed = hand_out(own.office.office, None, out)
    (item,) = handed.items
    assert [f.path for f in item.files] == ["O1/O1-admin.pdf"]
    sheet = (out / SHEET).read_text()
    assert "O1/O1-admin.pdf" in sheet
    assert f"{own.site.home}ita" in sheet
    own.put("O1")
    own.office.publish("O1")
    withdrawing.change_online(own.office.office, "web", "O1", "suspend", "พบข้อมูลส่วนบุคคล")
    again = hand_out(own.office.office, None, out)
    assert again.removed == ("O1/O1-admin.pdf",)
    assert [t.code for t in again.take_off] == ["O1"]
    assert not (out / "O1" / "O1-admin.pdf").exists()
    assert (out / "theirs").is_dir()
    assert "พบข้อมูลส่วนบุคคล" not in (out / SHEET).read_text()
    assert not prove(own.office.office).passed, "it still stands on the site"


@pytest.mark.deep
def test_what_the_program_cannot_tell_needs_somebody_else_who_brings_the_bytes(
    own: OwnSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("public_site.prove.look.chromium.importlib.util.find_spec", lambda name: None)
    own.office.bring("head_signed", "O1")
    held = own.put("O1")
    address = f"{own.site.home}wp-content/O1-0.pdf"
    own.site.routes["/"] = (403, {"cf-mitigated": "challenge"}, b"")
    assert refusal(own, "O1") == ["robots_blocked"]
    picture, good, bad = tmp_path / "seen.png", tmp_path / "O1.pdf", tmp_path / "other.pdf"
    picture.write_bytes(png())
    good.write_bytes(next(iter(held.values())))
    bad.write_bytes(good.read_bytes() + b"\n")
    office = own.office.office
    with pytest.raises(WrongRole) as own_word:
        attest(office, "web", "O1", files=[good], screenshot=picture, url=address)
    assert own_word.value.code == "publisher_attests"
    with pytest.raises(BadInput) as other_bytes:
        attest(office, "clerk.admin", "O1", files=[bad], screenshot=picture, url=address)
    assert [r.code for r in other_bytes.value.reasons] == ["not_the_signed_file", "signed_file_not_brought"]
    with pytest.raises(Refused):
        attest(office, "clerk.admin", "O3", files=[good], screenshot=picture, url=address)
    attest(office, "clerk.admin", "O1", files=[good], screenshot=picture, url=address)
    (outcome,) = done(publishing.publish(office, "web", ["O1"]))
    assert "seen_by_person" in [n.code for n in outcome.notices]
    (row,) = own.proofs("O1")
    assert row.severity == "caution"
    assert row.facts["findings"][0]["code"] == "seen_by_person"
    monkeypatch.setenv("OIT_OFFICE", str(own.office.folder))
    assert run(["show", "O1"]) == 0
    assert "None" not in capsys.readouterr().out, "nobody walked there, so no clicks are counted"


@pytest.mark.deep
def test_no_word_of_a_person_stands_against_a_proof_that_says_no(
    own: OwnSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("public_site.prove.look.chromium.importlib.util.find_spec", lambda name: None)
    own.office.bring("head_signed", "O1")
    held = own.put("O1")
    picture, good = tmp_path / "seen.png", tmp_path / "O1.pdf"
    picture.write_bytes(png())
    good.write_bytes(next(iter(held.values())))
    attest(own.office.office, "clerk.admin", "O1", files=[good], screenshot=picture, url=own.site.home)
    own.site.routes["/"] = "<h1>ย้ายแล้ว</h1>"
    assert refusal(own, "O1") == ["file_not_found"]
    own.site.routes["/"] = (403, {"cf-mitigated": "challenge"}, b"")
    own.office.clock.forward(8)
    assert refusal(own, "O1") == ["robots_blocked"], "seen too long ago"


def test_nothing_is_built_for_an_office_with_its_own_site(own: OwnSite) -> None:
    with pytest.raises(Refused) as refused:
        build(own.office.office, "web")
    assert refused.value.code == "own_site_not_built"
    assert not (own.office.folder / "site").exists()


def test_an_office_that_named_no_home_page_is_told_where_the_proof_began(
    copy_office: Callable[..., SmallOffice],
) -> None:
    with office_site({"/": "<h1>สำนักงาน</h1>"}) as site:
        office = copy_office(extra=f'\n[site]\nmode = "own"\nurl = "{site.home}oit/"\npace = 0\n')
        office.bring("head_signed", "O1")
        OwnSite(office, site).put("O1")
        (outcome,) = done(publishing.publish(office.office, "web", ["O1"]))
        assert [(n.code, n.facts["url"]) for n in outcome.notices] == [("home_assumed", site.home)]


def test_a_tree_that_the_home_page_does_not_lead_to_is_the_first_reason_of_every_item(small: SmallOffice) -> None:
    page = Finding("not_linked", Severity.BROKEN, {"url": "https://office.example/oit/2569/o1/"})
    tree = Finding("tree_not_linked", Severity.BROKEN, {"url": "https://office.example/oit/", "page": "/"})
    item = ItemProof(
        code="O1", severity=Severity.BROKEN, findings=(page,), clicks=None, path=(), address=None, http_status=200,
        bytes_ok=True, checked_at=small.clock.now(), kind="live",
    )  # fmt: skip
    refused = not_proven(small.office, "O1", item, [tree])
    assert [r.facts["finding"] for r in refused.reasons] == ["tree_not_linked", "not_linked"]
