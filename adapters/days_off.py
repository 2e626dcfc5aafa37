"""The ``holidays`` library behind the port: days off of offices of the state, as far as anybody published them.

It has Labour Day and Children's Day, on which these offices work, and days the Cabinet adds for past years alone
(findings/holidays_thailand.sh): what it says is a proposal that the office confirms.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib.util import find_spec

from workflow.rules.errors import MissingOnMachine
from workflow.thai import ERA

WORKED = ("แรงงาน", "เด็ก")
"""Words in the names of days on which offices of the state are open."""


def proposed_days_off(year: int) -> Mapping[date, str]:
    """Days off of a calendar year (Gregorian) by day, in Thai.

    :raises MissingOnMachine: ``meetings_missing``: the extra is not installed.
    """
    if find_spec("holidays") is None:
        raise MissingOnMachine("meetings_missing", file=f"holidays-{year + ERA}.csv")
    import holidays

    found = holidays.country_holidays("TH", years=year, language="th", categories=("public", "government"))
    return {day: name for day, name in sorted(found.items()) if not any(word in name for word in WORKED)}
