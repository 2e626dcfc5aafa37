"""Which database of many offices a command is about, and as which of its accounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from workflow.rules.errors import BadInput

if TYPE_CHECKING:
    from workflow.services.ministry.office_list import Ministry

F = TypeVar("F", bound=Callable[..., Any])


def database_option(command: F) -> F:
    """``--database``, handed to the command as an address."""
    return click.option(
        "--database", metavar="URL", envvar="OIT_MINISTRY",
        help="ฐานข้อมูลของหลายสำนักงาน ตามบัญชีที่ใช้ (หรือตัวแปร $OIT_MINISTRY)",
    )(command)  # fmt: skip


def opened(url: str | None) -> Ministry:
    """The database of an address, until the command ends. :raises BadInput: none was named, or of another kind."""
    import wiring

    if url is None or not url.startswith("postgresql"):
        raise BadInput("ministry_needs_postgresql")
    database = wiring.ministry_database(url)
    click.get_current_context().call_on_close(database.close)
    return database
