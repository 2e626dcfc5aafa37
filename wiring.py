"""Builds an Office from its folder: the one place that knows all parts and turns each part's own types and errors into
the procedure's. Heavy libraries load when an adapter is first used, so a command that only looks stays quick.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.filestore import FolderStore
from workflow.rules.errors import (
    BadInput,
    CheckFailed,
    MissingOnMachine,
    NotFound,
    NotLoggedIn,
    SomeoneElseActed,
    Unmet,
)
from workflow.services.office import Office
from workflow.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from workflow.ports import (
        Coded,
        KnownPaper,
        Prepared,
        Rendered,
        SignerTerm,
        SigningKey,
        SortedScan,
        VerdictFacts,
        VerdictReason,
    )
    from workflow.ports.keeping import Check, LiveSite
    from workflow.ports.site import BuiltSite, ExpectedItem, Finding, SiteFacts, SiteProof
    from workflow.records.schema import SchemaProblem
    from workflow.records.unit_of_work import UnitOfWork

ON_TOKEN = "token:"  # noqa: S105 -- where a key is, not a secret
"""A key named ``token:KEY`` or ``token:TOKEN/KEY`` (labels) is on a PKCS#11 token, whose library the settings name."""
BANGKOK = timezone(timedelta(hours=7), "+07")
"""Thailand keeps UTC+7 all year."""


class SystemClock:
    """The machine's clock, in the office's time zone."""

    def now(self) -> datetime:
        return datetime.now(BANGKOK)


class WordForms:
    """``templates_docx`` behind the Renderer port; the office's own forms win."""

    def __init__(self, folder: Path) -> None:
        self._overrides = folder / "templates"

    def render(self, form: str, facts: object) -> Rendered:
        from templates_docx.errors import PaperError
        from templates_docx.render import render_noted
        from workflow.ports import Rendered

        overrides = self._overrides if self._overrides.is_dir() else None
        try:
            made = render_noted(form, facts, overrides=overrides)
        except PaperError as error:
            raise BadInput(error.code, (), **{"form": form, **_plain_facts(error.facts)}) from error
        return Rendered(made.docx, made.cautions)


def _plain_facts(facts: Mapping[str, object]) -> dict[str, Any]:
    """A place in a Word file as plain values: refusals carry nothing else."""
    return {
        name: asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
        for name, value in facts.items()
    }


class WarmLibreOffice:
    """``templates_docx.to_pdf`` behind the Converter port: started on first use, kept for the command's life."""

    @cached_property
    def _office(self) -> Any:
        from templates_docx.to_pdf import LibreOffice

        return LibreOffice()

    def convert(self, docx: Sequence[bytes], on_done: Callable[[int], None] | None = None) -> list[bytes | Exception]:
        from templates_docx.errors import MissingError, PaperError

        try:
            results: list[bytes | Exception] = self._office.convert(docx, on_done)
        except MissingError as error:
            raise MissingOnMachine(error.code, **error.facts) from error
        return [BadInput(r.code, (), **_plain_facts(r.facts)) if isinstance(r, PaperError) else r for r in results]

    def close(self) -> None:
        if "_office" in self.__dict__:
            self._office.close()


