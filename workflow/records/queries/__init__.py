"""Every question that is asked of the tables, by name; each in the caller's session, of one office or one cycle.

A function asks one thing and decides nothing. Journal, books and numbers answer their own questions
(``records.journal``, ``records.registers``, ``records.numbering``).
"""

from workflow.records.queries import (
    addresses,
    documents,
    files,
    items,
    memos,
    notices,
    online,
    people,
    reports,
    requests,
    revisions,
    sightings,
)

__all__ = [
    "addresses", "documents", "files", "items", "memos", "notices", "online", "people", "reports", "requests",
    "revisions", "sightings",
]  # fmt: skip
