"""What kinds of entries the journal knows, and what two people settle.

An entry of an unknown kind is refused: its sentence could not be formed.

Add a kind here together with its sentence in ``messages``. A kind that was ever written is never removed.
"""

from __future__ import annotations

from enum import StrEnum

from workflow.rules.states import Labelled


class Kind(StrEnum):
    """What an entry tells. ``STEP`` is a row of the procedure table; the others are what happens around it."""

    STEP = "step"
    ENDORSED = "endorsed"
    COUNTERSIGNED = "countersigned"
    APPROVED = "approved"
    SIGNING_REQUESTED = "signing_requested"
    OFFICE_MADE = "office_made"
    CYCLE_OPENED = "cycle_opened"
    PARTS_PLANNED = "parts_planned"
    CARRIED_OVER = "carried_over"
    ASSIGNED = "assigned"
    ADOPTED = "adopted"
    CONTRIBUTED = "contributed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    TICKED = "ticked"
    REISSUED = "reissued"
    TAKEN_OVER = "taken_over"
    ATTESTATION_ASKED = "attestation_asked"
    VERDICT = "verdict"
    PROOF = "proof"
    SEEN = "seen"
    ADDRESS_CHANGED = "address_changed"
    CAPTURED = "captured"
    DISCLOSURE_DECIDED = "disclosure_decided"
    MACHINE_ENROLLED = "machine_enrolled"
    MACHINE_ENDED = "machine_ended"
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
    POWER_ASKED = "power_asked"
    POWER_CONFIRMED = "power_confirmed"
    POWER_REFUSED = "power_refused"
    POWER_ENDED = "power_ended"
    ADMINISTRATOR_CHANGED = "administrator_changed"
    SUBSTITUTES_SET = "substitutes_set"
    ABSENCE = "absence"
    OBJECTED = "objected"
    OBJECTION_LIFTED = "objection_lifted"
    LOGGED_IN = "logged_in"
    LOGGED_OUT = "logged_out"
    LOGIN_FAILED = "login_failed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 -- the name of an event
    CODES_PRINTED = "codes_printed"
    PASSWORD_RESET = "password_reset"  # noqa: S105 -- the name of an event
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    KEY_CHALLENGED = "key_challenged"
    KEY_REGISTERED = "key_registered"
    KEY_WITHDRAWN = "key_withdrawn"
    DOCUMENT_ISSUED = "document_issued"
    CIRCULATED = "circulated"
    ACKNOWLEDGED = "acknowledged"
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
    SETTINGS_ASKED = "settings_asked"
    SETTINGS_ACCEPTED = "settings_accepted"
    FORMS_ACCEPTED = "forms_accepted"
    PAGES_ACCEPTED = "pages_accepted"
    BASELINE = "baseline"
    RESTORED = "restored"
    WENT_ON = "went_on"


class RequestKind(Labelled):
    """What is asked."""

    EXCEPTION = "exception", "ขอยกเว้นเงื่อนไข", "that a need be lifted"
    PASSWORD_RESET = "password_reset", "ขอตั้งรหัสผ่านใหม่", "that a password be set anew"
    APPOINTMENT = "appointment", "ขอแต่งตั้งหรือเปลี่ยนผู้มีอำนาจ", "an appointment that carries power"
    CERTIFICATE = "certificate", "ขอขึ้นทะเบียนใบรับรองของผู้อื่น", "a certificate for somebody else"
    SETTINGS = "settings", "ขอรับการตั้งค่าที่เปลี่ยน", "that changed settings take effect"
    REPLACEMENT = "replacement", "ขอเปลี่ยนสแกนที่รับไว้ผิด", "that a wrong scan be replaced"
    ATTESTATION = "attestation", "ขอให้ผู้อื่นร่วมรับรองเอกสาร", "that another person attest a paper too"
    ADOPTION = "adoption", "ขอรับข้อที่เผยแพร่อยู่ก่อน", "that items published before be taken over"
    RECORDS = "records", "ขอใช้ข้อมูลเดิมต่อไป", "that the records go on as they stand"


class Settlement(Labelled):
    """What became of it."""

    CONFIRMED = "confirmed", "ยืนยันแล้ว", "confirmed"
    REFUSED = "refused", "ไม่ยืนยัน", "refused"
    ENDED = "ended", "สิ้นผล", "ended"
