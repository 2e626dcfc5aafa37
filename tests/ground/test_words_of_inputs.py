"""Every problem of a file has its sentence in both languages, with the place and what to do."""

import re
from pathlib import Path

import pytest

from workflow.problems import BadInput
from workflow.responsibilities import load_responsibilities
from workflow.settings import Settings
from workflow.words import inputs

ROOT = Path(inputs.__file__).parents[1]
ROOMS = ("tabular", "decoding", "workbooks", "settings", "toml_reader", "catalogue", "responsibilities", "people_file")


def raised() -> set[str]:
    source = "\n".join((ROOT / f"{room}.py").read_text(encoding="utf-8") for room in ROOMS)
    codes = set(re.findall(r'(?:Problem\(|problem\(|note\(|BadInput\()\s*"([a-z_0-9]+)"', source))
    dates = re.findall(r'NotUnderstood\("(date_[a-z_]+)"', (ROOT / "thai.py").read_text(encoding="utf-8"))
    return codes | set(dates)


def test_every_code_that_is_raised_has_a_sentence_and_every_sentence_a_code() -> None:
    assert raised() == set(inputs.TH)


def test_both_languages_say_the_same_things_with_the_same_facts() -> None:
    assert inputs.TH.keys() == inputs.EN.keys()
    for code in inputs.TH:
        assert set(re.findall(r"{(\w+)}", "".join(inputs.EN[code]))) <= set(
            re.findall(r"{(\w+)}", "".join(inputs.TH[code]))
        )


def test_a_misspelt_group_is_told_with_file_line_column_and_suggestion(tmp_path: Path) -> None:
    from workflow.catalogue import load_catalogue
    from workflow.settings import Group

    path = tmp_path / "responsible-2566.csv"
    path.write_bytes("ข้อ;ผู้รับผิดชอบ\nO1;กลุ่มอำนาจการ\n".encode("cp874"))
    with pytest.raises(BadInput) as refused:
        load_responsibilities(path, load_catalogue(2566), [Group("admin", "กลุ่มอำนวยการ")])
    first = refused.value.reasons[0]
    what, do = inputs.tell(first.code, first.facts)
    assert what == (
        "responsible-2566.csv บรรทัด 2 ช่อง ผู้รับผิดชอบ: ไม่มีกลุ่ม “กลุ่มอำนาจการ” ในสำนักงาน หมายถึง “กลุ่มอำนวยการ” หรือไม่"
    )
    assert do == "แก้ชื่อกลุ่มให้ตรงกับ office.toml"
    assert inputs.tell(refused.value.code, refused.value.facts, "en")[0].startswith(
        "the responsibility table responsible-2566.csv"
    )


@pytest.mark.parametrize("language", ["th", "en"])
def test_whatever_is_wrong_in_office_toml_can_be_told(language: str) -> None:
    text = (
        'required_grade = 7\nroute = ["x", "deputy", "deputy"]\ndatabase = "oit.db"\nlanguage = "thai"\n'
        "sample = 1\nlnguage = 1\n"
        'office = 1\n[[group]]\nkey = "A"\nname = "ก"\n[[group]]\nkey = "b"\nname = "ก"\n'
        '[site]\nurl = "office.example"\nhosting_expires = 2567-04-30\ndomain_expires = "x"\ndeploy = "x"\n'
        '[books.order]\nlabel = "x"\nstart = "1"\n[calendar]\nholidays = 1\n[signing]\nroots = 1\n'
    )
    with pytest.raises(BadInput) as refused:
        Settings.read(text, Path())
    told = [inputs.tell(reason.code, reason.facts, language) for reason in refused.value.reasons]
    assert len(told) >= 17
    assert all(what and do and "{" not in what for what, do in told)
