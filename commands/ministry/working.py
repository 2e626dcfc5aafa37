"""``oit worker``: does what waits, for many offices; ``oit ministry watch``: has a whole night wait."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import messages
from commands.context import counter, json_option, shared_options
from commands.items.steps import PATH
from commands.locale import tr
from commands.ministry.address import database_option, opened
from commands.ministry.reporting import reporter
from commands.terminal.output import print_json
from commands.terminal.screen import fitted
from workflow.ports.jobs import NO_SITE, QUEUES, Idle
from workflow.rules.errors import BadInput, MissingOnMachine, WorkflowError

if TYPE_CHECKING:
    from workflow.services.context.office import Office

LONG = 1800
"""Seconds that a worker gives one document: hundreds of pages on a busy machine."""
MOST_TOLD = 20
"""Jobs that were left, told by name."""


def _wording(office: Office) -> Any:
    from commands.site.wording import worded

    return worded(office.settings.language, {g.key: g.name for g in office.settings.groups})


def _notices(office: Office) -> object:
    from workflow.services.watching.notices import drain

    return drain(office, _wording(office))


def _watch(office: Office) -> object:
    from commands.site.watching import watch_key
    from workflow.services.watching.monthly import write_when_due
    from workflow.services.watching.watch import watch

    if office.settings.site.front is None:
        return Idle(NO_SITE)
    return watch(office, watch_key(office.folder, None)), write_when_due(office)


def _proof(office: Office) -> object:
    from commands.site.watching import watch_key
    from workflow.services.watching.watch import watch

    if office.settings.site.front is None:
        return Idle(NO_SITE)
    return watch(office, watch_key(office.folder, None))


def _capture(office: Office) -> object:
    from commands.site.watching import watch_key
    from workflow.services.watching.captures import keep_changes

    done = keep_changes(office, watch_key(office.folder, None))
    if done.failed:
        raise done.failed[0][1]
    return done


def _convert(office: Office) -> object:
    import wiring
    from workflow.services.collection.converting import convert_waiting

    office.converter = wiring.WarmLibreOffice(LONG)  # nobody waits for it at a screen
    return convert_waiting(office)


JOBS: dict[str, Callable[[Office], object]] = {
    "notices": _notices, "watch": _watch, "proof": _proof, "capture": _capture, "convert": _convert,
}  # fmt: skip
"""What a worker can do for an office, by the names of ``workflow.ports.jobs``; ``province`` is of none."""


def performer(offices: Path, province: Callable[[str], object] | None = None) -> Callable[[str, str], object]:
    """Does a job of the office whose folder, of the same name as its key, lies in ``offices``.

    :param province: writes the report of a province. :raises BadInput: (when it is called) there is no such folder, or
        it is of another office.
    """

    def perform(job: str, key: str) -> object:
        import wiring

        if job == "province" and province is not None:
            return province(key)
        folder = offices / key
        if not (folder / "office.toml").is_file():
            raise BadInput("office_folder_missing", office=key, folder=str(offices))
        office = wiring.build(folder)
        try:
            if office.settings.office.key != key:
                raise BadInput("office_folder_missing", office=key, folder=str(offices))
            return JOBS[job](office)
        finally:
            office.close()

    return perform


def telling(perform: Callable[[str, str], object], language: str) -> Callable[[str, str], object]:
    """The same, with a line for each job: what it was, of which office, and why it was not done."""

    def told(job: str, key: str) -> object:
        try:
            done = perform(job, key)
        except Exception as error:
            why = f"{type(error).__name__}: {error}"
            if isinstance(error, WorkflowError):
                why = "; ".join(messages.say(one.code, one.facts, language) for one in error.reasons)
            click.echo(fitted(f"✗ {job} {key}: {why}"))
            raise
        if isinstance(done, Idle):
            click.echo(fitted(f"– {job} {key}: {messages.say(done.code, {}, language)}", "  "))
        else:
            click.echo(f"✓ {job} {key}")
        return done

    return told


def _jobs() -> Any:
    """The part that knows jobs. :raises MissingOnMachine: it is not installed."""
    import wiring

    found = wiring.jobs()
    if found is None:
        raise MissingOnMachine("jobs_missing")
    return found


@click.group(
    invoke_without_command=True,
    help="ทำงานเบื้องหลังของหลายสำนักงานที่รออยู่ในฐานข้อมูล: แปลงเอกสาร เฝ้าดูและพิสูจน์เว็บไซต์ตอนกลางคืน เก็บสำเนาตามที่เห็น ส่งอีเมลแจ้ง "
    "รายงานของจังหวัด  เปิดได้หลายตัวหลายเครื่อง ตัวใดดับ ตัวอื่นทำต่อ  สำนักงานเดียวไม่ต้องใช้ ใช้ oit watch",
    short_help="ทำงานเบื้องหลังของหลายสำนักงาน",
)
@click.option("--offices", type=PATH, metavar="DIR", help="โฟลเดอร์ที่มีโฟลเดอร์ของแต่ละสำนักงาน ชื่อเดียวกับ key")
@click.option(
    "--queue",
    "queues",
    multiple=True,
    metavar="|".join(QUEUES.values()),
    help="เฉพาะคิวนี้  ระบุซ้ำได้",
)
@click.option("--once", is_flag=True, help="ทำงานที่ถึงเวลาแล้วให้หมด แล้วจบ")
@click.option("--reports", type=PATH, metavar="DIR", help="โฟลเดอร์ที่จะเขียนรายงานของจังหวัด (คิว reports)")
@click.option(
    "--inspector",
    metavar="URL",
    envvar="OIT_INSPECTOR",
    help="ฐานข้อมูลตามบัญชีผู้ตรวจ ที่รายงานของจังหวัดอ่าน (หรือตัวแปร $OIT_INSPECTOR)",
)
@database_option
@shared_options
@click.pass_context
def worker(
    ctx: click.Context,
    offices: Path | None,
    queues: tuple[str, ...],
    once: bool,
    reports: Path | None,
    inspector: str | None,
    database: str | None,
) -> None:
    if ctx.invoked_subcommand is not None:
        return
    from workflow.services.ministry.nights import must_be_prepared

    here, jobs = counter(), _jobs()
    if offices is None:
        raise click.UsageError(tr("ระบุ --offices DIR", here.language))
    unknown = set(queues) - set(QUEUES.values())
    if unknown:
        raise click.UsageError(tr("ไม่มีคิว {names}", here.language, names=", ".join(sorted(unknown))))
    if reports is None or inspector is None:
        if QUEUES["province"] in queues:
            raise click.UsageError(tr("คิว reports ต้องระบุ --reports DIR และ --inspector URL", here.language))
        # Who has no place for reports leaves them to a worker that has.
        queues = queues or tuple(queue for queue in QUEUES.values() if queue != QUEUES["province"])
    keeper = opened(database)
    must_be_prepared(keeper)
    click.echo(tr("รองานเบื้องหลัง กด Ctrl-C เพื่อหยุดหลังงานที่ทำอยู่", here.language), err=True)
    province = None if reports is None or inspector is None else reporter(opened(inspector), reports)
    perform = telling(performer(offices.absolute(), province), here.language)

    def lost() -> None:
        click.echo(tr("ติดต่อฐานข้อมูลไม่ได้ จะลองใหม่", here.language), err=True)

    jobs.work(keeper.address(), perform, queues, once=once, lost=lost)


@worker.command("list", help="งานที่รอ ที่กำลังทำ และที่หยุดไว้เพราะทำไม่สำเร็จพร้อมเหตุ", short_help="งานที่รอและที่หยุดไว้")
@database_option
@json_option
@shared_options
def list_(database: str | None) -> None:
    from workflow.services.ministry.nights import must_be_prepared

    here, jobs, keeper = counter(), _jobs(), opened(database)
    must_be_prepared(keeper)
    counts, left = jobs.waiting(keeper.address()), jobs.failures(keeper.address())
    if here.json:
        print_json({
            "queues": [{"queue": q, "status": s, "count": n} for q, s, n in counts],
            "failed": [{"job": j, "of": o, "reason": r, "tries": t} for j, o, r, t in left],
        })  # fmt: skip
        return
    if not counts:
        click.echo(tr("ไม่มีงานรอ", here.language))
    words = {"todo": "รอ", "doing": "กำลังทำ", "failed": "หยุดไว้"}
    for queue, status, count in counts:
        click.echo(f"{queue:<10} {tr(words[status], here.language, 'jobs'):<12} {count}")
    for job, of, reason, tries in left[:MOST_TOLD]:
        why = messages.fault(reason, here.language)
        click.secho(fitted(tr("✗ {job} {of}: {reason} (ลอง {tries} ครั้ง)", here.language, job=job, of=of,
                              reason=why, tries=tries)), fg="red")  # fmt: skip


@worker.command(help="ให้งานที่หยุดไว้เพราะทำไม่สำเร็จเริ่มใหม่", short_help="เริ่มงานที่หยุดไว้ใหม่")
@click.option("--only", "office", metavar="KEY", help="เฉพาะของสำนักงานนี้")
@database_option
@json_option
@shared_options
def retry(office: str | None, database: str | None) -> None:
    from workflow.services.ministry.nights import must_be_prepared

    here, jobs, keeper = counter(), _jobs(), opened(database)
    must_be_prepared(keeper)
    count = jobs.retry_failed(keeper.address(), office)
    if here.json:
        print_json({"retried": count})
        return
    click.echo(tr("✓ ให้เริ่มใหม่ {count} งาน", here.language, count=count))


@click.command(
    help="ให้ทุกสำนักงานในทะเบียนได้รับการเฝ้าดูเว็บไซต์คืนนี้ กระจายตลอดช่วงเวลา โดย oit worker ตัวใดก็ได้  ให้ตัวตั้งเวลาเรียกคืนละครั้ง "
    "เรียกซ้ำไม่เพิ่มงาน",
    short_help="จัดการเฝ้าดูทุกสำนักงานคืนนี้",
)
@click.option("--hours", default=6.0, show_default=True, type=click.FloatRange(0, 24), help="กระจายในกี่ชั่วโมง")
@database_option
@json_option
@shared_options
def watch(hours: float, database: str | None) -> None:
    import wiring
    from workflow.services.ministry.nights import spread, without_site

    here, jobs, keeper = counter(), _jobs(), opened(database)
    added, offices = spread(keeper, wiring.SystemClock().now(), hours, jobs.defer_on, jobs.forget)
    bare = without_site(keeper)
    if here.json:
        told = [{"office": one.key, "name": one.name, "province": one.province} for one in bare]
        print_json({"added": added, "offices": offices, "no_site_address": told})
        return
    click.echo(tr("✓ เพิ่มงานเฝ้าดู {added} งาน จาก {offices} สำนักงาน", here.language, added=added, offices=offices))
    if not bare:
        return
    text = tr("ยังไม่ตั้งที่อยู่เว็บไซต์: {count} สำนักงาน (คืนที่แล้วจึงไม่มีอะไรให้เฝ้าดู)", here.language, count=len(bare))
    click.echo(fitted(text))
    for one in bare[:MOST_TOLD]:
        click.echo(fitted(f"  {one.key:<14} {one.name}", " " * 17))
    if len(bare) > MOST_TOLD:
        click.echo(tr("  และอีก {count} แห่ง (--json แสดงทุกแห่ง)", here.language, count=len(bare) - MOST_TOLD))
    who = tr("ผู้ดูแลโปรแกรมของสำนักงานนั้น: {do}", here.language, do=messages.do(NO_SITE, {}, here.language))
    click.echo(fitted(f"  → {who}", "    "))
