"""The floor of the cycle: the same documents and signatures by hand, with everything the study of floors teaches.

Templates compiled once, two LibreOffice listeners that are up, a private key kept as an object, room for the signature
known beforehand, plain SQL in one commit a step, pages written from one string. It has no rules, no number books, no
journal to be verified, no limits, no binding of the signed file to the issued one, and recovers from nothing.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import sqlite3
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

import signatures  # noqa: F401 -- plain pyHanko loads here only with its HTTP clients out of the way (decision 0109)
from benchmarks.office.workload import Work

STEPS = ("compile", "submit", "sign", "publish")
Parts = dict[str, float]


class Timer:
    """Seconds by part."""

    def __init__(self) -> None:
        self.parts: Parts = {}

    def run(self, name: str, work: Callable[[], Any]) -> Any:
        started = time.perf_counter()
        result = work()
        self.parts[name] = self.parts.get(name, 0.0) + time.perf_counter() - started
        return result


class Form:
    """A form patched and compiled once by docxtpl's own code; the zip's other members stay packed."""

    def __init__(self, form: str) -> None:
        from templates_docx.render import prepared

        ready = prepared(form)
        self._compiled = ready._compiled
        self._fixed = (ready._prefix, ready._directory, ready._count)

    def fill(self, texts: dict[str, Any]) -> bytes:
        from templates_docx.package import Packed, join

        members = [
            Packed(name, (head + template.render(texts) + tail).encode(), 1)
            for name, (head, template, tail) in self._compiled.items()
        ]
        return join(members, *self._fixed)


def contexts_of(work: Work) -> list[tuple[str, dict[str, Any]]]:
    """Every document's ready-made texts, in the order memos, sheets, captures. Not timed: a script has them at hand."""
    from templates_docx.contexts import context

    asked = [("memo", m) for m in work.memos] + work.sheets + [("capture_sheet", c) for c in work.captures]
    return [(form, context(form, facts)) for form, facts in asked]


def cached_signer(key_file: Path, passphrase: str) -> Any:
    """pyHanko's signer with the private key loaded once."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding
    from cryptography.hazmat.primitives.serialization import pkcs12
    from pyhanko.sign.signers import SimpleSigner

    data = key_file.read_bytes()
    private: Any = pkcs12.load_key_and_certificates(data, passphrase.encode())[0]

    class Cached(SimpleSigner):
        def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
            return bytes(private.sign(data, padding.PKCS1v15(), hashes.SHA256()))

        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
            return bytes(384) if dry_run else self.sign_raw(data, digest_algorithm)

    default: Any = SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=passphrase.encode())
    return Cached(
        signing_cert=default.signing_cert, signing_key=default.signing_key, cert_registry=default.cert_registry
    )


def sign_one(pdf: bytes, signer: Any, room: int | None = 8192) -> bytes:
    """One signature in a new field on the last page; ``room`` ``None``: found out by signing twice."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    meta = PdfSignatureMetadata(field_name="HeadSignature", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    place = SigFieldSpec("HeadSignature", on_page=-1, box=(300, 190, 470, 238))
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    done = PdfSigner(meta, signer, new_field_spec=place).sign_pdf(writer, bytes_reserved=room)
    return bytes(done.getvalue())


def verify_one(pdf: bytes, root: bytes) -> bool:
    """Plain pyHanko validation against one root."""
    from asn1crypto import pem, x509
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    der = pem.unarmor(root)[2] if pem.detect(root) else root
    context = ValidationContext(trust_roots=[x509.Certificate.load(der)], allow_fetching=False)
    reader = PdfFileReader(io.BytesIO(pdf))
    return bool(validate_pdf_signature(reader.embedded_regular_signatures[0], context).bottom_line)


