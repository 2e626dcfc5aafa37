"""What the mark-up shows and a person may not see: a script takes it away, a layer covers it, a press does nothing."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.public_site.office_site import SIGNED, Route, codes, html, moved, office_site, proof_of, proven
from workflow.ports.site import ExpectedItem, Severity

LINK = '<a href="file.pdf">O1</a>'
HELD = f'<div id="held">{LINK}</div>'
LAYER = "position:fixed;top:0;left:0;width:100%;height:100%;background:#fff;z-index:9"
DEEP = pytest.mark.deep

DOUBTED: Mapping[str, Mapping[str, Route]] = {
    "removed by its id": {"/": f"{HELD}<script>document.getElementById('held').remove()</script>"},
    "removed a while later": {"/": f"{HELD}<script>setTimeout(() => {{ held.innerHTML = '' }}, 500)</script>"},
    "removed by a selector": {"/": f"{LINK}<script>document.querySelector('a[href$=\".pdf\"]').remove()</script>"},
    "hidden by a class": {
        "/": "<style>.off{display:none}</style>"
        f"{HELD}<script>document.getElementById('held').classList.add('off')</script>"},
    "hidden by a style that is written": {
        "/": f"{HELD}<script>document.write('<style>#held{{display:none}}')</script>"},
    "a whole page replaced": {"/": f"{LINK}<script>document.body.innerHTML = '<h1>ปิดปรับปรุง</h1>'</script>"},
    "a page that leads away": {"/": f"{LINK}<script>var u = '/closed'; location.href = u</script>", "/closed": "ปิด"},
    "a script of the site": {
        "/": f'{HELD}<script src="own.js"></script>',
        "/own.js": (200, {"Content-Type": "text/javascript"}, b"document.querySelector('#held').style.display='none'")},
    "what the page does when it is there": {"/": (
        200, {"Content-Type": "text/html"},
        f"<body onload=\"document.getElementById('held').remove()\">{HELD}".encode())},
    "an address taken off": {"/": '<a id=k href="file.pdf">O1</a><script>k.removeAttribute("href")</script>'},
    "a layer over everything": {"/": f"<div style='{LAYER}'>ปิดปรับปรุงเว็บไซต์</div>{LINK}"},
    "a layer by a rule": {"/": html(f"<div class=c>ปิด</div>{LINK}",
                                    head="<style>.c{position:fixed;inset:0;background:#000}</style>")},
    "a layer that a style draws": {
        "/": html(LINK, head="<style>body::before{content:'';position:fixed;inset:0}</style>")},
    "a layer that a script makes": {"/": f"<div id=m></div>{LINK}<script>m.style.cssText = '{LAYER}'</script>"},
    "a dialog that is open": {"/": f"<dialog open style='{LAYER}'>ปิด</dialog>{LINK}"},
    "a press held back": {"/": '<a href="file.pdf" onclick="alert(\'ยังไม่เปิด\');return false">O1</a>'},
    "a press that opens something else": {
        "/": "<a href=file.pdf onclick=\"window.open('other.html');return false\">O1</a>", "/other.html": "อื่น"},
    "every press held back": {
        "/": f"{LINK}<script>document.addEventListener('click', e => e.preventDefault())</script>"},
    "faded by an animation": {"/": html(
        f"<p class=h>{LINK}</p>", head="<style>@keyframes k{to{opacity:0}} .h{animation:k .1s forwards}</style>")},
    "masked": {"/": html(
        f"<p class=h>{LINK}</p>", head="<style>.h{mask:linear-gradient(transparent,transparent)}</style>")},
    "filled with nothing": {"/": html(
        f"<p class=h>{LINK}</p>", head="<style>.h a{-webkit-text-fill-color:transparent}</style>")},
    "turned away": {"/": html(
        f"<p class=h>{LINK}</p>",
        head="<style>.h{transform:rotateY(180deg);backface-visibility:hidden}</style>")},
    "below the end of a frame that cannot be moved": {
        "/": '<iframe src="inner.html" scrolling="no" width=600 height=200></iframe>',
        "/inner.html": f"<div style='height:900px'>ภาพ</div>{LINK}"},
    "below the end of a page that cannot be moved": {"/": html(
        f"<div style='height:3000px'>ภาพ</div>{LINK}", head="<style>body{overflow:hidden}</style>")},
    "what an object shows instead": {
        "/": f'<object data="p.svg" type="image/svg+xml">{LINK}</object>',
        "/p.svg": (200, {"Content-Type": "image/svg+xml"}, b'<svg xmlns="http://www.w3.org/2000/svg" width="9"/>')},
}  # fmt: skip

SURE: Mapping[str, str] = {
    "something else is removed": f"<div id=ad>โฆษณา</div>{HELD}<script>document.getElementById('ad').remove()</script>",
    "what every site says": f"{LINK}<script>document.documentElement.className = "
    "document.documentElement.className.replace('no-js', 'js')</script>",
    "a library": f'{LINK}<script src="jquery.min.js"></script>',
    "a counter": f"{LINK}<script>gtag('config', 'G-1')</script>",
    "a bar at the top": f"<div style='position:fixed;top:0;left:0;width:100%;height:60px'>หัว</div>{LINK}",
    "a layer that lets presses through": f"<div style='{LAYER};pointer-events:none'></div>{LINK}",
    "a layer that is hidden": f"<div style='{LAYER};display:none'>ป๊อปอัป</div>{LINK}",
    "what holds the page": f"<div style='{LAYER};overflow:auto'>{LINK}</div>",
    "what moves in a page that does not": "<style>body{overflow:hidden}</style>"
    f"<div style='height:300px;overflow-y:auto'><div style='height:3000px'>ภาพ</div>{LINK}</div>",
    "a page that moves one way": f"<style>body{{overflow-x:hidden}}</style><div style='height:3000px'>ภาพ</div>{LINK}",
    "a question first": '<a href="file.pdf" onclick="return confirm(\'ดาวน์โหลด?\')">O1</a>',
    "a window by its name": "<a href='#' onclick=\"window.open('file.pdf');return false;\">O1</a>",
    "a window of its own": '<a href="file.pdf" onclick="window.open(this.href);return false">O1</a>',
}

SHEETS: Mapping[str, tuple[str, Severity]] = {
    "fetched for print and then for all": (
        "<link rel=stylesheet media=print onload=\"this.media='all'\" href=a.css>", Severity.UNKNOWN),
    "fetched ahead": ("<link rel=preload as=style onload=\"this.rel='stylesheet'\" href=a.css>", Severity.UNKNOWN),
    "moved": ("<link rel=stylesheet href=moved.css>", Severity.BROKEN),
    "switched off": ("<link rel=stylesheet disabled href=a.css>", Severity.OK),
    "for dark screens": ("<style>@media(prefers-color-scheme:dark){.h{display:none}}</style>", Severity.OK),
    "of another language": ("<style type='text/less'>.h{display:none}</style>", Severity.OK),
}  # fmt: skip


@pytest.mark.parametrize("kind", SHEETS)
def test_a_sheet_counts_when_browsers_take_it(kind: str) -> None:
    css = {"/a.css": (200, {"Content-Type": "text/css"}, b".h{display:none}"), "/moved.css": moved("/a.css")}
    head, severity = SHEETS[kind]
    item = proven({"/": html(f"<p class=h>{LINK}</p>", head=head), "/file.pdf": SIGNED, **css}, second_look=False)
    assert item.severity is severity, item.findings


def test_what_other_hosts_show_in_the_page_cannot_be_told() -> None:
    page = '<frameset rows="100%"><frame src="http://free.example/office/"></frameset>'
    assert codes(proven({"/": page}, second_look=False)) == {"other_hosts"}
    map_of_the_place = '<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>'
    assert codes(proven({"/": map_of_the_place}, second_look=False)) == {"file_not_found"}


NEVER_SHOWN: Mapping[str, str] = {
    "what old browsers show of a film": f"<video controls>{LINK}</video>",
    "what old browsers show of a drawing": f"<canvas>{LINK}</canvas>",
    "a description of a drawing": f"<svg><desc>{LINK}</desc></svg>",
    "what suggestions are made of": f"<datalist id=d>{LINK}</datalist>",
    "brackets of small letters": f"<ruby>ก<rp>{LINK}</rp></ruby>",
    "a button in fields switched off": "<form action=file.pdf><fieldset disabled><button>O1</button></form>",
}


@pytest.mark.parametrize("kind", DOUBTED)
def test_where_no_browser_looks_it_cannot_be_told(kind: str) -> None:
    item = proven({"/file.pdf": SIGNED, **DOUBTED[kind]}, second_look=False)
    assert codes(item) == {"perhaps_hidden"}, item.findings
    assert item.severity is Severity.UNKNOWN


@pytest.mark.parametrize("kind", SURE)
def test_what_no_script_touches_needs_no_browser(kind: str) -> None:
    item = proven({"/": SURE[kind], "/file.pdf": SIGNED, "/jquery.min.js": (200, {}, b"x")}, second_look=False)
    assert item.severity is Severity.OK, item.findings


@pytest.mark.parametrize("kind", NEVER_SHOWN)
def test_what_no_browser_of_today_shows_is_not_there(kind: str) -> None:
    item = proven({"/": NEVER_SHOWN[kind], "/file.pdf": SIGNED}, second_look=False)
    assert item.severity is Severity.BROKEN, item.findings


@pytest.mark.slow
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("kind", [k if k == "removed a while later" else pytest.param(k, marks=DEEP) for k in DOUBTED])
def test_a_browser_settles_it_and_what_it_does_not_show_is_not_there(kind: str) -> None:
    item = proven({"/file.pdf": SIGNED, **DOUBTED[kind]}, second_look=True)
    assert codes(item) == {"link_hidden"}, item.findings


CLOSED = f"<div id=over style='{LAYER}'><button onclick='over.remove()'>ปิด</button></div>{LINK}"
OPENED: Mapping[str, tuple[str, str]] = {
    "a layer that is closed": (CLOSED, "ปิด › O1"),
    "a layer that a press anywhere closes": (
        f"<div style='{LAYER}' onclick='this.remove()'>คลิก</div>{LINK}", "คลิก › O1"),
    "a layer that goes by itself": (
        f"<div id=over style='{LAYER}'>..</div>{LINK}<script>setTimeout(() => over.remove(), 900)</script>", "O1"),
    "a menu that a script closes": (
        f"<button onclick=\"held.style.display='block'\">ITA</button>{HELD}<script>held.style.display='none'</script>",
        "ITA › O1"),
    "a press that opens a window": (
        '<a href="file.pdf" onclick="window.open(\'/file.pdf\');return false">O1</a>', "O1"),
    "the top of a page that cannot be moved": (f"<style>html{{overflow:hidden}}</style>{LINK}", "O1"),
    "what is shown all the same": (
        f"{HELD}<script>document.getElementById('held').style.display='block'</script>", "O1"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("kind", [k if k == "a layer that is closed" else pytest.param(k, marks=DEEP) for k in OPENED])
def test_what_a_person_still_finds_passes_with_the_presses(kind: str) -> None:
    page, presses = OPENED[kind]
    item = proven({"/": page, "/file.pdf": SIGNED}, second_look=True)
    assert item.passed, item.findings
    assert codes(item) <= {"found_in_browser"}
    assert " › ".join(step.words or "" for step in item.steps) == presses


IN_FRAMES: Mapping[str, tuple[str, str]] = {
    "within its window": ('scrolling="no" width=600 height=200', LINK),
    "moved by itself": (
        'scrolling="no" width=600 height=200',
        f"<div style='height:150px;overflow:auto'><div style='height:900px'>ภาพ</div>{LINK}</div>"),
    "as long as it": ('scrolling="no" width=600 height=1200', f"<div style='height:900px'>ภาพ</div>{LINK}"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("kind", [k if k == "moved by itself" else pytest.param(k, marks=DEEP) for k in IN_FRAMES])
def test_a_frame_that_cannot_be_moved_shows_what_lies_in_its_window(kind: str) -> None:
    frame, inner = IN_FRAMES[kind]
    routes = {"/": f'<iframe src="inner.html" {frame}></iframe>', "/inner.html": inner, "/file.pdf": SIGNED}
    assert proven(routes, second_look=True).passed


def test_a_frame_that_can_be_moved_needs_no_browser() -> None:
    inner = f"<div style='height:900px'>ภาพ</div>{LINK}"
    routes = {"/": "<iframe src='inner.html' height=200></iframe>", "/inner.html": inner, "/file.pdf": SIGNED}
    assert proven(routes, second_look=False).passed


@pytest.mark.parametrize(
    ("page", "severity"),
    [
        ("<textarea readonly>ประจำปี 2566 ไม่มีเรื่องร้องเรียน</textarea>", Severity.OK),
        ('<input value="ประจำปี 2566 ไม่มีเรื่องร้องเรียน" readonly>', Severity.OK),
        ('<input type=hidden value="ประจำปี 2566 ไม่มีเรื่องร้องเรียน">', Severity.BROKEN),
        ("<textarea hidden>ประจำปี 2566 ไม่มีเรื่องร้องเรียน</textarea>", Severity.BROKEN),
        ('<input style="display:none" value="ประจำปี 2566 ไม่มีเรื่องร้องเรียน">', Severity.BROKEN),
        ("<p id=t>ประจำปี 2566 ไม่มีเรื่องร้องเรียน</p><script>t.remove()</script>", Severity.UNKNOWN),
    ],
)
def test_a_text_counts_where_a_person_reads_it(page: str, severity: Severity) -> None:
    expected = ExpectedItem(code="O31", must_show=("ประจำปี 2566 ไม่มีเรื่องร้องเรียน",))
    with office_site({"/": page}) as site:
        item = proof_of(site, expected=[expected], second_look=False).items[0]
    assert item.severity is severity, item.findings


@pytest.mark.parametrize("status", [201, 203])
def test_a_page_of_another_good_status_is_a_page(status: int) -> None:
    page = (status, {"Content-Type": "text/html"}, LINK.encode())
    assert proven({"/": '<a href="ita">ITA</a>', "/ita": page, "/file.pdf": SIGNED}).severity is Severity.OK
