"""The procedure, once. Machine, commands, help, diagram, matrix, feature vocabulary and glossary read it.

Imports nothing but the names. ``PROCEDURE`` is stored in every journal entry; changing a row without changing it is
refused by a test that keeps the digest of the rows.
"""

from __future__ import annotations

from dataclasses import dataclass

from workflow.rules.states import Capacity, State

PROCEDURE = "2569-4"
"""Version of this table (Buddhist year of its making, edition)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One row.

    :param trigger: stable English name; the command is the same with ``-`` for ``_``.
    :param who: capacities that may take the step, any one of them.
    :param needs: names in ``needs.NEEDS``; all are evaluated over what is recorded.
    :param checks: names of what is checked on the result of the step's own work, inside the step.
    :param reason: whether the person must give a reason.
    :param whole_memo: the step is taken once for a whole submission, not item by item.
    """

    trigger: str
    source: State
    dest: State
    who: frozenset[Capacity]
    th: str
    en: str
    needs: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    reason: bool = False
    whole_memo: bool = False

    @property
    def command(self) -> str:
        return self.trigger.replace("_", "-")


@dataclass(frozen=True, slots=True)
class OnlineStep:
    """A step on the online revision, in whatever state the work in progress is.

    :param option: set where the step is an option of another's command rather than a command of its own, which is that
        of the step ``beside``.
    """

    trigger: str
    who: frozenset[Capacity]
    th: str
    en: str
    needs: tuple[str, ...] = ()
    reason: bool = True
    option: str | None = None
    beside: str | None = None

    @property
    def command(self) -> str:
        return (self.beside or self.trigger).replace("_", "-")


def _step(
    trigger: str,
    source: State,
    dest: State,
    who: set[Capacity],
    th: str,
    en: str,
    *needs: str,
    checks: tuple[str, ...] = (),
    reason: bool = False,
    whole_memo: bool = False,
) -> Step:
    return Step(trigger, source, dest, frozenset(who), th, en, needs, checks, reason, whole_memo)


S, W = State, Capacity
_BACK = {W.DIRECTOR, W.ROUTE, W.HEAD}

