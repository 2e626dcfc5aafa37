#!/usr/bin/env bash
# Two parts of a .docx that both begin at page 1: LibreOffice puts an empty page between two odd ones, as a book has it. It is in no
# PDF, but NUMPAGES counts it: "หน้า 1 จาก 4" stands in a PDF of three pages (the third is the empty end of the file). Where
# the second part begins at 2 the number is right. (PageCount of its API counts it too.)
# Seen: 2026-12-01, LibreOffice 7.4.7 (Debian 12).
. "$(dirname "$0")/common.bash"
debian soffice libreoffice-writer-nogui 7.4.7
debian pdfinfo poppler-utils 22.12
made() {
    local body='' first
    for first in 1 "$2"; do
        section="<w:pPr><w:sectPr><w:type w:val=\"nextPage\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgNumType w:start=\"$first\"/></w:sectPr></w:pPr>"
        body+="<w:p>$section$(run 'หน้า ')$(field PAGE)$(run ' จาก ')$(field NUMPAGES)</w:p>"
    done
    docx "$1.docx" "$body"
    pdf "$1.docx"
    echo "$(pdfinfo "$1.pdf" | awk '/^Pages/ {print $2}') pages: $(pdftotext -raw "$1.pdf" - | tr -d '\f' | grep จาก | paste -sd,)"
}
seen 'both begin at 1' '3 pages: หน้า 1 จาก 4,หน้า 1 จาก 4' "$(made twice 1)"
seen 'the second begins at 2' '3 pages: หน้า 1 จาก 3,หน้า 2 จาก 3' "$(made on 2)"
finish
