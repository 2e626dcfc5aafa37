"""Word forms filled in, and turned into PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Rendered:
    """A form filled in. ``warnings``: codes a person should know of, e.g. ``placeholder_emblem``."""

    docx: bytes
    warnings: tuple[str, ...] = ()


class Renderer(Protocol):
    def render(self, form: str, facts: object) -> Rendered:
        """Fill a Word form.

        :raises workflow.rules.errors.BadInput: a field is missing or the office's own form is at fault; says where.
        """
        ...


class Converter(Protocol):
    def convert(self, docx: Sequence[bytes], on_done: Callable[[int], None] | None = None) -> list[bytes | Exception]:
        """PDFs in the order given; one that failed is an exception in its place and does not stop the others.

        :raises workflow.rules.errors.MissingOnMachine: LibreOffice or the fonts are not installed.
        """
        ...

    def close(self) -> None: ...
