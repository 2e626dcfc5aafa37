"""What a page does not show: letters are not hidden because this machine lacks their typeface."""

from __future__ import annotations

import pytest

from tests.services.small_office import small_pdf
from tests.signatures.unseen import concealed


@pytest.mark.parametrize(("size", "kinds"), [(b"2", []), (b"0.4", ["hidden_text"])])
def test_thai_letters_in_a_typeface_that_is_not_in_the_file_are_seen_unless_they_are_tiny(
    size: bytes, kinds: list[str]
) -> None:
    pdf = small_pdf(words="ข้อมูลผู้บริหาร สำนักงานตัวอย่าง").replace(b"/W 2 Tf", b"/W %s Tf" % size.ljust(1))
    assert [one.kind for one in concealed(pdf)] == kinds
