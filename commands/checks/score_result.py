"""A result of the assessment with its analysis, on the screen and as JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from commands.checks.score_words import say, two, year_of
from commands.context import counter
from commands.locale import tr_all
from commands.terminal.output import print_json
from commands.terminal.screen import fitted, heading, table

if TYPE_CHECKING:
    from workflow.services.reports.results import Shown

_RULES = {
    "items_mean": "ค่าเฉลี่ยของทุกข้อ",
    "indicators_mean": "ค่าเฉลี่ยของตัวชี้วัด",
    "sub_indicators": "ค่าเฉลี่ยของตัวชี้วัดย่อย แล้วจึงตัวชี้วัด",
    "plain_mean_of_tools": "ค่าเฉลี่ยของเครื่องมือโดยไม่ถ่วงน้ำหนัก",
    "mean_of_all_indicators": "ค่าเฉลี่ยของตัวชี้วัดทั้งหมดโดยไม่ถ่วงน้ำหนัก",
    "sum_of_rounded_tools": "ผลรวมของเครื่องมือที่ปัดเศษแล้ว",
    "half_even": "ปัดครึ่งเข้าเลขคู่",
    "down": "ตัดเศษทิ้ง",
}


def tell_result(shown: Shown) -> None:
    """Print a result with its analysis, or all of it as JSON."""
    here = counter()
    if here.json:
        print_json(_result_json(shown))
        return
    framework, computed, analysis = shown.framework, shown.computed, shown.analysis
    click.secho(fitted(f"{framework.title}  {year_of(framework.year)}"), bold=True)
    level = computed.level.name if computed.level is not None else "–"
    click.echo(f"{say('total')} {two(computed.total) or '–'}  {say('level')} {level}")
    if computed.passed is not None:
        click.echo(say("passed" if computed.passed else "not_passed", line=framework.pass_line))
    if analysis.over_mean is not None:
        click.echo(say("over" if analysis.over_mean >= 0 else "under", gap=two(abs(analysis.over_mean))))
    if shown.disagrees:
        _show_disagreement(shown)
    if len(computed.tools) > 1:
        click.echo()
        tools = [(tool.key, two(tool.score) or "–", two(tool.weighted) or "–") for tool in computed.tools]
        table((say("tool"), say("score"), say("weighted")), tools, (12, 10, 18))
    click.echo()
    rows = [
        (f"{one.number}", one.title, two(one.score) or "–", _bar(one.score), one.level or "–")
        for one in analysis.ranked
    ]
    table((say("indicator"), "", say("score"), "", say("level")), rows, (9, 29, 8, 20, 6))
    if analysis.urgent:
        click.echo()
        urgent = ", ".join(f"{one.number} {one.title}" for one in analysis.urgent)
        click.echo(fitted(f"{say('urgent')}: {urgent}", "    "))
    if analysis.comments:
        heading(say("comments"))
        for group in analysis.comments:
            click.echo(fitted(f"{len(group.codes)}  {group.text}: {', '.join(group.codes)}", "    "))
    for one in analysis.contradictions:
        click.echo(fitted(f"! {say('contradiction')}: {one.code} {two(one.score)} “{one.comment}”", "    "))


def _show_disagreement(shown: Shown) -> None:
    click.echo(fitted("! " + say("disagree", stated=shown.facts.total, computed=two(shown.computed.total)), "    "))
    gives = [one for one in shown.disagrees if one.gives]
    if gives:
        click.echo(fitted(f"  {say('would')}: " + "; ".join(_rule(one.rule) for one in gives), "    "))
    others = "; ".join(f"{_rule(one.rule)} {two(one.total)}" for one in shown.disagrees if not one.gives)
    click.echo(fitted(f"  {say('would_not')}: {others}", "    "))


def _rule(name: str) -> str:
    return " ".join(tr_all((_RULES[part] for part in name.split(".")), counter().language))


def _result_json(shown: Shown) -> dict[str, Any]:
    computed, facts = shown.computed, shown.facts
    return {
        "framework": shown.framework.key,
        "fiscal_year": shown.framework.year,
        "total": two(computed.total),
        "level": computed.level.name if computed.level is not None else None,
        "passed": computed.passed,
        "tools": [{"key": t.key, "score": two(t.score), "weighted": two(t.weighted)} for t in computed.tools],
        "indicators": [{"indicator": one.number, "score": two(one.score)} for one in computed.indicators],
        "items": [
            {"code": code, "title": item.title, "score": two(item.score), "comment": item.comment or None}
            for code, item in facts.items.items()
        ],
        "stated": {"total": two(facts.total), "level": facts.level},
        "alternatives": [
            {"rule": one.rule, "total": two(one.total), "gives": one.gives, "own": one.own} for one in shown.disagrees
        ],
        "national_mean": two(facts.national),
        "over_mean": two(shown.analysis.over_mean),
        "urgent": [one.number for one in shown.analysis.urgent],
        "to_improve": [one.number for one in shown.analysis.to_improve],
        "reasons": [
            {"kind": one.kind, "indicator": one.indicator, "items": list(one.codes)} for one in shown.analysis.reasons
        ],
        "comments": [
            {"text": one.text, "indicator": one.indicator, "items": list(one.codes)} for one in shown.analysis.comments
        ],
        "contradictions": [one.code for one in shown.analysis.contradictions],
        "source": shown.source,
        "recorded_at": shown.recorded_at,
        "notes": [{"code": note.code, "facts": dict(note.facts)} for note in shown.notes],
    }


def _bar(value: Decimal | None, width: int = 20) -> str:
    """A bar of eighths of a block for a score out of 100."""
    from assessment.charts.blocks import bar

    return bar(value, width)
