"""Derive the stand-in fonts at set-up and say where they are: ``python scripts/fonts.py``. Instant the second time."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from templates_docx.errors import MissingError
from templates_docx.fonts import derive, fontconfig_file


def main() -> int:
    try:
        folder = derive()
        fontconfig_file(folder)
    except MissingError as missing:
        sys.stderr.write(f"ไม่พบแบบอักษร Laksaman: ติดตั้งด้วย apt-get install {missing.facts['package']}\n")
        return missing.exit_code
    sys.stdout.write(f"{folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
