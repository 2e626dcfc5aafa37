"""The table of behaviours names tests and findings that are there, and every finding is listed with its day."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs" / "behaviours.md").read_text(encoding="utf-8")
LIST = (ROOT / "findings" / "README.md").read_text(encoding="utf-8")
FINDINGS = sorted((ROOT / "findings").glob("*.sh"))


def test_every_test_the_table_names_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", TABLE)
    assert len(named) > 20
    lost = [(p, t) for p, t in named if t and f"def {t}(" not in (ROOT / p).read_text(encoding="utf-8")]
    assert not lost
    assert not [p for p, _ in named if not (ROOT / p).is_file()]


def test_every_finding_is_listed_with_its_day_and_told_in_the_table() -> None:
    assert FINDINGS
    for path in FINDINGS:
        text = path.read_text(encoding="utf-8")
        day = re.search(r"^# Seen: (\d{4}-\d{2}-\d{2})", text, re.M)
        assert day, path.name
        assert re.search(rf"^\| \[{path.stem}\]\({path.name}\) \|.*\| {day[1]} \|$", LIST, re.M), path.name
        assert f"(../findings/{path.name})" in TABLE, path.name


def test_a_finding_names_no_registry_and_does_not_run_our_program() -> None:
    for path in (ROOT / "findings").iterdir():
        text = path.read_text(encoding="utf-8")
        ours = re.search(r"index-url|pypi\.org|files\.pythonhosted|npmjs|\boit [a-z]|templates_docx", text)
        assert not ours, path.name
