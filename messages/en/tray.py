"""What the tray says."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "tray_missing": (
        "The tray is not installed.",
        "Give make setup WITH=tray, then the command again.",
    ),
    "cannot_listen": (
        "Cannot listen on {host}, port {port}: {detail}",
        "Choose another port with --port, or end what uses this one.",
    ),
    "tray_open_network": (
        "The tray is open to the whole network without encryption: others may see passwords and "
        "papers, so no signing key or passphrase is taken.",
        "Set up a name and TLS (docs/tray.md) and start it with --host 127.0.0.1 --url https://NAME",
    ),
    "key_not_over_lan": (
        "This network is not encrypted, so no signing key or passphrase is taken.",
        "Approve here and sign on your own machine, or print it and sign with a pen.",
    ),
    "no_key_chosen": (
        "No key file was chosen.",
        "Choose your .p12 file and give its passphrase.",
    ),
    "no_file_chosen": (
        "No file was chosen.",
        "Choose one and send it again.",
    ),
    "nothing_chosen": (
        "Nothing was chosen.",
        "Choose at least one and send it again.",
    ),
    "one_year_at_a_time": (
        "Items of several years were chosen.",
        "Choose those of one year.",
    ),
    "nothing_waits": (
        "Nothing on this memo waits for a signature.",
        "Open the memo's page again.",
    ),
    "no_day": (
        "No day was given.",
        "Give one, such as 30/9/2569.",
    ),
    "no_such_duty": (
        "There is no kind of paper {duty}.",
        "Choose one of the list.",
    ),
    "capacity_to_choose": (
        "You may sign in several capacities, and none was chosen.",
        "Choose one, as it will be printed where you sign, and press again.",
    ),
    "passkeys_many": (
        "There are {most} passkeys already.",
        "Remove one that is not used, then add this one.",
    ),
    "passkey_refused": (
        "The passkey cannot be added: {detail}",
        "Open the page again and add one on a device that asks for a finger, a face or a PIN.",
    ),
    "passkey_there": (
        "This passkey was added before.",
        "Nothing is to be done.",
    ),
    "no_such_passkey": (
        "There is no such passkey in your account.",
        "Open the page again and look at the list.",
    ),
    "passkey_unknown": (
        "This passkey does not log you in.",
        "Use name and password, then look at the passkeys of your account.",
    ),
    "passkey_copied": (
        "The counter of this passkey went back: somebody may have copied it. It was removed.",
        "Log in with your password, tell an administrator, and add a new one.",
    ),
    "not_a_number": (
        "“{text}” is not a number that can be used.",
        "Write it in digits; a score is between 0 and 100.",
    ),
    "not_offered": (
        "This step is not yours, or cannot be taken with this memo any more.",
        "Open the memo's page again and see who is waited for.",
    ),
}
