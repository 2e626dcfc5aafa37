"""The printed code: what it says, how it is made, how it is told from a forged one.

``OIT1:OFFICE:DOCUMENT:PAGE/PAGES:DIGEST:MAC``, upper-case letters and digits only, so that a QR code of level Q
stays small: OFFICE is a 4-digit name of the office's key, DIGEST the first 12 hexadecimal digits of SHA-256 of the
file before the codes were printed on it, MAC the first 20 of HMAC-SHA-256 over everything before it.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass

from signatures.errors import ScanRefused, refuse
from signatures.verdict import Reason, reason

_MOST = 9_999
"""Pages that a code can number."""
_DOCUMENT = re.compile(r"[0-9A-Z.+-]{1,24}")
_CODE = re.compile(
    r"OIT1:([0-9A-F]{4}):([0-9A-Z.+-]{1,24}):([1-9][0-9]{0,3})/([1-9][0-9]{0,3}):([0-9A-F]{12}):([0-9A-F]{20})"
)


@dataclass(frozen=True, slots=True)
class PageCode:
    """What one printed code says. ``page`` counts from 1; ``digest`` is 12 hexadecimal digits, upper case."""

    office: str
    document: str
    page: int
    pages: int
    digest: str

    def body(self) -> str:
        return f"OIT1:{self.office}:{self.document}:{self.page}/{self.pages}:{self.digest}"

    def payload(self, key: bytes) -> str:
        """The whole text of the code."""
        return f"{self.body()}:{_mac(self.body(), key)}"

    def readable(self, key: bytes) -> str:
        """For people, printed beside the code: document, page, and the start of the MAC to compare."""
        return f"{self.document} {self.page}/{self.pages} {_mac(self.body(), key)[:6]}"


def office_mark(key: bytes) -> str:
    """Four hexadecimal digits that name an office's code key without giving it away."""
    return hashlib.sha256(b"OIT1 office mark " + key).hexdigest()[:4].upper()


def page_code(document: str, page: int, pages: int, sha256: str, key: bytes) -> PageCode:
    """The code of one page.

    :param document: letters A-Z, digits, ``.``, ``+`` and ``-``, at most 24; lower case is raised.
    :param sha256: hexadecimal digest of the file before the codes were printed on it.
    :raises ScanRefused: CODE_INVALID for a document name that a code cannot carry.
    """
    name = document.upper()
    if _DOCUMENT.fullmatch(name) is None or not 1 <= page <= pages <= _MOST:
        raise refuse(ScanRefused, "CODE_INVALID", document=document)
    return PageCode(office_mark(key), name, page, pages, sha256[:12].upper())


def read_code(text: str, key: bytes) -> PageCode | Reason | None:
    """What a decoded text says: a genuine code, the reason why not, or None when it is no code of this kind."""
    if not text.startswith("OIT1"):
        return None
    match = _CODE.fullmatch(text)
    if match is None:
        return reason("CODE_INVALID")
    office, document, page, pages, digest, mac = match.groups()
    code = PageCode(office, document, int(page), int(pages), digest)
    if office != office_mark(key):
        return reason("CODE_OTHER_OFFICE", document=document)
    if not hmac.compare_digest(mac, _mac(code.body(), key)) or code.page > code.pages:
        return reason("CODE_INVALID", document=document)
    return code


def _mac(body: str, key: bytes) -> str:
    return hmac.new(key, body.encode(), hashlib.sha256).hexdigest()[:20].upper()
