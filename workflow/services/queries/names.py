"""Names for sentences: groups by their key, people by their login after an ``@``; these are read when first asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.rules.errors import WorkflowError
from workflow.services.context.use_case import reading

if TYPE_CHECKING:
    from workflow.services.context.office import Office

LOGIN = "@"
"""As ``messages.facts`` writes it."""


class OfficeNames(Mapping[str, str]):
    """As :mod:`messages` takes them. Of an office whose records cannot be read nobody has a name: logins stay."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._groups = {group.key: group.name for group in office.settings.groups}

    @cached_property
    def _people(self) -> dict[str, str]:
        try:
            with reading(self._office) as use_case:
                rows = queries.people.people(use_case.session, use_case.office_id)
                return {row.login: row.name for row in rows}
        except WorkflowError:
            return {}

    def __getitem__(self, key: str) -> str:
        return self._people[key.removeprefix(LOGIN)] if key.startswith(LOGIN) else self._groups[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._groups)

    def __len__(self) -> int:
        return len(self._groups)
