"""What a use case leaves to a worker, written in its own transaction; nothing where there are no workers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.services.context.use_case import UseCase

MAIL_HOUR = 7
"""When workers send the day's mail: one for each person."""


def have_told(use_case: UseCase) -> None:
    """Have what this transaction puts into the outbox sent with the next morning's mail."""
    office = use_case.office
    if office.jobs is None or not office.settings.notices.anywhere:
        return
    from workflow.ports.jobs import NOTICES
    from workflow.records.row_seals import touched

    if "outbox" in touched(use_case.session):
        now = use_case.now
        morning = now.replace(hour=MAIL_HOUR, minute=0, second=0, microsecond=0)
        office.jobs.defer(use_case.session, NOTICES, morning if now < morning else morning + timedelta(days=1))


def later(use_case: UseCase, job: str, at: datetime | None = None) -> None:
    """Have a job of this office done by a worker, once this transaction is kept. :param at: not before."""
    if use_case.office.jobs is not None:
        use_case.office.jobs.defer(use_case.session, job, at)
