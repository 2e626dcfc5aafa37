"""What ``oit doctor`` is told of this machine and of everything else it looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Check:
    """One thing ``oit doctor`` looked at.

    ``severity`` is ``ok``, ``caution`` or ``broken``; ``missing`` says that a program or font of this machine is what
    is not there, and ``facts`` then name the ``package`` to install.
    """

    code: str
    severity: str = "ok"
    facts: Mapping[str, object] = field(default_factory=dict)
    missing: bool = False
