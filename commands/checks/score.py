"""``oit score``: results of an assessment, today's estimate, the way to the next level, replies to the evaluators."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

import click

from commands.checks.reply import compare, reply
from commands.checks.score_now import estimate_json, tell_estimate
from commands.checks.score_result import tell_result
from commands.context import counter, json_option, shared_options
from commands.cycles import cycle_options
from commands.locale import tr
from commands.numbers import BUDDHIST_YEAR
from commands.terminal.output import print_json, reason_lines
from workflow.rules.errors import BadInput


@click.group(help="คะแนนการประเมิน: นำเข้าผล  ดูผลและวิเคราะห์  ประมาณการวันนี้", short_help="คะแนนการประเมิน")
@shared_options
def score() -> None:
    """Only a group."""


score.add_command(compare)
score.add_command(reply)


@score.command(
    "import",
    help="นำเข้าผลการประเมินจากไฟล์ .csv .xlsx หรือข้อความที่คัดลอกมา  มีข้อใดไม่ตรงแม้ข้อเดียว จะไม่บันทึกเลยและบอกทุกแห่งที่ไม่ตรง",
    short_help="นำเข้าผลการประเมิน",
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True))
@click.option("--framework", metavar="KEY", help="กรอบการประเมิน เช่น moe-oit")
@click.option("--year", type=BUDDHIST_YEAR, metavar="YYYY", required=True, help="ปีงบประมาณ พ.ศ.")
@click.option("--national", metavar="N", help="ค่าเฉลี่ยระดับประเทศ")
@click.option("--correction", is_flag=True, help="เป็นผลที่ผู้ประเมินแก้ไขภายหลัง ผลเดิมยังเก็บไว้")
@json_option
@shared_options
def import_(file: Path, framework: str | None, year: int, national: str | None, correction: bool) -> None:
    from workflow.services.reports.results import import_result

    here = counter()
    pasted = str(file) == "-"
    data = sys.stdin.buffer.read() if pasted else file.read_bytes()
    name = "stdin" if pasted else file.name
    mean = _number("--national", national) if national is not None else None
    shown = import_result(
        here.office(), here.login(), name, data, framework, year, national=mean, correction=correction
    )
    tell_result(shown)
    if not here.json:
        for line in reason_lines(shown.notes, here.language):
            click.echo(line)


@score.command("show", help="ผลการประเมินล่าสุด พร้อมการวิเคราะห์", short_help="ผลการประเมินล่าสุด")
@click.option("--framework", metavar="KEY", help="กรอบการประเมิน เช่น moe-oit")
@click.option("--year", type=BUDDHIST_YEAR, metavar="YYYY", help="ปีงบประมาณ พ.ศ.")
@click.option("--weak", type=click.IntRange(1, 20), default=3, metavar="N", help="จำนวนตัวชี้วัดที่ต้องแก้ไขเร่งด่วน")
@json_option
@shared_options
def show(framework: str | None, year: int | None, weak: int) -> None:
    from workflow.services.reports.results import show_result

    tell_result(show_result(counter().office(), framework, year, weak=weak))


@score.command(
    "now",
    help="ประมาณการคะแนนวันนี้เป็นช่วง จากที่พิสูจน์ได้  ข้อที่เสียหรือยังไม่แน่นอน เพราะอะไร ใครแก้ ใช้แรงเท่าใด และทางที่สั้นที่สุดไประดับถัดไป",
    short_help="ประมาณการคะแนนวันนี้",
)
@cycle_options
@click.option("--if", "suppose", metavar="O15,O21", help="สมมุติว่าข้อเหล่านี้แก้ไขแล้ว")
@click.option("--assume", multiple=True, metavar="IIT=90", help="คะแนนของเครื่องมืออื่นที่สำนักงานสมมุติเอง เต็ม 100")
@click.option("--keep", is_flag=True, help="เก็บไว้เทียบกับผลการประเมินภายหลัง")
@json_option
@shared_options
def now(year: int | None, suppose: str | None, assume: tuple[str, ...], keep: bool) -> None:
    from workflow.services.reports.estimating import score_now

    here = counter()
    found = score_now(
        here.office(),
        year=year,
        suppose=[code.strip() for code in (suppose or "").replace(";", ",").split(",") if code.strip()],
        assumed=_assumed(assume),
        keep_for=here.login() if keep else None,
    )
    if here.json:
        print_json(estimate_json(found))
    else:
        tell_estimate(found)


def _assumed(given: tuple[str, ...]) -> Mapping[str, Decimal]:
    found = {}
    for text in given:
        key, sign, value = text.partition("=")
        if not sign:
            raise BadInput("assumption_not_understood", value=text)
        found[key.strip().upper()] = _number("--assume", value)
    return found


def _number(option: str, text: str) -> Decimal:
    try:
        value = Decimal(text.strip().translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")))
    except InvalidOperation:
        value = Decimal(-1)
    if not value.is_finite() or not 0 <= value <= 100:
        raise click.BadParameter(
            tr("ต้องเป็นตัวเลข 0 ถึง 100", counter().language),
            param_hint=option,
        )
    return value
