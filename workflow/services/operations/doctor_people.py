"""The doctor's look at people: file and database agree, somebody can receive beside the registrar, somebody is head."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.office_files.people import FILE, load_people
from workflow.ports.checks import Check
from workflow.rules.states import Role
from workflow.services.administration.people_updates import differences
from workflow.services.context.authorization import holders
from workflow.services.context.office import Office
from workflow.services.context.use_case import reading


def examine_people(office: Office) -> Iterator[Check]:
    """What is told of people; each difference of the files as what it means.

    :raises BadInput: the people's file cannot be used.
    """
    changes = differences(office, load_people(office.folder / FILE, office.settings.groups))
    for change in changes:
        yield Check(change.unmet.code, "caution", change.facts)
    if not changes:
        yield Check("people_agree", "ok", {"file": FILE})
    with reading(office) as use_case:
        everybody = list(use_case.everybody.values())
        today = use_case.today
    if not holders(everybody, Role.HEAD):
        yield Check("no_head", "caution", {"day": today.isoformat()})
    registrars = [who.login for who, _ in holders(everybody, Role.REGISTRAR)]
    if len(registrars) < 2:
        yield Check("one_registrar", "caution", {"logins": registrars or ["–"]})
