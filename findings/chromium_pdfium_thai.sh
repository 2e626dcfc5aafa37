#!/usr/bin/env bash
# The text of a PDF that Chromium 156 prints is read back wrongly by pdfium, Chromium's own PDF engine: a cluster with two marks
# is repeated (ผึ้ง becomes ผึ้งผึ้), while pdftotext reads it right. For LibreOffice's PDFs it is pdfium that is the better one.
# Seen: 2026-11-29, Debian 12 (chromium 156.0).
. "$(dirname "$0")/common.bash"
debian chromium chromium 156
debian pdftotext poppler-utils 22.12
file_of /usr/share/fonts/truetype/tlwg/Laksaman.ttf fonts-tlwg-laksaman-ttf
python_with pypdfium2==5.15.2
printf '<meta charset=utf-8><p style="font-family: Laksaman">น้ำผึ้ง' >page.html
HOME=$work chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf=page.pdf page.html >chromium.log 2>&1
seen pdftotext น้ำผึ้ง "$(pdftotext page.pdf - | tr -d ' \n\f')"
seen pdfium น้ำผึ้งผึ้ "$("$python" -c "
import pypdfium2
print(''.join(pypdfium2.PdfDocument('page.pdf')[0].get_textpage().get_text_bounded().split()))")"
finish
