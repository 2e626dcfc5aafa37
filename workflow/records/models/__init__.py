"""The tables, except journal, number books and the file store. Facts only: no rule lives here.

A table is mapped when it is first named: who asks for the people of an office does not pay for its meetings. Who writes
has them all (:func:`load_all`), as a row is written after those it points to.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workflow.records.models.addresses import Address
    from workflow.records.models.approval import Submission, SubmissionItem, Verdict
    from workflow.records.models.assessment import Measure, MeasureStatus, Meeting, Origin, Score, ScoreKind
    from workflow.records.models.circulation import Acknowledgement, Circulation
    from workflow.records.models.disclosure import Disclosure, Inspection
    from workflow.records.models.ministry import Listing, ProvinceSum, Tally
    from workflow.records.models.outcome import Closing, Document, Outbox, Proof
    from workflow.records.models.people import Appointment, Attempt, Certificate, Group, Login, Office, Person
    from workflow.records.models.periods import Period
    from workflow.records.models.requests import Request, RequestKind, Settlement
    from workflow.records.models.signing import Approval, Ended, SigningRequest
    from workflow.records.models.site import Capture, Machine, ProofRun, PublicReason, Sighting
    from workflow.records.models.tray import FormKey, Passkey, SecondFactor
    from workflow.records.models.work import Contributor, Conversion, Cycle, Evidence, Item, Part, Revision, Tick

__all__ = [
    "Acknowledgement",
    "Address",
    "Appointment",
    "Approval",
    "Attempt",
    "Capture",
    "Certificate",
    "Circulation",
    "Closing",
    "Contributor",
    "Conversion",
    "Cycle",
    "Disclosure",
    "Document",
    "Ended",
    "Evidence",
    "FormKey",
    "Group",
    "Inspection",
    "Item",
    "Listing",
    "Login",
    "Machine",
    "Measure",
    "MeasureStatus",
    "Meeting",
    "Office",
    "Origin",
    "Outbox",
    "Part",
    "Passkey",
    "Period",
    "Person",
    "Proof",
    "ProofRun",
    "ProvinceSum",
    "PublicReason",
    "Request",
    "RequestKind",
    "Revision",
    "Score",
    "ScoreKind",
    "SecondFactor",
    "Settlement",
    "Sighting",
    "SigningRequest",
    "Submission",
    "SubmissionItem",
    "Tally",
    "Tick",
    "Verdict",
]

ROOMS = {
    "addresses": ("Address",),
    "approval": ("Submission", "SubmissionItem", "Verdict"),
    "assessment": ("Measure", "MeasureStatus", "Meeting", "Origin", "Score", "ScoreKind"),
    "circulation": ("Acknowledgement", "Circulation"),
    "disclosure": ("Disclosure", "Inspection"),
    "ministry": ("Listing", "ProvinceSum", "Tally"),
    "outcome": ("Closing", "Document", "Outbox", "Proof"),
    "people": ("Appointment", "Attempt", "Certificate", "Group", "Login", "Office", "Person"),
    "periods": ("Period",),
    "requests": ("Request", "RequestKind", "Settlement"),
    "signing": ("Approval", "Ended", "SigningRequest"),
    "site": ("Capture", "Machine", "ProofRun", "PublicReason", "Sighting"),
    "tray": ("FormKey", "Passkey", "SecondFactor"),
    "work": ("Contributor", "Conversion", "Cycle", "Evidence", "Item", "Part", "Revision", "Tick"),
}
"""Which module holds what; a test compares it with ``__all__`` and with the modules."""
_ROOM = {name: room for room, names in ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _ROOM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_ROOM[name]}"), name)
    return found


def load_all() -> None:
    """Map every table: a row is written after those its table points to, so who writes needs them all."""
    for name in __all__:
        getattr(sys.modules[__name__], name)
