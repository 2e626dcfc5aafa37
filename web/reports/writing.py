"""Papers whose words are typed: a form of every field of its kind, with what the office knows filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import RedirectResponse, Response

from web.desk import Told, Visit
from web.fields import whole
from web.showing import draw
from workflow.rules.errors import NotFound
from workflow.services.documents.drafting import draft, known, must_have
from workflow.services.documents.serialization import Question, questions

TYPED = ("order", "general_order", "announcement", "letter", "cover_memo", "meeting", "activity", "newsletter")
"""Kinds of paper whose words somebody types."""
WORDS = {
    "office": "ชื่อหน่วยงาน", "group": "กลุ่ม/หน่วย", "subject": "เรื่อง", "reason": "ย่อหน้าเหตุผล",
    "authority": "อำนาจตามกฎหมายที่อ้าง",
    "members": "รายชื่อตามลำดับ", "name": "ชื่อพร้อมคำนำหน้า", "post": "ตำแหน่ง", "role": "หน้าที่หรือลำดับที่", "duties": "หน้าที่",
    "effective": "วันที่มีผล (เว้นว่าง = บัดนี้)", "until": "วันสุดท้ายที่มีผล", "head": "หัวหน้าหน่วยงานหรือผู้ทำการแทน",
    "posts": "บรรทัดตำแหน่ง", "decision": "ประโยคที่สั่ง (จึงมอบหมาย… จึงแต่งตั้ง…)", "clauses": "ข้อความเรียงข้อ", "address": "ที่อยู่",
    "addressee": "เรียน ผู้รับ", "references": "อ้างถึง", "enclosures": "สิ่งที่ส่งมาด้วย", "paragraphs": "ย่อหน้าเนื้อความ",
    "closing": "คำลงท้าย", "phone": "โทรศัพท์", "email": "ไปรษณีย์อิเล็กทรอนิกส์", "copies": "สำเนาส่ง",
    "officer": "เจ้าหน้าที่ผู้จัดทำ",
    "body": "ชื่อคณะที่ประชุม", "date": "วันที่ประชุม", "place": "สถานที่", "starts": "เวลาเริ่มประชุม (กิจกรรม: วันแรก)",
    "ends": "เวลาเลิกประชุม (กิจกรรม: วันสุดท้าย)", "present": "ผู้มาประชุม", "absent": "ผู้ไม่มาประชุม", "guests": "ผู้เข้าร่วมประชุม",
    "note": "หมายเหตุท้ายชื่อ", "agenda": "ระเบียบวาระ", "title": "ชื่อ/เรื่อง", "resolution": "มติที่ประชุม",
    "recorder": "ผู้จดรายงาน",
    "checker": "ผู้ตรวจรายงาน", "participants": "ผู้เข้าร่วม", "budget": "งบประมาณ (เว้นว่าง = ไม่ใช้)", "purposes": "วัตถุประสงค์",
    "results": "ผลการดำเนินงาน", "problems": "ปัญหาและข้อเสนอแนะ", "author": "ผู้จัดทำ", "photos": "ภาพถ่าย 2 ถึง 6 ภาพ",
}  # fmt: skip
"""Fields by what a person is asked for."""
_BY_OTHERS = {"general_order": ("fiscal_year", "annex"), "cover_memo": ("endorsements",)}
"""What is drafted from the records, or comes on the paper's way."""
ROWS = 3
"""Empty rows of a list of people or of an agenda, beside those that are filled; more are asked for with a button."""


def show(visit: Visit) -> str:
    """The form of one kind, as it was typed so far."""
    kind = _kind(visit)
    given = _typed(visit, kind) if visit.form else known(visit.office, visit.who.login, kind)
    return draw(
        visit, "writing.html", kind=kind, asked=_asked(kind), given=given, words=WORDS, must=must_have(kind),
        rows=_rows(given, visit), photos=kind in ("activity", "newsletter"),
    )  # fmt: skip


def _kind(visit: Visit) -> str:
    kind = visit.arguments["kind"]
    if kind not in TYPED:
        raise NotFound("no_such_form", form=kind, forms=list(TYPED))
    return kind


def _asked(kind: str) -> list[Question]:
    left = (*_BY_OTHERS.get(kind, ()), "photos")
    return [one for one in questions(kind) if one.name not in left]


def _rows(given: Mapping[str, Any], visit: Visit) -> dict[str, int]:
    """How many rows each list has on the form."""
    more = visit.form.get("do", "").removeprefix("rows_") if visit.form.get("do", "").startswith("rows_") else ""
    found = {}
    for one in _asked(_kind(visit)):
        if one.how == "rows":
            there = max(len(given.get(one.name) or ()), whole(visit.form.get(f"rows.{one.name}", "")) or 0, ROWS)
            found[one.name] = min(there + (ROWS if one.name == more else 0), 60)
    return found


def act(visit: Visit) -> Response | None:
    """Draft it, or draw the form again with more rows. :raises BadInput: every problem; what was typed stays."""
    kind = _kind(visit)
    if visit.form.get("do", "").startswith("rows_"):
        return None
    given = _typed(visit, kind)
    given = {name: _without_empty(value) for name, value in given.items()}
    photos = visit.files.get("photos", [])
    if photos:
        captions = visit.form.get("captions", "").splitlines()
        given["photos"] = [
            {"caption": captions[n].strip() if n < len(captions) else "", "file": str(path)}
            for n, path in enumerate(photos)
        ]
    with visit.desk.making:
        made = draft(visit.office, visit.who.login, kind, {name: value for name, value in given.items() if value})
    done = "{form} {paper} ร่างแล้ว ยังไม่ใช้เลข" if made.status == "draft" else "{form} {paper} จัดทำแล้ว"
    facts = {"form": made.kind, "paper": made.subject}
    visit.desk.tell(visit.who.token, [Told(done, notices=made.warnings, facts=facts)])
    return RedirectResponse("/papers", 303)


def _typed(visit: Visit, kind: str) -> dict[str, Any]:
    return {one.name: _value(visit, one, one.name) for one in _asked(kind)}


def _value(visit: Visit, one: Question, place: str) -> Any:
    if one.how == "person":
        return {inner.name: _value(visit, inner, f"{place}.{inner.name}") for inner in one.inner}
    if one.how == "rows":
        count = min(whole(visit.form.get(f"rows.{place}", "")) or 0, 60)
        return [
            {inner.name: _value(visit, inner, f"{place}.{n}.{inner.name}") for inner in one.inner} for n in range(count)
        ]
    text = visit.form.get(place, "").strip()
    return [line.strip() for line in text.splitlines() if line.strip()] if one.how == "lines" else text


def _without_empty(value: Any) -> Any:
    """Rows in which nothing was typed are none."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [one for one in value if not isinstance(one, Mapping) or any(one.values())]
    return value if not isinstance(value, Mapping) or any(value.values()) else {}
