"""Put a signature into a prepared PDF: byte for byte the input, plus one revision.

PAdES baseline B-B (ETSI EN 319 142-1), B-T with a time stamping authority, B-LT after :func:`add_validation_data`.
Signing is a function of bytes: nothing is left half done when it is interrupted, and it can simply be run again.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from signatures.errors import SignatureError, SigningRefused, refuse
from signatures.pdf import text_outlines
from signatures.prepare.prepare import HEAD_FIELD
from signatures.signing.authorities import authority
from signatures.verdict import reason

if TYPE_CHECKING:
    from signatures.signing.pkcs12 import Key

_TOKEN_ROOM = 8192  # bytes kept for a time stamp token with its certificates


def sign(
    pdf: bytes,
    key: Key,
    *,
    field: str = HEAD_FIELD,
    appearance_lines: tuple[str, ...] = (),
    reason: str | None = None,
    name: str | None = None,
    location: str | None = None,
    at: datetime | None = None,
    tsa: Any = None,
    certify: bool = True,
    font: Path | None = None,
    token_later: bool = False,
) -> bytes:
    """Sign the empty field ``field`` and return the whole signed file, which starts with exactly ``pdf``.

    :param appearance_lines: what is drawn in the box, Thai or Latin, one entry per line; empty draws only a frame.
    :param at: the signing time the signer's computer claims; None means now. Must carry a time zone.
    :param tsa: an RFC 3161 authority: an address (fetched over the network) or a pyHanko ``TimeStamper``.
    :param certify: make the first signature a certification (ISO 32000-1, 12.8.2.2): nothing may change afterwards,
        or only further signatures when other signature fields are still empty. Later signatures are never certifying.
    :param font: TrueType file with Thai letters; None looks for one on this machine.
    :param token_later: leave room for a time stamp that is put in afterwards.
    :raises SigningRefused: FIELD_MISSING, FIELD_SIGNED, FONT_MISSING, TIMESTAMP_UNREACHABLE, SIGNING_FAILED.
    :raises KeyRefused: when the token or key refuses.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata

    moment = at if at is not None else datetime.now(UTC).replace(microsecond=0)
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        box, others, signed_before = _places(writer, field)
        meta = PdfSignatureMetadata(
            field_name=field,
            md_algorithm=_digest(key),
            location=location,
            reason=reason,
            name=name,
            certify=certify and not signed_before,
            subfilter=SigSeedSubFilter.PADES,
            docmdp_permissions=MDPPerm.FILL_FORMS if others else MDPPerm.NO_CHANGES,
        )
        drawing = None
        if min(box) > 0:
            drawing = text_outlines.draw(tuple(appearance_lines), box[0], box[1], font)
        signer = _pdf_signer(meta, key, drawing, box, authority(tsa), moment)
        room = 2 * _room(key, with_token=token_later or tsa is not None)
        out = signer.sign_pdf(writer, existing_fields_only=True, bytes_reserved=room)
    except SignatureError:
        raise
    except Exception as error:
        raise explain(error, field) from error
    signed: bytes = out.getvalue()
    if not signed.startswith(pdf):
        raise refuse(SigningRefused, "SIGNING_FAILED", detail="input bytes changed")
    return signed


def add_validation_data(
    pdf: bytes, *, certificates: Iterable[bytes] = (), crls: Iterable[bytes] = (), ocsps: Iterable[bytes] = ()
) -> bytes:
    """Append a document security store (PAdES B-LT) with certificates, CRLs and OCSP responses, all in DER.

    :raises SigningRefused: SIGNING_FAILED
    """
    from asn1crypto import crl as asn1_crl
    from asn1crypto import ocsp as asn1_ocsp
    from asn1crypto import x509 as asn1_x509
    from pyhanko.sign.validation.dss import DocumentSecurityStore

    out = io.BytesIO(pdf)
    try:
        DocumentSecurityStore.add_dss(
            out,
            sig_contents=None,
            certs=[asn1_x509.Certificate.load(item) for item in certificates],
            crls=[asn1_crl.CertificateList.load(item) for item in crls],
            ocsps=[asn1_ocsp.OCSPResponse.load(item) for item in ocsps],
        )
    except Exception as error:
        raise explain(error, "") from error
    return out.getvalue()


