#!/usr/bin/env bash
# pypdf 7.1.0 reads every sara aa (า) that follows the first sara am (ำ) of a PDF by LibreOffice 7.4.7 as U+0003: "นำมา"
# comes as "นำ\x03ม\x03". LibreOffice says the real text in ActualText, which pypdf does not look at; pdfium 5.15.2 does.
# Before the first ำ the same letter is read right, so that a short test passes.
# Seen: 2026-11-29, Debian 12.
. "$(dirname "$0")/common.bash"
debian soffice libreoffice-writer-nogui 7.4.7
file_of /usr/share/fonts/truetype/tlwg/Laksaman.ttf fonts-tlwg-laksaman-ttf
python_with pypdf==7.1.0 pypdfium2==5.15.2
docx after.docx "$(paragraph "$(run 'นำมาตามหน้า')")"
docx before.docx "$(paragraph "$(run 'มาตามหน้า')")"
pdf after.docx
pdf before.docx
cat >read.py <<'PY'
import sys, pypdf, pypdfium2
name = sys.argv[1]
print(repr(pypdf.PdfReader(name).pages[0].extract_text()), repr(pypdfium2.PdfDocument(name)[0].get_textpage().get_text_bounded()))
PY
seen 'without ำ: pypdf, pdfium' "'มาตามหน้า' 'มาตามหน้า'" "$("$python" read.py before.pdf)"
seen 'with ำ: pypdf, pdfium' "'นำ\\x03ม\\x03ต\\x03มหน้\\x03' 'นำมาตามหน้า'" "$("$python" read.py after.pdf)"
finish
