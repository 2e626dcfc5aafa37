"""``oit serve``: the tray, for who sits at another desk or holds a telephone."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import click

import messages
from commands.context import counter, json_option, shared_options
from commands.locale import tr
from commands.terminal.output import print_json
from commands.terminal.screen import fitted
from workflow.rules.errors import BadInput, MissingOnMachine

if TYPE_CHECKING:
    from web.desk import OfMinistry
    from workflow.services.ministry.office_list import Ministry


@click.command(
    help="เปิดหน้าเว็บของสำนักงานให้ทุกคนทำงานจากเครื่องของตนหรือโทรศัพท์  ปกติเปิดเฉพาะเครื่องนี้\n\n"
    "ให้เครื่องอื่นใช้: ตั้ง Caddy หรือ nginx ที่มี TLS ไว้หน้า แล้วบอกชื่อด้วย --url  (คู่มือ docs/tray.md)",
    short_help="เปิดหน้าเว็บของสำนักงาน",
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="H", help="ที่อยู่ที่รอฟัง")
@click.option("--port", default=8767, show_default=True, type=click.IntRange(0, 65535), metavar="P", help="พอร์ต")
@click.option("--url", metavar="URL", help="ที่อยู่ https:// ที่เบราว์เซอร์ใช้ เมื่อมี TLS อยู่หน้า  (ปกติจาก [tray] host)")
@click.option(
    "--ministry",
    metavar="URL",
    envvar="OIT_MINISTRY",
    help="ฐานข้อมูลของหลายสำนักงานตามบัญชีผู้ดูยอด: เปิดหน้า /ministry ให้ผู้ที่ [ministry] ใน office.toml ระบุ",
)
@click.option("--inspector", metavar="URL", envvar="OIT_INSPECTOR", help="ฐานข้อมูลเดียวกันตามบัญชีผู้ตรวจ: ดูรายสำนักงานได้ด้วย")
@json_option
@shared_options
def serve(host: str, port: int, url: str | None, ministry: str | None, inspector: str | None) -> None:
    here = counter()
    if url is None and host == "127.0.0.1":
        url = here.office().settings.tray.url
    if url is not None and not url.startswith("https://"):
        raise click.UsageError(tr("--url ต้องขึ้นต้นด้วย https://", here.language))
    try:
        from web.desk import Makers
        from web.serving import is_loopback
        from web.serving import serve as run
    except ModuleNotFoundError:
        raise MissingOnMachine("tray_missing") from None
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    # Without TLS in front, whoever listens on the network sees what passes: say so before anybody types a password.
    if url is None and not is_loopback(host):
        click.secho(fitted(messages.say("tray_open_network", {}, here.language)), fg="yellow", err=True)
        click.echo(fitted(messages.do("tray_open_network", {}, here.language)), err=True)

    def ready(address: str) -> None:
        if here.json:
            print_json({"address": address})
        else:
            click.echo(address)

    import wiring

    looked_at = _of_ministry(ministry, inspector)
    makers = Makers(wiring.workbook, wiring.calendar_file)
    run(here.office(), host, port, url=url, ready=ready, makers=makers, ministry=looked_at)


def _of_ministry(totals: str | None, inspector: str | None) -> OfMinistry | None:
    """The ministry's database as its accounts that look; ``None``: no address was given."""
    if totals is None and inspector is None:
        return None
    import wiring
    from web.desk import OfMinistry

    def opened(url: str) -> Ministry:
        if not url.startswith("postgresql"):
            raise BadInput("ministry_needs_postgresql")
        database = wiring.ministry_database(url)
        click.get_current_context().call_on_close(database.close)
        return database

    every = opened(inspector) if inspector is not None else None
    first = opened(totals) if totals is not None else every
    assert first is not None  # noqa: S101 -- one of the two was given
    return OfMinistry(first, every)
