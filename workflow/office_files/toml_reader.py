"""Takes typed values out of a TOML table, noting everything that is wrong on the way."""

import re
from datetime import date
from urllib.parse import urlsplit

from workflow.office_files.problems import Problem, nearest
from workflow.thai import one_line


class Reader:
    """Takes known keys out of one table, noting whatever is wrong; what is left over at the end is unknown."""

    def __init__(
        self, file: str, name: str, table: object, problems: list[Problem] | None = None, beside: "Reader | None" = None
    ) -> None:
        self.file = file
        self.name = name
        self.problems: list[Problem] = [] if problems is None else problems
        self.asked: list[str] = []
        self.every: list[Reader] = [] if beside is None else beside.every
        """The readers of every table of the file, this one among them."""
        self.every.append(self)
        if isinstance(table, dict):
            self.table: dict[str, object] = table
        else:
            self.table = {}
            self.wrong(name, "table", table)

    def key(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key

    def note(self, code: str, key: str, value: object, **facts: object) -> None:
        self.problems.append(Problem(code, {"file": self.file, "key": key, "value": value, **facts}))

    def wrong(self, key: str, expected: str, value: object) -> None:
        self.note("setting_wrong_type", key, value, expected=expected)

    def take(self, key: str) -> object:
        self.asked.append(key)
        return self.table.get(key)

    def text(self, key: str, default: str = "", required: bool = False) -> str:
        value = self.take(key)
        if value is None:
            if required:
                self.note("setting_missing", self.key(key), None)
            return default
        if not isinstance(value, str):
            self.wrong(self.key(key), "text", value)
            return default
        if required and not value.strip():
            self.note("setting_missing", self.key(key), value)
        return one_line(value.strip())

    def flag(self, key: str) -> bool:
        value = self.take(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.wrong(self.key(key), "true_or_false", value)
        return False

    def number(self, key: str, default: int, low: int, high: int) -> int:
        value = self.take(key)
        if value is None:
            return default
        if not isinstance(value, int) or isinstance(value, bool):
            self.wrong(self.key(key), "whole_number", value)
        elif low <= value <= high:
            return value
        else:
            self.note("setting_out_of_range", self.key(key), value, low=low, high=high)
        return default

    def number_or_none(self, key: str, low: int, high: int) -> int | None:
        """A whole number, None where nothing is written."""
        if key in self.table:
            return self.number(key, low, low, high)
        self.asked.append(key)
        return None

    def amount_or_none(self, key: str, low: float, high: float) -> float | None:
        """A number with or without decimals, None where nothing is written."""
        value = self.take(key)
        if value is None:
            return None
        if not isinstance(value, int | float) or isinstance(value, bool):
            self.wrong(self.key(key), "number", value)
        elif low <= value <= high:
            return float(value)
        else:
            self.note("setting_out_of_range", self.key(key), value, low=low, high=high)
        return None

    def choice(self, key: str, default: str, choices: tuple[str, ...]) -> str:
        value = self.text(key, default)
        if value in choices:
            return value
        near = nearest(value, choices)
        self.note("setting_unknown_choice", self.key(key), value, choices=list(choices), suggestion=near)
        return default

    def some_of(self, key: str, choices: tuple[str, ...]) -> tuple[str, ...]:
        """A list of some of ``choices``, empty where nothing is written."""
        values = self.several(key)
        for value in values:
            if value not in choices:
                near = nearest(value, choices)
                self.note("setting_unknown_choice", self.key(key), value, choices=list(choices), suggestion=near)
        return tuple(value for value in values if value in choices)

    def day(self, key: str) -> date | None:
        return self._day(self.key(key), self.take(key))

    def _day(self, key: str, value: object) -> date | None:
        if value is None:
            return None
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                self.wrong(key, "date", value)
                return None
        if type(value) is not date:  # a datetime is a date too, and is not meant here
            self.wrong(key, "date", str(value))
            return None
        if value.year >= 2400:
            written = value.isoformat()
            self.note("setting_buddhist_date", key, written, suggestion=f"{value.year - 543}{written[4:]}")
            return None
        return value

    def several(self, key: str, expected: str = "list_of_texts") -> list[str]:
        value = self.take(key)
        if value is None:
            return []
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return value
        self.wrong(self.key(key), expected, value)
        return []

    def days(self, key: str) -> frozenset[date]:
        value = self.take(key)
        if value is None:
            return frozenset()
        if not isinstance(value, list):
            self.wrong(self.key(key), "list_of_dates", value)
            return frozenset()
        found = [self._day(f"{self.key(key)}[{at}]", part) for at, part in enumerate(value, start=1)]
        return frozenset(day for day in found if day is not None)

    def web_address(self, key: str) -> str | None:
        value = self.text(key)
        if value and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", value):
            self.note("setting_bad_url", self.key(key), value)
            return None
        if "@" in urlsplit(value).netloc:
            self.note("setting_url_with_password", self.key(key), None)
            return None
        return value or None

    def table_of(self, key: str) -> "Reader":
        value = self.take(key)
        return Reader(self.file, self.key(key), {} if value is None else value, self.problems, self)

    def finish(self) -> None:
        for key in self.table:
            if key not in self.asked:
                self.note("setting_unknown", self.key(key), None, suggestion=nearest(key, self.asked))

    def tell_misplaced(self) -> None:
        """Once the whole file is read: an unknown key that another table has stands under the wrong heading.

        Its own heading may still be a comment, or it was added at the end of the file.
        """
        for at, problem in enumerate(self.problems):
            heading, _, key = str(problem.facts["key"]).rpartition(".")
            homes = [one.name for one in self.every if key in one.asked and one.name != heading and "[" not in one.name]
            if problem.code != "setting_unknown" or len(homes) != 1:
                continue
            code = "setting_under_heading" if homes[0] else "setting_above_headings"
            self.problems[at] = Problem(
                code, {**problem.facts, "heading": heading, "home": homes[0], "suggestion": None}
            )
