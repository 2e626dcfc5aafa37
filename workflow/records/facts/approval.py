"""What is kept of an approval: the memo's route, who signs before the head, and what the head's signature made."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class RouteStop:
    """One post a memo passes on its way to the head and, once it was passed on, who did so.

    :param post: written ``ROLE`` or ``ROLE.GROUP``. :param by: login; ``None``: nobody has endorsed here yet, and
        what follows is empty. :param posts: lines under the name in a signature block. :param on: the day.
    """

    post: str
    by: str | None = None
    name: str | None = None
    posts: tuple[str, ...] = ()
    on: date | None = None
    opinion: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The stop as it is stored: nothing beside the post before somebody endorsed."""
        if self.by is None:
            return {"post": self.post, "by": None}
        return {
            "post": self.post,
            "by": self.by,
            "name": self.name,
            "posts": list(self.posts),
            "on": _written(self.on),
            "opinion": self.opinion,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> RouteStop:
        """Read what ``to_json`` wrote."""
        return cls(
            data["post"], data.get("by"), data.get("name"), tuple(data.get("posts", ())), _day(data.get("on")),
            data.get("opinion"),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SigningPlace:
    """One place to sign a memo before the head does.

    :param place: ``officer``, ``director`` or ``route1``, ``route2``…, as the form's mark says it.
    :param login: whose it is; ``None``: of a stop of the route that nobody has endorsed yet.
    :param post: of the route, written ``ROLE`` or ``ROLE.GROUP``; ``None`` for the other two.
    :param signed: digest of the memo as it was after this signature; ``None``: not signed yet, and what follows is
        empty. :param name: of who signed; ``posts``: lines under it; ``on``: the day.
    """

    place: str
    login: str | None = None
    post: str | None = None
    signed: str | None = None
    name: str | None = None
    posts: tuple[str, ...] = ()
    on: date | None = None

    @property
    def field(self) -> str:
        """The name of its signature field (as ``signatures.prepare.fields.field_name`` forms it)."""
        return f"{self.place[:1].upper()}{self.place[1:]}Signature"

    def signed_by(self, login: str, name: str, posts: Sequence[str], on: date, digest: str) -> SigningPlace:
        """The place once it is signed. :param digest: of the memo with this signature on it."""
        return replace(self, login=login, name=name, posts=tuple(posts), on=on, signed=digest)

    def to_json(self) -> dict[str, Any]:
        """The place as it is stored: what is not known yet is left out."""
        known: dict[str, Any] = {"place": self.place}
        if self.login is not None:
            known["login"] = self.login
        if self.post is not None:
            known["post"] = self.post
        if self.signed is not None:
            known |= {"name": self.name, "posts": list(self.posts), "on": _written(self.on), "signed": self.signed}
        return known

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SigningPlace:
        """Read what ``to_json`` wrote."""
        return cls(
            data["place"], data.get("login"), data.get("post"), data.get("signed"), data.get("name"),
            tuple(data.get("posts", ())), _day(data.get("on")),
        )  # fmt: skip


ADOPTED = "adopted"
"""``SignedRevision.how`` of an item that was published before the office began with the program."""


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """One paper that waits for the value of its signature.

    :param evidence: id of its evidence row; ``None``: the memo. :param held: digest of the file with an empty value,
        which stays in the store. :param attributes: what goes out to be signed (DER, hexadecimal), a few hundred bytes.
    :param algorithm: how that is hashed.
    """

    evidence: int | None
    held: str
    attributes: str
    algorithm: str

    @property
    def sha256(self) -> str:
        """Digest of what goes out, by which two people compare it."""
        return hashlib.sha256(bytes.fromhex(self.attributes)).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """The paper as it is stored."""
        return {
            "evidence": self.evidence,
            "held": self.held,
            "attributes": self.attributes,
            "algorithm": self.algorithm,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> HeldPaper:
        """Read what ``to_json`` wrote."""
        return cls(data["evidence"], data["held"], data["attributes"], data["algorithm"])


@dataclass(frozen=True, slots=True)
class SignedRevision:
    """What the head's decision made of a revision.

    :param files: id of each evidence row -> digest of the bytes that go online. :param signer: login, ``name`` and
        ``post`` as printed; ``authority``: the words and the post acted for, ``kind``: of the appointment.
    :param grade: the lowest of the memo's and all files'. :param memo: its number as printed, or for an adopted item
        the paper on which the head confirmed; ``memo_sha256``: of the signed memo, ``None`` for an adopted item.
    :param decided_on: the day of the head's decision, not the memo's own date.
    :param how: ``sign`` (a key, here), ``token``, ``pen`` or ``adopted``. :param attested_by: who saw the paper.
    :param late: adopted after the first memo of its cycle. An adopted item has no signer and no grade; one of before
        2569-4 names the head, at grade 1.
    """

    files: Mapping[int, str]
    signer: str
    name: str
    post: str
    authority: str | None
    kind: str | None
    grade: int
    memo: str
    memo_sha256: str | None
    decided_on: date
    how: str
    attested_by: str | None = None
    late: bool = False

    def to_json(self) -> dict[str, Any]:
        """The facts as they are stored; nobody attests an adopted item, so there the field is absent."""
        attested: dict[str, Any] = {} if self.how == ADOPTED else {"attested_by": self.attested_by}
        attested |= {"late": True} if self.late else {}
        return {
            "files": {str(evidence): digest for evidence, digest in self.files.items()},
            "signer": self.signer,
            "name": self.name,
            "post": self.post,
            "authority": self.authority,
            "kind": self.kind,
            "grade": self.grade,
            "memo": self.memo,
            "memo_sha256": self.memo_sha256,
            "decided_on": self.decided_on.isoformat(),
            "how": self.how,
            **attested,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SignedRevision:
        """Read what ``to_json`` wrote."""
        return cls(
            {int(evidence): digest for evidence, digest in data["files"].items()}, data["signer"], data["name"],
            data["post"], data["authority"], data["kind"], int(data["grade"]), data["memo"], data["memo_sha256"],
            date.fromisoformat(data["decided_on"]), data["how"], data.get("attested_by"),
            bool(data.get("late")),
        )  # fmt: skip


def _written(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None
