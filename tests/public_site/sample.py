"""Facts of a fictitious office: 43 items of 2566, in every state an item can be in."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from workflow.ports.site import (
    FormerFile,
    OnlineState,
    SiteFacts,
    SiteFile,
    SiteGroup,
    SiteIndicator,
    SiteItem,
    SiteOffice,
    SiteSignature,
    SiteSubIndicator,
    SiteYear,
    WebAddress,
)
from workflow.rules.states import GRADES

THAI_MONTHS = (
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม".split()  # noqa: SIM905
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n%"
)
GROUPS = {
    "กลุ่มอำนวยการ": SiteGroup(key="admin", name_th="กลุ่มอำนวยการ", name_en="Administration"),
    "กลุ่มนโยบายและแผน": SiteGroup(key="policy", name_th="กลุ่มนโยบายและแผน", name_en="Policy and Planning"),
    "กลุ่มบริหารงานบุคคล": SiteGroup(key="hr", name_th="กลุ่มบริหารงานบุคคล", name_en="Personnel"),
    "หน่วยตรวจสอบภายใน": SiteGroup(key="audit", name_th="หน่วยตรวจสอบภายใน", name_en="Internal Audit"),
    "ทุกกลุ่ม": SiteGroup(key="all", name_th="ทุกกลุ่ม", name_en="All groups"),
}
HELD_BACK: Mapping[str, tuple[OnlineState, str]] = {
    "O20": (OnlineState.SUSPENDED, "พบข้อมูลส่วนบุคคลในเอกสาร อยู่ระหว่างแก้ไข"),
    "O33": (OnlineState.RETRACTED, "เอกสารออกผิดฉบับ จะเผยแพร่ฉบับที่ถูกต้องที่หน้านี้"),
    "O41": (OnlineState.NOT_YET, ""),
    "O43": (OnlineState.NOT_YET, ""),
}
NIL = "ในปีงบประมาณ พ.ศ. 2566 (ตุลาคม 2565 – มีนาคม 2566) ไม่มีเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"


def store(folder: Path, content: bytes) -> tuple[str, Path]:
    """Keep bytes by their digest, as the file store does."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = folder / sha256
    path.write_bytes(content)
    return sha256, path


def paper(folder: Path, title: str, *, duty: str = "original", xlsx: bool = False, scan: bool = False) -> SiteFile:
    content = PAPER + title.encode() + b"\n"
    sha256, path = store(folder, content)
    return SiteFile(
        title=title, name=title + (".xlsx" if xlsx else ".pdf"), media_type=XLSX if xlsx else "application/pdf",
        size=len(content), sha256=sha256, path=path, duty=duty, image_only=scan,
    )  # fmt: skip


def sample_facts(folder: Path) -> SiteFacts:
    with (Path(__file__).parent / "items.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    subs = {row["sub_indicator"]: row["sub_indicator_th"] for row in rows}

    def indicator(number: str, th: str, en: str) -> SiteIndicator:
        return SiteIndicator(
            number=number, title_th=th, title_en=en,
            subs=tuple(SiteSubIndicator(number=n, title_th=t) for n, t in subs.items() if n.startswith(number + ".")),
        )  # fmt: skip

    withdrawn = paper(folder, "ฉบับที่ถอนแล้ว")
    return SiteFacts(
        office=SiteOffice(
            key="sample", name_th="สำนักงานศึกษาธิการจังหวัดตัวอย่าง", name_en="Sample Provincial Education Office",
            address="เลขที่ 1 ถนนตัวอย่าง ตำบลในเมือง อำเภอเมือง จังหวัดตัวอย่าง 10000",
            phone="0 2000 0000 ต่อ 101", email="office@sample.example",
        ),
        years=(
            SiteYear(
                fiscal_year=2566,
                indicators=(
                    indicator("9", "การเปิดเผยข้อมูล", "Information disclosure"),
                    indicator("10", "การป้องกันการทุจริต", "Corruption prevention"),
                ),
                items=tuple(_item(folder, row) for row in rows),
            ),
        ),
        generated_at=datetime(2023, 4, 30, 8, 30, tzinfo=UTC),
        rehearsal=True,
        former=(
            FormerFile(sha256=withdrawn.sha256, fiscal_year=2566, code="O33", title=withdrawn.title, why="retracted"),
        ),
    )  # fmt: skip


def _item(folder: Path, row: dict[str, str]) -> SiteItem:
    code, title = row["code"], row["title_th"]
    common = {
        "code": code, "number": int(row["number"]), "title_th": title, "title_en": row["title_en"],
        "indicator": row["sub_indicator"].split(".")[0], "sub_indicator": row["sub_indicator"],
        "topic": row["topic"], "groups": tuple(GROUPS[n] for n in row["group"].split("|") if n in GROUPS),
    }  # fmt: skip
    state, reason = HELD_BACK.get(code, (OnlineState.PUBLISHED, ""))
    if state is not OnlineState.PUBLISHED:
        return SiteItem(**common, state=state, reason=reason)  # type: ignore[arg-type]
    pen = code in ("O2", "O5")
    files: tuple[SiteFile, ...] = ()
    web: tuple[WebAddress, ...] = ()
    if row["kind"] != "document":
        web = (
            WebAddress(
                url=f"https://social.example/{code.lower()}", title=f"{title} ของสำนักงาน",
                captured_at=datetime(2023, 4, 25, 3, 0, tzinfo=UTC), status=200,
            ),
        )  # fmt: skip
    elif code != "O31":
        files = (paper(folder, title, duty="original", scan=pen),)
    if code == "O19":
        files += (paper(folder, "แผนการจัดซื้อจัดจ้าง (ข้อมูล)", duty="data", xlsx=True),)
    return SiteItem(
        **common, state=state, revision=2 if code == "O12" else 1,  # type: ignore[arg-type]
        published_on=date(2023, 4, 1 + common["number"] % 28),  # type: ignore[operator]
        signature=SiteSignature(
            name="นายตัวอย่าง ใจดี", post="รองศึกษาธิการจังหวัดตัวอย่าง" if code == "O12" else "ศึกษาธิการจังหวัดตัวอย่าง",
            authority="รักษาราชการแทน ศึกษาธิการจังหวัดตัวอย่าง" if code == "O12" else None,
            signed_on=date(2023, 3, 30), grade=1 if pen else 2,
            words_th=GRADES[1 if pen else 2][0], words_en=GRADES[1 if pen else 2][1],
        ),
        memo_label="ศธ 02999/115", memo_on=date(2023, 3, 29), files=files, web=web, note=NIL if code == "O31" else "",
    )  # fmt: skip
