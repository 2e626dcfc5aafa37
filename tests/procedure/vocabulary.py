"""The words of the features: people, items, steps, states and reasons, from the table and the sample office.

Every pattern is a piece of a regular expression for ``pytest_bdd.parsers.re``; what is not in the lists does not match,
so a misspelt word makes an undefined step.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import sample_office
from messages.labels import BOOKS as BOOK_LABELS
from messages.labels import NEEDS as NEED_LABELS
from workflow.rules.states import GRADES, Duty, Kind, Online, Role, State
from workflow.rules.table import ONLINE_STEPS, STEPS

_GROUPS = tomllib.loads(sample_office.copy_text("office.toml"))["group"]
GROUPS: dict[str, str] = {group["name"]: group["key"] for group in _GROUPS}

PEOPLE: dict[str, str] = {
    Role.HEAD.th: "head",
    Role.DEPUTY.th: "deputy",
    Role.REGISTRAR.th: "registrar",
    Role.WEB.th: "web",
    **{f"เจ้าหน้าที่{group['name']}": f"clerk.{group['key']}" for group in _GROUPS},
    **{
        group.get("unit_head") or f"{Role.DIRECTOR.th.removesuffix('กลุ่ม')}{group['name']}": f"director.{group['key']}"
        for group in _GROUPS
    },
}
"""How the features call a person -> login."""

POSTS: dict[str, str] = {
    Role.DEPUTY.th: "deputy",
    **{name: login for name, login in PEOPLE.items() if login.startswith("director.")},
}
"""Who may stand on the office's route -> post."""

STATES: dict[str, State] = {state.th: state for state in State}
ONLINE: dict[str, Online] = {online.th: online for online in Online}
STEP_NAMES: dict[str, str] = {step.th: step.trigger for step in STEPS}
ONLINE_STEP_NAMES: dict[str, str] = {step.th: step.trigger for step in ONLINE_STEPS}
EVERY_STEP: dict[str, str] = {**STEP_NAMES, **ONLINE_STEP_NAMES}
KINDS: dict[str, Kind] = {kind.th: kind for kind in Kind if kind is not Kind.HOLDER}
DUTIES: dict[str, Duty] = {duty.th: duty for duty in Duty}
GRADE_NAMES: dict[str, int] = {th: grade for grade, (th, _) in GRADES.items()}
BOOKS: dict[str, str] = {th: book for book, (th, _) in BOOK_LABELS.items()}
NEEDS: dict[str, str] = {
    **{th: need for need, (th, _) in NEED_LABELS.items()},
    "หลักฐานไม่เปลี่ยนหลังยืนยัน": "manifest_frozen",
    "ฉบับที่เผยแพร่คือฉบับที่ลงนาม": "revision_is_the_signed_one",
    "ทุกกลุ่มส่งข้อมูลครบ": "parts_handed_in",
}
FLAGS: dict[str, str] = {
    "ยังไม่ได้กำหนดกลุ่มที่รวบรวม": "no_compiler",
    "ผู้บริหารสูงสุดมิได้ลงนามเอง": "signed_by_delegation",
    "ได้รับยกเว้นเงื่อนไข": "exception",
    "ระงับการเผยแพร่อยู่": "suspended",
    "ตรวจเว็บไซต์ไม่ผ่าน": "proof_failed",
    "มีข้อมูลที่พิจารณาแล้วว่าเผยแพร่ได้": "disclosed",
    "ไม่เป็นปัจจุบัน เพราะมีงวดที่เลยกำหนด": "year_part_late",
}


def one_of(name: str, words: Iterable[str]) -> str:
    """A named group that matches one of the words, the longest first."""
    return f"(?P<{name}>{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"


def person(name: str = "person") -> str:
    return one_of(name, PEOPLE)


def group(name: str = "group") -> str:
    return one_of(name, GROUPS)


def codes(name: str = "codes") -> str:
    """``O1`` · ``O1 และ O5`` · ``O1, O5 และ O10``."""
    return rf"(?P<{name}>O\d+(?:, O\d+)*(?: และ O\d+)?)"


def said(name: str) -> str:
    """Something in quotation marks."""
    return f'"(?P<{name}>[^"]*)"'


def day(name: str = "day") -> str:
    """A date as the office writes it: ``3 เมษายน 2566``."""
    return rf"(?P<{name}>\d+ [ก-๙]+ \d{{4}})"


def split_codes(text: str) -> list[str]:
    return re.findall(r"O\d+", text)


