"""Draws a report: facts in, one page of HTML out that needs nothing else and prints on A4."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from public_site.labels import size_words
from workflow.thai import MONTHS, long_date
from workflow.thai.web import readable
from workflow.thai.zone import BANGKOK

if TYPE_CHECKING:
    from jinja2 import Environment

    from workflow.ports.site.report import MonthReport
    from workflow.ports.site.upload import UploadSheet


def upload_sheet(sheet: UploadSheet) -> str:
    """What goes where on a site that the office keeps itself, and what is to be taken off."""
    return draw("upload.html", sheet=sheet)


def month_page(report: MonthReport) -> str:
    """One month of the site for the head, with its chart."""
    from markupsafe import Markup

    from public_site.reports.chart import chart

    title = "ผลการเปิดดูเว็บไซต์รายวัน"
    month = f"{MONTHS[report.first.month - 1]} {report.first.year + 543}"
    drawn = Markup(chart(title, report.months))  # noqa: S704 -- made of our own words and numbers
    return draw("month.html", report=report, month=month, chart=drawn)


def draw(name: str, **facts: Any) -> str:
    """One report by the name of its page."""
    return _environment().get_template(name).render(**facts)


def day(value: date) -> str:
    """A date of the Buddhist era in Thai."""
    return long_date(value.astimezone(BANGKOK).date() if isinstance(value, datetime) else value, thai=False)


def moment(value: datetime) -> str:
    """A date with the time of day."""
    here = value.astimezone(BANGKOK)
    return f"{day(here)} เวลา {here:%H.%M} น."


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.filters["readable"] = readable
    made.globals |= {"day": day, "moment": moment, "size": lambda value: size_words(value, "th"), "quoted": quote}
    return made
