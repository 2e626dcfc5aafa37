"""The proof starts at the home page, and catches what made 26 of 43 items worth nothing at one office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from public_site.addresses import file_path
from public_site.prove import Limits, prove
from public_site.serving import serve
from tests.public_site.conftest import NOW
from tests.public_site.sample import paper
from tests.public_site.world import check, codes, moved, page, site_codes
from workflow.ports.site import (
    BuiltSite,
    ExpectedFile,
    ExpectedItem,
    ExpectedWeb,
    Expiry,
    Forbidden,
    Severity,
    SiteFacts,
    SiteProof,
)


def edit(built: BuiltSite, path: str, before: str, after: str) -> None:
    target = built.root / path
    text = target.read_text(encoding="utf-8")
    assert re.search(before, text)
    target.write_text(re.sub(before, after, text), encoding="utf-8")


def unlink_everywhere(built: BuiltSite, what: str, after: str = r"<span>") -> None:
    """Take the links to an item out of every page of the site."""
    for path in built.root.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf'<a[^>]*href="[^"]*{what}/"', after, text), encoding="utf-8")


@contextmanager
def proven(built: BuiltSite, **more: object) -> Iterator[SiteProof]:
    with serve(built.root) as home:
        yield check(home, built.expected, **more)  # type: ignore[arg-type]


def file_of(facts: SiteFacts, code: str) -> str:
    return next(file_path(i.files[0]) for i in facts.years[0].items if i.code == code)


def test_a_good_site_passes_and_each_item_is_one_click_away(home: str, built: BuiltSite) -> None:
    proof = check(home, built.expected)
    assert proof.passed
    assert {item.clicks for item in proof.items} == {1}
    o1 = proof.item("O1")
    assert (o1.severity, o1.http_status, o1.bytes_ok, o1.kind) == (Severity.OK, 200, True, "rehearsal")
    assert o1.path == (home, home + "oit/2566/o1/")
    assert o1.checked_at == NOW
    assert proof.findings == ()


def test_without_a_stand_in_the_real_network_code_finds_the_same(home: str, built: BuiltSite) -> None:
    items = [item for item in built.expected if not item.web]
    assert prove(home, items, kind="rehearsal", now=NOW).passed


def test_a_scan_is_a_caution_and_passes(home: str, built: BuiltSite) -> None:
    proof = check(home, built.expected)
    assert codes(proof, "O2") == {"image_only"}
    assert proof.item("O2").severity is Severity.CAUTION
    assert proof.item("O2").passed


def test_an_item_that_the_home_page_does_not_lead_to_is_caught(fresh: BuiltSite) -> None:
    unlink_everywhere(fresh, "o15")
    with proven(fresh) as proof:
        assert codes(proof, "O15") == {"not_linked", "file_not_linked"}
        assert proof.item("O15").clicks is None
        assert proof.item("O15").bytes_ok is True  # it is there, but nobody finds it
        assert [item.code for item in proof.items if not item.passed] == ["O15"]


@pytest.mark.parametrize(
    "hiding",
    [
        # What counts as hidden is told by test_reading and test_doubtful, page by page; here it is proven to the end.
        r'<span style="display: none"><a href="oit/2566/o15/">O15</a></span>',
        pytest.param(r'<a hidden href="oit/2566/o15/">', marks=pytest.mark.deep),
        pytest.param(r'<template><a href="oit/2566/o15/">O15</a></template>', marks=pytest.mark.deep),
        pytest.param(r'<a href="oit/2566/o15/"></a>', marks=pytest.mark.deep),
    ],
)
def test_a_link_nobody_can_see_does_not_count(fresh: BuiltSite, hiding: str) -> None:
    unlink_everywhere(fresh, "o15")
    edit(fresh, "index.html", "</main>", hiding + "</main>")
    with proven(fresh) as proof:
        assert "link_hidden" in codes(proof, "O15")


@pytest.mark.parametrize("unclickable", ['<!-- <a href="oit/2566/o15/">x</a> -->', "<a onclick=\"go('o15')\">x</a>"])
def test_a_comment_or_a_script_is_no_link(fresh: BuiltSite, unclickable: str) -> None:
    unlink_everywhere(fresh, "o15")
    edit(fresh, "index.html", "</main>", unclickable + "</main>")
    with proven(fresh) as proof:
        assert "not_linked" in codes(proof, "O15")


def test_one_changed_byte_is_a_danger(fresh: BuiltSite, facts: SiteFacts) -> None:
    target = fresh.root / file_of(facts, "O1")
    content = bytearray(target.read_bytes())
    content[-2] ^= 1
    target.write_bytes(content)
    with proven(fresh) as proof:
        assert codes(proof, "O1") == {"file_changed"}
        assert (proof.item("O1").severity, proof.item("O1").bytes_ok) == (Severity.DANGER, False)


def test_a_missing_file_and_a_missing_page_are_caught(fresh: BuiltSite, facts: SiteFacts) -> None:
    (fresh.root / file_of(facts, "O1")).unlink()
    (fresh.root / "oit/2566/o3/index.html").unlink()
    with proven(fresh) as proof:
        assert codes(proof, "O1") == {"file_missing"}
        assert codes(proof, "O3") == {"page_missing"}  # its file is still linked from the English page
        assert proof.item("O3").http_status == 404


def test_a_nil_return_that_the_page_does_not_say_is_caught(fresh: BuiltSite) -> None:
    edit(fresh, "oit/2566/o31/index.html", "ไม่มีเรื่องร้องเรียน", "มีเรื่องร้องเรียน")
    with proven(fresh) as proof:
        assert codes(proof, "O31") == {"text_missing"}


def test_a_suspended_item_needs_its_notice(fresh: BuiltSite) -> None:
    edit(fresh, "oit/2566/o20/index.html", "พบข้อมูลส่วนบุคคลในเอกสาร", "")
    with proven(fresh) as proof:
        assert codes(proof, "O20") == {"text_missing"}


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (page("", 401), "needs_login"),
        pytest.param(page("", 403), "needs_login", marks=pytest.mark.deep),
        pytest.param(moved("/wp-login.php?redirect_to=x"), "needs_login", marks=pytest.mark.deep),
        (moved("https://accounts.google.com/v3/signin"), "needs_login"),
        (page("<title>O1</title><form><input type='PASSWORD'></form>"), "login_form"),
        (moved("https://elsewhere.example/o1"), "redirected_away"),
        pytest.param(page("", 500), "server_error", marks=pytest.mark.deep),
        pytest.param(page("", 410), "page_missing", marks=pytest.mark.deep),
        (page("<title>ไม่พบหน้าที่ต้องการ</title>"), "soft_404"),
    ],
)
def test_a_page_that_is_not_simply_there_is_caught(home: str, built: BuiltSite, answer: object, code: str) -> None:
    proof = check(home, built.expected, {home + "oit/2566/o1/": answer, home + "wp-login.php?redirect_to=x": page("")})  # type: ignore[dict-item]
    assert code in codes(proof, "O1")
    assert not proof.item("O1").passed


def test_a_file_behind_a_login_is_caught(home: str, built: BuiltSite, facts: SiteFacts) -> None:
    from public_site.addresses import href

    url = home + href(file_of(facts, "O1"))
    for answer in (page("", 403), page("<form><input type=password></form>"), moved("https://drive.example/x")):
        assert codes(check(home, built.expected, {url: answer}), "O1") == {"file_needs_login"}


def test_a_site_that_says_200_for_everything_is_seen_through(home: str, built: BuiltSite) -> None:
    oops = page("<title>สำนักงาน</title>ขออภัย")
    nowhere = {home + "oit-no-such-page-7c1f0e9b/": oops, home + "oit/2566/o1/": oops}
    proof = check(home, built.expected, nowhere)
    assert "soft_404" in codes(proof, "O1")
    assert "missing_page_says_ok" in site_codes(proof)


def test_a_draft_in_the_site_is_a_danger(fresh: BuiltSite, tmp_path: Path) -> None:
    draft = paper(tmp_path, "ร่าง")
    (fresh.root / "files" / "draft.pdf").write_bytes(draft.path.read_bytes())
    edit(fresh, "oit/2566/index.html", "</main>", '<a href="../../files/draft.pdf">ร่าง</a></main>')
    with proven(fresh, forbidden=[Forbidden(code="O12", sha256=draft.sha256)]) as proof:
        assert codes(proof, "O12") == {"draft_exposed"}
        assert proof.item("O12").severity is Severity.DANGER
        assert "draft_exposed" in site_codes(proof)


def test_a_draft_counts_against_the_item_of_its_year_alone(home: str) -> None:
    draft = "c" * 64
    answers = {home: page('<a href="draft.pdf">x</a>'), home + "draft.pdf": replace(page(""), sha256=draft)}
    both = [ExpectedItem(code="O1", fiscal_year=year, address="./") for year in (2566, 2567)]
    proof = check(home, both, answers, forbidden=[Forbidden(code="O1", fiscal_year=2567, sha256=draft)])
    assert not proof.item("O1", 2566).findings
    assert [f.code for f in proof.item("O1", 2567).findings] == ["draft_exposed"]
    for code, year in (("O1", None), ("O1", 2568), ("O2", 2566)):
        with pytest.raises(KeyError):
            proof.item(code, year)


def test_a_draft_without_a_link_is_found_at_its_known_address(fresh: BuiltSite) -> None:
    (fresh.root / "draft.pdf").write_bytes(b"%PDF draft")
    with proven(fresh, forbidden=[Forbidden(code="O12", url="draft.pdf")]) as proof:
        assert codes(proof, "O12") == {"draft_exposed"}
    with proven(fresh, forbidden=[Forbidden(code="O12", url="nothing.pdf")]) as proof:
        assert proof.passed


def test_a_file_that_is_approved_elsewhere_is_no_draft(home: str, built: BuiltSite) -> None:
    signed = built.expected[0].files[0].sha256
    assert check(home, built.expected, forbidden=[Forbidden(code="O1", sha256=signed)]).passed


def test_the_office_folder_in_the_open_is_a_danger(fresh: BuiltSite) -> None:
    (fresh.root / "office.toml").write_text("[office]")
    with proven(fresh) as proof:
        assert site_codes(proof) == {"private_exposed"}


def test_web_items_are_judged_from_their_capture_when_nothing_can_be_asked(home: str, built: BuiltSite) -> None:
    proof = check(home, built.expected)
    assert codes(proof, "O9") == {"judged_from_capture"}
    assert proof.item("O9").passed
    old = check(home, built.expected, now=NOW + timedelta(days=90))
    assert codes(old, "O9") == {"capture_too_old"}
    live = check(home, built.expected, kind="live")
    assert codes(live, "O9") == {"web_unreachable"}


def test_web_items_that_answer_need_no_capture(home: str, built: BuiltSite) -> None:
    proof = check(home, built.expected, {"https://social.example/o9": page("<title>เพจ</title>")}, kind="live")
    assert codes(proof, "O9") == set()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (page("", 404), "web_gone"),
        (page("", 403), "robots_refused"),
        (moved("https://social.example/login/?next=o9"), "robots_refused"),
        (moved("https://parked.example/"), "web_gone"),
    ],
)
def test_a_channel_that_is_gone_is_told_from_one_that_refuses_programs(
    home: str, built: BuiltSite, answer: object, code: str
) -> None:
    answers = {"https://social.example/o9": answer, "https://social.example/login/?next=o9": page("")}
    assert codes(check(home, built.expected, answers, kind="live"), "O9") == {code}  # type: ignore[arg-type]


def test_another_host_has_to_be_recorded_and_linked(home: str, built: BuiltSite) -> None:
    assert codes(check(home, built.expected, recorded_hosts=frozenset()), "O9") == {"hop_not_recorded"}
    item = ExpectedItem(code="X", web=(ExpectedWeb(url="https://social.example/unlinked"),))
    assert codes(check(home, [item]), "X") == {"web_not_linked", "web_unreachable"}


def test_an_office_site_without_our_pages_is_judged_by_its_files(home: str, built: BuiltSite) -> None:
    signed = built.expected[0].files[0]
    item = ExpectedItem(code="O1", files=(ExpectedFile(sha256=signed.sha256, name=signed.name),))
    absent = ExpectedItem(code="O2", files=(ExpectedFile(sha256="0" * 64, name="x.pdf"),))
    proof = check(home, [item, absent])
    assert proof.item("O1").passed
    assert proof.item("O1").clicks == 2
    assert len(proof.item("O1").path) == 3
    assert codes(proof, "O2") == {"file_not_found"}


def test_a_site_behind_a_path_is_proven_all_the_same(built: BuiltSite) -> None:
    with serve(built.root, prefix="/peo/") as home:
        proof = check(home, built.expected)
    assert home.endswith("/peo/")
    assert proof.passed
    assert proof.item("O1").address == home + "oit/2566/o1/"


def test_too_many_clicks_and_broken_links_elsewhere_are_cautions(fresh: BuiltSite) -> None:
    unlink_everywhere(fresh, "o15")
    for number in range(1, 6):
        (fresh.root / f"step{number}.html").write_text(f'<title>{number}</title><a href="step{number + 1}.html">x</a>')
    (fresh.root / "step6.html").write_text('<title>6</title><a href="oit/2566/o15/">O15</a>')
    edit(fresh, "index.html", "</main>", '<a href="step1.html">x</a> <a href="gone.html">y</a></main>')
    with proven(fresh) as proof:
        assert codes(proof, "O15") == {"many_clicks"}
        assert proof.item("O15").clicks == 7
        assert proof.passed
        assert site_codes(proof) == {"broken_link"}


def test_a_walk_that_had_to_stop_says_so_and_proves_nothing(home: str, built: BuiltSite) -> None:
    proof = check(home, built.expected, limits=Limits(pages=3, workers=2))
    assert "stopped" in site_codes(proof)
    assert codes(proof, "O12") == {"walk_stopped"}  # its page is linked from the home page, its file from that page
    assert proof.item("O12").severity is Severity.UNKNOWN
    late = check(home, built.expected, limits=Limits(seconds=-1))
    assert not late.passed


def test_no_home_page_breaks_every_item_with_one_reason(built: BuiltSite) -> None:
    proof = check("http://127.0.0.1:9/", built.expected)
    assert {f.code for item in proof.items for f in item.findings} == {"home_unreachable"}
    assert not proof.passed


def test_parts_fetched_without_encryption_are_a_caution() -> None:
    home = "https://office.example/"
    body = "<title>x</title><img src='http://office.example/a.png'>O1<a href='/o1'>O1</a>"
    answers = {home: page(body), home + "o1": page(body)}
    proof = check(home, [ExpectedItem(code="O1", address="o1")], answers, kind="live")
    assert codes(proof, "O1") == {"mixed_content"}
    assert site_codes(proof) == {"mixed_content"}
    assert proof.passed


def test_renewals_are_announced_with_the_days_left(home: str, built: BuiltSite) -> None:
    soon, past, far = (NOW.date() + timedelta(days=n) for n in (10, -3, 400))
    expiries = [Expiry(kind="hosting", on=soon), Expiry(kind="domain", on=past), Expiry(kind="tls", on=far)]
    proof = check(home, built.expected, expiries=expiries)
    assert [(f.code, f.facts["days"]) for f in proof.findings] == [("expires_soon", 10), ("expired", 3)]
    assert proof.passed


def test_the_certificate_of_the_site_is_watched() -> None:
    home = "https://office.example/"
    front = replace(page("<title>x</title>"), tls_until=datetime(2023, 5, 4, tzinfo=UTC))
    proof = check(home, [], {home: front}, kind="live")
    assert proof.findings[0].facts == {"kind": "tls", "on": date(2023, 5, 4).isoformat(), "days": 4}


def test_a_frame_and_a_refresh_cost_no_click() -> None:
    home = "http://127.0.0.1:9/"
    answers = {
        home: page("<title>x</title><meta http-equiv=refresh content='0; url=main.html'>"),
        home + "main.html": page("<title>x</title><iframe src='inner.html'></iframe>"),
        home + "inner.html": page("<title>x</title><a href='o1.html'>O1</a>"),
        home + "o1.html": page("<title>x</title>O1"),
    }
    proof = check(home, [ExpectedItem(code="O1", address="o1.html")], answers)
    assert proof.item("O1").clicks == 1


def test_an_address_without_an_end_does_not_hold_the_proof_up() -> None:
    home = "http://127.0.0.1:9/"
    answers = {home: page("<title>x</title><a href='calendar?day=0'>0</a>")}
    for day in range(900):
        days = "".join(f"<a href='calendar?day={n}'>{n}</a>" for n in range(day - 30, day + 31) if n >= 0)
        answers[f"{home}calendar?day={day}"] = page(f"<title>{day}</title>{days}")
    proof = check(home, [], answers)
    assert proof.requests < 300
    assert [f.facts["pages"] for f in proof.findings if f.code == "list_cut"] == [200]


def test_a_list_with_an_end_is_read_to_its_end() -> None:
    home = "http://127.0.0.1:9/"
    rows = "".join(f"<a href='view.php?id={n}'>{n}</a>" for n in range(320))
    answers = {home: page(f"<title>x</title>{rows}")}
    answers |= {f"{home}view.php?id={n}": page(f"<title>{n}</title>") for n in range(319)}
    answers[home + "view.php?id=319"] = page("<title>x</title><a href='o1.html'>O1</a>")
    answers[home + "o1.html"] = page("<title>x</title>O1")
    assert check(home, [ExpectedItem(code="O1", address="o1.html")], answers).passed


def test_only_http_addresses_can_be_proven() -> None:
    with pytest.raises(ValueError):
        prove("file:///tmp/", [], kind="rehearsal", now=NOW)
