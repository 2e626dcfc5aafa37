"""Keys by which a machine of the office looks at the site at night.

A machine is no person: it holds no role of the table and no password. Its key lets it keep proofs and send notices, and
nothing else of the program asks for one. An administrator makes it, and ends it.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow.records import queries
from workflow.records.entry import Entry
from workflow.records.journal import append
from workflow.records.kinds import Kind
from workflow.records.models import Item, Machine
from workflow.rules.errors import BadInput, NotFound, NotLoggedIn
from workflow.rules.table import PROCEDURE
from workflow.services.context.administrators import must_administer
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
ROLE = "watch"
"""What the journal calls the capacity of a machine."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A machine that may look, and its key: the only time it is seen."""

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Known:
    """A machine as it is listed."""

    name: str
    enrolled_by: str
    enrolled_at: datetime
    ended_at: datetime | None


def enrol(office: Office, login: str, name: str) -> Enrolled:
    """Let a machine look at the site. A key that it had before opens nothing any more.

    :raises WrongRole: not an administrator. :raises BadInput: no name for a machine.
    """
    if not _NAME.fullmatch(name):
        raise BadInput("bad_machine_name", value=name)
    key = secrets.token_urlsafe(32)
    with acting(office, login, lock=True) as use_case:
        must_administer(use_case, "watch_enrol")
        row = queries.notices.machine(use_case.session, use_case.office_id, name)
        if row is None:
            row = Machine(office_id=use_case.office_id, name=name)
            use_case.session.add(row)
        row.key_hash, row.enrolled_by, row.enrolled_at = _hash(key), login, use_case.now
        row.ended_at, row.ended_by = None, None
        Record(use_case).add(Kind.MACHINE_ENROLLED, {"machine": name})
    return Enrolled(name, key)


def end(office: Office, login: str, name: str) -> None:
    """A machine may look no more. :raises WrongRole: not an administrator. :raises NotFound: there is none."""
    with acting(office, login, lock=True) as use_case:
        must_administer(use_case, "watch_enrol")
        row = queries.notices.machine(use_case.session, use_case.office_id, name)
        if row is None or row.ended_at is not None:
            raise NotFound("no_such_machine", machine=name)
        row.ended_at, row.ended_by = use_case.now, login
        Record(use_case).add(Kind.MACHINE_ENDED, {"machine": name})


def machines(office: Office) -> list[Known]:
    """Every machine that may or might look."""
    with reading(office) as use_case:
        rows = queries.notices.machines(use_case.session, use_case.office_id)
        return [Known(r.name, r.enrolled_by, r.enrolled_at, r.ended_at) for r in rows]


def whose(office: Office, key: str) -> str:
    """The machine of a key. :raises NotLoggedIn: nobody's, or it was ended."""
    with reading(office) as use_case:
        for row in queries.notices.machines(use_case.session, use_case.office_id):
            if row.ended_at is None and secrets.compare_digest(row.key_hash, _hash(key.strip())):
                return row.name
    raise NotLoggedIn("watch_key_refused")


def record(
    use_case: UseCase, machine: str, facts: Mapping[str, object], *, kind: Kind = Kind.PROOF, item: Item | None = None,
    revision: str | None = None,
) -> None:  # fmt: skip
    """The one thing a machine writes: what it saw, and what it kept of it."""
    cycle = use_case.cycle_of(item) if item is not None else None
    append(
        use_case.session,
        use_case.office_id,
        Entry(
            kind=kind, at=use_case.now, actor=f"{ROLE}.{machine}", actor_name=machine, actor_post="",
            authority=None, role=ROLE, command=secrets.token_hex(16), table_version=PROCEDURE, step=None,
            fiscal_year=cycle.fiscal_year if cycle else None, framework=cycle.framework if cycle else None,
            item_code=item.code if item is not None else None, from_state=None, to_state=None, revision=revision,
            submission=None,
            facts=facts,
        ),
    )  # fmt: skip


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
