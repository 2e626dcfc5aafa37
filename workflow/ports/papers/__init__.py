"""The contract of every paper: one frozen dataclass of raw facts per form.

Facts are dates, numbers, texts and tuples; Thai digits, Buddhist years and no-break spaces come at rendering
(``templates_docx.contexts``). A template may use exactly these names; ``oit template check`` compares both ways.
Conventions: an empty string prints nothing (or a dotted blank where the form has one), a date of ``None`` is not known
yet and prints a dotted blank. ``posts`` are ready lines, printed one under the other, such as
``("ผู้อำนวยการกลุ่มนโยบายและแผน", "รักษาราชการแทน ศึกษาธิการจังหวัดตัวอย่าง")``. Layout and order of fields:
ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ and its amendments, clause named at each form.
"""

from __future__ import annotations

from workflow.ports.papers.activities import ActivityFacts, NewsletterFacts, Photo
from workflow.ports.papers.letters import (
    AgendaItem,
    AnnouncementFacts,
    Attendee,
    GeneralOrderFacts,
    LetterFacts,
    MeetingFacts,
    Member,
    OrderFacts,
    PaperFacts,
    Table,
)
from workflow.ports.papers.lists import (
    CalendarFacts,
    CalendarRow,
    PublicationRequestFacts,
    PublicationRow,
    ResponsibilityFacts,
    ResponsibilityRow,
)
from workflow.ports.papers.memos import (
    AnnexRow,
    CoverMemoFacts,
    Endorsement,
    MemoFacts,
    MemoItem,
)
from workflow.ports.papers.sheets import (
    CaptureSheetFacts,
    CertifiedCopyFacts,
    Hop,
    SignatureSheetFacts,
)
from workflow.ports.persons import Person
from workflow.ports.reports import ReplyFacts, ReplyMemoFacts, ReportFacts

__all__ = [
    "FORMS",
    "OBLIGATORY",
    "SIGNED_BY_HEAD",
    "ActivityFacts",
    "AgendaItem",
    "AnnexRow",
    "AnnouncementFacts",
    "Attendee",
    "CalendarFacts",
    "CalendarRow",
    "CaptureSheetFacts",
    "CertifiedCopyFacts",
    "CoverMemoFacts",
    "Endorsement",
    "GeneralOrderFacts",
    "Hop",
    "LetterFacts",
    "MeetingFacts",
    "Member",
    "MemoFacts",
    "MemoItem",
    "NewsletterFacts",
    "OrderFacts",
    "PaperFacts",
    "Person",
    "Photo",
    "PublicationRequestFacts",
    "PublicationRow",
    "ResponsibilityFacts",
    "ResponsibilityRow",
    "SignatureSheetFacts",
    "Table",
]

FORMS: dict[str, type] = {
    "memo": MemoFacts,
    "cover_memo": CoverMemoFacts,
    "report": ReportFacts,
    "reply": ReplyFacts,
    "reply_memo": ReplyMemoFacts,
    "order": OrderFacts,
    "general_order": GeneralOrderFacts,
    "announcement": AnnouncementFacts,
    "letter": LetterFacts,
    "meeting": MeetingFacts,
    "certified_copy": CertifiedCopyFacts,
    "signature_sheet": SignatureSheetFacts,
    "capture_sheet": CaptureSheetFacts,
    "responsibility": ResponsibilityFacts,
    "publication_request": PublicationRequestFacts,
    "calendar": CalendarFacts,
    "paper": PaperFacts,
    "activity": ActivityFacts,
    "newsletter": NewsletterFacts,
}
"""Every form by its key, which is also the name of its file: ``memo`` -> ``memo.docx``."""

SIGNED_BY_HEAD = frozenset(
    {
        "memo",
        "cover_memo",
        "report",
        "reply",
        "reply_memo",
        "order",
        "general_order",
        "announcement",
        "letter",
        "certified_copy",
        "signature_sheet",
        "paper",
        "activity",
    }
)
"""Forms with the mark ``oit:sign/head`` (``paper`` only where it has a signer)."""

OBLIGATORY: dict[str, tuple[str, ...]] = {
    "memo": ("number", "date", "head.name", "annex.item", "annex.sha256", "seal"),
    "order": ("number", "date", "head.name"),
    "general_order": ("number", "date", "head.name"),
    "announcement": ("date", "head.name"),
    "letter": ("number", "date", "head.name"),
    "certified_copy": ("item", "sha256", "head.name"),
    "signature_sheet": ("item", "sha256", "head.name"),
}
"""What a form has to print whoever made it; a path through rows (``annex.sha256``) means in every row."""
