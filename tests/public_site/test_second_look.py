"""The second look: a real Chromium where the plain walk cannot tell, and no way out for it but the office's hosts."""

from __future__ import annotations

import socket
from collections.abc import Mapping

import pytest

from public_site.prove.look.guard import guard
from tests.public_site.office_site import SIGNED, Asked, Route, codes, html, moved, office_site, proof_of, proven
from workflow.ports.site import Severity

LINK = '<a href="file.pdf">O1</a>'
DEEP = pytest.mark.deep
"""Each look starts a browser of its own, two seconds of processor."""

SEEN: Mapping[str, tuple[Mapping[str, Route], str]] = {
    "a menu that a script opens": (
        {"/": "<li onmouseover=\"this.lastChild.style.display='block'\"><a href='#'>ITA</a>"
              f"<ul style='display:none'><li>{LINK}</li></ul></li>"}, "ITA › O1"),
    "a page drawn by script": (
        {"/": "<div id=root></div><script src=app.js></script>",
         "/app.js": (200, {"Content-Type": "text/javascript"},
                     b"fetch('api').then(r=>r.json()).then(d=>{root.innerHTML=`<a href=${d[0]}>O1</a>`})"),
         "/api": (200, {"Content-Type": "application/json"}, b'["file.pdf"]')}, "O1"),
    "a tab to press": (
        {"/": "<button id=t aria-controls=p aria-expanded=false onclick='p.hidden=false'>ไตรมาส</button>"
              f"<div id=p hidden>{LINK}</div>"}, "ไตรมาส › O1"),
    "a wall of consent": (
        {"/": lambda asked: html(LINK) if "ok=1" in asked.headers.get("Cookie", "") else html(
            "<form method=post action=ok><button>ยอมรับ</button></form>"),
         "/ok": moved("/", Set_Cookie="ok=1; Path=/")}, "ยอมรับ › O1"),
    "what comes late": (
        {"/": "<div id=v>กำลังโหลด...</div><script>setTimeout(() => v.innerHTML = '<a href=file.pdf>O1</a>', 3000)"
              "</script>"}, "O1"),
    "what comes when one goes down": (
        {"/": "<p style='height:3000px'>ข่าว</p><div id=s>.</div><script>new IntersectionObserver(e => "
              "{ if (e[0].isIntersecting) s.innerHTML = '<a href=file.pdf>O1</a>' }).observe(s)</script>"}, "O1"),
    "the fourth page of a list": (
        {"/": "<div id=v>หน้า 1</div><button id=n>ถัดไป</button><script>i=1; n.onclick=()=>{i++; "
              "v.innerHTML = i==4 ? '<a href=file.pdf>O1</a>' : 'หน้า '+i}</script>"}, "ถัดไป › O1"),
    "a window that a function opens": (
        {"/": "<button onclick='show(7)'>O1</button><script>function show(n){window.open('dl.php?id='+n)}</script>",
         "/dl.php?id=7": SIGNED, "/file.pdf": (404, {}, b"")}, "O1"),
    "a heading that listens": (
        {"/": f"<h3 id=h>ข้อมูล OIT</h3><div id=d></div><script>h.addEventListener('click', () => d.innerHTML = "
              f"'{LINK}')</script>".replace('"file.pdf"', "file.pdf")}, "ข้อมูล OIT › O1"),
    "a menu of three layers": (
        {"/": "<ul><li class=m>ITA<ul style='display:none'><li class=m>2566<ul style='display:none'><li>"
              f"{LINK}</ul></ul></ul><script>document.querySelectorAll('.m').forEach(m => m.addEventListener("
              "'mouseenter', () => m.querySelector('ul').style.display = 'block'))</script>"}, "ITA › 2566 › O1"),
    "a list whose choice a function takes": (
        {"/": "<select onchange='go(this)'><option value=''>เลือก<option value=1>โครงสร้าง</select>"
              "<script>function go(s){location.href='d'+s.value}</script>", "/d1": LINK}, "โครงสร้าง › O1"),
    "a frame that a script writes": (
        {"/": "<iframe id=f></iframe><script>f.srcdoc='<a href=\"/file.pdf\">O1</a>'</script>"}, "O1"),
    "a site that lets nobody in but browsers": (
        {"/": lambda asked: html(LINK) if asked.headers.get("Sec-Fetch-Mode") else (403, {}, b""),
         "/file.pdf": lambda asked: (200, {}, SIGNED) if asked.headers.get("Sec-Fetch-Mode") else (403, {}, b"")},
        "O1"),
}  # fmt: skip


