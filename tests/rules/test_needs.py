"""Each need by itself: the code of its reason, its facts, and who must act."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import messages
from tests.rules.cases import DIGEST, OTHER, ready
from workflow.rules.case import Paper, Part, Printed, TakenBack, YearPart
from workflow.rules.errors import NeedNotMet, Unmet
from workflow.rules.machine import decide, why
from workflow.rules.needs import NEEDS, WAIVABLE, lifted, unmet
from workflow.rules.states import Capacity, Duty, Kind, Online, State
from workflow.rules.table import ONLINE_STEPS, STEPS

BACK = TakenBack("รายชื่อ.pdf", "O3", 2565, date(2022, 12, 9), "c" * 64)
Expected = list[tuple[str, dict[str, object], str | None]]


def files(*papers: Paper) -> dict[str, Any]:
    return {"papers": papers, "allowed_years": frozenset({2565, 2566})}


REASONS: list[tuple[str, dict[str, Any], Expected]] = [
    (
        "compiler_known",
        {"compiling_group": None},
        [("no_compiler", {"item": "O15", "groups": ["admin", "policy"]}, "head")],
    ),
    (
        "parts_handed_in",
        {
            "parts": (
                Part("admin"),
                Part("hr", "refused", refusal="ผิดปี"),
                Part("policy", "handed_in"),
                Part("audit", "accepted"),
            )
        },
        [
            ("part_missing", {"item": "O15", "group": "admin", "compiler": "admin"}, "group:admin"),
            ("part_refused", {"item": "O15", "group": "hr", "compiler": "admin", "reason": "ผิดปี"}, "group:hr"),
            ("part_not_accepted", {"item": "O15", "group": "policy", "compiler": "admin"}, "compiler"),
        ],
    ),
    ("evidence_present", {"papers": ()}, [("no_evidence", {"item": "O15"}, "clerk")]),
    (
        "evidence_present",
        {"papers": (), "parts": (Part("admin", "accepted", nil=True), Part("policy", "accepted"))},
        [("no_evidence", {"item": "O15"}, "clerk")],
    ),
    ("evidence_present", {"papers": (), "parts": ()}, [("no_evidence", {"item": "O15"}, "clerk")]),
    (
        "year_part_brought",
        {"year_parts": (YearPart("2566-h1", there=True),)},
        [("no_year_part", {"item": "O15"}, "clerk")],
    ),
    (
        "year_part_brought",
        {"year_parts": (YearPart("2566-h1", brought=frozenset({"admin"})),)},
        [("year_part_missing", {"item": "O15", "year_part": "2566-h1", "group": "policy"}, "group:policy")],
    ),
    ("year_part_left", {"year_parts": ()}, [("no_year_parts", {"item": "O15"}, "clerk")]),
    (
        "year_part_left",
        {"year_parts": (YearPart("2566-h1", there=True),)},
        [("year_parts_complete", {"item": "O15", "parts": 1}, "clerk")],
    ),
    (
        "elements_ticked",
        {"elements": ("ชื่อ", "ตำแหน่ง", "รูปถ่าย"), "ticked": frozenset({"ตำแหน่ง"})},
        [
            ("element_not_ticked", {"item": "O15", "number": 1, "element": "ชื่อ"}, "compiler"),
            ("element_not_ticked", {"item": "O15", "number": 3, "element": "รูปถ่าย"}, "compiler"),
        ],
    ),
    (
        "period_right",
        files(
            Paper("เก่า.pdf", Duty.ORIGINAL, frozenset({2563, 2564})), Paper("ใหม่.pdf", Duty.ORIGINAL, frozenset({2566}))
        ),
        [
            (
                "wrong_period",
                {"item": "O15", "file": "เก่า.pdf", "years": [2563, 2564], "allowed": [2565, 2566]},
                "clerk",
            )
        ],
    ),
    ("manifest_frozen", {"frozen_digest": None}, [("manifest_not_frozen", {"item": "O15"}, "compiler")]),
    (
        "manifest_frozen",
        {"current_digest": OTHER},
        [("evidence_changed", {"item": "O15", "frozen": DIGEST, "now": OTHER}, "compiler")],
    ),
    (
        "printed_head_signs",
        {
            "signer": "head",
            "signer_kind": Kind.HOLDER,
            "printed": (
                Printed(None, "deputy", Kind.ACTING),
                Printed("แผน.pdf", "head", Kind.CARETAKER),
                Printed("รายงาน.pdf", "head", Kind.HOLDER),
            ),
        },
        [
            (
                "head_named_differs",
                {"item": "O15", "printed": "deputy", "kind": "acting", "person": "head", "capacity": "holder"},
                "director",
            ),
            (
                "sheet_names_another",
                {
                    "item": "O15",
                    "printed": "head",
                    "kind": "caretaker",
                    "person": "head",
                    "capacity": "holder",
                    "file": "แผน.pdf",
                },
                "compiler",
            ),
        ],
    ),
    (
        "memo_fields_known",
        {"memo_missing": ("office.code", "officer")},
        [
            ("memo_field_missing", {"item": "O15", "field": "office.code"}, "director"),
            ("memo_field_missing", {"item": "O15", "field": "officer"}, "director"),
        ],
    ),
    (
        "head_in_force",
        {"no_head_on": date(2023, 4, 3)},
        [("no_head", {"item": "O15", "day": "2023-04-03"}, "administrator")],
    ),
    (
        "route_complete",
        {"route": ("director.policy", "deputy")},
        [
            ("route_not_complete", {"item": "O15", "post": "director.policy"}, "post:director.policy"),
            ("route_not_complete", {"item": "O15", "post": "deputy"}, "post:deputy"),
        ],
    ),
    (
        "signed_before_head",
        {"unsigned_before": ("clerk.admin", "deputy")},
        [
            ("signature_before_head_missing", {"item": "O15", "person": "clerk.admin"}, "clerk.admin"),
            ("signature_before_head_missing", {"item": "O15", "person": "deputy"}, "deputy"),
        ],
    ),
    (
        "acting_stands",
        {"objected": (("นางสมมติ รักงาน", "head"),)},
        [("signer_objected", {"item": "O15", "name": "นางสมมติ รักงาน", "person": "head"}, "head")],
    ),
    (
        "signer_not_contributor",
        {"signer": "director.admin"},
        [("signer_is_contributor", {"item": "O15", "person": "director.admin"}, "officer")],
    ),
    (
        "registrar_not_contributor",
        {"actor": "clerk.admin"},
        [("registrar_is_contributor", {"item": "O15", "person": "clerk.admin"}, "registrar")],
    ),
    ("revision_is_the_signed_one", {"signed_digest": None}, [("not_signed", {"item": "O15"}, "head")]),
    (
        "revision_is_the_signed_one",
        {"current_digest": OTHER},
        [("not_the_signed_revision", {"item": "O15", "signed": DIGEST, "now": OTHER}, "compiler")],
    ),
    (
        "revision_is_the_signed_one",
        {"taken_back": (BACK,)},
        [
            (
                "taken_back",
                {"item": "O15", "file": "รายชื่อ.pdf", "other": "O3", "year": 2565, "day": "2022-12-09"},
                "head",
            )
        ],
    ),
    (
        "not_taken_back",
        {"item_taken": date(2023, 4, 3)},
        [("item_taken_back", {"item": "O15", "day": "2023-04-03"}, "head")],
    ),
    (
        "returning_files_named",
        {"returning": (BACK, replace(BACK, file="อื่น.pdf")), "returning_named": frozenset({"อื่น.pdf"})},
        [
            (
                "returning_not_named",
                {"item": "O15", "file": "รายชื่อ.pdf", "other": "O3", "year": 2565, "day": "2022-12-09"},
                "web",
            )
        ],
    ),
    (
        "lifted_files_named",
        {"returning": (BACK,)},
        [
            (
                "lifted_not_named",
                {"item": "O15", "file": "รายชื่อ.pdf", "other": "O3", "year": 2565, "day": "2022-12-09"},
                "head",
            )
        ],
    ),
    ("nothing_changed", {"revising": False}, [("not_revising", {"item": "O15"}, None)]),
    (
        "nothing_changed",
        {"done_since": ("files", "ticks")},
        [("revision_changed", {"item": "O15", "done": ["files", "ticks"]}, "compiler")],
    ),
    (
        "replacement_asked",
        {"replacement_by": None, "memo": "ทล 01/1"},
        [("no_replacement_asked", {"item": "O15", "memo": "ทล 01/1"}, "registrar")],
    ),
    (
        "two_people",
        {"replacement_by": "someone"},
        [("replacement_needs_second", {"item": "O15", "person": "someone"}, "head")],
    ),
    (
        "scan_stands",
        {"scan_doubted": True, "memo": "ทล 01/1"},
        [("replacement_waits", {"item": "O15", "memo": "ทล 01/1"}, "head")],
    ),
    ("reason_given", {"reason": "  "}, [("no_reason", {"item": "O15"}, "someone")]),
    ("is_online", {"online": Online.SUSPENDED}, [("not_online", {"item": "O15", "online": "suspended"}, None)]),
    ("is_suspended", {"online": Online.ONLINE}, [("not_suspended", {"item": "O15", "online": "online"}, None)]),
    ("is_retracted", {"online": Online.ONLINE}, [("not_retracted", {"item": "O15", "online": "online"}, None)]),
    ("was_published", {"online": Online.RETRACTED}, [("not_online", {"item": "O15", "online": "retracted"}, None)]),
    ("was_published", {"online": Online.NONE}, [("not_online", {"item": "O15", "online": "none"}, None)]),
]


def told(reasons: tuple[Unmet, ...] | list[Unmet]) -> Expected:
    return [(r.code, dict(r.facts), r.who) for r in reasons]


@pytest.mark.parametrize(("need", "changes", "expected"), REASONS, ids=[f"{n}-{e[0][0]}" for n, _, e in REASONS])
def test_a_need_says_everything_that_is_unmet(need: str, changes: dict[str, Any], expected: Expected) -> None:
    found = list(NEEDS[need](ready(State.DRAFT, **changes)))
    assert told(found) == expected
    for reason in found:
        assert reason.waivable == (need in WAIVABLE)
        for language in ("th", "en"):
            assert reason.code not in messages.say(reason.code, reason.facts, language)
            assert messages.do(reason.code, reason.facts, language)


def test_every_need_has_its_reason_shown_here() -> None:
    assert {need for need, _, _ in REASONS} == set(NEEDS)


@pytest.mark.parametrize("need", NEEDS)
def test_a_need_that_is_met_says_nothing(need: str) -> None:
    online = {
        "is_online": Online.ONLINE, "is_suspended": Online.SUSPENDED, "was_published": Online.ONLINE,
        "is_retracted": Online.RETRACTED,
    }  # fmt: skip
    assert list(NEEDS[need](ready(State.DRAFT, online=online.get(need, Online.NONE)))) == []


def test_a_nil_return_of_every_group_is_something_to_publish() -> None:
    parts = (Part("admin", "accepted", nil=True), Part("policy", "accepted", nil=True))
    assert unmet(["evidence_present"], ready(State.DRAFT, papers=(), parts=parts)) == ()


def test_a_group_with_nothing_to_report_need_bring_nothing_for_a_part() -> None:
    parts = (Part("admin", "accepted"), Part("policy", "accepted", nil=True))
    brought = (YearPart("2566-h1", brought=frozenset({"admin"})),)
    assert unmet(["year_part_brought"], ready(State.DRAFT, parts=parts, year_parts=brought)) == ()


def test_an_item_whose_year_is_one_whole_needs_no_part() -> None:
    assert unmet(["year_part_brought"], ready(State.DRAFT, year_parts=())) == ()


def test_evidence_of_several_years_is_right_when_one_of_them_is() -> None:
    paper = Paper("แผน.pdf", Duty.ORIGINAL, frozenset({2560, 2566}))
    assert unmet(["period_right"], ready(State.DRAFT, **files(paper))) == ()


def test_evidence_whose_years_nobody_declared_is_not_judged() -> None:
    assert unmet(["period_right"], ready(State.DRAFT, **files(Paper("แผน.pdf", Duty.ORIGINAL)))) == ()


def test_an_item_of_any_period_takes_evidence_of_any_year() -> None:
    case = replace(
        ready(State.DRAFT, **files(Paper("ก.pdf", Duty.ORIGINAL, frozenset({2501})))), allowed_years=frozenset()
    )
    assert unmet(["period_right"], case) == ()


def test_who_only_asks_why_owes_no_reason() -> None:
    assert unmet(["reason_given"], ready(State.SUBMITTED, reason=None)) == ()


def test_who_has_no_name_is_no_contributor() -> None:
    nobody = ready(State.SUBMITTED, actor=None, signer=None)
    assert unmet(["signer_not_contributor", "registrar_not_contributor"], nobody) == ()


def test_all_reasons_are_collected_never_the_first_alone() -> None:
    case = ready(
        State.DRAFT, capacities=frozenset({Capacity.COMPILER}), compiling_group=None, papers=(), ticked=frozenset(),
        parts=(Part("admin"), Part("policy", "refused")),
    )  # fmt: skip
    with pytest.raises(NeedNotMet) as refused:
        decide("compile", case)
    assert [r.code for r in refused.value.reasons] == [
        "no_compiler", "part_missing", "part_refused", "no_evidence", "element_not_ticked",
    ]  # fmt: skip
    assert refused.value.reasons == why("compile", case)


@pytest.mark.parametrize("need", WAIVABLE)
def test_a_confirmed_exception_lifts_its_need_and_stays_visible(need: str) -> None:
    blockages: dict[str, dict[str, Any]] = {
        "route_complete": {"route": ("deputy",)},
        "signer_not_contributor": {"signer": "director.admin"},
        "registrar_not_contributor": {"actor": "clerk.admin"},
    }
    blocked = blockages[need]
    case = ready(State.SUBMITTED, capacities=frozenset({Capacity.REGISTRAR}), waived=frozenset({need}), **blocked)
    decision = decide("receive", case)
    assert decision.dest is State.HEAD_SIGNED
    assert decision.waived == tuple(NEEDS[need](case))
    assert lifted([need], case) == decision.waived != ()


def test_only_separation_of_duty_and_the_route_may_be_lifted() -> None:
    assert set(WAIVABLE) == {"route_complete", "signer_not_contributor", "registrar_not_contributor"}


@given(st.sets(st.sampled_from(sorted(NEEDS))))
def test_an_exception_lifts_nothing_but_what_it_names(names: set[str]) -> None:
    case = ready(
        State.SUBMITTED, route=("deputy",), signer="clerk.admin", actor="clerk.admin", signed_digest=None, papers=(),
    )  # fmt: skip
    for waived in WAIVABLE:
        left = {u.code for u in unmet(names, replace(case, waived=frozenset({waived})))}
        gone = {u.code for u in NEEDS[waived](case)}
        assert left == {u.code for u in unmet(names, case)} - gone


def test_every_need_of_the_table_is_used_and_every_used_one_exists() -> None:
    used = {need for step in STEPS for need in step.needs} | {need for step in ONLINE_STEPS for need in step.needs}
    assert used == set(NEEDS)
