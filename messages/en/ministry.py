"""Many offices in one database: the list of a ministry, and why an office calls for attention."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "ministry_needs_postgresql": (
        "The database of many offices has to be a PostgreSQL.",
        "Name --database postgresql+psycopg://… or set $OIT_MINISTRY. One office by itself needs none of this.",
    ),
    "office_not_here": (
        "There is no office “{office}” in this database.",
        "Bring it in from a backup: oit ministry office add FILE DIR; or run oit init in a folder that uses it.",
    ),
    "office_listed": (
        "The office “{office}” is on the list already.",
        "See the list: oit ministry office list",
    ),
    "office_not_listed": (
        "The office “{office}” is not on the list.",
        "See the list: oit ministry office list",
    ),
    "office_closed_already": (
        "The office “{office}” was moved or closed on {day}.",
        "See the list: oit ministry office list",
    ),
    "office_folder_missing": (
        "There is no folder of the office “{office}” in {folder}.",
        "Lay the office's folder there, named like key in its office.toml.",
    ),
    "worker_died": (
        "The worker or its machine died each time it was tried.",
        "See that the machine has memory enough and that the office's files open, then run oit worker retry.",
    ),
    "jobs_missing": (
        "This machine has not the extra ministry, which workers need.",
        "Have an administrator run make setup WITH=ministry.",
    ),
    "jobs_not_prepared": (
        "This database has no place for jobs yet.",
        "Install the extra ministry, then have the owner of the database run oit ministry prepare.",
    ),
    "ministry_not_shown": (
        "This tray does not show the offices of a ministry.",
        "Have an administrator start oit serve with --ministry.",
    ),
    "ministry_not_yours": (
        "{login} may not see this page of the ministry.",
        "Have two administrators accept the login in [ministry] of office.toml.",
    ),
    "no_such_kind": (
        "There is no {kind} of this.",
        "Use a download link of that page.",
    ),
    "no_such_province": (
        "No office on the list is of the province “{province}”.",
        "See the provinces there are: oit ministry progress",
    ),
    "no_office_has_a_cycle": (
        "No office on the list has a cycle of the framework {framework}.",
        "Have offices open one (oit cycle open), and put them on the list (oit ministry office add).",
    ),
    "ministry_no_cycle": (
        "has no cycle of this year",
        "Ask an administrator of the office to open it.",
    ),
    "ministry_broken": (
        "{count} items not found from the front page, or not as signed",
        "Tell the office's web officer.",
    ),
    "ministry_off_site": (
        "{count} items suspended or retracted",
        "Tell the head of the office.",
    ),
    "ministry_stands_still": (
        "no item has moved for {days} days",
        "Ask the office what keeps it.",
    ),
}
