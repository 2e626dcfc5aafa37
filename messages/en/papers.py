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
    "placeholder_emblem": (
        "This paper shows a frame instead of the Garuda: the office has given no emblem.",
        "Put the office's emblem at templates/emblem.png before real papers are issued.",
    ),
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
    "template_exists": (
        "The office has its own form “{form}” already ({file}); it was not overwritten.",
        "Edit that file, or move it out of the folder templates first.",
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
    "document_not_numbered": (
        "A {kind} has no number, so it is not issued: use it as it was made.",
        "Print or send the files: oit document show {document}",
    ),
    "document_not_signed_by_head": (
        "The head does not sign a {kind}, so no key is used.",
        "Let the registrar issue it without --key",
    ),
    "document_needs_data": (
        "The {kind} needs data.",
        "Give --data FILE (.toml or .json), or --ask to be asked field by field.",
    ),
    "document_from_records": (
        "The {kind} is made from the records and takes no other data.",
        "Give the command again without --data and --ask.",
    ),
    "document_refused": ("This {kind} is not right yet.", "Correct everything named, then give the command again."),
    "document_edited": (
        "The draft {file} was edited in Word after it was made; that is not in the draft's data and would be lost.",
        "Correct the data and make a new draft with oit document new; or move the file away and issue again.",
    ),
    "document_folder_unwritable": (
        "Files cannot be written to {folder} ({detail}); no number was used and nothing changed.",
        "Choose another folder with --out DIR, or ask for the right to write, then give the command again.",
    ),
    "document_not_written": (
        "Document {document} ({label}) was recorded, but its files cannot be written to {folder} ({detail}).",
        "Nothing is lost: oit document show {document} --out DIR writes them again.",
    ),
    "document_date_future": (
        "{dated} has not come yet (today is {today}): nothing can be issued with that date.",
        "Check --date, then give the command again.",
    ),
    "document_date_given": (
        "A meeting report has the date of its meeting and takes no --date.",
        "Correct the date in its data and make a new draft.",
    ),
    "nothing_to_request": (
        "The head has signed no item that waits to be published.",
        "See how the items stand: oit status",
    ),
    "paper_file_syntax": (
        "{place}The data file is not written rightly ({detail}).",
        "Correct it there, or use --ask to be asked field by field.",
    ),
    "time_not_understood": ("{place}“{text}” is not a time.", "Write it as 09:30"),
    "paper_file_kind": ("{place}A data file ends in .toml or .json.", "Save it as one of these and try again."),
    # what a careful registrar would notice
    "effective_before_issued": (
        "It takes effect on {effective}, before it is issued ({issued}).",
        "Correct the effective date or the date of issue.",
    ),
    "number_of_other_year": (
        "The number {number} is not of the year {year} of the date on the paper.",
        "Let number and date be of one year.",
    ),
    "member_twice": ("{name} is listed {times} times among the members.", "Take out the repetition."),
    "no_members": ("The order appoints nobody.", "Add the members."),
    "no_chair": ("The working group has no chair.", "Say who is the chair; if it is meant so, issue it."),
    "meeting_before_appointment": (
        "The meeting of {date} was before the working group was appointed ({appointed}).",
        "Correct the meeting's date, or that of the order.",
    ),
    "ends_before_start": ("The meeting ends at {ends}, not after it starts ({starts}).", "Correct the times."),
    "present_twice": (
        "{name} is listed {times} times among those present, absent and invited.",
        "Let everybody be listed once.",
    ),
    "nobody_present": ("The meeting report lists nobody present.", "Add who was present."),
    "other_office_named": (
        "The text names “{found}”, which is not {office}.",
        "Check whether it is meant, or left over from the paper this was copied from.",
    ),
    "head_not_in_office": (
        "Who signs according to the paper ({name}) is not the head, nor acts as head, on {dated}.",
        "Check the name; make a new draft if it is wrong.",
    ),
    # conversion
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
