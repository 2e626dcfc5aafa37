"""Short names for what people read on lists and in sentences. The procedure's own names stay in ``workflow.rules``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from workflow.rules.states import GRADES, Capacity, Duty, Kind, Online, Role, State, revision_name
from workflow.rules.table import ONLINE_STEPS, STEPS

Pair = tuple[str, str]
"""Thai, English."""

OTHER_STEPS: dict[str, Pair] = {
    "assign": ("กำหนดกลุ่มที่รวบรวม", "name the compiling group"),
    "contribute": ("ส่งข้อมูลของกลุ่ม", "hand in the group's part"),
    "accept": ("รับข้อมูลของกลุ่ม", "accept a group's part"),
    "refuse": ("ไม่รับข้อมูลของกลุ่ม", "refuse a group's part"),
    "tick": ("ยืนยันองค์ประกอบข้อมูล", "tick required elements"),
    "countersign": ("ลงนามกำกับ", "sign before the head"),
    "adopt": ("นำข้อที่เผยแพร่อยู่ก่อนเข้าระบบ", "adopt an item already published"),
    "plan_parts": ("กำหนดงวดของข้อ", "plan the parts of an item's year"),
    "exception": ("ขอยกเว้น", "ask for an exception"),
    "cycle_open": ("เปิดรอบการประเมิน", "open a cycle"),
    "people": ("จัดการบุคลากร", "manage people"),
    "register": ("ลงทะเบียนเลข", "keep the number books"),
    "backup": ("สำรองข้อมูล", "back up"),
    "site_build": ("สร้างเว็บไซต์", "build the site"),
    "key_register": ("ขึ้นทะเบียนใบรับรองลายมือชื่อดิจิทัล", "register a key"),
    "key_withdraw": ("ถอนใบรับรองลายมือชื่อดิจิทัล", "withdraw a key"),
    "address": ("บันทึกที่อยู่ของข้อบนเว็บไซต์", "record where an item stands"),
    "attest": ("ยืนยันด้วยตนเองว่าเห็นบนเว็บไซต์", "attest what one saw on the site"),
    "document_issue": ("ออกเลขเอกสาร", "issue a document"),
    "reissue": ("จัดทำบันทึกฉบับปรับปรุง", "make the memo's next edition"),
    "take_over": ("รับช่วงงานต่อ", "take over what waits"),
    "administrator": ("แต่งตั้งหรือถอนผู้ดูแลโปรแกรม", "name or remove an administrator"),
    "substitutes": ("ให้ใช้คำสั่งแต่งตั้งผู้รักษาราชการแทน", "accept the order of substitutes"),
    "away": ("บันทึกการไม่อยู่ของหัวหน้าหน่วยงาน", "enter an absence"),
    "people_back": ("บันทึกการกลับมาปฏิบัติงาน", "enter a return"),
    "object": ("คัดค้านการรักษาราชการแทน", "object to an absence"),
    "settings": ("รับรองการตั้งค่า", "accept the settings"),
    "template": ("รับแบบเอกสาร", "accept the forms"),
    "go_on": ("ใช้ข้อมูลที่ย้อนกลับต่อไป", "go on with records that were put back"),
    "baseline": ("บันทึกจุดเริ่มต้นของสำนักงานเดิม", "record the baseline of an older office"),
    "upgrade": ("ปรับปรุงฐานข้อมูล", "upgrade the database"),
    "watch_enrol": ("ขึ้นทะเบียนเครื่องที่เฝ้าดูเว็บไซต์", "enrol a machine that watches"),
    "cycle": ("วางแบบวัดและตารางผู้รับผิดชอบของปี", "lay a year's list and responsibilities"),
    "circulate": ("เวียนเพื่อทราบ", "pass a paper round"),
    "score_import": ("นำเข้าผลการประเมิน", "take in a result"),
    "measure_add": ("เพิ่มมาตรการ", "add a measure"),
    "measure_change": ("แก้ไขมาตรการ", "change a measure"),
    "measure_drop": ("ยกเลิกมาตรการ", "drop a measure"),
    "meeting_plan": ("วางแผนประชุม", "plan meetings"),
    "meeting_move": ("เลื่อนการประชุม", "move a meeting"),
    "meeting_report": ("บันทึกรายงานการประชุม", "record a meeting's report"),
    "meeting_done": ("บันทึกว่าดำเนินการตามมติแล้ว", "tell that a resolution was carried out"),
}
DEEDS = {
    "endorsed": "endorse", "countersigned": "countersign", "approved": "sign", "parts_planned": "plan_parts",
    "assigned": "assign", "adopted": "adopt", "contributed": "contribute", "accepted": "accept", "refused": "refuse",
    "ticked": "tick", "reissued": "reissue", "taken_over": "take_over", "seen": "attest", "address_changed": "address",
    "suspended": "suspend", "suspension_confirmed": "confirm_suspension", "suspension_lifted": "lift_suspension",
    "retracted": "retract", "retraction_lifted": "lift_retraction", "exception_requested": "exception",
    "exception_confirmed": "exception", "replacement_requested": "replace_scan", "scan_set_aside": "replace_scan",
}  # fmt: skip
"""What the journal calls it when it was done -> the step or command that did it."""
ANOTHER_DEED: Pair = ("บันทึกรายการอื่น", "something else was recorded")
BOOKS: dict[str, Pair] = {
    "memo": ("ทะเบียนหนังสือส่ง", "register of outgoing memos"),
    "order": ("ทะเบียนคำสั่ง", "register of orders"),
    "announcement": ("ทะเบียนประกาศ", "register of announcements"),
    "meeting": ("ทะเบียนการประชุม", "register of meetings"),
}
MEETINGS: dict[str, Pair] = {
    "planned": ("วางแผนแล้ว", "planned"),
    "held": ("จัดแล้ว", "held"),
    "resolution_done": ("ดำเนินการตามมติแล้ว", "a resolution was carried out"),
}
"""What became of a meeting."""
MEASURES: dict[str, Pair] = {
    "planned": ("ตามแผน", "planned"),
    "running": ("กำลังดำเนินการ", "under way"),
    "done": ("ดำเนินการแล้ว", "done"),
    "dropped": ("ยกเลิก", "given up"),
}
"""How far a measure is."""
FORMS: dict[str, Pair] = {
    "memo": ("บันทึกข้อความ", "memo"),
    "cover_memo": ("บันทึกข้อความนำเรื่อง", "covering memo"),
    "report": ("รายงาน", "report"),
    "reply": ("หนังสือชี้แจงผู้ประเมิน", "reply to the evaluators"),
    "reply_memo": ("บันทึกข้อความชี้แจงผู้ประเมิน", "memo to the evaluators"),
    "order": ("คำสั่ง", "order"),
    "activity": ("แบบสรุปผลการจัดกิจกรรม", "summary of an activity"),
    "newsletter": ("จดหมายข่าว", "newsletter"),
    "general_order": ("คำสั่งมอบหมายหรือแต่งตั้ง", "general order"),
    "announcement": ("ประกาศ", "announcement"),
    "letter": ("หนังสือภายนอก", "letter"),
    "meeting": ("รายงานการประชุม", "minutes of a meeting"),
    "certified_copy": ("แผ่นรับรองสำเนา", "certification sheet"),
    "signature_sheet": ("แผ่นลงนาม", "signature sheet"),
    "capture_sheet": ("แผ่นบันทึกหน้าเว็บ", "capture sheet"),
    "responsibility": ("ตารางผู้รับผิดชอบ", "table of responsibilities"),
    "publication_request": ("แบบฟอร์มขอเผยแพร่ข้อมูล", "publication request"),
    "calendar": ("ปฏิทินปฏิบัติงาน", "calendar of work"),
    "paper": ("เอกสาร", "paper"),
}
HANDS: dict[str, Pair] = {
    "hand_in": ("ส่งข้อมูล", "hand in"),
    "compile": ("รวบรวม", "compile"),
    "submit": ("เสนอ", "submit"),
    "publish": ("เผยแพร่", "publish"),
    "answer": ("ตอบแบบวัด", "answer"),
}
"""Whose days the calendar of work counts."""
RHYTHMS: dict[str, Pair] = {
    "monthly": ("รายเดือน", "monthly"),
    "quarterly": ("รายไตรมาส", "quarterly"),
    "half_year": ("ราย 6 เดือน", "half-yearly"),
}
CHANGES: dict[str, Pair] = {
    "person_returns": ("กลับมา", "is back"),
    "appointment_cancelled": ("ยกเลิกก่อนเริ่ม", "cancelled before it began"),
    "appointment_ends": ("สิ้นสุด", "ends"),
    "appointment_replaced": ("มีผู้มาแทน", "another comes after"),
    "appointment_until": ("เปลี่ยนวันสิ้นสุด", "another last day"),
    "appointment_open": ("ไม่มีวันสิ้นสุด", "no last day"),
    "appointment_from": ("แก้วันเริ่ม", "another first day"),
    "appointment_moves": ("ย้ายกลุ่ม", "moves to another group"),
    "appointment_text": ("แก้ข้อความที่พิมพ์", "what is printed"),
    "group_new": ("กลุ่มใหม่", "new"),
    "group_renamed": ("เปลี่ยนชื่อ", "renamed"),
    "group_ends": ("สิ้นสุด", "ended"),
}
"""What became of an appointment or a group."""

NEEDS: dict[str, Pair] = {
    "route_complete": ("ลำดับการเสนอครบ", "route complete"),
    "signer_not_contributor": ("ผู้ลงนามไม่ใช่ผู้จัดทำข้อมูล", "the signer is no contributor"),
    "registrar_not_contributor": ("ผู้รับเอกสารไม่ใช่ผู้จัดทำข้อมูล", "the registrar is no contributor"),
}
TEXT_MARKS: dict[str, Pair] = {
    "b": ("ตัวหนา", "bold"),
    "i": ("ตัวเอียง", "italic"),
    "sz": ("ขนาดตัวอักษร", "the size"),
    "font": ("แบบอักษร", "the font"),
}
TAKEN: dict[str, Pair] = {
    "actions": ("คำสั่งที่ทำงานเมื่อคลิก", "actions on clicking"),
    "attachments": ("ไฟล์แนบ", "attachments"),
    "javascript": ("สคริปต์", "scripts"),
    "layers": ("เลเยอร์ที่ซ่อนได้", "layers"),
    "media": ("เสียง ภาพเคลื่อนไหว หรือไฟล์แนบบนหน้า", "media or files on a page"),
    "open_action": ("คำสั่งที่ทำงานเมื่อเปิดไฟล์", "an action on opening"),
    "xfa": ("แบบฟอร์ม XFA", "an XFA form"),
}
"""What is taken out of a PDF before it is issued (``signatures.prepare.sanitize`` names it)."""
DONE: dict[str, Pair] = {
    "files": ("ส่งหรือเปลี่ยนไฟล์", "files were handed in or changed"),
    "ticks": ("ยืนยันองค์ประกอบข้อมูล", "elements were ticked"),
    "people": ("มีผู้จัดทำข้อมูลแล้ว", "somebody took part"),
    "exceptions": ("ขอยกเว้นเงื่อนไข", "an exception was asked for"),
}
"""What was done for a revision, by the codes of ``Case.done_since``."""
FIELDS: dict[str, Pair] = {
    "office.head_post": ("ตำแหน่งหัวหน้าหน่วยงาน (office.head_post)", "the head's post (office.head_post)"),
    "office.code": ("รหัสหนังสือของสำนักงาน (office.code)", "the office's letter code (office.code)"),
    "officer": ("ชื่อเจ้าหน้าที่ผู้จัดทำ", "the officer who prepared it"),
    "number": ("เลขที่ (number)", "the number (number)"),
    "date": ("วันที่ (date)", "the date (date)"),
    "head.name": ("ชื่อหัวหน้าหน่วยงานหรือผู้ทำการแทน (head.name)", "the name of who is head (head.name)"),
    "annex.item": ("รหัสข้อทุกแถวของบัญชีแนบท้าย (annex: item)", "the item's code in every row of the annex (annex: item)"),
    "annex.sha256": (
        "ค่าตรวจสอบไฟล์ (SHA-256) ทุกแถวของบัญชีแนบท้าย (annex: sha256)",
        "the digest in every row of the annex (annex: sha256)",
    ),
    "subject": ("เรื่อง (subject)", "the subject (subject)"),
    "reason": ("เหตุผลและที่มา (reason)", "the reason (reason)"),
    "duties": ("หน้าที่ (duties)", "the duties (duties)"),
    "decision": ("สิ่งที่สั่ง (decision)", "what is ordered (decision)"),
    "clauses": ("ข้อความทีละข้อ (clauses)", "the clauses (clauses)"),
    "addressee": ("เรียนถึง (addressee)", "to whom (addressee)"),
    "paragraphs": ("เนื้อความ (paragraphs)", "the text (paragraphs)"),
    "rows": ("แถวของตาราง (rows)", "the rows of the table (rows)"),
    "body": ("ชื่อคณะหรือที่ประชุม (body)", "whose meeting it is (body)"),
    "place": ("สถานที่ (place)", "the place (place)"),
    "agenda": ("ระเบียบวาระ (agenda)", "the agenda (agenda)"),
    "participants": ("ผู้เข้าร่วม (participants)", "the participants (participants)"),
    "purposes": ("วัตถุประสงค์ (purposes)", "the purposes (purposes)"),
    "results": ("ผลการดำเนินงาน (results)", "the results (results)"),
    "seal": ("รหัสบันทึกเหตุการณ์ (seal)", "the seal of the journal (seal)"),
    "item": ("รหัสข้อ (item)", "the item's code (item)"),
    "sha256": ("ค่าตรวจสอบไฟล์ (SHA-256) ของไฟล์ (sha256)", "the file's digest (sha256)"),
}
TYPES: dict[str, Pair] = {
    "text": ("ข้อความในเครื่องหมายคำพูด", "a text in quotation marks"),
    "true_or_false": ("true หรือ false", "true or false"),
    "whole_number": ("จำนวนเต็ม", "a whole number"),
    "number": ("จำนวน", "a number"),
    "date": ("วันที่แบบ 2024-04-30", "a date such as 2024-04-30"),
    "table": ("หมวด เช่น [site]", "a table such as [site]"),
    "list": ("รายการในวงเล็บเหลี่ยม", "a list in square brackets"),
    "str": ("ข้อความ", "a text"),
    "int": ("จำนวนเต็ม", "a whole number"),
    "bool": ("true หรือ false", "true or false"),
    "time": ("เวลาแบบ 09:30", "a time such as 09:30"),
    "list_of_texts": ("รายการข้อความในวงเล็บเหลี่ยม", "a list of texts in square brackets"),
    "list_of_dates": ("รายการวันที่ในวงเล็บเหลี่ยม", "a list of dates in square brackets"),
    "list_of_paths": ("รายการชื่อไฟล์ในวงเล็บเหลี่ยม", "a list of file names in square brackets"),
    "list_of_tables": ("หมวดที่ขึ้นต้นด้วย [[group]]", "tables that begin with [[group]]"),
}
STATUSES: dict[str, Pair] = {
    "open": ("อยู่ระหว่างเสนอ", "open"),
    "signed": ("ลงนามแล้ว", "signed"),
    "void": ("ยกเลิกแล้ว", "void"),
    "issued": ("ออกเลขแล้ว", "issued"),
    "reserved": ("จองไว้", "reserved"),
    "PASSED": ("ผ่าน", "passed"),
    "INDETERMINATE": ("ยังสรุปไม่ได้", "indeterminate"),
    "FAILED": ("ไม่ผ่าน", "failed"),
}
SEVERITIES: dict[str, Pair] = {
    "ok": ("ปกติ", "ok"),
    "caution": ("ควรตรวจสอบ", "caution"),
    "unknown": ("บอกไม่ได้", "cannot tell"),
    "broken": ("ต้องแก้ไข", "broken"),
    "danger": ("ต้องแก้ไขทันที", "danger"),
}
RENEWALS: dict[str, Pair] = {
    "hosting": ("พื้นที่เว็บไซต์", "hosting"),
    "domain": ("ชื่อโดเมน", "domain"),
}
WALLS: dict[str, Pair] = {
    "files": ("ไฟล์อื่นในเครื่อง", "other files"),
    "network": ("เครือข่าย", "the network"),
    "programs": ("การเรียกโปรแกรมอื่น", "other programs"),
}
PROOFS: dict[str, Pair] = {
    "rehearsal": ("ซ้อมบนเครื่องนี้", "rehearsal on this machine"),
    "live": ("เว็บไซต์จริง", "live site"),
}
PROGRESS: dict[str, Pair] = {
    "published": ("เผยแพร่แล้ว", "published"),
    "awaiting_approval": ("จัดทำเสร็จแล้ว อยู่ระหว่างเสนอขอความเห็นชอบให้เผยแพร่", "awaiting approval"),
    "compiling": ("อยู่ระหว่างรวบรวมและจัดทำข้อมูล", "compiling"),
    "total": ("ทั้งหมด", "total"),
}
HOW: dict[str, Pair] = {
    "sign": ("ลงนามด้วยใบรับรองในโปรแกรม", "signed with a key in the program"),
    "token": ("ลงนามด้วยลายมือชื่อดิจิทัลจากภายนอก", "signed digitally elsewhere"),
    "pen": ("ลงนามด้วยปากกาบนกระดาษ", "signed with a pen on paper"),
}
SOMEBODY: Pair = ("ผู้เกี่ยวข้อง", "whoever is concerned")
ADMINISTRATOR: Pair = ("ผู้ดูแลโปรแกรมของสำนักงาน", "an administrator of the office")


def pick(pair: Pair, language: str) -> str:
    """The half of a pair for a language; Thai for anything but English."""
    return pair[1] if language.startswith("en") else pair[0]


@cache
def steps() -> Mapping[str, Pair]:
    """Every step and command that a refusal may name."""
    found = {step.trigger: (step.th, step.en) for step in STEPS}
    return {**found, **{o.trigger: (o.th, o.en) for o in ONLINE_STEPS}, **OTHER_STEPS}


@cache
def _everything() -> Mapping[str, Pair]:
    found: dict[str, Pair] = {}
    for members in (Kind, Duty, Online, State, Role, Capacity):
        found.update({str(m.value): (m.th, m.en) for m in members})
    for more in (HOW, PROOFS, SEVERITIES, STATUSES, NEEDS, BOOKS, steps()):
        found = {**more, **found}
    return found


def label(value: object, language: str = "th") -> str:
    """The name people read for a member of an enumeration, a stored value, a step, a book; itself when it has none."""
    th, en = getattr(value, "th", None), getattr(value, "en", None)
    if isinstance(th, str) and isinstance(en, str) and th:
        return pick((th, en), language)
    pair = _everything().get(str(value))
    return pick(pair, language) if pair else str(value)


def progress(name: str, language: str = "th") -> str:
    """One of the office's monthly numbers: ``published``, ``awaiting_approval``, ``compiling``, ``total``."""
    return pick(PROGRESS[name], language) if name in PROGRESS else name


