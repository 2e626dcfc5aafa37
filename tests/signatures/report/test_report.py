"""The report: everything on it, one page where it fits, nothing set over anything, nothing dropped in silence."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from signatures.prepare.prepare import page_count
from signatures.report.document import Heading, report_pdf
from signatures.verdict import Check, Tone, Verdict, reason
from tests.signatures.attacks import ATTACKS
from tests.signatures.world import NOW, World

HEADING = Heading("memo-12.pdf", "สำนักงานศึกษาธิการจังหวัดตัวอย่าง")


def pages(pdf: bytes) -> list[list[tuple[float, str]]]:
    """Of each page every line set: where its baseline is, and what it says."""
    found = []
    for stream in re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL):
        content = zlib.decompress(stream).decode()
        lines = re.findall(r"/ActualText <feff([0-9a-f]*)>>> BDC q \S+ 0 0 \S+ \S+ (\S+) cm", content)
        found.append([(float(y), bytes.fromhex(text).decode("utf-16-be")) for text, y in lines])
    return found


def told(pdf: bytes) -> str:
    return "".join(text for page in pages(pdf) for _, text in page).replace(" ", "")


def many(verdict: Verdict, signers: int, notes: int, faults: int = 0) -> Verdict:
    one = verdict.signers[0]
    people = tuple(
        replace(one, field=f"Signature{n}", person=f"นางสาวผู้ลงนามลำดับที่{n}", fingerprint=f"{n:064x}")
        for n in range(signers)
    )
    reasons = [reason("MODIFIED_AFTER_SIGNING", detail=f"object {n} (Font)") for n in range(faults)]
    reasons += [reason("SIGNATURE_OK", field=f"Signature{n}") for n in range(notes)]
    return replace(verdict, signers=people, reasons=tuple(reasons))


def test_everything_that_belongs_on_it_is_there(world: World) -> None:
    verdict = world.verify(world.sign(world.issued.data, tsa=world.tsa()))
    text = told(report_pdf(verdict, HEADING))
    signer = verdict.signers[0]
    for wanted in (
        "สำนักงานศึกษาธิการจังหวัดตัวอย่าง", "memo-12.pdf", "ไบต์", "ระดับที่กำหนด2", "ตราประทับเวลายืนยัน",
        f"ใบรับรองออกโดย{signer.issuer.replace(' ', '')}", signer.fingerprint, verdict.file.sha256,
        str(verdict.file.issued_sha256), str(verdict.policy_id), "ขั้นที่ตรวจแล้ว", "ผู้ออกใบรับรองที่เชื่อถือ",
        "ขั้นที่ไม่ได้ตรวจไม่มี", "นายตัวอย่างใจดี", "หน้า1/1",
    ):  # fmt: skip
        assert wanted in text, wanted
    assert "bytes" not in text
    assert "(memo.toml" not in text


def test_a_check_that_did_not_run_is_named(world: World) -> None:
    verdict = world.verify(world.signed, issued=None)
    assert Check.BINDING not in verdict.checks_run
    text = told(report_pdf(verdict, HEADING))
    assert "ตรงกับฉบับที่ออก" in text.split("ขั้นที่ไม่ได้ตรวจ")[1]
    assert "ไม่ได้ตรวจเทียบกับฉบับที่ออก" in text


MANY = [(1, 3, 0), (30, 60, 25), *(pytest.param(*some, marks=pytest.mark.deep) for some in ((12, 36, 0), (12, 40, 3)))]


@pytest.mark.parametrize(("signers", "notes", "faults"), MANY)
def test_nobody_is_dropped_and_notes_that_are_left_out_are_counted_above_the_footer(
    world: World, signers: int, notes: int, faults: int
) -> None:
    verdict = many(world.verify(world.signed), signers, notes, faults)
    made = report_pdf(verdict, HEADING)
    text = told(made)
    assert [n for n in range(signers) if f"ผู้ลงนามลำดับที่{n}" not in text or f"{n:064x}" not in text] == []
    assert text.count("[MODIFIED_AFTER_SIGNING]") == faults
    left = re.search(r"และข้อสังเกตอีก(\d+)ข้อ", text)
    assert text.count("[SIGNATURE_OK]") + (int(left[1]) if left else 0) == notes
    if signers <= 12:
        assert page_count(made) == 1
    for page in pages(made):
        heights = [y for y, _ in page]
        assert min(heights) == heights[-1]  # the footer is the lowest
        assert heights[-2] - heights[-1] > 10  # and nothing comes near it
        assert all(0 < y < 842 for y in heights)


def test_lines_are_not_set_over_one_another(world: World) -> None:
    verdict = many(world.verify(ATTACKS["annotation_added"](world).data), 12, 20, 5)
    for page in pages(report_pdf(verdict, HEADING)):
        rows = sorted({y for y, _ in page}, reverse=True)
        assert all(upper - lower > 7 for upper, lower in pairwise(rows))


def test_the_report_is_the_same_every_time(world: World) -> None:
    verdict = world.verify(world.signed, at=NOW + timedelta(days=1))
    assert report_pdf(verdict, HEADING) == report_pdf(verdict, HEADING)
    assert any(item.tone is Tone.NOTE for item in verdict.reasons)
