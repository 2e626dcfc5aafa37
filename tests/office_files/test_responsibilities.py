"""Who owes what: the office's own table, in the words of the office."""

from datetime import date
from pathlib import Path

import pytest

from workflow.office_files.catalogue import Catalogue, CatalogueItem
from workflow.office_files.problems import BadInput
from workflow.office_files.responsibilities import Responsibility, load_responsibilities, responsible_file
from workflow.office_files.settings import Group

GROUPS = (
    Group("admin", "กลุ่มอำนวยการ"),
    Group("supervision", "กลุ่มนิเทศ ติดตาม และประเมินผล"),
    Group("audit", "หน่วยตรวจสอบภายใน"),
)
CATALOGUE = Catalogue(
    2566,
    tuple(
        CatalogueItem(f"O{n}", n, f"ข้อที่ {n}", "", "9", "9.1", "", "", (), "none", "", "document", False, False)
        for n in range(1, 4)
    ),
    "three.csv",
    own=True,
)


def load(folder: Path, *lines: str, encoding: str = "utf-8") -> dict[str, Responsibility]:
    path = folder / "responsible-2566.csv"
    path.write_text("\n".join(lines), encoding=encoding)
    return load_responsibilities(path, CATALOGUE, GROUPS)


def refusals(folder: Path, *lines: str, encoding: str = "utf-8") -> list[tuple[str, object, object, object]]:
    with pytest.raises(BadInput) as refused:
        load(folder, *lines, encoding=encoding)
    return [
        (p.code, p.facts.get("line"), p.facts.get("value"), p.facts.get("suggestion")) for p in refused.value.reasons
    ]


def test_groups_are_named_by_key_by_name_or_cut_short(tmp_path: Path) -> None:
    table = load(
        tmp_path,
        "ข้อ,ผู้รับผิดชอบ,กลุ่มที่รวบรวม,กำหนดส่ง",
        "O1,กลุ่มอำนวยการ/กลุ่มนิเทศฯ,,31/3/2566",
        "O๒,audit,,",
        "O3,ทุกกลุ่ม,กลุ่มอำนวยการรวบรวม,31 มีนาคม 2566",
    )
    assert table["O1"] == Responsibility("O1", ("admin", "supervision"), None, False, date(2023, 3, 31))
    assert table["O2"] == Responsibility("O2", ("audit",), "audit", False, None)
    assert table["O3"] == Responsibility("O3", ("admin", "supervision", "audit"), "admin", True, date(2023, 3, 31))


@pytest.mark.parametrize("every", ["*", "ทุกกลุ่ม", "ทุกกลุ่ม/หน่วย", "all"])
def test_every_group_is_every_group_of_this_office(tmp_path: Path, every: str) -> None:
    table = load(tmp_path, "item,groups", f"O1,{every}", "O2,audit", "O3,audit")
    assert table["O1"].groups == ("admin", "supervision", "audit")
    assert table["O1"].compiler is None


@pytest.mark.parametrize("between", ["|", " / ", ";", "\n"])
def test_several_groups_stand_in_the_offices_own_order(tmp_path: Path, between: str) -> None:
    table = load(tmp_path, "item,groups", f'O1,"audit{between}admin"', "O2,audit", "O3,audit")
    assert table["O1"].groups == ("admin", "audit")


def test_every_mistake_is_told_at_once_with_what_was_probably_meant(tmp_path: Path) -> None:
    lines = (
        "ข้อ,ผู้รับผิดชอบ,กลุ่มที่รวบรวม,กำหนดส่ง",
        "O1,กลุ่มอำนาจการ,,31/2/2566",
        "O1,audit,,",
        "O9,audit,,",
        "O2,admin|admin|xyz,supervison,",
    )
    assert refusals(tmp_path, *lines) == [
        ("unknown_group", 2, "กลุ่มอำนาจการ", "กลุ่มอำนวยการ"),
        ("date_no_such_day", 2, "31/2/2566", None),
        ("item_twice", 3, "O1", None),
        ("unknown_item", 4, "O9", None),
        ("group_named_twice", 5, "admin", None),
        ("unknown_group", 5, "xyz", None),
        ("unknown_group", 5, "supervison", "กลุ่มนิเทศ ติดตาม และประเมินผล"),
        ("item_missing", None, "O3", None),
    ]


def test_windows_874_with_a_bad_row_names_line_column_and_what_was_meant(tmp_path: Path) -> None:
    lines = ("ข้อ;ผู้รับผิดชอบ", "O1;กลุ่มอำนวยการ", "O2;กลุ่มอำนวยกา", "O3;หน่วยตรวจสอบภายใน")
    with pytest.raises(BadInput) as refused:
        load(tmp_path, *lines, encoding="cp874")
    (problem,) = refused.value.reasons
    assert problem.code == "unknown_group"
    assert (problem.facts["line"], problem.facts["column"]) == (3, "ผู้รับผิดชอบ")
    assert problem.facts["suggestion"] == "กลุ่มอำนวยการ"


def test_a_workbook_is_used_where_there_is_no_csv(tmp_path: Path) -> None:
    assert responsible_file(2566, tmp_path).name == "responsible-2566.csv"
    (tmp_path / "responsible-2566.xlsx").touch()
    assert responsible_file(2566, tmp_path).name == "responsible-2566.xlsx"
    (tmp_path / "responsible-2566.csv").touch()
    assert responsible_file(2566, tmp_path).name == "responsible-2566.csv"
