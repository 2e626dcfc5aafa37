"""The printed manual holds the whole of ``features/``, says what really happened, and needs nothing from outside."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from scripts import manual
from scripts.manual_diagram import lanes, procedure
from scripts.manual_page import page
from scripts.manual_print import browser, pages_of, print_pdf
from scripts.manual_reading import Chapter, Results, chapters, results
from workflow.rules.states import State
from workflow.rules.table import ONLINE_STEPS, STEPS
from workflow.thai import thai_digits

FEATURES = Path(__file__).parents[2] / "features"
DAY = date(2023, 4, 3)


@pytest.fixture(scope="module")
def told() -> list[Chapter]:
    return chapters(FEATURES)


def text_of(html: str) -> str:
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", body))


def report(told: list[Chapter], status: str, path: Path) -> Path:
    """A report in which every scenario ended in one way."""
    features = [
        {
            "uri": f"features/{chapter.file}",
            "elements": [
                {"name": s.title, "steps": [{"name": text, "result": {"status": status}} for text in run]}
                for s in chapter.scenarios
                for run in s.runs
            ],
        }
        for chapter in told
    ]
    path.write_text(json.dumps(features), encoding="utf-8")
    return path


def test_every_sentence_of_every_scenario_is_in_the_manual(told: list[Chapter]) -> None:
    text = text_of(page(told, Results({}), DAY)).replace("“", "").replace("”", "")
    for chapter in told:
        for scenario in chapter.scenarios:
            assert scenario.title in text
            for sentence in scenario.sentences:
                assert re.sub('[<>"]', "", sentence.text) in text
            for row in scenario.examples.rows if scenario.examples else ():
                assert all(cell in text for cell in row)


def test_every_row_of_the_table_is_in_the_diagram_and_in_the_list(told: list[Chapter]) -> None:
    picture = unescape(procedure())
    for step in STEPS:
        assert f">{step.th}</text>" in picture
    for state in State:
        assert f">{state.th}</text>" in picture
    html = page(told, Results({}), DAY)
    for label in [step.th for step in STEPS] + [step.th for step in ONLINE_STEPS]:
        assert f"<b>{label}</b>" in html


def test_ways_back_never_share_a_stretch_of_a_column() -> None:
    found = lanes()
    for one in found:
        for other in found:
            apart = one.span[0] >= other.span[1] or other.span[0] >= one.span[1]
            assert one is other or one.column != other.column or apart


def test_the_manual_asks_for_nothing_from_outside(told: list[Chapter]) -> None:
    html = page(told, Results({}), DAY)
    assert not re.search(r"""(?:src|href|url\()\s*[=(]?\s*["']?(?:https?:)?//""", html)
    assert not re.search(r"<(?:script|link|img|iframe)\b", html)


@pytest.mark.parametrize(
    ("status", "mark", "summary"),
    [
        ("passed", "✓ ผลจริงตรงตามนี้", "ทดสอบกับโปรแกรมจริงแล้ว ผลตรงตามที่เขียนทุกกรณี"),
        ("failed", "✗ ผลจริงไม่ตรง", "ไม่ตรง"),
        ("skipped", "– ยังไม่ได้ทดสอบ", "ยังไม่ได้ทดสอบ"),
    ],
)
def test_the_manual_says_what_really_happened(
    told: list[Chapter], status: str, mark: str, summary: str, tmp_path: Path
) -> None:
    found = results(report(told, status, tmp_path / "report.json"))
    runs = sum(len(s.runs) for c in told for s in c.scenarios)
    assert found.counts(told) == {"passed": 0, "failed": 0, "skipped": 0, "not_run": 0, status: runs}
    text = text_of(page(told, found, DAY))
    assert text.count(mark) >= sum(len(c.scenarios) for c in told)
    assert summary in text


def test_a_result_of_other_words_is_no_result(told: list[Chapter], tmp_path: Path) -> None:
    path = report(told, "passed", tmp_path / "report.json")
    path.write_text(path.read_text(encoding="utf-8").replace("O1 ", "O2 "), encoding="utf-8")
    assert results(path).counts(told)["not_run"] > 0


def test_without_a_run_nothing_is_claimed(told: list[Chapter]) -> None:
    text = text_of(page(told, results(None), DAY))
    assert "ฉบับนี้พิมพ์โดยยังไม่ได้ทดสอบกับโปรแกรม" in text
    assert "✓" not in text.replace("เครื่องหมาย ✓ ผลจริงตรงตามนี้", "")


def test_without_a_browser_the_page_is_written_and_the_lack_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(manual, "browser", lambda: None)
    assert manual.main(["--no-run", "--output", str(tmp_path)]) == 0
    assert (tmp_path / "manual.html").exists()
    assert not (tmp_path / "manual.pdf").exists()
    assert "ไม่พบ Chromium" in capsys.readouterr().out


@pytest.mark.deep
@pytest.mark.slow
def test_the_printed_contents_name_the_right_pages(told: list[Chapter], tmp_path: Path) -> None:
    import pypdfium2

    assert manual.main(["--no-run", "--output", str(tmp_path)]) == 0
    pages = pages_of(tmp_path / "manual.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "manual.pdf")
    try:
        texts = [p.get_textpage().get_text_bounded().splitlines() for p in document]
    finally:
        document.close()
    contents = [line.strip() for text in texts[1 : pages["read"] - 1] for line in text]
    for chapter in told:
        at, heading = pages[f"c{chapter.number}"], f"บทที่ {thai_digits(chapter.number)}"
        assert heading in [line.strip() for line in texts[at - 1]]
        (line,) = [line for line in contents if line.startswith(f"{heading} ")]
        assert line.endswith(thai_digits(at))


@pytest.mark.slow
def test_a_page_that_cannot_be_printed_is_told(tmp_path: Path) -> None:
    from scripts.manual_print import NotPrinted

    program = browser()
    assert program is not None
    with pytest.raises(NotPrinted):
        print_pdf(program, tmp_path / "page.html", tmp_path / "no" / "such" / "folder.pdf", seconds=60)
