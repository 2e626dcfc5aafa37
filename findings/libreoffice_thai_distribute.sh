#!/usr/bin/env bash
# LibreOffice 7.4.7 leaves a paragraph with Word's Thai justification (w:jc thaiDistribute) ragged, as if set left.
# The justification made for languages with spaces (both) fills the lines, by widening the gaps between Thai letters.
# Seen: 2026-11-29, Debian 12; the same with 25.2.3 of Debian 13.
. "$(dirname "$0")/common.bash"
debian soffice libreoffice-writer-nogui 7.4.7
debian pdftotext poppler-utils 22.12
file_of /usr/share/fonts/truetype/tlwg/Laksaman.ttf fonts-tlwg-laksaman-ttf
text='สำนักงานศึกษาธิการจังหวัดตัวอย่างได้ดำเนินการรวบรวมข้อมูลเพื่อเปิดเผยต่อสาธารณะตามแบบวัดการเปิดเผยข้อมูลสาธารณะประจำปีงบประมาณ'
for kind in left thaiDistribute both; do
    docx "$kind.docx" "<w:p><w:pPr><w:jc w:val=\"$kind\"/></w:pPr>$(run "$text$text$text")</w:p>"
    pdf "$kind.docx"
    # How far from the right margin (2 cm of 595.3 pt) the full lines end.
    declare "$kind=$(pdftotext -bbox-layout "$kind.pdf" - | grep -oP '<line [^>]*xMax="\K[0-9.]+' | head -n -1 \
        | awk '{ if (538.6 - $1 > 3) r++ } END { print (r > 0 ? "ragged" : "filled") }')"
done
seen 'left, thaiDistribute, both' 'ragged ragged filled' "$left $thaiDistribute $both"
finish
