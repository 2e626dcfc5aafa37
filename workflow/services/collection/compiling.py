"""``compile``: normalise what the head will sign, check what was signed before, freeze the manifest. And ``reopen``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workflow.records.models import Evidence, Item
from workflow.records.writing import add_row, row_id
from workflow.rules.errors import BadInput, CheckFailed, Unmet, WorkflowError
from workflow.rules.machine import decide
from workflow.rules.states import Duty, Role
from workflow.services.collection.converting import made_already
from workflow.services.collection.harm import look_into_older, undecided
from workflow.services.collection.making_ready import Piece, convert, converted, make_ready, opened, reasons_of
from workflow.services.collection.signature_position import kept_place
from workflow.services.collection.vouching import OldPaper, Vouch, is_paper, objection, vouched, word_of
from workflow.services.context.certificates import signer_terms
from workflow.services.context.conflicts import conflict
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome, each, each_within
from workflow.services.context.returned import sent_back
from workflow.services.context.signed.verdicts import kept
from workflow.services.context.transitions import Record, transition
from workflow.services.context.uploads import PICTURES, WORDS
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.documents.form_facts import capture_facts, head_person, sheet_facts


def compile_items(
    office: Office,
    login: str,
    codes: Sequence[str],
    *,
    attest: Vouch | None = None,
    signer: str | None = None,
    year: int | None = None,
) -> list[Outcome]:
    """Confirm that everything is compiled, item by item; one that is refused does not stop the others.

    LibreOffice converts all items' Word files and sheets in one batch, outside any transaction.

    :param attest: asks who compiles about each paper that was signed with a pen before, once everything else holds;
        without it none is taken.
    :param signer: login of who will sign by delegation, printed on the sheets; ``None``: the head of the day.
    """
    look_into_older(office, codes, year=year)
    with reading(office, login, year) as use_case:
        items = use_case.items(codes)
        ready: dict[str, tuple[int, list[Piece]]] = {}
        results: dict[str, Outcome] = {}
        back = {item.code: tuple(u for u in (sent_back(item),) if u is not None) for item in items}
        for item in items:
            try:
                decide("compile", use_case.case(item))
            except WorkflowError as refused:
                results[item.code] = Outcome(item.code, refused, notices=back[item.code])
                continue
            ready[item.code] = (item.version, [_piece(item, e) for e in use_case.periods.fresh(item)])
        pieces = [p for _, found in ready.values() for p in found]
        by_id = {e.id: (item, e) for item in items for e in use_case.evidence(item)}
        _note_undecided(use_case, [item for item in items if item.code in ready], pieces)
        _issue(office, use_case, pieces, by_id, signer)
    _ask(pieces, attest)

    if ready:
        with acting(office, login, year, lock=True) as use_case:
            record = Record(use_case)
            now = {item.code: item for item in use_case.items(ready)}

            def one(code: str) -> None:
                version, mine = ready[code]
                _compile(record, now[code], version, mine)

            done = each_within(use_case, ready, one, lambda n, of: office.progress("compile", n, of))
        for outcome in done:
            seen = () if outcome.error else tuple(u for p in ready[outcome.what][1] for u in p.notices)
            notices = (*back[outcome.what], *seen)
            results[outcome.what] = replace(outcome, notices=notices)
    return [results[item.code] for item in items]


def _piece(item: Item, e: Evidence) -> Piece:
    return Piece(item.code, e.id, e.name, e.duty, e.sha256, media=e.media_type, sign_at=kept_place(e.sign_at))


def _note_undecided(use_case: UseCase, items: Sequence[Item], pieces: Sequence[Piece]) -> None:
    """What may harm when it is published, and nobody has decided on, refuses the item."""
    by_file = {(p.item, p.name): p for p in pieces}
    for item in items:
        for unmet in undecided(use_case, item, use_case.evidence(item)):
            piece = by_file.get((item.code, str(unmet.facts["file"])))
            if piece is not None:
                piece.problems.append(unmet)


def _issue(
    office: Office,
    use_case: UseCase,
    pieces: list[Piece],
    by_id: dict[int, tuple[Item, Evidence]],
    signer: str | None,
) -> None:
    """Bring each piece into the form that is issued; what fails is noted on the piece."""
    words = [p for p in pieces if p.media in WORDS and p.duty.head_signs]
    made = made_already(use_case, [p.source for p in words])
    for p in words:
        p.pdf = made.get(p.source, p.pdf)
    convert(office, [p for p in words if p.source not in made], lambda p: office.store.get(p.source))
    convert(
        office,
        [p for p in pieces if p.duty is Duty.WEB],
        lambda p: office.renderer.render("capture_sheet", capture_facts(use_case, *by_id[p.evidence])).docx,
    )
    for p in pieces:
        if p.duty is Duty.WEB and p.pdf:
            p.issued, p.pages = office.store.put(p.pdf), office.pdf.page_count(p.pdf)
    secret = use_case.office_row.secret
    signed = [p for p in pieces if p.duty.head_signs and not p.problems]
    digests = dict(zip([p.evidence for p in signed], opened(office, signed), strict=True))
    signed = [p for p in signed if not p.problems]
    for p in signed:
        if p.duty is Duty.CERTIFIED:
            try:
                p.printed = use_case.head(signer)
            except BadInput as bad:
                p.problems += bad.reasons
                continue
            head = head_person(use_case, p.printed)
            p.certified = (f"({head.name})", *head.posts)
    signed = [p for p in signed if not p.problems]
    boxless = [p for p in signed if not p.may_be_signed_itself]
    boxless += make_ready(office, [p for p in signed if p.may_be_signed_itself], secret)
    for p in boxless:
        try:
            pages = office.pdf.page_count(p.pdf)
            p.printed = use_case.head(signer)
            p.sheet = sheet_facts(use_case, *by_id[p.evidence], digests[p.evidence], pages, p.printed)
        except BadInput as bad:
            p.problems += bad.reasons
    boxless = [p for p in boxless if not p.problems]
    sheets = converted(office, boxless, lambda p: office.renderer.render(*(p.sheet or ("", None))).docx)
    for p, sheet in zip(boxless, sheets, strict=True):
        if isinstance(sheet, Exception):
            p.problems += reasons_of(sheet)
    with_sheet = [(p, sheet) for p, sheet in zip(boxless, sheets, strict=True) if isinstance(sheet, bytes)]
    make_ready(office, [p for p, _ in with_sheet], secret, [sheet for _, sheet in with_sheet])
    before = [p for p in pieces if p.duty is Duty.SIGNED_BEFORE]
    if before:
        for p in before:
            if p.media in PICTURES:  # online go pages the right way up; the picture stays the evidence
                pdf, p.pages = office.pdf.picture_pages(office.store.get(p.source))
                p.issued = office.store.put(pdf)
        verdicts = office.verifier.verify_many(
            [(office.store.get(p.issued or p.source), None) for p in before],
            terms=signer_terms(use_case),
            required_grade=office.settings.required_grade,
            foreign=True,
        )
        for p, verdict in zip(before, verdicts, strict=True):
            p.verdict = verdict
            against = objection(p.name, verdict, office.settings.required_grade)
            if against is not None:
                p.problems.append(against)
            elif is_paper(verdict):
                item, e = by_id[p.evidence]
                who = use_case.me.name
                p.old_paper = OldPaper(item.code, item.title, e.name, e.document_no or "", e.document_date, who)


def _ask(pieces: Sequence[Piece], attest: Vouch | None) -> None:
    """Ask about every old paper of an item to which nothing else stands in the way."""
    for p in pieces:
        if p.old_paper is not None and not any(other.problems for other in pieces if other.item == p.item):
            refusal = vouched(p.old_paper, attest)
            p.attested = refusal is None
            p.problems += [refusal] if refusal is not None else []


def _compile(record: Record, item: Item, version: int, pieces: list[Piece]) -> None:
    """Record one item's frozen manifest. The caller commits."""
    use_case, code = record.use_case, item.code
    problems = [Unmet(u.code, {"item": code, "file": p.name, **u.facts}, u.who) for p in pieces for u in p.problems]
    if problems:
        raise CheckFailed("check_failed", "compile", problems, item=code)
    if item.version != version:
        raise conflict(use_case, [code])
    rows = {e.id: e for e in use_case.evidence(item)}
    for p in pieces:
        e = rows[p.evidence]
        e.issued_sha256, e.issued_pages, e.signed_sha256 = p.issued, p.pages, None
        e.code, e.code_digest = p.code, p.code_digest
        held = p.printed.holds(Role.HEAD) if p.printed is not None else None
        e.printed_head = p.printed.login if p.printed is not None else None
        e.printed_kind = held.kind.value if held is not None else None
        if p.verdict is not None:
            # A document signed with a pen before is vouched for by who compiles: attested, never verified.
            word = word_of(use_case.me, use_case.me.post) if p.attested else {}
            add_row(
                use_case.session, "Verdict", office_id=use_case.office_id, submission_id=None, evidence_id=e.id,
                file_sha256=p.issued or e.sha256, issued_sha256=p.issued, status=p.verdict.status,
                grade=1 if p.attested else p.verdict.grade, record={**kept(use_case.office, p.verdict), **word},
                at=use_case.now, replaced_at=None,
            )  # fmt: skip
    case = use_case.case(item)
    manifest = use_case.manifest(item)
    digest, revision = manifest.digest, row_id(use_case.session, "Revision")
    said = {"attested_by": use_case.me.name} if any(p.attested for p in pieces) else None
    transition(record, item, "compile", case, facts=said, revision=digest, role=Role.OFFICER)
    add_row(
        use_case.session, "Revision", id=revision, office_id=item.office_id, item_id=item.id, number=item.round,
        manifest=manifest, digest=digest, made_by=use_case.me.login, made_at=use_case.now, signed=None, signed_at=None,
    )  # fmt: skip
    use_case.add_contributor(item, "compiled")
    item.revision_id = revision


def reopen(office: Office, login: str, codes: Sequence[str], *, year: int | None = None) -> list[Outcome]:
    """Go back to editing; the frozen manifest is let go."""

    def one(code: str) -> None:
        with acting(office, login, year, lock=True) as use_case:
            item = use_case.item(code)
            transition(Record(use_case), item, "reopen", use_case.case(item), role=Role.OFFICER)
            item.revision_id = None

    return each(codes, one)
