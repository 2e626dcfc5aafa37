"""What in a file may harm when it is published: looked for when it is handed in, decided by an officer by name.

Nothing is changed in a file. What was found is kept with it as a digest mixed with the office's secret, the value
itself never. A decision holds for the same value in the same item all year, whatever file it comes back in.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workflow.ports.inspection import Inspected
from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.records.writing import new_row
from workflow.rules.errors import BadInput, NotFound, Refused, Unmet
from workflow.rules.states import Capacity, Duty, Role, Ruling
from workflow.services.collection.parts import must_be
from workflow.services.collection.scanned import Reading, read_of, with_read
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.thai import one_line

if TYPE_CHECKING:
    from assessment.harm.values import Known
    from workflow.records.models import Disclosure, Evidence, Item

MUST_DECIDE = frozenset(
    {
        "citizen_id", "phone", "bank_account", "personal_email", "comment", "tracked_change", "hidden_text",
        "covered_text", "hidden_sheet", "hidden_layer", "attachment", "script", "gps",
    }
)  # fmt: skip
"""What somebody has to decide on before the item is compiled; the rest (author, image_only, wrong_year) is told."""
_TAKEN_OUT = frozenset({"attachment", "script", "hidden_layer"})
"""What is taken out of a PDF when it is made ready to be signed."""
_NOT_PRINTED = frozenset({"comment", "hidden_text", "attachment", "script"})
"""What of a Word file does not come into the PDF that is made of it."""
_DEMANDS = ("โทรศัพท์", "ติดต่อ", "ช่องทาง", "อีเมล", "ไปรษณีย์อิเล็กทรอนิกส์", "e-mail", "email")
"""Words of an item that demands telephones and mail of its office."""
_PROVIDERS = ("@gmail.com", "@hotmail.com", "@outlook.com", "@yahoo.com", "@yahoo.co.th", "@icloud.com", "@live.com")


@dataclass(frozen=True, slots=True)
class Harm:
    """One thing found in a file. ``value``: its digest; ``shown``: with its middle left out; ``pages`` may be none."""

    code: str
    value: str
    shown: str
    pages: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {"code": self.code, "value": self.value, "shown": self.shown, "pages": list(self.pages)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Harm:
        """Read what ``to_json`` wrote."""
        return cls(data["code"], data["value"], data["shown"], tuple(data["pages"]))


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found in an item, as it is listed; ``number`` from 1. ``decided`` ``None``: nobody has yet."""

    number: int
    file: str
    harm: Harm
    must_decide: bool
    decided: Disclosure | None


@dataclass(frozen=True, slots=True)
class Terms:
    """What is known before a file is read: what is no finding here, the years that fit, and the office's secret."""

    known: Known
    allowed: frozenset[int]
    declared: bool
    secret: str


def terms_of(use_case: UseCase, item: Item, *, declared: bool = False) -> Terms:
    """What is no finding in this item: the office's own numbers and mail, and what the item demands."""
    from assessment.harm.values import MAIL, PHONE, Known

    settings = use_case.office.settings
    profile = settings.office
    mails = [mail for mail in (profile.email,) if mail]
    domains = {f"@{mail.rpartition('@')[2].lower()}" for mail in mails} - set(_PROVIDERS)
    said = " ".join((item.title, item.topic, *item.elements)).lower()
    demanded = {PHONE, MAIL} if any(word in said for word in _DEMANDS) else set()
    numbers = [profile.phone, *(group.phone for group in settings.groups)]
    return Terms(
        Known(numbers, [*mails, *domains], demanded), use_case.allowed_years(item), declared,
        use_case.office_row.secret,
    )  # fmt: skip


def harms_in(
    text: str,
    concealed: Iterable[tuple[str, int, str]],
    years: Sequence[int],
    duty: Duty,
    media_type: str,
    terms: Terms,
) -> list[Harm]:
    """What may harm in one file, each thing once. Pure.

    :param years: named in the text. :param media_type: of the file: what is taken out or not printed is no finding.
    """
    from assessment.harm.values import values_in

    found = [Harm(v.code, _digest(terms, v.code, v.text), v.shown, v.pages) for v in values_in(text, terms.known)]
    aside: frozenset[str] = frozenset()
    if duty.head_signs:
        aside = _TAKEN_OUT if media_type == "application/pdf" else _NOT_PRINTED
    pages: dict[tuple[str, str], list[int]] = {}
    for kind, page, what in concealed:
        if kind not in aside:
            pages.setdefault((kind, what), []).append(page)
    found += [
        Harm(kind, _digest(terms, kind, what), " ".join(what.split())[:60], tuple(p for p in numbers if p))
        for (kind, what), numbers in pages.items()
    ]
    wrong = bool(years) and bool(terms.allowed) and not terms.declared and not set(years) & terms.allowed
    if wrong and duty is not Duty.EXTERNAL:
        told = ", ".join(map(str, years))
        found.append(Harm("wrong_year", _digest(terms, "wrong_year", told), told))
    return found


def _digest(terms: Terms, code: str, value: str) -> str:
    return hmac.new(bytes.fromhex(terms.secret), f"{code}\n{value}".encode(), hashlib.sha256).hexdigest()


def keep(use_case: UseCase, evidence_id: int, harms: Sequence[Harm], read: Mapping[int, str] | None = None) -> None:
    """Keep what was found in a file that was just handed in; the row has its key already.

    :param read: page -> what was read on it, where it is a picture.
    """
    found: dict[str, Any] = {"harms": [h.to_json() for h in harms]}
    if read:
        found["read"] = [[page, text] for page, text in sorted(read.items())]
    mine = {"evidence_id": evidence_id, "office_id": use_case.office_id}
    new_row(use_case.session, "Inspection", **mine, found=found, at=use_case.now)


