"""The canonical text of a journal entry, and how to look into it from Python and from SQL.

A row of the journal stores what was hashed and nothing beside it: no second copy of a field could ever say something
else, and whoever wants to check the chain without this program needs only SHA-256 and JSON.

**The text** is the canonical JSON (no blanks, characters as themselves, keys of ``facts`` in code point order) of one
array with the fields of ``FIELDS`` in their order: first ``previous``, the hash of the entry before (64 zeros for the
first), then the office's id and the running number. **The hash** is SHA-256 over its UTF-8, in lower-case hexadecimal.
Times are ISO 8601 in UTC with microseconds (``2026-01-31T08:15:00.000000+00:00``); what is absent is ``null``.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar, overload

from sqlalchemy import Dialect, Integer, Text, TypeDecorator, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ColumnElement, FunctionElement
from sqlalchemy.types import TypeEngine

from workflow.records.canonical import FIELDS, GENESIS, PLACE, moment_text

__all__ = [
    "FIELDS", "GENESIS", "PLACE", "Inside", "MomentText", "Sealed", "SealedField", "moment_text", "unsealed"
]  # fmt: skip


class MomentText(TypeDecorator[datetime]):
    """An instant inside the sealed text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else moment_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class SealedField(FunctionElement[Any]):
    """One field of the sealed text as an SQL expression, for ``where`` and ``select``."""

    inherit_cache = True

    def __init__(self, sealed: Any, place: int, kind: TypeEngine[Any]) -> None:
        # The place is a clause, not a parameter: it belongs to the statement's cache key.
        super().__init__(sealed, literal_column(f"{place:d}"))
        self.type = kind


@compiles(SealedField)
def _portable(element: SealedField, compiler: SQLCompiler, **options: Any) -> str:
    sealed, place = (compiler.process(clause, **options) for clause in element.clauses)
    return f"json_extract({sealed}, '$[{place}]')"


@compiles(SealedField, "postgresql")
def _postgresql(element: SealedField, compiler: SQLCompiler, **options: Any) -> str:
    sealed, place = (compiler.process(clause, **options) for clause in element.clauses)
    text = f"(CAST({sealed} AS jsonb) ->> {place})"
    return f"CAST({text} AS integer)" if isinstance(element.type, Integer) else text


class Sealed(Protocol):
    """Whatever carries a sealed text."""

    sealed: Any


T = TypeVar("T")


class Inside(Generic[T]):
    """An attribute read from the sealed text: a value on an entry, an SQL expression on the class."""

    def __init__(self, kind: TypeEngine[Any] | None = None) -> None:
        self.kind = kind or Text()

    def __set_name__(self, owner: type, name: str) -> None:
        self.place = PLACE[name]

    @overload
    def __get__(self, instance: None, owner: type) -> ColumnElement[T]: ...
    @overload
    def __get__(self, instance: Sealed, owner: type) -> T: ...
    def __get__(self, instance: Sealed | None, owner: type) -> Any:
        if instance is None:
            return SealedField(owner.sealed, self.place, self.kind)  # type: ignore[attr-defined]
        fields = unsealed(instance)
        # An entry that was written before the field was thought of ends earlier.
        value = fields[self.place] if self.place < len(fields) else None
        return datetime.fromisoformat(value) if isinstance(self.kind, MomentText) and value is not None else value


def unsealed(instance: Sealed) -> list[Any]:
    """The array of an entry, parsed once and kept beside the text it came from."""
    kept: tuple[str, list[Any]] | None = instance.__dict__.get("_unsealed")
    if kept is None or kept[0] is not instance.sealed:
        kept = (instance.sealed, json.loads(instance.sealed))
        instance.__dict__["_unsealed"] = kept
    return kept[1]
