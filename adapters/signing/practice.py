"""Keys of a throw-away authority and scans of papers, for the practice office alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from workflow.thai.zone import BANGKOK


def practice_keys(folder: Path, people: Mapping[str, str], passphrase: str) -> Iterator[str]:
    """Make a throw-away authority and a key file for each person (login -> name); yields each login as it is done.

    For the sample office only: whoever has the folder has the keys. The certificates began years ago, so that papers
    signed before the office started can be signed with them.
    """
    from signatures.signing.practice_ca import issue, make_ca

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

    The stroke of the pen, in the box to sign in, is drawn by the program and plainly reads as a practice stroke;
    nothing judges it.
    """
    import io

    import pypdfium2
    from PIL import ImageDraw

    from signatures.prepare.fields import head_box

    scale = 150 / 72
    pages = []
    for paper in papers:
        box = head_box(paper)
        document = pypdfium2.PdfDocument(paper)
        for number, page in enumerate(document):
            picture = page.render(scale=scale, grayscale=True).to_pil()
            page.close()
            pages.append(picture)
            if box is None or box.page != number:
                continue
            left, middle, step = box.left + 30, (box.top + box.bottom) / 2, (box.width - 60) / 12
            stroke = [((left + step * n) * scale, (middle + 12 * (n % 3 - 1)) * scale) for n in range(13)]
            ImageDraw.Draw(picture).line(stroke, fill=40, width=4)
        document.close()
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=150, save_all=True, append_images=pages[1:])
    return out.getvalue()
