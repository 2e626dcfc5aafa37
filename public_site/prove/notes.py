"""What gathers while one item is judged: findings, what was seen, and the ways to what was found."""

from __future__ import annotations

from dataclasses import dataclass, field

from public_site.prove.bench import Bench, Way
from public_site.prove.findings import finding
from public_site.prove.walk.graph import Visit
from workflow.ports.site import ExpectedItem, Finding, Observation


@dataclass(slots=True)
class Notes:
    """What gathers while an item is judged. `ways` lead to what was found of it."""

    item: ExpectedItem
    bench: Bench
    findings: list[Finding] = field(default_factory=list)
    seen: list[Observation] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    bytes_ok: bool | None = None

    def add(self, code: str, **facts: str | int | None) -> None:
        """Note a finding."""
        self.findings.append(finding(code, **facts))

    def add_all(self, findings: list[Finding]) -> None:
        """Note findings, each once: several files of one item have the same doubts."""
        self.findings += [one for one in findings if one not in self.findings]

    def observe(self, what: str, wanted: str, visit: Visit | None, way: Way | None) -> None:
        """Keep what was seen of one thing, found or not."""
        if way is not None:
            self.ways.append(way)
        self.seen.append(
            Observation(
                what=what, wanted=wanted, url=visit.final if visit else None,  # type: ignore[arg-type]
                status=visit.answer.status if visit else None,
                sha256=(visit.answer.sha256 or None) if visit and not visit.answer.cut else None,
                clicks=way.clicks if way else None, way=way.steps if way else (),
                by="browser" if way and way.by_browser else "walk", at=self.bench.now,
            )
        )  # fmt: skip
