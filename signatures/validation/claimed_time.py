"""When a signature says it was made: its signing-time (RFC 5652, 11.3), else the date of its dictionary (/M).

A Java program on a Thai computer writes what the calendar there shows: Bouncy Castle in the signing-time, PDFBox in /M,
2569 where the standards ask for 2026. The signature is good and its day is right, so such a year is read as the
Buddhist one it is, and told.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

AHEAD = 543
"""Years by which the Buddhist era is ahead."""
_FIRST = 2500
"""1957, before anything was signed digitally; as a Western year, further ahead than any clock goes wrong."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A moment as the signer's computer gave it; in UTC where it names no zone, as PDF says of one that is unknown.

    :ivar written: the year as it stands in the file where it was read as a Buddhist one, else ``None``.
    """

    moment: datetime
    written: int | None = None


def read_claimed(embedded: Any) -> Claimed | None:
    """Read the claimed time of a signature; ``None`` where it has none.

    :param embedded: pyHanko's ``EmbeddedPdfSignature``.
    :raises ValueError: the signing-time is no date.
    :raises pyhanko.pdf_utils.misc.PdfReadError: /M is no date (ISO 32000-1, 7.9.4).
    """
    from asn1crypto.core import GeneralizedTime
    from pyhanko.pdf_utils.generic import parse_pdf_date
    from pyhanko.sign.general import MultivaluedAttributeError, NonexistentAttributeError, find_unique_cms_attribute

    with suppress(NonexistentAttributeError, MultivaluedAttributeError):
        time = find_unique_cms_attribute(embedded.signer_info["signed_attrs"], "signing_time").chosen
        if not isinstance(time, GeneralizedTime):  # two digits of a year say nothing of an era
            return _aware(time.native, None)
        text, written = _western(str(time))
        return _aware(GeneralizedTime(text).native, written)
    if "/M" not in embedded.sig_object:
        return None
    text, written = _western(str(embedded.sig_object["/M"]).removeprefix("D:"))
    return _aware(parse_pdf_date(f"D:{text}", strict=embedded.reader.strict), written)


def _western(text: str) -> tuple[str, int | None]:
    """A date that begins with its year, in Western years, and the year that stood there where it was another.

    It is put right before it is read: 29 February 2571 is a day, and 2571 of the Western era has none.
    """
    year = text[:4]
    if not (year.isascii() and year.isdigit() and int(year) >= _FIRST):
        return text, None
    return f"{int(year) - AHEAD}{text[4:]}", int(year)


def _aware(moment: datetime, written: int | None) -> Claimed:
    return Claimed(moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC), written)
