"""Addresses in one form, and links made absolute as browsers make them (WHATWG URL)."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit

_PLAIN = re.compile(r"[A-Za-z0-9._~/-]+")
_MOST_KNOWN = 20_000
_CONTROL = "".join(map(chr, range(33)))
# http:x, http:/x, http:///x: the slashes that browsers put right.
_ODD_SLASHES = re.compile(r"(https?):(/{0,1}|/{3,})(?!/)(.*)", re.IGNORECASE | re.DOTALL)


def absolute(base: str, href: str, charset: str = "utf-8") -> str | None:
    """The normal absolute address behind a link; None for one that leads to no page (mail, telephone, script, `#`).

    :param charset: the page's, as Python knows it: browsers write a query in it, and a path in UTF-8.
    """
    href = href.strip(_CONTROL)
    if not href or href[0] == "#":
        return None
    if charset != "utf-8" and "?" in href and not href.isascii():
        href = _query_in(charset, href)
    # Only a bare query depends on the page itself; for the rest its folder will do, so that menus are resolved once.
    return _absolute(base if href[0] == "?" else folder_of(base), href)


class Known(dict[str, str | None]):
    """Links met before from pages of one folder, with where they lead: menus are resolved once, not for every page.

    What begins with a question mark or with white space depends on the page itself or on more than the folder, and is
    not for it (see `absolute`).
    """

    def __init__(self, base: str, charset: str) -> None:
        super().__init__()
        self._base, self._charset = base, charset

    def __missing__(self, href: str) -> str | None:
        if len(self) > _MOST_KNOWN:
            self.clear()
        url = self[href] = absolute(self._base, href, self._charset)
        return url


@lru_cache(maxsize=256)
def known_of(folder: str, charset: str) -> Known:
    """The links known from pages of a folder (`folder_of`)."""
    return Known(folder, charset)


@lru_cache(maxsize=65536)
def _absolute(base: str, href: str) -> str | None:
    if _PLAIN.fullmatch(href) and "//" not in href:
        return _join(base, href)
    place, mark, rest = href.partition("?")
    odd = _ODD_SLASHES.match(href)
    if odd:
        scheme, slashes, tail = odd.groups()
        same = base.startswith(f"{scheme.lower()}:") and len(slashes) < 2
        href = slashes + tail if same else f"{scheme}://{tail}"
        place, mark, rest = href.partition("?")
    try:
        return normal(urljoin(base, place.replace("\\", "/") + mark + rest))
    except ValueError:
        return None


def _query_in(charset: str, href: str) -> str:
    """Percent-encode the query of a link in the page's charset; letters it lacks become `&#N;` (WHATWG URL, 4.4)."""
    place, _, rest = href.partition("?")
    query, mark, fragment = rest.partition("#")
    raw = query.encode(charset, "xmlcharrefreplace")
    written = "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in raw)
    if not query.isascii():
        written = re.sub(r"&#(\d+);", r"%26%23\1%3B", written)
    return f"{place}?{written}{mark}{fragment}"


@lru_cache(maxsize=4096)
def folder_of(base: str) -> str:
    """The folder in which a page lies."""
    return urljoin(base, ".")


def _join(base: str, href: str) -> str:
    """`urljoin` for a plain path, which nearly all links are, several times faster."""
    root, folders = _folders(base)
    if href[0] == "/":
        folders = ()
    parts = list(folders)
    last = ""
    for part in href.lstrip("/").split("/"):
        last = part
        if part == "..":
            if parts:
                parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    tail = "/" if last in ("", ".", "..") and parts else ""
    return f"{root}/{'/'.join(parts)}{tail}"


@lru_cache(maxsize=4096)
def _folders(base: str) -> tuple[str, tuple[str, ...]]:
    parts = urlsplit(normal(base) or base)
    return f"{parts.scheme}://{parts.netloc}", tuple(part for part in parts.path.split("/")[:-1] if part)


@lru_cache(maxsize=65536)
def normal(url: str) -> str | None:
    """An address in one form: ASCII host in lower case, no fragment, no default port, UTF-8 percent-encoded.

    None when it is not http or https, or no address at all.
    """
    try:
        parts = urlsplit(url)
        port, host = parts.port, (parts.hostname or "")
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https") or not host:
        return None
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != (80 if scheme == "http" else 443):
        host = f"{host}:{port}"
    path = _encoded(parts.path) or "/"
    if "/." in path:
        path = urlsplit(urljoin(f"{scheme}://{host}", path)).path
    query = f"?{_encoded(parts.query)}" if parts.query else ""
    return f"{scheme}://{host}{path}{query}"


def _encoded(text: str) -> str:
    """Percent-encode what needs it, and write an encoding already there in upper case, plain where it was needless."""
    text = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    text = quote(text, safe="/%:@!$&'()*+,;=?-._~")
    return re.sub(r"%[0-9A-Fa-f]{2}", _one_form, text)


def _one_form(found: re.Match[str]) -> str:
    character = chr(int(found.group()[1:], 16))
    plain = character.isascii() and (character.isalnum() or character in "-._~")
    return character if plain else found.group().upper()
