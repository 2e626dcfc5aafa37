"""Thai and English of the tray: nothing without its English, and each page in one of them alone."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from commands.locale.make_mo import mo_bytes, read_po
from messages import labels
from tests.conftest import MakeOffice
from tests.web.conftest import Serve, Tray
from web.advice import without_commands
from web.sayings import machine
from workflow.records.models import Appointment, Item, Person, Submission

WEB = Path(__file__).parents[2] / "web"
CATALOGUE = WEB / "locale" / "en" / "LC_MESSAGES" / "messages.po"
THAI = re.compile("[\u0e00-\u0e7f]")
IN_BOTH = re.compile("\\n")
"""What is told before a language is known stands in both."""


def templates() -> Iterator[tuple[str, str]]:
    for path in sorted((WEB / "templates").glob("*.html")):
        yield path.name, path.read_text(encoding="utf-8")


def of_templates() -> set[str]:
    return {text for _, page in templates() for _, text in re.findall(r"_\((['\"])(.*?)\1\)", page)}


def of_modules() -> set[str]:
    """Thai strings of the modules, but docstrings, patterns and what is told in both."""
    found: set[str] = set()
    for path in [*WEB.glob("*.py"), *(WEB / "pages").glob("*.py"), *(WEB / "reports").glob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        skipped = {id(node) for one in ast.walk(tree) if isinstance(one, ast.JoinedStr) for node in one.values}
        docs = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
        found |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and THAI.search(node.value)
            and id(node) not in skipped | docs and "\n" not in node.value and "(?" not in node.value
        }  # fmt: skip
    return found - {" น.", "ด้วย"}


def test_no_thai_of_a_template_stands_outside_the_catalogue() -> None:
    for name, page in templates():
        wrapped = re.sub(r"_\((['\"]).*?\1\)", "", page)
        left = [line for line in wrapped.splitlines() if THAI.search(line) and "'ไทย'" not in line]
        assert left == [], name


def test_every_text_has_its_english_with_the_same_places_and_no_more() -> None:
    english = read_po(CATALOGUE.read_text(encoding="utf-8"))
    used = of_templates() | of_modules()
    assert used - english.keys() == set()
    assert english.keys() - used - {""} == set()

    def places(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for thai, told in english.items():
        assert places(thai) == places(told), thai
        assert not THAI.search(told), thai


def test_the_catalogue_that_is_read_is_the_one_that_is_written() -> None:
    found = CATALOGUE.with_suffix(".mo").read_bytes()
    assert found == mo_bytes(read_po(CATALOGUE.read_text(encoding="utf-8"))), "python -m commands.locale.make_mo"


@pytest.fixture
def office(copy_office: MakeOffice, serve: Serve) -> Tray:
    """Work in several states, a refused hand-in among it."""
    small = copy_office()
    small.bring("submitted", "O1", "O2")
    small.contribute("O3", "admin")
    return serve(small)


def own_words(tray: Tray) -> list[str]:
    """What the office itself wrote, in Thai in every language: names, posts, titles, groups, subjects."""
    settings = tray.small.office.settings
    with tray.small.office.unit_of_work(write=False) as uow:
        found = [settings.office.name, settings.office.code, *(group.name for group in settings.groups)]
        found += [t for p in uow.session.scalars(select(Person)) for t in (p.name,)]
        found += [t for a in uow.session.scalars(select(Appointment)) for t in (a.post, a.for_post or "")]
        found += [t for i in uow.session.scalars(select(Item)) for t in (i.title, *i.elements)]
        found += list(uow.session.scalars(select(Submission.subject)))
    found += list(tray.small.office.days_off(2026).values())  # days off have Thai names
    found += ["รักษาราชการแทน", "ลงลายมือชื่อดิจิทัล", "มีนาคม", "พ.ศ.", "โครงการ"]  # as they are printed
    return sorted(filter(None, set(found)), key=len, reverse=True)


PAGES = {
    "head": ("/", "/memo/1", "/items", "/people", "/account", "/requests", "/score", "/papers", "/circulations",
             "/measures", "/meetings", "/results", "/answers", "/papers/new/letter"),
    "director.admin": ("/memo/1", "/steps/submit", "/registers"),
    "clerk.admin": ("/", "/items/2569/O3", "/items/2569/O1", "/items/2569/O7", "/no-such-page",
                    "/papers/new/order", "/papers/new/activity", "/papers/new/meeting"),
    "registrar": ("/receive", "/registers", "/people", "/office", "/papers", "/measures", "/meetings", "/results"),
    "web": ("/site", "/steps/publish", "/office"),
    "clerk.policy": ("/measures", "/meetings", "/results", "/papers/new/newsletter"),
}  # fmt: skip


def test_a_page_in_english_says_nothing_in_thai_of_its_own(office: Tray) -> None:
    """And in Thai nothing of the catalogue's English. What the office wrote stays as it wrote it."""
    english = read_po(CATALOGUE.read_text(encoding="utf-8"))
    sentences = [told for told in english.values() if told.count(" ") > 2 and "{" not in told]
    own, wrong = own_words(office), []
    for login, pages in PAGES.items():
        someone = office.visitor(login)
        for path in pages:
            thai = someone.get(path).words
            wrong += [(path, told) for told in sentences if told in thai]
        answer = someone.post("/language", {"lang": "en", "next": "/account"})
        assert (answer.status, answer.path) == (200, "/account")
        for path in pages:
            page = someone.get(path)
            assert '<html lang="en">' in page.text
            words = page.words.replace("ไทย", "")
            for told in own:
                words = words.replace(told, "")
            wrong += [(path, found) for found in re.findall("[^ ]*[\u0e00-\u0e4e][^ ]*", words)]
    assert wrong == [], wrong


