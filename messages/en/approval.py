"""Memos, the route, signing and sending back."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "file_lost": (
        "The file {file} of item {item} is no longer in the program's store; no number was used.",
        "Fetch it back from a backup: oit doctor --repair BACKUP.zip. Without one, send it back and hand in anew.",
    ),
    "file_altered": (
        "The file {file} of item {item} in the program's store is damaged; no number was used.",
        "Fetch it back from a backup: oit doctor --repair BACKUP.zip",
    ),
    "memo_without_emblem": (
        "The memo would show an empty frame for the Garuda: the office has given no emblem.",
        "Put it at templates/emblem.png and submit again; for paper that has one printed, add --without-emblem.",
    ),
    "memo_not_wanted": (
        "Not submitted: {items}. No number was used and nothing has changed.",
        "When ready, run oit submit again.",
    ),
    "grade_too_low": (
        "{place}The signature reached grade {grade}; the office requires grade {required}: {why}",
        "Have the head sign with the registered key, or change required_grade in office.toml if the office agrees.",
    ),
    "items_of_several_groups": (
        "Items {items} are compiled by different groups ({groups}) and cannot be on one memo.",
        "Submit group by group, with one oit submit for each.",
    ),
    "no_memo_yet": (
        "Item {item} is on no memo yet: there is nothing to sign.",
        "Submit it with oit submit {item_raw} first.",
    ),
    "signs_as_head": (
        "{person} acts as head today, and signs memo {memo} once, in the head's place.",
        "Sign as head with oit sign; the place of one's own post stays empty.",
    ),
    "no_place_to_sign": (
        "Memo {memo} has no place for a signature of {person} before the head's.",
        "Who signs before the head stands in before_head under [signing] in office.toml, before a memo is submitted.",
    ),
    "endorse_first": (
        "{person} has not endorsed memo {memo} yet.",
        "Endorse it with oit endorse {item_raw} first, then sign.",
    ),
    "already_countersigned": (
        "{person} has signed memo {memo} already.",
        "There is nothing to do.",
    ),
    "another_signs_first": (
        "Memo {memo} is to be signed by {person} first.",
        "Wait until {person} has signed, then try again.",
    ),
    "memo_reissued": (
        "Memo {memo} was issued anew as edition {edition}, without what was sent back.",
        "Sign the new edition; the one before does not count any more.",
    ),
    "memo_voided": ("Memo {memo} is void.", "Nothing to do. Submit again with oit submit when it is corrected."),
    "request_file_exists": (
        "The file {file} is there already and is not overwritten.",
        "Name another file, or remove the old one when it is of no more use.",
    ),
    "request_unreadable": (
        "The file {file} is no request to sign and no result of one from this program, or is cut short.",
        "Make another with oit sign --prepare FILE, and sign it with oit key sign FILE.",
    ),
    "request_broken": (
        "The request to sign {name} was changed on its way; it is not signed.",
        "Get the file from the office once more, and compare the digests with who asks.",
    ),
    "request_of_another_key": (
        "The request was made for {person}'s certificate (fingerprint {fingerprint}); the key used is “{certificate}”.",
        "Use the key that is named, or make a request for another: oit sign --prepare FILE --key CERTIFICATE.cer",
    ),
    "request_unknown": (
        "This office knows no such request to sign.",
        "See that it is the result of a request of this office, or make another with oit sign --prepare FILE.",
    ),
    "request_of_another": (
        "The request to sign memo {memo} is {person}'s.",
        "Have {person} log in and run oit sign --finish FILE.",
    ),
    "request_used": (
        "The request to sign memo {memo} was used; it serves once.",
        "See what came of it with oit status.",
    ),
    "request_replaced": (
        "The request to sign memo {memo} was replaced by a newer one.",
        "Sign the newest, or make another with oit sign --prepare FILE.",
    ),
    "request_expired": (
        "The request to sign memo {memo} ended at {at}.",
        "Have the token ready and ask again with oit sign --prepare FILE; the approval still holds.",
    ),
    "request_value_missing": (
        "The file has no signature for the paper {sha256}.",
        "Sign the whole request with oit key sign FILE, and bring the file that it writes.",
    ),
    "approval_void": (
        "Memo {memo} is not what was approved any more; that approval is no longer valid.",
        "Have the head look at the newest memo, and run oit sign --prepare FILE again.",
    ),
    "capacity_ended": (
        "{name} approved as {authority}, which they are not any more today; that approval cannot be signed.",
        "Approve anew in a capacity of today, then sign.",
    ),
    "place_of_former_post": (
        "The place in memo {memo} is of the post {post}, which {person} does not hold any more",
        "Who holds the post now takes it over: oit take-over ITEM",
    ),
    "nothing_to_reissue": (
        "Memo {memo} names {person} already",
        "{person} can sign it; or name who signs by delegation with --signer NAME",
    ),
    "memo_reissued_for": (
        "memo {memo} is issued again, edition {edition}, for {name} to sign",
        "Sign the new edition; the one before is not valid any more",
    ),
    "nothing_to_take_over": (
        "Nothing on memo {memo} waits for a post that {person} holds today",
        "See for whom it waits with oit show ITEM",
    ),
    "memo_taken_over": (
        "memo {memo} is taken over (items {items})",
        "See what waits for you with oit inbox",
    ),
    "attestation_needs_second": (
        "{person} attested the paper of memo {memo} already; another person has to do so too",
        "Let somebody of another group run oit attest {item_raw}",
    ),
    "attestation_other_group": (
        "The second person of memo {memo} has to be of another group than the first ({groups})",
        "Let somebody of another group run oit attest {item_raw}",
    ),
    "attestation_contributor": (
        "{person} contributed to {items} of memo {memo} and cannot attest it",
        "Let somebody who did not contribute run oit attest {item_raw}",
    ),
    "attestation_by_signer": (
        "{person} signed memo {memo} and cannot attest it",
        "Let somebody else run oit attest {item_raw}",
    ),
}
