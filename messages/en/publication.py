"""Publishing, taking over, and proving the site."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "no_site_yet": (
        "No site was built yet.",
        "Build it with oit site build, or publish a first item with oit publish.",
    ),
    "no_confirmation": (
        "Item {item}: the paper on which the head confirmed the earlier publication is not named",
        "name its number and date with --by, or let the head run oit adopt {item}",
    ),
    "site_busy": (
        "Somebody else is building or publishing the site.",
        "Wait a little, then give the command again.",
    ),
    "site_refused": (
        "{place}The page cannot be made: {why}",
        "Correct what is named; for damaged or missing files use oit doctor",
    ),
    "deploy_failed": (
        "The site could not be put on its server: {detail}",
        "Check deploy under [site] in office.toml and the network, then give oit publish again.",
    ),
    "off_the_site": (
        "On the site: {online}. Reason: {online_reason}",
        "The head decides, or an officer makes a new revision.",
    ),
    "not_online": (
        "{place}It is not online now (on the site: {online}).",
        "See how it stands: oit show {item_raw}",
    ),
    "not_suspended": (
        "{place}It is not suspended (on the site: {online}).",
        "See how it stands: oit show {item_raw}",
    ),
}
