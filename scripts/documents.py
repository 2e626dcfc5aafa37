"""Writes the pages of ``docs/`` that are made from the program itself: ``python -m scripts.documents [--forms]``.

``pages()`` gives every page as text; the tests compare it with what is in the repository, so a changed step, label or
option that did not reach the pages is a failing test. ``--forms`` also fills every Word form into ``build/forms.pdf``.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from scripts.page_architecture import architecture_page
from scripts.page_commands import commands_page
from scripts.page_glossary import glossary_page
from scripts.page_licences import PAGE as LICENCES
from scripts.page_licences import licences_page
from scripts.page_morning import morning_page
from scripts.page_procedure import diagram, procedure_page

ROOT = Path(__file__).resolve().parent.parent
START, END = "<!-- diagram: made by scripts/documents.py -->", "<!-- end of diagram -->"


def pages() -> dict[str, str]:
    """Path from the root -> text of every generated page, README's diagram included."""
    return {
        "docs/procedure.md": procedure_page(),
        "docs/commands.md": commands_page(),
        "docs/glossary.md": glossary_page(),
        "docs/first-morning.md": morning_page(),
        "docs/decisions/README.md": decisions_page(),
        LICENCES: licences_page(_text(LICENCES)),
        "docs/architecture.md": architecture_page((ROOT / "docs/architecture.md").read_text(encoding="utf-8")),
        "README.md": with_diagram((ROOT / "README.md").read_text(encoding="utf-8")),
    }


def _text(name: str) -> str:
    path = ROOT / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def with_diagram(text: str) -> str:
    """The text with what stands between the two marks replaced by the procedure's diagram.

    :raises ValueError: a mark is missing.
    """
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise ValueError("README.md has lost the marks around the diagram")
    return f"{before}{START}\n\n{diagram()}\n\n{END}{after}"


def decisions() -> Mapping[str, str]:
    """File name -> title of each decision, in order."""
    found = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    return {path.name: path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ") for path in found}


def decisions_page() -> str:
    """The list of decisions, and how to add one."""
    lines = [
        "# การตัดสินใจเรื่องการออกแบบ / Decisions",
        "",
        "เรื่องละครึ่งหน้า: สถานะ ที่มา สิ่งที่ตัดสินใจ ข้อดีและข้อเสีย / Half a page each: status, context, decision, and what it",
        "brings, good and bad.",
        "",
        *(f"- [{title}]({name})" for name, title in decisions().items()),
        "",
        "To add one: copy the newest, take the next number, put today's date (ISO) under the title, name at least",
        "one thing that became worse, then run `make documents`. A decision is never rewritten: a later one replaces",
        "it and both say so under *Status*.",
        "",
    ]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Write what changed and name it; 2 for misuse, 4 when the forms cannot be made on this machine."""
    if set(arguments) - {"--forms"}:
        sys.stderr.write("python -m scripts.documents [--forms]\n")
        return 2
    for name, text in pages().items():
        path = ROOT / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"เขียน {name} ใหม่ / wrote {name}")
    if "--forms" in arguments:
        return _forms()
    return 0


def _forms() -> int:
    from templates_docx.errors import PaperError
    from templates_docx.gallery import gallery

    target = ROOT / "build" / "forms.pdf"
    target.parent.mkdir(exist_ok=True)
    try:
        target.write_bytes(gallery())
    except PaperError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    print(f"แบบฟอร์มทุกแบบพร้อมข้อมูลตัวอย่าง / every form with sample data: {target.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
