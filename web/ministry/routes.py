"""The addresses of a ministry's pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from web.ministry import files, pages

if TYPE_CHECKING:
    from starlette.responses import Response

    from web.desk import Visit

PAGES: tuple[tuple[str, Callable[[Visit], str | Response]], ...] = (
    ("/ministry", pages.show_totals),
    ("/ministry/totals.{kind}", files.totals),
    ("/ministry/offices", pages.show_offices),
    ("/ministry/offices.{kind}", files.offices),
    ("/ministry/office/{office}", pages.show_office),
)
