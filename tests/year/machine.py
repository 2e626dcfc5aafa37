"""The machine: a year of an office, step by step, in any order. Hypothesis chooses; the services decide.

Some rules do what is next, by whom it belongs to; others make trouble: the wrong person, the wrong order, a paper taken
back, the head away. After each the promises hold (``promises``); what only a whole look finds is looked at every fifty
steps (``every_fifty``).
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.year import every_fifty, promises
from tests.year.hands import Hands
from tests.year.office import ITEMS, NEXT_YEAR, YEARS, Key, YearOffice
from workflow.rules.needs import WAIVABLE
from workflow.rules.states import Online, State

LOGINS = (
    "head", "deputy", "director.admin", "director.hr", "director.policy", "clerk.admin", "second.admin", "clerk.hr",
    "clerk.policy", "registrar", "web", "next.head",
)  # fmt: skip


def some(*states: State | Online) -> st.SearchStrategy[Key]:
    """One of the items that are in any of these states now."""
    return st.runner().flatmap(lambda year: st.sampled_from(year.those(*states)))


items = st.sampled_from(ITEMS)
NEXT_BEGINS = date(2026, 10, 1)
ACTING = ("deputy", "director.hr", "director.policy")
ON_THE_WAY = (State.GROUP_COMPILED, State.SUBMITTED, State.HEAD_SIGNED)
years = st.sampled_from(YEARS)
people = st.sampled_from(LOGINS)
other = st.booleans()


class Year(RuleBasedStateMachine):
    """One office. :cvar base: the folder that each run copies. :cvar ran: steps taken by all runs of this process,
    with what was done and what was refused."""

    base: ClassVar[Path]
    ran: ClassVar[int] = 0
    done: ClassVar[Counter[str]] = Counter()
    refused: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.office = YearOffice(self.base)
        self.hands = Hands(self.office)
        self.looked = self.restored = 0
        self.kept: tuple[int, Any] = (-1, None)

    def teardown(self) -> None:
        type(self).ran += self.office.steps
        self.done.update(self.office.done)
        self.refused.update(self.office.refusals)
        try:
            held = (self.office.steps, self.office.today) == self.kept  # else a promise was broken: that is the story
            if held and self.office.steps > self.looked:
                every_fifty.look(self.office)
        finally:
            self.office.close()

    @invariant()
    def promises_hold(self) -> None:
        if (self.office.steps, self.office.today) == self.kept:
            return
        promises.keep(self.office)
        self.kept = self.office.steps, self.office.today
        if self.office.steps >= self.looked + 50:
            self.looked = self.office.steps
            every_fifty.look(self.office)

    # --- a day's work ------------------------------------------------------------------------------------------------

    @rule(item=items, second=other)
    def next_step(self, item: Key, second: bool) -> None:
        self.hands.forward(item, second=second)

    @rule(item=some(State.DRAFT))
    @precondition(lambda self: self.those(State.DRAFT))
    def as_far_as_the_head(self, item: Key) -> None:
        """Everything but the signature, in one go: half of what an office has lies there."""
        for _ in range(4):
            if self.office.seen[item].state is State.SUBMITTED:
                break
            self.hands.forward(item)

    @rule(first=st.integers(0, len(ITEMS) - 1), second=other)
    def a_busy_day(self, first: int, second: bool) -> None:
        """Half of all items take their next step, by whom it belongs to."""
        for item in (*ITEMS, *ITEMS)[first : first + len(ITEMS) // 2]:
            self.hands.forward(item, second=second)

    @rule(item=some(State.DRAFT, *ON_THE_WAY))
    @precondition(lambda self: self.those(State.DRAFT, *ON_THE_WAY))
    def to_its_end(self, item: Key) -> None:
        for _ in range(6):
            if self.office.seen[item].state is State.PUBLISHED:
                break
            self.hands.forward(item)

    @rule(year=years, group=st.sampled_from(("admin", "policy", "hr")))
    def one_memo_for_all(self, year: int, group: str) -> None:
        codes = [
            seen.code for seen in self.office.seen.values()
            if seen.year == year and seen.compiler == group and seen.state is State.GROUP_COMPILED
        ]  # fmt: skip
        if codes:
            self.hands.submit(self.office.director(group), codes, year)

    @rule(year=years)
    def sign_everything(self, year: int) -> None:
        self.hands.sign(self.office.head(), None, year)

    @rule(year=years)
    def publish_everything(self, year: int) -> None:
        self.hands.publish("web", None, year)

    @rule(item=some(State.SUBMITTED), pen=st.integers(0, 7))
    @precondition(lambda self: self.those(State.SUBMITTED))
    def signed_elsewhere(self, item: Key, pen: int) -> None:
        """The paper comes back with a token's signature, now and then with a pen's."""
        self.hands.receive(item, by=self.office.head(), pen=pen == 7)

    @rule(item=some(State.HEAD_SIGNED), second=people, same=other)
    @precondition(lambda self: self.those(State.HEAD_SIGNED))
    def the_wrong_scan(self, item: Key, second: str, same: bool) -> None:
        """What the registrar brought was the wrong scan; somebody confirms that, now and then the same person."""
        self.hands.replace_scan(item, "registrar", second, same=same)

    # --- ways back ---------------------------------------------------------------------------------------------------

    @rule(item=some(State.DRAFT), second=other, same=other)
    @precondition(lambda self: self.those(State.DRAFT))
    def hand_in_again(self, item: Key, second: bool, same: bool) -> None:
        seen = self.office.seen[item]
        for group in seen.groups[:1]:
            self.hands.contribute(self.office.officer(group, other=second), item, group, same=same)

    @rule(item=some(State.DRAFT))
    @precondition(lambda self: self.those(State.DRAFT))
    def refuse_a_part(self, item: Key) -> None:
        for group in self.office.seen[item].judged[:1]:
            self.hands.refuse(self.office.officer(self.office.seen[item].compiler), item, group)

    @rule(item=some(*ON_THE_WAY), by=st.sampled_from(("head", "director", "web")))
    @precondition(lambda self: self.those(*ON_THE_WAY))
    def send_back(self, item: Key, by: str) -> None:
        login = {"head": self.office.head(), "web": "web"}.get(by) or self.office.director(
            self.office.seen[item].compiler
        )
        self.hands.send_back(login, item)

    @rule(item=some(State.GROUP_COMPILED, State.SUBMITTED))
    @precondition(lambda self: self.those(State.GROUP_COMPILED, State.SUBMITTED))
    def withdraw_or_reopen(self, item: Key) -> None:
        seen = self.office.seen[item]
        if seen.state is State.SUBMITTED:
            self.hands.withdraw(self.office.director(seen.compiler), item)
        else:
            self.hands.reopen(self.office.officer(seen.compiler), item)

    @rule(item=some(State.PUBLISHED))
    @precondition(lambda self: self.those(State.PUBLISHED))
    def revise(self, item: Key) -> None:
        seen = self.office.seen[item]
        self.hands.revise(self.office.officer(seen.compiler), item)

    @rule(item=some(State.DRAFT))
    @precondition(lambda self: self.those(State.DRAFT))
    def revised_by_mistake(self, item: Key) -> None:
        self.hands.cancel_revision(self.office.officer(self.office.seen[item].compiler), item)

    @rule(item=some(Online.RETRACTED))
    @precondition(lambda self: self.those(Online.RETRACTED))
    def put_back(self, item: Key) -> None:
        """What was retracted returns: by the head's lift, or signed anew and named."""
        if self.office.seen[item].state is State.HEAD_SIGNED:
            self.hands.publish_again("web", item)
        else:
            self.hands.change_online(self.office.head(), item, "lift_retraction")

    @rule(
        item=some(Online.ONLINE, Online.SUSPENDED),
        trigger=st.sampled_from(("suspend", "confirm_suspension", "lift_suspension", "retract")),
    )
    @precondition(lambda self: self.those(Online.ONLINE, Online.SUSPENDED))
    def on_the_web(self, item: Key, trigger: str) -> None:
        self.hands.change_online("web" if trigger == "suspend" else self.office.head(), item, trigger)

    # --- trouble -----------------------------------------------------------------------------------------------------

    @rule(login=people, item=items, step=st.sampled_from(sorted(Hands.TRIED)))
    def somebody_tries(self, login: str, item: Key, step: str) -> None:
        """Anybody, any step, any item: what is refused is refused in words, what is done was theirs to do."""
        Hands.TRIED[step](self.hands, login, item)

    @rule(item=items, need=st.sampled_from(WAIVABLE), asked=people, confirmed=people)
    def an_exception(self, item: Key, need: str, asked: str, confirmed: str) -> None:
        self.hands.exception(item, need, asked, confirmed)

    # --- time and people ---------------------------------------------------------------------------------------------

    @rule(hours=st.sampled_from((1, 7, 24, 24, 72, 24 * 20, 24 * 60)))
    def time_passes(self, hours: int) -> None:
        self.office.clock.moment += timedelta(hours=hours)

    @rule(group=st.sampled_from(("admin", "policy", "hr")))
    def somebody_new(self, group: str) -> None:
        self.hands.comes(group)

    @rule(login=st.sampled_from(("clerk.admin", "second.admin", "clerk.hr", "clerk.policy")), days=st.integers(0, 3))
    def somebody_leaves(self, login: str, days: int) -> None:
        self.hands.leaves(login, days)

    @rule(again=other)
    def a_group_has_another_name(self, again: bool) -> None:
        self.hands.rename_group(again)

    @rule(login=st.sampled_from(ACTING), wait=st.integers(0, 2), days=st.integers(0, 6))
    def somebody_acts_as_head(self, login: str, wait: int, days: int) -> None:
        self.hands.appoint_acting(login, wait, days)

    @rule()
    @precondition(lambda self: self.office.head() in ACTING)
    def the_head_is_back(self) -> None:
        self.hands.head_is_back()

    @rule(more=st.integers(-3, 3))
    @precondition(lambda self: self.office.head() in ACTING)
    def a_window_is_corrected(self, more: int) -> None:
        self.hands.correct_window(more)

    @rule(group=st.sampled_from(("admin", "policy", "hr")), head=other)
    def somebody_else_leads(self, group: str, head: bool) -> None:
        if head:
            self.hands.another_head()
        else:
            self.hands.another_director(group)

    @rule(item=some(State.SUBMITTED))
    @precondition(lambda self: self.those(State.SUBMITTED))
    def made_again_for_who_signs(self, item: Key) -> None:
        director = self.office.director(self.office.seen[item].compiler)
        self.hands.reissue(director, item)
        self.hands.take_over(director, item)

    @rule(on=other)
    def the_route_changes(self, on: bool) -> None:
        self.hands.switch_route(on)

    @rule()
    @precondition(lambda self: self.office.today >= NEXT_BEGINS and (NEXT_YEAR, "O1") not in self.office.seen)
    def the_next_year_begins(self) -> None:
        self.hands.open_next_year()

    # --- the folder --------------------------------------------------------------------------------------------------

    @rule()
    @precondition(lambda self: self.office.steps >= self.restored + 25)
    def restored_from_a_backup(self) -> None:
        self.restored = self.office.steps
        every_fifty.go_on_from_a_backup(self.office)

    # --- what there is -----------------------------------------------------------------------------------------------

    def those(self, *states: State | Online) -> list[Key]:
        """Items in any of these states, of work or on the web."""
        return [key for key, seen in self.office.seen.items() if seen.state in states or seen.online in states]
