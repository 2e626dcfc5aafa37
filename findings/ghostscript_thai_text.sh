#!/usr/bin/env bash
# Ghostscript 10.00 (pdfwrite, what many "make my PDF smaller" services run) drops ActualText: the page looks the same, and the
# Thai text of a LibreOffice PDF can be read by nobody any more, not by pdftotext and not by pdfium, which both could before.
# Seen: 2026-11-29, Debian 12.
. "$(dirname "$0")/common.bash"
debian soffice libreoffice-writer-nogui 7.4.7
debian gs ghostscript 10.0
debian pdftotext poppler-utils 22.12
file_of /usr/share/fonts/truetype/tlwg/Laksaman.ttf fonts-tlwg-laksaman-ttf
python_with pypdfium2==5.15.2
docx text.docx "$(paragraph "$(run 'ดำเนินการตามหน้าที่')")"
pdf text.docx
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOutputFile=small.pdf text.pdf
read_both() {
    "$python" - "$1" <<'PY'
import subprocess, sys, pypdfium2
words = "ดำเนินการตามหน้าที่"
both = (subprocess.run(["pdftotext", sys.argv[1], "-"], capture_output=True, text=True).stdout,
        pypdfium2.PdfDocument(sys.argv[1])[0].get_textpage().get_text_bounded())
print(*("read" if words in "".join(text.split()) else "lost" for text in both))
PY
}
seen 'as LibreOffice made it: pdftotext, pdfium' 'read read' "$(read_both text.pdf)"
seen 'after Ghostscript: pdftotext, pdfium' 'lost lost' "$(read_both small.pdf)"
seen 'ActualText left' 0 "$("$python" -c "print(open('small.pdf', 'rb').read().count(b'ActualText'))")"
finish
