"""What carries power in office.toml has no effect until two people accepted it; names and days change at once."""

from __future__ import annotations

import pytest

import wiring
from tests.services.small_office import SmallOffice
from workflow.office_files.settings import Settings
from workflow.rules.errors import BadInput, Refused, WrongRole
from workflow.services.administration.accepting import accept, pending, shown_value
from workflow.services.administration.two_people import listed
from workflow.services.context.office import Office
from workflow.services.operations import settling
from workflow.services.operations.doctor import examine


def write(small: SmallOffice, old: str, new: str) -> None:
    file = small.folder / "office.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def again(small: SmallOffice) -> Office:
    """The office as the next command opens it."""
    return wiring.build(small.folder, clock=small.office.clock)


ATTACKS = {
    "grade": ("required_grade = 1", "required_grade = 0"),
    "deploy": ("[office]", '[site]\ndeploy = ["/tmp/own"]\n[office]'),
    "home": ("[office]", '[site]\nhome = "http://127.0.0.1:9/"\n[office]'),
    "token": ("[office]", '[signing]\npkcs11 = "/tmp/own.so"\n[office]'),
    "root": ("[office]", '[signing]\nroots = ["own.pem"]\n[office]'),
    "route": ("route = []", 'route = ["deputy"]'),
    "group": ('key = "policy"', 'key = "planning"'),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_who_writes_the_file_alone_changes_nothing(small: SmallOffice, attack: str) -> None:
    before = small.office.settings
    write(small, *ATTACKS[attack])
    again = wiring.build(small.folder, clock=small.office.clock)
    assert len(again.unaccepted) == 1
    assert (again.settings.required_grade, again.settings.site, again.settings.signing, again.settings.route) == (
        before.required_grade, before.site, before.signing, before.route
    )  # fmt: skip
    assert [group.key for group in again.settings.groups] == [group.key for group in before.groups]
    told = {check.code: check.severity for check in examine(again).checks}
    assert told["settings_unaccepted"] == "broken"
    again.close()


def test_groups_are_told_by_their_keys(small: SmallOffice) -> None:
    write(small, *ATTACKS["group"])
    (change,) = pending(wiring.build(small.folder, clock=small.office.clock)).changes
    assert (shown_value(change.accepted), shown_value(change.written)) == ("admin hr policy", "admin hr planning")


def test_names_telephones_and_days_change_at_once(small: SmallOffice) -> None:
    write(small, 'name = "กลุ่มนโยบายและแผน"', 'name = "กลุ่มแผนงาน"\nphone = "043 000 000"')
    write(small, "[office]", "[calendar]\nclosing = 2026-04-30\n[site]\nhosting_expires = 2027-01-01\n[office]")
    again = wiring.build(small.folder, clock=small.office.clock)
    assert again.unaccepted == ()
    assert again.settings.group("policy") == Settings.load(small.folder).group("policy")
    assert again.settings.calendar.closing is not None
    again.close()


def test_one_asks_another_accepts_and_then_it_holds(small: SmallOffice, again: Office) -> None:
    write(small, "required_grade = 1", "required_grade = 2")
    with pytest.raises(WrongRole):
        accept(again, "clerk.admin")
    found, request = accept(again, "registrar")
    assert [(one.key, one.accepted, one.written) for one in found.changes] == [("required_grade", 1, 2)]
    (waits,) = listed(again, "director.hr")
    assert (waits.number, waits.act, waits.mine, waits.told[0].facts["value"]) == (request, "settings", True, "2")
    assert wiring.build(small.folder).settings.required_grade == 1
    with pytest.raises(Refused) as alone:
        accept(again, "registrar")
    assert alone.value.code == "power_needs_second"
    with pytest.raises(Refused) as nobody:
        accept(again, "clerk.admin")
    assert nobody.value.code == "power_not_second"
    assert pending(again).asked_by == "registrar"
    settling.confirm(again, "director.hr", waits.number)
    after = wiring.build(small.folder)
    assert (after.settings.required_grade, after.unaccepted) == (2, ())
    with pytest.raises(BadInput) as nothing:
        accept(again, "registrar")
    assert nothing.value.code == "settings_nothing_new"
    last = small.journal()[-1]
    assert (last.kind, last.actor, last.facts["asked_by"], last.facts["keys"]) == (
        "settings_accepted", "director.hr", "registrar", ["required_grade"]
    )  # fmt: skip


def test_what_is_changed_after_it_was_asked_for_is_not_accepted_with_it(small: SmallOffice, again: Office) -> None:
    write(small, "required_grade = 1", "required_grade = 2")
    accept(again, "registrar")
    write(small, "required_grade = 2", "required_grade = 0")
    (waits,) = listed(again, "web")
    with pytest.raises(Refused) as since:
        settling.confirm(again, "web", waits.number)
    assert since.value.code == "settings_written_since"
    found, request = accept(again, "web")  # the other administrator asks anew, for what is written now
    assert ([one.written for one in found.changes], request is None) == ([0], False)
    assert wiring.build(small.folder).settings.required_grade == 1


def test_a_root_whose_bytes_changed_is_trusted_no_more(small: SmallOffice, again: Office) -> None:
    root = small.folder / "own.pem"
    root.write_text("-----one-----")
    write(small, "[office]", '[signing]\nroots = ["own.pem"]\n[office]')
    accept(again, "registrar")
    accept(again, "web")
    assert wiring.build(small.folder).settings.signing.roots == (root,)
    root.write_text("-----another-----")
    changed = wiring.build(small.folder)
    assert (changed.settings.signing.roots, [one.key for one in changed.unaccepted]) == ((), ["own.pem"])
