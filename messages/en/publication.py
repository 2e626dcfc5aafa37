"""Publishing, taking over, and proving the site."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "no_site_yet": (
        "No site was built yet.",
        "Build it with oit site build, or publish a first item with oit publish.",
    ),
    "site_busy": (
        "Somebody else is building or publishing the site.",
        "Wait a little, then give the command again.",
    ),
    "deploy_failed": (
        "The site could not be put on its server: {detail}",
        "Check deploy under [site] in office.toml and the network, then give oit publish again.",
    ),
    "site_changed": (
        "While the site was looked at, somebody else changed it: nothing was recorded as published.",
        "Give the command again; the program builds and proves everything anew.",
    ),
    "own_site_not_built": (
        "The office has a site of its own ([site] mode = own), so the program builds none.",
        "Take the files out with oit site files, put them on the office's site, then give oit publish.",
    ),
    "home_assumed": (
        "[site] home is not set, so the proof starts at {url}.",
        "Set [site] home in office.toml to the office's real front page.",
    ),
    "publisher_attests": (
        "Who publishes cannot attest in place of their own proof.",
        "Let somebody else who does not keep the site look, and give oit site attest {item_raw}",
    ),
    "not_the_signed_file": (
        "The downloaded file {file} is not the signed one of item {item} (digest {sha256}).",
        "Put the whole signed file on the site again (oit site files {item_raw}), download it and compare anew.",
    ),
    "signed_file_not_brought": (
        "File {file} of item {item} was not brought from the site to be compared.",
        "Download it from the page and name it with --file too.",
    ),
    "screenshot_not_png": ("{file} is no PNG picture.", "Save the screenshot as .png, then give the command again."),
    "bad_address": ("{url} is no web address.", "Use a full address that begins with https:// or http://"),
    "no_such_address": (
        "Item {item} has no address {url}; it has: {urls}",
        "See all of them: oit address {item_raw}",
    ),
    "no_such_public_file": (
        "Item {item} has no file {file} that may be published; it has: {files}",
        "Name one of these, or leave --file out.",
    ),
    "address_elsewhere": (
        "{host} is not set as a site of the office, so the program does not look there.",
        'If it is the office\'s, add "{host}" to [site] hosts in office.toml.',
    ),
    "nothing_to_hand_out": (
        "There is no signed or published file to put on the web ({items}).",
        "See which items are signed: oit status",
    ),
    "take_off_own_site": (
        "Item {item}: take it off the office's site at once, at {urls}",
        "Then give oit site prove to see that nothing is left.",
    ),
    "off_the_site": (
        "On the site: {online}. Reason: {online_reason}",
        "The head decides, or an officer makes a new revision.",
    ),
    "no_warc": (
        "This machine has nothing that writes WARC files.",
        "Install it: make setup WITH=capture",
    ),
    "seal_not_opened": (
        "The office's key ({file}) does not open: {variable} has no passphrase or a wrong one. Nothing was kept.",
        "Set {variable} and give the command again, or take seal out of [signing] in office.toml.",
    ),
    "not_seen_any_more": (
        "{url} does not answer as it did (status {status}), so nothing was kept.",
        "Give oit site prove first, then try again.",
    ),
    "not_proven_live": (
        "No look at the real site has found what item {item} has online now.",
        "Give oit site prove first.",
    ),
    "not_online": (
        "{place}It is not online now (on the site: {online}).",
        "See how it stands: oit show {item_raw}",
    ),
    "not_suspended": (
        "{place}It is not suspended (on the site: {online}).",
        "See how it stands: oit show {item_raw}",
    ),
    "adoption_of": (
        "{count} items published before ({items}), by the paper {file} {basis}, digest {paper}",
        "Look at that paper and the items it names; confirm only if they agree",
    ),
    "adoption_late": (
        "Request {request}: the first memo of the cycle is on its way; the head confirms in person.",
        "Let the head give: oit request confirm {request}",
    ),
    "adoption_changed": (
        "The evidence of {item} has changed since it was asked.",
        "Let the registrar ask again: oit adopt {item_raw} --paper FILE",
    ),
    "nothing_to_adopt": (
        "No item is ready to be taken over as published before.",
        "Hand in its evidence and tick its elements first (oit contribute, oit tick), without oit compile.",
    ),
    "no_confirmation": (
        "There is no paper on which the head confirmed what was published before.",
        "Bring a scan of it: --paper FILE (or --all SCAN for all that is ready); or let the head give the command",
    ),
}
