"""Rows of the outbox for named people: who is to be told of a paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workflow.records.models import Outbox
from workflow.services.context.use_case import UseCase


def tell_people(use_case: UseCase, event: str, logins: Iterable[str], facts: Mapping[str, Any]) -> None:
    """Tell each of these people of what happened, once for one cause."""
    cause = f"{event}:{use_case.now.isoformat()}:{facts.get('circulation', '')}"
    for login in sorted(set(logins)):
        kept = {"told": event, "cause": cause, "by": use_case.me.login, **facts}
        use_case.session.add(
            Outbox(
                office_id=use_case.office_id, at=use_case.now, recipient=f"person:{login}", facts=kept, sent_at=None
            )
        )  # fmt: skip
