"""The hand that takes the steps of the features in the sample office: everything real but clock and LibreOffice."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

import messages
import sample_office
import wiring
from tests.procedure.vocabulary import PEOPLE, Told
from tests.services.small_office import Clock, QuickConverter, Ways, small_pdf
from workflow.office_files.people import load_people
from workflow.office_files.responsibilities import load_responsibilities, responsible_file
from workflow.office_files.settings import Settings
from workflow.records.books import BookNumber
from workflow.records.models import Evidence, Submission
from workflow.rules.errors import BadInput, Unmet, WorkflowError
from workflow.rules.states import Duty, Kind, Role, State
from workflow.services.administration import certificates
from workflow.services.administration.bootstrap import open_office, open_year
from workflow.services.administration.people.updates import update_people
from workflow.services.administration.setup import open_cycle
from workflow.services.approval import (
    countersigning,
    finishing,
    request_files,
    requesting,
    returning,
    routing,
    signing,
    submitting,
)
from workflow.services.approval.record import required_signatures
from workflow.services.collection import compiling, contributing, year_parts
from workflow.services.collection.contributing import Contribution
from workflow.services.context.results import Outcome
from workflow.services.context.use_case import UseCase
from workflow.services.intake import receiving, replacing
from workflow.services.operations import settling
from workflow.services.publication import publishing, withdrawing

START = datetime(2023, 4, 3, 9, 0, tzinfo=wiring.BANGKOK)
FOUNDED = datetime(2022, 10, 3, 9, 0, tzinfo=wiring.BANGKOK)
"""The first working day of the fiscal year: a scenario may begin on any day after it, for no clock goes back."""
SIGNERS = ("head", "deputy", "director.admin", "clerk.admin")
"""Who ever signs as head, or before the head, in the features; each has a registered key."""
FORWARD = (State.DRAFT, State.GROUP_COMPILED, State.SUBMITTED, State.HEAD_SIGNED, State.PUBLISHED)


def lay_sample(folder: Path) -> None:
    """Found the sample office in a folder: its people, its 43 items of 2566, keys of a throw-away authority."""
    from signatures.signing.practice_ca import issue, make_ca

    folder.mkdir(parents=True)
    for name in sample_office.FILES:
        (folder / name).write_text(sample_office.copy_text(name), encoding="utf-8")
    (folder / "pages").mkdir()
    for page in sample_office.WEB.iterdir():
        (folder / "pages" / page.name).write_bytes(page.read_bytes())
    (folder / "keys").mkdir()
    began, ends = START - timedelta(days=1000), START + timedelta(days=36500)
    ca = make_ca("TEST ONLY", not_before=began, not_after=ends)
    for login in SIGNERS:
        made = issue(ca, login, not_before=began, not_after=ends)
        (folder / "keys" / f"{login}.p12").write_bytes(made.to_p12(sample_office.PASSWORD))
    office = wiring.build(folder, clock=Clock(FOUNDED))
    open_office(office, ("registrar", "web"), {"registrar": sample_office.PASSWORD, "web": sample_office.PASSWORD})
    open_year(office, "registrar", sample_office.YEAR)
    for login in SIGNERS:
        key = folder / "keys" / f"{login}.p12"
        certificates.register_key(office, login, person=None, key_file=key, passphrase=lambda: sample_office.PASSWORD)
    office.database.close()


class Broken:
    """Behind the Converter port: LibreOffice that fails."""

    def convert(self, docx: Sequence[bytes], on_done: Callable[[int], None] | None = None) -> list[bytes | Exception]:
        return [BadInput("conversion_failed", detail="practice failure") for _ in docx]

    def close(self) -> None:
        return None


@dataclass
class Hand:
    """One scenario's office. A refusal stays in ``pending`` until the scenario has told every reason of it."""

    folder: Path
    converter: Any = field(default_factory=QuickConverter)
    clock: Clock = field(default_factory=lambda: Clock(START))
    pending: list[Unmet] = field(default_factory=list)
    kept: dict[str, bytes] = field(default_factory=dict)
    request: int = 0
    slips: dict[str, str] = field(default_factory=dict)
    brought: Path | None = None
    printed: list[bytes] = field(default_factory=list)
    signed_files: list[Path] = field(default_factory=list)
    found: Submission | None = None
    link: str = ""
    stack: ExitStack = field(default_factory=ExitStack)
    kept_ways: Path | None = None

    def __post_init__(self) -> None:
        self.office = wiring.build(self.folder, Settings.load(self.folder), clock=self.clock)
        self.office.converter = self.converter
        self.live = self.folder.parent / "live"
        self.own_site: Any = None
        self.ways = Ways(self.kept_ways, self.folder, self.office) if self.kept_ways is not None else None

    def close(self) -> None:
        self.stack.close()
        self.office.database.close()

    # --- trying and telling --------------------------------------------------------------------------------------

    def settled(self) -> None:
        """Everything that was refused has been told."""
        assert not self.pending, "refused, and not told: " + "; ".join(
            f"{u.code} {messages.say(u.code, u.facts)}" for u in self.pending
        )

    def attempt(self, do: Callable[[], Any]) -> Any:
        """Take a step. What is refused waits to be told; anything else that goes wrong fails the scenario."""
        self.settled()
        try:
            found = do()
        except WorkflowError as refused:
            self.pending = list(refused.reasons)
            return None
        if isinstance(found, list):
            for outcome in found:
                if isinstance(outcome, Outcome) and outcome.error is not None:
                    self.pending += outcome.error.reasons
        return found

    def tell(self, told: Told) -> None:
        """Take a reason off what waits; its sentence and its advice can be formed."""
        fitting = [u for u in self.pending if u.code == told.code and told.facts.items() <= _plain(u).items()]
        assert fitting, f"not refused for {told}; refused for {[(u.code, dict(u.facts)) for u in self.pending]}"
        for reason in fitting:
            assert reason.code not in messages.say(reason.code, reason.facts)
            assert messages.do(reason.code, reason.facts)
        self.pending = [u for u in self.pending if u not in fitting]

    # --- reading, always in a new session ------------------------------------------------------------------------

    @contextmanager
    def use_case(self, login: str | None = None, year: int | None = None) -> Any:
        with self.office.unit_of_work(write=False) as uow:
            yield UseCase(self.office, uow, login, year)

    def next_year(self, year: int) -> None:
        """Open another fiscal year with this year's items and groups."""
        from workflow.office_files.catalogue import load_catalogue

        before = load_catalogue(sample_office.YEAR, self.folder)
        responsible = responsible_file(sample_office.YEAR, self.folder)
        shared = load_responsibilities(responsible, before, self.office.settings.groups)
        open_cycle(self.office, "registrar", replace(before, year=year), shared)

    def item(self, code: str) -> Any:
        with self.use_case() as use_case:
            return use_case.item(code)

    def groups(self, code: str) -> list[str]:
        with self.use_case() as use_case:
            return [part.group_key for part in use_case.item(code).parts]

    def compiler(self, code: str) -> str:
        return str(self.item(code).compiling_group)

    def memo(self, code: str) -> Submission:
        """The memo an item is on now, or was on last."""
        with self.use_case() as use_case:
            item = use_case.item(code)
            rows: list[Submission] = list(use_case.session.scalars(select(Submission).order_by(Submission.id)))
            found = [row for row in rows if any(on.item_id == item.id for on in row.items)]
            assert found, f"{code} was never submitted"
            return found[-1]

    def number(self, book: str, year: int, number: int) -> BookNumber | None:
        with self.use_case() as use_case:
            return use_case.session.scalar(  # type: ignore[no-any-return]
                select(BookNumber).where(BookNumber.book == book, BookNumber.year == year, BookNumber.number == number)
            )

    @property
    def public(self) -> Path:
        return self.folder / "site" / "current"

    def seen(self, code: str) -> dict[str, Any]:
        """What the public site's open data say of an item."""
        data = json.loads((self.public / "items.json").read_text(encoding="utf-8"))
        found: list[dict[str, Any]] = [one for one in _dicts(data) if one.get("code") == code]
        assert found, f"{code} is not in items.json"
        return found[0]

    # --- bringing an item to where a scenario begins ------------------------------------------------------------

    def bring(self, codes: Sequence[str], state: State, signer: str | None = None) -> None:
        """Take items of one compiling group, on one memo, as far as a state; by whom each step belongs to.

        :param signer: login of who will sign by delegation, as the papers print it.
        """
        steps = self._on_the_way(codes, state, signer)
        if self.ways is not None:
            self.ways.go(steps, tuple(codes), signer)
            for path in (self.folder / "papers").rglob("*.pdf"):
                self.kept[f"{path.parent.name} {path.name}"] = path.read_bytes()
        else:
            for _, step in steps:
                step()
        for code in codes:
            assert self.item(code).state is state

    def _on_the_way(
        self, codes: Sequence[str], state: State, signer: str | None
    ) -> list[tuple[str, Callable[[], object]]]:
        """Each state on the way, and the steps that lead there from the one before."""
        if state is State.DRAFT:
            return []
        group = self.compiler(codes[0])
        steps: dict[State, Callable[[], Any]] = {
            State.GROUP_COMPILED: lambda: compiling.compile_items(self.office, f"clerk.{group}", codes, signer=signer),
            State.SUBMITTED: lambda: submitting.submit(self.office, f"director.{group}", codes, signer=signer),
            State.HEAD_SIGNED: lambda: self.sign("head", codes),
            State.PUBLISHED: lambda: publishing.publish(self.office, "web", codes),
        }

        def handed_in() -> None:
            for code in codes:
                self.hand_in(code)
                self.accept_all(code)
                self.tick_all(code)

        def reach(wanted: State) -> None:
            self.attempt(steps[wanted])
            self.settled()

        way = FORWARD[1 : FORWARD.index(state) + 1]
        return [(State.DRAFT, handed_in), *((wanted, partial(reach, wanted)) for wanted in way)]

    def hand_in(self, code: str) -> None:
        for group in self.groups(code):
            self.contribute(f"clerk.{group}", code, f"{code} {group}.pdf")

    def accept_all(self, code: str) -> None:
        compiler = self.compiler(code)
        for part in self.item_parts(code):
            if part.status == "handed_in":
                contributing.accept(self.office, f"clerk.{compiler}", code, part.group_key)

    def item_parts(self, code: str) -> list[Any]:
        with self.use_case() as use_case:
            return list(use_case.item(code).parts)

    def tick_all(self, code: str) -> None:
        if self.item(code).elements:
            contributing.tick(self.office, f"clerk.{self.compiler(code)}", code, everything=True)

    def contribute(
        self, login: str, code: str, name: str, *, duty: str | None = None, years: Sequence[int] = (), text: str = "",
        part: str | None = None,
    ) -> None:  # fmt: skip
        """Hand in a small PDF under this name."""
        path = self.folder / "papers" / code / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = small_pdf(text or f"{code} {len(self.kept)}")
        path.write_bytes(data)
        self.kept[f"{code} {name}"] = data
        before = {"number": "12/2565", "dated": date(2022, 11, 3)} if duty == Duty.SIGNED_BEFORE else {}
        given = Contribution(files=[path], duty=duty, years=years, part=part, **before)
        contributing.contribute(self.office, login, code, given)

    # --- steps ---------------------------------------------------------------------------------------------------

    def step(
        self, login: str, trigger: str, codes: Sequence[str], reason: str = "", *, returning_files: Sequence[str] = ()
    ) -> Any:
        """One row of the table, or one step on what is online.

        :param returning_files: names of files that were retracted once and are to go online again.
        """
        office = self.office
        do: dict[str, Callable[[], Any]] = {
            "compile": lambda: compiling.compile_items(office, login, codes),
            "reopen": lambda: compiling.reopen(office, login, codes),
            "submit": lambda: submitting.submit(office, login, codes),
            "endorse": lambda: routing.endorse(office, login, codes),
            "sign": lambda: self.sign(login, codes),
            "publish": lambda: publishing.publish(office, login, codes, returning=returning_files),
            "send_back": lambda: returning.send_back(office, login, codes, reason),
            "withdraw": lambda: routing.withdraw(office, login, codes, reason),
            "add_part": lambda: year_parts.add_part(office, login, codes),
            "revise": lambda: returning.revise(office, login, codes, reason),
            "cancel_revision": lambda: returning.cancel_revision(office, login, codes),
            "replace_scan": lambda: replacing.replace_scan(office, login, codes, attest=lambda about: True),
        }
        if trigger in do:
            return self.attempt(do[trigger])
        (code,) = codes
        return self.attempt(
            lambda: withdrawing.change_online(office, login, code, trigger, reason, returning=returning_files)
        )

    def sign(self, login: str, codes: Sequence[str] | None, key_of: str | None = None) -> list[Outcome]:
        key = self.folder / "keys" / f"{key_of or login}.p12"
        return signing.sign(self.office, login, codes, key_file=key, passphrase=lambda: sample_office.PASSWORD)

    def new_key(self, login: str) -> Path:
        """Another key of a person, of another throw-away authority; the same file however often it is asked for."""
        path = self.folder / "keys" / f"{login}.new.p12"
        if not path.exists():
            from signatures.signing.practice_ca import issue, make_ca

            began, ends = START - timedelta(days=10), START + timedelta(days=36500)
            made = issue(
                make_ca("TEST ONLY 2", not_before=began, not_after=ends), login, not_before=began, not_after=ends
            )
            path.write_bytes(made.to_p12(sample_office.PASSWORD))
        return path

    def ask_elsewhere(self, login: str, codes: Sequence[str]) -> Path:
        """A request to sign, signed on the machine that has the key; what comes back."""
        request = self.folder / f"request{len(list(self.folder.glob('request*')))}.json"
        requesting.prepare(self.office, login, codes, request)
        key = self.folder / "keys" / f"{login}.p12"
        asked = request_files.SigningRequestFile.read(request)
        values = request_files.sign_request(self.office.keys, asked, key, lambda: sample_office.PASSWORD)
        self.brought = request.with_suffix(".signed")
        self.brought.write_text(values.text(), encoding="utf-8")
        return self.brought

    def sign_elsewhere(self, login: str, codes: Sequence[str]) -> list[Outcome]:
        return finishing.finish(self.office, login, self.ask_elsewhere(login, codes))

    def drawn(self, code: str) -> str:
        """The text in the head's own signature on the memo."""
        from tests.services.approval.test_decision_in_signature import drawn

        return "\n".join(drawn(self.office.store.get(self.memo(code).memo_signed or ""))["HeadSignature"])

    def countersign(self, login: str, codes: Sequence[str]) -> list[Outcome]:
        key = self.folder / "keys" / f"{login}.p12"
        return countersigning.countersign(
            self.office, login, codes, key_file=key, passphrase=lambda: sample_office.PASSWORD
        )

    def issued(self, code: str) -> list[bytes]:
        """The papers of the item's memo as they were issued to be signed, the memo first."""
        with self.use_case() as use_case:
            submission = use_case.submission(use_case.item(code))
            assert submission is not None, f"{code} is not on a memo"
            items = routing.open_items(use_case, submission)
            return [self.office.store.get(due.issued) for due in required_signatures(use_case, submission, items)]

    def write(self, name: str, data: bytes) -> Path:
        path = self.folder / "scans" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return path

    def scan(self, code: str, *, without_last_page: bool = False) -> Path:
        """What a scanner makes of the printed papers."""
        self.printed = self.issued(code)
        data = wiring.practice_scan(self.printed)
        if without_last_page:
            pages = self.office.pdf.page_count(data)
            data = self.office.scans.split(data, [pages - 1, 1])[0].data
        return self.write("scan.pdf", data)

    def signed_elsewhere(self, code: str) -> list[Path]:
        """The issued papers signed with the head's key on another machine."""
        key = self.office.keys.open(self.folder / "keys" / "head.p12", sample_office.PASSWORD)
        return [
            self.write(
                f"{number}.pdf",
                self.office.signer.sign(
                    data, key, lines=("head",), name="head", reason="practice", at=self.clock.now()
                ),
            )
            for number, data in enumerate(self.issued(code))
        ]

    def receive(
        self, login: str, code: str, files: Sequence[Path], *, memo: bool = True, signer: str | None = None,
        decided_on: date | None = None, excepted: Sequence[str] = (), attests: bool = True, reason: str | None = None,
        replaces: str | None = None,
    ) -> Any:  # fmt: skip
        label = self.memo(code).label if memo else None
        return self.attempt(
            lambda: receiving.receive(
                self.office,
                login,
                files,
                memo=label,
                decided_on=decided_on,
                signer=signer,
                excepted=excepted,
                reason=reason,
                attest=lambda about: attests,
                replacing=replaces,
            )
        )

    # --- people, settings, mishaps ---------------------------------------------------------------------------------

    def appoint(self, login: str, kind: Kind, post: str, start: date, end: date, order: str) -> Any:
        """Write an appointment into ``people.csv`` and take the file over, as an administrator does."""
        target = PEOPLE[post]
        path = self.folder / "people.csv"
        people = load_people(path, self.office.settings.groups)
        own = next(row for row in people if row.login == login)
        theirs = next(row for row in people if row.login == target)
        role, group = (Role.HEAD, "") if target == "head" else (Role.DIRECTOR, theirs.group or "")
        mine = [row for row in people if (row.login, row.role, row.kind, row.order) == (login, role, kind, order)]
        if any((row.start, row.end) == (start, end) for row in mine):
            return None  # the sample office has it already
        cells = (login, own.title, own.name, group, own.position, role, kind, start, end, order, theirs.position)
        line = ",".join(str(cell) for cell in cells)
        return self.people(path.read_text(encoding="utf-8") + line + "\n")

    def retire(self, login: str, last: date) -> Any:
        """Give a holder's own appointment a last day."""
        lines = (self.folder / "people.csv").read_text(encoding="utf-8").splitlines()
        for at, line in enumerate(lines):
            cells = line.split(",")
            if cells[0] == login and cells[6] == Kind.HOLDER:
                cells[8] = last.isoformat()
                lines[at] = ",".join(cells)
        return self.people("\n".join(lines) + "\n")

    def remove(self, login: str, *, confirmed: bool) -> Any:
        """Take somebody's rows out of ``people.csv``, and take the file over."""
        lines = (self.folder / "people.csv").read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if line.split(",")[0] != login]
        return self.people("\n".join(kept) + "\n", confirmed=confirmed)

    def rename(self, group: str, name: str) -> None:
        """Give a group another name in ``office.toml``."""
        path = self.folder / "office.toml"
        before = self.office.settings.groups
        old = next(one.name for one in before if one.key == group)
        path.write_text(path.read_text(encoding="utf-8").replace(f'"{old}"', f'"{name}"'), encoding="utf-8")
        people = self.folder / "people.csv"
        people.write_text(people.read_text(encoding="utf-8").replace(f",{old},", f",{name},"), encoding="utf-8")
        self.office.settings = Settings.load(self.folder)

    def people(self, text: str, *, confirmed: bool = True) -> Any:
        path = self.folder / "people.csv"
        before = path.read_text(encoding="utf-8")

        def take_over() -> None:
            path.write_text(text, encoding="utf-8")
            try:
                rows = load_people(path, self.office.settings.groups)
                asked = update_people(self.office, "registrar", rows, confirmed=None if confirmed else ()).asked
                if asked is not None:
                    settling.confirm(self.office, "web", asked)
            except WorkflowError:
                path.write_text(before, encoding="utf-8")
                raise

        return self.attempt(take_over)

    def set(self, **changes: Any) -> None:
        """Other settings for this office, as if ``office.toml`` had said so."""
        self.office.settings = replace(self.office.settings, **changes)

    def tamper(self, code: str) -> None:
        """Change evidence behind the program's back."""
        other = self.office.store.put(small_pdf("something else"))
        with self.office.unit_of_work() as uow:
            item = UseCase(self.office, uow).item(code)
            uow.session.execute(update(Evidence).where(Evidence.item_id == item.id).values(sha256=other))
            uow.commit()

    def unlinked_site(self) -> None:
        """The office's real address, whose home page (made by somebody else) has no link to the items."""
        self.live.mkdir()
        self.office.site.deploy = lambda public: self._deploy(public, linked=False)
        home = self.stack.enter_context(self.office.site.serve(self.live))
        self.set(site=replace(self.office.settings.site, url=home))

    def link_site(self) -> None:
        self.office.site.deploy = lambda public: self._deploy(public, linked=True)

    def _deploy(self, public: Path, *, linked: bool) -> None:
        shutil.copytree(public, self.live, dirs_exist_ok=True)
        if not linked:
            page = "<!doctype html><html lang=th><title>สำนักงาน</title><p>ยินดีต้อนรับ</html>"
            (self.live / "index.html").write_text(page, encoding="utf-8")


def _plain(reason: Unmet) -> dict[str, object]:
    return {name: value.value if isinstance(value, State) else value for name, value in reason.facts.items()}


def _dicts(data: Any) -> list[dict[str, Any]]:
    found = [data] if isinstance(data, dict) else []
    for child in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        found += _dicts(child)
    return found
