"""Papers: ``oit document new|issue|list|show`` and ``oit template check|copy``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import messages
from commands.context import OUT_PATH, Counter, counter, json_option, key_secret, shared_options
from commands.cycles import cycle_options
from commands.items.steps import PATH, thai_date
from commands.locale import tr, tr_all
from commands.numbers import NUMBER
from commands.terminal.output import findings_json, plain, print_json, reason_lines
from commands.terminal.screen import table
from workflow.rules.errors import WorkflowError

if TYPE_CHECKING:
    from workflow.services.documents.drafting import Made

OUT = click.option("--out", type=OUT_PATH, metavar="DIR", help="โฟลเดอร์ของไฟล์ (ปกติ documents ในโฟลเดอร์ของสำนักงาน)")
KINDS = (
    "order general_order announcement letter cover_memo meeting activity newsletter responsibility "
    "publication_request calendar"
)


@click.command(
    help="นำบันทึก และเอกสารที่หัวหน้าหน่วยงานต้องลงนาม ออกมาเป็นไฟล์ เพื่อพิมพ์หรือลงนามที่เครื่องอื่น  ลงนามแล้วรับกลับด้วยคำสั่ง oit receive"
)
@click.argument("items", nargs=-1, required=True)
@click.option("--out", type=OUT_PATH, default=Path("papers"), show_default=True, metavar="DIR", help="โฟลเดอร์ปลายทาง")
@cycle_options
@json_option
@shared_options
def papers(items: tuple[str, ...], out: Path, year: int | None) -> None:
    from workflow.services.approval.export_papers import export_papers

    here = counter()
    written = export_papers(here.office(), items, out, year=year)
    if here.json:
        print_json([{"memo": w.memo, "item": w.item, "path": str(w.path), "pages": w.pages, "signed": w.signed}
                    for w in written])  # fmt: skip
        return
    pages = tr("หน้า", here.language)
    signed = tr("  ลงนามแล้ว", here.language)
    for w in written:
        click.echo(f"✓ {w.path}  {w.pages} {pages}{signed if w.signed else ''}")


@click.group(
    help="เอกสาร: คำสั่งแต่งตั้งคณะทำงาน (order)  คำสั่งมอบหมายหรือแต่งตั้ง (general_order)  ประกาศ (announcement)  "
    "หนังสือภายนอก (letter)  รายงานการประชุม (meeting)  แบบสรุปผลการจัดกิจกรรม (activity)  จดหมายข่าว (newsletter)  "
    "ตารางผู้รับผิดชอบ (responsibility)  ใบขอเผยแพร่ (publication_request)  ปฏิทินปฏิบัติงาน (calendar)"
)
def document() -> None:
    pass


@document.command(
    name="new",
    help=f"ร่างเอกสารชนิด KIND เป็น Word และ PDF  ยังไม่ใช้เลข\n\n\bKIND: {KINDS}\n\n"
    "responsibility, publication_request และ calendar จัดทำจากข้อมูลในระบบ ไม่ต้องใส่ --data  "
    "general_order ใส่ --about ให้โปรแกรมร่างจากข้อมูลในระบบ แล้วแก้ด้วย --data ได้",
)
@click.argument("kind")
@click.option(
    "--about",
    type=click.Choice(("assignment", "substitutes", "registrar", "web")),
    help="คำสั่งเรื่องใด: assignment มอบหมายผู้รับผิดชอบแต่ละข้อ พร้อมบัญชีแนบท้าย  substitutes ผู้รักษาราชการแทนตามลำดับ  "
    "registrar เจ้าหน้าที่สารบรรณ  web ผู้รับผิดชอบเว็บไซต์",
)
@click.option("--person", "people", multiple=True, metavar="LOGIN", help="ผู้ที่คำสั่งระบุชื่อ ตามลำดับ ใช้กับ --about")
@click.option("--data", type=PATH, metavar="FILE", help="ข้อมูลของเอกสาร (.toml หรือ .json)")
@click.option("--ask", is_flag=True, help="ถามทีละช่อง")
@click.option("--to", metavar="ITEM", help="ส่ง PDF ของเอกสารที่จัดทำเสร็จแล้วเป็นข้อมูลของข้อนี้")
@OUT
@json_option
@shared_options
def new(
    kind: str,
    about: str | None,
    people: tuple[str, ...],
    data: Path | None,
    ask: bool,
    to: str | None,
    out: Path | None,
) -> None:
    from workflow.services.documents import drafting
    from workflow.services.documents.photographs import beside
    from workflow.services.documents.serialization import read_data

    here = counter()
    if data is not None and ask:
        raise click.UsageError(tr("ใช้ --data หรือ --ask อย่างเดียว", here.language))
    office, login = here.office(), here.login()
    given = beside(read_data(data), data.parent) if data is not None else None
    if ask and kind in drafting.BOOK_OF:
        given = _ask(kind, drafting.known(office, login, kind))
    try:
        made = drafting.draft(office, login, kind, given, about=about, people=people)
    except WorkflowError:
        if ask and given is not None:
            _keep_answers(here, kind, given)
        raise
    said = {
        "draft": tr("✓ ร่างหมายเลข {id}", here.language, id=made.id),
        "issued": tr("✓ จัดทำแล้ว หมายเลข {id}", here.language, id=made.id),
    }[made.status]
    _tell(here, made, out, said, to if made.status == "issued" else None)
    if made.status == "draft" and not here.json:
        hint = tr("  ออกเลขเมื่อลงนาม: ", here.language)
        click.echo(f"{hint}oit document issue {made.id}")


@document.command(
    help="ออกเอกสารจากร่าง ID: ใช้เลขจากทะเบียนและลงวันที่\n\n"
    "หัวหน้าหน่วยงานใส่ --key เพื่อลงนามดิจิทัล  เจ้าหน้าที่สารบรรณไม่ใส่ เมื่อจะลงนามด้วยปากกา"
)
@click.argument("id", type=NUMBER)
@click.option("--key", "key_file", type=PATH, metavar="FILE", help="ไฟล์ใบรับรอง .p12 หรือ token:LABEL")
@click.option("--number", metavar="LABEL", help="เลขที่จากระบบอื่น (ทะเบียนคุมเลขภายนอก)")
@click.option("--date", "dated", callback=thai_date, metavar="DATE", help="ลงวันที่ย้อนหลัง  ปีก่อนใช้เลขของปีนั้น")
@OUT
@json_option
@shared_options
def issue(id: int, key_file: Path | None, number: str | None, dated: date | None, out: Path | None) -> None:
    from workflow.services.documents.issuing import issue as give_out

    here = counter()
    made = give_out(
        here.office(), here.login(), id, key_file=key_file, passphrase=lambda: key_secret(key_file or Path()),
        number=number, dated=dated, out=out,
    )  # fmt: skip
    done = tr("✓ ออกเลขที่ {label} แล้ว", here.language, label=made.label)
    _tell(here, made, out, done)


@document.command(name="list", help="เอกสารทั้งหมด ล่าสุดก่อน")
@json_option
@shared_options
def list_() -> None:
    from workflow.services.documents.drafting import listing

    here = counter()
    found = listing(here.office())
    if here.json:
        print_json([_json(one) for one in found])
        return
    if not found:
        click.echo(tr("ยังไม่มีเอกสาร", here.language))
        return
    heads = tr_all(("หมายเลข", "ชนิด", "เลขที่", "วันที่", "เรื่อง"), here.language)
    rows = [
        (str(one.id), _kind(here, one.kind), one.label or _status(here, one.status), _day(here, one.dated), one.subject)
        for one in found
    ]
    table(heads, rows, (8, 15, 13, 12, 24), whole={4})


@document.command(help="รายละเอียดของเอกสาร ID  ใส่ --out DIR เพื่อเขียนไฟล์ Word และ PDF อีกครั้ง")
@click.argument("id", type=NUMBER)
@OUT
@json_option
@shared_options
def show(id: int, out: Path | None) -> None:
    from workflow.services.documents.drafting import show as look
    from workflow.services.documents.files import existing, write

    here = counter()
    made, facts = look(here.office(), id)
    files = write(here.office(), made, out) if out is not None else existing(here.office(), made)
    if here.json:
        print_json({**_json(made, files), "facts": facts})
        return
    number = made.label or _status(here, made.status)
    dated = f"  {tr('ลงวันที่', here.language)} {_day(here, made.dated)}" if made.dated else ""
    click.echo(f"{_kind(here, made.kind)} {number}{dated}")
    click.echo(messages.wrap(made.subject, 78))
    _lines(here, made, files)


# --- telling -----------------------------------------------------------------------------------------------------


def _tell(here: Counter, made: Made, out: Path | None, done: str, to: str | None = None) -> None:
    """Write the files, then say what was made, where it is and what should be looked at.

    :param to: code of an item whose evidence the paper's PDF becomes, for the group of who acts.
    """
    from workflow.services.documents.files import write

    files = write(here.office(), made, out)
    if to is not None:
        from workflow.services.collection.contributing import Contribution, contribute

        contribute(here.office(), here.login(), to, Contribution(files=[p for p in files if p.suffix == ".pdf"]))
    if here.json:
        print_json(_json(made, files))
        return
    click.echo(f"{done}  {_kind(here, made.kind)}  {made.subject}")
    _lines(here, made, files)
    if to is not None:
        click.echo(tr("✓ ส่งเป็นข้อมูลของข้อ {item} แล้ว", here.language, item=to))


def _lines(here: Counter, made: Made, files: Sequence[Path]) -> None:
    for path in files:
        click.echo(f"  {path}")
    for line in reason_lines(made.warnings, here.language):
        click.echo(line, err=True)


def _json(made: Made, files: Sequence[Path] = ()) -> dict[str, Any]:
    return {
        "id": made.id, "kind": made.kind, "subject": made.subject, "status": made.status, "label": made.label,
        "dated": made.dated, "signed": made.signed is not None,
        "sha256": {"docx": made.docx, "pdf": made.signed or made.pdf},
        "files": {path.suffix[1:]: str(path) for path in files},
        "drafted_by": made.drafted_by, "drafted_at": made.drafted_at, "issued_by": made.issued_by,
        "warnings": findings_json(made.warnings, counter().language),
    }  # fmt: skip


def _kind(here: Counter, kind: str) -> str:
    from messages.labels import FORMS

    return FORMS[kind][here.language == "en"] if kind in FORMS else kind


def _status(here: Counter, status: str) -> str:
    names = {"draft": tr("ร่าง", here.language), "issued": "–"}
    return names.get(status) or messages.label(status, here.language)


def _day(here: Counter, day: date | None) -> str:
    from workflow.thai import short_date

    return "–" if day is None else short_date(day) if here.language == "th" else day.isoformat()


# --- asking ------------------------------------------------------------------------------------------------------


def _ask(kind: str, known: dict[str, Any]) -> dict[str, Any]:
    """Every field of a form by its Thai name, the office's own values as defaults."""
    import wiring
    from workflow.services.documents.serialization import questions

    meanings = wiring.field_meanings()
    return {q.name: _field(q, meanings, known.get(q.name)) for q in questions(kind)}


