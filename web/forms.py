"""Forms as they come in: texts, files with the names people gave them, and the key that makes a form good for once."""

from __future__ import annotations

import secrets
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.thai import normalise

if TYPE_CHECKING:
    from starlette.datastructures import FormData

LONGEST = 4000
"""Letters of one text."""
ANSWERS = ("passkey",)
"""What a script brings, and how long it may be."""
LONGEST_ANSWER = 16000
_FORBIDDEN = str.maketrans({"/": "-", "\\": "-", "\0": None})


def new_key(at: datetime) -> str:
    """A key for a form that is drawn now. It says when, so that who acted since is known."""
    return f"{int(at.timestamp())}.{secrets.token_urlsafe(12)}"


def drawn_at(key: str) -> datetime | None:
    """When the form of a key was drawn; ``None``: it is none of ours."""
    seconds, _, rest = key.partition(".")
    return datetime.fromtimestamp(int(seconds), UTC) if seconds.isdigit() and len(seconds) < 12 and rest else None


def texts(form: FormData) -> dict[str, list[str]]:
    """What was typed or chosen, by name: line ends and marks as everywhere, nothing that no keyboard types."""
    found: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            most = LONGEST_ANSWER if name in ANSWERS else LONGEST
            plain = "".join(c for c in value.replace("\r\n", "\n")[:most] if c == "\n" or c >= " ")
            found.setdefault(name, []).append(normalise(plain) if not name.startswith("pass") else plain)
    return found


def save(form: FormData, folder: Path) -> dict[str, list[Path]]:
    """Write what was uploaded into a folder, under the names it came with, each in a folder of its own."""
    found: dict[str, list[Path]] = {}
    for number, (name, value) in enumerate(form.multi_items()):
        if isinstance(value, str) or not value.filename:
            continue
        place = folder / str(number)
        place.mkdir()
        called = Path(value.filename.replace("\\", "/")).name.translate(_FORBIDDEN).strip(". ")[-120:] or "file"
        path = place / called
        with path.open("wb") as out:
            shutil.copyfileobj(value.file, out)
        found.setdefault(name, []).append(path)
    return found
