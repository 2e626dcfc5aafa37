"""A case in which every need is met, for tests to take something away from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workflow.rules.case import Case, Paper, Part, YearPart
from workflow.rules.states import Duty, Online, State

DIGEST = "a" * 64
OTHER = "b" * 64


def ready(state: State, **changes: Any) -> Case:
    """Everything handed in, accepted, ticked, frozen, signed; nobody's capacity yet."""
    case = Case(
        code="O15",
        state=state,
        fiscal_year=2566,
        actor="someone",
        signer="someone",
        compiling_group="admin",
        parts=(Part("admin", "accepted"), Part("policy", "accepted")),
        year_parts=(YearPart("2566-h1", there=True), YearPart("2566-h2", brought=frozenset({"admin", "policy"}))),
        papers=(Paper("รายงาน.pdf", Duty.ORIGINAL, frozenset({2566})),),
        elements=("ชื่อ",),
        ticked=frozenset({"ชื่อ"}),
        allowed_years=frozenset({2566}),
        contributors=frozenset({"clerk.admin", "director.admin"}),
        frozen_digest=DIGEST,
        current_digest=DIGEST,
        signed_digest=DIGEST,
        revising=True,
        replacement_by="another",
        reason="มีเหตุผล",
        online=Online.NONE,
    )
    return replace(case, **changes)
