"""Counts that a ministry reads, kept by the database in the transaction that changes what is counted.

PostgreSQL only: an office by itself counts its 43 items when it is asked. A trigger on ``item`` and one on ``proof``
first lock the cycle's row of ``tally``, so that of two transactions the later one sees what the earlier one did, and
then add the difference. What counts as what is one function, ``tally_of``; a test compares it with ``progress`` of
``services.queries.status`` and with the estimate, and every count with :data:`RECOUNT`.
"""

from __future__ import annotations

from typing import Any

from workflow.records.triggers import after_create
from workflow.rules.states import Online, State

COUNTS = ("published", "awaiting", "compiling", "off_site", "sure", "broken")
"""The columns of ``tally`` in the order of what ``tally_of`` gives."""
_ONLINE, _SUSPENDED = Online.ONLINE.value, Online.SUSPENDED.value
_GOAL = State.PUBLISHED.value
_WAITS = ", ".join(f"'{state.value}'" for state in State if state.progress == "awaiting_approval")


# ruff: noqa: S608 -- every name in these statements is ours


def _flag(condition: str) -> str:
    return f"CASE WHEN {condition} THEN 1 ELSE 0 END"


_IS_ONLINE = f"online = '{_ONLINE}'"
_AWAITS = (
    f"NOT ({_IS_ONLINE}) AND (state IN ({_WAITS}) OR (state = '{_GOAL}' AND online = '{_SUSPENDED}' AND NOT confirmed))"
)
_OF = ", ".join(
    map(
        _flag,
        (
            _IS_ONLINE,
            _AWAITS,
            f"NOT ({_IS_ONLINE}) AND NOT ({_AWAITS})",
            f"online IN ('{_SUSPENDED}', '{Online.RETRACTED.value}')",
            f"{_IS_ONLINE} AND kind = 'live' AND severity IN ('ok', 'caution')",
            f"{_IS_ONLINE} AND severity IN ('broken', 'danger')",
        ),
    )
)
TALLY_OF = (
    "CREATE FUNCTION tally_of(state text, online text, confirmed boolean, kind text, severity text) RETURNS integer[] "
    f"LANGUAGE sql IMMUTABLE AS $$ SELECT ARRAY[{_OF}] $$"
)
_ADD = ", ".join(f"{name} = {name} + now[{at}] - was[{at}]" for at, name in enumerate(COUNTS, 1))
_LAST = "SELECT proof.kind, proof.severity INTO last_kind, last_severity FROM proof WHERE office_id = NEW.office_id"
_ZEROS = f"ARRAY[{', '.join('0' for _ in COUNTS)}]"
_ROW = "office_id = NEW.office_id AND cycle_id"
_ITEM = f"""
DECLARE last_kind text; last_severity text; now integer[]; was integer[] := {_ZEROS}; came integer := 0;
BEGIN
  IF TG_OP = 'INSERT' THEN
    came := 1;
    INSERT INTO tally SELECT c.office_id, c.id, c.framework, c.fiscal_year, 0, {", ".join("0" for _ in COUNTS)},
      NEW.entered_at, l.province FROM cycle c LEFT JOIN listing l ON l.office_id = c.office_id AND l.closed_at IS NULL
      WHERE c.office_id = NEW.office_id AND c.id = NEW.cycle_id ON CONFLICT DO NOTHING;
  END IF;
  IF NEW.online = '{_ONLINE}' OR (came = 0 AND OLD.online = '{_ONLINE}') THEN
    PERFORM 1 FROM tally WHERE {_ROW} = NEW.cycle_id FOR UPDATE;
    {_LAST} AND item_id = NEW.id ORDER BY id DESC LIMIT 1;
  END IF;
  now := tally_of(NEW.state, NEW.online, NEW.online_confirmed, last_kind, last_severity);
  IF came = 0 THEN was := tally_of(OLD.state, OLD.online, OLD.online_confirmed, last_kind, last_severity); END IF;
  UPDATE tally SET total = total + came, {_ADD}, moved_at = greatest(moved_at, NEW.entered_at)
    WHERE {_ROW} = NEW.cycle_id;
  RETURN NULL;
END"""
_PROOF = f"""
DECLARE it record; last_kind text; last_severity text; now integer[]; was integer[]; of_cycle integer;
BEGIN
  SELECT cycle_id INTO of_cycle FROM item WHERE office_id = NEW.office_id AND id = NEW.item_id;
  PERFORM 1 FROM tally WHERE {_ROW} = of_cycle FOR UPDATE;
  SELECT state, online, online_confirmed INTO it FROM item WHERE office_id = NEW.office_id AND id = NEW.item_id;
  {_LAST} AND item_id = NEW.item_id AND id <> NEW.id ORDER BY id DESC LIMIT 1;
  was := tally_of(it.state, it.online, it.online_confirmed, last_kind, last_severity);
  now := tally_of(it.state, it.online, it.online_confirmed, NEW.kind, NEW.severity);
  IF now <> was THEN UPDATE tally SET {_ADD} WHERE {_ROW} = of_cycle; END IF;
  RETURN NULL;
END"""
_COUNTED_COLUMNS = ("state", "online", "online_confirmed", "entered_at")
_CHANGED = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in _COUNTED_COLUMNS)
RECOUNT = f"""
SELECT i.office_id, i.cycle_id, c.framework, c.fiscal_year, count(*) AS total,
  {
    ", ".join(
        f"sum((tally_of(i.state, i.online, i.online_confirmed, p.kind, p.severity))[{at}])::integer AS {name}"
        for at, name in enumerate(COUNTS, 1)
    )
}, max(i.entered_at) AS moved_at
FROM item i JOIN cycle c ON c.office_id = i.office_id AND c.id = i.cycle_id LEFT JOIN LATERAL
  (SELECT kind, severity FROM proof WHERE office_id = i.office_id AND item_id = i.id ORDER BY id DESC LIMIT 1) p ON true
GROUP BY 1, 2, 3, 4"""
"""Every count anew from what is counted: what a migration fills the table with, and tests compare it with."""


