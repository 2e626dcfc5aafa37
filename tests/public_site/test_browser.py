"""The site in a real browser: no violation that axe finds, on a telephone and a desk, and the file checker at work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from public_site.labels import LABELS
from public_site.prove.look.chromium import executable
from tests.public_site.sample import paper
from workflow.ports.site import BuiltSite, SiteFacts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = ("", "oit/", "oit/2566/", "oit/2566/o12/", "oit/2566/o20/", "oit/2566/o31/", "verify/", "no-such-page/")
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        yield browser
        browser.close()


SCREENS = {"desk": (1280, 900), "telephone": (390, 844)}


@pytest.fixture(params=[pytest.param("desk", marks=pytest.mark.deep), "telephone"])
def screen(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on a telephone; on a desk, too, in make test-deep."""
    width, height = SCREENS[request.param]
    page = browser.new_page(viewport={"width": width, "height": height})
    yield page
    page.close()


@pytest.mark.parametrize(
    ("screen", "lang", "pages"),
    [
        # What is richest in every run: axe takes a second of processor for each page.
        ("telephone", "th", ("", "oit/2566/o12/")),
        *(
            pytest.param(screen, lang, PAGES, marks=pytest.mark.deep)
            for screen in ("telephone", "desk")
            for lang in ("th", "en")
        ),
    ],
    indirect=["screen"],
)
def test_no_page_has_a_barrier(screen: Page, home: str, lang: str, pages: tuple[str, ...]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # The content security policy forbids foreign scripts; axe is put in beside the page's own.
    problems = []
    for path in pages:
        screen.goto(home + ("en/" if lang == "en" else "") + path)
        result = Axe().run(screen)
        if result.violations_count:
            problems.append((path, result.generate_report()))
        if screen.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            problems.append((path, "wider than the screen"))
    assert problems == []


def test_nothing_is_fetched_from_elsewhere_and_the_font_is_ours(screen: Page, home: str) -> None:
    asked: list[str] = []
    screen.on("request", lambda request: asked.append(request.url))
    screen.goto(home)
    screen.evaluate("document.fonts.ready.then(() => true)")
    assert all(url.startswith(home) for url in asked)
    assert any(url.endswith("sarabun-thai-700-normal.woff2") for url in asked)


def test_a_genuine_a_former_and_an_altered_file_are_told_apart(
    screen: Page, home: str, facts: SiteFacts, built: BuiltSite, tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    genuine = facts.years[0].items[0].files[0]
    former = paper(tmp_path, "ฉบับที่ถอนแล้ว")
    altered = tmp_path / "altered.pdf"
    altered.write_bytes(genuine.path.read_bytes() + b" ")
    screen.goto(home + "verify/")
    # Not `wait_for_function`: it polls with eval, which the pages' content security policy rightly refuses.
    answer = screen.locator("#answers .answer strong")
    for path, words in ((genuine.path, "genuine_yes"), (former.path, "genuine_former"), (altered, "genuine_no")):
        screen.locator("#pick").set_input_files(path)
        expect(answer).to_have_text(LABELS["th"][words])
    assert built.digest


def test_without_scripts_the_codes_can_still_be_compared(browser: Browser, home: str, facts: SiteFacts) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(home + "verify/")
    assert facts.years[0].items[0].files[0].sha256 in page.inner_text("#genuine")
    assert not page.locator("#checker").is_visible()
    context.close()
