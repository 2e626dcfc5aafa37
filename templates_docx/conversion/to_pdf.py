"""Word to PDF by LibreOffice, kept warm for a batch and bounded in time and memory.

``with LibreOffice() as office: office.convert([docx, ...])``. Nothing starts before the first document, or ``warm()``.
Each listener is a process group of its own with its own profile in a temporary folder: it neither joins nor blocks
another user's LibreOffice, and it dies with us however we die (pipe watch and PDEATHSIG in ``lo_worker``).
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import select
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from templates_docx.checks.docx_checks import Ready, checked_pdf, must_stay_inside, older_kind, ready_for_conversion
from templates_docx.conversion.merging import Batch, batches, cut
from templates_docx.errors import ConversionError, MissingError
from templates_docx.fonts import fontconfig_file
from workflow.ports.leftovers import claimed, sweep

FOLDER = r"oit-office-(?P<pid>\d{1,9})-.*"
"""Name of the folder in which the listeners of one process keep their profiles and files."""

PACKAGE = "libreoffice-writer-nogui"
SYSTEM_PYTHON = "/usr/bin/python3"
WORKER = Path(__file__).resolve().with_name("lo_worker.py")
PAGES = WORKER.with_name("lo_pages.py")
"""What the worker reads beside itself."""
_PLACES = ("/usr/lib/libreoffice/program/soffice.bin", "/opt/libreoffice/program/soffice.bin")
_SHOWN = "7"
# A listener holds about 215 MB and grows slowly; a fresh one after this many documents keeps batches flat.
RECYCLE_AFTER = 1_000
_SICK = ("IOException", "DisposedException", "Error Area:Io", "RuntimeException: Binary URP", "illegal object given")
"""What LibreOffice says when it is itself at fault: it could not read or write, or its connection broke."""
# A second listener costs 1.3 s of one core to start; below this many documents the first is done before it pays.
SECOND_PAYS_FROM = 30


Confined = Callable[[Path, Path], Sequence[str]]
"""The words that start a command with less of the machine, from the folder it works in and the list of fonts."""


def cache_home() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


@cache
def soffice() -> Path:
    """LibreOffice's own binary, not its shell script: the script would put a process between us and it.

    :raises MissingError: ``libreoffice_missing`` with the apt ``package``.
    """
    starter = shutil.which("soffice") or shutil.which("libreoffice")
    beside = [str(Path(starter).resolve().parent / "soffice.bin")] if starter else []
    for place in (*beside, *_PLACES):
        if Path(place).is_file():
            return Path(place)
    raise MissingError("libreoffice_missing", package=PACKAGE)


@cache
def is_shown_alike() -> bool:
    """Whether papers converted as one were shown to be as each by itself with this LibreOffice.

    They were with 7; 25.2 draws a mark of a justified line a hair beside where it draws it alone.
    """
    try:
        return f"UpdateID=LibreOffice_{_SHOWN}_" in soffice().with_name("versionrc").read_text(encoding="utf-8")
    except OSError:
        return False


@cache
def has_uno() -> None:
    """:raises MissingError: ``uno_missing`` when the system's Python cannot drive LibreOffice."""
    asking = [SYSTEM_PYTHON, "-I", "-c", "import uno"]
    if not Path(SYSTEM_PYTHON).exists() or subprocess.run(asking, capture_output=True, check=False).returncode:
        raise MissingError("uno_missing", package="python3-uno")


class _Died(Exception):
    """The listener is gone or silent; ``late`` when it was the clock."""

    def __init__(self, late: bool, detail: str = "") -> None:
        super().__init__(detail)
        self.late = late
        self.detail = detail


