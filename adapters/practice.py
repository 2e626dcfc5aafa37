"""Keys of a throw-away authority and scans of papers, for the practice office alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass

from workflow.clock import BANGKOK


def practice_keys(folder: Path, people: Mapping[str, str], passphrase: str) -> Iterator[str]:
    """Make a throw-away authority and a key file for each person (login -> name); yields each login as it is done.

    For the sample office only: whoever has the folder has the keys. The certificates began years ago, so that papers
    signed before the office started can be signed with them.
    """
    from signatures.throwaway import issue, make_ca

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    began = datetime.now(BANGKOK) - timedelta(days=365 * 5)
    ends = datetime.now(BANGKOK) + timedelta(days=365 * 5)
    ca = make_ca("PRACTICE ONLY - oit sample authority", not_before=began, not_after=ends)
    (folder / "practice-ca.pem").write_bytes(ca.pem)
    for login, name in people.items():
        # X.520 takes 64 bytes, and a Thai letter is three.
        made = issue(ca, name if len(name.encode()) <= 64 else login, not_before=began, not_after=ends)
        target = folder / f"{login}.p12"
        target.touch(mode=0o600)
        target.write_bytes(made.to_p12(passphrase))
        yield login


def practice_scan(papers: Sequence[bytes]) -> bytes:
    """What a scanner makes of printed papers that somebody signed with a pen: pictures of pages, no text.

    The stroke of the pen is drawn by the program and plainly reads as a practice stroke; nothing judges it.
    """
    import io

    import pypdfium2
    from PIL import ImageDraw

    pages = []
    for paper in papers:
        document = pypdfium2.PdfDocument(paper)
        for page in document:
            picture = page.render(scale=150 / 72, grayscale=True).to_pil()
            page.close()
            pages.append(picture)
        document.close()
        draw = ImageDraw.Draw(pages[-1])
        width, height = pages[-1].size
        stroke = [(width * (0.55 + 0.02 * n), height * (0.5 + 0.012 * (n % 3))) for n in range(9)]
        draw.line(stroke, fill=40, width=4)
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=150, save_all=True, append_images=pages[1:])
    return out.getvalue()
