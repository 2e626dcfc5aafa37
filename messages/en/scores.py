"""Results, frameworks and scores."""

from __future__ import annotations

_CELL = "Mend this cell and give the command again."
_FILE = "Mend the framework file and give the command again."

TOLD: dict[str, tuple[str, str]] = {
    "framework_not_usable": ("The framework in {file} cannot be used.", "Mend everything that is told, and try again."),
    "no_framework": (
        "There is no framework {framework} of fiscal year {year}; there are {known}.",
        "Name one that exists, or put its file into the office's folder frameworks.",
    ),
    "framework_unreadable": ("{place}The file cannot be read: {detail}", _FILE),
    "framework_not_toml": ("{place}The file is not sound: {detail}", _FILE),
    "framework_unknown_key": ("{place}This value is not known.", _FILE),
    "framework_missing": ("{place}It is missing.", _FILE),
    "framework_bad_key": ("{place}“{value}” must be small letters, digits and dashes.", _FILE),
    "framework_bad_year": ("{place}“{value}” must be a Buddhist fiscal year.", _FILE),
    "framework_bad_count": ("{place}“{value}” must be the number of items.", _FILE),
    "framework_count_differs": ("{place}It says {value} items, the list has {found}.", "Mend the number or the list."),
    "framework_items_missing": (
        "{place}The list {value} was not found.",
        "Put that year's list into the office's folder.",
    ),
    "framework_no_tools": ("{place}There is no tool.", _FILE),
    "framework_weights": ("{place}The weights of the tools make {value}, not 100.", _FILE),
    "framework_unknown_indicator": ("{place}There is no indicator {value}.", _FILE),
    "framework_indicator_not_once": ("{place}Indicator {value} must belong to one tool.", _FILE),
    "framework_item_elsewhere": ("{place}Item {code} is of indicator {value}, which the framework lacks.", _FILE),
    "framework_item_twice": ("{place}Item {code} stands there twice.", _FILE),
    "framework_levels_order": ("{place}Levels must go from high to low, each once.", _FILE),
    "framework_levels_gap": ("{place}The lowest level must begin at 0 and ask for nothing else.", _FILE),
    "framework_bad_places": ("{place}“{value}” must be 0 to 6 decimals.", _FILE),
    "framework_unknown_choice": ("{place}“{value}” must be one of {choices}.", _FILE),
    "framework_bad_day": ("{place}“{value}” is no day.", "Write it as 2023-03-31, without quotation marks."),
    "framework_unknown_item": ("{place}The list has no item {value}.", _FILE),
    "framework_questionnaire": ("{place}The order has {value} items, the list {found}.", _FILE),
    "framework_not_a_table": ("{place}It must be a table.", _FILE),
    "framework_not_texts": ("{place}It must be a list of texts.", _FILE),
    "framework_bad_number": ("{place}“{value}” must be a number from 0 to 100 in quotation marks.", _FILE),
    "result_not_usable": (
        "The result in {file} cannot be taken in; nothing of it was kept.",
        "Mend everything that is told, and try again.",
    ),
    "result_no_table": (
        "{place}There is no table with headings for item and score.",
        "Give it headings: code, title, score, comment.",
    ),
    "result_empty": ("{place}The table has no scores.", "Check that this is the right file or sheet."),
    "result_items_missing": ("{place}There is no score for items {codes}.", "Complete it and try again."),
    "result_two_totals": ("{place}There are several totals: {totals}", "Leave the one that is right."),
    "result_unknown_item": ("{place}This framework has {count} items and no {value}.", _CELL),
    "result_item_twice": ("{place}Item {value} stands on line {first} too.", "Take out the repetition."),
    "result_no_score": ("{place}Item {code} has no score.", _CELL),
    "result_bad_score": ("{place}“{value}” is no score.", _CELL),
    "result_impossible_score": ("{place}Item {code} has “{value}”; this framework gives {allowed} only.", _CELL),
    "result_title_of_other": (
        "{place}“{value}” is the title of {other}, not of {code} ({title}).",
        "Mend the code or the title.",
    ),
    "result_title_unknown": ("{place}“{value}” is not the title of {code} ({title}).", "Mend the code or the title."),
    "result_title_spelt_otherwise": (
        "{place}Item {code} is “{value}” here and “{title}” in the list.",
        "Nothing to do if it is the same item.",
    ),
    "result_row_unknown": ("{place}It cannot be told which item “{value}” is.", _CELL),
    "result_unknown_indicator": ("{place}This framework has no indicator “{value}”.", _CELL),
    "result_indicator_of_other": ("{place}“{value}”: indicator {code} is {title}; this title is of {other}.", _CELL),
    "result_two_scores": ("{place}{code} has two scores: {first} and {value}.", _CELL),
    "result_bad_workbook": ("{place}The workbook cannot be read.", "Open it in Excel and save it as .xlsx again."),
    "result_too_big": ("{place}The file is too big.", "Take out sheets and rows that do not belong."),
    "result_cell_error": ("{place}A formula failed ({value}).", _CELL),
}
