"""Who says what about the same files: this program, plain pyHanko, poppler's pdfsig. Writes docs/signatures.md's table.

python -m tests.signatures.agreement          rewrites the table in docs/signatures.md
"""

from __future__ import annotations

import io
import logging
import subprocess
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from signatures.pdf.text_outlines import find_font
from signatures.verdict import Status

from . import dialects
from .attacks import ATTACKS
from .goods import GOODS
from .world import NOW, World

PAGE = Path(__file__).parents[2] / "docs" / "signatures.md"
BEGIN, END = "<!-- agreement: begin -->", "<!-- agreement: end -->"
ABSENT = {"absurdly_large_file"}
"""Left out: 65 MB given to other programs proves nothing."""


class Row(NamedTuple):
    """One file: what must be said of it, and what is said (``accept`` or ``refuse``)."""

    name: str
    code: str
    must: str
    oit: str
    pyhanko: str
    pdfsig: str


NAMES = (*GOODS, *(name for name in ATTACKS if name not in ABSENT))
"""Every file of the suite, in the table's order."""


def row(world: World, name: str) -> Row:
    """Ask all three about one file."""
    if name in GOODS:
        good = GOODS[name](world)
        return Row(name, "-", "accept", *_said(world, good.data, good.options))
    bad = ATTACKS[name](world)
    return Row(name, bad.code, "refuse", *_said(world, bad.data, bad.options))


def rows(world: World) -> list[Row]:
    """Ask all three about every file."""
    return [row(world, name) for name in NAMES]


def _said(world: World, data: bytes, options: dict[str, Any]) -> tuple[str, str, str]:
    ours = world.verify(data, **options).status is Status.PASSED
    policy = options.get("policy", world.policy())
    return _word(ours), _word(pyhanko(data, policy)), _word(pdfsig(data))


def _word(accepts: bool) -> str:
    return "accept" if accepts else "refuse"


def pyhanko(data: bytes, policy: Any) -> bool:
    """Every signature is valid and trusted with pyHanko's defaults (chain and soft-fail revocation)."""
    from asn1crypto import crl, x509
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    logging.disable(logging.CRITICAL)
    try:
        if policy is None:
            return False
        reader = PdfFileReader(io.BytesIO(data))
        signatures = reader.embedded_regular_signatures

        def context(roots: Any) -> Any:
            return ValidationContext(
                trust_roots=[x509.Certificate.load(item) for item in roots],
                crls=[crl.CertificateList.load(item) for item in policy.crls],
                moment=NOW,
            )

        states = [validate_pdf_signature(item, context(policy.roots), context(policy.tsa_roots)) for item in signatures]
        return bool(states) and all(state.bottom_line for state in states)
    except Exception:
        return False
    finally:
        logging.disable(logging.NOTSET)


