"""Making memos: filled, converted, codes printed, prepared for the signature, read back, stored. No records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workflow.ports.papers import OBLIGATORY, MemoFacts
from workflow.rules.errors import BadInput, CheckFailed, Unmet
from workflow.services.context.office import Office
from workflow.thai.read_back import lacking


@dataclass(frozen=True, slots=True)
class MadeMemo:
    """A memo as made: digests of the Word file and the issued PDF, its pages, and the codes printed on them."""

    docx: str
    issued: str
    pages: int
    code: str | None
    code_digest: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A memo to be made: what it says, the office's key for printed codes, and the places of who signs before the
    head.

    :ivar emblem: refused when it would show a frame where the emblem belongs.
    """

    facts: MemoFacts
    secret: str
    before_head: tuple[str, ...] = ()
    emblem: bool = False


def code_name(year: int, number: int, edition: int) -> str:
    """What the codes printed on a memo's pages call it: ``M2569-123-0`` is number 123 of 2569, first edition."""
    return f"M{year}-{number}-{edition}"


def make_memo(office: Office, asked: Asked) -> MadeMemo:
    """Render, convert, print the codes and prepare a memo.

    :raises CheckFailed: the form or LibreOffice failed; where.
    """
    (memo,) = make_memos(office, [asked])
    if isinstance(memo, CheckFailed):
        raise memo
    return memo


def make_memos(office: Office, asked: Sequence[Asked]) -> list[MadeMemo | CheckFailed]:
    """The same for several, converted in one batch; what failed stands in its place."""
    filled: list[bytes | CheckFailed] = []
    for one in asked:
        try:
            rendered = office.renderer.render("memo", one.facts)
            if one.emblem and "placeholder_emblem" in rendered.warnings:
                raise BadInput("memo_without_emblem")
            filled.append(rendered.docx)
        except BadInput as bad:
            filled.append(_not_made(bad))
    good = [docx for docx in filled if isinstance(docx, bytes)]
    pdfs = iter(office.converter.convert(good) if good else [])
    made = [
        (one, docx, b"" if isinstance(docx, CheckFailed) else next(pdfs))
        for one, docx in zip(asked, filled, strict=True)
    ]

    def finish(at: int) -> MadeMemo:
        one, docx, pdf = made[at]
        if isinstance(docx, CheckFailed):
            raise docx
        return _finished(office, one, docx, pdf)

    results: list[MadeMemo | CheckFailed] = []
    with office.hands.share(finish, range(len(made))) as finished:
        for at in range(len(made)):
            try:
                results.append(finished(at))
            except CheckFailed as failed:
                results.append(failed)
    return results


def _finished(office: Office, asked: Asked, docx: bytes, pdf: bytes | Exception) -> MadeMemo:
    """Codes printed, prepared for the signature, stored.

    :raises CheckFailed: what is wrong with the paper; errors that are none of the paper's are raised as they are.
    """
    try:
        if isinstance(pdf, Exception):
            raise pdf
        code, digest = asked.facts.code, None
        if code is not None:
            issued = office.scans.issue(pdf, code, asked.secret, others=asked.before_head)
            data, pages, digest = issued.data, issued.pages, issued.digest
        else:
            prepared = office.pdf.prepare(pdf, others=asked.before_head)
            data, pages = prepared.data, prepared.pages
        problems = _lacks(asked.facts, office.pdf.text(data))
        if problems:
            raise BadInput("memo_lacks_fields", problems, form="memo")
    except BadInput as bad:
        raise _not_made(bad) from bad
    code = code if digest is not None else None
    return MadeMemo(office.store.put(docx), office.store.put(data), pages, code, digest)


def _lacks(facts: MemoFacts, text: str) -> list[Unmet]:
    """What a memo has to say and this one does not: the office's own form may have lost it, or hide it."""
    return [
        Unmet("memo_lacks_field", {"form": "memo", "field": field, "value": value})
        for field, value in lacking(facts, OBLIGATORY["memo"], text)
    ]


def _not_made(bad: BadInput) -> CheckFailed:
    failed = CheckFailed("check_failed", "submit", bad.reasons)
    failed.__cause__ = bad
    return failed
