"""Judges the files of an item: the signed bytes, at a place to which a person finds the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from public_site.prove.bench import facts_of, trouble
from public_site.prove.findings import finding
from public_site.prove.walk.graph import Visit
from workflow.ports.site import ExpectedFile

if TYPE_CHECKING:
    from public_site.prove.notes import Notes

_ASIDE = ("robots_blocked", "asked_too_fast", "under_maintenance", "answer_cut")
"""Answers that say nothing of the file: not there, or changed, would be a guess."""


def judge_file(file: ExpectedFile, notes: Notes) -> None:
    """Look for one file: at its address where it has one, else anywhere."""
    told = len(notes.findings)
    good = _at_address(file, notes) if file.url else _anywhere(file, notes)
    if not good and all(one.severity.passes for one in notes.findings[told:]):
        # Whatever else was seen (a recorded address that answers with another page), the file was found nowhere.
        notes.add_all(notes.bench.not_seen("file_not_found", None, file=file.name, sha256=file.sha256))
    notes.bytes_ok = good and notes.bytes_ok is not False
    if file.image_only:
        notes.add("image_only", file=file.name)


def _anywhere(file: ExpectedFile, notes: Notes) -> bool:
    bench = notes.bench
    places = bench.by_digest.get(file.sha256, [])
    way = bench.shortest(places)
    if way is not None:
        notes.observe("file", file.sha256, bench.visit(way.url), way)
        if len(way.path) > 1 and bench.ways.through_viewer(*way.path[-2:]):
            # What somebody else's viewer shows is seen as long as that works.
            notes.add("through_viewer", file=file.name, url=way.url, page=way.path[-2])
        return True
    notes.observe("file", file.sha256, bench.visit(places[0]) if places else None, None)
    if places:
        notes.add_all(bench.not_seen("file_not_linked", places[0], file=file.name, url=places[0]))
        return True
    changed = _changed(file, notes)
    if changed is not None:
        notes.add("file_changed", file=file.name, url=changed.url, expected=file.sha256, found=changed.answer.sha256)
        return False
    troubles = [(v, code) for url in _recorded(notes) if (v := bench.visit(url)) and (code := trouble(v, bench))]
    for visit, code in troubles:
        if code in _ASIDE or code in ("needs_login", "no_answer", "server_error"):
            notes.add(code, **facts_of(visit, visit.url))
    return False


def _changed(file: ExpectedFile, notes: Notes) -> Visit | None:
    """Another file at the recorded address of an item of one file; None where that cannot be said."""
    if len(notes.item.files) != 1:
        return None
    for url in _recorded(notes):
        visit = notes.bench.visit(url)
        if visit is None or visit.reading is not None or trouble(visit, notes.bench) or visit.answer.unread:
            continue
        if visit.answer.sha256 and visit.answer.sha256 != file.sha256:
            return visit
    return None


def _recorded(notes: Notes) -> list[str]:
    return [url for place in notes.item.addresses if (url := notes.bench.absolute(place))]


def _at_address(file: ExpectedFile, notes: Notes) -> bool:
    """Whether the file's bytes are the signed ones (not whether a link leads there: that is a finding of its own)."""
    bench = notes.bench
    url = bench.absolute(file.url or "")
    if url is None:
        notes.add("file_not_found", file=file.name, sha256=file.sha256)
        return False
    way, visit = bench.way(url), bench.visit(url)
    notes.observe("file", file.sha256, visit, way)
    if way is None:
        notes.add_all(bench.not_seen("file_not_linked", url, file=file.name, url=url))
    if visit is None:
        return False
    answer = visit.answer
    if answer.status == 200 and answer.sha256 == file.sha256 and not answer.cut:
        return True
    facts = {"file": file.name, "url": url, "status": answer.status, "error": answer.error}
    code = trouble(visit, bench)
    if code in _ASIDE:
        notes.add_all([finding(code, **facts_of(visit, url))])
    elif code in ("needs_login", "redirected_away") or (visit.reading and visit.reading.asks_password):
        notes.add("file_needs_login", **facts)
    elif code in ("no_answer", "server_error"):
        notes.add("file_no_answer", **facts)
    elif code == "no_time_left":
        notes.add_all(bench.doubts.findings())
    elif code:
        notes.add("file_missing", **facts)
    else:
        notes.add("file_changed", file=file.name, url=url, expected=file.sha256, found=answer.sha256)
    return False
