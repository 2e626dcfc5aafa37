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


@dataclass(frozen=True)
class Job:
    """One file to verify; the parameters of :func:`signatures.validation.validate.verify`."""

    data: bytes
    issued: bytes | None = None
    crls: tuple[bytes, ...] = ()


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
    if issued is None:
        early = precheck(data, limits, bodies=announced(data, limits.size))
        if any(item.tone is Tone.UNREAD for item in early):
            return _refusal(data, policy, moment, early)  # a 200 MB file is not even sent
    facts = {
        "policy": policy.to_json() if policy is not None else None,
        "at": moment.isoformat(),
        "issued": issued is not None,
        "limits": asdict(limits),
    }
    files = [data, *([issued] if issued is not None else []), *crls]
    verdict = _asked("verify", facts, files, limits)
    return verdict if verdict is not None else _refusal(data, policy, moment, (reason("LIMIT_TIME"),))


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
) -> Iterator[tuple[int, Verdict]]:
    """Verify a stream of files, on all cores unless told otherwise; yields (position, verdict) as they finish.

    At most two files per worker are held at a time, so memory does not grow with the number of files.
    """
    moment = at if at is not None else datetime.now(UTC).replace(microsecond=0)
    count = workers if workers is not None else max(1, os.cpu_count() or 1)

    def judge(job: Job) -> Verdict:
        return verify_isolated(job.data, policy=policy, issued=job.issued, at=moment, crls=job.crls, limits=limits)

    running: dict[Future[Verdict], int] = {}
    with ThreadPoolExecutor(count) as pool:
        try:
            for position, job in enumerate(jobs):
                running[pool.submit(judge, job)] = position
                if len(running) >= 2 * count:
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        yield running.pop(future), future.result()
            for future, position in list(running.items()):
                yield position, future.result()
        except KeyboardInterrupt:
            SANDBOX.close()  # nobody waits for what runs
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)  # nothing is left but where the caller went away


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
