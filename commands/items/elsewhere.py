"""``oit sign --approve|--prepare|--finish`` and, where the key is, ``oit key sign``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import messages
from commands.context import OUT_PATH, Counter, counter, json_option, key_secret, shared_options
from commands.locale import tr, tr_all
from commands.terminal.output import outcomes, plain, print_json
from commands.terminal.screen import SCREEN, moment

if TYPE_CHECKING:
    from workflow.services.approval.request_files import SigningRequestFile
    from workflow.services.context.results import Outcome

_PATH = click.Path(path_type=Path)
_LABELS = ("บันทึกเลขที่", "เรื่อง", "ความเห็นของหัวหน้า", "รหัสความเห็นชอบ", "เอกสาร", "ผู้ลงนาม", "สำนักงาน", "ใช้ได้ถึง")

OPTIONS: list[Callable[[Any], Any]] = [
    click.option("--approve", is_flag=True, help="เห็นชอบไว้ก่อน ยังไม่ลงลายมือชื่อ (ใบรับรองไม่อยู่ที่นี่)"),
    click.option("--prepare", type=OUT_PATH, metavar="FILE", help="เขียนคำขอลงนามเป็น FILE ไปลงนามที่เครื่องซึ่งมีใบรับรอง"),
    click.option("--finish", type=_PATH, metavar="FILE", help="รับผลการลงนามจาก oit key sign"),
]
"""What ``oit sign`` has beside the step itself, for a key that is somewhere else."""


def asked(here: Counter, arguments: dict[str, Any], codes: Callable[[], Sequence[str] | None]) -> bool:
    """Do what was asked with one of the options; ``False``: none was. :raises UsageError: several were."""
    given = [name for name in ("approve", "prepare", "finish") if arguments[name]]
    if not given:
        return False
    if len(given) > 1:
        raise click.UsageError(tr("ใช้ --approve --prepare หรือ --finish อย่างเดียว", here.language))
    if arguments["token"] or (arguments["key_file"] and given[0] != "prepare"):
        raise click.UsageError(tr("--key ใช้กับ --prepare เพื่อระบุไฟล์ใบรับรอง นอกนั้นไม่ต้องใส่ใบรับรอง", here.language))
    office, login, year = here.office(), here.login(), arguments["year"]
    decided = {name: arguments[name] for name in ("excepted", "reason", "capacity", "year")}
    if given[0] == "finish":
        from workflow.services.approval.finishing import finish

        _results(here, finish(office, login, arguments["finish"], year=year), tr("ลงนามแล้ว", here.language))
    elif given[0] == "approve":
        from workflow.services.approval.approving import approve

        done = tr("เห็นชอบแล้ว รอลงลายมือชื่อเมื่อมีใบรับรอง", here.language)
        _results(here, approve(office, login, codes(), **decided), done)
    else:
        from workflow.services.approval.requesting import prepare

        key = arguments["key_file"]
        _told(here, prepare(office, login, codes(), arguments["prepare"], certificate=key, **decided), arguments)
    return True


def _results(here: Counter, results: Sequence[Outcome], done: str) -> None:
    if results:
        outcomes(results, "sign", done)
    elif here.json:
        print_json({"step": "sign", "results": []})
    else:
        click.echo(tr("ไม่มีเรื่องที่ต้องดำเนินการ", here.language))


def _told(here: Counter, written: SigningRequestFile | None, arguments: dict[str, Any]) -> None:
    if written is None:
        _results(here, [], "")
    elif here.json:
        print_json(_values(written, arguments["prepare"]))
    else:
        for line in shown(written, here.language):
            click.echo(line)
        path = arguments["prepare"]
        told = tr("✓ เขียน {file} แล้ว  ที่เครื่องซึ่งมีใบรับรอง สั่ง", here.language, file=path)
        click.echo(f"{told}\n    oit key sign {path.name}")


def _values(written: SigningRequestFile, path: Path) -> dict[str, Any]:
    memos = [
        {"memo": memo.memo, "request": memo.code, "approved": memo.manifest, "decision": memo.decision,
         "papers": [{"name": p.name, "item": p.item, "sha256": p.sha256} for p in memo.papers]}
        for memo in written.memos
    ]  # fmt: skip
    return {"file": str(path), "certificate": written.certificate, "until": written.until, "memos": plain(memos)}


def shown(written: SigningRequestFile, language: str) -> list[str]:
    """What is asked to be signed, in lines of the terminal's width: to be read, and compared by telephone."""
    from messages.labels import FORMS
    from workflow.services.context.results import of_item

    memo_is, subject_is, decision_is, digest_is, paper_is, who, where, until = tr_all(_LABELS, language, "request")
    ends = moment(datetime.fromisoformat(written.until), language)
    rows = [(where, written.office), (who, written.name), (until, ends)]
    for memo in written.memos:
        rows += [(memo_is, memo.memo), (subject_is, memo.subject), (decision_is, memo.decision)]
        rows.append((digest_is, memo.manifest[:16]))
        for paper in memo.papers:
            name = of_item(paper.item, paper.name) if paper.item else FORMS["memo"][language == "en"]
            rows.append((paper_is, f"{name}  {paper.sha256[:16]}"))
    lines: list[str] = []
    for label, text in rows:
        lines += messages.wrap(f"{label}: {text}", SCREEN - 2, "  ").split("\n")
    return lines


