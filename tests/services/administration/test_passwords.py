"""What a stolen database costs to guess passwords from."""

from __future__ import annotations

from typing import Any

import argon2
import pytest

from workflow.services.administration.passwords import hash_password


def test_a_password_is_hashed_with_argon2id_at_least_as_dear_as_rfc_9106_says(
    quick_passwords: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(argon2, "PasswordHasher", quick_passwords)
    cost = argon2.extract_parameters(hash_password("long enough a word", sample=False))
    assert cost.type is argon2.Type.ID
    assert (cost.memory_cost, cost.time_cost, cost.parallelism) >= (64 * 1024, 3, 4)
    assert cost.salt_len >= 16
