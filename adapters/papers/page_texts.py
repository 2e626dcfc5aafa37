"""Tesseract behind the PageReader port: the letters on a picture of a page, Thai and English."""

from __future__ import annotations

import importlib.util
import io
import os
import shutil
import subprocess
from contextlib import suppress
from functools import lru_cache

_LANGUAGES = "tha+eng"
_SECONDS = 40.0
"""The longest that one page may take."""
_SPARSE = "--psm 3"
"""Columns, tables and running text as they come (fully automatic page segmentation)."""


class Tesseract:
    """The Tesseract of this machine, driven by pytesseract (the extra ``ocr``)."""

    def why_none(self) -> str | None:
        if importlib.util.find_spec("pytesseract") is None:
            return "not_installed"
        if shutil.which("tesseract") is None:
            return "no_tesseract"
        return None if "tha" in _models() else "no_thai"

    def read(self, picture: bytes) -> str:
        import pytesseract
        from PIL import Image

        os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # its threads wait for each other more than they help
        with Image.open(io.BytesIO(picture)) as page, suppress(RuntimeError, pytesseract.TesseractError):
            return str(pytesseract.image_to_string(page, lang=_LANGUAGES, config=_SPARSE, timeout=_SECONDS)).strip()
        return ""


@lru_cache(maxsize=1)
def _models() -> frozenset[str]:
    try:
        told = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(told.stdout.split())
