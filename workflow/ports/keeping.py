"""Plain facts for looking after an office: what a check found, and the public site as it is served now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


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


@dataclass(frozen=True, slots=True)
class LiveSite:
    """The release the public sees. ``revisions``: ``2566/O15`` -> number of the revision online, ``None`` for none.

    ``damaged`` are files that are missing, changed, or were put there by someone else.
    """

    name: str
    public: Path
    generated_at: datetime
    rehearsal: bool
    revisions: Mapping[str, int | None]
    damaged: tuple[str, ...] = ()
