"""What looking and reporting may refuse."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "bundle_same": ("The site shows just these bytes now.", "Nothing to do"),
    "bundle_differs": (
        "The site does not have this file now, though the item is online.",
        "oit doctor, then oit site build",
    ),
    "bundle_not_online": ("This is not what is online now.", "Nothing to do"),
    "bundle_elsewhere": ("The site is kept outside the program: oit site prove compares it.", "oit site prove"),
    "memo_unknown": ("There is no such memo.", "Open it from what waits for you, or look into the register of memos."),
    "no_such_paper": ("No memo and no item has this paper.", "Open it from the page of its memo or item."),
    "seal_row_differs": (
        "The database says that memo {memo} seals entry {row}; its file says entry {file_says}.",
        "Do not touch the database; compare with the memo kept elsewhere and with a backup.",
    ),
    "seal_not_readable": (
        "The file of memo {memo} carries no seal of the journal (file {digest}).",
        "Compare with the memo kept elsewhere. If the office's own form has no place for it, add it to the form.",
    ),
    "nothing_signed": (
        "Nothing of item {item} was signed yet: there is no evidence to bundle",
        "see whom it waits for with oit why {item}",
    ),
}
