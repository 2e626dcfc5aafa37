"""Signed PDFs for the findings: ``good.pdf``, ``changed.pdf`` (one digit of the page size later), ``stamped.pdf``."""

import datetime
import io
from pathlib import Path

import pypdf
from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers, timestamps
from pyhanko_certvalidator.registry import SimpleCertificateStore


def pair(name, stamps=False):
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(private.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30)).add_extension(usage, True)
    )  # fmt: skip
    if stamps:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
    der = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    certificate = made.sign(private, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    return keys.PrivateKeyInfo.load(der), asn1_x509.Certificate.load(certificate)


key, certificate = pair("Sample Signer")
stamp_key, stamp_certificate = pair("Sample Stamps", stamps=True)
page = pypdf.PdfWriter()
page.add_blank_page(300, 300)
plain = io.BytesIO()
page.write(plain)
signer = signers.SimpleSigner(certificate, key, SimpleCertificateStore())
meta = signers.PdfSignatureMetadata(field_name="Signature1", md_algorithm="sha256")
good = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(plain.getvalue())), meta, signer=signer).getvalue()
at = good.index(b"/MediaBox")
changed = good[:at] + good[at:].replace(b"300", b"301", 1)
stamper = signers.PdfTimeStamper(timestamps.DummyTimeStamper(stamp_certificate, stamp_key))
stamped = stamper.timestamp_pdf(IncrementalPdfFileWriter(io.BytesIO(good)), "sha256").getvalue()
for name, data in (("good", good), ("changed", changed), ("stamped", stamped)):
    Path(f"{name}.pdf").write_bytes(data)
