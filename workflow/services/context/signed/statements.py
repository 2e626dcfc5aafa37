"""Words that a person attests: recorded as code, version and the digests of what is shown, never as a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Statement:
    """One version of one statement. Other words are another version.

    :param code: of the sentence in ``messages``.
    :param th: SHA-256 (hex) of the Thai words in UTF-8; ``en`` of the English.
    """

    code: str
    version: int
    th: str
    en: str

    def to_json(self) -> dict[str, Any]:
        """What is recorded of it: ``{"code", "version", "sha256": {"th", "en"}}``."""
        return {"code": self.code, "version": self.version, "sha256": {"th": self.th, "en": self.en}}
