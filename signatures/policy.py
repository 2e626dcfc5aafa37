"""Whose certificates count, since when and until when, which roots are trusted, which grade is required.

The file is TOML (DESIGN section 9). No root is trusted unless it is named here; an office confirms its fingerprint
by its own channel first. An unknown key is refused by name, so that a misspelt ``required_grade`` is not ignored.
"""

from __future__ import annotations

import base64
import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from signatures.errors import PolicyRefused
from signatures.verdict import Grade, Reason, reason

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

KINDS = ("holder", "acting", "delegated", "caretaker")
BANGKOK = timezone(timedelta(hours=7), "ICT")
"""Thailand keeps UTC+7 all year; an appointment's days are Thai days."""

_TOP = {"roots", "intermediates", "tsa_roots", "crls", "required_grade", "signer"}
_SIGNER = {"name", "post", "kind", "from", "until", "certificate", "subject_serial", "issuer", "role"}


@dataclass(frozen=True, slots=True)
class Signer:
    """One appointment and the certificate that goes with it.

    :ivar starts: first day on which the appointment is in force; None means always.
    :ivar ends: last day, included; None means still.
    :ivar certificate: DER of the registered certificate; or else
    :ivar subject_serial: ``serialNumber`` of the certificate's subject, together with
    :ivar issuer: DER of the issuer's certificate, whose key must really have signed the signer's certificate.
    :ivar role: ``head`` for who may sign as head; others (``director``, ``officer``) are named, never sufficient.
    """

    name: str
    post: str = ""
    kind: str = "holder"
    starts: date | None = None
    ends: date | None = None
    certificate: bytes | None = None
    subject_serial: str | None = None
    issuer: bytes | None = None
    role: str = "head"

    def in_force(self, day: date) -> bool:
        """Whether the appointment holds on ``day``."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)

    def owns(self, certificate: Certificate) -> bool:
        """Whether ``certificate`` is the one registered here. The displayed name plays no part."""
        from cryptography.hazmat.primitives.serialization import Encoding
        from cryptography.x509 import load_der_x509_certificate
        from cryptography.x509.oid import NameOID

        if self.certificate is not None:
            return certificate.public_bytes(Encoding.DER) == self.certificate
        if self.subject_serial is None or self.issuer is None:
            return False
        serials = certificate.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)
        if len(serials) != 1 or serials[0].value != self.subject_serial:
            return False
        try:
            certificate.verify_directly_issued_by(load_der_x509_certificate(self.issuer))
        except Exception:  # wrong key, wrong name or unknown algorithm: not this issuer's
            return False
        return True

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "post": self.post,
            "kind": self.kind,
            "from": self.starts.isoformat() if self.starts else None,
            "until": self.ends.isoformat() if self.ends else None,
            "certificate": _b64(self.certificate),
            "subject_serial": self.subject_serial,
            "issuer": _b64(self.issuer),
            "role": self.role,
        }


@dataclass(frozen=True)
class Policy:
    """Everything a verdict depends on besides the file. Certificates and lists are DER."""

    signers: tuple[Signer, ...] = ()
    roots: tuple[bytes, ...] = ()
    intermediates: tuple[bytes, ...] = ()
    tsa_roots: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    required_grade: Grade = Grade.ATTESTED

    @cached_property
    def id(self) -> str:
        """Digest of the policy's content; a verdict names it."""
        text = json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def to_json(self) -> dict[str, Any]:
        """The whole policy as plain values: for the child process and the evidence bundle."""
        return {
            "signers": [signer.to_json() for signer in self.signers],
            "roots": [_b64(item) for item in self.roots],
            "intermediates": [_b64(item) for item in self.intermediates],
            "tsa_roots": [_b64(item) for item in self.tsa_roots],
            "crls": [_b64(item) for item in self.crls],
            "required_grade": int(self.required_grade),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Policy:
        return cls(
            signers=tuple(
                Signer(
                    name=item["name"],
                    post=item["post"],
                    kind=item["kind"],
                    starts=_date(item["from"]),
                    ends=_date(item["until"]),
                    certificate=_unb64(item["certificate"]),
                    subject_serial=item["subject_serial"],
                    issuer=_unb64(item["issuer"]),
                    role=item["role"],
                )
                for item in data["signers"]
            ),
            roots=tuple(base64.b64decode(item) for item in data["roots"]),
            intermediates=tuple(base64.b64decode(item) for item in data["intermediates"]),
            tsa_roots=tuple(base64.b64decode(item) for item in data["tsa_roots"]),
            crls=tuple(base64.b64decode(item) for item in data["crls"]),
            required_grade=Grade(data["required_grade"]),
        )


def thai_day(moment: datetime) -> date:
    """The day in Thailand at that moment."""
    return moment.astimezone(BANGKOK).date()


def load_policy(path: Path | str) -> Policy:
    """Read a policy file. Paths in it are relative to the file's folder.

    :raises PolicyRefused: with every reason: POLICY_FILE_MISSING, POLICY_SYNTAX, POLICY_UNKNOWN_KEY,
        POLICY_MISSING_KEY, POLICY_BAD_VALUE, POLICY_CERTIFICATE_MISSING, POLICY_CERTIFICATE_BAD.
    """
    path = Path(path)
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise PolicyRefused(reason("POLICY_FILE_MISSING", file=path.name)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyRefused(reason("POLICY_SYNTAX", detail=str(error)[:120])) from error
    return _Loader(path.parent).policy(data)


class _Loader:
    """Reads the parsed TOML, collecting every complaint before refusing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: list[Reason] = []

    def policy(self, data: dict[str, Any]) -> Policy:
        self.found += [reason("POLICY_UNKNOWN_KEY", key=key) for key in data if key not in _TOP]
        grade = data.get("required_grade", 1)
        if not isinstance(grade, int) or isinstance(grade, bool) or not 1 <= grade <= 3:
            self.found.append(reason("POLICY_BAD_VALUE", key="required_grade"))
            grade = 3
        tables = data.get("signer", [])
        if not isinstance(tables, list) or not all(isinstance(item, dict) for item in tables):
            self.found.append(reason("POLICY_BAD_VALUE", key="signer"))
            tables = []
        policy = Policy(
            signers=tuple(self.signer(item, number) for number, item in enumerate(tables, 1)),
            roots=self.many(data, "roots"),
            intermediates=self.many(data, "intermediates"),
            tsa_roots=self.many(data, "tsa_roots"),
            crls=self.many(data, "crls"),
            required_grade=Grade(grade),
        )
        if self.found:
            raise PolicyRefused(*self.found)
        return policy

    def signer(self, table: dict[str, Any], number: int) -> Signer:
        where = f"signer[{number}]"
        self.found += [reason("POLICY_UNKNOWN_KEY", key=f"{where}.{key}") for key in table if key not in _SIGNER]
        for key in ("name", "post", "kind", "role", "subject_serial", "certificate", "issuer"):
            if key in table and not (isinstance(table[key], str) and table[key].strip()):
                self.found.append(reason("POLICY_BAD_VALUE", key=f"{where}.{key}"))
                table = {**table, key: None}
        if not table.get("name"):
            self.found.append(reason("POLICY_MISSING_KEY", key=f"{where}.name"))
        if table.get("kind") not in (None, *KINDS):
            self.found.append(reason("POLICY_BAD_VALUE", key=f"{where}.kind"))
        certificate = self.one(table.get("certificate"))
        issuer = self.one(table.get("issuer"))
        if not table.get("certificate") and not (table.get("subject_serial") and table.get("issuer")):
            missing = "issuer" if table.get("subject_serial") else "certificate"
            self.found.append(reason("POLICY_MISSING_KEY", key=f"{where}.{missing}"))
        starts, ends = self.day(table, "from", where), self.day(table, "until", where)
        if starts and ends and ends < starts:
            self.found.append(reason("POLICY_BAD_VALUE", key=f"{where}.until"))
        return Signer(
            name=table.get("name") or "",
            post=table.get("post") or "",
            kind=table.get("kind") or "holder",
            starts=starts,
            ends=ends,
            certificate=certificate,
            subject_serial=table.get("subject_serial"),
            issuer=issuer,
            role=table.get("role") or "head",
        )

    def day(self, table: dict[str, Any], key: str, where: str) -> date | None:
        value = table.get(key)
        if value is None or value == "":
            return None
        if isinstance(value, datetime):
            return thai_day(value) if value.tzinfo else value.date()
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.found.append(reason("POLICY_BAD_VALUE", key=f"{where}.{key}"))
            return None

    def one(self, name: str | None) -> bytes | None:
        if not name:
            return None
        read = self.file(name, "certificate")
        return read[0] if read else None

    def many(self, data: dict[str, Any], key: str) -> tuple[bytes, ...]:
        names = data.get(key, [])
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            self.found.append(reason("POLICY_BAD_VALUE", key=key))
            return ()
        kind = "crl" if key == "crls" else "certificate"
        return tuple(item for name in names for item in self.file(name, kind))

    def file(self, name: str, kind: str) -> Sequence[bytes]:
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            self.found.append(reason("POLICY_CERTIFICATE_MISSING", file=name))
            return ()
        read = read_crls(data) if kind == "crl" else read_certificates(data)
        if not read:
            self.found.append(reason("POLICY_CERTIFICATE_BAD", file=name))
        return read


def read_certificates(data: bytes) -> tuple[bytes, ...]:
    """Certificates of a PEM file (several allowed) or a DER file, as DER; empty when there is none readable."""
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509 import load_der_x509_certificate, load_pem_x509_certificates

    try:
        if b"-----BEGIN" in data:
            return tuple(item.public_bytes(Encoding.DER) for item in load_pem_x509_certificates(data))
        return (load_der_x509_certificate(data).public_bytes(Encoding.DER),)
    except ValueError:
        return ()


def read_crls(data: bytes) -> tuple[bytes, ...]:
    """Revocation lists of a PEM or DER file, as DER; empty when there is none readable."""
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509 import load_der_x509_crl, load_pem_x509_crl

    end = b"-----END X509 CRL-----"
    try:
        if b"-----BEGIN" in data:
            parts = [part[part.index(b"-----BEGIN") :] + end for part in data.split(end)[:-1]]
            return tuple(load_pem_x509_crl(part).public_bytes(Encoding.DER) for part in parts)
        return (load_der_x509_crl(data).public_bytes(Encoding.DER),)
    except ValueError:
        return ()


def _b64(data: bytes | None) -> str | None:
    return base64.b64encode(data).decode() if data is not None else None


def _unb64(text: str | None) -> bytes | None:
    return base64.b64decode(text) if text is not None else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
