"""Hints on what was received on paper: shown before the registrar attests, kept with the verdict, deciding nothing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from sqlalchemy import select

import wiring
from signatures.scans import hints
from tests.services.small_office import SmallOffice, done
from workflow.records.models import Verdict
from workflow.services.context.results import Outcome
from workflow.services.intake import receiving
from workflow.services.intake.scan_hints import ScanComparison
from workflow.services.operations.stored_files import named_digests, required_files

SEEN = pytest.mark.usefixtures("ink_seen")


@pytest.fixture
def submitted(small: SmallOffice) -> SmallOffice:
    """Memo 1 for O1, before the head: the memo and the file to be signed, a page or two each."""
    small.bring("submitted", "O1")
    return small


def papers(office: SmallOffice) -> list[bytes]:
    return [office.office.store.get(due.issued) for due in office.required_signatures("O1")]


def signed_scan(office: SmallOffice) -> Path:
    path = office.folder / "scan.pdf"
    path.write_bytes(wiring.practice_scan(papers(office)))
    return path


def unsigned_scan(office: SmallOffice) -> Path:
    """The printed pages as they were: nobody has signed."""
    pictures = []
    for paper in papers(office):
        document = pypdfium2.PdfDocument(paper)
        pictures += [page.render(scale=150 / 72, may_draw_forms=False).to_pil().convert("L") for page in document]
        document.close()
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=150, save_all=True, append_images=pictures[1:])
    path = office.folder / "unsigned.pdf"
    path.write_bytes(out.getvalue())
    return path


def verdicts(office: SmallOffice) -> list[Verdict]:
    with office.use_case() as use_case:
        return list(use_case.session.scalars(select(Verdict).order_by(Verdict.id)))


def said(comparison: ScanComparison) -> list[str]:
    return [seen.hint.code for memo in comparison.memos for seen in comparison.of(memo) or ()]


def take_in(office: SmallOffice, scan: Path, **how: Any) -> list[Outcome]:
    """By a registrar who attests what there is."""
    return receiving.receive(office.office, "registrar", [scan], attest=lambda about: True, **how)


@SEEN
def test_hints_are_shown_before_anything_is_recorded(submitted: SmallOffice) -> None:
    shown: list[tuple[ScanComparison, list[str]]] = []
    brought = papers(submitted)
    done(
        receiving.receive(
            submitted.office, "registrar", [signed_scan(submitted)], attest=lambda about: True,
            show=lambda comparison: shown.append((comparison, submitted.states("O1"))),
        )
    )  # fmt: skip
    ((comparison, states),) = shown
    assert states == ["submitted"]
    assert submitted.states("O1") == ["head_signed"]
    assert comparison.memos == [submitted.memo("ทล 01/1").id]
    assert set(said(comparison)) == {"INK_HINT"}
    assert len(said(comparison)) == len(brought)


@pytest.mark.hints
def test_the_record_keeps_hints_and_their_pictures_and_nothing_rests_on_them(submitted: SmallOffice) -> None:
    done(take_in(submitted, signed_scan(submitted)))
    kept = [hint for verdict in verdicts(submitted) for hint in verdict.record["hints"]]
    assert {hint["code"] for hint in kept} == {"INK_HINT"}
    store = submitted.office.store
    assert all(store.get(hint["picture"]).startswith(b"\x89PNG") for hint in kept)
    with submitted.use_case() as use_case:
        pictures = {hint["picture"] for hint in kept}
        assert pictures <= required_files(use_case)
        assert pictures <= named_digests(use_case)
    assert {(v.status, v.grade) for v in verdicts(submitted)} == {("PASSED", 1)}
    assert not {r["code"] for v in verdicts(submitted) for r in v.record["reasons"]} & {"INK_HINT"}
    assert submitted.verify().ok


@pytest.mark.deep
@pytest.mark.hints
def test_an_empty_box_is_told_and_refuses_nothing(submitted: SmallOffice) -> None:
    results = done(take_in(submitted, unsigned_scan(submitted)))
    seen = results[0].hints
    assert seen is not None
    assert {one.hint.code for one in seen} == {"NO_INK_HINT"}
    assert submitted.states("O1") == ["head_signed"]
    assert submitted.memo("ทล 01/1").grade == 1


@SEEN
def test_the_pictures_are_laid_where_the_registrar_can_open_them(submitted: SmallOffice) -> None:
    results = receiving.receive(submitted.office, "registrar", [signed_scan(submitted)], look_only=True)
    paths = [one.path for one in results[0].hints or ()]
    assert paths
    assert all(path is not None and path.parent == submitted.folder / "hints" for path in paths)
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in paths if path is not None)
    code = submitted.required_signatures("O1")[0].code
    assert f"{code}-p1-box.png" in [path.name for path in paths if path is not None]


@SEEN
def test_looking_records_nothing(submitted: SmallOffice) -> None:
    journal, stored = len(submitted.journal()), sorted((submitted.folder / "store").rglob("*"))
    (result,) = receiving.receive(submitted.office, "registrar", [signed_scan(submitted)], look_only=True)
    assert result.error is None
    assert submitted.states("O1") == ["submitted"]
    assert len(submitted.journal()) == journal
    assert not verdicts(submitted)
    assert sorted((submitted.folder / "store").rglob("*")) == stored


@SEEN
def test_who_does_not_attest_what_is_shown_records_nothing(submitted: SmallOffice) -> None:
    shown: list[ScanComparison] = []
    (result,) = receiving.receive(
        submitted.office, "registrar", [signed_scan(submitted)], show=shown.append, attest=lambda about: False
    )
    assert result.error is not None
    assert result.error.code == "not_attested"
    assert set(said(shown[0])) == {"INK_HINT"}
    assert result.hints is not None
    assert submitted.states("O1") == ["submitted"]
    assert not verdicts(submitted)


@SEEN
def test_a_folder_that_cannot_be_written_takes_the_picture_and_not_the_hint(submitted: SmallOffice) -> None:
    (submitted.folder / "hints").write_text("a file stands in the way", encoding="utf-8")
    results = done(take_in(submitted, signed_scan(submitted)))
    seen = results[0].hints or ()
    assert {one.hint.code for one in seen} == {"INK_HINT"}
    assert {one.path for one in seen} == {None}
    assert all(hint["picture"] for verdict in verdicts(submitted) for hint in verdict.record["hints"])


@pytest.fixture
def without_numpy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(hints, "find_spec", lambda name: None)
    return


@pytest.mark.hints
@pytest.mark.usefixtures("without_numpy")
def test_without_the_extra_receiving_works_as_ever_and_says_that_there_are_no_hints(submitted: SmallOffice) -> None:
    shown: list[ScanComparison] = []
    (result,) = done(take_in(submitted, signed_scan(submitted), show=shown.append))
    assert not shown[0].available
    assert result.hints is None
    assert submitted.states("O1") == ["head_signed"]
    assert {v.record["hints"] is None for v in verdicts(submitted)} == {True}


@SEEN
def test_what_was_signed_with_a_token_is_not_looked_at(submitted: SmallOffice) -> None:
    key = submitted.office.keys.open(submitted.key("head"), "demo-only")
    files = []
    for number, paper in enumerate(papers(submitted)):
        path = submitted.folder / f"signed{number}.pdf"
        at = submitted.office.now()
        signed = submitted.office.signer.sign(paper, key, lines=("head",), name="head", reason="r", at=at)
        path.write_bytes(signed)
        files.append(path)
    shown: list[ScanComparison] = []
    (result,) = done(receiving.receive(submitted.office, "registrar", files, show=shown.append))
    assert shown[0].memos == []
    assert result.hints is None
    assert not (submitted.folder / "hints").exists()
