"""What stands in the way of a step."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    # steps and who may take them
    "wrong_state": (
        "{place}The step {step} cannot be taken now: the state is “{state}”, and the step starts in “{starts_in}”.",
        "See which steps can be taken now: oit why {item_raw}",
    ),
    "wrong_role": (
        "{place}You may not take the step {step}. It is for: {who}.",
        "Have it done by: {who}; or log in as that person: oit login NAME",
    ),
    "nobody_on_route": (
        "Nobody has to endorse item {item} any more before the head.",
        "Have it signed: oit sign {item_raw}, or take in what was signed: oit receive FILE",
    ),
    "need_not_met": (
        "{place}The step {step} cannot be taken yet: something is missing.",
        "See every reason: oit why {item_raw}",
    ),
    "check_failed": (
        "{place}The step {step} did not pass its checks. Everything is as it was.",
        "Correct what is named, then give the command again.",
    ),
    "someone_else_acted": (
        "{place}{overtaken}, so nothing of yours was recorded and nothing was lost.",
        "Look at the present state with oit status, and give the command again if it is still needed.",
    ),
    "number_taken": (
        "Somebody else took this number first. Nothing of yours was recorded, and no number was lost.",
        "Give the command again; the next number will be used.",
    ),
    "site_busy": (
        "Somebody else is building or publishing the site.",
        "Wait a little, then give the command again.",
    ),
    "no_reason": (
        "{place}No reason was given.",
        'Add one, for instance --reason "the figures of table 2 differ from the original"',
    ),
    # compiling
    "no_compiler": (
        "Item {item} has several responsible groups ({groups}) and no compiling group.",
        'The head or the deputy settles it: oit assign {item_raw} GROUP --by "order or meeting"',
    ),
    "part_missing": (
        "{group} has not handed in its part of item {item}.",
        "Hand in files: oit contribute {item_raw} FILE… --group {group_raw} or, where there is nothing: "
        'oit contribute {item_raw} --group {group_raw} --none "reason"',
    ),
    "part_refused": (
        "The part of {group} for item {item} was sent back and has not been handed in again.",
        "Correct it and hand it in again: oit contribute {item_raw} FILE… --group {group_raw}",
    ),
    "part_not_accepted": (
        "{group} handed in its part of item {item}; the compiling group has not accepted it yet.",
        "Accept it: oit accept {item_raw} {group_raw} or send it back: "
        'oit refuse {item_raw} {group_raw} --reason "reason"',
    ),
    "no_evidence": (
        "Item {item} has no evidence to publish.",
        "Hand in files: oit contribute {item_raw} FILE… or a web address: oit contribute {item_raw} --url URL",
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
    # submitting
    "memo_field_missing": (
        "The memo for item {item} cannot be made: {field} is not known.",
        "Add it to office.toml or people.csv, then give the command again.",
    ),
    "items_of_several_groups": (
        "Items {items} are compiled by different groups ({groups}) and cannot be on one memo.",
        "Submit group by group, with one oit submit for each.",
    ),
    "route_not_complete": (
        "Item {item} has not been endorsed by: {post}.",
        "{post} endorses it: oit endorse {item_raw}",
    ),
    "signature_before_head_missing": (
        "The memo of item {item} lacks the digital signature of {person}, which the office wants before the head's.",
        "Have {person} sign it with oit countersign {item_raw}.",
    ),
    "signature_before_head_lost": (
        "The file lacks the signature of {person} that the memo of item {item} has already.",
        "Have the head sign the latest file; oit show {item_raw} says where it is.",
    ),
    "no_memo_yet": (
        "Item {item} is on no memo yet: there is nothing to sign.",
        "Submit it with oit submit {item_raw} first.",
    ),
    "no_place_to_sign": (
        "Memo {memo} has no place for a signature of {person} before the head's.",
        "Who signs before the head stands in before_head under [signing] in office.toml, before a memo is submitted.",
    ),
    "endorse_first": (
        "{person} has not endorsed memo {memo} yet.",
        "Endorse it with oit endorse {item_raw} first, then sign.",
    ),
    "already_countersigned": (
        "{person} has signed memo {memo} already.",
        "There is nothing to do.",
    ),
    "another_signs_first": (
        "Memo {memo} is to be signed by {person} first.",
        "Wait until {person} has signed, then try again.",
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
    "no_head": (
        "There is no head, and nobody who acts for the head, on {day}.",
        "Add the holder, or who acts with the order's number, to people.csv; then use oit people update",
    ),
    "not_head_on_day": (
        "{person} was neither the head nor acting for the head on {day}.",
        "Check the date of signing and the appointments in people.csv, then name who really signed.",
    ),
    # publishing
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
    "taken_back": (
        "File {file} of item {item} is one the head took off the site on {day} (item {other}, year {year}), "
        "after this revision was signed.",
        'To publish it again: oit send-back {item_raw} --reason "reason", then have the head sign anew. '
        "What is only suspended the head lifts with oit suspend {other_raw} --lift",
    ),
    "not_proven": (
        "Item {item} cannot be published: checked from the home page, it did not pass: {why} (address {address})",
        "Correct the page or the link, then: oit publish {item_raw}",
    ),
    "site_refused": (
        "{place}The page cannot be made: {why}",
        "Correct what is named; for damaged or missing files use oit doctor",
    ),
    "deploy_failed": (
        "The site could not be put on its server: {detail}",
        "Check deploy under [site] in office.toml and the network, then give oit publish again.",
    ),
    "not_online": (
        "{place}It is not online now (on the site: {online}).",
        "See how it stands: oit show {item_raw}",
    ),
    "not_suspended": (
        "{place}It is not suspended (on the site: {online}).",
        "See how it stands: oit show {item_raw}",
    ),
    # exceptions
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
    "memo_reissued": (
        "Memo {memo} was issued anew as edition {edition}, without what was sent back.",
        "Sign the new edition; the one before does not count any more.",
    ),
    "memo_voided": ("Memo {memo} is void.", "Nothing to do. Submit again with oit submit when it is corrected."),
}
