"""``docs/procedure.md``: the procedure as a diagram, as tables, and step by step with the sentences people read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import messages
import sample_office
from scripts import procedure_drawings
from workflow.rules import drawing
from workflow.rules.case import Case, Paper, Part, Printed, TakenBack, YearPart
from workflow.rules.errors import Unmet
from workflow.rules.needs import NEEDS, WAIVABLE
from workflow.rules.states import GRADES, Capacity, Duty, Kind, Online, State
from workflow.rules.table import ONLINE_STEPS, PROCEDURE, STEPS, TRIGGERS, OnlineStep, Step, rows

CHECKS: dict[str, tuple[str, str]] = {
    "files_normalised": (
        "ไฟล์ที่หัวหน้าหน่วยงานจะลงนามทุกไฟล์จัดให้อยู่ในรูปแบบที่พร้อมลงนามได้ และเก็บค่าตรวจสอบไฟล์ทั้งก่อนและหลัง",
        "every file the head will sign could be brought into the form that is issued; both digests are kept",
    ),
    "signed_before_verified": (
        "เอกสารที่ลงนามไว้ก่อนเสนอทุกฉบับ ตรวจลายมือชื่อแล้วไม่ขัดแย้ง และไฟล์ไม่ถูกแก้ไข",
        "the signature of every document signed before was checked and does not contradict; the file stays untouched",
    ),
    "memo_rendered": (
        "จัดทำบันทึกข้อความได้ครบทุกช่อง แปลงเป็น PDF ได้ และมีที่สำหรับลงนาม",
        "the memo was made with no field missing, became a PDF, and has a place to sign",
    ),
    "files_are_the_issued_ones": (
        "ไฟล์ที่ลงนามแล้วคือไฟล์ที่ออกให้ลงนามทุกไบต์ มีเพียงลายมือชื่อเพิ่มขึ้น",
        "each signed file is byte for byte the issued one plus signatures",
    ),
    "signed_before_head_kept": (
        "ไฟล์ที่รับเข้ามีลายมือชื่อดิจิทัลครบของทุกคนที่ต้องลงนามก่อนหัวหน้าหน่วยงาน (`before_head` ใน office.toml) เมื่อลงนามด้วยใบรับรอง",
        "a digitally signed file has the signature of each who signs before the head (`before_head` in office.toml)",
    ),
    "duties_reach_grade": (
        "ลายมือชื่อของทุกไฟล์ที่ต้องลงนามถึงระดับที่สำนักงานกำหนด (`required_grade` ใน office.toml)",
        "every signature that is due reaches the office's grade (`required_grade` in office.toml)",
    ),
    "proven_from_home_page": (
        "เริ่มจากหน้าแรกของเว็บไซต์แล้วเดินตามลิงก์ไปถึงข้อนี้ได้จริง ไฟล์ที่ได้ตรงกับฉบับที่ลงนามทุกไบต์ และไม่มีร่างใดหลุดออกไป",
        "from the home page, following links, one gets to the item; the bytes are those signed; no draft is exposed",
    ),
}
"""Name in the table -> what is checked on the step's own result, in Thai and English."""

_LACKING = Case(
    code="O15",
    state=State.DRAFT,
    fiscal_year=2566,
    actor="registrar",
    signer="head",
    parts=(Part("hr"), Part("policy", "refused"), Part("admin", "handed_in")),
    elements=("ขั้นตอนการให้บริการ",),
    contributors=frozenset({"head", "registrar"}),
    memo_missing=("office.code",),
    route=("deputy",),
    unsigned_before=("clerk.hr",),
    signer_kind=Kind.ACTING,
    objected=(("นางสมมติ ตัวอย่างดี", "deputy"),),
    printed=(Printed(None, "head", Kind.HOLDER), Printed("รายงาน.pdf", "head", Kind.HOLDER)),
    reason="",
    memo="ศธ 02102/12",
    no_head_on=date(2023, 4, 3),
)
_BACK = TakenBack("รายงาน-2566.pdf", "O15", 2566, date(2023, 4, 3))
_PARTED = replace(_LACKING, year_parts=(YearPart("2565-10", there=True),))
_BEGUN = replace(
    _LACKING, year_parts=(YearPart("2565-10", there=True), YearPart("2565-11", brought=frozenset({"admin"})))
)
_CHANGED = replace(
    _LACKING,
    papers=(Paper("รายงาน-2564.pdf", Duty.ORIGINAL, frozenset({2564})),),
    allowed_years=frozenset({2566}),
    frozen_digest="1" * 64,
    signed_digest="1" * 64,
    current_digest="2" * 64,
    taken_back=(_BACK,),
    returning=(_BACK,),
    item_taken=date(2023, 4, 3),
    scan_doubted=True,
    replacement_by="registrar",
    revising=True,
    done_since=("files", "ticks"),
)