class PdfSignatures:
    """``signatures`` behind the Signatures port."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        from signatures.errors import KeyRefused, SignatureError

        try:
            yield
        except KeyRefused as error:
            if error.code in ("KEY_PASSPHRASE", "TOKEN_PIN_WRONG"):
                raise NotLoggedIn("passphrase_wrong") from error
            raise BadInput("key_refused", _told("key_refused", error.reasons)) from error
        except SignatureError as error:
            if error.code == "NO_SIGNATURE_BOX":
                raise BadInput("no_signature_box") from error
            raise BadInput("pdf_refused", _told("pdf_refused", error.reasons)) from error

    def page_count(self, pdf: bytes) -> int:
        from signatures.preparing import page_count

        with self._refusals():
            return page_count(pdf)

    def is_signed(self, pdf: bytes) -> bool:
        from signatures.preparing import already_signed

        with self._refusals():
            return already_signed(pdf)

    def prepare(self, pdf: bytes, sheet: Callable[[], bytes] | None = None) -> Prepared:
        from signatures.preparing import append_pages, prepare
        from workflow.ports import Prepared

        with self._refusals():
            made = prepare(append_pages(pdf, sheet()) if sheet is not None else pdf)
        return Prepared(made.data, made.sha256, made.pages)

    def open_key(self, path: Path, passphrase: str) -> SigningKey:
        from signatures.keys import load_p12, load_token

        name = str(path)
        with self._refusals():
            if not name.startswith(ON_TOKEN):
                return _Key(load_p12(path, passphrase))
            library = self._settings.signing.pkcs11
            if library is None:
                raise BadInput("no_token_library")
            token, _, label = name.removeprefix(ON_TOKEN).rpartition("/")
            return _Key(load_token(library, passphrase, token=token or None, key=label))

    def sign(self, pdf: bytes, key: SigningKey, *, lines: Sequence[str], name: str, reason: str, at: datetime) -> bytes:
        from signatures.signing import sign

        with self._refusals():
            return sign(
                pdf, key.raw, appearance_lines=tuple(lines), name=name, reason=reason, at=at.replace(microsecond=0),  # type: ignore[attr-defined]
                tsa=self._settings.signing.tsa, font=_font(),
            )  # fmt: skip

    def verify(
        self,
        pdf: bytes,
        *,
        issued: bytes | None,
        terms: Sequence[SignerTerm],
        required_grade: int,
        at: datetime | None = None,
    ) -> VerdictFacts:
        from signatures.verifying import verify

        return _verdict(verify(pdf, policy=self.policy(terms, required_grade), issued=issued, at=at))

    def verify_many(
        self,
        files: Sequence[tuple[bytes, bytes | None]],
        *,
        terms: Sequence[SignerTerm],
        required_grade: int,
        at: datetime | None = None,
        foreign: bool = False,
    ) -> list[VerdictFacts]:
        from signatures.verifying import verify
        from signatures.worker import verify_isolated

        policy = self.policy(terms, required_grade)
        judge = verify_isolated if foreign else verify
        return [_verdict(judge(pdf, policy=policy, issued=issued, at=at), policy) for pdf, issued in files]

    def policy(self, terms: Sequence[SignerTerm], required_grade: int) -> Any:
        """The office's own policy: its appointments, its certificates, the roots its settings name."""
        from signatures.policy import Policy, Signer, read_certificates, read_crls
        from signatures.verdict import Grade

        signing = self._settings.signing
        signers = tuple(
            Signer(
                name=t.name, post=t.post, kind=t.kind, starts=t.start, ends=t.until,
                certificate=read_certificates(t.certificate_pem.encode())[0],
            )
            for t in terms
        )  # fmt: skip
        with self._refusals():
            return Policy(
                signers=signers,
                roots=tuple(c for p in signing.roots for c in read_certificates(p.read_bytes())),
                tsa_roots=tuple(c for p in signing.tsa_roots for c in read_certificates(p.read_bytes())),
                crls=tuple(c for p in signing.crls for c in read_crls(p.read_bytes())),
                required_grade=Grade(required_grade),
            )

    def stamp(self, pdf: bytes, document: str, secret: str) -> Coded | None:
        import hashlib

        from signatures.errors import ScanRefused
        from signatures.scans.stamping import stamp_codes
        from workflow.ports import Coded

        with self._refusals():
            try:
                data = stamp_codes(pdf, document, bytes.fromhex(secret), font=_font())
            except ScanRefused as refused:
                if refused.code == "NO_ROOM_FOR_CODE":
                    return None
                raise
        return Coded(data, hashlib.sha256(pdf).hexdigest()[:12])

    def sort_scan(self, scan: bytes, secret: str, known: Mapping[str, KnownPaper]) -> SortedScan:
        from signatures.scans.batch import Issued, extract, sort_batch
        from signatures.scans.reading import read_scan
        from workflow.ports import ScanPart, SortedScan

        with self._refusals():
            sheets = read_scan(scan, bytes.fromhex(secret))
            batch = sort_batch(sheets, {n: Issued(k.pages, k.digest.upper(), k.void) for n, k in known.items()})
            parts = tuple(
                ScanPart(d.document, extract(scan, d.sheets), len(d.sheets), tuple(map(_reason, d.reasons)))
                for d in batch.documents
            )
        return SortedScan(parts, tuple((a.sheet.number, _reason(a.reason)) for a in batch.aside))

    def join(self, pdfs: Sequence[bytes]) -> bytes:
        from functools import reduce

        from signatures.preparing import append_pages

        with self._refusals():
            return reduce(append_pages, pdfs)

    def attest(
        self, scan: bytes, *, issued: bytes, registrar: str, signer: str, post: str, day: date, required_grade: int
    ) -> VerdictFacts:
        from signatures.attesting import attest
        from signatures.verdict import Grade

        return _verdict(
            attest(
                scan, registrar=registrar, signer=signer, post=post, day=day, issued=issued,
                required=Grade(required_grade),
            )
        )  # fmt: skip

    def bundle(self, signed: bytes, issued: bytes | None, policy: bytes, record: Mapping[str, object]) -> bytes:
        from signatures.evidence import write_evidence
        from signatures.policy import Policy
        from signatures.verdict import Verdict

        with self._refusals():
            return write_evidence(
                signed,
                Verdict.from_json(record),
                policy=Policy.from_json(json.loads(policy)) if policy else None,
                issued=issued,
            )

    def reverify(self, bundle: bytes) -> tuple[VerdictFacts, bool]:
        from signatures.evidence import reverify

        with self._refusals():
            verdict, agrees = reverify(bundle)
        return _verdict(verdict), agrees

    def split(self, pdf: bytes, sizes: Sequence[int]) -> list[bytes]:
        import io

        from pypdf import PdfReader, PdfWriter

        reader = PdfReader(io.BytesIO(pdf))
        found, start = [], 0
        for size in sizes:
            writer = PdfWriter()
            for page in reader.pages[start : start + size]:
                writer.add_page(page)
            out = io.BytesIO()
            writer.write(out)
            found.append(out.getvalue())
            start += size
        return found

    def text(self, pdf: bytes) -> str:
        import pypdfium2

        document = pypdfium2.PdfDocument(pdf)
        try:
            texts = []
            for page in document:
                words = page.get_textpage()
                texts.append(words.get_text_bounded())
                words.close()
                page.close()
            return "\n".join(texts)
        finally:
            document.close()


