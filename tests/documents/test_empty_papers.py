"""A paper that says nothing is neither drafted nor numbered, and what cannot be printed does not get into one."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.rules.errors import BadInput
from workflow.services.documents.drafting import unsaid
from workflow.services.documents.serialization import facts_from, read_data

PERSON = {"name": "นายสมมติ ตัวอย่าง", "posts": ["ผู้อำนวยการ"]}


@pytest.mark.parametrize(
    ("form", "data", "missing"),
    [
        ("announcement", {"head": PERSON}, ["subject", "clauses"]),
        ("announcement", {"head": PERSON, "subject": " \t", "clauses": ["", " "]}, ["subject", "clauses"]),
        ("announcement", {"head": PERSON, "subject": "เจตนารมณ์", "clauses": ["งดรับของขวัญ"]}, []),
        ("order", {"head": PERSON, "subject": "แต่งตั้ง"}, ["reason", "duties"]),
        ("letter", {"head": PERSON}, ["subject", "addressee", "paragraphs"]),
    ],
)
def test_what_a_paper_may_not_leave_empty(form: str, data: dict[str, object], missing: list[str]) -> None:
    assert unsaid(facts_from(form, data)) == missing


def test_a_heading_is_one_line_of_what_can_be_printed() -> None:
    facts = facts_from("announcement", {"head": PERSON, "subject": "เจต\u202eนารมณ์\nงดรับ\x07ของขวัญ"})
    assert facts.subject == "เจตนารมณ์ งดรับของขวัญ"


@pytest.mark.parametrize("value", [True, "\ud800", ["รายการ"], {"a": 1}])
def test_a_heading_that_is_no_text_is_refused_by_its_place(value: object) -> None:
    with pytest.raises(BadInput) as refused:
        facts_from("announcement", {"head": PERSON, "subject": value})
    assert [(r.code, r.facts["field"]) for r in refused.value.reasons] == [("paper_field_kind", "announcement.subject")]


def test_brackets_without_end_are_a_fault_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        read_data(tmp_path / "deep.json")
    assert refused.value.code == "paper_file_syntax"
