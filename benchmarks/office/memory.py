"""The most memory a command of ``oit`` holds, LibreOffice's own apart: the demo, whose commands are all the others; and
what does not grow with the journal, measured on the demo's office as its journal gets longer.

    python -m benchmarks.office.memory
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.office.cycle import Row
from benchmarks.office.workload import PASSWORD
from benchmarks.publication import calendar_site, second_look

ROOT = Path(__file__).resolve().parents[2]
BUDGETS_MB = {"oit demo": 150.0, "oit status": 80.0, "oit backup": 150.0, "oit site build": 150.0}
SHORT, LONGER, LONGEST = 1_000, 100_000, 1_000_000
"""Entries of the journal."""
FLAT = 1.1
"""Of what a command holds with a short journal: no more with a long one."""
VERIFY_MB = 80.0
"""With the longest."""
BATCH = 5_000
# VmHWM, not ru_maxrss: Linux carries the size of the process that started this one over into ru_maxrss.
# numpy comes with an extra (scan-compare) that few offices install; openpyxl loads it wherever it finds it.
RUN = """
import sys
sys.modules["numpy"] = None
from cli import main
try:
    main(sys.argv[1:])
finally:
    held = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(held.split()[1], file=sys.__stderr__)
"""


def peak(*words: str, home: str | None = None) -> float:
    """Megabytes that ``oit WORDS`` held at most, its children not counted. :param home: where its sessions are."""
    at_home = {} if home is None else {"HOME": home, "XDG_STATE_HOME": home, "OIT_PASSWORD": PASSWORD}
    done = subprocess.run(
        [sys.executable, "-c", RUN, *words],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=600,
        env={**os.environ, **at_home},
    )
    return int(done.stderr.strip().splitlines()[-1]) / 1024


def _proofs() -> list[Row]:
    """A plain proof of 2,000 pages, and one with a second look, Chromium's own processes apart."""
    with calendar_site.served() as home:
        _, plain = calendar_site.probe(Path(sys.executable), ROOT, home)
    _, looked, _ = second_look.probe(second_look.TEN, second_look.MANY)
    most = {
        "a proof of 2,000 pages": (plain, calendar_site.BUDGET_MB),
        "a second look": (looked, second_look.BUDGET_MB),
    }
    return [(f"memory: {name}", mb, budget, mb / budget) for name, (mb, budget) in most.items()]


def lengthen(office: Path, entries: int) -> None:
    """Let the office's journal have so many entries: those that are missing say that a backup was made.

    Past the unit of work, by its own texts: a million of them in a minute.
    """
    from workflow.records.entry import Entry, sealed_text

    now = datetime.now(UTC)
    note = Entry("backed_up", now, "clerk.admin", "นางสาวสมมติ ตั้งใจ", "นักจัดการงานทั่วไป", "6f2b0f1e", "1")
    with closing(sqlite3.connect(office / "oit.db")) as database:
        ((office_id, seq, last),) = database.execute("SELECT office_id, seq, hash FROM office_ledger")
        asked = "SELECT seq, hash FROM row_seal WHERE office_id = ? ORDER BY seq DESC LIMIT 1"
        rows_head = database.execute(asked, (office_id,)).fetchone()
        while seq < entries:
            rows = []
            for number in range(seq + 1, min(seq + BATCH, entries) + 1):
                sealed = sealed_text(note, last, office_id, number, rows_head)
                last = hashlib.sha256(sealed.encode()).hexdigest()
                rows.append((office_id, number, sealed, last))
            seq = rows[-1][1]
            database.executemany("INSERT INTO journal_entry (office_id, seq, sealed, hash) VALUES (?, ?, ?, ?)", rows)
        database.execute("UPDATE office_ledger SET seq = ?, hash = ? WHERE office_id = ?", (seq, last, office_id))
        database.commit()


def by_journal(office: Path, home: str) -> list[Row]:
    """``backup``, ``site build`` and ``journal verify`` with a short, a long and a very long journal."""
    works = {
        "oit backup": ("backup", str(office.parent / "{}.zip"), "--as", "clerk.admin"),
        "oit site build": ("site", "build", "--as", "web"),
        "oit journal verify": ("journal", "verify"),
    }
    held: dict[tuple[str, int], float] = {}
    for entries in (SHORT, LONGER, LONGEST):
        lengthen(office, entries)
        for name, words in works.items():
            said = [word.format(entries) for word in words]
            held[name, entries] = peak("--office", str(office), *said, home=home)
    most = {("oit journal verify", LONGEST): VERIFY_MB}
    rows = []
    for (name, entries), mb in held.items():
        if entries != SHORT:
            budget = most.get((name, entries), held[name, SHORT] * FLAT)
            rows.append((f"memory: {name}, {entries:,} entries", mb, budget, mb / budget))
    return rows


def main() -> list[Row]:
    """Measure; prints and gives rows in megabytes, with the budget in the place of the floor."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as place:
        office = str(Path(place) / "office")
        found = {"oit demo": peak("demo", office), "oit status": peak("--office", office, "status")}
        for login in ("clerk.admin", "web"):
            peak("--office", office, "login", login, home=place)
        backup = ("backup", str(Path(place) / "backup.zip"), "--as", "clerk.admin")
        found["oit backup"] = peak("--office", office, *backup, home=place)
        found["oit site build"] = peak("--office", office, "site", "build", "--as", "web", home=place)
        rows += [(f"memory: {name}", mb, BUDGETS_MB[name], mb / BUDGETS_MB[name]) for name, mb in found.items()]
        rows += by_journal(Path(office), place)
    rows += _proofs()
    for what, own, budget, ratio in rows:
        print(f"{what:50} {own:8.1f} MB of {budget:.0f}  x{ratio:.2f}")
    return rows


if __name__ == "__main__":
    main()
