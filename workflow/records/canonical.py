"""The one text of a plain JSON value, and what stands where in the sealed text of a journal entry.

What is hashed is what is stored. Nothing here needs a database.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64
"""The hash before the first entry."""
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
