"""The hands of the office: each does one thing by the use cases, and remembers beside the program what it must."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import wiring
from tests.services.intake.test_batch_scan import yes
from tests.services.small_office import SECRET
from tests.year.decreed import HEAD_POST, Decree
from tests.year.office import NEXT_YEAR, Key, YearOffice
from workflow.records.models import Revision
from workflow.rules.states import State
from workflow.services.administration import certificates, setup, terms
from workflow.services.administration.bootstrap import open_year
from workflow.services.approval import reissuing, returning, routing, signing, submitting, taking_over
from workflow.services.approval.memo.items import open_items, signed_items
from workflow.services.approval.record import RequiredSignature, required_signatures
from workflow.services.approval.routing import submissions_of
from workflow.services.collection import compiling, contributing, waivers
from workflow.services.collection.contributing import Contribution
from workflow.services.context.use_case import reading
from workflow.services.intake import receiving, replacing, second_person
from workflow.services.operations import settling
from workflow.services.publication import publishing, withdrawing

WHY = "ข้อมูลเปลี่ยน"


class Hands:
    """Whoever's hands: who acts is said each time."""

    def __init__(self, year: YearOffice) -> None:
        self.year = year

    @property
    def office(self) -> Any:
        return self.year.office

    # --- forward -----------------------------------------------------------------------------------------------------

    def forward(self, item: Key, *, second: bool = False) -> list[str]:
        """What is next for an item, by whom it belongs to."""
        seen, year = self.year.seen[item], self.year
        if seen.compiler is None:
            return year.attempt(
                lambda: setup.assign(self.office, "deputy", seen.code, "hr", basis="มติ 1/2569", year=seen.year)
            )
        if seen.state is State.DRAFT:
            if seen.owed:
                return self.contribute(year.officer(seen.owed[0], other=second), item, seen.owed[0])
            compiler = year.officer(seen.compiler, other=second)
            if seen.judged:
                return self.accept(compiler, item, seen.judged[0])
            return self.compile(compiler, item)
        if seen.state is State.GROUP_COMPILED:
            return self.submit(year.director(seen.compiler), [seen.code], seen.year)
        if seen.state is State.SUBMITTED:
            refused = self.sign(year.head(), [seen.code], seen.year)
            if "route_not_complete" in refused:
                self.endorse("deputy", item)
                refused = self.sign(year.head(), [seen.code], seen.year)
            if "head_named_differs" in refused:
                self.reissue(year.director(seen.compiler), item)
                return self.sign(year.head(), [seen.code], seen.year)
            if "sheet_names_another" in refused:
                return self.send_back(year.head(), item)
            return refused
        if seen.state is State.HEAD_SIGNED:
            return self.publish("web", [seen.code], seen.year)
        return []

    def contribute(self, login: str, item: Key, group: str | None = None, *, same: bool = False) -> list[str]:
        """One paper; ``same``: with the bytes this group always hands in."""
        year, code = item
        name = f"{code}-{group or 'x'}-{year}.pdf"
        given = Contribution(files=[self.year.paper(name, name if same else None)], group=group)
        return self.year.attempt(lambda: contributing.contribute(self.office, login, code, given, year=year))

    def accept(self, login: str, item: Key, group: str) -> list[str]:
        return self.year.attempt(lambda: contributing.accept(self.office, login, item[1], group, year=item[0]))

    def refuse(self, login: str, item: Key, group: str) -> list[str]:
        return self.year.attempt(lambda: contributing.refuse(self.office, login, item[1], group, WHY, year=item[0]))

    def compile(self, login: str, item: Key) -> list[str]:
        year, code = item
        if self.year.seen[item].elements:
            self.year.attempt(lambda: contributing.tick(self.office, login, code, everything=True, year=year))
        return self.year.attempt(lambda: compiling.compile_items(self.office, login, [code], year=year))

    def submit(self, login: str, codes: Sequence[str], year: int) -> list[str]:
        return self.year.attempt(lambda: submitting.submit_items(self.office, login, codes, year=year))

    def endorse(self, login: str, item: Key) -> list[str]:
        return self.year.attempt(lambda: routing.endorse(self.office, login, [item[1]], year=item[0]))

    def sign(self, login: str, codes: Sequence[str] | None, year: int) -> list[str]:
        key = self.year.key(login)
        if not key.exists():
            key = self.year.key("head")
        return self.year.attempt(
            lambda: signing.sign(self.office, login, codes, key_file=key, passphrase=lambda: SECRET, year=year)
        )

    def publish(self, login: str, codes: Sequence[str] | None, year: int) -> list[str]:
        return self.year.attempt(lambda: publishing.publish(self.office, login, codes, year=year))

    def publish_again(self, login: str, item: Key) -> list[str]:
        """Publish what was retracted once: every file is named."""
        names, digests = self._frozen(item)
        refused = self.year.attempt(
            lambda: publishing.publish(self.office, login, [item[1]], returning=names, year=item[0])
        )
        if not refused:
            self.year.retracted -= digests
        return refused

    def _frozen(self, item: Key) -> tuple[list[str], set[str]]:
        """Names of the files of the revision that waits, and their digests."""
        with reading(self.office, None, item[0]) as use_case:
            revision = use_case.revision(use_case.item(item[1]))
            files = revision.manifest.files if revision is not None else ()
        return [file.name for file in files], {file.sha256 for file in files}

    # --- elsewhere ---------------------------------------------------------------------------------------------------

    def receive(self, item: Key, *, by: str, pen: bool, login: str = "registrar") -> list[str]:
        """What the head signed elsewhere comes back; nothing when the item is on no memo."""
        if self.year.seen[item].state is not State.SUBMITTED:
            return []
        label, papers = self._papers(item)
        how: dict[str, Any] = {}
        if pen:
            path = self.year.folder / "scan.pdf"
            path.write_bytes(wiring.practice_scan([self.office.store.get(due.issued) for due in papers]))
            files, how = [path], {"memo": label, "attest": yes, "signer": by}
        else:
            files = [self._signed(n, due, by) for n, due in enumerate(papers)]
        return self.year.attempt(lambda: receiving.receive(self.office, login, files, year=item[0], **how))

    def replace_scan(self, item: Key, by: str, second: str, *, same: bool) -> list[str]:
        """The scan was the wrong one: the registrar brings another, and a second person looks at the paper."""
        with reading(self.office, None, item[0]) as use_case:
            memo = use_case.submission(use_case.item(item[1]))
            if memo is None or memo.how != "pen":
                return []
            label = f"{memo.label}/{memo.book_year}"
            due = required_signatures(use_case, memo, signed_items(use_case, memo))
        path = self.year.folder / "scan.pdf"
        path.write_bytes(wiring.practice_scan([self.office.store.get(one.issued) for one in due]))
        refused = self.year.attempt(
            lambda: receiving.receive(
                self.office, by, [path], memo=label, replacing="สแกนผิดหน้า", attest=yes, year=item[0]
            )
        )
        who = by if same else second
        return refused + self.year.attempt(
            lambda: replacing.replace_scan(self.office, who, [item[1]], attest=yes, year=item[0])
        )

    def attest(self, login: str, item: Key) -> list[str]:
        """A second person looks at a paper that a registrar brought who contributed to it."""
        year, code = item
        return self.year.attempt(
            lambda: second_person.attest_second(self.office, login, f"{code}/{year}", attest=yes, year=year)
        )

    def _papers(self, item: Key) -> tuple[str, list[RequiredSignature]]:
        with reading(self.office, None, item[0]) as use_case:
            ((memo, _),) = submissions_of(use_case, [item[1]], "sign")
            return memo.label, required_signatures(use_case, memo, open_items(use_case, memo))

    def _signed(self, number: int, due: RequiredSignature, by: str) -> Path:
        key_file = self.year.key(by)
        key = self.office.keys.open(key_file if key_file.exists() else self.year.key("head"), SECRET)
        path = self.year.folder / "signed" / f"{number}.pdf"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(
            self.office.signer.sign(
                self.office.store.get(due.issued), key, lines=(by,), name=by, reason="", at=self.year.clock.now()
            )
        )
        return path

    # --- back --------------------------------------------------------------------------------------------------------

    def send_back(self, login: str, item: Key) -> list[str]:
        return self.year.attempt(lambda: returning.send_back(self.office, login, [item[1]], WHY, year=item[0]))

    def withdraw(self, login: str, item: Key) -> list[str]:
        return self.year.attempt(lambda: routing.withdraw(self.office, login, [item[1]], WHY, year=item[0]))

    def reopen(self, login: str, item: Key) -> list[str]:
        return self.year.attempt(lambda: compiling.reopen(self.office, login, [item[1]], year=item[0]))

    def revise(self, login: str, item: Key) -> list[str]:
        return self.year.attempt(lambda: returning.revise(self.office, login, [item[1]], WHY, year=item[0]))

    def cancel_revision(self, login: str, item: Key) -> list[str]:
        return self.year.attempt(lambda: returning.cancel_revision(self.office, login, [item[1]], year=item[0]))

    def change_online(self, login: str, item: Key, trigger: str) -> list[str]:
        """A step on what is online; what the head takes off the site is remembered until the head puts it back."""
        names, bytes_of = self._online_bytes(item)
        given = {"returning": names} if trigger == "lift_retraction" else {}
        refused = self.year.attempt(
            lambda: withdrawing.change_online(self.office, login, item[1], trigger, WHY, year=item[0], **given)
        )
        if not refused and trigger == "retract":
            self.year.retracted |= bytes_of
        if not refused and trigger in ("retract", "confirm_suspension"):
            self.year.taken.update(dict.fromkeys(bytes_of, self.year.clock.now()))
        if not refused and trigger in ("lift_suspension", "lift_retraction"):
            self.year.retracted -= bytes_of
            for digest in bytes_of:
                self.year.taken.pop(digest, None)
        return refused

    def _online_bytes(self, item: Key) -> tuple[list[str], set[str]]:
        """Names of the files that the public sees or saw last, and digests of what was handed in and went online."""
        with reading(self.office, None, item[0]) as use_case:
            row = use_case.item(item[1])
            if row.online_revision_id is None:
                return [], set()
            revision = use_case.session.get_one(Revision, row.online_revision_id)
            signed = revision.signed.files if revision.signed else {}
            files = revision.manifest.files
            return [f.name for f in files], {d for f in files for d in (f.sha256, signed.get(f.id)) if d}

    # --- exceptions and people ---------------------------------------------------------------------------------------

    def exception(self, item: Key, need: str, asked: str, confirmed: str) -> list[str]:
        asked_for: list[int] = []
        refused = self.year.attempt(
            lambda: asked_for.append(waivers.request_exception(self.office, asked, item[1], need, WHY, year=item[0]))
        )
        for number in asked_for:
            refused += self.year.attempt(
                lambda number=number: waivers.confirm_exception(self.office, confirmed, number)
            )
        return refused

    def comes(self, group: str) -> list[str]:
        """A new officer of a group, from today on."""
        rows = self.year.decrees.rows
        old = next(row for row in rows if row.role == "officer" and row.group == group)
        login = f"clerk.n{len(rows)}"
        rows.append(replace(old, login=login, name=f"มาใหม่ คนที่{len(rows)}", first=self.year.today, last=None))
        return self.year.attempt(self.year.update_people)

    def leaves(self, login: str, days: int) -> list[str]:
        """An officer's last day; nobody leaves whose group has no other."""
        day = self.year.today + timedelta(days=days)
        decrees = self.year.decrees
        rows = [row for row in decrees.rows if row.login == login and row.on(self.year.today)]
        staying = [row for row in decrees.rows if row.on(day) and row.last is None and row.login != login]
        if not rows or any((row.role, row.group) not in {(o.role, o.group) for o in staying} for row in rows):
            return []

        def ends() -> None:
            asked = terms.end_person(self.office, "web", login, day).asked
            if asked is not None:
                settling.confirm(self.office, "registrar", asked)

        refused = self.year.attempt(ends)
        if not refused:
            for row in rows:
                self.year.decrees.change(row, last=day)
        return refused

    def rename_group(self, again: bool) -> list[str]:
        names = ["กลุ่มบริหารงานบุคคล", "กลุ่มบริหารทรัพยากรบุคคล"]
        return self.year.attempt(lambda: self.year.rename_group(*(reversed(names) if again else names)))

    def appoint_acting(self, login: str, wait: int, days: int) -> list[str]:
        """Somebody acts as head for some days, unless somebody does already in these."""
        first = self.year.today + timedelta(days=wait)
        last = first + timedelta(days=days)
        rows = self.year.decrees.rows
        if any(row.role == "head" and row.kind != "holder" and row.first <= last and (row.last or last) >= first
               for row in rows):  # fmt: skip
            return []
        own = [row for row in rows if row.login == login and row.kind == "holder" and (row.last or last) >= last]
        if not own:
            return []
        order = f"{len(rows)}/{first.year + 543}"
        one = own[0]
        rows.append(
            Decree(login, one.title, one.name, one.group, one.post, "head", "acting", first, last, order, HEAD_POST)
        )
        return self._decreed()

    def switch_route(self, on: bool) -> list[str]:
        """From now on memos pass through the deputy, or no longer."""
        lines = ["route = []", 'route = ["deputy"]']
        return self.year.attempt(lambda: self.year.rewrite_settings(*(lines if on else reversed(lines))))

    def open_next_year(self) -> list[str]:
        return self.year.attempt(lambda: open_year(self.office, "registrar", NEXT_YEAR))

    def _acting_now(self) -> list[Decree]:
        now = self.year.decrees.in_force(self.year.today, "head")
        return [row for row in now if row.kind != "holder" and not row.ended]

    def head_is_back(self) -> list[str]:
        """The registrar says that the holder is back; the acting ends at once."""
        refused = []
        for row in self._acting_now():
            refused += self.year.attempt(lambda row=row: terms.back(self.office, "registrar", row.login))
            self.year.decrees.change(row, last=self.year.today, ended=True)
        return refused

    def correct_window(self, more: int) -> list[str]:
        """The last day of who acts was written down wrongly; it never becomes one that is over."""
        for row in self._acting_now():
            last = (row.last or self.year.today) + timedelta(days=more)
            others = [o for o in self.year.decrees.rows if o is not row and o.role == "head" and o.kind != "holder"]
            if last >= self.year.today and not any(o.first <= last and o.last and o.last >= row.first for o in others):
                self.year.decrees.change(row, last=last)
                return self._decreed()
        return []

    def another_head(self) -> list[str]:
        """Somebody else becomes the head from today on, once; the one before ends yesterday."""
        decrees, today = self.year.decrees, self.year.today
        (old,) = [row for row in decrees.rows if row.role == "head" and row.kind == "holder" and row.on(today)]
        if old.login == "next.head" or old.first >= today:
            return []
        decrees.rows.append(replace(old, login="next.head", name="คนใหม่ มาดี", first=today, last=None))
        decrees.change(old, last=today - timedelta(days=1))
        refused = self._decreed()
        key = self.year.key("next.head")
        return refused + self.year.attempt(
            lambda: certificates.register_key(
                self.office, "next.head", person=None, key_file=key, passphrase=lambda: SECRET
            )
        )

    def another_director(self, group: str) -> list[str]:
        """Somebody else leads a group from today on. Who acts as head beside it stays."""
        decrees, today = self.year.decrees, self.year.today
        (old,) = decrees.in_force(today, "director", group)
        theirs = [row for row in decrees.rows if row.login == old.login and row is not old]
        if old.first >= today or any(row.last is None or row.last >= today for row in theirs):
            return []
        login = f"director.n{len(decrees.rows)}"
        decrees.rows.append(replace(old, login=login, name=f"มาแทน คนที่{len(decrees.rows)}", first=today, last=None))
        decrees.change(old, last=today - timedelta(days=1))
        return self._decreed()

    def _decreed(self) -> list[str]:
        """The file as it is now is taken over; nothing in it may be refused."""
        refused = self.year.attempt(self.year.update_people)
        assert not refused, refused
        return refused

    def reissue(self, login: str, item: Key) -> list[str]:
        """The memo again, in the name of who signs now."""
        return self.year.attempt(lambda: reissuing.reissue(self.office, login, [item[1]], year=item[0]))

    def take_over(self, login: str, item: Key) -> list[str]:
        """Whoever has the post now takes over what waits for it."""
        return self.year.attempt(lambda: taking_over.take_over(self.office, login, [item[1]], year=item[0]))

    TRIED: ClassVar[dict[str, Callable[[Hands, str, Key], list[str]]]] = {
        "accept": lambda hands, login, item: hands.accept(login, item, "admin"),
        "compile": lambda hands, login, item: hands.compile(login, item),
        "confirm_suspension": lambda hands, login, item: hands.change_online(login, item, "confirm_suspension"),
        "attest": lambda hands, login, item: hands.attest(login, item),
        "cancel_revision": lambda hands, login, item: hands.cancel_revision(login, item),
        "contribute": lambda hands, login, item: hands.contribute(login, item),
        "endorse": lambda hands, login, item: hands.endorse(login, item),
        "lift_retraction": lambda hands, login, item: hands.change_online(login, item, "lift_retraction"),
        "lift_suspension": lambda hands, login, item: hands.change_online(login, item, "lift_suspension"),
        "publish": lambda hands, login, item: hands.publish(login, [item[1]], item[0]),
        "receive": lambda hands, login, item: hands.receive(item, by=login, pen=False),
        "reissue": lambda hands, login, item: hands.reissue(login, item),
        "reopen": lambda hands, login, item: hands.reopen(login, item),
        "retract": lambda hands, login, item: hands.change_online(login, item, "retract"),
        "revise": lambda hands, login, item: hands.revise(login, item),
        "send_back": lambda hands, login, item: hands.send_back(login, item),
        "sign": lambda hands, login, item: hands.sign(login, [item[1]], item[0]),
        "submit": lambda hands, login, item: hands.submit(login, [item[1]], item[0]),
        "suspend": lambda hands, login, item: hands.change_online(login, item, "suspend"),
        "take_over": lambda hands, login, item: hands.take_over(login, item),
        "withdraw": lambda hands, login, item: hands.withdraw(login, item),
    }
    """Step -> somebody trying to take it."""
