"""Files handed in, taken in, and kept."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "contribute_one_thing": (
        "Hand in one thing at a time: files, or a web address, or that there is nothing.",
        'Give FILE… or --url URL or --none "reason"',
    ),
    "files_refused": (
        "Some files cannot be used, so none was recorded.",
        "Correct each file as told, then hand in all of them again.",
    ),
    "file_missing": (
        "{place}There is no such file.",
        "Check its name and folder; for files the program keeps use oit doctor",
    ),
    "not_a_file": ("{place}This is a folder, not a file.", "Name the files one by one."),
    "file_unreadable": (
        "{place}The file cannot be read ({detail}).",
        "Close it in other programs, check that you may read it, then try again.",
    ),
    "file_empty": ("{place}The file is empty.", "Ask for the file again, then hand it in."),
    "file_twice": ("{place}Several files have this name.", "Give them different names, then hand them in."),
    "file_too_large": (
        "{place}The file has {mb} MB; the limit is {max_mb} MB.",
        "Scan at a lower resolution or split the file, or change max_mb under [files] in office.toml.",
    ),
    "file_kind_unknown": (
        "{place}Files of kind {kind} are not taken; these are: {kinds}.",
        "Save it as one of these, for instance .pdf, and hand it in again.",
    ),
    "duty_unsuitable": (
        "{place}A file of kind {kind} cannot be handed in as “{duty}”; that needs {kinds}.",
        "Save it as such a file, or choose the right duty with --duty",
    ),
    "duty_unsuitable_url": (
        "A web address cannot be handed in as “{duty}”.",
        "Use --duty web (a page of the office) or --duty external (a document of another agency).",
    ),
    "signed_already": (
        "{place}The file carries a digital signature already, so it cannot come as “{duty}” to be signed again.",
        "Hand it in as signed before: --duty signed_before --number NUMBER --date DATE",
    ),
    "signed_before_needs_number_and_date": (
        "A document signed before needs its number and date.",
        'Add --number "335/2566" --date 2023-03-31',
    ),
    "office_file_encrypted": (
        "{place}The {kind} file has a password or is of an old kind.",
        "Take the password off and save it as a new {kind} file.",
    ),
    "office_file_corrupt": (
        "{place}The {kind} file is damaged or is not really one.",
        "Open it in Word or Excel and save it again, or ask for it again.",
    ),
    "pdf_refused": (
        "{place}This PDF cannot be used: {why}",
        "Ask for the original, or print it to PDF anew, and hand it in again.",
    ),
    "no_signature_box": (
        "{place}The PDF has no box for a signature.",
        "Leave it as it is: oit compile appends a signature sheet.",
    ),
    "web_not_reachable": (
        "The web page {url} does not open (answer {status}).",
        "Open the address in a browser without logging in, correct it, and hand it in again with --url",
    ),
    # taking in what was signed
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
    "attestation_needed": (
        "Nobody has attested the scan of memo {memo}: {registrar} must say that the signed paper original was seen.",
        "Give the command again at a terminal and answer; or, having seen the original, add --attest to "
        "oit receive FILE",
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
    # the store
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
    "file_damaged": (
        "{place}The stored file is not what was recorded (found {found}): it is damaged or was changed.",
        "Do not publish it. Restore it from a backup with oit restore and check with oit doctor",
    ),
    "text_unmapped": (
        "{place}The text on page {pages} cannot be searched or read aloud: the file does not say which "
        "letters it shows.",
        "Export it anew with its fonts embedded, or use the Word file. If it must be this file, readers will "
        "not find it.",
    ),
    "text_old_font": (
        "{place}The text on page {pages} looks Thai, but is found and copied as other letters: its font is "
        "of an old kind.",
        "Change to a font of today, TH Sarabun New say, in the original file, and save a new PDF.",
    ),
    "text_marks_lost": (
        "{place}On page {pages} vowels or tone marks are missing or astray in the text, although the page looks right.",
        "Use the file as it was before it was made smaller, or save a new PDF from the original program.",
    ),
}
