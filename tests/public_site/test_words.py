"""Every code has its sentence in both languages, with the facts it comes with."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

import public_site
from public_site.labels import LABELS
from public_site.prove.findings import SEVERITIES
from public_site.words import SENTENCES, words
from tests.public_site.conftest import thai_date
from tests.public_site.world import check
from workflow.ports.site import BuiltSite
from workflow.rules.states import Duty

SOURCE = Path(public_site.__file__).parent


def named(texts: tuple[str, str]) -> set[str]:
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


def test_every_code_has_words_in_both_languages() -> None:
    problems = set(re.findall(r'Problem\(\s*"(\w+)"', "".join(p.read_text() for p in SOURCE.rglob("*.py"))))
    assert SENTENCES["th"].keys() == SENTENCES["en"].keys() == SEVERITIES.keys() | problems


@pytest.mark.parametrize("code", sorted(SENTENCES["th"]))
def test_both_languages_use_facts_that_the_code_brings(code: str) -> None:
    known = {
        "url", "status", "error", "page", "limit", "to", "text", "clicks", "most", "part", "count", "file", "sha256",
        "host", "days", "captured_at", "place", "requests", "kind", "on", "year", "item", "sub_indicator", "state",
        "found", "expected", "pages", "hosts", "presses", "charset", "names", "missing", "from", "issuer", "why",
        "reason", "name", "line",
    }  # fmt: skip
    assert named(SENTENCES["th"][code]) | named(SENTENCES["en"][code]) <= known


def test_every_finding_of_a_poor_site_can_be_said(home: str, built: BuiltSite) -> None:
    proofs = (
        check(home, built.expected, kind="live"),
        check(home, built.expected),
        check("http://127.0.0.1:9/", built.expected),
    )
    for proof in proofs:
        for finding in [*proof.findings, *(f for item in proof.items for f in item.findings)]:
            for lang in ("th", "en"):
                said = words(finding.code, finding.facts, lang, fmt_date=thai_date)  # type: ignore[arg-type]
                assert "{" not in said.says + said.do


def test_dates_and_codes_inside_a_sentence_are_said_too() -> None:
    said = words("expires_soon", {"kind": "hosting", "on": "2024-04-30", "days": 10}, fmt_date=thai_date)
    assert said.says == "พื้นที่เว็บไซต์ จะหมดอายุใน 10 วัน (30 เมษายน 2567)"
    assert words("no_answer", {"url": "x", "error": "dns"}).says == "x ไม่ตอบ (ไม่พบชื่อเว็บไซต์)"
    assert words("no_answer", {"url": "x", "error": None}, "en").says == "x does not answer (-)"
    assert date(2024, 4, 30).isoformat() in words("expired", {"kind": "tls", "on": "2024-04-30", "days": 1}, "en").says


def test_duties_are_named_as_the_procedure_names_them() -> None:
    named = {duty: LABELS["th"][f"duty_{duty.value}"] for duty in Duty if duty is not Duty.WEB}  # its capture is shown
    assert named == {duty: duty.th for duty in named}
    assert len(named) == len(Duty) - 1
