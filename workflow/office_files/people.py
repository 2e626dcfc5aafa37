"""`people.csv`: who works here and who holds which role, from when until when, by which order.

One row is one appointment; a person with several has several rows with the same login.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workflow.office_files.problems import BadInput, Problem, nearest
from workflow.office_files.responsibilities import group_named, unknown_group
from workflow.office_files.settings import Group
from workflow.office_files.tables import Column, Row, fold, in_order, read_table, value_of
from workflow.rules.states import ALONE, STANDS_IN, Kind, Role
from workflow.thai import one_line, parse_date

FILE = "people.csv"
_ROLE_WORDS: dict[str, tuple[str, ...]] = {role.value: (role.th, role.en) for role in Role}
_ROLE_WORDS["officer"] += ("เจ้าหน้าที่",)
_ROLE_WORDS["director"] += ("ผู้อำนวยการ", "หัวหน้าหน่วย")
_ROLE_WORDS["head"] += ("หัวหน้า", "หัวหน้าสำนักงาน")
_ROLE_WORDS["registrar"] += ("สารบรรณ",)
_ROLE_WORDS["web"] += ("เว็บไซต์", "ผู้ดูแลเว็บไซต์")
_ROLE_WORDS["secretary"] += ("เลขานุการ",)
_KIND_WORDS: dict[str, tuple[str, ...]] = {kind.value: (kind.th,) for kind in Kind}
COLUMNS = (
    Column("login", ("ชื่อเข้าใช้", "ชื่อผู้ใช้")),
    Column("title", ("คำนำหน้า", "คำนำหน้าชื่อ"), required=False),
    Column("name", ("ชื่อ-นามสกุล", "ชื่อ-สกุล", "ชื่อ")),
    Column("group", ("กลุ่ม", "กลุ่ม/หน่วย"), required=False),
    Column("position", ("ตำแหน่ง",)),
    Column("role", ("บทบาท", "หน้าที่")),
    Column("kind", ("ลักษณะการดำรงตำแหน่ง", "สถานะ"), required=False),
    Column("from", ("ตั้งแต่", "ตั้งแต่วันที่"), required=False),
    Column("until", ("ถึง", "ถึงวันที่"), required=False),
    Column("order", ("คำสั่ง", "คำสั่งที่", "เลขที่คำสั่ง"), required=False),
    Column("acts_for", ("แทน", "แทนตำแหน่ง"), required=False),
    Column("email", ("อีเมล", "e-mail"), required=False),
    Column("phone", ("โทรศัพท์", "เบอร์โทรศัพท์", "โทร"), required=False),
)
_ORDER_AS_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[A-Za-z]{3}-[0-9]{2,4}|[ก-ฮ][ก-๎.]+-[0-9]{2,4}")
"""What Excel makes of the number of an order from 1 to 12: 12/2566 becomes December 2566."""
_OPTIONAL = (Role.DEPUTY, Role.SECRETARY)
"""Roles an office may be without."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One appointment of one person."""

    login: str
    title: str
    """นาย, นาง, นางสาว or an academic title; empty when it is part of the name."""
    name: str
    group: str | None
    """Key of the group; None for the head, the deputy and others who belong to none."""
    position: str
    """The person's own post, as printed under the signature."""
    role: Role
    kind: Kind
    start: date | None
    """First day; None: since before the program began."""
    end: date | None
    """Last day, inclusive; None: until further notice."""
    order: str
    """Number of the order that appoints, as ๑๒/๒๕๖๖; empty for a post held by its own appointment."""
    acts_for: str
    """The full post acted for, as printed after รักษาราชการแทน; empty for a holder."""
    line: int
    email: str = ""
    """Where notices go; empty: this person is told nothing by mail."""
    phone: str = ""

    @property
    def full_name(self) -> str:
        """As printed in brackets under a signature: title and name without a space between."""
        return self.title + self.name

    def in_force(self, day: date) -> bool:
        """Whether the appointment covers `day`."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def people_file(folder: Path) -> Path:
    """The people's file of an office: ``people.csv``, or ``people.xlsx`` when only that is there."""
    workbook, table = folder / "people.xlsx", folder / FILE
    return workbook if workbook.exists() and not table.exists() else table


def load_people(path: Path, groups: Sequence[Group]) -> tuple[PersonRow, ...]:
    """Every appointment, in the order of the file.

    :raises BadInput: with every problem: unknown groups, roles or kinds, bad days, an acting post without order or
        window, someone who would act for himself, two holders of one post at the same time.
    """
    table = read_table(path, COLUMNS)
    problems = list(table.problems)
    people = [_person(row, groups, problems) for row in table.rows]
    # Only rows of one person, or of one post that is held alone, can contradict each other.
    earlier: dict[tuple[object, ...], list[int]] = {}
    for at, (row, person) in enumerate(zip(table.rows, people, strict=True)):
        keys = _meeting(person)
        for before in sorted({one for key in keys for one in earlier.get(key, ())}):
            other = people[before]
            # Else all groups that are not there were one.
            known = not (_group_unknown(row, person) or _group_unknown(table.rows[before], other))
            problems += _against(row, person, other, posts=known)
        for key in keys:
            earlier.setdefault(key, []).append(at)
        if person.kind is Kind.DELEGATED and not problems:
            own = [o for o in people if o.kind is not Kind.DELEGATED and _same_post(person, o) and _overlap(person, o)]
            if not own:
                problems.append(row.problem("delegated_further", "kind", post=person.acts_for))
    if table.rows and not problems:
        absent = [role.value for role in Role if role not in _OPTIONAL and all(p.role != role for p in people)]
        problems += [Problem("role_without_person", {"file": path.name, "value": role}) for role in absent]
    if problems:
        raise BadInput("people_not_usable", in_order(problems), file=path.name)
    return tuple(people)


