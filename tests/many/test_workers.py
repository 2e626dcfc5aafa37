"""Jobs wait in the transaction that causes them, are done once or again, and stop with a reason."""

from __future__ import annotations

import asyncio
import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

import messages
from adapters import jobs
from adapters.jobs import PostgresJobs, defer_on, forget, retry_failed, work
from commands.context import RUNNING, Counter
from commands.counter import oit
from commands.ministry.reporting import reporter
from commands.ministry.working import performer
from tests.many.conftest import Many
from tests.services.small_office import START, SmallOffice
from workflow.ports.jobs import CAPTURE, CONVERT, NOTICES, PROOF, TRIES, WATCH, Idle
from workflow.rules.errors import BadInput, NotFound, Refused, WorkflowError
from workflow.services.collection.contributing import Contribution, contribute
from workflow.services.collection.converting import convert_waiting, made_already
from workflow.services.context.deferring import later
from workflow.services.context.use_case import acting
from workflow.services.ministry.nights import have_reported, spread, without_site
from workflow.services.ministry.office_list import add
from workflow.services.operations.doctor import examine
from workflow.services.queries import journal
from workflow.services.queries.looks import APART
from workflow.services.watching.machines import enrol
from workflow.thai import width

ROOT = Path(__file__).parents[2]
KILLED = """
import sys, time
from pathlib import Path
from adapters.jobs import work
def perform(name, office):
    Path(sys.argv[2]).write_text(office)
    time.sleep(600)
work(sys.argv[1], perform, heartbeat=0.2, stalled=1.0)
"""


def rows(many: Many) -> list[Any]:
    engine = many.engine("oit")
    with engine.connect() as connection:
        asked = "SELECT task_name, status::text, attempts, args ->> 'office', args ->> 'reason', scheduled_at "
        found = connection.exec_driver_sql(f"{asked} FROM procrastinate_jobs ORDER BY id").all()
    engine.dispose()
    return list(found)


def put(many: Many, *offices: str, name: str = NOTICES, at: datetime | None = None) -> None:
    """Jobs that wait, as the offices' own account adds them."""
    engine = many.engine("program")
    with engine.begin() as connection:
        for office in offices:
            assert defer_on(connection.connection.driver_connection, office, name, at)
    engine.dispose()


def with_mail(office: SmallOffice) -> SmallOffice:
    toml = office.folder / "office.toml"
    toml.write_text(
        toml.read_text("utf-8") + '\n[notices]\nsmtp = "smtp://127.0.0.1:9"\nfrom = "a@b.example"\n', "utf-8"
    )
    made = SmallOffice.open(office.folder)
    assert isinstance(made.office.jobs, PostgresJobs)
    return made


def test_a_step_and_its_job_are_kept_together_or_not_at_all(many: Many) -> None:
    office = with_mail(many.office("east"))
    many.offices.append(office)
    office.hand_in("O1")
    office.compile("O1")
    ((name, status, _, key, _, at),) = rows(many)
    assert (name, status, key) == (NOTICES, "todo", "east"), "one waits, however many steps were taken"
    assert at == START.replace(hour=7) + timedelta(days=1)
    engine = many.engine("program")
    with engine.connect() as connection, connection.begin() as transaction:
        assert defer_on(connection.connection.driver_connection, "west", NOTICES, None)
        transaction.rollback()
    engine.dispose()
    assert len(rows(many)) == 1


def test_a_worker_does_what_is_due_of_its_queues(many: Many) -> None:
    put(many, "east", "west")
    put(many, "east", name=WATCH)
    put(many, "late", at=datetime.now(UTC) + timedelta(days=1))
    done: list[tuple[str, str]] = []
    work(many.url("program"), lambda name, office: done.append((name, office)), ["notices"], once=True)
    assert done == [(NOTICES, "east"), (NOTICES, "west")]
    assert [(row[0], row[1]) for row in rows(many)] == [
        (NOTICES, "succeeded"), (NOTICES, "succeeded"), (WATCH, "todo"), (NOTICES, "todo"),
    ]  # fmt: skip


