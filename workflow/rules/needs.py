"""The named needs. Each looks at a :class:`Case` and returns every way in which it is not met, empty when it is.

Pure: over what is recorded. What depends on the step's own work (rendering, signatures, proof) is a *check* and lives
in the services.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from workflow.rules.case import Case, TakenBack
from workflow.rules.errors import Unmet
from workflow.rules.states import Capacity, Online

Need = Callable[[Case], Iterable[Unmet]]


def compiler_known(case: Case) -> Iterable[Unmet]:
    """Several groups without a compiling one (2566: O30, O36-O38): the head or the deputy assigns it first."""
    if case.compiling_group is None:
        yield Unmet("no_compiler", {"item": case.code, "groups": [p.group for p in case.parts]}, Capacity.HEAD)


def parts_handed_in(case: Case) -> Iterable[Unmet]:
    """Every responsible group has handed in or given a nil return, and the compiler accepted its part."""
    for part in case.parts:
        facts = {"item": case.code, "group": part.group, "compiler": case.compiling_group}
        if part.status is None:
            yield Unmet("part_missing", facts, f"group:{part.group}")
        elif part.status == "refused":
            yield Unmet("part_refused", {**facts, "reason": part.refusal}, f"group:{part.group}")
        elif part.status != "accepted":
            yield Unmet("part_not_accepted", facts, Capacity.COMPILER)


def evidence_present(case: Case) -> Iterable[Unmet]:
    """Something to publish: evidence, or the statement that there is nothing (which is published as such)."""
    if not case.papers and not (case.parts and all(part.nil for part in case.parts)):
        yield Unmet("no_evidence", {"item": case.code}, Capacity.CLERK)


def year_part_brought(case: Case) -> Iterable[Unmet]:
    """Of an item whose year has parts: files, or that there are none, for one part at least, from every group."""
    brought = [part for part in case.year_parts if part.brought]
    if case.year_parts and not brought:
        yield Unmet("no_year_part", {"item": case.code}, Capacity.CLERK)
    for part in brought:
        for group in [one.group for one in case.parts if one.group not in part.brought and not one.nil]:
            facts = {"item": case.code, "year_part": part.key, "group": group}
            yield Unmet("year_part_missing", facts, f"group:{group}")


def year_part_left(case: Case) -> Iterable[Unmet]:
    """A part of the item's year is not there yet."""
    if not case.year_parts:
        yield Unmet("no_year_parts", {"item": case.code}, Capacity.CLERK)
    elif all(part.there for part in case.year_parts):
        yield Unmet("year_parts_complete", {"item": case.code, "parts": len(case.year_parts)}, Capacity.CLERK)


def elements_ticked(case: Case) -> Iterable[Unmet]:
    """Each element the catalogue demands (อย่างน้อยประกอบด้วย) is ticked; nothing listed, nothing to tick."""
    for number, element in enumerate(case.elements, 1):
        if element not in case.ticked:
            yield Unmet(
                "element_not_ticked", {"item": case.code, "number": number, "element": element}, Capacity.COMPILER
            )


def period_right(case: Case) -> Iterable[Unmet]:
    """Evidence declared for another fiscal year than the item's period rule allows."""
    for paper in case.papers:
        wrong = sorted(paper.years - case.allowed_years) if case.allowed_years else []
        if wrong and not paper.years & case.allowed_years:
            yield Unmet(
                "wrong_period",
                {"item": case.code, "file": paper.name, "years": wrong, "allowed": sorted(case.allowed_years)},
                Capacity.CLERK,
            )


def manifest_frozen(case: Case) -> Iterable[Unmet]:
    """Approval belongs to a digest: evidence changed since ``compile`` voids it."""
    if case.frozen_digest is None:
        yield Unmet("manifest_not_frozen", {"item": case.code}, Capacity.COMPILER)
    elif case.frozen_digest != case.current_digest:
        yield Unmet(
            "evidence_changed",
            {"item": case.code, "frozen": case.frozen_digest, "now": case.current_digest},
            Capacity.COMPILER,
        )


def memo_fields_known(case: Case) -> Iterable[Unmet]:
    """Every field of the memo is known before a number is thought of."""
    for name in case.memo_missing:
        yield Unmet("memo_field_missing", {"item": case.code, "field": name}, Capacity.DIRECTOR)


