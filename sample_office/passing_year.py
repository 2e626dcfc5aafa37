"""What happens in the sample office in the weeks before today, as plain data, and the clock they pass on.

Some days ago: the office begins, with last year's items online already. Then the work of this year; somebody moves to
another group; the memos lie three days before they are signed; the deputy acts as head for three days.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from workflow.ports.storage import Clock

LAST_YEAR = 2565
"""The cycle before: three items that were online when the office began with the program."""
BEGAN, ORDERED, HANDED_IN, MOVED, COMPILED, SUBMITTED, SIGNED, ACTING, ACTED, PUBLISHED = (
    45, 40, 30, 20, 14, 10, 7, 5, 4, 0,
)  # fmt: skip
"""Days before today."""

MOVER, MOVED_TO, MOVED_BY = "clerk2.hr", "กลุ่มพัฒนาการศึกษา", "95"
"""Who changes post, to which group, by the order of which number."""
HANDED_IN_BY = {("O41", "hr"): MOVER}
"""Item and group -> who hands it in, where it is not the group's usual clerk."""
ACTS, ACTING_DAYS, ACTS_BY = "deputy", 3, "118"
"""Who acts as head from the day ACTING, how many days, by the order of which number."""
SIGNED_BY_ACTING = ("O6", "O28", "O39")
"""Submitted and signed in these days."""


class PassingDays:
    """The machine's clock as it was some days ago, and nearer to today with each thing that happens."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ago = timedelta()

    def now(self) -> datetime:
        return self._clock.now() - self._ago

    def days_ago(self, days: int) -> None:
        """From now on it is so many days before today."""
        self._ago = timedelta(days=days)
