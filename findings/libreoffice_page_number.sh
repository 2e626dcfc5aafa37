#!/usr/bin/env bash
# LibreOffice 7.4.7 prints a page number field with `\* ThaiArabic`, which Word shows as ๑ ๒, as ก ข (Thai letters).
# Written THAIARABIC, as ECMA-376 part 1 (17.16.4.3.1) spells it, the switch is not known and 1 2 are printed.
# Seen: 2026-11-29, Debian 12; the same with 25.2.3 of Debian 13.
. "$(dirname "$0")/common.bash"
debian soffice libreoffice-writer-nogui 7.4.7
debian pdftotext poppler-utils 22.12
docx pages.docx "$(paragraph "$(run A)$(field 'PAGE \* ThaiArabic')")$(paragraph "$(run B)$(field 'PAGE \* THAIARABIC')")$(paragraph \
    "$(run C)$(field 'NUMPAGES \* ThaiArabic')")"
pdf pages.docx
text=$(pdftotext -raw pages.pdf - | tr -d ' \f' | paste -sd' ')
seen 'page as ThaiArabic, as THAIARABIC, number of pages as ThaiArabic' 'Aก B1 Cก' "$text"
finish
