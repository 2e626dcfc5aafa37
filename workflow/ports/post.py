"""How a notice leaves the office."""

from __future__ import annotations

from typing import Protocol


class NotSent(Exception):
    """It could not be handed over. ``detail`` is what the other side said."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class Post(Protocol):
    """Mail and a webhook, as `[notices]` says; each hands over one text or says why not."""

    def mail(self, to: str, subject: str, text: str) -> None:
        """One plain text to one address. :raises NotSent: the server did not take it."""
        ...

    def webhook(self, office: str, text: str) -> None:
        """One text to the office's webhook. :raises NotSent: it did not answer with success."""
        ...
