"""Reads a page as a visitor would: which links can be seen and clicked, and whether it asks for a password."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit

if TYPE_CHECKING:
    from lxml.etree import HTMLParser

# Names under which Thai pages still announce the Windows code page.
_THAI_CHARSETS = {"tis-620", "tis620", "windows-874", "cp874", "x-windows-874", "iso-8859-11"}
_PLAIN = re.compile(r"[A-Za-z0-9._~/-]+")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_REFRESH = re.compile(r"^\s*\d*[.\d]*\s*[;,]\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_HIDDEN = (
    "//*[@hidden or contains(translate(@style, ' ', ''), 'display:none') "
    "or contains(translate(@style, ' ', ''), 'visibility:hidden')] | //template | //noscript"
)
# Few pages hide anything, and those that do say one of these words (a zero byte: UTF-16, look anyway).
_MAY_HIDE = re.compile(rb"hidden|display|<template|<noscript|\x00", re.IGNORECASE)
_TAGS = ("a", "area", "iframe", "frame", "embed", "object", "meta", "input", "img", "script", "link", "title", "base")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page holds. Addresses are absolute and normal (see `normal`), in the order of the page, each once.

    `links` can be clicked; `hidden` cannot be seen without a script; `within` come with the page (frames, embedded
    files, an immediate refresh); `insecure` are parts fetched over http. `text` has no white space, and is "" unless
    it was asked for.
    """

    title: str
    links: tuple[str, ...]
    hidden: tuple[str, ...]
    within: tuple[str, ...]
    insecure: tuple[str, ...]
    asks_password: bool
    text: str


def read_page(url: str, body: bytes, content_type: str = "", *, with_text: bool = False) -> Reading:
    """Read the HTML of the page at `url`. Never raises: what is no HTML has no links."""
    from lxml import etree

    try:
        root = etree.fromstring(body, parser=_parser(_charset(body, content_type))) if body.strip() else None
    except etree.ParserError:
        root = None
    if root is None:
        return Reading("", (), (), (), (), False, "")
    return _Page(url, root, may_hide=bool(_MAY_HIDE.search(body))).read(with_text)


class _Page:
    """One walk over the elements that matter."""

    def __init__(self, url: str, root: Any, *, may_hide: bool) -> None:
        self.root = root
        base = next((e.get("href") for e in root.iter("base") if e.get("href")), None)
        self.base = urljoin(url, base) if base else url
        self.secure = url.startswith("https:")
        # Finding the containers first spares a climb from every link to the root.
        boxes = root.xpath(_HIDDEN) if may_hide else ()
        self.unseen: set[Any] = {link for box in boxes for link in box.iter("a", "area")}
        self.links: dict[str, None] = {}
        self.hidden: dict[str, None] = {}
        self.within: dict[str, None] = {}
        self.insecure: dict[str, None] = {}
        self.title = ""
        self.password = False

    def read(self, with_text: bool) -> Reading:
        for element in self.root.iter(*_TAGS):
            tag = element.tag
            if tag in ("a", "area"):
                self._link(element)
            else:
                self._part(element, str(tag))
        hidden = tuple(url for url in self.hidden if url not in self.links)
        return Reading(
            self.title, tuple(self.links), hidden, tuple(self.within), tuple(self.insecure), self.password,
            squash(_text_of(self.root)) if with_text else "",
        )  # fmt: skip

    def _link(self, element: Any) -> None:
        href = element.get("href")
        if href is None or (url := absolute(self.base, href)) is None:
            return
        if element in self.unseen or (element.tag == "a" and _is_empty(element)):
            self.hidden[url] = None
        else:
            self.links[url] = None

    def _part(self, element: Any, tag: str) -> None:
        if tag == "input":
            self.password = self.password or (element.get("type") or "").lower() == "password"
        elif tag == "title":
            self.title = self.title or " ".join((element.text or "").split())
        elif tag == "meta":
            if (element.get("http-equiv") or "").lower() == "refresh":
                found = _REFRESH.match(element.get("content") or "")
                self._keep(self.within, found.group(1) if found else None)
        elif tag in ("iframe", "frame", "embed", "object"):
            self._keep(self.within, element.get("data" if tag == "object" else "src"))
            self._insecure(element.get("data" if tag == "object" else "src"))
        elif tag != "link" or "stylesheet" in (element.get("rel") or ""):
            self._insecure(element.get("href" if tag == "link" else "src"))

    def _keep(self, where: dict[str, None], href: str | None) -> None:
        if href and (url := absolute(self.base, href)):
            where[url] = None

    def _insecure(self, href: str | None) -> None:
        if self.secure and href and (url := absolute(self.base, href)) and url.startswith("http:"):
            self.insecure[url] = None


def absolute(base: str, href: str) -> str | None:
    """The normal absolute address behind a link; None for one that leads to no page (mail, telephone, script, `#`)."""
    href = href.strip()
    if not href or href[0] == "#":
        return None
    # Only a bare query depends on the page itself; for the rest its folder will do, so that menus are resolved once.
    return _absolute(base if href[0] == "?" else _folder(base), href)


@lru_cache(maxsize=65536)
def _absolute(base: str, href: str) -> str | None:
    if _PLAIN.fullmatch(href) and "//" not in href:
        return _join(base, href)
    try:
        return normal(urljoin(base, href.replace("\\", "/")))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _folder(base: str) -> str:
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


def squash(text: str) -> str:
    """A text without white space and zero-width marks: Thai is broken anywhere, so only the letters can be compared."""
    return re.sub(r"[\s\u200b-\u200d\u2060\ufeff\u00ad]+", "", text)


def _text_of(root: Any) -> str:
    unseen = set(root.iter("script", "style", "template", "title", "noscript"))
    return "".join(
        ("" if element in unseen else element.text or "") + (element.tail or "")
        for element in root.iter()
        if isinstance(element.tag, str)
    )


def _is_empty(link: Any) -> bool:
    """A link without a word or a picture: there is nothing to click on."""
    if len(link) or (link.text and link.text.strip()):
        return False
    return not (link.get("aria-label") or link.get("title"))


def _charset(body: bytes, content_type: str) -> str:
    found = _CHARSET.search(content_type.encode("ascii", "replace")) or _CHARSET.search(body[:2048])
    name = found.group(1).decode().lower() if found else "utf-8"
    return "windows-874" if name in _THAI_CHARSETS else name


def _parser(charset: str) -> HTMLParser:
    from lxml import etree

    try:
        return etree.HTMLParser(encoding=charset, no_network=True, remove_comments=True, remove_pis=True)
    except LookupError:
        return etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
