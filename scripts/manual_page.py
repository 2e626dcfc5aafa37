"""The staff manual as one HTML page: cover, contents, the procedure, every scenario as prose with its result."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from itertools import groupby
from pathlib import Path

from scripts.manual_diagram import procedure
from scripts.manual_reading import GIVEN, THEN, WHEN, Chapter, Results, Scenario, Sentence
from workflow.rules.states import Capacity, State
from workflow.rules.table import ONLINE_STEPS, PROCEDURE, STEPS, Step
from workflow.thai import long_date, thai_digits

TITLE = "คู่มือปฏิบัติงาน การเผยแพร่ข้อมูลสาธารณะ (OIT)"
LONG = 13
"""Sentences above which a scenario may run over the end of a page."""
LABELS = {GIVEN: "เริ่มต้น", WHEN: "ดำเนินการ", THEN: "ผลที่ต้องได้"}
CLASSES = {GIVEN: "given", WHEN: "when", THEN: "then"}
RESULTS = {
    "passed": ("ok", "✓ ผลจริงตรงตามนี้"),
    "failed": ("bad", "✗ ผลจริงไม่ตรง"),
    "skipped": ("none", "– ยังไม่ได้ทดสอบ"),
    None: ("none", "– ยังไม่ได้ทดสอบ"),
}
MEANINGS: dict[State, str] = {
    State.DRAFT: "กลุ่มที่รับผิดชอบส่งไฟล์ ที่อยู่หน้าเว็บ หรือแจ้งว่าไม่มีข้อมูล กลุ่มที่รวบรวมตรวจรับทีละกลุ่ม",
    State.GROUP_COMPILED: "หลักฐานครบและปิดผนึกแล้ว รอผู้อำนวยการกลุ่มที่รวบรวมเสนอ",
    State.SUBMITTED: "บันทึกข้อความมีเลขที่แล้ว อยู่ระหว่างทางถึงหัวหน้าหน่วยงาน",
    State.HEAD_SIGNED: "หัวหน้าหน่วยงานเห็นชอบและลงนามแล้ว รอผู้รับผิดชอบเว็บไซต์นำขึ้น",
    State.PUBLISHED: "เดินตามลิงก์จากหน้าแรกของเว็บไซต์ถึงได้ และพบไฟล์ฉบับที่ลงนาม",
}
"""What each state means for the person whose turn it is."""


def page(chapters: Sequence[Chapter], results: Results, made: date, pages: Mapping[str, int] | None = None) -> str:
    """The whole manual.

    :param made: the day it is made. :param pages: anchor -> page of the printed manual; ``None``: not known yet.
    """
    body = "\n".join(
        [
            _cover(chapters, results, made),
            _contents(chapters, results, pages or {}),
            _reading(),
            _procedure(),
            *(_chapter(chapter, results) for chapter in chapters),
        ]
    )
    return (
        f'<!doctype html>\n<html lang="th">\n<head>\n<meta charset="utf-8">\n<title>{TITLE}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>\n{style()}</style>\n</head>\n'
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def style() -> str:
    """The manual's style sheet, for paper first."""
    return (Path(__file__).parent / "manual.css").read_text(encoding="utf-8")


def anchors(chapters: Sequence[Chapter]) -> list[str]:
    """Anchors that the table of contents names, in order."""
    return ["read", "procedure", *(_chapter_id(c) for c in chapters), *(
        _scenario_id(c, n) for c in chapters for n in range(1, len(c.scenarios) + 1)
    )]  # fmt: skip


def _chapter_id(chapter: Chapter) -> str:
    return f"c{chapter.number}"


def _scenario_id(chapter: Chapter, number: int) -> str:
    return f"c{chapter.number}-{number}"


def _cover(chapters: Sequence[Chapter], results: Results, made: date) -> str:
    counts = results.counts(chapters)
    total = sum(counts.values())
    said = f"เหตุการณ์ในคู่มือนี้มี {thai_digits(total)} กรณี "
    if counts["passed"] == total:
        said += "ทดสอบกับโปรแกรมจริงแล้ว ผลตรงตามที่เขียนทุกกรณี"
    elif counts["not_run"] == total:
        said += "ฉบับนี้พิมพ์โดยยังไม่ได้ทดสอบกับโปรแกรม"
    else:
        said += (
            f"ทดสอบแล้วผลตรงตามที่เขียน {thai_digits(counts['passed'])} กรณี "
            f"ไม่ตรง {thai_digits(counts['failed'])} กรณี "
            f"ยังไม่ได้ทดสอบ {thai_digits(counts['skipped'] + counts['not_run'])} กรณี"
        )
    return f"""<header class="cover">
<p class="kicker">สำหรับเจ้าหน้าที่ใหม่</p>
<h1>คู่มือปฏิบัติงาน<br>การเผยแพร่ข้อมูลสาธารณะ (OIT)</h1>
<p class="lead">จากไฟล์ของเจ้าหน้าที่ ถึงหน้าเว็บที่ประชาชนเปิดได้</p>
<p class="fact">{said}</p>
<p class="fact">จัดทำเมื่อวันที่ {long_date(made)} ตามตารางขั้นตอนฉบับที่ {thai_digits(PROCEDURE)}</p>
</header>"""


