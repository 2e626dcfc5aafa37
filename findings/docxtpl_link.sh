#!/usr/bin/env bash
# docxtpl makes a link with RichText.add(url_id=…); without a style the run has none, and Word shows a link all the same.
# In the PDF of LibreOffice 7.4 it is text and nothing more: no annotation, no word. A character style that the template has
# brings the link back, a style that it has not does not. LibreOffice 25.2.3 (Debian 13) makes all of them.
# Seen: 2026-11-30, docxtpl 0.20.2, python-docx 1.2.0, pypdf 7.1.0, LibreOffice 7.4.7 (Debian 12).
. "$(dirname "$0")/common.bash"
debian soffice libreoffice-writer-nogui 7.4.7
python_with docxtpl==0.20.2 python-docx==1.2.0 pypdf==7.1.0

cat >made.py <<'PY'
import sys
import docx
from docx.enum.style import WD_STYLE_TYPE
from docxtpl import DocxTemplate, RichText
name, has, style = sys.argv[1], sys.argv[2] == "has", sys.argv[3:]
plain = docx.Document()
if has:
    plain.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
plain.add_paragraph("ดู {{r link }} ท้ายบันทึก")
plain.save("template.docx")
made = DocxTemplate("template.docx")
link = RichText("")
link.add("ประกาศ", url_id=made.build_url_id("https://www.example.go.th/o15.pdf"), **({"style": style[0]} if style else {}))
made.render({"link": link})
made.save(name)
PY
cat >links.py <<'PY'
import sys, pypdf
(page,) = pypdf.PdfReader(sys.argv[1]).pages
print(len(page.get("/Annots", [])), "ประกาศ" in page.extract_text())
PY
$python made.py plain.docx not
$python made.py unknown.docx not Hyperlink
$python made.py styled.docx has Hyperlink
for one in plain unknown styled; do pdf $one.docx; done
seen 'no style: links, text' '0 True' "$($python links.py plain.pdf)"
seen 'a style that the template has not' '0 True' "$($python links.py unknown.pdf)"
seen 'a style that it has' '1 True' "$($python links.py styled.pdf)"
finish
