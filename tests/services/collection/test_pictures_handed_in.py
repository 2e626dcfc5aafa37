"""A picture is handed in, kept as it is, and signed as a PDF; a text that cannot be searched is told."""

from __future__ import annotations

import hashlib

from PIL import Image

from tests.services.small_office import SmallOffice
from tests.signatures import producers
from workflow.services.collection import compiling, contributing
from workflow.services.collection.contributing import Contribution
from workflow.services.queries.item_detail import show


def test_a_photo_of_a_paper_is_kept_and_its_page_is_issued(small: SmallOffice) -> None:
    path = small.folder / "order.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (420, 300), (240, 240, 240)).save(path, exif=exif)
    contributing.contribute(small.office, "clerk.admin", "O1", Contribution(files=[path]))
    (outcome,) = compiling.compile_items(small.office, "clerk.admin", ["O1"])
    assert outcome.error is None
    assert {told.code for told in outcome.notices} == {"sheet_added", "made_smaller"}
    (file,) = show(small.office, "O1")["files"]
    assert file["name"] == "order.jpg"
    assert hashlib.sha256(path.read_bytes()).hexdigest() in small.office.store


def test_hidden_layers_and_unsearchable_text_are_told_to_the_clerk(small: SmallOffice) -> None:
    layered, old = small.folder / "layered.pdf", small.folder / "old.pdf"
    layered.write_bytes(producers.distiller_layers())
    words = "สำนักงานได้กำหนดแผนการป้องกันการทุจริต".encode("tis-620")
    old.write_bytes(producers.page(b"BT /F1 14 Tf 80 700 Td (%s) Tj ET" % words))
    done = contributing.contribute(small.office, "clerk.admin", "O1", Contribution(files=[layered, old]))
    assert [(told.code, told.facts["pages"]) for told in done.notices] == [("text_old_font", [1])]
    (outcome,) = compiling.compile_items(small.office, "clerk.admin", ["O1"])
    assert outcome.error is None
    (told,) = [one for one in outcome.notices if one.code == "layers_flattened"]
    assert told.facts == {"file": "layered.pdf", "layers": ["Draft"]}
