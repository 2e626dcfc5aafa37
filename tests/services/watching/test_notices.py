"""The outbox is read and sent: one mail a person and day, never twice for one cause, nothing from before mail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select

from commands.site.wording import digest_text, worded
from tests.services.post_office import PostOffice, post_office
from tests.services.small_office import SmallOffice
from workflow.office_files.settings import Settings
from workflow.records.models import Closing, Outbox, Person
from workflow.rules.errors import BadInput
from workflow.services.watching.digest import digest
from workflow.services.watching.notices import Drained, drain

ADDRESSES = {"clerk.admin": "clerk@office.example", "director.admin": "director@office.example"}


@dataclass
class Told:
    """A small office that sends notices, and where they arrive."""

    office: SmallOffice
    post: PostOffice

    def drain(self) -> Drained:
        return drain(self.office.office, worded("th", {}))

    def tell(self, recipient: str, cause: str) -> None:
        with self.office.office.unit_of_work() as uow:
            facts = {"told": "proof_cleared", "item": "O1", "year": 2569, "cause": cause}
            moment = self.office.clock.now()
            uow.session.add(Outbox(office_id=1, at=moment, recipient=recipient, facts=facts, sent_at=None))
            uow.commit()

    def why(self) -> list[str]:
        with self.office.use_case() as use_case:
            return [c.why for c in use_case.session.scalars(select(Closing).order_by(Closing.outbox_id))]


@pytest.fixture
def told(copy_office: Callable[..., SmallOffice]) -> Iterator[Told]:
    with post_office() as post:
        office = copy_office(extra=f'\n[notices]\nsmtp = "{post.smtp}"\nfrom = "oit@office.example"\n')
        with office.office.unit_of_work() as uow:
            for person in uow.session.scalars(select(Person)):
                person.email = ADDRESSES.get(person.login)
            uow.commit()
        yield Told(office, post)


def test_each_person_gets_one_mail_with_what_concerns_them(told: Told) -> None:
    told.office.bring("submitted", "O1")
    told.tell("role:web", "w")
    done = told.drain()
    assert sorted(told.post.readers) == ["clerk@office.example", "director@office.example"]
    assert done.sent == ("director.admin", "clerk.admin")
    to_clerk = next(text for to, _, text in told.post.letters if to.startswith("clerk"))
    assert "เสนอขอความเห็นชอบ" in to_clerk
    assert "ยืนยันรวบรวมครบ" not in to_clerk, "what one did oneself is no news"
    assert set(told.why()) == {"sent", "no_address"}
    assert told.drain() == Drained()


def test_the_day_has_one_mail_and_what_comes_later_waits_for_the_next(told: Told) -> None:
    told.tell("admin", "one")
    told.drain()
    told.tell("admin", "two")
    assert told.drain().waiting == 1
    assert len(told.post.letters) == 2
    told.office.clock.forward(1)
    told.drain()
    assert len(told.post.letters) == 4


def test_nobody_is_told_twice_for_one_cause(told: Told) -> None:
    told.tell("admin", "same")
    told.drain()
    told.office.clock.forward(1)
    told.tell("admin", "same")
    assert told.drain().sent == ()
    assert told.why() == ["sent", "same_cause"]


def test_what_a_server_refuses_waits_for_that_person_alone(told: Told) -> None:
    told.post.refused = {"clerk@office.example"}
    told.tell("admin", "x")
    done = told.drain()
    assert [name for name, _ in done.failed] == ["clerk.admin"]
    told.post.refused = set()
    assert told.drain().sent == ("clerk.admin",)
    assert sorted(told.post.readers) == ["clerk@office.example", "director@office.example"]


def test_nothing_is_sent_of_what_happened_before_there_was_mail(told: Told) -> None:
    told.tell("admin", "old")
    told.office.clock.moment += timedelta(days=3)
    told.tell("admin", "new")
    told.drain()
    assert told.why() == ["before_mail", "sent"]


def test_without_mail_rows_are_closed_unsent(small: SmallOffice) -> None:
    small.bring("group_compiled", "O1")
    assert drain(small.office, worded("th", {})).closed == 1
    with small.use_case() as use_case:
        assert [c.why for c in use_case.session.scalars(select(Closing))] == ["no_mail"]


def test_a_webhook_gets_the_digest_of_the_office(copy_office: Callable[..., SmallOffice]) -> None:
    with post_office() as post:
        office = copy_office(extra=f'\n[notices]\nwebhook = "{post.hook}"\n')
        told = Told(office, post)
        told.tell("role:web", "x")
        assert told.drain().sent == ("webhook",)
        (body,) = post.posted
        assert body["office"] == "สำนักงานทดลองเล็ก"
        assert "ข้อ O1 ปี 2569: กลับมาพบบนเว็บไซต์แล้ว" in body["text"]


def test_the_digest_as_text_for_a_chat(small: SmallOffice) -> None:
    small.bring("submitted", "O1")
    with small.use_case("head") as use_case:
        head = use_case.me
    subject, text = digest_text(digest(small.office, head), "th", {})
    assert subject == "งาน OIT ปี 2569 ณ วันที่ 02/03/2569"
    assert text.splitlines()[:4] == [
        "สำนักงานทดลองเล็ก", subject, "เรียน นายตัวอย่าง ใจดี",
        "เผยแพร่แล้ว 0  รอความเห็นชอบ 1  กำลังจัดทำ 6  รวม 7 ข้อ",
    ]  # fmt: skip
    assert "• O1 ลงนาม" in text
    assert "รออยู่ที่" not in text


def test_the_digest_of_the_office_says_where_things_lie(small: SmallOffice) -> None:
    small.bring("submitted", "O1")
    names = {group.key: group.name for group in small.office.settings.groups}
    _, text = digest_text(digest(small.office), "th", names)
    lying = text[text.index("■ รออยู่ที่") :]
    assert "• หัวหน้าหน่วยงานหรือผู้ทำการแทน 2 ข้อ: O1 O6" in lying
    assert "ไม่มีเรื่อง" not in text


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ('smtp = "mail.office.example"\nfrom = "oit@office.example"', "setting_bad_mail_server"),
        ('smtp = "smtp://mail.office.example:x"\nfrom = "oit@office.example"', "setting_bad_mail_server"),
        ('smtp = "smtps://mail.office.example"', "setting_missing"),
        ('webhook = "chat.office.example/hook"', "setting_bad_url"),
        ('sms = "yes"', "setting_unknown"),
    ],
)
def test_settings_that_could_send_nothing_are_refused(small: SmallOffice, written: str, code: str) -> None:
    text = (small.folder / "office.toml").read_text(encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        Settings.read(f"{text}\n[notices]\n{written}\n", small.folder)
    assert [p.code for p in refused.value.reasons] == [code]


def test_a_mail_links_to_what_waits_and_the_link_only_opens(copy_office: Callable[..., SmallOffice]) -> None:
    """Where the tray has a name: one line for a memo with all its items, and the page that opens it."""
    office = copy_office(extra='\n[tray]\nhost = "oit.example.go.th"\n')
    office.bring("submitted", "O1", "O2")
    with office.use_case() as use_case:
        head, clerk = use_case.everybody["head"], use_case.everybody["clerk.admin"]
    _, text = digest_text(digest(office.office, head), "th", {})
    assert "\n• O1 O2 ลงนาม\n  https://oit.example.go.th/memo/1\n" in text
    _, text = digest_text(digest(office.office, clerk), "th", {})
    assert "\n  https://oit.example.go.th/items/2569/O3\n" in text
