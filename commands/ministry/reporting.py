"""``oit ministry report``: everything of a province as one workbook, at once or by whichever worker is free."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

import messages
from commands.context import OUT_PATH, counter, json_option, shared_options
from commands.locale import tr
from commands.ministry.address import database_option, opened
from commands.ministry.views import COUNTED, head
from commands.terminal.output import label_state, plain, print_json
from workflow.thai.zone import BANGKOK

if TYPE_CHECKING:
    from workflow.ports.sheets import TidyTable
    from workflow.services.ministry.office_list import Ministry
    from workflow.services.ministry.views import ProvinceReport


def reporter(inspector: Ministry, folder: Path) -> Callable[[str], Path]:
    """Writes the report of a province into ``folder`` and gives its path; one that says the same is left as it lies.

    :param inspector: the database as who may see every office.
    """

    def write(province: str) -> Path:
        import wiring
        from workflow.services.ministry.views import province_report

        found = province_report(inspector, wiring.SystemClock().now(), province)
        path = folder / f"{province.replace('/', '-')}-{found.fiscal_year}.xlsx"
        says = _digest(found)
        mark = path.with_suffix(".sha256")
        if path.is_file() and mark.is_file() and mark.read_text(encoding="ascii").strip() == says:
            return path
        folder.mkdir(parents=True, exist_ok=True)
        mark.unlink(missing_ok=True)  # killed in between, it is written again
        beside = path.with_suffix(".part")
        beside.write_bytes(wiring.workbook(_tables(found)))
        beside.replace(path)
        mark.write_text(f"{says}\n", encoding="ascii")
        return path

    return write


def _digest(found: ProvinceReport) -> str:
    """Of what it says, the moment left out."""
    said = json.dumps(plain([[asdict(o) for o in found.offices], [(key, asdict(i)) for key, i in found.items]]))
    return hashlib.sha256(said.encode()).hexdigest()


def _tables(found: ProvinceReport) -> list[TidyTable]:
    from workflow.ports.sheets import TidyTable

    lang = counter().language
    names = ("key", "name", *COUNTED, "moved_at", "why")
    offices = tuple(
        (*(getattr(one.office, name) for name in names[:-2]),
         one.office.moved_at and one.office.moved_at.astimezone(BANGKOK).date(),
         "; ".join(messages.say(r.code, r.facts, lang) for r in one.reasons))
        for one in found.offices
    )  # fmt: skip
    heads = tuple(tr(one, lang, "ministry") for one in ("รหัส", "ข้อ", "ชื่อ", "สถานะ", "ตั้งแต่"))
    items = tuple(
        (key, i.code, i.title, label_state(i.state.value, lang), i.entered_at.astimezone(BANGKOK).date())
        for key, i in found.items
    )
    return [
        TidyTable("offices", tr("ความก้าวหน้ารายสำนักงาน", lang), tuple(head(name) for name in names), offices),
        TidyTable("items", tr("สถานะรายข้อ", lang), heads, items),
    ]


@click.command(
    help="รายงานของทั้งจังหวัดเป็นไฟล์ .xlsx: ทุกสำนักงานพร้อมเหตุที่ต้องติดตาม และสถานะทุกข้อ  ไม่ระบุจังหวัด = ทุกจังหวัด  "
    "--out DIR เขียนเดี๋ยวนี้ด้วยบัญชีผู้ตรวจ  ไม่ใส่ = ให้ oit worker ที่ใส่ --reports เขียน ด้วยบัญชีเจ้าของ",
    short_help="รายงานของทั้งจังหวัด",
)
@click.option("--province", "provinces", multiple=True, metavar="NAME", help="เฉพาะจังหวัดนี้  ระบุซ้ำได้")
@click.option("--out", type=OUT_PATH, metavar="DIR", help="เขียนลงโฟลเดอร์นี้เดี๋ยวนี้")
@database_option
@json_option
@shared_options
def report(provinces: tuple[str, ...], out: Path | None, database: str | None) -> None:
    import wiring
    from workflow.rules.errors import MissingOnMachine
    from workflow.services.ministry.nights import have_reported
    from workflow.services.ministry.views import overview

    here, ministry = counter(), opened(database)
    if out is not None:
        named = provinces or tuple(
            one.province for one in overview(ministry, wiring.SystemClock().now()).provinces if one.province
        )
        written = [reporter(ministry, out)(province) for province in named]
        if here.json:
            print_json({"files": [str(path) for path in written]})
            return
        for path in written:
            click.echo(f"✓ {path}")
        return
    jobs = wiring.jobs()
    if jobs is None:
        raise MissingOnMachine("jobs_missing")
    added, of = have_reported(ministry, provinces, jobs.defer_on)
    if here.json:
        print_json({"added": added, "provinces": of})
        return
    click.echo(tr("✓ เพิ่มงานรายงาน {added} งาน จาก {provinces} จังหวัด", here.language, added=added, provinces=of))
