"""Whatever goes wrong: one clear Thai message with what to do, the right exit code, and nothing is lost."""

from __future__ import annotations

import errno
import os
import resource
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import messages
from commands.sessions import Sessions
from tests.cli.conftest import Oit, log_in
from tests.cli.terminal import oit, oit_process
from tests.services.small_office import SmallOffice, accept_settings, small_pdf
from workflow.records.models import Login
from workflow.services.administration.sessions import SEEN_EVERY

DO = "วิธีแก้"


@pytest.fixture
def unchanged(desk: SmallOffice) -> Any:
    """Whatever the test does, the journal is as long as before, but for who came in, and still verifies."""
    coming = ("logged_in", "login_failed")
    before = len(desk.journal())
    yield
    assert len([e for e in desk.journal() if e.kind not in coming]) == before
    assert desk.verify().ok


# --- who, what, which ------------------------------------------------------------------------------------------------


def test_a_wrong_password_says_so_and_opens_nothing(
    desk: SmallOffice, at: Oit, monkeypatch: pytest.MonkeyPatch, unchanged: None
) -> None:
    monkeypatch.setenv("OIT_PASSWORD", "not-the-password")
    at(None, "login", "head").refused(1, "รหัสผ่าน", DO)
    at(None, "login", "nobody").refused(1, "รหัสผ่าน", DO)
    assert Sessions(desk.folder).read() == {}


def test_the_right_password_opens_a_session_for_eight_hours(desk: SmallOffice, at: Oit) -> None:
    assert at(None, "login", "head").code == 0
    assert at(None, "whoami").out.startswith("นายตัวอย่าง ใจดี (head)")
    assert Sessions(desk.folder).path.stat().st_mode & 0o077 == 0


def test_demo_only_opens_nothing_outside_a_sample_office(desk: SmallOffice, at: Oit) -> None:
    settings = desk.folder / "office.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("sample = true", "sample = false"), "utf-8")
    accept_settings(desk.folder)
    at(None, "login", "head").refused(1, "demo-only", DO)


def test_what_is_to_be_done_about_many_places_alike_is_said_once(desk: SmallOffice, at: Oit) -> None:
    empty = desk.folder / "empty.json"
    empty.write_text("{}", encoding="utf-8")
    refused = at("clerk.admin", "document", "new", "announcement", "--data", empty)
    assert refused.err.count("ยังไม่ได้กรอก") == 2
    assert refused.err.count(DO) == 1
    assert refused.err.index("clauses") < refused.err.index(DO)


def test_nobody_logged_in(at: Oit, unchanged: None) -> None:
    at(None, "compile", "O1").refused(1, "oit login")
    assert at(None, "status").code == 0, "reading needs no login"


def test_an_unknown_name_after_as(at: Oit, unchanged: None) -> None:
    at(None, "--as", "nobody", "compile", "O1").refused(1, "nobody", "oit login nobody")


def test_an_expired_session(desk: SmallOffice, at: Oit, unchanged: None) -> None:
    desk.clock.forward(-1)
    log_in(desk, "clerk.admin")
    at("clerk.admin", "compile", "O1").refused(1, "หมดเวลา", "oit login")


def test_an_unknown_item_is_named(at: Oit, unchanged: None) -> None:
    at("clerk.admin", "compile", "O99").refused(2, "O99", DO)
    at(None, "show", "ABC").refused(2, "ABC", DO)


def test_an_unknown_command_gets_the_nearest_one(at: Oit) -> None:
    at(None, "submitt").refused(2, "submitt", "submit")
    at(None, "xyzzy").refused(2, "ไม่มีคำสั่ง", "xyzzy")


def test_an_unknown_step_is_named(at: Oit) -> None:
    at(None, "why", "O1", "fly").refused(2, "fly")


def test_another_groups_clerk_is_told_whose_it_is(desk: SmallOffice, at: Oit, unchanged: None) -> None:
    path = desk.paper()
    at("clerk.hr", "contribute", "O1", path).refused(1, "ขั้นตอน", DO)


