"""``oit demo``: the sample office, from nothing to 43 published items, through the same use cases as a real office."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import messages
from commands.context import counter, json_option, shared_options, tell_who_stood_here
from commands.items.steps import PATH
from commands.locale import tr, tr_all
from commands.terminal.output import print_json
from commands.terminal.screen import heading, table
from workflow.rules.errors import BadInput

if TYPE_CHECKING:
    from workflow.services.context.office import Office
    from workflow.services.queries.status import CycleStatus


@click.command(help="สร้างสำนักงานตัวอย่าง 43 ข้อ จากเริ่มต้นจนพิสูจน์ได้ว่าเผยแพร่แล้ว  --stop-at meeting หยุดที่การประชุมติดตามครั้งแรก")
@click.argument("folder", type=PATH)
@click.option("--stop-at", type=click.Choice(["meeting"]), help="หยุด ณ สถานการณ์ของการประชุมครั้งที่ 1 (13/12/18)")
@json_option
@shared_options
def demo(folder: Path, stop_at: str | None) -> None:
    from sample_office.build import SampleOffice
    from workflow.services.context.use_case import reading
    from workflow.services.queries.status import status

    here = counter()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput("folder_not_empty", folder=str(folder))
    lang = here.language
    click.secho(messages.say("demo_throwaway_ca", {}, lang), fg="yellow", bold=True, err=True)
    sample = SampleOffice(folder, phase, lambda reason: messages.say(reason.code, reason.facts, "th"))
    try:
        sample.run(meeting=stop_at == "meeting")
        if stop_at is None:
            sample.assess()
        cycle_status = status(sample.office)
        scores = () if stop_at else _scores(sample.office)
        with reading(sample.office) as use_case:
            tell_who_stood_here(sample.office, use_case.standing.who or "")
    finally:
        sample.close()
    if here.json:
        print_json({"folder": str(folder), "progress": cycle_status.progress, "site": str(folder / "site" / "current")})
        return
    _closing(folder, cycle_status, lang, scores, sample.papers)


class _Count:
    """Takes the place of a bar where nobody watches."""

    def update(self, steps: int) -> None:
        return None


@contextmanager
def phase(label: str, total: int) -> Iterator[Any]:
    """One line of progress: a bar in a terminal, the label and a count elsewhere."""
    from workflow.thai import pad

    name = pad(label, 44)
    if sys.stderr.isatty():
        with click.progressbar(length=total, label=name, width=24, file=sys.stderr, show_eta=False) as bar:
            yield bar
    else:
        yield _Count()
        click.echo(f"{name} {total}", err=True)


def _scores(office: Office) -> tuple[str, ...]:
    """Last year's score and this year's range, each with a bar."""
    from assessment.charts.blocks import bar
    from workflow.services.reports.estimating import score_now
    from workflow.services.reports.results import show_result

    lang = counter().language
    shown, now = show_result(office), score_now(office)
    total, low, high = shown.computed.total, now.estimate.low.total, now.estimate.high.total
    level = shown.computed.level.name if shown.computed.level is not None else "–"
    year = tr("ปีงบประมาณ พ.ศ. {year}", lang, year=shown.framework.year)
    this = tr("ปีงบประมาณ พ.ศ. {year}", lang, year=now.framework.year)
    return (
        f"{year}  {bar(total, 30)}  {total}  {tr('ระดับ', lang, 'score')} {level}",
        f"{this}  {bar(high, 30)}  {tr('ประมาณการ {low} ถึง {high}', lang, low=low, high=high)}",
    )


def _closing(
    folder: Path, cycle_status: CycleStatus, lang: str, scores: Sequence[str] = (), papers: Sequence[Path] = ()
) -> None:
    from commands.items.look import progress_line, state_label

    heading(f"{cycle_status.office}  ปีงบประมาณ พ.ศ. {cycle_status.fiscal_year}")
    rows = []
    for one in cycle_status.items:
        proof = one.proof or {}
        grade = "–" if one.grade is None else str(one.grade)
        clicks = str(proof.get("clicks", "–"))
        rows.append((one.code, one.title, state_label(one, lang), one.memo_no or "–", grade, clicks))
    heads = tr_all(("ข้อ", "เรื่อง", "สถานะ", "ที่บันทึก", "ระดับ", "คลิก"), lang, "items")
    table(heads, rows, (4, 31, 14, 12, 5, 4))
    click.echo()
    click.secho(progress_line(cycle_status, lang), bold=True)
    click.echo(messages.wrap(messages.say("rehearsal_only", {}, lang), 78))
    if scores:
        heading(tr("คะแนน", lang, "score"))
        for line in scores:
            click.echo(line)
        click.echo(messages.wrap(tr("ประมาณการนับเฉพาะที่พิสูจน์ได้จากเว็บไซต์จริง  สำนักงานตัวอย่างตรวจภายในเครื่องเท่านั้น", lang), 78))
    for path in papers:
        click.echo(f"  {path}")
    click.echo()
    site = folder / "site" / "current" / "index.html"
    click.echo(tr("เว็บไซต์: {site}", lang, site=site))
    click.echo(tr("ลองคำสั่งต่อไป (รหัสผ่านทุกคนคือ demo-only):", lang))
    if shutil.which("oit") is None:
        # `make demo` installs into .venv, which no shell knows of yet.
        click.echo(f'  export PATH="{Path(sys.executable).parent}:$PATH"')
    for command in (
        f"cd {folder}",
        "oit status",
        "oit show O15",
        "oit score show",
        "oit score now",
        "oit measure list",
        "oit progress",
        "oit why O15",
        "oit login clerk.hr",
        "oit inbox",
        "oit journal verify",
    ):
        click.echo(f"  {command}")
