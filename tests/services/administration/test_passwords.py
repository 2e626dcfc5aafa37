"""What a stolen database costs to guess passwords from."""

from __future__ import annotations

import re

import pytest

from workflow.services.administration import passwords
from workflow.services.administration.passwords import fits, hash_password

OF_BEFORE = "$argon2id$v=19$m=8,t=1,p=1$c29tZSBzYWx0IG9mIDE2Yg$SqaVqigNRroMs3lxAkPCB8O6ViiIuc7qxqyZbI/ag3w"


def test_a_password_is_hashed_with_argon2id_at_least_as_dear_as_rfc_9106_says(
    quick_passwords: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "COST", quick_passwords)
    made = hash_password("long enough a word", sample=False)
    found = re.fullmatch(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$[\w+/]+", made)
    assert found is not None
    memory, times, lanes = (int(found[number]) for number in (1, 2, 3))
    assert (memory, times, lanes) >= (64 * 1024, 3, 4)
    assert len(found[4]) >= 22, "a salt of 16 bytes"
    assert made != hash_password("long enough a word", sample=False)


@pytest.mark.parametrize(
    ("typed", "kept", "right"),
    [
        ("รหัสผ่านเดิม", OF_BEFORE, True),
        ("รหัสผ่านอื่น", OF_BEFORE, False),
        ("รหัสผ่านเดิม", "", False),
        ("รหัสผ่านเดิม", "$argon2id$v=19$m=8", False),
        ("\udcff", OF_BEFORE, False),
    ],
)
def test_what_argon2_cffi_hashed_before_still_opens_and_what_is_no_hash_opens_nothing(
    typed: str, kept: str, right: bool
) -> None:
    assert fits(typed, kept) is right
