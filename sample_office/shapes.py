"""What the sample is made of: plain data, filled into forms by whoever runs the demo."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workflow.ports.papers import AnnouncementFacts, OrderFacts, PaperFacts, Person, Table
from workflow.rules.states import Duty

YEAR = 2566
OFFICE = "สำนักงานศึกษาธิการจังหวัดตัวอย่าง"
HEAD = Person("นายตัวอย่าง ใจดี", ("ศึกษาธิการจังหวัดตัวอย่าง",))


@dataclass(frozen=True, slots=True)
class SamplePaper:
    """A document to render with form `form`, convert to PDF and hand in under `duty`."""

    file_name: str
    duty: Duty
    form: str
    """`paper`, `announcement` or `order`."""
    facts: PaperFacts | AnnouncementFacts | OrderFacts
    number: str = ""
    """Only of a document signed before, as 45/2566; empty otherwise."""
    dated: date | None = None
    """Only of a document signed before, and of another agency's: the day it carries."""
    source: str = ""
    """Only of a certified copy and of another agency's document: what it is a copy of, in words."""


@dataclass(frozen=True, slots=True)
class SampleWorkbook:
    """A data file: one sheet, a header and rows; text and whole numbers only. Its duty is `data`."""

    file_name: str
    sheet: str
    header: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    duty: Duty = Duty.DATA


@dataclass(frozen=True, slots=True)
class SampleLink:
    """A page of the sample's own site: the file in `sample_office/web` that has to be served. Its duty is `web`."""

    page: str
    title: str
    duty: Duty = Duty.WEB


@dataclass(frozen=True, slots=True)
class SampleContribution:
    """What one group hands in: evidence, or a nil return with its reason; ``part``: for which part of the year."""

    group: str
    evidence: tuple[SamplePaper | SampleWorkbook | SampleLink, ...] = ()
    nil: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class SampleItem:
    """An item of 2566 with everything that is handed in for it."""

    code: str
    contributions: tuple[SampleContribution, ...]
    compiler: str = ""
    """Group to settle with `assign`, where the table names none; empty otherwise."""
    assigned_by: str = ""
    """The ground for `assign`: the meeting that settled it."""
    pen: bool = False
    """The head signs it on paper; the registrar takes it in with `receive`."""

    def evidence(self) -> Iterator[SamplePaper | SampleWorkbook | SampleLink]:
        """Everything handed in, in order."""
        for contribution in self.contributions:
            yield from contribution.evidence


def day(thai_year: int, month: int, number: int) -> date:
    """A day by its Buddhist year."""
    return date(thai_year - 543, month, number)


def table(header: str, *rows: str) -> Table:
    """A table written with bars between the cells."""
    return Table(_cells(header), tuple(_cells(row) for row in rows))


def paper(
    name: str,
    heading: str,
    subject: str,
    dated: date,
    *paragraphs: str,
    rows: Table | None = None,
    duty: Duty = Duty.ORIGINAL,
    source: str = "",
    office: str = OFFICE,
) -> SamplePaper:
    """A paper of the office. Only an original carries the head's name to sign over."""
    own = duty is Duty.ORIGINAL
    facts = PaperFacts(
        headings=(heading, office),
        subject=subject,
        date=dated,
        paragraphs=paragraphs,
        table=rows,
        closing=(),
        signer=HEAD if own else None,
    )
    return SamplePaper(f"{name}.pdf", duty, "paper", facts, dated=None if own else dated, source=source)


def single(group: str, *evidence: SamplePaper | SampleWorkbook | SampleLink) -> tuple[SampleContribution, ...]:
    """The contributions of an item for which one group is responsible."""
    return (SampleContribution(group, evidence),)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.split("|"))
