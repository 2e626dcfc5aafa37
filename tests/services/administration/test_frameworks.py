"""A year is opened with a framework that never changes under it; next year's list comes beside last year's."""

import shutil
from pathlib import Path

import pytest

from tests.assessment.small_framework import FRAMEWORK, lay_framework
from tests.services.small_office import SmallOffice
from workflow.rules.errors import BadInput, NotFound
from workflow.services.administration.bootstrap import open_year
from workflow.services.administration.next_list import import_list
from workflow.services.context.frameworks import framework_in_force, load_framework
from workflow.services.reports.estimating import score_now

LISTS = Path(__file__).parents[2] / "assessment" / "lists"
"""Drafts of later years, as others found them: nobody's official text."""


def give_to_admin(folder: Path, name: str, count: int) -> None:
    rows = "".join(f"O{number},admin,\n" for number in range(1, count + 1))
    (folder / f"responsible-{name}.csv").write_text("item,groups,compiler\n" + rows, encoding="utf-8")


@pytest.fixture
def before_2567(small: SmallOffice) -> SmallOffice:
    """An office that was assessed by the list of 2566."""
    give_to_admin(small.folder, "2566", 43)
    return small


def test_the_drafts_of_three_years_load_and_run_from_the_offices_own_folder(before_2567: SmallOffice) -> None:
    office = before_2567
    for path in office.folder.glob("*2569*"):
        path.unlink()
    for year, name, count in ((2567, "2567", 35), (2568, "2568", 28), (2569, "2569-agency", 26)):
        found = import_list(office.office, LISTS / f"{name}.csv", year)
        framework = load_framework(office.office, "moe-oit", year)
        assert (framework.item_count, framework.standing) == (count, "own")
        assert f"frameworks/moe-oit-{year}.toml" in found.files
        give_to_admin(office.folder, str(year), count)
    assert open_year(office.office, "registrar", 2567, "moe-oit") == 35
    assert open_year(office.office, "registrar", 2568, "moe-oit") == 28
    assert str(score_now(office.office, year=2568).estimate.low.total) == "0.00"


def test_a_list_is_compared_by_title_and_only_what_is_the_same_is_carried_over(before_2567: SmallOffice) -> None:
    (before_2567.folder / "responsible-2566.csv").write_text(
        "item,groups,compiler\n" + "".join(f"O{n},{'hr|admin,hr' if n == 23 else 'admin,'}\n" for n in range(1, 44))
    )
    found = import_list(before_2567.office, LISTS / "2567.csv", 2567, same={"O18": "O23"})
    by_code = {one.new.code: one for one in found.matches if one.new}
    assert (by_code["O1"].kind, by_code["O16"].kind, by_code["O17"].kind) == ("same", "new", "changed")
    assert by_code["O20"].old is not None
    assert (by_code["O20"].kind, by_code["O20"].old.code) == ("moved", "O39")
    assert (by_code["O18"].kind, found.carried["O18"]) == ("moved", "O23")
    assert "O17" not in found.carried
    duties = (before_2567.folder / "responsible-2567.csv").read_text(encoding="utf-8-sig").splitlines()
    assert duties[18] == "O18,admin|hr,hr,"
    assert duties[17] == "O17,,,"
    with pytest.raises(BadInput) as refused:
        import_list(before_2567.office, LISTS / "2567.csv", 2567)
    assert refused.value.code == "list_exists"


def test_an_item_between_two_indicators_is_asked_for_and_nothing_is_laid(before_2567: SmallOffice) -> None:
    made = before_2567.folder / "list.csv"
    made.write_text(
        "code,title_th\nO1,โครงสร้าง\nO2,เรื่องใหม่\nO3,การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน\n",
        encoding="utf-8",
    )
    with pytest.raises(BadInput) as refused:
        import_list(before_2567.office, made, 2567)
    assert [(one.code, one.facts["line"]) for one in refused.value.reasons] == [("cell_empty", 3)]
    assert not (before_2567.folder / "catalogue-2567.csv").exists()


