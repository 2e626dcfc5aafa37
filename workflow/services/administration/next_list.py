"""Next year's list of items (แบบวัด) beside last year's: what became of each item, and what is carried over.

Items are matched by title: O16 of one year is not O16 of the next. What has the same title keeps period, kind of
evidence and groups; what is only alike does so once a person said that it is the same item. Nothing is opened: files
are laid in the office's folder, to be looked at and mended before ``cycle open``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assessment.frameworks.writing import framework_text
from assessment.scoring.framework import Framework, Item, Pair, Standing
from assessment.scoring.years import Kind, Match, match_items
from workflow.office_files.catalogue import COLUMNS as CATALOGUE_COLUMNS
from workflow.office_files.catalogue import Catalogue, CatalogueItem, code_in, rhythm_in
from workflow.office_files.problems import BadInput, Problem
from workflow.office_files.responsibilities import Responsibility, load_responsibilities, responsible_file
from workflow.office_files.tables import Row, read_table
from workflow.services.context.frameworks import DEFAULT, framework_file, known_frameworks, list_name
from workflow.services.context.office import Office
from workflow.thai import arabic_digits, normalise_number
from workflow.thai.cells import csv_cell

_NEEDED = ("code", "title_th")
COLUMNS = tuple(replace(column, required=column.key in _NEEDED) for column in CATALOGUE_COLUMNS)
KEYS = tuple(column.key for column in CATALOGUE_COLUMNS)


@dataclass(frozen=True, slots=True)
class NextList:
    """What a list brought: each item beside last year's, and the files that were laid."""

    matches: tuple[Match, ...]
    carried: Mapping[str, str]
    """Code -> code last year, of those that are the same item."""
    files: tuple[str, ...]


def import_list(
    office: Office,
    path: Path,
    year: int,
    *,
    framework: str | None = None,
    same: Mapping[str, str] | None = None,
    write: bool = True,
) -> NextList:
    """Take in the list of a year from .csv or .xlsx and lay the files for its cycle.

    :param year: fiscal year of the list; it is compared with the year before.
    :param same: code -> code last year, which a person says are the same item whatever their titles.
    :param write: lay the files; else only compare.
    :raises BadInput: ``list_not_usable`` with every problem; ``list_exists``: files of that year lie there already;
        ``list_not_the_same``. :raises NotFound: no framework of the year before.
    """
    key = framework or DEFAULT
    before = framework_file(office, key, year - 1)
    old = tuple(before.catalogue or ())
    rows, problems = _rows(path)
    fresh = [Item(code, int(code[1:]), row["title_th"], "", "") for code, row in rows.items()]
    matches = _settled(match_items([_plain(one) for one in old], fresh), old, fresh, dict(same or {}))
    carried = {m.new.code: m.old.code for m in matches if m.new and m.old and not m.to_confirm}
    by_code = {one.code: one for one in old}
    indicators = _indicators(rows, {m.new.code: m.old.indicator for m in matches if m.new and m.old})
    items: list[CatalogueItem] = []
    for code, row in rows.items():
        above = items[-1].sub_indicator if items and items[-1].indicator == indicators[code] else ""
        items.append(_item(row, code, by_code.get(carried.get(code, "")), indicators[code], above, problems))
    if problems:
        raise BadInput("list_not_usable", problems, file=path.name)
    if not write:
        return NextList(matches, carried, ())
    name = list_name(key, year)
    texts = {
        f"catalogue-{name}.csv": _csv(KEYS, [_cells(one) for one in items]),
        f"responsible-{name}.csv": _csv(
            ("item", "groups", "compiler", "due"), _duties(office, key, year, before.catalogue, items, carried)
        ),
        f"carried-{name}.csv": _csv(("item", "last_year"), [(one.code, carried.get(one.code, "")) for one in items]),
    }
    if (key, year) not in known_frameworks(office.folder):
        fresh_framework = _framework(before.framework, year, items, carried, path.name)
        texts[f"frameworks/{key}-{year}.toml"] = framework_text(fresh_framework, name)
    there = [name for name in texts if (office.folder / name).exists()]
    if there:
        raise BadInput("list_exists", files=there)
    for name, text in texts.items():
        target = office.folder / name
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8-sig" if name.endswith(".csv") else "utf-8")
    return NextList(matches, carried, tuple(texts))


def _rows(path: Path) -> tuple[dict[str, Row], list[Problem]]:
    table = read_table(path, COLUMNS)
    problems, found = list(table.problems), {}
    for row in table.rows:
        code = code_in(row["code"])
        if not code:
            problems.append(row.problem("bad_item_number", "code"))
        elif code in found:
            problems.append(row.problem("item_twice", "code"))
        elif not row["title_th"]:
            problems.append(row.problem("cell_empty", "title_th"))
        else:
            found[code] = row
    numbers = [int(code[1:]) for code in found]
    gaps = sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers))
    problems += [Problem("item_number_skipped", {"file": path.name, "value": gap}) for gap in gaps]
    return dict(sorted(found.items(), key=lambda pair: int(pair[0][1:]))), problems


