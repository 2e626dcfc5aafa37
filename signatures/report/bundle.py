"""Everything a verdict rests on in one ZIP file that re-verifies offline to the same result years later.

Contents: ``signed.pdf``, ``issued.pdf`` (when there is one), ``policy.json`` (people, roots, lists, all inside),
``crls/*.crl`` given beside the policy, ``verdict.json``, ``manifest.json`` with the digest of each, versions and clock.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata
from typing import Any

from signatures.errors import SignatureError, refuse
from signatures.pdf.limits import DEFAULT
from signatures.validation.policy import Policy
from signatures.verdict import Check, Verdict

FORMAT = "oit-evidence-1"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PART = re.compile(r"(?:manifest|verdict|policy)\.json|(?:signed|issued)\.pdf|crls/[0-9]{3}\.crl")


class EvidenceRefused(SignatureError):
    """The bundle is incomplete, changed or of an unknown format."""


@dataclass(frozen=True)
class Evidence:
    """A bundle read back."""

    signed: bytes
    issued: bytes | None
    policy: Policy | None
    crls: tuple[bytes, ...]
    verdict: Verdict
    made_with: Mapping[str, str]


def write_evidence(
    signed: bytes,
    verdict: Verdict,
    *,
    policy: Policy | None,
    issued: bytes | None = None,
    crls: Sequence[bytes] = (),
) -> bytes:
    """The bundle as bytes; the same input gives the same bytes.

    :raises EvidenceRefused: EVIDENCE_BROKEN when the verdict is about other bytes than ``signed``.
    """
    if verdict.file.sha256 != hashlib.sha256(signed).hexdigest():
        raise refuse(EvidenceRefused, "EVIDENCE_BROKEN", detail="verdict of another file")
    parts: dict[str, bytes] = {"signed.pdf": signed, "verdict.json": _json(verdict.to_json())}
    if issued is not None:
        parts["issued.pdf"] = issued
    if policy is not None:
        parts["policy.json"] = _json(policy.to_json())
    for number, crl in enumerate(crls):
        parts[f"crls/{number:03}.crl"] = crl
    manifest = {
        "format": FORMAT,
        "checked_at": verdict.time.at.isoformat(),
        "made_with": {name: metadata.version(name) for name in ("pyHanko", "cryptography", "pypdf")},
        "sha256": {name: hashlib.sha256(data).hexdigest() for name, data in sorted(parts.items())},
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in [("manifest.json", _json(manifest)), *sorted(parts.items())]:
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def read_evidence(bundle: bytes) -> Evidence:
    """Open a bundle and check the digest of every part.

    :raises EvidenceRefused: EVIDENCE_BROKEN
    """
    try:
        with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
            if sum(item.file_size for item in archive.infolist()) > 4 * DEFAULT.size:
                raise refuse(EvidenceRefused, "EVIDENCE_BROKEN", detail="too large")
            names = [item.filename for item in archive.infolist()]
            if len(set(names)) < len(names) or any(not _PART.fullmatch(name) for name in names):
                raise refuse(EvidenceRefused, "EVIDENCE_BROKEN", detail="parts")
            parts = {name: archive.read(name) for name in names}
        manifest = json.loads(parts.pop("manifest.json"))
        if manifest["format"] != FORMAT:
            raise refuse(EvidenceRefused, "EVIDENCE_BROKEN", detail="format")
        digests = {name: hashlib.sha256(data).hexdigest() for name, data in parts.items()}
        if digests != manifest["sha256"]:
            different = sorted({*digests.items()} ^ {*manifest["sha256"].items()})
            raise refuse(EvidenceRefused, "EVIDENCE_BROKEN", detail=different[0][0])
        return Evidence(
            signed=parts["signed.pdf"],
            issued=parts.get("issued.pdf"),
            policy=Policy.from_json(json.loads(parts["policy.json"])) if "policy.json" in parts else None,
            crls=tuple(data for name, data in sorted(parts.items()) if name.startswith("crls/")),
            verdict=Verdict.from_json(json.loads(parts["verdict.json"])),
            made_with=manifest["made_with"],
        )
    except SignatureError:
        raise
    except Exception as error:
        raise refuse(EvidenceRefused, "EVIDENCE_BROKEN", detail=type(error).__name__) from error


def reverify(bundle: bytes, *, at: datetime | None = None) -> tuple[Verdict, bool]:
    """Verify again from the bundle alone, at the recorded moment (or ``at``): the verdict, and whether it agrees.

    A bundle may come from anywhere: its file is judged in a limited child process.

    :raises EvidenceRefused: EVIDENCE_BROKEN
    """
    from signatures.sandbox.verify import attest_isolated, verify_isolated

    evidence = read_evidence(bundle)
    if Check.ATTESTATION in evidence.verdict.checks_run:
        verdict = attest_isolated(evidence.verdict, evidence.signed, evidence.issued)
    else:
        verdict = verify_isolated(
            evidence.signed,
            policy=evidence.policy,
            issued=evidence.issued,
            at=at if at is not None else evidence.verdict.time.at,
            crls=evidence.crls,
        )
    return verdict, verdict.same_outcome(evidence.verdict)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode()
