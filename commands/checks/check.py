"""``oit check FILE…``: what a careful registrar would notice in a text, with or without an office."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import messages
from commands.context import counter, json_option, shared_options
from commands.locale import tr
from commands.terminal.output import print_json
from commands.terminal.screen import SCREEN, heading
from workflow.rules.errors import BadInput

_HELP = """ตรวจข้อความในเอกสาร: วันที่ ชื่อหน่วยงาน ปี จำนวน คะแนน เลขข้อ เลขที่ ช่องลงนาม และคำสะกด ใช้ได้แม้ไม่มีโฟลเดอร์สำนักงาน

รับไฟล์ .docx .pdf .txt .md .csv และ .xlsx จบด้วยรหัส 0 เมื่อไม่พบ, 1 เมื่อพบ, 2 เมื่อใช้คำสั่งผิด"""


@click.command("check", help=_HELP, short_help="ตรวจข้อความในเอกสาร")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@json_option
@shared_options
@click.pass_context
def check(ctx: click.Context, files: tuple[Path, ...]) -> None:
    import wiring

    here = counter()
    office = here.office_if_any()
    found: list[dict[str, Any]] = []
    for file in files:
        try:
            findings = wiring.check_file(file, office)
        except BadInput as refused:
            # One file that cannot be read does not keep the others from being checked.
            facts = dict(refused.facts)
            text = messages.say(refused.code, facts, here.language)
            found.append(
                {"file": str(file), "line": None, "page": None, "code": refused.code, "text": text, "facts": facts}
            )
            continue
        for one in findings:
            facts = {**one.facts, "text": one.text}
            found.append(
                {
                    "file": str(file),
                    "line": one.line,
                    "page": one.page,
                    "code": one.code,
                    "text": messages.say(one.code, facts, here.language),
                    "facts": facts,
                }
            )
    if here.json:
        print_json({"findings": found})
    else:
        _show(files, found, here.language)
    ctx.exit(1 if found else 0)


_WORDS = {
    "line": "บรรทัดที่ {line}",
    "page": "หน้า {page} บรรทัดที่ {line}",
    "do": "วิธีแก้",
    "none": "ไม่พบข้อผิดพลาด",
    "some": "พบ {count} แห่ง  โปรดตรวจทุกแห่งด้วยตนเองก่อนแก้",
}


def _show(files: tuple[Path, ...], found: list[dict[str, Any]], language: str) -> None:
    for file in files:
        own = [one for one in found if one["file"] == str(file)]
        heading(file.name)
        for one in own:
            where = ""
            if one["line"] is not None:
                where = (
                    tr(_WORDS["page" if one["page"] else "line"], language, page=one["page"], line=one["line"]) + ": "
                )
            click.echo(messages.wrap(f"- {where}{one['text']}", SCREEN - 2, "  "))
            do = messages.do(one["code"], one["facts"], language)
            click.echo(messages.wrap(f"    {tr(_WORDS['do'], language)}: {do}", SCREEN - 2, "      "))
        click.echo(tr(_WORDS["some" if own else "none"], language, count=len(own)))
