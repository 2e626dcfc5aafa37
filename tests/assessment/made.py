"""Frameworks made for a test: small, or of another body."""

from decimal import Decimal

from assessment.scoring.framework import Framework, From, Indicator, Item, Level, Rule, Standing, Tool

WORDS = (
    Level("ผ่านดีเยี่ยม", Decimal(95), Decimal(95)),
    Level("ผ่านดี", Decimal(85), Decimal(85)),
    Level("ผ่าน", Decimal(85)),
    Level("ต้องปรับปรุง", Decimal(70)),
    Level("ต้องปรับปรุงโดยด่วน", Decimal(0)),
)


def made(items: tuple[Item, ...], tools: tuple[Tool, ...], levels: tuple[Level, ...], rule: Rule) -> Framework:
    numbers = dict.fromkeys(number for tool in tools for number in tool.indicators)
    return Framework(
        key="made",
        year=2568,
        body="หน่วยงานสมมติ",
        title="กรอบสมมติ",
        standing=Standing.OWN,
        sources=(),
        item_count=len(items),
        items=items,
        item_scores=(Decimal(0), Decimal(100)),
        indicators=tuple(Indicator(number, f"เรื่องที่ {number}") for number in numbers),
        tools=tools,
        rule=rule,
        levels=levels,
        levels_standing=Standing.OWN,
        pass_line=Decimal(85),
    )


def levels_in_words() -> Framework:
    """Three tools, levels by total and tools, four items in two sub-indicators of unequal size."""
    items = (
        Item("O1", 1, "แผน", "9", "9.1"),
        Item("O2", 2, "รายงาน", "9", "9.2"),
        Item("O3", 3, "คู่มือ", "9", "9.2"),
        Item("O4", 4, "สถิติ", "9", "9.2"),
    )
    tools = (
        Tool("IIT", "ภายใน", Decimal(30), ("1",)),
        Tool("EIT", "ภายนอก", Decimal(30), ("6",)),
        Tool("OIT", "เปิดเผย", Decimal(40), ("9",)),
    )
    return made(items, tools, WORDS, Rule(indicator_from=From.SUB_INDICATORS))
