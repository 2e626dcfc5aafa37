#!/usr/bin/env bash
# qpdf 11.3, pikepdf 10.18.0 and pypdf 7.1.0 save a signed PDF anew without a warning and with status 0: the signature is destroyed.
# pdfsig then does not say "invalid" but "has not yet been verified", and ends with 0: a broken one looks like one not looked at.
# Seen: 2026-11-29, Debian 12.
. "$(dirname "$0")/common.bash"
debian pdfsig poppler-utils 22.12
debian qpdf qpdf 11.3
python_with pyhanko==0.38.0 pypdf==7.1.0 cryptography==50.0.2 pikepdf==10.18.0
"$python" "$here/small_signed.py"
qpdf good.pdf qpdf.pdf 2>&1 | tee told.txt
"$python" -W always -c "
import pikepdf, pypdf
pikepdf.open('good.pdf').save('pikepdf.pdf')
pypdf.PdfWriter(clone_from='good.pdf').write('pypdf.pdf')" 2>&1 | tee -a told.txt
seen 'warnings' 0 "$(wc -l <told.txt | tr -d ' ')"
for name in good qpdf pikepdf pypdf; do
    seen "$name" "$([ $name == good ] && echo 'Signature is Valid.' || echo 'Signature has not yet been verified.')" \
        "$(pdfsig -nocert "$name.pdf" 2>/dev/null | grep -oP 'Validation: \K.*')"
done
finish
