"""Time-stamp authorities (RFC 3161) asked over HTTP with the standard library: one POST, no session to keep.

pyHanko's own client brings a second HTTP library and eight more packages, loaded for every signature, with an
authority or without (docs/decisions/0109).
"""

from __future__ import annotations

from functools import cache
from typing import Any

_SECONDS = 20
_MOST = 1 << 20
"""Bytes of an answer; a token with its certificates has some ten thousand."""


def authority(tsa: Any) -> Any:
    """A pyHanko ``TimeStamper`` from an address, or the one that is given (or ``None``) as it is."""
    return _over_http()(tsa) if isinstance(tsa, str) else tsa


@cache
def _over_http() -> Any:
    """The class, made when it is first needed: pyHanko is slow to load."""
    import asyncio
    import urllib.request
    from http.client import HTTPException

    from asn1crypto import tsp
    from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError

    class OverHttp(TimeStamper):
        def __init__(self, url: str) -> None:
            super().__init__()  # type: ignore[no-untyped-call]
            self.url = url

        async def async_request_tsa_response(self, req: Any) -> Any:
            return tsp.TimeStampResp.load(await asyncio.to_thread(self._ask, req.dump()))

        def _ask(self, question: bytes) -> bytes:
            headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
            if not self.url.lower().startswith(("http://", "https://")):
                raise TimestampRequestError("not an address of HTTP")
            try:
                request = urllib.request.Request(self.url, question, headers)  # noqa: S310 -- looked at above
                with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
                    told, body = answer.headers.get_content_type(), bytes(answer.read(_MOST + 1))
            except (OSError, HTTPException, ValueError) as error:
                raise TimestampRequestError("the authority was not reached") from error
            if told != "application/timestamp-reply" or len(body) > _MOST:
                raise TimestampRequestError("the authority answered something else")
            return body

    return OverHttp