def count_items(table: Any) -> None:
    """Have each item counted as it comes and as it moves."""
    after_create(table, "postgresql", TALLY_OF)
    after_create(table, "postgresql", f"CREATE FUNCTION item_counted() RETURNS trigger LANGUAGE plpgsql AS $${_ITEM}$$")
    for name, when in (("came", "INSERT"), ("moved", f"{'UPDATE'} OF {', '.join(_COUNTED_COLUMNS)}")):
        condition = f"WHEN ({_CHANGED}) " if name == "moved" else ""
        after_create(
            table,
            "postgresql",
            f"CREATE TRIGGER item_{name}_counted AFTER {when} ON item "
            f"FOR EACH ROW {condition}EXECUTE FUNCTION item_counted()",
        )


def count_proofs(table: Any) -> None:
    """Have each proof counted."""
    body = f"CREATE FUNCTION proof_counted() RETURNS trigger LANGUAGE plpgsql AS $${_PROOF}$$"
    after_create(table, "postgresql", body)
    after_create(
        table,
        "postgresql",
        "CREATE TRIGGER proof_counted AFTER INSERT ON proof FOR EACH ROW EXECUTE FUNCTION proof_counted()",
    )


def count_listed(table: Any) -> None:
    """Have the counts know of which province they are, so that totals need no look at the list."""
    body = (
        "BEGIN UPDATE tally SET province = CASE WHEN NEW.closed_at IS NULL THEN NEW.province END "
        "WHERE office_id = NEW.office_id; RETURN NULL; END"
    )
    after_create(
        table, "postgresql", f"CREATE FUNCTION listing_counted() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"
    )
    after_create(
        table,
        "postgresql",
        "CREATE TRIGGER listing_counted AFTER INSERT OR UPDATE ON listing "
        "FOR EACH ROW EXECUTE FUNCTION listing_counted()",
    )
