"""Keeps one LibreOffice and converts on request. Runs under the system's Python, which has ``uno``.

Started by ``to_pdf`` as ``/usr/bin/python3 -I lo_worker.py SOFFICE PROFILE``. Each line on stdin is a JSON list
[input, output, tagged, thai_pages, thai_lists, line_breaks, ends, several] (the four before the last as in
``docx_checks.Ready``; the last: it is several papers in one); each answer on stdout a JSON object: {"ready": true}
once, then {"ok": true, "pages": "..."} (of several papers what each page is, else nothing) or {"error": "..."}. When
stdin ends, because the parent closed it or died, LibreOffice is killed and the worker leaves.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import importlib.util
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
# soffice.bin asks its starter for this once, after it has filled a fresh profile.
WANTS_RESTART = 81
OLDER = {".doc": "MS Word 97", ".odt": "writer8"}
# com.sun.star.style.NumberingType
NATIVE_NUMBERING = 12
# NUMBER_HEBREW: what docx_checks.LIST_MARK is read as.
MARKED_LIST = 56
LEVELS = 9
# LibreOffice's own page styles that no .docx is read into: each one asked for costs ten questions through the pipe.
NEVER_READ = {"Left Page", "Right Page", "Envelope", "Index", "HTML", "Footnote", "Endnote", "Landscape"}
# com.sun.star.text.ReferenceFieldPart
PAGE = 0
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


class Office:
    def __init__(self, soffice: str, profile: str) -> None:
        self.pipe = f"oit-{os.getpid()}"
        self.soffice, self.profile = soffice, profile
        self.process = self.start()
        self.desktop: Any = None
        self.context: Any = None
        self.services: Any = None

    def start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [
                self.soffice,
                "-env:UserInstallation=file://" + self.profile,
                f"--accept=pipe,name={self.pipe};urp;",
                "--headless",
                "--invisible",
                "--norestore",
                "--nologo",
                "--nodefault",
                "--nolockcheck",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=die_with_parent,
        )

    def connect(self) -> None:
        """:raises RuntimeError: LibreOffice ended."""
        import uno
        from com.sun.star.connection import NoConnectException

        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        url = f"uno:pipe,name={self.pipe};urp;StarOffice.ComponentContext"
        while True:
            if self.process.poll() == WANTS_RESTART:
                self.process = self.start()
            if self.process.poll() is not None:
                raise RuntimeError(f"soffice left with {self.process.returncode}")
            try:
                context = resolver.resolve(url)
                break
            except NoConnectException:
                time.sleep(0.02)
        self.context, self.services = context, context.ServiceManager
        self.desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)

    def convert(
        self,
        source: str,
        target: str,
        tagged: bool,
        thai_pages: str,
        thai_lists: bool,
        line_breaks: bool,
        ends: str,
        several: bool,
    ) -> str:
        """:raises RuntimeError: LibreOffice does not read it."""
        import uno
        from com.sun.star.beans import PropertyValue

        def value(name: str, content: object) -> Any:
            prop = PropertyValue()
            prop.Name, prop.Value = name, content
            return prop

        if source.endswith(tuple(OLDER)):
            self.as_docx(source, target, value)
            return ""
        # Read only: no lock file is left. The filter is named: without it LibreOffice makes PDFs of any rubbish.
        how = (
            value("Hidden", True),
            value("ReadOnly", True),
            value("FilterName", "MS Word 2007 XML"),
            value("UpdateDocMode", 0),
            value("MacroExecutionMode", 0),
        )
        document = self.desktop.loadComponentFromURL(uno.systemPathToFileUrl(source), "_blank", 0, how)
        if document is None:
            raise RuntimeError("not loaded")
        try:
            if thai_pages:
                # Word's thaiNumbers is read as Arabic; native numbers in a Thai document are ๑ ๒ ๓.
                styles = document.StyleFamilies.getByName("PageStyles")
                names = set(styles.ElementNames) - NEVER_READ if thai_pages == "all" else {"Standard"}
                for name in sorted(names):
                    styles.getByName(name).NumberingType = NATIVE_NUMBERING
                if thai_pages == "all":
                    thai_references(document)
            if thai_lists:
                native_lists(document)
            if line_breaks:
                settings = document.createInstance("com.sun.star.document.Settings")
                settings.DoNotJustifyLinesWithManualBreak = True
            if ends and not several:
                pages_module().set_out(document, ends == "continued")
            data = (
                value("UseTaggedPDF", tagged),
                value("ExportBookmarks", False),
                value("ReduceImageResolution", False),
            )
            options = (
                value("FilterName", "writer_pdf_Export"),
                value("FilterData", uno.Any("[]com.sun.star.beans.PropertyValue", data)),
            )
            document.storeToURL(uno.systemPathToFileUrl(target), options)
            return str(pages_module().kinds(document)) if several else ""
        finally:
            document.close(True)

    def as_docx(self, source: str, target: str, value: Callable[[str, object], Any]) -> None:
        """Write an older kind of document as .docx, without a window: LibreOffice 7.4 dies of comments in one."""
        import uno

        document = self.services.createInstanceWithContext("com.sun.star.text.TextDocument", self.context)
        document.load(
            (
                value("URL", uno.systemPathToFileUrl(source)),
                value("FilterName", OLDER["." + source.rpartition(".")[2]]),
                value("ReadOnly", True),
                value("UpdateDocMode", 0),
                value("MacroExecutionMode", 0),
            )
        )
        try:
            document.storeToURL(uno.systemPathToFileUrl(target), (value("FilterName", "MS Word 2007 XML"),))
        finally:
            document.close(True)


@functools.cache
def pages_module() -> Any:
    """``lo_pages``. Isolated as it is, this Python finds no module, and confined as it is, lists no folder.

    :raises RuntimeError: it cannot be read.
    """
    place = Path(__file__).resolve().with_name("lo_pages.py")
    found = importlib.util.spec_from_file_location(place.stem, place)
    if found is None or found.loader is None:
        raise RuntimeError(f"not loaded: {place.name}")
    pages = importlib.util.module_from_spec(found)
    found.loader.exec_module(pages)
    return pages


def thai_references(document: Any) -> None:
    """Put the page numbers that references (PAGEREF) show as ๑ ๒ ๓: a reference to a page knows no native numbers."""
    fields = document.TextFields.createEnumeration()
    found = []
    while fields.hasMoreElements():
        field = fields.nextElement()
        if field.supportsService("com.sun.star.text.TextField.GetReference") and field.ReferenceFieldPart == PAGE:
            found.append(field)
    for field in found:
        anchor = field.Anchor
        anchor.Text.insertString(anchor, field.getPresentation(False).translate(THAI_DIGITS), True)


def native_lists(document: Any) -> None:
    """Give the levels that came in marked the document's native numbers: ๑ ๒ ๓ in a Thai one."""
    import uno

    styles = document.StyleFamilies.getByName("NumberingStyles")
    for name in styles.ElementNames:
        style = styles.getByName(name)
        if not style.isUserDefined():
            continue
        rules = style.NumberingRules
        marked = False
        for level in range(min(LEVELS, rules.getCount())):
            props = list(rules.getByIndex(level))
            for prop in props:
                if prop.Name == "NumberingType" and prop.Value == MARKED_LIST:
                    prop.Value, marked = NATIVE_NUMBERING, True
                    uno.invoke(
                        rules, "replaceByIndex", (level, uno.Any("[]com.sun.star.beans.PropertyValue", tuple(props)))
                    )
        if marked:
            style.NumberingRules = rules


def main() -> int:
    die_with_parent()
    office = Office(sys.argv[1], sys.argv[2])
    asked: queue.Queue[tuple[str, str, bool, str, bool, bool, str, bool]] = queue.Queue()

    def listen() -> None:
        for line in sys.stdin:
            asked.put(json.loads(line))
        # The conversion in hand may hang: leave without it.
        office.process.kill()
        office.process.wait()
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    try:
        office.connect()
    except Exception as error:
        say({"error": f"{type(error).__name__}: {error}"})
        office.process.kill()
        return 1
    say({"ready": True, "pid": office.process.pid})
    while True:
        task = asked.get()
        target = task[1]
        try:
            say({"ok": True, "pages": office.convert(*task)})
        except Exception as error:
            with contextlib.suppress(OSError):
                Path(target).unlink()
            say(
                {
                    "error": f"{type(error).__name__}: {str(error)[:300]}",
                    "dead": office.process.poll() is not None,
                }
            )


if __name__ == "__main__":
    sys.exit(main())
