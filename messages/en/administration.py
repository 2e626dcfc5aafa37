"""The office, its people, logging in."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "settings_nothing_new": (
        "Every value of office.toml is in force: there is nothing to accept.",
        "See what changed with oit settings show",
    ),
    "forms_at_fault": (
        "These forms have faults and are not accepted: {forms}.",
        "Mend all that is told, then try again",
    ),
    "forms_nothing_new": ("Every form is in force.", "Nothing to do"),
    "settings_written_since": (
        "office.toml was changed again after request {request}.",
        "See oit settings show; an administrator asks anew with oit settings accept",
    ),
    "invented_people": (
        "{file} still names {count} invented people of the practice office: {names}",
        "Write the office's own people on every line, then run oit init again (to practise: oit demo).",
    ),
    "factor_there": (
        "There is a second factor already.",
        "Put it away first, with a code of it.",
    ),
    "factor_code_wrong": (
        "The code is wrong, or was used already.",
        "Wait for the next code and try again. If none works, let the telephone set its clock by itself.",
    ),
    "session_expired": ("The session has ended.", "Log in again: oit login NAME"),
    "sample_secret": (
        "The practice password (demo-only) is not for a real office.",
        "Set a password of your own and try again.",
    ),
    "password_short": (
        "The password is too short: at least {least} characters.",
        "Choose a longer one, such as several words.",
    ),
    "no_office": (
        "No office folder found (there is no {file} in {folder}).",
        "Go into the office's folder, or name it with --office DIR; to make one, use oit init",
    ),
    "office_exists": (
        "The office “{office}” is set up already and was left as it is.",
        "Go on working, or give another office its own key in office.toml.",
    ),
    "two_administrators": (
        "At least two administrators are needed.",
        "Name two logins that are in people.csv, then give oit init again.",
    ),
    "cycle_exists": (
        "The cycle of the fiscal year {year} is open already.",
        "See its items: oit status --year {year}",
    ),
    "no_catalogue": (
        "The program has no catalogue for the fiscal year {year} (it has {shipped}).",
        "Put catalogue-{year}.csv into the office's folder, then give the command again.",
    ),
    "no_basis": (
        "The order or meeting that settles who compiles item {item} was not named.",
        'Name it: --by "order 335/2566"',
    ),
    "people_changes_unconfirmed": (
        "the files differ from what is recorded and nobody has confirmed it ({logins}); nothing was recorded",
        "Look at each, then run oit people update again; in a script give --confirm LOGIN for each that is meant",
    ),
    "appointment_new": (
        "Line {line}: {name} ({person}) is {role} {post}{in_kind}{term}",
        "Nothing else is to be done",
    ),
    "person_returns": (
        "Line {line}: {name} ({person}), who had left, is back as {role} {post}{in_kind} from {from}",
        "If that is meant, confirm it when asked, or give --confirm {person_raw}; if not, correct people.csv",
    ),
    "person_renamed": (
        "{person} is called {name}, not {old} any more",
        "Nothing else is to be done",
    ),
    "appointment_ends": (
        "no row of {name} ({person}) any more: {role} {post}{in_kind} ends on {until}",
        "If that is meant, confirm it when asked, or give --confirm {person_raw}; if not, correct people.csv",
    ),
    "appointment_cancelled": (
        "{name} ({person}) has no row any more: being {role} {post}{in_kind} from {from} is cancelled",
        "If that is meant, confirm it when asked, or give --confirm {person_raw}; if not, correct people.csv",
    ),
    "appointment_until": (
        "Line {line}: the last day of {name} ({person}) as {role} {post}{in_kind} changes from {old} to {until}",
        "If that is meant, confirm it when asked, or give --confirm {person_raw}; if not, correct people.csv",
    ),
    "appointment_from": (
        "Line {line}: {name} ({person}) is {role} {post}{in_kind} from {from}, not from {old} (until {until})",
        "If that is meant, confirm it when asked, or give --confirm {person_raw}; if not, correct people.csv",
    ),
    "appointment_moves": (
        "Line {line}: {name} ({person}), {role}{in_kind}, moves from {group} to {to_group} on {from}",
        "If that is meant, confirm it when asked, or give --confirm {person_raw}; if not, correct people.csv",
    ),
    "appointment_text": (
        "Line {line}: what is printed of {name} ({person}), {role}{in_kind}, changes from “{old}” to “{new}”",
        "If that is meant, confirm it when asked, or give --confirm {person_raw}; if not, correct people.csv",
    ),
    "group_new": (
        "New group {key}: {name}, from {day}",
        "Nothing else is to be done",
    ),
    "group_renamed": (
        "Group {key} is called {name} from {day}, not {old}",
        "If that is meant, confirm it when asked, or give --confirm {key}; if not, correct office.toml",
    ),
    "group_ends": (
        "Group {key} ({name}) is not in office.toml any more: it ends on {day}",
        "If that is meant, confirm it when asked, or give --confirm {key}; if not, correct office.toml",
    ),
    "two_in_force": (
        "{name} and {other} would both be {role} ({kind}) from {from}; that cannot be recorded",
        "Give the first a last day, or the second a later first day, in people.csv; then run oit people update again",
    ),
    "administrators_too_few": (
        "Without {person} only {logins} would be administrators; two are needed",
        "First name another: oit people administrator LOGIN, or for who leaves the office oit people end {person_raw} "
        "--on DAY --successor LOGIN",
    ),
    "waits_for_who_left": (
        "Memo {memo} still waits for {person}",
        "Who comes after takes the memo over: oit take-over ITEM",
    ),
    "nobody_acts_there": (
        "Nobody acts for or as {person} on {day}",
        "See who holds which post today with oit people, then name the login of who acts",
    ),
    "memo_names_who_acted": (
        "Memo {memo} names {person}, who does not act any more",
        "Issue it again: oit reissue ITEM; or, if the paper is signed already, oit receive FILE --reason TEXT",
    ),
    "groups_not_taken_over": (
        "The groups {groups_raw} are in office.toml but not recorded yet",
        "Record them with oit people update, then give the command again",
    ),
    "key_of_another": (
        "The certificate “{subject}” is registered for {owner} and cannot be {person}'s too",
        "Use a certificate of {person}; if it was registered for the wrong person, withdraw it and have a new one made",
    ),
    "key_registered_already": (
        "Certificate “{subject}” is registered for {person} already",
        "Nothing else is to be done; see oit key list",
    ),
    "challenge_needs_certificate": (
        "{file} holds a key too, so no page has to be signed",
        "Register it at once: oit key register {file_raw}; or give the certificate alone (.cer .crt .pem)",
    ),
    "challenge_of_another": (
        "{file} is no unchanged page that the program made for {person} and certificate “{subject}”",
        "Ask for one with oit key challenge, sign that file without printing, scanning or saving it anew, and bring it",
    ),
    "challenge_too_old": (
        "{file} was taken until {until} only",
        "Ask for a new page with oit key challenge, and sign that one",
    ),
    "challenge_other_key": (
        "{file} is signed with another certificate, not with “{subject}”",
        "Sign the file the program made with the certificate that is to be registered, and bring it",
    ),
    "challenge_not_proven": (
        "The signature in {file} does not show that the key of certificate “{subject}” is the signer's: {why}",
        "Sign the file the program made, with this certificate, and bring it; every reason: oit verify {file_raw}",
    ),
    "no_reason_to_withdraw": (
        "No reason is given for the withdrawal",
        'Give one: --reason "token lost"',
    ),
    "no_such_certificate": (
        "No certificate, or more than one, begins with {fingerprint}",
        "See them with oit key list, and give at least 8 digits",
    ),
    "withdrawal_in_future": (
        "The day of withdrawal {day} is still to come (today {today})",
        "Give the day on which the key was lost, or today: --on",
    ),
    "appointment_replaced": (
        "{by} (line {line}) is {role} {post}{in_kind} after {name} ({person}), who ends on {until}",
        "If that is meant, confirm it when asked, or give --confirm {person_raw}; if not, correct people.csv",
    ),
    "appointment_open": (
        "Line {line}: {name} ({person}), {role} {post}{in_kind}, has no last day any more (it was {old})",
        "If that is meant, confirm it when asked, or give --confirm {person_raw}; if not, correct people.csv",
    ),
    "login_wait": (
        "Logging in as {login} failed several times.",
        "Wait another {seconds} seconds and try again",
    ),
    "password_to_set": (
        "The one-time code of {login} is right, but no password of one's own was set.",
        "Type it when asked, or set $OIT_NEW_PASSWORD",
    ),
    "session_elsewhere": (
        "The session of {login} was opened on another machine or account.",
        "Log in here: oit login {login_raw}",
    ),
    "password_same": (
        "The new password is the old one.",
        "Choose another",
    ),
    "password_is_code": (
        "The code of the slip cannot be the password: who printed the slip has seen it.",
        "Choose one of your own that nobody else knows",
    ),
    "password_differs": (
        "The two passwords differ.",
        "Give the command again",
    ),
    "password_there": (
        "{logins} have passwords already.",
        "If it is forgotten: oit people password LOGIN",
    ),
    "file_exists": (
        "{file} is there already and is not overwritten.",
        "Name another file",
    ),
    "power_not_yours": (
        "{who} may ask for this, not {person}.",
        "Let them ask; another confirms",
    ),
    "power_needs_second": (
        "Request {request}: who asked does not confirm it.",
        "Let another ({who}) give: oit request confirm {request}",
    ),
    "power_serves": (
        "Request {request} gives power to {person}, who does not confirm it.",
        "Let another ({who}) give: oit request confirm {request}",
    ),
    "power_not_second": (
        "Request {request} is confirmed by {who}, which {person} is not today.",
        "Let them give: oit request confirm {request}",
    ),
    "power_code_by_asker": (
        "The code with which {person} came in is from {asked_by}, who asked, and not {days} days old.",
        "Let another ({who}) confirm request {request}, or let the other administrator ask "
        "(in an office's first week all codes mostly come from one)",
    ),
    "no_such_request": (
        "No request {request} waits.",
        "See what waits: oit request",
    ),
    "request_changed": (
        "Request {request} in the database is not what the journal says was asked.",
        "Run oit doctor, find out who edited the database, and ask anew",
    ),
    "request_overtaken": (
        "What {name} holds has changed since request {request}.",
        "Ask again, and confirm the new request",
    ),
    "no_reason_to_refuse": (
        "No reason was given for refusing request {request}.",
        'Give --reason "WHY"',
    ),
    "confirm_needs_yes": (
        "What request {request} changes is read before it is confirmed.",
        "Read it: oit request; then oit request confirm {request} --yes",
    ),
    "act_told": (
        "{act}",
        "See oit request",
    ),
    "person_ends": (
        "{name} ({person}) leaves the office after {until}; new administrator: {successor}",
        "Confirm it if it is right",
    ),
    "administrator_named": (
        "{name} ({person}) becomes administrator",
        "Confirm it if it is right",
    ),
    "administrator_removed": (
        "{name} ({person}) is no longer administrator",
        "Confirm it if it is right",
    ),
    "administrator_already": (
        "{person} is administrator already.",
        "Nothing to do",
    ),
    "administrator_not": (
        "{person} is no administrator.",
        "Nothing to do",
    ),
    "substitutes_set": (
        "When {post} is away, {names} stand in, in this order, by order {order}{term}",
        "Confirm it if it is what the order says",
    ),
    "no_order_number": (
        "No number of an order was given.",
        "Give --order 12/2569",
    ),
    "substitutes_unfit": (
        "One to {most} substitutes, each once, none of them the holder.",
        "Give the logins in the order's ranks",
    ),
    "absence_days": (
        "An absence is entered from today ({today}) on, for at most {most} days.",
        "For longer, or a day that is over: people.csv and oit people update, which takes two",
    ),
    "no_standing_order": (
        "No standing order of substitutes for {post} is accepted for that day.",
        "Record it: oit people substitutes {post_raw} LOGIN --order NUMBER, and have a second person confirm it",
    ),
    "absence_own": (
        "{person} would stand in for {post} and does not enter it.",
        "Let another registrar or the secretary enter it",
    ),
    "somebody_acts": (
        "{name} acts in that post until {until}.",
        "If the holder is back: oit people back",
    ),
    "no_substitute_there": (
        "Of the order ({people}) nobody is there on all those days.",
        "Appoint somebody in people.csv: oit people update, which takes two",
    ),
    "no_such_post": (
        "There is no post {post_raw} in which somebody stands in.",
        "Give one of these: {choices}",
    ),
    "nobody_holds": (
        "Nobody holds {role} {group} on that day.",
        "Appoint somebody in people.csv: oit people update",
    ),
    "nobody_acted_so": (
        "{person} did not act under a standing order.",
        "See who holds what today: oit people",
    ),
    "acted_that_day": (
        "{name} acted on {day} and stopped on the same day, so nobody else acts on that day.",
        "Enter it from the next day with --from, or let the holder act today",
    ),
    "objection_own": (
        "{person} acts there, so cannot object to it.",
        "If the holder is back: oit people back {person_raw}",
    ),
    "objected_already": (
        "{by} objects to {person} acting already.",
        "Nothing else is to be done; if it is lifted you are told, and may object",
    ),
    "nobody_objected": (
        "Nobody objects to {person} acting.",
        "oit journal show tells what was recorded",
    ),
    "no_reason_to_object": (
        "No reason was given for objecting to {person}.",
        'Give --reason "WHY"',
    ),
    "memo_names_who_is_away": (
        "Memo {memo} names, or waits for, {person}, who is away.",
        "Let the director issue it in the name of who acts: oit reissue ITEM; or wait",
    ),
    "certificate_for": (
        "Certificate “{subject}”, fingerprint {fingerprint}, is of {name} ({person})",
        "Compare the fingerprint with the issuer's; confirm only if it is the same",
    ),
    "factor_of": (
        "the lost authenticator of {name} ({person}) is asked for no more",
        "Meet the person before you confirm; they log in with the password and set a new one.",
    ),
    "no_factor": (
        "{login} has no authenticator",
        "For a forgotten password: oit people password {login}",
    ),
    "password_again": (
        "Type your password once more: the session was left alone for over 30 minutes",
        "Type it into the password field of the same form and send it again.",
    ),
    "no_year_given": (
        "No fiscal year was given",
        "Give a Buddhist year such as 2570.",
    ),
    "says_nothing": (
        "“{text}” says nothing that can be read",
        "Write it in words, not blanks, marks or figures alone.",
    ),
    "password_of": (
        "A new password for {name} ({person})",
        "Confirm it if they asked for it, and hand the slip to them",
    ),
}
