"""``compile``: normalise what the head will sign, check what was signed before, freeze the manifest. And ``reopen``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from workflow.ports import SignAt, VerdictFacts
from workflow.records.models import Evidence, Item, Revision, Verdict
from workflow.rules.errors import BadInput, CheckFailed, Unmet, WorkflowError
from workflow.rules.machine import decide
from workflow.rules.states import Duty, Role, Who
from workflow.services.collection.signature_position import kept_place
from workflow.services.context.certificates import signer_terms
from workflow.services.context.conflicts import overtaken
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome, each, each_within
from workflow.services.context.transitions import Record, act
from workflow.services.context.uploads import DOCX, digest_of
from workflow.services.context.use_case import Desk, manifest_digest
from workflow.services.context.verdicts import kept
from workflow.services.documents.form_facts import capture_facts, sheet_facts


@dataclass(slots=True)
class _Piece:
    """One evidence on its way to be issued. ``issued`` stays ``None`` for what is sealed by its own digest."""

    item: str
    evidence: int
    name: str
    duty: Duty
    source: str
    docx: bool = False
    issued: str | None = None
    pages: int | None = None
    code: str | None = None
    code_digest: str | None = None
    pdf: bytes = b""
    sign_at: SignAt | None = None
    sheet: tuple[str, object] | None = None
    verdict: VerdictFacts | None = None
    problems: list[Unmet] = field(default_factory=list)
    told: list[Unmet] = field(default_factory=list)

    @property
    def name_in_codes(self) -> str:
        """What the codes printed on its pages call it."""
        return f"{self.item}-{self.evidence}"


def compile_items(office: Office, login: str, codes: Sequence[str], *, year: int | None = None) -> list[Outcome]:
    """Confirm that everything is compiled, item by item; one that is refused does not stop the others.

    LibreOffice converts all items' Word files and sheets in one batch, outside any transaction.
    """
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow, login, year)
        items = desk.items(codes)
        ready: dict[str, tuple[int, list[_Piece]]] = {}
        results: dict[str, Outcome] = {}
        for item in items:
            try:
                decide("compile", desk.case(item))
            except WorkflowError as refused:
                results[item.code] = Outcome(item.code, refused)
                continue
            ready[item.code] = (item.version, [_piece(item, e) for e in desk.evidence(item)])
        pieces = [p for _, found in ready.values() for p in found]
        by_id = {e.id: (item, e) for item in items for e in desk.evidence(item)}
        _issue(office, desk, pieces, by_id)

    if ready:
        with office.unit_of_work() as uow:
            desk = Desk(office, uow, login, year)
            uow.lock_office(desk.office_id)
            record = Record(desk)
            now = {item.code: item for item in desk.items(ready)}

            def one(code: str) -> None:
                version, mine = ready[code]
                _compile(record, now[code], version, mine)

            done = each_within(uow.session, ready, one, lambda n, of: office.progress("compile", n, of))
            uow.commit()
        for outcome in done:
            told = () if outcome.error else tuple(u for p in ready[outcome.what][1] for u in p.told)
            results[outcome.what] = replace(outcome, told=told)
    return [results[item.code] for item in items]


def _piece(item: Item, e: Evidence) -> _Piece:
    return _Piece(item.code, e.id, e.name, e.duty, e.sha256, docx=e.media_type == DOCX, sign_at=kept_place(e.sign_at))


def _issue(office: Office, desk: Desk, pieces: list[_Piece], by_id: dict[int, tuple[Item, Evidence]]) -> None:
    """Bring each piece into the form that is issued; what fails is noted on the piece."""
    _convert(
        office,
        [p for p in pieces if p.docx and p.duty.head_signs],
        lambda p: office.store.get(p.source),
    )
    _convert(
        office,
        [p for p in pieces if p.duty is Duty.WEB],
        lambda p: office.renderer.render("capture_sheet", capture_facts(desk, *by_id[p.evidence])).docx,
    )
    for p in pieces:
        if p.duty is Duty.WEB and p.pdf:
            p.issued, p.pages = office.store.put(p.pdf), office.signatures.page_count(p.pdf)
    secret = desk.office_row.secret
    boxless: list[_Piece] = []
    for p in pieces:
        if p.duty.head_signs and not p.problems:
            p.pdf = p.pdf or office.store.get(p.source)
            try:
                # A certified copy is signed on its sheet, which names its digest, wherever else a mark may stand.
                if p.duty is Duty.CERTIFIED or not _has_place(office, p, secret):
                    pages = office.signatures.page_count(p.pdf)
                    p.sheet = sheet_facts(desk, *by_id[p.evidence], digest_of(p.pdf), pages)
                    boxless.append(p)
            except BadInput as bad:
                p.problems += bad.reasons
    sheets = _converted(office, boxless, lambda p: office.renderer.render(*(p.sheet or ("", None))).docx)
    for p, sheet in zip(boxless, sheets, strict=True):
        if isinstance(sheet, Exception):
            p.problems += _reasons(sheet)
            continue
        try:
            _prepare(office, p, secret, sheet)
        except BadInput as bad:
            p.problems += bad.reasons
    before = [p for p in pieces if p.duty is Duty.SIGNED_BEFORE]
    if before:
        verdicts = office.signatures.verify_many(
            [(office.store.get(p.source), None) for p in before],
            terms=signer_terms(desk),
            required_grade=office.settings.required_grade,
            foreign=True,
        )
        for p, verdict in zip(before, verdicts, strict=True):
            p.verdict = verdict
            required = office.settings.required_grade
            if verdict.status == "FAILED" or (required > 1 and verdict.grade < required):
                facts = {"file": p.name, "grade": verdict.grade, "required": required, **verdict.against()}
                p.problems.append(Unmet("signed_before_not_proven", facts, Who.COMPILER))


def _has_place(office: Office, p: _Piece, secret: str) -> bool:
    """Prepare the file as it is, if it says where to sign. :raises BadInput: it cannot be used at all."""
    try:
        _prepare(office, p, secret)
    except BadInput as bad:
        if bad.code != "no_signature_box":
            raise
        return False
    return True


def _convert(office: Office, pieces: list[_Piece], docx: Any) -> None:
    for p, pdf in zip(pieces, _converted(office, pieces, docx), strict=True):
        if isinstance(pdf, Exception):
            p.problems += _reasons(pdf)
        else:
            p.pdf = pdf


def _converted(office: Office, pieces: list[_Piece], docx: Any) -> list[bytes | Exception]:
    """A PDF for each piece, or what went wrong with it: a form that cannot be filled stops its own piece alone."""
    made: list[bytes | Exception] = []
    for p in pieces:
        try:
            made.append(docx(p))
        except BadInput as bad:
            made.append(bad)
    good = [one for one in made if isinstance(one, bytes)]
    pdfs = iter(office.converter.convert(good) if good else ())
    return [next(pdfs) if isinstance(one, bytes) else one for one in made]


def _reasons(error: Exception) -> list[Unmet]:
    if isinstance(error, WorkflowError):
        return list(error.reasons)
    return [Unmet("conversion_failed", {"detail": str(error)})]


def _prepare(office: Office, p: _Piece, secret: str, sheet: bytes | None = None) -> None:
    """Mark where the clerk points, print the codes, reserve the head's field; note what the clerk should know."""
    told: list[Unmet] = []
    removed: set[str] = set()
    pdf = p.pdf
    if p.sign_at is not None and p.duty is Duty.ORIGINAL:
        pointed = office.signatures.point(pdf, p.sign_at)
        pdf = pointed.data
        if pointed.covers:
            told.append(Unmet("sign_at_covers", {"file": p.name, "page": p.sign_at.page}))
    if sheet is not None:
        joined = office.signatures.with_sheet(pdf, sheet)
        pdf, removed = joined.data, set(joined.removed)
        facts = {"file": p.name, "form": p.sheet[0] if p.sheet else None}
        certified = p.duty is Duty.CERTIFIED
        told.append(Unmet("certification_added", facts) if certified else Unmet("sheet_added", facts))
    coded = office.signatures.stamp(pdf, p.name_in_codes, secret)
    prepared = office.signatures.prepare(coded.data if coded is not None else pdf)
    removed |= set(prepared.removed)
    if removed and not p.docx:
        told.append(Unmet("taken_out", {"file": p.name, "taken": sorted(removed)}))
    if coded is None:
        told.append(Unmet("no_codes", {"file": p.name}, Who.REGISTRAR))
    elif coded.smaller:
        told.append(Unmet("made_smaller", {"file": p.name, "pages": list(coded.smaller)}))
    p.issued, p.pages = office.store.put(prepared.data), prepared.pages
    p.code, p.code_digest = (p.name_in_codes, coded.digest) if coded is not None else (None, None)
    p.told = told


