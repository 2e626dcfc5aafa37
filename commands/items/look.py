"""Commands that only look: status, show, why, inbox. Reading needs no login."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

import messages
from commands.context import counter, json_option, shared_options
from commands.cycles import cycle_options
from commands.items.year_parts import part_line, parts_json, parts_label
from commands.locale import tr, tr_all
from commands.terminal.output import label_state, label_step, label_waiting, plain, print_json, reason_lines, unmet_json
from commands.terminal.screen import day, heading, moment, table
from workflow.rules.states import GRADES, Duty, Online, State
from workflow.rules.table import GOAL
from workflow.thai.periods import title
from workflow.thai.web import readable

if TYPE_CHECKING:
    from workflow.services.queries.inbox import Waiting
    from workflow.services.queries.status import CycleStatus, ItemStatus


def progress_line(cycle_status: CycleStatus, language: str) -> str:
    """The office's three numbers in one line."""
    p = cycle_status.progress
    return tr(
        "เผยแพร่แล้ว {published} ข้อ · รอความเห็นชอบ {awaiting_approval} ข้อ · กำลังรวบรวม {compiling} ข้อ · รวม {total} ข้อ",
        language,
        **p,
    )


def item_json(one: ItemStatus) -> dict[str, Any]:
    """One item of ``oit status --json`` (docs/contracts.md#json)."""
    return {
        "code": one.code,
        "title": one.title,
        "state": one.state.value,
        "online": one.online is Online.ONLINE,
        "online_state": one.online.value,
        "groups": list(one.groups),
        "compiler": one.compiler,
        "revision": one.revision,
        "memo_no": one.memo_no,
        "grade": one.grade,
        "proof": plain(one.proof) if one.proof else None,
        "waiting_for": list(one.waiting_for),
        "flags": [{"code": f.code, "severity": f.severity, "facts": plain(f.facts)} for f in one.flags],
        "due": plain(one.due),
        "address": one.address,
        "parts": parts_json(one.parts),
    }


def _state(ctx: click.Context, param: click.Parameter, value: str | None) -> State | None:
    """A state by its code or by any of its names; another is misuse."""
    if value is None:
        return None
    for one in State:
        if value.strip() in (one.value, one.th, one.en, *one.short):
            return one
    lang = counter().language
    known = ", ".join(f"{one.short[0 if lang == 'th' else 1]} ({one.value})" for one in State)
    raise click.BadParameter(tr("ไม่มีสถานะนี้ ที่มีคือ {states}", lang, states=known))


@click.command(help="สถานะของทุกข้อ  จำนวนที่เผยแพร่แล้ว รอความเห็นชอบ และกำลังรวบรวม  รอใคร และมีข้อใดต้องเร่งดู")
@cycle_options
@click.option("--group", metavar="GROUP", help="เฉพาะกลุ่มนี้")
@click.option("--state", callback=_state, metavar="STATE", help="เฉพาะสถานะนี้ (คำบนจอ เช่น เสนอแล้ว หรือรหัส เช่น submitted)")
@json_option
@shared_options
def status(year: int | None, group: str | None, state: State | None) -> None:
    from workflow.services.queries.status import status as read

    here = counter()
    cycle_status = read(here.office(), year=year, group=group)
    items = [one for one in cycle_status.items if state is None or one.state is state]
    if here.json:
        print_json(
            {
                "office": cycle_status.office,
                "framework": cycle_status.framework,
                "fiscal_year": cycle_status.fiscal_year,
                "as_of": cycle_status.as_of,
                "progress": cycle_status.progress,
                "items": [item_json(one) for one in items],
            }
        )
        return
    lang = here.language
    names = here.groups()
    click.secho(f"{cycle_status.office}  ปีงบประมาณ พ.ศ. {cycle_status.fiscal_year}", bold=True)
    click.echo(progress_line(cycle_status, lang))
    click.echo()
    heads = tr_all(("ข้อ", "เรื่อง", "สถานะ", "รอ"), lang, "items")
    rows = []
    for one in items:
        flagged = " !" if any(f.severity in ("broken", "danger") for f in one.flags) else ""
        waits = ", ".join(label_waiting(w, one.compiler, lang, names) for w in one.waiting_for) or "–"
        rows.append((one.code + flagged, one.title, state_label(one, lang), waits))
    table(heads, rows, (6, 28, 21, 19))
    parted = [one for one in items if one.parts]
    if parted:
        heading(tr("งวดของปี", lang))
        for one in parted:
            click.echo(messages.wrap(f"{one.code}  {parts_label(one.parts, lang)}", 78, "      "))
    flagged_items = [(one, f) for one in items for f in one.flags]
    if flagged_items:
        heading(tr("ต้องเร่งดู", lang))
        for one, f in flagged_items:
            click.echo(messages.wrap(f"{one.code}  {messages.flag(f.code, f.facts, lang, names)}", 78, "      "))


