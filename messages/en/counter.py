"""Logging in, and what any command may have to say."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "unknown_code": (
        "This cannot be done (reason code {code}).",
        "Look with oit doctor, or tell an administrator this code.",
    ),
    "unexpected_error": (
        "The program failed unexpectedly (reference {reference}). What was recorded before is unchanged.",
        "Try again. If it fails again, tell an administrator the reference {reference} and check with oit doctor",
    ),
    "interrupted": (
        "Stopped as asked. What was not finished was not recorded.",
        "See how things stand with oit status and give the command again when ready.",
    ),
    "nothing_to_do": ("There is nothing to do.", "See the whole picture: oit status"),
    "folder_not_writable": (
        "The folder {folder} cannot be written to ({detail}).",
        "Check the right to write and the room left, or choose another folder.",
    ),
    "folder_not_empty": (
        "The folder {folder} is not empty and was left as it is.",
        "Name a folder that is empty or does not exist yet.",
    ),
    "rehearsal_only": (
        "The real site's address is not set: this is a rehearsal on this machine, and the public sees nothing yet.",
        "Set url under [site] in office.toml, then publish again.",
    ),
    # logging in
    "not_logged_in": ("Nobody is logged in.", "Log in: oit login NAME"),
    "not_logged_in_as": ("{login} is not logged in on this machine.", "Log in: oit login {login_raw}"),
    "wrong_password": (
        "The login or the password is wrong ({login}).",
        "Try again. If it is forgotten, two administrators set a new one with oit people password {login_raw}",
    ),
    "session_expired": ("The session has ended.", "Log in again: oit login NAME"),
    "which_login": (
        "Several people are logged in on this machine ({logins}).",
        "Say who acts with --as NAME",
    ),
    "sample_secret": (
        "The practice password (demo-only) is not for a real office.",
        "Set a password of your own and try again.",
    ),
    "password_short": (
        "The password is too short: at least {least} characters.",
        "Choose a longer one, such as several words.",
    ),
    "secret_not_text": (
        "The password cannot be read: the terminal's or {variable}'s encoding is neither UTF-8 nor Windows-874.",
        "Set the terminal to UTF-8 and try again, or use a password of English letters and digits.",
    ),
    "no_terminal_for_secret": (
        "The password cannot be asked for: there is no terminal.",
        "Give the command in a terminal, or set {variable} before.",
    ),
    "no_password": ("No new password was given.", "Type it when asked, or set $OIT_PASSWORD"),
}
