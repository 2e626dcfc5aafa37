"""Which files of the store the records need, and which they name at all."""

from __future__ import annotations

import re

from workflow.records import queries
from workflow.records.dump import office_tables, table_lines
from workflow.services.context.use_case import UseCase
from workflow.services.intake.scan_hints import pictures

_DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


def digests_in(line: str) -> list[str]:
    """Every 64 hexadecimal digits in a text: among them the digests of all files it names."""
    return _DIGEST.findall(line)


def named_digests(use_case: UseCase) -> set[str]:
    """Everything in the records that could be the digest of a file, whatever column or fact it stands in."""
    found: set[str] = set()
    for table, where in office_tables(use_case.office_id):
        for line in table_lines(use_case.session, table, where):
            found.update(digests_in(line))
    return found


def required_files(use_case: UseCase) -> set[str]:
    """Digests that must be in the store: evidence, memos, documents, and the files verdicts speak of."""
    found = queries.files.digests(use_case.session, use_case.office_id)
    for record in queries.files.verdict_records(use_case.session, use_case.office_id):
        found |= pictures(record)
    return found
