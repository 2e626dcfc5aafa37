"""Spreadsheets whose columns somebody else prescribes (ITA-o16): the columns are data, the office's own stand first.

The form must not be altered and no cell may be empty, so a filled one is looked at before it is handed in.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from workflow.office_files.problems import BadInput, Problem
from workflow.office_files.tables import Column, Row, heads_of, in_order, read_table
from workflow.rules.errors import NotFound
from workflow.thai import arabic_digits, normalise_number

SHIPPED = Path(__file__).parent / "forms"
KINDS = ("text", "number", "year")


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One prescribed column. ``kind`` text, number or year (Buddhist era)."""

    head: str
    kind: str
    required: bool


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A prescribed table. ``standing`` official, as_found or own."""

    key: str
    title: str
    standing: str
    sources: tuple[str, ...]
    columns: tuple[FormColumn, ...]


def known_forms(folder: Path) -> dict[str, Path]:
    """Key -> file: those that ship, and the office's own in ``forms/``, which win."""
    found = {path.stem: path for path in sorted(SHIPPED.glob("*.toml"))}
    return found | {path.stem: path for path in sorted((folder / "forms").glob("*.toml"))}


def load_form(folder: Path, key: str) -> SheetForm:
    """The columns of a form.

    :raises NotFound: ``no_such_sheet_form``, naming those there are. :raises BadInput: its file cannot be used.
    """
    found = known_forms(folder)
    path = found.get(key.lower())
    if path is None:
        raise NotFound("no_such_sheet_form", form_key=key, known=list(found))
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        columns = tuple(
            FormColumn(str(row["head"]), str(row.get("kind", "text")), bool(row.get("required", True)))
            for row in data["columns"]
        )
        form = SheetForm(
            str(data["key"]),
            str(data["title"]),
            str(data.get("standing", "own")),
            tuple(data.get("sources", ())),
            columns,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput("sheet_form_not_usable", file=path.name, detail=str(error)) from None
    wrong = [column.head for column in columns if column.kind not in KINDS]
    if wrong or not columns:
        raise BadInput("sheet_form_not_usable", file=path.name, detail=", ".join(wrong) or "columns")
    return form


def take_form(folder: Path, key: str, sheet: Path, *, title: str) -> SheetForm:
    """Lay the office's form ``forms/KEY.toml`` by the heads of a sheet: the evaluators' own file, empty or filled.

    What a column holds is guessed by its head (baht, number of: numbers; fiscal year: a year) and may be mended in
    the file, as may which of them may stay empty.

    :raises BadInput: ``sheet_form_key``: no name for a file; ``file_exists``: that form is there already;
        ``sheet_not_filled``: the sheet has no heads that could be read.
    """
    key = key.lower()
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", key):
        raise BadInput("sheet_form_key", form_key=key)
    path = folder / "forms" / f"{key}.toml"
    if path.exists():
        raise BadInput("file_exists", file=str(path))
    columns = tuple(FormColumn(head, _kind_by(head), head != "หมายเหตุ") for head in heads_of(sheet))
    form = SheetForm(key, title, "own", (sheet.name,), columns)
    path.parent.mkdir(exist_ok=True)
    path.write_text(_form_text(form), encoding="utf-8")
    return form


def _kind_by(head: str) -> str:
    if head.startswith("ปีงบประมาณ"):
        return "year"
    return "number" if head in ("ที่", "ลำดับ", "ลำดับที่") or head.startswith("จำนวน") or "บาท" in head else "text"


def _form_text(form: SheetForm) -> str:
    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    lines = [
        f"# kind: {', '.join(KINDS)}   required = false: ว่างได้",
        f"key = {quoted(form.key)}", f"title = {quoted(form.title)}", f"standing = {quoted(form.standing)}",
        f"sources = [{', '.join(map(quoted, form.sources))}]",
    ]  # fmt: skip
    for column in form.columns:
        lines += ["", "[[columns]]", f"head = {quoted(column.head)}", f"kind = {quoted(column.kind)}"]
        lines += [] if column.required else ["required = false"]
    return "\n".join(lines) + "\n"


def read_form(form: SheetForm, path: Path) -> list[dict[str, str | Decimal]]:
    """The rows of a filled form by the heads of its columns, numbers as numbers.

    :raises BadInput: ``sheet_not_filled``: every column that is missing and every cell that is empty or no number.
    """
    keys = {f"c{at}": column for at, column in enumerate(form.columns)}
    table = read_table(path, [Column(key, (column.head,)) for key, column in keys.items()])
    problems = list(table.problems)
    found = [{column.head: _value(row, key, column, problems) for key, column in keys.items()} for row in table.rows]
    if not found and not problems:
        problems.append(Problem("table_empty", {"file": path.name}))
    if problems:
        raise BadInput("sheet_not_filled", in_order(problems), file=path.name)
    return found


def _value(row: Row, key: str, column: FormColumn, problems: list[Problem]) -> str | Decimal:
    said = row[key].strip()
    if not said:
        if column.required:
            problems.append(row.problem("cell_empty", key))
        return ""
    if column.kind == "text":
        return said
    plain = arabic_digits(normalise_number(said)).replace(",", "")
    if column.kind == "year":
        if not re.fullmatch("25[0-9]{2}", plain):
            problems.append(row.problem("cell_no_year", key))
        return plain
    try:
        return Decimal(plain)
    except InvalidOperation:
        problems.append(row.problem("cell_no_number", key))
        return said
