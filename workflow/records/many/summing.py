"""Sums of the counts of each province, kept by the database as each office's own counts change.

PostgreSQL only. Thirty thousand rows of ``tally`` take some twenty milliseconds to add up however they are read, so a
trigger on ``tally`` adds each difference to a row of ``province_sum``. One row for a province would let all its offices
wait for each other; there are :data:`SLOTS` of them, and an office always adds to its own. Tests compare the sums with
:data:`RESUM` as they compare the counts with a recount.

The function runs as the owner of the tables: the program of an office may neither read nor write what is of many
offices. Why so: docs/decisions/0125.
"""

from __future__ import annotations

from typing import Any

from workflow.records.many.counting import COUNTS
from workflow.records.triggers import after_create

SLOTS = 16
"""Rows that a province's sum is spread over: of 390 schools, two dozen share one."""
SUMMED = ("total", *COUNTS)
"""What is summed; ``offices`` counts the rows themselves."""
_KEYS = ("framework", "fiscal_year", "province")

# ruff: noqa: S608 -- every name in these statements is ours


def _add(*, now: str = "", was: str = "") -> str:
    """``offices`` and each sum, changed by rows of the trigger. :param now: that comes. :param was: that goes."""
    changes = [] if now and was else [f"offices = s.offices {'+' if now else '-'} 1"]
    for name in SUMMED:
        signed = (f"+ {now}.{name}" if now else "", f"- {was}.{name}" if was else "")
        changes.append(" ".join((f"{name} = s.{name}", *filter(None, signed))))
    return ", ".join(changes)


def _of(row: str) -> str:
    keys = " AND ".join(f"s.{name} = {row}.{name}" for name in _KEYS)
    return f"{keys} AND s.slot = mod({row}.office_id, {SLOTS})"


_SUM = f"""
BEGIN
  IF TG_OP = 'UPDATE' AND {" AND ".join(f"OLD.{name} = NEW.{name}" for name in _KEYS)} THEN
    UPDATE province_sum s SET {_add(now="NEW", was="OLD")} WHERE {_of("NEW")};
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' AND OLD.province IS NOT NULL THEN
    UPDATE province_sum s SET {_add(was="OLD")} WHERE {_of("OLD")};
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.province IS NOT NULL THEN
    INSERT INTO province_sum AS s ({", ".join((*_KEYS, "slot", "offices", *SUMMED))})
      VALUES ({", ".join(f"NEW.{name}" for name in _KEYS)}, mod(NEW.office_id, {SLOTS}), 1,
        {", ".join(f"NEW.{name}" for name in SUMMED)})
      ON CONFLICT ({", ".join((*_KEYS, "slot"))}) DO UPDATE SET {_add(now="EXCLUDED")};
  END IF;
  RETURN NULL;
END"""
_CHANGED = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in (*_KEYS, *SUMMED))
RESUM = (
    f"SELECT {', '.join(_KEYS)}, mod(office_id, {SLOTS}) AS slot, count(*)::integer AS offices, "
    f"{', '.join(f'sum({name})::integer AS {name}' for name in SUMMED)} "
    f"FROM tally WHERE province IS NOT NULL GROUP BY {', '.join(_KEYS)}, mod(office_id, {SLOTS})"
)
"""Every sum anew: what a migration fills the table with, and tests compare it with."""


def sum_tallies(table: Any) -> None:
    """Have each change of an office's counts reach the sum of its province."""
    after_create(
        table,
        "postgresql",
        "CREATE FUNCTION tally_summed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT "
        f"AS $${_SUM}$$",
    )
    # A trigger that is there fires for everybody; nobody but the owner makes another of this function.
    after_create(table, "postgresql", "REVOKE EXECUTE ON FUNCTION tally_summed() FROM PUBLIC")
    for name, when, condition in (("came", "INSERT", ""), ("left", "DELETE", ""), ("moved", "UPDATE", _CHANGED)):
        after_create(
            table,
            "postgresql",
            f"CREATE TRIGGER tally_{name}_summed AFTER {when} ON {table.name} "
            f"FOR EACH ROW {f'WHEN ({condition}) ' if condition else ''}EXECUTE FUNCTION tally_summed()",
        )
