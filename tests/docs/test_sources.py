"""What pages say of the code, and what the code says of pages, is there; the drawings have no circle."""

import ast
import re
from pathlib import Path

import pytest

from scripts.page_architecture import ROOMS, architecture_page, arrows, circles, errors_block, room_of, subjects
from scripts.reading_source import PRODUCT, error_classes, module_name, parsed, source_files

pytestmark = pytest.mark.xdist_group("sources")
ROOT = Path(__file__).parents[2]
PAGES = ("docs/architecture.md", "docs/contributing.md", "docs/contracts.md")
FOLDERS = (
    *("workflow", "workflow/services", "workflow/records", "signatures", "public_site", "commands", "adapters"),
    "templates_docx",
)
CODE = [
    path
    for folder in (*PRODUCT, "scripts", "benchmarks", "tests")
    for path in [*(ROOT / folder).rglob("*.py"), *(ROOT / folder).rglob("*.md"), ROOT / f"{folder}.py"]
    if path.is_file() and path != Path(__file__)
]
CITED = re.compile(r"\b(docs/[\w./-]+\.md)(?:#([\w-]+))?")
NAMED = re.compile(r"`((?:" + "|".join(PRODUCT) + r"|scripts)(?:\.\w+)+)`")
PLACE = re.compile(r"`((?:" + "|".join((*PRODUCT, "scripts", "tests", "docs", "features")) + r")/[\w./-]+)`")


def anchors(page: Path) -> set[str]:
    """Headings as GitHub makes addresses of them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def defined(body: list[ast.stmt], name: str) -> list[ast.stmt] | None:
    """What is inside the class of this name; empty for anything else that is defined or imported under it."""
    for node in body:
        if isinstance(node, ast.ClassDef) and node.name == name:
            return node.body
        if isinstance(node, ast.If) and (inside := defined(node.body, name)) is not None:  # loaded when it is named
            return inside
        names = [getattr(node, "name", None), *(alias.asname or alias.name for alias in getattr(node, "names", []))]
        for target in [*getattr(node, "targets", []), *([node.target] if isinstance(node, ast.AnnAssign) else [])]:
            names.append(ast.unparse(target))
        if name in names:
            return []
    return None


def exists(name: str) -> bool:
    """Whether a dotted name is a module of ours, or something that a module defines."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        place = ROOT.joinpath(*parts[:cut])
        path = place.with_suffix(".py") if place.with_suffix(".py").is_file() else place / "__init__.py"
        if path.is_file():
            body: list[ast.stmt] | None = parsed(path).body
            for part in parts[cut:]:
                body = defined(body or [], part)
            return body is not None
    return False


def test_a_name_that_is_not_there_is_noticed() -> None:
    assert exists("workflow.services.context.use_case.UseCase.case")
    assert exists("workflow.records.numbering.take")
    assert not exists("workflow.services.context.use_case.UseCase.gone")
    assert not exists("workflow.services.desk")


def test_code_cites_only_pages_and_headings_that_are_in_the_repository() -> None:
    wrong = []
    for path in CODE:
        for page, heading in CITED.findall(path.read_text(encoding="utf-8")):
            target = ROOT / page
            if not target.is_file() or (heading and heading not in anchors(target)):
                wrong.append(f"{path.relative_to(ROOT)}: {page}#{heading}")
    assert not wrong


def test_nothing_cites_what_was_handed_to_the_builders() -> None:
    words = re.compile(r"\b(" + "|".join(("DESIGN", "FLOORS", "CORRESPONDENCE", "TYPESETTING", "MOVES")) + r")\b")
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    assert not [p.relative_to(ROOT).as_posix() for p in [*CODE, *pages] if words.search(p.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", PAGES)
def test_every_module_function_and_file_a_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert not [name for name in NAMED.findall(text) if not exists(name)]
    assert not [place for place in PLACE.findall(text) if not (ROOT / place).exists()]


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_big_folder_says_what_is_in_it(folder: str) -> None:
    text = (ROOT / folder / "README.md").read_text(encoding="utf-8")
    inside = [p.name for p in sorted((ROOT / folder).iterdir()) if (p / "__init__.py").is_file()]
    if folder != "templates_docx":  # written for staff who change forms
        assert not [name for name in inside if f"`{name}/`" not in text]
        assert len(text.splitlines()) <= 60
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", text)
    assert not [link for link in links if "://" not in link and not (ROOT / folder / link).exists()]


def test_the_arrows_that_are_drawn_have_no_circle_and_leave_no_module_out() -> None:
    assert not circles(arrows())
    assert not circles(subjects())
    outside = {module_name(path) for path in source_files() if room_of(module_name(path)) is None}
    assert outside == {"workflow"}
    assert not [room for room in ROOMS if not any(room_of(module_name(path)) == room for path in source_files())]


def test_a_circle_is_noticed() -> None:
    assert circles({"a": ["b"], "b": ["c"], "c": ["b"]}) == ["b", "c"]


def test_the_tree_of_errors_has_each_of_them_once() -> None:
    tree = re.findall(r"^ *(\w+)  \(([\w.]+)\)", errors_block(), re.M)
    assert len(tree) == len(set(tree))
    assert {f"{module}.{name}" for name, module in tree} == {one.name for one in error_classes()}


def test_the_drawn_exit_codes_are_the_real_ones() -> None:
    from importlib import import_module

    drawn = re.findall(r"^ *(\w+)  \(([\w.]+)\)  exit (\d)", errors_block(), re.M)
    assert drawn
    assert not [n for n, module, code in drawn if getattr(import_module(module), n).exit_code != int(code)]


def test_a_page_without_its_marks_is_noticed() -> None:
    with pytest.raises(ValueError, match="marks"):
        architecture_page("# nothing here\n")
