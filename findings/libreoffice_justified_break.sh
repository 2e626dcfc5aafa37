#!/usr/bin/env bash
# LibreOffice 7.4.7 stretches the line before a manual break of a justified Thai paragraph over the whole width, letter by
# letter, since Thai has no blanks to widen. Word's setting doNotExpandShiftReturn is read and stops it.
# Seen: 2026-11-29, Debian 12; the same with 25.2.3 of Debian 13.
. "$(dirname "$0")/common.bash"
debian soffice libreoffice-writer-nogui 7.4.7
debian pdftotext poppler-utils 22.12
file_of /usr/share/fonts/truetype/tlwg/Laksaman.ttf fonts-tlwg-laksaman-ttf
body="<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr>$(run 'กขคง')<w:r><w:br/></w:r>$(run 'จฉ')</w:p>"
# How far right the furthest letter stands, on a page of 595 pt.
width() {
    pdftotext -bbox "$1" - | grep -oP '<word .*xMax="\K[0-9.]+' | sort -n | tail -n 1 \
        | awk '{ print ($1 > 200 ? "over the whole width" : "as long as its letters") }'
}
docx plain.docx "$body"
settings='<w:compat><w:doNotExpandShiftReturn/></w:compat>' docx told.docx "$body"
pdf plain.docx
pdf told.docx
seen 'four letters before a break' 'over the whole width' "$(width plain.pdf)"
seen 'with doNotExpandShiftReturn' 'as long as its letters' "$(width told.pdf)"
finish
