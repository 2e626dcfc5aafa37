"""Who is there: the office in one unit of work, who acts in it, its people and groups as of today, and its head."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from workflow.records import models, queries
from workflow.rules.errors import NotFound, Refused, Unmet
from workflow.rules.states import Capacity, Role
from workflow.services.context.authorization import Actor, actor, actors, by_name, holders
from workflow.services.context.office import Office

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from workflow.records.unit_of_work import UnitOfWork


class Present:
    """The office and its people at one moment. Reads lazily and once."""

    def __init__(self, office: Office, uow: UnitOfWork, login: str | None) -> None:
        """:param login: who acts; ``None``: nobody of the office."""
        self.office = office
        self.uow = uow
        self.login = login
        self.now: datetime = office.now()
        self.today: date = self.now.date()

    @property
    def session(self) -> Session:
        return self.uow.session

    @cached_property
    def office_row(self) -> models.Office:
        """:raises NotFound: the office is not set up."""
        row = queries.people.office(self.session, self.office.settings.office.key)
        if row is None:
            raise NotFound("office_not_set_up", office=self.office.settings.office.key)
        return row

    @property
    def office_id(self) -> int:
        return self.office_row.id

    @cached_property
    def everybody(self) -> dict[str, Actor]:
        return actors(self.session, self.office_id, self.today, self.now)

    @cached_property
    def me(self) -> Actor:
        """Who acts. :raises NotFound: the login was ended or belongs to nobody here."""
        person = self.everybody.get(self.login or "")
        if person is None:
            raise NotFound("no_such_person", login=self.login)
        return person

    def person_on(self, login: str, day: date) -> Actor:
        """Somebody with what they held on an earlier day, whoever has left or changed post since.

        :raises NotFound: the login was nobody's then.
        """
        if day == self.today and login in self.everybody:
            return self.everybody[login]
        return actor(self.session, self.office_id, login, day)

    @cached_property
    def groups(self) -> dict[str, models.Group]:
        return {group.key: group for group in queries.people.groups(self.session, self.office_id)}

    def group(self, name: str, *, still: bool = False) -> models.Group:
        """A group by key, Thai name, or a part of the name that no other has; ``still``: one that has not ended.

        :raises NotFound: names the groups there are.
        """
        ended = {key for key, group in self.groups.items() if group.ends is not None and group.ends < self.today}
        there = {key: group for key, group in self.groups.items() if key not in ended or not still}
        found = there.get(name) or by_name(there.values(), name)
        if found is None:
            raise NotFound("no_such_group", group=name, groups=list(there))
        return found

    @cached_property
    def heads(self) -> list[Actor]:
        """Who may sign as head today, first whose name is printed."""
        return [who for who, _ in holders(self.everybody.values(), Role.HEAD)]

    def head(self, login: str | None = None) -> Actor:
        """Whose name is printed under the place to sign today: the holder, else who acts for the head.

        :param login: somebody else who may sign today: by delegation, beside the holder. A capacity may follow, after
            a blank, where they hold several (``deputy 7/2569``).
        :raises Refused: nobody is or acts for the head; or the one named may not sign today.
        :raises NotFound: the capacity is not theirs today.
        """
        found = self.heads
        login, _, capacity = (login or "").partition(" ")
        if not found:
            raise Refused("no_head", "submit", (Unmet("no_head", {"day": self.today.isoformat()}, "administrator"),))
        named = found[0] if not login else next((who for who in found if who.login == login), None)
        if named is None:
            facts = {"person": login, "day": self.today.isoformat()}
            raise Refused("not_head_on_day", "submit", (Unmet("not_head_on_day", facts, Capacity.HEAD),))
        return named.as_head(capacity) if capacity else named

    @cached_property
    def heads_today(self) -> frozenset[str]:
        """Logins of who is head today, or acts as head."""
        return frozenset(person.login for person in self.heads)
