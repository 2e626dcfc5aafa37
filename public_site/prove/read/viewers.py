"""Viewers that take the file in their address: Google's, Microsoft's, PDF.js, ViewerJS and their kin."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from public_site.prove.read.addresses import absolute

_ELSEWHERE = {
    "docs.google.com": ("/viewer", "/gview", "/viewerng/viewer"),
    "drive.google.com": ("/viewer", "/viewerng/viewer"),
    "view.officeapps.live.com": ("/op/",),
    "mozilla.github.io": ("/pdf.js/",),
}
"""Viewers of others, by host and the beginning of the path; they show any file that the public can get."""
_NAMES = ("file", "url", "src", "pdf", "document", "doc", "source")
# How a page of a site is called that shows the file named in its own address.
_VIEWER = re.compile(r"view|pdf[-_.]?js|flip|embed|reader|preview", re.IGNORECASE)
_DOCUMENT = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|odt|ods|csv|zip|rtf|txt|jpe?g|png)$", re.IGNORECASE)


def shown_elsewhere(url: str) -> str | None:
    """The file that a viewer of somebody else's shows, None when `url` is no such viewer."""
    parts = urlsplit(url)
    places = _ELSEWHERE.get(parts.hostname or "")
    if places is None or not parts.path.startswith(places):
        return None
    for name, value in parse_qsl(parts.query):
        if name.lower() in _NAMES and value.startswith(("http://", "https://")):
            return absolute(url, value)
    return None


def shown_here(url: str, raw: str = "") -> str | None:
    """The file that a viewer on the site itself shows, resolved as it does: from the viewer's own address.

    :param raw: the link as it was written, where the fragment still stands (`ViewerJS/#../file.pdf`).
    """
    if ("=" not in url and "#" not in raw) or not _VIEWER.search(url):
        return None
    parts = urlsplit(url)
    if not _VIEWER.search(parts.path):
        return None
    for name, value in parse_qsl(parts.query):
        if name.lower() in _NAMES and _is_document(value):
            return absolute(url, value)
    fragment = unquote(raw.partition("#")[2])
    if "/" in fragment and _is_document(fragment):
        return absolute(url, fragment)
    return None


def _is_document(value: str) -> bool:
    return bool(_DOCUMENT.search(urlsplit(urljoin("http://x/", value)).path))


_DRIVE_FILE = re.compile(r"(.*)/file/d/([A-Za-z0-9_-]+)(?:/.*)?")
_DRIVE_FOLDER = re.compile(r"(?:.*)/(?:drive/(?:u/\d+/)?folders|folderview)/?([A-Za-z0-9_-]*)")


def behind_drive(url: str) -> str | None:
    """What a page of a Google Drive shows only by script: the file's own bytes, or a folder as a plain list.

    The addresses are those that the page itself offers (download, embedded view); None when `url` is no such page.
    """
    if "/file/d/" not in url and "google." not in url:
        return None
    parts = urlsplit(url)
    root = f"{parts.scheme}://{parts.netloc}"
    query = dict(parse_qsl(parts.query))
    found = _DRIVE_FILE.fullmatch(parts.path)
    if found:
        key = f"&resourcekey={query['resourcekey']}" if "resourcekey" in query else ""
        return f"{root}{found.group(1)}/uc?export=download&id={found.group(2)}{key}"
    if not is_drive(url):
        return None
    if parts.path == "/open" and "id" in query:
        return f"{root}/uc?export=download&id={query['id']}"
    folder = _DRIVE_FOLDER.fullmatch(parts.path)
    name = (folder.group(1) or query.get("id", "")) if folder else ""
    return f"{root}/embeddedfolderview?id={name}" if name else None


def is_drive(url: str) -> bool:
    """Whether an address is Google Drive's or Docs'."""
    return (urlsplit(url).hostname or "") in ("drive.google.com", "docs.google.com")
