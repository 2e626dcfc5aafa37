"""What came back from the head, matched to its paper: by its bytes, by the codes on its pages, or by their number."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from workflow.ports.scans import KnownPaper, SortedScan
from workflow.ports.verification import VerdictReason
from workflow.records import queries
from workflow.records.journal import about_memo
from workflow.records.kinds import Kind
from workflow.records.models import Revision, Submission
from workflow.rules.errors import BadInput, NotFound, Unmet
from workflow.rules.states import Capacity
from workflow.services.approval.memo.files import code_name
from workflow.services.approval.memo.items import open_items, signed_items
from workflow.services.approval.record import RequiredSignature, required_signatures
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome
from workflow.services.context.uploads import read_file
from workflow.services.context.use_case import UseCase
from workflow.services.intake.missing_pages import fill_in
from workflow.thai import arabic_digits, normalise

SUBMIT = "submit"
"""The step whose entry names the first edition of a memo."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came in. ``pages`` of the PDF; ``signed``: it carries a digital signature."""

    path: Path
    data: bytes
    pages: int
    signed: bool


@dataclass(frozen=True, slots=True)
class MatchedPaper:
    """One paper that came back: which it is, the files it came in, and its bytes as they will be kept.

    :param removed: what was taken out of a scan (scripts, attachments…), by name.
    """

    required: RequiredSignature
    uploads: tuple[Upload, ...]
    data: bytes
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """One memo with every paper brought for it, by token or by pen."""

    submission: int
    label: str
    papers: tuple[MatchedPaper, ...]
    how: str


@dataclass(frozen=True, slots=True)
class UnmatchedPage:
    """A page of a scan that is of no paper waited for, counted from 1 in its own file, and why."""

    upload: Upload
    page: int
    why: VerdictReason


@dataclass(frozen=True, slots=True)
class Sorted:
    """What the codes on scans gave: complete memos, a refusal for each other memo, pages set aside.

    :param memos: every open memo any page is of.
    """

    plans: list[Plan]
    refused: list[Outcome]
    aside: list[UnmatchedPage]
    memos: frozenset[int]


def memo_by_label(use_case: UseCase, label: str, status: str = "open") -> Submission:
    """A memo by its number, written in either kind of digits: whole, or only the running number, alone or with the year
    of the book (``1/2569``).

    :param status: ``open`` or ``signed``.
    :raises NotFound: no memo of that number. :raises BadInput: it was voided or signed already, says which; or several
        have it, names them.
    """
    said = arabic_digits(normalise(label)).replace(" ", "")
    every = queries.memos.every(use_case.session, use_case.office_id)
    fitting = [s for s in every if said in _names(s)]
    found = [s for s in fitting if s.status == status]
    if len(found) > 1:
        named = [f"{s.number}/{s.book_year} ({', '.join(_items_on(use_case, s))})" for s in found]
        last = found[-1]
        raise BadInput("memo_ambiguous", memo=label, memos=", ".join(named), example=f"{last.number}/{last.book_year}")
    if found:
        return found[0]
    if fitting:
        raise BadInput("memo_not_open", memo=fitting[-1].label, status=fitting[-1].status)
    raise NotFound("no_such_memo", memo=label)


def _names(memo: Submission) -> set[str]:
    """What people call a memo: its number as printed, the running number, either with the year of the book."""
    printed = arabic_digits(memo.label).replace(" ", "")
    return {name for plain in (printed, str(memo.number)) for name in (plain, f"{plain}/{memo.book_year}")}


def _items_on(use_case: UseCase, memo: Submission) -> list[str]:
    return [use_case.name_of(item) for item in use_case.items_with(row.item_id for row in memo.items)]


def of_the_named(
    use_case: UseCase, plans: Sequence[Plan], named: Submission | None
) -> tuple[list[Plan], list[Outcome]]:
    """The plans of the memo that the registrar named, all where none was; and a refusal for each other."""
    if named is None:
        return list(plans), []
    refused = []
    for plan in plans:
        if plan.submission != named.id:
            problem = _differs(use_case, named, plan.submission, plan.papers)
            refused.append(Outcome(plan.label, BadInput("memo_named_differs", [problem], memo=problem.facts["memo"])))
    return [plan for plan in plans if plan.submission == named.id], refused


