#!/usr/bin/env bash
# In a Thai Word file LibreOffice 7.4.7 prints one field DATE in two eras: without a format in the Buddhist year (two
# digits), with \@ "d MMMM yyyy" in the Western year beside the Thai month. bbbb, Word's Buddhist year, comes out as letters.
# Either way it is the day of the conversion, not the day the file shows.
# Seen: 2026-11-29, Debian 12; the same with 25.2.3 of Debian 13.
. "$(dirname "$0")/common.bash"
debian soffice libreoffice-writer-nogui 7.4.7
debian pdftotext poppler-utils 22.12
docx days.docx "$(paragraph "$(field 'DATE')")$(paragraph "$(field 'DATE \@ "MMMM yyyy"')")$(paragraph "$(field 'DATE \@ "bbbb"')")"
year=$(date +%Y)
pdf days.docx
mapfile -t lines < <(pdftotext -raw days.pdf - | tr -d '\f')
seen 'last two digits without a format' "$(((year + 543) % 100))" "${lines[0]: -2}"
seen 'year of MMMM yyyy' "$year" "${lines[1]: -4}"
seen 'Thai month beside it' yes "$([[ ${lines[1]} == *[กมพสตธ]* ]] && echo yes || echo no)"
seen 'bbbb' bbbb "${lines[2]}"
finish