@DEEP  # in every run test_doubtful closes a layer and looks again
@pytest.mark.slow
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("kind", SEEN)
def test_what_only_a_browser_sees_is_found_with_a_caution_and_the_presses(kind: str) -> None:
    routes, presses = SEEN[kind]
    item = proven({"/file.pdf": SIGNED, **routes}, second_look=True)
    assert codes(item) == {"found_in_browser"}, item.findings
    assert item.severity is Severity.CAUTION
    assert " › ".join(step.words or "" for step in item.steps) == presses
    assert item.screenshot is not None
    assert item.screenshot.startswith(b"\x89PNG")
    assert item.observations[0].by == "browser"


@DEEP  # in every run test_doubtful has a link that goes
@pytest.mark.slow
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize(
    "page",
    [
        f"<style>a{{color:#fff}}</style>{LINK}<script>var x</script>",
        f"<script>var x</script><style>.h{{display:none}}</style><p class=h>{LINK}</p>",
        f"<script>var x</script><p style='position:absolute;left:-9999px'>{LINK}</p>",
        f"<script>var x</script><p style='opacity:0'>{LINK}</p>",
        "<script>document.body && 1</script><p>ยินดีต้อนรับ</p>",
    ],
)
def test_what_a_browser_does_not_show_is_not_there(page: str) -> None:
    item = proven({"/": page, "/file.pdf": SIGNED}, second_look=True)
    assert item.severity is Severity.BROKEN, item.findings


@pytest.mark.slow
@pytest.mark.xdist_group("browser")
def test_no_request_of_the_browser_leaves_the_office() -> None:
    seen: list[str] = []

    def spy(asked: Asked) -> Route:
        seen.append(asked.path)
        return "x"

    with office_site({"*": spy}) as other:
        page = (
            f"<img src='{other.home}img'><iframe src='{other.home}frame'></iframe>"
            f"<link rel=preconnect href='{other.home}'>"
            f"<script>fetch('{other.home}api'); fetch('/away')</script><p>x</p>"
        )
        with office_site({"/": page, "/away": moved(other.home + "redirected")}) as site:
            proof = proof_of(site, second_look=True)
    assert seen == []
    assert proof.browser is not None
    assert not proof.items[0].passed


def test_without_the_extra_it_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("public_site.prove.look.chromium.importlib.util.find_spec", lambda name: None)
    with office_site({"/": "<div id=root></div><script>draw()</script>"}) as site:
        proof = proof_of(site, second_look=True)
    assert [(f.code, f.facts["why"]) for f in proof.findings] == [("no_browser", "not_installed")]
    assert codes(proof.items[0]) == {"drawn_by_script"}


def test_the_guard_lets_out_to_what_it_is_told_and_tells_the_rest() -> None:
    with office_site({"/": "x"}) as site:
        port = int(site.home.split(":")[2].strip("/"))
        with guard(lambda host, asked: (host, asked) == ("127.0.0.1", port)) as way_out:
            for host, reply in (("127.0.0.1", 0), ("elsewhere.example", 2)):
                with socket.create_connection(way_out.server_address) as line:
                    line.sendall(b"\x05\x01\x00")
                    assert line.recv(2) == b"\x05\x00"
                    name = host.encode()
                    line.sendall(b"\x05\x01\x00\x03" + bytes((len(name),)) + name + port.to_bytes(2, "big"))
                    assert line.recv(10)[1] == reply
                    if not reply:
                        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                        assert line.recv(12) == b"HTTP/1.1 200"
            assert way_out.refused == {"elsewhere.example"}
