"""Books whose numbers another system gives, through the commands that use them: ``submit`` and ``document issue``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import sample_office
from sample_office import meeting as situation
from sample_office.build import ADMINISTRATORS
from tests.operations.conftest import BUILT_ONCE, add_settings
from tests.services.small_office import QuickConverter
from workflow.records.errors import NumberRefused
from workflow.rules.errors import BadInput
from workflow.services.administration.accepting import accept
from workflow.services.approval.submitting import submit
from workflow.services.context.office import Office
from workflow.services.documents import drafting, issuing
from workflow.services.documents.serialization import plain
from workflow.services.numbering import reports

pytestmark = [pytest.mark.slow, BUILT_ONCE]


def test_an_external_book_needs_no_declaration_before_its_first_memo_or_order(
    meeting: Path, opened: Callable[[Path], Office]
) -> None:
    add_settings(meeting, "[books.memo]\nexternal = true\n[books.order]\nexternal = true\n")
    for name in ADMINISTRATORS:
        accept(opened(meeting), name)
    office = opened(meeting)
    office.converter = QuickConverter()
    first, second = situation.COMPILED[:2]
    director = _director(office, first)
    with pytest.raises(BadInput) as without:
        submit(office, director, [first])
    assert without.value.code == "external_book_needs_number"
    done = submit(office, director, [first], number="ศธ 09999/771")
    assert done.label == "ศธ 09999/771"
    assert reports.listing(office, "memo")[-1].number == 771
    with pytest.raises(NumberRefused) as used:
        submit(office, _director(office, second), [second], number="ศธ 09999/771")
    assert used.value.code == "number_used"

    made = drafting.draft(office, "clerk.admin", "order", plain(sample_office.WORKING_GROUP))
    with pytest.raises(BadInput) as unnumbered:
        issuing.issue(office, "registrar", made.id)
    assert unnumbered.value.code == "external_book_needs_number"
    issued = issuing.issue(office, "registrar", made.id, number="88/2569")
    assert issued.label == "88/2569"
    assert reports.listing(office, "order")[-1].number == 88


def _director(office: Office, code: str) -> str:
    from workflow.services.context.use_case import UseCase

    with office.unit_of_work(write=False) as uow:
        return f"director.{UseCase(office, uow).item(code).compiling_group}"
