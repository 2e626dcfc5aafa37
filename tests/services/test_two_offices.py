"""Two offices in one database: what one of them knows by a number or a token is nothing in the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.services.small_office import SECRET, YEAR, SmallOffice, lay_folder
from workflow.office_files.people import load_people
from workflow.rules.errors import NotFound, NotLoggedIn, WorkflowError
from workflow.services.administration import sessions
from workflow.services.administration.certificates import known_certificates
from workflow.services.administration.people.updates import differences
from workflow.services.approval.attestations import open_attestations
from workflow.services.collection.waivers import confirm_exception, request_exception
from workflow.services.documents import drafting, issuing
from workflow.services.queries.inbox import inbox
from workflow.services.queries.status import status


@dataclass
class Two:
    first: SmallOffice
    second: SmallOffice


@pytest.fixture
def two(small: SmallOffice, signing_keys: Path, tmp_path: Path) -> Iterator[Two]:
    """A second office in the database of the first: other groups' work, the same logins."""
    import shutil

    folder = lay_folder(tmp_path / "second", database=f"sqlite:///{small.folder / 'oit.db'}")
    settings = folder / "office.toml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace('key = "small"', 'key = "second"').replace("ทดลองเล็ก", "ทดลองสอง")
    settings.write_text(text, encoding="utf-8")
    people = folder / "people.csv"
    people.write_text(people.read_text(encoding="utf-8").replace("ทดลองเล็ก", "ทดลองสอง"), encoding="utf-8")
    shutil.copytree(signing_keys, folder / "keys")
    second = SmallOffice.open(folder, small.clock)
    second.found()
    yield Two(small, second)
    second.close()


def test_a_session_of_one_office_opens_nothing_in_the_other(two: Two) -> None:
    token = sessions.login(two.first.office, "head", SECRET).token
    assert sessions.whose(two.first.office, token) == "head"
    with pytest.raises(NotLoggedIn):
        sessions.whose(two.second.office, token)
    sessions.logout(two.second.office, token)
    assert sessions.whose(two.first.office, token) == "head"


def test_numbers_of_one_office_are_nothing_in_the_other(two: Two) -> None:
    two.first.bring("submitted", "O1")
    number = request_exception(two.first.office, "director.hr", "O1", "signer_not_contributor", "มีคนเดียว")
    with pytest.raises(NotFound):
        confirm_exception(two.second.office, "director.policy", number)
    assert not [w for w in inbox(two.second.office, "director.policy") if w.do.startswith("exception_confirm")]
    made = drafting.draft(two.first.office, "clerk.admin", "letter", {
        "subject": "ขอความอนุเคราะห์", "addressee": "ผู้ว่าราชการจังหวัดตัวอย่าง", "paragraphs": ["ด้วยสำนักงานมีความประสงค์"],
    })  # fmt: skip
    with pytest.raises(WorkflowError):
        issuing.issue(two.second.office, "registrar", made.id)


def test_each_office_sees_its_own_alone(two: Two) -> None:
    two.first.bring("published", "O1")
    assert status(two.second.office).progress["published"] == 0
    assert two.second.numbers(YEAR) == []
    assert {k.person for k in known_certificates(two.second.office)} == {"head", "deputy", "director.hr"}
    people = load_people(two.second.folder / "people.csv", two.second.office.settings.groups)
    assert differences(two.second.office, people) == []
    with two.second.use_case("head") as use_case:
        assert open_attestations(use_case) == []
        mine = {a.person_id for a in use_case.everybody.values()}
    with two.first.use_case("head") as use_case:
        assert not mine & {a.person_id for a in use_case.everybody.values()}
    two.second.bring("published", "O1")
    assert two.first.verify().ok
    assert two.second.verify().ok
