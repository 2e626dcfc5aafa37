"""Where in a file the head signs, and what compile did to a file."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
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
        "Only an original that the head signs has one. A certified copy is signed on the sheet that is appended to it.",
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
    "certification_added": (
        "{place}Appended: {form}, with the digest of the file, for the head to sign.",
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
        "{place}Made a little smaller, to have room for the printed codes: page {pages}.",
        "To avoid it, use oit reopen and hand in a file with a left margin of 3 cm.",
    ),
    "no_codes": (
        "{place}The pages are too small for printed codes, so a batch scan cannot take this file in.",
        "If it is signed with a pen, take it in by itself with oit receive FILE… --memo NUMBER",
    ),
}
