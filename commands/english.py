"""What help pages say in English; loaded for ``--lang en`` only. In Thai they are written where the commands are."""

from __future__ import annotations

from functools import cache

OPTIONS: dict[str, str] = {
    "รุ่นของโปรแกรม": "version of the program",
    "แสดงคำอธิบายนี้": "show this page",
    "ปีงบประมาณ พ.ศ.": "fiscal year (Buddhist era)",
    "เฉพาะกลุ่มนี้": "this group only",
    "เฉพาะสถานะนี้": "this state only",
    "ผลเป็น JSON": "print JSON",
    "พิมพ์ผลเป็น JSON": "print JSON",
    "โฟลเดอร์ของสำนักงาน": "folder of the office",
    "ทำในชื่อผู้ใช้นี้ (ที่เข้าสู่ระบบไว้แล้ว)": "act as this person (who is logged in)",
    "ภาษา (th, en)": "language (th, en)",
    "ที่อยู่หน้าเว็บหรือช่องทาง": "address of a page or channel",
    "ไม่มีข้อมูล พร้อมเหตุผล": "nothing to report, with the reason",
    "หน้าที่ของลายมือชื่อ": "what the head's signature must be",
    "ส่งในนามกลุ่มนี้": "on behalf of this group",
    "ปีงบประมาณที่ข้อมูลครอบคลุม": "fiscal year the evidence covers",
    "เลขที่ของเอกสารที่ลงนามไว้แล้ว": "number of a document signed before",
    "วันที่ของเอกสารที่ลงนามไว้แล้ว": "date of a document signed before",
    "เพิ่มจากที่ส่งไว้เดิม": "add to what was handed in",
    "เหตุผล (ต้องระบุ)": "the reason (required)",
    "ทุกองค์ประกอบ": "every element",
    "บันทึกหนึ่งฉบับต่อหนึ่งข้อ จัดทำพร้อมกัน": "one memo for each item, made together",
    "ความเห็นของผู้อำนวยการกลุ่ม": "the director's opinion",
    "เรื่องของบันทึก": "subject of the memo",
    "เลขที่จากระบบอื่น (สมุดเลขภายนอก)": "number from another system (external book)",
    "เลขที่จากระบบอื่น (ทะเบียนภายนอก)": "number from another system (external book)",
    "ความเห็น": "an opinion",
    "กุญแจในโทเคนหรือบัตร (ตั้ง [signing] pkcs11 ใน office.toml)": "key on a token or card ([signing] "
    "pkcs11 in office.toml)",
    "แฟ้มกุญแจ .p12 หรือ token:ชื่อกุญแจ": "key file (.p12), or token:LABEL",
    "แฟ้มกุญแจ .p12": "key file (.p12)",
    "ทุกเรื่องที่รอลงนาม": "everything that waits for the signature",
    "ข้อที่เขียนยกเว้นไว้ด้วยมือ": "item that was excepted by hand",
    "ผู้ลงนาม (เมื่อเป็นผู้ทำการแทน)": "who signed (when acting for the head)",
    "วันที่หัวหน้าหน่วยงานลงนาม": "date of the head's decision",
    "เลขที่บันทึกของเอกสารสแกน": "number of the scanned memo",
    "ทุกข้อที่ลงนามแล้ว": "every signed item",
    "ยกเลิกการระงับ": "lift the suspension",
    "ยืนยันการระงับ": "confirm the suspension",
    "ผู้ดูแลระบบ (ระบุสองคน)": "an administrator (name two)",
    "ขึ้นทะเบียนให้บุคคลนี้": "register for this person",
    "คำสั่งหรือการประชุมที่กำหนด (ต้องระบุ)": "order or meeting that settles it (required)",
    "หนังสือที่หัวหน้าหน่วยงานยืนยัน": "letter in which the head confirms",
    "ไฟล์ฉบับที่ออกให้ก่อนลงนาม": "the file as issued, before it was signed",
    "แฟ้มนโยบาย TOML": "policy (TOML)",
    "รายการเพิกถอน": "revocation list",
    "ตรวจ ณ เวลานี้ (ISO 8601 เช่น 2026-04-30T16:30+07:00)": "check as of this time (ISO 8601: "
    "2026-04-30T16:30+07:00)",
    "เขียนรายงาน ๑ หน้าเป็น PDF": "write a report of one page (PDF)",
    "ข้อมูลของเอกสาร (.toml หรือ .json)": "data of the document (.toml or .json)",
    "ถามทีละช่อง": "ask for one field after the other",
    "โฟลเดอร์ของแฟ้ม (ปกติ documents ในโฟลเดอร์ของสำนักงาน)": "folder for the files (usually the office's documents)",
    "ลงวันที่ย้อนหลัง  ปีก่อนใช้เลขของปีนั้น": "date it back; last year takes that year's number",
    "ปีของทะเบียน (ปีปฏิทิน พ.ศ.)": "year of the book (calendar year, Buddhist era)",
    "จองไว้ถึงวันที่": "reserved until",
    "เรื่องของเอกสาร": "subject of the document",
    "ผู้รับเอกสาร": "addressee",
    "วันที่ของเอกสารในปีที่สิ้นแล้ว": "date of a document of a year that has ended",
    "วันที่ของเอกสาร (ไม่ระบุ: วันนี้)": "date of the document (today when left out)",
    "ทะเบียน (memo, order, announcement, meeting)": "book (memo, order, announcement, meeting)",
    "โฟลเดอร์ปลายทาง": "folder to write into",
    "หยุด ณ สถานการณ์ของการประชุมครั้งที่ 1 (13/12/18)": "stop in the situation of the first meeting (13/12/18)",
    "ชื่อผู้ใช้ หรือส่วนหนึ่งของชื่อ": "login, or part of a name",
    "เฉพาะวันนี้": "this day only",
    "เฉพาะ N เหตุการณ์ล่าสุด": "the latest N entries only",
    "ฐานข้อมูลว่างที่จะใช้ (ไม่ระบุ: SQLite ในโฟลเดอร์)": "empty database to use (SQLite in the folder "
    "when left out)",
}  # fmt: skip
"""Help of an option in Thai -> in English."""

