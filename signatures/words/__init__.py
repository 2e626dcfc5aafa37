"""Every sentence of this package, in Thai and English, keyed by code. Facts are named placeholders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from signatures.words import about_files, about_pages, about_people, about_work
from signatures.words.details import detail_th, list_th
from signatures.words.names import KINDS_TH, check
from signatures.words.shape import ORIGINAL_EN, ORIGINAL_TH, RESAVE_TH, Words
from signatures.zone import BANGKOK

WORDS: dict[str, Words] = {**about_files.WORDS, **about_pages.WORDS, **about_people.WORDS, **about_work.WORDS}

COMPARING = {
    "no_code": ("ไม่พบรหัสกำกับ", "no printed code was found"),
    "no_match": ("ภาพไม่ตรงกับหน้าที่ออก", "the picture does not match the page"),
    "distorted": ("ภาพบิดเบี้ยว อาจเป็นภาพถ่าย", "the picture is distorted, perhaps a photo"),
    "pages": ("จำนวนหน้าไม่เท่ากัน", "the numbers of pages differ"),
    "size": ("หน้าใหญ่หรือเล็กเกินไป", "the page is too large or too small"),
    "time": ("ใช้เวลานานเกินกำหนด", "it would take too long"),
    "unreadable": ("อ่านหน้าไม่ได้", "the page cannot be read"),
}
"""Why a page cannot be compared, Thai and English."""

MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


class _Facts(dict[str, object]):
    """Placeholders without a fact stay readable instead of failing."""

    def __missing__(self, key: str) -> str:
        return "-"


def sentence(code: str, facts: Mapping[str, str | int], lang: str = "th") -> str:
    """The sentence of a code. :raises KeyError: for an unknown code."""
    words = WORDS[code]
    return (words.th if lang == "th" else words.en).format_map(_with_names(facts, lang))


def advice(code: str, facts: Mapping[str, str | int], lang: str = "th") -> str:
    """What to do; empty when nothing. :raises KeyError: for an unknown code."""
    words = WORDS[code]
    if words.th_do == RESAVE_TH and facts.get("signed"):
        words = words._replace(th_do=ORIGINAL_TH, en_do=ORIGINAL_EN)
    return (words.th_do if lang == "th" else words.en_do).format_map(_with_names(facts, lang))


def _with_names(facts: Mapping[str, str | int], lang: str) -> _Facts:
    values = _Facts(facts)
    if "kind" in facts:
        kind = str(facts["kind"])
        values["kind_th"] = KINDS_TH[kind] if kind in KINDS_TH else list_th(kind)
    if "checks" in facts:
        values["checks"] = ", ".join(check(name, lang) for name in str(facts["checks"]).split(", "))
    values.setdefault("protection", f" ({facts['how']})" if "how" in facts else "")
    if "what" in facts:
        values["what_said"] = about_pages.CHANGED.get(str(facts["what"]), ("", ""))[0 if lang == "th" else 1]
    if "why" in facts:
        th, en = COMPARING.get(str(facts["why"]), (str(facts["why"]),) * 2)
        values["why_said"] = th if lang == "th" else en
    if lang == "th":
        if "detail" in facts:
            values["detail"] = detail_th(str(facts["detail"]))
        for key in ("when", "day", "start", "until"):
            if key in facts:
                values[key] = thai_date(str(facts[key]))
    return values


def thai_date(text: str) -> str:
    """An ISO date or moment as an official writes it (Thai time, Buddhist era, Thai digits); else the text itself."""
    try:
        if "T" not in text:
            day, clock = date.fromisoformat(text), ""
        else:
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is not None:
                moment = moment.astimezone(BANGKOK)
            day, clock = moment.date(), f" เวลา {moment:%H.%M} น."
    except ValueError:
        return text
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + 543}{clock}".translate(THAI_DIGITS)
