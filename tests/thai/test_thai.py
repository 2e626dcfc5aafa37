"""Thai dates, digits, codes, order, width: what goes in comes out."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow import thai

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
THAI_TEXT = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B) | st.sampled_from(" aZ09./@-"))


@given(DAYS)
def test_long_and_short_dates_are_read_back(day: date) -> None:
    for written in (
        thai.long_date(day),
        thai.long_date(day, thai=False),
        thai.long_date(day, era=True),
        thai.short_date(day),
        thai.short_date(day, thai=True),
        f"วันที่ {day.day} เดือน {thai.MONTHS[day.month - 1]} พ.ศ. {day.year + 543}",
        f"{day.day}/{day.month}/{day.year + 543}",
        day.isoformat(),
        f"{day.year + 543}-{day.month:02}-{day.day:02}",
    ):
        assert thai.parse_date(written) == day


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("31 เมษายน 2566", "date_no_such_day"),
        ("๓๑ เมษายน พ.ศ. ๒๕๖๖", "date_no_such_day"),
        ("29 กุมภาพันธ์ 2566", "date_no_such_day"),
        ("2566-13-01", "date_no_such_month"),
        ("26/6/67", "date_year_ambiguous"),
        ("26/6/1000", "date_year_out_of_range"),
        ("26 มิถุนา 2567", "date_not_understood"),
        ("26 มิถุนายน 256", "date_not_understood"),
        ("พรุ่งนี้", "date_not_understood"),
        ("", "date_not_understood"),
    ],
)
def test_a_date_that_is_none_is_refused_with_its_reason(written: str, code: str) -> None:
    with pytest.raises(thai.NotUnderstood) as refused:
        thai.parse_date(written)
    assert refused.value.code == code


def test_the_refusal_of_31_april_tells_the_last_day() -> None:
    with pytest.raises(thai.NotUnderstood) as refused:
        thai.parse_date("๓๑ เมษายน ๒๕๖๖")
    assert refused.value.facts["last"] == 30
    assert refused.value.facts["month"] == "เมษายน"


def test_29_february_is_a_day_in_a_leap_year() -> None:
    assert thai.parse_date("29 ก.พ. 2567") == date(2024, 2, 29)


def test_a_two_digit_year_beside_a_month_name_is_buddhist() -> None:
    assert thai.parse_date("26 มิ.ย. ๖๗") == date(2024, 6, 26)


def test_a_circle_typed_for_zero_is_a_zero() -> None:
    assert thai.parse_date("๓○ เมษายน ๒๕๖๖") == date(2023, 4, 30)


@given(DAYS)
def test_a_day_lies_between_the_first_and_last_day_of_its_fiscal_year(day: date) -> None:
    year = thai.fiscal_year(day)
    assert date(year - thai.ERA - 1, 10, 1) <= day <= date(year - thai.ERA, 9, 30)


def test_fiscal_year_2566_begins_in_a_calendar_year_before() -> None:
    assert [thai.fiscal_year(day) for day in (date(2022, 9, 30), date(2022, 10, 1), date(2023, 9, 30))] == [
        2565, 2566, 2566,
    ]  # fmt: skip
    assert thai.buddhist_year(date(2022, 11, 1)) == 2565


@given(st.integers(min_value=0))
def test_digits_go_both_ways(number: int) -> None:
    written = thai.thai_digits(number)
    assert int(thai.arabic_digits(written)) == number
    assert not any(c in "0123456789" for c in written)


@pytest.mark.parametrize(
    "kept",
    [
        "https://example.go.th/แผน/2566?p=1",
        "www.example.go.th/2566",
        "a1@example.go.th",
        "O15",
        "ITA-o16",
        "COVID-19",
        "แผน-2566.pdf",
        "0123456789" * 6 + "0123",
        "9f86d081884c7d659a2feaa0c55ad015",
    ],
)
def test_official_digits_spare_addresses_codes_and_digests(kept: str) -> None:
    assert thai.official(f"ปี 2566 {kept} ข้อ 7") == f"ปี ๒๕๖๖ {kept} ข้อ ๗"


@given(THAI_TEXT)
def test_official_changes_nothing_but_digits(text: str) -> None:
    assert thai.arabic_digits(thai.official(text)) == thai.arabic_digits(text)
    assert thai.official(thai.official(text)) == thai.official(text)


@pytest.mark.parametrize("typed", ["O15", "o15", "o 15", "๐15", "๐๑๕", "015", "ข้อ O15", "O๑๕", " O15 ", "O015"])
def test_item_codes_as_people_type_them(typed: str) -> None:
    assert thai.item_code(typed) == "O15"


@pytest.mark.parametrize("typed", ["15", "O", "O0", "OO1", "O1234", "", "P15"])
def test_what_is_no_item_code_is_refused(typed: str) -> None:
    with pytest.raises(thai.NotUnderstood) as refused:
        thai.item_code(typed)
    assert refused.value.code == "item_code_not_understood"


def test_entry_is_normalised() -> None:
    assert thai.normalise("นํา") == "นำ"
    assert thai.normalise("น้ํา") == thai.normalise("นํ้า") == "น้ำ"
    assert thai.normalise("เเผน") == "แผน"
    assert thai.normalise("ก\u200bข\ufeffค\u00ad") == "กขค"
    assert thai.normalise_number("२५๖○") == "๒๕๖๐"


@given(THAI_TEXT)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = thai.normalise(text)
    assert thai.normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


def test_marks_above_and_below_take_no_column() -> None:
    assert thai.width("ผู้อำนวยการ") == 9
    assert thai.pad("ที่", 4) == "ที่" + "   "
    assert thai.pad("ที่", 4, ">") == "   " + "ที่"
    assert thai.truncate("กลุ่มนโยบายและแผน", 10) == "กลุ่มนโยบาย…"


@given(THAI_TEXT, st.integers(0, 40), st.sampled_from("<>^"))
def test_padded_text_is_exactly_as_wide_and_never_loses_a_mark(text: str, columns: int, align: str) -> None:
    padded = thai.pad(text, columns, align)
    assert thai.width(padded) == columns
    assert thai.width(thai.truncate(text, columns)) <= columns


def test_text_from_a_pdf_is_found_in_spite_of_its_readers() -> None:
    assert thai.contains("ดำา เนิ นงาน ปี ๒๕๖๖", "ดำเนินงานปี 2566")
    assert not thai.contains("ดำเนินงาน", "ดำเนินการ")
