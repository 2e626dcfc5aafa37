"""The reply to the evaluators: what they wrote of an item beside what this office proved, with the way and the proof.

One letter for many items, or one memo where the evaluators belong to the same ministry. It is drafted like any paper,
gets its number when it is issued, and is signed by the head.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

from workflow.ports.persons import Person
from workflow.ports.reports import Picture, ReplyFacts, ReplyMemoFacts, ReplyPage, ReplyRow
from workflow.records import queries
from workflow.records.models import Item, Proof, Revision
from workflow.rules.errors import BadInput, NotFound, Unmet
from workflow.rules.states import Online
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase, reading
from workflow.services.documents.defaults import defaults
from workflow.services.documents.drafting import Made, keep
from workflow.services.reports.results import Shown, shown_in
from workflow.thai import long_date
from workflow.thai.zone import BANGKOK

ENDING = "จึงเรียนมาเพื่อโปรดพิจารณาทบทวนผลการประเมินในข้อดังกล่าว"


def draft_reply(
    office: Office, login: str, codes: Sequence[str], *, framework: str | None = None, year: int | None = None,
    addressee: str = "", facts: Mapping[str, str] | None = None,
) -> Made:  # fmt: skip
    """Draft the letter for items of a result: an inside memo where ``[office] reply`` says so.

    :param addressee: to whom; empty: the assessing body. :param facts: code -> what is the case, in the office's words.
    :raises NotFound: no result, no cycle of it, or no such item. :raises BadInput: ``reply_not_proven``: items that
        are not proven to be found today, unless the office says what is the case.
    """
    with reading(office, login) as use_case:
        made = reply_facts(use_case, codes, framework, year, addressee, dict(facts or {}))
    if office.settings.office.reply == "memo":
        return keep(office, login, "reply_memo", as_memo(made))
    return keep(office, login, "reply", made)


def as_memo(letter: ReplyFacts) -> ReplyMemoFacts:
    """What the letter says, as a memo says it."""
    return ReplyMemoFacts(**{field.name: getattr(letter, field.name) for field in fields(ReplyMemoFacts)})


def reply_facts(
    use_case: UseCase, codes: Sequence[str], framework: str | None, year: int | None, addressee: str,
    facts: Mapping[str, str],
) -> ReplyFacts:  # fmt: skip
    """What the letter says. :raises NotFound: and :raises BadInput: as :func:`draft_reply`."""
    shown = shown_in(use_case, framework, year)
    cycle = queries.items.cycle(use_case.session, use_case.office_id, shown.framework.year, shown.framework.key)
    if cycle is None:
        raise NotFound("no_cycle", year=shown.framework.year, framework=shown.framework.key)
    use_case.cycle = cycle
    items = use_case.items(codes)
    proofs = queries.revisions.last_proofs(use_case.session, cycle.id)
    signed = queries.revisions.signed_in_cycle(use_case.session, cycle.id)
    unproven = [
        Unmet("reply_not_proven", {"item": item.code}, "web")
        for item in items
        if item.code not in facts and not _found(item, proofs.get(item.id))
    ]
    if unproven:
        raise BadInput("reply_not_proven", unproven)
    known = defaults(use_case, "letter")
    head = known.get("head") or {"name": "", "posts": ()}
    rows, pages = [], []
    for item in items:
        proof = proofs.get(item.id)
        revision = signed.get(item.online_revision_id) if item.online_revision_id is not None else None
        rows.append(_row(shown, item, proof, facts.get(item.code)))
        pages.append(_page(use_case, item, proof, revision, facts.get(item.code)))
    body, of = shown.framework.body, shown.framework.year
    return ReplyFacts(
        number="", office=known["office"], address=tuple(known["address"]), date=None,
        subject=f"ชี้แจงข้อเท็จจริงเกี่ยวกับผลการประเมิน ประจำปีงบประมาณ พ.ศ. {of} จำนวน {len(items)} ข้อ",
        addressee=addressee or body, references=(f"ผลการประเมิน ประจำปีงบประมาณ พ.ศ. {of}",),
        enclosures=(f"ทางจากหน้าแรกและหลักฐานรายข้อ จำนวน {len(items)} แผ่น",),
        paragraphs=(
            f"ตามที่อ้างถึง {known['office']}ได้ตรวจสอบข้อมูลที่เผยแพร่แล้ว ขอชี้แจงข้อเท็จจริง จำนวน {len(items)} ข้อ ดังนี้",
        ),
        rows=tuple(rows), ending=(ENDING,), closing=known["closing"],
        head=Person(head["name"], tuple(head["posts"])), group=known["group"], phone=known["phone"],
        email=known["email"], copies=(), pages=tuple(pages),
    )  # fmt: skip


def _found(item: Item, proof: Proof | None) -> bool:
    return item.online is Online.ONLINE and proof is not None and proof.severity in ("ok", "caution")


def _row(shown: Shown, item: Item, proof: Proof | None, said: str | None) -> ReplyRow:
    scored = shown.facts.items.get(item.code)
    comment = scored.comment if scored is not None else ""
    if not comment and scored is not None and scored.score is not None:
        comment = f"ได้ {scored.score:.0f} คะแนน ไม่มีความเห็น"
    return ReplyRow(item.code, item.title, comment, said or _told(proof), _evidence(proof))


def _told(proof: Proof | None) -> str:
    if proof is None:
        return ""
    at = proof.at.astimezone(BANGKOK)
    where = "เปิดได้จากหน้าแรกของเว็บไซต์" if proof.kind == "live" else "เปิดได้จากหน้าแรกของเว็บไซต์ที่จัดทำ (ตรวจภายในสำนักงาน)"
    clicks = f"ใน {proof.clicks} คลิก" if proof.clicks is not None else ""
    return f"{where}{clicks} เมื่อวันที่ {long_date(at.date(), thai=False)} เวลา {at:%H.%M} น."


def _evidence(proof: Proof | None) -> str:
    return (proof.address or "-") if proof is not None else "-"


def _page(use_case: UseCase, item: Item, proof: Proof | None, revision: Revision | None, said: str | None) -> ReplyPage:
    facts = [said] if said else []
    steps: tuple[str, ...] = ()
    picture = None
    if proof is not None:
        facts.append(_told(proof))
        if proof.facts.get("http_status") is not None:
            facts.append(f"หน้าเว็บตอบด้วยรหัส {proof.facts['http_status']} โดยไม่ต้องเข้าสู่ระบบ")
        if proof.facts.get("bytes_ok"):
            facts.append("ไฟล์ที่เปิดได้ตรงกับฉบับที่หัวหน้าหน่วยงานลงนามทุกไบต์")
        steps = tuple(str(address) for address in proof.facts.get("path", ()))
        picture = _picture(use_case.office, proof.facts.get("screenshot"))
    if revision is not None and revision.signed is not None:
        memo = revision.signed.memo
        facts.append(f"หัวหน้าหน่วยงานลงนามตามบันทึกข้อความ ที่ {memo}" if memo else "หัวหน้าหน่วยงานลงนามแล้ว")
        facts.append(f"รหัสของฉบับที่ลงนาม (SHA-256) {revision.digest}")
    return ReplyPage(item.code, item.title, steps, tuple(one for one in facts if one), picture)


def _picture(office: Office, digest: object) -> Picture | None:
    if not isinstance(digest, str):
        return None
    data = office.store.get(digest)
    # Width and height stand at fixed places of a PNG (RFC 2083, 11.2.2).
    return Picture(digest, int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"), data)