def test_missing_evidence_is_listed_with_everything_else(at: Oit, unchanged: None) -> None:
    told = at("clerk.admin", "compile", "O2").refused(1, "O2", DO)
    assert told.err.count(DO) >= 3, "part, evidence and both elements"


def test_a_step_in_the_wrong_state(at: Oit, unchanged: None) -> None:
    at("head", "sign", "O1").refused(1, "O1", "กำลังรวบรวม")


def test_no_item_at_all(at: Oit, unchanged: None) -> None:
    at("director.admin", "submit").refused(2, "ระบุข้อ")


# --- files -----------------------------------------------------------------------------------------------------------


def bad_files(folder: Path) -> dict[str, Path]:
    """Name -> a file an office might hand in by mistake."""
    from pypdf import PdfReader, PdfWriter

    folder.mkdir(exist_ok=True)
    good = folder / "good.pdf"
    good.write_bytes(small_pdf())
    writer = PdfWriter(clone_from=PdfReader(good))
    writer.encrypt("secret", algorithm="RC4-128")
    with (folder / "locked.pdf").open("wb") as out:
        writer.write(out)
    with (folder / "huge.pdf").open("wb") as sparse:
        sparse.truncate(200 * 1024 * 1024)
    (folder / "empty.pdf").touch()
    (folder / "cut.pdf").write_bytes(small_pdf()[:120])
    (folder / "program.pdf").write_bytes(b"MZ\x90\x00" + bytes(400))
    (folder / "program.exe").write_bytes(b"MZ\x90\x00" + bytes(400))
    (folder / "old.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(400))
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 nothing more")
    (folder / "a folder.pdf").mkdir(exist_ok=True)
    return {path.name: path for path in folder.iterdir()} | {"nowhere.pdf": folder / "nowhere.pdf"}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("empty.pdf", "ว่าง"),
        ("cut.pdf", "เปิด"),
        ("locked.pdf", "รหัส"),
        ("huge.pdf", "64"),
        ("program.pdf", ".exe"),
        ("program.exe", ".exe"),
        ("old.docx", "old.docx"),
        ("broken.docx", "broken.docx"),
        ("a folder.pdf", "a folder.pdf"),
        ("nowhere.pdf", "nowhere.pdf"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_the_reason(
    name: str, told: str, desk: SmallOffice, at: Oit, unchanged: None
) -> None:
    path = bad_files(desk.folder / "bad")[name]
    stored = sorted((desk.folder / "store").rglob("*")) if (desk.folder / "store").exists() else []
    at("clerk.admin", "contribute", "O1", path).refused(1, name, told, DO)
    assert (sorted((desk.folder / "store").rglob("*")) if (desk.folder / "store").exists() else []) == stored


def test_every_bad_file_of_several_is_named_and_none_is_taken(desk: SmallOffice, at: Oit, unchanged: None) -> None:
    files = bad_files(desk.folder / "bad")
    told = at("clerk.admin", "contribute", "O1", files["good.pdf"], files["empty.pdf"], files["program.exe"])
    told.refused(1, "empty.pdf", "program.exe")
    assert desk.item("O1").evidence == []


def test_a_word_file_is_taken(desk: SmallOffice, at: Oit) -> None:
    from docx import Document

    path = desk.folder / "report.docx"
    Document().save(str(path))
    assert at("clerk.admin", "contribute", "O1", path).code == 0


def test_a_word_file_to_verify_is_no_pdf(desk: SmallOffice) -> None:
    path = desk.folder / "report.docx"
    path.write_bytes(b"PK\x03\x04" + bytes(200))
    found = oit("verify", path)
    assert found.code == 1
    assert "Traceback" not in found.out + found.err


# --- the machine -----------------------------------------------------------------------------------------------------


def _small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))


