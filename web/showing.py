"""Pages are drawn here: a Jinja environment for each language, the menu, and what is told first."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from web.desk import Told, Visit, Visitor
from web.forms import new_key
from web.sayings import Sayings, filters, form_name, step
from web.words import tr
from workflow.rules.states import Role
from workflow.services.context import marks
from workflow.services.context.use_case import reading

if TYPE_CHECKING:
    from workflow.services.context.office import Office

HERE = Path(__file__).parent
EXACT = "{what}"
"""Said as it is, in every language."""
ABOUTS = {
    "assignment": "มอบหมายผู้รับผิดชอบแต่ละข้อ พร้อมบัญชีแนบท้าย", "substitutes": "ผู้รักษาราชการแทนตามลำดับ",
    "registrar": "เจ้าหน้าที่สารบรรณ", "web": "ผู้รับผิดชอบเว็บไซต์",
}  # fmt: skip
"""What a general order may be about."""
LABELS = {
    "number": "เลขที่จากระบบอื่น (เมื่อทะเบียนอยู่นอกโปรแกรม)", "subject": "เรื่องของบันทึก (เว้นว่าง = ตามแบบ)",
    "capacity": "ฐานะที่ลงนาม", "opinion": "ความเห็น", "each": "แยกบันทึกหนึ่งฉบับต่อหนึ่งข้อ", "reason": "เหตุผล",
    "signer": "ผู้ลงนาม ตามที่จะพิมพ์",
    "without_emblem": "ยอมให้บันทึกไม่มีตราครุฑ (มีกรอบแทน)",
    "returning": "ไฟล์ที่เคยถูกถอนและยืนยันให้เผยแพร่อีก (ชื่อไฟล์ บรรทัดละไฟล์)",
}  # fmt: skip
"""What a step asks for, by the name of the input of its use case."""

_SETTLES = (Role.HEAD, Role.DEPUTY, Role.DIRECTOR)
"""Who settles what administrators ask for; an administrator sees their pages too."""
NAVIGATION: tuple[tuple[str, str, tuple[Role, ...] | None], ...] = (
    ("/", "เรื่องรอดำเนินการ", None),
    ("/items", "ความก้าวหน้า", None),
    ("/receive", "รับสแกน", (Role.REGISTRAR,)),
    ("/site", "เว็บไซต์", (Role.WEB,)),
    ("/registers", "ทะเบียน", None),
    ("/papers", "เอกสาร", None),
    ("/circulations", "เวียน", None),
    ("/meetings", "การประชุม", None),
    ("/score", "คะแนน", None),
    ("/results", "ผลการประเมิน", None),
    ("/measures", "มาตรการ", None),
    ("/people", "บุคคล", None),
    ("/requests", "คำขอสองคน", None),
    ("/office", "สำนักงาน", _SETTLES),
    ("/account", "บัญชีของฉัน", None),
)
"""Address, name, and whose it is where it is not everybody's."""
FIRST = ("/", "/items")
"""What is always in sight; the others open with the menu, so that it fits a telephone."""


@cache
def _environment(language: str) -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.filters.update(filters(language))
    made.globals["_"] = partial(tr, language=language)
    return made


def _theirs(who: Visitor, to: str, roles: Iterable[Role]) -> bool:
    return any(role.value in who.roles for role in roles) or (to == "/office" and who.administrator)


def _of_the_records(office: Office) -> list[Told]:
    """What is to be known before anything is done: the records are older than they were, or those of another office."""
    with reading(office) as use_case:
        found = marks.told(use_case)
    return [Told("", good=False, notices=tuple(found))] if found else []


def words_of(told: Told, language: str) -> str:
    """What is told, in a language: a step and a kind of paper among its facts by their names."""
    facts = dict(told.facts)
    if "step" in facts:
        facts["step"] = step(str(facts["step"]), language)
    if "form" in facts:
        facts["form"] = form_name(str(facts["form"]), language)
    return tr(told.text, language, **facts)


def draw(visit: Visit, template: str, **shown: Any) -> str:
    """A page. What was typed before is there as ``typed``."""
    desk, who, language = visit.desk, visit.someone, visit.language
    if who is not None:
        visit.told += desk.take_told(who.token)
        visit.told[:0] = desk.remembered(lambda: _of_the_records(desk.office), "records")
    mine = [(to, name) for to, name, roles in NAVIGATION if roles is None or (who and _theirs(who, to, roles))]
    if who is not None and desk.ministry is not None and who.login in desk.office.settings.ministry.everybody:
        mine.append(("/ministry", "ทุกสำนักงาน"))
    return _environment(language).get_template(template).render(
        visit=visit, me=who, told=[(one, words_of(one, language)) for one in visit.told], typed=visit.form,
        chosen=visit.lists, reached=desk.reached, office=desk.office.settings.office.name,
        sample=desk.office.settings.sample, nav=mine if who else (), first=FIRST, say=Sayings(desk, language),
        forms=who.forms if who else "", again=visit.again, key=new_key(visit.at), abouts=ABOUTS,
        max_mb=desk.office.settings.files.max_mb, labels=LABELS, **shown,
    )  # fmt: skip
