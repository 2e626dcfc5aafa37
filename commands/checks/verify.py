"""``oit verify FILE``: explain the signatures of any PDF, with or without an office."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from commands.context import OUT_PATH, counter, shared_options
from commands.locale import tr
from commands.terminal.screen import fitted
from workflow.thai.zone import BANGKOK

MISUSE = 2
FIRST_YEAR, LAST_YEAR = 1990, 2200

_HELP = """ตรวจลายมือชื่ออิเล็กทรอนิกส์ในไฟล์ PDF และบอกเหตุผลทุกข้อ ใช้ได้แม้ไม่มีโฟลเดอร์สำนักงาน

จบด้วยรหัส 0 เมื่อผ่าน, 1 เมื่อไม่ผ่านหรือยังสรุปไม่ได้, 2 เมื่อใช้คำสั่งผิด"""


@click.command("verify", help=_HELP, short_help="ตรวจลายมือชื่อใน PDF")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--issued", metavar="FILE", type=click.Path(path_type=Path), help="ไฟล์ฉบับที่ออกให้ก่อนลงนาม")
@click.option("--policy", "policy_file", metavar="FILE", type=click.Path(path_type=Path), help="ไฟล์นโยบาย TOML")
@click.option(
    "--crl",
    "--ocsp",
    "crl_files",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="ข้อมูลการเพิกถอน (CRL หรือคำตอบ OCSP)",
)
@click.option("--at", "at_text", metavar="TIME", help="ตรวจ ณ เวลานี้ (ISO 8601 เช่น 2026-04-30T16:30+07:00)")
@click.option("--json", "as_json", is_flag=True, help="พิมพ์ผลเป็น JSON")
@click.option("--report", metavar="OUT.pdf", type=OUT_PATH, help="เขียนรายงาน ๑ หน้าเป็น PDF")
@shared_options
@click.pass_context
def verify(
    ctx: click.Context,
    file: Path,
    issued: Path | None,
    policy_file: Path | None,
    crl_files: tuple[Path, ...],
    at_text: str | None,
    as_json: bool,
    report: Path | None,
) -> None:
    from wiring import tell_signatures

    here = counter()
    own = here.policy() if policy_file is None else None
    text, code = tell_signatures(
        file,
        issued=issued,
        policy=policy_file,
        own_policy=own,
        office=here.office_name() if own is not None else "",
        crls=crl_files,
        at=_moment(at_text, here.language),
        as_json=as_json,
        report=report,
        lang=here.language,
        wrap=fitted,
    )
    click.echo(text, err=code == MISUSE and not as_json)
    ctx.exit(code)


def _moment(text: str | None, lang: str) -> datetime | None:
    """The moment of ``--at``; without a zone it is Thai time.

    :raises BadParameter: no time, or a year in which no certificate was ever good (a Buddhist year is one).
    """
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        message = tr("--at ต้องเป็นเวลาแบบ ISO 8601", lang)
        raise click.BadParameter(message, param_hint="--at") from None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        shape = "--at ต้องเป็นปี ค.ศ. {first} ถึง {last} (ค.ศ. = พ.ศ. - 543)"
        told = tr(shape, lang, first=FIRST_YEAR, last=LAST_YEAR)
        raise click.BadParameter(told, param_hint="--at")
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=BANGKOK)
