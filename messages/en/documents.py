"""Drafting and issuing papers, and what is read for them."""

from __future__ import annotations

_TEMPLATE = "Correct the form in the folder templates with Word, then check it: oit template check"

TOLD: dict[str, tuple[str, str]] = {
    "template_field_missing": ("The form “{form}” lacks the field “{field}”.", _TEMPLATE),
    "template_exists": (
        "The office has its own form “{form}” already ({file}); it was not overwritten.",
        "Edit that file, or move it out of the folder templates first.",
    ),
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
        "The {kind} needs data. It must have: {fields}",
        "Give --data FILE (.toml or .json), or --ask to be asked field by field.",
    ),
    "document_about_nothing": ("--about is for a general order only, not for the {kind}.", "Leave --about out."),
    "order_about_unknown": ("There is no order about “{about}”.", "Choose from {known}"),
    "order_names_nobody": (
        "Nobody is known whom this order could name.",
        "Name them in order with --person LOGIN",
    ),
    "order_over_before_it_begins": (
        "The order ends on {until}, before it takes effect ({effective}).",
        "Correct the last day or the first.",
    ),
    "order_for_nobody": (
        "The order names nobody, gives no duties and has no annex.",
        "Add names (members), duties (duties) or the annex (annex).",
    ),
    "no_such_circulation": ("Nothing was passed round as no. {circulation}.", "See them all with oit circulate --all"),
    "circulation_no_memo": ("There is no memo numbered {memo}.", "See the numbers with oit register list memo"),
    "circulation_due_over": ("The day to acknowledge it by ({due}) is over.", "Give --due from {today} on."),
    "circulation_needs_subject": ("What the file {file} is about was not said.", "Give --subject"),
    "circulation_reaches_nobody": ("Nobody is in {groups}.", "Name other groups with --to"),
    "circulation_of_draft": (
        "Document {document} ({subject}) is still a draft.",
        "Issue it first with oit document issue {document}",
    ),
    "circulation_not_for_you": (
        "No. {circulation} was not passed to you.",
        "If you should read it, ask who sent it to pass it to your group.",
    ),
    "circulation_not_for": ("It was not passed to {people}.", "Choose from {known}"),
    "circulation_day": (
        "{day} cannot be the day of signing: it was passed round on {sent}, today is {today}.",
        "Look at the day on the sheet and give the command again.",
    ),
    "acknowledged_already": ("{person} has acknowledged no. {circulation} already.", "Nothing is to be done."),
    "photograph_refused": (
        "A picture named for the {form} cannot be used.",
        "Correct every picture named, then give the command again.",
    ),
    "photographs_number": ("There are {count} pictures.", "Give {fewest} to {most}."),
    "photograph_without_caption": ("Picture {number} has no caption.", "Write a caption under it."),
    "activity_to_come": (
        "The activity is not over yet: it is on {day}, today is {today}.",
        "Correct the day, or sum it up once it was held.",
    ),
    "activity_over_before_it_begins": ("The last day {ends} is before the first {starts}.", "Correct the days."),
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
    "effective_before_issued": (
        "It takes effect on {effective}, before it is issued ({issued}).",
        "Correct the effective date or the date of issue.",
    ),
    "number_of_other_year": (
        "The number {number} is not of the year {year} of the date on the paper.",
        "Let number and date be of one year.",
    ),
    "member_twice": ("{name} is listed {times} times in the order.", "Take out the repetition."),
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
    "dated_in_anothers_term": (
        "{name} was neither head nor acting as head on {dated}, and cannot sign a paper of that date with a key",
        "Use a date on which {name} was in office, or let the registrar issue it to be signed on paper",
    ),
}
