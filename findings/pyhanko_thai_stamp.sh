#!/usr/bin/env bash
# A Thai text stamp of pyHanko (TextStampStyle with an OpenType font, as for the name beside a signature) looks right. Letters that
# HarfBuzz draws by several glyphs (ำ, ที่, ผู้) have their text in ActualText alone: pdftotext and pdfium read it, pypdf and
# pdfplumber do not, and give letters of no Thai word: นĻามา, (cid:315). MuPDF reads the last of them twice.
# Seen: 2026-11-30.
. "$(dirname "$0")/common.bash"
debian pdftotext poppler-utils 22.12
file_of /usr/share/fonts/truetype/tlwg/Laksaman.ttf fonts-tlwg-laksaman-ttf
python_with 'pyHanko[opentype,image-support]==0.38.0' pypdf==7.1.0 pdfplumber==0.11.10 pypdfium2==5.15.2
cat >stamped.py <<'PY'
import logging
import pdfplumber
import pypdf
import pypdfium2
from pyhanko.pdf_utils.font.opentype import GlyphAccumulatorFactory
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.stamp import TextStamp, TextStampStyle
from pypdf.generic import DecodedStreamObject, NameObject

logging.disable()
blank = pypdf.PdfWriter()
page = blank.add_blank_page(595, 842)
page[NameObject("/Contents")] = blank._add_object(DecodedStreamObject())
blank.write("blank.pdf")
font = GlyphAccumulatorFactory("/usr/share/fonts/truetype/tlwg/Laksaman.ttf")
style = TextStampStyle(stamp_text="นำมา ผู้", text_box_style=TextBoxStyle(font=font), border_width=0, background=None)
with open("blank.pdf", "rb") as handle:
    writer = IncrementalPdfFileWriter(handle)
    TextStamp(writer, style).apply(0, 50, 400)
    with open("stamp.pdf", "wb") as out:
        writer.write(out)
print("".join(pypdfium2.PdfDocument("stamp.pdf")[0].get_textpage().get_text_bounded().split()))
for read in (pypdf.PdfReader("stamp.pdf").pages[0].extract_text(), pdfplumber.open("stamp.pdf").pages[0].extract_text()):
    print("นำมา" in read, "ผู้" in read)
PY
mapfile -t read < <("$python" stamped.py 2>/dev/null)
seen pdftotext นำมาผู้ "$(pdftotext stamp.pdf - | tr -d ' \n\f')"
seen pdfium นำมาผู้ "${read[0]}"
seen 'pypdf finds นำมา, ผู้' 'False False' "${read[1]}"
seen 'pdfplumber finds นำมา, ผู้' 'False False' "${read[2]}"
finish
