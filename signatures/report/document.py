"""A page about one verdict, fit to be filed: what was checked, by whom, how, and everything that was found.

Everything is on one A4 page where it fits. Where it does not, the setting gets smaller, then notes (what speaks for
the file) are left out, and the page says how many; nothing else is ever left out: it goes to a second page.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from signatures.report.page import Pages
from signatures.verdict import Check, SignerFacts, Tone, Verdict
from signatures.words import THAI_DIGITS, thai_date
from signatures.words.names import CHECKS, GRADES, STATUS, check

_LABELS = {
    "th": {
        "title": "รายงานผลการตรวจลายมือชื่ออิเล็กทรอนิกส์",
        "file": "ไฟล์",
        "bytes": "ไบต์",
        "result": "ผลการตรวจ",
        "grade": "ระดับหลักฐาน",
        "required": "ระดับที่กำหนด",
        "at": "ตรวจเมื่อ",
        "digest": "ค่าตรวจสอบไฟล์ (SHA-256)",
        "issued": "ค่าตรวจสอบไฟล์ฉบับที่ออก",
        "not_issued": "ไม่ได้ตรวจเทียบกับฉบับที่ออก",
        "signers": "ผู้ลงนาม ({count} ลายมือชื่อ)",
        "nobody": "ไม่พบลายมือชื่อ",
        "field": "ช่อง",
        "issuer": "ใบรับรองออกโดย {issuer}",
        "fingerprint": "ลายพิมพ์ใบรับรอง SHA-256",
        "proven": "ลงนามเมื่อ {when} (ตราประทับเวลายืนยัน)",
        "claimed": "ลงนามเมื่อ {when} (ตามเครื่องของผู้ลงนาม)",
        "no_time": "ไม่ปรากฏเวลาลงนาม",
        "broken": "ลายมือชื่อนี้ไม่ผ่านการตรวจค่าหรือช่วงข้อมูล",
        "reasons": "เหตุผล",
        "do": "สิ่งที่ควรทำ",
        "policy": "นโยบายที่ใช้",
        "no_policy": "ไม่ได้ระบุ",
        "ran": "ขั้นที่ตรวจแล้ว",
        "not_run": "ขั้นที่ไม่ได้ตรวจ",
        "none": "ไม่มี",
        "note": "สรุปผลจากโปรแกรม มิใช่คำวินิจฉัยทางกฎหมาย · {software} · หน้า {{page}}/{{pages}}",
        "more": "และข้อสังเกตอีก {count} ข้อที่ไม่ขัดกับผลนี้ ไม่ได้พิมพ์ไว้ในหน้านี้ (ดูได้ด้วยคำสั่ง oit verify)",
    },
    "en": {
        "title": "Report on the check of an electronic signature",
        "file": "File",
        "bytes": "bytes",
        "result": "Result",
        "grade": "Grade of proof",
        "required": "Grade required",
        "at": "Checked at",
        "digest": "SHA-256",
        "issued": "Issued file SHA-256",
        "not_issued": "not compared with the issued file",
        "signers": "Signers ({count} signatures)",
        "nobody": "no signature was found",
        "field": "field",
        "issuer": "certificate issued by {issuer}",
        "fingerprint": "certificate SHA-256",
        "proven": "signed {when} (proven by a time stamp)",
        "claimed": "signed {when} (the signer's own computer)",
        "no_time": "no time of signing",
        "broken": "this signature's value or coverage did not pass",
        "reasons": "Reasons",
        "do": "What to do",
        "policy": "Policy",
        "no_policy": "none was given",
        "ran": "Checks that ran",
        "not_run": "Checks not run",
        "none": "none",
        "note": "What the program found; not a legal opinion · {software} · page {{page}}/{{pages}}",
        "more": "and {count} more notes that do not speak against this result, not printed here (see oit verify)",
    },
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What the report is about beside the verdict.

    :ivar file: the file's name. :ivar office: who checked; "" when it was no office. :ivar policy: the policy file's
        name; "" for the office's own.
    """

    file: str
    office: str = ""
    policy: str = ""


@dataclass(frozen=True, slots=True)
class _Set:
    """How closely everything is set; ``notes`` None: all of them, and each signer's facts on lines of their own."""

    scale: float
    notes: int | None = None


_TRIED = (_Set(1.0), _Set(0.9), _Set(0.82), _Set(0.82, 6), _Set(0.82, 3), _Set(0.82, 0), _Set(0.75, 6), _Set(0.75, 0))


def report_pdf(verdict: Verdict, heading: Heading, *, lang: str = "th", font: Path | None = None) -> bytes:
    """The report; one page unless what speaks against the file, or the signers, need more.

    :raises SigningRefused: FONT_MISSING
    """
    for tried in _TRIED:
        pages = _filled(verdict, heading, lang, font, tried)
        if len(pages.pages) == 1:
            return pages.pdf()
    return _filled(verdict, heading, lang, font, _Set(0.9)).pdf()