def test_a_full_disk_leaves_everything_as_it_was(desk: SmallOffice, at: Oit, unchanged: None) -> None:
    log_in(desk, "clerk.admin")
    path = desk.paper("large.pdf")
    path.write_bytes(small_pdf("x" * 600, pages=400))
    assert path.stat().st_size > 200_000
    found = oit_process("--office", desk.folder, "contribute", "O1", path, before=_small_files)
    found.refused(1, "เต็ม", DO)
    assert not list((desk.folder / "store" / ".incoming").iterdir())


def test_a_full_disk_while_the_memo_is_made_burns_no_number(
    desk: SmallOffice, at: Oit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from adapters.filestore import FolderStore, StoreFull

    desk.bring("group_compiled", "O1")
    log_in(desk, "director.admin")

    def full(self: FolderStore, data: object) -> str:
        raise StoreFull(folder="store")

    with monkeypatch.context() as patch:
        patch.setattr(FolderStore, "put", full)
        at("director.admin", "submit", "O1").refused(1, "เต็ม", DO)
    assert desk.numbers() == []
    assert desk.states("O1") == ["group_compiled"]


def test_a_folder_that_may_only_be_read_is_named_as_the_reason(desk: SmallOffice, at: Oit) -> None:
    log_in(desk, "clerk.admin")
    path = desk.paper()
    desk.close()
    script = ["--office", str(desk.folder)]
    with _read_only(desk.folder):
        shown = oit_process(*script, "status", weak=True)
        refused = oit_process(*script, "contribute", "O1", path, weak=True)
    assert shown.code == 0, "what can be read is read"
    refused.refused(1, DO)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("ENOSPC", "disk_full"), ("EDQUOT", "disk_full"), ("EROFS", "place_not_writable"),
        ("EACCES", "place_not_writable"), ("EIO", "disk_failing"), ("ESTALE", "share_lost"), ("EINVAL", None),
    ],
)  # fmt: skip
def test_what_the_system_says_of_a_file_has_a_sentence_of_its_own(number: str, code: str | None) -> None:
    from commands.counter import _storage

    told = _storage(OSError(getattr(errno, number), "what the system says", "site/.lock"))
    assert (told and told.code) == code
    if told is not None:
        assert "site/.lock" in messages.say(told.code, told.facts, "th")
        assert messages.do(told.code, told.facts, "th")


def test_a_backup_is_made_though_nothing_can_be_recorded(desk: SmallOffice, at: Oit, tmp_path: Path) -> None:
    log_in(desk, "registrar")
    with desk.office.unit_of_work() as uow:  # used last so long ago that its use would be noted anew
        for session in uow.session.scalars(select(Login)):
            session.seen_at = datetime.now(UTC) - 2 * SEEN_EVERY
        uow.commit()
    desk.close()
    file = tmp_path / "backup.zip"
    with _read_only(desk.folder):
        made = oit_process("--office", desk.folder, "backup", file, weak=True)
    assert (made.code, file.is_file()) == (0, True), made.err
    assert "บันทึกเหตุการณ์ยังไม่บอกว่าสำรองแล้ว" in made.err


