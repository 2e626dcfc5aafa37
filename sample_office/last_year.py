"""What the evaluators said of the practice office last year: plainly made up, with causes that real results have."""

from __future__ import annotations

import csv
import io
import shutil
from decimal import Decimal
from pathlib import Path

from workflow.office_files.catalogue import SHIPPED, load_catalogue
from workflow.services.context.frameworks import DEFAULT, known_frameworks

YEAR, KEY = 2565, "sample-oit"
FILE = "ผลการประเมิน-2565-สมมุติ.csv"
NATIONAL = Decimal("87.50")
_LINK = "ลิงก์ไม่ได้แสดงจากหน้าเว็บไซต์หลักของหน่วยงาน"
COMMENTS = {
    **dict.fromkeys(("O11", "O12", "O16", "O17", "O21", "O22", "O24", "O27", "O29"), _LINK),
    **dict.fromkeys(("O15", "O33"), "ไม่ปรากฏข้อมูล"),
    **dict.fromkeys(("O13", "O35"), "ข้อมูลไม่เป็นปัจจุบัน"),
    "O42": "เอกสารไม่มีลายมือชื่อผู้บริหารสูงสุด",
}
"""Items that got nothing, and why."""
ADVICE = {"O19": "ในปีถัดไป ให้แสดงแผนการจัดซื้อจัดจ้างทุกวงเงินงบประมาณ"}


def result_text() -> str:
    """The result as a table, as it would have been sent."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("ข้อ", "ข้อมูล", "คะแนน", "ข้อเสนอแนะ"))
    for item in load_catalogue(YEAR):
        score = 0 if item.code in COMMENTS else 100
        writer.writerow((item.code, item.title_th, score, COMMENTS.get(item.code) or ADVICE.get(item.code, "")))
    return out.getvalue()


def lay_framework(folder: Path) -> None:
    """This year's rules over the whole list of last year, as a made-up framework of the practice office's own."""
    path = known_frameworks(folder)[DEFAULT, YEAR + 1]
    text = path.read_text(encoding="utf-8").partition("# A report must follow")[0]
    for was, now in (
        (f'key = "{DEFAULT}"', f'key = "{KEY}"'), (f"fiscal_year = {YEAR + 1}", f"fiscal_year = {YEAR}"),
        (f'catalogue = "{YEAR + 1}"', f'catalogue = "{KEY}-{YEAR}"'), ('"as_found"', '"own"'),
    ):  # fmt: skip
        text = text.replace(was, now)
    (folder / "frameworks").mkdir(exist_ok=True)
    (folder / "frameworks" / f"{KEY}-{YEAR}.toml").write_text(text, encoding="utf-8")
    shutil.copyfile(SHIPPED / f"{YEAR}.csv", folder / f"catalogue-{KEY}-{YEAR}.csv")
