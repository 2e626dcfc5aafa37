"""``oit measure``: measures that answer a result, followed until they are done, and the papers about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.context import counter, json_option, shared_options
from commands.free_text import FREE_TEXT
from commands.items.steps import PATH, thai_date
from commands.locale import tr, tr_all
from commands.numbers import BUDDHIST_YEAR, NUMBER
from commands.reports.papers import OUT, tell_paper
from commands.terminal.output import print_json
from commands.terminal.screen import day, fitted, table

if TYPE_CHECKING:
    from workflow.services.reports.measures import Line, Plan

YEAR = click.option("--year", type=BUDDHIST_YEAR, metavar="YYYY", help="ปีงบประมาณ พ.ศ.")
STATUSES = {"planned": "ตามแผน", "running": "กำลังดำเนินการ", "done": "ดำเนินการแล้ว", "dropped": "ยกเลิก"}
ANSWERS = {"yes": "ดีขึ้น", "partly": "ดีขึ้นบางข้อ", "no": "ไม่ดีขึ้น", None: "ยังไม่ทราบผล"}


@click.group(help="มาตรการ: เสนอจากผลการประเมิน  ติดตามจนเสร็จ  แผนและรายงาน", short_help="มาตรการจากผลการประเมิน")
@shared_options
def measure() -> None:
    """Only a group."""


def _codes(text: str | None) -> tuple[str, ...]:
    from workflow.thai import item_code

    return tuple(item_code(one) for one in (text or "").replace(";", ",").replace(" ", ",").split(",") if one)


@measure.command(
    name="propose",
    help="เสนอมาตรการจากผลการประเมิน: ข้อที่เสียคะแนนตามสาเหตุ ข้อเสนอแนะ และตัวชี้วัดที่อ่อน  ใส่ --take เพื่อบันทึกทั้งหมด",
    short_help="เสนอมาตรการจากผลการประเมิน",
)
@click.option("--framework", metavar="KEY", help="กรอบการประเมิน เช่น moe-oit")
@click.option("--year", type=BUDDHIST_YEAR, metavar="YYYY", help="ปีงบประมาณของผลการประเมิน")
@click.option("--take", is_flag=True, help="บันทึกเป็นมาตรการของปีงบประมาณถัดจากผล")
@json_option
@shared_options
def propose(framework: str | None, year: int | None, take: bool) -> None:
    from workflow.services.reports.measures import add
    from workflow.services.reports.proposals import propose as look
    from workflow.services.reports.results import show_result

    here = counter()
    plans = look(here.office(), framework, year)
    if take:
        shown = show_result(here.office(), framework, year)
        _show(add(here.office(), here.login(), plans, year=shown.framework.year + 1, framework=shown.framework.key))
        return
    if here.json:
        print_json([_plan_json(one) for one in plans])
        return
    for n, one in enumerate(plans, 1):
        click.echo(fitted(f"{n}. {one.title}", "   "))
        _tell_plan(one)
    if not plans:
        click.echo(tr("ไม่มีข้อที่ต้องแก้ไข", here.language))


def _options(command: Any) -> Any:
    for option in reversed(
        (
            click.option("--step", "steps", multiple=True, metavar="TEXT", help="ขั้นตอน (ใส่ได้หลายครั้ง)"),
            click.option("--group", "groups", multiple=True, metavar="GROUP", help="กลุ่มที่รับผิดชอบ (ใส่ได้หลายครั้ง)"),
            click.option("--items", metavar="O15,O21", help="ข้อของปีที่ประเมิน"),
            click.option("--indicator", metavar="N", help="ตัวชี้วัด"),
            click.option("--from", "starts", callback=thai_date, metavar="DATE", help="วันที่เริ่ม"),
            click.option("--until", "ends", callback=thai_date, metavar="DATE", help="วันที่สิ้นสุด"),
            click.option("--monitoring", metavar="TEXT", help="การกำกับติดตาม"),
            click.option("--reporting", metavar="TEXT", help="การรายงานผล"),
        )
    ):
        command = option(command)
    return command


@measure.command(name="add", help="เพิ่มมาตรการ", short_help="เพิ่มมาตรการ")
@click.argument("title")
@_options
@click.option("--result-year", type=BUDDHIST_YEAR, metavar="YYYY", help="ปีงบประมาณของผลการประเมิน")
@click.option("--framework", metavar="KEY", default="moe-oit", show_default=True, help="กรอบการประเมิน เช่น moe-oit")
@YEAR
@json_option
@shared_options
def add_(
    title: str, steps: tuple[str, ...], groups: tuple[str, ...], items: str | None, indicator: str | None,
    starts: date | None, ends: date | None, monitoring: str | None, reporting: str | None, result_year: int | None,
    framework: str, year: int | None,
) -> None:  # fmt: skip
    from workflow.services.reports.measures import Plan, add

    here = counter()
    plan = Plan(
        title, steps, groups, None, result_year, indicator, _codes(items), monitoring or "", reporting or "", starts,
        ends,
    )  # fmt: skip
    _show(add(here.office(), here.login(), [plan], year=year, framework=framework))


@measure.command(name="change", help="แก้ไขมาตรการที่ NUMBER  เฉพาะช่องที่ระบุ", short_help="แก้ไขมาตรการ")
@click.argument("number", type=NUMBER)
@click.option("--title", metavar="TEXT", help="ชื่อมาตรการ")
@_options
@YEAR
@json_option
@shared_options
def change_(number: int, year: int | None, items: str | None, **given: Any) -> None:
    from workflow.services.reports.measures import change

    here = counter()
    changes = {name: value for name, value in given.items() if value not in (None, ())}
    if items is not None:
        changes["items"] = _codes(items)
    _show([change(here.office(), here.login(), number, changes, year=year)])


@measure.command(name="begin", help="บันทึกว่าเริ่มดำเนินการมาตรการที่ NUMBER แล้ว", short_help="เริ่มดำเนินการ")
@click.argument("number", type=NUMBER)
@YEAR
@json_option
@shared_options
def begin_(number: int, year: int | None) -> None:
    from workflow.services.reports.measures import begin

    here = counter()
    _show([begin(here.office(), here.login(), number, year=year)])


@measure.command(
    name="close",
    help="ปิดมาตรการที่ NUMBER ด้วยผลและหลักฐาน (ไฟล์หรือที่อยู่เว็บ อย่างน้อยหนึ่ง)",
    short_help="ปิดมาตรการด้วยผลและหลักฐาน",
)
@click.argument("number", type=NUMBER)
@click.option("--result", default="", metavar="TEXT", help="สิ่งที่ได้ดำเนินการ (ต้องระบุ)")
@click.option("--outcome", default="", metavar="TEXT", help="ผลที่เกิดขึ้น")
@click.option("--file", "files", multiple=True, type=PATH, metavar="FILE", help="ไฟล์หลักฐาน (ใส่ได้หลายครั้ง)")
@click.option("--url", "addresses", multiple=True, metavar="URL", help="ที่อยู่เว็บของหลักฐาน (ใส่ได้หลายครั้ง)")
@YEAR
@json_option
@shared_options
def close_(
    number: int, result: str, outcome: str, files: tuple[Path, ...], addresses: tuple[str, ...], year: int | None
) -> None:
    from workflow.services.reports.measures import close

    here = counter()
    done = close(
        here.office(), here.login(), number, result, outcome=outcome, files=files, addresses=addresses, year=year
    )
    _show([done])


@measure.command(name="drop", help="ยกเลิกมาตรการที่ NUMBER โดยมีเหตุผล", short_help="ยกเลิกมาตรการ")
@click.argument("number", type=NUMBER)
@click.option("--reason", type=FREE_TEXT, default="", metavar="TEXT", help="เหตุผล (ต้องระบุ)")
@YEAR
@json_option
@shared_options
def drop_(number: int, reason: str, year: int | None) -> None:
    from workflow.services.reports.measures import drop

    here = counter()
    _show([drop(here.office(), here.login(), number, reason, year=year)])


@measure.command(name="list", help="มาตรการของปีงบประมาณ และผลต่อคะแนนปีถัดไป", short_help="มาตรการทั้งหมด")
@YEAR
@json_option
@shared_options
def list_(year: int | None) -> None:
    from workflow.services.reports.proposals import helped

    here = counter()
    found = helped(here.office(), year=year)
    if here.json:
        print_json(
            [
                {
                    **_json(one.measure), "helped": one.answer,
                    "before": {code: f"{score:.2f}" for code, score in one.before.items()},
                    "after": {code: f"{score:.2f}" for code, score in (one.after or {}).items()},
                }
                for one in found
            ]
        )  # fmt: skip
        return
    if not found:
        click.echo(tr("ยังไม่มีมาตรการ", here.language))
        return
    heads = tr_all(("ที่", "มาตรการ", "สถานะ", "กำหนด", "ผลต่อคะแนน"), here.language, "measure")
    rows = []
    for one in found:
        line = one.measure
        status = tr("เกินกำหนด", here.language, "measure") if line.overdue else tr(
            STATUSES[line.status.value], here.language, "measure")  # fmt: skip
        rows.append((str(line.number), line.plan.title, status, day(line.plan.ends, here.language),
                     tr(ANSWERS[one.answer], here.language, "measure")))  # fmt: skip
    table(heads, rows, (3, 34, 14, 10, 11))


def _paper(which: str, year: int | None, out: Path | None, to: str | None, memo: bool) -> None:
    from workflow.services.reports.measure_papers import draft_cover, draft_paper

    here = counter()
    made = draft_paper(here.office(), here.login(), which, year=year)
    tell_paper(made, out, to=to, more=[draft_cover(here.office(), here.login(), made)] if memo else [])


def _paper_command(which: str, text: str, short: str) -> None:
    @measure.command(name=which, help=text, short_help=short)
    @click.option("--to", metavar="O42", help="ส่งเป็นข้อมูลของข้อนี้ในนามกลุ่มของผู้สั่ง")
    @click.option("--memo", is_flag=True, help="ร่างบันทึกข้อความนำเรื่องด้วย")
    @OUT
    @YEAR
    @json_option
    @shared_options
    def paper(to: str | None, memo: bool, out: Path | None, year: int | None) -> None:
        _paper(which, year, out, to, memo)


_paper_command("analysis", "จัดทำเอกสารวิเคราะห์ผลการประเมิน พร้อมแผนภูมิและตาราง", "เอกสารวิเคราะห์ผลการประเมิน")
_paper_command("plan", "จัดทำแผนมาตรการ (ข้อ 42 ของปี 2566): ปก คำนำ ผล การวิเคราะห์ และตารางมาตรการ", "แผนมาตรการ")
_paper_command("report", "จัดทำรายงานผลการดำเนินการตามมาตรการ (ข้อ 43 ของปี 2566)", "รายงานผลตามมาตรการ")


# --- telling ----------------------------------------------------------------------------------------------------------


def _show(found: list[Line]) -> None:
    here = counter()
    if here.json:
        print_json([_json(one) for one in found])
        return
    for one in found:
        status = tr(STATUSES[one.status.value], here.language, "measure")
        told = tr("✓ มาตรการที่ {number}  {title}  ({status})", here.language, number=one.number, title=one.plan.title,
                  status=status)  # fmt: skip
        click.echo(fitted(told, "    "))
        _tell_plan(replace(one.plan, groups=one.names))


def _tell_plan(plan: Plan) -> None:
    here = counter()
    names = here.groups()
    if plan.items or plan.indicator:
        about = ", ".join(plan.items) or f"{tr('ตัวชี้วัด', here.language)} {plan.indicator}"
        click.echo(fitted(f"   {about}", "   "))
    if plan.groups:
        click.echo(fitted("   " + ", ".join(names.get(key, key) for key in plan.groups), "   "))
    else:
        click.echo(fitted("   ! " + tr("ยังไม่มีกลุ่มที่รับผิดชอบ  กำหนดด้วย --group", here.language), "   "))
    for step in plan.steps:
        click.echo(fitted(f"   - {step}", "     "))


def _plan_json(plan: Plan) -> dict[str, Any]:
    return {
        "title": plan.title, "origin": plan.origin.value if plan.origin else None, "items": list(plan.items),
        "indicator": plan.indicator, "from_year": plan.from_year, "steps": list(plan.steps),
        "groups": list(plan.groups), "monitoring": plan.monitoring, "reporting": plan.reporting,
        "starts": plan.starts, "ends": plan.ends,
    }  # fmt: skip


def _json(one: Line) -> dict[str, Any]:
    return {
        "number": one.number, "fiscal_year": one.fiscal_year, "framework": one.framework, "status": one.status.value,
        "overdue": one.overdue, "result": one.result, "outcome": one.outcome, "evidence": list(one.evidence),
        **_plan_json(one.plan),
    }  # fmt: skip
