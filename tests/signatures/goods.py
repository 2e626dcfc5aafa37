"""Good files of every kind, each with what it takes to verify it. Refusing everything is no solution."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import time_machine
from pypdf import PdfWriter

from signatures.prepare.prepare import prepare
from signatures.signing import practice_ca
from signatures.signing.sign import add_validation_data
from signatures.validation.policy import Signer
from tests.signatures import practice_lists
from tests.signatures.archived import add_document_timestamp

from .appended import DIALECTS, STREAM_DIALECTS, dialect_file, packed_paper
from .world import DAY, HEAD_SERIAL, LINES, NOW, PLACE, SIGNED, START, World, der, paper


@dataclass(frozen=True)
class Good:
    """A file that must pass: ``grade`` is what it must reach, ``codes`` must be among its reasons."""

    data: bytes
    grade: int
    codes: tuple[str, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)


def plain(world: World) -> Good:
    return Good(world.signed, 3, ("BINDING_OK", "HEAD_SIGNED", "TIME_SELF_REPORTED"))


def without_issued_file(world: World) -> Good:
    return Good(world.signed, 3, ("BINDING_NOT_ASKED",), {"issued": None})


def known_only(world: World) -> Good:
    return Good(world.signed, 2, ("HEAD_SIGNED",), {"policy": world.policy(roots=(), crls=())})


def stale_list_still_known(world: World) -> Good:
    stale = practice_lists.make_crl(world.root, at=NOW - 60 * DAY, days=10)
    return Good(world.signed, 2, ("REVOCATION_UNKNOWN",), {"policy": world.policy(crls=(stale,))})


def approval_signature(world: World) -> Good:
    return Good(world.sign(world.issued.data, certify=False), 3)


def rsa_key(world: World) -> Good:
    who = practice_ca.issue(world.root, "Somchai Sample", key="rsa2048", serial_number=HEAD_SERIAL, not_before=START)
    people = (Signer("นายตัวอย่าง ใจดี", certificate=der(who.certificate)),)
    return Good(world.sign(world.issued.data, who), 3, (), {"policy": world.policy(signers=people)})


def by_subject_serial(world: World) -> Good:
    people = (Signer("นายตัวอย่าง ใจดี", subject_serial=HEAD_SERIAL, issuer=der(world.root.certificate)),)
    return Good(world.signed, 3, ("HEAD_SIGNED",), {"policy": world.policy(signers=people)})


def acting_head(world: World) -> Good:
    return Good(world.sign(world.issued.data, world.deputy), 3, ("HEAD_SIGNED_ACTING",))


def two_signers(world: World) -> Good:
    base = world.issued_three.data
    first = world.sign(base, world.director, field="DirectorSignature")
    return Good(
        world.sign(first, world.head, at=SIGNED + timedelta(minutes=5)),
        3,
        ("OTHER_SIGNER", "HEAD_SIGNED", "LATER_SIGNATURE_ONLY"),
        {"issued": base},
    )


def time_stamped(world: World) -> Good:
    return Good(world.sign(world.issued.data, tsa=world.tsa()), 3, ("TIME_PROVEN",))


def with_validation_data(world: World) -> Good:
    stamped = world.sign(world.issued.data, tsa=world.tsa())
    data = add_validation_data(stamped, certificates=[der(world.root.certificate)], crls=[world.crl])
    return Good(data, 3, ("TIME_PROVEN", "LATER_VALIDATION_DATA_ONLY"), {"policy": world.policy(crls=())})


def archived(world: World) -> Good:
    """B-LTA: validation data twice, with a document time stamp between and after."""
    one = with_validation_data(world).data
    two = add_document_timestamp(one, world.tsa(SIGNED + timedelta(minutes=20)))
    newer = practice_lists.make_crl(world.tsa_root, at=NOW - DAY)
    three = add_validation_data(two, certificates=[der(world.tsa_root.certificate)], crls=[newer])
    return Good(
        add_document_timestamp(three, world.tsa(SIGNED + timedelta(minutes=30))), 3, ("LATER_VALIDATION_DATA_ONLY",)
    )


def archived_in_later_seconds(world: World) -> Good:
    """Each revision at a moment of its own, as in life: where a paper has a date of change (/ModDate), as word
    processors write it, signing programs write it anew each time."""
    writer = PdfWriter(clone_from=io.BytesIO(paper()))
    writer.add_metadata({"/ModDate": "D:20260610090000+07'00'", "/Title": "บันทึก"})
    out = io.BytesIO()
    writer.write(out)
    issued = prepare(out.getvalue()).data
    with time_machine.travel(NOW, tick=False) as clock:
        data = world.sign(issued, tsa=world.tsa())
        clock.shift(timedelta(seconds=3))
        data = add_validation_data(data, certificates=[der(world.root.certificate)], crls=[world.crl])
        clock.shift(timedelta(seconds=3))
        data = add_document_timestamp(data, world.tsa(SIGNED + timedelta(minutes=20)))
    options = {"policy": world.policy(crls=()), "issued": issued}
    return Good(data, 3, ("TIME_PROVEN", "LATER_VALIDATION_DATA_ONLY"), options)


def document_time_stamp_alone(world: World) -> Good:
    data = add_document_timestamp(world.signed, world.tsa(SIGNED + timedelta(minutes=20)))
    return Good(data, 3, ("TIME_PROVEN", "LATER_VALIDATION_DATA_ONLY"))


def revoked_after_the_time_stamp(world: World) -> Good:
    crl = practice_lists.make_crl(world.root, [(world.head.certificate, NOW - timedelta(minutes=10))], at=NOW)
    data = world.sign(world.issued.data, tsa=world.tsa())
    return Good(data, 3, ("TIME_PROVEN", "REVOKED_LATER"), {"policy": world.policy(crls=(crl,))})


def expired_after_the_time_stamp(world: World) -> Good:
    who = practice_ca.issue(
        world.root, "Somchai Sample", serial_number=HEAD_SERIAL, not_before=START, not_after=NOW - timedelta(minutes=5)
    )
    people = (Signer("นายตัวอย่าง ใจดี", certificate=der(who.certificate)),)
    data = world.sign(world.issued.data, who, tsa=world.tsa())
    return Good(data, 3, ("TIME_PROVEN",), {"policy": world.policy(signers=people)})


def under_an_intermediate(world: World) -> Good:
    middle = practice_ca.make_ca("Sample Issuing CA", parent=world.root, not_before=START)
    who = practice_ca.issue(middle, "Somchai Sample", serial_number=HEAD_SERIAL, not_before=START)
    lists = (world.crl, practice_lists.make_crl(middle, at=NOW - DAY))
    people = (Signer("นายตัวอย่าง ใจดี", certificate=der(who.certificate)),)
    return Good(world.sign(world.issued.data, who), 3, (), {"policy": world.policy(signers=people, crls=lists)})


def acting_by_date_of_the_time_stamp(world: World) -> Good:
    """The order ended yesterday; the time stamp shows that it was signed while it held."""
    people = (
        Signer(
            "นางสุดา ตัวอย่าง",
            kind="delegated",
            starts=date(2026, 6, 1),
            ends=date(2026, 6, 10),
            certificate=der(world.deputy.certificate),
        ),
    )
    when = SIGNED - 6 * DAY
    data = world.sign(world.issued.data, world.deputy, at=when, tsa=world.tsa(when))
    return Good(data, 3, ("HEAD_SIGNED_ACTING",), {"policy": world.policy(signers=people)})


def invisible_place(world: World) -> Good:
    """A clerk's own PDF, the box where the clerk pointed, three pages."""
    made = prepare(paper(pages=3, anchors=()), box=PLACE)
    return Good(world.sign(made.data), 3, (), {"issued": made.data})


