"""Decisions are numbered without gaps, dated, short, and say what became worse."""

import re
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "decisions"
RECORDS = sorted(FOLDER.glob("[0-9]*.md"))


def test_numbers_have_four_digits_and_no_gaps() -> None:
    assert [path.name[:5] for path in RECORDS] == [f"{number:04d}-" for number in range(1, len(RECORDS) + 1)]


def test_each_decision_fits_half_a_page_and_has_every_part() -> None:
    for path in RECORDS:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {path.name[:4]} "), path.name
        assert re.search(r"^Date: \d{4}-\d{2}-\d{2}\. Status: \w+", text, re.M), path.name
        assert re.findall(r"^## (.+)$", text, re.M) == ["Context", "Decision", "Consequences"], path.name
        assert re.search(r"^- good: ", text, re.M), path.name
        assert re.search(r"^- bad: ", text, re.M), path.name
        assert len(text.splitlines()) <= 45, path.name
