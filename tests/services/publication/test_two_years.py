"""A later cycle is open: an older item is proven by its own page, never by the newest year's page of the same code."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import wiring
from tests.services.intake.test_batch_scan import yes
from tests.services.small_office import SECRET, YEAR, SmallOffice, done, small_pdf
from workflow.office_files.catalogue import load_catalogue
from workflow.office_files.responsibilities import load_responsibilities, responsible_file
from workflow.ports.site import ExpectedItem, SiteProof
from workflow.records.models import Proof, Revision
from workflow.rules.errors import BadInput, CheckFailed
from workflow.rules.states import Online
from workflow.services.administration.bootstrap import open_year
from workflow.services.administration.setup import open_cycle
from workflow.services.approval.signing import sign
from workflow.services.intake.receiving import receive
from workflow.services.operations.settling import confirm
from workflow.services.publication import adopting
from workflow.services.publication.proving import build, prove
from workflow.services.publication.publishing import publish
from workflow.services.queries.inbox import inbox
from workflow.services.queries.status import status


@pytest.fixture
def two(small: SmallOffice) -> SmallOffice:
    """O1 is signed; then the next year is opened, which has an O1 too."""
    small.bring("head_signed", "O1")
    next_year(small)
    return small


def next_year(office: SmallOffice) -> None:
    for name in ("catalogue", "responsible"):
        shutil.copy(office.folder / f"{name}-{YEAR}.csv", office.folder / f"{name}-{YEAR + 1}.csv")
    open_year(office.office, "registrar", YEAR + 1)


def loses(office: SmallOffice, year: int) -> None:
    """From now on the page of that year's O1 cannot be found, though the link to it is there."""
    real = office.office.site.serve

    @contextmanager
    def serve(root: Path) -> Iterator[str]:
        with tempfile.TemporaryDirectory() as folder:
            shown = Path(shutil.copytree(root, Path(folder) / "shown"))
            (shown / "oit" / str(year) / "o1" / "index.html").unlink()
            with real(shown) as home:
                yield home

    office.office.site.serve = serve  # type: ignore[method-assign]


def test_an_older_item_is_not_published_on_the_word_of_the_newest_years_page(two: SmallOffice) -> None:
    loses(two, YEAR)
    (outcome,) = publish(two.office, "web", ["O1"], year=YEAR)
    assert outcome.error is not None
    assert [(r.code, r.facts["finding"]) for r in outcome.error.reasons] == [("not_proven", "page_missing")]
    with two.use_case_of(YEAR) as use_case:
        assert use_case.item("O1").online is Online.NONE


def test_what_the_newest_year_lacks_does_not_keep_an_older_item_back(two: SmallOffice) -> None:
    loses(two, YEAR + 1)
    (outcome,) = publish(two.office, "web", ["O1"], year=YEAR)
    assert outcome.error is None
    with two.use_case_of(YEAR) as use_case:
        (proof,) = use_case.session.scalars(select(Proof))
        assert proof.item_id == use_case.item("O1").id
        assert proof.address == f"/oit/{YEAR}/o1/"


def test_the_prover_is_asked_for_the_items_of_the_year_with_their_bytes(two: SmallOffice) -> None:
    asked: list[ExpectedItem] = []
    real = two.office.site.prove

    def listening(home: str, expected: Sequence[ExpectedItem], **options: Any) -> SiteProof:
        asked.extend(expected)
        return real(home, expected, **options)

    two.office.site.prove = listening  # type: ignore[method-assign]
    publish(two.office, "web", ["O1"], year=YEAR)
    assert {one.fiscal_year for one in asked} == {YEAR}
    (first,) = [one for one in asked if one.code == "O1"]
    assert [file.name for file in first.files] == ["O1-admin.pdf"]


def test_looking_again_tells_and_keeps_the_year_it_was_asked_for(two: SmallOffice) -> None:
    publish(two.office, "web", ["O1"], year=YEAR)
    older = prove(two.office, "web", year=YEAR)
    assert [(one.code, one.online, one.address) for one in older.items][:1] == [("O1", True, f"/oit/{YEAR}/o1/")]
    newest = prove(two.office, "web")
    assert newest.fiscal_year == YEAR + 1
    assert [(one.code, one.online, one.address) for one in newest.items][:1] == [("O1", False, f"/oit/{YEAR + 1}/o1/")]
    built = build(two.office, "web", year=YEAR)
    assert (built.switched, built.unchanged) == (True, 1)  # every byte of that year is as it was proven
    with two.use_case_of(YEAR) as use_case:
        kept = list(use_case.session.scalars(select(Proof.address)))
    assert kept == [f"/oit/{YEAR}/o1/"] * 3


# --- two frameworks of one year --------------------------------------------------------------------------------------


@pytest.fixture
def two_frameworks(small: SmallOffice) -> SmallOffice:
    """The same year's items once more, under another framework; O1 of the first is published."""
    small.bring("published", "O1")
    catalogue = load_catalogue(YEAR, small.folder)
    path = responsible_file(YEAR, small.folder)
    groups = load_responsibilities(path, catalogue, small.office.settings.groups)
    open_cycle(small.office, "registrar", catalogue, groups, framework="ita-agency")
    return small


