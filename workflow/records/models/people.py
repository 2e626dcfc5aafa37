"""The office, its groups and people: who holds which role from when until when, and which certificates are whose."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.records.base import Base
from workflow.records.columns import Digest, Moment
from workflow.records.triggers import refuse_overlap
from workflow.rules.states import ALONE, STANDS_IN, Kind, Role


class Office(Base):
    """One agency. Its row is what a step locks to serialise journal and numbers."""

    __tablename__ = "office"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    secret: Mapped[str] = mapped_column(doc="key of the codes printed on memo pages, hex; made at init")
    created_at: Mapped[Moment]


class Group(Base):
    __tablename__ = "office_group"
    __table_args__ = (UniqueConstraint("office_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    key: Mapped[str]
    name: Mapped[str]
    phone: Mapped[str | None]
    position: Mapped[int]
    starts: Mapped[date | None] = mapped_column(doc="first day, of a group that came after the office was set up")
    ends: Mapped[date | None] = mapped_column(doc="last day, of a group that is no more")


class Person(Base):
    """A login. People are never deleted: history outlives them; ``active`` ends the login."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("office_id", "login"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    login: Mapped[str]
    name: Mapped[str]
    password_hash: Mapped[str | None]
    administrator: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    email: Mapped[str | None]
    phone: Mapped[str | None]
    ended_on: Mapped[date | None] = mapped_column(doc="last day with the office; None: no end is known")
    code_hash: Mapped[str | None] = mapped_column(doc="of the one-time code; None: there is none")
    code_until: Mapped[Moment | None]
    code_by: Mapped[str | None] = mapped_column(doc="who printed the last code, used or not")
    code_at: Mapped[Moment | None] = mapped_column(doc="when")


class Login(Base):
    """An open session on one machine; only the token's hash is kept."""

    __tablename__ = "login"
    token_hash: Mapped[Digest] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    seen_at: Mapped[Moment | None] = mapped_column(doc="when it was last used")
    entry: Mapped[int | None] = mapped_column(doc="number of the journal entry that opened it")
    place: Mapped[str | None] = mapped_column(doc="hash of the machine and its user; None: not asked")
    browser: Mapped[str | None] = mapped_column(doc="browser and address it was opened from; None: at the terminal")


class Attempt(Base):
    """Logins that failed one after another under one name, whether there is such a person or not: no oracle."""

    __tablename__ = "attempt"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    name_hash: Mapped[Digest] = mapped_column(primary_key=True)
    failures: Mapped[int]
    since: Mapped[Moment]
    last: Mapped[Moment]


class Appointment(Base):
    """Who holds which role, for which group, from when until when, by which order.

    ``post`` is the person's own position as printed; ``for_post`` the post acted for (acting, delegated, caretaker).
    """

    __tablename__ = "appointment"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[Role]
    kind: Mapped[Kind]
    group_key: Mapped[str | None]
    post: Mapped[str]
    for_post: Mapped[str | None]
    starts: Mapped[date]
    ends: Mapped[date | None]
    order_no: Mapped[str | None]
    ended_at: Mapped[Moment | None] = mapped_column(doc="when acting was ended before its last day: the holder is back")
    tolerated_at: Mapped[Moment | None] = mapped_column(
        doc="when a second holder of the post was taken over from a time that did not refuse it"
    )
    standing: Mapped[int | None] = mapped_column(doc="request that two settled: the standing order it rests on")
    objected_by: Mapped[str | None] = mapped_column(doc="login; what was signed under it is not published meanwhile")
    objected_at: Mapped[Moment | None]
    objection: Mapped[str | None]
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class Certificate(Base):
    """A signing certificate registered for a person; what a verdict matches, never the displayed name."""

    __tablename__ = "certificate"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    fingerprint: Mapped[Digest]
    subject: Mapped[str]
    pem: Mapped[str]
    registered_at: Mapped[Moment]
    registered_by: Mapped[str]
    withdrawn_on: Mapped[date | None] = mapped_column(doc="from this day it is nobody's; what was signed before stands")
    withdrawn_by: Mapped[str | None]
    withdrawn_reason: Mapped[str | None]
    confirmed_by: Mapped[str | None] = mapped_column(doc="the second, where somebody registered it for another")
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


refuse_overlap(
    Appointment.__table__,
    same=("office_id", "role", "kind"),
    same_or_none=("group_key",),
    when={"role": [r.value for r in ALONE], "kind": [Kind.HOLDER.value, *(k.value for k in STANDS_IN)]},
    unless="tolerated_at",
    why="one person at a time holds the post",
)
