"""The office, its groups and people, what they hold, and whose certificates they are."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CursorResult, delete, func, or_, select, text

from workflow.records import models

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session


def office(session: Session, key: str) -> models.Office | None:
    """The office of a key of the settings."""
    return session.scalar(select(models.Office).where(models.Office.key == key))


def any_office(session: Session) -> bool:
    """Whether the database holds an office already, whichever."""
    return bool(session.scalar(select(func.count()).select_from(models.Office)))


def administrator_hash(session: Session, login: str) -> str | None:
    """The password's hash of an administrator; asked in plain words, since the tables may be an older program's."""
    asked = text("SELECT password_hash FROM person WHERE login = :login AND administrator AND active")
    return session.execute(asked, {"login": login}).scalar()


def groups(session: Session, office_id: int) -> list[models.Group]:
    """The groups in the order of the settings."""
    return list(
        session.scalars(select(models.Group).where(models.Group.office_id == office_id).order_by(models.Group.position))
    )


def people(session: Session, office_id: int, *, active: bool = False) -> list[models.Person]:
    """Everybody who ever had a login; ``active``: whose login was not ended."""
    query = select(models.Person).where(models.Person.office_id == office_id).order_by(models.Person.id)
    return list(session.scalars(query.where(models.Person.active) if active else query))


def phones(session: Session, office_id: int) -> dict[str, str]:
    """Login -> telephone, of those who have one of their own."""
    query = select(models.Person.login, models.Person.phone).where(
        models.Person.office_id == office_id, models.Person.phone.is_not(None)
    )
    return {login: phone for login, phone in session.execute(query) if phone}


def person(session: Session, office_id: int, login: str) -> models.Person | None:
    """The person of a login, active or not."""
    return session.scalar(
        select(models.Person).where(models.Person.office_id == office_id, models.Person.login == login)
    )


def with_id(session: Session, person_id: int) -> models.Person | None:
    """The person of a primary key."""
    return session.get(models.Person, person_id)


def appointments(session: Session, office_id: int) -> list[models.Appointment]:
    """Every appointment there ever was, oldest first."""
    return list(
        session.scalars(
            select(models.Appointment).where(models.Appointment.office_id == office_id).order_by(models.Appointment.id)
        )
    )


def appointments_on(session: Session, office_id: int, day: date) -> list[models.Appointment]:
    """The appointments in force on a day."""
    query = (
        select(models.Appointment)
        .where(models.Appointment.office_id == office_id, *_in_force(day))
        .order_by(models.Appointment.id)
    )
    return list(session.scalars(query))


def session_of(session: Session, office_id: int, token_hash: str) -> models.Login | None:
    """A session of this office: several offices may share one database."""
    return session.scalar(
        select(models.Login).where(models.Login.office_id == office_id, models.Login.token_hash == token_hash)
    )


def sessions_of(session: Session, person_id: int) -> list[models.Login]:
    """The sessions of a person, ended or not, the newest first."""
    return list(
        session.scalars(
            select(models.Login).where(models.Login.person_id == person_id).order_by(models.Login.opened_at.desc())
        )
    )


def second_factor(session: Session, person_id: int) -> models.SecondFactor | None:
    """A person's authenticator, whether it counts already or not."""
    return session.get(models.SecondFactor, person_id)


def passkeys(session: Session, person_id: int) -> list[models.Passkey]:
    """A person's passkeys, the oldest first."""
    query = select(models.Passkey).where(models.Passkey.person_id == person_id).order_by(models.Passkey.id)
    return list(session.scalars(query))


def passkey(session: Session, office_id: int, credential: str) -> models.Passkey | None:
    """The passkey of a number."""
    return session.scalar(
        select(models.Passkey).where(models.Passkey.office_id == office_id, models.Passkey.credential == credential)
    )


def form_key(session: Session, office_id: int, key_hash: str) -> models.FormKey | None:
    """The key of a form, where it was used."""
    return session.scalar(
        select(models.FormKey).where(models.FormKey.office_id == office_id, models.FormKey.key_hash == key_hash)
    )


def remove_form_keys(session: Session, office_id: int, before: datetime) -> None:
    """Forget keys that were used before a moment."""
    session.execute(
        delete(models.FormKey).where(models.FormKey.office_id == office_id, models.FormKey.used_at < before)
    )


def _in_force(day: date) -> tuple[ColumnElement[bool], ...]:
    return (models.Appointment.starts <= day, or_(models.Appointment.ends.is_(None), models.Appointment.ends >= day))


def certificates(session: Session, office_id: int) -> list[models.Certificate]:
    """Every certificate the office registered."""
    return list(
        session.scalars(
            select(models.Certificate).where(models.Certificate.office_id == office_id).order_by(models.Certificate.id)
        )
    )


def certificates_with(session: Session, office_id: int, fingerprint: str) -> list[models.Certificate]:
    """The certificates of one fingerprint; an older office may have it under two names."""
    query = select(models.Certificate).where(
        models.Certificate.office_id == office_id, models.Certificate.fingerprint == fingerprint
    )
    return list(session.scalars(query.order_by(models.Certificate.id)))


def certificate(session: Session, person_id: int, fingerprint: str) -> models.Certificate | None:
    """A person's certificate by its SHA-256, if it is in use."""
    query = select(models.Certificate).where(
        models.Certificate.person_id == person_id,
        models.Certificate.fingerprint == fingerprint,
        models.Certificate.withdrawn_on.is_(None),
    )
    return session.scalar(query)


def remove_sessions_of(session: Session, person_id: int) -> None:
    """Delete every session of a person."""
    session.execute(delete(models.Login).where(models.Login.person_id == person_id))


def remove_ended_sessions(session: Session, office_id: int, at: datetime) -> int:
    """Delete the sessions that have ended by then; how many."""
    mine = select(models.Person.id).where(models.Person.office_id == office_id)
    ended = session.execute(delete(models.Login).where(models.Login.expires_at <= at, models.Login.person_id.in_(mine)))
    return ended.rowcount if isinstance(ended, CursorResult) else 0


def forget_attempts(session: Session, office_id: int, before: datetime) -> None:
    """Delete failures whose last one is older."""
    session.execute(delete(models.Attempt).where(models.Attempt.office_id == office_id, models.Attempt.last < before))


def objected(session: Session, office_id: int) -> list[models.Appointment]:
    """Absences to which somebody objects."""
    return list(
        session.scalars(
            select(models.Appointment).where(
                models.Appointment.office_id == office_id, models.Appointment.objected_by.is_not(None)
            )
        )
    )


def hands(session: Session, office_id: int) -> int:
    """From how many accounts of how many machines sessions are open now."""
    query = select(func.count(func.distinct(models.Login.place))).where(models.Login.office_id == office_id)
    return session.scalar(query) or 0
