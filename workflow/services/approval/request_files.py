"""What travels between the office and the key: a request to sign, and the values that come back.

Two small texts (JSON). The request says for people what it is about, and for the key a few hundred bytes for each
paper; the papers themselves stay with the office. Values go back under the digest of what they were made over.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from workflow.ports.keys import Keys
from workflow.rules.errors import BadInput, Unmet

REQUEST, VALUES = "oit-signing-request", "oit-signature-values"
VERSION = 1
_LIMIT = 5_000_000


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """One paper to sign. ``item`` ``None``: the memo. ``attributes``: what is signed (base64), ``sha256``: of that."""

    name: str
    item: str | None
    sha256: str
    attributes: str
    algorithm: str

    @property
    def data(self) -> bytes:
        """What is signed. :raises BadInput: it is not what its digest says."""
        try:
            found = base64.b64decode(self.attributes, validate=True)
        except ValueError:
            found = b""
        if hashlib.sha256(found).hexdigest() != self.sha256:
            raise BadInput("request_broken", name=self.name)
        return found


@dataclass(frozen=True, slots=True)
class AskedMemo:
    """One memo to sign: its request's ``code``, what the head decided, the ``manifest`` that was agreed to."""

    code: str
    memo: str
    subject: str
    decision: str
    manifest: str
    papers: tuple[AskedPaper, ...]


@dataclass(frozen=True, slots=True)
class SigningRequestFile:
    """What goes to the key. ``certificate``: fingerprint of whose key is to sign; ``until``: when it ends."""

    office: str
    person: str
    name: str
    certificate: str
    until: str
    memos: tuple[AskedMemo, ...]

    def text(self) -> str:
        """The file's text."""
        return _written({"kind": REQUEST, "version": VERSION, **asdict(self)})

    @classmethod
    def read(cls, path: Path) -> SigningRequestFile:
        """:raises BadInput: no such file, or it is no request of this version."""
        data = _read(path, REQUEST)
        try:
            memos = tuple(_memo(one) for one in data["memos"])
            office, person, name, key, until = (
                str(data[k]) for k in ("office", "person", "name", "certificate", "until")
            )
            datetime.fromisoformat(until)
        except (KeyError, TypeError, ValueError):
            raise BadInput("request_unreadable", file=path.name) from None
        return cls(office, person, name, key, until, memos)


@dataclass(frozen=True, slots=True)
class SignatureValues:
    """What comes back: the requests' codes, and each value by the digest of what it was made over."""

    codes: tuple[str, ...]
    values: dict[str, bytes]

    def text(self) -> str:
        """The file's text."""
        told = {digest: base64.b64encode(value).decode() for digest, value in self.values.items()}
        return _written({"kind": VALUES, "version": VERSION, "requests": list(self.codes), "values": told})

    @classmethod
    def read(cls, path: Path) -> SignatureValues:
        """:raises BadInput: no such file, or none of this kind."""
        data = _read(path, VALUES)
        try:
            codes = tuple(str(code) for code in data["requests"])
            values = {str(d): base64.b64decode(str(v), validate=True) for d, v in data["values"].items()}
        except (KeyError, TypeError, ValueError, AttributeError):
            raise BadInput("request_unreadable", file=path.name) from None
        return cls(codes, values)


def sign_request(
    keys: Keys, asked: SigningRequestFile, key_file: Path, passphrase: Callable[[], str]
) -> SignatureValues:
    """Sign, where the key is, what an office asks for. Needs no office: the key names itself in what it signs.

    :raises NotLoggedIn: wrong passphrase or PIN. :raises BadInput: the request is for another key, or changed.
    """
    papers = [paper for memo in asked.memos for paper in memo.papers]
    data = {paper.sha256: paper.data for paper in papers}
    key = keys.open(key_file, passphrase())
    if key.fingerprint != asked.certificate:
        facts = {"person": asked.name, "certificate": key.subject, "fingerprint": asked.certificate}
        raise BadInput("request_of_another_key", [Unmet("request_of_another_key", facts)])
    values = {paper.sha256: keys.sign_attributes(key, data[paper.sha256], paper.algorithm) for paper in papers}
    return SignatureValues(tuple(memo.code for memo in asked.memos), values)


def write(path: Path, text: str) -> None:
    """Write a file that is not there yet. :raises BadInput: it is there, or its folder cannot be written."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise BadInput("request_file_exists", file=str(path)) from None
    except OSError as error:
        raise BadInput("folder_not_writable", folder=str(path.parent), detail=error.strerror or str(error)) from error


def _memo(data: dict[str, Any]) -> AskedMemo:
    papers = tuple(
        AskedPaper(
            str(p["name"]), str(p["item"]) if p["item"] is not None else None, str(p["sha256"]), str(p["attributes"]),
            str(p["algorithm"]),
        )
        for p in data["papers"]
    )  # fmt: skip
    code, memo, subject, decision, manifest = (
        str(data[key]) for key in ("code", "memo", "subject", "decision", "manifest")
    )
    return AskedMemo(code, memo, subject, decision, manifest, papers)


def _written(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _read(path: Path, kind: str) -> dict[str, Any]:
    try:
        if path.stat().st_size > _LIMIT:
            raise ValueError
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadInput("file_missing", file=str(path)) from error
    except (ValueError, RecursionError):  # no text, no JSON, or nested too deep to be one of ours
        raise BadInput("request_unreadable", file=path.name) from None
    if not isinstance(data, dict) or data.get("kind") != kind or data.get("version") != VERSION:
        raise BadInput("request_unreadable", file=path.name)
    return data
