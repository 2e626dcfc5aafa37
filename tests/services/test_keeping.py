"""What is seen of an item is kept as it came: every answer on the way, a report, and the journal says so."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from sqlalchemy import select
from warcio.archiveiterator import ArchiveIterator

from tests.public_site.office_site import office_site
from tests.services.small_office import SmallOffice
from tests.services.test_own_site import OwnSite
from workflow.records import queries
from workflow.records.models import Capture
from workflow.rules.errors import BadInput, Refused
from workflow.services.publication.keeping import capture


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
