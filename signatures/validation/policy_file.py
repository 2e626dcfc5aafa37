"""A policy from its file (TOML, docs/contracts.md#signature-policy), and certificates, lists and answers from theirs.

An unknown key is refused by name, so that a misspelt ``required_grade`` is not ignored.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from signatures.errors import PolicyRefused
from signatures.pdf.files import Unreadable, read_regular
from signatures.pdf.limits import MEGABYTE
from signatures.validation.policy import APPEARANCES, KEY_USAGES, KINDS, Policy, Signer
from signatures.verdict import Grade, Reason, reason
from signatures.zone import thai_day

_LARGEST = 4 * MEGABYTE
"""A policy file is a page or two of text."""


def load_policy(path: Path | str) -> Policy:
    """Read a policy file. Paths in it are relative to the file's folder.

    :raises PolicyRefused: with every reason: POLICY_FILE_MISSING, POLICY_SYNTAX, POLICY_UNKNOWN_KEY,
        POLICY_MISSING_KEY, POLICY_BAD_VALUE, POLICY_CERTIFICATE_MISSING, POLICY_CERTIFICATE_BAD.
    """
    path = Path(path)
    try:
        data = tomllib.loads(read_regular(path, _LARGEST).decode("utf-8-sig"))
    except Unreadable as error:
        missing = error.reason.code == "FILE_MISSING"
        raise PolicyRefused(reason("POLICY_FILE_MISSING", file=path.name) if missing else error.reason) from error
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
            ocsps=self.many(data, "ocsps"),
            key_usage=self.key_usage(data.get("key_usage", list(KEY_USAGES))),
            required_grade=Grade(grade),
            appearance=self.appearance(data.get("appearance", APPEARANCES[0])),
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
        certificate = self.one(table.get("certificate"))  # of several the first would be anybody's guess
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
        found = self.file(name, read_certificates)
        if len(found) > 1:
            self.found.append(reason("CERTIFICATE_SEVERAL", file=name, count=len(found)))
        return found[0] if found else None

    def many(self, data: dict[str, Any], key: str) -> tuple[bytes, ...]:
        names = data.get(key, [])
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            self.found.append(reason("POLICY_BAD_VALUE", key=key))
            return ()
        return tuple(item for name in names for item in self.file(name, _READ[key]))

    def key_usage(self, names: Any) -> tuple[str, ...]:
        if not isinstance(names, list) or not names or not all(name in KEY_USAGES for name in names):
            self.found.append(reason("POLICY_BAD_VALUE", key="key_usage"))
            return KEY_USAGES
        return tuple(names)

    def appearance(self, value: Any) -> str:
        if value not in APPEARANCES:
            self.found.append(reason("POLICY_BAD_VALUE", key="appearance"))
            return APPEARANCES[-1]
        return str(value)

    def file(self, name: str, read: Callable[[bytes], tuple[bytes, ...]]) -> Sequence[bytes]:
        try:
            data = read_regular(self.folder / name)
        except Unreadable as error:
            missing = error.reason.code == "FILE_MISSING"
            self.found.append(reason("POLICY_CERTIFICATE_MISSING", file=name) if missing else error.reason)
            return ()
        found = read(data)
        if not found:
            self.found.append(reason("POLICY_CERTIFICATE_BAD", file=name))
        return found


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


def read_ocsps(data: bytes) -> tuple[bytes, ...]:
    """The answer of a status service (OCSP) in a DER file; empty when it is none, or one that refuses to answer."""
    from cryptography.x509 import ocsp

    try:
        status = ocsp.load_der_ocsp_response(data).response_status
    except ValueError:
        return ()
    return (data,) if status is ocsp.OCSPResponseStatus.SUCCESSFUL else ()


_READ = {
    "roots": read_certificates,
    "intermediates": read_certificates,
    "tsa_roots": read_certificates,
    "crls": read_crls,
    "ocsps": read_ocsps,
}
_TOP = {*_READ, "appearance", "key_usage", "required_grade", "signer"}
_SIGNER = {"name", "post", "kind", "from", "until", "certificate", "subject_serial", "issuer", "role"}
