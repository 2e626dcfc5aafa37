"""A database as a ministry has it: the roles prepared, and an account that is a member of the offices' role alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import Engine

import wiring
from adapters.jobs import prepare_jobs
from tests.databases import Server
from tests.services.small_office import ADMINISTRATORS, SECRET, YEAR, SmallOffice, lay_folder
from workflow.records.connection.engine import make_engine
from workflow.records.database import Database
from workflow.records.many.roles import INSPECTOR, OFFICE, TOTALS, prepare_roles
from workflow.records.schema import create_or_upgrade, load_models
from workflow.services.administration.bootstrap import open_office, open_year

ACCOUNTS = {"program": OFFICE, "inspector": INSPECTOR, "totals": TOTALS, "keeper": None}
"""Account of the server -> the role it is a member of; ``keeper`` owns the tables."""


@dataclass
class Many:
    """One database of many offices. ``url(account)``: as one of :data:`ACCOUNTS`, or ``oit``, the superuser."""

    server: Server
    name: str
    place: Path
    offices: list[SmallOffice]
    opened: list[Database] = field(default_factory=list)

    def url(self, account: str) -> str:
        return self.server.url(self.name).replace("//oit@", f"//{account}@")

    def engine(self, account: str) -> Engine:
        return make_engine(self.url(account))

    def ministry(self, account: str) -> Database:
        """The database as one of its accounts."""
        self.opened.append(wiring.ministry_database(self.url(account)))
        return self.opened[-1]

    def office(self, key: str) -> SmallOffice:
        """The folder of an office that is there, opened."""
        folder = self.place / key
        self.offices.append(SmallOffice.open(folder))
        return self.offices[-1]


@pytest.fixture(scope="session")
def _many_template(postgresql_server: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A database with the offices ``east`` and ``west`` in it, and their folders."""
    for account, role in ACCOUNTS.items():
        postgresql_server.execute(f"CREATE ROLE {account} LOGIN {'CREATEROLE' if role is None else ''}")
    name = postgresql_server.new_database()
    postgresql_server.execute(f"ALTER DATABASE {name} OWNER TO keeper")
    postgresql_server.execute("ALTER SCHEMA public OWNER TO keeper", name)
    place = tmp_path_factory.mktemp("many")
    many = Many(postgresql_server, name, place, [])
    keeper = many.engine("keeper")
    create_or_upgrade(keeper)
    with keeper.begin() as connection:
        assert prepare_roles(connection, load_models()) == [OFFICE, INSPECTOR, TOTALS]
        assert prepare_jobs(connection.connection.driver_connection, OFFICE)
    keeper.dispose()
    for account, role in ACCOUNTS.items():
        if role is not None:
            postgresql_server.execute(f"GRANT {role} TO {account}")
    for key in ("east", "west"):
        folder = lay_folder(place / key, database=many.url("program"))
        toml = folder / "office.toml"
        toml.write_text(toml.read_text("utf-8").replace('key = "small"', f'key = "{key}"'), "utf-8")
        office = SmallOffice.open(folder)
        open_office(office.office, ADMINISTRATORS, dict.fromkeys(("registrar", "web", "head", "clerk.admin"), SECRET))
        open_year(office.office, "registrar", YEAR)
        office.close()
    return name, place


@pytest.fixture
def many(_many_template: tuple[str, Path], postgresql_server: Server, tmp_path: Path) -> Iterator[Many]:
    """A copy of it for one test."""
    template, folders = _many_template
    name = postgresql_server.new_database(template)
    place = tmp_path / "offices"
    shutil.copytree(folders, place)
    made = Many(postgresql_server, name, place, [])
    for toml in place.glob("*/office.toml"):
        toml.write_text(toml.read_text("utf-8").replace(f"/{template}?", f"/{name}?"), "utf-8")
    yield made
    for office in made.offices:
        office.close()
    for database in made.opened:
        database.close()
    postgresql_server.drop_database(name)
