"""A tray of a small office, served on a free port of this machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import select

import wiring
from tests.services.small_office import SECRET, SmallOffice
from tests.web.visitor import Visitor
from web.desk import Desk, Makers, Reached
from web.serving import listen, make_server
from workflow.records.models import Person
from workflow.services.administration.passwords import hash_password


@dataclass
class Tray:
    """A served office. ``home``: its address."""

    small: SmallOffice
    desk: Desk
    home: str

    def visitor(self, login: str | None = None) -> Visitor:
        """Somebody at a browser of their own, logged in where a login is given."""
        made = Visitor(self.home)
        if login is not None:
            assert made.login(login).status == 200
        return made


Serve = Callable[..., Tray]


def set_passwords(small: SmallOffice) -> None:
    """Give every login the practice password."""
    hashed = hash_password(SECRET, sample=True)
    with small.office.unit_of_work() as uow:
        for person in uow.session.scalars(select(Person)):
            person.password_hash = hashed
        uow.commit()


def _desk(small: SmallOffice, reached: Reached | None) -> Desk:
    """As ``oit serve`` makes it."""
    return Desk(small.office, reached or Reached(), Makers(wiring.workbook, wiring.calendar_file))


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves a small office: ``serve(small)``; every login has the practice password."""
    running: list[tuple[threading.Thread, object]] = []

    def run(small: SmallOffice, reached: Reached | None = None) -> Tray:
        set_passwords(small)
        desk, listening = _desk(small, reached), threading.Event()
        sock = listen("127.0.0.1", 0)
        server = make_server(desk, listening.set)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
        thread.start()
        running.append((thread, server))
        assert listening.wait(30)
        return Tray(small, desk, f"http://127.0.0.1:{sock.getsockname()[1]}")

    yield run
    for thread, server in running:
        server.should_exit = True  # type: ignore[attr-defined]
        thread.join(30)
        assert not thread.is_alive()


@pytest.fixture
def tray(small: SmallOffice, serve: Serve) -> Tray:
    """The small office with a memo (O1, O2) that waits for the head."""
    small.bring("submitted", "O1", "O2")
    return serve(small)
