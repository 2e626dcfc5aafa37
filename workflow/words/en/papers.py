"""Forms, fonts, conversion."""

from __future__ import annotations

_RESAVE = "Open it in Word, save it as a new .docx file and hand it in again."
_TEMPLATE = "Correct the form in the folder templates with Word, then check it: oit template check"

TOLD: dict[str, tuple[str, str]] = {
    "template_unknown_form": (
        "There is no form “{form}”; there are: {known}",
        "Check the file names in the folder templates.",
    ),
    "template_unreadable": ("The form “{form}” cannot be read ({detail}).", _TEMPLATE),
    "template_unknown_field": (
        "The form “{form}” has a field “{field}” that nobody fills, at: {where}{meant}",
        _TEMPLATE,
    ),
    "template_field_missing": ("The form “{form}” lacks the field “{field}”.", _TEMPLATE),
    "template_syntax": ("A field of the form “{form}” is written wrongly ({detail}), at: {where}", _TEMPLATE),
    "template_forbidden": (
        "The form “{form}” holds commands that are not allowed ({detail}), at: {where}",
        _TEMPLATE,
    ),
    "template_wrong_facts": (
        "The program prepared the wrong facts for the form “{form}” (wanted {expected_raw}, given {given}).",
        "This is a fault of the program: please tell an administrator.",
    ),
    "emblem_unreadable": (
        "The emblem in the form cannot be used; it must be a PNG file.",
        "Replace it by a sound PNG file and try again.",
    ),
    "emblem_placeholder": (
        "This paper shows a frame instead of the Garuda: the office has given no emblem.",
        "Put the office's emblem into the folder templates before real papers are issued.",
    ),
    # what is filled in
    "no_such_form": ("There is no form “{form}”; there are: {forms}", "Use one of {forms_raw}"),
    "paper_data": (
        "The data for the {form} cannot be used yet.",
        "Correct everything named, then give the command again.",
    ),
    "paper_field_kind": ("{place}It must be {expected}.", "Correct this field, then give the command again."),
    "paper_field_missing": ("{place}It is missing.", "Add this field, then give the command again."),
    "paper_field_unknown": (
        "{place}The form has no such field; it has: {known}",
        "Correct the field's name, then give the command again.",
    ),
    "no_such_document": ("There is no draft {document}.", "Check the number that oit document new gave"),
    "document_not_draft": (
        "Document {document} was issued already, as {label}.",
        "Where it must be corrected, make a new one with oit document new",
    ),
    # conversion
    "docx_empty": ("{place}The Word file is empty.", _RESAVE),
    "docx_encrypted": (
        "{place}The Word file has a password.",
        "Take the password off, save it and hand it in again.",
    ),
    "docx_old_doc": ("{place}This is a Word file of the old kind (.doc).", _RESAVE),
    "docx_not_docx": ("{place}This is not a Word file (.docx).", _RESAVE),
    "docx_corrupt": ("{place}The Word file is damaged ({detail}).", _RESAVE),
    "docx_too_large": (
        "{place}The Word file is too large when unpacked.",
        "Make its pictures smaller, save it and hand it in again.",
    ),
    "conversion_failed": (
        "{place}It could not be made into a PDF ({detail}).",
        "Save it as PDF from Word and hand in the PDF instead.",
    ),
    "conversion_timeout": (
        "{place}It was not made into a PDF within {seconds} seconds.",
        "Try again; if it fails again, save it as PDF from Word and hand in the PDF instead.",
    ),
    "libreoffice_missing": (
        "This machine has no LibreOffice, which makes the PDFs.",
        "Have it installed: sudo apt install {package} or make setup",
    ),
    "uno_missing": (
        "This machine lacks the link between LibreOffice and Python.",
        "Have it installed: sudo apt install {package} or make setup",
    ),
    "fonts_missing": (
        "This machine lacks the Thai fonts for official papers.",
        "Have them installed: sudo apt install {package} then make setup",
    ),
}
