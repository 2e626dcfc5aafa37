"""The office, its people, logging in."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "wrong_password": (
        "The login or the password is wrong ({login}).",
        "Try again. If it is forgotten, two administrators set a new one with oit people password {login_raw}",
    ),
    "session_expired": ("The session has ended.", "Log in again: oit login NAME"),
    "sample_secret": (
        "The practice password (demo-only) is not for a real office.",
        "Set a password of your own and try again.",
    ),
    "password_short": (
        "The password is too short: at least {least} characters.",
        "Choose a longer one, such as several words.",
    ),
    "no_password": ("No new password was given.", "Type it when asked, or set $OIT_PASSWORD"),
    "no_office": (
        "No office folder found (there is no {file} in {folder}).",
        "Go into the office's folder, or name it with --office DIR; to make one, use oit init",
    ),
    "office_exists": (
        "The office “{office}” is set up already and was left as it is.",
        "Go on working, or give another office its own key in office.toml.",
    ),
    "two_administrators": (
        "At least two administrators are needed.",
        "Name two logins that are in people.csv, then give oit init again.",
    ),
    "reset_needs_second": (
        "Who asked for the new password of {person} cannot confirm it; a second administrator must.",
        "Another administrator gives the same command again.",
    ),
    "cycle_exists": (
        "The cycle of the fiscal year {year} is open already.",
        "See its items: oit status --year {year}",
    ),
    "no_catalogue": (
        "The program has no catalogue for the fiscal year {year} (it has {shipped}).",
        "Put catalogue-{year}.csv into the office's folder, then give the command again.",
    ),
    "no_basis": (
        "The order or meeting that settles who compiles item {item} was not named.",
        'Name it: --by "order 335/2566"',
    ),
}
