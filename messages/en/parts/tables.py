"""People, responsibilities, a catalogue."""

from __future__ import annotations

_EXCEL = "Open it in Excel and save it as CSV UTF-8 or .xlsx"
_CELL = "Correct the cell, then give the command again."

TOLD: dict[str, tuple[str, str]] = {
    "people_not_usable": (
        "The people in {file} cannot be used yet.",
        "Correct everything named, then give the command again.",
    ),
    "responsibilities_not_usable": (
        "The responsibilities in {file} cannot be used yet.",
        "Correct everything named, then give the command again.",
    ),
    "catalogue_not_usable": (
        "The catalogue in {file} cannot be used yet.",
        "Correct everything named, then give the command again.",
    ),
    # the file
    "bad_bytes": ("{place}Some characters cannot be read (encoding {encoding}): {value}", _EXCEL),
    "misread_thai": ("{place}The Thai text was misread: {value}", _EXCEL),
    "bad_quotes": ("{place}A quotation mark is never closed.", _CELL),
    "bad_workbook": ("{place}The Excel file cannot be read.", _EXCEL),
    "old_or_locked_workbook": ("{place}The Excel file is of the old kind (.xls) or has a password.", _EXCEL),
    "table_empty": ("{place}There is nothing in it.", "Add the header and the rows, then give the command again."),
    "table_too_big": (
        "{place}The table is too big.",
        "Remove empty rows and what does not belong there, then give the command again.",
    ),
    "too_many_cells": (
        "{place}The row has more cells than columns: {value}",
        "Look for commas in this row, then give the command again.",
    ),
    "cell_error": ("{place}A formula in Excel fails ({value}).", _CELL),
    # the header
    "column_missing": ("{place}This column is missing.", "Add it to the header, then give the command again."),
    "column_twice": ("{place}This column stands there twice.", "Remove or rename one of them."),
    "unknown_column": (
        "{place}There is no such column.{meant}",
        "Correct the header, then give the command again.",
    ),
    # the cells
    "cell_empty": ("{place}It is empty.", _CELL),
    "unknown_choice": ("{place}“{value}” must be one of {choices}.{meant}", _CELL),
    "unknown_group": ("{place}There is no group “{value}” in office.toml.{meant}", _CELL),
    "not_yes_or_no": ("{place}“{value}” must be yes or no.", _CELL),
    "date_not_understood": (
        "{place}The date “{text}” is not understood.",
        "Write it as 31 มีนาคม 2566 or 2023-03-31",
    ),
    "date_is_a_serial": (
        "{place}“{text}” is the number by which a spreadsheet counts a day ({day}), not a date.",
        "If that day is meant, write it as 31 มีนาคม 2566 in this cell.",
    ),
    "cell_two_digit_year": (
        "{place}The spreadsheet stored {value}: the year was typed with two digits ({year}).",
        "Type the year with four digits, as 31/3/2566.",
    ),
    "order_became_a_day": (
        "{place}The spreadsheet turned the number of the order into a day ({value}).",
        "Format the cell as text and type the number again, as 12/2566.",
    ),
    "date_year_ambiguous": (
        "{place}The year of “{text}” has two digits: it could be Buddhist or Christian.",
        "Write the year with four digits, for instance 31/3/2566",
    ),
    "date_year_out_of_range": (
        "{place}The year of “{text}” is impossible.",
        "Check the year, and write it as 31 มีนาคม 2566",
    ),
    "date_no_such_month": ("{place}“{text}”: there is no month {month}.", "Write it as 31 มีนาคม 2566"),
    "date_no_such_day": (
        "{place}“{text}” does not exist: {month} has {last} days.",
        "Check the date and write it again.",
    ),
    "item_code_not_understood": ("{place}“{text}” is not an item code.", "Write it as O15"),
    # people
    "bad_email": ("{place}“{value}” is no e-mail address.", "Correct it, or leave it empty."),
    "bad_login": (
        "{place}The login “{value}” is not allowed.",
        "Use small Latin letters, digits, dots and hyphens, for instance clerk.hr",
    ),
    "login_of_another": (
        "{place}The login “{value}” belongs to {name} (line {other_line}).",
        "Choose another login.",
    ),
    "role_needs_group": ("{place}The role “{role}” needs a group.", _CELL),
    "role_without_person": (
        "{place}Nobody has the role “{value}”.",
        "Add somebody with this role, then give the command again.",
    ),
    "two_holders": (
        "{place}{name} holds this post at the same time (line {other_line}).",
        "End the earlier appointment, or make this one acting.",
    ),
    "window_backwards": ("{place}The last day “{value}” is before the first day “{start}”.", _CELL),
    "acting_needs": (
        "{place}“{kind}” needs this cell.",
        "Fill in the order, the first day and the post acted for.",
    ),
    "acts_for_own_post": ("{place}Nobody acts for their own post (“{value}”).", "Write the post acted for."),
    "delegated_further": (
        "{place}nobody holds the post {post} then but by delegation: delegated power is not delegated further",
        "correct the window, or name the holder or acting holder who delegates",
    ),
    "acts_for_self": (
        "{place}This person holds that post already (line {other_line}).",
        "Remove the row, or change the days so that they do not overlap.",
    ),
    "holder_acts_for": (
        "{place}A holder needs nothing in this cell (“{value}”).",
        "Empty the cell, or make the row acting.",
    ),
    # responsibilities and catalogue
    "unknown_item": (
        "{place}There is no item “{value}” in the catalogue of {year}, which has {total} items.",
        _CELL,
    ),
    "item_twice": (
        "{place}The item “{value}” stands there twice.",
        "Make one row of them, then give the command again.",
    ),
    "item_missing": ("{place}The item {value} is missing.", "Add its row with the responsible groups."),
    "group_named_twice": ("{place}The group “{value}” is named twice.", _CELL),
    "bad_item_number": ("{place}The number “{value}” must be a number from 1 on.", _CELL),
    "item_number_skipped": (
        "{place}The number {value} is skipped.",
        "Add the missing item, or number them without gaps.",
    ),
    "code_and_number_disagree": ("{place}The code “{value}” does not fit the number {number}.", _CELL),
    "sub_indicator_elsewhere": ("{place}The sub-indicator “{value}” is not in indicator {indicator}.", _CELL),
    "two_acting": (
        "{place}{name} is {kind} in this post at the same time (line {other_line}).",
        "Let the windows not overlap: one person at a time acts in a post.",
    ),
    "appointment_twice": (
        "{place}This row says the same as line {other_line} at the same time.",
        "Take one of the two out, or let their windows not overlap.",
    ),
}
