"""What the tray keeps beside sessions: second factors, passkeys, and the keys of forms that were sent."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.records.base import Base
from workflow.records.columns import Digest, Moment


class SecondFactor(Base):
    """A person's authenticator (RFC 6238). It counts once a code of it was given: until then ``confirmed_at`` is empty.

    ``last_counter`` is the time step of the last code that was accepted: no code opens twice.
    """

    __tablename__ = "second_factor"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    secret: Mapped[str] = mapped_column(doc="hex")
    made_at: Mapped[Moment]
    confirmed_at: Mapped[Moment | None]
    last_counter: Mapped[int | None]


class Passkey(Base):
    """A key in a person's telephone, computer or security key that logs them in (WebAuthn). Not one that signs papers.

    ``counter`` is what the authenticator last said; 0 where it does not count. ``synced``: its maker keeps copies.
    """

    __tablename__ = "passkey"
    __table_args__ = (UniqueConstraint("office_id", "credential"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    credential: Mapped[str] = mapped_column(doc="its number, base64url")
    public_key: Mapped[str] = mapped_column(doc="COSE, base64url")
    host: Mapped[str] = mapped_column(doc="the name it was made for, and opens")
    label: Mapped[str]
    synced: Mapped[bool]
    counter: Mapped[int]
    made_at: Mapped[Moment]
    used_at: Mapped[Moment | None]


class FormKey(Base):
    """A form that was sent: its key is good for once, whoever taps twice."""

    __tablename__ = "form_key"
    __table_args__ = (UniqueConstraint("office_id", "key_hash"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    key_hash: Mapped[Digest]
    login: Mapped[str]
    used_at: Mapped[Moment]
