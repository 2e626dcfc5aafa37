"""The one text of a plain JSON value, what stands where in the sealed text of a journal entry, and the seals of rows.

What is hashed is what is stored. Nothing here needs a database.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

GENESIS = "0" * 64
"""The hash before the first entry."""
GONE = GENESIS
"""In a row's seal, in place of the digest of one that the program removed."""
UNSEALED = frozenset({
    "journal_entry", "office_ledger", "row_seal", "login", "form_key", "attempt", "listing", "tally", "province_sum",
})  # fmt: skip
"""The journal proves itself; sessions, failed logins and keys of forms come and go and prove nothing; the list and the
counts of a ministry are not the office's."""
FIELDS = (
    "previous",
    "office_id",
    "seq",
    "fiscal_year",
    "item_code",
    "from_state",
    "to_state",
    "kind",
    "step",
    "at",
    "actor",
    "actor_name",
    "actor_post",
    "authority",
    "role",
    "revision",
    "submission",
    "command",
    "table_version",
    "facts",
    "framework",
    "rows",
)
"""The order of the array. A new field is added at the end; changing the order breaks every chain ever written."""
PLACE = {name: place for place, name in enumerate(FIELDS)}
_encode = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"), check_circular=True
).encode
_encode_row = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def canonical_json(value: Any) -> str:
    """The one text of a plain JSON value: keys in code point order, no blanks, characters as themselves.

    :raises ValueError: for what would not come back as it was: a key that is no string, NaN or infinity, a lone
        surrogate, a value that is not plain JSON (a tuple, a date, a set).
    """
    _refuse_unplain(value)
    text = _encode(value)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("lone surrogate in text") from error
    return text


def row_digest(values: Mapping[str, Any]) -> str:
    """The digest of a row as it is stored; columns that are NULL say nothing, so that one may be added later."""
    said = {name: _said(value) for name, value in values.items() if value is not None}
    return hashlib.sha256(_encode_row(said).encode("utf-8", "surrogatepass")).hexdigest()


def _said(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime | date) else value


def link(previous: str, number: int, seq: int, name: str, key: str, digest: str) -> str:
    """The hash of a row's seal over the one before. :param number: the office's inside what is hashed."""
    return hashlib.sha256(canonical_json([previous, number, seq, name, key, digest]).encode()).hexdigest()


def _refuse_unplain(value: Any) -> None:
    kind = type(value)
    if kind is str or kind is int or kind is bool or value is None or kind is float:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise ValueError(f"key is not text: {key!r}")
            _refuse_unplain(inner)
    elif isinstance(value, list):
        for inner in value:
            _refuse_unplain(inner)
    elif not isinstance(value, str | int):  # a StrEnum member is written as its value
        raise ValueError(f"not plain JSON: {kind.__name__}")


def moment_text(moment: datetime) -> str:
    """The text of an instant, of fixed width, so that it sorts as time does.

    :raises ValueError: for a naive time.
    """
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError(f"naive time {moment!r}: say which zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
