"""The work that ``cycle`` times: the sample's 43 items, handed in, and every document and signature their cycle takes.

What is to be rendered, converted, signed and verified is not listed here but *listened to*: ``Listening`` stands before
an office's ports, times each part and keeps what went in, so that the floor and the naive script do the same work.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sample_office
from workflow.ports.hands import OneAfterAnother

YEAR, PASSWORD = sample_office.YEAR, sample_office.PASSWORD


@dataclass
class Work:
    """What one cycle takes, as plain values.

    :ivar memos: contexts of the memos; ``sheets``: (form, facts) of pages appended to a clerk's PDF, with that PDF in
        ``papers``; ``bare``: clerks' PDFs that have a place to sign themselves; ``captures``: facts of capture sheets.
    :ivar before: PDFs signed before, to be verified only. ``site``: the facts of the site.
    """

    memos: list[Any] = field(default_factory=list)
    sheets: list[tuple[str, Any]] = field(default_factory=list)
    papers: list[bytes] = field(default_factory=list)
    bare: list[bytes] = field(default_factory=list)
    captures: list[Any] = field(default_factory=list)
    before: list[bytes] = field(default_factory=list)
    site: Any = None

    @property
    def rendered(self) -> int:
        """Documents filled and converted."""
        return len(self.memos) + len(self.sheets) + len(self.captures)

    @property
    def signed(self) -> int:
        """Signatures made."""
        return len(self.memos) + len(self.sheets) + len(self.bare)


class Listening:
    """Stands before an office's ports: seconds by part in ``parts``, and the work itself in ``work``."""

    def __init__(self, office: Any, converter: Any) -> None:
        self.office = office
        self.parts: Counter[str] = Counter()
        self.work = Work()
        self._renderer, self._converter, self._pdf = office.renderer, converter, office.pdf
        self._scans, self._signer, self._verifier, self._site = (
            office.scans,
            office.signer,
            office.verifier,
            office.site,
        )
        self._guard, self._inside = threading.Lock(), Counter[str]()
        self._since: dict[str, float] = {}
        self._converted: set[int] = set()
        self._kept: list[bytes] = []
        office.renderer = office.converter = office.pdf = office.scans = office.signer = office.verifier = self
        office.site = self
        office.store = _Store(self, office.store)
        office.hands = OneAfterAnother()  # what a fork is asked is not heard here

    @contextmanager
    def _part(self, name: str) -> Iterator[None]:
        """Time by the clock, that of several threads in one part once."""
        with self._guard:
            self._inside[name] += 1
            if self._inside[name] == 1:
                self._since[name] = time.perf_counter()
        try:
            yield
        finally:
            with self._guard:
                self._inside[name] -= 1
                if not self._inside[name]:
                    self.parts[name] += time.perf_counter() - self._since[name]

    def render(self, form: str, facts: object) -> Any:
        if form == "memo":
            self.work.memos.append(facts)
        elif form == "capture_sheet":
            self.work.captures.append(facts)
        else:
            self.work.sheets.append((form, facts))
        with self._part("render"):
            return self._renderer.render(form, facts)

    def convert(self, docx: Sequence[bytes], on_done: Any = None) -> Any:
        with self._part("convert"):
            made = self._converter.convert(docx, on_done)
        self._kept += made  # so that an identity below cannot be a later object's
        self._converted.update(map(id, made))
        return made

    def close(self) -> None:
        """The converter is shared by the rounds."""

    def with_sheet(self, pdf: bytes, sheet: bytes) -> Any:
        self.work.papers.append(pdf)
        with self._part("prepare"):
            joined = self._pdf.with_sheet(pdf, sheet)
        self._made(joined.data)
        return joined

    def _made(self, data: bytes) -> None:
        self._kept.append(data)
        self._converted.add(id(data))

    def text(self, pdf: bytes) -> Any:
        with self._part("reading memos back"):
            return self._pdf.text(pdf)

    def normalise(self, pdf: bytes) -> Any:
        with self._part("normalise"):
            return self._pdf.normalise(pdf)

    def prepare(self, pdf: bytes, *further: Any, **how: Any) -> Any:
        with self._part("prepare"):
            return self._pdf.prepare(pdf, *further, **how)

    def issue(self, pdf: bytes, document: str, secret: str, **how: Any) -> Any:
        if id(pdf) not in self._converted:
            self.work.bare.append(pdf)
            self._made(pdf)
        with self._part("prepare"):
            return self._scans.issue(pdf, document, secret, **how)

    def sign(self, pdf: bytes, key: Any, **how: Any) -> bytes:
        with self._part("sign"):
            return bytes(self._signer.sign(pdf, key, **how))

    def verify_many(self, files: Any, **how: Any) -> Any:
        files = list(files)
        self.work.before += [pdf for pdf, issued in files if issued is None]
        # What goes online was signed here, and is judged once more from its bytes.
        anew = how.get("foreign") and any(issued is not None for _, issued in files)
        with self._part("judge anew" if anew else "verify"):
            return self._verifier.verify_many(files, **how)

    def __getattr__(self, name: str) -> Any:
        parts = (self._pdf, self._scans, self._signer, self._verifier, self._site)
        return getattr(next(part for part in parts if hasattr(part, name)), name)

    def prove(self, *given: Any, **how: Any) -> Any:
        with self._part("proof"):
            return self._site.prove(*given, **how)

    @contextmanager
    def publisher(self, *given: Any) -> Iterator[Any]:
        with self._site.publisher(*given) as shop:
            yield _Shop(self, shop)


