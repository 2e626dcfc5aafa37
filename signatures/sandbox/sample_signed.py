"""A small signed file of our own, with the policy by which it is judged best.

A process that has judged it once is ready to judge: what the libraries find out at their first use is known, and their
code is as fast as it gets (PEP 659). Its keys are made for it, and forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from signatures.sandbox.sample import CATALOGUE, PAGE, appended, sample
from signatures.validation.policy import Policy, Signer
from signatures.verdict import Grade

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509 import Certificate

_ROOM = 4096
"""Hexadecimal digits left for the signature."""
_FIELD, _SIGNATURE, _PICTURE = 6, 7, 8
_BOX = b"/Type /Annot /Subtype /Widget /FT /Sig /T (HeadSignature) /P 3 0 R /F 132 /Rect [100 100 270 148]"


@dataclass(frozen=True)
class Signed:
    """The file, what it was before it was signed, the policy that knows its signer and its authority, and a moment at
    which all of it is good."""

    data: bytes
    issued: bytes
    policy: Policy
    at: datetime


@cache
def sample_signed() -> Signed:
    """The same for as long as the process lives; some milliseconds the first time."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

    now = datetime.now(UTC).replace(microsecond=0)  # the signature says when it was made
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _certificate("root", root_key, None, root_key, now)
    who = _certificate("sample", key, root, root_key, now)
    lists = x509.CertificateRevocationListBuilder(root.subject, now - timedelta(hours=1), now + timedelta(days=7))
    der = Encoding.DER
    policy = Policy(
        signers=(Signer("-", certificate=who.public_bytes(der)),),
        roots=(root.public_bytes(der),),
        crls=(lists.sign(root_key, hashes.SHA256()).public_bytes(der),),
        required_grade=Grade.TRUSTED,
    )
    issued = appended(
        sample(),
        {
            1: CATALOGUE.replace(b">>", b"/AcroForm << /Fields [%d 0 R] /SigFlags 3 >> >>" % _FIELD),
            3: PAGE.replace(b"/MediaBox", b"/Annots [%d 0 R] /MediaBox" % _FIELD),
            _FIELD: b"<< %s >>" % _BOX,
        },
    )
    data = bytearray(
        appended(
            issued,
            {
                _FIELD: b"<< %s /V %d 0 R /AP << /N %d 0 R >> >>" % (_BOX, _SIGNATURE, _PICTURE),
                _SIGNATURE: b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached "
                b"/ByteRange [%s] /Contents <%s> >>" % (b" " * 40, b"0" * _ROOM),
                _PICTURE: b"<< /Type /XObject /Subtype /Form /BBox [0 0 170 48] /Length 0 >>\nstream\n\nendstream",
            },
        )
    )
    start = data.index(b"/Contents <", len(issued)) + len(b"/Contents ")
    after = start + _ROOM + 2
    covered = b"0 %d %d %d" % (start, after, len(data) - after)
    place = data.index(b"/ByteRange [", len(issued)) + len(b"/ByteRange [")
    data[place : place + 40] = covered.ljust(40)
    signing = pkcs7.PKCS7SignatureBuilder().set_data(bytes(data[:start] + data[after:]))
    signing = signing.add_signer(who, key, hashes.SHA256())
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    digits = signing.sign(der, options).hex().encode()
    data[start + 1 : start + 1 + len(digits)] = digits
    return Signed(bytes(data), issued, policy, now + timedelta(minutes=1))


def _certificate(
    name: str,
    key: EllipticCurvePrivateKey,
    issuer: Certificate | None,
    with_key: EllipticCurvePrivateKey,
    now: datetime,
) -> Certificate:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import NameOID

    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer is not None else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(_usage(authority=issuer is None), critical=True)
    )
    return made.sign(with_key, hashes.SHA256())


def _usage(*, authority: bool) -> x509.KeyUsage:
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
