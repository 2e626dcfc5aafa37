"""Prints an HTML page with headless Chromium, and reads back on which page each anchor came to stand."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-extensions",
    "--no-first-run", "--no-pdf-header-footer", "--generate-pdf-document-outline",
)  # fmt: skip


class NotPrinted(Exception):
    """The browser is there and did not print; the text is what it said."""


def browser() -> str | None:
    """The browser's program, or ``None`` when this machine has none."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def print_pdf(program: str, page: Path, target: Path, seconds: float = 120) -> None:
    """Print ``page`` to ``target``. No network is used: the page holds everything.

    :raises NotPrinted: no file came out, or it took longer than ``seconds``.
    """
    target.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        command = [program, *_FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={target}", page.as_uri()]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
        except subprocess.TimeoutExpired as error:
            raise NotPrinted(f"no answer in {seconds:g} s") from error
    if not target.exists() or target.stat().st_size == 0:
        raise NotPrinted(done.stderr.strip()[-400:] or f"exit code {done.returncode}")


def pages_of(pdf: Path) -> dict[str, int]:
    """Anchor -> page, counted from 1, of every place that a link inside the document leads to."""
    from pypdf import PdfReader

    reader = PdfReader(pdf)
    found = {}
    for name, place in reader.named_destinations.items():
        page = reader.get_destination_page_number(place)
        if page is not None:
            found[name.lstrip("/")] = page + 1
    return found
