"""The office's own Word forms: ``oit template check|mend|copy``."""

from __future__ import annotations

import click

from commands.context import counter, json_option, shared_options
from commands.locale import tr, tr_all
from commands.terminal.output import findings_json, print_json, reason_lines
from messages.labels import FORMS


@click.group(help="แบบเอกสาร Word ของสำนักงาน ในโฟลเดอร์ templates")
def template() -> None:
    pass


@template.command(help="ตรวจแบบในโฟลเดอร์ templates (หรือแบบ FORM)  ชื่อช่องผิด ไม่รู้จัก ไม่ได้ใช้ และที่ผิด แล้วลองเติมข้อมูลหนึ่งครั้ง")
@click.argument("form", required=False)
@json_option
@shared_options
def check(form: str | None) -> None:
    import wiring

    here = counter()
    found = list(wiring.check_forms(here.office().folder, form))
    if here.json:
        print_json(
            [
                {
                    "form": one.form, "own": one.own, "ok": not one.errors,
                    "errors": findings_json(one.errors, here.language),
                    "cautions": findings_json(one.cautions, here.language),
                }
                for one in found
            ]
        )  # fmt: skip
    else:
        whose = tr_all(("แบบเดิมของโปรแกรม", "แบบของสำนักงาน"), here.language)
        for one in found:
            click.echo(f"{'✗' if one.errors else '✓'} {one.form}  {_kind(one.form, here.language)} ({whose[one.own]})")
            for line in reason_lines((*one.errors, *one.cautions), here.language):
                click.echo(line)
    if any(one.errors for one in found):
        raise click.exceptions.Exit(1)


@template.command(
    help="แก้แบบของสำนักงานในส่วนที่แก้ได้โดยไม่ต้องถาม (หรือแบบ FORM)  เช่น เลขหน้าที่จะพิมพ์เป็น ก ข  ช่องวันที่อัตโนมัติ  "
    "ตัวหนาที่ไม่ถึงอักษรไทย  เก็บไฟล์เดิมไว้ข้างกัน แล้วบอกสิ่งที่ยังต้องแก้เอง"
)
@click.argument("form", required=False)
@json_option
@shared_options
def mend(form: str | None) -> None:
    import wiring

    here = counter()
    folder = here.office().folder
    forms = [form] if form is not None else wiring.own_forms(folder)
    results = [wiring.mend_form(folder, one) for one in forms]
    if here.json:
        print_json(
            [
                {"form": one.form, "file": str(one.file), "kept": str(one.kept) if one.kept else None,
                 "mended": findings_json(one.done, here.language), "left": findings_json(one.left, here.language)}
                for one in results
            ]
        )  # fmt: skip
        return
    nothing = tr("ไม่มีอะไรที่แก้ให้ได้", here.language)
    was = tr("ไฟล์เดิม", here.language)
    left = tr("ยังต้องแก้เอง", here.language)
    if not results:
        click.echo(tr("สำนักงานไม่มีแบบของตนเอง", here.language))
    for one in results:
        click.echo(f"{'✓' if one.done else '·'} {one.form}  {_kind(one.form, here.language)}")
        if not one.done:
            click.echo(f"  {nothing}")
        for line in reason_lines(one.done, here.language):
            click.echo(line)
        if one.kept:
            click.echo(f"  {was}: {one.kept}")
        if one.left:
            click.echo(f"  {left}:")
            for line in reason_lines(one.left, here.language):
                click.echo(line)


@template.command(name="copy", help="คัดลอกแบบ FORM ของโปรแกรมไปไว้ในโฟลเดอร์ templates ของสำนักงาน  เพื่อแก้ไขใน Word")
@click.argument("form")
@json_option
@shared_options
def copy(form: str) -> None:
    import wiring

    here = counter()
    here.login()
    path = wiring.copy_form(here.office().folder, form)
    if here.json:
        print_json({"form": form, "file": str(path)})
        return
    click.echo(f"✓ {path}")
    then = tr("  แก้ไขใน Word แล้วตรวจ: ", here.language)
    click.echo(f"{then}oit template check {form}")


@template.command(
    name="accept",
    help="รับแบบในโฟลเดอร์ templates ให้มีผล เมื่อทุกแบบตรวจผ่าน  โดยผู้ดูแลโปรแกรม  ก่อนรับ โปรแกรมใช้แบบที่รับไว้ล่าสุด",
    short_help="รับแบบของสำนักงานให้มีผล",
)
@json_option
@shared_options
def accept() -> None:
    import wiring
    from workflow.services.administration.accepted_forms import accept_forms

    here = counter()
    office, me = here.office(), here.login()
    own = wiring.own_forms(office.folder)
    wrong = {name: one.errors for name in own for one in wiring.check_forms(office.folder, name)}
    names = accept_forms(office, me, wrong)
    if here.json:
        print_json({"accepted": list(names)})
        return
    click.echo(tr("✓ มีผลตั้งแต่คำสั่งถัดไป: {names}", here.language, names=", ".join(names) or "–"))


def _kind(form: str, language: str) -> str:
    return FORMS[form][language == "en"] if form in FORMS else form
