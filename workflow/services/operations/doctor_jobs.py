"""``oit doctor`` on what workers could not do."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.ports.checks import Check
from workflow.records import queries
from workflow.services.context.office import Office
from workflow.services.context.use_case import reading


def examine_jobs(office: Office) -> Iterator[Check]:
    """Each job that was tried in vain, with what went wrong last; nothing where there are no workers."""
    with reading(office) as use_case:
        found = queries.jobs.failed(use_case.session, office.settings.office.key)
    for job in found:
        yield Check("job_failed", "broken", {"job": job.name, "tries": job.tries, "fault": job.reason})
