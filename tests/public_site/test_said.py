"""Every file of the public site against the one list of what may stand there (``public_site.said``)."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import workflow.ports.site as site
from public_site import labels
from public_site.said import NEVER_SHOWN, SAID
from tests.public_site.sample import THAI_MONTHS
from tests.services.small_office import SmallOffice
from workflow.ports.site import BuiltSite, SiteFacts
from workflow.ports.year_parts import SitePart

ROOT = Path(__file__).parents[2]
LISTED = {fact for facts in SAID.values() for fact in facts}
KINDS = (
    site.SiteFacts, site.SiteOffice, site.SiteYear, site.SiteIndicator, site.SiteSubIndicator, site.SiteItem,
    site.SiteGroup, site.SiteFile, site.WebAddress, site.SiteSignature, site.SiteResult, site.JournalHead,
    site.FormerFile,
    site.MovedFile, SitePart,
)  # fmt: skip
NOT_TEXT = {".css", ".js", ".svg", ".woff2", ".pdf", ".xlsx", ".txt"}
"""Ours as shipped, or the signed bytes themselves, whose digests the facts name."""
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
NUMBERS = re.compile(r"(?:น\.?|[\s\d.,:;·–—…/()←→−%+-])*")


def test_every_fact_the_site_is_made_of_is_listed_once_and_no_other() -> None:
    there = [f"{kind.__name__}.{field.name}" for kind in KINDS for field in dataclasses.fields(kind)]
    named = [fact for facts in SAID.values() for fact in facts] + list(NEVER_SHOWN)
    assert sorted(there) == sorted(named)
    page = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")
    assert [said for said in SAID if said not in page] == []


def values(of: Any, name: str = "") -> Iterator[str]:
    """Every text and number in the facts that are listed."""
    if dataclasses.is_dataclass(of):
        for field in dataclasses.fields(of):
            fact = f"{type(of).__name__}.{field.name}"
            if fact in LISTED:
                yield from values(getattr(of, field.name), fact)
    elif isinstance(of, tuple | list):
        for one in of:
            yield from values(one, name)
    elif isinstance(of, str):
        yield str(getattr(of, "value", of))


def words() -> set[str]:
    """The fixed words of the pages, in both languages, and what stands for a kind of file."""
    found = {text for lang in ("th", "en") for text in labels.LABELS[lang].values()}
    found |= {text for name in dir(labels) if name.isupper() for text in _texts(getattr(labels, name))}
    for template in (ROOT / "public_site" / "pages").glob("*.html"):
        fixed = re.sub(r"\{[{%#].*?[}%#]\}", "<>", template.read_text(encoding="utf-8"), flags=re.S)
        found |= {re.sub(r"\s+", " ", text).strip() for text in read_on(fixed)}
    return found | {*MONTHS, *THAI_MONTHS, "kB", "KB", "MB", "GB", "bytes", "ไบต์", "English", "ไทย"}


def _texts(of: Any) -> Iterator[str]:
    if isinstance(of, str):
        yield of
    elif isinstance(of, dict):
        for value in of.values():
            yield from _texts(value)
    elif isinstance(of, tuple | list):
        for value in of:
            yield from _texts(value)


def left_over(text: str, allowed: list[str]) -> str:
    """What stands in a text beside what may."""
    for one in allowed:
        text = text.replace(one, " ")
    return "" if NUMBERS.fullmatch(text) else text.strip()


def read_on(page: str) -> Iterator[str]:
    """What is read on a page: its texts, and the texts of its attributes."""
    bare = re.sub(r"<(script|style)\b.*?</\1>|<!--.*?-->", "", page, flags=re.S)
    for text in re.findall(r">([^<>]+)<", bare):
        yield unescape(text)
    for text in re.findall(r'\b(?:alt|title|content|aria-label|placeholder|data-[a-z-]+)="([^"]*)"', bare):
        yield unescape(text)


def test_no_public_file_says_anything_that_is_not_listed(facts: SiteFacts, built: BuiltSite) -> None:
    allowed = {one.strip() for one in {*values(facts), *words()} if one.strip()}
    allowed |= {re.sub(r"\s+", " ", one) for one in allowed}
    ordered = sorted(allowed, key=len, reverse=True)
    technical = {"width=device-width, initial-scale=1", "light dark", "th_TH", "en_GB", "noindex"}
    found: dict[str, str] = {}
    looked = 0
    known: set[str] = set()
    for path in sorted(built.root.rglob("*")):
        if not path.is_file() or path.suffix in NOT_TEXT:
            continue
        looked += 1
        name = path.relative_to(built.root).as_posix()
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix == ".html":
            pieces = list(dict.fromkeys(re.sub(r"\s+", " ", one).strip() for one in read_on(text)))
        elif path.suffix == ".json":
            pieces = list(_texts(json.loads(text)))
        else:
            assert path.suffix == ".csv", name
            pieces = [cell for row in list(csv.reader(io.StringIO(text)))[1:] for cell in row]
        for piece in pieces:
            if piece in known:
                continue  # what stands around every page is looked at once
            known.add(piece)
            if (
                piece in technical
                or piece.startswith("default-src ")
                or re.fullmatch(r"[0-9T:+.-]+|(?:\S*/)+\S*(?: (?:\S*/)+\S*)*|[0-9a-f]{64}", piece)
            ):
                continue  # a day, addresses, a digest
            left = left_over(piece, ordered)
            if left and left not in ("True", "False"):
                found[left] = name
    assert looked > 90
    assert " | ".join(sorted(found)) == ""


def test_what_is_said_within_the_office_never_stands_in_a_public_file(small: SmallOffice) -> None:
    """Clerks, reasons and flags with words of their own, in an office whose items went back and forth."""
    from workflow.services.approval.returning import send_back
    from workflow.services.publication.withdrawing import change_online

    office = small.office
    small.bring("submitted", "O1")
    send_back(office, "head", ["O1"], "ถ้อยคำภายในหนึ่ง")
    small.bring("published", "O1", "O2")
    change_online(office, "web", "O2", "suspend", "ถ้อยคำภายในสอง", public_reason="แจ้งประชาชนแล้ว")
    with small.use_case() as use_case:
        signers = {who.name for who in use_case.heads}
        clerks = {who.name for who in use_case.everybody.values()} - signers
        logins = {who.login for who in use_case.everybody.values() if "." in who.login}
    site = (office.folder / "site" / "current").resolve()
    said = {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    shown = {name: data for name, data in said.items() if not name.endswith(".pdf")}
    assert any("แจ้งประชาชนแล้ว".encode() in data for data in shown.values())
    assert len(clerks) > 5
    hidden = [*clerks, *logins, "ถ้อยคำภายในหนึ่ง", "ถ้อยคำภายในสอง"]
    assert {(text, name) for text in hidden for name, data in shown.items() if text.encode() in data} == set()
