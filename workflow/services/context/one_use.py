"""Forms that are sent once: a key that was drawn into a form is good for one decision, whoever taps twice."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from workflow.records import models, queries
from workflow.records.errors import ConstraintBroken
from workflow.services.context.use_case import acting

if TYPE_CHECKING:
    from workflow.services.context.office import Office

KEPT = timedelta(days=2)
"""Longer than a session, and so than any form that could be sent again."""


def use_once(office: Office, login: str, key: str) -> bool:
    """Take a key; ``False``: it was taken before. What the form asks for is done after this, or not at all."""
    if not key:
        return False
    digest = hashlib.sha256(key.encode()).hexdigest()
    try:
        with acting(office, login) as use_case:
            if queries.people.form_key(use_case.session, use_case.office_id, digest) is not None:
                return False
            queries.people.remove_form_keys(use_case.session, use_case.office_id, use_case.now - KEPT)
            row = models.FormKey(office_id=use_case.office_id, key_hash=digest, login=login, used_at=use_case.now)
            use_case.session.add(row)
    except ConstraintBroken:  # on PostgreSQL two come at one moment
        return False
    return True
