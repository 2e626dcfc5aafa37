"""What the registrar reads about scans: Thai lines that fit the screen, before being asked to attest."""

from __future__ import annotations

from pathlib import Path

import pytest

import wiring
from signatures.scans import hints
from tests.cli.conftest import Oit, log_in
from tests.cli.terminal import oit_at_terminal
from tests.services.small_office import SmallOffice
from workflow.thai import width

SEEN = pytest.mark.usefixtures("ink_seen")


@pytest.fixture
def scan(desk: SmallOffice) -> Path:
    """Memo 1 for O1, signed with a pen."""
    desk.bring("submitted", "O1")
    path = desk.folder / "scan.pdf"
    path.write_bytes(
        wiring.practice_scan([desk.office.store.get(due.issued) for due in desk.required_signatures("O1")])
    )
    return path


@SEEN
def test_receive_tells_hints_and_where_the_pictures_are(at: Oit, desk: SmallOffice, scan: Path) -> None:
    told = at("registrar", "receive", scan, "--attest")
    assert told.code == 0
    assert "ข้อสังเกตจากภาพสแกน โปรแกรมไม่ได้ตรวจลายมือชื่อ" in told.out
    assert "หน้า 1: มีรอยหมึกในช่องลงนาม" in told.out
    assert told.out.splitlines()[1] == "ทล 01/1"
    pictures = [Path(line.partition("ภาพ: ")[2]) for line in told.out.splitlines() if "ภาพ: " in line]
    assert len(pictures) == 2
    assert all(picture.parent == desk.folder / "hints" and picture.is_file() for picture in pictures)
    assert told.out.index("มีรอยหมึก") < told.out.index("✓ ทล 01/1")
    assert all(width(line) <= 80 for line in told.out.splitlines() if "ภาพ: " not in line)
    assert desk.states("O1") == ["head_signed"]


@SEEN
def test_looking_says_that_nothing_is_recorded(at: Oit, desk: SmallOffice, scan: Path) -> None:
    told = at("registrar", "receive", scan, "--look")
    assert told.code == 0
    assert "เทียบภาพแล้ว ยังไม่ได้บันทึก" in told.out
    assert "รับเอกสารที่ลงนามแล้ว" not in told.out
    assert desk.states("O1") == ["submitted"]
    english = at("registrar", "receive", scan, "--look", "--lang", "en")
    assert "there is ink in the box to sign in" in english.out
    assert "compared, nothing recorded" in english.out


@pytest.mark.deep
@pytest.mark.hints
def test_json_has_the_hints_of_each_memo(at: Oit, scan: Path) -> None:
    (result,) = at("registrar", "receive", scan, "--attest", "--json").json["results"]
    assert result["ok"] is True
    assert {hint["code"] for hint in result["hints"]} == {"INK_HINT"}
    assert {(hint["file"], hint["page"]) for hint in result["hints"]} == {("memo", 1), ("O1-admin.pdf", 2)}
    assert all(Path(hint["picture"]).read_bytes().startswith(b"\x89PNG") for hint in result["hints"])
    assert all(hint["text"] for hint in result["hints"])


@pytest.mark.hints
def test_a_machine_that_cannot_compare_says_so_once_and_receives(
    at: Oit, desk: SmallOffice, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hints, "find_spec", lambda name: None)
    told = at("registrar", "receive", scan, "--attest", "--json")
    assert told.code == 0
    assert told.err.count("จึงไม่มีข้อสังเกตให้") == 1
    assert "make setup WITH=scan-compare" in told.err
    assert "hints" not in told.json["results"][0]
    assert desk.states("O1") == ["head_signed"]


@SEEN
@pytest.mark.parametrize(("answer", "state"), [("n", "submitted"), ("y", "head_signed")])
def test_at_a_terminal_the_hints_come_before_the_question(
    desk: SmallOffice, scan: Path, answer: str, state: str
) -> None:
    log_in(desk, "registrar")
    _, out = oit_at_terminal(["", answer], "--office", desk.folder, "--as", "registrar", "receive", scan)
    assert 0 < out.index("มีรอยหมึกในช่องลงนาม") < out.index("ข้าพเจ้าได้เห็นต้นฉบับกระดาษแล้ว")
    assert desk.states("O1") == [state]


@SEEN
def test_the_memo_is_told_by_its_number_and_an_item_once(at: Oit, scan: Path) -> None:
    lines = at("registrar", "receive", scan, "--look").out.splitlines()
    assert "ทล 01/1" in lines
    assert "  O1-admin.pdf:" in lines
