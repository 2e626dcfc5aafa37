"""Numbers and addresses of persons in a text, as people write them; and what is no finding."""

from __future__ import annotations

import pytest

from assessment.harm.values import Known, is_citizen_number, values_in

GOOD = "1101700230708"
"""Made up; its last digit is right."""


def found(text: str, known: Known | None = None) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(one.code, one.text, one.pages) for one in values_in(text, known)]


@pytest.mark.parametrize(
    "written",
    [
        "1101700230708",
        "1-1017-00230-70-8",
        "1 1017 00230 70 8",
        "๑๑๐๑๗๐๐๒๓๐๗๐๘",
        "๑-๑๐๑๗-๐๐๒๓๐-๗๐-๘",
        "1101700\u200b230708",
    ],
)
def test_a_citizen_number_is_found_however_it_is_written(written: str) -> None:
    assert found(f"เลขประจำตัวประชาชน {written} ครับ") == [("citizen_id", GOOD, (1,))]


@pytest.mark.parametrize(
    "written",
    ["1101700230707", "0994000158378", "11017002307089", "2566-1101700230708", "9101700230708", "1.1017.00230.70.8"],
)
def test_what_has_no_right_last_digit_or_is_a_companys_is_none(written: str) -> None:
    assert not [one for one in found(written) if one[0] == "citizen_id"]


def test_the_checksum() -> None:
    assert is_citizen_number(GOOD)
    assert sum(is_citizen_number(GOOD[:12] + digit) for digit in "0123456789") == 1


def test_telephones_accounts_and_mail() -> None:
    text = "โทร. ๐๘๑-๒๓๔-๕๖๗๘ หรือ +66 81 234 5678\fบัญชี 123-4-56789-0 เลขที่บัญชี 9870123456 mail Somchai.J@gmail.com"
    assert found(text) == [
        ("phone", "0812345678", (1,)), ("bank_account", "9870123456", (2,)), ("bank_account", "1234567890", (2,)),
        ("personal_email", "somchai.j@gmail.com", (2,)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "written",
    [
        "โทร. 0 4351 5151",
        "โทรสาร 043-511-222",
        "ที่ ศธ 02102/1234",
        "งบประมาณ 1,234,567,890 บาท",
        "o@roiet.go.th",
        "school@obec.mail.go.th",
        "teacher@school.ac.th",
        "รหัส 0812345678901234",
        "SHA-256 4c0812345678ab91101700230708ef",
        "ABC0812345678",
    ],
)
def test_what_offices_write_every_day_is_no_finding(written: str) -> None:
    assert found(written) == []


def test_the_offices_own_and_what_an_item_demands_is_no_finding() -> None:
    text = "โทร 081-234-5678 อีเมล office@gmail.com"
    assert found(text, Known(["0 8123 4567 8 ต่อ 12"], ["office@gmail.com"])) == []
    assert found(text, Known(demanded={"phone", "personal_email"})) == []


def test_a_value_is_shown_so_that_only_who_has_the_file_knows_it() -> None:
    assert [one.shown for one in values_in(f"{GOOD} somchai@gmail.com")] == ["110xxxxxxxx08", "so…@gmail.com"]
