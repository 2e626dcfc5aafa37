"""All that the rules may look at, as plain frozen values. Built by the services from rows, never a mapped object."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflow.rules.errors import Unmet
from workflow.rules.states import Capacity, Duty, Kind, Online, Role, State


@dataclass(frozen=True, slots=True)
class Part:
    """What one responsible group owes; ``status``: ``None`` (nothing yet), ``handed_in``, ``accepted``, ``refused``.

    :param refusal: why it was refused.
    """

    group: str
    status: str | None = None
    nil: bool = False
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class YearPart:
    """One part of the item's year, such as a month.

    :param there: the public sees it. :param brought: groups that brought files for it in this round, or said that there
        are none.
    """

    key: str
    there: bool = False
    brought: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Paper:
    """One piece of evidence. ``years``: Buddhist fiscal years it is declared to cover, empty when not declared."""

    name: str
    duty: Duty
    years: frozenset[int] = frozenset()
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A file whose bytes the head took off the public site.

    :param item: the item of ``fiscal_year`` that was retracted, or whose suspension was confirmed, on ``day``.
    :param sha256: of the file as it was handed in.
    """

    file: str
    item: str
    fiscal_year: int
    day: date
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Suspended:
    """A post of who acts in which somebody else acts today: ``by`` (login), ``name``, until which day (inclusive)."""

    role: Role
    group: str | None
    by: str
    name: str
    kind: Kind
    until: date | None


@dataclass(frozen=True, slots=True)
class Printed:
    """Whose name and capacity stand under a place to sign. ``file`` ``None``: on the memo itself."""

    file: str | None
    login: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Case:
    """One item, one person, one moment.

    :param capacities: in which capacities the actor stands to this item today; empty when nobody is named
        (``oit why`` without a login).
    :param appointed: whether the actor holds any appointment today; without one nobody takes a step.
    :param suspended: posts of the actor in which somebody else acts today.
    :param signer: login of who signs: the actor of ``sign``; for ``receive`` who signed elsewhere.
    :param signer_kind: in which capacity they are, or act for, the head on the day of the decision.
    :param printed: whose name the memo and its sheets print; nothing for papers of before this was kept.
    :param in_ink: the paper is signed already by the holder who came back: with a reason it is received as it is.
    :param alone: who records a paper attests it alone, and a key did not sign it.
    :param contributors: logins of who handed in, compiled or submitted this revision.
    :param year_parts: empty: the item's year is one whole.
    :param allowed_years: fiscal years the item's period rule allows; empty: any.
    :param frozen_digest: digest of the manifest frozen at ``compile``; ``current_digest``: of the evidence now.
    :param memo_missing: names of memo fields nobody has given yet.
    :param no_head_on: the day, when nobody is head or acts as head on it.
    :param route: posts on the route that have still to endorse, in order.
    :param unsigned_before: whose own signature the memo lacks before the head's, in order: logins, or ``post:ROLE``.
    :param signed_digest: digest of the manifest the head signed.
    :param without_verdict: names of files of the signed revision that no stored verdict covers, byte for byte.
    :param taken_back: files of the signed revision that the head took off the site after signing it.
    :param returning: files that were retracted and would go online again, with the head's newer word.
    :param returning_named: names of those that who publishes (or lifts the retraction) confirmed, one by one.
    :param objected: name of who signed while acting under a standing order, and login of who objects to it.
    :param item_taken: the day on which the head took the item itself off the site, if no signature is newer.
    :param revising: a revision of what was published is under way; ``done_since``: what was done for it, in codes.
    :param memo: number of the memo it is on; ``scan_doubted``: its scan is said to be wrong, nobody settled it.
    :param replacement_by: login of who said so and brought another scan.
    :param waived: names of needs lifted by a confirmed exception.
    """

    code: str
    state: State
    fiscal_year: int
    capacities: frozenset[Capacity] = frozenset()
    actor: str | None = None
    appointed: bool = True
    suspended: tuple[Suspended, ...] = ()
    signer: str | None = None
    signer_kind: Kind | None = None
    printed: tuple[Printed, ...] = ()
    in_ink: bool = False
    alone: bool = True
    compiling_group: str | None = None
    parts: tuple[Part, ...] = ()
    papers: tuple[Paper, ...] = ()
    year_parts: tuple[YearPart, ...] = ()
    elements: tuple[str, ...] = ()
    ticked: frozenset[str] = frozenset()
    allowed_years: frozenset[int] = frozenset()
    contributors: frozenset[str] = frozenset()
    frozen_digest: str | None = None
    current_digest: str | None = None
    memo_missing: tuple[str, ...] = ()
    no_head_on: date | None = None
    route: tuple[str, ...] = ()
    unsigned_before: tuple[str, ...] = ()
    signed_digest: str | None = None
    without_verdict: tuple[str, ...] = ()
    taken_back: tuple[TakenBack, ...] = ()
    returning: tuple[TakenBack, ...] = ()
    returning_named: frozenset[str] = frozenset()
    item_taken: date | None = None
    objected: tuple[tuple[str, str], ...] = ()
    revising: bool = False
    done_since: tuple[str, ...] = ()
    replacement_by: str | None = None
    scan_doubted: bool = False
    memo: str | None = None
    reason: str | None = None
    online: Online = Online.NONE
    waived: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Decision:
    """What the rules conclude: where the item goes, and which needs were lifted by exception."""

    trigger: str
    source: State
    dest: State
    waived: tuple[Unmet, ...] = ()
