"""Numbers and addresses of persons in a text: citizen numbers, telephones, bank accounts, private mail.

What is no finding: numbers of companies and offices (thirteen digits that begin with 0), telephones of offices (land
lines), mail of offices and schools. Who asks adds what is known and wanted: the office's own, and what an item demands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from assessment.digits import arabic

CITIZEN, PHONE, BANK, MAIL = "citizen_id", "phone", "bank_account", "personal_email"

_CITIZEN = re.compile(r"(?<![A-Za-z\d-])([1-8])[\s-]?(\d{4})[\s-]?(\d{5})[\s-]?(\d{2})[\s-]?(\d)(?![A-Za-z\d-])")
_PHONE = re.compile(r"(?<![A-Za-z\d-])(?:\+?66[\s-]?|0)([689]\d)[\s-]?(\d{3})[\s-]?(\d{4})(?![A-Za-z\d-])")
_BANK = re.compile(
    r"(?<![A-Za-z\d-])(\d{3})-(\d)-(\d{5})-(\d)(?![A-Za-z\d-])|(?<![A-Za-z\d-])(\d{3})-(\d{6})-(\d)(?![A-Za-z\d-])"
)
_NEAR_BANK = re.compile(
    r"(?:เลขที่บัญชี|บัญชีเลขที่|เลขบัญชี|หมายเลขบัญชี|พร้อมเพย์|account\s*(?:no|number)\.?)[^\d\n\f]{0,40}(\d[\d\s-]{8,16}\d)",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]*@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)", re.ASCII)
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_OF_OFFICES = (".go.th", ".ac.th", ".or.th", ".mi.th", ".gov")


@dataclass(frozen=True, slots=True)
class Known:
    """What is no finding: numbers and addresses of the office itself, kinds that the item demands.

    :param numbers: telephones as anybody writes them. :param mails: addresses, or domains that begin with ``@``.
    """

    numbers: Collection[str] = ()
    mails: Collection[str] = ()
    demanded: Collection[str] = ()
    _digits: frozenset[str] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        object.__setattr__(self, "_digits", frozenset(filter(None, map(digits, self.numbers))))

    def has_number(self, number: str) -> bool:
        """Whether these digits are a number of the office, with or without an extension behind it."""
        return any(number.startswith(own) or own.startswith(number) for own in self._digits if len(own) >= 9)

    def has_mail(self, mail: str) -> bool:
        """Whether this is an address of the office."""
        return any(mail.endswith(own) if own.startswith("@") else mail == own for own in map(str.lower, self.mails))


@dataclass(frozen=True, slots=True)
class Value:
    """One value. ``text`` is its one spelling; ``shown`` has its middle left out; ``pages`` from 1."""

    code: str
    text: str
    shown: str
    pages: tuple[int, ...]


def values_in(text: str, known: Known | None = None) -> tuple[Value, ...]:
    """Every value in a text whose pages are apart by form feeds, each once, in order."""
    known = known or Known()
    found: dict[tuple[str, str], list[int]] = {}
    for number, page in enumerate(arabic(text.translate(_UNSEEN)).split("\f"), 1):
        for code, value in _on_page(page):
            if code in known.demanded:
                continue
            if (code == MAIL and known.has_mail(value)) or (code in (PHONE, BANK) and known.has_number(value)):
                continue
            found.setdefault((code, value), []).append(number)
    return tuple(
        Value(code, value, shown(code, value), tuple(dict.fromkeys(pages))) for (code, value), pages in found.items()
    )


def _on_page(page: str) -> Iterator[tuple[str, str]]:
    taken: list[tuple[int, int]] = []

    def free(match: re.Match[str]) -> bool:
        return all(match.end() <= begin or match.start() >= end for begin, end in taken)

    for match in _CITIZEN.finditer(page):
        number = "".join(match.groups())
        if is_citizen_number(number):
            taken.append(match.span())
            yield CITIZEN, number
    for match in _NEAR_BANK.finditer(page):
        number = digits(match[1])
        if 10 <= len(number) <= 15 and free(match):
            taken.append(match.span(1))
            yield BANK, number
    for match in _BANK.finditer(page):
        if free(match):
            taken.append(match.span())
            yield BANK, "".join(part for part in match.groups() if part)
    for match in _PHONE.finditer(page):
        if free(match):
            yield PHONE, "0" + "".join(match.groups())
    for match in _MAIL.finditer(page):
        if not match[1].lower().endswith(_OF_OFFICES):
            yield MAIL, match[0].lower()


def is_citizen_number(number: str) -> bool:
    """Whether thirteen digits are a Thai citizen's number: by weights 13 to 2, the last is 11 less the sum's rest."""
    if len(number) != 13 or not number.isdecimal() or number[0] not in "12345678":
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:12], range(13, 1, -1), strict=True))
    return (11 - total % 11) % 10 == int(number[12])


def shown(code: str, value: str) -> str:
    """A value with its middle left out, to be recognised by who has the file."""
    if code == MAIL:
        name, _, domain = value.partition("@")
        return f"{name[:2]}…@{domain}"
    return f"{value[:3]}{'x' * (len(value) - 5)}{value[-2:]}"


def digits(text: str) -> str:
    """The digits of a text, Arabic; a country code +66 as the 0 that people here write."""
    found = "".join(char for char in arabic(text) if char.isdecimal())
    return "0" + found[2:] if found.startswith("66") and len(found) >= 11 else found
