"""Verify in a limited child process, so that a hostile file costs at most 15 seconds of processor time and 1 GiB."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from signatures.pdf.limits import DEFAULT, Limits, precheck
from signatures.pdf.streams import announced
from signatures.sandbox.client import SANDBOX, BrokeLimit
from signatures.validation.policy import Policy
from signatures.verdict import FileFacts, Grade, Reason, TimeFacts, Tone, Verdict, conclude, reason

_GROUP = 8 << 20
"""Bytes of the files that are judged by one child, at most; one that is larger goes alone."""


@dataclass(frozen=True)
class Job:
    """One file to verify; the parameters of :func:`signatures.validation.validate.verify`."""

    data: bytes
    issued: bytes | None = None
    crls: tuple[bytes, ...] = ()

    @property
    def files(self) -> tuple[bytes, ...]:
        """Everything that is sent for it."""
        return (self.data, *([self.issued] if self.issued is not None else []), *self.crls)


def verify_isolated(
    data: bytes,
    *,
    policy: Policy | None = None,
    issued: bytes | None = None,
    at: datetime | None = None,
    crls: Sequence[bytes] = (),
    limits: Limits = DEFAULT,
) -> Verdict:
    """Judge one file in a limited child process. Never raises for anything the file contains.

    The first call starts the server (0.5 s).
    """
    moment = at if at is not None else datetime.now(UTC).replace(microsecond=0)
    (verdict,) = _judged([Job(data, issued, tuple(crls))], policy, moment, limits)
    return verdict


def _judged(jobs: Sequence[Job], policy: Policy | None, at: datetime, limits: Limits) -> list[Verdict]:
    """Verdicts from one child; a file at which it broke a limit, or gave no verdict, is judged again by itself."""
    found = [_too_much(job, policy, at, limits) for job in jobs]
    asked = [place for place, verdict in enumerate(found) if verdict is None]
    facts = {
        "policy": policy.to_json() if policy is not None else None,
        "at": at.isoformat(),
        "jobs": [{"issued": jobs[place].issued is not None, "crls": len(jobs[place].crls)} for place in asked],
        "limits": asdict(limits),
    }
    files = [file for place in asked for file in jobs[place].files]
    try:
        told = SANDBOX.ask("verify", facts, *files, limits=limits, times=len(asked)) if asked else iter(())
        for place, (piece, _) in zip(asked, told, strict=True):
            found[place] = Verdict.from_json(piece)
    except (BrokeLimit, LookupError, TypeError, ValueError):
        if len(asked) == 1:
            found[asked[0]] = _refusal(jobs[asked[0]].data, policy, at, (reason("LIMIT_TIME"),))
    return [
        verdict if verdict is not None else _judged([job], policy, at, limits)[0]
        for job, verdict in zip(jobs, found, strict=True)
    ]


def _too_much(job: Job, policy: Policy | None, at: datetime, limits: Limits) -> Verdict | None:
    """What is said of a file that is not even sent, one of 200 MB; ``None`` of any other."""
    if job.issued is not None:
        return None
    early = precheck(job.data, limits, bodies=announced(job.data, limits.size))
    return _refusal(job.data, policy, at, early) if any(item.tone is Tone.UNREAD for item in early) else None


def attest_isolated(kept: Verdict, scan: bytes, issued: bytes | None) -> Verdict:
    """Come to a recorded verdict on a person's word again: a scan may come from anywhere."""
    files = [scan, *([issued] if issued is not None else [])]
    verdict = _asked("attest", {"kept": kept.to_json()}, files, DEFAULT)
    return verdict if verdict is not None else _refusal(scan, None, kept.time.at, (reason("LIMIT_TIME"),))


def _asked(task: str, facts: Mapping[str, Any], files: Sequence[bytes], limits: Limits) -> Verdict | None:
    """What the child says; ``None`` where it broke a limit, or what it says is no verdict."""
    try:
        ((told, _),) = SANDBOX.ask(task, facts, *files, limits=limits)
        return Verdict.from_json(told)
    except (BrokeLimit, LookupError, TypeError, ValueError):
        return None


def verify_many(
    jobs: Iterable[Job],
    *,
    policy: Policy | None = None,
    at: datetime | None = None,
    workers: int | None = None,
    limits: Limits = DEFAULT,
    together: int = 1,
) -> Iterator[tuple[int, Verdict]]:
    """Verify a stream of files, on all cores unless told otherwise; yields (position, verdict) as they finish.

    At most two groups of files per worker are held at a time, so memory does not grow with the number of files.

    :param together: so many small files at most are judged by one child. A hostile file could then speak for those
        behind it: only for files of which whoever brought one could have brought each.
    """
    moment = at if at is not None else datetime.now(UTC).replace(microsecond=0)
    count = workers if workers is not None else max(1, os.cpu_count() or 1)
    running: dict[Future[list[Verdict]], list[int]] = {}
    with ThreadPoolExecutor(count) as pool:
        try:
            for group in _groups(jobs, together):
                future = pool.submit(_judged, [job for _, job in group], policy, moment, limits)
                running[future] = [position for position, _ in group]
                if len(running) >= 2 * count:
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        yield from zip(running.pop(future), future.result(), strict=True)
            for future, positions in list(running.items()):
                yield from zip(positions, future.result(), strict=True)
        except KeyboardInterrupt:
            SANDBOX.close()  # nobody waits for what runs
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)  # nothing is left but where the caller went away


def _groups(jobs: Iterable[Job], together: int) -> Iterator[list[tuple[int, Job]]]:
    group: list[tuple[int, Job]] = []
    size = 0
    for position, job in enumerate(jobs):
        more = sum(map(len, job.files))
        if group and (len(group) == together or size + more > _GROUP):
            yield group
            group, size = [], 0
        group.append((position, job))
        size += more
    if group:
        yield group


def _refusal(data: bytes, policy: Policy | None, at: datetime, reasons: Sequence[Reason]) -> Verdict:
    import hashlib

    return conclude(
        reasons,
        Grade.NONE,
        policy.required_grade if policy is not None else Grade.ATTESTED,
        (),
        FileFacts(hashlib.sha256(data).hexdigest(), len(data)),
        TimeFacts(at),
        policy_id=policy.id if policy is not None else None,
    )
