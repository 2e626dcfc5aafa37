"""What is kept of an assessment: a result as it was received, an estimate as it was made. Numbers stand as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class ItemScore:
    """One item of a result or an estimate.

    :param title: as the list of that year has it. :param score: ``None`` in an estimate.
    :param outcome: ``sure``, ``possible`` or ``lost`` in an estimate; ``None`` in a result.
    :param why: codes of what it lacked when the estimate was made.
    """

    title: str
    score: Decimal | None = None
    comment: str = ""
    outcome: str | None = None
    why: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The item as it is stored."""
        found: dict[str, Any] = {"title": self.title}
        if self.score is not None:
            found["score"] = str(self.score)
        if self.comment:
            found["comment"] = self.comment
        if self.outcome is not None:
            found |= {"outcome": self.outcome, "why": list(self.why)}
        return found

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ItemScore:
        """Read what ``to_json`` wrote."""
        return cls(
            data["title"], _number(data.get("score")), data.get("comment", ""), data.get("outcome"),
            tuple(data.get("why", ())),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScoreFacts:
    """A result as printed, or an estimate with its range.

    :param tools: share of the total as printed, such as 29.40. :param assumed: an office's own assumption, out of 100.
    :param national: the national mean, where the office typed it.
    """

    items: Mapping[str, ItemScore] = field(default_factory=dict)
    indicators: Mapping[str, Decimal] = field(default_factory=dict)
    tools: Mapping[str, Decimal] = field(default_factory=dict)
    total: Decimal | None = None
    level: str | None = None
    national: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    assumed: Mapping[str, Decimal] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The facts as they are stored: what is not known is left out."""
        found: dict[str, Any] = {"items": {code: item.to_json() for code, item in self.items.items()}}
        for name in ("indicators", "tools", "assumed"):
            numbers: Mapping[str, Decimal] = getattr(self, name)
            if numbers:
                found[name] = {key: str(value) for key, value in numbers.items()}
        for name in ("total", "national", "low", "high"):
            value = getattr(self, name)
            if value is not None:
                found[name] = str(value)
        if self.level is not None:
            found["level"] = self.level
        return found

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ScoreFacts:
        """Read what ``to_json`` wrote."""
        return cls(
            items={code: ItemScore.from_json(item) for code, item in data.get("items", {}).items()},
            indicators=_numbers(data.get("indicators")),
            tools=_numbers(data.get("tools")),
            total=_number(data.get("total")),
            level=data.get("level"),
            national=_number(data.get("national")),
            low=_number(data.get("low")),
            high=_number(data.get("high")),
            assumed=_numbers(data.get("assumed")),
        )


@dataclass(frozen=True, slots=True)
class Resolution:
    """One resolution of a meeting, which is a task until it is done.

    :param group: key of the group that does it; ``None``: everybody. :param due: ISO date, empty when none was set.
    """

    text: str
    group: str | None = None
    due: str = ""
    done_by: str | None = None
    done_on: str = ""

    def to_json(self) -> dict[str, Any]:
        """The resolution as it is stored."""
        return {
            "text": self.text,
            "group": self.group,
            "due": self.due,
            "done_by": self.done_by,
            "done_on": self.done_on,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Resolution:
        """Read what ``to_json`` wrote."""
        return cls(data["text"], data.get("group"), data.get("due", ""), data.get("done_by"), data.get("done_on", ""))


def _number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _numbers(values: Mapping[str, str] | None) -> dict[str, Decimal]:
    return {key: Decimal(value) for key, value in (values or {}).items()}