def _places(writer: Any, field: str) -> tuple[tuple[float, float], list[str], bool]:
    """Width and height of the field's box, names of the other empty signature fields, and whether any is filled."""
    from pyhanko.sign.fields import enumerate_sig_fields

    box: tuple[float, float] | None = None
    others: list[str] = []
    filled: list[str] = []
    for name, value, reference in enumerate_sig_fields(writer):
        if value is not None:
            filled.append(name)
        elif name == field:
            left, bottom, right, top = (float(edge) for edge in reference.get_object().get("/Rect", (0, 0, 0, 0)))
            box = (right - left, top - bottom)
        else:
            others.append(name)
    if field in filled:
        raise refuse(SigningRefused, "FIELD_SIGNED", field=field)
    if box is None:
        raise refuse(SigningRefused, "FIELD_MISSING", field=field)
    return box, others, bool(filled)


def _pdf_signer(meta: Any, key: Key, drawing: Any, box: tuple[float, float], tsa: Any, moment: datetime) -> Any:
    from pyhanko.pdf_utils.content import AppearanceContent
    from pyhanko.pdf_utils.generic import ArrayObject, FloatObject, StreamObject, pdf_name
    from pyhanko.pdf_utils.layout import BoxConstraints
    from pyhanko.sign.signers import PdfSigner
    from pyhanko.stamp.base import BaseStampStyle

    number: Any = FloatObject  # untyped in pyHanko

    class Outlines(AppearanceContent):
        """The drawing as it is, compressed once."""

        def render(self) -> bytes:
            content: bytes = drawing.content
            return content

        def as_form_xobject(self) -> StreamObject:
            bounds = ArrayObject([number(round(edge, 3)) for edge in (0.0, 0.0, *box)])
            entries = {
                pdf_name("/Type"): pdf_name("/XObject"),
                pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): bounds,
                pdf_name("/Filter"): pdf_name("/FlateDecode"),
            }
            return StreamObject(entries, encoded_data=drawing.compressed)

    class OutlineStyle(BaseStampStyle):
        """Hands the drawing to the signer."""

        def create_stamp(self, writer: Any, box: Any, text_params: Any) -> Any:
            return Outlines(writer=writer, box=BoxConstraints(width=box.width, height=box.height))

    style = OutlineStyle() if drawing is not None else None

    class FixedTimeSigner(PdfSigner):
        """Signs at the moment it was given, so that memo, journal and signature name the same one."""

        def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
            session = super().init_signing_session(pdf_out, existing_fields_only)
            session.system_time = moment
            return session

    return FixedTimeSigner(meta, key.signer, stamp_style=style, timestamper=tsa)


def _digest(key: Key) -> str:
    """SHA-256; Ed25519 brings SHA-512 with it (RFC 8419, 3)."""
    from cryptography.hazmat.primitives.asymmetric import ed25519

    return "sha512" if isinstance(key.certificate.public_key(), ed25519.Ed25519PublicKey) else "sha256"


def _room(key: Key, *, with_token: bool) -> int:
    """Bytes to keep for the CMS: certificates, two signatures' worth, attributes. Tight, as every reader has to
    go through it digit by digit."""
    from cryptography.hazmat.primitives.serialization import Encoding

    certificates = sum(len(item.public_bytes(Encoding.DER)) for item in (key.certificate, *key.chain))
    size = getattr(key.certificate.public_key(), "key_size", 512)
    issuer = len(key.certificate.issuer.public_bytes())
    return certificates + max(72, size // 8) + 2 * issuer + 1792 + (_TOKEN_ROOM if with_token else 0)


def explain(error: Exception, field: str) -> SigningRefused:
    """What went wrong in a library, as a refusal."""
    from pyhanko.sign.timestamps import TimestampRequestError

    if isinstance(error, TimestampRequestError | asyncio.TimeoutError | ConnectionError):
        return SigningRefused(reason("TIMESTAMP_UNREACHABLE"))
    return SigningRefused(reason("SIGNING_FAILED", field=field, detail=f"{type(error).__name__}: {error}"[:200]))
