"""Files taken in and kept; what was signed elsewhere."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "pdf_refused": (
        "{place}This file cannot be used: {why}",
        "Ask for the original, or print it to PDF anew, and hand it in again.",
    ),
    "web_not_reachable": (
        "The web page {url} does not open (answer {status}).",
        "Open the address in a browser without logging in, correct it, and hand it in again with --url",
    ),
    "no_files": ("No signed file was named.", "Use oit receive FILE… with every file of the memo"),
    "not_an_issued_file": (
        "The file {file} is none of those that were issued to be signed.",
        "Sign what oit papers takes out, by a program that appends its signature to the file (some write the whole "
        "file anew), or use oit sign",
    ),
    "paper_not_brought": (
        "{place}The signed copy of this paper is missing (memo {memo}).",
        "Have the head sign every file, then take all in together: oit receive FILE…",
    ),
    "papers_incomplete": (
        "The signed files of the memo are not complete, so none was taken in.",
        "Get the missing ones, then take all in together: oit receive FILE…",
    ),
    "scan_needs_memo": (
        "The scans {files} do not say to which memo they belong.",
        'Name its number: oit receive FILE… --memo "ศธ 02102/12"',
    ),
    "scan_pages": (
        "The scan of memo {memo} has {pages} pages; it must have {expected} ({papers}).",
        "Scan every page in order, into one file or one for each paper, and take it in again.",
    ),
    "scan_is_issued_file": (
        "{place}this is the file that was issued to be signed for memo {memo}, with no signature in it; no scan of a "
        "signed paper.",
        "Print it, have the head sign it, and scan the signed paper; or have it signed with a key.",
    ),
    "scan_never_on_paper": (
        "{place}page {pages} brought for memo {memo} was saved or printed to PDF; it is no scan of a signed paper.",
        "Scan the paper that the head has signed, and give oit receive again.",
    ),
    "replacement_is_no_scan": (
        "{files} is signed digitally and no scan: only scans of what was signed with a pen are replaced.",
        "Scan the signed paper and give the command again.",
    ),
    "nothing_to_replace": (
        "Memo {memo} has no scan that could be replaced (only memos signed with a pen and not yet published have).",
        "See the item's memo: oit show ITEM",
    ),
    "replace_after_publication": (
        "Something of memo {memo} is published already, so its scan is not replaced.",
        "Make a new revision with oit revise ITEM and have it signed.",
    ),
    "no_replacement_asked": (
        "Nobody has asked that the scan of item {item} be replaced.",
        'The registrar brings the right one first: oit receive FILE… --memo "{memo}" --replace "reason"',
    ),
    "replacement_needs_second": (
        "Who asked that the scan be replaced ({person}) cannot confirm it.",
        "The head, the deputy or another registrar looks at the paper and confirms: oit replace-scan {item_raw}",
    ),
    "replacement_waits": (
        "The scan of memo {memo} is said to be a wrong one, and the right one was brought; another person confirms.",
        "The head, the deputy or another registrar looks at the paper and confirms: oit replace-scan {item_raw}",
    ),
    "memo_ambiguous": (
        "Several memos are called {memo}: {memos}",
        'Say the number with the year of the book, for instance --memo "{example}"',
    ),
    "memo_named_differs": (
        "Memo {memo} was named, but {files} belongs to memo {found}, by the codes printed on it or by its bytes.",
        'See whether it is the right paper, then say --memo "{found}", or no --memo at all',
    ),
    "edition_replaced": (
        "{file} is edition {edition} of memo {memo}, which was issued again as edition {now} (0 is the first).",
        "Have the head sign the latest one: oit papers",
    ),
    "attestation_needed": (
        "Nobody has attested the scan of memo {memo}: {registrar} must say that the signed paper original was seen.",
        "Give the command again at a terminal and answer; or, having seen the original, add --attest to it",
    ),
    "not_attested": (
        "{registrar} did not attest the scan of memo {memo}; the memo stays as it was.",
        "Compare it with the paper original, and give oit receive FILE again when it can be attested.",
    ),
    "scan_cleaned": (
        "What acts by itself or travels along was taken out of the scan of memo {memo} ({removed}); "
        "the pages are whole.",
        "Nothing has to be done. If the scanner did not put it there, ask who sent the file.",
    ),
    "attestation_statement": (
        "I have seen the paper original. I attest that it bears the signature of the head of the office (or of who "
        "acts for the head) and the exceptions written by hand, if any, as stated; and that this scan is complete "
        "and true to the original.",
        "Answer yes only after comparing it with the paper original.",
    ),
    "decision_date_impossible": (
        "It cannot have been signed on {day}: not before it was submitted ({submitted}) nor after today ({today}).",
        "Check the date on the signed paper and give oit receive again.",
    ),
    "store_failed": (
        "The file could not be kept in the store.",
        "Check the folder store with oit doctor and try again.",
    ),
    "store_full": (
        "There is no room left to keep files, so nothing was recorded ({folder}).",
        "Remove files nobody needs (outside the folder store), then give the command again.",
    ),
    "store_not_writable": (
        "The folder {folder} may not be written to.",
        "Ask for the right to write there, then give the command again.",
    ),
    "store_unreachable": (
        "The store of files at {store} does not answer; nothing was recorded ({detail}).",
        "See to the network and to [store] in office.toml with whoever keeps that store, then give the command again.",
    ),
    "store_extra_missing": (
        "The office's files are at {store}, and this machine has not the extra that reaches it.",
        "Have an administrator run make setup WITH=s3, then give the command again.",
    ),
    "file_damaged": (
        "{place}The stored file is not what was recorded (found {found}): it is damaged or was changed.",
        "Do not publish it. Restore it from a backup with oit restore and check with oit doctor",
    ),
    "no_such_memo": (
        "There is no memo {memo}.",
        "See the memo numbers with oit status or oit register list memo",
    ),
    "memo_not_open": (
        "The memo {memo} is no longer under way (it is {status}).",
        "See the memos that wait: oit status",
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
    "signed_by_several": (
        "The papers of memo {memo} were not signed by one person: {people}",
        "have one person sign the memo and every paper with it",
    ),
    "signed_by_another": (
        "The signature on the papers of memo {memo} is {person}'s, not {named}'s",
        "leave out --signer for digital signatures: who signed is read from the certificate",
    ),
    "signature_before_head_lost": (
        "The file lacks the signature of {person} that the memo of item {item} has already.",
        "Have the head sign the latest file; oit show {item_raw} says where it is.",
    ),
    "date_contradicts_signature": (
        "{day} is not the day of the digital signature on memo {memo}, which is {signed_on}",
        "Leave --date out: the day is taken from the signature",
    ),
    "except_contradicts_signature": (
        "Memo {memo} is signed digitally as a whole: items {items} cannot be struck out by hand",
        "What the head does not approve is sent back before signing (oit send-back), and the next edition signed",
    ),
    "which_signer": (
        "Several might sign on {day} ({people}) and the paper names none",
        "Say who signed with --signer NAME",
    ),
    "second_awaited": (
        "{by} attested the signed paper on {since}; it waits for a second person: {who}",
        "look at the paper, then oit attest {item_raw}",
    ),
    "second_awaited_by_nobody": (
        "{by} attested the signed paper on {since}, but nobody may be the second today",
        "let another registrar who did not contribute receive it, or appoint one of another group: oit people update",
    ),
    "attestation_waits": (
        "{person} received it and contributed to memo {memo}: another person has to look and attest too",
        "Let somebody of another group, who did not contribute, look at the paper and run oit attest {item_raw}",
    ),
    "no_attestation_waits": (
        "No paper of memo {memo} waits for a second person",
        "See what waits with oit inbox; if the memo has changed since, receive the paper again",
    ),
    "receiver_registered_key": (
        "{subject} of {owner} signed memo {memo}; {person} registered it and does not receive it.",
        "Let another registrar receive it",
    ),
}
