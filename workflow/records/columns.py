"""Column types that keep a promise on both databases.

``UtcDateTime``    aware in, UTC out, naive refused
``CanonicalJson``  one text for one value, so that the bytes hashed are the bytes stored
``JsonFact``       a frozen value with ``to_json`` and ``from_json``, stored as ``CanonicalJson`` stores it
``JsonFacts``      a tuple of such values
``Sha256Hex``      64 lower-case hexadecimal digits
``by_value``       an enum stored by its value, with a CHECK

The aliases ``Moment``, ``Facts`` and ``Digest`` are what models write: ``at: Mapped[Moment]``.
"""

from __future__ import annotations

import enum
import json
import re
from datetime import UTC, datetime
from typing import Annotated, Any, Protocol, Self

from sqlalchemy import DateTime, Dialect, Enum, String, Text, TypeDecorator

from workflow.records.canonical import canonical_json


class _Mark:
    """Tells two annotations of one Python type apart (SQLAlchemy would read a string here as a forward reference)."""


Moment = Annotated[datetime, _Mark()]
"""An instant, always aware and in UTC."""
Facts = Annotated[dict[str, Any], _Mark()]
"""Plain JSON values by name, stored as canonical text."""
Digest = Annotated[str, _Mark()]
"""SHA-256 as 64 lower-case hexadecimal digits."""

ENUM_LENGTH = 40
_HEX64 = re.compile(r"[0-9a-f]{64}")


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: ``timestamptz`` on PostgreSQL, ``YYYY-MM-DD HH:MM:SS.ffffff`` in UTC on SQLite.

    Refuses naive values (``ValueError``), because a naive time from Bangkok is seven hours wrong in UTC.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """:raises ValueError: a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None or value.utcoffset() is None:
            raise ValueError(f"naive time {value!r}: say which zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class CanonicalJson(TypeDecorator[Any]):
    """Plain JSON as canonical text. Not ``jsonb``: it would give back other bytes than were hashed."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else canonical_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Fact(Protocol):
    """A frozen value that says by itself how it is written as plain JSON."""

    def to_json(self) -> dict[str, Any]: ...

    @classmethod
    def from_json(cls, data: Any) -> Self: ...


class JsonFact(CanonicalJson):
    """One fact as canonical text. :param kind: the class of the fact."""

    cache_ok = True

    def __init__(self, kind: type[Fact]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Fact | None, dialect: Dialect) -> str | None:
        return None if value is None else canonical_json(value.to_json())

    def process_result_value(self, value: str | None, dialect: Dialect) -> Fact | None:
        return None if value is None else self.kind.from_json(json.loads(value))


class JsonFacts(CanonicalJson):
    """Facts of one kind in their order, as the canonical text of a list. :param kind: the class of the facts."""

    cache_ok = True

    def __init__(self, kind: type[Fact]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: tuple[Fact, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else canonical_json([fact.to_json() for fact in value])

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Fact, ...] | None:
        return None if value is None else tuple(map(self.kind.from_json, json.loads(value)))


class Sha256Hex(TypeDecorator[str]):
    """A SHA-256 digest in lower-case hexadecimal; ``Base`` adds the CHECK on its length."""

    impl = String(64)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """:raises ValueError: it is no digest."""
        if value is not None and not _HEX64.fullmatch(value):
            raise ValueError(f"not a SHA-256 digest: {value!r}")
        return value


def _values(members: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in members]


def by_value(members: type[enum.Enum]) -> Enum:
    """A column type for an enum: stored by value (never by name), refused when bound; ``Base`` adds the CHECK."""
    return Enum(members, values_callable=_values, native_enum=False, validate_strings=True, length=ENUM_LENGTH)
