"""What is found and refused, in English: what is the matter, and what to do about it. Keyed by code."""

from __future__ import annotations

from collections.abc import Mapping

_LINK = "link it from the home page, or from a page that the home page links to"
_OPEN = "let the public see it without logging in"
_AGAIN = "put the signed file on the site again, then prove it again"
_LOOK = "install the extra browser for a second look, or let somebody who does not publish look and attest"
_WAIT = "check the server and the network, then prove it again"

SENTENCES: Mapping[str, tuple[str, str]] = {
    "home_unreachable": ("The home page {url} cannot be opened (status {status}, {error})", _WAIT),
    "not_linked": ("{url} cannot be reached from the home page: no link leads there", _LINK),
    "link_hidden": ("The link to {url} on {page} is hidden, so evaluators cannot see it", "make the link visible"),
    "nothing_expected": ("Item {item} has no file, address or text to look for", "add evidence, or a nil return"),
    "page_missing": ("There is no page at {url} (status {status})", "publish it at the same address, then prove it"),
    "soft_404": ("{url} says that nothing was found, though its status is 200", "publish it at the same address"),
    "needs_login": ("{url} cannot be seen without logging in (status {status})", _OPEN),
    "login_form": ("{url} asks for a password instead of showing the information", _OPEN),
    "login_box": ("{url} has a password field on the page", "check that visitors see everything without logging in"),
    "redirected_away": ("{url} leads away to {to}", "keep the page on the office's own site, or record the host first"),
    "server_error": ("{url} fails on the server (status {status})", _WAIT),
    "no_answer": ("{url} does not answer ({error})", _WAIT),
    "text_missing": ("The page {url} does not say “{text}”", "build the page again from the approved data"),
    "text_not_found": ("No page of the site says “{text}”", "put it on a page that the home page leads to"),
    "found_in_browser": ("Found only in a browser, by pressing {presses}", "if possible, add a plain link that shows"),
    "seen_by_person": (
        "{name} looked at {url} on {on} and compared the file from there; the program itself cannot tell",
        "if possible, add a plain link that the program can follow",
    ),
    "not_at_address": (
        "The recorded address {url} cannot be reached (status {status}), but it is at {to}",
        "record the present address with oit address",
    ),
    "many_clicks": ("It takes {clicks} clicks from the home page", "make it reachable within {most} clicks"),
    "mixed_content": ("{url} loads {count} parts without encryption, such as {part}", "use https for them"),
    "file_missing": ("The file {file} is not at {url} (status {status})", _AGAIN),
    "file_not_linked": ("The file {file} cannot be reached: no link leads to {url}", _LINK),
    "file_needs_login": ("The file {file} at {url} needs a login or leads elsewhere (status {status})", _OPEN),
    "file_no_answer": ("The file {file} at {url} cannot be opened (status {status}, {error})", _WAIT),
    "file_not_found": ("The signed file {file} is nowhere on the site (SHA-256 {sha256})", _AGAIN),
    "file_changed": ("The file {file} at {url} is not the signed one", "take it down at once, put up the signed one"),
    "through_viewer": ("{page} shows the file {file} by somebody else's viewer", "add a link to the file itself"),
    "image_only": ("The file {file} is a scan without searchable text", "if possible, offer a text version beside it"),
    "web_not_linked": ("No link of the site leads to {url}", _LINK),
    "hop_not_recorded": ("{page} links to {url}, but {host} is not recorded as a channel", "record the host"),
    "web_unreachable": ("{url} cannot be opened (status {status}, {error})", "check the address and prove it again"),
    "web_gone": ("{url} no longer works (status {status}, ends at {to})", "correct the address and ask approval again"),
    "web_needs_login": ("{url} cannot be seen without logging in (status {status})", _OPEN),
    "capture_too_old": ("{url} cannot be opened and its capture is {days} days old (limit {most})", "capture it again"),
    "judged_from_capture": (
        "{url} cannot be opened in this rehearsal; judged from its capture of {captured_at}",
        "prove the real site when it is published",
    ),
    "robots_refused": (
        "{url} does not answer programs (status {status}); judged from its capture of {captured_at}",
        "open it in a browser without logging in",
    ),
    "hidden_in_menu": ("The link to {url} is in something closed on {page}; whether it opens cannot be told", _LOOK),
    "perhaps_hidden": (
        "{page} has a link to {url}, but a script or a layer over the page may keep people from seeing or pressing it",
        _LOOK,
    ),
    "drawn_by_script": (
        "Not found by links, but scripts draw parts of the site ({count} scripts on {pages} pages, such as {url})",
        _LOOK,
    ),
    "form_first": ("{url} wants a form sent before there is more to see", _LOOK),
    "other_hosts": (
        "Not on the office's site, but {page} links to other hosts that were not followed ({count} links: {hosts})",
        'if they are the office\'s, add them to office.toml, such as [site] hosts = ["{host}"], and prove it again',
    ),
    "scripts_elsewhere": (
        "Pages need scripts from other hosts ({hosts}), which a proof does not fetch",
        'if you trust that host, add [site] hosts = ["{host}"]; or let somebody else look and attest',
    ),
    "walk_stopped": (
        "Not found when the proof stopped at its limit ({limit}): {pages} pages seen, at least {count} left",
        "link it nearer to the home page, or raise [site] seconds or pages in office.toml",
    ),
    "list_cut": (
        "A list without an end, such as {url}: {pages} pages seen, at least {count} left out",
        "link the item from a page that is no calendar and no search",
    ),
    "robots_blocked": (
        "The site blocks programs at {url} (status {status}), so what people see cannot be told",
        "have the site let this machine in, or have somebody who does not publish look and attest",
    ),
    "asked_too_fast": (
        "The site asks us to slow down at {url} (status {status}) until time was up",
        "lower [site] pace in office.toml, or raise seconds, and prove it again later",
    ),
    "under_maintenance": (
        "{url} says that it is being repaired or overloaded (status {status})",
        "prove it again later",
    ),
    "answer_cut": (
        "{url} sent less than it announced, twice; that does not mean that the file was changed",
        "have the server's keeper find out why, then prove it again",
    ),
    "pages_failed": ("{count} pages could not be opened, such as {url} ({error}); it may lie behind them", _WAIT),
    "draft_exposed": ("The public can open an unapproved or withdrawn document at {url}", "take it down at once"),
    "private_exposed": ("The public can open {place} at {url}", "let the web server serve site/current only"),
    "home_moved": (
        "The home page has moved to {to}; the proof went on from there",
        "set [site] home to the new address",
    ),
    "home_assumed": ("[site] home is not set, so the proof starts at {url}", "set it to the office's real front page"),
    "year_not_linked": (
        "The list of a year, {url}, cannot be reached from the home page: no link leads there, so that nobody finds "
        "any item of that year",
        "Let the home page {page}, or a page it leads to, link to {url}",
    ),
    "tree_not_linked": (
        "The office's front page {page} does not lead to the OIT site at {url}: evaluators will find no item",
        "link it visibly from the front page, and prove it again",
    ),
    "no_browser": (
        "No second look in a browser ({why})",
        "install the extra browser (docs/proving.md) and Chromium",
    ),
    "link_to_disk": ("{page} links to a file on its maker's own disk ({url})", "put the file on the site"),
    "link_to_own_machine": ("{page} links to {url}, which works on its maker's machine only", "correct the address"),
    "link_to_test_host": ("{page} links to the test host {host}: {url}", "link the real site"),
    "drive_links": (
        "{count} links lead to Google Drive, such as on {page}: it may ask for a login, and files there may be changed",
        "put the files on the office's site, or add that Drive to [site] hosts so that it can be proven",
    ),
    "unreadable_letters": (
        "{url} has {count} letters that are none in the charset it claims ({charset}); {pages} such pages",
        "save the whole page as UTF-8",
    ),
    "home_redirected": ("The home page leads to {to}", "record that address as the site's own"),
    "broken_link": ("The link on {page} to {url} does not work (status {status})", "correct or remove the link"),
    "missing_page_says_ok": ("The site answers 200 for pages it does not have, such as {url}", "answer 404 for them"),
    "stopped": (
        "The proof stopped before the whole site was seen ({limit}, {requests} requests), at least {count} pages left",
        "to see all of it, raise [site] seconds or pages in office.toml",
    ),
    "expires_soon": ("{kind} expires in {days} days ({on})", "renew it before that day"),
    "expired": ("{kind} expired {days} days ago ({on})", "renew it now"),
    "tls": ("No secure connection to {url} ({reason}); browsers warn evaluators", "have the server's TLS looked at"),
    "tls_expired": ("The certificate of {url} ended on {on}; browsers warn evaluators", "renew it"),
    "tls_not_yet": ("The certificate of {url} is not valid before {on}", "set the server's clock, or get another"),
    "tls_self_signed": (
        "The certificate of {url} was made by the server itself; browsers warn evaluators",
        "get a real one from a certificate authority (there are free ones); renewing does not help",
    ),
    "tls_wrong_name": (
        "The certificate of {url} is for other names ({names}); browsers warn evaluators",
        "get one with this name, or use a name that it has",
    ),
    "tls_unknown_ca": ("The certificate of {url} is by {issuer}, whom browsers do not know", "use a known authority's"),
    "tls_chain_incomplete": (
        "The server of {url} does not send the certificate of {missing}: some browsers and telephones cannot open it",
        "install the intermediate certificate {missing} on the server (from {from}); renewing does not help",
    ),
    "no_year": ("There is no fiscal year to publish", "open a cycle first"),
    "year_twice": ("Fiscal year {year} is there twice", "keep one cycle a year"),
    "base_url": ("{url} is not the address of a site", "use https://name/ with a slash at the end"),
    "code_twice": ("Item {item} of {year} is there twice", "correct the catalogue"),
    "item_code": ("The item code {item} cannot be part of an address", "use Latin letters and digits"),
    "unknown_sub_indicator": ("Item {item} names the unknown sub-indicator {sub_indicator}", "correct the catalogue"),
    "not_public": ("Item {item} is not public ({state}) but came with documents", "tell the maintainer"),
    "nothing_to_publish": ("Item {item} has nothing to publish", "add evidence, or a nil return with its reason"),
    "web_address": ("Item {item}: {url} is no web address", "use one that begins with http:// or https://"),
    "digest_form": ("Item {item}: the file {file} has no SHA-256", "take the file into the store again"),
    "file_absent": (
        "Item {item}: the file {file} is not in the store",
        "fetch it back from a backup: oit doctor --repair BACKUP.zip",
    ),
    "file_altered": ("Item {item}: the file {file} in the store is not the signed one", "restore it; find out why"),
    "own_page_kind": (
        "The office's own page {file} is of the kind {kind}, which is not put on the site",
        "use .html, .css, .pdf, pictures or documents, and take other files out of pages/",
    ),
    "own_page_script": (
        "The office's own page {file} has a script (line {line})",
        "take it out, or switch scripts on with [site] scripts = true, which takes two (oit settings accept)",
    ),
    "own_page_twice": (
        "The office's own page {file} differs from {name} in capital letters alone: one file to some machines",
        "rename one of them",
    ),
    "own_page_absent": (
        "The office's own page {file} that was accepted is not in the store any more",
        "restore the store from a backup, or accept what lies in pages/ with oit settings accept",
    ),
    "own_page_clashes": ("The office's own page {file} has the name of a page of the program", "rename it"),
    "file_size": ("Item {item}: the file {file} has {found} bytes, not {expected}", "tell the maintainer"),
}