def state_label(one: ItemStatus, lang: str) -> str:
    """A short word for the state, with what the public sees when that differs."""
    text = one.state.short[0 if lang == "th" else 1]
    if one.online is Online.ONLINE and one.state is not GOAL:
        text += tr(" (ฉบับเดิมอยู่)", lang)
    elif one.online in (Online.SUSPENDED, Online.RETRACTED) and one.state is GOAL:
        text = one.online.th if lang == "th" else one.online.en
    elif one.online in (Online.SUSPENDED, Online.RETRACTED):
        text += tr(" (ระงับ)", lang) if one.online is Online.SUSPENDED else tr(" (ถอน)", lang)
    return text


HANDED_IN = {
    None: "ยังไม่ส่ง",
    "handed_in": "ส่งแล้ว รอรับ",
    "accepted": "รับแล้ว",
    "refused": "ไม่รับ",
}


@click.command(help="รายละเอียดของข้อหนึ่ง: ข้อมูลของแต่ละกลุ่ม  ไฟล์  บันทึก  ลายมือชื่อ  หลักฐานการเผยแพร่  และสิ่งที่ยังขาด")
@click.argument("item")
@cycle_options
@json_option
@shared_options
def show(item: str, year: int | None) -> None:
    from workflow.services.queries.item_detail import show as read

    here = counter()
    shown = read(here.office(), item, year=year)
    if here.json:
        steps = [{**step, "unmet": unmet_json(step["unmet"], here.language)} for step in shown["next"]]
        print_json({**shown, "next": steps})
        return
    lang = here.language
    names = here.groups()
    click.secho(f"{tr('ข้อ', lang, 'heading')} {shown['code']}  {shown['title']}".strip(), bold=True)
    off = shown["online"] in (Online.SUSPENDED, Online.RETRACTED)
    if not (off and shown["state"] == GOAL):  # then it is published no more, whatever its work's last state was
        click.echo(label_state(shown["state"], lang))
    if shown["returned"]:
        back = shown["returned"]
        click.echo(messages.wrap(messages.say(back["code"], back["facts"], lang), 78))
    if off:
        click.echo(messages.wrap(messages.say("off_the_site", shown, lang), 78))
    for part in shown["parts"]:
        status = tr(HANDED_IN[part["status"]], lang)
        nil = f"  ({tr('ไม่มีข้อมูล', lang)}: {part['nil']})" if part["nil"] else ""
        click.echo(messages.wrap(f"  {names.get(part['group'], part['group'])}: {status}{nil}", 78, "    "))
    if shown["year_parts"]:
        heading(tr("งวดของปี", lang))
        for one in shown["year_parts"]:
            click.echo(messages.wrap(f"  {part_line(one, lang)}", 78, "    "))
    if shown["elements"]:
        heading(tr("องค์ประกอบที่ต้องมี", lang))
        for number, element in enumerate(shown["elements"], 1):
            mark = "✓" if element["ticked"] else "□"
            click.echo(messages.wrap(f"  {mark} {number}. {element['text']}", 78, "       "))
    if shown["files"]:
        heading(tr("หลักฐาน", lang))
        for f in shown["files"]:
            of = f"  {title(f['year_part'], lang)}" if f["year_part"] else ""
            signed = ""
            if Duty(f["duty"]).head_signs:
                signed = "  " + tr("ลงนามแล้ว" if f["signed_sha256"] else "ยังไม่ได้ลงนาม", lang)
            duty = messages.label(Duty(f["duty"]), lang)
            click.echo(messages.wrap(f"  {f['name']}{of}  [{duty}{signed}]", 78, "    "))
            if f["attested_by"]:
                told = messages.say("old_paper_attested", {"by": f["attested_by"]}, lang)
                click.echo(messages.wrap(f"    {told}", 78, "    "))
            if f["sign_at"]:
                click.echo(messages.wrap(f"    {messages.say('sign_at_told', f['sign_at'], lang)}", 78, "    "))
            digest_is = tr("ค่าตรวจสอบไฟล์ (SHA-256)", lang)
            click.echo(f"    {digest_is} {(f['signed_sha256'] or f['issued_sha256'] or f['sha256'])[:32]}…")
    if shown["memo"]:
        heading(tr("บันทึกเสนอ", lang))
        m = shown["memo"]
        no, dated = tr_all(("ที่", "ลงวันที่"), lang)
        click.echo(f"  {no} {m['label']}  {dated} {day(m['dated'], lang)}  {messages.label(m['status'], lang)}")
        click.echo(messages.wrap(f"  {m['subject']}", 78, "  "))
        if second := m["waits_for_second"]:
            code = "second_awaited" if second["who"] else "second_awaited_by_nobody"
            facts = {**second, "item": here.named(shown["code"])}
            click.echo(messages.wrap(f"  {messages.say(code, facts, lang)}", 78, "    "))
            click.echo(messages.wrap(f"  → {messages.do(code, facts, lang)}", 78, "    "))
    if shown["signature"]:
        heading(tr("ลายมือชื่อ", lang))
        s = shown["signature"]
        on = tr("ลงนามเมื่อ" if s["how"] != "adopted" else "ยืนยันเมื่อ", lang)
        when = f"{on} {day(s['decided_on'], lang)}"
        if s["how"] == "adopted":
            when = f"{tr('เผยแพร่ก่อนเริ่มใช้โปรแกรมนี้ ไม่มีลายมือชื่อที่ตรวจ', lang)}  {when}"
            click.echo(messages.wrap(f"  {when}  {s['memo']}", 78, "  "))
        else:
            click.echo(messages.wrap(f"  {s['name']}  {s['authority'] or s['post']}  {when}", 78, "  "))
            click.echo(f"  {GRADES[s['grade']][0 if lang == 'th' else 1]} ({s['grade']})")
        if s.get("attested_by"):
            told = messages.say("attested_by_person", {"by": s["attested_by"]}, lang)
            click.echo(messages.wrap(f"  {told}", 78, "  "))
    if shown["proof"]:
        heading(tr("หลักฐานการเผยแพร่", lang))
        p = shown["proof"]
        how = messages.proof(p["severity"], p["kind"], lang)
        checked, clicks = tr_all(("ตรวจเมื่อ", "คลิก"), lang)
        way = f"  {clicks} {p['clicks']}" if p["clicks"] is not None else ""  # seen by a person, not walked to
        click.echo(f"  {how}  {checked} {moment(p['at'], lang)}{way}  {readable(p['address'] or '–')}")
    if len(shown["revisions"]) > 1:
        heading(tr("ฉบับต่าง ๆ", lang))
        for r in shown["revisions"]:
            click.echo(messages.wrap(f"  {_revision(r, lang)}", 78, "    "))
    stuck = tr("ยังไปต่อไม่ได้เพราะ" if shown["state"] != GOAL else "แก้ไขต่อได้ด้วย", lang)
    heading(stuck if shown["unmet"] else tr("ทำขั้นต่อไปได้", lang))
    for step in shown["next"]:
        takes = "FILE…" if step["step"] == "receive" else here.named(shown["code"])
        click.echo(f"  {label_step(step['step'], lang)}  (oit {step['command']} {takes})")
        for line in reason_lines(step["unmet"], lang):
            click.echo(f"  {line}")


