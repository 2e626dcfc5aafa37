"""``site build`` and ``site prove``: dated proofs, flags that move no state, refusals in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import messages
from tests.operations.conftest import BUILT_ONCE, FEW, add_settings
from workflow.ports.site import ExpectedItem, Finding, Severity, SiteProof
from workflow.records.models import Proof
from workflow.rules.errors import Refused, WrongRole
from workflow.rules.states import State
from workflow.services.administration.accepted_pages import accept_pages
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase
from workflow.services.publication import publishing
from workflow.services.publication.proving import build, prove
from workflow.services.queries import journal
from workflow.services.queries.status import status

pytestmark = [pytest.mark.slow, BUILT_ONCE]


def proofs(office: Office, code: str) -> list[Proof]:
    with office.unit_of_work(write=False) as uow:
        item = UseCase(office, uow).item(code)
        return list(uow.session.scalars(select(Proof).where(Proof.item_id == item.id).order_by(Proof.id)))


def take_away(office: Office, code: str) -> None:
    """Somebody removes an item's page from the server."""
    live = office.site.live()
    assert live is not None
    (live.public / "oit" / "2566" / code.lower() / "index.html").unlink()


def test_a_proof_is_kept_for_every_item_online_and_told_once(at_meeting: Office) -> None:
    found = prove(at_meeting, "web")
    assert found.passed
    assert (found.kind, found.recorded) == ("rehearsal", True)
    online = [one for one in found.items if one.online]
    assert [one.code for one in online] == list(FEW["PUBLISHED"])
    assert all(one.proof.clicks is not None and one.address.startswith("/oit/2566/") for one in online)
    assert [p.kind for p in proofs(at_meeting, "O1")] == ["rehearsal", "rehearsal"]
    assert not proofs(at_meeting, "O43")
    (told,) = journal.show(at_meeting, limit=1).lines
    assert (told.kind, told.facts["items"], told.facts["failed"]) == ("proof", len(online), [])


def test_a_worse_proof_later_raises_a_flag_and_moves_no_state(at_meeting: Office) -> None:
    take_away(at_meeting, "O1")
    found = prove(at_meeting, "web")
    assert not found.passed
    (bad,) = [one for one in found.items if one.proof.severity is Severity.BROKEN]
    assert bad.code == "O1"
    th, en, do_th, _ = bad.findings[0][1]
    assert th != bad.findings[0][0].code
    assert en != th
    assert do_th
    (item,) = status(at_meeting, codes=["O1"]).items
    assert item.state is State.PUBLISHED
    assert "proof_failed" in {flag.code for flag in item.flags}
    (told,) = journal.show(at_meeting, limit=1).lines
    assert (told.facts["severity"], told.facts["failed"]) == ("broken", ["O1"])
    assert build(at_meeting, "web").switched
    (item,) = status(at_meeting, codes=["O1"]).items
    assert "proof_failed" not in {flag.code for flag in item.flags}


def test_nobody_logged_in_may_look_but_nothing_is_kept(at_meeting: Office) -> None:
    before = len(proofs(at_meeting, "O1"))
    assert not prove(at_meeting).recorded
    assert len(proofs(at_meeting, "O1")) == before
    with pytest.raises(WrongRole):
        build(at_meeting, "clerk.hr")


def test_without_a_site_there_is_nothing_to_prove(at_meeting: Office) -> None:
    at_meeting.site.live = lambda: None
    with pytest.raises(Refused) as refused:
        prove(at_meeting, "web")
    assert refused.value.code == "no_site_yet"


@contextmanager
def served(office: Office) -> Iterator[str]:
    live = office.site.live()
    assert live is not None
    with office.site.serve(live.public) as home:
        yield home


def test_with_an_address_the_live_site_itself_is_proven(at_meeting: Office) -> None:
    with served(at_meeting) as home:
        at_meeting.settings = replace(at_meeting.settings, site=replace(at_meeting.settings.site, url=home))
        found = prove(at_meeting, "web")
    assert (found.kind, found.passed) == ("live", True)
    assert proofs(at_meeting, "O1")[-1].kind == "live"
    assert proofs(at_meeting, "O1")[-1].address == f"{home}oit/2566/o1/"


def test_an_address_that_does_not_answer_breaks_every_item(meeting: Path, opened: Callable[[Path], Office]) -> None:
    office = opened(meeting)
    with served(office) as home:
        gone = home
    office.settings = replace(office.settings, site=replace(office.settings.site, url=gone))
    found = prove(office, "web")
    assert not found.passed
    assert {one.proof.severity for one in found.items} == {Severity.BROKEN}


def test_a_build_that_does_not_pass_leaves_the_live_site_alone(at_meeting: Office) -> None:
    before = at_meeting.site.live()
    assert before is not None
    (at_meeting.folder / "pages" / "questions.html").unlink()  # O8, which is online, is this page
    assert accept_pages(at_meeting, "web") is not None
    made = build(at_meeting, "web")
    after = at_meeting.site.live()
    assert after is not None
    assert made.switched is False
    assert after.name == before.name


def test_a_refused_publication_says_in_both_languages_what_was_found(at_meeting: Office) -> None:
    real = at_meeting.site.prove
    finding = Finding("not_linked", Severity.BROKEN, {"url": "http://localhost/oit/2566/o20/"})

    def failing(home: str, expected: Sequence[ExpectedItem], **options: Any) -> SiteProof:
        site = real(home, expected, **options)
        items = (
            replace(i, severity=Severity.BROKEN, findings=(finding,)) if i.code == "O20" else i for i in site.items
        )
        return replace(site, items=tuple(items))

    at_meeting.site.prove = failing
    (outcome,) = publishing.publish(at_meeting, "web", ["O20"])
    assert outcome.error is not None
    (reason,) = outcome.error.reasons
    th, en, do_th, do_en = at_meeting.site.explain(finding)
    assert (reason.code, reason.facts["why_th"], reason.facts["why_en"]) == ("not_proven", th, en)
    assert th in messages.say("not_proven", reason.facts, "th")
    assert en in messages.say("not_proven", reason.facts, "en")
    assert messages.do("not_proven", reason.facts, "th") == do_th
    assert messages.do("not_proven", reason.facts, "en") == do_en


def test_the_command_exits_with_one_when_an_item_is_broken(
    meeting: Path, opened: Callable[[Path], Office], capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    from commands.counter import run

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    add_settings(meeting, "")
    assert run(["--office", str(meeting), "site", "prove", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert {"kind": "rehearsal", "recorded": False, "severity": "ok"}.items() <= said.items()
    take_away(opened(meeting), "O1")
    assert run(["--office", str(meeting), "site", "prove"]) == 1
    assert "O1" in capsys.readouterr().out
