"""What any command may have to say."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "out_in_office": (
        "{path} leads into the office's folder {folder}, whose every file is accounted for.",
        "Choose another folder.",
    ),
    "disk_full": (
        "The disk became full while {file} was written, so nothing was recorded.",
        "Remove files nobody needs (outside the folder store), then give the command again.",
    ),
    "place_not_writable": (
        "{file} cannot be opened or written ({detail}), so nothing was recorded.",
        "See to the rights of that file and folder, and whether the disk is read-only; then give the command again.",
    ),
    "disk_failing": (
        "The disk could not read or write {file} ({detail}); it may be failing.",
        "Stop using this machine, copy the latest backup elsewhere, then check with oit doctor",
    ),
    "share_lost": (
        "The network share did not answer while {file} was used ({detail}).",
        "See to the connection to the machine that keeps it, then give the command again. One PC should serve the "
        "program, or PostgreSQL.",
    ),
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
    "not_logged_in": ("Nobody is logged in.", "Log in: oit login NAME"),
    "not_logged_in_as": ("{login} is not logged in on this machine.", "Log in: oit login {login_raw}"),
    "which_login": (
        "Several people are logged in on this machine ({logins}).",
        "Say who acts with --as NAME",
    ),
    "secret_not_text": (
        "The password cannot be read: the terminal's or {variable}'s encoding is neither UTF-8 nor Windows-874.",
        "Set the terminal to UTF-8 and try again, or use a password of English letters and digits.",
    ),
    "no_terminal_for_secret": (
        "The password cannot be asked for: there is no terminal.",
        "Give the command in a terminal, or set {variable} before.",
    ),
}
