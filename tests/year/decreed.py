"""What the office decreed, kept apart from the program: who holds which post, and who is the head on a day.

The rules of acting are written here once more, in other words than the program's, so that the two can disagree.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

HEAD_POST = "หัวหน้าสำนักงานทดลองเล็ก"
COLUMNS = "login,title,name,group,position,role,kind,from,until,order,acts_for"


@dataclass(frozen=True)
class Decree:
    """One row of ``people.csv``: a person holds a post, or acts for another, from when until when."""

    login: str
    title: str
    name: str
    group: str
    post: str
    role: str
    kind: str = "holder"
    first: date = date(2022, 10, 1)
    last: date | None = None
    order: str = ""
    acts_for: str = ""
    ended: bool = False
    """The holder came back on the last day, before it was over."""

    @property
    def full_name(self) -> str:
        return self.title + self.name

    def on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    @property
    def line(self) -> str:
        last = thai_day(self.last) if self.last else ""
        cells = (self.login, self.title, self.name, self.group, self.post, self.role, self.kind, thai_day(self.first))
        return ",".join((*cells, last, self.order, self.acts_for))


def thai_day(day: date) -> str:
    """As an official writes it in Excel."""
    return f"{day.day}/{day.month}/{day.year + 543}"


@dataclass
class Decrees:
    """All rows, as the office would write them today."""

    rows: list[Decree] = field(default_factory=list)

    def in_force(self, day: date, role: str, group: str | None = None) -> list[Decree]:
        return [row for row in self.rows if row.role == role and row.on(day) and group in (None, row.group)]

    def heads(self, day: date) -> list[str]:
        """Who may have signed as head on a day: whoever acts, and the holder only while nobody does."""
        found = self.in_force(day, "head")
        acting = [row.login for row in found if row.kind != "holder"]
        back = all(row.ended and row.last == day for row in found if row.kind != "holder")
        holders = [row.login for row in found if row.kind == "holder"]
        return [*acting, *holders] if back else acting

    def head_now(self, day: date) -> str:
        """Who signs now; nobody's login where no one does."""
        found = [row for row in self.in_force(day, "head") if not (row.ended and row.last == day)]
        acting = [row.login for row in found if row.kind != "holder"]
        return (acting or [row.login for row in found] or ["nobody"])[0]

    def logins(self, day: date) -> list[str]:
        """Everybody with an appointment on a day."""
        return list(dict.fromkeys(row.login for row in self.rows if row.on(day)))

    def name(self, login: str) -> str:
        return next(row.full_name for row in self.rows if row.login == login)

    def change(self, old: Decree, **what: object) -> Decree:
        new = replace(old, **what)  # type: ignore[arg-type]
        self.rows[self.rows.index(old)] = new
        return new

    @property
    def text(self) -> str:
        return "\n".join([COLUMNS, *(row.line for row in self.rows)]) + "\n"


def at_the_start() -> Decrees:
    """Ten people. Each group has an officer, admin a second one."""
    people = [
        Decree("head", "นาย", "ตัวอย่าง ใจดี", "", HEAD_POST, "head"),
        Decree("deputy", "นาง", "สมมติ รักงาน", "", "รองหัวหน้าสำนักงานทดลองเล็ก", "deputy"),
        Decree("director.admin", "นาง", "สมมุติ อำนวยดี", "admin", "ผู้อำนวยการกลุ่มอำนวยการ", "director"),
        Decree("director.hr", "นาง", "แบบอย่าง บุคคลดี", "hr", "ผู้อำนวยการกลุ่มบริหารงานบุคคล", "director"),
        Decree("director.policy", "นาย", "ลองทำ นโยบายดี", "policy", "ผู้อำนวยการกลุ่มนโยบายและแผน", "director"),
        Decree("clerk.admin", "นางสาว", "ทดลอง ขยันดี", "admin", "นักจัดการงานทั่วไป", "officer"),
        Decree("second.admin", "นาย", "ทดลองที่สอง ขยันดี", "admin", "นักจัดการงานทั่วไป", "officer"),
        Decree("clerk.hr", "นางสาว", "ตัวแทน งานบุคคล", "hr", "นักทรัพยากรบุคคล", "officer"),
        Decree("clerk.policy", "นาย", "ทดสอบ วางแผน", "policy", "นักวิเคราะห์นโยบายและแผน", "officer"),
        Decree("registrar", "นาง", "ลงเลข ทะเบียนดี", "admin", "เจ้าพนักงานธุรการ", "registrar"),
        Decree("web", "นาย", "ฝึกหัด เว็บดี", "policy", "นักวิชาการคอมพิวเตอร์", "web"),
    ]
    return Decrees(people)
