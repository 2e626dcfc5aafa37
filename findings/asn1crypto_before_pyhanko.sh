#!/usr/bin/env bash
# pyHanko teaches asn1crypto the names of its attributes (signing_certificate_v2 and others) when it is imported. asn1crypto
# keeps its names the other way round from the first time one is looked up by name: a program that made any CMS attribute
# before it imported pyHanko can then sign nothing, and the error speaks of an int.
# Seen: 2026-11-30, asn1crypto 1.5.1, pyHanko 0.38.0.
. "$(dirname "$0")/common.bash"
debian openssl openssl 3.0
python_with asn1crypto==1.5.1 pyHanko==0.38.0 pypdf==7.1.0
p12 rsa rsa:2048
cat >sign.py <<'PY'
import io, sys
if sys.argv[1] == "first":
    from asn1crypto import cms
    cms.CMSAttribute({"type": "content_type", "values": ["data"]})
import pypdf
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
page = pypdf.PdfWriter()
page.add_blank_page(200, 200)
page.write(data := io.BytesIO())
key = signers.SimpleSigner.load_pkcs12("rsa.p12", passphrase=b"sample")
try:
    signers.sign_pdf(IncrementalPdfFileWriter(data), signers.PdfSignatureMetadata(field_name="Head"), signer=key)
except ValueError as error:
    print(str(error).splitlines()[0])
else:
    print("signed")
PY
seen 'pyHanko imported first' 'signed' "$($python sign.py later)"
seen 'a CMS attribute made first' "invalid literal for int() with base 10: 'signing_certificate_v2'" "$($python sign.py first)"
finish
