"""What kinds of entries the journal knows. An entry of an unknown kind is refused: its sentence could not be formed.

Add a kind here together with its sentence in ``messages``. A kind that was ever written is never removed.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What an entry tells. ``STEP`` is a row of the procedure table; the others are what happens around it."""

    STEP = "step"
    ENDORSED = "endorsed"
    COUNTERSIGNED = "countersigned"
    APPROVED = "approved"
    SIGNING_REQUESTED = "signing_requested"
    OFFICE_MADE = "office_made"
    CYCLE_OPENED = "cycle_opened"
    ASSIGNED = "assigned"
    ADOPTED = "adopted"
    CONTRIBUTED = "contributed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    TICKED = "ticked"
    REISSUED = "reissued"
    VERDICT = "verdict"
    PROOF = "proof"
    SUSPENDED = "suspended"
    SUSPENSION_CONFIRMED = "suspension_confirmed"
    SUSPENSION_LIFTED = "suspension_lifted"
    RETRACTED = "retracted"
    RETRACTION_LIFTED = "retraction_lifted"
    EXCEPTION_REQUESTED = "exception_requested"
    EXCEPTION_CONFIRMED = "exception_confirmed"
    APPOINTED = "appointed"
    APPOINTMENT_CHANGED = "appointment_changed"
    APPOINTMENT_ENDED = "appointment_ended"
    ACTING_ENDED = "acting_ended"
    PERSON_CHANGED = "person_changed"
    PERSON_ENDED = "person_ended"
    GROUP_CHANGED = "group_changed"
    PASSWORD_RESET = "password_reset"  # noqa: S105 -- the name of an event
    KEY_REGISTERED = "key_registered"
    DOCUMENT_ISSUED = "document_issued"
    REPLACEMENT_REQUESTED = "replacement_requested"
    SCAN_SET_ASIDE = "scan_set_aside"
    BOOK_STARTED = "book_started"
    NUMBER_RESERVED = "number_reserved"
    NUMBER_ISSUED = "number_issued"
    NUMBER_VOIDED = "number_voided"
    SCORE_RECORDED = "score_recorded"
    MEASURE_CHANGED = "measure_changed"
    MEETING_CHANGED = "meeting_changed"
    BACKED_UP = "backed_up"
    BASELINE = "baseline"
    RESTORED = "restored"
