"""Evidence bundles: what a verdict rests on, in one file that agrees with itself years later."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from commands.terminal.screen import fitted
from tests.services.small_office import SmallOffice
from wiring import tell_evidence
from workflow.rules.errors import NotFound
from workflow.services.queries import evidence_bundles


def test_a_bundle_of_what_the_head_signed_agrees_when_it_is_verified_again(small: SmallOffice, tmp_path: Path) -> None:
    small.bring("head_signed", "O1")
    written = evidence_bundles.export(small.office, "O1", tmp_path / "bundles")
    assert [(w.status, w.grade) for w in written] == [("PASSED", 2)] * 2
    for one in written:
        text, code = tell_evidence(one.path, lang="th", as_json=True, wrap=fitted)
        told = json.loads(text)
        assert (code, told["agrees"], told["status"], told["grade"]) == (0, True, "PASSED", 2)
        assert "revocation" in told["checks_run"]
        assert (next(iter(told)), told["known_to"]["kind"]) == ("known_to", "list")
    assert [w.online for w in written] == [None, "none"]
    text, _ = tell_evidence(written[0].path, lang="en", as_json=False, wrap=fitted)
    assert text.startswith("The signer is known to: the list of 3 in this bundle and nobody else")


def test_a_changed_bundle_is_refused(small: SmallOffice, tmp_path: Path) -> None:
    small.bring("head_signed", "O1")
    path = evidence_bundles.export(small.office, "O1", tmp_path)[0].path
    forged = tmp_path / "forged.zip"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(forged, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(b"PASSED", b"FAILED") if name == "verdict.json" else data)
    text, code = tell_evidence(forged, lang="th", as_json=False, wrap=fitted)
    assert code == 1
    assert "[EVIDENCE_BROKEN]" in text
    assert "ส่วน verdict.json ไม่ตรงกับที่ลงบัญชีไว้" in text


def test_an_item_nobody_signed_has_no_bundle(small: SmallOffice, tmp_path: Path) -> None:
    with pytest.raises(NotFound) as refused:
        evidence_bundles.export(small.office, "O1", tmp_path)
    assert refused.value.code == "nothing_signed"


def test_an_export_compares_with_what_is_online(small: SmallOffice, tmp_path: Path) -> None:
    small.bring("published", "O1")
    assert [w.online for w in evidence_bundles.export(small.office, "O1", tmp_path)] == [None, "same"]
    live = small.office.site.live()
    assert live is not None
    (shown,) = (path for path in live.public.rglob("*.pdf") if "O1" in path.name)
    shown.write_bytes(shown.read_bytes() + b"% marked")
    assert [w.online for w in evidence_bundles.export(small.office, "O1", tmp_path)] == [None, "differs"]
