"""Papers: a page as it is drawn here from the exact bytes, and the bytes themselves, never opened as a page."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import FileResponse, Response

from web.desk import Visit
from workflow.rules.errors import NotFound
from workflow.services.queries.papers import PDF, paper

WIDTH = 1000
"""Pixels of a page picture: read on a telephone when it is spread, and whole on a desk."""
_SEALED = "default-src 'none'; sandbox"


def picture(visit: Visit) -> Response:
    """One page as pdfium draws it; that it was sent is remembered for the decision's entry.

    :raises NotFound: no such paper, or none with pages.
    """
    digest, page = visit.arguments["digest"], int(visit.arguments["page"])
    if paper(visit.office, digest).media_type != PDF:
        raise NotFound("no_such_paper", sha256=digest)
    tag = f'"{digest}-{page}"'
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    visit.desk.sent(visit.who.token, digest, page)
    if visit.extra["etag"] == tag:
        return Response(status_code=304, headers=headers)
    return Response(visit.desk.picture(digest, page, WIDTH), media_type="image/png", headers=headers)


def download(visit: Visit) -> Response:
    """The bytes, to be saved: a browser neither shows nor guesses what they are."""
    found = paper(visit.office, visit.arguments["digest"])
    name = found.name.replace("/", "-")
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "content-security-policy": _SEALED,
        "cache-control": "private, no-store",
    }
    return FileResponse(visit.office.store.path(found.digest), media_type=found.media_type, headers=headers)
