"""The head reads what others did in the head's name, or about the head's power, without asking."""

from __future__ import annotations

from datetime import timedelta

from tests.services.small_office import SmallOffice
from workflow.services.queries.in_my_name import DAYS, done_for
from workflow.services.watching.digest import digest


def test_who_acts_for_the_head_is_read_by_the_head(small: SmallOffice) -> None:
    small.bring("draft", "O1", "O2")
    small.clock.moment += timedelta(days=7)  # the deputy acts, by the order in the people's file
    small.compile("O1", "O2")
    small.submit("O1", "O2")
    small.sign("O1", "O2", by="deputy")
    (signed,) = [one for one in done_for(small.office, "head") if one.step == "sign"]
    assert (signed.items, signed.name) == (["O1", "O2"], "นางสมมติ รักงาน")
    assert done_for(small.office, "registrar") == []
    with small.use_case("head") as use_case:
        me = use_case.me
    assert signed in digest(small.office, me).done
    small.clock.forward(DAYS + 1)
    assert [one for one in done_for(small.office, "head") if one.step == "sign"] == []


def test_what_the_head_signed_is_no_news_to_the_head(small: SmallOffice) -> None:
    small.bring("head_signed", "O1")
    assert [one for one in done_for(small.office, "head") if one.kind == "step"] == []