def test_what_fails_every_time_is_left_with_its_reason_and_the_doctor_tells(
    many: Many, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_WAIT_SECONDS", 0)
    put(many, "east")
    tried: list[str] = []

    def fail(name: str, office: str) -> None:
        tried.append(office)
        raise Refused("nothing_to_watch", "watch") if len(tried) > 1 else RuntimeError("a cable")

    work(many.url("program"), fail, once=True)
    assert len(tried) == TRIES
    ((_, status, _, _, reason, _),) = rows(many)
    assert (status, reason) == ("failed", "nothing_to_watch")
    told = [check for check in examine(many.office("east").office).checks if check.code == "job_failed"]
    assert [(c.facts["job"], c.facts["tries"], c.facts["fault"]) for c in told] == [
        (NOTICES, TRIES, "nothing_to_watch")
    ]
    assert messages.say(told[0].code, told[0].facts).endswith(messages.say("nothing_to_watch"))
    assert not [check for check in examine(many.office("west").office).checks if check.code == "job_failed"]
    assert retry_failed(many.url("program"), "west") == 0
    assert retry_failed(many.url("program"), "east") == 1
    work(many.url("program"), lambda name, office: tried.append("well"), once=True)
    assert tried[-1] == "well"
    assert [row[1] for row in rows(many)] == ["succeeded"]


def test_a_killed_workers_job_is_done_by_another(many: Many, tmp_path: Path) -> None:
    put(many, "east")
    marker = tmp_path / "begun"
    killed = subprocess.Popen([sys.executable, "-c", KILLED, many.url("program"), str(marker)], cwd=ROOT)
    until = time.monotonic() + 60
    while not marker.exists() and time.monotonic() < until:
        time.sleep(0.02)
    killed.kill()
    killed.wait()
    assert [row[1] for row in rows(many)] == ["doing"]
    done: list[str] = []
    while not done and time.monotonic() < until:
        work(many.url("program"), lambda name, office: done.append(office), once=True, heartbeat=0.2, stalled=0.5)
    assert done == ["east"]
    assert [row[1:3] for row in rows(many)] == [("succeeded", 2)]


def test_a_worker_waits_for_a_database_that_is_lost(many: Many, monkeypatch: pytest.MonkeyPatch) -> None:
    from procrastinate.exceptions import ConnectorException

    put(many, "east")
    monkeypatch.setattr(jobs, "LOST_SECONDS", 0)
    real, tries, told, done = jobs._work, [], [], []

    async def lost_first(*given: Any) -> None:
        tries.append(given)
        if len(tries) < 3:
            raise ConnectorException
        app, queues, _, heartbeat, stalled = given
        await real(app, queues, True, heartbeat, stalled)

    monkeypatch.setattr(jobs, "_work", lost_first)
    work(many.url("program"), lambda name, office: done.append(office), lost=lambda: told.append(1))
    assert (len(told), done) == (2, ["east"])
    tries.clear()
    with pytest.raises(WorkflowError, match="database_unreachable"):
        work(many.url("program"), lambda name, office: None, once=True)


def test_a_job_that_kills_every_worker_is_left(many: Many) -> None:
    put(many, "east")
    engine = many.engine("oit")
    for turn in range(TRIES):
        with engine.begin() as connection:  # a worker took it and was never heard of again
            connection.exec_driver_sql("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL")

        async def once() -> None:
            app = jobs._app(many.url("program"), lambda name, office: None)
            async with app.open_async():
                await jobs.rescue(app, 1)

        asyncio.run(once())
        assert rows(many)[0][1] == ("failed" if turn == TRIES - 1 else "todo")
    engine.dispose()
    assert rows(many)[0][4] == "worker_died"
    assert "ดับ" in messages.fault("worker_died")


def test_a_night_of_all_offices_is_spread_and_added_once(many: Many) -> None:
    keeper = many.ministry("keeper")
    for key in ("east", "west"):
        add(keeper, key, "", START)
    assert spread(keeper, START, 6, defer_on) == (2, 2)
    assert spread(keeper, START, 6, defer_on) == (0, 2)
    assert [(row[0], row[3], row[5] - START) for row in rows(many)] == [
        (WATCH, "east", timedelta(0)), (WATCH, "west", timedelta(hours=3)),
    ]  # fmt: skip


def test_an_office_without_a_site_is_no_failure_and_the_ministry_is_told(many: Many) -> None:
    keeper = many.ministry("keeper")
    for key in ("east", "west"):
        add(keeper, key, "", START)
    seen: list[str] = []

    def perform(job: str, key: str) -> object:
        seen.append(key)
        return Idle("nothing_to_watch") if key == "east" else None

    assert spread(keeper, START, 0, defer_on) == (2, 2)
    assert without_site(keeper) == []
    work(many.url("program"), perform, once=True)
    assert seen == ["east", "west"], "each once"
    assert [row[1] for row in rows(many)] == ["succeeded", "succeeded"]
    assert [one.key for one in without_site(keeper)] == ["east"]
    assert not [check for check in examine(many.office("east").office).checks if check.code == "job_failed"]
    command = ["ministry", "watch", "--hours", "0", "--database", many.url("keeper")]
    RUNNING.set(Counter())
    told = CliRunner().invoke(oit, command, obj=RUNNING.get())
    assert (told.exit_code, "ยังไม่ตั้งที่อยู่เว็บไซต์: 1" in told.output, "east" in told.output) == (0, True, True), told.output
    assert max(width(line) for line in told.output.splitlines()) <= 80
    asked = json.loads(CliRunner().invoke(oit, [*command, "--json"], obj=RUNNING.get()).stdout)
    assert (asked["added"], [one["office"] for one in asked["no_site_address"]]) == (0, ["east"])
    work(many.url("program"), lambda job, key: None, once=True)
    assert without_site(keeper) == [], "it was set since"


def test_what_was_done_is_forgotten_after_a_week(many: Many) -> None:
    keeper = many.ministry("keeper")
    put(many, "east", "west", name=CAPTURE)
    work(many.url("program"), lambda job, key: None, once=True)
    engine = many.engine("oit")
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE procrastinate_events SET at = at - interval '8 days' "
            "WHERE job_id = (SELECT min(id) FROM procrastinate_jobs)"
        )
    engine.dispose()
    add(keeper, "west", "", START)
    assert spread(keeper, START, 0, defer_on, forget) == (1, 1)
    assert [(row[0], row[3]) for row in rows(many)] == [(CAPTURE, "west"), (WATCH, "west")]


