"""Verify in a limited child process, so that a hostile file costs at most 15 seconds of processor time and 1 GiB.

A warm server (``python -m signatures.sandbox.verify``) imports the libraries once and forks for each file; the fork has
limits on memory, processor time and written bytes, and is killed when its wall time is over. The answer comes back as
JSON, never as pickled objects: a child that read a hostile file is not trusted with more than words and numbers.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import IO, Any

from signatures.pdf.limits import DEFAULT, Limits, precheck
from signatures.pdf.streams import announced
from signatures.sandbox.server import HEAD, Server, limit_this_process, read_part
from signatures.validation.policy import Policy
from signatures.verdict import FileFacts, Grade, TimeFacts, Tone, Verdict, conclude, reason


@dataclass(frozen=True)
class Job:
    """One file to verify; the parameters of :func:`signatures.validation.validate.verify`.

    :ivar kept: a recorded verdict on a person's word, to be come to again
        (:func:`signatures.validation.attestation.attest_again`).
    """

    data: bytes
    issued: bytes | None = None
    crls: tuple[bytes, ...] = ()
    kept: Verdict | None = None


class Workers:
    """A few warm servers, each verifying one file at a time. Use as a context manager."""

    def __init__(self, count: int = 1, limits: Limits = DEFAULT) -> None:
        self.limits = limits
        self._idle: list[_Server] = []
        self._lock = threading.Semaphore(count)
        self._guard = threading.Lock()
        self.count = count

    def verify(self, job: Job, *, policy: Policy | None = None, at: datetime | None = None) -> Verdict:
        """Verify one file; waits for an idle server. Never raises for anything the file contains."""
        moment = at if at is not None else datetime.now(UTC).replace(microsecond=0)
        if job.issued is None and job.kept is None:
            early = precheck(job.data, self.limits, bodies=announced(job.data, self.limits.size))
            if any(item.tone is Tone.UNREAD for item in early):
                return _refusal(job, policy, moment, *early)  # a 200 MB file is not even sent
        with self._lock:
            with self._guard:
                server = self._idle.pop() if self._idle else _Server()
            try:
                answer = server.ask(job, policy, moment, self.limits)
            except BaseException:  # a broken or interrupted conversation cannot be gone on with
                server.close()
                raise
            with self._guard:
                self._idle.append(server)
        return Verdict.from_json(answer) if answer is not None else _refusal(job, policy, moment, reason("LIMIT_TIME"))

    def verify_many(
        self, jobs: Iterable[Job], *, policy: Policy | None = None, at: datetime | None = None
    ) -> Iterator[tuple[int, Verdict]]:
        """Verify a stream of files on all servers; yields (position, verdict) as they finish.

        At most two files per server are held at a time, so memory does not grow with the number of files.
        """
        moment = at if at is not None else datetime.now(UTC).replace(microsecond=0)
        with ThreadPoolExecutor(self.count) as pool:
            running: dict[Future[Verdict], int] = {}
            for position, job in enumerate(jobs):
                running[pool.submit(self.verify, job, policy=policy, at=moment)] = position
                if len(running) >= 2 * self.count:
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        yield running.pop(future), future.result()
            for future, position in list(running.items()):
                yield position, future.result()

    def close(self) -> None:
        """Stop the servers."""
        with self._guard:
            for server in self._idle:
                server.close()
            self._idle.clear()

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


_shared: Workers | None = None
_shared_guard = threading.Lock()


def verify_isolated(
    data: bytes,
    *,
    policy: Policy | None = None,
    issued: bytes | None = None,
    at: datetime | None = None,
    crls: Sequence[bytes] = (),
    limits: Limits = DEFAULT,
) -> Verdict:
    """Judge one file in a limited child process. The first call starts the server (0.5 s)."""
    job = Job(data, issued, tuple(crls))
    if limits is not DEFAULT:
        with Workers(1, limits) as workers:
            return workers.verify(job, policy=policy, at=at)
    return _share().verify(job, policy=policy, at=at)


def attest_isolated(kept: Verdict, scan: bytes, issued: bytes | None) -> Verdict:
    """Judge a person's word again in a limited child process: a scan may come from anywhere."""
    return _share().verify(Job(scan, issued, kept=kept), at=kept.time.at)


