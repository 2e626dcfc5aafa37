"""Watching the site, and telling people."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "nothing_to_watch": (
        "The site has no real address yet, so there is nothing to watch.",
        "Set [site] home in office.toml to the office's real front page.",
    ),
    "bad_machine_name": (
        "“{value}” is no name for a machine.",
        "Use small English letters, digits and hyphens, a letter first",
    ),
    "no_such_machine": ("No machine {machine} watches the site.", "See who does: oit watch list"),
    "watch_key_refused": (
        "The key of the watching machine opens nothing, or was ended.",
        "Let an administrator make a new one: oit watch enrol",
    ),
    "no_watch_key": (
        "The key of the watching machine was not found ({file}).",
        "Let an administrator make one with oit watch enrol, and name it with --key or $OIT_WATCH_KEY",
    ),
    "watch_key_open": (
        "Other users of this machine can read the key {file}, so it is not used.",
        "Give chmod go= {file_raw}, then try again.",
    ),
    "told_step": ("Item {item}: {step} by {by}; now {state}", "See it: oit show {item_raw}"),
    "told_proof_failed": (
        "Item {item} of {year}: looks at the site, hours apart, did not pass ({severity})",
        "See why: oit site prove; and since when: oit site history {item_raw}",
    ),
    "told_proof_cleared": ("Item {item} of {year}: found on the site again", "Nothing has to be done."),
    "told_draft_exposed": (
        "Item {item}: what is suspended, retracted or not approved can still be opened at {url}",
        "Take it off the site at once, then check with oit site prove",
    ),
    "told_private_exposed": (
        "The public can open what is no public information at {url}",
        "Let the web server serve site/current only, then check with oit site prove",
    ),
    "told_month_report": (
        "The month's report of the site is there: {file}",
        "Open it in the office's folder, or give oit site report",
    ),
    "told_expires_soon": ("{renewal} expires in {days} days ({on})", "Renew it before that day."),
    "told_expired": ("{renewal} expired {days} days ago ({on})", "Renew it at once."),
    "told_power_asked": (
        "Request {request} waits for a second person: {act}",
        "Read it: oit request",
    ),
    "told_power_confirmed": (
        "Request {request} was confirmed: {act} ({subject})",
        "See oit journal show",
    ),
    "told_power_refused": (
        "Request {request} was refused: {act} ({subject})",
        "See oit journal show",
    ),
    "told_absence": (
        "{name} is away: {by_name} acts in the post of {post} from {from} until {until}, by order {order}",
        "If that is wrong: oit people object",
    ),
    "told_objection": (
        "Somebody objects to {name} acting: {reason}",
        "What was signed is not published meanwhile; see oit journal show",
    ),
    "told_objection_lifted": (
        "The objection of {objected_by} to {name} acting is lifted",
        "What was signed may be published; if that is wrong: oit people object {person_raw} --reason WHY",
    ),
    "told_password": (
        "A new code for {name} ({person}) was printed",
        "If you did not ask for it, tell the other administrator at once",
    ),
    "told_certificate": (
        "Certificate “{subject}” of {person}, fingerprint {fingerprint}, was registered",
        "If it is not yours: oit key withdraw",
    ),
}
