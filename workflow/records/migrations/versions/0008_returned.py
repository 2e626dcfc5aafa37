"""Why an item was sent back stands with the item until it is submitted again. Read from the journal, once, in order."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from workflow.records.canonical import canonical_json

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_YEAR, _CODE, _TO, _STEP, _AT, _ACTOR, _NAME, _FACTS = 3, 4, 6, 8, 9, 10, 11, 19
"""Places in an entry's text (``workflow.records.sealed.FIELDS``)."""


def upgrade() -> None:
    op.add_column("item", sa.Column("returned", sa.Text(), nullable=True))
    connection = op.get_bind()
    entry = sa.table("journal_entry", sa.column("office_id"), sa.column("seq"), sa.column("sealed"))
    query = sa.select(entry.c.office_id, entry.c.sealed).where(
        entry.c.sealed.contains('"send_back"') | entry.c.sealed.contains('"submit"')
    )
    last: dict[tuple[int, int, str], str | None] = {}
    for office, sealed in connection.execute(query.order_by(entry.c.office_id, entry.c.seq)).all():
        fields = json.loads(sealed)
        if fields[_STEP] not in ("send_back", "submit") or fields[_CODE] is None:
            continue
        facts = fields[_FACTS]
        why = {name: facts[name] for name in ("reason", "reason_code", "memo") if facts.get(name)}
        told = {**why, "by": fields[_ACTOR], "name": fields[_NAME], "at": fields[_AT]}
        back = fields[_STEP] == "send_back"
        last[office, fields[_YEAR], fields[_CODE]] = canonical_json(told) if back else None
    for (office, year, code), returned in last.items():
        if returned is not None:
            connection.execute(
                sa.text(
                    "UPDATE item SET returned = :returned WHERE office_id = :office AND code = :code AND cycle_id IN "
                    "(SELECT id FROM cycle WHERE office_id = :office AND fiscal_year = :year)"
                ),
                {"returned": returned, "office": office, "year": year, "code": code},
            )


def downgrade() -> None:
    """An office goes back by restoring its backup."""
    raise NotImplementedError("restore the backup instead")
