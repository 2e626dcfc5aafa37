"""From the records to the facts of a Word form: memo, certification sheet, signature sheet, capture sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from workflow.ports.papers import (
    AnnexRow,
    CaptureSheetFacts,
    CertifiedCopyFacts,
    Endorsement,
    Hop,
    MemoFacts,
    MemoItem,
    Person,
    SignatureSheetFacts,
)
from workflow.records import queries
from workflow.records.models import Evidence, Item
from workflow.rules.states import Duty, Role
from workflow.services.context.authorization import Actor, holders
from workflow.services.context.signed.verdicts import attester
from workflow.services.context.use_case import UseCase
from workflow.thai import long_date

PASSED_ON = "เพื่อโปรดพิจารณา"
"""What somebody on the route says who passes a memo on and writes no opinion."""
ENDORSEMENT = "เพื่อโปรดพิจารณา เห็นควรเห็นชอบให้เผยแพร่ข้อมูลตามเสนอ"
"""What a director's endorsement says unless the director writes otherwise."""


SHORT_DUTY: dict[Duty, str] = {
    Duty.ORIGINAL: "ต้นฉบับ",
    Duty.CERTIFIED: "สำเนารับรอง",
    Duty.SIGNED_BEFORE: "ลงนามก่อน",
    Duty.EXTERNAL: "เอกสารภายนอก",
    Duty.DATA: "ไฟล์ข้อมูล",
    Duty.WEB: "หน้าเว็บ",
}
"""Signature duties as the narrow column of the annex says them."""


def signer(who: Actor, role: Role, group: str | None = None) -> Person:
    """A person as a signature block prints them: own post, then the words and the post acted for."""
    appointment = who.holds(role, group) or (who.appointments[0] if who.appointments else None)
    return Person(who.name, appointment.lines if appointment else ())


EVERY_GROUP = "ทุกกลุ่ม/หน่วย"


def groups_of(use_case: UseCase, item: Item) -> tuple[str, ...]:
    """Names of the groups that owe an item, as papers print them: one word where it is all of them."""
    keys = [part.group_key for part in item.parts]
    return (EVERY_GROUP,) if set(keys) >= set(use_case.groups) else tuple(use_case.groups[key].name for key in keys)


def head_person(use_case: UseCase, who: Actor | None = None) -> Person:
    """The head's block for today's head (or for ``who`` acts as head)."""
    return signer(who or use_case.head(), Role.HEAD)


def endorsements_ahead(use_case: UseCase, route: Sequence[str]) -> list[Endorsement]:
    """Room on the memo for everybody who has still to pass it on: post by post, who holds it today.

    :param route: posts, written ``ROLE`` or ``ROLE.GROUP``. One whose holder acts as head today has room too: on the
        day of the signature it may be another who does.
    """
    found = []
    for post in route:
        role, _, group = post.partition(".")
        holding = holders(use_case.everybody.values(), Role(role), group or None)
        lines = holding[0][1].lines if holding else (Role(role).th,)
        found.append(Endorsement("", holding[0][0].name if holding else "", lines, None))
    return found


def annex_rows(use_case: UseCase, items: Sequence[Item]) -> tuple[AnnexRow, ...]:
    """Every file of the items with the digest that the head's signature on the memo seals; part by part of a year."""
    rows: list[AnnexRow] = []
    for item in items:
        revision, fresh = use_case.revision(item), use_case.periods.fresh(item)
        for p in use_case.periods.in_hand(item):
            mine = [e for e in fresh if e.period_id == p.id]
            title = f"{item.title} งวด{p.title}"
            rows += [_file_row(use_case, item, e, title) for e in mine]
            if not mine and revision is not None:
                said = f"ไม่มีข้อมูลในงวดนี้: {p.nil_reason}"
                rows.append(AnnexRow(item.code, title, said, "คำชี้แจง", revision.digest, None, 0))
        rows += [_file_row(use_case, item, e, item.title) for e in fresh if e.period_id is None]
        nil = [part.group for part in revision.manifest.parts if part.nil is not None] if revision is not None else []
        if nil and revision is not None:
            names = ", ".join(use_case.groups[key].name for key in nil)
            rows.append(AnnexRow(item.code, item.title, f"ไม่มีข้อมูล: {names}", "คำชี้แจง", revision.digest, None, 0))
    return tuple(rows)


def _file_row(use_case: UseCase, item: Item, e: Evidence, title: str) -> AnnexRow:
    return AnnexRow(
        item=item.code,
        title=title,
        file_name=e.url or e.name,
        duty=_duty(use_case, e),
        sha256=e.issued_sha256 or e.sha256,
        pages=e.issued_pages or e.pages,
        size=e.size,
    )


