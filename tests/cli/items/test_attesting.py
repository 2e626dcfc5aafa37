"""``oit receive`` of a scan and ``oit compile`` of a paper signed with a pen before, at a real terminal: what a person
sees before a yes, and what a script must say."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

import pytest

import wiring
from tests.cli.conftest import Oit, log_in
from tests.cli.terminal import ROOT, oit_at_terminal
from tests.services.small_office import SmallOffice
from workflow.thai import width
from workflow.thai.zone import BANGKOK


def widest(text: str) -> int:
    """Columns of the widest line but the paths of pictures, which must not be broken."""
    seen = re.sub(r"\r[^\n]*?\x1b\[K", "\n", text)  # the line that says that work goes on is written over itself
    return max(width(line) for line in seen.split("\n") if "/hints/" not in line)


@pytest.fixture
def scans(desk: SmallOffice) -> Path:
    """Memo 1 for O1 and O2, memo 2 for O3, scanned as one batch."""
    desk.bring("submitted", "O1", "O2")
    desk.bring("submitted", "O3")
    papers = [desk.office.store.get(due.issued) for code in ("O1", "O3") for due in desk.required_signatures(code)]
    path = desk.folder / "batch.pdf"
    path.write_bytes(wiring.practice_scan(papers))
    return path


def at_terminal(
    desk: SmallOffice, answers: list[str], *arguments: str | Path, who: str = "registrar"
) -> tuple[int, str]:
    log_in(desk, who)
    return oit_at_terminal(answers, "--office", desk.folder, "--as", who, *arguments)


def at_real_terminal(desk: SmallOffice, answers: list[str], *arguments: str, who: str) -> tuple[int, str]:
    """Run ``oit`` as a process on a terminal of its own and answer each question as it comes."""
    log_in(desk, who)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "cli", "--office", str(desk.folder), "--as", who, *arguments],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    os.close(theirs)
    seen, asked, until = b"", 0, time.monotonic() + 600
    while time.monotonic() < until:
        ready, _, _ = select.select([ours], [], [], 1)
        try:
            part = os.read(ours, 1 << 16) if ready else b""
        except OSError:  # the other end is closed
            break
        if ready and not part:
            break
        seen += part
        text = seen.decode("utf-8", "ignore")
        if len(re.findall(r"\[n\]: ", text)) > asked:
            os.write(ours, answers[asked].encode() + b"\n")
            asked += 1
    os.close(ours)
    return process.wait(120), seen.decode("utf-8").replace("\r\n", "\n")


def test_the_registrar_sees_what_is_attested_in_eighty_columns_and_answers_memo_by_memo(
    desk: SmallOffice, scans: Path
) -> None:
    answers = ["เมื่อวาน", "", "", "รับรอง", "n"]  # a day that is none is asked for again; Enter: today
    code, text = at_terminal(desk, answers, "receive", scans, "--except", "O2")
    assert code == 0, text
    asked, text = text.split("─" * 78, 1)
    assert asked.count("ทล 01/1: วันที่หัวหน้าหน่วยงานลงนาม ตามที่เขียนบนกระดาษ") == 2
    assert asked.count("ทล 01/2: วันที่หัวหน้าหน่วยงานลงนาม ตามที่เขียนบนกระดาษ") == 1
    first, second = text.split("[n]: ")[:2]
    for told in ("บันทึกเลขที่ ทล 01/1", "O1  โครงสร้าง", "ข้อที่เขียนยกเว้นด้วยมือ", "O2  ข้อมูลผู้บริหาร", "นายตัวอย่าง ใจดี",
                 "ข้าพเจ้าได้เห็นต้นฉบับกระดาษแล้ว", "ผู้รับรอง: นางลงเลข ทะเบียนดี", "batch.pdf"):  # fmt: skip
        assert told in first, text
    assert "บันทึกเลขที่ ทล 01/2" in second
    assert widest(text) <= 80
    assert desk.states("O1", "O2", "O3") == ["head_signed", "draft", "submitted"]


@pytest.mark.deep
def test_it_is_asked_in_the_language_of_the_run(desk: SmallOffice, scans: Path) -> None:
    before = datetime.now(BANGKOK)
    code, text = at_terminal(desk, ["", "", "n", "n"], "--lang", "en", "receive", scans)
    assert code == 0
    assert "I have seen the paper original" in text
    assert "Do you attest this?" in text
    days = {f"{day:%d/%m/%Y}" for day in (before, datetime.now(BANGKOK))}  # midnight may have come in between
    assert any(f"Memo ทล 01/1: day the head signed, as written on the paper [{day}]: " in text for day in days)
    assert widest(text.replace("]: ", "]: \n")) <= 80
    assert desk.states("O1", "O3") == ["submitted", "submitted"]


def test_a_script_says_so_or_is_told_how(at: Oit, desk: SmallOffice, scans: Path) -> None:
    refused = at("registrar", "receive", scans).refused(1, "--attest", "ทล 01/1", "ทล 01/2", "นางลงเลข ทะเบียนดี")
    assert refused.err.count("ยังไม่มีผู้รับรอง") == 2
    assert desk.states("O1", "O3") == ["submitted", "submitted"]
    assert at("registrar", "receive", scans, "--attest").code == 0
    assert desk.states("O1", "O2", "O3") == ["head_signed", "head_signed", "head_signed"]
    shown = at(None, "show", "O1").out
    assert "นางลงเลข ทะเบียนดี รับรองว่าตรงกับต้นฉบับ" in shown


def test_what_came_too_late_or_is_nothing_of_ours_is_refused_not_misuse(
    at: Oit, desk: SmallOffice, scans: Path
) -> None:
    desk.sign("O3")
    at("registrar", "receive", scans, "--memo", "2", "--attest").refused(1, "ทล 01/2")
    strange = desk.paper("strange.pdf", "strange", marks=["head"])
    key = desk.office.keys.open(desk.key("head"), "demo-only")
    made = desk.office.pdf.prepare(strange.read_bytes()).data
    strange.write_bytes(desk.office.signer.sign(made, key, lines=("x",), name="x", reason="x", at=desk.clock.now()))
    at("registrar", "receive", strange).refused(1, "strange.pdf")


def test_show_names_the_command_as_it_is_typed(at: Oit, desk: SmallOffice, scans: Path) -> None:
    shown = at(None, "show", "O1").out
    assert "(oit receive FILE…)" in shown
    assert "oit endorse" not in shown


# --- papers signed with a pen before ---------------------------------------------------------------------------------


@pytest.fixture
def old_paper(desk: SmallOffice) -> SmallOffice:
    desk.contribute("O1", "admin", duty="signed_before", number="12/2568", dated=date(2025, 11, 3))
    return desk


def test_who_compiles_sees_the_old_paper_in_eighty_columns_and_answers(old_paper: SmallOffice) -> None:
    code, text = at_real_terminal(old_paper, ["n"], "compile", "O1", who="clerk.admin")
    assert code == 1, text
    asked, refused = text.split("[n]: ")
    for told in ("O1  โครงสร้าง", "O1-admin.pdf", "12/2568", "03/11/2568", "ผู้รับรอง: "):
        assert told in asked, text
    assert "print" not in refused.lower()
    assert widest(text) <= 80
    assert old_paper.states("O1") == ["draft"]
    code, text = at_terminal(old_paper, ["y"], "--lang", "en", "compile", "O1", who="clerk.admin")
    assert code == 0, text
    assert "Do you attest this?" in text
    assert old_paper.states("O1") == ["group_compiled"]


def test_a_script_says_so_of_an_old_paper_or_is_told_how(at: Oit, old_paper: SmallOffice) -> None:
    at("clerk.admin", "compile", "O1").refused(1, "O1-admin.pdf", "--attest")
    assert old_paper.states("O1") == ["draft"]
    assert at("clerk.admin", "compile", "O1", "--attest").code == 0
    with old_paper.use_case("clerk.admin") as use_case:
        name = use_case.me.name
    assert name in at(None, "show", "O1").out
