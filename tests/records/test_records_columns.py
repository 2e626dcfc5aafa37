# ruff: noqa: PT012 -- the raising block is the unit of work
"""Column types: one meaning on both databases."""

from __future__ import annotations

import enum
import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import MetaData, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.records.base import NAMING, Base
from workflow.records.canonical import canonical_json
from workflow.records.columns import Digest, Facts, Moment, by_value
from workflow.records.connection.engine import make_engine
from workflow.records.errors import ConstraintBroken
from workflow.records.unit_of_work import UnitOfWork


class Colour(enum.StrEnum):
    RED = "red-ish"
    BLUE = "blue"


class Apart(Base):
    """Tables of these tests only: their metadata is not the program's."""

    __abstract__ = True
    metadata = MetaData(naming_convention=NAMING)


class Thing(Apart):
    __tablename__ = "thing"

    id: Mapped[int] = mapped_column(primary_key=True)
    colour: Mapped[Colour]
    second: Mapped[Colour | None]
    explicit: Mapped[Colour] = mapped_column(by_value(Colour), default=Colour.BLUE)
    at: Mapped[Moment]
    day: Mapped[date | None]
    facts: Mapped[Facts]
    digest: Mapped[Digest | None]
    sure: Mapped[bool] = mapped_column(default=False)


@pytest.fixture
def engine(empty_database_url):
    made = make_engine(empty_database_url)
    with made.begin() as connection:
        Apart.metadata.create_all(connection)
    yield made
    made.dispose()


def a_thing(**changes):
    return Thing(**{"colour": Colour.RED, "at": datetime(2023, 1, 1, tzinfo=UTC), "facts": {}, **changes})


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=15,
)


@given(plain)
def test_canonical_json_comes_back_as_it_was(value):
    text = canonical_json(value)
    assert json.loads(text) == value
    assert canonical_json(json.loads(text)) == text


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), plain, max_size=6), st.randoms())
def test_canonical_json_does_not_depend_on_the_order_of_keys(value, random):
    keys = list(value)
    random.shuffle(keys)
    assert canonical_json({key: value[key] for key in keys}) == canonical_json(value)


def test_canonical_json_keeps_thai_as_it_is_without_blanks():
    assert canonical_json({"ข": [1, {"ก": None}], "a": "น้ำ"}) == '{"a":"น้ำ","ข":[1,{"ก":null}]}'


@pytest.mark.parametrize(
    "value", [{1: "a"}, float("nan"), float("inf"), {"a": (1, 2)}, {"a": date(2023, 1, 1)}, {"a": {1}}, "\ud800"]
)
def test_canonical_json_refuses_what_would_not_come_back(value):
    with pytest.raises(ValueError):
        canonical_json(value)


def test_times_come_back_aware_and_in_utc(engine):
    bangkok = datetime(2023, 1, 1, 3, 4, 5, 678901, tzinfo=timezone(timedelta(hours=7)))
    with UnitOfWork(engine) as uow:
        uow.session.add(a_thing(id=1, at=bangkok, day=date(2023, 1, 1), facts={"ข": [1.5, None]}, digest="0" * 64))
        uow.commit()
    with UnitOfWork(engine, read_only=True) as uow:
        found = uow.session.get_one(Thing, 1)
        assert found.at == bangkok
        assert found.at.tzinfo is UTC
        assert (found.day, found.facts, found.digest) == (date(2023, 1, 1), {"ข": [1.5, None]}, "0" * 64)
        assert uow.session.execute(text("SELECT facts FROM thing")).scalar() == '{"ข":[1.5,null]}'


def test_a_naive_time_is_refused(engine):
    from sqlalchemy.exc import StatementError

    with pytest.raises(StatementError, match="naive"), UnitOfWork(engine) as uow:
        uow.session.add(a_thing(at=datetime(2023, 1, 1)))
        uow.commit()


def test_an_enum_is_stored_by_value(engine):
    with UnitOfWork(engine) as uow:
        uow.session.add(a_thing())
        uow.commit()
    with UnitOfWork(engine, read_only=True) as uow:
        stored = uow.session.execute(text("SELECT colour, explicit, second FROM thing")).one()
        assert stored == ("red-ish", "blue", None)
        assert uow.session.get_one(Thing, 1).colour is Colour.RED


@pytest.mark.parametrize("column", ["colour", "second", "explicit"])
def test_the_database_refuses_an_unknown_value_of_an_enum(engine, column):
    with UnitOfWork(engine) as uow:
        uow.session.add(a_thing())
        uow.commit()
    with pytest.raises(ConstraintBroken) as refused, UnitOfWork(engine) as uow:
        uow.session.execute(text(f"UPDATE thing SET {column} = 'RED'"))  # noqa: S608
    assert f"ck_thing_{column}_known" in refused.value.facts["detail"]


def test_the_database_refuses_a_short_digest(engine):
    with UnitOfWork(engine) as uow:
        uow.session.add(a_thing(digest="a" * 64))
        uow.commit()
    with pytest.raises(ConstraintBroken), UnitOfWork(engine) as uow:
        uow.session.execute(text("UPDATE thing SET digest = 'abc'"))
