"""The items of a fiscal year (แบบวัด OIT): national data, which ships with the program, or the office's own list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from workflow.office_files.problems import BadInput, Problem, nearest
from workflow.office_files.tables import Column, Row, fold, in_order, read_table
from workflow.thai import NotUnderstood, arabic_digits, item_code, normalise_number
from workflow.thai.periods import Rhythm

SHIPPED = Path(__file__).parent / "catalogues"
COVERAGES = ("none", "current_fy", "previous_fy", "first_6_months", "multi_year")
EVIDENCE_KINDS = ("document", "web_location", "external_link", "channel")

COLUMNS = (
    Column("number", ("ลำดับ", "ลำดับที่")),
    Column("code", ("ข้อ", "รหัส")),
    Column("title_th", ("ข้อมูล", "ชื่อข้อ", "ชื่อ")),
    Column("title_en", ("ชื่อภาษาอังกฤษ",), required=False),
    Column("indicator", ("ตัวชี้วัด",)),
    Column("sub_indicator", ("ตัวชี้วัดย่อย",)),
    Column("sub_indicator_th", ("ชื่อตัวชี้วัดย่อย",), required=False),
    Column("topic_th", ("ประเด็น", "หัวข้อ"), required=False),
    Column("required_elements", ("องค์ประกอบด้านข้อมูล", "องค์ประกอบ"), required=False),
    Column("coverage", ("ช่วงเวลา", "ช่วงเวลาของข้อมูล")),
    Column("coverage_note", ("หมายเหตุช่วงเวลา",), required=False),
    Column("evidence_kind", ("ชนิดหลักฐาน",)),
    Column("head_only", ("เฉพาะผู้บริหารสูงสุด",), required=False),
    Column("continual", ("ปรับปรุงต่อเนื่อง",), required=False),
    Column("parts", ("งวด",), required=False),
)
RHYTHMS = {
    Rhythm.MONTHLY: ("monthly", "รายเดือน"),
    Rhythm.QUARTERLY: ("quarterly", "รายไตรมาส"),
    Rhythm.HALF_YEAR: ("half_year", "ราย 6 เดือน", "รอบ 6 เดือน", "ราย ๖ เดือน"),
}
_WHOLE = tuple(map(fold, ("none", "-", "ไม่มี", "ทั้งปี")))
"""What the office writes for an item that it gives no parts, though the list does."""
_YES = ("yes", "true", "1", "x", "ใช่")
_NO = ("", "no", "false", "0", "-", "ไม่ใช่")


@dataclass(frozen=True, slots=True)
class CatalogueItem:
    """One item, as the evaluators define it; nothing in it depends on the office."""

    code: str
    """O15."""
    number: int
    title_th: str
    title_en: str
    indicator: str
    """9 or 10."""
    sub_indicator: str
    """9.1, in Arabic digits."""
    sub_indicator_th: str
    topic_th: str
    required_elements: tuple[str, ...]
    """What the evidence must hold at least; empty where the source gives none, and then there is nothing to tick."""
    coverage: str
    """One of COVERAGES: the period that the evidence is about."""
    coverage_note: str
    evidence_kind: str
    """One of EVIDENCE_KINDS."""
    head_only: bool
    """The declaration must be the highest executive's own (2566: O31)."""
    continual: bool
    """New material comes every month."""
    parts: Rhythm | None = None
    """Each month, quarter or half of its year is a part of its own; None: the item is one whole."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All items of a fiscal year (Buddhist), in order."""

    year: int
    items: tuple[CatalogueItem, ...]
    source: str
    """Name of the file it was read from."""
    own: bool
    """The office's own list rather than the one that ships."""
    _by_code: dict[str, CatalogueItem] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {item.code: item for item in self.items})

    def __iter__(self) -> Iterator[CatalogueItem]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def get(self, text: str) -> CatalogueItem | None:
        """The item called so in any of the usual spellings (`thai.item_code`), or None."""
        return self._by_code.get(code_in(text))


def code_in(text: str) -> str:
    """The item code in a cell, however spelled; empty when it is none."""
    try:
        return item_code(text)
    except NotUnderstood:
        return ""


