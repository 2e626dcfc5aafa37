"""An open memo: attested by a second person, issued anew for another signer, taken over by who holds the post now."""

from __future__ import annotations

import click

from commands.context import counter, json_option, shared_options
from commands.cycles import cycle_options
from commands.locale import tr
from commands.terminal.output import outcomes


@click.command(
    help="ออกบันทึกที่เสนอแล้วใหม่เป็นฉบับแก้ไข ในชื่อหัวหน้าหน่วยงานหรือผู้ทำการแทนวันนี้\n\n"
    "เลขที่และวันที่เดิม ความเห็นที่ให้ไว้อยู่ครบ  ผู้อำนวยการกลุ่ม เจ้าหน้าที่สารบรรณ หรือผู้ลงนาม สั่งได้",
    short_help="ออกบันทึกใหม่ในชื่อผู้ลงนาม",
)
@click.argument("items", nargs=-1, required=True)
@click.option("--signer", metavar="NAME", help="ผู้ปฏิบัติราชการแทนที่จะลงนาม (เมื่อไม่ใช่หัวหน้าหน่วยงาน)")
@cycle_options
@json_option
@shared_options
def reissue(items: tuple[str, ...], signer: str | None, year: int | None) -> None:
    from workflow.services.approval.reissuing import reissue as again

    here = counter()
    results = again(here.office(), here.login(), items, signer=signer, year=year)
    outcomes(results, "reissue", tr("ออกบันทึกใหม่แล้ว", here.language))


@click.command(
    help="รับช่วงสิ่งที่บันทึกรออยู่ เมื่อผู้ดำรงตำแหน่งเดิมพ้นไปแล้ว: ช่องลงนามกำกับ และการถอนเรื่อง\n\n"
    "ผู้ที่ดำรงตำแหน่งนั้นวันนี้เป็นผู้สั่ง  ถ้ามีช่องลงนาม บันทึกออกใหม่เป็นฉบับแก้ไขในชื่อผู้รับช่วง",
    short_help="รับช่วงบันทึกของตำแหน่ง",
)
@click.argument("items", nargs=-1, required=True)
@cycle_options
@json_option
@shared_options
def take_over(items: tuple[str, ...], year: int | None) -> None:
    from workflow.services.approval.taking_over import take_over as succeed

    here = counter()
    results = succeed(here.office(), here.login(), items, year=year)
    outcomes(results, "take-over", tr("รับช่วงแล้ว", here.language))


@click.command(
    help="ร่วมรับรองเอกสารที่ลงนามด้วยปากกา เมื่อเจ้าหน้าที่สารบรรณที่รับไว้เป็นผู้จัดทำข้อมูลด้วย\n\n"
    "ผู้ร่วมรับรองอยู่คนละกลุ่มกับผู้รับ ไม่ได้จัดทำข้อมูล และดูต้นฉบับกระดาษแล้ว  MEMO เป็นเลขที่บันทึกหรือเลขข้อ",
    short_help="ร่วมรับรองเอกสาร",
)
@click.argument("memo")
@click.option("--attest", "said", is_flag=True, help="รับรองว่าเห็นต้นฉบับกระดาษที่ลงนามแล้ว โดยไม่ต้องถาม (สำหรับสคริปต์)")
@cycle_options
@json_option
@shared_options
def attest(memo: str, said: bool, year: int | None) -> None:
    from commands.items.attesting import who_attests
    from workflow.services.intake.second_person import attest_second

    here = counter()
    word = who_attests(here.language, said=said)
    done = attest_second(here.office(), here.login(), memo, attest=word, year=year)
    outcomes([done], "receive", tr("ร่วมรับรองแล้ว", here.language))
