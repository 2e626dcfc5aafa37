"""Reading pypdf's PDF objects without its quiet corners: ``dict.get`` and iteration do not follow references."""

from __future__ import annotations

from typing import Any


def key(item: Any) -> Any:
    """What tells one group from another: its reference, or the object itself where it stands directly."""
    reference = item if hasattr(item, "idnum") else getattr(item, "indirect_reference", None)
    return reference if reference is not None else id(item)


def follow(item: Any) -> Any:
    """The object behind a reference; ``None`` for null."""
    from pypdf.generic import NullObject

    found = item.get_object() if hasattr(item, "get_object") else item
    return None if isinstance(found, NullObject) else found


def value(entry: Any, name: str) -> Any:
    """Value of a dictionary with references followed; ``None`` when absent, null, or not a dictionary."""
    return follow(dict.get(entry, name)) if isinstance(entry, dict) else None


def word(entry: Any, name: str) -> str:
    """A name or text in a dictionary; empty when it is absent or anything else."""
    found = value(entry, name)
    return found if isinstance(found, str) else ""


def is_true(entry: Any, name: str) -> bool:
    """Whether an entry of a dictionary is ``true``; pypdf's own truth value is that of any object."""
    found = value(entry, name)
    return bool(getattr(found, "value", found))


def raw(entry: Any, name: str) -> Any:
    """Value of a dictionary as it stands, a reference perhaps; ``None`` when absent."""
    return dict.get(entry, name)


def items(entry: Any, name: str) -> list[Any]:
    """Items of an array in a dictionary as they stand; empty for anything else."""
    found = value(entry, name)
    return list(found) if isinstance(found, list) else []


def appearances(annotation: Any) -> list[Any]:
    """Every picture of an annotation, whatever state it is for."""
    found: list[Any] = []
    pictures = value(annotation, "/AP")
    for item in map(follow, pictures.values() if isinstance(pictures, dict) else ()):
        if hasattr(item, "get_data"):
            found.append(item)
        elif isinstance(item, dict):
            found += map(follow, item.values())
    return found
