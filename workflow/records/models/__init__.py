"""The tables, except journal, number books and the file store. Facts only: no rule lives here."""

from workflow.records.models.addresses import Address
from workflow.records.models.approval import Submission, SubmissionItem, Verdict
from workflow.records.models.assessment import Measure, MeasureStatus, Meeting, Origin, Score, ScoreKind
from workflow.records.models.outcome import Document, Outbox, Proof
from workflow.records.models.people import Appointment, Certificate, Group, Login, Office, Person
from workflow.records.models.periods import Period
from workflow.records.models.requests import Request, RequestKind, Settlement
from workflow.records.models.signing import Approval, Ended, SigningRequest
from workflow.records.models.work import Contributor, Cycle, Evidence, Item, Part, Revision, Tick

__all__ = [
    "Address",
    "Appointment",
    "Approval",
    "Certificate",
    "Contributor",
    "Cycle",
    "Document",
    "Ended",
    "Evidence",
    "Group",
    "Item",
    "Login",
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
    "Request",
    "RequestKind",
    "Revision",
    "Score",
    "ScoreKind",
    "Settlement",
    "SigningRequest",
    "Submission",
    "SubmissionItem",
    "Tick",
    "Verdict",
]