def diagram(language: str = "th") -> str:
    """The state diagram as a Mermaid block, which GitHub and most editors draw."""
    return f"```mermaid\n{procedure_drawings.mermaid(language)}\n```"


def groups() -> dict[str, str]:
    """Key -> name of the sample office's groups, for sentences that name a group."""
    return {g["key"]: g["name"] for g in tomllib.loads(sample_office.copy_text("office.toml"))["group"]}


def examples(need: str) -> list[Unmet]:
    """The ways in which a need can be unmet, on made-up items that lack everything; each code once."""
    found = [u for case in (_LACKING, _CHANGED, _PARTED, _BEGUN) for u in NEEDS[need](case)]
    return list({u.code: u for u in found}.values())


def _meaning(need: str) -> str:
    text = (NEEDS[need].__doc__ or "").split("\n\n")[0]
    return " ".join(text.split())


def _need(need: str) -> Iterator[str]:
    waivable = "  *(ยกเว้นได้ด้วย `oit exception` / may be waived)*" if need in WAIVABLE else ""
    meaning = _meaning(need)
    yield f"- `{need}`{waivable}" + (f" — {meaning}" if meaning else "")
    for u in examples(need):
        told = [messages.say(u.code, u.facts, "th", groups())]
        if u.who is not None:
            told.append(f"ผู้ดำเนินการ: {messages.who(str(u.who), 'th', groups())}")
        yield "  - " + " · ".join(told)
        do = messages.do(u.code, u.facts, "th", groups())
        if do:
            yield f"    วิธีแก้: {do}"


def _step(trigger: str) -> Iterator[str]:
    found = rows(trigger)
    first = found[0]
    yield f"### {first.th} · {first.en}"
    yield ""
    yield f"คำสั่ง `oit {first.command}`"
    yield ""
    for row in found:
        yield f"- {drawing.sentence(row)}  "
        yield f"  {drawing.sentence(row, 'en')}"
    if first.reason:
        yield "- ต้องระบุเหตุผล (`--reason`) / a reason must be given"
    if first.whole_memo:
        yield "- ทำทั้งบันทึก ทุกข้อในบันทึกเดียวกันไปด้วยกัน / taken once for the whole memo"
    yield ""
    needs = list(dict.fromkeys(n for row in found for n in row.needs))
    checks = list(dict.fromkeys(c for row in found for c in row.checks))
    yield from _conditions(needs)
    if checks:
        yield "ตรวจผลงานของขั้นตอนเอง หากไม่ผ่านทุกอย่างคงเดิม / checked on the step's own result:"
        yield ""
        for name in checks:
            yield f"- `{name}` — {CHECKS[name][0]}  "
            yield f"  {CHECKS[name][1]}"
        yield ""


def _conditions(needs: Iterable[str]) -> Iterator[str]:
    listed = list(needs)
    if listed:
        yield "เงื่อนไข และสิ่งที่โปรแกรมจะบอกเมื่อยังไม่ครบ / needs, and what is said when one is unmet:"
        yield ""
        for need in listed:
            yield from _need(need)
        yield ""


def _online(step: OnlineStep) -> Iterator[str]:
    command = f"oit {step.command}" + (f" --{step.option}" if step.option else "")
    who = " / ".join(w.th for w in Capacity if w in step.who)
    yield f"### {step.th} · {step.en}"
    yield ""
    yield f"คำสั่ง `{command}` โดย {who}"
    yield ""
    yield from _conditions(step.needs)


