"""The small office with its people logged in on this machine, as the counter finds it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

import wiring
from commands.sessions import Sessions
from tests.cli.terminal import Ran, oit
from tests.conftest import MakeOffice
from tests.services.small_office import SECRET, Clock, QuickConverter, SmallOffice
from wiring import BANGKOK
from workflow.services.administration.sessions import login

Oit = Callable[..., Ran]


@pytest.fixture
def desk(
    copy_office: MakeOffice, _small_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> SmallOffice:
    """The small office by the clock of this run's beginning; nobody logged in, secrets in the environment.

    Commands run in this process lay papers out with the quick converter: starting LibreOffice takes them two seconds
    of processor each, and what it makes is looked at elsewhere.
    """
    monkeypatch.setattr(wiring, "WarmLibreOffice", QuickConverter)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("OIT_PASSWORD", SECRET)
    monkeypatch.setenv("OIT_PASSPHRASE", SECRET)
    began = datetime.fromtimestamp(_small_template.stat().st_ctime, BANGKOK)
    return copy_office(clock=Clock(began))


@pytest.fixture
def at(desk: SmallOffice) -> Oit:
    """Runs a command in the office as somebody: ``at("clerk.admin", "compile", "O1")``; ``at(None, …)``: as nobody."""

    def run(who: str | None, *arguments: str | Path) -> Ran:
        if who is not None:
            log_in(desk, who)
        who_acts = ["--as", who] if who is not None else []
        return oit("--office", desk.folder, *who_acts, *arguments)

    return run


def log_in(office: SmallOffice, name: str) -> None:
    """Open a session without the second that a password takes: the test of logging in does that."""
    sessions = Sessions(office.folder)
    if sessions.token(name) is not None:
        return
    from sqlalchemy import select

    from workflow.records.models import Person

    with office.office.unit_of_work() as uow:
        known = uow.session.scalar(select(Person.password_hash).where(Person.login == "head"))
        for person in uow.session.scalars(select(Person).where(Person.login == name)):
            person.password_hash = known
        uow.commit()
    sessions.keep(name, login(office.office, name, SECRET).token)
