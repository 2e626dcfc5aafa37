"""Decisions in a browser: on the memo that was shown, once, with every reason, and recorded as at the terminal."""

from __future__ import annotations

import re
from pathlib import Path
from threading import Barrier, Thread

import pytest

from tests.conftest import MakeOffice
from tests.services.small_office import SECRET, small_pdf
from tests.web.conftest import Serve, Tray
from tests.web.visitor import Page, Visitor
from web.desk import Reached
from workflow.office_files.people import load_people
from workflow.services.administration.people.updates import update_people
from workflow.services.approval import routing
from workflow.services.approval.returning import send_back
from workflow.services.approval.routing import withdraw
from workflow.services.approval.submitting import submit_items
from workflow.services.collection.compiling import compile_items
from workflow.services.collection.contributing import Contribution, contribute
from workflow.services.operations import settling


def test_the_head_reads_the_exact_bytes_and_signs(tray: Tray) -> None:
    head = tray.visitor("head")
    first = head.get("/")
    assert "บันทึกที่รอท่าน 1 เรื่อง" in first.words
    page = head.get("/memo/1")
    pictures = re.findall(r'src="(/page/[0-9a-f]{64}/\d+\.png)"', page.text)
    issued = tray.small.memo().memo_issued
    assert pictures[0] == f"/page/{issued}/1.png"
    assert len(pictures) == 1 + 2 * 2  # the memo, and two papers with a sheet behind each
    drawn = head.get(pictures[0])
    assert (drawn.status, drawn.headers["content-type"]) == (200, "image/png")
    assert drawn.body.startswith(b"\x89PNG")
    assert head.get(pictures[0], **{"If-None-Match": drawn.headers["etag"]}).status == 304

    done = head.post("/memo/1", {**page.hidden(), "do": "sign", "passphrase": SECRET})
    assert "ลงนามแล้ว" in done.words
    assert tray.small.states("O1", "O2") == ["head_signed", "head_signed"]
    (entry, *_) = [e for e in tray.small.journal() if e.step == "sign"]
    assert entry.facts["how"] == "sign"
    assert entry.facts["pages_sent"] == 1
    assert entry.facts["sent"] == {issued: [1]}
    assert entry.facts["opened"].startswith("2026-03-02T09:00")


def test_a_memo_that_changed_meanwhile_is_shown_again_and_not_signed(tray: Tray) -> None:
    head = tray.visitor("head")
    seen = head.get("/memo/1").hidden()
    send_back(tray.small.office, "director.admin", ["O2"], "ตัวเลขผิด")
    refused = head.post("/memo/1", {**seen, "do": "sign", "passphrase": SECRET})
    assert refused.status == 409
    assert "เปลี่ยนไปหลังจากที่ท่านเปิดอ่าน" in refused.words
    assert "นางสมมุติ อำนวยดี" in refused.words  # who did so
    assert tray.small.states("O1", "O2") == ["submitted", "draft"]
    assert refused.hidden()["digest"] != seen["digest"]
    again = head.post("/memo/1", {**refused.hidden(), "do": "sign", "passphrase": SECRET})
    assert again.status == 200
    assert tray.small.states("O1", "O2") == ["head_signed", "draft"]


def test_a_memo_that_was_withdrawn_whole_meanwhile_is_not_said_to_be_signed(tray: Tray) -> None:
    head = tray.visitor("head")
    seen = head.get("/memo/1").hidden()
    withdraw(tray.small.office, "director.admin", ["O1", "O2"], "ขาดเอกสาร")
    for do in ("sign", "approve"):
        refused = head.post("/memo/1", {**seen, **head.get("/memo/1").hidden(), "do": do, "passphrase": SECRET})
        assert refused.status == 409
        assert "เพิ่งถูกดำเนินการ “ขอถอนเรื่อง” โดย นางสมมุติ อำนวยดี" in refused.words
    assert tray.small.states("O1", "O2") == ["group_compiled", "group_compiled"]


