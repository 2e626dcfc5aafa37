"""Which revisions the head took off the site: known by their own rows, whatever the journal's length.

Offices before have it in the journal alone; it is read from there, once, in order.
"""

from __future__ import annotations

import json
from datetime import datetime

import sqlalchemy as sa
from alembic import op

from workflow.records.columns import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TAKEN = {"retracted": "retracted", "suspension_confirmed": "suspended", "suspension_lifted": None}
_OFFICE, _YEAR, _CODE, _KIND, _AT, _REVISION = 1, 3, 4, 7, 9, 15
"""Places in an entry's text (``workflow.records.sealed.FIELDS``)."""


def upgrade() -> None:
    op.add_column("revision", sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("revision", sa.Column("taken_as", sa.Text(), nullable=True))
    connection = op.get_bind()
    row = sa.table("revision", sa.column("id"), sa.column("taken_at", UtcDateTime()), sa.column("taken_as"))
    entry = sa.table("journal_entry", sa.column("office_id"), sa.column("seq"), sa.column("sealed"))
    told = sa.select(entry.c.sealed).where(sa.or_(*(entry.c.sealed.contains(f'"{kind}"') for kind in _TAKEN)))
    for (sealed,) in connection.execute(told.order_by(entry.c.office_id, entry.c.seq)).all():
        fields = json.loads(sealed)
        if fields[_KIND] not in _TAKEN:
            continue
        known = {"office": fields[_OFFICE], "year": fields[_YEAR], "code": fields[_CODE], "digest": fields[_REVISION]}
        # The earliest programs did not say which revision: then it was what the item had online last.
        found = connection.execute(
            sa.text(
                "SELECT r.id FROM revision r JOIN item i ON i.id = r.item_id JOIN cycle c ON c.id = i.cycle_id "
                "WHERE i.office_id = :office AND c.fiscal_year = :year AND i.code = :code "
                "AND (r.digest = :digest OR (CAST(:digest AS TEXT) IS NULL AND r.id = i.online_revision_id)) "
                "ORDER BY r.id DESC LIMIT 1"
            ),
            known,
        ).scalar()
        if found is None:
            continue
        as_what = _TAKEN[fields[_KIND]]
        at = datetime.fromisoformat(fields[_AT]) if as_what is not None else None
        connection.execute(sa.update(row).where(row.c.id == found).values(taken_at=at, taken_as=as_what))


def downgrade() -> None:
    """An office goes back by restoring its backup."""
    raise NotImplementedError("restore the backup instead")
