"""What officers, the registrar, the web officer and administrators do in a browser."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from tests.conftest import MakeOffice
from tests.services.small_office import SECRET, SmallOffice, small_pdf
from tests.web.conftest import Serve
from web.pages.stepping import fields
from web.showing import LABELS
from workflow.services.collection.contributing import Contribution, contribute
from workflow.services.numbering.registers import reserve
from workflow.services.steps import USE_CASES


@pytest.fixture
def draft(copy_office: MakeOffice) -> SmallOffice:
    """The small office before anything was handed in."""
    return copy_office()


def test_a_file_is_handed_in_judged_with_a_reason_and_handed_in_again(draft: SmallOffice, serve: Serve) -> None:
    tray = serve(draft)
    giver, compiler = tray.visitor("clerk.admin"), tray.visitor("clerk.hr")
    page = giver.press("/items/2569/O5", "contribute", {"files": ("อัตรากำลัง ปี 2569.pdf", small_pdf("one"))})
    assert "ส่งข้อมูลแล้ว" in page.words
    assert "อัตรากำลัง ปี 2569.pdf" in page.words
    refused = compiler.press("/items/2569/O5", "refuse", group="admin", reason="ขาดหน้าที่ ๒")
    assert refused.status == 200
    waits = giver.get("/")
    assert "ขาดหน้าที่ ๒" in waits.words  # the reason stands with the task
    assert giver.press("/items/2569/O5", "contribute", {"files": ("b.pdf", small_pdf("two"))}).status == 200
    assert compiler.press("/items/2569/O5", "accept", group="admin").status == 200
    assert {p.group_key: p.status for p in draft.item("O5").parts} == {"hr": None, "admin": "accepted"}


def test_a_photograph_becomes_pages(draft: SmallOffice, serve: Serve) -> None:
    photo = io.BytesIO()
    Image.new("RGB", (400, 560), "white").save(photo, "JPEG")
    page = serve(draft).visitor("clerk.admin")
    done_ = page.press("/items/2569/O1", "contribute", {"files": ("ภาพถ่าย.jpg", photo.getvalue())})
    assert done_.status == 200
    assert [e.media_type for e in draft.item("O1").evidence] == ["image/jpeg"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.exe", b"MZ", ".exe"),
        ("broken.pdf", b"%PDF-1.7 nothing", "broken.pdf"),
        ("empty.pdf", b"", "ยังไม่มี"),
        ("../../up.pdf", small_pdf("up"), None),
    ],
)
def test_uploads_pass_the_same_limits_as_at_the_terminal(
    draft: SmallOffice, serve: Serve, name: str, data: bytes, said: str | None
) -> None:
    clerk = serve(draft).visitor("clerk.admin")
    page = clerk.press("/items/2569/O1", "contribute", {"files": (name, data)})
    kept = [e.name for e in draft.item("O1").evidence]
    if said is None:
        assert kept == ["up.pdf"]  # a name, never a place
    else:
        assert page.status == 422
        assert kept == []


def test_nothing_and_an_address_are_handed_in(draft: SmallOffice, serve: Serve) -> None:
    clerk = serve(draft).visitor("clerk.admin")
    assert clerk.press("/items/2569/O1", "contribute", nil=" ").status == 422
    assert "ไม่มีโครงสร้างใหม่" in clerk.press("/items/2569/O1", "contribute", nil="ไม่มีโครงสร้างใหม่").words
    assert clerk.press("/items/2569/O7", "contribute", url="/ask.html").status == 200
    (page,) = draft.item("O7").evidence
    assert page.url == "/ask.html"


def test_from_ticking_to_submitting_by_two_people(draft: SmallOffice, serve: Serve) -> None:
    draft.contribute("O2", "admin")
    tray = serve(draft)
    clerk, director = tray.visitor("clerk.admin"), tray.visitor("director.admin")
    item = clerk.get("/items/2569/O2")
    assert "ยังทำไม่ได้ เพราะ" in item.words  # its elements are not ticked: the reason, who, what
    assert clerk.press("/items/2569/O2", "compile").status == 422
    assert clerk.press("/items/2569/O2", "tick", element=["1", "2"]).status == 200
    assert clerk.press("/items/2569/O2", "compile").status == 200
    assert draft.states("O2") == ["group_compiled"]
    page = director.get("/steps/submit")
    none = director.post("/steps/submit", page.hidden())
    assert none.status == 422
    typed = {"item": "O2/2569", "opinion": "เห็นควรเผยแพร่"}
    drawn = director.post("/steps/submit", {**none.hidden(), **typed})
    assert "บันทึกจะเป็นดังนี้" in drawn.words
    assert "data:image/png;base64," in drawn.text
    assert draft.states("O2") == ["group_compiled"]  # nothing was submitted, and no number used
    assert draft.numbers() == []
    again = director.post("/steps/submit", {**drawn.hidden(), **typed})
    assert again.status == 200
    assert draft.states("O2") == ["submitted"]


def test_every_input_of_every_step_has_words() -> None:
    generic = USE_CASES.keys() - {"receive"}  # it has a page of its own
    assert {one.name for step in generic for one in fields(step)} <= LABELS.keys()


def test_what_may_harm_is_decided_by_name(draft: SmallOffice, serve: Serve) -> None:
    paper = draft.paper("id.pdf", words="เลขประจำตัวประชาชน 1101700203450")
    contribute(draft.office, "clerk.admin", "O1", Contribution(files=[paper]))
    clerk = serve(draft).visitor("clerk.admin")
    page = clerk.get("/items/2569/O1")
    assert "ข้อมูลที่ไม่ควรเผยแพร่" in page.words
    numbers = re.findall(r'name="number" value="(\d+)"', page.text)
    form = {**page.hidden(), "do": "disclose", "number": numbers, "ruling": "not_so", "reason": "เลขตัวอย่างในแบบฟอร์ม"}
    assert clerk.post("/items/2569/O1", form).status == 200
    assert "disclosure_decided" in [e.kind for e in draft.journal()]


def test_a_group_is_named_by_the_deputy(draft: SmallOffice, serve: Serve) -> None:
    deputy = serve(draft).visitor("deputy")
    assert deputy.press("/items/2569/O6", "assign", group="hr", basis="มติที่ประชุมครั้งที่ 1/2569").status == 200
    assert draft.item("O6").compiling_group == "hr"


def test_published_proven_suspended(copy_office: MakeOffice, serve: Serve) -> None:
    small = copy_office()
    small.bring("head_signed", "O1")
    tray = serve(small)
    web = tray.visitor("web")
    assert "รอเผยแพร่ 1 ข้อ" in web.get("/site").words
    page = web.get("/steps/publish")
    assert web.post("/steps/publish", {**page.hidden(), "item": "O1/2569"}).status == 200
    assert small.states("O1") == ["published"]
    assert "ตรวจเว็บไซต์" in web.press("/site", "prove").words
    assert web.press("/site", "suspend", item="O1/2569", reason="พบข้อผิดพลาด").status == 200
    assert small.item("O1").online.value == "suspended"
    clerk = tray.visitor("clerk.admin")
    assert clerk.press("/site", "suspend", item="O1/2569", reason="x").status == 422


def test_the_registrar_looks_at_a_scan_then_attests_it(copy_office: MakeOffice, serve: Serve) -> None:
    import wiring

    small = copy_office()
    small.bring("submitted", "O7")
    (paper,) = small.required_signatures("O7")
    issued = small.office.store.get(paper.issued)
    scan = wiring.practice_scan([issued])
    tray = serve(small)
    registrar = tray.visitor("registrar")
    looked = registrar.press("/receive", "", {"files": ("สแกน.pdf", scan)})
    assert "ดูต้นฉบับ แล้วรับรอง" in looked.words, looked.words
    assert small.states("O7") == ["submitted"]
    (memo,) = re.findall(r'name="attest" value="([^"]+)"', looked.text)
    taken = registrar.post("/receive", {**looked.hidden(), "attest": memo})
    assert "แล้ว" in taken.words
    assert small.states("O7") == ["head_signed"]
    (entry,) = [e for e in small.journal() if e.step == "receive"]
    assert entry.facts["how"] == "pen"
    assert entry.actor == "registrar"


def test_numbers_are_reserved_and_voided_by_the_registrar_alone(draft: SmallOffice, serve: Serve) -> None:
    tray = serve(draft)
    registrar = tray.visitor("registrar")
    page = registrar.press("/registers", "reserve", book="order", subject="แต่งตั้งคณะทำงาน")
    assert "แต่งตั้งคณะทำงาน" in page.words
    which = re.findall(r'name="which" value="([^"]+)"', page.text)
    assert registrar.press("/registers", "void", which=which[0], reason="พิมพ์ผิด").status == 200
    clerk = tray.visitor("clerk.admin")
    assert "จองเลข" not in clerk.get("/registers").words
    page = clerk.get("/account")
    assert clerk.post("/registers", {**page.hidden(), "do": "reserve", "book": "order", "subject": "x"}).status == 422
    reserve(draft.office, "registrar", "memo")
    assert "ทล 01/1" in clerk.get("/registers?book=memo").words


def test_a_code_of_a_slip_opens_once_and_one_sets_a_password_of_ones_own(draft: SmallOffice, serve: Serve) -> None:
    tray = serve(draft)
    told = tray.visitor("registrar").press("/people", "password", login="clerk.hr").words
    (code,) = re.findall(r"รหัสใช้ครั้งเดียวของ clerk\.hr คือ (\S+) แสดงครั้งเดียว", told)
    first = tray.visitor()
    assert "รหัสผ่านใหม่ของท่าน" in first.login("clerk.hr", code).words
    typed = {"name": "clerk.hr", "password": code, "password_new": "a-new-password", "next": "/"}
    assert first.post("/login", typed).path == "/"
    assert tray.visitor().login("clerk.hr", "a-new-password").path == "/"
    assert tray.visitor().login("clerk.hr", SECRET).status == 401
    assert 'value="password"' not in tray.visitor("head").get("/people").text


def test_who_acts_for_the_head_is_shown_as_it_will_be_printed(draft: SmallOffice, serve: Serve) -> None:
    draft.clock.forward(8)
    words = serve(draft).visitor("deputy").get("/people").words
    assert "รักษาราชการแทน หัวหน้าสำนักงานทดลองเล็ก" in words
    assert "คำสั่ง 18/2569" in words


def test_everybody_sees_how_far_all_is(copy_office: MakeOffice, serve: Serve) -> None:
    small = copy_office()
    small.bring("submitted", "O1")
    page = serve(small).visitor("clerk.policy").get("/items")
    assert "1 รอความเห็นชอบ" in page.words
    assert "7 ทั้งหมด" in page.words
    assert serve(small).visitor("web").get("/items?state=submitted&group=admin").text.count('<th scope="row">') == 1
