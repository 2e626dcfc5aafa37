#!/usr/bin/env bash
# openpyxl 3.1.5 tells a day from a number by the Latin letters of its format. Days formatted with the letters of a Thai
# Excel (ว ดดดด ปปปป), or as a Buddhist year alone (bbbb), come as bare numbers; with one d beside them they are days.
# Seen: 2026-11-29.
. "$(dirname "$0")/common.bash"
python_with openpyxl==3.1.5
said=$("$python" - <<'PY'
import openpyxl
book = openpyxl.Workbook()
formats = ("ว ดดดด ปปปป", "bbbb", "d mmmm bbbb", "[$-th-TH,107]d mmmm yyyy")
for row, code in enumerate(formats, 1):
    book.worksheets[0].cell(row, 1, 45069).number_format = code
book.save("days.xlsx")
print(*(type(cell.value).__name__ for (cell,) in openpyxl.load_workbook("days.xlsx").worksheets[0].iter_rows()))
PY
)
seen 'ว ดดดด ปปปป, bbbb, d mmmm bbbb, [$-th-TH,107]' 'int int datetime datetime' "$said"
finish
