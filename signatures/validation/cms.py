"""One embedded signature: is its value right, does it cover what it must, with what algorithms, by which certificate.

pyHanko parses the CMS and does the arithmetic; what decides acceptance is taken from raw bytes or checked again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from signatures.diff_analysis.byte_range import end_of_file_after, only_white, true_coverage
from signatures.pdf.objects import get
from signatures.pdf.reader import explain
from signatures.validation.certificates import Odd
from signatures.validation.claimed_time import read_claimed
from signatures.validation.prefix_hash import Hashed
from signatures.verdict import Reason, reason

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

SIGNATURE_KINDS = {"/ETSI.CAdES.detached", "/adbe.pkcs7.detached"}
TIMESTAMP_KIND = "/ETSI.RFC3161"
STRONG_DIGESTS = {"sha256", "sha384", "sha512"}
WEAK_DIGESTS = {"md2", "md5", "sha1", "sha224"}
_KEYS = {"1.2.840.10045.2.1", "1.2.840.113549.1.1.1"}
"""id-ecPublicKey (RFC 5480) and rsaEncryption (RFC 8017): kinds of key, where an algorithm belongs (RFC 5753)."""


@dataclass
class Found:
    """A filled signature field and what was found out about it.

    :ivar number: its place among the file's signatures, in order of what they cover. Names may repeat.
    :ivar written_year: the year of the claimed time as it is written, where that is a Buddhist year.
    :ivar end: end of the covered range, 0 while coverage is in doubt.
    :ivar sound: coverage, digest and signature value are right and the algorithms strong enough.
    """

    name: str
    number: int = 0
    embedded: Any = None
    certificate: Certificate | None = None
    is_timestamp: bool = False
    end: int = 0
    docmdp: int | None = None
    claimed: datetime | None = None
    written_year: int | None = None
    sound: bool = False
    reasons: list[Reason] = field(default_factory=list)

    @property
    def others(self) -> list[bytes]:
        """DER of the other certificates in the CMS."""
        return [item.dump() for item in self.embedded.other_embedded_certs] if self.certificate is not None else []


def read_signatures(reader: Any, data: bytes, begun: Hashed | None = None) -> list[Found]:
    """Every filled signature field, in order of what they cover; kinds that are not known included."""
    from pyhanko.sign.fields import enumerate_sig_fields

    found = []
    seen: set[tuple[int, int]] = set()
    for name, value, reference in enumerate_sig_fields(reader, filled_status=True):
        key = _where(reference, value)
        item = Found(str(name))
        found.append(item)
        if key is not None and key in seen:
            item.reasons.append(reason("COVERAGE", field=item.name, detail="one value in two fields"))
            continue
        if key is not None:
            seen.add(key)
        try:
            _judge(item, reader, data, reference, begun)
        except Odd as odd:
            item.reasons.append(reason("CERT_UNREADABLE", subject=item.name, detail=odd.part))
        except Exception as error:
            why = explain(error)
            item.reasons.append(reason("CMS_MALFORMED", field=item.name) if why.code == "UNREADABLE" else why)
    found.sort(key=lambda item: item.end)
    names = [item.name for item in found]
    for number, item in enumerate(found):
        item.number = number
        if names.count(item.name) > 1:
            # Fields of one name are one field with one value (ISO 32000-1, 12.7.3.2): readers would not agree on which.
            item.reasons.append(reason("PARSER_DIFFERENTIAL", detail="field name"))
            item.sound = False
    return found


def _where(reference: Any, _value: Any) -> tuple[int, int] | None:
    raw = reference.get_object().raw_get("/V")
    inner = getattr(raw, "reference", None)
    return (inner.idnum, inner.generation) if inner is not None else None


def _judge(item: Found, reader: Any, data: bytes, reference: Any, begun: Hashed | None) -> None:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    value = reference.get_object()["/V"]
    kind = str(get(value, "/SubFilter") or "")
    item.is_timestamp = kind == TIMESTAMP_KIND
    if kind not in SIGNATURE_KINDS and not item.is_timestamp:
        item.reasons.append(reason("UNSUPPORTED_SUBFILTER", field=item.name, kind=kind.strip("/") or "-"))
        return
    item.embedded = embedded = EmbeddedPdfSignature(reader, reference, item.name)
    covered = true_coverage(data, list(embedded.byte_range), embedded.pkcs7_content)
    fault = covered.fault or _revision_fault(reader, data, embedded, covered.end)
    if fault is not None:
        item.reasons.append(reason("COVERAGE", field=item.name, detail=fault))
    else:
        item.end = covered.end
    item.certificate = _certificate(item, embedded)
    if item.certificate is None:
        return
    if not item.is_timestamp:
        item.docmdp = embedded.docmdp_level.value if embedded.docmdp_level is not None else None
        _claim(item, embedded)
    _known_algorithms(embedded)
    item.reasons += [reason(code, field=item.name, detail=detail) for code, detail in _algorithms(embedded, item)]
    if not item.is_timestamp and all(one.code != "CRYPTO_UNSUPPORTED" for one in item.reasons):
        _arithmetic(item, data, begun)
    item.sound = not item.reasons


def _claim(item: Found, embedded: Any) -> None:
    claimed = read_claimed(embedded)
    if claimed is None:
        return
    item.claimed = claimed.moment
    item.written_year = claimed.written


def _certificate(item: Found, embedded: Any) -> Certificate | None:
    """The signer's certificate; None, and the reason, where the signature brings none.

    :raises Odd: it cannot be read at all.
    """
    from cryptography.x509 import load_der_x509_certificate
    from pyhanko.sign.general import CMSExtractionError
    from pyhanko.sign.validation.errors import SignatureValidationError

    try:
        found = embedded.signer_cert
    except SignatureValidationError as error:
        if not isinstance(error.__context__, CMSExtractionError):
            raise  # another certificate than the signed attributes name (RFC 5035)
        item.reasons.append(reason("CERT_MISSING", field=item.name))
        return None
    try:
        return load_der_x509_certificate(found.dump())
    except Exception as error:
        raise Odd("certificate") from error


def _revision_fault(reader: Any, data: bytes, embedded: Any, end: int) -> str | None:
    """The range must end where the revision with the signature's last definition ends."""
    if only_white(data, end):
        return None
    sections = [reader.xrefs.get_xref_container_info(number) for number in range(embedded.signed_revision + 1)]
    last = 0
    for section in sections:
        stop = end_of_file_after(data, section.end_location)
        if section.end_location > end or stop is None:
            return "the table is outside"
        last = max(last, stop)
    # ``stop`` includes one line end after %%EOF, which some writers leave to the next revision.
    if last - 2 > end or not only_white(data, last, end):
        return "not a whole revision"
    return None


