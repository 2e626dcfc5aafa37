"""A stand-in with the metrics of TH Sarabun New, derived from Debian's Laksaman when the program is set up.

Laksaman (GPL-2+ with font exception) is TH Sarabun New drawn 1.503 times larger. A copy with that many more units per
em, under its own name, sets the same lines and pages as the official font. It is made on each machine and never
committed; where the office has the official font, that is used. Debian's own alias scales by a matrix that LibreOffice
ignores, so the conversion runs under a fontconfig file of ours.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from templates_docx.errors import MissingError

FAMILY = "OIT Saraban Metric"
OFFICIAL = ("TH Sarabun New", "TH SarabunPSK", "TH SarabunIT๙", "TH Sarabun PSK", "TH SarabunIT9")
UNITS_PER_EM = 1503
PACKAGE = "fonts-tlwg-laksaman-ttf"
_FACES = {
    "Laksaman.ttf": ("OitSaraban-Regular.ttf", "Regular"),
    "Laksaman-Bold.ttf": ("OitSaraban-Bold.ttf", "Bold"),
    "Laksaman-Italic.ttf": ("OitSaraban-Italic.ttf", "Italic"),
    "Laksaman-BoldItalic.ttf": ("OitSaraban-BoldItalic.ttf", "Bold Italic"),
}
_SYSTEM = tuple(Path("/usr/share/fonts") / name for name in ("truetype/tlwg", "tlwg", "opentype/tlwg"))
_NOTE = """These fonts were derived on this machine from Laksaman (Debian fonts-tlwg-laksaman-ttf), licensed as it is:
GNU General Public License, version 2 or later, with the font exception (documents that embed them are not
covered by it). Full text: /usr/share/doc/fonts-tlwg-laksaman-ttf/copyright and /usr/share/common-licenses/GPL-2.
Changed: unitsPerEm set to 1503, USE_TYPO_METRICS cleared, names replaced by "OIT Saraban Metric".
"""


def default_folder() -> Path:
    """``.fonts`` of the checkout where that can be written, else the user's cache: wheels are installed read-only."""
    project = Path(__file__).resolve().parent.parent
    if (project / "pyproject.toml").exists() and os.access(project, os.W_OK):
        return project / ".fonts"
    cache_home = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache_home) if cache_home else Path.home() / ".cache") / "saraban-oit" / "fonts"


def _source_folder() -> Path:
    for folder in _SYSTEM:
        if all((folder / name).exists() for name in _FACES):
            return folder
    raise MissingError("fonts_missing", package=PACKAGE)


def _derive(source: Path, target: Path, style: str) -> None:
    from fontTools.ttLib import TTFont

    # Timestamps stay Laksaman's, so that the derived file is the same wherever it is made.
    font = TTFont(source, recalcTimestamp=False)
    font["head"].unitsPerEm = UNITS_PER_EM
    font["OS/2"].fsSelection &= ~(1 << 7)
    postscript = FAMILY.replace(" ", "") + "-" + style.replace(" ", "")
    names = {1: FAMILY, 2: style, 3: f"{postscript};1", 4: f"{FAMILY} {style}", 6: postscript}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID not in {*names, 16, 17, 18, 21, 22}]
    for key, text in names.items():
        table.setName(text, key, 3, 1, 0x409)
        table.setName(text, key, 1, 0, 0)
    # Written beside and moved: another process may be looking for it at this moment.
    beside = target.with_name(f"{target.name}.{os.getpid()}")
    font.save(beside)
    beside.replace(target)


def derive(folder: Path | None = None) -> Path:
    """Make the four faces and the licence note in ``folder`` (None: :func:`default_folder`); at once when they exist.

    :raises MissingError: ``fonts_missing`` with the apt ``package`` when Laksaman is not installed.
    """
    folder = folder or default_folder()
    targets = {folder / name: (source, style) for source, (name, style) in _FACES.items()}
    note = folder / "LICENCE-NOTE.txt"
    if note.exists() and all(target.exists() for target in targets):
        return folder
    origin = _source_folder()
    folder.mkdir(parents=True, exist_ok=True)
    for target, (source, style) in targets.items():
        _derive(origin / source, target, style)
    note.write_text(_NOTE, encoding="utf-8")
    return folder


def font_file(bold: bool = False, *, italic: bool = False, folder: Path | None = None) -> Path:
    """The derived face as a TrueType file, made on first use (for signature appearances and drawn images)."""
    style = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}
    return derive(folder) / f"OitSaraban-{style[bold, italic]}.ttf"


@cache
def installed() -> frozenset[str]:
    """Every font family of this machine, under each of its names; empty where fontconfig's ``fc-list`` is missing."""
    if not shutil.which("fc-list"):
        return frozenset()
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False).stdout
    return frozenset(name.strip() for line in listed.splitlines() for name in line.split(","))


def installed_official() -> frozenset[str]:
    """Those of the official families that this machine really has."""
    return installed().intersection(OFFICIAL)


def _alias(official: str, mode: Literal["assign"] = "assign") -> str:
    return (
        f'<match target="pattern"><test name="family" qual="any"><string>{escape(official)}</string></test>'
        f'<edit name="family" mode="{mode}" binding="strong"><string>{FAMILY}</string></edit></match>'
    )


def fontconfig_file(folder: Path | None = None) -> Path:
    """A fontconfig file that puts the stand-in before Debian's rules, for ``FONTCONFIG_FILE`` of the converter.

    Official families that are installed are left alone.

    :raises MissingError: ``fonts_missing``.
    """
    folder = derive(folder).resolve()
    aliases = "".join(_alias(name) for name in OFFICIAL if name not in installed_official())
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{escape(str(folder))}</dir>{aliases}"
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include></fontconfig>\n'
    )
    target = folder / "fonts.conf"
    if not target.exists() or target.read_text(encoding="utf-8") != text:
        beside = folder / f"fonts.conf.{os.getpid()}"
        beside.write_text(text, encoding="utf-8")
        beside.replace(target)
    return target