def title_in_memo(use_case: UseCase, item: Item) -> str:
    """The item's title and, where its year has parts, those that the memo is about."""
    parts = [p.title for p in use_case.periods.in_hand(item)]
    return f"{item.title} งวด{', '.join(parts)}" if parts else item.title


def _duty(use_case: UseCase, e: Evidence) -> str:
    """A duty in a word or two; of a paper signed with a pen before, on whose word it is taken."""
    said = queries.memos.last_verdict_on_file(use_case.session, e.id) if e.duty is Duty.SIGNED_BEFORE else None
    by = attester(said.record) if said is not None else None
    return SHORT_DUTY[e.duty] if by is None else f"{SHORT_DUTY[e.duty]} ({by} รับรอง)"


def memo_facts(
    use_case: UseCase,
    items: Sequence[Item],
    *,
    label: str,
    subject: str,
    dated: date,
    officer: Actor,
    endorsements: Sequence[Endorsement],
    edition: int,
    excepted: Sequence[str],
    seal: str,
    code: str | None,
    head: Actor,
) -> MemoFacts:
    """All that the approval memo says (docs/contracts.md#memo). :param head: whose name is printed to sign."""
    profile = use_case.office.settings.office
    group = use_case.groups[items[0].compiling_group or ""]
    return MemoFacts(
        office=profile.name,
        group=group.name,
        phone=group.phone or profile.phone,
        number=label,
        edition=edition,
        date=dated,
        subject=subject,
        addressee=profile.head_post,
        fiscal_year=use_case.cycle_of(items[0]).fiscal_year,
        items=tuple(MemoItem(item.code, title_in_memo(use_case, item)) for item in items),
        officer=signer(officer, Role.OFFICER),
        endorsements=tuple(endorsements),
        head=head_person(use_case, head),
        annex=annex_rows(use_case, items),
        excepted=tuple(excepted),
        seal=seal,
        code=code,
    )


def _copied_from(e: Evidence) -> str:
    """Number and day of the paper that a copy is of, as far as they were given."""
    number = f"ที่ {e.document_no}" if e.document_no else ""
    dated = f"ลงวันที่ {long_date(e.document_date)}" if e.document_date else ""
    return " ".join(part for part in (number, dated) if part) or "ไม่ได้ระบุเลขที่และวันที่"


def sheet_facts(use_case: UseCase, item: Item, e: Evidence, sha256: str, pages: int, head: Actor) -> tuple[str, object]:
    """The form and facts of the page that is appended for the head's signature to a clerk's own PDF."""
    profile = use_case.office.settings.office
    if e.duty is Duty.CERTIFIED:
        return "certified_copy", CertifiedCopyFacts(
            office=profile.name,
            item=item.code,
            title=item.title,
            source=_copied_from(e),
            file_name=e.name,
            sha256=sha256,
            pages=pages,
            size=e.size,
            date=None,
            head=head_person(use_case, head),
        )
    prepared = use_case.everybody.get(e.added_by)
    return "signature_sheet", SignatureSheetFacts(
        office=profile.name,
        item=item.code,
        title=item.title,
        file_name=e.name,
        sha256=sha256,
        pages=pages,
        fiscal_year=use_case.cycle_of(item).fiscal_year,
        prepared_by=signer(prepared, Role.OFFICER) if prepared else Person(e.added_by, ()),
        date=None,
        head=head_person(use_case, head),
    )


def _published(address: str, given: str | None) -> str:
    """An address passed on the way, on a sheet that the public sees: what follows its ? may be somebody's session."""
    return address if address == given else address.partition("?")[0]


def capture_facts(use_case: UseCase, item: Item, e: Evidence) -> CaptureSheetFacts:
    """The dated sheet of what a web address showed."""
    seen = e.capture or {}
    taken_by = use_case.everybody.get(e.added_by)
    at = datetime.fromisoformat(str(seen["at"]))
    return CaptureSheetFacts(
        office=use_case.office.settings.office.name,
        item=item.code,
        title=item.title,
        address=e.url or "",
        final_address=_published(str(seen.get("final") or e.url or ""), e.url),
        hops=tuple(Hop(_published(str(h["address"]), e.url), int(h["status"])) for h in seen.get("hops", ())),
        status=int(seen.get("status", 0)),
        page_title=str(seen.get("title") or ""),
        sha256=str(seen.get("sha256")),
        size=int(seen.get("size", 0)),
        taken_at=at.astimezone(use_case.now.tzinfo),
        taken_by=signer(taken_by, Role.OFFICER) if taken_by else Person(e.added_by, ()),
    )
