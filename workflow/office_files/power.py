"""Which lines of `office.toml` carry power, and what is in force when they differ from what two people accepted.

Whoever can write the folder can write the file. Names, telephones and due days then simply change; what decides who
signs, what counts as signed, where the public looks and which programs are run does not, until it is accepted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

TEXT: dict[str, frozenset[str] | None] = {
    "office": frozenset(
        {"name", "short_name", "name_en", "province", "code", "address", "phone", "email", "head_title", "head_post"}
    ),
    "calendar": None,
    "files": None,
    "language": None,
    "notices": frozenset({"from", "link"}),
    "site": frozenset({"seconds", "pages", "pace", "hosting_expires", "domain_expires"}),
}
"""What is text: of a table its keys, ``None`` for all of it. Whatever is not named here carries power."""
_GROUP_TEXT = frozenset({"name", "phone", "unit_head"})
_PLACE = "database"
"""Where the records are is not theirs to say: it is always the folder's."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value that is written and not accepted. ``None``: there is none."""

    key: str
    accepted: Any
    written: Any


def power_of(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The values that carry power, by their names with dots; of the groups their keys."""
    return dict(_power(raw))


def _power(raw: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in raw.items():
        text = TEXT.get(name, frozenset())
        if name == _PLACE or text is None:
            continue
        if name == "group" and isinstance(value, list):
            yield "group", [{k: v for k, v in one.items() if k not in _GROUP_TEXT} for one in value]
        elif isinstance(value, Mapping):
            yield from ((f"{name}.{key}", held) for key, held in value.items() if key not in text)
        else:
            yield name, value


def changes(accepted: Mapping[str, Any], raw: Mapping[str, Any]) -> list[Change]:
    """What is written otherwise than it was accepted."""
    written = power_of(raw)
    return [
        Change(key, accepted.get(key), written.get(key))
        for key in sorted(accepted.keys() | written.keys())
        if accepted.get(key) != written.get(key)
    ]


def in_force(accepted: Mapping[str, Any], raw: Mapping[str, Any]) -> dict[str, Any]:
    """The file's values with those that carry power as they were accepted."""
    found: dict[str, Any] = {name: dict(value) if isinstance(value, Mapping) else value for name, value in raw.items()}
    for change in changes(accepted, raw):
        table, dot, key = change.key.partition(".")
        if change.key == "group":
            found["group"] = _groups(change.accepted, raw.get("group"))
            continue
        place = found.setdefault(table, {}) if dot else found
        if change.accepted is None:
            place.pop(key or table, None)
        else:
            place[key or table] = change.accepted
    return found


def _groups(accepted: Any, written: Any) -> list[dict[str, Any]]:
    """The groups that were accepted, called as they are now; one that is written no more is called by its key."""
    names = {one.get("key"): one for one in written or () if isinstance(one, Mapping)}
    return [{"name": one.get("key"), **names.get(one.get("key"), {}), **one} for one in accepted or ()]
