"""Whose paper it is: other offices' names left over, names cut short or misspelt, addresses that differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from assessment.texts.document import Document, Finding
from assessment.texts.lexicon import distance, entries

PROVINCES = entries("provinces")
_PROVINCE = "|".join(sorted((re.escape(name) for name in PROVINCES), key=len, reverse=True))
_SPACES = r"\s*"
AREA = r"(?:\s*เขต\s*([0-9]{1,2}))?"
# An office is its kind and its place. Kinds whose names end in a province can be told from text without blanks.
KINDS: tuple[tuple[str, str], ...] = (
    ("provincial_education", r"(?:สำนักงาน)?ศึกษาธิการจังหวัด|ศธจ\.\s*"),
    ("primary_area", r"(?:สำนักงาน)?เขตพื้นที่การศึกษาประถมศึกษา|สพป\.\s*"),
    ("secondary_area", r"(?:สำนักงาน)?เขตพื้นที่การศึกษามัธยมศึกษา|สพม\.\s*"),
    ("provincial_office", r"สำนักงาน(?:สาธารณสุข|คลัง|เกษตร|พัฒนาชุมชน|วัฒนธรรม|แรงงาน|ประมง|ปศุสัตว์|สถิติ|ท้องถิ่น|พาณิชย์|อุตสาหกรรม|"
     r"พัฒนาสังคมและความมั่นคงของมนุษย์|ส่งเสริมการปกครองท้องถิ่น|พระพุทธศาสนา|ส่งเสริมการเรียนรู้(?:ประจำ)?|ที่ดิน|ขนส่ง|ประกันสังคม|จัดหางาน)"
     r"(?:ประจำ)?จังหวัด"),
    ("provincial_council", r"องค์การบริหารส่วนจังหวัด|อบจ\.\s*"),
    ("province_school", r"วิทยาลัย(?:เทคนิค|อาชีวศึกษา|สารพัดช่าง|เกษตรและเทคโนโลยี|การอาชีพ|พลศึกษา|นาฏศิลป)"),
    ("university", r"มหาวิทยาลัย(?:ราชภัฏ|เทคโนโลยีราชมงคล)"),
    ("hospital", r"โรงพยาบาล"),
)  # fmt: skip
OTHERS: tuple[tuple[str, str], ...] = (
    ("municipality", r"เทศบาล(?:ตำบล|เมือง|นคร)"),
    ("subdistrict", r"องค์การบริหารส่วนตำบล|อบต\."),
    ("school", r"โรงเรียน"),
)
"""Kinds whose names end in a place of which there is no list; it is what stands before the next blank."""
_VISITS = re.compile(
    r"ศึกษาดูงาน|แลกเปลี่ยน|เยี่ยม|ร่วมกับ|เครือข่าย|ย้าย|โอน|จากเดิม|ต้นแบบ|เปรียบเทียบ|ประสาน|ได้แก่|เช่น|เชิญ|วิทยากร|รับมอบ|สังกัด|เดิม"
)
_FOREIGN_SELF = re.compile(r"เว็บไซต์(?:ของ)?(กรม|กอง|มหาวิทยาลัย|โรงเรียน|วิทยาลัย|เทศบาล|บริษัท|สถาบัน|องค์การ)ฯ")
_ADDRESS = re.compile(r"เลขที่\s*([0-9/]+)\s*(?:หมู่(?:ที่)?\s*([0-9]{1,2}))?")
_ROAD = re.compile(r"(?:ถนน|ถ\.)\s*([ก-๎]+)")
_POSTCODE = re.compile(r"(?<![0-9])[1-9][0-9]{4}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Office:
    """One mention of an office."""

    kind: str
    place: str
    area: str
    """Number of the area (เขต), empty where there is none or it was left out."""
    start: int
    end: int
    written: str
    """The kind as written, to tell short and full names apart."""


class Offices:
    """Every office a text names, and the one it is of."""

    def __init__(self, document: Document, own: str = "") -> None:
        """:param own: the office's full name, where it is known; else it is told from the text."""
        self.document = document
        self.given = own

    @cached_property
    def named(self) -> tuple[Office, ...]:
        """Every mention, in order."""
        found = []
        for kind, words in KINDS:
            pattern = re.compile(rf"({words}){_SPACES}({_PROVINCE})(?:(?=\s*เขต){AREA})?")
            for match, _ in self.document.search(pattern):
                found.append(Office(kind, match[2], match[3] or "", match.start(), match.end(), match[1].strip()))
        for kind, words in OTHERS:
            pattern = re.compile(rf"({words})([ก-๎]{{2,24}})(?=[\s,.;:)”\"]|$)")
            for match, _ in self.document.search(pattern):
                found.append(Office(kind, match[2], "", match.start(), match.end(), match[1]))
        return tuple(sorted(self._joined(found), key=lambda one: one.start))

    def _joined(self, found: list[Office]) -> list[Office]:
        """Places of which there is no list run on into the next word; what most of a kind begin with is the place."""
        for kind, _ in OTHERS:
            same = [one for one in found if one.kind == kind]
            counts = Counter(one.place[:length] for one in same for length in range(3, len(one.place) + 1))
            common = [prefix for prefix, times in counts.items() if times >= 3 and times * 10 >= 7 * len(same)]
            if not common:
                found = [one for one in found if one.kind != kind]
                continue
            place = max(common, key=lambda prefix: (len(prefix), prefix))
            found = [
                replace(one, place=place) if one.kind == kind and one.place.startswith(place) else one for one in found
            ]
        return found

    @cached_property
    def own(self) -> Office | None:
        """The office of this text: the one given, else the one named most, the first lines counting more."""
        if self.given:
            from assessment.texts.document import read_text

            inside = Offices(read_text(self.given)).named
            return inside[0] if inside else None
        counts: Counter[tuple[str, str]] = Counter()
        for one in self.named:
            early = self.document.index_at(one.start) < 15
            counts[(one.kind, one.place)] += 4 if early and one.kind not in ("school", "hospital") else 1
        if not counts:
            return None
        (kind, place), times = counts.most_common(1)[0]
        of_kind = sum(count for (other, _), count in counts.items() if other == kind)
        # A list of many offices of one kind is of none of them.
        if times < 3 or times * 2 < of_kind:
            return None
        same = [one for one in self.named if (one.kind, one.place) == (kind, place)]
        if len(same) < 3 or self.document.index_at(same[0].start) > 25:
            return None
        areas = Counter(one.area for one in same if one.area)
        area = areas.most_common(1)[0][0] if areas else ""
        return Office(kind, place, area, same[0].start, same[0].end, same[0].written)


