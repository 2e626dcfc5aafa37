"""What is seen of an item is kept as it came: every answer on the way, a report, and the journal says so."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from warcio.archiveiterator import ArchiveIterator

from tests.public_site.office_site import office_site
from tests.services.publication.test_own_site import OwnSite, png
from tests.services.small_office import SECRET, START, SmallOffice
from workflow.records import queries
from workflow.records.models import Capture
from workflow.rules.errors import BadInput, Refused
from workflow.services.publication.keeping import capture
from workflow.services.publication.sightings import attest
from workflow.services.watching.captures import keep_changes
from workflow.services.watching.machines import enrol
from workflow.services.watching.watch import watch


def test_pages_and_file_are_kept_as_they_came(copy_office: Callable[..., SmallOffice]) -> None:
    with office_site({"/": '<a href="/ita">ITA</a>'}) as site:
        office = copy_office(extra=f'\n[site]\nmode = "own"\nhome = "{site.home}"\npace = 0\n')
        office.bring("head_signed", "O1")
        own = OwnSite(office, site)
        with pytest.raises(Refused):
            capture(office.office, "web", "O1")
        held = own.put("O1")
        site.routes["/ita"], site.routes["/"] = str(site.routes["/"]).partition("</a>")[2], '<a href="/ita">ITA</a>'
        office.publish("O1")
        before = len(office.journal())
        kept = capture(office.office, "web", "O1")
        (entry,) = office.journal()[before:]
        assert (entry.kind, entry.facts["warc"], entry.facts["stamp"]) == ("captured", kept.warc[0], None)
        found = {}
        for record in ArchiveIterator(io.BytesIO(kept.warc[1].read_bytes())):
            if record.rec_type == "response":
                found[record.rec_headers["WARC-Target-URI"]] = record.content_stream().read()
        assert list(found) == [site.home, f"{site.home}ita", f"{site.home}wp-content/O1-0.pdf"]
        assert found[f"{site.home}wp-content/O1-0.pdf"] == next(iter(held.values()))
        assert b"ITA" in found[site.home]
        assert kept.report[1].read_bytes().startswith(b"%PDF")
        with office.use_case() as use_case:
            (row,) = use_case.session.scalars(select(Capture))
            assert [url for url, _, _ in row.facts["pages"]] == list(found)
            assert {kept.warc[0], kept.report[0]} <= queries.files.digests(use_case.session, use_case.office_id)
        del site.routes["/ita"]
        with pytest.raises(BadInput) as gone:
            capture(office.office, "web", "O1")
        assert gone.value.code == "not_seen_any_more"


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is looked at in a browser, which takes seconds."""
    monkeypatch.setattr("public_site.prove.look.chromium.importlib.util.find_spec", lambda name: None)


def reports(office: SmallOffice) -> list[tuple[str, list[int | None]]]:
    """Who kept each capture, and the answers in it."""
    with office.use_case() as use_case:
        rows = use_case.session.scalars(select(Capture).order_by(Capture.id))
        return [(row.made_by, [status for _, status, _ in row.facts["pages"]]) for row in rows]