def _differs(use_case: UseCase, named: Submission, found: int, papers: Sequence[MatchedPaper]) -> Unmet:
    """That papers are of another memo than the one that the registrar named."""
    files = list(dict.fromkeys(c.path.name for paper in papers for c in paper.uploads))
    other = use_case.session.get_one(Submission, found)
    # Of two years two memos may be printed alike: each is told as ``--memo`` takes it.
    alike = named.label == other.label
    memo, of = (f"{m.label}/{m.book_year}" if alike else m.label for m in (named, other))
    return Unmet("memo_named_differs", {"memo": memo, "found": of, "files": files}, Capacity.REGISTRAR)


def memo_to_replace(use_case: UseCase, label: str | None, uploads: Sequence[Upload]) -> Submission:
    """The signed memo whose scan is brought again.

    :raises BadInput: none was named, or a file is no scan. :raises NotFound: no signed memo of that number.
    """
    signed = [c.path.name for c in uploads if c.signed]
    if label is None:
        raise BadInput("scan_needs_memo", files=[c.path.name for c in uploads])
    if signed:
        raise BadInput("replacement_is_no_scan", files=signed)
    return memo_by_label(use_case, label, "signed")


def read(office: Office, path: Path) -> Upload:
    """:raises BadInput: a file cannot be read as one; which."""
    try:
        data = read_file(path, office.settings.files.max_mb)
        looked = office.pdf.look(data)
        # What holds data of a digital signature is judged as one, also where no field refers to it.
        return Upload(path, data, looked.pages, looked.signed or b"/ByteRange" in data)
    except BadInput as bad:
        raise BadInput(bad.code, [Unmet(r.code, {"file": path.name, **r.facts}, r.who) for r in bad.reasons]) from bad


def demanded(due: Sequence[RequiredSignature], excepted: Collection[str]) -> list[RequiredSignature]:
    """The papers that must come back: nobody signed those of an item that the head struck out."""
    return [d for d in due if d.item not in excepted]


def refuse_issued(use_case: UseCase, uploads: Sequence[Upload]) -> tuple[list[Upload], list[Outcome]]:
    """The scans that may be some, and a refusal for each that is the issued file itself: nobody signed its bytes."""
    memos = queries.memos.still_open(use_case.session, use_case.office_id)
    due = [d for s in memos for d in required_signatures(use_case, s, open_items(use_case, s))]
    issued = [(d, use_case.office.store.get(d.issued)) for d in due]
    scans, refused = [], []
    for c in uploads:
        found = next((d for d, data in issued if c.data.startswith(data)), None)
        if found is None:
            scans.append(c)
        else:
            no = BadInput("scan_is_issued_file", file=c.path.name, memo=found.label)
            refused.append(Outcome(c.path.name, no))
    return scans, refused


def match_tokens(
    use_case: UseCase, uploads: Sequence[Upload], excepted: Collection[str] = (), memo: Submission | None = None
) -> list[Plan]:
    """Match by bytes: a signed file begins with the file that was issued.

    :param memo: the one that the registrar named: that files are of another is told with what is missing of it.
    :raises BadInput: a file is none that was issued, or signed files are missing; says every reason.
    """
    memos = queries.memos.still_open(use_case.session, use_case.office_id)
    due_of = {s.id: required_signatures(use_case, s, open_items(use_case, s)) for s in memos}
    issued = {d: use_case.office.store.get(d.issued) for due in due_of.values() for d in due}
    found: dict[int, list[MatchedPaper]] = {}
    unknown: list[Upload] = []
    for c in uploads:
        due = next((d for d, data in issued.items() if c.data.startswith(data)), None)
        if due is None:
            unknown.append(c)
        else:
            found.setdefault(due.submission, []).append(MatchedPaper(due, (c,), c.data))
    if unknown:
        # Whoever signed an earlier edition brings papers of items that are on no memo now: the memo says why.
        for told in (_refuse_replaced, _refuse_closed):
            for c in unknown:
                told(use_case, c)
        raise BadInput("not_an_issued_file", file=unknown[0].path.name)
    problems = [
        Unmet("paper_not_brought", {"memo": d.label, "item": d.item, "file": d.name}, Capacity.HEAD)
        for submission, brought in found.items()
        for d in demanded(due_of[submission], excepted)
        if d not in [b.required for b in brought]
    ]
    if problems:
        others = [one for one in found if memo is not None and one != memo.id]
        problems += [_differs(use_case, memo, one, found[one]) for one in others if memo is not None]
        raise BadInput("papers_incomplete", problems)
    return [
        Plan(submission, brought[0].required.label, tuple(brought), "token") for submission, brought in found.items()
    ]


