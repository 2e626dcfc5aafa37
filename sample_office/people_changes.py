"""Who comes and goes in the sample office: it is written into ``people.csv`` and taken over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import sample_office
from sample_office import passing_year
from workflow.office_files.people import load_people
from workflow.services.administration.people import updates as people_updates
from workflow.services.approval.submitting import submit
from workflow.services.operations import settling
from workflow.thai import buddhist_year

if TYPE_CHECKING:
    from sample_office.build import SampleOffice

ADMINISTRATOR = "clerk.admin"
"""Who takes the file over; what carries power, the head confirms."""


def move(sample: SampleOffice) -> None:
    """Somebody changes post from today on: another group, by an order."""
    today = sample.office.today()
    with sample.phase("ผู้ปฏิบัติงานย้ายกลุ่ม", 1) as bar:
        lines = _file(sample)
        at = next(n for n, line in enumerate(lines) if line.startswith(f"{passing_year.MOVER},"))
        login, title, name, _, post, *_ = lines[at].split(",")
        order = f"{passing_year.MOVED_BY}/{buddhist_year(today)}"
        lines[at] = ",".join(
            (login, title, name, passing_year.MOVED_TO, post, "officer", "holder", _day(today), "", order, "")
        )
        _take_over(sample, lines)
        bar.update(1)


def deputy_acts(sample: SampleOffice) -> None:
    """The head is away for some days: the deputy acts, and signs what is submitted in them."""
    first = sample.office.today()
    last = first + timedelta(days=passing_year.ACTING_DAYS - 1)
    codes = list(passing_year.SIGNED_BY_ACTING)
    with sample.phase("รองหัวหน้าหน่วยงานรักษาราชการแทน และลงนาม", len(codes)) as bar:
        lines = _file(sample)
        own = next(line for line in lines if line.startswith(f"{passing_year.ACTS},"))
        login, title, name, _, post, *_ = own.split(",")
        order = f"{passing_year.ACTS_BY}/{buddhist_year(first)}"
        head = sample_office.HEAD.posts[0]
        row = ",".join((login, title, name, "", post, "head", "acting", _day(first), _day(last), order, head))
        _take_over(sample, [*lines, row])
        submit(sample.office, f"director.{sample.compiler[codes[0]]}", codes)
        sample.clock.days_ago(passing_year.ACTED)
        sample.sign_with_key(login, codes)
        bar.update(len(codes))


def _day(day: date) -> str:
    """As an official writes it in Excel."""
    return f"{day.day}/{day.month}/{buddhist_year(day)}"


def _file(sample: SampleOffice) -> list[str]:
    return (sample.folder / "people.csv").read_text(encoding="utf-8").splitlines()


def _take_over(sample: SampleOffice, lines: Sequence[str]) -> None:
    path = sample.folder / "people.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = load_people(path, sample.office.settings.groups)
    asked = people_updates.update_people(sample.office, ADMINISTRATOR, rows, confirmed=(passing_year.MOVER,)).asked
    if asked is not None:
        settling.confirm(sample.office, "head", asked)
