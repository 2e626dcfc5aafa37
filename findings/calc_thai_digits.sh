#!/usr/bin/env bash
# Thai digits for plain numbers in an .xlsx, shown by LibreOffice Calc 7.4.7: Excel's prefix t prints as the letter t, the tag
# of Thai dates [$-D07041E] leaves Arabic digits, and only [$-D00041E] (digits Thai, calendar none) shows ๑๒๓.
# Seen: 2026-11-29, Debian 12; the same with 25.2.3 of Debian 13.
. "$(dirname "$0")/common.bash"
debian soffice libreoffice-calc-nogui 7.4.7
python_with openpyxl==3.1.5
"$python" - <<'PY'
import openpyxl
book = openpyxl.Workbook()
for row, code in enumerate(("t0", "[$-D07041E]0", "[$-D00041E]0", "[$-D00041E]#,##0.00"), 1):
    book.worksheets[0].cell(row, 1, 1234).number_format = code
book.save("numbers.xlsx")
PY
sheet numbers.xlsx
seen 't0, [$-D07041E]0, [$-D00041E]0, with two decimals' 't1234 1234 ๑๒๓๔ ๑,๒๓๔.๐๐' "$(tr -d '"\r' <numbers-Sheet.csv | paste -sd' ')"
finish
