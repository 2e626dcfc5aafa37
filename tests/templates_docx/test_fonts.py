"""The stand-in font: right metrics, own name, its licence beside it, made once."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from templates_docx import fonts
from templates_docx.errors import MissingError


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fonts.derive(tmp_path_factory.mktemp("fonts"))


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("italic", [False, True])
def test_each_face_has_the_metrics_and_an_own_name(folder: Path, bold: bool, italic: bool) -> None:
    with TTFont(fonts.font_file(bold, italic=italic, folder=folder)) as font:
        assert font["head"].unitsPerEm == 1503
        assert not font["OS/2"].fsSelection & 1 << 7
        names = {str(record) for record in font["name"].names if record.nameID in (1, 2, 3, 4, 6, 16, 17)}
        assert not any("TH Sarabun" in name or "Laksaman" in name for name in names)
        assert font["name"].getDebugName(1) == fonts.FAMILY


def test_the_licence_stands_beside_the_fonts(folder: Path) -> None:
    assert "GNU General Public License" in (folder / "LICENCE-NOTE.txt").read_text(encoding="utf-8")


def test_nothing_is_made_a_second_time(folder: Path) -> None:
    before = {file: file.stat().st_mtime_ns for file in folder.iterdir()}
    fonts.derive(folder)
    assert {file: file.stat().st_mtime_ns for file in before} == before


def test_the_official_names_lead_to_the_stand_in_unless_installed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "installed_official", lambda: frozenset({"TH SarabunPSK"}))
    text = fonts.fontconfig_file(folder).read_text(encoding="utf-8")
    assert "<string>TH Sarabun New</string>" in text
    assert "<string>TH SarabunPSK</string>" not in text


def test_missing_laksaman_is_named_with_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_SYSTEM", (tmp_path,))
    with pytest.raises(MissingError) as missing:
        fonts.derive(tmp_path / "new")
    assert (missing.value.code, missing.value.facts["package"]) == ("fonts_missing", "fonts-tlwg-laksaman-ttf")