def read_in(office: Office, code: str, *, year: int | None = None) -> list[tuple[str, int, str]]:
    """What was read on scanned pages of an item's files: file, page, text."""
    with reading(office, year=year) as use_case:
        rows = use_case.evidence(use_case.item(code))
        inspected = queries.files.inspections(use_case.session, [row.id for row in rows])
        return [
            (row.name, page, text)
            for row in rows if row.id in inspected
            for page, text in read_of(inspected[row.id].found.get("read", ()))
        ]  # fmt: skip


def look_into_older(office: Office, codes: Sequence[str], *, year: int | None = None) -> None:
    """Look into files that were handed in before files were looked into; nothing is held meanwhile."""
    with reading(office, year=year) as use_case:
        items = use_case.items(codes)
        every = [(item, row) for item in items for row in use_case.evidence(item) if row.url is None]
        known = queries.files.inspections(use_case.session, [row.id for _, row in every])
        missing = [
            (row.id, row.name, row.sha256, row.media_type, row.duty, list(row.years_in_text),
             terms_of(use_case, item, declared=bool(row.years)))
            for item, row in every if row.id not in known
        ]  # fmt: skip
    if not missing:
        return
    found, scans = {}, Reading(office)
    for key, name, sha256, media, duty, years, terms in missing:
        data = office.store.get(sha256)
        if media == "application/pdf":
            looked = office.pdf.look(data, through=True)
            inspected = Inspected(looked.text, looked.concealed)
        else:
            inspected = office.inspector.inspect(media, data)
        read = scans.pages_of(name, media, data, inspected)
        text = with_read(inspected.text, read)
        found[key] = (harms_in(text, inspected.concealed, years, duty, media, terms), read)
    with acting(office, None, year, lock=True) as use_case:
        there = queries.files.inspections(use_case.session, list(found))
        for key, (harms, read) in found.items():
            if key not in there:
                keep(use_case, key, harms, read)


def undecided(use_case: UseCase, item: Item, rows: Sequence[Evidence]) -> list[Unmet]:
    """What nobody has decided on in these files of an item, each as a reason that refuses to compile it."""
    return [
        Unmet(
            "harm_undecided",
            {"item": item.code, "file": one.file, "harm": one.harm.code, "shown": one.harm.shown,
             "pages": list(one.harm.pages), "number": one.number},
            Capacity.CLERK,
        )
        for one in found_in(use_case, item, rows) if one.must_decide and one.decided is None
    ]  # fmt: skip


def found_in(use_case: UseCase, item: Item, rows: Sequence[Evidence] | None = None) -> list[Found]:
    """Everything found in the files of an item, each value once, with what was decided."""
    rows = use_case.evidence(item) if rows is None else rows
    inspected = queries.files.inspections(use_case.session, [row.id for row in rows])
    decided = {(d.code, d.value): d for d in queries.files.disclosures(use_case.session, item.id)}
    found: dict[tuple[str, str], tuple[str, Harm]] = {}
    for row in rows:
        for told in inspected[row.id].found["harms"] if row.id in inspected else ():
            harm = Harm.from_json(told)
            found.setdefault((harm.code, harm.value), (row.name, harm))
    return [
        Found(number, file, harm, harm.code in MUST_DECIDE, decided.get(key))
        for number, (key, (file, harm)) in enumerate(found.items(), 1)
    ]


def harm_of_item(office: Office, code: str, *, year: int | None = None) -> list[Found]:
    """The same, for who looks."""
    with reading(office, year=year) as use_case:
        return found_in(use_case, use_case.item(code))


def decide(
    office: Office, login: str, code: str, numbers: Sequence[int] | None, ruling: Ruling, reason: str, *,
    year: int | None = None,
) -> list[Found]:  # fmt: skip
    """An officer of the item decides, by name and with a reason.

    :param numbers: of things found; ``None``: all that nobody has decided on.
    :raises WrongRole: not an officer of the item. :raises Refused: no reason. :raises NotFound: no such thing.
    """
    if not reason.strip():
        raise Refused("no_reason", "disclose", (Unmet("no_reason", {"item": code}),))
    with acting(office, login, year, lock=True) as use_case:
        item = use_case.item(code)
        must_be(use_case, item, "disclose", Capacity.CLERK)
        listed = found_in(use_case, item)
        unknown = [n for n in numbers or () if not 1 <= n <= len(listed)]
        if unknown:
            raise NotFound("no_such_harm", item=item.code, number=unknown[0], count=len(listed))
        chosen = [
            one for one in listed
            if (one.number in numbers if numbers is not None else one.must_decide and one.decided is None)
        ]  # fmt: skip
        if not chosen:
            raise BadInput("nothing_to_decide", item=item.code)
        for one in chosen:
            new_row(
                use_case.session, "Disclosure", office_id=item.office_id, item_id=item.id, code=one.harm.code,
                value=one.harm.value, shown=one.harm.shown, ruling=ruling, reason=one_line(reason.strip()),
                decided_by=login, name=use_case.me.name, at=use_case.now,
            )  # fmt: skip
            Record(use_case).add(
                Kind.DISCLOSURE_DECIDED,
                {"harm": one.harm.code, "shown": one.harm.shown, "ruling": ruling.value, "reason": reason.strip()},
                item=item, role=Role.OFFICER,
            )  # fmt: skip
        use_case.session.flush()
        return found_in(use_case, item)