def head_in_force(case: Case) -> Iterable[Unmet]:
    """Somebody is the head or acts as head on this day: without one the memo has no addressee, and nobody signs."""
    if case.no_head_on is not None:
        yield Unmet("no_head", {"item": case.code, "day": case.no_head_on.isoformat()}, "administrator")


def route_complete(case: Case) -> Iterable[Unmet]:
    """Everyone on the office's route has endorsed."""
    for post in case.route:
        yield Unmet("route_not_complete", {"item": case.code, "post": post}, f"post:{post}", waivable=True)


def signed_before_head(case: Case) -> Iterable[Unmet]:
    """Where the office wants it: who prepared, submitted and passed on the memo signed it with keys of their own."""
    for person in case.unsigned_before:
        yield Unmet("signature_before_head_missing", {"item": case.code, "person": person}, person)


def printed_head_signs(case: Case) -> Iterable[Unmet]:
    """Who is printed is who signs: the name and the capacity under each place to sign."""
    if not case.signer or case.signer_kind is None or (case.in_ink and case.reason and case.reason.strip()):
        return
    for printed in case.printed:
        if (printed.login, printed.kind) == (case.signer, case.signer_kind):
            continue
        facts: dict[str, object] = {
            "item": case.code, "printed": printed.login, "kind": printed.kind.value, "person": case.signer,
            "capacity": case.signer_kind.value,
        }  # fmt: skip
        if printed.file is None:
            yield Unmet("head_named_differs", facts, Capacity.DIRECTOR)
        else:
            yield Unmet("sheet_names_another", {**facts, "file": printed.file}, Capacity.COMPILER)


def acting_stands(case: Case) -> Iterable[Unmet]:
    """Nobody objects to the absence under which who signed acted for the head."""
    for name, by in case.objected:
        yield Unmet("signer_objected", {"item": case.code, "name": name, "person": by}, by)


def signer_not_contributor(case: Case) -> Iterable[Unmet]:
    """Separation of duty: who signs has neither handed in, compiled nor submitted this revision."""
    if case.signer is not None and case.signer in case.contributors:
        yield Unmet(
            "signer_is_contributor", {"item": case.code, "person": case.signer}, Capacity.OFFICER, waivable=True
        )


def registrar_not_contributor(case: Case) -> Iterable[Unmet]:
    """Separation of duty for who attests what was signed with a pen: a contributor does not do so alone."""
    if case.alone and case.actor is not None and case.actor in case.contributors:
        yield Unmet(
            "registrar_is_contributor", {"item": case.code, "person": case.actor}, Capacity.REGISTRAR, waivable=True
        )


def revision_is_the_signed_one(case: Case) -> Iterable[Unmet]:
    """What goes online is what the head signed: each file has its verdict, and nothing was taken back since."""
    if case.signed_digest is None:
        yield Unmet("not_signed", {"item": case.code}, Capacity.HEAD)
    elif case.signed_digest != case.current_digest:
        facts = {"item": case.code, "signed": case.signed_digest, "now": case.current_digest}
        yield Unmet("not_the_signed_revision", facts, Capacity.COMPILER)
    for name in case.without_verdict:
        yield Unmet("no_verdict", {"item": case.code, "file": name}, Capacity.WEB)
    for back in case.taken_back:
        yield Unmet("taken_back", _about(case, back), Capacity.HEAD)


def _about(case: Case, back: TakenBack) -> dict[str, object]:
    other = {"other": back.item, "year": back.fiscal_year, "day": back.day.isoformat()}
    return {"item": case.code, "file": back.file, **other}


def not_taken_back(case: Case) -> Iterable[Unmet]:
    """What the head retracted, or suspended for good, goes online by a newer signature or the head's lift alone."""
    if case.item_taken is not None:
        yield Unmet("item_taken_back", {"item": case.code, "day": case.item_taken.isoformat()}, Capacity.HEAD)


def returning_files_named(case: Case) -> Iterable[Unmet]:
    """Bytes that were retracted go online again only when who publishes names each file, even if signed anew."""
    for back in case.returning:
        if back.file not in case.returning_named:
            yield Unmet("returning_not_named", _about(case, back), Capacity.WEB)