def _settled(
    matches: Sequence[Match], old: Sequence[CatalogueItem], fresh: Sequence[Item], same: dict[str, str]
) -> tuple[Match, ...]:
    """The matches with what a person said about them."""
    before, now = {one.code: _plain(one) for one in old}, {one.code: one for one in fresh}
    for item, last in same.items():
        sure = {m.old.code for m in matches if m.old and m.new and not m.to_confirm and m.new.code != item}
        if item not in now or last not in before or last in sure:
            raise BadInput("list_not_the_same", item=item, last_year=last)
    found = []
    for match in matches:
        if match.new is None:
            if match.old is not None and match.old.code not in same.values():
                found.append(match)
        elif match.new.code in same:
            last = same[match.new.code]
            kind = Kind.SAME if last == match.new.code else Kind.MOVED
            found.append(Match(kind, before[last], match.new, match.likeness))
        elif match.old is not None and match.old.code in same.values():
            found.append(Match(Kind.NEW, None, match.new, match.likeness))
        else:
            found.append(match)
    paired = {m.old.code for m in found if m.old is not None}
    left = [one for code, one in before.items() if code not in paired]
    return (*found, *(Match(Kind.GONE, one, None, matches[0].likeness * 0) for one in left))


def _indicators(rows: Mapping[str, Row], last: Mapping[str, str]) -> dict[str, str]:
    """Code -> indicator: as the file says, else last year's of the item it is like, else that of both neighbours.

    Lists go from one indicator to the next, so an item between two of one indicator is of that one; empty where the
    neighbours differ.
    """
    said = {}
    for code, row in rows.items():
        written = row.optional("indicator") or row.optional("sub_indicator").partition(".")[0] or last.get(code, "")
        said[code] = arabic_digits(normalise_number(written))
    order = list(said)
    found = dict(said)
    for at, code in enumerate(order):
        if not said[code]:
            before = next((said[one] for one in reversed(order[:at]) if said[one]), "")
            after = next((said[one] for one in order[at:] if said[one]), "")
            found[code] = before if before == after else (before or after) if not (before and after) else ""
    return found


def _item(
    row: Row, code: str, last: CatalogueItem | None, indicator: str, above: str, problems: list[Problem]
) -> CatalogueItem:
    """An item as the file has it, what it does not say taken from the same item of last year."""

    def said(key: str, otherwise: str = "") -> str:
        return row.optional(key) or (str(getattr(last, key)) if last is not None else otherwise)

    sub = arabic_digits(normalise_number(said("sub_indicator")))
    if not row.optional("sub_indicator") and not sub.startswith(f"{indicator}."):
        sub = ""  # moved to another indicator: last year's part of the old one says nothing
    if not indicator:
        problems.append(row.problem("cell_empty", "indicator"))
    elements = row.optional("required_elements")
    kept = last.required_elements if last is not None and not elements else ()
    yes = {"head_only": last.head_only if last else False, "continual": last.continual if last else False}
    return CatalogueItem(
        code=code, number=int(code[1:]), title_th=row["title_th"], title_en=said("title_en"), indicator=indicator,
        sub_indicator=sub or above or (f"{indicator}.1" if indicator else ""),
        sub_indicator_th=said("sub_indicator_th"), topic_th=said("topic_th"),
        required_elements=tuple(elements.split("|")) if elements else kept,
        coverage=said("coverage", "none"), coverage_note=said("coverage_note"),
        evidence_kind=said("evidence_kind", "document"), **yes,
        parts=rhythm_in(row, problems) if row.optional("parts") else last.parts if last is not None else None,
    )  # fmt: skip


def _duties(
    office: Office,
    key: str,
    year: int,
    before: Catalogue | None,
    items: Sequence[CatalogueItem],
    carried: Mapping[str, str],
) -> list[tuple[str, ...]]:
    """The table of who owes what: last year's groups for the same item, empty cells to be filled for the others."""
    known: dict[str, Responsibility] = {}
    path = responsible_file(list_name(key, year - 1), office.folder)
    if before is not None and path.exists():
        known = load_responsibilities(path, before, office.settings.groups)
    rows: list[tuple[str, ...]] = []
    for one in items:
        duty = known.get(carried.get(one.code, ""))
        groups = "" if duty is None else "*" if duty.every_group else "|".join(duty.groups)
        rows.append((one.code, groups, (duty.compiler or "") if duty is not None else "", ""))
    return rows


def _framework(
    before: Framework, year: int, items: Sequence[CatalogueItem], carried: Mapping[str, str], source: str
) -> Framework:
    """Last year's framework with this year's list: the office's own until the body's text is seen."""
    now = {old: new for new, old in carried.items()}
    pairs = tuple(
        Pair(now[pair.plan], now[pair.report], Standing.OWN)
        for pair in before.pairs
        if pair.plan in now and pair.report in now
    )
    measured = {one.indicator for one in items}
    tools = tuple(
        replace(tool, indicators=tuple(number for number in tool.indicators if _kept(before, number, measured)))
        for tool in before.tools
    )
    return replace(
        before, year=year, standing=Standing.OWN, levels_standing=Standing.OWN, sources=(source,), items=(),
        item_count=len(items), rule=replace(before.rule, standing=Standing.OWN), deadlines=(), pairs=pairs,
        questionnaire=(), tools=tools,
        indicators=tuple(one for one in before.indicators if _kept(before, one.number, measured)),
    )  # fmt: skip


def _kept(before: Framework, number: str, measured: set[str]) -> bool:
    """Whether an indicator stays: items measure it still, or people are asked about it."""
    return number in measured or not any(item.indicator == number for item in before.items)


def _plain(one: CatalogueItem) -> Item:
    return Item(one.code, one.number, one.title_th, one.indicator, one.sub_indicator)


def _cells(one: CatalogueItem) -> tuple[str, ...]:
    found = []
    for key in KEYS:
        value = getattr(one, key)
        if isinstance(value, tuple):
            found.append("|".join(value))
        else:
            found.append(("yes" if value else "") if isinstance(value, bool) else str(value))
    return tuple(found)


def _csv(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([csv_cell(cell) for cell in row] for row in rows)
    return out.getvalue()
