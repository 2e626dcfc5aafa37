"""``signatures`` behind the ports: prepare, sign, verify, printed codes and scans. Refusals become the procedure's."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.rules.errors import (
    BadInput,
    Unmet,
)

if TYPE_CHECKING:
    from workflow.office_files.settings import Settings
    from workflow.ports import (
        Coded,
        KnownPaper,
        Looked,
        Normalised,
        Pointed,
        Prepared,
        RegisteredCertificate,
        ScanHint,
        ScanPart,
        SignAt,
        SignerTerm,
        SigningKey,
        SortedScan,
        VerdictFacts,
    )

from adapters.forms import font
from adapters.refusals import refusals
from adapters.verdicts import reason_facts, verdict_facts

ON_TOKEN = "token:"  # noqa: S105 -- where a key is, not a secret
"""A key named ``token:KEY``, ``token:TOKEN`` or ``token:TOKEN/KEY`` (labels) is on a PKCS#11 token, whose library the
settings name."""


class PdfSignatures:
    """``signatures`` behind the Signatures port."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def page_count(self, pdf: bytes) -> int:
        from signatures.prepare.prepare import page_count

        with refusals():
            return page_count(pdf)

    def is_signed(self, pdf: bytes) -> bool:
        from signatures.prepare.prepare import already_signed

        with refusals():
            return already_signed(pdf)

    def prepare(self, pdf: bytes, sheet: Callable[[], bytes] | None = None, others: Sequence[str] = ()) -> Prepared:
        from signatures.prepare.prepare import append_pages, prepare
        from workflow.ports import Prepared

        with refusals():
            made = prepare(append_pages(pdf, sheet()) if sheet is not None else pdf, others=others)
        return Prepared(made.data, made.sha256, made.pages, made.removed)

    def point(self, pdf: bytes, place: SignAt) -> Pointed:
        from signatures.prepare.sign_here import Spot, point
        from workflow.ports import Pointed

        with refusals():
            made = point(pdf, Spot(place.page, place.left, place.top))
        return Pointed(made.data, made.covers)

    def preview(self, pdf: bytes, place: SignAt) -> bytes:
        from signatures.prepare.sign_here import Spot, preview

        with refusals():
            return preview(pdf, Spot(place.page, place.left, place.top))

    def with_sheet(self, pdf: bytes, sheet: bytes) -> Prepared:
        from signatures.prepare.prepare import append
        from workflow.ports import Prepared

        with refusals():
            made = append(pdf, sheet)
        return Prepared(made.data, made.sha256, made.pages, made.removed)

    def open_key(self, path: Path, passphrase: str) -> SigningKey:
        from signatures.signing.pkcs11 import find, load_token
        from signatures.signing.pkcs12 import load_p12

        name = str(path)
        with refusals():
            if not name.startswith(ON_TOKEN):
                return _Key(load_p12(path, passphrase))
            library = self._settings.signing.pkcs11
            if library is None:
                raise BadInput("no_token_library")
            place = find(library, name.removeprefix(ON_TOKEN))
            return _Key(load_token(library, passphrase, token=place.token, key=place.key))

    def certificate(self, path: Path) -> RegisteredCertificate | None:
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.serialization import Encoding

        from signatures.signing.pkcs12 import common_name, load_certificate
        from workflow.ports import RegisteredCertificate

        if str(path).startswith(ON_TOKEN):
            return None
        with refusals():
            found = load_certificate(path)
        if found is None:
            return None
        pem = found.public_bytes(Encoding.PEM).decode()
        return RegisteredCertificate(found.fingerprint(SHA256()).hex(), pem, common_name(found))

    def sign(
        self,
        pdf: bytes,
        key: SigningKey,
        *,
        lines: Sequence[str],
        name: str,
        reason: str,
        at: datetime,
        place: str = "head",
    ) -> bytes:
        from signatures.prepare.fields import field_name
        from signatures.signing.sign import add_validation_data, sign
        from signatures.validation.policy_file import read_crls, read_ocsps

        settings = self._settings.signing
        raw: Any = getattr(key, "raw")  # noqa: B009 -- every key this adapter opens is its own ``_Key``
        with refusals():
            signed = sign(
                pdf, raw, field=field_name(place), appearance_lines=tuple(lines), name=name, reason=reason or None,
                at=at.replace(microsecond=0), tsa=settings.tsa, font=font(),
            )  # fmt: skip
            if not settings.crls and not settings.ocsps:
                return signed
            # Long-term validation (PAdES B-LT): what is known of revocation today goes with the file.
            certificates = [_der(certificate) for certificate in (raw.certificate, *raw.chain)]
            return add_validation_data(
                signed, certificates=certificates, crls=_all(settings.crls, read_crls),
                ocsps=_all(settings.ocsps, read_ocsps),
            )  # fmt: skip

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
        files: Sequence[tuple[bytes, bytes | None]],
        *,
        terms: Sequence[SignerTerm],
        required_grade: int,
        at: datetime | None = None,
        foreign: bool = False,
    ) -> list[VerdictFacts]:
        from signatures.sandbox.verify import verify_isolated
        from signatures.validation.validate import verify

        policy = self.policy(terms, required_grade)
        judge = verify_isolated if foreign else verify
        return [verdict_facts(judge(pdf, policy=policy, issued=issued, at=at), policy) for pdf, issued in files]

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
                roots=_all(signing.roots, read_certificates),
                tsa_roots=_all(signing.tsa_roots, read_certificates),
                crls=_all(signing.crls, read_crls),
                ocsps=_all(signing.ocsps, read_ocsps),
                key_usage=signing.key_usage,
                required_grade=Grade(required_grade),
            )

    def stamp(self, pdf: bytes, document: str, secret: str) -> Coded | None:
        import hashlib

        from signatures.errors import ScanRefused
        from signatures.scans.stamping import stamp
        from workflow.ports import Coded

        with refusals():
            try:
                made = stamp(pdf, document, bytes.fromhex(secret), font=font())
            except ScanRefused as refused:
                if refused.code == "NO_ROOM_FOR_CODE":
                    return None
                raise
        return Coded(made.data, hashlib.sha256(pdf).hexdigest()[:12], made.smaller)

    def look(self, pdf: bytes, *, through: bool = False, to_prepare: bool = False) -> Looked:
        from signatures.pdf.limits import DEFAULT
        from signatures.sandbox.client import limited
        from workflow.ports import Looked

        facts = {"through": through, "prepare": to_prepare, "font": str(font()) if to_prepare else ""}
        with refusals():
            *_, (found, text) = limited("look", facts, pdf, pages=DEFAULT.pages if through else 1)
        return Looked(int(found["pages"]), bool(found["signed"]), text.decode())

    def normalise(self, pdf: bytes) -> Normalised:
        from signatures.pdf.limits import DEFAULT
        from signatures.sandbox.client import limited
        from workflow.ports import Normalised

        facts = {"compare": self._settings.files.compare, "font": str(font())}
        with refusals():
            *_, (found, data) = limited("normalise", facts, pdf, pages=DEFAULT.pages)
        return Normalised(
            data, int(found["pages"]), tuple(found["removed"]), tuple(found["hidden"]), bool(found["unlocked"]),
            bool(found["repaired"]), bool(found["drawn"]), bool(found["fixed"]), bool(found["compared"]),
        )  # fmt: skip

    def sort_scan(self, scans: Sequence[bytes], secret: str, known: Mapping[str, KnownPaper]) -> SortedScan:
        from signatures.sandbox.scans import cut_isolated, read_isolated
        from signatures.scans.batch import Issued, sort_batch
        from workflow.ports import ScanPart, SortedScan

        key, sheets = bytes.fromhex(secret), []
        for at, scan in enumerate(scans):
            try:
                with refusals():
                    sheets += read_isolated(scan, key, at=at)
            except BadInput as bad:
                raise BadInput(bad.code, [Unmet(r.code, {**r.facts, "scan": at}) for r in bad.reasons]) from bad
        batch = sort_batch(sheets, {n: Issued(k.pages, k.digest.upper(), k.void, k.replaced) for n, k in known.items()})
        with refusals():
            cuts = cut_isolated(scans, [[(s.scan, s.number, s.turned) for s in d.sheets] for d in batch.documents])
        parts = tuple(
            ScanPart(d.document, cut, len(d.sheets), tuple(sorted({s.scan for s in d.sheets})),
                     tuple(map(reason_facts, d.reasons)), removed)
            for d, (cut, removed) in zip(batch.documents, cuts, strict=True)
        )  # fmt: skip
        return SortedScan(parts, tuple((a.sheet.scan, a.sheet.number, reason_facts(a.reason)) for a in batch.aside))

    def compare(self, scan: bytes, issued: bytes) -> tuple[ScanHint, ...] | None:
        from signatures.scans.hints import available, hints
        from workflow.ports import ScanHint

        if not available():
            return None
        return tuple(
            ScanHint(
                h.reason.code, dict(h.reason.facts), h.reason.text("th"), h.reason.text("en"), h.reason.do("th"),
                h.reason.do("en"), h.picture,
            )
            for h in hints(scan, issued)
        )  # fmt: skip

    def join(self, pdfs: Sequence[bytes]) -> bytes:
        from functools import reduce

        from signatures.prepare.prepare import append_pages

        with refusals():
            return reduce(append_pages, pdfs)

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

    def split(self, pdf: bytes, sizes: Sequence[int]) -> list[ScanPart]:
        from itertools import accumulate

        from signatures.sandbox.scans import cut_isolated
        from workflow.ports import ScanPart

        starts = accumulate(sizes, initial=1)
        places = [[(0, start + n, 0) for n in range(size)] for start, size in zip(starts, sizes, strict=False)]
        with refusals():
            cuts = cut_isolated([pdf], places)
        return [ScanPart("", cut, size, removed=removed) for (cut, removed), size in zip(cuts, sizes, strict=True)]

    def never_scanned(self, scan: bytes, issued: bytes) -> list[int]:
        from signatures.pdf.limits import DEFAULT
        from signatures.sandbox.client import limited

        with refusals():
            ((found, _),) = limited("never_scanned", None, scan, issued, pages=DEFAULT.pages)
        return [int(page) for page in found["pages"]]

    def text(self, pdf: bytes) -> str:
        import pypdfium2

        document = pypdfium2.PdfDocument(pdf)
        try:
            texts = []
            for page in document:
                words = page.get_textpage()
                texts.append(words.get_text_bounded())
                words.close()
                page.close()
            return "\n".join(texts)
        finally:
            document.close()


@dataclass(frozen=True, slots=True)
class _Key:
    """``signatures``' key as the port describes it."""

    raw: Any

    @property
    def fingerprint(self) -> str:
        return str(self.raw.fingerprint).lower()

    @property
    def certificate_pem(self) -> str:
        return bytes(self.raw.certificate_pem).decode()

    @property
    def subject(self) -> str:
        return str(self.raw.common_name)


def _all(files: Sequence[Path], read: Callable[[bytes], tuple[bytes, ...]]) -> tuple[bytes, ...]:
    """What the files that the settings name hold. One that is gone or not what it should be is never passed over: a
    revocation list nobody reads would let a revoked certificate pass."""
    found: list[bytes] = []
    problems: list[Unmet] = []
    for file in files:
        try:
            inside = read(file.read_bytes())
        except OSError:
            problems.append(Unmet("signing_file_missing", {"file": str(file)}))
            continue
        if not inside:
            problems.append(Unmet("signing_file_unreadable", {"file": str(file)}))
        found += inside
    if problems:
        raise BadInput(problems[0].code, problems)
    return tuple(found)


def _der(certificate: Any) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return bytes(certificate.public_bytes(Encoding.DER))