def test_which_of_two_frameworks_has_to_be_said(two_frameworks: SmallOffice) -> None:
    with pytest.raises(BadInput) as refused:
        status(two_frameworks.office)
    assert refused.value.facts == {"year": YEAR, "frameworks": ["moe-oit", "ita-agency"]}
    two_frameworks.office.framework = "moe-oit"
    assert [one.online.value for one in status(two_frameworks.office).items][:2] == ["online", "none"]
    two_frameworks.office.framework = "ita-agency"
    assert {one.online.value for one in status(two_frameworks.office).items} == {"none"}


def test_a_second_framework_has_its_own_folder_and_the_first_keeps_its_own(two_frameworks: SmallOffice) -> None:
    two_frameworks.office.framework = "ita-agency"
    two_frameworks.bring("published", "O1")
    public = two_frameworks.folder / "site" / "current" / "oit"
    assert sorted(path.name for path in public.iterdir() if path.is_dir()) == [str(YEAR), f"{YEAR}-ita-agency"]
    with two_frameworks.use_case() as use_case:
        proofs = list(use_case.session.scalars(select(Proof).order_by(Proof.id)))
        assert [proof.address for proof in proofs] == [f"/oit/{YEAR}/o1/", f"/oit/{YEAR}-ita-agency/o1/"]
        assert len({proof.item_id for proof in proofs}) == 2
    assert two_frameworks.verify().ok
    assert [e.framework for e in two_frameworks.journal() if e.step == "publish"] == ["moe-oit", "ita-agency"]


def test_entries_that_name_no_framework_are_of_the_years_first(two_frameworks: SmallOffice) -> None:
    with two_frameworks.use_case() as use_case:
        first, second = use_case.cycles
        assert use_case.frameworks(first) == ("moe-oit", None)
        assert use_case.frameworks(second) == ("ita-agency",)


# --- everything that is open -----------------------------------------------------------------------------------------


def test_the_inbox_tells_of_every_year(two: SmallOffice) -> None:
    waiting = [one for one in inbox(two.office, "web") if one.do == "publish"]
    assert [(one.name, one.fiscal_year) for one in waiting] == [(f"O1/{YEAR}", YEAR)]
    assert [one.do for one in inbox(two.office, "web", year=YEAR + 1) if one.do == "publish"] == []


@pytest.mark.deep
def test_all_takes_every_year_and_tells_memos_of_one_number_apart(small: SmallOffice) -> None:
    """Numbers begin again with the calendar year: both memos are printed alike."""
    small.bring("submitted", "O1")
    next_year(small)
    small.clock.forward(330)
    small.bring("submitted", "O1")
    results = done(sign(small.office, "head", None, key_file=small.key("head"), passphrase=lambda: SECRET))
    assert [(one.what, one.note) for one in results] == [
        ("ทล 01/1 (1/2569)", f"O1/{YEAR}"), ("ทล 01/1 (1/2570)", "O1"),
    ]  # fmt: skip
    done(publish(small.office, "web", None))
    assert small.verify().ok


@pytest.mark.deep
def test_a_paper_of_another_years_memo_of_the_same_number_is_told_with_the_years(small: SmallOffice) -> None:
    small.bring("submitted", "O1")
    path = small.folder / "scan.pdf"
    issued = [small.office.store.get(due.issued) for due in small.required_signatures("O1")]
    path.write_bytes(wiring.practice_scan(issued))
    next_year(small)
    small.clock.forward(330)
    small.bring("submitted", "O1")
    (refused,) = receive(small.office, "registrar", [path], memo="1/2570", attest=yes)
    assert refused.error is not None
    (why,) = refused.error.reasons
    assert (why.code, why.facts["memo"], why.facts["found"]) == (
        "memo_named_differs", "ทล 01/1/2570", "ทล 01/1/2569",
    )  # fmt: skip
    (taken,) = done(receive(small.office, "registrar", [path], memo=str(why.facts["found"]), attest=yes))
    assert taken.note == f"O1/{YEAR}"


def test_with_nothing_to_find_nothing_is_published(two: SmallOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is approved was emptied behind the program's back: its page alone would pass."""
    with two.office.unit_of_work() as uow:
        (revision,) = uow.session.scalars(select(Revision))
        revision.manifest = replace(revision.manifest, files=())
        uow.commit()
    monkeypatch.setattr("workflow.services.publication.publishing.decide", lambda *_: None)
    with pytest.raises(CheckFailed) as refused:
        publish(two.office, "web", ["O1"], year=YEAR)
    assert [(r.code, r.facts["reason"]) for r in refused.value.reasons] == [("site_refused", "nothing_to_publish")]


def test_what_was_published_before_in_an_older_year_is_told_with_its_year(small: SmallOffice) -> None:
    """Else what comes next was told of the newest year's item of the same code."""
    small.bring("draft", "O1")
    next_year(small)
    paper = small.folder / "หนังสือ.pdf"
    paper.write_bytes(small_pdf("หนังสือ"))
    asked = adopting.adopt(small.office, "registrar", None, paper=paper, basis="ที่ 1/2569", year=YEAR).asked
    assert asked is not None
    confirmed = confirm(small.office, "web", asked)
    assert [(one.what, one.error) for one in confirmed.outcomes] == [(f"O1/{YEAR}", None)]
