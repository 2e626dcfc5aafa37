"""Where the journal stands. Apart from reading it, so that who only asks whether anything was done loads nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.services.context.use_case import reading

if TYPE_CHECKING:
    from workflow.services.context.office import Office


def head(office: Office) -> tuple[int, str]:
    """Number and hash of the newest entry: as long as they are the same, nothing was done in the office."""
    with reading(office) as use_case:
        found: tuple[int, str] = queries.entries.head(use_case.session, use_case.office_id)
        return found