def _font() -> Path:
    """The face that signature boxes and codes are drawn with. :raises MissingOnMachine: names the package."""
    from templates_docx.errors import MissingError
    from templates_docx.fonts import font_file

    try:
        return font_file()
    except MissingError as error:
        raise MissingOnMachine(error.code, **error.facts) from error


@dataclass(frozen=True, slots=True)
class _Key:
    """``signatures``' key as the port describes it."""

    raw: Any

    @property
    def fingerprint(self) -> str:
        return str(self.raw.fingerprint).lower()

    @property
    def certificate_pem(self) -> str:
        return bytes(self.raw.certificate_pem).decode()

    @property
    def subject(self) -> str:
        return str(self.raw.common_name)


def _told(code: str, reasons: Sequence[Any]) -> list[Unmet]:
    """A part's own reasons, with the sentences it formed itself: the procedure's words only wrap them."""
    return [
        Unmet(code, {"reason": r.code, "why_th": r.text("th"), "why_en": r.text("en"), "do_th": r.do("th"),
                     "do_en": r.do("en")})
        for r in reasons
    ]  # fmt: skip


def _reason(r: Any) -> VerdictReason:
    from workflow.ports import VerdictReason

    return VerdictReason(r.code, dict(r.facts), r.text("th"), r.text("en"))


