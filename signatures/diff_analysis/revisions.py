"""Between the issued (or first signed) bytes and the end of the file there may be signatures, and nothing else.

Allowed in a later revision: a value and an appearance for an empty signature field; a new field for a signature or a
time stamp, if it covers nothing; validation data (DSS); what the catalogue, form and page need for these, in the
dialects that the README beside this file lists. Form filling, annotations, metadata, layers, page content, freed
objects: refused. Stricter than DocMDP on purpose. The bytes themselves are accounted for by
:mod:`signatures.diff_analysis.increments`; here it is asked what they say.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from signatures.diff_analysis.colours import changes_nothing
from signatures.diff_analysis.compare import (
    canonical,
    different,
    is_store,
    lasting,
    number_of,
    store_refs,
    unlike,
)
from signatures.diff_analysis.form import Form
from signatures.diff_analysis.history import History
from signatures.diff_analysis.increments import Increment, agree, as_before, read_increments
from signatures.diff_analysis.lexer import Unclear
from signatures.diff_analysis.looks import covers_nothing
from signatures.diff_analysis.pages import lists, page_of, structure_grew, unlike_pages
from signatures.diff_analysis.references import mentioned, misplaced
from signatures.diff_analysis.widgets import box_of, changed, plain
from signatures.pdf.objects import get, is_reference, items, raw, raw_items
from signatures.pdf.reader import active_content
from signatures.verdict import Reason, Tone, reason

_CATALOGUE_KEYS = {"/AcroForm", "/Perms", "/DSS", "/Extensions", "/Version"}
_INFO_KEYS = {"/ModDate", "/Producer"}
_MADE_BY = {"/Creator", "/CreationDate"}
_PROFILE = "/DestOutputProfile"
_INTENT_KEYS = {"/Type", "/S", "/OutputCondition", "/OutputConditionIdentifier", "/RegistryName", "/Info"}
_SIGNED_BY = {"/ITXT"}
"""What iText 2 and 5 write into the root of the page tree: their version, which says nothing of any page."""


class Later(NamedTuple):
    """What was found after ``base``: reasons, and what kinds of revision there were.

    :ivar reserved: names of the empty signature fields that the base has beside the head's, if it has one for the head.
    """

    reasons: list[Reason]
    signatures: int = 0
    validation_data: int = 0
    reserved: frozenset[str] = frozenset()


def only_signing_between(reader: Any, data: bytes, base: int, *, elsewhere: bool, head: str) -> Later:
    """Judge everything after the first ``base`` bytes of ``data``.

    :param reader: pyHanko's strict reader over ``data``.
    :param base: length of the issued file, or end of the first signature's range.
    :param elsewhere: whether a signature may be drawn outside the reserved boxes, where it covers nothing.
    :param head: name of the field that an issued file keeps for the head.
    """
    try:
        increments = read_increments(data, base)
    except Unclear as why:
        return Later([reason(why.code, detail=why.detail)])
    first = reader.xrefs.total_revisions - len(increments)
    if not agree(reader, first, increments):
        return Later([reason("PARSER_DIFFERENTIAL", detail="revisions")])
    if not as_before(reader, first, increments):
        return Later([reason("HIDDEN_CONTENT", detail="object outside the table")])
    if not increments:
        return Later([])
    history = History(reader, first)
    found = misplaced(history, data, base, increments)
    signatures = validation = 0
    active: set[str] = set()
    for number, item in enumerate(increments, first):
        if _against(found):
            break
        judge = _Revision(history, number, lambda wanted: mentioned(reader, data, base, first, wanted))
        found += judge.judge()
        if not _against(found):
            found += judge.looks(data, item, elsewhere)
        active |= judge.active
        signatures += judge.form.signed
        validation += bool(judge.form.stamped or judge.validation_data)
    if active:
        found.append(reason("ACTIVE_CONTENT", kind=", ".join(sorted(active))))
    return Later(found, signatures, validation, _reserved(history, head))


def _reserved(history: History, head: str) -> frozenset[str]:
    fields = items(get(get(history.root(history.first - 1), "/AcroForm"), "/Fields"))
    empty = {str(get(field, "/T")) for field in fields if get(field, "/FT") == "/Sig" and get(field, "/V") is None}
    return frozenset(empty - {head}) if head in empty else frozenset()


def _against(found: list[Reason]) -> bool:
    return any(item.tone is not Tone.NOTE for item in found)


class _Revision:
    """One revision against the one before it."""

    def __init__(self, history: History, number: int, mentions: Callable[[set[int]], Any]) -> None:
        self.history = history
        self.reader = reader = history.reader
        self.number = number
        self.mentions = mentions
        self.old = reader.get_historical_resolver(number - 1)
        # The last revision is what the reader shows anyway, and the reader keeps what it has parsed.
        last = number == reader.xrefs.total_revisions - 1
        self.new = reader if last else reader.get_historical_resolver(number)
        self.found: list[Reason] = []
        self.validation_data = False
        self.active: set[str] = set()
        self.form = Form(self.old, self.new, self._existed)

    def judge(self) -> list[Reason]:
        old_trailer, new_trailer = self._trailer(self.number - 1), self._trailer(self.number)
        if new_trailer.get("/Encrypt") != old_trailer.get("/Encrypt"):
            return [changed("encryption")]
        if not plain(self.old.root) or not plain(self.new.root):
            return [changed("another catalogue")]
        if self.old.root_ref != self.new.root_ref and self._existed(number_of(self.new.root_ref)):
            return [changed("another catalogue")]
        self._catalogue(self.old.root, self.new.root)
        self._information()
        for reference in sorted(
            self.reader.xrefs.explicit_refs_in_revision(self.number), key=lambda ref: (ref.idnum, ref.generation)
        ):
            key = (reference.idnum, reference.generation)
            if not self._existed(key, self.number):
                continue  # given up: judged with what refers to it
            value = self.new.get_object(reference)  # parses it, strictly
            self.active |= active_content(value)
            if self._existed(key) and key != number_of(self.new.root_ref):
                self._overridden(key, self.old.get_object(reference), value)
        self.found += self.form.found
        if not self.found and not (self.form.signed or self.form.stamped or self.validation_data):
            self.found.append(changed("a revision without a signature"))
        return self.found

    def looks(self, data: bytes, increment: Increment, elsewhere: bool) -> list[Reason]:
        """What is to be said of new fields that are drawn: that they cover something, or that they do not."""
        found = []
        for name, widget in self.form.seen:
            number, others = page_of(self.new.root, widget)
            place = box_of(self.new.get_object(self._reference(widget)))
            blank = elsewhere and number is not None and place is not None
            if blank and number is not None and place is not None:
                before, after = data[: increment.start], data[: increment.end]
                blank = covers_nothing(before, after, number, place, others)
            if blank and number is not None:
                found.append(reason("APPEARANCE_ELSEWHERE", field=name, page=number + 1))
            else:
                found.append(reason("APPEARANCE_OUTSIDE", field=name))
        return found

    def _reference(self, key: tuple[int, int]) -> Any:
        from pyhanko.pdf_utils.generic import Reference

        return Reference(key[0], key[1], self.reader)

    def _existed(self, key: tuple[int, int], revision: int | None = None) -> bool:
        """Whether an object was there before this revision (``revision``: in that one or before)."""
        return self.history.existed(*key, self.number - 1 if revision is None else revision)

    def _trailer(self, number: int) -> dict[str, Any]:
        flat = self.reader.trailer.flatten(number)
        return {str(key): canonical(flat.raw_get(key)) for key in flat}

    def _catalogue(self, old: Any, new: Any) -> None:
        for key in unlike(old, new) - {"/Metadata"}:
            if key == "/OutputIntents" and key not in old:
                self._output_intents(new)
            elif key not in _CATALOGUE_KEYS:
                self.found.append(changed(f"catalogue {key}"))
        if "/Perms" in old and canonical(old.raw_get("/Perms")) != canonical(raw(new, "/Perms")):
            self.found.append(changed("permissions"))
        self.form.judge(get(old, "/AcroForm"), get(new, "/AcroForm"))
        if "/Perms" in new and "/Perms" not in old and not self._certifies(get(new, "/Perms")):
            self.found.append(changed("permissions"))
        self._metadata(get(old, "/Metadata"), get(new, "/Metadata"))
        old_dss, new_dss = get(old, "/DSS"), get(new, "/DSS")
        if old_dss is not None and new_dss is None:
            self.found.append(changed("validation data removed"))
        if "/DSS" in new and not is_store(new_dss):
            self.found.append(reason("PARSER_DIFFERENTIAL", detail="validation data"))
        touched = self.reader.xrefs.explicit_refs_in_revision(self.number)
        # Only containers that came after the base may be written again: nothing of the issued document can be
        # smuggled into a store first and replaced afterwards.
        # What was a container has to stay one, too.
        self.dss_refs = {
            key
            for key in store_refs(raw(old, "/DSS"), self.old) & store_refs(raw(new, "/DSS"), self.new)
            if not self._existed(key, self.history.first - 1)
        }
        if new_dss is not None and (
            canonical(raw(old, "/DSS")) != canonical(raw(new, "/DSS"))
            or any(number_of(reference) in self.dss_refs for reference in touched)
        ):
            self.validation_data = True

    def _certifies(self, permissions: Any) -> bool:
        """Whether new permissions are those of a signature that comes with them (12.8.4)."""
        certified = raw(permissions, "/DocMDP")
        only = plain(permissions) and {str(key) for key in permissions} == {"/DocMDP"}
        return only and is_reference(certified) and number_of(certified.reference) in self.form.values

    def _output_intents(self, new: Any) -> None:
        """DSS says what colours are meant where it draws a picture: by a name, or by a profile that changes none."""
        intents = items(get(new, "/OutputIntents"))
        named = [get(one, key) for one in intents for key in _INTENT_KEYS]
        if not intents or not all(map(plain, intents)) or any(isinstance(value, dict) for value in named):
            self.found.append(changed("catalogue /OutputIntents"))
        elif not all(
            {str(key) for key in one} <= _INTENT_KEYS | {_PROFILE}
            and (_PROFILE not in one or changes_nothing(get(one, _PROFILE)))
            for one in intents
        ):
            self.found.append(reason("PARSER_DIFFERENTIAL", detail="a profile of colours"))

    def _metadata(self, old: Any, new: Any) -> None:
        """Signing programs write the document's XMP again: within a signature's revision what they write is signed;
        otherwise nothing but dates and producer may differ."""
        if not self.form.signed and lasting(old) != lasting(new):
            self.found.append(changed("metadata"))

    def _information(self) -> None:
        """Another document information dictionary than before says what the one before said."""
        old, new = (self.reader.trailer.flatten(number) for number in (self.number - 1, self.number))
        if canonical(raw(old, "/Info")) != canonical(raw(new, "/Info")):
            if not self.history.informs(self.number - 1) and not self.history.informs(self.number):
                return  # zgapdfsigner counts on to one that it does not write
            before = self.old.get_object(raw(old, "/Info").reference) if is_reference(raw(old, "/Info")) else {}
            after = self.new.get_object(raw(new, "/Info").reference) if is_reference(raw(new, "/Info")) else None
            if not plain(after) or not self._same_information(before, after):
                self.found.append(changed("document information"))

    def _same_information(self, old: Any, new: Any) -> bool:
        # The writer may spell the same text anew (PDFDocEncoding, UTF-16): the text counts. The date of change and the
        # program that made it differ in every revision, also in one that only adds a time stamp or validation data.
        # Where there was none, pdf-lib says besides which program made it, and when: it cannot contradict anything.
        allowed = _INFO_KEYS if old else _INFO_KEYS | _MADE_BY
        extra = {key for key in different(old, new) if str(get(old, key)) != str(get(new, key))} - allowed
        return not extra

    def _overridden(self, key: tuple[int, int], old: Any, new: Any) -> None:
        """An object that existed before and was written again."""
        if canonical(old) == canonical(new) or key in self.form.refs or key in self.dss_refs:
            return
        metadata = raw(self.old.root, "/Metadata")
        if hasattr(metadata, "reference") and key == number_of(metadata.reference):
            return  # judged by _metadata
        if not (plain(old) and plain(new)) and not (isinstance(old, list) and isinstance(new, list)):
            self.found.append(changed(f"object {key[0]}"))
            return
        form = raw(self.old.root, "/AcroForm")
        if hasattr(form, "reference") and key == number_of(form.reference):
            return  # judged by the form
        fields = raw(get(self.old.root, "/AcroForm"), "/Fields")
        if hasattr(fields, "reference") and key == number_of(fields.reference) and isinstance(old, list):
            if key in lists(self.old.root)[1]:
                self.found.append(changed("form structure"))
            return  # judged by the form
        info = raw(self.reader.trailer, "/Info")
        if hasattr(info, "reference") and key == number_of(info.reference):
            if not self._same_information(old, new):
                self.found.append(changed("document information"))
            return
        if not unlike(old, new):
            return
        if isinstance(old, list):
            annotations, others = lists(self.old.root)
            if key in annotations - others and self._annotations(raw_items(old), raw_items(new)):
                return
        elif get(old, "/Type") == "/Page" and {"/Annots"} == unlike_pages(old, new):
            if not self._annotations(raw_items(get(old, "/Annots")), raw_items(get(new, "/Annots"))):
                self.found.append(changed("annotations"))
            return
        elif get(old, "/Type") == "/Pages":
            if unlike(old, new) <= _SIGNED_BY and isinstance(get(new, "/ITXT"), str):
                return
        elif self.form.grown(key, old, new) and self.mentions({key[0]})[key[0]] == 1:
            return
        elif structure_grew(self.old.root, key, old, new):
            # iText 7 lists a new field where screen readers look. What is listed there is not what pages show, but may
            # be what is read aloud.
            self.found.append(reason("PARSER_DIFFERENTIAL", detail="structure of the content"))
            return
        kind = str(get(old, "/Type") or type(old).__name__).strip("/")
        self.found.append(changed(f"object {key[0]} ({kind})"))

    def _annotations(self, old: list[Any], new: list[Any]) -> bool:
        """Whether ``new`` is ``old`` followed by widgets of the new fields only."""
        before, after = [canonical(item) for item in old], [canonical(item) for item in new]
        if after[: len(before)] != before:
            return False
        return all(
            hasattr(item, "reference") and number_of(item.reference) in self.form.widgets for item in new[len(old) :]
        )
