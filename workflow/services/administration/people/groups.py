"""The groups of ``office.toml`` against those recorded: new, renamed, ended; with the day from which it is so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from workflow.office_files.settings import Group as GroupSetting
from workflow.records.kinds import Kind
from workflow.records.models import Group
from workflow.rules.errors import Facts, Unmet
from workflow.services.context.transitions import Record


class GroupMeaning(StrEnum):
    """What a difference means; the code of its sentence."""

    NEW = "group_new"
    RENAMED = "group_renamed"
    ENDS = "group_ends"

    @property
    def asks(self) -> bool:
        """Whether somebody is asked before it is recorded."""
        return self is not GroupMeaning.NEW


@dataclass(frozen=True, slots=True)
class GroupChange:
    """One difference; ``login`` is the group's key: what a script confirms it by."""

    meaning: GroupMeaning
    login: str
    facts: Facts

    @property
    def unmet(self) -> Unmet:
        """The difference as a reason."""
        return Unmet(self.meaning.value, self.facts)


def compare_groups(wanted: Sequence[GroupSetting], recorded: Sequence[Group], today: date) -> list[GroupChange]:
    """Every difference that people notice; telephone and order follow the settings without a word."""
    known = {group.key: group for group in recorded}
    found: list[GroupChange] = []
    for group in wanted:
        before = known.get(group.key)
        facts: dict[str, object] = {"key": group.key, "name": group.name, "day": today.isoformat()}
        if before is None or before.ends is not None:
            found.append(GroupChange(GroupMeaning.NEW, group.key, facts))
        elif before.name != group.name:
            found.append(GroupChange(GroupMeaning.RENAMED, group.key, {**facts, "old": before.name}))
    there = {group.key for group in wanted}
    yesterday = (today - timedelta(days=1)).isoformat()
    found += [
        GroupChange(GroupMeaning.ENDS, group.key, {"key": group.key, "name": group.name, "day": yesterday})
        for group in recorded
        if group.key not in there and group.ends is None
    ]
    return found


def write_groups(record: Record, wanted: Sequence[GroupSetting], changes: Sequence[GroupChange]) -> None:
    """Record the differences. A group that ended stays: papers and journal name it."""
    use_case = record.use_case
    for change in changes:
        row = use_case.groups.get(change.login)
        if change.meaning is GroupMeaning.ENDS and row is not None:
            row.ends = use_case.today - timedelta(days=1)
        elif change.meaning is GroupMeaning.RENAMED and row is not None:
            row.name = str(change.facts["name"])
        elif row is not None:  # one that had ended comes back
            row.ends, row.starts, row.name = None, use_case.today, str(change.facts["name"])
        else:
            row = Group(
                office_id=use_case.office_id, key=change.login, name=str(change.facts["name"]), phone=None,
                position=len(use_case.groups), starts=use_case.today,
            )  # fmt: skip
            use_case.session.add(row)
            use_case.groups[change.login] = row
        record.add(Kind.GROUP_CHANGED, {**change.facts, "change": change.meaning.value})
    for position, group in enumerate(wanted):
        kept = use_case.groups.get(group.key)
        if kept is not None:
            kept.position, kept.phone = position, group.phone or None
    use_case.session.flush()
