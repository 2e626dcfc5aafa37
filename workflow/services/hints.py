"""Hints on scans for the registrar's eye, before and beside the attestation. They never decide anything.

The pictures are written where the registrar can open them, ``hints/`` in the office's folder; when the paper is
received they go into the store too, and the verdict's record names them by digest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.ports import ScanHint
from workflow.services.approving import Due
from workflow.services.office import Office

if TYPE_CHECKING:
    from workflow.services.matching import Plan

FOLDER = "hints"
_KINDS = {"INK_HINT": "box", "NO_INK_HINT": "box", "CONTENT_DIFFERS": "text", "MARKS_ADDED": "marks"}


@dataclass(frozen=True, slots=True)
class Seen:
    """One hint on one paper; ``item`` and ``file`` as :class:`Due` has them. ``path`` of its picture, if it has one."""

    item: str | None
    file: str
    hint: ScanHint
    path: Path | None = None

    def facts(self) -> dict[str, object]:
        """Which paper it is on, for sentences."""
        return {"item": self.item, "file": self.file}

    def told(self, language: str) -> tuple[str, str]:
        """The sentence, and what to do about it: nothing is empty."""
        hint = self.hint
        return (hint.en, hint.do_en) if language.startswith("en") else (hint.th, hint.do_th)


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen on the scans of each memo, by its label. ``available`` False: this machine cannot compare."""

    papers: Mapping[Due, tuple[Seen, ...]] = field(default_factory=dict)
    memos: Sequence[str] = ()
    available: bool = True

    def of(self, memo: str) -> tuple[Seen, ...] | None:
        """The hints on one memo's papers; ``None`` when they were not compared."""
        if not self.available or memo not in self.memos:
            return None
        return tuple(seen for due, found in self.papers.items() if due.label == memo for seen in found)


def look_at(office: Office, plans: Sequence[Plan]) -> Looked:
    """Compare every paper that came as a scan with its issued file. Takes about half a second a page."""
    scans = [(due, data) for plan in plans if plan.how == "pen" for due, _, data in plan.papers]
    found: dict[Due, tuple[Seen, ...]] = {}
    for number, (due, data) in enumerate(scans, 1):
        hints = office.signatures.compare(data, office.store.get(due.issued))
        if hints is None:
            return Looked(memos=_memos(plans), available=False)
        found[due] = tuple(Seen(due.item, due.name, hint, _written(office, due, hint)) for hint in hints)
        office.progress("receive", number, len(scans))
    return Looked(found, _memos(plans))


def _memos(plans: Sequence[Plan]) -> list[str]:
    return [plan.label for plan in plans if plan.how == "pen"]


def _written(office: Office, due: Due, hint: ScanHint) -> Path | None:
    """The picture's file, named by the code that is printed on the paper; an earlier look's is replaced.

    ``None`` when the folder cannot be written: the sentence is told all the same.
    """
    if hint.picture is None:
        return None
    paper = due.code or (f"memo-{due.submission}" if due.evidence is None else f"file-{due.evidence}")
    path = office.folder / FOLDER / f"{paper}-p{hint.facts.get('page')}-{_KINDS.get(hint.code, 'page')}.png"
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(hint.picture)
    except OSError:
        return None
    return path


def kept(office: Office, seen: Sequence[Seen]) -> list[dict[str, Any]]:
    """Hints as a verdict's record holds them: codes, facts, and the digest of the picture in the store."""
    return [
        {
            "code": one.hint.code,
            "facts": dict(one.hint.facts),
            "picture": office.store.put(one.hint.picture) if one.hint.picture is not None else None,
        }
        for one in seen
    ]


def pictures(record: Mapping[str, Any]) -> set[str]:
    """Digests of the pictures that a verdict's record names."""
    return {hint["picture"] for hint in (record.get("hints") or ()) if hint.get("picture")}
