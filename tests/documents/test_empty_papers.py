"""A paper that says nothing is neither drafted nor numbered, and what cannot be printed does not get into one."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from tests.services.small_office import SmallOffice
from workflow.ports.papers import FORMS
from workflow.rules.errors import BadInput
from workflow.services.documents.drafting import BOOK_OF, UNNUMBERED, draft, keep, must_have, unsaid
from workflow.services.documents.issuing import issue
from workflow.services.documents.serialization import facts_from, read_data
from workflow.services.numbering.reports import listing

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


@pytest.mark.parametrize("kind", [*BOOK_OF, *UNNUMBERED])
def test_every_paper_that_needs_data_says_what_it_must_have(small: SmallOffice, kind: str) -> None:
    fields = must_have(kind)
    assert fields
    assert set(fields) <= {field.name for field in dataclasses.fields(FORMS[kind])}
    with pytest.raises(BadInput, match="document_needs_data") as refused:
        draft(small.office, "clerk.admin", kind)
    assert refused.value.reasons[0].facts["fields"] == list(fields)


@pytest.mark.parametrize("kind", [kind for kind in BOOK_OF if kind != "meeting"])
def test_an_empty_paper_takes_no_number(small: SmallOffice, kind: str) -> None:
    """Also where it came into the records as a draft: an older version drafted what said nothing."""
    people = {field.name for field in dataclasses.fields(FORMS[kind])} & {"head", "officer"}
    facts = facts_from(kind, dict.fromkeys(people, PERSON))
    keep(small.office, "clerk.admin", kind, facts)
    with pytest.raises(BadInput) as refused:
        issue(small.office, "registrar", 1)
    assert {r.facts["field"] for r in refused.value.reasons if r.code == "paper_field_missing"} == {
        f"{kind}.{name}" for name in must_have(kind)
    }
    assert not [row for row in listing(small.office) if row.label]


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
