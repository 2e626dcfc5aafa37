"""What is asked of one proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from public_site.prove.hosts import Hosts
from public_site.prove.limits import Limits
from workflow.ports.site import ExpectedItem, Expiry, Forbidden, ProofKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Home page, what is expected, of whom, and within which limits.

    :param led_to: addresses that a person must find the way to, whatever is there.
    """

    home: str
    tree: str
    expected: tuple[ExpectedItem, ...]
    kind: ProofKind
    now: datetime
    hosts: Hosts
    forbidden: tuple[Forbidden, ...]
    expiries: tuple[Expiry, ...]
    limits: Limits
    probe: bool
    look: bool
    led_to: tuple[str, ...] = ()

    @property
    def ours(self) -> bool:
        """Whether the program built what is looked for: then its pages have addresses, and draw nothing by script."""
        return any(item.address for item in self.expected)

    @property
    def plain(self) -> bool:
        """Whether all that can be walked is ours."""
        return self.kind == "rehearsal" or (self.ours and self.tree == self.home)
