#!/usr/bin/env bash
# docxtpl 0.20.2: RichText with bold=True writes w:b and no w:bCs, which is the mark Thai letters follow. The Latin letters of
# the same run come out bold, the Thai ones regular; rtl=True would add it, and w:rtl with it, which Thai must not have.
# Seen: 2026-11-29.
. "$(dirname "$0")/common.bash"
debian soffice libreoffice-writer-nogui 7.4.7
debian pdffonts poppler-utils 22.12
file_of /usr/share/fonts/truetype/tlwg/Laksaman-Bold.ttf fonts-tlwg-laksaman-ttf
python_with docxtpl==0.20.2 python-docx==1.2.0
docx form.docx "$(paragraph "$(run '{{r thai }}')")$(paragraph "$(run '{{r latin }}')")"
"$python" - <<'PY'
from docxtpl import DocxTemplate, RichText
for name, text in (("thai", "ตัวหนา"), ("latin", "bold")):
    form = DocxTemplate("form.docx")
    form.render({"thai": "", "latin": "", name: RichText(text, bold=True, font="Laksaman")})
    form.save(f"{name}.docx")
PY
for name in thai latin; do
    pdf "$name.docx"
    declare "$name=$(pdffonts "$name.pdf" | grep -c -- -Bold || true)"
    declare "marks_$name=$(unzip -p "$name.docx" word/document.xml | grep -oE '<w:b(Cs)?/>' | paste -sd' ')"
done
seen 'marks written' '<w:b/>' "$marks_thai"
seen 'bold faces in the PDF: Thai, Latin' '0 1' "$thai $latin"
finish