@pytest.mark.usefixtures("no_browser")
def test_the_report_is_signed_by_the_key_of_the_office(
    copy_office: Callable[..., SmallOffice], monkeypatch: pytest.MonkeyPatch
) -> None:
    from asn1crypto.pem import unarmor
    from asn1crypto.x509 import Certificate
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext
    from pypdf import PdfReader

    from signatures.signing.practice_ca import issue, make_ca

    began, ends = START - timedelta(days=100), START + timedelta(days=1000)
    ca = make_ca("TEST ROOT", not_before=began, not_after=ends)
    sealing = '[signing]\nseal = "keys/office.p12"\nroots = ["root.pem"]\n'
    with office_site({"/": "<h1>สำนักงาน</h1>"}) as site:
        office = copy_office(extra=f'{sealing}[site]\nmode = "own"\nhome = "{site.home}"\npace = 0\n')
        (office.folder / "root.pem").write_bytes(ca.pem)
        key = issue(ca, "office", not_before=began, not_after=ends)
        (office.folder / "keys" / "office.p12").write_bytes(key.to_p12(SECRET))
        office.bring("head_signed", "O1")
        OwnSite(office, site).put("O1")
        office.publish("O1")
        with pytest.raises(BadInput) as closed:
            capture(office.office, "web", "O1")
        assert closed.value.code == "seal_not_opened"
        assert reports(office) == [], "nothing unsigned is kept where a signature is asked for"
        monkeypatch.setenv("OIT_SEAL_PASSPHRASE", SECRET)
        kept = capture(office.office, "web", "O1")
    assert kept.sealed
    (field,) = (PdfReader(kept.report[1]).get_fields() or {}).values()
    assert field["/V"]["/Name"] == "สำนักงานทดลองเล็ก"
    with kept.report[1].open("rb") as file:
        (signature,) = PdfFileReader(file).embedded_signatures
        status = validate_pdf_signature(
            signature, ValidationContext(moment=START, trust_roots=[Certificate.load(unarmor(ca.pem)[2])])
        )
    assert (status.bottom_line, status.coverage.name) == (True, "ENTIRE_FILE")


@pytest.mark.usefixtures("no_browser")
def test_the_night_keeps_what_is_new_what_went_and_what_came_back(copy_office: Callable[..., SmallOffice]) -> None:
    with office_site({"/": "<h1>สำนักงาน</h1>"}) as site:
        office = copy_office(extra=f'\n[site]\nmode = "own"\nhome = "{site.home}"\npace = 0\n')
        office.bring("head_signed", "O1")
        OwnSite(office, site).put("O1")
        office.publish("O1")
        key = enrol(office.office, "registrar", "night").key

        def night(hours: float) -> list[str]:
            office.clock.moment += timedelta(hours=hours)
            watch(office.office, key)
            return [one.item for one in keep_changes(office.office, key).kept]

        assert night(1) == ["O1"], "online, and never kept"
        assert night(24) == [], "nothing changed"
        shown, site.routes["/"] = site.routes["/"], "<h1>ย้ายแล้ว</h1>"
        file = next(path for path in site.routes if path.endswith(".pdf"))
        held, site.routes[file] = site.routes[file], (404, {"Content-Type": "text/html"}, b"gone")
        assert [night(24), night(3)] == [[], []], "a moment is not a change"
        assert night(3) == ["O1"], "three looks over hours are"
        assert night(24) == []
        site.routes["/"], site.routes[file] = shown, held
        assert night(24) == ["O1"]
        assert reports(office) == [
            ("watch.night", [200, 200]),
            ("watch.night", [200, 404]),
            ("watch.night", [200, 200]),
        ]
        entries = [one for one in office.journal() if one.kind == "captured"]
        assert [(one.actor, one.item_code) for one in entries] == [("watch.night", "O1")] * 3
        assert office.verify().ok


@pytest.mark.usefixtures("no_browser")
def test_what_a_person_attested_is_kept_with_their_picture(
    copy_office: Callable[..., SmallOffice], tmp_path: Path
) -> None:
    with office_site({"/": "<h1>สำนักงาน</h1>"}) as site:
        office = copy_office(extra=f'\n[site]\nmode = "own"\nhome = "{site.home}"\npace = 0\n')
        office.bring("head_signed", "O1")
        own = OwnSite(office, site)
        held = own.put("O1")
        site.routes["/"] = (403, {"cf-mitigated": "challenge"}, b"")
        file = tmp_path / "got.pdf"
        file.write_bytes(next(iter(held.values())))
        picture = tmp_path / "seen.png"
        picture.write_bytes(png())
        attest(office.office, "clerk.admin", "O1", files=[file], screenshot=picture, url=f"{site.home}#/ita")
        office.publish("O1")
        key = enrol(office.office, "registrar", "night").key
        night = keep_changes(office.office, key)
    assert [one.item for one in night.kept] == ["O1"], night.failed
    assert night.kept[0].report[1].read_bytes().startswith(b"%PDF")
