"""Tables as an office's Excel leaves them, read into rows that remember where they stood.

CSV in UTF-8 (with or without BOM), UTF-16 with BOM or Windows-874, separated by comma, semicolon or tab, or the first
visible sheet of an .xlsx. Whatever the file, the result is the same rows; whatever is wrong is a `Problem` with file,
line, column and value, and reading goes on, so that a clerk mends everything in one go.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TypeVar

from workflow.office_files import encoding
from workflow.office_files.problems import BadInput, Problem, nearest
from workflow.thai import NotUnderstood, normalise
from workflow.thai.cells import of_csv_cell

T = TypeVar("T")
Line = tuple[int, Sequence[str]]

MAX_BYTES = 10 * 1024 * 1024
"""A table of an office is some kilobytes; anything above this is some other file."""

_SPACES = re.compile(r"[^\S\n]+")
_NOTHING = re.compile("[-\u2010-\u2015\u2212]+")
NUMBER = re.compile(r"\d")
HEAD_WITHIN = 12
"""Titles that stand above the head of a table: it is looked for in so many lines."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a table may have.

    `key` is the name the program uses, itself a valid header; `headers` are further accepted ones, the first being what
    a Thai office would write. With `required`, a table without the column is refused, whatever its cells.
    """

    key: str
    headers: tuple[str, ...] = ()
    required: bool = True

    @property
    def label(self) -> str:
        """The header to show in a message: the first Thai one, or the key."""
        return self.headers[0] if self.headers else self.key


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `line` is where it begins in the file (1-based); columns the table lacks read as empty text."""

    file: str
    line: int
    cells: Mapping[str, str]
    written: Mapping[str, str]
    """Key to the header as the office wrote it."""

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")

    def optional(self, key: str) -> str:
        """The cell, or nothing for a dash: offices leave no cell of a table white."""
        text = self[key]
        return "" if _NOTHING.fullmatch(text) else text

    def problem(self, code: str, key: str, /, **facts: object) -> Problem:
        """A problem of the cell `key` of this row."""
        place = {"file": self.file, "line": self.line, "column": self.written.get(key, key), "value": self[key]}
        return Problem(code, {**place, **facts})


@dataclass(frozen=True, slots=True)
class Table:
    """Every row that could be read and every problem found on the way; one does not exclude the other."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def read_table(path: Path, columns: Sequence[Column]) -> Table:
    """Read `path` as CSV or .xlsx, told apart by content, not by name.

    Columns nobody knows (ลำดับ, หมายเหตุ) are ignored, unless they look like a misspelt known one.
    """
    lines, problems = _lines(path, columns)
    return _table(path.name, lines, problems, columns) if lines is not None else Table((), tuple(problems))


def heads_of(path: Path) -> list[str]:
    """The heads of a table whose columns nobody knows yet: of its first lines the one with the most cells.

    A head of two lines, as the evaluators' sheets have, counts as one: below a head that is joined over several
    columns its parts stand, and they are the columns.

    :raises BadInput: ``sheet_not_filled``: the file cannot be read, has no table, or says one head twice.
    """
    lines, problems = _lines(path, ())
    cleaned = [[" ".join(clean(cell).split()) for cell in cells] for _, cells in (lines or ())[:HEAD_WITHIN]]
    at = max(range(len(cleaned)), key=lambda line: sum(map(bool, cleaned[line])), default=0)
    near = [cleaned[line] if 0 <= line < len(cleaned) else [] for line in (at - 1, at, at + 1)]
    above, head, below = near
    parts = [cell for cell in below if cell]
    if parts and len(parts) * 2 <= sum(map(bool, head)) and not any(NUMBER.search(cell) for cell in parts):
        above, head = head, below
    elif sum(map(bool, above)) < 2:
        above = []  # a title
    heads = [low or high for high, low in zip_longest(above, head, fillvalue="") if low or high]
    place = {"file": path.name}
    if not problems and len(heads) < 2:
        problems.append(Problem("table_empty", place))
    problems += [
        Problem("column_twice", {**place, "line": at + 1, "column": text})
        for text in dict.fromkeys(heads)
        if heads.count(text) > 1
    ]
    if problems:
        raise BadInput("sheet_not_filled", in_order(problems), **place)
    return heads


def _lines(path: Path, columns: Sequence[Column]) -> tuple[list[Line] | None, list[Problem]]:
    """Lines with their numbers, or None where there is no telling what the file is."""
    name = path.name
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except FileNotFoundError:
        return None, [Problem("file_missing", {"file": name})]
    except OSError as error:
        return None, [Problem("file_unreadable", {"file": name, "detail": error.strerror})]
    if size > MAX_BYTES:
        return None, [Problem("table_too_big", {"file": name, "bytes": size, "limit": MAX_BYTES})]
    if data.startswith(b"PK\x03\x04"):
        from workflow.office_files.excel import sheet_lines  # openpyxl takes a while to load

        return sheet_lines(name, data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return None, [Problem("old_or_locked_workbook", {"file": name})]
    return _csv_lines(name, data, columns)


def clean(text: str) -> str:
    """A cell as the program keeps it: nothing invisible, single spaces, Thai vowels in their one right form."""
    return "\n".join(_SPACES.sub(" ", line).strip() for line in normalise(text).splitlines()).strip()


def fold(text: str) -> str:
    """What two spellings of one name have in common: neither spaces, dots, case nor the abbreviation mark ฯ count."""
    return re.sub(r"[\s._ฯ-]+", "", clean(text)).casefold()


def split_list(text: str) -> list[str]:
    """The parts of a cell with several values: separated by | / , ; or new lines."""
    return [part for part in (piece.strip() for piece in re.split(r"[|/,;\n]", text)) if part]


def value_of(row: Row, key: str, read: Callable[[str], T], problems: list[Problem]) -> T | None:
    """`read` applied to a cell; None for an empty cell or a dash, and for one not understood, added to `problems`."""
    if not row.optional(key):
        return None
    try:
        return read(row[key])
    except NotUnderstood as error:
        problems.append(row.problem(error.code, key, **error.facts))
        return None


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by the line they stand in; those of the whole file come last."""

    def line(problem: Problem) -> float:
        found = problem.facts.get("line")
        return found if isinstance(found, int) else float("inf")

    return sorted(problems, key=line)


