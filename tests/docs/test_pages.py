"""Pages made from the program are as the program is now; what they name is there."""

import csv
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from commands import REGISTRY
from scripts import procedure_drawings
from scripts.documents import pages, with_diagram
from scripts.page_commands import every_command
from scripts.page_procedure import CHECKS, all_checks, examples
from workflow.rules.needs import NEEDS
from workflow.rules.states import State
from workflow.rules.table import ONLINE_STEPS, STEPS

pytestmark = pytest.mark.xdist_group("sources")
ROOT = Path(__file__).parents[2]
GENERATED = (
    *("docs/procedure.md", "docs/commands.md", "docs/glossary.md", "docs/decisions/README.md", "docs/architecture.md"),
    *("docs/licences.md", "docs/first-morning.md", "README.md"),
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


@pytest.fixture(scope="session")
def made() -> dict[str, str]:
    return pages()


def written() -> list[Path]:
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def shell_lines(text: str) -> list[str]:
    """Lines of ``sh`` blocks that are commands, without prompt and comment."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.S)
    lines = [re.sub(r"\s+#.*$|^#.*$", "", line).strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_page_is_as_the_program_is_now(made: dict[str, str], name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == made[name], "run: make documents"


def test_generating_covers_exactly_these_pages(made: dict[str, str]) -> None:
    assert set(made) == set(GENERATED)


def test_every_command_and_subcommand_is_in_the_pages(made: dict[str, str]) -> None:
    headings = set(re.findall(r"^### oit (.+)$", made["docs/commands.md"], re.M))
    assert headings == {" ".join(words) for words in every_command()}
    assert set(REGISTRY) <= {heading.split()[0] for heading in headings}


def test_the_diagram_draws_every_row_of_the_table(made: dict[str, str]) -> None:
    assert procedure_drawings.mermaid() in made["README.md"]
    for step in STEPS:
        assert f"{step.source.value} --> {step.dest.value}: {step.th}" in made["README.md"]


def test_the_procedure_page_tells_every_state_step_need_and_check(made: dict[str, str]) -> None:
    page = made["docs/procedure.md"]
    assert all(state.th in page for state in State)
    assert all(f"### {step.th} · {step.en}" in page for step in (*STEPS, *ONLINE_STEPS))
    used = {need for step in (*STEPS, *ONLINE_STEPS) for need in step.needs}
    assert all(f"- `{name}`" in page for name in used | all_checks())


def test_every_check_is_explained_and_nothing_else() -> None:
    assert set(CHECKS) == all_checks()


@pytest.mark.parametrize("need", NEEDS)
def test_every_need_shows_what_people_will_read(need: str) -> None:
    assert examples(need)


def test_a_readme_without_its_marks_is_noticed() -> None:
    with pytest.raises(ValueError, match="marks"):
        with_diagram("# nothing here\n")


def test_every_link_and_picture_leads_somewhere() -> None:
    nowhere = []
    for page in written():
        targets = [unquote(target.partition("#")[0]) for target in LINK.findall(page.read_text(encoding="utf-8"))]
        local = [target for target in targets if target and "://" not in target]
        nowhere += [(page.name, target) for target in local if not (page.parent / target).exists()]
    assert not nowhere


def test_every_picture_is_small_and_shown_somewhere() -> None:
    shown = {Path(t).name for page in written() for t in LINK.findall(page.read_text(encoding="utf-8"))}
    pictures = list((ROOT / "docs" / "images").glob("*.png"))
    assert pictures
    assert not [p.name for p in pictures if p.stat().st_size > 200_000 or p.name not in shown]


def test_every_command_a_page_tells_to_type_exists() -> None:
    known = {" ".join(words) for words in every_command()}
    groups = {name.split()[0] for name in known if " " in name}
    unknown = []
    lines = [(page, line) for page in written() for line in shell_lines(page.read_text(encoding="utf-8"))]
    assert lines
    for page, line in lines:
        words = line.split()
        if Path(words[0]).name != "oit":
            continue
        typed = [word for word in words[1:] if not word.startswith("-")]
        name = " ".join(typed[:2]) if typed and typed[0] in groups and len(typed) > 1 else typed[0] if typed else ""
        if name not in known:
            unknown.append((page.name, line))
    assert not unknown


def test_the_make_targets_that_pages_name_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = {name for page in written() for name in re.findall(r"`make ([a-z]+)", page.read_text(encoding="utf-8"))}
    assert named <= targets
    assert {"demo", "test"} <= named


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    todo = [ROOT / "README.md"]
    while todo:
        page = todo.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            if "://" not in target:
                todo.append((page.parent / target.partition("#")[0]).resolve())
    assert not [p.relative_to(ROOT).as_posix() for p in written() if p not in seen]


def test_who_logs_in_in_the_readme_may_revise_what_it_revises() -> None:
    """`oit revise` is for clerks of the item's own groups; the README once named another group's item."""
    lines = shell_lines((ROOT / "README.md").read_text(encoding="utf-8"))
    logins = [line.split()[2] for line in lines if line.startswith("oit login clerk.")]
    items = [line.split()[2] for line in lines if line.startswith("oit revise ")]
    with (ROOT / "sample_office/responsible-2566.csv").open(encoding="utf-8", newline="") as table:
        groups = {row["item"]: row["groups"].split() for row in csv.DictReader(table)}
    assert logins
    assert items
    for login, item in zip(logins, items, strict=True):
        assert login.removeprefix("clerk.") in groups[item]
