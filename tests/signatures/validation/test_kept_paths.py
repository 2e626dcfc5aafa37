"""A path of trust is sought once for the same certificates, roots, lists and moment, anew when any of them differs."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from signatures.validation.kept_paths import forget, key_of, sought_once
from signatures.verdict import Grade, Status
from tests.signatures.practice_lists import make_crl
from tests.signatures.world import DAY, NOW, World


@pytest.fixture(autouse=True)
def sought(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Every path that was really sought."""
    from pyhanko_certvalidator import CertificateValidator

    forget()
    found: list[Any] = []
    usual = CertificateValidator.async_validate_path

    async def counted(self: Any) -> Any:
        found.append(self)
        return await usual(self)

    monkeypatch.setattr(CertificateValidator, "async_validate_path", counted)
    yield found
    forget()


def test_once_for_every_paper_of_one_signer(world: World, sought: list[Any]) -> None:
    first = world.verify(world.signed, required=3)
    assert (first.status, first.grade) == (Status.PASSED, Grade.TRUSTED)
    before = len(sought)
    other = world.verify(world.sign(world.issued.data, certify=False), required=3)
    assert (other.status, other.grade) == (Status.PASSED, Grade.TRUSTED)
    assert len(sought) == before > 0


def test_anew_when_the_moment_differs(world: World, sought: list[Any]) -> None:
    world.verify(world.signed, required=3)
    before = len(sought)
    late = world.verify(world.signed, required=3, at=NOW + 4000 * DAY)
    assert late.status is not Status.PASSED
    assert len(sought) > before


def test_a_list_that_came_later_counts(world: World) -> None:
    assert world.verify(world.signed, required=3).grade is Grade.TRUSTED
    revoked = make_crl(world.root, [(world.head.certificate, NOW - timedelta(days=2))], at=NOW)
    assert world.verify(world.signed, required=3, crls=[revoked]).status is Status.FAILED


def test_other_roots_count(world: World) -> None:
    assert world.verify(world.signed, required=3).grade is Grade.TRUSTED
    strange = world.policy(3, roots=world.policy().tsa_roots)
    assert world.verify(world.signed, policy=strange).status is Status.INDETERMINATE


def test_what_memory_did_is_not_kept() -> None:
    key, answers = b"key", [MemoryError(), RecursionError(), ValueError()]

    async def seek() -> Any:
        raise answers.pop(0)

    for _ in range(5):
        assert asyncio.run(sought_once(key, seek)) == ("untrusted", None)
    assert not answers


def test_where_one_value_ends_counts() -> None:
    keys = {
        key_of("require", NOW, [b"ab"], [b"c"]),
        key_of("require", NOW, [b"a", b"b"], [b"c"]),
        key_of("require", NOW, [b"ab", b"c"], []),
        key_of("require", NOW, [], [b"ab", b"c"]),
        key_of("soft-fail", NOW, [b"ab"], [b"c"]),
        key_of("require", NOW + timedelta(seconds=1), [b"ab"], [b"c"]),
    }
    assert len(keys) == 6
