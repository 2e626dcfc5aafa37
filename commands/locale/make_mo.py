"""Turns each ``messages.po``, here and in the tray, into the ``messages.mo`` of gettext (GNU gettext manual, 10.3).

    python -m commands.locale.make_mo

It knows what our catalogues use: comments, ``msgctxt``, ``msgid``, ``msgid_plural``, ``msgstr``, ``msgstr[0]``,
continued lines.
"""

from __future__ import annotations

import ast
import struct
from pathlib import Path

MAGIC = 0x950412DE


def read_po(text: str) -> dict[str, str]:
    """Key -> translation; a plural's key is both forms with NUL between, one in a context has that and EOT before it.

    Untranslated entries are left out.

    :raises ValueError: for a line that is none of the above, with its number; for a key that stands twice.
    """
    entries: list[dict[str, str]] = []
    field = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith('"'):
            quoted = line
        else:
            field, _, quoted = line.partition(" ")
            if field not in ("msgctxt", "msgid", "msgid_plural", "msgstr", "msgstr[0]"):
                raise ValueError(f"line {number}: {field}")
            if field == "msgctxt" or (field == "msgid" and (not entries or "msgid" in entries[-1])):
                entries.append({})
        entries[-1][field] = entries[-1].get(field, "") + str(ast.literal_eval(quoted))
    found: dict[str, str] = {}
    for entry in entries:
        context = entry["msgctxt"] + "\4" if "msgctxt" in entry else ""
        key = context + entry["msgid"] + ("\0" + entry["msgid_plural"] if "msgid_plural" in entry else "")
        told = entry.get("msgstr", entry.get("msgstr[0]", ""))
        if key in found:
            raise ValueError(f"twice: {key}")
        if told:
            found[key] = told
    return found


def mo_bytes(messages: dict[str, str]) -> bytes:
    """The binary catalogue: header, two tables of (length, offset), then the strings, sorted by key."""
    keys = sorted(message.encode() for message in messages)
    values = [messages[key.decode()].encode() for key in keys]
    start = 28 + 16 * len(keys)
    tables: list[bytes] = []
    strings = b""
    for some in (keys, values):
        for one in some:
            tables.append(struct.pack("<2I", len(one), start + len(strings)))
            strings += one + b"\0"
    header = struct.pack("<7I", MAGIC, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0)
    return header + b"".join(tables) + strings


def main() -> None:
    """Write every catalogue anew."""
    here = Path(__file__).parent
    for po in sorted(
        [*here.glob("*/LC_MESSAGES/*.po"), *(here.parents[1] / "web" / "locale").glob("*/LC_MESSAGES/*.po")]
    ):
        po.with_suffix(".mo").write_bytes(mo_bytes(read_po(po.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main()
