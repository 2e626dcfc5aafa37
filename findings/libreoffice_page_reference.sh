#!/usr/bin/env bash
# A page whose numbers are letters or Roman (w:pgNumType) refers to itself: PAGE prints ข, ii or B, and PAGEREF to the
# same page prints 2. LibreOffice reads Word's PAGEREF as its plain page reference, not as the one "as page style", so a
# table of contents of a .docx disagrees with the pages it lists. Nothing says so.
# Seen: 2026-11-30, LibreOffice 7.4.7 (Debian 12).
. "$(dirname "$0")/common.bash"
debian soffice libreoffice-writer-nogui 7.4.7
debian pdftotext poppler-utils 22.12
body=''
for format in thaiLetters lowerRoman upperLetter decimal; do
    section="<w:pPr><w:sectPr><w:type w:val=\"nextPage\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgNumType w:fmt=\"$format\" w:start=\"2\"/></w:sectPr></w:pPr>"
    mark="<w:bookmarkStart w:id=\"${#format}\" w:name=\"$format\"/><w:bookmarkEnd w:id=\"${#format}\"/>"
    body+="<w:p>$section$mark$(run "$format=")$(field PAGE)$(run '/')$(field "PAGEREF $format \\h")</w:p>"
done
docx pages.docx "$body"
pdf pages.docx
seen 'what PAGE and PAGEREF print of one page' 'thaiLetters=ข/2 lowerRoman=ii/2 upperLetter=B/2 decimal=2/2' \
    "$(pdftotext -raw pages.pdf - | tr -d ' \f' | grep = | paste -sd' ')"
finish
