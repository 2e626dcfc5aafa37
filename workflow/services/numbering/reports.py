"""What stands in the number books: the listing, what is missing, the official register as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from workflow.ports.storage import is_full
from workflow.records import registers as books
from workflow.records.books import BookKind, BookNumber
from workflow.rules.errors import BadInput, Unmet
from workflow.rules.states import Role
from workflow.services.context.office import Office
from workflow.services.context.use_case import reading
from workflow.services.documents.number_format import book_label
from workflow.services.numbering.registers import book_of
from workflow.thai import buddhist_year


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a register. ``status`` is reserved, issued or void; dates are those written on the document."""

    book: str
    year: int
    number: int
    label: str
    status: str
    dated: date | None
    sender: str | None
    recipient: str | None
    subject: str | None
    by: str
    at: datetime
    backdated: bool
    until: datetime | None
    reason: str | None


def listing(office: Office, book: str | None = None, *, year: int | None = None) -> list[Row]:
    """Every number of one book, or of all, in order; ``year`` ``None``: this calendar year."""
    kinds = [book_of(book)] if book else list(BookKind)
    with reading(office) as use_case:
        of_year = year or buddhist_year(use_case.today)
        return [
            _row(office, one)
            for kind in kinds
            for one in books.listing(use_case.session, use_case.office_id, kind, of_year)
        ]


def _row(office: Office, one: BookNumber) -> Row:
    return Row(
        book=one.book.value, year=one.year, number=one.number,
        label=one.label or book_label(office.settings, one.book.value, one.number, one.year),
        status=one.status.value, dated=one.document_date, sender=one.sender, recipient=one.recipient,
        subject=one.subject, by=one.by, at=one.at, backdated=one.backdated, until=one.expires_at, reason=one.reason,
    )  # fmt: skip


def gaps(office: Office, book: str | None = None, *, year: int | None = None) -> list[books.BookReport]:
    """Numbers missing, held twice, or reserved for too long. Without ``year`` every year a book was kept.

    :raises NotFound: no such book.
    """
    wanted = book_of(book) if book is not None else None
    with reading(office) as use_case:
        return [
            books.gaps(use_case.session, use_case.office_id, kind, of_year, at=use_case.now)
            for kind, of_year in books.kept(use_case.session, use_case.office_id, wanted, year)
        ]


def gap_reasons(report: books.BookReport) -> list[Unmet]:
    """What a registrar must look at in one book, as codes and facts."""
    about: Mapping[str, object] = {"book": report.book.value, "year": report.year}
    found: list[Unmet] = []
    if report.gaps:
        numbers = [str(a) if a == b else f"{a}-{b}" for a, b in report.gaps]
        found.append(Unmet("number_gap", {**about, "numbers": numbers}, Role.REGISTRAR))
    if report.duplicates:
        found.append(Unmet("number_twice", {**about, "numbers": list(report.duplicates)}, Role.REGISTRAR))
    if report.expired:
        found.append(Unmet("number_expired", {**about, "numbers": list(report.expired)}, Role.REGISTRAR))
    if report.counter_behind is not None:
        found.append(Unmet("counter_behind", {**about, "number": report.counter_behind}, Role.REGISTRAR))
    return found


def export(office: Office, target: Path, book: str = "memo", *, year: int | None = None) -> int:
    """Write the official register (form 14 of the Regulation on Correspondence) as .xlsx; how many numbers.

    :raises BadInput: the file cannot be written, or is no ``.xlsx``.
    """
    kind = book_of(book)
    if target.suffix.lower() != ".xlsx":
        raise BadInput("export_not_xlsx", file=target.name)
    with reading(office) as use_case:
        of_year = year or buddhist_year(use_case.today)
        numbers = books.listing(use_case.session, use_case.office_id, kind, of_year)
        # Beside and renamed: an earlier export stays whole if this one cannot be finished.
        beside = target.with_name(f".{target.name}.part")
        try:
            books.export_register(beside, numbers, office=office.settings.office.name, book=kind, year=of_year)
            beside.replace(target)
        except OSError as error:
            beside.unlink(missing_ok=True)
            if is_full(error):
                raise
            raise BadInput(
                "folder_not_writable", folder=str(target.parent), detail=error.strerror or str(error)
            ) from error
        return len(numbers)
