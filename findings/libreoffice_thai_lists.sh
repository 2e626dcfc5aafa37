#!/usr/bin/env bash
# LibreOffice 7.4.7 prints lists numbered with Word's thaiNumbers (๑ ๒), thaiCounting (หนึ่ง สอง) and bahtText as 1 2;
# of the Thai formats only thaiLetters (ก ข) is known. Nothing says so: the numbers are there, only other ones.
# Seen: 2026-11-29, Debian 12; the same with 25.2.3 of Debian 13.
. "$(dirname "$0")/common.bash"
debian soffice libreoffice-writer-nogui 7.4.7
debian pdftotext poppler-utils 22.12
body='' plans='' lists=''
for kind in thaiNumbers thaiCounting bahtText thaiLetters; do
    id=$((${id:-0} + 1))
    plans+="<w:abstractNum w:abstractNumId=\"$id\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"2\"/><w:numFmt w:val=\"$kind\"/><w:lvlText w:val=\"%1)\"/></w:lvl></w:abstractNum>"
    lists+="<w:num w:numId=\"$id\"><w:abstractNumId w:val=\"$id\"/></w:num>"
    body+="<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"$id\"/></w:numPr></w:pPr>$(run "$kind")</w:p>"
done
numbering=$plans$lists docx lists.docx "$body"
pdf lists.docx
seen 'number of the second entry' '2)thaiNumbers 2)thaiCounting 2)bahtText ข)thaiLetters' \
    "$(pdftotext -raw lists.pdf - | tr -d ' \f' | paste -sd' ')"
finish