def _verdict(v: Any, policy: Any = None) -> VerdictFacts:
    from workflow.ports import VerdictFacts

    return VerdictFacts(
        status=v.status.value,
        grade=int(v.grade),
        reasons=tuple(map(_reason, v.reasons)),
        signers=tuple(str(s.person or s.subject) for s in v.signers),
        record=v.to_json(),
        policy=json.dumps(policy.to_json(), sort_keys=True).encode() if policy is not None else b"",
    )


class SitePlace:
    """``public_site.staging`` behind the Workshop port."""

    def __init__(self, shop: Any) -> None:
        self._shop = shop

    def build(self, facts: SiteFacts) -> BuiltSite:
        from public_site.build import SiteRefused
        from workflow.thai import long_date

        try:
            return self._shop.stage(facts, fmt_date=lambda day: long_date(day, thai=False))  # type: ignore[no-any-return]
        except SiteRefused as refused:
            reasons = [Unmet("site_refused", {"reason": p.code, **p.facts}) for p in refused.problems]
            raise CheckFailed("check_failed", "publish", reasons) from refused

    def switch(self, built: BuiltSite) -> Path:
        return Path(self._shop.switch(built).public)


def _workshop(folder: Path) -> Callable[[], AbstractContextManager[SitePlace]]:
    @contextmanager
    def opened() -> Iterator[SitePlace]:
        from public_site.staging import SiteBusy, workshop

        try:
            with workshop(folder / "site") as shop:
                yield SitePlace(shop)
        except SiteBusy as busy:
            raise SomeoneElseActed("site_busy") from busy

    return opened


def _serve(directory: Path) -> AbstractContextManager[str]:
    from public_site.serving import serve

    return serve(directory)


def _prove(home_url: str, expected: Sequence[Any], **options: Any) -> SiteProof:
    from public_site.prove import prove

    return prove(home_url, expected, **options)


def _capture(folder: Path, clock: SystemClock) -> Callable[[str], Mapping[str, object]]:
    """Looks at an address once. One that begins with ``/`` is a page of the office's own in ``pages/``."""

    def look(url: str) -> Mapping[str, object]:
        from public_site.capturing import CaptureRefused, capture

        try:
            if url.startswith("/"):
                with _serve(folder / "pages") as home:
                    seen = capture(home.rstrip("/") + url)
                    return {**seen, "final": url, "at": clock.now().isoformat(timespec="seconds"), "hops": []}
            return {**capture(url), "at": clock.now().isoformat(timespec="seconds")}
        except CaptureRefused as refused:
            raise BadInput("web_not_reachable", (), **{"url": url, **refused.facts}) from refused

    return look


class Quiet:
    """Notifies nobody: messages stay in the outbox."""

    def notify(self, messages: Sequence[Mapping[str, object]]) -> None:
        return None


def engine_of(settings: Settings) -> Engine:
    """The database engine of an office; opens nothing yet."""
    from workflow.records.unit_of_work import make_engine

    return make_engine(settings.database)


def build(folder: Path, settings: Settings | None = None, *, clock: Any = None) -> Office:
    """The office in ``folder``. Opens neither database nor LibreOffice: both come when first used.

    :raises BadInput: the settings cannot be used; every problem.
    """
    settings = settings or Settings.load(folder)
    clock = clock or SystemClock()
    engine: list[Engine] = []

    def the_engine() -> Engine:
        if not engine:
            engine.append(engine_of(settings))
        return engine[0]

    def unit_of_work(*, write: bool = True) -> UnitOfWork:
        from workflow.records.unit_of_work import UnitOfWork

        return UnitOfWork(the_engine(), read_only=not write)

    def prepare_database(revision: str | None = None) -> None:
        from workflow.records.schema import create_at, create_or_upgrade

        if revision is None:
            create_or_upgrade(the_engine())
        else:
            create_at(the_engine(), revision)
        url = the_engine().url
        if url.get_backend_name() == "sqlite" and url.database:
            Path(url.database).chmod(0o600)  # it holds the hashes of passwords

    def close_database() -> None:
        while engine:
            engine.pop().dispose()

    def check_schema() -> Sequence[SchemaProblem]:
        from workflow.records.schema import check

        return check(the_engine())

    deploy = settings.site.deploy
    return Office(
        folder=folder,
        settings=settings,
        unit_of_work=unit_of_work,
        prepare_database=prepare_database,
        store=FolderStore(folder / "store"),
        renderer=WordForms(folder),
        converter=WarmLibreOffice(),
        signatures=PdfSignatures(settings),
        workshop=_workshop(folder),
        prove_site=_prove,
        serve=_serve,
        capture=_capture(folder, clock),
        clock=clock,
        notifier=Quiet(),
        deploy=(lambda public: _deploy(deploy, folder, public)) if deploy else None,
        close_database=close_database,
        explain=_explain,
        live_site=lambda: _live_site(folder),
        expected_site=_expected_site,
        check_schema=check_schema,
        check_machine=check_machine,
    )


