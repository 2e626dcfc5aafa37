"""The office, its people, and what is not there."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "no_office": (
        "No office folder found (there is no {file} in {folder}).",
        "Go into the office's folder, or name it with --office DIR; to make one, use oit init",
    ),
    "office_not_set_up": (
        "The office “{office}” is not in the database yet.",
        "Set it up: oit init",
    ),
    "office_exists": (
        "The office “{office}” is set up already and was left as it is.",
        "Go on working, or give another office its own key in office.toml.",
    ),
    "two_administrators": (
        "At least two administrators are needed.",
        "Name two logins that are in people.csv, then give oit init again.",
    ),
    "not_administrator": (
        "The step {step} is for administrators of the office only.",
        "An administrator logs in and does it.",
    ),
    "reset_needs_second": (
        "Who asked for the new password of {person} cannot confirm it; a second administrator must.",
        "Another administrator gives the same command again.",
    ),
    "no_cycle": (
        "No {cycle} is open.",
        "Open it with its Buddhist year, for instance oit cycle open 2566",
    ),
    "cycle_exists": (
        "The cycle of the fiscal year {year} is open already.",
        "See its items: oit status --year {year}",
    ),
    "no_catalogue": (
        "The program has no catalogue for the fiscal year {year} (it has {shipped}).",
        "Put catalogue-{year}.csv into the office's folder, then give the command again.",
    ),
    "no_confirmation": (
        "Item {item}: the paper on which the head confirmed the earlier publication is not named",
        "name its number and date with --by, or let the head run oit adopt {item}",
    ),
    "no_basis": (
        "The order or meeting that settles who compiles item {item} was not named.",
        'Name it: --by "order 335/2566"',
    ),
    "no_such_item": (
        "There is no item {items} in the catalogue of the fiscal year {year}.",
        "See all items: oit status",
    ),
    "no_such_group": (
        "There is no group called “{group_raw}”. The groups are: {groups}.",
        "Use one of these keys: {groups_raw}",
    ),
    "no_such_person": (
        "{place}Nobody here has this login: {logins}",
        "Check the spelling in people.csv; add new people there, then use oit people update",
    ),
    "no_such_step": (
        "There is no step {step}. The steps are: {steps}.",
        "Choose one of these, or see all steps of an item with oit why and its code.",
    ),
    "no_such_element": (
        "Item {item} has no required element “{element}”.",
        "See its elements with oit show {item_raw} and name them by number.",
    ),
    "group_not_responsible": (
        "{group} is not responsible for item {item}; responsible are: {groups}.",
        "Use one of these keys: {groups_raw}",
    ),
    "which_group": (
        "You belong to several groups responsible for item {item} ({groups}).",
        "Say for which one with --group (one of {groups_raw})",
    ),
    "no_such_memo": (
        "There is no memo {memo}.",
        "See the memo numbers with oit status or oit register list memo",
    ),
    "memo_not_open": (
        "The memo {memo} is no longer under way (it is {status}).",
        "See the memos that wait: oit status",
    ),
    "item_not_on_memo": (
        "Items {items} are not on the memo {memo}.",
        "Compare the item codes with the signed memo and give --except again.",
    ),
    "all_excepted": (
        "Not every item of the memo {memo} can be excepted: nothing would be left to approve.",
        "Where the head approves none, send them back: oit send-back, with the reason",
    ),
}