def _revision(r: dict[str, Any], lang: str) -> str:
    """One revision with what changed against the one before."""
    names = tr_all(("เพิ่ม", "ตัดออก", "แทนที่", "เผยแพร่อยู่", "ไม่มีไฟล์เปลี่ยน"), lang)
    changes = [
        f"{label} {', '.join(r[key])}"
        for label, key in zip(names[:3], ("added", "removed", "replaced"), strict=True)
        if r[key]
    ]
    online = f"  ({names[3]})" if r["online"] else ""
    return f"{messages.revision(r['number'], lang)}{online}: " + ("; ".join(changes) or names[4])


@click.command(
    help="ทุกเหตุผลที่ข้อนี้ยังไปต่อไม่ได้  ใครต้องทำ และต้องทำอย่างไร  ไม่ระบุขั้นตอน: ทุกขั้นตอนที่เริ่มจากสถานะนี้  "
    "ตอบสำหรับผู้ที่เข้าสู่ระบบอยู่ หรือผู้ที่ระบุด้วย --as"
)
@click.argument("item")
@click.argument("step", required=False)
@cycle_options
@json_option
@shared_options
def why(item: str, step: str | None, year: int | None) -> None:
    from workflow.services.queries.why import why_not

    here = counter()
    # At the screen it answers for who is logged in; for machines it is what is missing, whoever asks, but for --as.
    login = here.login() if here.as_login else None if here.json else here.reader()
    found = why_not(here.office(), item, step, login=login, year=year)
    lang = here.language
    if here.json:
        rows = [{"code": w.code, "step": w.step, "unmet": unmet_json(w.unmet, lang)} for w in found]
        print_json(rows[0] if step is not None else rows)
        return
    if found and found[0].returned is not None:
        click.echo(messages.wrap(messages.say(found[0].returned.code, found[0].returned.facts, lang), 78))
    for w in found:
        label = label_step(w.step, lang)
        if not w.unmet:
            click.echo(f"{w.code}  {label}: " + tr("ทำได้ทันที", lang))
            continue
        click.echo(f"{w.code}  {label}: " + tr("ยังทำไม่ได้ เพราะ", lang))
        for line in reason_lines(w.unmet, lang):
            click.echo(f"  {line}")


