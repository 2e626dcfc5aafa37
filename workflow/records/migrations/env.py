"""Alembic's way in. Only ``workflow.records.schema`` calls it, with an open connection: there is no ``alembic.ini``."""

from __future__ import annotations

import warnings
from typing import Any, Literal

from alembic import context
from sqlalchemy import Enum
from sqlalchemy.types import TypeDecorator

from workflow.records.schema import load_models


def _render(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """A migration is frozen: it names SQLAlchemy's types, never ours, which may change."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


def _run() -> None:
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=load_models(),
        render_as_batch=True,
        render_item=_render,
        compare_type=True,
    )
    with warnings.catch_warnings(), context.begin_transaction():
        context.run_migrations()


_run()
