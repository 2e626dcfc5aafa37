"""One look at a PDF that is handed in, in its limited process, beside the build of commit 0745951.

Every page drawn, its text taken, whether it is signed; ours also tells what is concealed and what cannot be searched,
which that build did not look for. Both servers are warm.

    python -m benchmarks.signing.look
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.earlier import Beside, CannotBeHad
from benchmarks.records.transitions import Row, alternate, show
from benchmarks.signing.sign import paper
from signatures.sandbox.client import limited
from templates_docx.conversion.to_pdf import LibreOffice
from templates_docx.render import render
from templates_docx.samples import memo

FACTS = {"through": True, "conceal": True, "prepare": False, "font": ""}
THERE = """
import sys
from pathlib import Path
from signatures.limited import limited
pdf = Path(sys.argv[1]).read_bytes()
def once():
    *_, (found, text) = limited("look", {"through": True}, pdf, pages=500)
    return found["pages"]
"""


def files() -> dict[str, bytes]:
    """A paper of LibreOffice in Thai, two pages, and a page with a stream of 100 KB."""
    office = LibreOffice()
    try:
        return {"a paper of LibreOffice": office.convert_one(render("memo", memo(2))), "100 KB": paper(100_000)}
    finally:
        office.close()


def main(rounds: int = 60) -> list[Row]:
    """Measure; prints and gives the rows; none where the earlier build cannot be had."""
    rows: list[Row] = []
    for name, pdf in files().items():
        with tempfile.NamedTemporaryFile(suffix=".pdf") as kept:
            Path(kept.name).write_bytes(pdf)

            def look(pdf: bytes = pdf) -> int:
                *_, (found, _) = limited("look", FACTS, pdf, pages=500)
                return int(found["pages"])

            try:
                with Beside(THERE, kept.name) as there:
                    assert look() == there.once()
                    own, earlier = alternate(rounds, look, there.once)
            except CannotBeHad as cannot:
                print(f"the build of 0745951 cannot be had: {cannot}")
                break
        rows.append((f"look at {name}, against the build of 0745951", own * 1e3, earlier * 1e3, own / earlier))
    show(rows)
    return rows


if __name__ == "__main__":
    main()
