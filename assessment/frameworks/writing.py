"""Writes a framework as its file (TOML): next year's begins as a copy of this year's, with another list."""

from __future__ import annotations

import json
from collections.abc import Iterable

from assessment.scoring.framework import Framework


def framework_text(framework: Framework, catalogue: str) -> str:
    """The file of a framework; read back it is the same framework.

    :param catalogue: name of its list of items, as ``items.catalogue`` says it.
    """
    rule = framework.rule
    lines = [
        f"key = {_text(framework.key)}",
        f"fiscal_year = {framework.year}",
        f"body = {_text(framework.body)}",
        f"title = {_text(framework.title)}",
        f"standing = {_text(framework.standing)}",
        f"sources = {_texts(framework.sources)}",
    ]
    if framework.pass_line is not None:
        lines.append(f"pass_line = {_text(framework.pass_line)}")
    lines.append(f"levels_standing = {_text(framework.levels_standing)}")
    if framework.questionnaire:
        lines.append(f"questionnaire = {_texts(framework.questionnaire)}")
    lines += [
        "", "[items]", f"count = {framework.item_count}", f"catalogue = {_text(catalogue)}",
        f"scores = {_texts(framework.item_scores)}",
        "", "[rule]", f"indicator_from = {_text(rule.indicator_from)}", f"tool_from = {_text(rule.tool_from)}",
        f"total = {_text(rule.total)}", f"places = {rule.places}", f"rounding = {_text(rule.rounding)}",
        f"standing = {_text(rule.standing)}",
    ]  # fmt: skip
    for indicator in framework.indicators:
        lines += ["", "[[indicators]]", f"number = {_text(indicator.number)}", f"title = {_text(indicator.title)}"]
    for tool in framework.tools:
        lines += [
            "", "[[tools]]", f"key = {_text(tool.key)}", f"title = {_text(tool.title)}",
            f"full_marks = {_text(tool.full_marks)}", f"indicators = {_texts(tool.indicators)}",
        ]  # fmt: skip
    for level in framework.levels:
        lines += ["", "[[levels]]", f"name = {_text(level.name)}", f"total = {_text(level.total)}"]
        if level.every_tool is not None:
            lines.append(f"every_tool = {_text(level.every_tool)}")
    for deadline in framework.deadlines:
        lines += [
            "", "[[deadlines]]", f"key = {_text(deadline.key)}", f"day = {deadline.day.isoformat()}",
            f"standing = {_text(deadline.standing)}",
        ]  # fmt: skip
    for pair in framework.pairs:
        lines += [
            "", "[[pairs]]", f"plan = {_text(pair.plan)}", f"report = {_text(pair.report)}",
            f"standing = {_text(pair.standing)}",
        ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _text(value: object) -> str:
    # A JSON string is a TOML basic string.
    return json.dumps(str(value), ensure_ascii=False)


def _texts(values: Iterable[object]) -> str:
    return "[" + ", ".join(map(_text, values)) + "]"
