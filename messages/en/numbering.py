"""The number books."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "no_such_book": ("There is no book “{name}”; there are {books}.", "Use one of these names: {books}."),
    "until_is_over": (
        "A number cannot be reserved until {until}: that day is over.",
        "Give today or a later day with --until.",
    ),
    "number_needs_subject": (
        "The subject of the document that takes a number of the {book} is not given.",
        'Give it with --subject "what it is about".',
    ),
    "number_of_memo": (
        "Number {number} is that of memo {memo} ({status}) and cannot be voided in the register.",
        "A memo on its way is taken back by who submitted it with oit withdraw, which voids its number too; the number "
        "of a signed memo stays.",
    ),
    "number_of_signed_document": (
        "Number {label} is that of a signed document ({kind}) “{subject}” and cannot be voided.",
        "Issue a new {kind} that repeals it, with oit document new.",
    ),
    "number_expired": (
        "{book} {year} has reservations past their end: {numbers}.",
        'Void them with a reason: oit register void {book_raw} NUMBER --reason "why".',
    ),
    "export_not_xlsx": (
        "The register can only be exported as an .xlsx file ({file}).",
        "Let the file's name end in .xlsx.",
    ),
    "number_refused": ("No number can be taken from the {book}.", "See the register: oit register list {book_raw}"),
    "external_book_needs_number": (
        "The {book} gets its numbers from another system, so the number must be given.",
        'Get it there, then give it, for instance --number "ศธ 02102/12"',
    ),
    "book_is_ours": (
        "The numbers of the {book} are given by this program, so {number} cannot be chosen.",
        "Leave --number out. "
        "If another system gives the numbers, set external = true under [books.{book_raw}] in office.toml.",
    ),
    "book_external": (
        "The {book} of {year} gets its numbers from another system; this program gives none.",
        "Get the number there and give it with --number",
    ),
    "book_internal": (
        "The numbers of the {book} of {year} are given by this program; one from elsewhere cannot be recorded.",
        "Leave --number out; the next number will be used.",
    ),
    "book_not_started": (
        "The {book} of {year} has not been started in the program.",
        "Start it: oit register start {book_raw} NEXT-NUMBER",
    ),
    "book_start_backwards": (
        "The {book} of {year} cannot start at {number}: numbers up to {used} are used.",
        "Start above {used}: oit register start {book_raw} NEXT-NUMBER",
    ),
    "book_year_closed": (
        "The year of the {book} of {year} is over.",
        "If the document is really dated in that year, say that it is back-dated; the register will show it.",
    ),
    "book_year_not_begun": (
        "The {book} of {year} has not begun; numbers restart on 1 January.",
        "Use this year's numbers, or wait for the new year.",
    ),
    "not_backdated": (
        "The year of the {book} of {year} is not over, so this is no back-dating.",
        "Give the command again without back-dating.",
    ),
    "document_date_outside_book": (
        "A document dated {dated} does not belong into the {book} of {year}.",
        "Check its date, or use the register of the year of that date.",
    ),
    "number_unknown": (
        "There is no number {number} in the {book} of {year}.",
        "See the numbers given: oit register list {book_raw}",
    ),
    "number_used": (
        "Number {number} in the {book} of {year} is used, for “{subject}” (taken by {taken_by}).",
        "Check the number in the other system and give it with --number",
    ),
    "number_void": (
        "Number {number} in the {book} of {year} is void and cannot be used again (reason: {reason}).",
        "Use the next number.",
    ),
    "number_not_reserved": (
        "Number {number} in the {book} of {year} is not reserved.",
        "See the reserved numbers: oit register list {book_raw}",
    ),
    "reservation_expired": (
        "Number {number} in the {book} of {year} was reserved until {until}, which is past.",
        'Void it: oit register void {book_raw} {number} --reason "reason" and reserve a new one.',
    ),
    "reservation_of_other": (
        "Number {number} in the {book} of {year} is reserved by {reserved_by}.",
        "That person or the registrar may use it.",
    ),
    "reason_missing": (
        "No reason was given for voiding number {number} in the {book} of {year}.",
        'Use oit register void {book_raw} {number} --reason "reason"',
    ),
    "number_not_understood": (
        "The number “{number}” is not understood.",
        "It must hold digits, for instance 12 or 335/2566",
    ),
    # the register's order
    "number_gap": (
        "The {book} of {year} lacks numbers: {numbers}",
        "Compare with the papers and record the reason.",
    ),
    "number_twice": ("The {book} of {year} has numbers twice: {numbers}", "Check the database with oit doctor"),
}