def test_a_double_tap_does_nothing_twice(tray: Tray) -> None:
    head = tray.visitor("head")
    form = {**head.get("/memo/1").hidden(), "do": "approve"}
    pages: list[Page] = []
    both = Barrier(2)

    def tap() -> None:
        both.wait()
        pages.append(Visitor(tray.home, dict(head.cookies)).post("/memo/1", form))

    threads = [Thread(target=tap) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [e.kind for e in tray.small.journal()].count("approved") == 1
    assert sum("ส่งแบบนี้ไปแล้วครั้งหนึ่ง" in page.words for page in pages) == 1


def test_approved_here_and_signed_where_the_key_is(tray: Tray, tmp_path: Path) -> None:
    import wiring
    from workflow.services.approval.request_files import SigningRequestFile, sign_request, write

    head = tray.visitor("head")
    waits = head.press("/memo/1", "approve")
    assert "เห็นชอบแล้ว รอลงลายมือชื่อ" in waits.words
    assert tray.small.states("O1") == ["submitted"]
    got = head.press("/memo/1", "prepare")
    assert got.headers["content-disposition"].startswith("attachment")
    asked = tmp_path / "request.json"
    asked.write_bytes(got.body)
    keys = wiring.KeyFilesAndTokens(None)
    values = sign_request(keys, SigningRequestFile.read(asked), tray.small.key("head"), lambda: SECRET)
    write(tmp_path / "values.json", values.text())
    brought = {"values": ("values.json", (tmp_path / "values.json").read_bytes())}
    done = head.press("/memo/1", "finish", brought)
    assert "ลงนามแล้ว" in done.words
    assert tray.small.states("O1", "O2") == ["head_signed", "head_signed"]


def test_items_are_excepted_with_a_reason_and_what_was_typed_stays(tray: Tray) -> None:
    head = tray.visitor("head")
    without = head.press("/memo/1", "sign", passphrase=SECRET, excepted=["O2"], reason=" ")
    assert without.status == 422
    assert re.search(r'value="O2" checked', without.text)
    done = head.press("/memo/1", "sign", passphrase=SECRET, excepted=["O2"], reason="ข้อมูลปีก่อน")
    assert done.status == 200
    assert tray.small.states("O1", "O2") == ["head_signed", "draft"]


def test_a_wrong_passphrase_is_told_and_nothing_is_recorded(tray: Tray) -> None:
    refused = tray.visitor("head").press("/memo/1", "sign", passphrase="wrong")
    assert refused.status == 422
    assert "รหัสผ่านของ" in refused.words
    assert tray.small.states("O1") == ["submitted"]


def test_on_a_network_without_tls_no_key_is_taken(copy_office: MakeOffice, serve: Serve) -> None:
    small = copy_office()
    small.bring("submitted", "O1")
    tray = serve(small, Reached(url=None, loopback=False))
    head = tray.visitor("head")
    page = head.get("/memo/1")
    assert "ไม่ได้เข้ารหัส" in page.words
    assert 'name="passphrase"' not in page.text
    refused = head.post("/memo/1", {**page.hidden(), "do": "sign", "passphrase": SECRET})
    assert refused.status == 422
    assert tray.small.states("O1") == ["submitted"]


def test_endorsed_with_an_opinion_then_it_is_the_heads_turn(copy_office: MakeOffice, serve: Serve) -> None:
    small = copy_office(route=["deputy"])
    small.bring("submitted", "O1")
    tray = serve(small)
    head, deputy = tray.visitor("head"), tray.visitor("deputy")
    assert "บันทึกที่รอท่าน" not in head.get("/").words
    standing = head.get("/memo/1").words
    assert "ยังลงนามไม่ได้ เพราะ" in standing
    assert "ผู้ดำเนินการ: รองหัวหน้าหน่วยงาน" in standing
    assert "ให้ความเห็นและผ่านเรื่อง" in deputy.get("/").words
    assert deputy.press("/memo/1", "endorse", opinion="เห็นควรเผยแพร่").status == 200
    assert "ความเห็น: เห็นควรเผยแพร่" in head.get("/memo/1").words
    assert "บันทึกที่รอท่าน 1 เรื่อง" in head.get("/").words


def test_sent_back_and_withdrawn_with_reasons(tray: Tray) -> None:
    director = tray.visitor("director.admin")
    assert director.press("/memo/1", "send_back", reason="ตรวจตัวเลขอีกครั้ง", back=["O2"]).status == 200
    assert tray.small.states("O1", "O2") == ["submitted", "draft"]
    assert director.press("/memo/1", "withdraw", reason="เสนอใหม่พร้อมกัน").status == 200
    assert tray.small.states("O1") == ["group_compiled"]
    assert "เสนอใหม่พร้อมกัน" in director.get("/memo/1").words


def test_a_step_that_is_not_ones_own_is_refused(tray: Tray) -> None:
    clerk = tray.visitor("clerk.admin")
    page = clerk.get("/memo/1")
    assert "ตัดสินใจ" not in re.findall(r"<h2[^>]*>([^<]*)", page.text)
    seen = tray.visitor("head").get("/memo/1").hidden()
    forms = clerk.get("/account").hidden()
    for do in ("sign", "approve", "send_back", "endorse", "publish"):
        fresh = clerk.get("/account").hidden()
        tried = clerk.post("/memo/1", {**forms, "key": fresh["key"], "digest": seen["digest"], "do": do, "reason": "x"})
        assert tried.status == 422, do
    assert tray.small.states("O1", "O2") == ["submitted", "submitted"]


def test_many_at_once_each_with_its_own_result(copy_office: MakeOffice, serve: Serve) -> None:
    small = copy_office()
    for code in ("O1", "O3", "O4"):
        small.bring("submitted", code)
    tray = serve(small)
    head = tray.visitor("head")
    page = head.get("/")
    chosen = re.findall(r'name="memo" value="([^"]+)"', page.text)
    assert len(chosen) == 3
    routing.withdraw(small.office, "director.admin", ["O3"], "แก้ไข")
    told = head.post("/", {**page.hidden(), "memo": chosen, "passphrase": SECRET, "do": "sign"})
    assert told.text.count('<div class="good">') == 2
    assert told.words.count("ไม่สำเร็จ") == 1
    assert "เพิ่งถูกดำเนินการ “ขอถอนเรื่อง” โดย นางสมมุติ อำนวยดี" in told.words
    assert small.states("O1", "O3", "O4") == ["head_signed", "group_compiled", "head_signed"]


def test_one_at_the_terminal_and_one_in_the_browser(tray: Tray) -> None:
    head = tray.visitor("head")
    page = head.get("/memo/1")
    tray.small.sign("O1", "O2")
    late = head.post("/memo/1", {**page.hidden(), "do": "sign", "passphrase": SECRET})
    assert late.status in (409, 422)
    assert [e.step for e in tray.small.journal()].count("sign") == 2  # once for each item
    assert "ลงนามแล้ว" in head.get("/memo/1").words


@pytest.mark.deep
def test_nobody_signs_what_he_brought(copy_office: MakeOffice, serve: Serve) -> None:
    small = copy_office()
    small.clock.forward(14)  # the director of hr acts as head
    small.settle()
    small.bring("group_compiled", "O5")
    tray = serve(small)
    director = tray.visitor("director.hr")
    waits = director.get("/steps/submit")
    assert "O5" in waits.words
    item = re.findall(r'name="item" value="([^"]+)"', waits.text)
    drawn = director.post("/steps/submit", {**waits.hidden(), "item": item})
    sent = director.post("/steps/submit", {**drawn.hidden(), "item": item})
    assert sent.status == 200
    assert small.states("O5") == ["submitted"]
    page = director.get("/memo/1")
    assert "ยังลงนามไม่ได้ เพราะ" in page.words
    assert director.post("/memo/1", {**page.hidden(), "do": "approve"}).status == 422


def test_a_nil_return_and_a_flag_are_seen_by_who_decides(copy_office: MakeOffice, serve: Serve) -> None:
    small = copy_office()
    small.contribute("O5", "hr")
    contribute(small.office, "clerk.admin", "O5", Contribution(nil_reason="ไม่มีอัตราว่างในปีนี้"))
    tray = serve(small)
    clerk = tray.visitor("clerk.hr")
    assert clerk.press("/items/2569/O5", "accept", group="admin").status == 200
    small.compile("O5")
    small.submit("O5")
    assert "ไม่มีอัตราว่างในปีนี้" in tray.visitor("head").get("/memo/1").words


@pytest.mark.parametrize("digest", ["0" * 64, "../../etc/passwd", "xx"])
def test_only_papers_of_memos_and_items_are_shown(tray: Tray, digest: str) -> None:
    head = tray.visitor("head")
    stray = tray.small.office.store.put(small_pdf("stray"))
    for name in (digest, stray):
        assert head.get(f"/page/{name}/1.png").status == 404
        assert head.get(f"/file/{name}").status == 404


def test_a_server_that_dies_over_a_decision_has_done_nothing_and_it_is_pressed_again(
    tray: Tray, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The form's key is taken first: whatever ends the server after that, the same form does nothing any more."""
    head = tray.visitor("head")
    form = {**head.get("/memo/1").hidden(), "do": "approve"}

    def dies(*_: object, **__: object) -> None:
        raise RuntimeError("ended")

    with monkeypatch.context() as patched:
        patched.setattr("web.pages.memo.approve", dies)
        assert head.post("/memo/1", form).status == 500
    again = head.post("/memo/1", form)
    assert "โปรแกรมไม่ดำเนินการซ้ำ" in again.words
    assert "approved" not in [e.kind for e in tray.small.journal()]
    assert head.post("/memo/1", {**again.hidden(), "do": "approve"}).status == 200
    assert [e.kind for e in tray.small.journal()].count("approved") == 1


def test_who_holds_two_capacities_chooses_as_it_will_be_printed(copy_office: MakeOffice, serve: Serve) -> None:
    """The deputy acts for the head who is away, and is delegated besides: neither is taken for the other."""
    small = copy_office()
    people = (small.folder / "people.csv").read_text(encoding="utf-8")
    line = (
        "deputy,นาง,สมมติ รักงาน,,รองหัวหน้าสำนักงานทดลองเล็ก,head,delegated,9/3/2569,31/3/2569,7/2569,หัวหน้าสำนักงานทดลองเล็ก"
    )
    (small.folder / "people.csv").write_text(f"{people}{line}\n", encoding="utf-8")
    rows = load_people(small.folder / "people.csv", small.office.settings.groups)
    asked = update_people(small.office, "registrar", rows, confirmed=None).asked
    assert asked is not None
    settling.confirm(small.office, "web", asked)
    small.clock.forward(7)
    small.settle()
    small.bring("group_compiled", "O3")
    tray = serve(small)
    director = tray.visitor("director.admin")
    offered = director.get("/steps/submit")
    assert re.findall(r'<option value="(deputy [^"]+)"', offered.text) == ["deputy 18/2569", "deputy 7/2569"]
    given = {"item": ["O3/2569"], "signer": "deputy 18/2569", "agree": "yes"}
    assert director.post("/steps/submit", {**offered.hidden(), **given}).status == 200
    small.contribute("O1", "admin")
    compile_items(small.office, "clerk.admin", ["O1"], signer="deputy 7/2569")
    submit_items(small.office, "director.admin", ["O1"], signer="deputy 7/2569")
    deputy = tray.visitor("deputy")
    page = deputy.get("/memo/2")
    assert re.findall(r'name="capacity" value="([^"]+)"', page.text) == ["18/2569", "7/2569"]
    assert page.words.count("ในฐานะนี้ยังลงนามไม่ได้ เพราะ บันทึกของข้อ O1 พิมพ์ชื่อ นางสมมติ รักงาน (ปฏิบัติราชการแทน)") == 1
    assert "นางสมมติ รักงาน รองหัวหน้าสำนักงานทดลองเล็ก ปฏิบัติราชการแทน หัวหน้าสำนักงานทดลองเล็ก ลงลายมือชื่อดิจิทัล" in page.words
    silent = deputy.press("/memo/2", "sign", passphrase=SECRET)
    assert silent.status == 422
    assert "ยังไม่ได้เลือกฐานะ" in silent.words
    wrong = deputy.press("/memo/2", "sign", passphrase=SECRET, capacity="99/2569")
    assert "ฐานะที่มีคือ 18/2569, 7/2569" in wrong.words
    other = deputy.press("/memo/2", "sign", passphrase=SECRET, capacity="18/2569")
    assert "แต่ผู้ลงนามคือ นางสมมติ รักงาน (รักษาราชการแทน)" in other.words
    done = deputy.press("/memo/2", "sign", passphrase=SECRET, capacity="7/2569")
    assert done.status == 200, done.words
    (signed,) = [e for e in small.journal() if e.step == "sign"]
    assert signed.authority == "ปฏิบัติราชการแทน หัวหน้าสำนักงานทดลองเล็ก (7/2569)"
    assert deputy.press("/memo/1", "approve", capacity="18/2569").status == 200
    (approved,) = [e for e in small.journal() if e.kind == "approved"]
    assert approved.authority == "รักษาราชการแทน หัวหน้าสำนักงานทดลองเล็ก (18/2569)"


@pytest.mark.deep
def test_two_heads_at_once(copy_office: MakeOffice, serve: Serve) -> None:
    """The holder and who acts by delegation press at one moment: whom the memo prints signs, the other is told why not:
    that the paper prints another's name, or, when that one was quicker, who signed it."""
    small = copy_office()
    people = (small.folder / "people.csv").read_text(encoding="utf-8")
    line = (
        "deputy,นาง,สมมติ รักงาน,,รองหัวหน้าสำนักงานทดลองเล็ก,head,delegated,1/3/2569,31/3/2569,7/2569,หัวหน้าสำนักงานทดลองเล็ก"
    )
    acting = next(row for row in people.splitlines() if ",acting,9/3/2569" in row)
    (small.folder / "people.csv").write_text(people.replace(acting, line), encoding="utf-8")
    rows = load_people(small.folder / "people.csv", small.office.settings.groups)
    asked = update_people(small.office, "registrar", rows, confirmed=None).asked
    assert asked is not None
    settling.confirm(small.office, "web", asked)
    small.bring("submitted", "O1", "O2")
    tray = serve(small)
    heads = [tray.visitor("head"), tray.visitor("deputy")]
    forms = [{**who.get("/memo/1").hidden(), "do": "sign", "passphrase": SECRET} for who in heads]
    pages: dict[int, Page] = {}
    both = Barrier(2)

    def press(number: int) -> None:
        both.wait()
        pages[number] = heads[number].post("/memo/1", forms[number])

    threads = [Thread(target=press, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [e.step for e in small.journal()].count("sign") == 2  # once for each item
    lost = next(page for page in pages.values() if page.status != 200)
    winner = small.memo().signer_name
    assert winner == "นายตัวอย่าง ใจดี"
    assert winner in lost.words or "พิมพ์ชื่อ head (ผู้ดำรงตำแหน่ง)" in lost.words


@pytest.mark.deep
def test_the_same_on_postgresql(copy_office: MakeOffice, serve: Serve) -> None:
    small = copy_office("postgresql")
    small.bring("submitted", "O1", "O2")
    tray = serve(small)
    test_a_double_tap_does_nothing_twice(tray)
    test_the_head_reads_the_exact_bytes_and_signs(tray)


def test_who_sent_an_item_back_at_the_terminal_is_named_to_who_signs_in_the_browser(tray: Tray) -> None:
    """The item that went is on the memo no more; what was done with it is what changed the memo."""
    head = tray.visitor("head")
    page = head.get("/memo/1")
    send_back(tray.small.office, "head", ["O1"], "ตัวเลขไม่ตรง")
    (digest,) = set(re.findall(r'name="digest" value="([0-9a-f]{64})"', page.text))
    told = head.post("/memo/1", {**page.hidden(), "do": "approve", "digest": digest})
    assert told.status == 409
    assert "เพิ่งถูกดำเนินการ “ส่งคืนแก้ไข” โดย นายตัวอย่าง ใจดี" in told.words, told.words[300:900]
