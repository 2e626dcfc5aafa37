"""Two results that were really printed, as numbers, and the frameworks they belong to."""

from decimal import Decimal
from functools import cache

from assessment.frameworks.reading import read_framework, shipped
from assessment.scoring.framework import Framework, Item
from workflow.office_files.catalogue import load_catalogue

LINKED = ("O1", "O2", "O3", "O4", "O5", "O6", "O7", "O8", "O9", "O10", "O11", "O12", "O13", "O14", "O19", "O20", "O28")
"""Items with 100 at a provincial office in 2566; the other 26 have 0."""

NOT_LINKED = "ลิงก์ไม่ได้แสดงจากหน้าเว็บไซต์หลัก"
ALSO_NOT_LINKED = "ข้อมูลไม่ได้ลิงก์จากหน้าแรก"

INDICATORS = {
    number: Decimal(score)
    for number, score in {
        "1": "99.48", "2": "96.09", "3": "98.46", "4": "98.15", "5": "97.77",
        "6": "97.47", "7": "98.52", "8": "97.89", "9": "100", "10": "100",
    }.items()
}  # fmt: skip
"""A service area office, 2565."""


@cache
def items(year: int) -> tuple[Item, ...]:
    return tuple(
        Item(one.code, one.number, one.title_th, one.indicator, one.sub_indicator, one.sub_indicator_th, one.topic_th)
        for one in load_catalogue(year)
    )


@cache
def framework(key: str, year: int) -> Framework:
    known = items(year) if (key, year) != ("moe-oit", 2565) else ()
    return read_framework(shipped()[(key, year)], known)


def moe() -> Framework:
    return framework("moe-oit", 2566)


def obec() -> Framework:
    return framework("obec-ita", 2565)


def item_scores() -> dict[str, Decimal]:
    return {item.code: Decimal(100 if item.code in LINKED else 0) for item in moe().items}


def comments() -> dict[str, str]:
    """Every item without full marks has the comment about its link, in two wordings; O28 has it beside full marks."""
    found = {item.code: NOT_LINKED for item in moe().items if item.code not in LINKED}
    return found | {"O28": NOT_LINKED, "O15": "ข้อมูลไม่ปรากฏ", "O16": ALSO_NOT_LINKED, "O17": ALSO_NOT_LINKED}
