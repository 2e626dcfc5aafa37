"""The national lists, an office's own list, and lists of other lengths."""

from pathlib import Path

import pytest

from workflow.office_files.catalogue import COLUMNS, Catalogue, load_catalogue, read_catalogue, shipped_years
from workflow.office_files.problems import BadInput

HEADER = "number,code,title_th,indicator,sub_indicator,required_elements,coverage,evidence_kind,head_only"


def a_list(folder: Path, total: int, year: int = 2567, lines: list[str] | None = None) -> Path:
    path = folder / f"catalogue-{year}.csv"
    rows = lines or [f"{n},O{n},ข้อที่ {n},9,9.1,ก|ข,none,document," for n in range(1, total + 1)]
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return path


def test_two_years_ship_with_43_items_each() -> None:
    assert shipped_years() == [2565, 2566]
    for year in shipped_years():
        catalogue = load_catalogue(year)
        assert [item.code for item in catalogue] == [f"O{n}" for n in range(1, 44)]
        assert not catalogue.own


def test_the_years_differ_in_their_titles() -> None:
    assert title(load_catalogue(2566), "O15") == "คู่มือหรือมาตรฐานการให้บริการ"
    assert title(load_catalogue(2565), "O15") == "ข้อมูลเชิงสถิติการให้บริการ"


def title(catalogue: Catalogue, code: str) -> str:
    item = catalogue.get(code)
    assert item is not None
    return item.title_th


def test_2566_knows_its_web_items_its_head_only_declaration_and_what_goes_on_all_year() -> None:
    catalogue = load_catalogue(2566)
    assert [i.code for i in catalogue if i.evidence_kind != "document"] == ["O7", "O8", "O9", "O18", "O28"]
    assert [i.code for i in catalogue if i.head_only] == ["O31"]
    assert [i.code for i in catalogue if i.continual] == ["O7", "O20", "O21"]
    assert [i.code for i in catalogue if i.coverage == "first_6_months"] == ["O12", "O16", "O21", "O29", "O33", "O37"]


def test_where_the_source_lists_no_elements_there_is_nothing_to_tick() -> None:
    catalogue = load_catalogue(2566)
    item = catalogue.get("O1")
    assert item is not None
    assert item.required_elements == ()
    assert len(load_catalogue(2566).items[20].required_elements) == 9


@pytest.mark.parametrize("spelling", ["O15", "o15", "O๑๕", "๐๑๕", "015", "ข้อ O15"])
def test_an_item_is_found_by_every_usual_spelling(spelling: str) -> None:
    assert title(load_catalogue(2566), spelling) == "คู่มือหรือมาตรฐานการให้บริการ"


@pytest.mark.parametrize("code", ["O44", "O0", "", "กลุ่ม"])
def test_what_is_no_item_is_not_found(code: str) -> None:
    assert load_catalogue(2566).get(code) is None


@pytest.mark.parametrize("total", [28, 35])
def test_a_year_may_have_another_number_of_items(tmp_path: Path, total: int) -> None:
    a_list(tmp_path, total)
    assert len(load_catalogue(2567, tmp_path)) == total


def test_the_offices_own_list_wins_over_the_shipped_one(tmp_path: Path) -> None:
    a_list(tmp_path, 28, 2566)
    catalogue = load_catalogue(2566, tmp_path)
    assert (len(catalogue), catalogue.own, catalogue.source) == (28, True, "catalogue-2566.csv")
    assert len(load_catalogue(2565, tmp_path)) == 43


def test_a_year_without_a_list_says_which_years_there_are(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        load_catalogue(2570, tmp_path)
    assert (refused.value.code, refused.value.facts["shipped"]) == ("no_catalogue", [2565, 2566])


def test_everything_wrong_in_a_list_is_told_at_once(tmp_path: Path) -> None:
    lines = [
        "1,O1,ก,9,9.1,,none,document,",
        "1,O1,ข,9,9.1,,none,document,",
        "3,O4,ค,9,10.1,,this_year,paper,maybe",
        "x,O5,,9,9.1,,none,document,",
    ]
    with pytest.raises(BadInput) as refused:
        read_catalogue(a_list(tmp_path, 0, lines=lines), 2567)
    assert [(p.code, p.facts.get("line"), p.facts.get("column")) for p in refused.value.reasons] == [
        ("item_twice", 3, "number"),
        ("code_and_number_disagree", 4, "code"),
        ("sub_indicator_elsewhere", 4, "sub_indicator"),
        ("unknown_choice", 4, "coverage"),
        ("unknown_choice", 4, "evidence_kind"),
        ("not_yes_or_no", 4, "head_only"),
        ("bad_item_number", 5, "number"),
        ("cell_empty", 5, "title_th"),
        ("item_number_skipped", None, None),
    ]


def test_shipped_lists_are_in_the_order_and_with_the_columns_the_reader_knows() -> None:
    for year in shipped_years():
        path = Path(load_catalogue.__code__.co_filename).parent / "catalogues" / f"{year}.csv"
        header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
        assert header == [column.key for column in COLUMNS]
