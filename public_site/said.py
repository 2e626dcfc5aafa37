"""All that the public site may say: every fact the pages and open data are made of, with what the public reads there.

What does not stand here is not for the public: who handed in, compiled or attested, reasons within the office, flags,
who is waited for. A test compares every file of a built site with this list, and docs/publishing.md prints it.
"""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, tuple[str, ...]] = {
    "ชื่อ ที่อยู่ โทรศัพท์ อีเมลของสำนักงาน": (
        "SiteOffice.key", "SiteOffice.name_th", "SiteOffice.name_en", "SiteOffice.address", "SiteOffice.phone",
        "SiteOffice.email", "SiteFacts.office", "SiteFacts.base_url", "SiteFacts.rehearsal", "SiteFacts.generated_at",
    ),
    "ปีงบประมาณ ตัวชี้วัด และชื่อข้อตามแบบวัด": (
        "SiteFacts.years", "SiteYear.fiscal_year", "SiteYear.indicators", "SiteYear.items", "SiteYear.framework",
        "SiteYear.folder", "SiteYear.title", "SiteIndicator.number", "SiteIndicator.title_th",
        "SiteIndicator.title_en", "SiteIndicator.subs", "SiteSubIndicator.number", "SiteSubIndicator.title_th",
        "SiteSubIndicator.title_en", "SiteItem.code", "SiteItem.number", "SiteItem.title_th", "SiteItem.title_en",
        "SiteItem.indicator", "SiteItem.sub_indicator", "SiteItem.topic",
    ),
    "กลุ่มที่รับผิดชอบ (ไม่บอกชื่อเจ้าหน้าที่)": (
        "SiteItem.groups", "SiteGroup.key", "SiteGroup.name_th", "SiteGroup.name_en",
    ),
    "เผยแพร่แล้ว ยังไม่เผยแพร่ ระงับ หรือถอน วันที่เผยแพร่ และปรับปรุงครั้งที่เท่าใด": (
        "SiteItem.state", "SiteItem.published_on", "SiteItem.revision", "SiteItem.adopted", "SiteFacts.latest",
    ),
    "ข้อความที่แจ้งประชาชนเมื่อระงับหรือถอน (--public-reason เท่านั้น ไม่ใช่เหตุผลภายใน)": ("SiteItem.reason",),
    "ผู้ลงนาม ตำแหน่ง วันที่ลงนาม และวิธีตรวจลายมือชื่อ": (
        "SiteItem.signature", "SiteSignature.name", "SiteSignature.post", "SiteSignature.signed_on",
        "SiteSignature.grade", "SiteSignature.words_th", "SiteSignature.words_en", "SiteSignature.authority",
    ),
    "เลขที่และวันที่ของบันทึกที่อนุมัติ": ("SiteItem.memo_label", "SiteItem.memo_on"),
    "ไฟล์ที่ลงนามแล้ว: ชื่อ ชนิด ขนาด ค่าตรวจสอบไฟล์ งวด ประเภทการลงนาม ตำแหน่ง (ไม่ใช่ชื่อ) ของผู้รับรองต้นฉบับ": (
        "SiteItem.files", "SiteFile.title", "SiteFile.name", "SiteFile.media_type", "SiteFile.size",
        "SiteFile.sha256", "SiteFile.duty", "SiteFile.image_only", "SiteFile.attested_by", "SiteFile.address",
        "SiteFile.part",
    ),
    "ที่อยู่ของหน้าเว็บหรือช่องทาง และวันที่สำนักงานบันทึกหน้านั้น": (
        "SiteItem.web", "WebAddress.url", "WebAddress.title", "WebAddress.captured_at", "WebAddress.status",
    ),
    "คำแจ้งว่าไม่มีข้อมูล ตามที่หัวหน้าหน่วยงานเห็นชอบในบันทึก": ("SiteItem.note", "SitePart.nil"),
    "งวดของปี: กำหนด เผยแพร่แล้วหรือเลยกำหนด เลขที่บันทึก": (
        "SiteItem.parts", "SitePart.key", "SitePart.title_th", "SitePart.title_en", "SitePart.there", "SitePart.due",
        "SitePart.late", "SitePart.memo",
    ),
    "คะแนนของปีที่ผ่านมา เมื่อสำนักงานเลือกให้แสดง": (
        "SiteFacts.results", "SiteResult.fiscal_year", "SiteResult.title", "SiteResult.total", "SiteResult.level",
        "SiteResult.indicators",
    ),
    "ไฟล์ที่เคยเผยแพร่: ค่าตรวจสอบไฟล์ และถูกแทนที่ ระงับ หรือถอน": (
        "SiteFacts.former", "FormerFile.sha256", "FormerFile.fiscal_year", "FormerFile.code", "FormerFile.title",
        "FormerFile.why", "FormerFile.folder", "SiteFacts.moved", "MovedFile.path", "MovedFile.title",
        "MovedFile.code", "MovedFile.place", "MovedFile.year", "MovedFile.by", "MovedFile.by_path", "MovedFile.on",
    ),
    "หน้าเว็บของสำนักงานเองในโฟลเดอร์ pages/": ("SiteFacts.own_pages", "SiteFacts.own_scripts"),
    "เลขและค่าตรวจสอบของรายการล่าสุดในบันทึกเหตุการณ์เมื่อสร้างเว็บไซต์ (ไม่มีเนื้อหา)": (
        "SiteFacts.journal", "JournalHead.seq", "JournalHead.hash",
    ),
}  # fmt: skip
"""What the public reads -> the facts it is made of (``workflow.ports.site``)."""

NEVER_SHOWN = ("SiteFile.path", "JournalHead.office")
"""Facts that the site is built with and does not say: where a file lies in the store, which journal it is."""
