"""The server: one process, one worker, until it is told to end."""

from __future__ import annotations

import contextlib
import gc
import ipaddress
import logging
import socket
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING

import anyio.to_thread
import uvicorn

from web.app import create
from web.desk import Desk, Makers, OfMinistry, Reached
from workflow.rules.errors import BadInput
from workflow.services.context.use_case import reading

if TYPE_CHECKING:
    from workflow.services.context.office import Office

_M_ARENA_MAX = -8
"""What glibc's mallopt(3) calls the number of heaps."""
THREADS = 8
"""Pages drawn at once: more would only wait for each other."""
COLLECT = (700, 10, 2)
"""How often cycles are looked for. A command ends before it pays; what a page leaves here would stay."""


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens. :param port: 0: any that is free. :raises BadInput: it cannot be had."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, proto=socket.IPPROTO_TCP)[0]
        # asyncio sends at once (TCP_NODELAY) only on sockets that say they are TCP: otherwise a page takes 40 ms more.
        listening = socket.socket(family, kind, protocol)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(place)
            listening.listen(256)
        except BaseException:
            listening.close()
            raise
        return listening
    except (OSError, OverflowError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise BadInput("cannot_listen", host=host, port=port, detail=detail) from None


class Server(uvicorn.Server):
    """Says when it listens, and ends quietly: a signal is no error, and is not raised again afterwards."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        await super().startup(sockets)
        gc.set_threshold(*COLLECT)
        self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Finish what was begun, then end."""
        self.should_exit = True


def make_server(desk: Desk, ready: Callable[[], None] = lambda: None) -> Server:
    """A server of a desk's pages, to run on a socket."""
    named = desk.reached.url is not None
    config = uvicorn.Config(
        create(desk), log_level=logging.WARNING, access_log=False, server_header=False, proxy_headers=named,
        forwarded_allow_ips="127.0.0.1,::1", lifespan="off", timeout_keep_alive=20, timeout_graceful_shutdown=10,
        limit_concurrency=400, workers=1,
    )  # fmt: skip
    return Server(config, ready)


def _one_heap() -> None:
    """Let all threads take memory from one heap: with glibc each has its own, and keeps what one page left in it."""
    import ctypes

    with contextlib.suppress(OSError, AttributeError):  # another C library
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def serve(
    office: Office,
    host: str,
    port: int,
    *,
    url: str | None,
    ready: Callable[[str], None],
    makers: Makers,
    ministry: OfMinistry | None = None,
) -> None:
    """Serve the office's tray until SIGTERM or Ctrl-C.

    :param url: where browsers reach it by name, over TLS. :param ready: told the address when it listens.
    :param makers: what makes the files that people take along.
    :param ministry: the offices of a ministry, for those of this office who may look at them.
    :raises BadInput: the address cannot be had. :raises NotFound: the office is not set up.
    """
    _one_heap()
    with reading(office) as use_case:
        _ = use_case.office_row
    desk = Desk(office, Reached(url, is_loopback(host)), makers, ministry)
    sock = listen(host, port)
    name = f"[{host}]" if ":" in host else host
    address = url or f"http://{name}:{sock.getsockname()[1]}"
    try:
        make_server(desk, lambda: ready(address)).run(sockets=[sock])
    finally:
        sock.close()
        desk.close()
