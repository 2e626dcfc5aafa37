"""Whose certificates they are, in which role and on which days: registered certificates x appointments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from workflow.ports.verification import SignerTerm
from workflow.records import queries
from workflow.services.context.authorization import suspends

if TYPE_CHECKING:
    from workflow.records.models import Appointment, Certificate
    from workflow.services.context.use_case import UseCase

_DAY = timedelta(days=1)


def certificates_of(use_case: UseCase) -> list[Certificate]:
    """Every certificate the office registered."""
    return queries.people.certificates(use_case.session, use_case.office_id)


def own_certificates(use_case: UseCase) -> frozenset[str]:
    """SHA-256 of each certificate that is registered for who acts, and not withdrawn."""
    return frozenset(
        c.fingerprint
        for c in certificates_of(use_case)
        if c.person_id == use_case.me.person_id and (c.withdrawn_on is None or c.withdrawn_on > use_case.today)
    )


def signer_terms(use_case: UseCase) -> tuple[SignerTerm, ...]:
    """One term for every certificate of a person for every window of every appointment: who was, or acted for, the head
    may sign as head; everybody else is named where they signed before the head.

    While another acted in the post its holder could not sign in it, and a certificate is nobody's from the day on which
    it was withdrawn.
    """
    certificates: dict[int, list[Certificate]] = {}
    for c in certificates_of(use_case):
        certificates.setdefault(c.person_id, []).append(c)
    rows = queries.people.appointments(use_case.session, use_case.office_id)
    return tuple(
        SignerTerm(a.person.name, a.for_post or a.post, a.kind.value, first, last, c.pem, a.role.value)
        for a in rows
        for c in certificates.get(a.person_id, ())
        for first, last in _before(_windows(a, rows), c.withdrawn_on)
    )


def _windows(row: Appointment, rows: Sequence[Appointment]) -> list[tuple[date, date | None]]:
    """The days of an appointment but for those on which another acted in the post; ``None``: still."""
    left: list[tuple[date, date | None]] = [(row.starts, row.ends)]
    for by in rows:
        if not suspends(by, row):
            continue
        # On the day on which the holder came back, either may have signed.
        last = by.ends - _DAY if by.ended_at is not None and by.ends is not None else by.ends
        left = [piece for window in left for piece in _without(window, by.starts, last)]
    return [(first, last) for first, last in left if last is None or first <= last]


def _without(window: tuple[date, date | None], first: date, last: date | None) -> Iterator[tuple[date, date | None]]:
    begins, ends = window
    nothing = last is not None and (last < begins or last < first)
    if nothing or (ends is not None and ends < first):
        yield window
        return
    if begins < first:
        yield begins, first - _DAY
    if last is not None and (ends is None or last < ends):
        yield last + _DAY, ends


def _before(windows: Sequence[tuple[date, date | None]], withdrawn: date | None) -> Iterator[tuple[date, date | None]]:
    for first, last in windows:
        if withdrawn is None:
            yield first, last
        elif first < withdrawn:
            yield first, min(last or withdrawn - _DAY, withdrawn - _DAY)
