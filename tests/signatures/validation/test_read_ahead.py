"""Signatures read ahead: the same as pyHanko reads, and its slow way through the digits is not taken."""

from __future__ import annotations

import pytest

from signatures.diff_analysis.compare import canonical
from signatures.pdf.limits import DEFAULT
from signatures.pdf.reader import open_strict
from signatures.validation import validate
from signatures.validation.preload import read_ahead
from signatures.verdict import Status
from tests.signatures.world import NOW, World


def test_what_is_read_ahead_is_what_pyhanko_reads(world: World) -> None:
    data = world.signed
    ahead, _ = open_strict(data, DEFAULT)
    usual, _ = open_strict(data, DEFAULT)
    read_ahead(ahead, data, [(0, len(data))])
    assert len(ahead.resolved_objects) == 1
    for (generation, number), value in ahead.resolved_objects.items():
        reference = value.container_ref
        assert (reference.idnum, reference.generation) == (number, generation)
        assert canonical(value) == canonical(usual.get_object(type(reference)(number, generation, usual)))


@pytest.mark.parametrize("bound", [True, False])
def test_no_digit_is_read_by_pyhanko(world: World, bound: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    from pyhanko.pdf_utils import generic

    read = []
    usual = generic.read_hex_string_from_stream

    def counted(stream, *given, **how):  # type: ignore[no-untyped-def]
        value = usual(stream, *given, **how)
        read.append(len(value))
        return value

    monkeypatch.setattr(generic, "read_hex_string_from_stream", counted)
    verdict = validate.verify(world.signed, policy=world.policy(), issued=world.issued.data if bound else None, at=NOW)
    assert verdict.status is Status.PASSED
    assert max(read, default=0) < 1000


def test_what_lies_outside_of_the_places_is_left_to_pyhanko(world: World) -> None:
    data = world.signed
    reader, _ = open_strict(data, DEFAULT)
    read_ahead(reader, data, [(0, len(world.issued.data))])
    assert not reader.resolved_objects
