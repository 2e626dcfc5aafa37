"""What clerks stumbled over: several groups at once, what is replaced, nothing to tick, how a code is typed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Oit, log_in
from tests.cli.terminal import oit_at_terminal
from tests.services.small_office import SmallOffice, small_pdf
from workflow.thai import width
from workflow.thai.zone import BANGKOK


def paper(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(small_pdf(name))
    return path


@pytest.mark.parametrize("written", ["O1", "o1", "01", "๑", "1", "O๑", "o๐๑"])
def test_a_code_is_understood_however_it_is_typed(desk: SmallOffice, at: Oit, written: str) -> None:
    assert at(None, "show", written, "--json").json["code"] == "O1"


def test_parts_of_all_groups_are_accepted_at_once_and_told_by_name(desk: SmallOffice, at: Oit) -> None:
    for who in ("clerk.hr", "clerk.policy"):
        assert at(who, "contribute", "O6", paper(desk.folder, f"{who}.pdf")).code == 0
    at("deputy", "assign", "O6", "admin", "--by", "มติที่ประชุมครั้งที่ 1")
    done = at("clerk.admin", "accept", "O6", "--all")
    assert done.code == 0, done
    assert "✓ O6  กลุ่มบริหารงานบุคคล  รับข้อมูลแล้ว" in done.out
    assert "✓ O6  กลุ่มนโยบายและแผน  รับข้อมูลแล้ว" in done.out
    assert "ต่อไป: ยืนยันรวบรวมครบ" in done.out
    assert "รอรับ" in at("clerk.admin", "accept", "O6", "--all").out
    at("clerk.admin", "accept", "O6").refused(2, "--all")


def test_several_groups_are_named_by_key_or_name(desk: SmallOffice, at: Oit) -> None:
    at("clerk.hr", "contribute", "O6", paper(desk.folder, "a.pdf"))
    at("deputy", "assign", "O6", "admin", "--by", "มติที่ประชุมครั้งที่ 1")
    ran = at("clerk.admin", "accept", "O6", "hr", "กลุ่มนโยบายและแผน")
    assert (ran.code, "กลุ่มบริหารงานบุคคล" in ran.out, "กลุ่มนโยบายและแผน" in ran.err) == (1, True, True)


@pytest.mark.parametrize(("answer", "left"), [("n", ["ก.pdf"]), ("y", ["ข.pdf"])])
def test_what_is_replaced_is_told_before(desk: SmallOffice, at: Oit, answer: str, left: list[str]) -> None:
    assert at("clerk.admin", "contribute", "O1", paper(desk.folder, "ก.pdf")).code == 0
    log_in(desk, "clerk.admin")
    new = paper(desk.folder, "ข.pdf")
    code, screen = oit_at_terminal([answer], "--office", desk.folder, "contribute", "O1", new)
    assert code == 0
    assert "ก.pdf" in screen
    assert "--add" in screen
    assert [file["name"] for file in at(None, "show", "O1", "--json").json["files"]] == left


def test_adding_replaces_nothing_and_asks_nothing(desk: SmallOffice, at: Oit) -> None:
    at("clerk.admin", "contribute", "O1", paper(desk.folder, "ก.pdf"))
    done = at("clerk.admin", "contribute", "O1", paper(desk.folder, "ข.pdf"), "--add", "--json")
    assert done.json["replaced"] == []
    again = at("clerk.admin", "contribute", "O1", paper(desk.folder, "ค.pdf"), "--json")
    assert again.json["replaced"] == ["ก.pdf", "ข.pdf"]


def test_ticking_nothing_is_told_with_what_there_is(desk: SmallOffice, at: Oit) -> None:
    at("clerk.admin", "tick", "O2").refused(1, "ชื่อ", "ตำแหน่ง", "--all")
    at("clerk.admin", "tick", "O1").refused(1, "ไม่มีองค์ประกอบ")


def test_whoami_says_groups_roles_windows_and_what_waits(desk: SmallOffice, at: Oit) -> None:
    told = at("clerk.hr", "whoami").out
    for said in ("เจ้าหน้าที่ผู้รับผิดชอบ", "กลุ่มบริหารงานบุคคล", "ตั้งแต่ 01/10/2565", "เรื่องรอดำเนินการ", "(oit inbox)"):
        assert said in told
    assert "ผู้ดูแลโปรแกรม" in at("web", "whoami").out
    assert max(map(width, told.splitlines())) <= 80


def test_a_draft_is_not_told_as_signed(desk: SmallOffice, at: Oit) -> None:
    at("clerk.admin", "contribute", "O1", paper(desk.folder, "ก.pdf"))
    assert "ยังไม่ได้ลงนาม" in at(None, "show", "O1").out
    desk.clock.moment = datetime.now(BANGKOK)  # what stands in the journal now was entered by the real clock
    desk.bring("published", "O3")
    signed = at(None, "show", "O3").out
    assert "ลงนามแล้ว" in signed.partition("หลักฐาน")[2]
    assert "ยังไม่ได้ลงนาม" not in signed


def test_taking_over_all_that_is_ready_says_when_nothing_is(at: Oit, tmp_path: Path) -> None:
    at("registrar", "adopt", "--all", paper(tmp_path, "หนังสือ.pdf")).refused(1, "ไม่มีข้อใดพร้อม", "oit contribute")