def checks(verdict: Verdict) -> tuple[list[str], list[str]]:
    """Values of the checks that were completed and of those that were not, each in order.

    A person's attestation is no check of a signature: it is named where somebody attested.
    """
    names = [name for name in CHECKS if name != Check.ATTESTATION or Check.ATTESTATION in verdict.checks_run]
    return [n for n in names if n in verdict.checks_run], [n for n in names if n not in verdict.checks_run]


def signed_when(signer: SignerFacts, lang: str) -> str:
    """When somebody signed, and on whose word."""
    words = _LABELS[lang]
    moment = signer.proven_time or signer.claimed_time
    if moment is None:
        return words["no_time"]
    return words["proven" if signer.proven_time else "claimed"].format(when=_when(moment.isoformat(), lang))


def _when(iso: str, lang: str) -> str:
    return thai_date(iso) if lang == "th" else iso


def _filled(verdict: Verdict, heading: Heading, lang: str, font: Path | None, how: _Set) -> Pages:
    words = _LABELS[lang]
    page = Pages(words["note"].format(software=verdict.software), scale=how.scale, font=font)
    page.line(words["title"], 18, gap=0)
    if heading.office:
        page.line(heading.office, 14, gap=0)
    page.rule()
    _facts(page, verdict, heading, lang)
    page.rule()
    page.line(words["signers"].format(count=len(verdict.signers)), 13)
    issuers = {signer.issuer for signer in verdict.signers if signer.issuer}
    for shared in issuers if len(issuers) == 1 else ():
        page.line(words["issuer"].format(issuer=shared), 10, indent=14)
    for number, signer in enumerate(verdict.signers, 1):
        _signer(page, number, signer, lang, with_issuer=len(issuers) > 1, close=how.notes is not None)
    if not verdict.signers:
        page.line(words["nobody"], 11.5, indent=14)
    page.rule()
    _reasons(page, verdict, lang, how.notes)
    page.rule()
    ran, left = checks(verdict)
    for label, names in (("ran", ran), ("not_run", left)):
        page.fact(words[label], ", ".join(check(name, lang) for name in names) or words["none"], 11)
    return page


def _facts(page: Pages, verdict: Verdict, heading: Heading, lang: str) -> None:
    words, names = _LABELS[lang], GRADES[lang]
    page.fact(words["result"], f"{STATUS[lang][verdict.status]} ({verdict.status.value})", 15)
    page.fact(words["grade"], f"{int(verdict.grade)} {names[verdict.grade]}", 12)
    page.fact(words["required"], f"{int(verdict.required)} {names[verdict.required]}", 12)
    page.fact(words["file"], f"{heading.file} ({verdict.file.size:,} {words['bytes']})", 12)
    page.fact(words["at"], _when(verdict.time.at.isoformat(), lang), 12)
    page.fact(words["digest"], verdict.file.sha256, 10)
    page.fact(words["issued"], verdict.file.issued_sha256 or words["not_issued"], 10)
    policy = " ".join(part for part in (heading.policy, verdict.policy_id or "") if part)
    page.fact(words["policy"], policy or words["no_policy"], 10)


def _signer(page: Pages, number: int, signer: SignerFacts, lang: str, *, with_issuer: bool, close: bool) -> None:
    words = _LABELS[lang]
    shown = " ".join(part for part in (signer.person or signer.subject, signer.post or "") if part)
    count = str(number).translate(THAI_DIGITS) if lang == "th" else str(number)
    name = f"{count}. {shown} ({words['field']} {signer.field})"
    told = [signed_when(signer, lang)]
    if signer.issuer and with_issuer:
        told.append(words["issuer"].format(issuer=signer.issuer))
    if signer.fingerprint and not signer.intact:
        told.append(words["broken"])
    if close:
        page.line(" · ".join([name, *told]), 10.5, indent=14, gap=0, hang=12)
    else:
        page.line(name, 11.5, indent=14, gap=0, hang=12)
        page.line(" · ".join(told), 10, indent=26, gap=0)
    if signer.fingerprint:
        page.line(f"{words['fingerprint']} {signer.fingerprint}", 8.5, indent=26)


def _reasons(page: Pages, verdict: Verdict, lang: str, notes: int | None) -> None:
    words = _LABELS[lang]
    page.line(words["reasons"], 13)
    against = [item for item in verdict.reasons if item.tone is not Tone.NOTE]
    rest = [item for item in verdict.reasons if item.tone is Tone.NOTE]
    kept = rest if notes is None else rest[:notes]
    for number, item in enumerate((*against, *kept)):
        page.line(f"{_MARKS[item.tone]} {item.text(lang)} [{item.code}]", 11, indent=14, gap=0, hang=10)
        advice = item.do(lang) if item.tone is not Tone.NOTE else ""
        if advice and advice not in [later.do(lang) for later in against[number + 1 :]]:  # once, after the last
            page.line(f"{words['do']}: {advice}", 10, indent=26)
    if len(rest) > len(kept):
        page.line(words["more"].format(count=len(rest) - len(kept)), 10, indent=14)


_MARKS = {Tone.CONTRADICTS: "×", Tone.UNREAD: "?", Tone.UNPROVEN: "?", Tone.NOTE: "•"}
