"""The declarative base: names of constraints, and which column type a Python type becomes.

A model writes ``state: Mapped[State]`` (any ``StrEnum``: stored by value, with a CHECK), ``at: Mapped[Moment]``,
``facts: Mapped[Facts]``, ``digest: Mapped[Digest]``, ``day: Mapped[date]``. Every constraint has a name, so that
alembic can change it later on either database.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Boolean, CheckConstraint, Column, Date, Enum, Integer, MetaData, Table, Text, func, type_coerce
from sqlalchemy.orm import DeclarativeBase

from workflow.records.columns import CanonicalJson, Digest, Facts, Moment, Sha256Hex, UtcDateTime, by_value

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables of the program hang on this one metadata."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        date: Date(),
        datetime: UtcDateTime(),
        dict[str, Any]: CanonicalJson(),
        Moment: UtcDateTime(),
        Facts: CanonicalJson(),
        Digest: Sha256Hex(),
        enum.StrEnum: by_value(enum.StrEnum),
    }

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        table = cls.__dict__.get("__table__")
        if isinstance(table, Table):
            for column in table.columns:
                for check in _checks_of(column):
                    table.append_constraint(check)


def _checks_of(column: Column[Any]) -> Iterator[CheckConstraint]:
    """What a column's type promises, repeated by the database; named by the column, as one enum may serve two."""
    kind = column.type
    if isinstance(kind, Sha256Hex):
        yield CheckConstraint(func.length(column) == 64, name=f"{column.name}_is_sha256")
    elif isinstance(kind, Enum):
        yield CheckConstraint(type_coerce(column, Text()).in_(kind.enums), name=f"{column.name}_known")
    elif isinstance(kind, Boolean):
        # PostgreSQL has real booleans; SQLite would store any number.
        yield CheckConstraint(type_coerce(column, Integer()).in_([0, 1]), name=f"{column.name}_yes_or_no").ddl_if(
            dialect="sqlite"
        )
