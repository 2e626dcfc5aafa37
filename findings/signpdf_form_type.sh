#!/usr/bin/env bash
# The plain placeholder of @signpdf looks for the form by the text "/Type /AcroForm". ISO 32000 gives that dictionary no
# /Type: where there is none the new form is spelt from whatever stands elsewhere in the file ("/Fields [f %%EO ..."),
# without a word. The box that was there to be signed is no field of the file any more; pdfsig calls the signature valid.
# Seen: 2026-11-30, @signpdf 3.3.0, node 20, pypdf 7.1.0, poppler 22.12 (Debian 12).
. "$(dirname "$0")/common.bash"
debian pdfsig poppler-utils 22.12
debian openssl openssl 3.0
command -v npm >/dev/null || { echo 'missing: npm (apt install npm)' >&2; exit 4; }
npm install --silent @signpdf/signpdf@3.3.0 @signpdf/signer-p12@3.3.0 @signpdf/placeholder-plain@3.3.0 >npm.log 2>&1 \
    || { cat npm.log >&2; exit 4; }
python_with pypdf==7.1.0

python3 "$here/small_form.py"
p12 rsa rsa:2048
cat >sign.js <<'JS'
const fs = require('fs');
const { SignPdf } = require('@signpdf/signpdf');
const { P12Signer } = require('@signpdf/signer-p12');
const { plainAddPlaceholder } = require('@signpdf/placeholder-plain');
const [from, to] = process.argv.slice(2);
const about = { reason: 'agreed', contactInfo: 'x', name: 'x', location: 'x' };
const held = plainAddPlaceholder({ pdfBuffer: fs.readFileSync(from), ...about });
const signer = new P12Signer(fs.readFileSync('rsa.p12'), { passphrase: 'sample' });
new SignPdf().sign(held, signer).then((signed) => fs.writeFileSync(to, signed));
JS
cat >fields.py <<'PY'
import sys, pypdf
names = sorted(pypdf.PdfReader(sys.argv[1]).get_fields() or {})
print(" ".join(names) or "none")
PY
fields() { $python fields.py "$1" 2>/dev/null; }
verdict() { pdfsig -nocert "$1" 2>/dev/null | grep -o 'Signature is Valid' || echo no; }
node sign.js form.pdf form-signed.pdf
node sign.js typed.pdf typed-signed.pdf
seen 'fields before, no /Type' Head "$(fields form.pdf)"
seen 'fields after signing it' none "$(fields form-signed.pdf)"
seen 'pdfsig on it' 'Signature is Valid' "$(verdict form-signed.pdf)"
seen 'fields before, /Type /AcroForm' Head "$(fields typed.pdf)"
seen 'fields after signing it' 'Head Signature2' "$(fields typed-signed.pdf)"
finish