def other_offices(document: Document, own: str = "") -> Iterator[Finding]:
    """Offices of the same kind and another place or area: ``other_office_named``, once for each."""
    offices = Offices(document, own)
    mine = offices.own
    if mine is None:
        return
    others: dict[tuple[str, str], list[Office]] = {}
    for one in offices.named:
        if one.kind != mine.kind:
            continue
        # Places of which there is no list run on into the next word: the shorter begins the longer.
        elsewhere = not (one.place.startswith(mine.place) or mine.place.startswith(one.place))
        other_area = bool(mine.area and one.area and one.area != mine.area)
        if elsewhere or other_area:
            others.setdefault((one.place, one.area), []).append(one)
    if len(others) > 3:
        return
    for (place, area), found in others.items():
        told = [one for one in found if not _visited(document, one)]
        if not told or (mine.kind in ("school", "hospital", "university") and len(told) < 2):
            continue
        first = told[0]
        name = document.flow[first.start : first.end]
        own_name = document.flow[mine.start : mine.end]
        lines = sorted({document.line_at(one.start).number for one in told})
        yield document.found(
            "other_office_named", first.start, name, found=name, office=own_name, province=place, area=area, lines=lines
        )


def _visited(document: Document, one: Office) -> bool:
    before = document.plain[max(one.start - 50, 0) : one.start]
    return bool(_VISITS.search(before))


def headings(document: Document) -> Iterator[Finding]:
    """The same heading with another province: ``heading_of_other_province``."""
    pattern = re.compile(rf"จังหวัด\s*({_PROVINCE})(?![ก-๎])|(?<=[\s(])({_PROVINCE})(?=\s|$|\))")
    seen: dict[str, dict[str, list[int]]] = {}
    for index, line in enumerate(document.lines):
        found = [match[1] or match[2] for match in pattern.finditer(line.plain)]
        if line.cells or len(line.text) > 180 or len(found) != 1:
            continue
        rest = re.sub(r"[\s0-9.]+", "", pattern.sub("", line.plain))
        if len(rest) >= 18:
            seen.setdefault(rest, {}).setdefault(found[0], []).append(index)
    for places in seen.values():
        if len(places) == 2:
            (usual, _), (other, indices) = sorted(places.items(), key=lambda one: -len(one[1]))
            line = document.lines[indices[0]]
            yield document.found("heading_of_other_province", line, province=other, usual=usual)


