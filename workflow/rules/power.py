"""Where power changes two people act, never where work is done: what takes two, who may ask, who may be the second.

The program and docs/power.md read this one table. Who asks is never the second, nor is whom the change serves.
"""

from __future__ import annotations

from dataclasses import dataclass

from workflow.rules.states import Role

ADMINISTRATOR = "administrator"
OWNER = "owner"
"""The person whom it concerns, in a session of their own."""

SECONDS: tuple[str, ...] = (Role.HEAD, Role.DEPUTY, ADMINISTRATOR, Role.DIRECTOR)
"""Who may be the second where power changes. They come to it by two themselves: else two would be one."""
ALONE_ENTERED: tuple[Role, ...] = (Role.OFFICER,)
"""Appointments that one administrator enters, but for their own: they carry no power, and make nobody a second."""


@dataclass(frozen=True, slots=True)
class Act:
    """One change that takes two.

    :param asks: roles (or ``administrator``, ``owner``) of whom one asks; ``settles``: of whom another confirms.
    """

    key: str
    th: str
    en: str
    asks: tuple[str, ...]
    settles: tuple[str, ...]


ACTS: dict[str, Act] = {
    act.key: act
    for act in (
        Act(
            "people", "แต่งตั้ง เปลี่ยน หรือสิ้นสุดการดำรงตำแหน่งที่มีอำนาจ (ทุกบทบาทนอกจากผู้ปฏิบัติงาน) หรือของผู้ขอเอง",
            "an appointment that carries power (every role but officer), or one's own", (ADMINISTRATOR,), SECONDS,
        ),
        Act(
            "end", "วันสุดท้ายของผู้ที่มีอำนาจ", "the last day of somebody with power", (ADMINISTRATOR,), SECONDS,
        ),
        Act(
            "administrator", "ตั้งหรือเลิกผู้ดูแลโปรแกรม", "an administrator is named or removed",
            (ADMINISTRATOR, Role.HEAD, Role.DEPUTY), SECONDS,
        ),
        Act(
            "substitutes", "คำสั่งแต่งตั้งผู้รักษาราชการแทน (ลำดับที่ 1-3)", "the standing order of substitutes",
            (ADMINISTRATOR, Role.REGISTRAR, Role.SECRETARY), SECONDS,
        ),
        Act(
            "certificate", "ขึ้นทะเบียนใบรับรองให้ผู้อื่น", "a certificate for somebody else", (ADMINISTRATOR,), (OWNER,),
        ),
        Act(
            "own_certificate", "ขึ้นทะเบียนไฟล์ใบรับรองของตนโดยไม่เปิดกุญแจ", "one's own certificate, its key not shown",
            (OWNER,), (ADMINISTRATOR,),
        ),
        Act(
            "password", "ตั้งรหัสผ่านใหม่ของหัวหน้า รองหัวหน้า สารบรรณ ผู้รับผิดชอบเว็บไซต์ หรือผู้ดูแลโปรแกรม",
            "a new password for head, deputy, registrar, web officer or administrator", (ADMINISTRATOR,), SECONDS,
        ),
        Act(
            "factor", "เลิกเครื่องยืนยันตัวตนที่หายของผู้หนึ่ง", "somebody's lost authenticator no longer asked for",
            (ADMINISTRATOR,), SECONDS,
        ),
        Act(
            "adoption", "รับข้อที่เผยแพร่อยู่ก่อน ตามหนังสือของหัวหน้า ก่อนเสนอเรื่องแรกของรอบ",
            "items published before, by the head's paper, before the first memo of the cycle",
            (Role.REGISTRAR,), SECONDS,
        ),
        Act(
            "late_adoption", "รับข้อที่เผยแพร่อยู่ก่อน หลังเสนอเรื่องแรกของรอบ: หัวหน้ายืนยันเอง",
            "items published before, after the first memo of the cycle: the head's own word",
            (Role.REGISTRAR,), (Role.HEAD,),
        ),
        Act(
            "settings", "ค่าใน office.toml ที่มีผลต่ออำนาจ", "settings in office.toml that carry power",
            (ADMINISTRATOR,), SECONDS,
        ),
        Act(
            "baseline", "รายการตั้งต้นของสำนักงานที่มีอยู่ก่อน", "the baseline of an office that was there before",
            (ADMINISTRATOR,), SECONDS,
        ),
        Act(
            "go_on", "ใช้ข้อมูลที่ย้อนกลับไปวันก่อนต่อไป", "records that were put back to an earlier day go on",
            (ADMINISTRATOR,), SECONDS,
        ),
    )
}  # fmt: skip
"""What takes two, by key."""
TWO_FOR_PASSWORD: tuple[Role, ...] = (Role.HEAD, Role.DEPUTY, Role.REGISTRAR, Role.WEB)
"""Whose password two set anew, beside an administrator's."""
TOGETHER: tuple[Role, ...] = (Role.HEAD, Role.REGISTRAR, Role.WEB)
"""Roles that an administrator had better not hold: one person then stands on both sides of a door."""