def _contents(chapters: Sequence[Chapter], results: Results, pages: Mapping[str, int]) -> str:
    def line(anchor: str, title: str, kind: str) -> str:
        number = thai_digits(pages[anchor]) if anchor in pages else ""
        return f'<li class="{kind}"><a href="#{anchor}"><span>{title}</span><i></i><b>{number}</b></a></li>'

    lines = [line("read", "วิธีอ่านคู่มือนี้", "part"), line("procedure", "ขั้นตอนทั้งหมดในหน้าเดียว", "part")]
    for chapter in chapters:
        title = f"บทที่ {thai_digits(chapter.number)} {escape(chapter.title)}"
        lines.append(line(_chapter_id(chapter), title, "part"))
        for number, scenario in enumerate(chapter.scenarios, 1):
            where = thai_digits(f"{chapter.number}.{number}")
            lines.append(line(_scenario_id(chapter, number), f"{where} {escape(scenario.title)}", "sub"))
    return f'<nav class="contents" aria-label="สารบัญ"><h2>สารบัญ</h2><ul>{"".join(lines)}</ul></nav>'


def _reading() -> str:
    return """<section class="chapter" id="read">
<h2>วิธีอ่านคู่มือนี้</h2>
<p>คู่มือนี้เล่างานเป็นเหตุการณ์ แต่ละเหตุการณ์มีสามส่วน</p>
<dl class="how">
<dt class="given">เริ่มต้น</dt><dd>สิ่งที่เป็นอยู่ก่อน เช่น ข้อใดอยู่ในสถานะใด วันนี้เป็นวันใด</dd>
<dt class="when">ดำเนินการ</dt><dd>ใครทำอะไร เขียนเรียงว่า ผู้ทำ ขั้นตอน และข้อ</dd>
<dt class="then">ผลที่ต้องได้</dt><dd>สิ่งที่ต้องเป็นหลังจากนั้น หากทำไม่ได้ จะบอกเหตุผลครบทุกข้อ</dd>
</dl>
<p>ข้อความเดียวกันนี้ใช้ทดสอบโปรแกรมทุกครั้งที่มีการแก้ไข เครื่องหมาย <span class="result ok">✓ ผลจริงตรงตามนี้</span>
หมายความว่าได้ทำตามเหตุการณ์นั้นกับโปรแกรมจริงแล้วได้ผลตามที่เขียน คู่มือจึงไม่ล้าสมัย</p>
<p>ชื่อบุคคล เลขที่ และเอกสารในคู่มือเป็นของสำนักงานตัวอย่าง ใช้ฝึกได้ด้วยคำสั่ง <code>oit demo</code>
เมื่อต้องการรู้ว่าข้อใดติดอยู่ที่ใด ใช้คำสั่ง <code>oit why</code> ตามด้วยเลขข้อ และ <code>oit inbox</code>
บอกว่ามีเรื่องใดรอท่านอยู่</p>
</section>"""


def _procedure() -> str:
    states = "".join(f"<dt>{escape(state.th)}</dt><dd>{MEANINGS[state]}</dd>" for state in State)
    steps = "".join(_row(step) for step in STEPS)
    online = "".join(
        f"<tr><td><b>{escape(step.th)}</b><br><code>oit {step.command}"
        f"{' --' + step.option if step.option else ''}</code></td><td>{_who(step.who)}</td>"
        f"<td>{'ต้องบอกเหตุผล' if step.reason else ''}</td></tr>"
        for step in ONLINE_STEPS
    )
    return f"""<section class="chapter" id="procedure">
<h2>ขั้นตอนทั้งหมดในหน้าเดียว</h2>
<figure>{procedure()}<figcaption>เส้นตรงลงคือทางไปข้างหน้า เส้นด้านขวาคือทางกลับ</figcaption></figure>
<h3>สถานะทั้งห้า</h3>
<dl class="states">{states}</dl>
<h3 class="new">ใครทำขั้นตอนใดได้</h3>
<table class="steps"><thead><tr><th>ขั้นตอน</th><th>จากสถานะ</th><th>ไปสถานะ</th><th>ผู้ดำเนินการ</th></tr></thead>
<tbody>{steps}</tbody></table>
<h3>ขั้นตอนกับฉบับที่อยู่บนเว็บไซต์</h3>
<p>ทำได้ไม่ว่างานที่กำลังทำจะอยู่ในสถานะใด</p>
<table class="steps online"><thead><tr><th>ขั้นตอน</th><th>ผู้ดำเนินการ</th><th>หมายเหตุ</th></tr></thead>
<tbody>{online}</tbody></table>
</section>"""


