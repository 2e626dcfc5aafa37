"""Who comes in: sessions, second factors, forms of other sites, guesses, and what browsers are forbidden."""

from __future__ import annotations

import logging

import pytest

import messages
from tests.conftest import MakeOffice
from tests.services.small_office import SECRET
from tests.web.conftest import Serve, Tray
from tests.web.visitor import Visitor
from web import doors, showing
from web.desk import Reached
from web.waits import Waits
from workflow.ports.marks import Mark
from workflow.records import queries
from workflow.records.errors import DatabaseUnreachable
from workflow.services.administration import second_factor
from workflow.services.administration.terms import end_person


def test_nothing_is_shown_without_a_login(tray: Tray) -> None:
    stranger = tray.visitor()
    assert stranger.get("/healthz").text == "ok"
    for path in ("/", "/memo/1", "/items", "/people", "/news", f"/page/{tray.small.memo().memo_issued}/1.png"):
        page = stranger.get(path)
        assert page.path.startswith("/login"), path
        assert "ขอความเห็นชอบ" not in page.text


def test_a_database_that_is_away_is_told_in_words(tray: Tray, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise DatabaseUnreachable(detail="refused")

    monkeypatch.setattr(doors, "visitor", away)
    monkeypatch.setattr(showing, "draw", away)
    page = tray.visitor().get("/login")
    assert page.status == 503
    assert messages.say("database_unreachable") in page.text


def test_a_login_leads_where_one_wanted_to_go_and_never_elsewhere(tray: Tray) -> None:
    stranger = tray.visitor()
    assert stranger.get("/memo/1").path == "/login?next=/memo/1"
    for wanted, reached in (("/memo/1", "/memo/1"), ("//evil.example/", "/"), ("https://evil.example/", "/")):
        typed = {"name": "head", "password": SECRET, "next": wanted}
        assert tray.visitor().post("/login", typed).path == reached


def test_the_cookie_is_closed_to_scripts_and_to_forms_of_others(tray: Tray) -> None:
    answer = tray.visitor()._ask(
        "POST", "/login", b"name=head&password=demo-only&next=/",
        {"Content-Type": "application/x-www-form-urlencoded", "Origin": tray.home},
    )  # fmt: skip
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie  # on loopback there is no TLS


def test_behind_tls_the_cookie_is_bound_to_it(copy_office: MakeOffice, serve: Serve) -> None:
    tray = serve(copy_office(), Reached(url="https://tray.example.go.th", loopback=True))
    visitor = Visitor(tray.home, headers={"Host": "tray.example.go.th"})
    answer = visitor._ask(
        "POST", "/login", b"name=head&password=demo-only&next=/",
        {"Content-Type": "application/x-www-form-urlencoded", "Origin": "https://tray.example.go.th"},
    )  # fmt: skip
    assert answer.headers["set-cookie"].startswith("__Host-oit=")
    assert "Secure" in answer.headers["set-cookie"]
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_every_answer_forbids_what_no_page_needs(tray: Tray) -> None:
    head = tray.visitor("head")
    paper = tray.small.memo().memo_issued
    for path in ("/", "/memo/1", "/login", "/static/tray.js", "/healthz", "/no-such-page", f"/file/{paper}"):
        headers = head.get(path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert "unsafe" not in headers["content-security-policy"], path
        assert headers["referrer-policy"] == "same-origin", path
    page = head.get("/memo/1")
    assert page.headers["cache-control"] == "no-store"
    assert " style=" not in page.text
    assert "<style" not in page.text
    assert page.text.count("<script") == page.text.count('<script src="/static/')
    got = head.get(f"/file/{paper}")
    assert got.headers["content-disposition"].startswith("attachment")
    assert got.headers["content-security-policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none", "Origin": ""},
        {"Sec-Fetch-Site": "", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "", "Origin": "null"},
        {"Sec-Fetch-Site": "", "Origin": ""},
    ],
    ids=str,
)
def test_a_form_of_another_site_is_refused(tray: Tray, headers: dict[str, str]) -> None:
    head = tray.visitor("head")
    form = {**head.get("/memo/1").hidden(), "do": "approve"}
    assert head.post("/memo/1", form, **headers).status == 403
    assert "approved" not in [e.kind for e in tray.small.journal()]


