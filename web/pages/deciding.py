"""What deciding from one memo and from a list have in common: the key that is at hand, and how it is opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from web.desk import Visit
from workflow.rules.errors import BadInput
from workflow.services.approval.seen import Seen
from workflow.services.approval.signing import box_lines, sign
from workflow.services.context.results import Outcome
from workflow.services.context.use_case import reading
from workflow.services.queries.memo_detail import Box


def key_of(visit: Visit) -> Path | None:
    """The key file of who asks that the office keeps, where a passphrase may be sent; ``None``: there is none."""
    path = visit.office.folder / "keys" / f"{visit.who.login}.p12"
    return path if visit.desk.reached.secret_may_travel and path.is_file() else None


def key_to_use(visit: Visit) -> Path:
    """The key file that was sent, else the office's own of this person.

    :raises BadInput: passphrases may not be sent this way; no key is at hand.
    """
    if not visit.desk.reached.secret_may_travel:
        raise BadInput("key_not_over_lan")
    sent = visit.files.get("key_file")
    key = sent[0] if sent else key_of(visit)
    if key is None:
        raise BadInput("no_key_chosen")
    return key


@contextmanager
def key_at_hand(visit: Visit) -> Iterator[dict[str, Any]]:
    """Key file and passphrase, as who signs is given them, for as long as papers are made.

    :raises BadInput: as :func:`key_to_use`.
    """
    key, secret = key_to_use(visit), visit.form.get("passphrase", "")
    with visit.desk.making:
        yield {"key_file": key, "passphrase": lambda: secret}


def sign_with_key(
    visit: Visit,
    codes: Sequence[str],
    *,
    excepted: Sequence[str] = (),
    reason: str = "",
    seen: Seen | None = None,
    year: int | None = None,
) -> list[Outcome]:
    """Sign with the key that is at hand. :raises BadInput: as :func:`key_to_use`, :func:`chosen_capacity`."""
    capacity = chosen_capacity(visit)
    with key_at_hand(visit) as key:
        return sign(
            visit.office, visit.who.login, codes, **key, excepted=excepted, reason=reason, seen=seen,
            capacity=capacity, year=year,
        )  # fmt: skip


def capacities(visit: Visit) -> tuple[Box, ...]:
    """In which capacities who asks may sign as head today, each as it would be printed."""
    with reading(visit.office, visit.who.login) as use_case:
        me, today = use_case.me, use_case.today
        return tuple(Box(h.capacity, box_lines(me.name, h.lines, today), ()) for h in me.as_heads)


def chosen_capacity(visit: Visit) -> str | None:
    """The capacity that was chosen. :raises BadInput: there are several, and none was."""
    chosen = visit.form.get("capacity") or None
    if chosen is None and len(capacities(visit)) > 1:
        raise BadInput("capacity_to_choose")
    return chosen
