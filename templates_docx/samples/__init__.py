"""Fictitious facts for every form: for checking templates, for the gallery, for tests. Nobody here exists."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from templates_docx.samples.activities import activity, newsletter
from templates_docx.samples.letters import (
    announcement,
    general_order,
    letter,
    meeting,
    order,
    paper,
    reply,
    reply_memo,
    screenshot,
)
from templates_docx.samples.memos import cover_memo, memo, report
from templates_docx.samples.people import ACTING, DIRECTOR, GROUPS, HEAD, OFFICE, OFFICER, TITLES, digest, item
from templates_docx.samples.sheets import (
    calendar,
    capture_sheet,
    certified_copy,
    publication_request,
    responsibility,
    signature_sheet,
)

__all__ = [
    "ACTING",
    "DIRECTOR",
    "GROUPS",
    "HEAD",
    "OFFICE",
    "OFFICER",
    "TITLES",
    "activity",
    "announcement",
    "calendar",
    "capture_sheet",
    "certified_copy",
    "cover_memo",
    "digest",
    "general_order",
    "item",
    "letter",
    "meeting",
    "memo",
    "newsletter",
    "order",
    "paper",
    "publication_request",
    "reply",
    "reply_memo",
    "report",
    "responsibility",
    "sample",
    "screenshot",
    "signature_sheet",
    "variants",
]


def sample(form: str) -> object:
    """The sample facts of a form.

    :raises KeyError: unknown form.
    """
    made: dict[str, object] = {
        "memo": memo(),
        "cover_memo": cover_memo(),
        "report": report(),
        "reply": reply(),
        "reply_memo": reply_memo(),
        "order": order(),
        "general_order": general_order(),
        "announcement": announcement(),
        "letter": letter(),
        "meeting": meeting(),
        "certified_copy": certified_copy(),
        "signature_sheet": signature_sheet(),
        "capture_sheet": capture_sheet(),
        "responsibility": responsibility(),
        "calendar": calendar(),
        "publication_request": publication_request(),
        "paper": paper(),
        "activity": activity(),
        "newsletter": newsletter(),
    }
    return made[form]


def variants(form: str) -> tuple[object, ...]:
    """The sample facts of a form, and of a memo whose other branches are filled: one item, many, a later edition.

    :raises KeyError: unknown form.
    """
    one = replace(memo(1), edition=1, date=dt.date(2023, 4, 21), phone="", excepted=("O11",))
    again = (one, memo(5)) if form == "memo" else ()
    return (sample(form), *again)
