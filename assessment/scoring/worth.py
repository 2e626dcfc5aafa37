"""What an item can bring to the total, by the framework's rule."""

from __future__ import annotations

from fractions import Fraction

from assessment.scoring.framework import Framework, From


def worth(framework: Framework) -> dict[str, Fraction]:
    """Points of the total (out of 100) that an item brings when it goes from nothing to full marks."""
    found: dict[str, Fraction] = {}
    rule = framework.rule
    for item in framework.items:
        tool = framework.tool_of(item.indicator)
        if tool is None:
            continue
        mine = [one for one in framework.items if one.indicator in tool.indicators]
        same = [one for one in mine if one.indicator == item.indicator]
        if rule.tool_from is From.ITEMS:
            part = Fraction(1, len(mine))
        elif rule.indicator_from is From.SUB_INDICATORS:
            subs = dict.fromkeys(one.sub_indicator for one in same)
            members = [one for one in same if one.sub_indicator == item.sub_indicator]
            part = Fraction(1, len(tool.indicators) * len(subs) * len(members))
        else:
            part = Fraction(1, len(tool.indicators) * len(same))
        found[item.code] = Fraction(tool.full_marks) * part
    return found
