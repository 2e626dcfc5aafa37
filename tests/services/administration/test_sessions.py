"""Sessions hold by their journal entry, their age, their machine; the door slows down and tells nobody who is who."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.services.small_office import SECRET, SmallOffice
from workflow.records.models import Login, Outbox, Person
from workflow.rules.errors import BadInput, NotLoggedIn, Refused, WrongRole
from workflow.services.administration import passwords, sessions
from workflow.services.administration.terms import end_person
from workflow.services.operations import settling

OWN = "a phrase of one's own"


def kinds(office: SmallOffice, *wanted: str) -> list[tuple[str, str]]:
    return [(e.kind, e.actor) for e in office.journal() if e.kind in wanted]


def code_of(refused: pytest.ExceptionInfo[NotLoggedIn]) -> str:
    return refused.value.code


def test_logins_and_logouts_are_entries_and_a_row_alone_opens_nothing(both: SmallOffice) -> None:
    token = sessions.login(both.office, "head", SECRET, place="here").token
    assert sessions.whose(both.office, token, "here") == "head"
    with both.office.unit_of_work() as uow:
        row = uow.session.scalars(select(Login)).one()
        forged = {"token_hash": sessions._hash("guess"), "person_id": row.person_id, "office_id": row.office_id}
        uow.session.add(
            Login(**forged, opened_at=row.opened_at, expires_at=row.expires_at + timedelta(days=9), entry=row.entry)
        )
        uow.commit()
    with pytest.raises(NotLoggedIn) as refused:
        sessions.whose(both.office, "guess", "here")
    assert code_of(refused) == "session_expired"
    sessions.logout(both.office, token)
    with pytest.raises(NotLoggedIn):
        sessions.whose(both.office, token, "here")
    assert kinds(both, "logged_in", "logged_out") == [("logged_in", "head"), ("logged_out", "head")]


def test_a_session_lasts_eight_hours_by_its_entry_whatever_its_row_says(small: SmallOffice) -> None:
    token = sessions.login(small.office, "head", SECRET).token
    with small.office.unit_of_work() as uow:
        uow.session.execute(update(Login).values(expires_at=small.clock.now() + timedelta(days=365)))
        uow.commit()
    small.clock.moment += timedelta(hours=7, minutes=59)
    assert sessions.whose(small.office, token) == "head"
    small.clock.moment += timedelta(minutes=1)
    with pytest.raises(NotLoggedIn):
        sessions.whose(small.office, token)


def test_a_session_file_that_is_copied_opens_nothing_elsewhere(small: SmallOffice) -> None:
    token = sessions.login(small.office, "head", SECRET, place="here").token
    for place in ("elsewhere", None):
        with pytest.raises(NotLoggedIn) as refused:
            sessions.whose(small.office, token, place)
        assert code_of(refused) == "session_elsewhere"


def test_after_thirty_idle_minutes_who_has_power_is_asked_once(small: SmallOffice) -> None:
    token = sessions.login(small.office, "head", SECRET).token
    small.clock.moment += timedelta(minutes=29)
    assert not sessions.is_idle(small.office, token)
    assert sessions.whose(small.office, token) == "head", "and is seen"
    small.clock.moment += timedelta(minutes=30)
    assert sessions.whose(small.office, token) == "head", "drafting goes on"
    assert sessions.is_idle(small.office, token)
    with pytest.raises(NotLoggedIn):
        sessions.prove_again(small.office, token, "wrong one")
    assert sessions.is_idle(small.office, token)
    sessions.prove_again(small.office, token, SECRET)
    assert not sessions.is_idle(small.office, token)


def fail(office: SmallOffice, name: str) -> str:
    with pytest.raises(NotLoggedIn) as refused:
        sessions.login(office.office, name, "guessed wrong")
    return code_of(refused)


def test_the_door_slows_down_alike_for_somebody_and_nobody(both: SmallOffice) -> None:
    for name in ("head", "nobody.here"):
        assert [fail(both, name) for _ in range(4)] == ["wrong_password"] * 3 + ["login_wait"]
    with pytest.raises(NotLoggedIn) as refused:
        sessions.login(both.office, "head", SECRET)
    assert code_of(refused) == "login_wait", "the right one waits too: else it would tell"
    for seconds in (1, 2, 4, 8, 16, 32, 60, 60):
        both.clock.moment += timedelta(seconds=seconds)
        assert fail(both, "head") == "wrong_password"
    both.clock.moment += timedelta(seconds=60)
    opened = sessions.login(both.office, "head", SECRET)
    assert opened.failures == 11
    assert kinds(both, "login_failed") == [("login_failed", "head")], "one entry for a burst"
    assert sessions.login(both.office, "head", SECRET).failures == 0


def test_a_code_opens_once_and_only_to_set_a_password_of_ones_own(both: SmallOffice) -> None:
    slips = {slip.login: slip for slip in passwords.first_codes(both.office, "registrar")}
    assert "deputy" in slips
    assert "head" not in slips, "who has a password needs no code"
    code = slips["deputy"].code
    with pytest.raises(NotLoggedIn) as refused:
        sessions.login(both.office, "deputy", code)
    assert code_of(refused) == "password_to_set"
    with pytest.raises(BadInput):
        sessions.login(both.office, "deputy", code, new="short")
    for known in (code, code.lower(), code.replace("-", "")):
        with pytest.raises(BadInput) as same:
            sessions.login(both.office, "deputy", code, new=known)
        assert same.value.code == "password_is_code", "who printed the slip knows it"
    assert sessions.login(both.office, "deputy", code.lower(), new=OWN).login == "deputy"
    assert fail_with(both, "deputy", code) == "wrong_password"
    assert sessions.login(both.office, "deputy", OWN).login == "deputy"
    assert kinds(both, "codes_printed", "password_changed") == [
        ("codes_printed", "registrar"), ("password_changed", "deputy"),
    ]  # fmt: skip
    with both.use_case() as use_case:
        kept = use_case.session.scalars(select(Person.code_hash)).all()
    assert not any(code.replace("-", "") in (one or "") for one in kept)


def fail_with(office: SmallOffice, name: str, secret: str) -> str:
    with pytest.raises(NotLoggedIn) as refused:
        sessions.login(office.office, name, secret, new=OWN)
    return code_of(refused)


def test_a_code_is_good_for_seven_days(small: SmallOffice) -> None:
    (slip,) = passwords.first_codes(small.office, "registrar", ["deputy"])
    small.clock.forward(7)
    assert fail_with(small, "deputy", slip.code) == "wrong_password"
    with pytest.raises(WrongRole):
        passwords.first_codes(small.office, "clerk.admin")
    with pytest.raises(BadInput):
        passwords.first_codes(small.office, "registrar", ["head"])


def test_a_head_who_forgot_gets_a_code_by_two_before_the_memo_is_due(both: SmallOffice) -> None:
    open_before = sessions.login(both.office, "head", SECRET).token
    asked = passwords.reset_password(both.office, "registrar", "head")
    assert isinstance(asked, int)
    with pytest.raises(Refused):
        settling.confirm(both.office, "registrar", asked)
    assert sessions.whose(both.office, open_before) == "head", "nothing has changed yet"
    slip = settling.confirm(both.office, "director.policy", asked).slip
    assert slip is not None
    with pytest.raises(NotLoggedIn):
        sessions.whose(both.office, open_before)
    assert fail(both, "head") == "wrong_password"
    assert sessions.login(both.office, "head", slip.code, new=OWN).login == "head"


def test_an_officers_code_takes_one_and_is_told(small: SmallOffice) -> None:
    assert isinstance(passwords.reset_password(small.office, "registrar", "clerk.admin"), passwords.Slip)
    with small.use_case() as use_case:
        rows = use_case.session.scalars(select(Outbox).where(Outbox.recipient.startswith("person:")))
        assert {row.recipient for row in rows} == {"person:clerk.admin", "person:web"}
    for login in ("deputy", "web", "registrar"):
        assert isinstance(passwords.reset_password(small.office, "registrar", login), int), login


def test_a_session_ends_with_ones_own_new_password_and_with_the_person(small: SmallOffice) -> None:
    token = sessions.login(small.office, "clerk.admin", SECRET).token
    with pytest.raises(NotLoggedIn):
        passwords.change_password(small.office, "clerk.admin", "wrong one", OWN)
    with pytest.raises(BadInput):
        passwords.change_password(small.office, "clerk.admin", SECRET, SECRET)
    passwords.change_password(small.office, "clerk.admin", SECRET, OWN)
    with pytest.raises(NotLoggedIn):
        sessions.whose(small.office, token)
    token = sessions.login(small.office, "clerk.admin", OWN).token
    assert end_person(small.office, "registrar", "clerk.admin", small.office.today()).asked is None
    assert sessions.whose(small.office, token) == "clerk.admin", "until the day is over"
    small.clock.forward(1)
    with pytest.raises(NotLoggedIn):
        sessions.whose(small.office, token)
