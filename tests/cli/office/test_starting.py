"""An office that starts for real: the talk of init, people who are not invented, and README's lines one by one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sample_office
from commands import REGISTRY
from tests.cli.terminal import ROOT, oit, oit_at_terminal
from workflow.office_files.settings import Settings

TALK = ("สำนักงานศึกษาธิการจังหวัดทดลอง", "ทล 02999", "ศึกษาธิการจังหวัดทดลอง", "1 ถนนทดลอง", "0 2222 2222", "y", "", "")
"""Name, code, post of the head, address, telephone, the usual groups, no web site yet, emblem later."""
PASSWORD = "a-long-enough-password"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("OIT_PASSWORD", PASSWORD)
    return tmp_path / "my-office"


def fill_in(people: Path) -> list[str]:
    """Somebody of the office fills in every line; lines as they are then."""
    lines = people.read_text(encoding="utf-8-sig").splitlines()
    filled = [lines[0]]
    for place, line in enumerate(lines[1:], 1):
        cells = line.split(",")
        cells[2], cells[4] = f"บุคคลที่ {place} ทดลองดี", cells[4] or "นักวิชาการศึกษาปฏิบัติการ"
        filled.append(",".join(cells))
    people.write_text("\n".join(filled) + "\n", encoding="utf-8-sig")
    return filled


def test_the_talk_writes_files_without_anything_invented_or_expired(folder: Path) -> None:
    code, screen = oit_at_terminal(TALK, "init", folder)
    assert code == 0, screen
    text = (folder / "office.toml").read_text(encoding="utf-8")
    assert not [word for word in ("ตัวอย่าง", "sample.example", "09999", "0 0000") if word in text]
    assert not re.findall(r"^[^#\n]*20(2[0-5])-\d\d", text, re.M), "a day that is over"
    settings = Settings.load(folder)
    assert (settings.sample, settings.office.name, settings.office.code) == (False, TALK[0], "ทล 02999")
    assert [group.name for group in settings.groups][-1] == "หน่วยตรวจสอบภายใน"
    assert (folder / "people.csv").read_bytes().startswith(b"\xef\xbb\xbf"), "Excel reads Thai by this mark"
    assert sorted(path.name for path in folder.iterdir()) == ["office.toml", "people.csv", "responsible-2566.csv"]
    oit("init", folder, "--admin", "registrar", "--admin", "web").refused(1, "people.csv", "name", "ยังไม่ได้กรอก")


def test_groups_of_its_own_a_site_and_an_emblem_are_taken(folder: Path, tmp_path: Path) -> None:
    emblem = tmp_path / "ครุฑ.png"
    emblem.write_bytes(b"\x89PNG\r\n\x1a\n" + b"picture")
    answers = (
        *TALK[:5],
        "n",
        "กลุ่มอำนวยการ",
        "กลุ่มใหม่ของเรา",
        "",
        "https://office.example/",
        "y",
        "nothing.png",
        str(emblem),
    )
    code, screen = oit_at_terminal(answers, "init", folder)
    assert code == 0, screen
    settings = Settings.load(folder)
    assert [(g.key, g.name) for g in settings.groups] == [("admin", "กลุ่มอำนวยการ"), ("group2", "กลุ่มใหม่ของเรา")]
    assert (settings.site.mode, settings.site.home) == ("own", "https://office.example/")
    assert (folder / "templates" / "emblem.png").read_bytes() == emblem.read_bytes()


def test_the_invented_people_are_refused_in_a_real_office(folder: Path) -> None:
    assert oit("init", folder).code == 0
    refused = oit("init", folder, "--admin", "head", "--admin", "registrar").refused(1, "people.csv", "ชื่อสมมติ", "21 คน")
    assert min(sample_office.invented_names()) in refused.err
    assert not (folder / "oit.db").exists()


def test_what_is_typed_unseen_is_typed_twice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    oit_at_terminal(TALK, "init", folder)
    fill_in(folder / "people.csv")
    monkeypatch.delenv("OIT_PASSWORD")
    for second, code in (("a-long-enough-passwrod", 1), ("a-long-enough-password", 0)):
        typed = iter(["a-long-enough-password", second])
        monkeypatch.setattr("click.prompt", lambda text, typed=typed, **how: next(typed))
        done, screen = oit_at_terminal(["y"], "init", folder, "--admin", "registrar", "--admin", "web")
        assert done == code, screen
        assert ("พิมพ์สองครั้งไม่เหมือนกัน" in screen) == bool(code)
        assert (folder / "oit.db").exists() != bool(code)
        assert list(typed) == []


def test_people_in_excel_are_read_and_named(folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    oit_at_terminal(TALK, "init", folder)
    lines = fill_in(folder / "people.csv")
    (folder / "people.csv").unlink()
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line.split(","))
    book.save(folder / "people.xlsx")
    done = oit("init", folder, "--admin", "registrar", "--admin", "web")
    assert done.code == 0, done
    assert "อ่านบุคคลจาก people.xlsx" in done.out
    assert "บุคคล 20 คน" in done.out
    assert "✗" not in done.out


def starting_lines() -> list[str]:
    page = (ROOT / "README.md").read_text(encoding="utf-8").split("<!-- starting: a test follows these lines -->")[1]
    block = page.split("```sh\n")[1].split("```")[0]
    return [re.sub(r"\s+#.*$", "", line).strip() for line in block.splitlines() if not line.startswith("#")]


LATER = ("make setup", "cd my-office", "oit key register", "oit adopt", "oit assign")
"""Not typed here: other tests set up the program, register, adopt and assign."""


def test_readme_is_followed_line_by_line(folder: Path) -> None:
    named = {"ADMIN1": "registrar", "ADMIN2": "web", "my-office": str(folder)}
    typed = []
    for line in starting_lines():
        words = [named.get(word, word) for word in line.removeprefix(".venv/bin/").split()]
        if line.startswith(LATER):
            assert words[0] in ("make", "cd") or words[1] in REGISTRY
            continue
        command = words[1]
        inside = [] if command == "init" else ["--office", folder]
        if command == "init" and "--admin" not in words:
            code, told = oit_at_terminal(TALK, *words[1:])
            fill_in(folder / "people.csv")
        else:
            ran = oit(*inside, *words[1:])
            code, told = ran.code, ran.out + ran.err
        assert code == 0, (line, told)
        assert command != "doctor" or "✗" not in told, told
        if command == "init" and "--admin" in words:
            assert "✓ ตรวจสุขภาพแล้ว" in told
            for following in ("oit login registrar", "oit cycle open 2566", "oit people codes"):
                assert following in told
        typed.append(command)
    assert typed == ["init", "init", "login", "doctor", "people", "register", "meeting", "cycle", "status"]
