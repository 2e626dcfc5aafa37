"""Each date says which date it is. Nothing here happens on the same day as anything else."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta
from typing import Any

import pytest

from tests.cli.terminal import oit
from tests.conftest import MakeOffice
from tests.services.small_office import YEAR, SmallOffice
from workflow.rules.states import Online
from workflow.services.documents.defaults import publication_request
from workflow.services.numbering.reports import listing
from workflow.services.publication.adopting import adopt

SUBMITTED, SIGNED, PUBLISHED = "2026-03-02", "2026-03-05", "2026-03-06"


@pytest.fixture
def later(small: SmallOffice) -> SmallOffice:
    """The memo is of 2 March, the head signs on the 5th, the site shows it on the 6th, and today is the 9th."""
    came = small.clock.moment

    def to_the_site() -> None:
        small.bring("submitted", "O1")
        small.clock.forward(3)
        small.sign("O1")
        small.clock.forward(1)
        small.publish("O1")

    assert small.ways is not None
    small.ways.go([("on the site, each step on a day of its own", to_the_site)])
    small.clock.moment = came + timedelta(days=7)
    return small


def facts(page: str) -> dict[str, str]:
    """The list of facts of an item's page: label and what is printed, without marks."""
    pairs = re.findall(r"<dt>(.*?)</dt><dd[^>]*>(.*?)</dd>", page, re.S)
    return {label: " ".join(re.sub(r"<[^>]+>", " ", text).split()) for label, text in pairs}


def page(office: SmallOffice, lang: str = "") -> dict[str, str]:
    live = office.folder / "site" / "current"
    found = next(live.rglob(f"{lang}oit/{YEAR}/o1/index.html"))
    return facts(found.read_text(encoding="utf-8"))


def test_the_public_page_prints_the_memos_date_and_the_day_of_signing(later: SmallOffice) -> None:
    thai = page(later)
    assert thai["บันทึกขอความเห็นชอบ"] == "ทล 01/1 ลงวันที่ 2 มีนาคม 2569"
    assert thai["วันที่ลงนาม"] == "5 มีนาคม 2569"
    assert thai["วันที่เผยแพร่"] == "6 มีนาคม 2569"
    english = page(later, "en/")
    assert english["Approval memo"].endswith("dated 2 March 2026")
    assert english["Signed on"] == "5 March 2026"


def test_open_data_names_each_date(later: SmallOffice) -> None:
    live = later.folder / "site" / "current"
    (row,) = [
        one for one in json.loads(next(live.rglob("items.json")).read_text(encoding="utf-8"))["items"]
        if one["code"] == "O1"
    ]  # fmt: skip
    wanted = {"memo": "ทล 01/1", "memo_on": SUBMITTED, "signed_on": SIGNED, "published_on": PUBLISHED}
    assert {name: row[name] for name in wanted} == wanted
    text = next(live.rglob("items.csv")).read_text(encoding="utf-8-sig")
    (line,) = [one for one in csv.DictReader(io.StringIO(text)) if one["code"] == "O1"]
    assert {name: line[name] for name in wanted} == wanted


def test_show_names_each_date(later: SmallOffice) -> None:
    shown = oit("--office", later.folder, "show", "O1").out
    assert "ที่ ทล 01/1  ลงวันที่ 02/03/2569" in shown
    assert "ลงนามเมื่อ 05/03/2569" in shown
    assert "ตรวจเมื่อ 06/03/2569" in shown
    english = oit("--office", later.folder, "--lang", "en", "show", "O1").out
    assert "dated 02/03/2026" in english
    assert "signed on 05/03/2026" in english
    found: dict[str, Any] = json.loads(oit("--office", later.folder, "show", "O1", "--json").out)
    assert (found["memo"]["dated"], found["signature"]["decided_on"]) == (SUBMITTED, SIGNED)


def test_the_register_keeps_the_memos_date_and_the_request_the_day_of_approval(later: SmallOffice) -> None:
    assert [row.dated.isoformat() for row in listing(later.office, "memo") if row.dated] == [SUBMITTED]
    later.clock.forward(3)  # from the 9th to the 11th the deputy acts
    later.bring("submitted", "O3")
    later.clock.forward(2)
    later.sign("O3")
    later.clock.forward(1)
    with later.use_case("web") as use_case:
        asked = publication_request(use_case)
    assert (asked.date.isoformat() if asked.date else "", str(asked.approved)) == ("2026-03-15", "2026-03-14")


def test_the_next_edition_keeps_the_memos_date(copy_office: MakeOffice) -> None:
    from workflow.services.approval.returning import send_back

    office = copy_office()
    office.bring("submitted", "O1", "O3")
    office.clock.forward(2)
    send_back(office.office, "head", ["O3"], "ยังไม่ครบ")
    office.clock.forward(1)
    office.sign("O1")
    office.clock.forward(1)
    office.publish("O1")
    assert page(office)["บันทึกขอความเห็นชอบ"] == "ทล 01/1 ลงวันที่ 2 มีนาคม 2569"
    assert page(office)["วันที่ลงนาม"] == "5 มีนาคม 2569"


def test_of_what_was_published_before_the_program_no_date_is_made_up(small: SmallOffice) -> None:
    small.contribute("O1", "admin", name="old.pdf")
    (outcome,) = adopt(small.office, "head", ["O1"], basis="บันทึก ทล 01/99 ลงวันที่ 1 กุมภาพันธ์ 2569").outcomes
    assert outcome.error is None
    assert small.item("O1").online is Online.ONLINE
    assert "วันที่ลงนาม" not in page(small)
    assert page(small)["วันที่เผยแพร่"] == "เผยแพร่ก่อนเริ่มใช้โปรแกรมนี้"
    assert "บันทึกขอความเห็นชอบ" not in page(small)


def test_the_home_page_begins_with_what_went_online_last_also_on_one_day(small: SmallOffice) -> None:
    for code in ("O3", "O1"):
        small.bring("published", code)
        small.clock.moment += timedelta(minutes=5)
    small.bring("published", "O2")
    home = (small.folder / "site" / "current" / "index.html").read_text(encoding="utf-8")
    latest = home.split('id="latest"')[1].split("</section>")[0]
    assert re.findall(r"/(o\d+)/", latest) == ["o2", "o1", "o3"]
