"""Reading pyHanko's PDF objects without its quiet corners: ``dict.get`` and iteration do not follow references."""

from __future__ import annotations

from typing import Any


def get(value: Any, key: str) -> Any:
    """Value of a dictionary with references followed; None when absent, null, or not a dictionary."""
    if not isinstance(value, dict):
        return None
    return follow(raw(value, key))


def follow(value: Any) -> Any:
    """The object behind a reference (null gives None)."""
    from pyhanko.pdf_utils import generic

    if isinstance(value, generic.IndirectObject):
        value = value.get_object()  # type: ignore[no-untyped-call]
    return None if isinstance(value, generic.NullObject) else value


def raw(value: Any, key: str) -> Any:
    """Value of a dictionary as it stands, a reference perhaps; None when absent or not a dictionary."""
    try:
        return value.raw_get(key)
    except (KeyError, AttributeError, TypeError):
        return None


def raw_items(value: Any) -> list[Any]:
    """Items of an array as they stand; empty for anything else."""
    if not isinstance(value, list):
        return []
    return [value.raw_get(index) for index in range(len(value))] if hasattr(value, "raw_get") else list(value)


def items(value: Any) -> list[Any]:
    """Items of an array with references followed; empty for anything else."""
    return [follow(item) for item in raw_items(value)]


def is_reference(value: Any) -> bool:
    """Whether a raw value is an indirect reference."""
    return hasattr(value, "reference") and not isinstance(value, dict | list)


def leads_somewhere(reference: Any) -> bool:
    """Whether there is an object behind an indirect reference, in the revision it was read in."""
    where = reference.reference
    reader = getattr(where.pdf, "reader", where.pdf)
    revision = getattr(where.pdf, "revision", reader.xrefs.total_revisions - 1)
    return reader.xrefs.get_historical_ref(where, revision) is not None