def lifted_files_named(case: Case) -> Iterable[Unmet]:
    """Who lifts a retraction names each file that goes online again."""
    for back in case.returning:
        if back.file not in case.returning_named:
            yield Unmet("lifted_not_named", _about(case, back), Capacity.HEAD)


def nothing_changed(case: Case) -> Iterable[Unmet]:
    """A revision begun by mistake is taken back while nothing was done for it."""
    if not case.revising:
        yield Unmet("not_revising", {"item": case.code}, None)
    elif case.done_since:
        yield Unmet("revision_changed", {"item": case.code, "done": list(case.done_since)}, Capacity.COMPILER)


def replacement_asked(case: Case) -> Iterable[Unmet]:
    """The registrar brought the right scan and said why the other is wrong."""
    if case.replacement_by is None:
        yield Unmet("no_replacement_asked", {"item": case.code, "memo": case.memo}, Capacity.REGISTRAR)


def scan_stands(case: Case) -> Iterable[Unmet]:
    """Nobody has said that the scan of the memo is a wrong one; who said so is answered first."""
    if case.scan_doubted:
        yield Unmet("replacement_waits", {"item": case.code, "memo": case.memo}, Capacity.HEAD)


def two_people(case: Case) -> Iterable[Unmet]:
    """Who asked does not confirm."""
    if case.actor is not None and case.actor == case.replacement_by:
        yield Unmet("replacement_needs_second", {"item": case.code, "person": case.actor}, Capacity.HEAD)


def reason_given(case: Case) -> Iterable[Unmet]:
    """A way back, a suspension and a retraction carry a reason. ``None``: not asked (``oit why``)."""
    if case.reason is not None and not case.reason.strip():
        yield Unmet("no_reason", {"item": case.code}, case.actor)


def is_online(case: Case) -> Iterable[Unmet]:
    if case.online is not Online.ONLINE:
        yield Unmet("not_online", {"item": case.code, "online": case.online}, None)


def is_suspended(case: Case) -> Iterable[Unmet]:
    if case.online is not Online.SUSPENDED:
        yield Unmet("not_suspended", {"item": case.code, "online": case.online}, None)


def is_retracted(case: Case) -> Iterable[Unmet]:
    if case.online is not Online.RETRACTED:
        yield Unmet("not_retracted", {"item": case.code, "online": case.online}, None)


def was_published(case: Case) -> Iterable[Unmet]:
    if case.online not in (Online.ONLINE, Online.SUSPENDED):
        yield Unmet("not_online", {"item": case.code, "online": case.online}, None)


NEEDS: dict[str, Need] = {
    need.__name__: need
    for need in (
        compiler_known,
        parts_handed_in,
        evidence_present,
        year_part_brought,
        year_part_left,
        elements_ticked,
        period_right,
        manifest_frozen,
        memo_fields_known,
        head_in_force,
        route_complete,
        signed_before_head,
        printed_head_signs,
        acting_stands,
        signer_not_contributor,
        registrar_not_contributor,
        revision_is_the_signed_one,
        not_taken_back,
        returning_files_named,
        lifted_files_named,
        nothing_changed,
        replacement_asked,
        scan_stands,
        two_people,
        reason_given,
        is_online,
        is_suspended,
        is_retracted,
        was_published,
    )
}
"""Name in the table -> need."""

WAIVABLE: tuple[str, ...] = ("route_complete", "signer_not_contributor", "registrar_not_contributor")
"""What an exception may lift, never role, digest, signature, number, proof (docs/contracts.md#needs-and-exceptions)."""


def unmet(names: Iterable[str], case: Case) -> tuple[Unmet, ...]:
    """All that is not met, of all needs named, except what a confirmed exception lifted."""
    return tuple(found for name in names if name not in case.waived for found in NEEDS[name](case))


def lifted(names: Iterable[str], case: Case) -> tuple[Unmet, ...]:
    """What would stand in the way but for a confirmed exception; it stays visible in the journal."""
    return tuple(found for name in names if name in case.waived for found in NEEDS[name](case))