def _arithmetic(item: Found, data: bytes, begun: Hashed | None) -> None:
    """Digest over the range and signature over the attributes."""
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    content = item.embedded.signed_data["encap_content_info"]
    if content["content_type"].native != "data" or content["content"].native is not None:
        item.reasons.append(reason("CMS_MALFORMED", field=item.name))
        return
    digest = range_digest(data, item.embedded.byte_range, item.embedded.md_algorithm, begun)
    if digest is None:
        return  # said as weak already
    try:
        intact, valid = validate_sig_integrity(
            item.embedded.signer_info, item.embedded.signer_cert, expected_content_type="data", actual_digest=digest
        )
    except SignatureValidationError:
        item.reasons.append(reason("CMS_MALFORMED", field=item.name))
        return
    if not intact:
        item.reasons.append(reason("DIGEST_MISMATCH", field=item.name))
    if not valid:
        item.reasons.append(reason("SIGNATURE_INVALID", field=item.name))


def range_digest(data: bytes, byte_range: Any, algorithm: str, begun: Hashed | None = None) -> bytes | None:
    """Digest over the two parts of a byte range; None for an algorithm that is not accepted."""
    if algorithm not in STRONG_DIGESTS:
        return None
    _zero, first, second, length = (int(number) for number in byte_range)
    view = memoryview(data)
    if begun is not None and algorithm == "sha256" and begun.length <= first:
        digest = begun.state()
        digest.update(view[begun.length : first])
    else:
        digest = hashlib.new(algorithm, view[:first])
    digest.update(view[second : second + length])
    return bytes(digest.digest())


def _known_algorithms(embedded: Any) -> None:
    """Read an algorithm that names a kind of key and no digest as ECDSA with the digest that the signature names, where
    the key is of an elliptic curve: iText 5 names such a key, endesive RSA. With it there is no other algorithm to
    choose, and the digest is checked as any other."""
    from asn1crypto.algos import SignedDigestAlgorithm

    info = embedded.signer_info
    key = embedded.signer_cert.public_key
    if info["signature_algorithm"]["algorithm"].dotted in _KEYS and key.algorithm == "ec":
        digest = info["digest_algorithm"]["algorithm"].native
        if digest in STRONG_DIGESTS:
            info["signature_algorithm"] = SignedDigestAlgorithm({"algorithm": f"{digest}_ecdsa"})


def _algorithms(embedded: Any, item: Found) -> list[tuple[str, str]]:
    """What speaks against the algorithms, as codes and names (ETSI TS 119 312): WEAK_CRYPTO for digests under SHA-256,
    RSA under 2048 bits and curves under 256; CRYPTO_UNSUPPORTED for what cannot be checked here."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa

    mechanism = embedded.signer_info["signature_algorithm"]
    name = str(mechanism["algorithm"].native)
    found = [*_digest_fault(embedded.md_algorithm)]
    try:
        if mechanism.signature_algo not in ("ed25519", "ed448"):
            found += _digest_fault(mechanism.hash_algo)
    except ValueError:  # plain rsaEncryption: the digest algorithm says it all
        if name != "rsassa_pkcs1v15":
            found.append(("CRYPTO_UNSUPPORTED", name))
    assert item.certificate is not None  # noqa: S101 - the caller looked
    try:
        public = item.certificate.public_key()
    except Exception:  # of a kind that nobody here knows, or of a curve spelt out
        return [*found, ("CRYPTO_UNSUPPORTED", str(embedded.signer_cert.public_key.algorithm))]
    if isinstance(public, rsa.RSAPublicKey):
        if public.key_size < 2048 or public.public_numbers().e < 3:
            found.append(("WEAK_CRYPTO", f"RSA {public.key_size}"))
    elif isinstance(public, ec.EllipticCurvePublicKey):
        if public.key_size < 256:
            found.append(("WEAK_CRYPTO", f"EC {public.key_size}"))
    elif not isinstance(public, ed25519.Ed25519PublicKey | ed448.Ed448PublicKey):
        found.append(("CRYPTO_UNSUPPORTED", type(public).__name__))
    return list(dict.fromkeys(found))


def _digest_fault(name: str) -> list[tuple[str, str]]:
    if name in STRONG_DIGESTS:
        return []
    return [("WEAK_CRYPTO" if name in WEAK_DIGESTS else "CRYPTO_UNSUPPORTED", str(name))]