def test_the_real_jobs_are_done_in_the_offices_folder(many: Many) -> None:
    perform = performer(many.place)
    assert perform(NOTICES, "east") is not None
    east = many.office("east")
    key = east.folder / "keys" / "watch-night.key"
    key.parent.mkdir(exist_ok=True)
    key.write_text(enrol(east.office, "registrar", "night").key)
    key.chmod(0o600)
    assert perform(WATCH, "east") == perform(PROOF, "east") == Idle("nothing_to_watch"), "it has no site yet"
    assert perform(WATCH, "west") == Idle("nothing_to_watch"), "and this one not even a key"
    with pytest.raises(BadInput):
        perform(NOTICES, "north")


def test_a_word_file_is_converted_by_a_worker_before_anybody_compiles(
    many: Many, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    east = many.office("east")
    assert isinstance(east.office.jobs, PostgresJobs)
    page = docx.Document()
    page.add_paragraph("โครงสร้างของสำนักงานทดลองเล็ก")
    page.save(str(tmp_path / "แผน.docx"))
    given = Contribution(files=[tmp_path / "แผน.docx"], duty="original")
    contribute(east.office, "clerk.admin", "O1", given)
    assert [(row[0], row[1], row[3]) for row in rows(many)] == [(CONVERT, "todo", "east")]
    with east.use_case() as use_case:
        (one,) = use_case.evidence(use_case.item("O1"))
        assert made_already(use_case, [one.sha256]) == {}
    assert convert_waiting(east.office) == 1
    assert convert_waiting(east.office) == 0, "done again it does nothing"
    with east.use_case() as use_case:
        pdf = made_already(use_case, [one.sha256])[one.sha256]
    assert pdf.startswith(b"%PDF")
    asked: list[str] = []
    convert = east.office.converter.convert

    def spying(files: Sequence[bytes], on_done: Any = None) -> Any:
        asked.extend(hashlib.sha256(file).hexdigest() for file in files)
        return convert(files, on_done)

    monkeypatch.setattr(east.office.converter, "convert", spying)
    east.compile("O1")
    assert one.sha256 not in asked, "it was made before"
    assert journal.verify(east.office).ok


def test_the_night_leaves_captures_and_second_looks_to_other_jobs(many: Many) -> None:
    east = many.office("east")
    with acting(east.office, None) as use_case:
        later(use_case, CAPTURE)
        later(use_case, PROOF, START + APART)
    assert [(row[0], row[5]) for row in rows(many)] == [(CAPTURE, rows(many)[0][5]), (PROOF, START + APART)]


def test_the_report_of_a_province_is_written_once(many: Many, tmp_path: Path) -> None:
    keeper = many.ministry("keeper")
    for key in ("east", "west"):
        add(keeper, key, "ตราด", START)
    assert have_reported(keeper, (), defer_on) == (1, 1)
    assert have_reported(keeper, ("ตราด",), defer_on) == (0, 1)
    RUNNING.set(Counter())
    write = reporter(many.ministry("inspector"), tmp_path)
    work(many.url("program"), performer(many.place, write), ["reports"], once=True)
    (file,) = tmp_path.glob("*.xlsx")
    before = file.stat().st_mtime_ns
    assert (write("ตราด"), file.stat().st_mtime_ns) == (file, before), "what says the same is left as it lies"
    offices, items = load_workbook(file).worksheets
    assert ([offices.cell(n, 1).value for n in (2, 3)], items.max_row) == (["east", "west"], 15)
    with pytest.raises(NotFound):
        have_reported(keeper, ("ไม่มี",), defer_on)
