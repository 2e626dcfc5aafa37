"""Signature blocks and names: a date, a post, one spelling, nothing left over."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assessment.texts.calendar import MONTH, YEAR, mentions
from assessment.texts.document import Document, Finding, Line
from assessment.texts.lexicon import distance

TITLES = (
    r"(?:นาย|นางสาว|น\.ส\.|นาง|ดร\.|ผศ\.|รศ\.|ศ\.|ว่าที่\s?(?:ร้อยตรี|ร้อยโท|ร้อยเอก|พันตรี|ร\.ต\.|ร\.ท\.|ร\.อ\.)"
    r"|พ\.[ตทอ]\.|ร\.[ตทอ]\.|จ\.ส\.อ\.|พล\.?\s?[ตทอ]\.|หม่อม\S+|พระ\S+)"
)
_BLOCK = re.compile(rf"^\(?\s*(?:ลงชื่อ\s*)?\(\s*({TITLES}(?:{TITLES}|\s)*[ก-๎.]+(?:\s+[ก-๎]+){{1,3}})\s*\)\s*(.*)$")
_SIGNED_BELOW = re.compile(rf"^\(\s*(?:{TITLES}\s*[ก-๎. ]+|[.…_\s]+)\)")
_BARE = re.compile(r"^\(\s*([ก-๎]{2,20}\s+[ก-๎]{2,24})\s*\)\s*(.*)$")
_NO_DATE_NEEDED = re.compile(r"ผู้จด|ผู้บันทึก|ผู้ตรวจรายงาน|ผู้จัดรายงาน|พยาน")
_MONTH_ALONE = re.compile(rf"^{MONTH}\s*{YEAR}(?:[0-9]{{4}})$")
_SIGN_LINE = re.compile(r"^(?:ลงชื่อ|\(ลงชื่อ\)|ลงนาม)")
_POST = re.compile(
    r"ผู้อำนวยการ|ศึกษาธิการ|นัก[ก-๎]{3,}|เจ้าพนักงาน|เจ้าหน้าที่|หัวหน้า|รอง|ผู้ช่วย|นายก|ปลัด|อธิการ|คณบดี|ประธาน|เลขานุการ|ครู|นิติกร|ผู้ว่าราชการ"
    r"|ผู้จัดการ|อธิบดี|เลขาธิการ|ผู้บัญชาการ|สารวัตร|แพทย์|พยาบาล|ศึกษานิเทศก์|ผู้ตรวจ|กรรมการ|รักษา(?:ราชการ|การ)|ปฏิบัติราชการแทน|ผู้เสนอ|พนักงาน"
)
_LABEL_ONLY = re.compile(r"^(?:ผู้บริหาร|ผู้อนุมัติ|ผู้เสนอ|ผู้จัดทำ|ผู้รายงาน|ผู้เห็นชอบ|ลงชื่อ|ลงนาม)$")
_FOR_THE_PEN = re.compile(r"วันที่\s*(?:\.{3,}|…|_{3,}|$)")
"""Room for the day: dots, or the word alone, as where a digital signature draws it."""
_DATED_ABOVE = re.compile(r"(?:สั่ง|ประกาศ|ให้ไว้)\s*ณ\s*วันที่|^วันที่|ณ\s*วันที่")
_NAME = re.compile(r"(?:นาย|นางสาว|นาง|น\.ส\.|ดร\.)\s*([ก-๎]{2,20})\s+([ก-๎]{2,24})(?![ก-๎])")


@dataclass(frozen=True, slots=True)
class Block:
    """One signature block."""

    index: int
    line: Line
    name: str
    posts: tuple[str, ...]
    dated: bool
    roles: tuple[str, ...]
    """What stands below the name: posts, and in what part (ผู้จดรายงานการประชุม)."""
    first_of_memo: bool
    """The officer's own signature under a memo, which the memo's date dates."""


def blocks(document: Document) -> tuple[Block, ...]:
    """Every signature block: a name in brackets on a line of its own."""
    found: list[Block] = []
    memo = _memo_end(document)
    for index, line in enumerate(document.lines):
        match = None if line.cells else _BLOCK.match(line.text)
        if match is None and not line.cells:
            signed = any(_SIGN_LINE.match(one.text) for one in document.lines[max(index - 3, 0) : index])
            match = _BARE.match(line.text) if signed else None
        if match is None:
            continue
        below = [one for one in document.lines[index + 1 : index + 7] if one.text.strip()][:3]
        posts = [match[2]] if match[2] and _POST.search(match[2]) else []
        for one in below:
            if one.cells or _BLOCK.match(one.text) or not _POST.search(one.text) or len(one.text) > 110:
                break
            posts.append(one.text)
        near = document.lines[max(index - 7, 0) : index + 6]
        dated = _dated(document, near, index)
        first = memo is not None and not any(block.index > memo for block in found) and index > memo
        roles = tuple(one.text for one in itertools.takewhile(lambda one: not _BLOCK.match(one.text), below))
        found.append(Block(index, line, match[1], tuple(posts), dated, roles, first))
    return tuple(found)


def _memo_end(document: Document) -> int | None:
    """The line of a letter's closing sentence (จึงเรียนมาเพื่อ…), when the letter itself bears a date."""
    has_date = any(
        re.match(r"(?:ที่.*)?วันที่\s*[0-9]", line.plain) or re.match(r"^[0-9]{1,2}\s+[ก-๎]+\s+25[0-9]{2}$", line.plain)
        for line in document.lines[:60]
    )
    if not has_date:
        return None
    return next((i for i, line in enumerate(document.lines[:400]) if line.text.startswith("จึงเรียนมาเพื่อ")), None)


