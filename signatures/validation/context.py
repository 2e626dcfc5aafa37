"""What is known so far about one file that is being judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from signatures.pdf.limits import Limits
from signatures.validation.policy import Policy
from signatures.validation.prefix_hash import Hashed
from signatures.verdict import Check, Reason, SignerFacts, TimeFacts


@dataclass
class Case:
    """What is known so far about one file."""

    data: bytes
    policy: Policy | None
    issued: bytes | None
    at: datetime
    crls: Sequence[bytes]
    limits: Limits
    reasons: list[Reason] = field(default_factory=list)
    checks: set[Check] = field(default_factory=set)
    pages: int | None = None
    covered: int | None = None
    signers: list[SignerFacts] = field(default_factory=list)
    times: dict[int, tuple[datetime, str]] = field(default_factory=dict)
    used: TimeFacts | None = None
    begun: Hashed | None = None
    bound: bool = False
    reserved: frozenset[str] = frozenset()
