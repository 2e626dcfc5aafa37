"""``oit score``: results of an assessment, today's estimate, the way to the next level, replies to the evaluators."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import messages
from commands.checks.reply import compare, reply
from commands.context import counter, cycle_options, json_option, shared_options
from commands.locale import tr, tr_all
from commands.numbers import BUDDHIST_YEAR
from commands.terminal.output import print_json, reason_lines
from commands.terminal.screen import SCREEN, day, fitted, heading, moment, table
from workflow.rules.errors import BadInput

if TYPE_CHECKING:
    from workflow.services.reports.estimating import Now
    from workflow.services.reports.results import Shown

_T = {
    "score": "คะแนน", "level": "ระดับ", "total": "คะแนนรวม",
    "tool": "เครื่องมือ", "indicator": "ตัวชี้วัด", "item": "ข้อ",
    "weighted": "ส่วนของคะแนนรวม", "passed": "ผ่านเกณฑ์ {line}",
    "not_passed": "ไม่ผ่านเกณฑ์ {line}",
    "over": "สูงกว่าค่าเฉลี่ยระดับประเทศ {gap}",
    "under": "ต่ำกว่าค่าเฉลี่ยระดับประเทศ {gap}",
    "urgent": "ต้องแก้ไขโดยเร่งด่วน", "comments": "ความเห็นของผู้ประเมิน",
    "contradiction": "คะแนนกับความเห็นขัดกัน",
    "disagree": "คะแนนรวมที่พิมพ์มาคือ {stated} แต่คำนวณตามกรอบได้ {computed}",
    "would": "ได้คะแนนที่พิมพ์มาเมื่อใช้วิธี",
    "would_not": "วิธีอื่นให้",
    "estimate": "ประมาณการ ไม่ใช่ผลการประเมิน  นับเฉพาะที่พิสูจน์ได้",
    "range": "แน่นอน {low} ถึงเป็นไปได้ {high}",
    "oldest": "หลักฐานเก่าที่สุดวันที่ {day}",
    "no_total": "ยังไม่มีคะแนนรวม: ไม่ทราบคะแนน {tools}",
    "assumed": "ตามที่สำนักงานสมมุติเอง {tools}",
    "supposed": "สมมุติว่าแก้ไขแล้ว {items}",
    "lost": "เสียคะแนน", "possible": "ยังไม่แน่นอน",
    "costs": "{points} คะแนน", "costs_each": "{count} ข้อ ข้อละ {points} คะแนน",
    "way": "ทางที่ใช้แรงน้อยที่สุดไประดับ {level}",
    "way_to": "แก้ไข {items} แล้วได้ {total}",
    "way_blocked": "ทุกข้อแล้วยังไม่ถึง ติดที่ {tools}",
    "way_all": "แก้ไขทุกข้อแล้วได้ {total} ยังไม่ถึง",
}  # fmt: skip
_EFFORT = {
    "none": "-",
    "minutes": "ไม่กี่นาที",
    "hours": "ไม่กี่ชั่วโมง",
    "days": "หลายวัน",
    "weeks": "หลายสัปดาห์",
}
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


MANY = 4
"""Items of one reason beyond which their codes alone are listed."""


def _say(key: str, **facts: object) -> str:
    return tr(_T[key], counter().language, "score", **facts)


@click.group(help="คะแนนการประเมิน: นำเข้าผล  ดูผลและวิเคราะห์  ประมาณการวันนี้", short_help="คะแนนการประเมิน")
@shared_options
def score() -> None:
    """Only a group."""


score.add_command(compare)
score.add_command(reply)


@score.command(
    "import",
    help="นำเข้าผลการประเมินจากไฟล์ .csv .xlsx หรือข้อความที่คัดลอกมา  มีข้อใดไม่ตรงแม้ข้อเดียว จะไม่บันทึกเลยและบอกทุกแห่งที่ไม่ตรง",
    short_help="นำเข้าผลการประเมิน",
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True))
@click.option("--framework", metavar="KEY", help="กรอบการประเมิน เช่น moe-oit")
@click.option("--year", type=BUDDHIST_YEAR, metavar="YYYY", required=True, help="ปีงบประมาณ พ.ศ.")
@click.option("--national", metavar="N", help="ค่าเฉลี่ยระดับประเทศ")
@click.option("--correction", is_flag=True, help="เป็นผลที่ผู้ประเมินแก้ไขภายหลัง ผลเดิมยังเก็บไว้")
@json_option
@shared_options
def import_(file: Path, framework: str | None, year: int, national: str | None, correction: bool) -> None:
    from workflow.services.reports.results import import_result

    here = counter()
    pasted = str(file) == "-"
    data = sys.stdin.buffer.read() if pasted else file.read_bytes()
    name = "stdin" if pasted else file.name
    mean = _number("--national", national) if national is not None else None
    shown = import_result(
        here.office(), here.login(), name, data, framework, year, national=mean, correction=correction
    )
    _show(shown)
    if not here.json:
        for line in reason_lines(shown.notes, here.language):
            click.echo(line)


@score.command("show", help="ผลการประเมินล่าสุด พร้อมการวิเคราะห์", short_help="ผลการประเมินล่าสุด")
@click.option("--framework", metavar="KEY", help="กรอบการประเมิน เช่น moe-oit")
@click.option("--year", type=BUDDHIST_YEAR, metavar="YYYY", help="ปีงบประมาณ พ.ศ.")
@click.option("--weak", type=click.IntRange(1, 20), default=3, metavar="N", help="จำนวนตัวชี้วัดที่ต้องแก้ไขเร่งด่วน")
@json_option
@shared_options
def show(framework: str | None, year: int | None, weak: int) -> None:
    from workflow.services.reports.results import show_result

    _show(show_result(counter().office(), framework, year, weak=weak))


@score.command(
    "now",
    help="ประมาณการคะแนนวันนี้เป็นช่วง จากที่พิสูจน์ได้  ข้อที่เสียหรือยังไม่แน่นอน เพราะอะไร ใครแก้ ใช้แรงเท่าใด และทางที่สั้นที่สุดไประดับถัดไป",
    short_help="ประมาณการคะแนนวันนี้",
)
@cycle_options
@click.option("--if", "suppose", metavar="O15,O21", help="สมมุติว่าข้อเหล่านี้แก้ไขแล้ว")
@click.option("--assume", multiple=True, metavar="IIT=90", help="คะแนนของเครื่องมืออื่นที่สำนักงานสมมุติเอง เต็ม 100")
@click.option("--keep", is_flag=True, help="เก็บไว้เทียบกับผลการประเมินภายหลัง")
@json_option
@shared_options
def now(year: int | None, suppose: str | None, assume: tuple[str, ...], keep: bool) -> None:
    from workflow.services.reports.estimating import score_now

    here = counter()
    found = score_now(
        here.office(),
        year=year,
        suppose=[code.strip() for code in (suppose or "").replace(";", ",").split(",") if code.strip()],
        assumed=_assumed(assume),
        keep_for=here.login() if keep else None,
    )
    if here.json:
        print_json(_now_json(found))
    else:
        _show_now(found)


def _assumed(given: tuple[str, ...]) -> Mapping[str, Decimal]:
    found = {}
    for text in given:
        key, sign, value = text.partition("=")
        if not sign:
            raise BadInput("assumption_not_understood", value=text)
        found[key.strip().upper()] = _number("--assume", value)
    return found


def _number(option: str, text: str) -> Decimal:
    try:
        value = Decimal(text.strip().translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")))
    except InvalidOperation:
        value = Decimal(-1)
    if not value.is_finite() or not 0 <= value <= 100:
        raise click.BadParameter(
            tr("ต้องเป็นตัวเลข 0 ถึง 100", counter().language),
            param_hint=option,
        )
    return value


def _two(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.2f}"


# --- a result ---------------------------------------------------------------------------------------------------------


def _show(shown: Shown) -> None:
    here = counter()
    if here.json:
        print_json(_result_json(shown))
        return
    framework, computed, analysis = shown.framework, shown.computed, shown.analysis
    click.secho(fitted(f"{framework.title}  {_year(framework.year)}"), bold=True)
    level = computed.level.name if computed.level is not None else "–"
    click.echo(f"{_say('total')} {_two(computed.total) or '–'}  {_say('level')} {level}")
    if computed.passed is not None:
        click.echo(_say("passed" if computed.passed else "not_passed", line=framework.pass_line))
    if analysis.over_mean is not None:
        click.echo(_say("over" if analysis.over_mean >= 0 else "under", gap=_two(abs(analysis.over_mean))))
    if shown.disagrees:
        _show_disagreement(shown)
    if len(computed.tools) > 1:
        click.echo()
        tools = [(tool.key, _two(tool.score) or "–", _two(tool.weighted) or "–") for tool in computed.tools]
        table((_say("tool"), _say("score"), _say("weighted")), tools, (12, 10, 18))
    click.echo()
    rows = [
        (f"{one.number}", one.title, _two(one.score) or "–", _bar(one.score), one.level or "–")
        for one in analysis.ranked
    ]
    table((_say("indicator"), "", _say("score"), "", _say("level")), rows, (9, 30, 8, 20, 6))
    if analysis.urgent:
        click.echo()
        urgent = ", ".join(f"{one.number} {one.title}" for one in analysis.urgent)
        click.echo(fitted(f"{_say('urgent')}: {urgent}", "    "))
    if analysis.comments:
        heading(_say("comments"))
        for group in analysis.comments:
            click.echo(fitted(f"{len(group.codes)}  {group.text}: {', '.join(group.codes)}", "    "))
    for one in analysis.contradictions:
        click.echo(fitted(f"! {_say('contradiction')}: {one.code} {_two(one.score)} “{one.comment}”", "    "))


def _show_disagreement(shown: Shown) -> None:
    click.echo(fitted("! " + _say("disagree", stated=shown.facts.total, computed=_two(shown.computed.total)), "    "))
    gives = [one for one in shown.disagrees if one.gives]
    if gives:
        click.echo(fitted(f"  {_say('would')}: " + "; ".join(_rule(one.rule) for one in gives), "    "))
    others = "; ".join(f"{_rule(one.rule)} {_two(one.total)}" for one in shown.disagrees if not one.gives)
    click.echo(fitted(f"  {_say('would_not')}: {others}", "    "))


def _rule(name: str) -> str:
    return " ".join(tr_all((_RULES[part] for part in name.split(".")), counter().language))


def _result_json(shown: Shown) -> dict[str, Any]:
    computed, facts = shown.computed, shown.facts
    return {
        "framework": shown.framework.key,
        "fiscal_year": shown.framework.year,
        "total": _two(computed.total),
        "level": computed.level.name if computed.level is not None else None,
        "passed": computed.passed,
        "tools": [{"key": t.key, "score": _two(t.score), "weighted": _two(t.weighted)} for t in computed.tools],
        "indicators": [{"indicator": one.number, "score": _two(one.score)} for one in computed.indicators],
        "items": [
            {"code": code, "title": item.title, "score": _two(item.score), "comment": item.comment or None}
            for code, item in facts.items.items()
        ],
        "stated": {"total": _two(facts.total), "level": facts.level},
        "alternatives": [
            {"rule": one.rule, "total": _two(one.total), "gives": one.gives, "own": one.own} for one in shown.disagrees
        ],
        "national_mean": _two(facts.national),
        "over_mean": _two(shown.analysis.over_mean),
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


# --- an estimate ------------------------------------------------------------------------------------------------------


def _now_json(found: Now) -> dict[str, Any]:
    estimate, way = found.estimate, found.way
    return {
        "estimate": True,
        "framework": found.framework.key,
        "fiscal_year": found.framework.year,
        "low": _two(estimate.low.total),
        "high": _two(estimate.high.total),
        "as_of": found.as_of,
        "rests_on": found.rests_on,
        "tools": [
            {"key": low.key, "low": _two(low.score), "high": _two(high.score)}
            for low, high in zip(estimate.low.tools, estimate.high.tools, strict=True)
        ],
        "assumed": {key: _two(value) for key, value in estimate.assumed.items()},
        "supposed": list(estimate.supposed),
        "items": [
            {
                "code": one.code,
                "outcome": one.outcome.value,
                "why": [lack.code for lack in one.lacks],
                "who": list(one.who),
                "effort": one.effort.key,
                "costs": _two(one.costs),
            }
            for one in estimate.items
        ],
        "way": None
        if way is None
        else {
            "level": way.level.name,
            "about": way.about,
            "items": list(way.items),
            "reaches": _two(way.reaches),
            "blocked_by": list(way.blocked_by),
        },
    }


def _show_now(found: Now) -> None:
    here = counter()
    estimate = found.estimate
    click.secho(fitted(f"{found.framework.title}  {_year(found.framework.year)}"), bold=True)
    click.secho(fitted(_say("estimate")), fg="yellow")
    unknown = [tool.key for tool in estimate.low.tools if tool.score is None]
    if estimate.low.total is None:
        click.echo(_say("no_total", tools=", ".join(unknown)))
        for low, high in zip(estimate.low.tools, estimate.high.tools, strict=True):
            if low.score is not None:
                click.echo(f"{low.key}  " + _say("range", low=_two(low.score), high=_two(high.score)))
    else:
        level = estimate.low.level.name if estimate.low.level is not None else "–"
        best = estimate.high.level.name if estimate.high.level is not None else "–"
        levels = level if level == best else f"{level} – {best}"
        click.echo(
            _say("range", low=_two(estimate.low.total), high=_two(estimate.high.total)) + f"  {_say('level')} {levels}"
        )
    rests = f"  {_say('oldest', day=day(found.rests_on, here.language))}" if found.rests_on else ""
    click.echo(moment(found.as_of, here.language) + rests)
    if estimate.assumed:
        told = ", ".join(f"{key} {_two(value)}" for key, value in estimate.assumed.items())
        click.echo(_say("assumed", tools=told))
    if estimate.supposed:
        click.echo(_say("supposed", items=", ".join(estimate.supposed)))
    for outcome in ("lost", "possible"):
        items = [one for one in estimate.items if one.outcome.value == outcome]
        if items:
            heading(f"{_say(outcome)} ({len(items)})")
        alike: dict[tuple[Any, ...], list[Any]] = {}
        for one in items:
            alike.setdefault((one.lacks, one.costs), []).append(one)
        for group in alike.values():
            _show_items(group, found.titles)
    if found.way is not None:
        _show_way(found)


def _show_items(alike: Sequence[Any], titles: Mapping[str, str]) -> None:
    """Items that lose the same for the same reasons, each by its title, or many by their codes alone."""
    here = counter()
    names, lang = here.groups(), here.language
    costs = _say("costs", points=_two(alike[0].costs))
    if len(alike) > MANY:
        each = _say("costs_each", count=len(alike), points=_two(alike[0].costs))
        click.echo(fitted(f"{', '.join(one.code for one in alike)}  ({each})", "      "))
    else:
        for one in alike:
            click.echo(fitted(f"{one.code}  {titles.get(one.code, '')}  ({costs})", "      "))
    for lack in alike[0].lacks:
        effort = tr(_EFFORT[lack.effort.key], lang)
        text = messages.say(f"lack_{lack.code}", {}, lang)
        who = messages.who(lack.who, lang, names) if lack.who else ""
        click.echo(messages.wrap(f"      {text} · {who} · {effort}", SCREEN - 2, "        "))


def _show_way(found: Now) -> None:
    way = found.way
    assert way is not None  # noqa: S101 -- asked before
    heading(_say("way", level=way.level.name))
    if way.items:
        click.echo(fitted(_say("way_to", items=", ".join(way.items), total=_two(way.reaches)), "  "))
    elif way.blocked_by:
        click.echo(fitted(_say("way_blocked", tools=", ".join(way.blocked_by)), "  "))
    else:
        click.echo(fitted(_say("way_all", total=_two(way.reaches)), "  "))


def _year(year: int) -> str:
    return tr("ปีงบประมาณ พ.ศ. {year}", counter().language, year=year)


def _bar(value: Decimal | None, width: int = 20) -> str:
    """A bar of eighths of a block for a score out of 100."""
    from assessment.charts.blocks import bar

    return bar(value, width)
