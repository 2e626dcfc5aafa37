"""Upkeep: the number books, backup and restore, and what the doctor finds."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    # the number books
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
    "counter_behind": (
        "{book} {year} would give number {number}, which is used.",
        "Set the next number with oit register start {book_raw} NEXT.",
    ),
    "export_not_xlsx": (
        "The register can only be exported as an .xlsx file ({file}).",
        "Let the file's name end in .xlsx.",
    ),
    # the journal against the memos
    "seal_row_differs": (
        "The database says that memo {memo} seals entry {row}; its file says entry {file_says}.",
        "Do not touch the database; compare with the memo kept elsewhere and with a backup.",
    ),
    "seal_file_lost": (
        "The file of memo {memo} cannot be read (file {digest}), so its seal cannot be compared.",
        "Check the store with oit doctor and bring the file back from a backup.",
    ),
    "seal_not_readable": (
        "The file of memo {memo} carries no seal of the journal (file {digest}).",
        "Compare with the memo kept elsewhere. If the office's own form has no place for it, add it to the form.",
    ),
    # the site
    "no_site_yet": (
        "No site was built yet.",
        "Build it with oit site build, or publish a first item with oit publish.",
    ),
    # backup and restore
    "backup_exists": ("There is a file {file} already; it is not overwritten.", "Give another name, with the date."),
    "backup_incomplete": (
        "{count} files of the store are missing or damaged (such as {digest}), so they are not in the backup.",
        "Check with oit doctor and bring the missing files back from an earlier backup.",
    ),
    "backup_cut_short": (
        "{file} is no backup, or it was cut short, for instance by a copy that was not finished.",
        "Copy the backup again and compare its size and SHA-256 with those shown when it was made, or use another one.",
    ),
    "backup_unknown": (
        "{file} is no backup of this program, or was made by a newer version.",
        "Check the file's name, or use the newest version of the program.",
    ),
    "backup_unsafe": (
        "The backup {file} holds unsafe names, so nothing was restored: {names}.",
        "It was not made by oit backup. Do not use it, and tell an administrator.",
    ),
    "backup_damaged": (
        "The backup is damaged; nothing was restored.",
        "Copy it again from where it was kept, or use another.",
    ),
    "backup_part_wrong": (
        "The part {part} of the backup is missing, superfluous or not what its digest says.",
        "Use another backup.",
    ),
    "database_not_empty": (
        "The database already holds an office; it is not overwritten.",
        "Name an empty database with --database, or none: then SQLite in the new folder is used.",
    ),
    "restore_not_verified": (
        "What was restored from {file} does not verify and was not kept.",
        "Use another backup, and keep this one for an administrator to look at.",
    ),
    "restore_rows_differ": ("Table {table} has {found} rows; the backup says {said}.", "Use another backup."),
    "restore_head_differs": (
        "The restored journal ends at entry {found}; the backup says {said}, or the hashes differ.",
        "Use another backup.",
    ),
    "restore_rows_refused": ("The database refuses rows of the backup ({detail}).", "Use another backup."),
}
"""Code -> (sentence, what to do next)."""
