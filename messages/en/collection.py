"""What groups hand in, and what compile did to a file."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "nothing_handed_in": (
        "Nothing was handed in for item {item}; what was there is there still.",
        "To add without replacing, use --add.",
    ),
    "nothing_to_tick": (
        "No element of item {item} was named; it has: {elements}",
        "Name its number, as in oit tick {item} 1, or use --all when all of them are there.",
    ),
    "no_elements": (
        "Item {item} has no elements to tick.",
        "See what comes next: oit why {item}",
    ),
    "web_private": (
        "{url} is in an internal network: the public cannot open it.",
        "Hand in an address that opens from the internet, or look from a telephone outside the office first.",
    ),
    "web_query_not_published": (
        "{url} has a part after the ?, which may hold a user name or a code: it is not published.",
        "Hand in {plain}. If the page needs that part, and it holds nobody's user name or code, add --with-query",
    ),
    "web_with_query": (
        "{url} has a part after the ?, which is published with it.",
        "See that it holds nobody's user name or code; else hand in the address without it.",
    ),
    "file_is_link": (
        "{place}It is a link; the file that was handed in is {target}.",
        "See that it is the one you mean; else hand in another.",
    ),
    "harm_undecided": (
        "{place}{harm} {shown} (page {pages}): nobody has decided whether it may be published",
        "Mend the file and hand it in again; or, if it may be published, give "
        'oit disclose {item_raw} {number} --reason "why"',
    ),
    "no_such_harm": ("Item {item} has no entry {number} (there are {count})", "See them: oit disclose {item_raw}"),
    "nothing_to_decide": ("Item {item} has nothing to be decided.", "See it: oit disclose {item_raw}"),
    "contribute_one_thing": (
        "Hand in one thing at a time: files, or a web address, or that there is nothing.",
        'Give FILE… or --url URL or --none "reason"',
    ),
    "signed_before_needs_number_and_date": (
        "A document signed before needs its number and date.",
        'Add --number "335/2566" --date 2023-03-31',
    ),
    "document_date_ahead": (
        "The date of the document signed before ({day}) is still to come; today is {today}.",
        "Check the date on the document and give --date again.",
    ),
    "no_signature_box": (
        "{place}The PDF has no box for a signature.",
        "Leave it as it is: oit compile appends a signature sheet.",
    ),
    "sign_at_form": (
        "The place to sign “{value}” cannot be read.",
        "Write PAGE:LEFT,TOP in centimetres: --sign-at 2:12.5,24 is page 2, the middle of the signature 12.5 cm from "
        "the left and 24 cm from the top.",
    ),
    "sign_at_which_file": (
        "Which file the place to sign is in is not clear; the files are {files}.",
        "Write the file's name and = before the place: --sign-at plan.pdf=2:12.5,24",
    ),
    "sign_at_duty": (
        "{place}A file handed in as “{duty}” has no place to sign to be named.",
        "Only an original that the head signs has one. A certified copy is signed at its lower right, where the words "
        "are printed.",
    ),
    "sign_at_refused": (
        "{place}This place to sign cannot be used: {why}",
        "Give another --sign-at, and look at it first with --preview",
    ),
    "sign_at_covers": (
        "{place}The signature box lies on words or lines of page {page}.",
        "Look at it with --preview and hand it in again with another place. If nothing is hidden, leave it.",
    ),
    "sign_at_told": (
        "To be signed on page {page}, the middle {left} cm from the left and {top} cm from the top.",
        "Before compiling, hand the file in again with --sign-at to change it.",
    ),
    "sign_at_shown": (
        "A picture of page {page} with the box (red) is in {file}. Nothing was handed in.",
        "Look at it. If it is right, give the command again without --preview.",
    ),
    "sheet_added": (
        "{place}Appended: {form}, because the file does not say where to sign.",
        "To have it signed on a page of its own, use oit reopen and hand it in again with --sign-at",
    ),
    "copy_certified": (
        "{place}Certified true copy, place to sign, name, posts and day are printed at the lower right of every page; "
        "the head signs on the copy itself.",
        "If it is an original that the head signs, use oit reopen and hand it in again with --duty original",
    ),
    "certification_added": (
        "{place}The pages are too small for the words of certification. Appended: {form}, for the head to sign.",
        "If it is an original that the head signs, use oit reopen and hand it in again with --duty original",
    ),
    "taken_out": (
        "{place}Taken out of the file to be signed, as no page shows it: {taken}.",
        "If readers need an attachment, use oit reopen and hand it in as a file of its own with --add",
    ),
    "layers_flattened": (
        "{place}The file has hidden layers, which are not shown when it is opened; they were taken out, and "
        "the pages to be signed are as they are seen: {layers}",
        "To have a layer shown, switch it on in the program it came from, save a new PDF, use oit reopen and "
        "hand it in again.",
    ),
    "file_unlocked": (
        "{place}The file was restricted, but opens without a password and may be signed by leave of its "
        "owner; what is signed is not restricted any more.",
        "If it is another agency's document and needs no signature, use oit reopen and hand it in again with "
        "--duty external.",
    ),
    "file_repaired": (
        "{place}The structure of the file was broken; it is taken as a viewer shows it, and every page was compared.",
        "Open the file and look at every page before it is submitted.",
    ),
    "form_drawn": (
        "{place}Values filled into the form had not been drawn in the file; they are drawn on the page as "
        "they are seen.",
        "Open the file and look at the values before it is submitted.",
    ),
    "form_fixed": (
        "{place}Fields of the form were formatted by scripts; what they show is now a picture, and cannot be "
        "filled in.",
        "To change a value, change it in the file, use oit reopen and hand it in again.",
    ),
    "made_smaller": (
        "{place}Made a little smaller, to have room for the printed codes or the certification: page {pages}.",
        "To avoid it, use oit reopen and hand in a file with a left margin of 3 cm.",
    ),
    "no_codes": (
        "{place}The pages are too small for printed codes, so a batch scan cannot take this file in.",
        "If it is signed with a pen, take it in by itself with oit receive FILE… --memo NUMBER",
    ),
    "no_such_element": (
        "Item {item} has no required element “{element}”.",
        "See its elements with oit show {item_raw} and name them by number.",
    ),
    "group_not_responsible": (
        "{group} is not responsible for item {item}; responsible are: {groups}.",
        "Type a name, a word that only one of them has, or a key: {groups_raw}",
    ),
    "which_group": (
        "You belong to several groups responsible for item {item} ({groups}).",
        "Say for which one with --group and its name or key ({groups_raw})",
    ),
    "no_such_year_part": (
        "Item {item} has no part “{said}”; its parts are {year_parts}.",
        "Name a part, a month, or its place among them; see all: oit parts {item_raw}",
    ),
    "which_year_part": (
        "Every part of item {item} is published, so it is not known which one this file is of ({year_parts}).",
        "Name it with --part.",
    ),
    "year_parts_begun": (
        "Item {item} holds evidence already that does not fit the parts to be planned.",
        "Plan the parts before anything is handed in, or keep the parts there are.",
    ),
    "conversion_failed": (
        "{place}It could not be made into a PDF ({detail}).",
        "Save it as PDF from Word and hand in the PDF instead.",
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
    "no_such_need": (
        "There is no need called “{need}”. Those that may be lifted: {needs}.",
        "Choose one of {needs_raw} and give oit exception request again.",
    ),
    "need_not_waivable": (
        "The need “{need}” cannot be lifted; only these can: {needs}.",
        "Meet the need; see oit why {item_raw}",
    ),
    "exception_exists": (
        "Item {item} already has a request to lift “{need}”.",
        "A second person of another group confirms it: oit exception confirm NUMBER",
    ),
    "exception_confirmed": (
        "Request {request} for item {item} is confirmed already.",
        "Go on with the next step: oit why {item_raw}",
    ),
    "exception_needs_second": (
        "Nobody confirms their own request (request {request}).",
        "A second person of another group confirms it: oit exception confirm {request}",
    ),
    "exception_other_group": (
        "Who confirms must belong to another group than who asked ({groups}).",
        "Somebody of another group confirms it: oit exception confirm {request}",
    ),
    "no_such_exception": (
        "There is no request {request}.",
        "See the requests that wait: oit inbox",
    ),
    "exception_needs_revision": (
        "Item {item} is not compiled yet: there is no revision to ask an exception for",
        "Compile it first: oit compile {item_raw}, then ask again",
    ),
    "exception_serves": (
        "This exception serves {person} ({need}), who may neither ask for it nor confirm it",
        "Let two others do so, one of them at least a director or above",
    ),
    "exception_needs_senior": (
        "Neither of the two of exception {request} of item {item} is a director or above",
        "Let a director, the deputy or the head of another group confirm it: oit exception confirm {request}",
    ),
    "exception_ended": (
        "Exception {request} has ended: item {item} is no longer the revision it was asked for",
        "If it is still needed, ask again for the present revision: oit exception request {item_raw}",
    ),
}