def _keep_answers(here: Counter, kind: str, answers: dict[str, Any]) -> None:
    """What was typed in is not lost with a refusal."""
    import json

    path = here.office().folder / "documents" / f"answers-{kind}.json"
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(plain(answers), ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError:
        return
    told = tr("คำตอบเก็บไว้แล้ว แก้ไขแล้วสั่ง", here.language)
    click.echo(f"{told} oit document new {kind} --data {path}", err=True)


def _field(q: Any, meanings: dict[str, str], known: Any, about: str = "") -> Any:
    label = about + meanings.get(q.name, q.name)
    ways: dict[str, Callable[[], Any]] = {
        "lines": lambda: _many(label, known, lambda n: _one(q, f"{label} {n}", "")),
        "rows": lambda: _many(label, known, lambda n: _row(q, meanings, f"{label} {n}: ")),
        "person": lambda: {
            inner.name: _field(inner, meanings, (known or {}).get(inner.name), f"{label}: ") for inner in q.inner
        },
    }
    return ways[q.how]() if q.how in ways else _one(q, label, known)


def _many(label: str, known: Any, one: Callable[[int], Any]) -> list[Any]:
    """Any number, until an empty one; what the office knows is offered whole."""
    if known:
        shown = ", ".join(str(part) for part in known)
        if click.confirm(f"{label}: {shown}", default=True):
            return list(known)
    found: list[Any] = []
    while (answer := one(len(found) + 1)) not in (None, "", {}):
        found.append(answer)
    return found


def _row(q: Any, meanings: dict[str, str], about: str) -> dict[str, Any]:
    """One row; empty when its first two fields are (a member may be known by the post alone)."""
    row: dict[str, Any] = {}
    for number, inner in enumerate(q.inner):
        row[inner.name] = _field(inner, meanings, None, about)
        if number == min(1, len(q.inner) - 1) and not any(row.values()):
            return {}
    return row


def _one(q: Any, label: str, known: Any) -> Any:
    """One text, day or time; asked again until it can be understood."""
    from workflow.services.documents.serialization import understood
    from workflow.thai import NotUnderstood

    while True:
        text = click.prompt(label, default=known or "", show_default=bool(known))
        if not str(text).strip():
            if q.optional:
                return None if q.how != "text" else ""
            continue
        try:
            understood(q, str(text))
        except NotUnderstood as error:
            click.echo(messages.say(error.code, error.facts, counter().language), err=True)
            continue
        return str(text)
