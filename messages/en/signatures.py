"""Signatures and keys. Why a signature fails is told by the part that checked it (``{why}``)."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "nothing_signed": (
        "Nothing of item {item} was signed yet: there is no evidence to bundle",
        "see whom it waits for with oit why {item}",
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
    "scan_incomplete": (
        "The scan of {file}, item {item}, memo {memo}, is not complete: {why}",
        "scan the missing pages together with the others of the same memo and run oit receive again",
    ),
    "page_set_aside": (
        "{place}Set aside, not used: {why}",
        "look at that page, then scan it again or take it out of the batch; one whose code is torn off or "
        "covered is taken with its memo alone, by --memo NUMBER",
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
    "signature_failed": (
        "{place}The signature on this paper of memo {memo} did not pass: {why}",
        "{remedy}  For all of it use oit verify FILE",
    ),
    "signed_by_several": (
        "The papers of memo {memo} were not signed by one person: {people}",
        "have one person sign the memo and every paper with it",
    ),
    "signed_by_another": (
        "The signature on the papers of memo {memo} is {person}'s, not {named}'s",
        "leave out --signer for digital signatures: who signed is read from the certificate",
    ),
    "grade_too_low": (
        "{place}The signature reached grade {grade}; the office requires grade {required}: {why}",
        "Have the head sign with the registered key, or change required_grade in office.toml if the office agrees.",
    ),
    "signed_before_not_proven": (
        "{place}The earlier signature reached grade {grade}; the office requires grade {required}: {why}",
        "Ask for the signed original, or hand it in as a copy to be certified: --duty certified",
    ),
    "signed_before_not_judged": (
        "{place}The document carries a digital signature, or may carry one, that could not be judged; no person's "
        "word takes its place: {why}",
        "Ask the signer for the signed file once more, register the signer's certificate, or have it signed again; "
        "scan the paper anew if it was signed with a pen.",
    ),
    "old_paper_not_attested": (
        "{place}The document was signed with a pen before, and nobody has attested it: {person} must say that the "
        "paper original was seen.",
        "Give the command again at a terminal and answer; or, having seen the original, add --attest to oit compile.",
    ),
    "old_paper_declined": (
        "{place}{person} did not attest the document that was signed with a pen before; the item stays as it was.",
        "Compare it with the paper original, and compile again when it can be attested; or hand it in as a copy to be "
        "certified: --duty certified",
    ),
    "old_paper_statement": (
        "I have seen the paper original. I attest that it bears the handwritten signature of who was entitled to sign, "
        "and that this file is complete and true to it.",
        "Answer yes only after comparing it with the paper original.",
    ),
    "old_paper_attested": (
        "Signed with a pen; {by} attests having seen the original (a person's word, not a check).",
        "Keep the paper original for inspection.",
    ),
    "key_not_registered": (
        "The key “{certificate}” is not one that {person} registered.",
        "Register it with oit key register FILE or choose the right one with --key FILE",
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