def _labels(heads: tuple[str, str, str], members: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|---|---|---|"
    for value, th, en in members:
        yield f"| `{value}` | {th} | {en} |"
    yield ""


def _states() -> Iterator[str]:
    yield "| ค่า / value | สถานะ | state | นับเป็น / counts as |"
    yield "|---|---|---|---|"
    for state in State:
        counts = f"{messages.progress(state.progress)} / {messages.progress(state.progress, 'en')}"
        yield f"| `{state.value}` | {state.th} | {state.en} | {counts} |"
    yield ""


def procedure_page() -> str:
    """The whole page, Thai first."""
    heads = ("ค่า / value", "ไทย", "English")
    lines = [
        "# ขั้นตอนของข้อหนึ่งข้อ / The procedure",
        "",
        "<!-- สร้างจากตารางขั้นตอนด้วย make documents อย่าแก้หน้านี้โดยตรง / made by `make documents`; do not edit -->",
        "",
        f"ตารางรุ่น `{PROCEDURE}` โปรแกรม คำสั่ง แผนภาพ และการทดสอบอ่านจากตารางเดียวกันนี้ (`workflow/rules/table.py`)",
        "ไม่มีผู้ใดข้ามขั้นตอนได้ สิ่งที่ไม่อยู่ในตารางทำไม่ได้",
        "",
        f"Version `{PROCEDURE}` of the one table that the program, its commands, this page and the tests read. What",
        "is not in it cannot be done, by anybody.",
        "",
        "## แผนภาพ / Diagram",
        "",
        diagram(),
        "",
        "## สถานะ / States",
        "",
        *_states(),
        "ข้อที่มีฉบับเผยแพร่อยู่นับเป็นเผยแพร่แล้วเสมอ แม้กำลังจัดทำฉบับใหม่ /",
        "an item with an online revision always counts as published.",
        "",
        "## ตารางขั้นตอน / Steps",
        "",
        procedure_drawings.markdown_table(),
        "",
        procedure_drawings.markdown_table("en"),
        "",
        "## ฉบับที่เผยแพร่อยู่ / The online revision",
        "",
        "แยกจากงานที่กำลังทำ เปลี่ยนได้ไม่ว่าข้อนั้นอยู่ในสถานะใด / Beside the states, and independent of the work in progress.",
        "",
        procedure_drawings.markdown_online_table(),
        "",
        *_labels(heads, ((o.value, o.th, o.en) for o in Online)),
        "## ทีละขั้นตอน / Step by step",
        "",
        "ตัวอย่างในหน้านี้ใช้ข้อ O15 ของสำนักงานตัวอย่าง คำสั่ง `oit why O15` บอกเหตุผลทั้งหมดพร้อมกัน ไม่ใช่ทีละเหตุผล /",
        "Examples speak of item O15 of the sample office. `oit why O15` tells every reason at once.",
        "",
        *(line for trigger in TRIGGERS for line in _step(trigger)),
        *(line for step in ONLINE_STEPS for line in _online(step)),
        "## ผู้ดำเนินการ / Who",
        "",
        *_labels(heads, ((w.value, w.th, w.en) for w in Capacity)),
        "ดำรงตำแหน่งโดย / on what ground:",
        "",
        *_labels(heads, ((k.value, k.th, k.en) for k in Kind)),
        "ผู้ส่งข้อมูล ผู้ยืนยันรวบรวม และผู้เสนอเรื่องของฉบับหนึ่ง จะลงนามหรือรับเอกสารที่ลงนามของฉบับนั้นไม่ได้ /",
        "Who handed in, compiled or submitted a revision neither signs it nor records its signing.",
        "",
        "## ประเภทการลงนาม / What a file needs",
        "",
        *_labels(heads, ((d.value, d.th, d.en) for d in Duty)),
        "## ระดับของลายมือชื่อ / Grades",
        "",
        *_labels(heads, ((str(g), th, en) for g, (th, en) in GRADES.items())),
        "แต่ละระดับพิสูจน์อะไร และไม่ได้พิสูจน์อะไร อ่านที่ [ลายมือชื่อ](signatures.md) /",
        "what each proves and what it does not: [signatures](signatures.md).",
        "",
    ]
    return "\n".join(lines)


def all_checks(steps: Iterable[Step] = STEPS) -> set[str]:
    """Names of checks the table uses; each must be explained above."""
    return {name for step in steps for name in step.checks}
