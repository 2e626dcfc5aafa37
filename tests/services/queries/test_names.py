"""Sentences name people by their names, not by what they type at the login."""

from __future__ import annotations

import messages
from tests.services.small_office import SmallOffice
from workflow.services.queries.names import OfficeNames


def test_people_are_named_where_the_office_is_at_hand(small: SmallOffice) -> None:
    names = OfficeNames(small.office)
    facts = {"person": "clerk.hr", "item": "O1"}
    assert "นางสาวตัวแทน งานบุคคล" in messages.say("no_appointment_today", facts, "th", names)
    assert "clerk.hr" not in messages.say("no_appointment_today", facts, "th", names)
    assert "clerk.hr" in messages.say("no_appointment_today", facts, "th")
    assert "somebody.else" in messages.say("no_appointment_today", {"person": "somebody.else"}, "th", names)


def test_who_is_printed_is_named_too(small: SmallOffice) -> None:
    facts = {"item": "O1", "printed": "deputy", "kind": "acting", "person": "head", "capacity": "holder"}
    told = messages.say("head_named_differs", facts, "th", OfficeNames(small.office))
    assert "deputy" not in told
    assert "นางสมมติ รักงาน" in told


def test_a_login_stands_beside_the_name_and_in_commands(small: SmallOffice) -> None:
    names = OfficeNames(small.office)
    facts = {"person": "clerk.hr", "name": "นางสาวตัวแทน งานบุคคล"}
    assert "นางสาวตัวแทน งานบุคคล (clerk.hr)" in messages.say("administrator_named", facts, "th", names)
    assert names["admin"] == "กลุ่มอำนวยการ"
    assert "@clerk.hr" not in list(names)