@click.command(help="เรื่องรอดำเนินการ เรียงจากที่ค้างนานที่สุด")
@cycle_options
@json_option
@shared_options
def inbox(year: int | None) -> None:
    from workflow.services.queries.inbox import inbox as read

    here = counter()
    waiting = read(here.office(), here.login(), year=year)
    lang = here.language
    if here.json:
        print_json(
            [
                {"item": w.item, "fiscal_year": w.fiscal_year, "framework": w.framework, "title": w.title, "do": w.do,
                 "memo": w.memo, "since": w.since, "due": w.due, "year_part": w.part, "late": w.late,
                 "returned": plain(dict(w.returned.facts)) if w.returned is not None else None,
                 "unmet": unmet_json(w.reasons, lang)}
                for w in waiting
            ]
        )  # fmt: skip
        return
    _tell_done()
    if not waiting:
        click.echo(tr("ไม่มีงานรอท่าน", lang))
        return
    for back in {w.returned.code + w.name: w.returned for w in waiting if w.returned is not None}.values():
        click.echo(messages.wrap("! " + messages.say(back.code, back.facts, lang, here.groups()), 78, "  "))
    heads = tr_all(("ข้อ", "เรื่อง", "สิ่งที่ต้องทำ", "รอตั้งแต่"), lang, "items")
    late = tr(" (เลยกำหนด ข้อนี้ไม่เป็นปัจจุบัน)", lang)
    rows = [
        (w.name, _about(w, lang), _task(w, lang, here.groups()) + (late if w.late else ""), moment(w.since, lang))
        for w in waiting
    ]
    # Codes of an earlier year are longer: the title gives way, so that a row fits the screen.
    code = max(5, *(len(w.name) for w in waiting))
    table(heads, rows, (code, 80 - code - 6 - 28 - 16, 28, 16), whole={2})
    memos = sorted({w.memo for w in waiting if w.do == "sign" and w.memo})
    if memos:
        told = tr("แฟ้มเสนอลงนาม {count} เรื่อง: {memos}", lang, count=len(memos), memos=", ".join(memos))
        click.echo(messages.wrap(f"{told}  (oit sign --all)", 78, "  "))


def _tell_done() -> None:
    """Before the work: what others did in the head's name or about the head's power."""
    from commands.terminal.in_my_name import IN_MY_NAME, MOST, done_line
    from workflow.services.queries.in_my_name import done_for

    here = counter()
    done = done_for(here.office(), here.login())
    if done:
        click.secho(tr(IN_MY_NAME, here.language), bold=True)
    for one in done[:MOST]:
        click.echo(messages.wrap(f"• {done_line(one, here.language, here.groups())}", 78, "  "))
    if done:
        click.echo("  → oit journal show")


def _about(waiting: Waiting, lang: str) -> str:
    """What it is about: the title; of what takes two, what would change."""
    return messages.say("act_told", {"act": waiting.act}, lang) if waiting.act else waiting.title


def _task(waiting: Waiting, lang: str, names: Mapping[str, str]) -> str:
    """What to do and, of an item whose year has parts, for which."""
    said = messages.task(waiting.do, lang, names)
    of = waiting.part is not None and not waiting.do.startswith("add_part")
    return f"{said} {tr('งวด', lang)} {title(waiting.part or '', lang)}" if of else said
