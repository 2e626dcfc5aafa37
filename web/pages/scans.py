"""Taking in what the head signed on paper: the scan is looked at first, then the registrar says what was seen."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from pathlib import Path

from starlette.responses import RedirectResponse, Response

from messages import say
from web.desk import Told, Visit
from web.fields import day_written
from web.showing import EXACT, draw
from workflow.rules.errors import BadInput, Declined
from workflow.services.intake.attestation import Attestation
from workflow.services.intake.receiving import receive
from workflow.services.queries.inbox import inbox


def show(visit: Visit) -> str:
    """The form; after a first look also what would be attested, memo by memo."""
    waiting = [w for w in inbox(visit.office, visit.who.login) if w.do in ("receive", "attest")]
    labels = list(dict.fromkeys(w.memo for w in waiting if w.memo))
    return draw(
        visit, "receive.html", memos=labels, asked=visit.extra.get("asked", []), held=visit.extra.get("held", ""),
        statement=say("attestation_statement"),
    )  # fmt: skip


def act(visit: Visit) -> Response | None:
    """Look, or record. :raises WorkflowError: nothing of it can be taken."""
    held = visit.form.get("held", "")
    files = _files(visit, held)
    attested = set(visit.lists.get("attest", []))
    asked: list[Attestation] = []

    def word(about: Attestation) -> bool:
        asked.append(about)
        return about.memo in attested

    with visit.desk.making:
        results = receive(
            visit.office, visit.who.login, files, memo=visit.form.get("memo") or None,
            decided_on=day_written(visit.form.get("decided_on", "")), signer=visit.form.get("signer") or None,
            excepted=visit.form.get("excepted", "").replace(",", " ").split(), attest=word,
            reason=visit.form.get("reason") or None, replacing=visit.form.get("replacing") or None,
        )  # fmt: skip
    open_ones = [about for about in asked if about.memo not in attested]
    said: list[Told] = []
    for one in results:
        if one.error is None:
            said.append(Told("รับบันทึกเลขที่ {memo} แล้ว", notices=one.notices, facts={"memo": one.what}))
        elif not isinstance(one.error, Declined):
            said.append(Told(EXACT, good=False, reasons=tuple(one.error.reasons), facts={"what": one.what}))
    if open_ones:
        visit.told += said
        visit.extra.update(asked=open_ones, held=held or _hold(visit, files))
        return None
    visit.desk.let_go(held)
    visit.desk.tell(visit.who.token, said)
    return RedirectResponse("/receive", 303)


def _files(visit: Visit, held: str) -> list[Path]:
    """What was sent now, else what was sent before and waits. :raises BadInput: neither."""
    sent = visit.files.get("files", [])
    if sent:
        return sent
    folder = visit.desk.held(visit.who.login, held)
    found = sorted(path for path in folder.rglob("*") if path.is_file()) if folder is not None else []
    if not found:
        raise BadInput("no_file_chosen")
    return found


def _hold(visit: Visit, files: list[Path]) -> str:
    folder = Path(tempfile.mkdtemp(prefix="oit-held-"))
    for number, path in enumerate(files):
        place = folder / f"{number:03d}"
        place.mkdir()
        shutil.copy2(path, place / path.name)
    name = secrets.token_urlsafe(12)
    visit.desk.hold(visit.who.login, folder, name)
    return name
