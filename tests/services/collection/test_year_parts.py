"""Parts of a year: each is added, submitted and signed alone; the item stays published with the earlier ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.assessment.small_framework import lay_framework
from tests.conftest import MakeOffice
from tests.services.small_office import CATALOGUE, RESPONSIBLE, SmallOffice, done
from workflow.rules.errors import BadInput, NeedNotMet, NotFound
from workflow.rules.states import Online, State
from workflow.services.approval import returning
from workflow.services.collection import compiling, contributing, year_parts
from workflow.services.collection.contributing import Contribution
from workflow.services.context.year_parts import PartStanding
from workflow.services.documents.form_facts import annex_rows
from workflow.services.publication import withdrawing
from workflow.services.queries.inbox import inbox
from workflow.services.queries.status import status
from workflow.services.reports.estimating import score_now
from workflow.thai.periods import Rhythm


@pytest.fixture
def office(copy_office: MakeOffice) -> Iterator[SmallOffice]:
    """The small office in March 2569, O1 planned month by month."""
    small = copy_office()
    year_parts.plan(small.office, "registrar", "O1", Rhythm.MONTHLY)
    return small


def hand_in(office: SmallOffice, part: str | None, name: str, code: str = "O1") -> str | None:
    given = Contribution(files=[office.paper(name, name)], part=part)
    return contributing.contribute(office.office, "clerk.admin", code, given).part


def to_the_site(office: SmallOffice, *codes: str) -> None:
    office.compile(*codes)
    office.submit(*codes)
    office.sign(*codes)
    office.publish(*codes)


def standing(office: SmallOffice, code: str = "O1") -> tuple[PartStanding, ...]:
    return next(one for one in status(office.office).items if one.code == code).parts


def there(office: SmallOffice, code: str = "O1") -> list[str]:
    return [part.key for part in standing(office, code) if part.there]


def online_names(office: SmallOffice, code: str = "O1") -> list[tuple[str, str | None, bool]]:
    with office.use_case() as use_case:
        item = use_case.item(code)
        from workflow.records.models import Revision

        manifest = use_case.session.get_one(Revision, item.online_revision_id).manifest
        return [(f.name, f.period, f.carried) for f in manifest.files]


def public(office: SmallOffice) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((office.folder / "site" / "current" / "items.json").read_text())["items"]
    return found


@pytest.mark.deep
def test_a_month_is_added_and_signed_alone_and_the_earlier_one_stays_online(office: SmallOffice) -> None:
    assert hand_in(office, None, "oct.pdf") == "2568-10"
    to_the_site(office, "O1")
    assert (office.states("O1"), there(office)) == (["published"], ["2568-10"])
    first = office.memo().memo_issued
    done(year_parts.add_part(office.office, "clerk.admin", ["O1"]))
    assert office.item("O1").online is Online.ONLINE
    assert hand_in(office, None, "nov.pdf") == "2568-11"
    office.compile("O1")
    office.submit("O1")
    # The second memo brings November's file alone.
    assert [due.name for due in office.required_signatures("O1")] == ["memo", "nov.pdf"]
    assert there(office) == ["2568-10"]
    office.sign("O1")
    office.publish("O1")
    assert there(office) == ["2568-10", "2568-11"]
    assert online_names(office) == [("oct.pdf", "2568-10", True), ("nov.pdf", "2568-11", False)]
    assert office.memo().memo_issued != first
    seen = next(one for one in public(office) if one["code"] == "O1")
    assert [(file["title"], file["part"]) for file in seen["files"]] == [("oct", "2568-10"), ("nov", "2568-11")]
    assert (seen["current"], seen["parts"][0]["there"], seen["parts"][2]["late"]) == (False, True, True)
    assert [part["memo"] for part in seen["parts"][:3]] == ["ทล 01/1", "ทล 01/2", None]


@pytest.mark.deep
def test_nothing_in_a_month_is_published_as_such_and_signed(office: SmallOffice) -> None:
    hand_in(office, None, "oct.pdf")
    to_the_site(office, "O1")
    done(year_parts.add_part(office.office, "clerk.admin", ["O1"]))
    nil = Contribution(nil_reason="ไม่มีการจัดซื้อจัดจ้างในเดือนนี้", part="พฤศจิกายน")
    contributing.contribute(office.office, "clerk.admin", "O1", nil)
    to_the_site(office, "O1")
    assert there(office) == ["2568-10", "2568-11"]
    page = (office.folder / "site" / "current" / "oit" / "2569" / "o1" / "index.html").read_text(encoding="utf-8")
    assert "พฤศจิกายน 2568" in page
    assert "ไม่มีการจัดซื้อจัดจ้างในเดือนนี้" in page


@pytest.mark.deep
def test_a_part_is_not_compiled_without_anything_of_its_own(office: SmallOffice) -> None:
    hand_in(office, None, "oct.pdf")
    to_the_site(office, "O1")
    done(returning.revise(office.office, "clerk.admin", ["O1"], "แก้ไขตัวเลข"))
    (result,) = compiling.compile_items(office.office, "clerk.admin", ["O1"])
    assert isinstance(result.error, NeedNotMet)
    assert [reason.code for reason in result.error.reasons] == ["no_year_part"]
    # Correcting an earlier month: its file alone is signed anew.
    hand_in(office, "ตุลาคม", "oct-corrected.pdf")
    office.compile("O1")
    office.submit("O1")
    assert [due.name for due in office.required_signatures("O1")] == ["memo", "oct-corrected.pdf"]


@pytest.mark.deep
def test_a_late_month_makes_the_item_not_current_and_is_in_the_clerks_inbox(office: SmallOffice) -> None:
    hand_in(office, None, "oct.pdf")
    to_the_site(office, "O1")
    one = next(item for item in status(office.office).items if item.code == "O1")
    late = next(flag for flag in one.flags if flag.code == "year_part_late")
    assert late.facts["year_part"] == "2568-11"
    assert (late.facts["there"], late.facts["of"]) == (1, 12)
    assert [part.key for part in one.parts if part.late] == ["2568-11", "2568-12", "2569-01"]
    tasks = [(w.do, w.part, w.late, w.due) for w in inbox(office.office, "clerk.admin") if w.item == "O1"]
    assert tasks == [("add_part:2568-11", "2568-11", True, date(2025, 12, 15))]


def test_a_late_month_is_not_current_in_the_score_too(office: SmallOffice) -> None:
    lay_framework(office.folder)
    hand_in(office, None, "oct.pdf")
    to_the_site(office, "O1")
    found = next(one for one in score_now(office.office).estimate.items if one.code == "O1")
    late = next(lack for lack in found.lacks if lack.code == "not_current")
    assert (late.certain, late.who, found.outcome.value) == (True, "group:admin", "lost")


def test_the_annex_lists_the_parts_in_their_order_with_what_was_said_instead_of_files(office: SmallOffice) -> None:
    hand_in(office, "ธันวาคม", "dec.pdf")
    nil = Contribution(nil_reason="ไม่มีการจัดซื้อจัดจ้าง", part="พฤศจิกายน")
    contributing.contribute(office.office, "clerk.admin", "O1", nil)
    hand_in(office, "ตุลาคม", "oct.pdf")
    office.compile("O1")
    with office.use_case() as use_case:
        item = use_case.item("O1")
        rows = [(row.title, row.file_name, row.duty) for row in annex_rows(use_case, [item])]
        digest = use_case.manifest(item).digest
        assert annex_rows(use_case, [item])[1].sha256 == digest
    assert rows == [
        ("โครงสร้าง งวดตุลาคม 2568", "oct.pdf", "ต้นฉบับ"),
        ("โครงสร้าง งวดพฤศจิกายน 2568", "ไม่มีข้อมูลในงวดนี้: ไม่มีการจัดซื้อจัดจ้าง", "คำชี้แจง"),
        ("โครงสร้าง งวดธันวาคม 2568", "dec.pdf", "ต้นฉบับ"),
    ]


@pytest.mark.deep
def test_one_memo_takes_one_month_of_many_items(office: SmallOffice) -> None:
    year_parts.plan(office.office, "registrar", "O3", Rhythm.MONTHLY)
    for code in ("O1", "O3"):
        hand_in(office, "ตุลาคม", f"{code}.pdf", code)
    office.compile("O1", "O3")
    office.submit("O1", "O3")
    assert office.memo().subject == (
        "ขอความเห็นชอบให้เผยแพร่ข้อมูลสาธารณะ (OIT) ข้อ O1, O3 งวดตุลาคม 2568 ประจำปีงบประมาณ พ.ศ. 2569"
    )
    office.sign("O1", "O3")
    office.publish("O1", "O3")
    assert (there(office, "O1"), there(office, "O3")) == (["2568-10"], ["2568-10"])


def test_every_group_brings_its_share_of_a_part(office: SmallOffice) -> None:
    year_parts.plan(office.office, "registrar", "O5", Rhythm.QUARTERLY)
    give = contributing.contribute
    give(office.office, "clerk.hr", "O5", Contribution(files=[office.paper("hr.pdf")], part="q1"))
    give(office.office, "clerk.admin", "O5", Contribution(files=[office.paper("admin.pdf")], part="q2"))
    contributing.accept(office.office, "clerk.hr", "O5", "admin")
    (result,) = compiling.compile_items(office.office, "clerk.hr", ["O5"])
    assert isinstance(result.error, NeedNotMet)
    lacking = [(one.facts["year_part"], one.facts["group"]) for one in result.error.reasons]
    assert lacking == [("2569-q1", "admin"), ("2569-q2", "hr")]


@pytest.mark.deep
def test_what_was_retracted_is_no_part_that_is_there_and_comes_back_signed_anew(office: SmallOffice) -> None:
    hand_in(office, None, "oct.pdf")
    to_the_site(office, "O1")
    withdrawing.change_online(office.office, "head", "O1", "retract", "ตัวเลขผิด")
    assert there(office) == []
    done(year_parts.add_part(office.office, "clerk.admin", ["O1"]))
    hand_in(office, "พฤศจิกายน", "nov.pdf")
    office.compile("O1")
    office.submit("O1")
    assert [due.name for due in office.required_signatures("O1")] == ["memo", "oct.pdf", "nov.pdf"]


def test_a_part_begun_by_mistake_is_taken_back_and_who_brought_an_earlier_one_may_sign(office: SmallOffice) -> None:
    hand_in(office, None, "oct.pdf")
    to_the_site(office, "O1")
    done(year_parts.add_part(office.office, "clerk.admin", ["O1"]))
    done(returning.cancel_revision(office.office, "clerk.admin", ["O1"]))
    assert (office.states("O1"), there(office)) == (["published"], ["2568-10"])
    done(year_parts.add_part(office.office, "clerk.admin", ["O1"]))
    nov = Contribution(files=[office.paper("nov.pdf")])
    contributing.contribute(office.office, "second.admin", "O1", nov)
    done(compiling.compile_items(office.office, "second.admin", ["O1"]))
    with office.use_case() as use_case:
        assert use_case.contributors(use_case.item("O1")) == ["second.admin"]
    (refused,) = returning.cancel_revision(office.office, "clerk.admin", ["O1"])
    assert refused.error is not None


def test_parts_that_do_not_exist_are_not_guessed(office: SmallOffice) -> None:
    with pytest.raises(NotFound) as unknown:
        hand_in(office, "เดือนหน้า", "x.pdf")
    assert unknown.value.code == "no_such_year_part"
    with pytest.raises(BadInput) as whole:
        hand_in(office, "ตุลาคม", "x.pdf", "O3")
    assert whole.value.code == "no_year_parts"
    hand_in(office, None, "oct.pdf")
    with pytest.raises(BadInput) as begun:
        year_parts.plan(office.office, "registrar", "O1", Rhythm.QUARTERLY)
    assert begun.value.code == "year_parts_begun"
    assert office.states("O1") == [State.DRAFT.value]


def test_an_item_has_the_parts_its_list_or_the_offices_table_gives_it(copy_office: MakeOffice) -> None:
    small = copy_office()
    lines = CATALOGUE.splitlines()
    rows = [lines[0] + ",parts", *(f"{line},{'รายเดือน' if n == 1 else ''}" for n, line in enumerate(lines[1:], 1))]
    (small.folder / "catalogue-2570.csv").write_text("\n".join(rows).replace("O1,โครงสร้าง", "O1,สรุปรายเดือน"))
    owed = RESPONSIBLE.splitlines()
    table = [owed[0] + ",งวด", *(f"{line},{'ราย 6 เดือน' if line.startswith('O3') else ''}" for line in owed[1:])]
    (small.folder / "responsible-2570.csv").write_text("\n".join(table))
    from workflow.services.administration.bootstrap import open_year

    open_year(small.office, "registrar", 2570)
    found = {one.code: [part.key for part in one.parts] for one in status(small.office).items if one.parts}
    assert list(found) == ["O1", "O3"]
    assert (found["O1"][0], len(found["O1"])) == ("2569-10", 12)
    assert found["O3"] == ["2570-h1", "2570-h2"]
