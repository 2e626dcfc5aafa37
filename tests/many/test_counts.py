"""What a ministry counts is kept by the transactions themselves, and equals a recount at any time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from tests.many.conftest import Many
from tests.services.small_office import SmallOffice
from workflow.records import models
from workflow.records.many.counting import COUNTS, RECOUNT
from workflow.rules.states import Online, State
from workflow.services.context.use_case import acting, reading
from workflow.services.queries.status import progress, status

NAMES = ("office_id", "cycle_id", "framework", "fiscal_year", "total", *COUNTS, "moved_at")


def counts(office: SmallOffice) -> dict[str, Any]:
    """The kept counts of the office, after comparing them with a recount."""
    with reading(office.office) as use_case:
        kept = use_case.session.execute(text(f"SELECT {', '.join(NAMES)} FROM tally")).mappings().one()  # noqa: S608
        again = use_case.session.execute(text(RECOUNT)).mappings().one()
        assert dict(kept) == dict(again)
        return dict(kept)


def prove(office: SmallOffice, code: str, kind: str, severity: str) -> None:
    """A proof of the item, of a revision made for it."""
    with acting(office.office, "web") as use_case:
        item = use_case.item(code)
        ids = {"office_id": use_case.office_id, "item_id": item.id}
        frozen = models.Revision(
            **ids, number=1, manifest=use_case.manifest(item), digest="0" * 64, made_by="web", made_at=use_case.now,
            signed=None, signed_at=None, taken_at=None, taken_as=None,
        )  # fmt: skip
        use_case.session.add(frozen)
        use_case.session.flush()
        use_case.session.add(
            models.Proof(
                **ids, revision_id=frozen.id, kind=kind, at=use_case.now, severity=severity, clicks=2, address=None,
                facts={},
            )
        )  # fmt: skip


def test_counts_follow_every_step(many: Many) -> None:
    office = many.office("east")
    at_first = counts(office)
    assert [at_first[name] for name in ("total", *COUNTS)] == [7, 0, 0, 7, 0, 0, 0]
    office.clock.moment += timedelta(days=1)
    office.hand_in("O1", "O2")
    office.compile("O1", "O2")
    moved = counts(office)
    assert (moved["awaiting"], moved["compiling"]) == (2, 5)
    assert moved["moved_at"] == office.clock.moment
    office.office.clock = office.clock
    assert status(office.office).progress == {"published": 0, "awaiting_approval": 2, "compiling": 5, "total": 7}


@pytest.mark.parametrize(
    "severity",
    ["ok", "broken", *(pytest.param(one, marks=pytest.mark.deep) for one in ("caution", "unknown", "danger"))],
)
def test_what_counts_as_what_is_what_the_program_says(many: Many, severity: str) -> None:
    """Every state with every standing on the web, and the newest proof over the one before."""
    office = many.office("east")
    ways = [(state, seen, confirmed) for state in State for seen in Online for confirmed in (False, True)]
    for start in range(0, len(ways), 7):
        with acting(office.office, "web") as use_case:
            items = use_case.items()
            for item, (state, seen, confirmed) in zip(items, ways[start : start + 7], strict=False):
                item.state, item.online, item.online_confirmed = state, seen, confirmed
        said, kept = progress(items), counts(office)
        assert [kept["published"], kept["awaiting"], kept["compiling"]] == list(said.values())[:3]
        assert kept["off_site"] == sum(item.online in (Online.SUSPENDED, Online.RETRACTED) for item in items)
    with acting(office.office, "web") as use_case:
        for item in use_case.items():
            item.state, item.online = State.PUBLISHED, Online.ONLINE
        use_case.session.flush()
    prove(office, "O1", "rehearsal", severity)
    found = severity in ("ok", "caution")
    assert counts(office)["sure"] == 0
    prove(office, "O1", "live", severity)
    kept = counts(office)
    assert (kept["sure"], kept["broken"]) == (int(found), int(severity in ("broken", "danger")))
    prove(office, "O1", "live", "ok")
    assert (counts(office)["sure"], counts(office)["broken"]) == (1, 0)


def test_what_is_undone_is_not_counted(many: Many) -> None:
    office = many.office("east")
    before = counts(office)
    with office.office.unit_of_work() as uow:
        uow.session.execute(text("UPDATE item SET state = 'submitted' WHERE code = 'O3'"))
        assert uow.session.execute(text("SELECT awaiting FROM tally")).scalar() == 1
    assert counts(office) == before
