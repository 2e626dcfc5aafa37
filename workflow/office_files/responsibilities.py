"""The office's own table `responsible-YYYY.csv`: which groups hand in each item, which one compiles it, until when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workflow.office_files.catalogue import Catalogue, CatalogueItem, code_in, rhythm_in
from workflow.office_files.problems import BadInput, Problem, nearest
from workflow.office_files.settings import Group
from workflow.office_files.tables import Column, Row, fold, in_order, read_table, split_list, value_of
from workflow.thai import parse_date
from workflow.thai.periods import Rhythm

COLUMNS = (
    Column("item", ("ข้อ", "code", "รหัส")),
    Column("groups", ("ผู้รับผิดชอบ", "กลุ่มที่รับผิดชอบ", "กลุ่มผู้รับผิดชอบ", "responsible_groups", "กลุ่ม")),
    Column("compiler", ("กลุ่มที่รวบรวม", "ผู้รวบรวม", "กลุ่มรวบรวม", "compile_group"), required=False),
    Column("due", ("กำหนดส่ง", "กำหนดวันส่ง", "กำหนด"), required=False),
    Column("parts", ("งวด",), required=False),
)
_EVERY = tuple(fold(word) for word in ("*", "all", "every", "ทุกกลุ่ม", "ทุกกลุ่ม/หน่วย", "ทุกกลุ่มทุกหน่วย"))


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who owes an item."""

    code: str
    groups: tuple[str, ...]
    """Keys of the groups that hand in, in the office's own order."""
    compiler: str | None
    """Key of the group that compiles: the one named, or the only responsible one. None: several, and nobody named."""
    every_group: bool
    """The table says ทุกกลุ่ม; `groups` is then the office's own list."""
    due: date | None
    """Last day on which the groups may hand in; None where the office set none."""
    parts: Rhythm | None = None
    """Months, quarters or halves that are parts of their own: the office's choice, else what the list says."""


def responsible_file(year: int | str, folder: Path) -> Path:
    """The responsibility table of a fiscal year in an office's folder: .csv, or .xlsx when only that is there.

    :param year: or the name of another framework's list, such as ``KEY-2567``.
    """
    workbook = folder / f"responsible-{year}.xlsx"
    table = folder / f"responsible-{year}.csv"
    return workbook if workbook.exists() and not table.exists() else table


def load_responsibilities(path: Path, catalogue: Catalogue, groups: Sequence[Group]) -> dict[str, Responsibility]:
    """Item code to who owes it, in the order of the catalogue.

    :raises BadInput: with every problem: unknown or missing items, items named twice, groups nobody knows.
    """
    table = read_table(path, COLUMNS)
    problems = list(table.problems)
    found: dict[str, Responsibility] = {}
    for row in table.rows:
        item = catalogue.get(row["item"])
        if item is None:
            known = code_in(row["item"]) or None
            problems.append(row.problem("unknown_item", "item", code=known, year=catalogue.year, total=len(catalogue)))
        elif item.code in found:
            problems.append(row.problem("item_twice", "item"))
        else:
            found[item.code] = _responsibility(row, item, groups, problems)
    if table.rows:
        missing = [item.code for item in catalogue if item.code not in found]
        problems += [Problem("item_missing", {"file": path.name, "value": code}) for code in missing]
    if problems:
        raise BadInput("responsibilities_not_usable", in_order(problems), file=path.name)
    return {item.code: found[item.code] for item in catalogue}


def group_named(text: str, groups: Sequence[Group]) -> Group | None:
    """The group with this key, Thai name, or name cut short with ฯ (กลุ่มนิเทศฯ) where only one begins so."""
    folded = fold(text)
    for group in groups:
        if folded in (fold(group.key), fold(group.name)):
            return group
    if text.strip().endswith("ฯ") and folded:
        begins = [group for group in groups if fold(group.name).startswith(folded)]
        return begins[0] if len(begins) == 1 else None
    return None


def unknown_group(row: Row, key: str, written: str, groups: Sequence[Group]) -> Problem:
    """The problem of a group nobody knows, with the one that was probably meant."""
    spellings = {fold(word): group for group in groups for word in (group.key, group.name)}
    near = nearest(fold(written), spellings)
    suggestion = spellings[near].name if near else None
    return row.problem("unknown_group", key, value=written, suggestion=suggestion)


def _responsibility(row: Row, item: CatalogueItem, groups: Sequence[Group], problems: list[Problem]) -> Responsibility:
    every = fold(row["groups"]) in _EVERY
    named = list(groups) if every else _named(row, groups, problems)
    if not row["groups"]:
        problems.append(row.problem("cell_empty", "groups"))
    compiler: str | None = named[0].key if len(named) == 1 else None
    written = re.sub(r"\s*รวบรวม$", "", row.optional("compiler"))
    if written:
        group = group_named(written, groups)
        compiler = group.key if group else None
        if group is None:
            problems.append(unknown_group(row, "compiler", written, groups))
    order = [group.key for group in groups]
    return Responsibility(
        code=item.code,
        groups=tuple(sorted((group.key for group in named), key=order.index)),
        compiler=compiler,
        every_group=every,
        due=value_of(row, "due", parse_date, problems),
        parts=rhythm_in(row, problems) if row.optional("parts") else item.parts,
    )


def _named(row: Row, groups: Sequence[Group], problems: list[Problem]) -> list[Group]:
    whole = group_named(row["groups"], groups)  # a group's own name may hold a comma or a slash
    named: list[Group] = [] if whole is None else [whole]
    for part in [] if whole else split_list(row["groups"]):
        group = group_named(part, groups)
        if group is None:
            problems.append(unknown_group(row, "groups", part, groups))
        elif group in named:
            problems.append(row.problem("group_named_twice", "groups", value=part))
        else:
            named.append(group)
    return named