def test_the_door_speaks_english_too_and_leads_nowhere_else(office: Tray) -> None:
    stranger = office.visitor()
    for to in ("https://elsewhere.example/", "//elsewhere.example/", "/logout", "/language"):
        assert stranger.post("/language", {"lang": "en", "next": to}).path == "/login"
    assert "User name" in stranger.get("/login").words
    wrong = stranger.post("/login", {"name": "head", "password": "wrong", "next": "/"})
    assert THAI.search(wrong.words.replace(office.small.office.settings.office.name, "").replace("ไทย", "")) is None
    stranger.post("/language", {"lang": "xx", "next": "/"})
    assert "ชื่อผู้ใช้" in stranger.get("/login").words


@pytest.mark.parametrize(
    ("advice", "language", "read"),
    [
        ('ส่งไฟล์ด้วยคำสั่ง oit contribute O1 FILE… --group กลุ่มอำนวยการ หากไม่มี', "th", "ส่งไฟล์โดยกด “ส่งข้อมูลของกลุ่ม” หากไม่มี"),
        ('ส่งกลับด้วยคำสั่ง oit refuse O1 กลุ่มอำนวยการ --reason "เหตุผล"', "th", "ส่งกลับโดยกด “ไม่รับข้อมูลของกลุ่ม”"),
        ("เพิ่มแถวใหม่แล้วใช้คำสั่ง oit people update", "th", "เพิ่มแถวใหม่แล้วเปิดหน้า “บุคคล”"),
        ("แล้วยืนยันด้วยคำสั่ง oit tick O7 1 (ยืนยันทุกองค์ประกอบใช้ --all)", "th", "แล้วยืนยันโดยกด “ยืนยันองค์ประกอบข้อมูล”"),
        ("ออกใหม่ด้วย oit reissue ข้อ หรือรอผู้นั้นกลับ", "th", "ออกใหม่โดยกด “จัดทำบันทึกฉบับปรับปรุง” หรือรอผู้นั้นกลับ"),
        ("แล้วสั่ง oit retract O3 --lift --returning \"ก.pdf\"", "th", "แล้วกด “ยกเลิกการถอน”"),
        ('ระบุด้วย --reason "เหตุผล"', "th", "ระบุที่ช่อง “เหตุผล”"),
        ("Say what was done with --result.", "en", "Say what was done in the field “What was done”."),
        ("Send it back with oit send-back O1 --reason \"why\".", "en", "Send it back by pressing “{step}”."),
    ],
)  # fmt: skip
def test_advice_names_buttons_and_pages_instead_of_commands(advice: str, language: str, read: str) -> None:
    back = labels.pick(labels.steps()["send_back"], "en")
    assert without_commands(advice, language) == read.replace("{step}", back)


def test_a_session_is_told_by_browser_and_machine() -> None:
    edge = "192.0.2.4 Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"
    assert machine(edge) == "Edge บน Windows (192.0.2.4)"
    phone = (
        "192.0.2.5 Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1"
    )
    assert machine(phone, "en") == "Safari on iPhone (192.0.2.5)"
    assert machine("192.0.2.6 ") == "เบราว์เซอร์อื่น บน เครื่องอื่น (192.0.2.6)"
