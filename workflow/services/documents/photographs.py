"""Photographs of a paper: read from the files its data name, made fit to be printed, kept in the store."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workflow.rules.errors import BadInput, Unmet
from workflow.services.context.office import Office
from workflow.services.context.uploads import read_file


def beside(data: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Data whose photographs are named as seen from ``folder``, where the data file lies."""
    photos = data.get("photos")
    if not isinstance(photos, list):
        return data
    placed = [
        {**one, "file": str(folder / str(one["file"]))} if isinstance(one, Mapping) and "file" in one else one
        for one in photos
    ]
    return {**data, "photos": placed}


def with_photographs(office: Office, kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data with each photograph's ``file`` read, and its picture in the store named instead.

    :raises BadInput: ``photograph_refused``: each that is not there or cannot be read.
    """
    photos = data.get("photos")
    if not isinstance(photos, list):
        return dict(data)
    made: list[Any] = []
    problems: list[Unmet] = []
    for number, one in enumerate(photos, 1):
        if not isinstance(one, Mapping) or "file" not in one:
            made.append(one)
            continue
        path = Path(str(one["file"]))
        try:
            picture, wide, high = office.pdf.photograph(read_file(path, office.settings.files.max_mb))
        except BadInput as bad:
            problems += [Unmet(r.code, {"file": path.name, "number": number, **r.facts}) for r in bad.reasons]
            continue
        kept = {"sha256": office.store.put(picture), "wide": wide, "high": high}
        made.append({**{key: value for key, value in one.items() if key != "file"}, "picture": kept})
    if problems:
        raise BadInput("photograph_refused", problems, form=kind)
    return {**data, "photos": made}
