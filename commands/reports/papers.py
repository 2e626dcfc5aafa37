"""Telling of papers that reports make: where their files are, and handing them in as an item's evidence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.context import OUT_PATH, counter
from commands.locale import tr
from commands.terminal.output import print_json, reason_lines
from commands.terminal.screen import fitted

if TYPE_CHECKING:
    from workflow.services.documents.drafting import Made

OUT = click.option("--out", type=OUT_PATH, metavar="DIR", help="โฟลเดอร์ของไฟล์ (ปกติ documents ในโฟลเดอร์ของสำนักงาน)")


def tell_paper(made: Made, out: Path | None, *, to: str | None = None, more: Sequence[Made] = ()) -> None:
    """Write the files of a paper and of those that go with it, and say where they are.

    :param to: code of an item whose evidence the paper's PDF becomes, for the group of who acts.
    """
    from workflow.services.collection.contributing import Contribution, contribute
    from workflow.services.documents.files import write

    here = counter()
    written = [(one, write(here.office(), one, out)) for one in (made, *more)]
    if to is not None:
        pdf = next(path for path in written[0][1] if path.suffix == ".pdf")
        contribute(here.office(), here.login(), to, Contribution(files=[pdf]))
    if here.json:
        print_json(
            {
                "documents": [
                    {"id": one.id, "kind": one.kind, "subject": one.subject, "files": [str(path) for path in paths]}
                    for one, paths in written
                ],
                "handed_in": to,
            }
        )
        return
    for one, paths in written:
        click.echo(fitted(f"✓ {one.subject}", "  "))
        for path in paths:
            click.echo(f"  {path}")
        for line in reason_lines(one.warnings, here.language):
            click.echo(line, err=True)
    if to is not None:
        click.echo(fitted(tr("✓ ส่งเป็นข้อมูลของข้อ {item} แล้ว", here.language, item=to)))
    for one in more:
        hint = tr("  ออกเลขเมื่อลงนาม: ", here.language)
        click.echo(f"{hint}oit document issue {one.id}")
