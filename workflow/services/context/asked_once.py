"""What is asked once of an item's whole cycle, however many of its items a use case goes through."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from workflow.records import queries
from workflow.records.plain.beside import only_read
from workflow.records.writing import add_row
from workflow.services.context.case_facts import CARRIED
from workflow.services.context.present import Present

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from workflow.records import models
    from workflow.records.unit_of_work import UnitOfWork
    from workflow.services.context.office import Office

T = TypeVar("T")
_PLAIN_FACTS = ("contributors", "ticks", "verdicts_in", "waived")
"""Questions of a cycle whose answer is no row that anybody changes."""


class AskedOnce(Present):
    """Ticks, who took part, and whatever else is asked of a cycle as a whole; kept for the length of the use case."""

    def __init__(self, office: Office, uow: UnitOfWork, login: str | None) -> None:
        super().__init__(office, uow, login)
        self._asked: dict[tuple[str, int], Any] = {}

    def start_over(self) -> None:
        """Some of what was written is undone: what it may have changed is asked for anew."""
        self._asked.clear()
        self.uow.forget_counters()

    def of_cycle(self, item: models.Item, ask: Callable[[Session, int], T]) -> T:
        """What a query says of the item's whole cycle, asked once."""
        key = (ask.__name__, item.cycle_id)
        if key not in self._asked:
            session = only_read(self.session) if ask.__name__ in _PLAIN_FACTS else self.session
            self._asked[key] = ask(session, item.cycle_id)
        found: T = self._asked[key]
        return found

    def ticks(self, item: models.Item) -> frozenset[str]:
        return frozenset(self.of_cycle(item, queries.items.ticks).get((item.id, item.round), ()))

    def took_part(self, item: models.Item, how: str) -> list[str]:
        """Logins that did something in this round (``compiled``, ``submitted``...), in the order of their first."""
        found = self.of_cycle(item, queries.items.contributors).get((item.id, item.round), [])
        return list(dict.fromkeys(login for login, done in found if done == how))

    def add_contributor(self, item: models.Item, how: str) -> None:
        if self.me.login not in self.took_part(item, how):
            row = {"item_id": item.id, "round": item.round, "login": self.me.login, "how": how, "at": self.now}
            add_row(self.session, "Contributor", office_id=item.office_id, **row)
            known = self.of_cycle(item, queries.items.contributors)
            known.setdefault((item.id, item.round), []).append((self.me.login, how))

    def forget_carrying(self, item: models.Item) -> None:
        """Who carried a revision over that was taken back did nothing for it."""
        queries.items.remove_contributors(self.session, item, CARRIED)
        self.of_cycle(item, queries.items.contributors).pop((item.id, item.round), None)