@click.command(
    help="ลงนามตามคำขอ FILE ที่สำนักงานทำไว้ด้วย oit sign --prepare ด้วยใบรับรองหรืออุปกรณ์ (Token) ที่เครื่องนี้ "
    "ไม่ต้องมีโฟลเดอร์สำนักงาน\n\n"
    "แสดงสิ่งที่จะลงนาม แล้วถามรหัสผ่านหรือ PIN ผลเป็นไฟล์ ให้สำนักงานรับด้วย oit sign --finish",
    short_help="ลงนามตามคำขอจากสำนักงาน",
)
@click.argument("file", type=_PATH)
@click.option("--key", "key_file", type=_PATH, metavar="FILE", help="ไฟล์ใบรับรอง .p12")
@click.option("--token", metavar="LABEL", help="ใบรับรองในอุปกรณ์ (Token) หรือบัตร: ชื่อใบรับรอง ชื่ออุปกรณ์ หรือ อุปกรณ์/ใบรับรอง")
@click.option("--library", type=_PATH, metavar="FILE", help="ไลบรารี PKCS#11 ของผู้ผลิตอุปกรณ์ (Token) (ใช้กับ --token)")
@click.option("--out", type=OUT_PATH, metavar="FILE", help="ไฟล์ผลการลงนาม (ปกติต่อท้ายชื่อเดิมด้วย .signed)")
@json_option
@shared_options
def sign(file: Path, key_file: Path | None, token: str | None, library: Path | None, out: Path | None) -> None:
    import wiring
    from workflow.services.approval.request_files import SigningRequestFile, sign_request, write

    here = counter()
    if (key_file is None) == (token is None):
        raise click.UsageError(tr("ระบุใบรับรองด้วย --key FILE หรือ --token LABEL อย่างเดียว", here.language))
    place = key_file if key_file is not None else Path(f"token:{token}")
    wanted = SigningRequestFile.read(file)
    for line in [] if here.json else shown(wanted, here.language):
        click.echo(line, err=True)
    target = out or file.with_name(f"{file.stem}.signed{file.suffix or '.json'}")
    values = sign_request(wiring.KeyFilesAndTokens(library), wanted, place, lambda: key_secret(place))
    write(target, values.text())
    if here.json:
        print_json({"file": str(target), "signed": sorted(values.values)})
        return
    told = tr(
        "✓ ลงนามแล้ว {count} ฉบับ เขียน {file}  ส่งให้สำนักงานแล้วสั่ง", here.language, count=len(values.values), file=target
    )
    click.echo(f"{told}\n    oit sign --finish {target.name}")
