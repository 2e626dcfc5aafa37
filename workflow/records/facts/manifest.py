"""The manifest of a revision: what is approved, file by file. Its digest is what a memo seals."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow.records.canonical import canonical_json
from workflow.rules.states import Duty


@dataclass(frozen=True, slots=True)
class ManifestPart:
    """What one responsible group owed; ``nil``: why it had nothing to hand in, ``None`` when it handed in files."""

    group: str
    nil: str | None


@dataclass(frozen=True, slots=True)
class ManifestPeriod:
    """One part of the item's year that the revision holds; ``nil``: the statement that there is nothing in it."""

    key: str
    nil: str | None = None


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """One file or web location of a revision.

    :param id: of its evidence row. :param sha256: of the bytes handed in. :param issued: digest of the file the head
        signs (normalised, with the empty signature field), or of a capture sheet; ``None``: its own bytes are sealed.
    :param size: bytes handed in. :param number: and ``dated``: of a document signed before.
    :param period: key of the part of the year it is of, where the item's year has parts. :param carried: it was online
        already when this revision was frozen, signed with an earlier memo: this one brings no signature for it.
    """

    id: int
    group: str
    name: str
    duty: Duty
    sha256: str
    issued: str | None
    size: int
    url: str | None = None
    number: str | None = None
    dated: date | None = None
    period: str | None = None
    carried: bool = False

    def to_json(self) -> dict[str, Any]:
        """The file as the manifest's text has it; what only parts of a year have is left out of any other."""
        parted = {} if self.period is None else {"period": self.period, "carried": self.carried}
        return parted | {
            "id": self.id,
            "group": self.group,
            "name": self.name,
            "duty": self.duty.value,
            "sha256": self.sha256,
            "issued": self.issued,
            "size": self.size,
            "url": self.url,
            "number": self.number,
            "dated": self.dated.isoformat() if self.dated is not None else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ManifestFile:
        """Read what ``to_json`` wrote."""
        dated = data["dated"]
        return cls(
            data["id"], data["group"], data["name"], Duty(data["duty"]), data["sha256"], data["issued"], data["size"],
            data["url"], data["number"], date.fromisoformat(dated) if dated is not None else None,
            data.get("period"), data.get("carried", False),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is approved: who handed in what of an item, with the digest that the memo seals for each file.

    :param revision: the round, from 1. :param elements: required elements that were ticked, in the catalogue's order.
    :param periods: the parts of the year that it holds, those carried over too; empty: the item's year is one whole.
    """

    item: str
    fiscal_year: int
    revision: int
    parts: tuple[ManifestPart, ...]
    elements: tuple[str, ...]
    files: tuple[ManifestFile, ...]
    periods: tuple[ManifestPeriod, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON (RFC 8785 in spirit: sorted keys, no blanks, UTF-8), lower-case hex."""
        return hashlib.sha256(canonical_json(self.to_json()).encode()).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """The manifest as it is stored and hashed."""
        parted = {"periods": [{"key": one.key, "nil": one.nil} for one in self.periods]} if self.periods else {}
        return parted | {
            "item": self.item,
            "fiscal_year": self.fiscal_year,
            "revision": self.revision,
            "parts": [{"group": part.group, "nil": part.nil} for part in self.parts],
            "elements": list(self.elements),
            "files": [file.to_json() for file in self.files],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Manifest:
        """Read what ``to_json`` wrote."""
        return cls(
            data["item"], data["fiscal_year"], data["revision"],
            tuple(ManifestPart(part["group"], part["nil"]) for part in data["parts"]),
            tuple(data["elements"]), tuple(map(ManifestFile.from_json, data["files"])),
            tuple(ManifestPeriod(one["key"], one["nil"]) for one in data.get("periods", ())),
        )  # fmt: skip
