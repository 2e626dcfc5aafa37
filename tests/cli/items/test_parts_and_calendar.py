"""Parts of a year and the calendar of work at the counter: what is printed, in which columns, and as JSON."""

from __future__ import annotations

import json

from tests.cli.conftest import Oit
from tests.services.small_office import SmallOffice
from workflow.thai import width


def narrow(text: str) -> bool:
    return all(width(line) <= 80 for line in text.splitlines())


def test_parts_are_planned_handed_in_and_told(desk: SmallOffice, at: Oit) -> None:
    planned = at("registrar", "parts", "O1", "--plan", "monthly", "--due", "ตุลาคม=1/12/2568")
    assert planned.code == 0
    assert "มีแล้ว 0 จาก 12 งวด · ถัดไป ตุลาคม 2568 กำหนดเผยแพร่ 01/12/2568" in planned.out
    handed = at("clerk.admin", "contribute", "O1", desk.paper("สขร.pdf"), "--part", "ต.ค.")
    assert "✓ O1  งวด ตุลาคม 2568  สขร.pdf" in handed.out
    none = at("clerk.admin", "contribute", "O1", "--none", "ไม่มีการจัดซื้อจัดจ้าง", "--part", "2", "--json")
    assert json.loads(none.out)["year_part"] == "2568-11"
    shown = at(None, "show", "O1")
    assert "พฤศจิกายน 2568  อยู่ระหว่างดำเนินการ  (ไม่มีข้อมูล: ไม่มีการจัดซื้อจัดจ้าง)" in shown.out
    looked = json.loads(at(None, "status", "--json").out)
    parts = next(one["parts"] for one in looked["items"] if one["code"] == "O1")
    assert (parts["there"], parts["of"], parts["parts"][0]["due"]) == (0, 12, "2025-12-01")
    assert next(one["parts"] for one in looked["items"] if one["code"] == "O3") is None
    for ran in (planned, handed, shown, at(None, "status"), at(None, "parts"), at("clerk.admin", "inbox")):
        assert narrow(ran.out), ran.out


def test_planning_needs_one_item_and_who_may(desk: SmallOffice, at: Oit) -> None:
    assert at("registrar", "parts", "--plan", "monthly").code == 2
    assert at("registrar", "parts", "O1", "--plan", "monthly", "--due", "ตุลาคม").code == 2
    at("clerk.admin", "parts", "O1", "--plan", "monthly").refused(1, "ผู้ดูแลโปรแกรม")
    at("clerk.admin", "contribute", "O1", desk.paper(), "--part", "ตุลาคม").refused(1, "ไม่ได้แบ่งเป็นงวด")


def test_the_calendar_names_the_first_late_hand(desk: SmallOffice, at: Oit) -> None:
    without = at(None, "calendar", "O1")
    assert "ยังไม่ทราบ" in without.out
    settings = desk.folder / "office.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\n[calendar]\nclosing = 2026-03-01\n", encoding="utf-8")
    late = at(None, "calendar", "--late")
    assert "วันปิดรับคำตอบแบบวัด: 01/03/2569" in late.out
    assert "ส่งข้อมูล: กลุ่มอำนวยการ" in late.out
    found = json.loads(at(None, "calendar", "O5", "--json").out)
    (line,) = found["lines"]
    assert line["late"] == {"hand": "hand_in", "who": ["group:admin", "group:hr"]}
    assert line["days"]["hand_in"] == "2026-01-30"
    for ran in (without, late, at(None, "calendar")):
        assert narrow(ran.out), ran.out


def test_everything_about_an_item_is_json_whatever_stands_in_its_way(at: Oit) -> None:
    shown = json.loads(at(None, "show", "O1", "--json").out)
    assert [one["code"] for one in shown["next"][0]["unmet"]] == ["part_missing", "no_evidence"]