class _read_only:  # noqa: N801 -- a context manager
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> None:
        for path in [self.folder, *self.folder.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)

    def __exit__(self, *gone: object) -> None:
        for path in [self.folder, *self.folder.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_without_libreoffice_the_package_is_named(desk: SmallOffice, at: Oit, monkeypatch: pytest.MonkeyPatch) -> None:
    from adapters.papers.forms import WarmLibreOffice
    from templates_docx.conversion import to_pdf

    desk.bring("group_compiled", "O1")
    monkeypatch.setattr("wiring.WarmLibreOffice", WarmLibreOffice)
    to_pdf.soffice.cache_clear()
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(to_pdf, "_PLACES", ())
    at("director.admin", "submit", "O1").refused(4, "LibreOffice", "libreoffice-writer")
    to_pdf.soffice.cache_clear()
    assert desk.states("O1") == ["group_compiled"]
    assert desk.numbers() == []


def test_without_the_fonts_the_package_is_named(
    desk: SmallOffice, at: Oit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from templates_docx import fonts

    desk.bring("group_compiled", "O1")
    desk.bring("submitted", "O3")
    monkeypatch.setattr(fonts, "default_folder", lambda: tmp_path / "none made yet")
    monkeypatch.setattr(fonts, "_SYSTEM", (tmp_path / "nowhere",))
    at("director.admin", "submit", "O1").refused(4, "fonts-tlwg-laksaman-ttf")
    at("head", "sign", "O3").refused(4, "fonts-tlwg-laksaman-ttf")
    assert desk.states("O1", "O3") == ["group_compiled", "submitted"]
    assert desk.numbers() == [(1, "issued")]


def test_no_office_here(tmp_path: Path) -> None:
    oit("--office", tmp_path, "status").refused(1, "office.toml", DO)


def test_ctrl_c_says_that_nothing_was_recorded(
    desk: SmallOffice, at: Oit, monkeypatch: pytest.MonkeyPatch, unchanged: None
) -> None:
    import workflow.services.collection.compiling as compiling

    def interrupted(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(compiling, "compile_items", interrupted)
    at("clerk.admin", "compile", "O1").refused(1, "ยกเลิก")


# --- tables ----------------------------------------------------------------------------------------------------------


def test_a_misspelt_setting_is_named_with_the_right_one(desk: SmallOffice, at: Oit) -> None:
    settings = desk.folder / "office.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("required_grade", "requird_grade"), "utf-8")
    at(None, "status").refused(1, "office.toml", "requird_grade", "required_grade")


def test_people_in_windows_874_with_a_bad_row_name_line_and_column(desk: SmallOffice, at: Oit) -> None:
    people = desk.folder / "people.csv"
    text = people.read_text(encoding="utf-8").replace("web,นาย", "web2,นาย").replace(",web,holder", ",webb,holder")
    people.write_bytes(text.encode("cp874"))
    at("registrar", "people", "update").refused(1, "people.csv", "14", "role", "webb")


def test_responsibilities_in_windows_874_with_a_bad_row_name_line_and_column(desk: SmallOffice, at: Oit) -> None:
    catalogue = (desk.folder / "catalogue-2569.csv").read_text(encoding="utf-8")
    (desk.folder / "catalogue-2570.csv").write_text(catalogue, encoding="utf-8")
    rows = "ข้อ,ผู้รับผิดชอบ,กลุ่มที่รวบรวม\n" + "".join(f"O{n},กลุ่มอำนวยการ,\n" for n in range(1, 7)) + "O7,กลุ่มอำนวยกร,\n"
    (desk.folder / "responsible-2570.csv").write_bytes(rows.encode("cp874"))
    at("registrar", "cycle", "open", "2570").refused(1, "responsible-2570.csv", "8", "กลุ่มอำนวยกร", "กลุ่มอำนวยการ")
    (desk.folder / "responsible-2570.csv").write_bytes(rows.replace("อำนวยกร,", "อำนวยการ,").encode("cp874"))
    assert at("registrar", "cycle", "open", "2570").code == 0


@pytest.mark.parametrize(
    ("given", "read"), [("รหัส".encode(), "รหัส"), ("รหัส".encode("cp874"), "รหัส"), (b"\xfc\xdb", None)]
)
def test_a_secret_in_the_encoding_of_an_old_console_is_the_same_text(
    given: bytes, read: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from commands.context import secret
    from workflow.rules.errors import NotLoggedIn

    monkeypatch.setitem(os.environb, b"OIT_PASSWORD", given)
    if read is not None:
        assert secret("OIT_PASSWORD", "") == read
        return
    with pytest.raises(NotLoggedIn) as refused:
        secret("OIT_PASSWORD", "")
    assert refused.value.code == "secret_not_text"