def _who(capacities: frozenset[Capacity]) -> str:
    return "<br>".join(escape(who.th) for who in Capacity if who in capacities)


def _row(step: Step) -> str:
    reason = "<br><small>ต้องบอกเหตุผล</small>" if step.reason else ""
    return (
        f"<tr><td><b>{escape(step.th)}</b><br><code>oit {step.command}</code>{reason}</td>"
        f"<td>{escape(step.source.th)}</td><td>{escape(step.dest.th)}</td><td>{_who(step.who)}</td></tr>"
    )


def _chapter(chapter: Chapter, results: Results) -> str:
    why = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in chapter.why)
    common = " · ".join(_marked(s.text) for s in chapter.background)
    scenarios = "\n".join(_scenario(chapter, n, s, results) for n, s in enumerate(chapter.scenarios, 1))
    return f"""<section class="chapter" id="{_chapter_id(chapter)}">
<h2><span class="no">บทที่ {thai_digits(chapter.number)}</span>{escape(chapter.title)}</h2>
<div class="why">{why}</div>
<p class="common"><b>ทุกเหตุการณ์ในบทนี้เริ่มจาก</b> {common}</p>
{scenarios}
</section>"""


def _scenario(chapter: Chapter, number: int, scenario: Scenario, results: Results) -> str:
    outcomes = [results.of(chapter, scenario, run) for run in range(len(scenario.runs))]
    worst = next((o for o in ("failed", "skipped", None) if o in outcomes), "passed")
    kind, said = RESULTS[worst]
    why = "".join(f'<p class="reason">{escape(paragraph)}</p>' for paragraph in scenario.why)
    length = "scenario long" if len(scenario.sentences) > LONG else "scenario"
    return f"""<article class="{length}" id="{_scenario_id(chapter, number)}">
<h3><span class="no">{thai_digits(f"{chapter.number}.{number}")}</span>{escape(scenario.title)}</h3>
{why}<div class="told">{"".join(_groups(scenario.sentences))}</div>
{_examples(scenario, outcomes)}<p class="result {kind}">{said}</p>
</article>"""


def _groups(sentences: Sequence[Sentence]) -> Iterator[str]:
    for kind, some in groupby(sentences, key=lambda sentence: sentence.kind):
        lines = "".join(f"<li{_refusal(s)}>{_lead(s)}{_marked(s.text)}</li>" for s in some)
        yield f'<div class="{CLASSES[kind]}"><p class="label">{LABELS[kind]}</p><ul>{lines}</ul></div>'


def _refusal(sentence: Sentence) -> str:
    return ' class="no-go"' if sentence.text.startswith(("ดำเนินการไม่ได้", "เพราะ")) else ""


def _lead(sentence: Sentence) -> str:
    """``แต่``, and ``และ`` before a further reason, belong to the sentence; elsewhere the list says it."""
    if sentence.keyword == "แต่":
        return "แต่ "
    return "และ" if sentence.text.startswith("เพราะ") else ""


def _marked(text: str) -> str:
    """Item codes and what stands in quotation marks, made to be found with the eye."""
    shown = escape(text, quote=False)
    shown = re.sub(r'"([^"]*)"', r"<q>\1</q>", shown)
    shown = re.sub(r"&lt;([^&]+)&gt;", r'<i class="slot">\1</i>', shown)
    return re.sub(r"((?:ข้อ )?)\b(O\d+)\b", r'<span class="code">\1<b>\2</b></span>', shown)


def _examples(scenario: Scenario, outcomes: Sequence[str | None]) -> str:
    if scenario.examples is None:
        return ""
    head = "".join(f"<th>{escape(name)}</th>" for name in scenario.examples.header)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_marked(cell)}</td>" for cell in row)
        + f'<td class="result {RESULTS[outcome][0]}">{RESULTS[outcome][1][0]}</td></tr>'
        for row, outcome in zip(scenario.examples.rows, outcomes, strict=True)
    )  # fmt: skip
    return f'<table class="examples"><thead><tr>{head}<th>ผลจริง</th></tr></thead><tbody>{rows}</tbody></table>\n'
