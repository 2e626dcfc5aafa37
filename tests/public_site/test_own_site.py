"""Sites of the kinds that offices have: what a person with a browser finds is found, and nothing else."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping
from urllib.parse import quote

import pytest

from public_site.prove import prove
from public_site.prove.hosts import Hosts
from tests.public_site.conftest import NOW
from tests.public_site.office_site import (
    DIGEST,
    QUICK,
    SIGNED,
    Asked,
    Reply,
    Route,
    codes,
    html,
    moved,
    office_site,
    pdf,
    proof_of,
    proven,
)
from workflow.ports.site import ExpectedFile, ExpectedItem, OnlineState, Severity

LINK = '<a href="file.pdf">O1</a>'


def _known(asked: Asked) -> bool:
    return "seen=1" in asked.headers.get("Cookie", "")


def raw_deflate(content: bytes) -> bytes:
    squeeze = zlib.compressobj(wbits=-15)
    return squeeze.compress(content) + squeeze.flush()


FOUND: Mapping[str, Mapping[str, Route]] = {
    "a handler with an address": {"/": "<button onclick=\"window.open('file.pdf', '_blank')\">O1</button>"},
    "a row to press": {"/": "<table><tr onclick=\"document.location.href = 'file.pdf';\"><td>O1</td></tr></table>"},
    "a javascript link": {"/": "<a href=\"javascript:location.replace('file.pdf')\">O1</a>"},
    "a form without a question": {
        "/": '<form action="get.php"><input type=hidden name=id value=7><button>O1</button></form>',
        "/get.php?id=7": SIGNED},
    "a list that leads on": {
        "/": '<select onchange="location=this.value"><option value="">-<option value="file.pdf">O1</select>'},
    "a drawing to press": {"/": '<svg><a xlink:href="file.pdf"><text>O1</text></a></svg>'},
    "a drawing without words": {"/": '<svg><a href="file.pdf"><rect width=90 height=30></rect></a></svg>'},
    "a media type told twice": {"/": (200, {"Content-Type": "text/html, text/html"}, LINK.encode())},
    "a lazy frame": {"/": '<iframe data-src="file.pdf"></iframe>'},
    "a frame written in place": {"/": f"<iframe srcdoc='{LINK}'></iframe>"},
    "Google Sites": {"/": lambda asked: html(
        f'<div data-embed-download-url="http://{asked.headers["Host"]}/file.pdf">O1</div>')},
    "a viewer of the site": {
        "/": f'<iframe src="pdfjs/web/viewer.html?file={quote("../../file.pdf", safe="")}"></iframe>',
        "/pdfjs/web/viewer.html": "<div></div>"},
    "a splash page": {"/": "<script>setTimeout(function(){ window.location.href = 'main.html'; }, 3000);</script>",
                      "/main.html": LINK},
    "a refresh header": {"/": html("", Refresh="0; url=main.html"), "/main.html": LINK},
    "a refresh of odd spelling": {
        "/": html("", head="<meta http-equiv=Refresh content=\"0,'main.html'\">"), "/main.html": LINK},
    "a picture without words": {
        "/": '<a href="main" style="position:absolute;width:50vw;height:30vh"></a>', "/main": LINK},
    "a menu that opens by pointing": {
        "/": "<style>.m ul{display:none}.m li:hover>ul{display:block}</style>"
             f"<ul class=m><li>ITA<ul>{LINK}</ul></ul>"},
    "an accordion without script": {"/": f"<details><summary>ITA</summary>{LINK}</details>"},
    "a script that says nothing of it": {"/": f"<script>var x = 1</script>{LINK}"},
    "one style for paper": {"/": html(f"<p class=n>{LINK}</p>", head="<style>@media print{.n{display:none}}</style>")},
    "raw deflate": {
        "/": (200, {"Content-Type": "text/html", "Content-Encoding": "deflate"}, raw_deflate(LINK.encode()))},
    "gzip without being asked": {
        "/": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(LINK.encode()))},
    "an encoding that is none": {"/": (200, {"Content-Type": "text/html", "Content-Encoding": "utf-8"}, LINK.encode())},
    "no media type": {"/": (200, {}, LINK.encode())},
    "a byte-order mark": {
        "/": (200, {"Content-Type": "text/html; charset=tis-620"}, '\ufeff<a href="โครง.pdf">x</a>'.encode()),
        "/โครง.pdf": SIGNED},
    "a query in the page's charset": {
        "/": (200, {"Content-Type": "text/html"}, '<meta charset=tis-620><a href="d.php?f=ก1">x</a>'.encode("cp874")),
        "/d.php?f=%A11": SIGNED},
    "twenty redirects": {
        "/": '<a href="r0">O1</a>', **{f"/r{n}": moved(f"r{n + 1}") for n in range(19)}, "/r19": moved("file.pdf")},
    "a redirect in raw Thai": {
        "/": '<a href="go">O1</a>', "/go": moved("/แฟ้ม.pdf".encode().decode("latin-1")), "/แฟ้ม.pdf": SIGNED},
    "the file behind a Referer": {
        "/": LINK, "/file.pdf": lambda asked: pdf() if asked.headers.get("Referer") else (403, {}, b"")},
    "a page by language": {"/": lambda asked: LINK if asked.headers["Accept-Language"].startswith("th") else "x"},
    "only browsers let in": {"/": lambda asked: LINK if "Mozilla" in asked.headers["User-Agent"] else (403, {}, b"")},
    "a head of many lines": {"/": html(LINK, **{f"X_{n}": "y" for n in range(150)})},
    "fonts two thousand deep": {"/": "<font>" * 2500 + LINK},
    "what a hidden part shows again": {
        "/": f"<div style='visibility:hidden'><p style='visibility:visible'>{LINK}</p></div>"},
    "a style that outdoes the mark-up": {
        "/": f"<style>.h{{display:block!important}}</style><p class=h style='display:none'>{LINK}</p>"},
    "a style for telephones": {"/": html(LINK, head="<style>@media(max-width:600px){a{display:none}}</style>")},
    "white letters in a blue cell": {
        "/": '<table><tr><td bgcolor="#003366"><a href="file.pdf"><font color=white>O1</font></a></table>'},
    "white letters over a picture": {
        "/": "<style>.b{position:relative} .b a{color:#fff}</style>"
             f"<div class=b><img src=b.jpg style='position:absolute'>{LINK}</div>"},
    "letters of a size of their own": {
        "/": f"<style>ul{{font-size:0}} li{{font-size:16px}}</style><ul><li>{LINK}</ul>"},
    "an area of a picture": {
        "/": '<img src=m.png width=99 height=99 usemap="#m"><map name=m><area coords="0,0,9,9" href=file.pdf></map>'},
    "a page that gives a cookie and calls itself": {"/": lambda asked: LINK if _known(asked) else html(
        "", head='<meta http-equiv=refresh content="0;url=/">', Set_Cookie="seen=1; Path=/")},
    "a redirect that gives a cookie": {
        "/": lambda asked: LINK if _known(asked) else moved("/", Set_Cookie="seen=1; Path=/")},
}  # fmt: skip


@pytest.mark.parametrize("kind", FOUND)
def test_what_a_person_finds_is_found(kind: str) -> None:
    item = proven({"/file.pdf": SIGNED, **FOUND[kind]})
    assert item.passed, item.findings
    assert item.observations[0].sha256 == DIGEST


HIDDEN: Mapping[str, str] = {
    "by a class": f"<style>.h{{display:none}}</style><p class=h>{LINK}</p>",
    "off the page": f'<div style="position:absolute;left:-9999px">{LINK}</div>',
    "transparent": f"<style>.h{{opacity:0}}</style><p class=h>{LINK}</p>",
    "of no size": f"<style>.h{{height:0;overflow:hidden}}</style><p class=h>{LINK}</p>",
    "of letters without size": f"<p style='font-size:0'>{LINK}</p>",
    "clipped": f"<style>.h{{position:absolute;clip:rect(0 0 0 0)}}</style><p class=h>{LINK}</p>",
    "not to be pressed": f"<style>.h{{pointer-events:none}}</style><p class=h>{LINK}</p>",
    "in the colour of the page": f"<style>p{{background:#fff}} a{{color:white}}</style><p>{LINK}</p>",
    "empty": '<a href="file.pdf"></a>',
    "of letters that take no place": '<a href="file.pdf">&#8203;</a>',
    "of letters too small to read": f"<p style='font:1px/1 serif'>{LINK}</p>",
    "white on the white of no colour at all": "<style>a{color:#fff}</style>" + LINK,
    "nearly white on white": f"<div style='background:#fff'>{LINK.replace('href', 'style=color:#fefefe href')}</div>",
    "white by an old attribute": '<a href="file.pdf"><font color="#FFFFFF">O1</font></a>',
    "off the page by a margin": f'<div style="margin:0 0 0 -9999px">{LINK}</div>',
    "off the page by a corner": f'<div style="position:absolute;inset:-9999px auto auto -9999px">{LINK}</div>',
    "off the page by a shift": f'<div style="translate:-9999px">{LINK}</div>',
    "just off the page": f'<div style="position:absolute;left:-300px;width:200px">{LINK}</div>',
    "far to the right of a page that does not scroll": "<style>body{overflow-x:hidden}</style>"
    f'<div style="position:absolute;right:-9999px">{LINK}</div>',
    "below what a box cuts off": "<div style='position:relative;height:10px;overflow:hidden'>"
    f"<div style='position:absolute;top:200px'>{LINK}</div></div>",
    "filtered away": f'<div style="filter:opacity(0)">{LINK}</div>',
    "clipped to a point": f'<div style="clip-path:polygon(0 0,0 0,0 0)">{LINK}</div>',
    "made small": f'<div style="zoom:0.001">{LINK}</div>',
    "a picture of one pixel": '<a href="file.pdf"><img src=x.gif width=1 height=1></a>',
    "a choice of a list": f"<select><option>{LINK}</select>",
    "an area of no picture": '<map name=m><area coords="0,0,9,9" href=file.pdf></map>',
    "inert": f"<div inert>{LINK}</div>",
    "by a rule inside a rule": f"<style>.h{{color:red; & a{{display:none}}}}</style><p class=h>{LINK}</p>",
    "by a value with a name": f"<style>:root{{--d:none}} .h{{display:var(--d)}}</style><p class=h>{LINK}</p>",
    "for browsers without scripts": f"<noscript>{LINK}</noscript>",
    "in a frame of one pixel": '<iframe src="file.pdf" width=1 height=1></iframe>',
}


@pytest.mark.parametrize("kind", HIDDEN)
def test_what_nobody_can_see_is_not_there(kind: str) -> None:
    item = proven({"/": HIDDEN[kind], "/file.pdf": SIGNED})
    assert item.severity is Severity.BROKEN, item.findings


def test_a_style_sheet_of_the_site_is_read_with_what_it_imports() -> None:
    css = {"/a.css": (200, {"Content-Type": "text/css"}, b"@import 'b.css';"),
           "/b.css": (200, {"Content-Type": "text/css"}, b".h { visibility: hidden }")}  # fmt: skip
    page = html(f"<p class=h>{LINK}</p>", head='<link rel=stylesheet href="a.css">')
    assert codes(proven({"/": page, "/file.pdf": SIGNED, **css})) == {"link_hidden"}


NOT_THERE: Mapping[str, Mapping[str, Route]] = {
    "a search form": {"/": '<form action="s"><input name=q></form>', "/s": LINK},
    "a feed": {"/": html("x", head='<link rel=alternate href="file.pdf">')},
    "a comment": {"/": f"<!-- {LINK} -->"},
    "a handler that computes": {"/": "<button onclick=\"location.href = 'file' + '.pdf'\">O1</button>"},
    "a ring": {"/": '<a href="a">O1</a>', "/a": moved("b"), "/b": moved("a")},
}


@pytest.mark.parametrize("kind", NOT_THERE)
def test_what_is_not_there_is_not_found(kind: str) -> None:
    assert not proven({"/file.pdf": SIGNED, **NOT_THERE[kind]}).passed


@pytest.mark.parametrize(
    ("routes", "code"),
    [
        ({"/": "<div id=m></div><script>draw()</script>"}, "drawn_by_script"),
        ({"/": f"<script>x()</script><ul style='display:none'>{LINK}</ul>"}, "hidden_in_menu"),
        ({"/": "<form method=post action=ok><button>ยอมรับ</button></form>"}, "form_first"),
        ({"/": '<a href="http://files.office.example/o1.pdf">O1</a>'}, "other_hosts"),
        ({"/": '<a href="https://drive.google.com/file/d/1AbC/view">เอกสาร</a>'}, "other_hosts"),
        ({"/": (403, {"Content-Type": "text/html", "cf-mitigated": "challenge"}, b"")}, "robots_blocked"),
        ({"/": LINK, "/file.pdf": (403, {"Content-Type": "text/html"}, b"Sucuri WebSite Firewall")}, "robots_blocked"),
        ({"/": (503, {"Content-Type": "text/html"}, b"")}, "under_maintenance"),
        ({"/": (200, {"Content-Type": "text/html"}, b"<title>Just a moment...</title><p>x")}, "robots_blocked"),
        ({"/": "<p>พิสูจน์ว่าเป็นคน</p><div class=g-recaptcha></div>"}, "robots_blocked"),
        (
            {"/": (200, {"Content-Type": "text/html; charset=utf-8"}, "<title>ปิดปรับปรุงเว็บไซต์</title><p>x".encode())},
            "under_maintenance",
        ),
    ],
)
def test_what_cannot_be_told_is_said_with_what_was_seen(routes: Mapping[str, Route], code: str) -> None:
    item = proven({"/file.pdf": SIGNED, **routes})
    assert code in codes(item), item.findings
    assert item.severity is Severity.UNKNOWN
    assert not item.passed


def test_a_walk_cut_short_by_the_settings_cannot_tell() -> None:
    rows = "".join(f'<a href="news{n}">{n}</a>' for n in range(30))
    routes: dict[str, Route] = {"/": rows, "/news29": LINK, "/file.pdf": SIGNED}
    routes |= {f"/news{n}": "x" for n in range(29)}
    item = proven(routes, limits=None, pages=10)
    assert "walk_stopped" in codes(item)
    assert proven(routes, limits=None, pages=100).passed


def test_a_page_that_speaks_of_the_items_comes_before_the_news() -> None:
    news = "".join(f'<a href="news/{n}">n</a>' for n in range(60))
    routes: dict[str, Route] = {"/": news + '<a href="p7">ข้อมูลสาธารณะ OIT</a>', "/p7": LINK, "/file.pdf": SIGNED}
    routes["*"] = lambda asked: html("x") if asked.path.startswith("/news") else (404, {}, b"")
    # Several are fetched at once: room for those on their way, and still none for all the news.
    assert proven(routes, limits=None, pages=40).passed


def test_letters_outside_the_charset_lose_no_link_and_are_counted() -> None:
    body = "<meta charset=windows-874><p>ข่าว \x81".encode("cp874", "replace").replace(b"?", b"\x81\xdb")
    body += '</p><a href="file.pdf">ก</a>'.encode("cp874")
    with office_site({"/": (200, {"Content-Type": "text/html"}, body), "/file.pdf": SIGNED}) as site:
        proof = proof_of(site)
    assert proof.items[0].passed
    told = next(f for f in proof.findings if f.code == "unreadable_letters")
    assert (told.facts["count"], told.facts["charset"]) == (2, "cp874")


def test_links_in_a_pdf_that_lists_the_items_are_followed() -> None:
    import io

    from pypdf import PdfWriter
    from pypdf.annotations import Link

    with office_site({"/": '<a href="list.pdf">OIT</a>', "/file.pdf": SIGNED}) as site:
        writer, out = PdfWriter(), io.BytesIO()
        writer.add_blank_page(200, 200)
        writer.add_annotation(0, Link(rect=(10, 10, 50, 50), url=site.home + "file.pdf"))
        writer.write(out)
        site.routes["/list.pdf"] = out.getvalue()
        item = proof_of(site).items[0]
    assert item.passed
    assert item.clicks == 2


def cut(asked: Asked) -> None:
    asked.handler.send_response(200)
    asked.handler.send_header("Content-Type", "application/pdf")
    asked.handler.send_header("Content-Length", str(len(SIGNED)))
    asked.handler.end_headers()
    asked.handler.wfile.write(SIGNED[:500])
    asked.handler.close_connection = True


def test_a_cut_answer_is_asked_again_and_never_called_tampering() -> None:
    with office_site({"/": LINK, "/file.pdf": cut}) as site:
        item = proof_of(site).items[0]
        assert site.asked.count("/file.pdf") == 2
    assert codes(item) == {"answer_cut"}
    times: list[int] = []

    def once(asked: Asked) -> Reply | None:
        times.append(1)
        return cut(asked) if len(times) == 1 else pdf()

    assert proven({"/": LINK, "/file.pdf": once}).passed


def test_a_server_that_asks_to_wait_is_waited_for() -> None:
    times: list[int] = []

    def busy(asked: Asked) -> Reply:
        times.append(1)
        return (429, {"Retry-After": "1"}, b"") if len(times) < 3 else pdf()

    assert proven({"/": LINK, "/file.pdf": busy}).passed


def test_a_failure_is_asked_twice_and_no_more() -> None:
    with office_site({"/": LINK, "/file.pdf": (500, {}, b"")}) as site:
        assert not proof_of(site).items[0].passed
        assert site.asked.count("/file.pdf") == 2


def test_nothing_is_probed_for_on_a_site_that_is_not_ours() -> None:
    with office_site({"/": LINK, "/file.pdf": SIGNED}) as site:
        assert proof_of(site).passed
        assert sorted(site.asked) == ["/", "/file.pdf"]
        assert site.methods == {"GET"}


def test_further_hosts_of_the_office_are_walked_and_no_others() -> None:
    with office_site({"/o1.pdf": SIGNED, "/file/d/1AbC/view": "x", "/uc": SIGNED}) as files:
        host = files.home.split("/")[2]
        for link in ("o1.pdf", "file/d/1AbC/view?usp=sharing"):
            page: Mapping[str, Route] = {"/": f'<a href="{files.home}{link}">O1</a>'}
            assert codes(proven(page)) == {"other_hosts"}
            assert files.asked == []
            assert proven(page, hosts=[host]).passed
            files.asked.clear()


def test_a_home_page_that_moved_to_another_host_is_followed() -> None:
    with office_site({"/": LINK, "/file.pdf": SIGNED}) as new, office_site({"/": moved(new.home, 301)}) as old:
        proof = proof_of(old)
    assert proof.items[0].passed
    assert "home_moved" in {f.code for f in proof.findings}


def test_a_frame_of_another_host_makes_that_host_no_part_of_the_office() -> None:
    with office_site({"/": LINK, "/file.pdf": SIGNED}) as other:
        assert not proven({"/": f'<iframe src="{other.home}"></iframe>'}).passed
        assert other.asked == []


def test_a_tree_that_the_home_page_does_not_lead_to_fails_loudly() -> None:
    tree: dict[str, Route] = {"/oit/": '<a href="o1/">O1</a>', "/oit/o1/": "O1"}
    item = ExpectedItem(code="O1", address="o1/", must_show=("O1",))
    for home, passes in (("<p>ยินดีต้อนรับ</p>", False), ('<a href="oit/">OIT</a>', True)):
        with office_site({"/": home, **tree}) as site:
            proof = proof_of(site, expected=[item], tree=site.home + "oit/")
        assert proof.passed is passes
        assert ("tree_not_linked" in {f.code for f in proof.findings}) is not passes


@pytest.mark.parametrize(
    ("page", "passes"),
    [("<p>ประจำปี ๒๕๖๖ ไม่มีเรื่องร้องเรียนการทุจริต</p>", True), ("<p>ไม่มีเรื่อง</p>", False),
     ("<p>ประจําปี 2566 ไม่มีเร\u0e48\u0e37องร้องเรียนการทุจริต</p>", True),
     ("<style>p{display:none}</style><p>ประจำปี 2566 ไม่มีเรื่องร้องเรียนการทุจริต</p>", False)],
)  # fmt: skip
def test_a_nil_return_is_looked_for_by_its_words(page: str, passes: bool) -> None:
    item = ExpectedItem(code="O31", must_show=("ประจำปี 2566 “ไม่มีเรื่องร้องเรียนการทุจริต”",))
    assert proven({"/": page}, expected=[item]).passed is passes


def test_an_item_for_which_nothing_is_expected_never_passes() -> None:
    assert codes(proven({"/": LINK}, expected=[ExpectedItem(code="O9")])) == {"nothing_expected"}
    held = ExpectedItem(code="O9", state=OnlineState.NOT_YET)
    assert proven({"/": LINK}, expected=[held]).passed


def test_the_way_is_told_as_a_person_goes_it() -> None:
    item = proven({"/": '<a href="ita">ข้อมูล ITA</a>', "/ita": moved("list"), "/list": LINK, "/file.pdf": SIGNED})
    assert [step.words for step in item.steps] == ["ข้อมูล ITA", "O1"]
    assert item.observations[0].way == item.steps


@pytest.mark.parametrize("url", ["about:blank", "chrome-error://chromewebdata/", "data:text/html,x"])
def test_where_a_browser_stands_that_opened_nothing_is_no_page_of_the_site(url: str) -> None:
    assert not Hosts("https://office.example/", more=["files.office.example"]).may_walk(url)


@pytest.mark.parametrize("at", ["404", "an empty page", "no answer at all"])
def test_a_recorded_address_without_the_file_is_no_place_where_it_was_found(at: str) -> None:
    routes: dict[str, Route] = {"/": "<h1>สำนักงาน</h1>"}
    if at == "an empty page":
        routes["/ita/"] = "<p>ยังไม่มีข้อมูล</p>"
    recorded = "https://elsewhere.example/ita/" if at == "no answer at all" else "ita/"
    expected = ExpectedItem(
        code="O1", files=(ExpectedFile(sha256=DIGEST, name="f.pdf"),), addresses=(recorded,)
    )  # fmt: skip
    with office_site(routes) as site:
        proof = prove(site.home, [expected], kind="live", now=NOW, limits=QUICK, second_look=False)
    (item,) = proof.items
    assert not item.passed
    assert "file_not_found" in [f.code for f in item.findings]
