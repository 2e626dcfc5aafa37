"""A verdict cannot be mistaken for yes or no, and a check that did not run never counts."""

from __future__ import annotations

import json
import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signatures.validation.attestation import attest
from signatures.verdict import (
    CODES,
    NEEDED_FOR_KNOWN,
    Check,
    FileFacts,
    Grade,
    Reason,
    Status,
    TimeFacts,
    Tone,
    Verdict,
    conclude,
    reason,
)
from signatures.words import WORDS, thai_date
from tests.signatures.world import NOW, World, paper

FILE, TIME = FileFacts("00" * 32, 0), TimeFacts(NOW)


def test_a_verdict_has_no_truth_value(world: World) -> None:
    verdict = world.verify(world.signed)
    with pytest.raises(TypeError):
        bool(verdict)
    with pytest.raises(TypeError):
        _ = not verdict


@given(st.sets(st.sampled_from(sorted(NEEDED_FOR_KNOWN))))
def test_a_check_that_did_not_run_is_never_a_pass(ran: set[Check]) -> None:
    verdict = conclude((), Grade.KNOWN, Grade.KNOWN, ran, FILE, TIME, needed=NEEDED_FOR_KNOWN)
    assert (verdict.status is Status.PASSED) == (ran == NEEDED_FOR_KNOWN)


@given(
    st.lists(st.sampled_from(sorted(CODES)), max_size=5), st.sampled_from(list(Grade)), st.sampled_from(list(Grade)[1:])
)
def test_the_worst_reason_wins(codes: list[str], grade: Grade, required: Grade) -> None:
    reasons = [reason(code) for code in codes]
    tones = {item.tone for item in reasons}
    verdict = conclude(reasons, grade, required, (), FILE, TIME)
    if Tone.CONTRADICTS in tones:
        assert verdict.status is Status.FAILED
        assert verdict.grade is Grade.NONE
    elif tones & {Tone.UNPROVEN, Tone.UNREAD} or grade < required:
        assert verdict.status is Status.INDETERMINATE
    else:
        assert verdict.status is Status.PASSED
    assert set(codes) <= set(verdict.codes)


def test_every_code_has_a_sentence_in_both_languages_and_no_sentence_is_orphaned() -> None:
    assert set(WORDS) == CODES
    for code in CODES:
        words = WORDS[code]
        assert words.th
        assert words.en
        assert bool(words.th_do) == bool(words.en_do), code
        assert any("\u0e00" <= letter <= "\u0e7f" for letter in words.th)


def test_both_languages_of_a_sentence_use_the_same_facts() -> None:
    def names(text: str) -> set[str]:
        return {name.removesuffix("_th") for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}

    for code, words in WORDS.items():
        assert names(words.th) == names(words.en), code


def test_every_refusal_says_what_to_do() -> None:
    silent = {"FIELD_SIGNED"}
    for code in CODES - silent:
        if reason(code).tone is not Tone.NOTE:
            assert reason(code).do("th"), code


def test_a_misspelt_code_cannot_be_used() -> None:
    with pytest.raises(KeyError):
        reason("DIGEST_MISMACTH")


def test_a_verdict_survives_json(world: World) -> None:
    verdict = world.verify(world.signed)
    again = Verdict.from_json(json.loads(json.dumps(verdict.to_json())))
    assert again == verdict
    assert again.same_outcome(verdict)


def test_the_json_has_what_the_contract_says(world: World) -> None:
    answer = world.verify(world.signed).to_json("en")
    assert answer["status"] == "PASSED"
    assert answer["grade"] == 3
    assert answer["signers"][0]["name"] == "นายตัวอย่าง ใจดี"
    assert {"code", "text"} <= set(answer["reasons"][0])


def test_a_pen_on_paper_is_attested_and_never_verified() -> None:
    scan = paper(pages=2)
    verdict = attest(
        scan, registrar="นางทะเบียน ตัวอย่าง", signer="นายตัวอย่าง ใจดี", day=date(2026, 6, 15), issued=paper(pages=2)
    )
    assert verdict.status is Status.PASSED
    assert verdict.grade is Grade.ATTESTED
    assert "WET_INK_ATTESTED" in verdict.codes
    assert "ไม่ใช่การตรวจด้วยระบบ" in verdict.reasons[0].text()
    assert not verdict.signers[0].intact


def test_an_attestation_is_no_more_than_that() -> None:
    def codes(**changes: object) -> tuple[Status, tuple[str, ...]]:
        options = {"registrar": "ก", "signer": "ข", "day": date(2026, 6, 15), "issued": paper(), **changes}
        verdict = attest(options.pop("scan", paper()), **options)  # type: ignore[arg-type]
        return verdict.status, verdict.codes

    assert codes(required=Grade.KNOWN) == (Status.INDETERMINATE, ("GRADE_SHORT", "WET_INK_ATTESTED"))
    assert codes(registrar=" ")[1][0] == "ATTESTATION_MISSING"
    assert codes(issued=paper(pages=3))[1][0] == "PAGES_INCOMPLETE"
    assert codes(scan=b"")[1][0] == "EMPTY"
    assert codes(codes=(Reason("CODE_INVALID", {}, Tone.CONTRADICTS),))[0] is Status.FAILED


def test_dates_are_written_as_an_official_writes_them() -> None:
    assert thai_date("2026-06-15") == "๑๕ มิถุนายน ๒๕๖๙"
    assert thai_date("2026-06-15T20:30:00+00:00") == "๑๖ มิถุนายน ๒๕๖๙ เวลา ๐๓.๓๐ น."
    assert thai_date("-") == "-"
