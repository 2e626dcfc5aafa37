"""Exactly what is to be put on the web, for whoever keeps the office's site, with a sheet that says what goes where."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.ports.site import OnlineState, SiteFile, SiteItem
from workflow.ports.site.upload import TakeOff, UploadFile, UploadItem, UploadSheet
from workflow.records import queries
from workflow.records.models import Item, Revision
from workflow.rules.errors import BadInput
from workflow.rules.states import Duty, State
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase, reading
from workflow.services.publication.sightings import public_files
from workflow.services.publication.site_facts import site_facts

if TYPE_CHECKING:
    from collections.abc import Mapping

SHEET = "ใบนำขึ้นเว็บไซต์.html"
FOLDER = "upload"
"""Where it goes inside the office's folder when nothing else is said; a suspension clears it there."""
_NOTE = ".oit-files.json"
_AWKWARD = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What was written. ``removed``: files that an earlier call put there and that must not be uploaded any more."""

    folder: Path
    sheet: Path
    items: tuple[UploadItem, ...]
    take_off: tuple[TakeOff, ...]
    removed: tuple[str, ...]


def hand_out(office: Office, codes: Sequence[str] | None, out: Path, *, year: int | None = None) -> HandedOut:
    """Write the files of items that are signed or online into a folder, one sub-folder for each item.

    What an earlier call wrote there and is no longer to be public is removed; nothing else in the folder is touched.

    :param codes: the items; ``None``: all that wait for publication or are online.
    :raises BadInput: nothing is to be put on the web (``nothing_to_hand_out``), or the folder cannot be written.
    """
    with reading(office, year=year) as use_case:
        rows = {item.code: item for item in use_case.items(codes)}
        candidates = {item.id: r for item in rows.values() if (r := _waiting(use_case, item)) is not None}
        facts = site_facts(use_case, candidates)
        fiscal_year = use_case.cycle.fiscal_year
        shown = {
            i.code: i
            for y in facts.years
            if (y.fiscal_year, y.framework) == (fiscal_year, use_case.cycle.framework)
            for i in y.items
            if i.code in rows
        }
        recorded = queries.sightings.addresses(use_case.session, use_case.cycle.id)
        places = {code: tuple(a.url for a in recorded.get(row.id, ())) for code, row in rows.items()}
        proofs = queries.revisions.last_proofs(use_case.session, use_case.cycle.id)
        seen = {code: (p.address,) for code, row in rows.items() if (p := proofs.get(row.id)) and p.address}
        online = {code: _online_files(use_case, row) for code, row in rows.items()}
    public = [item for item in shown.values() if item.state is OnlineState.PUBLISHED]
    gone = [item for item in shown.values() if item.state in (OnlineState.SUSPENDED, OnlineState.RETRACTED)]
    if not public and not gone:
        raise BadInput("nothing_to_hand_out", items=sorted(rows) if codes else [])
    try:
        out.mkdir(parents=True, exist_ok=True)
        items, written = _write(
            out, public, rows, places, online, {i.code for i in public if rows[i.code].id in candidates}
        )
        take_off = tuple(
            TakeOff(i.code, i.title_th, tuple(online[i.code].values()), places[i.code] or seen.get(i.code, ()),
                    i.state is OnlineState.RETRACTED)
            for i in gone
        )  # fmt: skip
        removed = _tidy(out, written, keep_others=codes is not None, asked=set(rows))
        sheet = out / SHEET
        profile = office.settings.office
        told = UploadSheet(profile.name, office.settings.site.front, fiscal_year, office.now(), items, take_off)
        sheet.write_text(office.site.upload_sheet(told), encoding="utf-8")
    except OSError as error:
        raise BadInput("folder_not_writable", folder=str(out), detail=error.strerror) from None
    return HandedOut(out, sheet, items, take_off, removed)


def clear_withdrawn(office: Office, digests: frozenset[str]) -> None:
    """Remove files with these digests from the folder inside the office's own that may be uploaded."""
    folder = office.folder / FOLDER
    note = _read(folder)
    left = {path: digest for path, digest in note.items() if digest not in digests}
    for path in note.keys() - left.keys():
        (folder / path).unlink(missing_ok=True)
    if left != note:
        _note(folder, left)


def _waiting(use_case: UseCase, item: Item) -> Revision | None:
    """The signed revision that waits to be published."""
    revision = use_case.revision(item) if item.state is State.HEAD_SIGNED else None
    return revision if revision is not None and revision.signed is not None else None


def _online_files(use_case: UseCase, item: Item) -> dict[str, str]:
    revision = use_case.session.get(Revision, item.online_revision_id) if item.online_revision_id else None
    return public_files(revision) if revision is not None and revision.signed is not None else {}


def _write(
    out: Path, public: Sequence[SiteItem], rows: Mapping[str, Item], places: Mapping[str, tuple[str, ...]],
    online: Mapping[str, Mapping[str, str]], waiting: set[str],
) -> tuple[tuple[UploadItem, ...], dict[str, str]]:  # fmt: skip
    items: list[UploadItem] = []
    written: dict[str, str] = {}
    for item in public:
        files = []
        for file in item.files:
            if file.duty == Duty.WEB.value:
                continue
            path = _place(item.code, file, written)
            (out / item.code).mkdir(exist_ok=True)
            shutil.copyfile(file.path, out / path)
            written[path] = file.sha256
            files.append(UploadFile(path, file.name, file.size, file.sha256, file.sha256 not in online[item.code]))
        links = tuple(w.url for w in item.web)
        texts = tuple(part for part in item.note.split("; ") if part) if not files and not links else ()
        items.append(
            UploadItem(item.code, item.title_th, tuple(files), links, texts, places[item.code], item.code in waiting)
        )
    return tuple(items), written


def _place(code: str, file: SiteFile, written: Mapping[str, str]) -> str:
    """Where a file goes: under its own name; two of one name in one item are numbered."""
    name = _AWKWARD.sub("_", file.name).strip(". ") or file.sha256[:12]
    stem, dot, suffix = name.rpartition(".")
    path, number = f"{code}/{name}", 2
    while path in written and written[path] != file.sha256:
        path = f"{code}/{stem} ({number}){dot}{suffix}" if dot else f"{code}/{name} ({number})"
        number += 1
    return path


def _tidy(out: Path, written: Mapping[str, str], *, keep_others: bool, asked: set[str]) -> tuple[str, ...]:
    """Remove what an earlier call wrote and this one did not; other items' files stay when only some were asked for."""
    before = _read(out)
    stay = {path: digest for path, digest in before.items() if keep_others and path.partition("/")[0] not in asked}
    removed = sorted(before.keys() - written.keys() - stay.keys())
    for path in removed:
        (out / path).unlink(missing_ok=True)
    _note(out, {**stay, **written})
    return tuple(removed)


def _read(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    inside = {p: d for p, d in found.items() if ".." not in Path(p).parts and not Path(p).is_absolute()}
    return {str(path): str(digest) for path, digest in inside.items()}


def _note(folder: Path, written: Mapping[str, str]) -> None:
    (folder / _NOTE).write_text(json.dumps(dict(written), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