def _refuse_closed(use_case: UseCase, upload: Upload) -> None:
    """:raises BadInput: the file belongs to a memo that is signed or void already; says which."""
    for s in queries.memos.closed(use_case.session, use_case.office_id):
        issued = {s.memo_issued}
        for row in s.items:
            files = use_case.session.get_one(Revision, row.revision_id).manifest.files
            issued |= {f.issued for f in files if f.issued is not None}
        if any(upload.data.startswith(use_case.office.store.get(digest)) for digest in issued):
            raise BadInput("memo_not_open", memo=s.label, status=s.status)


def _refuse_replaced(use_case: UseCase, upload: Upload) -> None:
    """:raises BadInput: what was signed is an earlier edition of a memo; says which, and which is to be signed."""
    for s in queries.memos.every(use_case.session, use_case.office_id):
        for edition, digest in enumerate(_editions(use_case, s) if s.edition else ()):
            if digest != s.memo_issued and upload.data.startswith(use_case.office.store.get(digest)):
                facts = {"file": upload.path.name, "memo": s.label, "edition": edition, "now": s.edition}
                raise BadInput("edition_replaced", [Unmet("edition_replaced", facts, Capacity.HEAD)], memo=s.label)


def _editions(use_case: UseCase, memo: Submission) -> list[str]:
    """Digest of each edition of a memo as it was issued, the first first: the memo's own row knows the last alone."""
    told = about_memo(use_case.session, use_case.office_id, memo.id)
    digests = [e.facts["memo_sha256"] for e in told if e.step == SUBMIT or e.kind == Kind.REISSUED]
    return list(dict.fromkeys(digests))


def match_codes(
    use_case: UseCase, uploads: Sequence[Upload], excepted: Collection[str] = (), memo: Submission | None = None
) -> Sorted:
    """Split scans by the codes printed on their pages. Nothing is dropped: what fits nowhere is told page by page.

    :param memo: the registrar says that this is its scan: pages without a code are then the pages that are missing.
    :raises BadInput: a scan cannot be read; says which.
    """
    due_of, known, closed = _coded(use_case, memo)
    try:
        found = use_case.office.scans.sort([c.data for c in uploads], use_case.office_row.secret, known)
    except BadInput as bad:
        raise _named(bad, uploads) from bad
    if not found.parts and all(why.code == "PAGE_NO_CODE" for _, _, why in found.aside):
        return Sorted([], [], [], frozenset())
    if memo is not None and found.aside:
        filled = _filled(use_case, uploads, found, due_of[memo.id], excepted)
        if filled is not None:
            return Sorted([Plan(memo.id, memo.label, filled, "pen")], [], [], frozenset({memo.id}))
    by_code = {d.code: d for due in due_of.values() for d in due if d.code}
    brought: dict[int, list[MatchedPaper]] = {}
    lacking: dict[int, list[Unmet]] = {}
    late: dict[int, Submission] = {}
    for part in found.parts:
        if part.document not in by_code:
            late[closed[part.document].id] = closed[part.document]
            continue
        due = by_code[part.document]
        facts = {"memo": due.label, "item": due.item, "file": due.name}
        if due.item not in excepted:
            lacking.setdefault(due.submission, []).extend(
                Unmet("scan_incomplete", {**facts, "why_th": why.th, "why_en": why.en}, Capacity.REGISTRAR)
                for why in part.missing
            )
        files = tuple(uploads[at] for at in part.files)
        brought.setdefault(due.submission, []).append(MatchedPaper(due, files, part.data, part.removed))
    plans, refused = [], []
    for submission, parts in brought.items():
        there = [paper.required for paper in parts]
        problems = lacking.get(submission, []) + [
            Unmet("paper_not_brought", {"memo": d.label, "item": d.item, "file": d.name}, Capacity.REGISTRAR)
            for d in demanded(due_of[submission], excepted) if d not in there
        ]  # fmt: skip
        label = there[0].label
        if problems:
            if memo is not None and submission != memo.id:
                problems.append(_differs(use_case, memo, submission, parts))
            refused.append(Outcome(label, BadInput("papers_incomplete", problems, memo=label)))
        else:
            order = {d: n for n, d in enumerate(due_of[submission])}
            plans.append(Plan(submission, label, tuple(sorted(parts, key=lambda paper: order[paper.required])), "pen"))
    refused += [Outcome(s.label, BadInput("memo_not_open", memo=s.label, status=s.status)) for s in late.values()]
    aside = [UnmatchedPage(uploads[at], page, why) for at, page, why in found.aside]
    return Sorted(plans, refused, aside, frozenset(brought))


