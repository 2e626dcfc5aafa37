"""The tray in a real Chromium: no violation that axe finds, on a telephone and a desk, with and without JavaScript,
with a keyboard alone, and no page heavier than 40 kB beside its page pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from public_site.prove.look.chromium import executable
from tests.conftest import MakeOffice
from tests.services.small_office import SECRET, small_pdf
from tests.web.conftest import Serve, Tray
from workflow.services.approval.returning import send_back

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
SCREENS = {"desk": (1280, 900), "telephone": (390, 844)}
PAGES = {
    "head": ("/", "/memo/1", "/items", "/people", "/account", "/requests", "/score", "/papers", "/circulations"),
    "director.admin": ("/", "/memo/1", "/steps/submit", "/registers"),
    "clerk.admin": ("/", "/items/2569/O3", "/items/2569/O1", "/items/2569/O2", "/no-such-page"),
    "registrar": (
        "/receive",
        "/registers",
        "/people",
        "/office",
        "/requests",
        "/papers",
        "/measures",
        "/meetings",
        "/results",
        "/answers",
        "/papers/new/letter",
        "/papers/new/order",
    ),
    "web": ("/site", "/steps/publish"),
}
HEAVIEST = 40_000
WEIGHT = """performance.getEntries().filter(one => 'decodedBodySize' in one && !one.name.includes('/page/'))
.reduce((sum, one) => sum + one.decodedBodySize, 0)"""
"""Bytes of everything a page consists of but the pictures of papers."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def office(copy_office: MakeOffice, serve: Serve) -> Tray:
    """Work in every state."""
    small = copy_office()
    small.bring("submitted", "O1", "O2")
    small.contribute("O3", "admin")
    return serve(small)


@pytest.fixture(params=[pytest.param("desk", marks=pytest.mark.deep), "telephone"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return SCREENS[request.param]


def opened(browser: Browser, tray: Tray, size: tuple[int, int], login: str, *, script: bool = True) -> Page:
    """A page in which somebody has logged in, by what is on the screen alone."""
    viewport = {"width": size[0], "height": size[1]}
    page = browser.new_context(viewport=viewport, java_script_enabled=script).new_page()  # type: ignore[arg-type]
    page.goto(tray.home)
    page.fill("#name", login)
    page.fill("#password", SECRET)
    page.click("main button")
    return page


IN_EVERY_RUN = [("head", ("/", "/memo/1"))]
"""The pages with the most on them; axe takes a second of processor for each."""


@pytest.mark.parametrize(
    ("login", "pages"),
    [*IN_EVERY_RUN, *(pytest.param(login, pages, marks=pytest.mark.deep) for login, pages in PAGES.items())],
)
def test_no_page_has_a_barrier_or_is_heavy(
    browser: Browser, office: Tray, size: tuple[int, int], login: str, pages: tuple[str, ...]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(browser, office, size, login)
    problems: list[object] = []
    page.on("console", lambda said: problems.append(said.text) if "Content Security Policy" in said.text else None)
    for path in pages:
        page.goto(office.home + path)
        page.wait_for_load_state("networkidle")
        found = Axe().run(page)
        if found.violations_count:
            problems.append((path, found.generate_report()))
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            problems.append((path, "wider than the screen"))
        weight = page.evaluate(WEIGHT)
        if not 0 < weight <= HEAVIEST:
            problems.append((path, weight))
    page.context.close()
    assert problems == []


@pytest.mark.deep
@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_the_head_reads_and_signs(browser: Browser, office: Tray, size: tuple[int, int], script: bool) -> None:
    page = opened(browser, office, size, "head", script=script)
    page.click("h3 a")
    picture = page.locator(".pages img").first
    picture.wait_for()
    assert picture.get_attribute("alt") == "บันทึก ทล 01/1 หน้า 1 จาก 1"
    page.fill("#ps", SECRET)
    page.click("button[value=sign]")
    page.wait_for_load_state()
    assert "ลงนามแล้ว" in page.inner_text(".told")
    assert office.small.states("O1", "O2") == ["head_signed", "head_signed"]
    page.context.close()


@pytest.mark.deep
@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_clerk_hands_in_a_file(browser: Browser, office: Tray, size: tuple[int, int], script: bool) -> None:
    page = opened(browser, office, size, "clerk.policy", script=script)
    page.click("text=O4")
    page.set_input_files("#files", {"name": "แผน.pdf", "mimeType": "application/pdf", "buffer": small_pdf("plan")})
    page.click("button:has-text('ส่งไฟล์')")
    page.wait_for_load_state()
    assert "ส่งข้อมูลแล้ว" in page.inner_text(".told")
    assert [e.name for e in office.small.item("O4").evidence] == ["แผน.pdf"]
    page.context.close()


def test_files_are_dropped_and_a_second_tap_is_not_sent(browser: Browser, office: Tray) -> None:
    page = opened(browser, office, SCREENS["desk"], "clerk.policy")
    page.goto(office.home + "/items/2569/O4")
    page.evaluate(
        """() => { const held = new DataTransfer(); held.items.add(new File(['a,b'], 'ตาราง.csv'));
        document.querySelector('.drop').dispatchEvent(new DragEvent('drop', {dataTransfer: held, bubbles: true})); }"""
    )
    assert page.evaluate("document.querySelector('#files').files[0].name") == "ตาราง.csv"
    page.dblclick("button:has-text('ส่งไฟล์')")
    page.wait_for_selector(".told .good")
    assert [e.kind for e in office.small.journal()].count("contributed") == 1 + 3  # O1, O2, O3 before
    page.context.close()


def test_with_a_keyboard_alone(browser: Browser, office: Tray) -> None:
    """Log in, open the memo, send it back: Tab, typing and Enter, and what has the focus is always to be seen."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(office.home)

    def to(selector: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
                assert outline == "3px", selector
                return
        raise AssertionError(f"not reached: {selector}")

    to("#name")
    page.keyboard.type("head")
    to("#password")
    page.keyboard.type(SECRET)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")
    to("h3 a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/memo/1")
    to("#bO2")
    page.keyboard.press("Space")
    to("#b-reason")
    page.keyboard.type("แก้ตัวเลข")
    to("button[value=send_back]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".told .good")
    assert office.small.states("O1", "O2") == ["submitted", "draft"]
    page.context.close()


def test_what_is_new_is_told_without_loading_again(browser: Browser, office: Tray) -> None:
    page = browser.new_context().new_page()
    page.clock.install()
    page.goto(office.home)
    page.fill("#name", "clerk.admin")
    page.fill("#password", SECRET)
    page.click("main button")
    page.wait_for_url("**/")
    assert not page.is_visible("#news")
    send_back(office.small.office, "head", ["O1", "O2"], "แก้ไข")
    with page.expect_response("**/news"):
        page.clock.run_for(61_000)
    page.wait_for_selector("#news:not([hidden])")
    page.context.close()
