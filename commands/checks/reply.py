"""``oit score compare|reply``: the estimate beside the result, and the letter that answers the evaluators."""

from __future__ import annotations

from pathlib import Path

import click

import messages
from commands.context import OUT_PATH, counter, json_option, shared_options
from commands.locale import tr, tr_all
from commands.terminal.output import print_json
from commands.terminal.screen import fitted, table
from workflow.rules.errors import BadInput

OUTCOMES = {"sure": "แน่นอน", "possible": "ยังไม่แน่นอน", "lost": "เสียคะแนน"}


@click.command(help="เทียบประมาณการที่เก็บไว้กับผลการประเมินทีละข้อ  ข้อที่ต่างกันควรชี้แจงหรือแก้ไข", short_help="ประมาณการเทียบกับผล")
@click.option("--framework", metavar="KEY", help="กรอบการประเมิน เช่น moe-oit")
@click.option("--year", type=int, metavar="YYYY", required=True, help="ปีงบประมาณ พ.ศ.")
@json_option
@shared_options
def compare(framework: str | None, year: int) -> None:
    from workflow.services.reports.estimating import compare_with_result

    here = counter()
    found = compare_with_result(here.office(), framework, year)
    if here.json:
        print_json(
            [
                {"code": one.code, "outcome": one.outcome, "why": list(one.why), "score": f"{one.score:.2f}",
                 "comment": one.comment or None, "differs": one.differs}
                for one in found
            ]
        )  # fmt: skip
        return
    heads = tr_all(("ข้อ", "ประมาณการ", "คะแนน", "", "ความเห็นของผู้ประเมิน"), here.language, "score")
    rows = [
        (one.code, tr(OUTCOMES[one.outcome], here.language, "score"), f"{one.score:.2f}", "≠" if one.differs else "",
         one.comment or "–")
        for one in found
    ]  # fmt: skip
    table(heads, rows, (5, 14, 8, 2, 42))
    differing = [one.code for one in found if one.differs and one.score == 0]
    if differing:
        click.echo()
        hint = tr("ชี้แจงผู้ประเมินด้วย", here.language)
        click.echo(fitted(f"{hint} oit score reply {' '.join(differing)} --year {year}", "  "))


@click.command(
    help="ร่างหนังสือชี้แจงผู้ประเมิน: ตารางความเห็น ข้อเท็จจริง และหลักฐาน กับหนึ่งหน้าต่อข้อ  ออกเลขและลงนามด้วย oit document issue",
    short_help="หนังสือชี้แจงผู้ประเมิน",
)
@click.argument("items", nargs=-1, required=True)
@click.option("--framework", metavar="KEY", help="กรอบการประเมิน เช่น moe-oit")
@click.option("--year", type=int, metavar="YYYY", help="ปีงบประมาณ พ.ศ.")
@click.option("--to", "addressee", default="", metavar="TEXT", help="เรียนถึง (ปกติหน่วยงานผู้ประเมิน)")
@click.option("--fact", "facts", multiple=True, metavar="O21=TEXT", help="ข้อเท็จจริงที่สำนักงานเขียนเอง (ใส่ได้หลายครั้ง)")
@click.option("--out", type=OUT_PATH, metavar="DIR", help="โฟลเดอร์ของไฟล์ (ปกติ documents ในโฟลเดอร์ของสำนักงาน)")
@json_option
@shared_options
def reply(
    items: tuple[str, ...], framework: str | None, year: int | None, addressee: str, facts: tuple[str, ...],
    out: Path | None,
) -> None:  # fmt: skip
    from workflow.services.documents.files import write
    from workflow.services.reports.replying import draft_reply

    here = counter()
    made = draft_reply(
        here.office(), here.login(), items, framework=framework, year=year, addressee=addressee,
        facts=dict(map(_fact, facts)),
    )  # fmt: skip
    paths = write(here.office(), made, out)
    if here.json:
        print_json({"id": made.id, "subject": made.subject, "files": [str(path) for path in paths]})
        return
    click.echo(messages.wrap(f"✓ {made.subject}", 78, "  "))
    for path in paths:
        click.echo(f"  {path}")
    click.echo(f"{tr('  ออกเลขเมื่อลงนาม: ', here.language)}oit document issue {made.id}")


def _fact(text: str) -> tuple[str, str]:
    from workflow.thai import NotUnderstood, item_code

    code, sign, said = text.partition("=")
    try:
        if sign and said.strip():
            return item_code(code), said.strip()
    except NotUnderstood:
        pass
    raise BadInput("fact_not_understood", value=text)
