#!/usr/bin/env bash
# pyHanko's incremental writer reads a file's XMP packet even when nothing of it is asked for, since it notes the date of change there. A
# packet with Thai in TIS-620, or that ends early, makes writing (so: signing) fail with a bare UnicodeDecodeError or an error of XML,
# none of them an error of PDF, although pdfinfo, pypdf and pdfium open the file as if nothing were.
# Seen: 2026-12-01.
. "$(dirname "$0")/common.bash"
python_with pyHanko==0.38.0 pypdf==7.1.0 pypdfium2==5.15.2
cat >packet.py <<'PY'
import logging
import pypdf
import pypdfium2
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pypdf.generic import DecodedStreamObject, NameObject

logging.disable()
packet = "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>ชื่อ</x:xmpmeta>"
for data in (packet.encode("cp874"), packet.encode()[:70]):
    blank = pypdf.PdfWriter()
    blank.add_blank_page(595, 842)
    stream = DecodedStreamObject()
    stream.set_data(data)
    stream.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    blank.root_object[NameObject("/Metadata")] = blank._add_object(stream)
    blank.write("blank.pdf")
    assert len(pypdf.PdfReader("blank.pdf").pages) == len(pypdfium2.PdfDocument("blank.pdf")) == 1
    with open("blank.pdf", "rb") as handle, open("again.pdf", "wb") as out:
        try:
            IncrementalPdfFileWriter(handle).write(out)
            print("written")
        except Exception as error:
            print(type(error).__name__, isinstance(error, PdfError))
PY
mapfile -t read < <("$python" packet.py 2>&1)
seen 'Thai in TIS-620; an error of PDF' 'UnicodeDecodeError False' "${read[0]}"
seen 'cut short; an error of PDF' 'XmpXmlProcessingError False' "${read[1]}"
finish
