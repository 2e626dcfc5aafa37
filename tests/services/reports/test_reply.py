"""The letter that answers the evaluators: many items, one letter, what was proven behind each."""

from dataclasses import replace

import pytest

from templates_docx.package import read_zip
from templates_docx.samples import screenshot
from tests.assessment.small_framework import RESULT, lay_framework
from tests.services.small_office import SmallOffice
from workflow.records.models import Proof
from workflow.rules.errors import BadInput, NotFound
from workflow.services.documents.drafting import show
from workflow.services.documents.issuing import issue
from workflow.services.reports.replying import draft_reply
from workflow.services.reports.results import import_result


@pytest.fixture
def answered(small: SmallOffice) -> SmallOffice:
    """O3 is online and proven; the evaluators gave it nothing for its link."""
    lay_framework(small.folder)
    small.bring("published", "O3")
    import_result(small.office, "registrar", "ผล.csv", RESULT.encode(), "moe-oit", 2569)
    return small


def test_what_is_not_proven_is_not_answered_unless_the_office_says_what_is_the_case(answered: SmallOffice) -> None:
    with pytest.raises(BadInput) as refused:
        draft_reply(answered.office, "clerk.admin", ["O3", "O5", "O6"])
    assert [one.facts["item"] for one in refused.value.reasons] == ["O5", "O6"]
    with pytest.raises(NotFound):
        draft_reply(answered.office, "clerk.admin", ["O99"])
    made = draft_reply(answered.office, "clerk.admin", ["O5"], facts={"O5": "ย้ายไปอยู่หน้าใหม่แล้ว"})
    _, said = show(answered.office, made.id)
    assert said["rows"][0]["fact"] == "ย้ายไปอยู่หน้าใหม่แล้ว"


def test_a_letter_has_comment_fact_evidence_and_a_page_with_way_and_picture(answered: SmallOffice) -> None:
    with answered.office.unit_of_work() as uow:
        for proof in uow.session.query(Proof):
            proof.facts = {**proof.facts, "screenshot": answered.office.store.put(screenshot())}
        uow.commit()
    made = draft_reply(answered.office, "clerk.admin", ["o3"], addressee="ประธานกรรมการ")
    assert (made.kind, made.status) == ("reply", "draft")
    _, said = show(answered.office, made.id)
    (row,), (page,) = said["rows"], said["pages"]
    assert (row["item"], row["comment"], said["addressee"]) == ("O3", "ลิงก์ไม่ได้แสดงจากหน้าแรก", "ประธานกรรมการ")
    assert row["fact"].startswith("เปิดได้จากหน้าแรกของเว็บไซต์")
    assert page["facts"][-1].startswith("รหัสของฉบับที่ลงนาม (SHA-256) ")
    assert len(page["steps"]) > 1
    assert (page["picture"]["wide"], page["picture"]["data"]) == (320, "")
    assert len(answered.office.store.get(made.docx)) > 0

    issued = issue(answered.office, "head", made.id, key_file=answered.key("head"), passphrase=lambda: "demo-only")
    assert issued.label is not None
    assert issued.signed is not None

    parts = read_zip(answered.office.store.get(issued.docx))
    picture = next(name for name in parts if name.startswith("word/media/") and "emblem" not in name)
    assert parts[picture] == screenshot()


def test_an_office_of_the_same_ministry_answers_by_a_memo(answered: SmallOffice) -> None:
    settings = answered.office.settings
    answered.office.settings = replace(settings, office=replace(settings.office, reply="memo"))
    made = draft_reply(answered.office, "clerk.admin", ["O3"])
    assert made.kind == "reply_memo"
    issued = issue(answered.office, "head", made.id, key_file=answered.key("head"), passphrase=lambda: "demo-only")
    assert issued.label is not None
    assert issued.signed is not None
