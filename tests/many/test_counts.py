"""What a ministry counts is kept by the transactions themselves, and equals a recount at any time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.many.conftest import Many
from tests.services.small_office import START, SmallOffice
from workflow.records import models
from workflow.records.many.counting import COUNTS, RECOUNT
from workflow.records.many.scope import say
from workflow.records.many.summing import RESUM
from workflow.rules.states import Online, State
from workflow.services.context.use_case import acting, reading
from workflow.services.ministry.office_list import add, close
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


def sums(many: Many) -> dict[str, tuple[int, ...]]:
    """Offices, items, published, awaiting approval of each province, after comparing its sums with the tallies."""
    engine = many.engine("oit")
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT * FROM province_sum WHERE offices <> 0")).mappings().all()
        again = connection.execute(text(RESUM)).mappings().all()
        of_none = connection.execute(text("SELECT * FROM province_sum WHERE offices = 0")).mappings().all()
        shown = connection.execute(text("SELECT province, offices, total, published, awaiting FROM province_total"))
        found = {row[0]: tuple(row[1:]) for row in shown}
    engine.dispose()
    assert {tuple(sorted(row.items())) for row in kept} == {tuple(sorted(row.items())) for row in again}
    assert not [row for row in of_none if any(row[name] for name in ("total", *COUNTS))]
    return found


def test_sums_of_provinces_follow_every_step_and_the_list(many: Many) -> None:
    east, keeper = many.office("east"), many.ministry("keeper")
    assert sums(many) == {}, "nobody is on the list"
    for key in ("east", "west"):
        add(keeper, key, "ตาก", START)
    assert sums(many) == {"ตาก": (2, 14, 0, 0)}
    east.hand_in("O1", "O2")
    east.compile("O1", "O2")
    assert sums(many) == {"ตาก": (2, 14, 0, 2)}
    with acting(east.office, "web") as use_case:
        use_case.item("O3").state, use_case.item("O3").online = State.PUBLISHED, Online.ONLINE
    prove(east, "O3", "live", "broken")
    assert sums(many) == {"ตาก": (2, 14, 1, 2)}
    engine = many.engine("oit")
    with engine.begin() as connection:
        connection.execute(text("UPDATE listing SET province = 'ตราด' WHERE office_id = (SELECT min(id) FROM office)"))
    engine.dispose()
    assert sums(many) == {"ตาก": (1, 7, 0, 0), "ตราด": (1, 7, 1, 2)}
    close(keeper, "east", "closed", "ยุบรวม", START)
    assert sums(many) == {"ตาก": (1, 7, 0, 0)}


def test_sums_are_right_after_a_crash(many: Many) -> None:
    """The server ends the connection of a transaction that changed counts; another had changed the same sum before."""
    keeper = many.ministry("keeper")
    for key in ("east", "west"):
        add(keeper, key, "ตาก", START)
    program, admin = many.engine("program"), many.engine("oit")
    with admin.connect() as watching:
        office = watching.execute(text("SELECT id FROM office WHERE key = 'east'")).scalar_one()
    move = text("UPDATE item SET state = 'submitted' WHERE code = :code")
    with program.connect() as connection:
        say(connection, office, "east")
        connection.execute(move, {"code": "O1"})
        connection.commit()
        say(connection, office, "east")
        connection.execute(move, {"code": "O2"})
        with admin.begin() as other:
            ours = "usename = 'program' AND datname = current_database()"
            other.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {ours}"))  # noqa: S608
        with pytest.raises(DBAPIError):
            connection.commit()
    program.dispose()
    admin.dispose()
    assert sums(many) == {"ตาก": (2, 14, 0, 1)}


def test_an_office_reaches_no_sum(many: Many) -> None:
    engine = many.engine("program")
    with engine.connect() as connection:
        for statement in (
            "SELECT * FROM province_sum",
            "UPDATE province_sum SET total = 0",
            "CREATE TEMP TABLE tally (x integer); CREATE TRIGGER mine AFTER INSERT ON pg_temp.tally "
            "FOR EACH ROW EXECUTE FUNCTION public.tally_summed()",
        ):
            with pytest.raises(DBAPIError) as refused:
                connection.exec_driver_sql(statement)
            assert getattr(refused.value.orig, "sqlstate", None) == "42501", statement
            connection.rollback()
    engine.dispose()
