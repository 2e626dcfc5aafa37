#!/usr/bin/env bash
# scanimage --format=pdf (SANE, the scanners of Debian) leaves the table of places empty: every offset is 0000000000, startxref names
# nothing, the picture's length is wrong; it says nothing and ends with 0. Viewers and pypdf repair such a file in silence; qpdf
# calls it damaged, pypdf in strict mode refuses it and pyHanko cannot open it: a scan that everybody can read is one that
# cannot be signed as it is. The scanner is SANE's own "test" device; 1.3.1 (Debian 13) writes the same.
# Seen: 2026-11-30, Debian 12.
. "$(dirname "$0")/common.bash"
debian scanimage sane-utils 1.2.1
debian qpdf qpdf 11.3
debian pdftoppm poppler-utils 22.12
python_with pypdf==7.1.0 pyHanko==0.38.0
ended=0
scanimage -d test --resolution 75 --format=pdf >scan.pdf 2>scan.log || ended=$?
seen 'scanimage ends with' 0 "$ended"
seen 'it says' '' "$(cat scan.log)"
seen 'places that are not zero' 0 "$(grep -a -E '^[0-9]{10} [0-9]{5} [nf]' scan.pdf | grep -a -v -c '^0000000000' || true)"
seen 'qpdf' 'file is damaged' "$(qpdf --check scan.pdf 2>&1 | grep -m1 -o 'file is damaged' || true)"
pdftoppm -r 20 -png scan.pdf page 2>/dev/null
seen 'poppler draws' '1 page' "$(ls page*.png | wc -l) page"
cat >opened.py <<'PY'
import logging
import pypdf
from pyhanko.pdf_utils.reader import PdfFileReader

logging.disable()
def told(opening):
    try:
        return f"{opening()} page"
    except Exception as error:
        return type(error).__name__
print(told(lambda: len(pypdf.PdfReader("scan.pdf").pages)))
print(told(lambda: len(pypdf.PdfReader("scan.pdf", strict=True).pages)))
print(told(lambda: PdfFileReader(open("scan.pdf", "rb")).root["/Pages"]["/Count"]))
PY
mapfile -t opened < <("$python" opened.py)
seen 'pypdf' '1 page' "${opened[0]}"
seen 'pypdf, strict' PdfReadError "${opened[1]}"
seen 'pyHanko' OSError "${opened[2]}"
finish
