"""Small makers of plainly fictitious records."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from workflow.records.books import BookKind
from workflow.records.entry import Entry
from workflow.records.numbering import Document

NOW = datetime(2023, 5, 1, 3, 0, tzinfo=UTC)
YEAR = 2566
MEMO = BookKind.MEMO
LETTER = Document(date(2023, 5, 1), "ขอความเห็นชอบเผยแพร่ข้อมูลสาธารณะ <O15> & อื่น ๆ", label="ศธ ๐๔๐๐๐/๑")


def an_entry(**changes: Any) -> Entry:
    values: dict[str, Any] = {
        "kind": "step",
        "at": NOW,
        "actor": "clerk.policy",
        "actor_name": "นายตัวอย่าง ใจดี",
        "actor_post": "นักวิเคราะห์นโยบายและแผนชำนาญการ",
        "command": "6f2b0f1e-0000-4000-8000-000000000001",
        "table_version": "1",
        "role": "compiler",
        "step": "compile",
        "fiscal_year": YEAR,
        "item_code": "O15",
        "from_state": "draft",
        "to_state": "group_compiled",
        "revision": "ab" * 32,
        "facts": {"files": 3, "เหตุผล": "ครบถ้วน"},
    }
    return Entry(**{**values, **changes})


def a_note(**changes: Any) -> Entry:
    """An entry that moves no state."""
    nothing = dict.fromkeys(("step", "fiscal_year", "item_code", "from_state", "to_state", "revision", "role"))
    return an_entry(**{"kind": "backed_up", **nothing, **changes})