def _filled(
    use_case: UseCase,
    uploads: Sequence[Upload],
    found: SortedScan,
    everything: Sequence[RequiredSignature],
    excepted: Collection[str],
) -> tuple[MatchedPaper, ...] | None:
    """The papers of the memo the registrar named, pages without a code in their places; ``None``: this cannot be."""
    every = [use_case.office.scans.split(c.data, [1] * c.pages) for c in uploads]
    for due in (demanded(everything, excepted), everything):
        parts = fill_in(use_case.office, every, found, due)
        if parts is not None:
            return tuple(
                MatchedPaper(d, tuple(uploads), part.data, part.removed) for d, part in zip(due, parts, strict=True)
            )
    return None


def _named(bad: BadInput, uploads: Sequence[Upload]) -> BadInput:
    """The same refusal with the name of the scan it is about."""
    files = [uploads[at].path.name if isinstance(at := r.facts.get("scan"), int) else None for r in bad.reasons]
    return BadInput(
        bad.code, [Unmet(r.code, {"file": file, **r.facts}, r.who) for r, file in zip(bad.reasons, files, strict=True)]
    )


def _on(use_case: UseCase, submission: Submission) -> list[RequiredSignature]:
    """The papers of a memo that are waited for, or that are brought again."""
    items = open_items if submission.status == "open" else signed_items
    return required_signatures(use_case, submission, items(use_case, submission))


def _coded(
    use_case: UseCase, named: Submission | None
) -> tuple[dict[int, list[RequiredSignature]], dict[str, KnownPaper], dict[str, Submission]]:
    """Papers of every open memo; all that a code may name; and whose memo is not open any more, to say so."""
    due_of: dict[int, list[RequiredSignature]] = {}
    known: dict[str, KnownPaper] = {}
    closed: dict[str, Submission] = {}
    evidence = queries.items.evidence(use_case.session, use_case.office_id)
    for s in queries.memos.every(use_case.session, use_case.office_id):
        for edition in range(s.edition if s.number is not None else 0):
            known[code_name(s.book_year, s.number or 0, edition)] = KnownPaper(0, "", replaced=True)
        if s.status == "open" or (named is not None and s.id == named.id):
            due_of[s.id] = _on(use_case, s)
            known |= {d.code: KnownPaper(d.pages, d.code_digest) for d in due_of[s.id] if d.code and d.code_digest}
            continue
        if s.memo_code and s.memo_code_digest:
            known[s.memo_code] = KnownPaper(s.memo_pages, s.memo_code_digest, void=s.status == "void")
            closed[s.memo_code] = s
        approved = queries.revisions.by_id(use_case.session, [row.revision_id for row in s.items])
        for f in [f for revision in approved for f in revision.manifest.files]:
            e = evidence.get(f.id)
            if e is not None and e.code and e.code_digest and e.issued_sha256 == f.issued and e.code not in known:
                known[e.code] = KnownPaper(e.issued_pages or 0, e.code_digest, void=s.status == "void")
                closed[e.code] = s
    return due_of, known, closed


def match_pages(
    use_case: UseCase, submission: Submission, uploads: Sequence[Upload], excepted: Collection[str] = ()
) -> Plan:
    """For scans without codes: cut the pages into the memo and the files to be signed, by their numbers of pages.

    The papers of items that the head struck out may be among them or not.

    :raises BadInput: it has not as many pages as the papers together.
    """
    everything = _on(use_case, submission)
    wanted = demanded(everything, excepted)
    pages = sum(c.pages for c in uploads)
    due = next((some for some in (wanted, everything) if sum(d.pages for d in some) == pages), None)
    parts: list[MatchedPaper] = []
    if due is not None and len(uploads) == 1:
        cut = use_case.office.scans.split(uploads[0].data, [d.pages for d in due])
        parts = [MatchedPaper(d, (uploads[0],), part.data, part.removed) for d, part in zip(due, cut, strict=True)]
    elif due is not None and [c.pages for c in uploads] == [d.pages for d in due]:
        for d, c in zip(due, uploads, strict=True):
            (part,) = use_case.office.scans.split(c.data, [c.pages])
            parts.append(MatchedPaper(d, (c,), part.data, part.removed))
    else:
        listed = [{"file": d.name, "item": d.item, "pages": d.pages} for d in wanted]
        expected = sum(d.pages for d in wanted)
        raise BadInput("scan_pages", memo=submission.label, pages=pages, expected=expected, papers=listed)
    return Plan(submission.id, submission.label, tuple(parts), "pen")
