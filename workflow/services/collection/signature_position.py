"""Where in a file the head signs, as a clerk writes it: page, and centimetres from the left and the top of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from workflow.ports.pdf_files import SignAt
from workflow.rules.errors import BadInput, Unmet
from workflow.rules.states import Duty
from workflow.services.context.office import Office
from workflow.services.context.uploads import MEDIA, Incoming, as_pdf, read_file
from workflow.thai import arabic_digits, one_line

_NUMBER = r"(\d{1,3}(?:\.\d{1,2})?)"
_FORM = re.compile(rf"(?:(?P<file>.+)=)?\s*(\d{{1,4}})\s*:\s*{_NUMBER}\s*,\s*{_NUMBER}\s*")


def read_place(said: str, files: Sequence[str]) -> tuple[str, SignAt]:
    """The file meant and the place in it, from ``2:12.5,24`` or, among several files, ``plan.pdf=2:12.5,24``.

    :raises BadInput: not of this form; no such file among ``files``, or several and none named.
    """
    # A file's name is taken as it is written: only the place may have Thai digits.
    name, equals, place = one_line(said).rpartition("=")
    found = _FORM.fullmatch(name + equals + arabic_digits(place))
    if found is None:
        raise BadInput("sign_at_form", value=said)
    wanted = Path(found["file"].strip()).name if found["file"] else files[0] if len(files) == 1 else None
    if wanted is None or wanted not in files:
        raise BadInput("sign_at_which_file", file=wanted, files=list(files))
    return wanted, SignAt(int(found[2]), float(found[3]), float(found[4]))


def kept_place(kept: str | None) -> SignAt | None:
    """The place as the records keep it."""
    return read_place(kept, ("",))[1] if kept else None


def check_place(office: Office, one: Incoming, place: SignAt) -> list[Unmet]:
    """Try the place in a file that was read; a caution when the box would lie on something that stands there.

    :raises BadInput: the head does not sign in such a file; the page is not there, or the box would leave it.
    """
    if one.duty is not Duty.ORIGINAL:
        raise BadInput("sign_at_duty", file=one.name, duty=one.duty.value)
    pdf = as_pdf(office, office.store.get(one.sha256), one.media_type)
    try:
        covers = office.pdf.point(pdf, place).covers
    except BadInput as bad:
        raise _of_file(bad, one.name) from bad
    return [Unmet("sign_at_covers", {"file": one.name, "page": place.page})] if covers else []


def place_preview(office: Office, files: Sequence[Path], said: str) -> bytes:
    """A picture of the page with the box on it (PNG). Nothing is handed in.

    :raises BadInput: as :func:`read_place` and :func:`check_place`.
    """
    names = [one_line(path.name) for path in files]
    name, place = read_place(said, names)
    path = files[names.index(name)]
    try:
        data = read_file(path, office.settings.files.max_mb)
        return office.pdf.preview(as_pdf(office, data, MEDIA.get(path.suffix.lower(), "")), place)
    except BadInput as bad:
        raise _of_file(bad, name) from bad


def _of_file(bad: BadInput, name: str) -> BadInput:
    """The same with the file's name; a file is not refused where only the place in it is impossible."""
    problems = [
        Unmet("sign_at_refused" if str(r.facts.get("reason")).startswith("BOX_") else r.code,
              {"file": name, **r.facts}, r.who)
        for r in bad.reasons
    ]  # fmt: skip
    return BadInput(problems[0].code, problems)