def _share() -> Workers:
    global _shared
    with _shared_guard:
        if _shared is None:
            _shared = Workers(1)
            atexit.register(_shared.close)
        return _shared


def verify_many(
    jobs: Iterable[Job], *, policy: Policy | None = None, at: datetime | None = None, workers: int | None = None
) -> Iterator[tuple[int, Verdict]]:
    """Verify many files on all cores; yields (position, verdict) as they finish."""
    with Workers(workers if workers is not None else max(1, os.cpu_count() or 1)) as servers:
        yield from servers.verify_many(jobs, policy=policy, at=at)


def _refusal(job: Job, policy: Policy | None, at: datetime, *reasons: Any) -> Verdict:
    import hashlib

    return conclude(
        reasons,
        Grade.NONE,
        policy.required_grade if policy is not None else Grade.ATTESTED,
        (),
        FileFacts(hashlib.sha256(job.data).hexdigest(), len(job.data)),
        TimeFacts(at),
        policy_id=policy.id if policy is not None else None,
    )


class _Server(Server):
    """Client's end of one server process."""

    def __init__(self) -> None:
        super().__init__("signatures.sandbox.verify")

    def ask(self, job: Job, policy: Policy | None, at: datetime, limits: Limits) -> Any:
        head = {
            "policy": policy.to_json() if policy is not None else None,
            "at": at.isoformat(),
            "limits": asdict(limits),
            "kept": job.kept.to_json() if job.kept is not None else None,
            "sizes": [len(job.data), -1 if job.issued is None else len(job.issued), *map(len, job.crls)],
        }
        answer = read_part(self.send(head, job.data, job.issued or b"", *job.crls))
        return json.loads(answer) if answer else None


def serve(source: IO[bytes], target: IO[bytes]) -> None:
    """The server's loop: one request, one fork, one answer (empty when the fork broke a limit)."""
    for name in ("pyhanko.sign.validation", "pyhanko_certvalidator", "pypdf", "signatures.validation.validate"):
        importlib.import_module(name)  # warm: every fork inherits it

    while text := read_part(source):
        head = json.loads(text)
        data, issued, *crls = [source.read(max(0, size)) for size in head["sizes"]]
        answer = _forked(head, data, issued if head["sizes"][1] >= 0 else None, crls)
        target.write(HEAD.pack(len(answer)) + answer)
        target.flush()


def _forked(head: dict[str, Any], data: bytes, issued: bytes | None, crls: list[bytes]) -> bytes:
    import select
    import signal
    import time

    limits = Limits(**head["limits"])
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _child(writing, head, limits, data, issued, crls)
    os.close(writing)
    answer = bytearray()
    until = time.monotonic() + limits.seconds
    try:
        while (left := until - time.monotonic()) > 0:
            ready, _, _ = select.select([reading], [], [], left)
            part = os.read(reading, 1 << 16) if ready else b""
            if not part:
                break
            answer += part
        else:
            answer.clear()
    finally:
        os.close(reading)
        if time.monotonic() >= until:
            os.kill(child, signal.SIGKILL)
            answer.clear()
        _pid, status = os.waitpid(child, 0)
    return bytes(answer) if status == 0 else b""


def _child(
    writing: int, head: dict[str, Any], limits: Limits, data: bytes, issued: bytes | None, crls: list[bytes]
) -> None:
    from signatures.validation.attestation import attest_again
    from signatures.validation.validate import verify

    status = 1
    try:
        limit_this_process(limits, limits.cpu_seconds)
        policy = Policy.from_json(head["policy"]) if head["policy"] is not None else None
        if head["kept"] is not None:
            verdict = attest_again(Verdict.from_json(head["kept"]), data, issued)
        else:
            verdict = verify(
                data, policy=policy, issued=issued, at=datetime.fromisoformat(head["at"]), crls=crls, limits=limits
            )
        answer = json.dumps(verdict.to_json()).encode()
        while answer:
            answer = answer[os.write(writing, answer) :]
        status = 0
    finally:
        os._exit(status)  # no clean-up of what belongs to the server


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