def test_a_form_without_its_token_is_shown_again(tray: Tray) -> None:
    head = tray.visitor("head")
    other = tray.visitor("director.admin").get("/memo/1").hidden()
    form = {**head.get("/memo/1").hidden(), "forms": other["forms"], "do": "send_back", "reason": "ตรวจอีกครั้ง"}
    page = head.post("/memo/1", form)
    assert page.status == 409
    assert "ตรวจอีกครั้ง</textarea>" in page.text
    assert tray.small.states("O1") == ["submitted"]


def test_a_name_of_somebody_else_that_leads_here_is_not_obeyed(tray: Tray) -> None:
    assert Visitor(tray.home, headers={"Host": "evil.example"}).get("/login").status == 400
    assert Visitor(tray.home, headers={"Host": "localhost"}).get("/login").status == 200


def test_what_was_typed_is_there_after_the_session_ended(tray: Tray) -> None:
    head = tray.visitor("head")
    form = {**head.get("/memo/1").hidden(), "do": "send_back", "reason": "ตัวเลขในข้อ ๒ ไม่ตรงกับตาราง", "passphrase": "x"}
    tray.small.clock.forward(1)
    page = head.post("/memo/1", form)
    assert page.status == 401
    assert "สิ้นสุดแล้ว" in page.words
    assert 'value="x"' not in page.text  # no secret is carried
    kept = page.hidden()
    back = head.post("/login", {**kept, "name": "head", "password": SECRET})
    assert "ตัวเลขในข้อ ๒ ไม่ตรงกับตาราง" in back.words
    assert tray.small.states("O1") == ["submitted"]
    again = head.get("/memo/1?reason=" + "%E0%B8%95")
    assert "<textarea" in again.text


def test_guesses_wait_longer_each_time_and_learn_nothing(tray: Tray, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "oit.tray")
    words = set()
    for name in ("head", "nobody.at.all"):
        page = tray.visitor().login(name, "guess-guess")
        assert page.status == 401
        words.add(page.words.replace(name, "…"))
    assert len(words) == 1
    for _ in range(4):
        last = tray.visitor().login("head", "guess-guess")
    assert last.status == 429
    assert tray.visitor().login("head").status == 429  # the right one is not looked at meanwhile
    assert "guess-guess" not in caplog.text
    assert "head" not in caplog.text


def test_waits_by_name_are_short_by_address_long_and_end() -> None:
    now = [0.0]
    waits = Waits(lambda: now[0])
    for _ in range(12):
        waits.failed("head", "10.0.0.9")
    assert waits.left("head", "10.0.0.1") == 30.0  # nobody locks a colleague out for long
    assert waits.left("clerk", "10.0.0.9") == 256.0
    assert waits.left("clerk", "10.0.0.1") == 0.0
    now[0] = 31.0
    assert waits.left("head", "10.0.0.1") == 0.0
    waits.passed("head", "10.0.0.9")
    assert waits.left("deputy", "10.0.0.9") > 0.0  # one who may does not open the door for the rest
    now[0] = 4000.0
    waits.failed("clerk", "10.0.0.9")
    assert waits.left("clerk", "10.0.0.9") == 0.0


