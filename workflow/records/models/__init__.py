"""The tables, except journal, number books and the file store. Facts only: no rule lives here."""

from workflow.records.models.addresses import Address
from workflow.records.models.approval import Submission, SubmissionItem, Verdict
from workflow.records.models.assessment import Measure, MeasureStatus, Meeting, Origin, Score, ScoreKind
from workflow.records.models.disclosure import Disclosure, Inspection
from workflow.records.models.outcome import Closing, Document, Outbox, Proof
from workflow.records.models.people import Appointment, Attempt, Certificate, Group, Login, Office, Person
from workflow.records.models.periods import Period
from workflow.records.models.requests import Request, RequestKind, Settlement
from workflow.records.models.signing import Approval, Ended, SigningRequest
from workflow.records.models.site import Capture, Machine, ProofRun, PublicReason, Sighting
from workflow.records.models.tray import FormKey, SecondFactor
from workflow.records.models.work import Contributor, Cycle, Evidence, Item, Part, Revision, Tick

__all__ = [
    "Address",
    "Appointment",
    "Approval",
    "Attempt",
    "Capture",
    "Certificate",
    "Closing",
    "Contributor",
    "Cycle",
    "Disclosure",
    "Document",
    "Ended",
    "Evidence",
    "FormKey",
    "Group",
    "Inspection",
    "Item",
    "Login",
    "Machine",
    "Measure",
    "MeasureStatus",
    "Meeting",
    "Office",
    "Origin",
    "Outbox",
    "Part",
    "Period",
    "Person",
    "Proof",
    "ProofRun",
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
    "Tick",
    "Verdict",
]