def grade(number: int | None, language: str = "th") -> str:
    """The grade of the head's signature with its meaning; ``-`` before there is one."""
    if number not in GRADES:
        return "-" if number is None else str(number)
    return f"{number} ({pick(GRADES[number], language)})"


def proof(severity: str, kind: str | None = None, language: str = "th") -> str:
    """How a proof of publication went: severity, and whether it was a rehearsal or the real site."""
    text = pick(SEVERITIES[severity], language) if severity in SEVERITIES else severity
    return f"{text} ({pick(PROOFS[kind], language)})" if kind in PROOFS else text


def revision(number: int, language: str = "th") -> str:
    """A revision as the office counts them."""
    return pick(revision_name(number), language)


def group(key: object, language: str, groups: Mapping[str, str]) -> str:
    """A group by its name where it is known, else by its key."""
    name = groups.get(str(key))
    return name if name else pick((f"กลุ่ม {key}", f"group {key}"), language)


def who(code: str | None, language: str = "th", groups: Mapping[str, str] | None = None) -> str:
    """Who must act: a ``Capacity`` or ``Role`` value, ``group:KEY``, ``post:ROLE`` or ``post:ROLE.GROUP``,
    ``second:N`` (who may confirm request N), or a login.

    :param groups: key -> name of the office's groups. ``None`` as code: it depends.
    """
    names = groups or {}
    if not code:
        return pick(SOMEBODY, language)
    kind, _, rest = code.partition(":")
    if kind == "group" and rest:
        return group(rest, language, names)
    if kind == "post" and rest:
        return post(rest, language, names)
    if kind == "second":
        return pick(("ผู้ที่ยืนยันคำขอนี้ได้", "who may confirm this request"), language)
    if code == "administrator":
        return pick(ADMINISTRATOR, language)
    if code == "owner":
        return pick(("เจ้าของใบรับรอง", "the owner"), language)
    for members in (Capacity, Role):
        if code in list(members):
            member = members(code)
            return pick((member.th, member.en), language)
    return code


def post(code: str, language: str, groups: Mapping[str, str]) -> str:
    """A post of the route, written ``ROLE`` or ``ROLE.GROUP``."""
    role, _, key = code.partition(".")
    if role not in list(Role):
        return code
    member = Role(role)
    if not key:
        return pick((member.th, member.en), language)
    name = group(key, language, groups)
    if language.startswith("en"):
        return f"{member.en} of {name}"
    if member is Role.DIRECTOR:
        return f"หัวหน้า{name}" if name.startswith("หน่วย") else f"ผู้อำนวยการ{name}"
    return f"เจ้าหน้าที่{name}" if member is Role.OFFICER else f"{member.th} {name}"
