"""What Word shows and LibreOffice prints otherwise."""

from __future__ import annotations

_MEND = "for the office's own forms: oit template mend"
_PDF = "or save it as PDF in Word and hand in the PDF"
_UNLINK = "click the field and press Ctrl+Shift+F9, which makes it plain text"
_CHECK = "Look at the result: oit template check"

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
}
