"""The counter of the small office, for the month."""

from tests.cli.conftest import at, desk

__all__ = ["at", "desk"]
