"""The names the office uses. Values are stored for ever; labels are what people read."""

from __future__ import annotations

from enum import StrEnum


class Labelled(StrEnum):
    """A stored value with its Thai and English label."""

    th: str
    en: str

    def __new__(cls, value: str, th: str = "", en: str = "") -> Labelled:
        member = str.__new__(cls, value)
        member._value_ = value
        member.th = th
        member.en = en
        return member


class State(Labelled):
    """Where an item's work in progress stands. The online revision is a separate matter. ``short``: Thai and English
    for a narrow column."""

    short: tuple[str, str]

    def __new__(cls, value: str, th: str = "", en: str = "", *short: str) -> State:
        member = str.__new__(cls, value)
        member._value_ = value
        member.th, member.en = th, en
        member.short = (short[0], short[1]) if short else (th, en)
        return member

    DRAFT = "draft", "กำลังรวบรวม/จัดทำข้อมูล", "being compiled", "กำลังรวบรวม", "compiling"
    GROUP_COMPILED = "group_compiled", "จัดทำข้อมูลเสร็จแล้ว รอเสนอ", "compiled, to be submitted", "รอเสนอ", "compiled"
    SUBMITTED = "submitted", "อยู่ระหว่างเสนอขอความเห็นชอบ", "submitted for approval", "เสนอแล้ว", "submitted"
    HEAD_SIGNED = (
        "head_signed", "หัวหน้าหน่วยงานลงนามแล้ว รอเผยแพร่", "signed by the head, to be published", "ลงนามแล้ว", "signed",
    )  # fmt: skip
    PUBLISHED = "published", "เผยแพร่แล้ว", "published"

    @property
    def progress(self) -> str:
        """Which of the office's three monthly numbers counts it while nothing of the item is online."""
        return {State.DRAFT: "compiling", State.PUBLISHED: "published"}.get(self, "awaiting_approval")


class Role(Labelled):
    """What an appointment makes a person."""

    OFFICER = "officer", "เจ้าหน้าที่ผู้รับผิดชอบ", "officer"
    DIRECTOR = "director", "ผู้อำนวยการกลุ่ม", "director"
    DEPUTY = "deputy", "รองหัวหน้าหน่วยงาน", "deputy"
    HEAD = "head", "หัวหน้าหน่วยงาน", "head"
    REGISTRAR = "registrar", "เจ้าหน้าที่สารบรรณ", "registrar"
    WEB = "web", "ผู้รับผิดชอบเว็บไซต์", "web officer"
    SECRETARY = "secretary", "เลขานุการคณะทำงาน", "secretary of the working group"


class Kind(Labelled):
    """On what ground a person holds a post. Delegated power may not be delegated further."""

    HOLDER = "holder", "ผู้ดำรงตำแหน่ง", "holder"
    ACTING = "acting", "รักษาราชการแทน", "acting for"
    DELEGATED = "delegated", "ปฏิบัติราชการแทน", "by delegation for"
    CARETAKER = "caretaker", "รักษาการในตำแหน่ง", "caretaker in the post of"


ALONE: tuple[Role, ...] = (Role.HEAD, Role.DIRECTOR)
"""Posts that one person at a time holds: in the office, or in the group."""
STANDS_IN: dict[Kind, int] = {Kind.CARETAKER: 1, Kind.ACTING: 2}
"""Who acts instead of the holder, and not beside; who acts for a caretaker comes before the caretaker."""


class Capacity(Labelled):
    """In which capacity towards *this item* a person acts; computed from appointments on the day."""

    CLERK = "clerk", "เจ้าหน้าที่ของกลุ่มที่รับผิดชอบหรือกลุ่มที่รวบรวม", "officer of a responsible or the compiling group"
    COMPILER = "compiler", "เจ้าหน้าที่ของกลุ่มที่รวบรวม", "officer of the compiling group"
    DIRECTOR = "director", "ผู้อำนวยการกลุ่มที่รวบรวม", "director of the compiling group"
    NEXT_ON_ROUTE = "next_on_route", "ผู้อยู่ในลำดับการเสนอถัดไป", "next on the route"
    ROUTE = "route", "ผู้อยู่ในลำดับการเสนอ", "someone on the route"
    HEAD = "head", "หัวหน้าหน่วยงานหรือผู้ทำการแทน", "head, or who acts for the head"
    REGISTRAR = "registrar", "เจ้าหน้าที่สารบรรณ", "registrar"
    WEB = "web", "ผู้รับผิดชอบเว็บไซต์", "web officer"
    SUBMITTER = "submitter", "ผู้เสนอเรื่อง", "who submitted it"
    DEPUTY = "deputy", "รองหัวหน้าหน่วยงาน", "deputy head"
    OFFICER = "officer", "เจ้าหน้าที่ของกลุ่ม", "officer of the group"


class Duty(Labelled):
    """What ``sign`` or ``receive`` must bring for a file before it may be published."""

    ORIGINAL = "original", "ต้นฉบับที่หัวหน้าหน่วยงานลงนาม", "original signed by the head"
    CERTIFIED = "certified", "สำเนาที่หัวหน้าหน่วยงานรับรอง", "copy certified by the head"
    SIGNED_BEFORE = "signed_before", "ลงนามไว้แล้วก่อนเสนอ", "signed before submission"
    EXTERNAL = "external", "เอกสารของหน่วยงานอื่น", "document of another agency"
    DATA = "data", "ไฟล์ข้อมูล", "data file"
    WEB = "web", "หน้าเว็บ/ช่องทาง", "web page or channel"

    @property
    def head_signs(self) -> bool:
        """Whether the file itself needs the head's signature in this step (else the memo seals its digest)."""
        return self in (Duty.ORIGINAL, Duty.CERTIFIED)


class Online(Labelled):
    """What the public sees of an item now, independent of the work in progress."""

    NONE = "none", "ยังไม่เคยเผยแพร่", "never published"
    ONLINE = "online", "เผยแพร่อยู่", "online"
    SUSPENDED = "suspended", "ระงับการเผยแพร่ชั่วคราว", "suspended"
    RETRACTED = "retracted", "ถอนการเผยแพร่แล้ว", "retracted"


GRADES: dict[int, tuple[str, str]] = {
    0: ("ไม่มีหลักฐานลายมือชื่อ", "none"),
    1: ("มีผู้รับรองลายมือชื่อบนกระดาษ", "attested by a person"),
    2: ("ลายมือชื่อดิจิทัลของผู้ที่ขึ้นทะเบียนไว้", "known certificate"),
    3: ("ลายมือชื่อดิจิทัลที่เชื่อถือได้ถึงราก", "trusted chain"),
}
"""Grade of the head's signature -> (Thai, English); docs/contracts.md#grades-and-verdicts."""


class Ruling(Labelled):
    """What an officer decided about something that may harm when it is published."""

    PUBLISH = "publish", "เผยแพร่ได้", "may be published"
    NOT_SO = "not_so", "ไม่ใช่ข้อมูลเช่นนั้น", "is no such thing"


def revision_name(number: int) -> tuple[str, str]:
    """A revision as an office counts, Thai and English: the first one, then how many times it was changed since."""
    if number <= 1:
        return "ฉบับแรก", "first version"
    return f"ปรับปรุงครั้งที่ {number - 1}", f"update {number - 1}"