def _compile(record: Record, item: Item, version: int, pieces: list[_Piece]) -> None:
    """Record one item's frozen manifest. The caller commits."""
    desk, code = record.desk, item.code
    problems = [Unmet(u.code, {"item": code, "file": p.name, **u.facts}, u.who) for p in pieces for u in p.problems]
    if problems:
        raise CheckFailed("check_failed", "compile", problems, item=code)
    if item.version != version:
        raise overtaken(desk, [code])
    rows = {e.id: e for e in desk.evidence(item)}
    for p in pieces:
        e = rows[p.evidence]
        e.issued_sha256, e.issued_pages, e.signed_sha256 = p.issued, p.pages, None
        e.code, e.code_digest = p.code, p.code_digest
        if p.verdict is not None:
            # A document signed with a pen before is vouched for by who compiles: attested, never verified.
            attested = desk.me.login if p.verdict.grade < 1 else None
            desk.session.add(
                Verdict(
                    office_id=desk.office_id, submission_id=None, evidence_id=e.id, file_sha256=e.sha256,
                    issued_sha256=None, status=p.verdict.status, grade=max(p.verdict.grade, 1),
                    record={**kept(desk.office, p.verdict), "attested_by": attested}, at=desk.now,
                )
            )  # fmt: skip
    case = desk.case(item)
    manifest = desk.manifest(item)
    revision = Revision(
        item_id=item.id, number=item.round, manifest=manifest, digest=manifest_digest(manifest),
        made_by=desk.me.login, made_at=desk.now, signed=None, signed_at=None,
    )  # fmt: skip
    act(record, item, "compile", case, revision=revision.digest, role=Role.OFFICER)
    desk.session.add(revision)
    desk.add_contributor(item, "compiled")
    desk.session.flush()
    item.revision_id = revision.id


def reopen(office: Office, login: str, codes: Sequence[str], *, year: int | None = None) -> list[Outcome]:
    """Go back to editing; the frozen manifest is let go."""

    def one(code: str) -> None:
        with office.unit_of_work() as uow:
            desk = Desk(office, uow, login, year)
            uow.lock_office(desk.office_id)
            item = desk.item(code)
            act(Record(desk), item, "reopen", desk.case(item), role=Role.OFFICER)
            item.revision_id = None
            uow.commit()

    return each(codes, one)
