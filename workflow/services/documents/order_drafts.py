"""What an order of the office says about work that the records know: drafts to be completed, and issued as any other.

The office's own data win over what stands here. The law that an order rests on is the office's to name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from workflow.rules.errors import BadInput, NotFound, Unmet
from workflow.rules.states import Role
from workflow.services.context.authorization import Actor, holders
from workflow.services.context.use_case import UseCase
from workflow.services.documents.defaults import responsibility
from workflow.services.documents.serialization import plain

TASKS = "มอบหมายผู้รับผิดชอบการเปิดเผยข้อมูลสาธารณะ (OIT) ประจำปีงบประมาณ พ.ศ. {year}"
_About = Callable[[UseCase, Sequence[Actor]], dict[str, Any]]


def about_assignment(use_case: UseCase, people: Sequence[Actor]) -> dict[str, Any]:
    """Who hands in and compiles each item: the table of responsibilities as the annex; ``people`` coordinate."""
    table = responsibility(use_case)
    office, year = use_case.office.settings.office.name, table.fiscal_year
    return {
        "subject": TASKS.format(year=year),
        "reason": [
            f"ด้วย{office}ต้องเปิดเผยข้อมูลสาธารณะตามแบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT) ประจำปีงบประมาณ พ.ศ. {year} "
            f"จำนวน {len(table.rows)} ข้อ เพื่อให้การจัดทำและเผยแพร่ข้อมูลถูกต้อง ครบถ้วน และทันกำหนด"
        ],
        "decision": "จึงมอบหมายให้กลุ่มและหน่วยตามบัญชีแนบท้ายคำสั่งนี้ รับผิดชอบส่งและรวบรวมข้อมูล"
        + (" และมอบหมายผู้ประสานงาน ดังนี้" if people else ""),
        "members": [_member(one, "ผู้ประสานงาน") for one in people],
        "duties": [
            "จัดทำและส่งข้อมูลของข้อที่รับผิดชอบให้กลุ่มที่รวบรวม ภายในวันที่กำหนดในปฏิทินปฏิบัติงาน",
            "กลุ่มที่รวบรวมตรวจสอบความครบถ้วน แล้วเสนอหัวหน้าหน่วยงานลงนามก่อนเผยแพร่",
            "ปรับปรุงข้อมูลที่เผยแพร่แล้วให้เป็นปัจจุบัน",
        ],
        "fiscal_year": str(year),
        "annex": plain(table.rows),
    }


def about_substitutes(use_case: UseCase, people: Sequence[Actor]) -> dict[str, Any]:
    """Who acts for the head, by rank (docs/power.md); the deputies, then the directors, where nobody is named."""
    post = use_case.office.settings.office.head_post
    everybody = use_case.everybody.values()
    known = [one for role in (Role.DEPUTY, Role.DIRECTOR) for one, _ in holders(everybody, role)]
    ranked = list(people) or list({one.login: one for one in known}.values())[:3]
    return {
        "subject": f"แต่งตั้งผู้รักษาราชการแทน{post}",
        "reason": [f"เพื่อให้การบริหารราชการเป็นไปด้วยความเรียบร้อยและต่อเนื่อง ในกรณีที่{post}ไม่อยู่หรือไม่อาจปฏิบัติราชการได้"],
        "decision": f"จึงแต่งตั้งผู้รักษาราชการแทน{post} ตามลำดับ ดังนี้",
        "members": [_member(one, f"ลำดับที่ {rank}") for rank, one in enumerate(ranked, 1)],
        "duties": ["ผู้อยู่ลำดับถัดไปรักษาราชการแทน เมื่อผู้อยู่ลำดับก่อนไม่อยู่หรือไม่อาจปฏิบัติราชการได้"],
    }


def about_registrar(use_case: UseCase, people: Sequence[Actor]) -> dict[str, Any]:
    """Who keeps the number books."""
    return _appointed(
        use_case, people, Role.REGISTRAR, "เจ้าหน้าที่สารบรรณ",
        "เพื่อให้การรับ ส่ง ออกเลขที่ และเก็บรักษาหนังสือราชการเป็นไปตามระเบียบงานสารบรรณ",
        ("ออกเลขที่และควบคุมทะเบียนหนังสือ คำสั่ง และประกาศ", "รับเอกสารที่ลงนามแล้ว และบันทึกผู้ลงนามและวันที่ลงนาม"),
    )  # fmt: skip


def about_web(use_case: UseCase, people: Sequence[Actor]) -> dict[str, Any]:
    """Who publishes on the office's site."""
    return _appointed(
        use_case, people, Role.WEB, "ผู้รับผิดชอบเว็บไซต์",
        "เพื่อให้การเผยแพร่ข้อมูลสาธารณะบนเว็บไซต์ของหน่วยงานถูกต้อง และประชาชนเข้าถึงได้จากหน้าแรก",
        ("เผยแพร่ข้อมูลที่หัวหน้าหน่วยงานลงนามแล้วบนเว็บไซต์", "ตรวจสอบว่าข้อมูลที่เผยแพร่เปิดได้และตรงกับฉบับที่ลงนาม"),
    )  # fmt: skip


ABOUT: dict[str, _About] = {
    "assignment": about_assignment,
    "substitutes": about_substitutes,
    "registrar": about_registrar,
    "web": about_web,
}
"""What an order may be about that the records know, by the word of ``--about``."""


def about(use_case: UseCase, what: str, logins: Sequence[str]) -> dict[str, Any]:
    """Plain data of an order about one of :data:`ABOUT`.

    :param logins: whom it names, in order. :raises NotFound: no such person.
    :raises BadInput: ``order_about_unknown``; ``order_names_nobody``: nobody is known for it and none was given.
    """
    if what not in ABOUT:
        raise BadInput("order_about_unknown", about=what, known=list(ABOUT))
    unknown = [login for login in logins if login not in use_case.everybody]
    if unknown:
        raise NotFound("no_such_person", login=", ".join(unknown))
    made = ABOUT[what](use_case, [use_case.everybody[login] for login in logins])
    if what != "assignment" and not made["members"]:
        raise BadInput("order_names_nobody", [Unmet("order_names_nobody", {"about": what})])
    return made


def _appointed(
    use_case: UseCase, people: Sequence[Actor], role: Role, word: str, reason: str, duties: Sequence[str]
) -> dict[str, Any]:
    named = list(people) or [one for one, _ in holders(use_case.everybody.values(), role)]
    return {
        "subject": f"แต่งตั้ง{word}",
        "reason": [reason],
        "decision": f"จึงแต่งตั้ง{word} ดังนี้",
        "members": [_member(one, word) for one in named],
        "duties": list(duties),
    }


def _member(who: Actor, role: str) -> dict[str, str]:
    return {"name": who.name, "post": who.post, "role": role}
