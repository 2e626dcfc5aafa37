"""Forms, fonts, conversion, and what Word shows and LibreOffice prints otherwise."""

from __future__ import annotations

_PDF = "or save it as PDF in Word and hand in the PDF"
_MEND = "for the office's own forms: oit template mend"
_UNLINK = "click the field and press Ctrl+Shift+F9, which makes it plain text"
_CHECK = "Look at the result: oit template check"
_TEMPLATE = "Correct the form in the folder templates with Word, then check it: oit template check"
_RESAVE = "Open it in Word, save it as a new .docx file and hand it in again."

TOLD: dict[str, tuple[str, str]] = {
    "docx_prints_otherwise": (
        "{place}This Word file would not print as Word shows it.",
        f"Mend everything that is told and hand it in again, {_PDF}.",
    ),
    "docx_date_field": (
        "{place}The date field ({instruction}) would print the day of the conversion or of the last saving, not "
        "the day that is shown, at {where}",
        f"In an office's form write {{tag}} instead ({_MEND}); elsewhere type the date, {_PDF}.",
    ),
    "docx_number_field": (
        "{place}The number field ({instruction}) would print letters or 1 2 3 instead of Thai digits, at {where}",
        "In Word choose Insert > Page Number > Format Page Numbers > Thai digits, and a field PAGE without "
        f"a format of its own ({_MEND}), {_PDF}.",
    ),
    "docx_field_lost": (
        "{place}The field ({instruction}) would print nothing or another value, at {where}",
        f"In Word {_UNLINK} ({_MEND}), {_PDF}.",
    ),
    "docx_reference_lost": (
        "{place}The reference ({instruction}) points to a bookmark that is not in the file and would print an error, "
        "at {where}",
        f"In Word {_UNLINK}, or delete the field, {_PDF}.",
    ),
    "docx_thai_counting": (
        "{place}Numbers of the kind {format} would be printed as 1 2 3, at {where}",
        f"Choose Thai digits or Thai letters as the number format ({_MEND}), {_PDF}.",
    ),
    "docx_linked_picture": (
        "{place}A picture is linked to a file outside the document: it would be missing, or be whatever lies there, at "
        "{where}",
        f"In Word choose File > Info > Edit Links to Files > Break Link, or insert the picture itself, {_PDF}.",
    ),
    "docx_thai_list": (
        "{place}A list has Thai numbers: the program prints Thai digits, LibreOffice by itself 1 2 3, at {where}",
        "It may stay. To look the same everywhere, type the numbers or use Thai letters.",
    ),
    "docx_latin_only": (
        "{place}{marks} is set for Latin letters only, so Thai letters do not have it, at {where}",
        f"Select the text in Word and set it again ({_MEND}).",
    ),
    "docx_latin_only_style": (
        "{place}The style “{style}” sets {marks} for Latin letters only, so Thai letters do not have it.",
        f"Change the style in Word for complex scripts too ({_MEND}).",
    ),
    "docx_header_rows": (
        "{place}Not every row of this table's head is set to repeat: later pages would have half a head, at {where}",
        f"In Word select every row of the head, then Layout > Repeat Header Rows ({_MEND}).",
    ),
    "docx_text_box": (
        "{place}Text stands in a box of a fixed size: what does not fit would be cut off, at {where}",
        "Move the text into a paragraph or a table, or let the box resize to its text.",
    ),
    "docx_macros": (
        "{place}The file has macros. They do nothing when it becomes a PDF, and others' Word may refuse to open it.",
        f"Save it as .docx without macros ({_MEND}).",
    ),
    "docx_font_missing": (
        "{place}This machine lacks the font “{font}”: another one of another size would be printed, at {where}",
        "Use TH Sarabun New, or install that font on the machine that makes the PDF.",
    ),
    "template_not_own": (
        "The office uses the shipped form “{form}”: there is nothing to mend.",
        "To have a form of your own: oit template copy {form_raw}",
    ),
    # mended
    "docx_date_field_mended": ("A date field became {tag}, at {where}", _CHECK),
    "docx_number_field_mended": ("A page number prints Thai digits now, at {where}", _CHECK),
    "docx_field_lost_mended": ("A field became plain text, at {where}", _CHECK),
    "docx_thai_counting_mended": ("A number format became Thai digits, at {where}", _CHECK),
    "docx_latin_only_mended": ("Thai letters got what Latin letters had, at {where}", _CHECK),
    "docx_latin_only_style_mended": ("Thai letters of a style got what its Latin letters had.", _CHECK),
    "docx_header_rows_mended": ("A row repeats with the head of its table now, at {where}", _CHECK),
    "docx_macros_mended": ("The macros were taken out.", _CHECK),
    "template_comments_mended": ("The comments were deleted.", _CHECK),
    "template_unknown_form": (
        "There is no form “{form}”; there are: {known}",
        "Check the file names in the folder templates.",
    ),
    "template_unreadable": ("The form “{form}” cannot be read ({detail}).", _TEMPLATE),
    "template_unknown_field": (
        "The form “{form}” has a field “{field}” that nobody fills, at: {where}{meant}",
        _TEMPLATE,
    ),
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
    "placeholder_emblem": (
        "This paper shows a frame instead of the Garuda: the office has given no emblem.",
        "Put the office's emblem at templates/emblem.png before real papers are issued.",
    ),
    "template_lacks_field": (
        "The form “{form}” does not print {field}, which every paper must have.",
        "Put the field back, outside any condition that may leave it out, and check: oit template check",
    ),
    "memo_lacks_fields": ("The memo made with the office's own form lacks what it must have.", _TEMPLATE),
    "memo_lacks_field": ("The memo as made does not show {field}: {value}", _TEMPLATE),
    "template_unused_field": (
        "The form “{form}” never prints “{field_raw}”: that will not be on the paper.",
        "Leave it if it is meant so; otherwise add the field to the form.",
    ),
    "template_too_large": ("The form “{form}” is too large.", "Make the pictures in it smaller and save it."),
    "template_too_slow": (
        "Filling the form “{form}” takes longer than {seconds} seconds.",
        "Look at its repetitions (for), or begin anew with oit template copy",
    ),
    "template_tracked_changes": (
        "The form “{form}” holds tracked changes, at: {where}",
        "In Word: Review > Accept All Changes, stop tracking, save.",
    ),
    "template_comments": (
        "The form “{form}” holds comments, at: {where}; they would go out with the Word file.",
        "In Word: Review > Delete All Comments, save.",
    ),
    "template_no_sign_mark": (
        "The form “{form}” has no place for the head's signature ({mark}).",
        "Put a hyperlink to {mark} above the head's name.",
    ),
    "template_two_sign_marks": (
        "The form “{form}” has more than one place for the head's signature ({mark}).",
        "Leave one hyperlink to {mark}",
    ),
    "docx_empty": ("{place}The Word file is empty.", _RESAVE),
    "docx_encrypted": (
        "{place}The Word file has a password.",
        "Take the password off, save it and hand it in again.",
    ),
    "docx_not_docx": ("{place}This is not a Word file (.docx).", _RESAVE),
    "docx_corrupt": ("{place}The Word file is damaged ({detail}).", _RESAVE),
    "docx_too_large": (
        "{place}The Word file is too large when unpacked.",
        "Make its pictures smaller, save it and hand it in again.",
    ),
    "docx_tracked_changes": (
        "{place}The Word file holds tracked changes, at: {where}",
        "In Word: Review > Accept All Changes, stop tracking, save and hand it in again.",
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
