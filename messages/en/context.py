"""What use cases of several folders refuse or tell."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "site_refused": (
        "{place}The page cannot be made: {why}",
        "Correct what is named; for damaged or missing files use oit doctor",
    ),
    "pages_unaccepted": (
        "{count} of the office's own pages (pages/) changed and have no effect yet: {names}. The site has those "
        "that were accepted last.",
        "Look with oit settings show; then the web officer or an administrator runs oit settings accept",
    ),
    "url_with_password": (
        "The address has a user name or a password in it (before the @).",
        "Take out what is before the @ and try again. If the password was ever published, change it.",
    ),
    "seen_by_person": (
        "The program cannot tell, but {name} looked at {url} on {on} (seen by a person).",
        "If possible, add a plain link that the program can follow.",
    ),
    "folder_not_writable": (
        "The folder {folder} cannot be written to ({detail}).",
        "Check the right to write and the room left, or choose another folder.",
    ),
    "rehearsal_only": (
        "The real site's address is not set: this is a rehearsal on this machine, and the public sees nothing yet.",
        "Set url under [site] in office.toml, then publish again.",
    ),
    "files_refused": (
        "Some files cannot be used, so none was recorded.",
        "Correct each file as told, then hand in all of them again.",
    ),
    "file_missing": (
        "{place}There is no such file.",
        "Check its name and folder; for files the program keeps use oit doctor",
    ),
    "stored_file_missing": (
        "The file {digest} is no longer in the program's store.",
        "oit doctor says which file it is and which backup has it; bring it back with oit doctor --repair",
    ),
    "not_a_file": ("{place}This is a folder, not a file.", "Name the files one by one."),
    "file_unreadable": (
        "{place}The file cannot be read ({detail}).",
        "Close it in other programs, check that you may read it, then try again.",
    ),
    "file_empty": ("{place}The file is empty.", "Ask for the file again, then hand it in."),
    "file_twice": ("{place}Several files have this name.", "Give them different names, then hand them in."),
    "file_name_too_long": ("A name of a file or folder is longer than the system takes.", "Shorten it and try again."),
    "file_too_large": (
        "{place}The file has {mb} MB; the limit is {max_mb} MB.",
        "Scan at a lower resolution or split the file, or change max_mb (at most 64) under [files] in office.toml.",
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
    "office_file_encrypted": (
        "{place}The {kind} file has a password or is of an old kind.",
        "Take the password off and save it as a new {kind} file.",
    ),
    "file_reaches_out": (
        "{place}This file fetches something when it is opened: what the head signs may not be what you see.",
        "Mend all that is named, save, and hand it in again. Ordinary links that a reader clicks are fine.",
    ),
    "file_fetches": (
        "{place}This file fetches something from elsewhere when it is opened: {fetched}",
        "Choose File > Info > Edit Links to Files > Break Link, or insert the picture itself; hand it in again.",
    ),
    "file_unpacks_too_large": (
        "{place}Unpacked, this file has {mb} MB in {count} parts (at most {max_mb} MB).",
        "Open it in Word or Excel, make pictures smaller or delete what is not used; save and hand it in again.",
    ),
    "file_is_another_kind": (
        "{place}The name ends with {kind}, but the file is of another kind ({found}).",
        "Save it as the kind you want, or give it the name that fits, and hand it in again.",
    ),
    "office_file_corrupt": (
        "{place}The {kind} file is damaged or is not really one.",
        "Open it in Word or Excel and save it again, or ask for it again.",
    ),
    "scan_not_read": (
        "{files} has scanned pages that nothing here can read: no citizen numbers, telephones or mail were looked for.",
        "Look with your own eyes, or give make setup WITH=ocr and hand the file in again.",
    ),
    "scan_read": (
        "{count} scanned pages were read, to look for what should not be published. Thai digits may be misread.",
        "See what was read with oit disclose ITEM --text, and look at the pages too.",
    ),
    "scan_pages_left": (
        "{count} more scanned pages were not read: {most} are at most in one go.",
        "Look at them with your own eyes, or hand the file in in parts.",
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
    "counter_behind": (
        "{book} {year} would give number {number}, which is used.",
        "Set the next number with oit register start {book_raw} NEXT.",
    ),
    "seal_file_lost": (
        "The file of memo {memo} cannot be read (file {digest}), so its seal cannot be compared.",
        "Check the store with oit doctor and bring the file back from a backup.",
    ),
    "office_not_set_up": (
        "The office “{office}” is not in the database yet.",
        "Set it up: oit init",
    ),
    "not_administrator": (
        "The step {step} is for administrators of the office only.",
        "An administrator logs in and does it.",
    ),
    "items_of_several_cycles": (
        "These items are of different assessments: {items}",
        "One command is about one assessment: oit show O15/2565, or give the --year the items are of.",
    ),
    "which_framework": (
        "In {year} the office runs several frameworks: {frameworks}",
        "Add --framework to the command, with the one you mean.",
    ),
    "excepted_because": (
        "Item {item} was excepted by the head's hand on memo {memo} (recorded by {name} on {at})",
        "Read the reason on the memo, see to it, then compile and submit again.",
    ),
    "sent_back_because": (
        "Item {item} was sent back by {name} on {at}: {reason}",
        "See to that first; then confirm that everything is compiled and submit it again.",
    ),
    "database_older": (
        "This machine has seen entry {seen} of the journal ({at}), which this database (up to entry {last}) does not "
        "have. Records of an earlier day were put back: they can be read, and no work is recorded.",
        "Find the newer database or the newest backup: oit restore. If there is none, an administrator says oit "
        "journal go-on --reason WHY, and a second person confirms",
    ),
    "clock_behind": (
        "The clock of this machine ({now}) is behind the last entry of the journal ({last}).",
        "Set date and time of the machine before going on. Is it right? Then that entry was made while it was fast.",
    ),
    "key_withdrawn": (
        "The certificate “{subject}” of {person} was withdrawn from {day}",
        "Ask the issuer for a new one and register it: oit key register FILE",
    ),
    "row_unreadable": (
        "Row {row} of the table {table} is damaged in the column {column}.",
        "Stop working, keep a copy, and restore the latest backup: oit restore",
    ),
    "database_put_back": (
        "The office's records were put back openly; this machine had seen entry {seen} ({at}). What was done after "
        "has to be done again.",
        "See who put them back: oit journal show. Numbers that were given are not given again",
    ),
    "office_instead": (
        "Another office stood here, at entry {seen} ({at}); now it is the database of another.",
        "If you have just set up a new office here, nothing is to be done. Else somebody exchanged the whole database: "
        "stop, and tell an administrator",
    ),
    "office_elsewhere": (
        "This office is a copy: at {folder} the same one stands at entry {seen} ({at}), here it is entry {last}.",
        "Work in one place only, or both give the same numbers",
    ),
    "clock_before_memo": (
        "The clock of this machine ({now}) is before memo {memo} was made ({made}): nothing was signed or recorded.",
        "Set date and time of the machine and give the command again. Was the memo made on a wrong day? Withdraw it.",
    ),
    "day_turned": (
        "Midnight passed while the paper was made (begun on {day}, now it is {today}); nothing was recorded.",
        "Give the command again: the paper will have today's date.",
    ),
    "no_cycle": (
        "No {cycle} is open.",
        "Open it with its Buddhist year, for instance oit cycle open 2566",
    ),
    "no_such_item": (
        "There is no item {items} in the catalogue of the fiscal year {year}.",
        "See all items: oit status",
    ),
    "no_such_group": (
        "There is no group called “{group_raw}”. The groups are: {groups}.",
        "Type a name, a word that only one of them has, or a key: {groups_raw}",
    ),
    "no_such_capacity": (
        "Today {person} has no capacity “{capacity}” in which to sign as head. Those there are: {capacities}.",
        "Choose one of these; if an order has ended, have an administrator update people.csv.",
    ),
    "no_such_person": (
        "{place}Nobody here has this login: {logins}",
        "Check the spelling in people.csv; add new people there, then use oit people update",
    ),
    "no_such_step": (
        "There is no step {step}. The steps are: {steps}.",
        "Choose one of these, or see all steps of an item with oit why and its code.",
    ),
    "signature_failed": (
        "{place}The signature on this paper of memo {memo} did not pass: {why}",
        "{remedy}  For all of it use oit verify FILE",
    ),
    "key_not_registered": (
        "The key “{certificate}” is not one that {person} registered.",
        "Register it with oit key register FILE or choose the right one with --key FILE",
    ),
    "nobody_on_route": (
        "Nobody has to endorse item {item} any more before the head.",
        "Have it signed: oit sign {item_raw}, or take in what was signed: oit receive FILE",
    ),
    "check_failed": (
        "{place}The step {step} did not pass its checks. Everything is as it was.",
        "Correct what is named, then give the command again.",
    ),
    "someone_else_acted": (
        "{place}{overtaken}, so nothing of yours was recorded and nothing was lost.",
        "Look at the present state with oit status, and give the command again if it is still needed.",
    ),
    "memo_changed": (
        "Memo {memo} changed after you opened it: {overtaken}. Nothing of your decision was recorded.",
        "Read it as it is shown now, then decide.",
    ),
    "number_taken": (
        "Somebody else took this number first. Nothing of yours was recorded, and no number was lost.",
        "Give the command again; the next number will be used.",
    ),
    "no_head": (
        "There is no head, and nobody who acts for the head, on {day}.",
        "Add the holder, or who acts with the order's number, to people.csv; then use oit people update",
    ),
    "taken_back": (
        "File {file} of item {item} is one the head took off the site on {day} (item {other}, year {year}), "
        "after this revision was signed.",
        'To publish it again: oit send-back {item_raw} --reason "reason", then have the head sign anew. '
        "What is only suspended the head lifts with oit suspend {other_raw} --lift",
    ),
    "item_taken_back": (
        "The head took item {item} off the site on {day}, after signing this revision.",
        'Send it back with oit send-back {item_raw} --reason "reason" and have it signed again, or the head lifts the '
        "retraction: oit retract {item_raw} --lift (a suspension: oit suspend {item_raw} --lift)",
    ),
    "returning_not_named": (
        "The file {file} of item {item} was retracted on {day} (item {other} of {year}); it goes online again only "
        "when it is named.",
        'See that the cause is gone, then oit publish {item_raw} --returning "{file}"; or send it back.',
    ),
    "lifted_not_named": (
        "The file {file} of item {item} goes online again when the retraction is lifted: it has to be named.",
        'See that the cause is gone, then oit retract {item_raw} --lift --returning "{file}"',
    ),
    "not_retracted": (
        "{place}It is not retracted (on the site: {online}).",
        "See how it stands: oit show {item_raw}",
    ),
    "not_revising": (
        "No revision of item {item} is under way, so there is none to take back.",
        "See which steps can be taken now: oit why {item_raw}",
    ),
    "revision_changed": (
        "Work has been done for the new revision of item {item} ({done}); it cannot be taken back.",
        "Go on with it and submit it; the earlier revision stays online until then.",
    ),
    "not_proven": (
        "Item {item} cannot be published: checked from the home page, it did not pass: {why} (address {address})",
        "Correct the page or the link, then: oit publish {item_raw}",
    ),
    "all_excepted": (
        "Not every item of the memo {memo} can be excepted: nothing would be left to approve.",
        "Where the head approves none, send them back: oit send-back, with the reason",
    ),
    "not_head_on_day": (
        "{person} was neither the head nor acting for the head on {day}.",
        "Check the date of signing and the appointments in people.csv, then name who really signed.",
    ),
    "memo_without_places": (
        "Memo {memo} was made before signing ahead of the head was switched on, and has no place for {who}.",
        "It holds as it was made. To have them sign, who submitted it withdraws it (oit withdraw) and submits anew.",
    ),
    "memo_other_route": (
        "Memo {memo} was submitted before the route was changed, and does not pass {post}.",
        "It holds as it was made. To have it pass there, it is withdrawn (oit withdraw) and submitted anew.",
    ),
    "file_below_grade": (
        "Item {item}: the signature on {file} is of grade {grade}, below the grade the office asks now, {required}.",
        "Find an original with a digital signature, send the item back and submit anew, or set required_grade back.",
    ),
    "signed_below_grade": (
        "Item {item} was signed with memo {memo}, grade {grade}, below the grade the office asks now, {required}.",
        "What was signed holds. To reach the new grade, revise the item (oit revise) and have it signed anew.",
    ),
    "item_not_on_memo": (
        "Items {items} are not on the memo {memo}.",
        "Compare the item codes with the signed memo and give --except again.",
    ),
    "excepted_ambiguous": (
        "The items excepted by hand are on memos of several years: {items}",
        "Take the papers in memo by memo, with --memo.",
    ),
    "administrator_holds": (
        "{name} ({person}) is administrator and also {roles}: one person on both sides of a door.",
        "Name another: oit people administrator LOGIN; then end this one with --remove",
    ),
    "one_registrar": (
        "Only {logins} is registrar today: nobody can receive papers when they are away or contributed themselves",
        "Add a row for a substitute registrar of another group to people.csv, then run oit people update",
    ),
    "wrong_password": (
        "The login or the password is wrong ({login}).",
        "Try again. If it is forgotten, an administrator asks for a code: oit people password {login_raw}",
    ),
}
