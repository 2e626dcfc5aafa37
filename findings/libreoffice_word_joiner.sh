#!/usr/bin/env bash
# A word joiner forbids the line break inside a Thai compound that LibreOffice's dictionary does not know. With U+2060
# a justified line sets its last vowel or tone mark right of the margin, off its letter; with the older U+FEFF, which
# forbids the same break, it does not. The text that is read back from the PDF is the same.
# Seen: 2026-11-30, LibreOffice 7.4.7 (Debian 12), font Laksaman.
. "$(dirname "$0")/common.bash"
debian soffice libreoffice-writer-nogui 7.4.7
debian pdftoppm poppler-utils 22.12
file_of /usr/share/fonts/truetype/tlwg/Laksaman.ttf fonts-tlwg-laksaman-ttf

# joined JOINER: paragraphs of 16 cm, both margins even, whose lines end at ever other places.
joined() {
    local face='<w:rPr><w:rFonts w:ascii="Laksaman" w:hAnsi="Laksaman" w:cs="Laksaman"/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr>'
    local body='' word more text
    for word in "ประ$1จำ$1ปี" "เจ้า$1หน้า$1ที่" "เผย$1แพร่" "ดัง$1ต่อ$1ไป$1นี้"; do
        text='กรมการ ข้อ'
        for more in 1 2 3 4 5 6; do
            body+="<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r>$face<w:t xml:space=\"preserve\">$text$(printf " $word%.0s" {1..14})</w:t></w:r></w:p>"
            text+='ข้อ'
        done
    done
    docx "$2.docx" "$body"
    pdf "$2.docx"
    pdftoppm -r 100 -gray "$2.pdf" "$2"
}

# beyond NAME: rows of the page images that have ink more than a millimetre right of the margin (21 - 2 cm).
beyond() {
    python3 - "$1"-*.pgm <<'P'
import sys
rows = 0
for name in sys.argv[1:]:
    _, size, _, dots = open(name, "rb").read().split(b"\n", 3)
    wide, high = map(int, size.split())
    margin = round((21 - 2 + 0.1) / 2.54 * 100)
    rows += sum(min(dots[y * wide + margin:(y + 1) * wide]) < 128 for y in range(high))
print("some" if rows else "none")
P
}

joined $'\u2060' new
joined $'\ufeff' old
seen 'ink right of the margin with U+2060' some "$(beyond new)"
seen 'ink right of the margin with U+FEFF' none "$(beyond old)"
finish
