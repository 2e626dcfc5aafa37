"""The tables, except journal, number books and the file store. Facts only: no rule lives here."""

from workflow.records.models.approval import ExceptionRequest, Submission, SubmissionItem, Verdict
from workflow.records.models.outcome import Document, Outbox, Proof
from workflow.records.models.people import Appointment, Certificate, Group, Login, Office, Person
from workflow.records.models.work import Contributor, Cycle, Evidence, Item, Part, Revision, Tick

__all__ = [
    "Appointment",
    "Certificate",
    "Contributor",
    "Cycle",
    "Document",
    "Evidence",
    "ExceptionRequest",
    "Group",
    "Item",
    "Login",
    "Office",
    "Outbox",
    "Part",
    "Person",
    "Proof",
    "Revision",
    "Submission",
    "SubmissionItem",
    "Tick",
    "Verdict",
]
