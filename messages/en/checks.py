"""What the checks on texts find (oit check), and what to do about it."""

from __future__ import annotations

_LOOK = "Compare it with the source and let both agree."
_DATE = "Check the date with the source and mend it."
_NUMBER = "Compute it again from the table and mend the number or the table."
_SPELL = "Mend the spelling wherever it occurs."
_COPIED = "Check whether it is meant, or left over from a paper this was copied from."

TOLD: dict[str, tuple[str, str]] = {
    "weekday_wrong": ("“{text}” does not agree with the calendar: that day was {is_day}.", _DATE),
    "range_reversed": ("The period “{text}” ends before it begins.", _DATE),
    "fiscal_window_wrong": (
        "“{text}” is not the window of fiscal year {year}.",
        "A fiscal year runs from 1 October of the year before to 30 September.",
    ),
    "briefed_before_appointed": (
        "The briefing of {text} was before the appointment ({appointed}, line {appointed_line}).",
        _DATE,
    ),
    "met_before_appointed": (
        "The first meeting, {text}, was before the appointment ({appointed}, line {appointed_line}).",
        _DATE,
    ),
    "meetings_out_of_order": ("Meeting {meeting} ({text}) was before meeting {earlier} ({earlier_date}).", _DATE),
    "meeting_not_on_its_day": (
        "Meeting {meeting} was on {text}, not on its day, {planned} ({weekday}).",
        "If it was moved from a day off, give both the planned and the actual day.",
    ),
    "refers_to_later": ("It refers to a letter of {text}, which is after its own day ({own}).", _DATE),
    "date_differs_from_heading": ("The text says “{text}”, the heading “{heading}”.", _DATE),
    "date_empty": ("The date is missing: “{text}”", "Fill it in before the paper is submitted."),
    "heading_of_other_province": ("The heading “{text}” is of {province}, elsewhere it is {usual}.", _COPIED),
    "office_area_missing": ("“{text}” lacks area {area}{also}.", "Write the office's name in full."),
    "office_misspelt": ("The office's name “{text}” is misspelt; {right} was meant.", _SPELL),
    "person_heads_two_offices": ("{text} is head of two offices: {provinces}{also}.", _COPIED),
    "office_of_other_kind": ("“{text}”, but this office is no {body}.", _COPIED),
    "addresses_differ": ("One address with two roads: {roads}{also}.", _LOOK),
    "caption_year_differs": (
        "The caption says {year}, the data and other tables {usual}: “{text}”",
        "Let the year agree with the data.",
    ),
    "heading_years_differ": (
        "The same heading says {year} here and {usual} elsewhere: “{text}”",
        "Let the years agree.",
    ),
    "analysis_of_other_year": (
        "The item asks for the analysis of {asked}, the paper analyses {analysed}.",
        "Analyse the year that the list asks for, or mend the text.",
    ),
    "periods_of_several_years": ("The periods are of several fiscal years ({years}): “{text}”", _DATE),
    "monitored_in_other_year": (
        "Monitoring is in {year}, the measures are of {usual}{also}: “{text}”",
        "Let the year of monitoring be that of the measures.",
    ),
    "year_impossible": ("The year “{text}” is impossible.", _DATE),
    "law_year_wrong": ("“{text}”: the year of that law is {right}.", "Check name and year in the Royal Gazette."),
    "sum_wrong": ("The total is wrong: {text}, but the sum is {computed}.", _NUMBER),
    "parts_do_not_sum": ("The parts {parts} make {sum}, not {whole}: “{text}”", _NUMBER),
    "count_differs_from_list": ("It says {said} {what}, and lists {listed}: “{text}”", "Let number and list agree."),
    "count_differs_from_table": ("It says {said} items, the table has {rows}.", "Let number and table agree."),
    "score_over_full": ("The score {score} is above full marks, {full}: “{text}”", _NUMBER),
    "level_differs": ("A score of {score} is not level {level} but {right}: “{text}”", _NUMBER),
    "pass_claim_wrong": ("Score {score}, line {line}: what is said of passing is wrong: “{text}”", _NUMBER),
    "difference_wrong": ("The difference {said} is wrong; it is {computed}: “{text}”", _NUMBER),
    "share_wrong": ("{said} per cent is wrong; it is {computed}: “{text}”", _NUMBER),
    "status_does_not_sum": (
        "The items by state, {numbers}, make {sum}, not {whole}.",
        "Every item has one state; let the numbers make up all items.",
    ),
    "level_count_differs": ("It says {said} indicators of level {level}, the table has {counted}.", _NUMBER),
    "score_differs": ("The score of {what} is {score} here and {table} in the table (line {first}): “{text}”", _NUMBER),
    "rows_skip": (
        "The rows of the table skip or repeat: {earlier}, then {later}.",
        "Add what is missing, or renumber.",
    ),
    "total_differs": ("The total {told} is not that of its {items} items, whose mean is {computed}.", _NUMBER),
    "highest_wrong": ("“{text}”, but by the table the highest is indicator {right}.", _NUMBER),
    "lowest_wrong": ("“{text}”, but by the table the lowest is indicator {right}.", _NUMBER),
    "weakest_wrong": ("Indicators {named} are called weakest; by the table they are {right}: “{text}”", _NUMBER),
    "not_in_order": ("The table is said to be in order, but {earlier} stands before {later}.", "Sort the rows."),
    "told_out_of_order": ("Said to go from high to low, but {earlier} stands before {later}: “{text}”", _NUMBER),
    "comment_against_score": (
        "Item {item} has {score}, but its comment says that something is missing: “{comment}”",
        "Compare with the original result, and ask the evaluators if it contradicts itself.",
    ),
    "code_of_other_item": (
        "“{text}”: item {item} is {title}; this title is of {other}.",
        "Mend the code or the title.",
    ),
    "title_differs_from_table": (
        "Items {items} say “{written}” where the table says “{table}”{also}.",
        "Use one title throughout.",
    ),
    "titles_differ_from_list": (
        "Titles differ from the list of {list}: items {items}{also}.",
        "Use the titles of that year's list.",
    ),
    "items_called_sub_indicators": (
        "The heading says “{heading}”, but the rows are items.",
        "Head the column as items.",
    ),
    "topic_missing": ("The topic “{topic}” is missing above items {items}.", "Add the topics of the list of {list}."),
    "form_of_other_year": (
        "It names forms by items {items}, which are about something else in {year}{also}.",
        "Check of which year the form is.",
    ),
    "claim_against_scores": ("It claims disclosure in all subjects, but {titles} has no points: “{text}”", _LOOK),
    "annual_asks_progress": ("Item {item} reports a whole year but is asked for progress: “{text}”", _COPIED),
    "number_empty": ("The number is missing: “{text}”", "Take a number from the register before it is sent."),
    "headings_skip": ("Headings skip from {earlier} to {later}: “{text}”", "Add what is missing, or renumber."),
    "number_alone": ("Number {number} has nothing behind it: “{text}”", "Add the text, or take the number out."),
    "order_without_duties": (
        "The order appoints {members} people and gives them no duties: “{text}”",
        "Add duties and powers.",
    ),
    "body_named_otherwise": (
        "The text says “{named}”, the order (line {order_line}) appoints a “{order}”.",
        "Use the name in the order.",
    ),
    "meetings_not_reported": (
        "{planned} meetings were planned, the report ends with number {reported}.",
        "Report all of them, or say why they were not held.",
    ),
    "nobody_compiles": (
        "Items {items} have several groups and nobody who compiles{also}.",
        "Name one group that compiles and answers for it.",
    ),
    "subject_differs": ("The subject “{text}” is not that of what is attached.", "Mend the subject or the attachment."),
    "measure_is_question": ("Measures are put as questions{also}: “{text}”", "Write what the office will do."),
    "lists_differ": ("One list in two forms: “{first}” and “{second}”.", _LOOK),
    "signature_undated": ("The signature block of {name} has no date.", "Add the date of signing."),
    "signature_without_post": ("The signature block of {name} has no post.", "Add the post below the name."),
    "stray_name": (
        "“{text}” stands alone; it may be the signature of {name}, read as text.",
        "Take it out and use the picture of the signature.",
    ),
    "person_spelt_twice": ("One person in two spellings: {name} and {other}.", _SPELL),
    "digits_mixed": ("{thai} Thai digits beside {arabic} Arabic ones{also}.", "Use one set of digits."),
    "zero_drawn": ("A drawn circle for zero, {times} times{also}.", "Type the digit zero."),
    "code_with_zero": (
        "Codes begin with a Thai zero for the letter “O”, {times} times, as “{text}”.",
        "Type the letter “O”.",
    ),
    "foreign_characters": ("Letters neither Thai nor Latin ({characters}): “{text}”", "Delete and type again."),
    "letters_impossible": ("Vowels or tone marks in an impossible place: “{text}”", _SPELL),
    "text_misread": (
        "Thai letters are out of order in {times} lines, perhaps because of the PDF.",
        "Check the Word file it was made from.",
    ),
    "word_doubled": ("“{text}” stands twice{also}.", "Take out the repetition."),
    "misspelt": ("“{text}” should be “{right}”{also}.", _SPELL),
    "phrase_misspelt": ("“{text}” should be “{right}”{also}.", _SPELL),
    "word_unknown": ("“{text}” is in no dictionary; perhaps “{right}” is meant{also}.", _SPELL),
    "group_spelt_twice": (
        "“{text}”, {times} times; elsewhere it is “{right}” ({right_times} times).",
        "Use one name for a group throughout.",
    ),
    "national_mean_as_own": (
        "The national score {mean} is given as the office's own: “{text}”",
        "Tell the office's score and the national mean apart.",
    ),
    "own_score_as_criterion": (
        "The office's own score ({score}) is given as a criterion: “{text}”",
        "Quote the criterion.",
    ),
    "owner_differs": ("One questionnaire is said to be of {owners}.", _LOOK),
    "check_not_readable": ("{place}This kind of file cannot be checked.", "Use .docx .pdf .txt .md or .csv"),
    "check_damaged": ("{place}The file cannot be read: {detail}", "Open it in its own program and save it again."),
    "check_no_text": ("{place}There is no text to check; it may be a scan.", "Use a file with text, such as .docx"),
}