def _person(row: Row, groups: Sequence[Group], problems: list[Problem]) -> PersonRow:
    problems += [row.problem("cell_empty", key) for key in ("login", "name", "position", "role") if not row[key]]
    if row.optional("email") and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", row.optional("email")):
        problems.append(row.problem("bad_email", "email"))
    if row["login"] and not re.fullmatch(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*", row["login"]):
        problems.append(row.problem("bad_login", "login"))
    group = group_named(row.optional("group"), groups) if row.optional("group") else None
    if row.optional("group") and group is None:
        problems.append(unknown_group(row, "group", row.optional("group"), groups))
    role = _word(row, "role", _ROLE_WORDS, problems)
    if role in (Role.OFFICER, Role.DIRECTOR) and not row.optional("group"):
        problems.append(row.problem("role_needs_group", "group", role=role))
    kind = Kind(_word(row, "kind", _KIND_WORDS, problems) or Kind.HOLDER)
    if _ORDER_AS_DAY.fullmatch(row.optional("order")):
        problems.append(row.problem("order_became_a_day", "order"))
    start = value_of(row, "from", parse_date, problems)
    end = value_of(row, "until", parse_date, problems)
    if start and end and end < start:
        problems.append(row.problem("window_backwards", "until", start=row["from"]))
    if kind is not Kind.HOLDER:
        problems += [
            row.problem("acting_needs", key, kind=kind.value)
            for key in ("order", "acts_for", "from")
            if not row.optional(key)
        ]
        if row.optional("acts_for") and fold(row.optional("acts_for")) == fold(row["position"]):
            problems.append(row.problem("acts_for_own_post", "acts_for"))
    elif row.optional("acts_for"):
        problems.append(row.problem("holder_acts_for", "acts_for"))
    return PersonRow(
        login=row["login"],
        title=one_line(row.optional("title")),
        name=one_line(row["name"]),
        group=group.key if group else None,
        position=one_line(row["position"]),
        role=Role(role or Role.OFFICER),  # a stand-in where the word is a problem: the row is refused anyway
        kind=kind,
        start=start,
        end=end,
        order=one_line(row.optional("order")),
        acts_for=one_line(row.optional("acts_for")),
        line=row.line,
        email=row.optional("email"),
        phone=row.optional("phone"),
    )


def _word(row: Row, key: str, words: dict[str, tuple[str, ...]], problems: list[Problem]) -> str:
    meant = {fold(word): main for main, others in words.items() for word in (main, *others)}
    value = fold(row.optional(key))
    if value and value not in meant:
        near = nearest(value, meant)
        suggestion = meant[near] if near else None
        problems.append(row.problem("unknown_choice", key, choices=list(words), suggestion=suggestion))
    return meant.get(value, "")


def _meeting(person: PersonRow) -> list[tuple[object, ...]]:
    """What another row has to share with this one before anything can be wrong between them."""
    post = None if person.role is Role.HEAD else person.group
    alone = [(person.role, person.kind, post)] if person.role in ALONE else []
    return [*alone, *([(person.login,)] if person.login else [])]


def _group_unknown(row: Row, person: PersonRow) -> bool:
    return bool(row.optional("group")) and person.group is None


def _against(row: Row, person: PersonRow, other: PersonRow, *, posts: bool) -> list[Problem]:
    """What is wrong between this row and an earlier one. :param posts: whether they may hold one post."""
    problems = []
    if person.login and person.login == other.login:
        if person.full_name != other.full_name:
            problems.append(row.problem("login_of_another", "login", name=other.full_name, other_line=other.line))
        acting = person.kind is not Kind.HOLDER and other.kind is Kind.HOLDER
        if acting and _same_post(person, other) and _overlap(person, other):
            problems.append(row.problem("acts_for_self", "acts_for", other_line=other.line))
        held = (other.role, other.kind, other.group) == (person.role, person.kind, person.group)
        if posts and held and _overlap(person, other):
            return [*problems, row.problem("appointment_twice", "role", other_line=other.line)]
    both = posts and person.kind is other.kind and person.role in ALONE
    if both and _same_post(person, other) and _overlap(person, other):
        if person.kind is Kind.HOLDER:
            problems.append(row.problem("two_holders", "role", name=other.full_name, other_line=other.line))
        elif person.kind in STANDS_IN:
            facts = {"name": other.full_name, "other_line": other.line, "kind": person.kind.value}
            problems.append(row.problem("two_acting", "role", **facts))
    return problems


def _same_post(one: PersonRow, other: PersonRow) -> bool:
    return one.role == other.role and (one.role is Role.HEAD or one.group == other.group)


def _overlap(one: PersonRow, other: PersonRow) -> bool:
    begins, ends = max(one.start or date.min, other.start or date.min), min(one.end or date.max, other.end or date.max)
    return begins <= ends
