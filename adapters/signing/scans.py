"""``signatures.scans`` behind the port: codes printed on papers, and their scans sorted, cut and compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from adapters.papers.forms import font
from adapters.refusals import refusals
from adapters.signing.verdicts import reason_facts
from workflow.rules.errors import BadInput, Unmet

if TYPE_CHECKING:
    from workflow.ports.scans import Issued, KnownPaper, ScanHint, ScanPart, SortedScan


class CodedScans:
    """Reads and cuts scans in a limited process, behind the Scans port."""

    def issue(self, pdf: bytes, document: str, secret: str, others: Sequence[str] = ()) -> Issued:
        import hashlib

        from signatures.scans.issuing import issue
        from workflow.ports.scans import Issued

        with refusals():
            made = issue(pdf, document, bytes.fromhex(secret), others=others, font=font())
        digest = hashlib.sha256(pdf).hexdigest()[:12] if made.coded else None
        return Issued(made.prepared.data, made.prepared.sha256, made.prepared.pages, digest, made.smaller)

    def sort(self, scans: Sequence[bytes], secret: str, known: Mapping[str, KnownPaper]) -> SortedScan:
        """:raises BadInput: a scan is not what it should be; which, and why."""
        from signatures.sandbox.scans import cut_isolated, read_isolated
        from signatures.scans.batch import Issued as Paper
        from signatures.scans.batch import sort_batch
        from workflow.ports.scans import ScanPart, SortedScan

        key, sheets = bytes.fromhex(secret), []
        for at, scan in enumerate(scans):
            try:
                with refusals():
                    sheets += read_isolated(scan, key, at=at)
            except BadInput as bad:
                raise BadInput(bad.code, [Unmet(r.code, {**r.facts, "scan": at}) for r in bad.reasons]) from bad
        batch = sort_batch(sheets, {n: Paper(k.pages, k.digest.upper(), k.void, k.replaced) for n, k in known.items()})
        with refusals():
            cuts = cut_isolated(scans, [[(s.scan, s.number, s.turned) for s in d.sheets] for d in batch.documents])
        parts = tuple(
            ScanPart(d.document, cut, len(d.sheets), tuple(sorted({s.scan for s in d.sheets})),
                     tuple(map(reason_facts, d.reasons)), removed)
            for d, (cut, removed) in zip(batch.documents, cuts, strict=True)
        )  # fmt: skip
        return SortedScan(parts, tuple((a.sheet.scan, a.sheet.number, reason_facts(a.reason)) for a in batch.aside))

    def split(self, pdf: bytes, sizes: Sequence[int]) -> list[ScanPart]:
        from itertools import accumulate

        from signatures.sandbox.scans import cut_isolated
        from workflow.ports.scans import ScanPart

        starts = accumulate(sizes, initial=1)
        places = [[(0, start + n, 0) for n in range(size)] for start, size in zip(starts, sizes, strict=False)]
        with refusals():
            cuts = cut_isolated([pdf], places)
        return [ScanPart("", cut, size, removed=removed) for (cut, removed), size in zip(cuts, sizes, strict=True)]

    def compare(self, scan: bytes, issued: bytes) -> tuple[ScanHint, ...] | None:
        from signatures.sandbox.scans import compared_isolated
        from signatures.scans.hints import available
        from workflow.ports.scans import ScanHint

        if not available():
            return None
        return tuple(
            ScanHint(
                h.reason.code, dict(h.reason.facts), h.reason.text("th"), h.reason.text("en"), h.reason.do("th"),
                h.reason.do("en"), h.picture,
            )
            for h in compared_isolated(scan, issued, font=font())
        )  # fmt: skip

    def never_scanned(self, scan: bytes, issued: bytes) -> list[int]:
        from signatures.pdf.limits import DEFAULT
        from signatures.sandbox.client import limited

        with refusals():
            ((found, _),) = limited("never_scanned", None, scan, issued, pages=DEFAULT.pages)
        return [int(page) for page in found["pages"]]