STEPS: tuple[Step, ...] = (
    _step(
        "compile", S.DRAFT, S.GROUP_COMPILED, {W.COMPILER}, "ยืนยันรวบรวมครบ", "confirm that everything is compiled",
        "compiler_known", "parts_handed_in", "evidence_present", "year_part_brought", "elements_ticked", "period_right",
        checks=("files_normalised", "signed_before_verified"),
    ),
    _step("reopen", S.GROUP_COMPILED, S.DRAFT, {W.COMPILER}, "กลับไปแก้ไข", "go back to editing"),
    _step(
        "submit", S.GROUP_COMPILED, S.SUBMITTED, {W.DIRECTOR}, "เสนอขอความเห็นชอบ", "submit for approval",
        "manifest_frozen", "memo_fields_known", "head_in_force", "printed_head_signs", checks=("memo_rendered",),
        whole_memo=True,
    ),
    _step(
        "endorse", S.SUBMITTED, S.SUBMITTED, {W.NEXT_ON_ROUTE}, "ให้ความเห็น/ผ่านเรื่อง", "endorse and pass on",
        "manifest_frozen", whole_memo=True,
    ),
    _step(
        "sign", S.SUBMITTED, S.HEAD_SIGNED, {W.HEAD}, "ลงนาม", "sign",
        "head_in_force", "route_complete", "manifest_frozen", "signed_before_head", "printed_head_signs",
        "signer_not_contributor",
        checks=("files_are_the_issued_ones", "duties_reach_grade"), whole_memo=True,
    ),
    _step(
        "receive", S.SUBMITTED, S.HEAD_SIGNED, {W.REGISTRAR}, "รับเอกสารที่ลงนามแล้ว", "take in what was signed elsewhere",
        "route_complete", "manifest_frozen", "printed_head_signs", "signer_not_contributor",
        "registrar_not_contributor",
        checks=("files_are_the_issued_ones", "signed_before_head_kept", "duties_reach_grade"), whole_memo=True,
    ),
    _step(
        "publish", S.HEAD_SIGNED, S.PUBLISHED, {W.WEB}, "เผยแพร่", "publish",
        "revision_is_the_signed_one", "scan_stands", "acting_stands", "not_taken_back", "returning_files_named",
        checks=("proven_from_home_page",),
    ),
    _step("send_back", S.GROUP_COMPILED, S.DRAFT, _BACK, "ส่งคืนแก้ไข", "send back", "reason_given", reason=True),
    _step("send_back", S.SUBMITTED, S.DRAFT, _BACK, "ส่งคืนแก้ไข", "send back", "reason_given", reason=True),
    _step("send_back", S.HEAD_SIGNED, S.DRAFT, _BACK | {W.WEB}, "ส่งคืนแก้ไข", "send back", "reason_given", reason=True),
    _step(
        "withdraw", S.SUBMITTED, S.GROUP_COMPILED, {W.SUBMITTER}, "ขอถอนเรื่อง", "withdraw the memo",
        "reason_given", reason=True, whole_memo=True,
    ),
    _step("add_part", S.PUBLISHED, S.DRAFT, {W.CLERK}, "เพิ่มงวด", "add a part of the year", "year_part_left"),
    _step("revise", S.PUBLISHED, S.DRAFT, {W.CLERK}, "ปรับปรุงข้อมูล", "start a new revision", "reason_given", reason=True),
    _step(
        "cancel_revision", S.DRAFT, S.PUBLISHED, {W.CLERK}, "ยกเลิกการปรับปรุง", "take back a revision begun by mistake",
        "nothing_changed",
    ),
    _step(
        "replace_scan", S.HEAD_SIGNED, S.HEAD_SIGNED, {W.REGISTRAR, W.HEAD, W.DEPUTY}, "ยืนยันเปลี่ยนสแกนที่รับไว้ผิด",
        "confirm that a wrong scan is replaced",
        "replacement_asked", "two_people", "signer_not_contributor", "registrar_not_contributor",
        checks=("duties_reach_grade",), whole_memo=True,
    ),
)  # fmt: skip

ONLINE_STEPS: tuple[OnlineStep, ...] = (
    OnlineStep(
        "suspend", frozenset({W.WEB}), "ระงับการเผยแพร่ชั่วคราว", "suspend for the time being",
        ("is_online", "reason_given"),
    ),
    OnlineStep(
        "confirm_suspension", frozenset({W.HEAD}), "ยืนยันการระงับ", "confirm the suspension",
        ("is_suspended",), reason=False, option="confirm", beside="suspend",
    ),
    OnlineStep(
        "lift_suspension", frozenset({W.HEAD}), "ยกเลิกการระงับ", "lift the suspension",
        ("is_suspended",), reason=False, option="lift", beside="suspend",
    ),
    OnlineStep("retract", frozenset({W.HEAD}), "ถอนการเผยแพร่", "retract", ("was_published", "reason_given")),
    OnlineStep(
        "lift_retraction", frozenset({W.HEAD}), "ยกเลิกการถอน", "lift the retraction",
        ("is_retracted", "reason_given", "lifted_files_named"), option="lift", beside="retract",
    ),
)  # fmt: skip

INITIAL = State.DRAFT
GOAL = State.PUBLISHED
TRIGGERS: tuple[str, ...] = tuple(dict.fromkeys(step.trigger for step in STEPS))


def rows(trigger: str) -> tuple[Step, ...]:
    """All rows of one step, in table order; empty for an unknown name."""
    return tuple(step for step in STEPS if step.trigger == trigger)


def leading_on(state: State) -> tuple[Step, ...]:
    """The steps from a state to the one after it, and what those on the route do while it waits there."""
    order = list(State)
    after = order.index(state) + 1
    return tuple(
        step
        for step in starting_in(state)
        if order.index(step.dest) == after or (step.dest is state and Capacity.NEXT_ON_ROUTE in step.who)
    )


def starting_in(state: State) -> tuple[Step, ...]:
    """What may happen next, in table order."""
    return tuple(step for step in STEPS if step.source == state)
