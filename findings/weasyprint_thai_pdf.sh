#!/usr/bin/env bash
# WeasyPrint 70.0 prints Thai well and spells other words in the text layer: its ToUnicode gives the glyph of า the letter ำ once a
# ำ has been set, so "นำมา" is read back as "นำมำ" by pdftotext. Nothing is missing, nothing looks odd: it is another word.
# Seen: 2026-11-29, Debian 12.
. "$(dirname "$0")/common.bash"
debian pdftotext poppler-utils 22.12
ldconfig -p | grep libpangoft2 >pango.log || file_of libpangoft2 libpangoft2-1.0-0
file_of /usr/share/fonts/truetype/tlwg/Laksaman.ttf fonts-tlwg-laksaman-ttf
python_with weasyprint==70.0
"$python" -c "
import weasyprint
for name, text in (('both', 'นำมาตาม'), ('one', 'มาตาม')):
    weasyprint.HTML(string=f'<p style=\"font-family: Laksaman\">{text}').write_pdf(f'{name}.pdf')" 2>weasy.log
seen 'มาตาม alone' มาตาม "$(pdftotext one.pdf - | tr -d ' \n\f')"
seen 'นำมาตาม' นำมำตำม "$(pdftotext both.pdf - | tr -d ' \n\f')"
finish
