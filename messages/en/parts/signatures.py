"""Signatures and keys. Why a signature fails is told by the part that checked it (``{why}``)."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "token_missing": (
        "What uses tokens is not installed on this machine",
        "have whoever looks after this machine run make setup WITH=token and sign again, or use a certificate in a "
        "file",
    ),
    "no_token_library": (
        "The library of the token is not named",
        'write pkcs11 = "path of the vendor’s library" under [signing] in office.toml',
    ),
    "signing_file_missing": (
        "File {file}, named under [signing] in office.toml, was not found",
        "put the file there, or correct its name in office.toml",
    ),
    "signing_file_unreadable": (
        "File {file}, named under [signing] in office.toml, has no readable certificate or revocation data",
        "get the file again from the issuer of the certificates and put it in its place",
    ),
    "hints_heading": (
        "Hints from the scans. No signature was checked: the paper original is what counts.",
        "look at the picture and compare it with the paper original",
    ),
    "hint_paper": (
        "{place}",
        "look at the picture and compare it with the paper original",
    ),
    "hints_none": (
        "nothing to point out",
        "compare it with the paper original as always",
    ),
    "hints_not_available": (
        "This machine cannot compare scans with what was issued, so there are no hints. Receiving works as ever.",
        "have whoever looks after this machine run make setup WITH=scan-compare, which installs what compares pictures",
    ),
    "looked_only": (
        "compared, nothing recorded",
        "after looking at the pictures and the original, run oit receive again without --look",
    ),
    "key_refused": ("This key cannot be used: {why}", "Check the key file (.p12) named by --key and try again."),
    "key_missing": (
        "There is no key file {file}.",
        "Name the key file (.p12) with --key FILE or put it into the office's folder keys.",
    ),
    "signing_refused": ("Signing did not succeed: {why}", "Do what the reason says and try again."),
    "evidence_refused": ("The evidence bundle cannot be made: {why}", "Look at the data with oit doctor"),
    "policy_refused": ("The signature policy cannot be read: {why}", "Look at [signing] in office.toml."),
    "scan_refused": ("This scan cannot be read: {why}", "Scan it again as PDF and try again."),
    "pin_wrong": (
        "The PIN of the token is wrong.",
        "Be sure of it before the next try: a token locks after several wrong ones.",
    ),
    "passphrase_wrong": (
        "The passphrase of the key is wrong.",
        "Type it again; look at the keyboard's language and Caps Lock.",
    ),
    "attested_by_person": (
        "{by} attests that it equals the original signed in ink. A scan alone is no proof.",
        "Keep the paper original.",
    ),
    "demo_throwaway_ca": (
        "WARNING: this practice office uses a certificate authority and keys for practice only. "
        "Its signatures have no legal effect, and anyone can forge them.",
        "Never use these keys or certificates for real papers. For real work register the head's key: oit key register",
    ),
}