PAGES: dict[str, str] = {
    "": "Takes every OIT item of an office from draft to proven published.",
    "status": "How all items stand: published, awaiting approval, being compiled; who is waited for; what "
    "needs attention.",
    "show": "Everything about one item: parts, files, memo, signature, proofs, and what is missing.",
    "why": "Every reason why the item does not move on, who must act and what to do. Without STEP: every step that "
    "starts here. With --as: whether that person may.",
    "inbox": "What waits for me, oldest first.",
    "contribute": "Hand in a group's part: files, a web page (--url), or nothing to report (--none). "
    "Replaces what was "
    "handed in before, unless --add is given.",
    "accept": "The compiling group accepts what a group handed in.",
    "refuse": "The compiling group gives a part back for correction, with a reason.",
    "tick": "Confirm that required elements are there: by number (1 2 3) or --all.",
    "exception": "Ask for an exception from what may be excepted. Someone of another group must confirm; "
    "nobody bypasses.",
    "exception request": "Ask that NEED be lifted for ITEM, with a reason.",
    "exception confirm": "Confirm a request (a second person, of another group).",
    "init": "Set up an office: the first time it lays out files to edit (office.toml, people.csv), the "
    "second time it "
    "makes the database and two administrators.",
    "login": "Log in on this machine for 8 hours. The password is asked for, or taken from $OIT_PASSWORD.",
    "logout": "Log out.",
    "whoami": "Who I am, which posts I hold today, and who is logged in on this machine.",
    "people": "People and appointments.",
    "people update": "Take over changes of people.csv: new people, new appointments, last days. Nothing is deleted.",
    "people password": "Set a person's password anew: two administrators, the first asks, the second sets it.",
    "key": "Signing keys.",
    "key register": "Register the certificate in a key file, for oneself or (administrators) for --person.",
    "cycle": "Assessment cycles.",
    "cycle open": "Open a fiscal year (Buddhist era) from its catalogue and the office's table of responsibilities.",
    "assign": "Name the compiling group of an item: head or deputy, by an order or a meeting.",
    "adopt": "Take over an item that was published before the office started, without signing it again. Hand in its "
    "evidence first. The head gives the command, or the registrar names the head's letter (--by).",
    "verify": "Check the signatures in a PDF and give every reason. Works without an office folder.\n\n"
    "Exit code 0 passed, 1 failed or not yet certain, 2 misuse.",
    "document": "Papers: order, announcement, letter, meeting (report), responsibility (table), publication_request.",
    "document new": "Draft a document of a KIND as Word and PDF; no number is used.\n\n"
    "KIND: order announcement letter meeting responsibility publication_request\n\n"
    "responsibility and publication_request are made from what is recorded and need no --data.",
    "document issue": "Issue a draft: number from its book, and date.\n\n"
    "The head gives --key to sign it; the registrar gives none when it will be signed with a pen.",
    "document list": "All documents, newest first.",
    "document show": "One document; --out DIR writes its Word file and PDF again.",
    "template": "The office's own Word forms, in the folder templates.",
    "template check": "Check the forms in templates (or FORM): misspelt, unknown and unused fields, faults, a trial.",
    "template copy": "Copy FORM of the program into the office's templates, to be edited in Word.",
    "register": "Number books: memo (outgoing), order, announcement, meeting.",
    "register list": "All numbers of a book, also reserved and void ones. Without BOOK: every book.",
    "register start": "Begin a book at NUMBER, as when an office starts in mid-year; it is the next number issued.",
    "register reserve": "Reserve the next number. --backdate takes one in the book of a year that has "
    "ended; --number "
    "records one from another system (external book).",
    "register issue": "Record for which document a reserved number was used, and its date.",
    "register void": "Void a number, with a reason. It stays in the book and is never used again.",
    "register gaps": "Numbers that are missing, doubled, or reserved for too long. Without BOOK: every book.",
    "register export": "Write a book as an Excel file with the columns of the official register. Without "
    "--book: memos.",
    "evidence": "Evidence of signatures: all that a verdict rests on in one file, to be checked again "
    "without network.",
    "evidence export": "Write the evidence of an item into a folder, one file for each verdict.",
    "evidence check": "Check such a file again, from itself alone, and compare with the verdict recorded.",
    "demo": "Build the sample office, 43 items from nothing to proven published. --stop-at meeting stops "
    "at the first "
    "monthly meeting.",
    "journal": "The journal: who did what, when, by which authority; and the check that it was not changed.",
    "journal show": "Entries of the whole office, of an item (with the time spent in each state), a "
    "person, or a day.",
    "journal verify": "Compute the chain again, compare every item's state, and the seals in signed memos.",
    "doctor": "Check database, journal, files, number books, site, permissions, free space, and what the "
    "machine needs.",
    "backup": "Write everything into one file (.zip) while others work. Signing keys in keys/ are left out.",
    "restore": "Restore a backup into the empty folder DIR; digests, counts and journal are checked before "
    "it says done.",
    "site": "The public site: build it from what is recorded, prove it from the home page as evaluators would.",
    "site build": "Build the site from what is online, prove it from the home page, switch when it passes; "
    "otherwise the "
    "old one stays.",
    "site prove": "Prove the real site ([site] url), or the latest on this machine, link by link from the "
    "home page. For "
    "who is logged in the result is kept as dated evidence.",
}  # fmt: skip
"""Command as it is typed -> its page. Those of the procedure's steps are formed from the table."""


@cache
def pages() -> dict[str, str]:
    """All pages, with those of the steps."""
    from workflow.rules.table import ONLINE_STEPS, TRIGGERS, rows

    found = dict(PAGES)
    for trigger in TRIGGERS:
        lines = [f"{_big(rows(trigger)[0].en)}."]
        for row in rows(trigger):
            who = " / ".join(sorted(w.en for w in row.who))
            lines += ["", f"{row.source.en} -> {row.dest.en}, by {who}"]
        found[rows(trigger)[0].command] = "\n".join(lines)
    for step in ONLINE_STEPS:
        if step.option is None:
            found[step.command] = f"{_big(step.en)}.\n\nBy " + " / ".join(sorted(w.en for w in step.who))
    return found


def _big(text: str) -> str:
    return text[:1].upper() + text[1:]