def test_a_second_factor_is_asked_for_and_no_code_opens_twice(tray: Tray) -> None:
    head = tray.visitor("head")
    offered = head.press("/account", "offer")
    assert "data:image/png;base64," in offered.text

    def code() -> str:
        with tray.small.use_case("head") as use_case:
            row = queries.people.second_factor(use_case.session, use_case.me.person_id)
            assert row is not None
            return second_factor.code_at(row.secret, int(tray.small.clock.now().timestamp()) // 30).decode()

    wrong = head.post("/account", {**offered.hidden(), "do": "confirm", "code": "000000"})
    assert wrong.status == 422
    assert "data:image/png;base64," in wrong.text
    assert head.post("/account", {**wrong.hidden(), "do": "confirm", "code": code()}).status == 200
    assert tray.visitor().login("head").status == 401
    assert tray.visitor().login("head", code=code()).status == 401  # used when it was confirmed
    tray.small.clock.moment = tray.small.clock.moment.replace(minute=1)
    assert tray.visitor().login("head", code=code()).status == 200
    assert tray.visitor().login("head", code=code()).status == 401


def test_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B, the last six of its eight digits."""
    secret = b"12345678901234567890".hex()
    for seconds, code in ((59, b"287082"), (1111111109, b"081804"), (2000000000, b"279037")):
        assert second_factor.code_at(secret, seconds // 30) == code


def test_sessions_are_listed_and_ended_from_elsewhere(tray: Tray) -> None:
    office, phone = tray.visitor("head"), tray.visitor()
    phone.headers = {"User-Agent": "A-Telephone/1"}
    phone.login("head")
    listed = office.get("/account")
    assert "A-Telephone/1" in listed.words
    assert "(เครื่องนี้)" in listed.words
    (key,) = [v for n, v in listed.hidden().items() if n == "session"]
    assert office.post("/account", {**listed.hidden(), "do": "end", "session": key}).status == 200
    assert phone.get("/").path == "/login"
    assert office.get("/").path == "/"
    assert office.post("/logout", office.get("/account").hidden()).path == "/login"
    assert office.get("/").path == "/login"


def test_who_left_the_office_is_out_at_once(tray: Tray) -> None:
    clerk = tray.visitor("clerk.admin")
    assert clerk.get("/").status == 200
    end_person(tray.small.office, "registrar", "clerk.admin", tray.small.clock.now().date())
    tray.small.clock.moment = tray.small.clock.moment.replace(day=3, hour=8)
    assert clerk.get("/").path == "/login"


def test_a_request_that_is_too_large_is_refused(copy_office: MakeOffice, serve: Serve) -> None:
    tray = serve(copy_office(extra="[files]\nmax_mb = 1\n"))
    clerk = tray.visitor("clerk.admin")
    page = clerk.get("/items/2569/O1")
    form = {**page.hidden(), "do": "contribute"}
    refused = clerk.post("/items/2569/O1", form, {"files": ("big.pdf", b"%PDF-1.7" + bytes(4 * 1024 * 1024))})
    assert refused.status == 413
    over = clerk.post("/items/2569/O1", form, {"files": ("big.pdf", b"%PDF-1.7" + bytes(1200 * 1024))})
    assert over.status == 422
    assert "big.pdf" in over.words


def test_a_fault_of_the_program_is_told_without_its_secrets(tray: Tray, monkeypatch: pytest.MonkeyPatch) -> None:
    head = tray.visitor("head")

    def broken(*_: object) -> None:
        raise RuntimeError("a secret path")

    monkeypatch.setattr("web.pages.registers.listing", broken)
    page = head.get("/registers")
    assert page.status == 500
    assert "secret path" not in page.text
    assert "แจ้งผู้ดูแลโปรแกรมพร้อมรหัส" in page.words


def test_records_that_were_put_back_are_told_on_every_page_until_two_go_on(tray: Tray) -> None:
    office, head = tray.small.office, tray.visitor("head")
    assert "นำข้อมูลวันก่อนกลับมา" not in head.get("/").text
    with tray.small.use_case() as use_case:
        who, last = use_case.standing.who, use_case.standing.last
    assert who is not None
    office.marks.keep(who, office.place, Mark(last + 7, "f" * 64, office.now()))
    for path in ("/", "/items", "/memo/1"):
        assert "นำข้อมูลวันก่อนกลับมา" in tray.visitor("head").get(path).text, path