def test_a_framework_changed_later_does_not_change_under_a_cycle(small: SmallOffice) -> None:
    for name in ("catalogue", "responsible"):
        shutil.copy(small.folder / f"{name}-2569.csv", small.folder / f"{name}-2570.csv")
    lay_framework(small.folder)
    own, text = small.folder / "frameworks" / "moe-oit-2570.toml", FRAMEWORK.replace("2569", "2570")
    own.write_text(text, encoding="utf-8")
    open_year(small.office, "registrar", 2570)
    own.write_text(text.replace('total = "50.00"', 'total = "60.00"'), encoding="utf-8")
    with small.use_case() as use_case:
        kept = framework_in_force(use_case, "moe-oit", 2570)
    assert [str(level.total) for level in kept.levels] == ["85.00", "50.00", "0"]
    assert [str(level.total) for level in load_framework(small.office, "moe-oit", 2570).levels][1] == "60.00"


def test_two_frameworks_in_one_year(small: SmallOffice) -> None:
    lay_framework(small.folder)
    other = FRAMEWORK.replace("moe-oit", "other").replace('catalogue = "2569"', 'catalogue = "other-2569"')
    (small.folder / "frameworks" / "other-2569.toml").write_text(other, encoding="utf-8")
    shutil.copy(small.folder / "catalogue-2569.csv", small.folder / "catalogue-other-2569.csv")
    shutil.copy(small.folder / "responsible-2569.csv", small.folder / "responsible-other-2569.csv")
    assert open_year(small.office, "registrar", 2569, "other") == 7
    with small.use_case() as use_case:
        assert framework_in_force(use_case, "other", 2569).key == "other"
    with pytest.raises(BadInput) as refused:
        open_year(small.office, "registrar", 2569, "other")
    assert refused.value.code == "cycle_exists"


def test_a_framework_without_a_list_opens_no_cycle(small: SmallOffice) -> None:
    with pytest.raises(BadInput) as refused:
        open_year(small.office, "registrar", 2565, "moe-oit")
    assert refused.value.code == "framework_without_list"
    with pytest.raises(NotFound):
        open_year(small.office, "registrar", 2571, "moe-oit")


def test_a_file_that_still_counts_comes_over_and_waits_for_the_compiler(small: SmallOffice) -> None:
    small.bring("published", "O1")
    small.bring("published", "O4")
    for name in ("catalogue", "responsible"):
        shutil.copy(small.folder / f"{name}-2569.csv", small.folder / f"{name}-2570.csv")
    (small.folder / "carried-2570.csv").write_text("item,last_year\nO1,O1\nO4,O4\n", encoding="utf-8")
    open_year(small.office, "registrar", 2570)
    with small.use_case_of(2570, "clerk.admin") as use_case:
        kept, of_the_year = use_case.item("O1"), use_case.item("O4")
        assert [part.status for part in kept.parts] == ["handed_in"]
        assert [one.name for one in use_case.evidence(kept)] == ["O1-admin.pdf"]
        assert use_case.contributors(kept) == ["clerk.admin"]
        # A plan of last year does not count for this one.
        assert use_case.evidence(of_the_year) == []
    entry = next(one for one in reversed(small.journal()) if one.kind == "carried_over")
    assert (entry.facts["items"], entry.facts["files"]) == (["O1"], 1)


def test_the_list_of_one_framework_is_not_read_for_another_of_that_year(small: SmallOffice) -> None:
    """An office's own list of its first year made the full ITA of that year unusable."""
    shutil.copyfile(small.folder / "catalogue-2569.csv", small.folder / "catalogue-2565.csv")
    assert load_framework(small.office, "obec-ita", 2565).item_count == 43


def test_one_framework_that_cannot_be_used_does_not_hide_the_others(small: SmallOffice) -> None:
    from workflow.services.context.frameworks import all_frameworks

    (small.folder / "frameworks").mkdir(exist_ok=True)
    (small.folder / "frameworks" / "own-2567.toml").write_text('key = "own"\n', encoding="utf-8")
    found, problems = all_frameworks(small.office)
    assert {("moe-oit", 2566), ("obec-ita", 2565)} <= {(one.key, one.year) for one in found}
    assert problems