class _Store:
    """Files kept (written and flushed to the disk) and had back (their digest computed again)."""

    def __init__(self, listening: Listening, store: Any) -> None:
        self._listening, self._store = listening, store

    def put(self, data: Any) -> Any:
        with self._listening._part("keeping files"):
            return self._store.put(data)

    def get(self, digest: str, **how: Any) -> Any:
        with self._listening._part("keeping files"):
            return self._store.get(digest, **how)

    def is_whole(self, digest: str) -> Any:
        with self._listening._part("keeping files"):
            return self._store.is_whole(digest)

    def __contains__(self, digest: str) -> bool:
        return digest in self._store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class _Shop:
    def __init__(self, listening: Listening, shop: Any) -> None:
        self._listening, self._shop = listening, shop

    def build(self, facts: Any, **how: Any) -> Any:
        self._listening.work.site = facts
        with self._listening._part("site"):
            return self._shop.build(facts, **how)

    def switch(self, built: Any) -> Any:
        with self._listening._part("site"):
            return self._shop.switch(built)


class HandedIn:
    """A sample office whose 43 items are handed in, accepted and ticked; ``again()`` gives a fresh copy of it."""

    def __init__(self) -> None:
        from sample_office.build import SampleOffice

        self._base = Path(tempfile.mkdtemp(prefix="oit-bench-"))
        made = SampleOffice(self._base / "first", lambda label, total: nullcontext(_Bar()))
        try:
            made._found()
            _heavier_key(made)
            papers = made._papers()
            made._settle(False)
            made._hand_in(list(sample_office.ITEMS), papers)
        finally:
            made.close()
        self.compiler: Mapping[str, str] = dict(made.compiler)
        self._tick(made.office)
        self._copies = 0

    def _tick(self, office: Any) -> None:
        from workflow.services.collection.contributing import tick

        for code, group in self.compiler.items():
            tick(office, f"clerk.{group}", code, everything=True)

    def again(self) -> Any:
        """A new office folder in the same state, wired anew."""
        import wiring

        self._copies += 1
        target = self._base / f"copy{self._copies}"
        shutil.copytree(self._base / "first", target)
        return wiring.build(target)

    def close(self) -> None:
        shutil.rmtree(self._base, ignore_errors=True)


def _heavier_key(made: Any) -> None:
    """Give the head an RSA-3072 key, as the public authorities issue and the floors were measured with."""
    from datetime import datetime, timedelta

    from signatures.signing import practice_ca
    from wiring import BANGKOK
    from workflow.services.administration.certificates import register_key

    now = datetime.now(BANGKOK)
    life = {"not_before": now - timedelta(days=1800), "not_after": now + timedelta(days=1800)}
    ca = practice_ca.make_ca("PRACTICE ONLY - benchmark authority", **life)
    mine = practice_ca.issue(ca, "นายตัวอย่าง ใจดี", key="rsa3072", **life)
    (made.folder / "keys" / "practice-ca.pem").write_bytes(ca.pem)
    (made.folder / "keys" / "head.p12").write_bytes(mine.to_p12(PASSWORD))
    key = made.folder / "keys" / "head.p12"
    register_key(made.office, "head", person=None, key_file=key, passphrase=lambda: PASSWORD)


class _Bar:
    def update(self, steps: int) -> None:
        """Nobody watches."""
