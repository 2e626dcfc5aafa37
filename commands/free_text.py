"""Words that somebody writes for others to read (a subject, a reason): they have to say something."""

from __future__ import annotations

from typing import Any

import click

from commands.locale import tr
from workflow.thai.free_text import says_something


class FreeText(click.types.StringParamType):
    """A text with letters in it. An empty one is nothing said where that may be left out, and else refused."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        text = str(value)
        left_out = param is not None and param.default == ""  # whether something must be said is the step's to judge
        if not text and left_out:
            return text
        if not says_something(text):
            language = getattr(ctx.find_root().obj, "language", "th") if ctx is not None else "th"
            return self.fail(tr("ต้องเป็นข้อความที่อ่านได้ความ ไม่ใช่ช่องว่าง เครื่องหมาย หรือตัวเลขล้วน", language), param, ctx)
        return text


FREE_TEXT = FreeText()
