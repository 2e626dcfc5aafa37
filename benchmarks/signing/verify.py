"""Verifying one PDF against plain pyHanko validation, and a batch on one and on two cores.

python -m benchmarks.signing.verify
"""

from __future__ import annotations

import io
import sys
import time
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.serialization import Encoding

from benchmarks import earlier
from benchmarks.records.transitions import Row, alternate, show
from benchmarks.signing.sign import LINES, PLACE, SIZES, paper
from signatures.pdf.reader import quiet
from signatures.prepare.prepare import prepare
from signatures.sandbox.verify import Job, verify_many
from signatures.signing import practice_ca
from signatures.signing.sign import sign
from signatures.validation.kept_paths import forget
from signatures.validation.policy import Policy, Signer
from signatures.validation.validate import verify
from signatures.verdict import Grade, Status
from tests.signatures import practice_lists

BATCH = 1000
EARLIER = """
import time
from benchmarks.verify import *
at = datetime.now(UTC).replace(microsecond=0)
root = throwaway.make_ca("Benchmark root")
who = throwaway.issue(root, "นายตัวอย่าง ใจดี", key="rsa3072")
policy = Policy(
    signers=(Signer("นายตัวอย่าง ใจดี", certificate=who.certificate.public_bytes(Encoding.DER)),),
    roots=(root.certificate.public_bytes(Encoding.DER),),
    crls=(throwaway.make_crl(root, at=at - timedelta(hours=1)),),
    required_grade=Grade.TRUSTED,
)
issued = prepare(paper(100_000), box=PLACE).data
job = Job(sign(issued, who.key, appearance_lines=LINES, at=at - timedelta(minutes=1)), issued)
workers = Workers(2)
workers.__enter__()
list(workers.verify_many([job] * 4, policy=policy, at=at))
def once(batch):
    started = time.perf_counter()
    done = list(workers.verify_many((job for _ in range(batch)), policy=policy, at=at))
    assert len(done) == batch and all(one.status is Status.PASSED for _, one in done)
    return time.perf_counter() - started
"""
"""The same small file and policy, made and judged by the build of commit 0745951, in its warm workers."""


def plain(data: bytes, policy: Policy, at: datetime) -> bool:
    """pyHanko's own validation, with the same root and list."""
    from asn1crypto import x509
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    reader = PdfFileReader(io.BytesIO(data))
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(item) for item in policy.roots],
        crls=list(policy.crls),
        moment=at,
        allow_fetching=False,
        revocation_mode="require",
    )
    return bool(validate_pdf_signature(reader.embedded_regular_signatures[0], context).bottom_line)


def main(batch: int = BATCH) -> list[Row]:
    """Measure; prints and gives the rows."""
    at = datetime.now(UTC).replace(microsecond=0)
    root = practice_ca.make_ca("Benchmark root")
    who = practice_ca.issue(root, "นายตัวอย่าง ใจดี", key="rsa3072")
    policy = Policy(
        signers=(Signer("นายตัวอย่าง ใจดี", certificate=who.certificate.public_bytes(Encoding.DER)),),
        roots=(root.certificate.public_bytes(Encoding.DER),),
        crls=(practice_lists.make_crl(root, at=at - timedelta(hours=1)),),
        required_grade=Grade.TRUSTED,
    )
    rows: list[Row] = []
    small: Job | None = None
    with quiet():
        for size, label, rounds in SIZES:
            issued = prepare(paper(size), box=PLACE).data
            signed = sign(issued, who.key, appearance_lines=LINES, at=at - timedelta(minutes=1))
            small = small or Job(signed, issued)

            def bound(signed: bytes = signed, issued: bytes = issued) -> object:
                forget()  # pyHanko seeks the path of trust each time, too
                return verify(signed, policy=policy, issued=issued, at=at)

            def unbound(signed: bytes = signed) -> object:
                forget()
                return verify(signed, policy=policy, at=at)

            def again(signed: bytes = signed, issued: bytes = issued) -> object:
                return verify(signed, policy=policy, issued=issued, at=at)

            def floor(signed: bytes = signed) -> object:
                return plain(signed, policy, at)

            assert verify(signed, policy=policy, issued=issued, at=at).status is Status.PASSED
            assert plain(signed, policy, at)
            with_issued, without, known, theirs = alternate(rounds * 3, bound, unbound, again, floor)
            rows.append(
                (
                    f"verify {label} with its issued file, against plain pyHanko",
                    with_issued * 1e3,
                    theirs * 1e3,
                    with_issued / theirs,
                )
            )
            rows.append(
                (
                    f"verify {label} alone, every object parsed, against plain pyHanko",
                    without * 1e3,
                    theirs * 1e3,
                    without / theirs,
                )
            )
            rows.append(
                (
                    f"verify {label} again, its path of trust known, against plain pyHanko",
                    known * 1e3,
                    theirs * 1e3,
                    known / theirs,
                )
            )
    assert small is not None
    times = []
    for count in (1, 2):
        list(verify_many([small], policy=policy, at=at))  # starts the server
        started = time.perf_counter()
        done = sum(
            verdict.status is Status.PASSED
            for _place, verdict in verify_many((small for _ in range(batch)), policy=policy, at=at, workers=count)
        )
        times.append(time.perf_counter() - started)
        assert done == batch
    one, two = times
    rows.append((f"{batch} files isolated on two cores, against one core", two * 1e3, one * 1e3, two / one))
    try:
        with earlier.Beside(EARLIER) as there:
            before = there.once(batch)
        rows.append(
            (
                f"{batch} files isolated on two cores, against the build of 0745951",
                two * 1e3,
                before * 1e3,
                two / before,
            )
        )
    except earlier.CannotBeHad as missing:
        sys.stderr.write(f"{missing}\n")
    show(rows)
    return rows


if __name__ == "__main__":
    main()