def appended(paper: bytes, sheet: bytes) -> bytes:
    """A clerk's PDF followed by the sheet that is signed."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper)))
    for page in PdfReader(io.BytesIO(sheet)).pages:
        writer.add_page(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def coded(pdf: bytes, document: str) -> bytes:
    """A memo with the codes printed on its pages."""
    from signatures.errors import ScanRefused
    from templates_docx.fonts import font_file
    from tests.signatures.stamped import stamp_codes

    try:
        return stamp_codes(pdf, document, bytes(32), font=font_file())
    except ScanRefused:  # no room on its pages
        return pdf


def convert_all(listeners: Any, docx: Sequence[Any]) -> list[bytes]:
    """Every document on two listeners that are up, with no check before or after."""
    made: list[bytes] = [b""] * len(docx)

    def share(number: int) -> None:
        listener = listeners._listener(number)
        for at in range(number, len(docx), 2):
            made[at] = listener.convert(docx[at], 60, False)

    threads = [threading.Thread(target=share, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return made


def record(folder: Path, codes: Sequence[str]) -> None:
    """Each step of each item with an audit row, 43 to a commit, write-ahead log, synchronous FULL."""
    base = sqlite3.connect(folder / "floor.db", isolation_level=None)
    base.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE item (code TEXT PRIMARY KEY, state TEXT, version INTEGER);"
        "CREATE TABLE audit (id INTEGER PRIMARY KEY, code TEXT, step TEXT, at REAL, facts TEXT)"
    )
    base.executemany("INSERT INTO item VALUES (?, 'draft', 1)", [(code,) for code in codes])
    for number, step in enumerate(STEPS, 1):
        base.execute("BEGIN IMMEDIATE")
        for code in codes:
            changed = base.execute(
                "UPDATE item SET state=?, version=version+1 WHERE code=? AND version=?", (step, code, number)
            )
            assert changed.rowcount == 1
            facts = json.dumps({"item": code, "step": step})
            base.execute("INSERT INTO audit (code, step, at, facts) VALUES (?,?,?,?)", (code, step, time.time(), facts))
        base.execute("COMMIT")
    base.close()


def build(folder: Path, site: Any, memos: Sequence[bytes]) -> dict[str, str]:
    """A home page, a page for each item and its files; address -> digest of each file."""
    expected: dict[str, str] = {}
    home = []
    for item in site.years[0].items:
        place = folder / item.code
        place.mkdir(parents=True)
        links = []
        for file in getattr(item, "files", ()):
            (place / file.name).write_bytes(file.path.read_bytes())
            address = f"{item.code}/{urllib.parse.quote(file.name)}"
            expected[address] = file.sha256
            links.append(f'<li><a href="{urllib.parse.quote(file.name)}">{escape(file.name)}</a></li>')
        (place / "index.html").write_text(f"<h1>{escape(item.title_th)}</h1><ul>{''.join(links)}</ul>", "utf-8")
        home.append(f'<li><a href="{item.code}/index.html">{escape(item.title_th)}</a></li>')
    (folder / "index.html").write_text(f"<ul>{''.join(home)}</ul>", "utf-8")
    return expected


def prove(address: str, expected: dict[str, str]) -> None:
    """From the home page to every item to every file, and the bytes are those."""

    def links(url: str) -> list[str]:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 -- our own address on loopback
            return [urllib.parse.urljoin(url, to) for to in re.findall(r'href="([^"]+)"', answer.read().decode())]

    found = {}
    for page in links(address):
        for file in links(page):
            with urllib.request.urlopen(file) as answer:  # noqa: S310 -- our own address on loopback
                found[file.removeprefix(address)] = hashlib.sha256(answer.read()).hexdigest()
    assert found == expected


def every_of(do: Callable[[bytes], Any], pdfs: Sequence[bytes]) -> list[Any]:
    """The same done with each of them on all processors, as the program does it."""
    from adapters.hands import Forks

    places = list(range(len(pdfs)))
    with Forks().share(lambda place: do(pdfs[place]), places) as made:
        return [made(place) for place in places]


def run(
    work: Work, texts: Any, listeners: Any, key_file: Path, root: bytes, folder: Path, *, forks: bool = False
) -> Parts:
    """One cycle by hand; seconds by part. ``forks``: what is done with each paper is done on all processors."""
    from public_site.serving import serve
    from templates_docx.checks.docx_checks import Ready

    timer = Timer()
    folder.mkdir(parents=True)
    forms = {form: Form(form) for form in {form for form, _ in texts}}
    signer = cached_signer(key_file, "demo-only")
    docx = timer.run("render", lambda: [Ready(forms[form].fill(values), "first") for form, values in texts])
    pdfs = timer.run("convert", lambda: convert_all(listeners, docx))
    memos, sheets = pdfs[: len(work.memos)], pdfs[len(work.memos) : len(work.memos) + len(work.sheets)]
    papers = timer.run("prepare", lambda: [appended(p, s) for p, s in zip(work.papers, sheets, strict=True)])
    # Codes are printed by the program's own way: there is no quicker one by hand.
    every = every_of if forks else lambda do, things: [do(thing) for thing in things]
    issued = timer.run("prepare", lambda: every(lambda p: coded(p, "M2569-1-0"), [*memos, *papers, *work.bare]))
    signed = timer.run("sign", lambda: every(lambda pdf: sign_one(pdf, signer), issued))
    good = timer.run("verify", lambda: every(lambda pdf: verify_one(pdf, root), [*signed, *work.before]))
    assert all(good)
    codes = [item.code for item in work.site.years[0].items]

    def keep() -> None:
        for number, data in enumerate((*docx, *pdfs, *signed)):
            with (folder / f"{number}").open("wb") as file:
                file.write(data.docx if isinstance(data, Ready) else data)
                file.flush()
                os.fsync(file.fileno())  # a signed file that is lost in a power cut is not the same work
        record(folder, codes)

    timer.run("record", keep)
    expected = timer.run("site", lambda: build(folder / "site", work.site, memos))
    with serve(folder / "site") as home:
        timer.run("proof", lambda: prove(home, expected))
    return timer.parts
