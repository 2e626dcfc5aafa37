#!/usr/bin/env bash
# Buddhist years in Excel's formats, read by LibreOffice Calc 7.4.7: the numeric tags of Thai ([$-107041E], [$-D07041E],
# [$-1070000]) show 2566, [$-41E] shows a Thai month with the Western year, and the tag that newer Excels write,
# [$-th-TH,107], is not understood: the cell shows 45069. Word's and Excel's own bbbb shows as letters.
# Seen: 2026-11-29, Debian 12; the same with 25.2.3 of Debian 13.
. "$(dirname "$0")/common.bash"
debian soffice libreoffice-calc-nogui 7.4.7
python_with openpyxl==3.1.5
"$python" - <<'PY'
import openpyxl
book = openpyxl.Workbook()
formats = ("[$-107041E]d mmmm yyyy", "[$-D07041E]d mmmm yyyy", "[$-1070000]d/m/yyyy;@", "[$-41E]d mmmm yyyy",
           "[$-th-TH,107]d mmmm yyyy;@", "d mmmm bbbb")
for row, code in enumerate(formats, 1):
    cell = book.worksheets[0].cell(row, 1, 45069)
    cell.number_format = code
book.save("days.xlsx")
PY
sheet days.xlsx
mapfile -t shown < <(tr -d '"\r' <days-Sheet.csv)
seen '[$-107041E]' '23 พฤษภาคม 2566' "${shown[0]}"
seen '[$-D07041E]' '๒๓ พฤษภาคม ๒๕๖๖' "${shown[1]}"
seen '[$-1070000]' '23/5/2566' "${shown[2]}"
seen '[$-41E]' '23 พฤษภาคม 2023' "${shown[3]}"
seen '[$-th-TH,107]' 45069 "${shown[4]}"
seen 'd mmmm bbbb' '23 May bbbb' "${shown[5]}"
finish