def _explain(finding: Finding) -> tuple[str, str, str, str]:
    from public_site.words import words
    from workflow.thai import short_date

    try:
        th, en = words(finding.code, finding.facts, "th", fmt_date=short_date), words(finding.code, finding.facts, "en")
    except (KeyError, ValueError):  # found by an older program and read back from the records
        return finding.code, finding.code, "", ""
    return th.says, en.says, th.do, en.do


def _live_site(folder: Path) -> LiveSite | None:
    from public_site.staging import damaged, live
    from workflow.ports.keeping import LiveSite

    release = live(folder / "site")
    if release is None:
        return None
    return LiveSite(
        release.name, release.public, release.generated_at, release.rehearsal, release.revisions, damaged(release)
    )


def _expected_site(facts: SiteFacts) -> tuple[ExpectedItem, ...]:
    from public_site.build import expected_of

    return expected_of(facts)


def check_machine() -> list[Check]:
    """Each thing once; a missing one carries its code (``fonts_missing`` …) and the package to install."""
    from templates_docx.errors import MissingError
    from templates_docx.fonts import derive
    from templates_docx.to_pdf import has_uno, soffice
    from workflow.ports.keeping import Check

    found = []
    for code, look in (("libreoffice_there", soffice), ("uno_there", has_uno), ("fonts_there", derive)):
        try:
            where = look()
            found.append(Check(code, "ok", {"path": str(where)} if where else {}))
        except MissingError as missing:
            found.append(Check(missing.code, "broken", missing.facts, missing=True))
    return found


