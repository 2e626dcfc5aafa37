"""A day that changes while a paper is made or signed is a reason to make it again, as a taken number is."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest

from tests.services.small_office import SECRET, QuickConverter, SmallOffice, done
from workflow.services.approval.returning import send_back
from workflow.services.approval.signing import sign
from workflow.services.approval.submitting import submit_each
from workflow.services.context.conflicts import DayTurned


def late(office: SmallOffice) -> None:
    """A minute before midnight on the last day of the calendar year."""
    office.clock.moment = office.clock.moment.replace(year=2026, month=12, day=31, hour=23, minute=59)


def midnight_passes(office: SmallOffice) -> None:
    """LibreOffice takes its time once."""
    turned: list[bool] = []

    def wait() -> None:
        if not turned:
            turned.append(True)
            office.clock.moment += timedelta(minutes=2)

    office.office.converter = QuickConverter(before=wait)


def printed(office: SmallOffice) -> str:
    with zipfile.ZipFile(BytesIO(office.office.store.get(office.memo().memo_docx))) as word:
        return word.read("word/document.xml").decode()


@pytest.mark.parametrize("each", [False, True])
def test_a_memo_begun_before_midnight_is_made_again_with_the_new_day_and_the_new_years_number(
    small: SmallOffice, each: bool
) -> None:
    small.bring("submitted", "O3")
    small.bring("group_compiled", "O1")
    late(small)
    midnight_passes(small)
    if each:
        done(submit_each(small.office, "director.admin", ["O1"]))
    else:
        small.submit("O1")
    memo = small.memo()
    assert (memo.label, memo.book_year) == ("ทล 01/1", 2570)
    assert memo.submitted_at.astimezone(small.clock.now().tzinfo).date() == date(2027, 1, 1)
    assert "มกราคม" in printed(small)
    assert "ธันวาคม" not in printed(small)
    assert small.numbers(2569) == [(1, "issued")]


def test_the_next_edition_is_made_again_too(small: SmallOffice) -> None:
    small.bring("submitted", "O1", "O3")
    late(small)
    midnight_passes(small)
    done(send_back(small.office, "head", ["O3"], "แก้ตัวเลข"))
    assert small.memo().edition == 1


def test_a_signature_over_midnight_is_not_recorded_with_the_day_before(
    small: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.bring("submitted", "O1")
    late(small)
    real = small.office.signer.sign

    def slow(*args: object, **options: object) -> bytes:
        small.clock.moment += timedelta(minutes=2)
        return real(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(small.office.signer, "sign", slow)
    with pytest.raises(DayTurned) as turned:
        sign(small.office, "head", ["O1"], key_file=small.key("head"), passphrase=lambda: SECRET)
    assert turned.value.facts == {"day": "2026-12-31", "today": "2027-01-01"}
    assert small.states("O1") == ["submitted"]