def shipped_years() -> list[int]:
    """Fiscal years whose list ships with the program."""
    return sorted(int(path.stem) for path in SHIPPED.glob("[0-9][0-9][0-9][0-9].csv"))


def load_catalogue(year: int, folder: Path | None = None) -> Catalogue:
    """The list of fiscal year `year` (Buddhist): the office's own `catalogue-YEAR.csv` or .xlsx, or the shipped one.

    :raises BadInput: `no_catalogue` when there is none, or everything that is wrong in it.
    """
    own = [folder / f"catalogue-{year}{ending}" for ending in (".csv", ".xlsx")] if folder else []
    for path in (*own, SHIPPED / f"{year}.csv"):
        if path.exists():
            return read_catalogue(path, year, own=path in own)
    raise BadInput("no_catalogue", year=year, shipped=shipped_years())


def read_catalogue(path: Path, year: int, own: bool = True) -> Catalogue:
    """The list in one file.

    :raises BadInput: with everything that is wrong.
    """
    table = read_table(path, COLUMNS)
    problems = list(table.problems)
    items = [_item(row, problems) for row in table.rows]
    numbers = [item.number for item in items if item.number]
    for row, item in zip(table.rows, items, strict=True):
        if numbers.count(item.number) > 1 and item is not next(other for other in items if other.number == item.number):
            problems.append(row.problem("item_twice", "number"))
    gaps = sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers))
    problems += [Problem("item_number_skipped", {"file": path.name, "value": gap}) for gap in gaps]
    if problems:
        raise BadInput("catalogue_not_usable", in_order(problems), file=path.name)
    return Catalogue(year, tuple(sorted(items, key=lambda item: item.number)), path.name, own)


def _item(row: Row, problems: list[Problem]) -> CatalogueItem:
    said = arabic_digits(normalise_number(row["number"]))
    number = int(said) if re.fullmatch(r"[1-9][0-9]{0,2}", said) else 0
    code = code_in(row["code"])
    if not number:
        problems.append(row.problem("bad_item_number", "number"))
    elif code != f"O{number}":
        problems.append(row.problem("code_and_number_disagree", "code", number=number))
    problems += [row.problem("cell_empty", key) for key in ("title_th", "indicator", "sub_indicator") if not row[key]]
    indicator, sub_indicator = (arabic_digits(normalise_number(row[key])) for key in ("indicator", "sub_indicator"))
    if sub_indicator and indicator and not sub_indicator.startswith(f"{indicator}."):
        problems.append(row.problem("sub_indicator_elsewhere", "sub_indicator", indicator=row["indicator"]))
    return CatalogueItem(
        code=code,
        number=number,
        title_th=row["title_th"],
        title_en=row["title_en"],
        indicator=indicator,
        sub_indicator=sub_indicator,
        sub_indicator_th=row["sub_indicator_th"],
        topic_th=row["topic_th"],
        required_elements=tuple(part.strip() for part in re.split(r"[|\n]", row["required_elements"]) if part.strip()),
        coverage=_choice(row, "coverage", COVERAGES, problems),
        coverage_note=row["coverage_note"],
        evidence_kind=_choice(row, "evidence_kind", EVIDENCE_KINDS, problems),
        head_only=_yes(row, "head_only", problems),
        continual=_yes(row, "continual", problems),
        parts=rhythm_in(row, problems),
    )


def rhythm_in(row: Row, problems: list[Problem]) -> Rhythm | None:
    """How often the row says that there is a part; None: it says nothing, or that there are none."""
    said = fold(row.optional("parts"))
    found = next((rhythm for rhythm, words in RHYTHMS.items() if said in map(fold, words)), None)
    if said and found is None and said not in _WHOLE:
        problems.append(row.problem("unknown_choice", "parts", choices=[words[0] for words in RHYTHMS.values()]))
    return found


def _choice(row: Row, key: str, choices: tuple[str, ...], problems: list[Problem]) -> str:
    value = row[key]
    if value not in choices:
        near = nearest(value, choices)
        problems.append(row.problem("unknown_choice", key, choices=list(choices), suggestion=near))
    return value


def _yes(row: Row, key: str, problems: list[Problem]) -> bool:
    value = fold(row[key])
    if value not in _YES and value not in _NO:
        problems.append(row.problem("not_yes_or_no", key))
    return value in _YES
