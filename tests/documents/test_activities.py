"""The summary of an activity and the newsletter: photographs with captions, dates checked, evidence of an item."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.services.small_office import SmallOffice
from workflow.rules.errors import BadInput
from workflow.services.documents import drafting
from workflow.services.queries.item_detail import show

from .conftest import parsed, words_of

ACTIVITY: dict[str, Any] = {
    "subject": "กิจกรรมไม่รับของขวัญ",
    "starts": "14 กุมภาพันธ์ 2569",
    "place": "ห้องประชุม",
    "participants": "45 คน",
    "purposes": ["สร้างวัฒนธรรมสุจริต"],
    "results": ["ทุกกลุ่มเข้าร่วม"],
}
NEWS: dict[str, Any] = {"subject": "ประกาศเจตนารมณ์", "date": "20 ก.พ. 2569", "paragraphs": ["จัดกิจกรรมแล้ว"]}


@pytest.fixture
def photos(small: SmallOffice) -> list[dict[str, str]]:
    """Two photographs of a phone, one of them held upright, with the place in them."""
    folder = small.folder / "photos"
    folder.mkdir()
    found = []
    for number, held in enumerate((1, 6)):
        exif = Image.Exif()
        exif[0x0112] = held
        exif[0x010F] = "PHONE-OF-SOMEBODY"
        Image.new("RGB", (2000, 1500), (200, 120, 40)).save(folder / f"{number}.jpg", exif=exif)
        found.append({"file": str(folder / f"{number}.jpg"), "caption": f"ภาพที่ {number + 1}"})
    return found


def codes(office: SmallOffice, kind: str, data: dict[str, Any]) -> set[str]:
    with pytest.raises(BadInput) as refused:
        drafting.draft(office.office, "clerk.admin", kind, data)
    return {reason.code for reason in refused.value.reasons}


def test_photographs_are_printed_upright_and_say_nothing_of_the_camera(
    small: SmallOffice, photos: list[dict[str, str]]
) -> None:
    made = drafting.draft(small.office, "clerk.admin", "activity", {**ACTIVITY, "photos": photos})
    assert (made.status, made.label) == ("issued", None)
    docx = small.office.store.get(made.docx)
    said = words_of(docx)
    assert "๑๔ กุมภาพันธ์ ๒๕๖๙" in said
    assert "ภาพที่ ๒" in said
    assert "นางสาวทดลอง ขยันดี" in said
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert b'Extension="jpeg"' in archive.read("[Content_Types].xml")
        pictures = [archive.read(name) for name in archive.namelist() if name.endswith(".jpeg")]
    sizes = {Image.open(io.BytesIO(picture)).size for picture in pictures}
    assert sizes == {(1400, 1050), (1050, 1400)}
    assert not any(b"PHONE-OF-SOMEBODY" in picture for picture in pictures)


def test_the_summary_becomes_evidence_of_an_item(
    small: SmallOffice, oit: Callable[..., tuple[int, str, str]], photos: list[dict[str, str]]
) -> None:
    near = [{**one, "file": Path(one["file"]).name} for one in photos]
    path = small.folder / "photos" / "activity.json"
    path.write_text(json.dumps({**ACTIVITY, "photos": near}, ensure_ascii=False), encoding="utf-8")
    made = parsed(oit("clerk.admin", "document", "new", "activity", "--data", str(path), "--to", "O1", "--json"))
    (file,) = show(small.office, "O1")["files"]
    assert file["name"] == Path(made["files"]["pdf"]).name
    small.compile("O1")
    (file,) = show(small.office, "O1")["files"]
    assert file["pages"] == 1  # the head signs on the summary itself


def test_a_newsletter_is_made_without_a_number_of_any_book(small: SmallOffice, photos: list[dict[str, str]]) -> None:
    made = drafting.draft(small.office, "clerk.admin", "newsletter", {**NEWS, "photos": photos, "number": "1/2569"})
    assert "ฉบับที่ ๑/๒๕๖๙" in words_of(small.office.store.get(made.docx))
    assert made.dated == date(2026, 3, 2)


def test_what_is_wrong_is_told_whole(small: SmallOffice, photos: list[dict[str, str]]) -> None:
    bare = [{**one, "caption": " "} for one in photos]
    assert codes(small, "activity", {**ACTIVITY, "photos": photos[:1]}) == {"photographs_number"}
    assert codes(small, "newsletter", {**NEWS, "photos": photos * 4}) == {"photographs_number"}
    assert codes(small, "activity", {**ACTIVITY, "photos": bare}) == {"photograph_without_caption"}
    later = {**ACTIVITY, "photos": photos, "starts": "1 เม.ย. 2569", "ends": "31 มี.ค. 2569", "place": ""}
    assert codes(small, "activity", later) == {
        "activity_to_come", "activity_over_before_it_begins", "paper_field_missing",
    }  # fmt: skip
    impossible = {**NEWS, "photos": photos, "paragraphs": ["จัดเมื่อวันที่ 31 เมษายน 2568"]}
    assert codes(small, "newsletter", impossible) == {"date_no_such_day"}


def test_a_picture_that_cannot_be_read_is_named(small: SmallOffice, photos: list[dict[str, str]]) -> None:
    Path(photos[0]["file"]).write_bytes(b"no picture")
    with pytest.raises(BadInput) as refused:
        drafting.draft(small.office, "clerk.admin", "newsletter", {**NEWS, "photos": photos})
    (reason,) = refused.value.reasons
    assert reason.facts["file"] == "0.jpg"
    with pytest.raises(BadInput, match="document_needs_data"):
        drafting.draft(small.office, "clerk.admin", "newsletter")