class _Listener:
    """One worker with its LibreOffice. Starting returns at once; the first conversion waits for it to be ready."""

    def __init__(self, folder: Path, fontconfig: Path, start_timeout: float, confined: Confined) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="listener-", dir=folder))
        self.converted = 0
        self._ready = False
        self._start_until = time.monotonic() + start_timeout
        self._buffer = b""
        environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self.folder),
            "TMPDIR": str(self.folder),
            "LANG": "C.UTF-8",
            "FONTCONFIG_FILE": str(fontconfig),
            # Fontconfig's cache of our fonts is worth keeping between runs, unlike the profile.
            "XDG_CACHE_HOME": str(cache_home()),
            "SAL_USE_VCLPLUGIN": "svp",
        }
        self.process = subprocess.Popen(
            [
                *confined(self.folder, fontconfig),
                SYSTEM_PYTHON,
                "-I",
                str(WORKER),
                str(soffice()),
                str(self.folder / "profile"),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("pipes were asked for")
        self._ask, self._hear = self.process.stdin, self.process.stdout

    def _answer(self, until: float) -> dict[str, Any]:
        fd = self._hear.fileno()
        while b"\n" not in self._buffer:
            left = until - time.monotonic()
            if left <= 0 or not select.select([fd], [], [], left)[0]:
                raise _Died(late=True)
            if not (chunk := os.read(fd, 65536)):
                raise _Died(late=False, detail="LibreOffice ended")
            self._buffer += chunk
        line, _, self._buffer = self._buffer.partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def convert(self, ready: Ready, timeout: float, tagged: bool) -> bytes:
        return self._made(ready.docx, "in.docx", "out.pdf", timeout, tagged, *ready[1:], False)[0]

    def convert_several(self, ready: Ready, timeout: float, tagged: bool) -> tuple[bytes, str]:
        """Several papers in one (:mod:`.merging`), and what each of its pages is."""
        return self._made(ready.docx, "in.docx", "out.pdf", timeout, tagged, *ready[1:], True)

    def as_docx(self, data: bytes, suffix: str, timeout: float) -> bytes:
        """A .doc or .odt as .docx. :raises ConversionError: it cannot be read."""
        return self._made(data, f"in{suffix}", "out.docx", timeout, False, "", False, False, "", False)[0]

    def _made(self, data: bytes, name: str, out: str, timeout: float, *how: object) -> tuple[bytes, str]:
        if not self._ready:
            answer = self._answer(self._start_until)
            if not answer.get("ready"):
                raise _Died(late=False, detail=str(answer.get("error")))
            self._ready = True
        source, target = self.folder / name, self.folder / out
        source.write_bytes(data)
        target.unlink(missing_ok=True)
        request = [str(source), str(target), *how]
        try:
            self._ask.write(json.dumps(request).encode() + b"\n")
            self._ask.flush()
        except OSError as error:
            raise _Died(late=False, detail=str(error)) from error
        answer = self._answer(time.monotonic() + timeout)
        self.converted += 1
        if not answer.get("ok"):
            told = str(answer.get("error"))
            if answer.get("dead") or any(sign in told for sign in _SICK):
                raise _Died(late=False, detail=told)
            raise ConversionError("conversion_failed", detail=told)
        try:
            return target.read_bytes(), str(answer.get("pages", ""))
        except OSError as error:
            raise ConversionError("conversion_failed", detail=str(error)) from error

    def stop(self) -> None:
        # Asked first, so that the worker reaps its LibreOffice; then made sure of.
        with contextlib.suppress(OSError):
            self._ask.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(2)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self._hear.close()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class LibreOffice:
    """Converts batches of .docx. One instance is used by one thread at a time.

    ``timeout`` seconds allowed per document, ``start_timeout`` for LibreOffice to come up; ``listeners`` how many at
    most; ``tagged`` writes the structure that screen readers need; ``confined`` takes the network and our files away.
    """

    def __init__(
        self,
        *,
        listeners: int = 2,
        timeout: float = 120,
        start_timeout: float = 120,
        tagged: bool = False,
        fonts: Path | None = None,
        confined: Confined = lambda folder, fonts: (),
    ) -> None:
        self._most = max(1, listeners)
        self._timeout = timeout
        self._start_timeout = start_timeout
        self._tagged = tagged
        self._fonts = fonts
        self._confined = confined
        self._folder: Path | None = None
        self._claim = contextlib.ExitStack()
        self._slots: list[_Listener | None] = [None] * self._most

    def __enter__(self) -> LibreOffice:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Stop every listener and remove its files. The instance may be used again; it then starts anew."""
        for number in range(self._most):
            self._drop(number)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
            self._claim.close()

    def warm(self, listeners: int = 1) -> None:
        """Start listeners in the background, so that they come up while documents are being rendered.

        :raises MissingError: ``libreoffice_missing``, ``uno_missing``, ``fonts_missing``.
        """
        for number in range(min(listeners, self._most)):
            self._listener(number)

    def _listener(self, number: int) -> _Listener:
        held = self._slots[number]
        if held is not None and held.converted >= RECYCLE_AFTER:
            self._drop(number)
            held = None
        if held is None:
            soffice()
            has_uno()
            if self._folder is None:
                sweep(Path(tempfile.gettempdir()), FOLDER)
                self._folder = Path(tempfile.mkdtemp(prefix=f"oit-office-{os.getpid()}-"))
                self._claim.enter_context(claimed(self._folder))
            held = _Listener(self._folder, fontconfig_file(self._fonts), self._start_timeout, self._confined)
            self._slots[number] = held
        return held

    def _drop(self, number: int) -> None:
        held, self._slots[number] = self._slots[number], None
        if held is not None:
            held.stop()

    def _several(self, number: int, batch: Batch) -> list[bytes | None]:
        """The papers of a batch; ``None`` in the place of each that has to be converted by itself."""
        from pypdf.errors import PyPdfError

        papers = len(batch.places)
        try:
            pdf, pages = self._listener(number).convert_several(batch.ready, self._timeout * papers, self._tagged)
            return cut(checked_pdf(pdf), pages, papers)
        except (ConversionError, PyPdfError):
            return [None] * papers
        except _Died:
            self._drop(number)
            return [None] * papers

    def _one(self, number: int, docx: bytes, ready: Ready | None = None) -> bytes | ConversionError:
        for attempt in (1, 2):
            try:
                ready = ready or self._ready(number, docx)
                return checked_pdf(self._listener(number).convert(ready, self._timeout, self._tagged))
            except ConversionError as failed:
                return failed
            except _Died as died:
                self._drop(number)
                if died.late:
                    return ConversionError("conversion_timeout", seconds=self._timeout)
                # It may have died, or been left unable to read and write, by the document before or by a busy
                # machine: a fresh one gets this document once more.
                if attempt == 2:
                    return ConversionError("conversion_failed", detail=died.detail)
        raise AssertionError("unreachable")

    def _ready(self, number: int, data: bytes) -> Ready:
        """:raises ConversionError: what is wrong with the document itself."""
        older = older_kind(data)
        if older is not None:
            must_stay_inside(data)
            data = self._listener(number).as_docx(data, older, self._timeout)
        return ready_for_conversion(data)

    def convert(
        self, docx: Sequence[bytes], on_done: Callable[[int], None] | None = None
    ) -> list[bytes | ConversionError]:
        """The PDFs in order; where one failed, its error stands in its place and the others go on.

        ``on_done`` is called with the index of each document as it is finished, from the thread that converted it.

        :raises MissingError: ``libreoffice_missing``, ``uno_missing``, ``fonts_missing`` (nothing was converted).
        """
        if not docx:
            return []
        results: list[bytes | ConversionError] = [ConversionError("conversion_failed", detail="not reached")]
        results *= len(docx)
        failures: list[BaseException] = []

        def work(number: int) -> None:
            try:
                while not failures:
                    try:
                        batch, index = waiting.get_nowait()
                    except queue.Empty:
                        return
                    made = [None] if batch is None else self._several(number, batch)
                    for place, pdf in zip((index,) if batch is None else batch.places, made, strict=True):
                        results[place] = pdf if pdf is not None else self._one(number, docx[place], ready[place])
                        if on_done is not None:
                            on_done(place)
            except BaseException as error:  # handed to the caller's thread below
                failures.append(error)

        self._listener(0)
        # A warm second listener helps from a few documents on; a cold one only in long batches.
        more = [
            number
            for number in range(1, self._most)
            if len(docx) >= (3 if self._slots[number] is not None else SECOND_PAYS_FROM * number)
        ]
        for number in more:
            self._listener(number)
        ready, waiting = self._shared_out(docx, 1 + len(more))
        threads = [threading.Thread(target=work, args=(number,), daemon=True) for number in more]
        for thread in threads:
            thread.start()
        work(0)
        for thread in threads:
            thread.join()
        if failures:
            raise failures[0]
        return results

    def _shared_out(
        self, docx: Sequence[bytes], listeners: int
    ) -> tuple[list[Ready | None], queue.SimpleQueue[tuple[Batch | None, int]]]:
        """What can be made ready without LibreOffice, and what is converted by whoever is free: papers in one, then the
        others, the longest first, so that no listener begins it when the rest are done."""
        ready: list[Ready | None] = [None] * len(docx)
        for place, data in enumerate(docx if len(docx) > 1 and not self._tagged and is_shown_alike() else ()):
            with contextlib.suppress(ConversionError):  # told when its turn comes
                ready[place] = ready_for_conversion(data)
        waiting: queue.SimpleQueue[tuple[Batch | None, int]] = queue.SimpleQueue()
        together = batches(ready, listeners)
        for batch in together:
            waiting.put((batch, -1))
        alone = set(range(len(docx))).difference(*(batch.places for batch in together))
        for place in sorted(alone, key=lambda one: -len(docx[one])):
            waiting.put((None, place))
        return ready, waiting

    def convert_one(self, docx: bytes) -> bytes:
        """One document.

        :raises ConversionError: it could not be converted.
        :raises MissingError: see :meth:`convert`.
        """
        result = self.convert([docx])[0]
        if isinstance(result, ConversionError):
            raise result
        return result
