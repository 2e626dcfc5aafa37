"""Offices that have lived many years, and one piece of work in them: run by `growth` here and in the earlier build.

It asks nothing of either but what both have: the small office of the tests, whose steps are the real use cases, with
43 items and a converter that lays nothing out. The last year's items are signed and wait to be published.

    python -P benchmarks/endurance/years.py make FOLDER YEARS
    python -P benchmarks/endurance/years.py publish FOLDER… | build FOLDER… | whole FOLDER…
    python -P benchmarks/endurance/years.py fill FOLDER ENTRIES

Prints as JSON the seconds of processor that the work took in each folder but the first, in which all that loads is
loaded; ``PYTHONPATH`` says which program is meant.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from tests.services import small_office as small

LAST = small.YEAR
ITEMS = 43
GROUPS = ("admin", "hr", "policy")
REASON = "ข้อมูลครบถ้วนตามองค์ประกอบที่กำหนด และตรวจสอบกับต้นฉบับแล้ว"


def seconds() -> float:
    """Of processor, of this process and those it waited for."""
    took = os.times()
    return took.user + took.system + took.children_user + took.children_system


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor that a piece of work takes."""
    before = seconds()
    work()
    return seconds() - before


def _lists() -> None:
    """43 items of three groups, people who were always there, keys that hold long enough."""
    head, *_ = small.CATALOGUE.splitlines()
    rows = [
        f"{n},O{n},ข้อมูลสาธารณะลำดับที่ {n},{'9' if n < 34 else '10'},{'9' if n < 34 else '10'}.{n % 5 + 1},,none,document"
        for n in range(1, ITEMS + 1)
    ]
    small.CATALOGUE = "\n".join((head, *rows, ""))
    groups = (f"O{n},{GROUPS[n % 3]}," for n in range(1, ITEMS + 1))
    small.RESPONSIBLE = "\n".join((small.RESPONSIBLE.splitlines()[0], *groups, ""))
    small.PEOPLE = small.PEOPLE.replace("1/10/2565", "1/10/2550")


def _moment(year: int) -> datetime:
    """A morning inside a fiscal year."""
    return small.START.replace(year=year - 543)


def opened(folder: Path, year: int = LAST) -> Any:
    """The office, on a morning of that year."""
    os.environ["XDG_STATE_HOME"] = str(folder / ".state")  # a copy is no database that somebody put back
    return small.SmallOffice.open(folder, small.Clock(_moment(year)))


def make(folder: Path, years: int) -> None:
    """An office with ``years`` years: all online but the last, which is signed."""
    _lists()
    first = LAST - years + 1
    small.START = _moment(LAST - 5)  # the keys of the practice authority hold some years before and after it
    small.lay_folder(folder)
    small.make_keys(folder / "keys")
    small.START = _moment(LAST)
    for year in range(first, LAST + 1):
        for name in ("catalogue", "responsible"):
            text = small.CATALOGUE if name == "catalogue" else small.RESPONSIBLE
            (folder / f"{name}-{year}.csv").write_text(text, encoding="utf-8")
    small.YEAR = first
    office = opened(folder, first)
    office.found()
    for year in range(first, LAST + 1):
        office.clock.moment = _moment(year)
        if year > first:
            small.open_year(office.office, "registrar", year)
        for group in GROUPS:
            codes = [f"O{n}" for n in range(1, ITEMS + 1) if GROUPS[n % 3] == group]
            for code in codes:
                office.contribute(code, group, text=f"{code} {year}")
            office.compile(*codes)
            office.submit(*codes)
            office.sign(*codes)
        if year < LAST:
            office.publish(*(f"O{n}" for n in range(1, ITEMS + 1)))
    office.close()


def publish(folder: Path) -> float:
    """Publish what is signed."""
    office = opened(folder)
    took = timed(lambda: small.done(small.publishing.publish(office.office, "web", None)))
    office.close()
    return took


def build(folder: Path, *, whole: bool = False) -> float:
    """``site build`` after one page of the office's own was written anew. :param whole: with nothing built before."""
    page = next((folder / "pages").iterdir())
    page.write_text(page.read_text(encoding="utf-8").replace("</html>", "<p>ใหม่</p></html>"), encoding="utf-8")
    if whole:
        shutil.rmtree(folder / "site")
    office = opened(folder)
    with suppress(ImportError):  # the earlier build publishes pages as they lie there
        from workflow.services.administration.accepted_pages import accept_pages

        accept_pages(office.office, "web")

    def work() -> None:
        assert small.publishing.rebuild(office.office).passed

    took = timed(work)
    office.close()
    return took


def fill(folder: Path, entries: int) -> None:
    """Journal entries of the usual size, such as steps leave."""
    from workflow.records.entry import Entry
    from workflow.records.journal import append

    now = datetime.now(UTC)
    office = opened(folder)
    for begin in range(0, entries, 2000):
        with office.office.unit_of_work() as uow:
            for number in range(begin, min(begin + 2000, entries)):
                entry = Entry(
                    kind="step", at=now, actor="director.policy", actor_name="นางสาวสมมติ ตั้งใจ",
                    actor_post="ผู้อำนวยการกลุ่มนโยบายและแผน", command="6f2b0f1e-0000-4000-8000-000000000001",
                    table_version="1", role="director", step="submit", fiscal_year=LAST,
                    item_code=f"O{number % ITEMS + 1}", from_state="group_compiled", to_state="submitted",
                    submission=1, facts={"memo": "ศธ ๐๔๐๐๐/๑๒", "files": 3, "reason": REASON},
                )  # fmt: skip
                append(uow.session, 1, entry)
            uow.commit()
    office.close()


def main(what: str, *given: str) -> object:
    """One of the works by its name; what it took."""
    if what == "make":
        return make(Path(given[0]), int(given[1]))
    if what == "fill":
        return fill(Path(given[0]), int(given[1]))
    works = {"publish": publish, "build": build, "whole": partial(build, whole=True)}
    return [works[what](Path(folder)) for folder in given][1:]


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