def cut_short(document: Document, own: str = "") -> Iterator[Finding]:
    """The office's name without its area number (``office_area_missing``), where every other mention has it."""
    offices = Offices(document, own)
    mine = offices.own
    if mine is None or not mine.area:
        return
    same = [one for one in offices.named if one.kind == mine.kind and one.place == mine.place]
    bare = [one for one in same if not one.area]
    if bare and len(bare) * 4 <= len(same):
        lines = sorted({document.line_at(one.start).number for one in bare})
        text = document.flow[bare[0].start : bare[0].end]
        yield document.found(
            "office_area_missing", bare[0].start, text, area=mine.area, province=mine.place, lines=lines
        )


def misspelt(document: Document, own: str = "") -> Iterator[Finding]:
    """The office's name with a place that is none: ``office_misspelt``, with the nearest real one."""
    mine = Offices(document, own).own
    if mine is None:
        return
    for kind, words in KINDS[:3]:
        if kind != mine.kind:
            continue
        for match, _ in document.search(re.compile(rf"(?:{words})\s*([ก-๎]{{2,20}})")):
            written = match[1]
            if written.startswith(PROVINCES):
                continue
            # Text without blanks runs on: compare as much of it as the place is long, and one letter either way.
            lengths = range(max(len(mine.place) - 1, 1), len(mine.place) + 2)
            if min(distance(written[:length], mine.place, 2) for length in lengths) <= 1:
                text = document.flow[match.start() : match.end()]
                yield document.found("office_misspelt", match.start(), text, right=mine.place)


def heads(document: Document) -> Iterator[Finding]:
    """One person as head of two offices: ``person_heads_two_offices``."""
    pattern = re.compile(
        rf"(?:นาย|นางสาว|นาง|ดร\.|ว่าที่[^\s]*)\s*([ก-๎]{{2,20}}\s+[ก-๎]{{2,24}})\s*\)?\s*"
        rf"(?:ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา(?:ประถมศึกษา|มัธยมศึกษา)|ศึกษาธิการจังหวัด)\s*({_PROVINCE})"
    )
    seen: dict[str, dict[str, int]] = {}
    for match, _ in document.search(pattern):
        seen.setdefault(" ".join(match[1].split()), {}).setdefault(match[2], match.start())
    for _, places in seen.items():
        if len(places) > 1:
            first, second = sorted(places, key=lambda place: places[place])[:2]
            lines = sorted(document.line_at(start).number for start in places.values())
            text = document.line_at(places[first]).text
            yield document.found(
                "person_heads_two_offices", places[first], text, provinces=[first, second], lines=lines
            )


def of_another_kind(document: Document) -> Iterator[Finding]:
    """A web site of "the department" in a paper of no department: ``office_of_other_kind``."""
    for match, line in document.search(_FOREIGN_SELF):
        kind = match[1]
        # Its own full name somewhere in the text makes the short form right.
        if not re.search(rf"(?:ของ|ประกาศ|คำสั่ง|^|\s){kind}[ก-๎]{{4,}}", document.plain.replace(match[0], "")):
            yield document.found("office_of_other_kind", line, match[0], body=kind)


def addresses(document: Document) -> Iterator[Finding]:
    """One house number in two streets: ``addresses_differ``."""
    seen: dict[tuple[str, str, str], dict[str, int]] = {}
    for match, _ in document.search(_ADDRESS):
        rest = document.plain[match.end() : match.end() + 110]
        road, code = _ROAD.search(rest), _POSTCODE.search(rest)
        if road is None or code is None or road.start() > code.start():
            continue
        seen.setdefault((match[1], match[2] or "", code[0]), {}).setdefault(road[1], match.start())
    for roads in seen.values():
        if len(roads) > 1:
            starts = sorted(roads.values())
            lines = [document.line_at(start).number for start in starts]
            text = document.line_at(starts[1]).text
            yield document.found("addresses_differ", starts[1], text, roads=sorted(roads), lines=lines)


CHECKS = (other_offices, headings, cut_short, misspelt, heads, of_another_kind, addresses)
