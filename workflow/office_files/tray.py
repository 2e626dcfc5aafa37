"""The `[tray]` of `office.toml`: the name under which the office's own people reach it in a browser."""

import re
from dataclasses import dataclass

from workflow.office_files.toml_reader import Reader

_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?")


@dataclass(frozen=True, slots=True)
class Tray:
    """`host`: the name, with its port where that is not 443; None: none. There is TLS in front of it, always."""

    host: str | None = None

    @property
    def url(self) -> str | None:
        """Where browsers find it; None: it has no name."""
        return f"https://{self.host}" if self.host is not None else None


def read_tray(table: Reader) -> Tray:
    """The table, with every problem noted on it."""
    host = table.text("host") or None
    if host is not None and not _HOST.fullmatch(host):
        table.note("setting_bad_host", table.key("host"), host)
        host = None
    table.finish()
    return Tray(host)
