"""Hints on scans for the registrar's eye, before and beside the attestation. They never decide anything.

The pictures are written where the registrar can open them, ``hints/`` in the office's folder; when the paper is
received they go into the store too, and the verdict's record names them by digest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from workflow.ports.scans import ScanHint
from workflow.services.approval.record import RequiredSignature, SignedPaper
from workflow.services.approval.showing import PICTURES
from workflow.services.context.office import Office
from workflow.services.context.results import PageHint

FOLDER = PICTURES
_KINDS = {"INK_HINT": "box", "NO_INK_HINT": "box", "CONTENT_DIFFERS": "text", "MARKS_ADDED": "marks"}


@dataclass(frozen=True, slots=True)
class ScanComparison:
    """What was seen on the scans of each memo, by its primary key. ``available`` False: this machine cannot compare."""

    papers: Mapping[RequiredSignature, tuple[PageHint, ...]] = field(default_factory=dict)
    memos: Sequence[int] = ()
    available: bool = True

    def of(self, memo: int) -> tuple[PageHint, ...] | None:
        """The hints on one memo's papers; ``None`` when they were not compared."""
        if not self.available or memo not in self.memos:
            return None
        return tuple(hints for due, found in self.papers.items() if due.submission == memo for hints in found)

    def heading(self, memo: int) -> str:
        """A memo by its number; with the code printed on its paper where another of these is printed alike."""
        labels = {due.submission: due.label for due in self.papers}
        codes = [due.code for due in self.papers if due.submission == memo and due.evidence is None and due.code]
        alike = [of for of, label in labels.items() if label == labels[memo]]
        return f"{labels[memo]} ({codes[0]})" if len(alike) > 1 and codes else labels[memo]


def look_at(office: Office, scans: Sequence[tuple[RequiredSignature, bytes]]) -> ScanComparison:
    """Compare papers that came as scans with their issued files. Takes about half a second a page.

    :param scans: each paper with the bytes of its scan.
    """
    memos = list(dict.fromkeys(due.submission for due, _ in scans))
    found: dict[RequiredSignature, tuple[PageHint, ...]] = {}
    for number, (due, data) in enumerate(scans, 1):
        hints = office.scans.compare(data, office.store.get(due.issued))
        if hints is None:
            return ScanComparison(memos=memos, available=False)
        found[due] = tuple(PageHint(due.item, due.name, hint, _written(office, due, hint)) for hint in hints)
        office.progress("receive", number, len(scans))
    return ScanComparison(found, memos)


def _written(office: Office, due: RequiredSignature, hint: ScanHint) -> Path | None:
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


def with_hints(office: Office, paper: SignedPaper, comparison: ScanComparison) -> SignedPaper:
    """What came for a paper, its verdict's record naming the hints: ``None`` when nothing was compared."""
    hints = comparison.papers.get(paper.required)
    recorded = kept(office, hints) if hints is not None else None
    return replace(paper, verdict=replace(paper.verdict, record={**paper.verdict.record, "hints": recorded}))


def kept(office: Office, hints: Sequence[PageHint]) -> list[dict[str, Any]]:
    """Hints as a verdict's record holds them: codes, facts, and the digest of the picture in the store."""
    return [
        {
            "code": one.hint.code,
            "facts": dict(one.hint.facts),
            "picture": office.store.put(one.hint.picture) if one.hint.picture is not None else None,
        }
        for one in hints
    ]


def pictures(record: Mapping[str, Any]) -> set[str]:
    """Digests of the pictures that a verdict's record names."""
    return {hint["picture"] for hint in (record.get("hints") or ()) if hint.get("picture")}
