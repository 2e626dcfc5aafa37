"""What requires attention is flagged with a severity; flags inform and never block."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.conftest import MakeOffice
from tests.services.small_office import SmallOffice, done
from workflow.services.approval import submitting
from workflow.services.collection import compiling
from workflow.services.queries.status import status


def flags(office: SmallOffice, code: str) -> dict[str, str]:
    """Code -> severity of an item's flags."""
    item_status = next(one for one in status(office.office).items if one.code == code)
    return {flag.code: flag.severity for flag in item_status.flags}


def test_several_groups_and_no_compiler(small: SmallOffice) -> None:
    assert flags(small, "O6") == {"no_compiler": "broken"}
    small.settle("O6", "hr")
    assert flags(small, "O6") == {}


def test_a_deadline_passed_until_the_item_is_online(small: SmallOffice) -> None:
    with small.office.unit_of_work() as uow:
        from workflow.services.context.use_case import UseCase

        use_case = UseCase(small.office, uow)
        use_case.item("O1").due = use_case.today - timedelta(days=3)
        uow.commit()
    assert flags(small, "O1") == {"overdue": "broken"}
    small.bring("published", "O1")
    assert flags(small, "O1") == {}


def test_a_document_whose_text_names_other_years_than_the_period_rule(small: SmallOffice) -> None:
    small.contribute("O4", "policy", "รายงานประจำปีงบประมาณ พ.ศ. 2565")
    assert flags(small, "O4") == {"years_in_text": "caution"}
    small.contribute("O4", "policy", "แผนปฏิบัติการ พ.ศ. 2569 ทบทวนจาก พ.ศ. 2568")
    assert flags(small, "O4") == {}


@pytest.mark.deep
def test_a_declaration_that_must_be_the_highest_executives_own_signed_by_delegation(copy_office: MakeOffice) -> None:
    office = copy_office()
    with office.office.unit_of_work() as uow:
        from workflow.records.models import Appointment
        from workflow.rules.states import Kind, Role
        from workflow.services.context.use_case import UseCase

        use_case = UseCase(office.office, uow)
        use_case.item("O1").highest_executive = True
        deputy = use_case.everybody["deputy"]
        uow.session.add(
            Appointment(
                office_id=use_case.office_id, person_id=deputy.person_id, role=Role.HEAD, kind=Kind.DELEGATED,
                group_key=None, post="รองหัวหน้าสำนักงาน", for_post="หัวหน้าสำนักงาน", starts=date(2026, 1, 1),
                ends=None, order_no="5/2569",
            )
        )  # fmt: skip
        uow.commit()
    office.bring("draft", "O1")
    done(compiling.compile_items(office.office, "clerk.admin", ["O1"], signer="deputy"))
    submitting.submit(office.office, "director.admin", ["O1"], signer="deputy")
    office.sign("O1", by="deputy")
    assert flags(office, "O1") == {"signed_by_delegation": "broken"}