def _deploy(command: Sequence[str], folder: Path, public: Path) -> None:
    """Run the office's deploy command, without a shell, with the built site in ``$OIT_SITE``."""
    try:
        done = subprocess.run(
            list(command), cwd=folder, env={**os.environ, "OIT_SITE": str(public)}, capture_output=True, text=True,
            timeout=600, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CheckFailed("deploy_failed", "publish", (Unmet("deploy_failed", {"detail": str(error)}),)) from error
    if done.returncode != 0:
        detail = (done.stderr or done.stdout).strip()[-400:]
        raise CheckFailed("deploy_failed", "publish", (Unmet("deploy_failed", {"detail": detail}),))


@dataclass(frozen=True, slots=True)
class FormCheck:
    """One Word form looked at. ``own``: the office's own file. ``errors`` stop it from being used, ``cautions`` not."""

    form: str
    own: bool
    errors: tuple[Unmet, ...]
    cautions: tuple[Unmet, ...]


def field_meanings() -> dict[str, str]:
    """Name of a field of any form -> its meaning in Thai, as the table for staff has it."""
    from templates_docx.names import MEANINGS

    return dict(MEANINGS)


def check_forms(folder: Path, form: str | None = None) -> Iterator[FormCheck]:
    """Look at one form, or at everything in the office's ``templates/`` (every shipped form where there is nothing).

    :raises NotFound: no such form.
    """
    from workflow.ports.papers import FORMS

    own = folder / "templates"
    if form is not None and form not in FORMS:
        raise NotFound("no_such_form", form=form, forms=list(FORMS))
    found = sorted(p.stem for p in own.glob("*.docx") if not p.name.startswith(("~$", "."))) if own.is_dir() else []
    for name in [form] if form is not None else found or list(FORMS):
        yield _check_form(name, own)


def _check_form(form: str, own: Path) -> FormCheck:
    from templates_docx.check import check_template
    from templates_docx.errors import PaperError
    from templates_docx.render import placeholder_emblem, template_file

    overrides = own if own.is_dir() else None
    errors: list[Unmet] = []
    cautions: list[Unmet] = []
    try:
        path = template_file(form, overrides)
        for one in check_template(form, path):
            facts = _plain_facts({**one.facts, "where": one.where} if one.where else one.facts)
            (errors if one.severity == "error" else cautions).append(Unmet(one.code, facts))
        if not errors and placeholder_emblem(form, overrides):
            cautions.append(Unmet("placeholder_emblem", {"form": form}))
    except PaperError as error:
        errors.append(Unmet(error.code, {"form": form, **_plain_facts(error.facts)}))
        path = own / f"{form}.docx"
    return FormCheck(form, path.parent == own, tuple(errors), tuple(cautions))


def copy_form(folder: Path, form: str) -> Path:
    """Put our form into the office's ``templates/`` to be edited; where it is now.

    :raises NotFound: no such form. :raises BadInput: ``template_exists``; or the folder cannot be written to.
    """
    from templates_docx.render import template_file
    from workflow.ports.papers import FORMS

    if form not in FORMS:
        raise NotFound("no_such_form", form=form, forms=list(FORMS))
    target = folder / "templates" / f"{form}.docx"
    try:
        target.parent.mkdir(exist_ok=True)
        with target.open("xb") as out:
            out.write(template_file(form).read_bytes())
    except FileExistsError:
        raise BadInput("template_exists", form=form, file=str(target)) from None
    except OSError as error:
        raise BadInput("document_folder_unwritable", folder=str(target.parent), detail=error.strerror) from error
    return target


def tell_signatures(file: Path, **asked: Any) -> tuple[str, int]:
    """What ``oit verify`` says of a PDF, and the exit code; misuse is told the same way (``signatures.telling``)."""
    from signatures.telling import Misused, tell

    try:
        return tell(file, **asked)
    except Misused as misused:
        return misused.text, misused.code


def practice_keys(folder: Path, people: Mapping[str, str], passphrase: str) -> Iterator[str]:
    """Make a throw-away authority and a key file for each person (login -> name); yields each login as it is done.

    For the sample office only: whoever has the folder has the keys. The certificates began years ago, so that papers
    signed before the office started can be signed with them.
    """
    from signatures.throwaway import issue, make_ca

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    began = datetime.now(BANGKOK) - timedelta(days=365 * 5)
    ends = datetime.now(BANGKOK) + timedelta(days=365 * 5)
    ca = make_ca("PRACTICE ONLY - oit sample authority", not_before=began, not_after=ends)
    (folder / "practice-ca.pem").write_bytes(ca.pem)
    for login, name in people.items():
        # X.520 takes 64 bytes, and a Thai letter is three.
        made = issue(ca, name if len(name.encode()) <= 64 else login, not_before=began, not_after=ends)
        target = folder / f"{login}.p12"
        target.touch(mode=0o600)
        target.write_bytes(made.to_p12(passphrase))
        yield login


def practice_scan(papers: Sequence[bytes]) -> bytes:
    """What a scanner makes of printed papers that somebody signed with a pen: pictures of pages, no text.

    The stroke of the pen is drawn by the program and plainly reads as a practice stroke; nothing judges it.
    """
    import io

    import pypdfium2
    from PIL import ImageDraw

    pages = []
    for paper in papers:
        document = pypdfium2.PdfDocument(paper)
        for page in document:
            picture = page.render(scale=150 / 72, grayscale=True).to_pil()
            page.close()
            pages.append(picture)
        document.close()
        draw = ImageDraw.Draw(pages[-1])
        width, height = pages[-1].size
        stroke = [(width * (0.55 + 0.02 * n), height * (0.5 + 0.012 * (n % 3))) for n in range(9)]
        draw.line(stroke, fill=40, width=4)
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=150, save_all=True, append_images=pages[1:])
    return out.getvalue()
