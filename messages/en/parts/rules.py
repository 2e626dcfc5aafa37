"""What the table of the procedure refuses: what stands in the way of a step."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "wrong_state": (
        "{place}The step {step} cannot be taken now: the state is “{state}”, and the step starts in “{starts_in}”.",
        "See which steps can be taken now: oit why {item_raw}",
    ),
    "wrong_role": (
        "{place}You may not take the step {step}. It is for: {who}.",
        "Tell them, who do it themselves: {who}.",
    ),
    "need_not_met": (
        "{place}The step {step} cannot be taken yet: something is missing.",
        "See every reason: oit why {item_raw}",
    ),
    "no_reason": (
        "{place}No reason was given.",
        'Add one, for instance --reason "the figures of table 2 differ from the original"',
    ),
    "no_compiler": (
        "Item {item} has several responsible groups ({groups}) and no compiling group.",
        'The head or the deputy settles it: oit assign {item_raw} GROUP --by "order or meeting"',
    ),
    "part_missing": (
        "{group} has not handed in its part of item {item}.",
        "Hand in files: oit contribute {item_raw} FILE… --group {group_typed} or, where there is nothing: "
        'oit contribute {item_raw} --group {group_typed} --none "reason"',
    ),
    "part_refused": (
        "The part of {group} for item {item} was sent back ({reason}) and has not been handed in again.",
        "Correct it and hand it in again: oit contribute {item_raw} FILE… --group {group_typed}",
    ),
    "part_not_accepted": (
        "{group} handed in its part of item {item}; the compiling group has not accepted it yet.",
        "Accept it: oit accept {item_raw} {group_typed} or send it back: "
        'oit refuse {item_raw} {group_typed} --reason "reason"',
    ),
    "no_evidence": (
        "Item {item} has no evidence to publish.",
        "Hand in files: oit contribute {item_raw} FILE… or a web address: oit contribute {item_raw} --url URL",
    ),
    "no_year_part": (
        "Item {item}: no part of the year was handed in for in this round.",
        'Hand in for a part: oit contribute {item_raw} FILE… --part PART; where it has nothing, --none "REASON"',
    ),
    "year_part_missing": (
        "{group} has not handed in for {year_part} of item {item}.",
        'Hand in: oit contribute {item_raw} FILE… --part {year_part_raw} --group {group_typed}, or --none "REASON"',
    ),
    "no_year_parts": (
        "The year of item {item} has no parts.",
        "If it is to be published part by part, the secretary (or an administrator) plans them: "
        "oit parts {item_raw} --plan monthly",
    ),
    "year_parts_complete": (
        "All {parts} parts of item {item} are there.",
        'To correct one that is published: oit revise {item_raw} --reason "REASON"',
    ),
    "element_not_ticked": (
        "Item {item}: required element {number} is not confirmed: {element}",
        "Check the evidence, then: oit tick {item_raw} {number} (all of them: --all)",
    ),
    "wrong_period": (
        "Item {item}: the file {file} covers {years}, but this item needs {allowed}.",
        "Hand in the right year: oit contribute {item_raw} FILE… --covers {allowed_raw}",
    ),
    "manifest_not_frozen": (
        "Item {item} has not been confirmed as compiled.",
        "Confirm it: oit compile {item_raw}",
    ),
    "evidence_changed": (
        "The evidence of item {item} changed after it was compiled, so the approval is void "
        "(digest then {frozen}, now {now}).",
        "Go back with oit reopen {item_raw} or oit send-back {item_raw} and compile again.",
    ),
    "memo_field_missing": (
        "The memo for item {item} cannot be made: {field} is not known.",
        "Add it to office.toml or people.csv, then give the command again.",
    ),
    "route_not_complete": (
        "Item {item} has not been endorsed by: {post}.",
        "{post} endorses it: oit endorse {item_raw}",
    ),
    "signature_before_head_missing": (
        "The memo of item {item} lacks the digital signature of {person}, which the office wants before the head's.",
        "Have {person} sign it with oit countersign {item_raw}.",
    ),
    "signer_is_contributor": (
        "The signer ({person}) handed in, compiled or submitted item {item} and so cannot sign it.",
        "Let another officer or director submit it, or another authorised person sign it. If unavoidable: "
        'oit exception request {item_raw} signer_not_contributor --reason "reason"',
    ),
    "registrar_is_contributor": (
        "The registrar ({person}) handed in, compiled or submitted item {item} and so cannot record its signature.",
        "Let another registrar use oit receive. If unavoidable: "
        'oit exception request {item_raw} registrar_not_contributor --reason "reason"',
    ),
    "not_signed": (
        "Item {item} has not been signed by the head.",
        "Submit it with oit submit {item_raw} and have it signed before it is published.",
    ),
    "not_the_signed_revision": (
        "The present evidence of item {item} is not what the head signed (signed {signed}, now {now}).",
        'Send it back with oit send-back {item_raw} --reason "reason" and have it signed again.',
    ),
    "no_verdict": (
        "No stored verdict agrees with file {file} of item {item} byte for byte: it counts as not signed by the head.",
        "Do not publish it. Look with oit doctor, then send it back (oit send-back {item_raw}) to be signed again. "
        "If it is online, suspend it: oit suspend {item_raw}",
    ),
    "bytes_not_signed": (
        "File {file} of item {item} as it would go online is not the one that the journal says the head signed.",
        "Do not publish it. Look with oit doctor, then send it back (oit send-back {item_raw}) to be signed again. "
        "If it is online, suspend it: oit suspend {item_raw}",
    ),
    "signature_not_borne_out": (
        "It is recorded that the head signed file {file} of item {item} with a key; judged anew, the file does not "
        "bear it out: {why}",
        "Do not publish it. Look with oit doctor, then send it back (oit send-back {item_raw}) to be signed again",
    ),
    "memo_names_not": (
        "No memo that the head signed names file {file} of item {item} by its digest in the annex (looked at: {memo}).",
        "Do not publish it. Look with oit doctor, then send it back (oit send-back {item_raw}) to be submitted again. "
        "If it is online, suspend it: oit suspend {item_raw}",
    ),
    "no_appointment_today": (
        "{person} holds no appointment today and can take no step",
        "If they have begun, an administrator adds a row to people.csv and runs oit people update",
    ),
    "holder_suspended": (
        "{name} ({kind}) is {role} in place of {person} until {until}, so the holder may not act in the post",
        "If {person} is back, the registrar runs oit people back {by_raw}",
    ),
    "head_named_differs": (
        "The memo of item {item} names {printed} ({kind}), but {person} ({capacity}) signs",
        "Issue its next edition in the name of who will sign: oit reissue {item_raw}",
    ),
    "sheet_names_another": (
        "The sheet of {file} of item {item} names {printed} ({kind}), but {person} ({capacity}) signs",
        "Go back (oit reopen or oit send-back {item_raw}) and compile again: oit compile {item_raw}",
    ),
    "signer_objected": (
        "{item} was signed by {name} while acting, to which {person} objects.",
        "Let them lift it (oit people object LOGIN --lift), or send the item back and sign it anew",
    ),
}