def _csv_lines(name: str, data: bytes, columns: Sequence[Column]) -> tuple[list[Line], list[Problem]]:
    text, problems = encoding.decode(name, data)
    skipped = 0
    separator = ","
    if declared := re.match(r"sep=(.)\r?\n", text):  # a line that Excel writes and reads
        separator, skipped, text = declared[1], 1, text[declared.end() :]
    else:
        separator = _separator(text, columns)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines: list[Line] = []
    while True:
        start = reader.line_num + 1 + skipped
        try:
            lines.append((start, [of_csv_cell(cell) for cell in next(reader)]))
        except StopIteration:
            return lines, problems
        except csv.Error:
            # What follows an open quotation mark cannot be told apart from its text: stop rather than guess.
            problems.append(Problem("bad_quotes", {"file": name, "line": start}))
            return lines, problems


def _separator(text: str, columns: Sequence[Column]) -> str:
    """The separator by which the first line has the most headers that are known; comma when none is better."""
    known = {fold(header) for column in columns for header in (column.key, *column.headers)}
    first = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")

    def known_headers(separator: str) -> tuple[int, int]:
        cells = next(csv.reader([first], delimiter=separator), [])
        return sum(fold(cell) in known for cell in cells), len(cells)

    return max(",;\t", key=known_headers)


def _table(name: str, lines: Iterable[Line], problems: list[Problem], columns: Sequence[Column]) -> Table:
    read = list(lines)
    # As it was read: cleaned, it lacks the control characters by which such a cell is known.
    misread = {(number, at) for number, cells in read for at, cell in enumerate(cells) if encoding.looks_misread(cell)}
    filled = [(number, [clean(cell) for cell in cells]) for number, cells in read]
    filled = [(number, cells) for number, cells in filled if "".join(cells).strip(",;")]
    if not filled:
        return Table((), tuple(problems) or (Problem("table_empty", {"file": name}),))
    header_line, header, body = _head(filled, columns)
    keys, header_problems = _headers(name, header_line, header, columns)
    problems += header_problems
    written = {key: header[at] for at, key in keys.items()}
    rows = []
    for number, cells in body:
        if any(cells[len(header) :]):
            problems.append(
                Problem("too_many_cells", {"file": name, "line": number, "value": " ".join(cells[len(header) :])})
            )
        row = Row(name, number, {key: cells[at] if at < len(cells) else "" for at, key in keys.items()}, written)
        problems += [row.problem("misread_thai", key) for at, key in keys.items() if (number, at) in misread]
        rows.append(row)
    return Table(tuple(rows), tuple(in_order(problems)))


def _head(lines: Sequence[Line], columns: Sequence[Column]) -> tuple[int, Sequence[str], Sequence[Line]]:
    """Line and cells of a table's head, and the lines that follow it.

    The first line with cells, unless one further down has more headers that are known: offices put the table's title
    above it, in merged cells. A head of two lines, where some cells are joined over both, counts as one.
    """
    known = {fold(text): column.key for column in columns for text in (column.key, *column.headers)}

    def count(cells: Sequence[str]) -> int:
        return len({known[fold(cell)] for cell in cells if cell and fold(cell) in known})

    def joined(high: Sequence[str], low: Sequence[str]) -> list[str]:
        pairs = zip_longest(high, low, fillvalue="")
        return [below if fold(below) in known and fold(above) not in known else above for above, below in pairs]

    found = count(lines[0][1])
    best: tuple[int, Sequence[str], Sequence[Line]] = (*lines[0], lines[1:])
    for at, (number, cells) in enumerate(lines[:HEAD_WITHIN]):
        heads = [(cells, at + 1)] + [(joined(cells, below), at + 2) for _, below in lines[at + 1 : at + 2]]
        for head, after in heads:
            if count(head) > max(found, 1):
                found, best = count(head), (number, head, lines[after:])
    return best


def _headers(
    name: str, line: int, header: Sequence[str], columns: Sequence[Column]
) -> tuple[dict[int, str], list[Problem]]:
    known = {fold(text): column.key for column in columns for text in (column.key, *column.headers)}
    labels = {column.key: column.label for column in columns}
    keys: dict[int, str] = {}
    problems: list[Problem] = []
    place = {"file": name, "line": line}
    unknown = []
    for at, text in enumerate(header):
        key = known.get(fold(text)) if text else None
        if key is None:
            unknown.append(text)
        elif key in keys.values():
            problems.append(Problem("column_twice", {**place, "column": text}))
        else:
            keys[at] = key
    absent = [column for column in columns if column.key not in keys.values()]
    for text in unknown:
        near = nearest(fold(text), [fold(word) for column in absent for word in (column.key, *column.headers)])
        if text and near:
            problems.append(Problem("unknown_column", {**place, "column": text, "suggestion": labels[known[near]]}))
    problems += [
        Problem("column_missing", {**place, "column": column.label, "key": column.key})
        for column in absent
        if column.required
    ]
    return keys, problems