@dataclass(frozen=True)
class Told:
    """A reason as a feature tells it. ``facts``: what the refusal's own facts must say, beside the code."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


_REASONS: tuple[tuple[str, str], ...] = (
    (rf"{group()} ยังไม่ส่งข้อมูล", "part_missing"),
    (rf"ข้อมูลของ {group()} ถูกส่งกลับให้แก้ไข", "part_refused"),
    (rf"ยังไม่ได้ตรวจรับข้อมูลของ {group()}", "part_not_accepted"),
    ("ยังไม่ได้กำหนดกลุ่มที่รวบรวม", "no_compiler"),
    ("ยังไม่มีหลักฐานที่จะเผยแพร่", "no_evidence"),
    ("ยังไม่มีงวดใดที่ส่งในรอบนี้", "no_year_part"),
    ("ข้อนี้ไม่ได้แบ่งเป็นงวด", "no_year_parts"),
    ("ข้อนี้ไม่มีงวดชื่อนั้น", "no_such_year_part"),
    (f"ยังไม่ได้ยืนยันองค์ประกอบ {said('element')}", "element_not_ticked"),
    ("ยังไม่ได้ยืนยันองค์ประกอบข้อมูล", "element_not_ticked"),
    (f"ไฟล์ {said('file')} ไม่ใช่ข้อมูลของปีที่ข้อนี้กำหนด", "wrong_period"),
    ("หลักฐานเปลี่ยนไปหลังยืนยันรวบรวมครบ", "evidence_changed"),
    ("ฉบับปัจจุบันไม่ใช่ฉบับที่ลงนาม", "not_the_signed_revision"),
    (f"{one_of('post', POSTS)} ยังไม่ได้ให้ความเห็น", "route_not_complete"),
    (f"บันทึกยังไม่มีลายมือชื่อของ {person()}", "signature_before_head_missing"),
    (f"ต้องให้ {person()} ลงนามกำกับก่อน", "another_signs_first"),
    ("ผู้ลงนามเป็นผู้จัดทำหรือผู้เสนอข้อมูลเอง", "signer_is_contributor"),
    ("ผู้ร่วมรับรองอยู่กลุ่มเดียวกับผู้รับเอกสาร", "attestation_other_group"),
    ("วันนี้ผู้นั้นไม่มีการแต่งตั้ง", "no_appointment_today"),
    ("การแต่งตั้งนั้นสิ้นสุด และยังไม่มีผู้ยืนยัน", "appointment_ends"),
    ("กลุ่มเปลี่ยนชื่อ และยังไม่มีผู้ยืนยัน", "group_renamed"),
    ("ใบรับรองนั้นเป็นของผู้อื่นแล้ว", "key_of_another"),
    ("ยังไม่ได้ระบุเหตุผล", "no_reason"),
    ("ผู้นั้นไม่มีอำนาจทำขั้นตอนนี้", "wrong_role"),
    (f'ขณะนี้มีสถานะ "{one_of("state", STATES)}"', "wrong_state"),
    ("ใบรับรองนั้นไม่ได้ขึ้นทะเบียนเป็นของผู้ลงนาม", "key_not_registered"),
    ("ใบรับรองนั้นถอนไปแล้ว", "key_withdrawn"),
    ("วันนี้ผู้นั้นไม่มีตำแหน่งใด", "no_appointment_today"),
    ("ผู้นั้นลงนามในช่องหัวหน้าหน่วยงานวันนี้", "signs_as_head"),
    ("บันทึกไม่เหมือนตอนที่เห็นชอบแล้ว", "approval_void"),
    ("ยังไม่มีผู้รับรองว่าเห็นต้นฉบับกระดาษ", "old_paper_not_attested"),
    ("สแกนขาดหน้า", "scan_incomplete"),
    ("ไม่เหลือข้อที่เห็นชอบ", "all_excepted"),
    ("วันที่ลงนามเป็นไปไม่ได้", "decision_date_impossible"),
    (f"{person()} ไม่ได้ทำการแทนหัวหน้าหน่วยงานในวันนั้น", "not_head_on_day"),
    ("ลายมือชื่อไม่ถึงระดับที่สำนักงานกำหนด", "grade_too_low"),
    ("เจ้าหน้าที่สารบรรณไม่รับรอง", "not_attested"),
    ("เป็นไฟล์ที่ออกให้ลงนาม ไม่ใช่ภาพสแกน", "scan_is_issued_file"),
    ("ไม่ใช่ไฟล์ที่ออกให้ลงนาม", "not_an_issued_file"),
    ("เดินตามลิงก์จากหน้าแรกไปไม่ถึง", "not_proven"),
    ("ไม่พบไฟล์ฉบับที่ลงนามบนเว็บไซต์ของสำนักงาน", "not_proven"),
    ("โปรแกรมบอกไม่ได้ว่าผู้ประเมินเห็นหรือไม่", "not_proven"),
    ("ผู้เผยแพร่รับรองแทนผลตรวจของตนเองไม่ได้", "publisher_attests"),
    ("ไฟล์ที่นำมาไม่ใช่ฉบับที่ลงนาม", "not_the_signed_file"),
    ("ไม่ได้นำไฟล์ฉบับที่ลงนามมาเทียบ", "signed_file_not_brought"),
    ("ยังไม่มีผู้พิจารณาว่าเผยแพร่ได้หรือไม่", "harm_undecided"),
    ("อำนาจที่รับมอบมา มอบต่อไม่ได้", "delegated_further"),
    ("ผู้ขอยืนยันคำขอของตนเองไม่ได้", "exception_needs_second"),
    ("ผู้ยืนยันอยู่กลุ่มเดียวกับผู้ขอ", "exception_other_group"),
    ("บันทึกพิมพ์ชื่อผู้อื่น", "head_named_differs"),
    ("ทั้งผู้ขอและผู้ยืนยันไม่ใช่ผู้อำนวยการกลุ่มขึ้นไป", "exception_needs_senior"),
    ("การยกเว้นนี้ให้ประโยชน์แก่ผู้นั้นเอง", "exception_serves"),
    ("ผู้ขอยืนยันเองไม่ได้", "power_needs_second"),
    ("คำขอนั้นให้อำนาจแก่ผู้ยืนยันเอง", "power_serves"),
    ("ผู้นั้นไม่ใช่ผู้ยืนยันคำขอได้", "power_not_second"),
    ("ยังไม่มีคำสั่งผู้รักษาราชการแทน", "no_standing_order"),
    ("มีผู้ทักท้วงการรักษาราชการแทนของผู้ลงนาม", "signer_objected"),
    ("คำขอยกเว้นสิ้นผลแล้ว", "exception_ended"),
    ("มีผู้รักษาราชการแทนตำแหน่งนั้นอยู่", "holder_suspended"),
    ("เงื่อนไขนี้ยกเว้นไม่ได้", "need_not_waivable"),
    ("ไม่ได้เผยแพร่อยู่", "not_online"),
    ("ไม่ได้ถูกระงับการเผยแพร่อยู่", "not_suspended"),
    ("หัวหน้าหน่วยงานสั่งนำข้อนี้ลงจากเว็บไซต์หลังลงนาม", "item_taken_back"),
    (f"ไฟล์ {said('file')} ถูกนำลงจากเว็บไซต์หลังลงนาม", "taken_back"),
    (f"ไฟล์ {said('file')} เคยถูกถอน ต้องระบุชื่อยืนยัน", "returning_not_named"),
    (f"ไฟล์ {said('file')} จะกลับขึ้นเว็บไซต์ ต้องระบุชื่อยืนยัน", "lifted_not_named"),
    ("ทำงานในฉบับปรับปรุงไปแล้ว", "revision_changed"),
    ("ไม่มีการปรับปรุงให้ยกเลิก", "not_revising"),
    ("ผู้ขอเปลี่ยนสแกนยืนยันคำขอของตนเองไม่ได้", "replacement_needs_second"),
    (f"มีบันทึกหลายฉบับที่ใช้เลขนี้ {said('memos')}", "memo_ambiguous"),
    ("วันนั้นไม่มีหัวหน้าหน่วยงานหรือผู้ทำการแทน", "no_head"),
    ("ไฟล์ที่ลงนามเป็นบันทึกฉบับเก่าที่ออกใหม่แล้ว", "edition_replaced"),
    ("มีผู้แจ้งว่าสแกนผิด รอผู้อื่นยืนยัน", "replacement_waits"),
    ("แปลงเอกสารไม่สำเร็จ", "conversion_failed"),
    ("ทะเบียนใช้เลขเกินนั้นไปแล้ว", "book_start_backwards"),
    ("ยังไม่ได้ระบุเหตุผลที่ยกเลิกเลข", "reason_missing"),
    ("ต้องระบุเลขที่ได้จากระบบอื่น", "external_book_needs_number"),
    ("เป็นข้อของต่างกลุ่มกัน", "items_of_several_groups"),
    ("เรื่องเวียนนี้ไม่ได้ส่งถึงผู้สั่ง", "circulation_not_for_you"),
    ("รับทราบเรื่องเวียนนี้ไว้แล้ว", "acknowledged_already"),
    ("วันที่ในใบเวียนไม่อยู่ระหว่างวันที่เวียนถึงวันนี้", "circulation_day"),
)
"""Phrase of the features -> code of the refusal. The program's own sentences are tested in ``tests/architecture``."""

_VALUES: dict[str, Mapping[str, object]] = {
    "group": GROUPS,
    "post": POSTS,
    "person": PEOPLE,
    "state": {label: state.value for label, state in STATES.items()},
}
REASON = "(?P<reason>" + "|".join(re.sub(r"\?P<\w+>", "?:", pattern) for pattern, _ in _REASONS) + ")"
"""Matches any phrase of the list, as one group."""


def told(phrase: str) -> Told:
    """The code and facts of a reason's phrase. :raises KeyError: not in the list."""
    for pattern, code in _REASONS:
        found = re.fullmatch(pattern, phrase)
        if found:
            facts = {name: _VALUES.get(name, {}).get(value, value) for name, value in found.groupdict().items()}
            return Told(code, facts)
    raise KeyError(phrase)


def reason_codes() -> set[str]:
    return {code for _, code in _REASONS}