def _dated(document: Document, near: tuple[Line, ...], index: int) -> bool:
    numbers = {line.number for line in near if not line.cells}
    dates = [one for one in mentions(document) if one.line.number in numbers]
    for one in dates:
        # A date in the sentence above is that of something else; one that stands alone, or after ณ วันที่, is the block's.
        short = len(one.line.text) <= len(one.text) + 30
        if short or _DATED_ABOVE.search(one.line.text):
            return True
    return any(_FOR_THE_PEN.search(line.text) or _MONTH_ALONE.match(line.plain) for line in near)


def for_the_pen(document: Document) -> frozenset[int]:
    """The numbers of the lines below a name in brackets, or below room for one: who signs writes the day there."""
    return frozenset(
        below.number
        for index, line in enumerate(document.lines)
        if not line.cells and _SIGNED_BELOW.match(line.text)
        for below in document.lines[index + 1 : index + 6]
    )


def undated(document: Document) -> Iterator[Finding]:
    """Signature blocks without a date (``signature_undated``) or without a post (``signature_without_post``)."""
    for block in blocks(document):
        if not block.posts:
            yield document.found("signature_without_post", block.line, name=block.name)
        excused = any(_NO_DATE_NEEDED.search(text) for text in (*block.posts, *block.roles))
        if not block.dated and not block.first_of_memo and not excused:
            label = next(
                (
                    line.text
                    for line in document.lines[max(block.index - 3, 0) : block.index]
                    if _LABEL_ONLY.match(line.text.strip())
                ),
                "",
            )
            yield document.found("signature_undated", block.line, name=block.name, label=label)


def stray(document: Document) -> Iterator[Finding]:
    """A surname that stands alone on a line, as a signature read as text does: ``stray_name``."""
    surnames = {block.name.split()[-1]: block for block in blocks(document) if len(block.name.split()) > 1}
    for line in document.lines:
        text = line.text.strip(" .()")
        if not line.cells and text in surnames and len(text) >= 3:
            yield document.found("stray_name", line, text, name=surnames[text].name)


def spelt_twice(document: Document) -> Iterator[Finding]:
    """One person in two spellings: ``person_spelt_twice``; one name is equal and the other near."""
    seen: dict[tuple[str, str], int] = {}
    for match, _ in document.search(_NAME):
        seen.setdefault((match[1], match[2]), match.start())
    names = list(seen)
    for number, (first, last) in enumerate(names):
        for other_first, other_last in names[number + 1 :]:
            near_last = (
                first == other_first
                and 1 <= distance(last, other_last, 2) <= 2
                and min(map(len, (last, other_last))) >= 5
            )
            near_first = last == other_last and distance(first, other_first, 1) == 1 and len(first) >= 4
            prefixed = last.startswith(other_last) or other_last.startswith(last)
            if (near_last and not prefixed) or near_first:
                start = seen[(other_first, other_last)]
                facts = {"name": f"{first} {last}", "other": f"{other_first} {other_last}"}
                yield document.found("person_spelt_twice", start, facts["other"], **facts)


CHECKS = (undated, stray, spelt_twice)