def pdfsig(data: bytes) -> bool:
    """Every signature is valid and the last one covers the whole file, as pdfsig says without certificates."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(data)
        try:
            run = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, timeout=60, check=False)
        except subprocess.TimeoutExpired:
            return False
    text = run.stdout.decode("utf-8", "replace")
    checks = [line for line in text.splitlines() if "Signature Validation:" in line]
    whole = [line for line in text.splitlines() if "document signed" in line]
    good = bool(checks) and all(line.strip().endswith("Signature is Valid.") for line in checks)
    return good and bool(whole) and "Total document signed" in whole[-1]


WHY = {
    "ORIGINAL_MISMATCH": "knows no issued file",
    "HIDDEN_CONTENT": "does not look for data outside the table",
    "APPEARANCE_OUTSIDE": "a new visible field is allowed by PDF's rules",
    "MODIFIED_AFTER_SIGNING": "allowed by PDF's rules for the document, not by the office's; or made before signing",
    "COVERAGE": "does not look behind the signature in the room kept for it",
    "TRAILING_BYTES": "overlooks bytes after the end",
    "SIGNER_NOT_HEAD": "does not ask who signed",
    "SIGNER_NOT_HEAD_ON_DATE": "knows no terms of office",
    "DELEGATION_NOT_IN_FORCE": "knows no orders",
    "HEAD_MISSING": "does not ask whose signature is needed",
    "NO_POLICY": "does not ask who signed",
    "KEY_USAGE": "looks at other usage bits",
    "WEAK_CRYPTO": "accepts the algorithm",
    "CERT_EXPIRED": "judges without the certificate's dates",
    "SIGNED_OUTSIDE_VALIDITY": "does not weigh the claimed time against the certificate",
    "TIME_INCONSISTENT": "does not weigh the times against each other",
    "TIMESTAMP_INVALID": "does not look at the time stamp",
    "TIMESTAMP_UNTRUSTED": "does not look at the time stamp",
    "CERT_REVOKED": "does not consult the list (the certificate names no distribution point) or the store",
    "REVOCATION_UNKNOWN": "takes no news for good news",
    "CRL_UNVERIFIED": "takes no news for good news",
    "CHAIN_UNTRUSTED": "was not asked about roots",
    "ACTIVE_CONTENT": "does not look for active content",
    "UNREADABLE": "does not parse every object",
    "PARSER_DIFFERENTIAL": "does not compare counts",
    "HYBRID_XREF": "reads both tables and does not compare them",
    "CERT_UNREADABLE": "does not read that part of the certificate",
    "LIMIT_STREAM": "does not inflate streams when verifying",
    "LIMIT_BOX": "does not look at page sizes",
    "LIMIT_REVISIONS": "does not count revisions",
    "LIMIT_OBJECTS": "does not count objects before parsing",
    "LIMIT_PAGES": "does not count pages",
}
GOOD_WHY = {
    "known_only": "wants a configured root: grade 2 needs none",
    "expired_after_the_time_stamp": "judges at one moment: the time stamp is not taken as proof",
    "two_signers": "the first signature covers only its own revision, as it must",
    "with_validation_data": "validation data comes after the signature, as it must",
    "archived": "validation data comes after the signature, as it must",
    "archived_in_later_seconds": "validation data comes after the signature, as it must",
    "document_time_stamp_alone": "the time stamp comes after the signature, as it must",
    "trailing_line_end": "counts one line end as unsigned bytes",
}

DIALECT_WHY = "other ways of writing, roots or revisions than it expects"
assert dialects.BY_THE_SIGNER  # the module registers files in the ways of other programs


def explained(row: Row) -> str:
    """Why another program says otherwise; empty when all agree."""
    others = [who for who, said in (("pyHanko", row.pyhanko), ("pdfsig", row.pdfsig)) if said != row.must]
    if not others:
        return ""
    name = "document_time_stamp_alone" if row.name.startswith("appended_") else row.name
    why = (GOOD_WHY.get(name) or DIALECT_WHY) if row.must == "accept" else WHY[row.code]
    return f"{' and '.join(others)}: {why}"


def table(found: list[Row]) -> str:
    lines = ["| file | our reason | must | oit | pyHanko | pdfsig | why they differ |", "|---|---|---|---|---|---|---|"]
    for row in found:
        lines.append(f"| {row.name.replace('_', ' ')} | {' | '.join(row[1:])} | {explained(row)} |")
    return "\n".join(lines)


def summary(found: list[Row]) -> str:
    good = [row for row in found if row.must == "accept"]
    bad = [row for row in found if row.must == "refuse"]
    lines = [f"{len(good)} good files, {len(bad)} files that must not be accepted.", ""]
    lines += ["| program | good files refused | bad files accepted |", "|---|---|---|"]
    for column, name in (("oit", "oit"), ("pyhanko", "plain pyHanko"), ("pdfsig", "pdfsig -nocert")):
        refused = sum(getattr(row, column) != "accept" for row in good)
        accepted = sum(getattr(row, column) != "refuse" for row in bad)
        lines.append(f"| {name} | {refused} | {accepted} |")
    return "\n".join(lines)


def page_with(text: str, found: list[Row]) -> str:
    head, rest = text.split(BEGIN)
    _old, tail = rest.split(END)
    return f"{head}{BEGIN}\n{summary(found)}\n\n{table(found)}\n{END}{tail}"


def main() -> None:
    PAGE.write_text(page_with(PAGE.read_text(encoding="utf-8"), rows(World(find_font()))), encoding="utf-8")


if __name__ == "__main__":
    main()
