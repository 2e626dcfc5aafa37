"""Every address of the tray, and the functions behind it by name: a page is loaded when it is first asked for."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Address(NamedTuple):
    """``show`` draws the page, ``act`` does what its form asks for: ``module:function`` of ``web``.

    :param free: nobody has to be logged in.
    """

    path: str
    show: str
    act: str | None = None
    free: bool = False


ADDRESSES = (
    Address("/login", "pages.login:show", "pages.login:act", free=True),
    Address("/", "pages.inbox:show", "pages.inbox:act"),
    Address("/memo/{memo:int}", "pages.memo:show", "pages.memo:act"),
    Address("/items", "pages.items:show_list"),
    Address("/items/{year:int}/{code}", "pages.items:show", "pages.items:act"),
    Address("/steps/{trigger}", "pages.steps:show", "pages.steps:act"),
    Address("/receive", "pages.scans:show", "pages.scans:act"),
    Address("/registers", "pages.registers:show", "pages.registers:act"),
    Address("/registers/{book}.xlsx", "reports.papers:register"),
    Address("/papers", "reports.papers:show", "reports.papers:act"),
    Address("/papers/tables.xlsx", "reports.papers:every_table"),
    Address("/papers/{document:int}/{kind}", "reports.papers:download"),
    Address("/circulations", "pages.circulations:show", "pages.circulations:act"),
    Address("/circulations/{circulation:int}/file", "pages.circulations:download"),
    Address("/circulations/{circulation:int}/{page:int}.png", "pages.circulations:picture"),
    Address("/papers/new/{kind}", "reports.writing:show", "reports.writing:act"),
    Address("/score", "reports.score:show"),
    Address("/answers", "reports.answers:show"),
    Address("/answers.xlsx", "reports.answers:sheet"),
    Address("/results", "reports.results:show", "reports.results:act"),
    Address("/measures", "reports.measures:show", "reports.measures:act"),
    Address("/meetings", "reports.meetings:show", "reports.meetings:act"),
    Address("/meetings.ics", "reports.meetings:calendar"),
    Address("/site", "pages.site:show", "pages.site:act"),
    Address("/people", "pages.people:show", "pages.people:act"),
    Address("/requests", "pages.requests:show", "pages.requests:act"),
    Address("/office", "pages.office:show", "pages.office:act"),
    Address("/office/people", "pages.office:people_file"),
    Address("/office/responsible/{year:int}", "pages.office:duties_file"),
    Address("/account", "pages.account:show", "pages.account:act"),
    Address("/logout", "pages.login:show_end", "pages.login:end"),
    Address("/language", "pages.login:show_end", "pages.login:speak", free=True),
    Address("/page/{digest}/{page:int}.png", "pages.files:picture"),
    Address("/file/{digest}", "pages.files:download"),
    Address("/news", "pages.inbox:news"),
    Address("/ministry", "ministry.pages:show_totals"),
    Address("/ministry/totals.{kind}", "ministry.files:totals"),
    Address("/ministry/offices", "ministry.pages:show_offices"),
    Address("/ministry/offices.{kind}", "ministry.files:offices"),
    Address("/ministry/office/{office}", "ministry.pages:show_office"),
)


def load(place: str) -> Callable[..., Any]:
    """The function behind an address, its module imported."""
    module, _, name = place.partition(":")
    if f"web.{module}" not in sys.modules:
        gc.disable()  # nothing that is loaded is garbage
        try:
            import_module(f"web.{module}")
        finally:
            gc.enable()
        gc.freeze()  # it stays: the collector need not go through it at every page
    found: Callable[..., Any] = getattr(import_module(f"web.{module}"), name)
    return found
