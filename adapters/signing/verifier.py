"""``signatures.validation`` and ``signatures.report`` behind the port: verdicts, and what they rest on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from adapters.refusals import refusals
from adapters.signing.signing_files import read_all
from adapters.signing.verdicts import verdict_facts

if TYPE_CHECKING:
    from workflow.office_files.settings import Settings
    from workflow.ports.verification import SignerTerm, VerdictFacts


class PdfVerifier:
    """Judges by the office's appointments and by the certificates and lists that its settings name."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def verify(
        self,
        pdf: bytes,
        *,
        issued: bytes | None,
        terms: Sequence[SignerTerm],
        required_grade: int,
        at: datetime | None = None,
    ) -> VerdictFacts:
        from signatures.validation.validate import verify

        return verdict_facts(verify(pdf, policy=self.policy(terms, required_grade), issued=issued, at=at))

    def verify_many(
        self,
        files: Iterable[tuple[bytes, bytes | None]],
        *,
        terms: Sequence[SignerTerm],
        required_grade: int,
        at: datetime | None = None,
        foreign: bool = False,
        together: int = 1,
    ) -> list[VerdictFacts]:
        from signatures.sandbox.verify import Job
        from signatures.sandbox.verify import verify_many as isolated
        from signatures.validation.validate import verify

        policy = self.policy(terms, required_grade)
        if foreign:
            jobs = (Job(pdf, issued) for pdf, issued in files)
            judged = dict(isolated(jobs, policy=policy, at=at, together=together))
            return [verdict_facts(judged[number], policy) for number in range(len(judged))]
        return [verdict_facts(verify(pdf, policy=policy, issued=issued, at=at), policy) for pdf, issued in files]

    def policy(self, terms: Sequence[SignerTerm], required_grade: int) -> Any:
        """The office's own policy: its appointments, its certificates, the roots its settings name."""
        from signatures.validation.policy import Policy, Signer
        from signatures.validation.policy_file import read_certificates, read_crls, read_ocsps
        from signatures.verdict import Grade

        signing = self._settings.signing
        signers = tuple(
            Signer(
                name=t.name, post=t.post, kind=t.kind, starts=t.start, ends=t.until,
                certificate=read_certificates(t.certificate_pem.encode())[0], role=t.role,
            )
            for t in terms
        )  # fmt: skip
        with refusals():
            return Policy(
                signers=signers,
                roots=read_all(signing.roots, read_certificates),
                tsa_roots=read_all(signing.tsa_roots, read_certificates),
                crls=read_all(signing.crls, read_crls),
                ocsps=read_all(signing.ocsps, read_ocsps),
                key_usage=signing.key_usage,
                required_grade=Grade(required_grade),
                appearance=signing.appearance,
            )

    def attest(
        self, scan: bytes, *, issued: bytes, registrar: str, signer: str, post: str, day: date, required_grade: int
    ) -> VerdictFacts:
        from signatures.validation.attestation import attest
        from signatures.verdict import Grade

        return verdict_facts(
            attest(
                scan, registrar=registrar, signer=signer, post=post, day=day, issued=issued,
                required=Grade(required_grade),
            )
        )  # fmt: skip

    def bundle(self, signed: bytes, issued: bytes | None, policy: bytes, record: Mapping[str, object]) -> bytes:
        from signatures.report.bundle import write_evidence
        from signatures.validation.policy import Policy
        from signatures.verdict import Verdict

        with refusals():
            return write_evidence(
                signed,
                Verdict.from_json(record),
                policy=Policy.from_json(json.loads(policy)) if policy else None,
                issued=issued,
            )
