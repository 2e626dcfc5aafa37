#!/usr/bin/env bash
# fpdf2 2.8.9 sets Thai rightly only with set_text_shaping(True): without it the marks of ผู้ and กตัญญู stand in the wrong place. With
# it the page is right and the text is not: each ำ is followed by a control character (U+0003, after a tone mark U+0007 too), so
# that "นำมา" is searched in vain, and pdftotext shows a blank in the word. Without shaping the text is whole.
# Seen: 2026-11-30.
. "$(dirname "$0")/common.bash"
debian pdftotext poppler-utils 22.12
file_of /usr/share/fonts/truetype/tlwg/Laksaman.ttf fonts-tlwg-laksaman-ttf
python_with fpdf2==2.8.9 uharfbuzz==0.55.0 pypdf==7.1.0
cat >made.py <<'PY'
import logging
import fpdf
import pypdf

logging.disable()
for name, shaped in (("shaped", True), ("plain", False)):
    made = fpdf.FPDF()
    made.add_page()
    made.add_font("Thai", "", "/usr/share/fonts/truetype/tlwg/Laksaman.ttf")
    made.set_font("Thai", "", 16)
    made.set_text_shaping(shaped)
    made.cell(0, 10, "นำมา น้ำใจ")
    made.output(f"{name}.pdf")
    print(pypdf.PdfReader(f"{name}.pdf").pages[0].extract_text().strip().encode("unicode_escape").decode())
PY
mapfile -t made < <("$python" made.py 2>/dev/null)
escaped() { printf '%s' "$1" | "$python" -c 'import sys; print(sys.stdin.read().encode("unicode_escape").decode())'; }
seen 'shaped, pypdf' "$(escaped นำ)\\x03$(escaped 'มา น้ำ')\\x07\\x03$(escaped ใจ)" "${made[0]}"
seen 'shaped, pdftotext' 'นำ มา น้ำ ใจ' "$(pdftotext shaped.pdf - | tr -d '\n\f' | sed 's/ *$//')"
seen 'plain, pypdf' "$(escaped 'นำมา น้ำใจ')" "${made[1]}"
seen 'plain, pdftotext' 'นำมา น้ำใจ' "$(pdftotext plain.pdf - | tr -d '\n\f' | sed 's/ *$//')"
finish
