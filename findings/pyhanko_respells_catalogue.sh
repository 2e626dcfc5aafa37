#!/usr/bin/env bash
# pyHanko's incremental writer, which signs, writes the catalogue and the information again and spells their strings anew: a language
# in UTF-16 (as Acrobat writes it for Word's files) gets a byte for each letter. Who compares revisions by bytes calls the file changed
# by its own signature. A U+0000, which ImageMagick leaves at the end of a title, becomes the byte of a soft hyphen.
# Seen: 2026-12-01.
. "$(dirname "$0")/common.bash"
python_with pyHanko==0.38.0 pypdf==7.1.0
cat >respelt.py <<'PY'
import logging
import re
import pypdf
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pypdf.generic import ByteStringObject, NameObject

logging.disable()
blank = pypdf.PdfWriter()
blank.add_blank_page(595, 842)
blank._info[NameObject("/Title")] = ByteStringObject(b"\xfe\xff" + "scan\0".encode("utf-16-be"))
blank.root_object[NameObject("/Lang")] = ByteStringObject(b"\xfe\xff" + "th-TH".encode("utf-16-be"))
blank.write("blank.pdf")
before = open("blank.pdf", "rb").read()
with open("blank.pdf", "rb") as handle:
    writer = IncrementalPdfFileWriter(handle)
    writer.update_root()
    with open("again.pdf", "wb") as out:
        writer.write(out)
added = open("again.pdf", "rb").read()[len(before):]
print(re.search(rb"/Lang\s*([(<][^)>]*[)>])", before)[1].decode("latin-1"))
print(re.search(rb"/Lang\s*([(<][^)>]*[)>])", added)[1].decode("latin-1"))
print([ascii(pypdf.PdfReader(name).metadata.title) for name in ("blank.pdf", "again.pdf")])
PY
mapfile -t read < <("$python" respelt.py 2>&1)
seen 'the language before' '<feff00740068002d00540048>' "${read[0]}"
seen 'the language when written again' '(th\055TH)' "${read[1]}"
seen 'the title before and after' "[\"'scan\\\\x00'\", \"'scan\\\\xad'\"]" "${read[2]}"
finish
