"""Who is logged in on this machine."""

from __future__ import annotations

import hashlib
import json
import os
import socket
from pathlib import Path


def place() -> str:
    """What tells this machine and its user from others, hashed: a session file that is copied opens nothing there."""
    try:
        machine = Path("/etc/machine-id").read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        machine = ""
    user = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    return hashlib.sha256(f"{machine}:{socket.gethostname()}:{user}".encode()).hexdigest()


class Sessions:
    """Tokens of the sessions open on this machine for one office: a file only its owner reads."""

    def __init__(self, folder: Path) -> None:
        base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
        name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
        self.path = Path(base) / "oit" / f"{name}.json"

    def read(self) -> dict[str, str]:
        """Login -> token, the one opened last at the end."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}

    def token(self, login: str | None) -> str | None:
        found = self.read()
        if login is not None:
            return found.get(login)
        return next(reversed(found.values()), None)

    def keep(self, login: str, token: str | None) -> None:
        """Remember a session, or forget it (``token`` ``None``)."""
        found = self.read()
        found.pop(login, None)
        if token is not None:
            found[login] = token
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self.path.with_suffix(f".{os.getpid()}")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(found, out)
        fresh.replace(self.path)
