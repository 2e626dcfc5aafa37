"""The night watch: a machine with a key of its own, three looks before a flag, everything kept and dated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.public_site.office_site import OfficeSite, office_site
from tests.services.publication.test_own_site import OwnSite
from tests.services.small_office import SmallOffice
from workflow.ports.site import Severity
from workflow.records.models import Outbox
from workflow.rules.errors import NotLoggedIn, Refused, WrongRole
from workflow.services.publication.withdrawing import change_online
from workflow.services.queries.status import status
from workflow.services.watching.history import history, months
from workflow.services.watching.machines import end, enrol, machines
from workflow.services.watching.monthly import month_report, write_when_due
from workflow.services.watching.watch import watch

HOURS = timedelta(hours=1)


@dataclass
class Night:
    """An office whose own site has O1 on it, and a machine that may look."""

    office: SmallOffice
    site: OfficeSite
    key: str

    def hide(self) -> None:
        self.kept, self.site.routes["/"] = self.site.routes["/"], "<h1>สำนักงาน</h1>"

    def show(self) -> None:
        self.site.routes["/"] = self.kept

    def later(self, hours: float) -> None:
        self.office.clock.moment += timedelta(hours=hours)

    def look(self) -> dict[str, str]:
        return {code: severity.value for _, code, severity in watch(self.office.office, self.key).looked}

    def flags(self, code: str = "O1") -> set[str]:
        (item,) = status(self.office.office, codes=[code]).items
        return {flag.code for flag in item.flags}

    def told(self) -> list[tuple[str, str]]:
        with self.office.use_case() as use_case:
            rows = use_case.session.scalars(select(Outbox).order_by(Outbox.id))
            return [(row.recipient, str(row.facts["told"])) for row in rows if "told" in row.facts]


@pytest.fixture
def night(copy_office: Callable[..., SmallOffice]) -> Iterator[Night]:
    with _night(copy_office) as made:
        yield made


@contextmanager
def _night(copy_office: Callable[..., SmallOffice]) -> Iterator[Night]:
    with office_site({"/": "<h1>สำนักงาน</h1>"}) as site:
        office = copy_office(extra=f'\n[site]\nmode = "own"\nhome = "{site.home}"\npace = 0\n')
        office.bring("head_signed", "O1")
        OwnSite(office, site).put("O1")
        office.publish("O1")
        yield Night(office, site, enrol(office.office, "registrar", "night").key)


def test_three_looks_over_hours_make_a_flag_and_a_good_one_clears_it(night: Night) -> None:
    assert night.look() == {"O1": "ok"}
    night.hide()
    night.later(24)
    assert night.look() == {"O1": "broken"}
    assert night.flags() == set()
    night.later(0.5)
    assert night.look() == {}, "too soon after the look before"
    night.later(2)
    assert night.look() == {"O1": "broken"}
    assert night.flags() == set()
    night.later(3)
    assert night.look() == {"O1": "broken"}
    assert night.flags() == {"proof_failed"}
    assert night.told() == [("admin", "proof_failed"), ("role:web", "proof_failed")]
    night.later(3)
    assert night.look() == {}, "known by now, and not time yet"
    night.later(20)
    assert night.look() == {"O1": "broken"}
    assert len(night.told()) == 2, "told once"
    night.show()
    night.later(24)
    assert night.look() == {"O1": "ok"}
    assert night.flags() == set()
    assert night.told()[2:] == [("admin", "proof_cleared"), ("role:web", "proof_cleared")]


def test_what_was_suspended_and_can_still_be_opened_is_told_once(night: Night) -> None:
    change_online(night.office.office, "web", "O1", "suspend", "มีชื่อผู้ร้องเรียน")
    night.later(24)
    seen = watch(night.office.office, night.key)
    assert {f.code for f in seen.findings if f.severity is Severity.DANGER} == {"draft_exposed"}
    assert ("role:web", "draft_exposed") in night.told()
    night.later(24)
    watch(night.office.office, night.key)
    assert night.told().count(("role:web", "draft_exposed")) == 1


def test_one_look_is_one_entry_by_the_machine_and_every_observation_is_dated(night: Night) -> None:
    before = len(night.office.journal())
    night.look()
    (entry,) = night.office.journal()[before:]
    assert (entry.kind, entry.actor, entry.role) == ("proof", "watch.night", "watch")
    assert night.office.verify().ok
    found = history(night.office.office, "O1", on=night.office.clock.now().date())
    assert [(one.how, one.severity.value, one.sealed) for one in found.looks] == [
        ("publish", "ok", True), ("watch", "ok", True),
    ]  # fmt: skip
    assert found.answer is not None
    assert len(found.answer.looks) == 2


@pytest.mark.deep
def test_a_day_without_a_look_is_answered_by_the_looks_around_it(night: Night) -> None:
    night.later(72)
    night.hide()
    night.look()
    day = (night.office.clock.now() - timedelta(hours=36)).date()
    found = history(night.office.office, "O1", on=day)
    assert found.answer is not None
    assert found.answer.looks == ()
    assert found.answer.before is not None
    assert found.answer.after is not None
    assert (found.answer.before.severity.value, found.answer.after.severity.value) == ("ok", "broken")
    (row,) = months(found.days, date(2026, 3, 5), 1)
    assert [s and s.value for s in row[1]] == [None, "ok", None, None, "broken"]


def test_a_machine_is_let_in_by_an_administrator_and_does_nothing_else(night: Night) -> None:
    office = night.office.office
    with pytest.raises(WrongRole):
        enrol(office, "clerk.admin", "other")
    with pytest.raises(NotLoggedIn):
        watch(office, "made-up")
    again = enrol(office, "registrar", "night")
    with pytest.raises(NotLoggedIn):
        watch(office, night.key)
    assert watch(office, again.key).looked
    end(office, "web", "night")
    with pytest.raises(NotLoggedIn):
        watch(office, again.key)
    assert [(m.name, m.ended_at is not None) for m in machines(office)] == [("night", True)]


def test_an_office_without_an_address_has_nothing_to_watch(small: SmallOffice) -> None:
    key = enrol(small.office, "registrar", "night").key
    with pytest.raises(Refused) as refused:
        watch(small.office, key)
    assert refused.value.code == "nothing_to_watch"


@pytest.mark.deep
def test_the_head_gets_one_page_for_each_month_that_was_looked_at(night: Night) -> None:
    night.hide()
    night.look()
    night.show()
    night.later(24)
    night.look()
    report = month_report(night.office.office, date(2026, 3, 1))
    assert (report.online, report.found, report.looks) == (1, 1, 3)
    assert [(t.code, t.bad, t.looks, t.now.value) for t in report.troubled] == [("O1", 1, 3, "ok")]
    assert write_when_due(night.office.office) is None, "this month is not over"
    night.later(24 * 31)
    page = write_when_due(night.office.office)
    assert page is not None
    text = page.read_text()
    assert "รายงานเว็บไซต์ประจำเดือนมีนาคม 2569" in text
    assert "1 จาก 3 ครั้ง" in text
    assert "<svg" in text
    assert write_when_due(night.office.office) is None
    assert night.told()[-1] == ("role:head", "month_report")