def trailing_line_end(world: World) -> Good:
    """Mail programs like to add a line end; it changes nothing."""
    return Good(world.signed + b"\r\n", 3)


GOODS: dict[str, Callable[[World], Good]] = {
    function.__name__: function
    for function in (
        plain,
        without_issued_file,
        known_only,
        stale_list_still_known,
        approval_signature,
        rsa_key,
        by_subject_serial,
        acting_head,
        two_signers,
        time_stamped,
        with_validation_data,
        archived,
        archived_in_later_seconds,
        document_time_stamp_alone,
        revoked_after_the_time_stamp,
        expired_after_the_time_stamp,
        under_an_intermediate,
        acting_by_date_of_the_time_stamp,
        invisible_place,
        trailing_line_end,
    )
}


def _appended(write: Callable[..., bytes], issued: bytes | None) -> Callable[[World], Good]:
    """Validation data and a document time stamp, appended as another program spells them."""

    def make(world: World) -> Good:
        base = issued if issued is not None else world.issued.data
        return Good(
            dialect_file(world, write, base), 3, ("TIME_PROVEN", "LATER_VALIDATION_DATA_ONLY"), {"issued": base}
        )

    return make


GOODS |= {f"appended_{name}": _appended(write, None) for name, write in DIALECTS.items()}
GOODS |= {f"appended_{name}": _appended(write, packed_paper()) for name, write in STREAM_DIALECTS.items()}

__all__ = ["GOODS", "LINES", "Good"]
