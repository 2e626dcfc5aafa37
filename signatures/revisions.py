"""Between the issued (or first signed) bytes and the end of the file there may be signatures, and nothing else.

Allowed in a later revision: a value and an appearance for an empty signature field; an invisible field for a document
time stamp; validation data (DSS); what the catalogue, form and page need for these. Form filling, annotations,
metadata, layers, page content, freed objects, objects outside the table: refused. Stricter than DocMDP on purpose.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from signatures.comparing import canonical, different, lasting, number_of, store_refs
from signatures.coverage import end_of_file_after, object_headers, only_white
from signatures.objects import get, items, raw, raw_items
from signatures.verdict import Reason, reason

_CATALOGUE_KEYS = {"/AcroForm", "/Perms", "/DSS", "/Extensions", "/Version"}
_FORM_KEYS = {"/Fields", "/SigFlags", "/DR", "/DA"}
_FIELD_KEYS = {"/V", "/AP", "/M", "/F"}
_INFO_KEYS = {"/ModDate", "/Producer"}
_HIDDEN_FLAGS = 2 | 32  # hidden, no view (ISO 32000-1, table 165)


class Later(NamedTuple):
    """What was found after ``base``: reasons against it, and what kinds of revision there were."""

    reasons: list[Reason]
    signatures: int
    validation_data: int


def only_signing_between(reader: Any, data: bytes, base: int) -> Later:
    """Judge everything after the first ``base`` bytes of ``data``.

    :param reader: pyHanko's strict reader over ``data``.
    :param base: length of the issued file, or end of the first signature's range.
    """
    sections = [reader.xrefs.get_xref_container_info(number) for number in range(reader.xrefs.total_revisions)]
    later = [number for number, section in enumerate(sections) if section.start_location >= base]
    if not later:
        if only_white(data, base):
            return Later([], 0, 0)
        return Later([reason("TRAILING_BYTES")], 0, 0)
    if later != list(range(later[0], len(sections))) or later[0] == 0:
        return Later([_changed("order of revisions")], 0, 0)
    found: list[Reason] = []
    start = base
    offsets: set[int] = set()
    for number in later:
        section = sections[number]
        end = end_of_file_after(data, section.end_location)
        if section.start_location < start or end is None:
            return Later([_changed("revision boundaries")], 0, 0)
        table = reader.xrefs.get_xref_data(number)
        places = {where for _generation, where in table.standard_xrefs.values()}
        if any(not start <= where <= section.start_location for where in places):
            found.append(reason("HIDDEN_CONTENT", detail="table points elsewhere"))
        if any(item not in table.standard_xrefs for item in table.obj_streams_used):
            found.append(reason("HIDDEN_CONTENT", detail="object stream of another revision"))
        if table.freed and reader.xrefs.refs_freed_in_revision(number):
            found.append(_changed("objects removed"))
        offsets |= places | {section.start_location}
        start = end
    if not only_white(data, start):
        found.append(reason("TRAILING_BYTES"))
    if any(position not in offsets for position in object_headers(data, base)):
        found.append(reason("HIDDEN_CONTENT", detail="object outside the table"))
    signatures = validation = 0
    if not found:
        for number in later:
            judge = _Revision(reader, number, later[0])
            found += judge.judge()
            signatures += judge.signed
            validation += judge.stamped or judge.validation_data
    return Later(found, signatures, validation)


def _changed(detail: str) -> Reason:
    return reason("MODIFIED_AFTER_SIGNING", detail=detail)


class _Revision:
    """One revision against the one before it."""

    def __init__(self, reader: Any, number: int, first: int) -> None:
        self.reader = reader
        self.first = first
        self.number = number
        self.old = reader.get_historical_resolver(number - 1)
        # The last revision is what the reader shows anyway, and the reader keeps what it has parsed.
        last = number == reader.xrefs.total_revisions - 1
        self.new = reader if last else reader.get_historical_resolver(number)
        self.found: list[Reason] = []
        self.signed = 0
        self.stamped = 0
        self.validation_data = 0
        self.field_refs: set[tuple[int, int]] = set()
        self.new_widgets: set[tuple[int, int]] = set()

    def judge(self) -> list[Reason]:
        if self.old.root_ref != self.new.root_ref:
            return [_changed("another catalogue")]
        old_trailer, new_trailer = self._trailer(self.number - 1), self._trailer(self.number)
        if new_trailer.get("/Encrypt") != old_trailer.get("/Encrypt"):
            return [_changed("encryption")]
        self._catalogue(self.old.root, self.new.root)
        for reference in sorted(
            self.reader.xrefs.explicit_refs_in_revision(self.number), key=lambda ref: (ref.idnum, ref.generation)
        ):
            key = (reference.idnum, reference.generation)
            value = self.new.get_object(reference)  # parses it, strictly
            before = self.reader.xrefs.get_historical_ref(reference, self.number - 1)
            if before is not None and key != number_of(self.new.root_ref):
                self._overridden(key, self.old.get_object(reference), value)
        if not self.found and not (self.signed or self.stamped or self.validation_data):
            self.found.append(_changed("a revision without a signature"))
        return self.found

    def _reference(self, key: tuple[int, int]) -> Any:
        from pyhanko.pdf_utils.generic import Reference

        return Reference(key[0], key[1], self.reader)

    def _trailer(self, number: int) -> dict[str, Any]:
        flat = self.reader.trailer.flatten(number)
        return {str(key): canonical(flat.raw_get(key)) for key in flat}

    def _catalogue(self, old: Any, new: Any) -> None:
        for key in different(old, new) - {"/Metadata"}:
            if key not in _CATALOGUE_KEYS:
                self.found.append(_changed(f"catalogue {key}"))
        if "/Perms" in old and canonical(old.raw_get("/Perms")) != canonical(raw(new, "/Perms")):
            self.found.append(_changed("permissions"))
        self._form(get(old, "/AcroForm"), get(new, "/AcroForm"))
        self._metadata(get(old, "/Metadata"), get(new, "/Metadata"))
        old_dss, new_dss = get(old, "/DSS"), get(new, "/DSS")
        if old_dss is not None and new_dss is None:
            self.found.append(_changed("validation data removed"))
        touched = self.reader.xrefs.explicit_refs_in_revision(self.number)
        # Only containers that came after the base may be written again: nothing of the issued document can be
        # smuggled into a store first and replaced afterwards.
        self.dss_refs = {
            key
            for key in store_refs(raw(old, "/DSS"), self.old)
            if self.reader.xrefs.get_historical_ref(self._reference(key), self.first - 1) is None
        }
        if new_dss is not None and (
            canonical(raw(old, "/DSS")) != canonical(raw(new, "/DSS"))
            or any(number_of(reference) in self.dss_refs for reference in touched)
        ):
            self.validation_data = 1

    def _metadata(self, old: Any, new: Any) -> None:
        """Signing programs write the document's XMP again: within a signature's revision what they write is signed;
        otherwise nothing but dates and producer may differ."""
        if not self.signed and lasting(old) != lasting(new):
            self.found.append(_changed("metadata"))

    def _form(self, old: Any, new: Any) -> None:
        if new is None:
            if old is not None:
                self.found.append(_changed("form removed"))
            return
        if old is not None:
            for key in different(old, new):
                if key not in _FORM_KEYS or (key in ("/DR", "/DA") and key in old):
                    self.found.append(_changed(f"form {key}"))
        before = raw_items(get(old, "/Fields")) if old is not None else []
        after = raw_items(get(new, "/Fields"))
        if [canonical(item) for item in after[: len(before)]] != [canonical(item) for item in before]:
            self.found.append(_changed("form fields replaced"))
            return
        for item in after[: len(before)]:
            self._field(item, 0)
        for item in after[len(before) :]:
            self._new_field(item)

    def _field(self, item: Any, depth: int) -> None:
        """An existing field: only an empty signature field may have been filled."""
        if depth > 20 or not hasattr(item, "reference"):
            self.found.append(_changed("form structure"))
            return
        key = number_of(item.reference)
        if key in self.field_refs:
            self.found.append(_changed("form structure"))
            return
        self.field_refs.add(key)
        old, new = self.old.get_object(item.reference), self.new.get_object(item.reference)
        if get(old, "/FT") == "/Sig" and get(old, "/V") is None and get(new, "/V") is not None:
            changed = different(old, new)
            name = str(get(new, "/T") or "")
            if "/Rect" in changed:
                self.found.append(reason("APPEARANCE_OUTSIDE", field=name))
            for other in changed - _FIELD_KEYS - {"/Rect"}:
                self.found.append(_changed(f"field {other}"))
            if _flags(new) & _HIDDEN_FLAGS and not _flags(old) & _HIDDEN_FLAGS:
                self.found.append(_changed("field hidden"))
            self._value(new)
        elif canonical(old) != canonical(new):
            self.found.append(_changed(f"field {get(old, '/T') or ''}"))
        for kid in raw_items(get(new, "/Kids")):
            self._field(kid, depth + 1)

    def _new_field(self, item: Any) -> None:
        """A new field may be there for an invisible signature or time stamp only."""
        if not hasattr(item, "reference"):
            self.found.append(_changed("a new field"))
            return
        field = self.new.get_object(item.reference)
        name = str(get(field, "/T") or "")
        if get(field, "/FT") != "/Sig" or get(field, "/V") is None or get(field, "/Kids") is not None:
            self.found.append(_changed(f"a new field {name}"))
            return
        rect = [float(number) for number in items(get(field, "/Rect"))]
        if len(rect) == 4 and rect[0] != rect[2] and rect[1] != rect[3]:
            self.found.append(reason("APPEARANCE_OUTSIDE", field=name))
        self.field_refs.add(number_of(item.reference))
        self.new_widgets.add(number_of(item.reference))
        self._value(field)

    def _value(self, field: Any) -> None:
        value = get(field, "/V")
        if get(value, "/Type") == "/DocTimeStamp" or get(value, "/SubFilter") == "/ETSI.RFC3161":
            self.stamped += 1
        else:
            self.signed += 1

    def _overridden(self, key: tuple[int, int], old: Any, new: Any) -> None:
        """An object that existed before and was written again."""
        if canonical(old) == canonical(new) or key in self.field_refs or key in self.dss_refs:
            return
        form = raw(self.old.root, "/AcroForm")
        fields = raw(get(self.old.root, "/AcroForm"), "/Fields")
        if (hasattr(form, "reference") and key == number_of(form.reference)) or (
            hasattr(fields, "reference") and key == number_of(fields.reference)
        ):
            return  # judged by _form
        metadata = raw(self.old.root, "/Metadata")
        if hasattr(metadata, "reference") and key == number_of(metadata.reference):
            return  # judged by _metadata
        info = raw(self.reader.trailer, "/Info")
        if hasattr(info, "reference") and key == number_of(info.reference):
            # The writer may spell the same text anew (PDFDocEncoding, UTF-16): the text counts.
            extra = {k for k in different(old, new) if str(get(old, k)) != str(get(new, k))} - _INFO_KEYS
            if extra or not self.signed:
                self.found.append(_changed("document information"))
            return
        if isinstance(old, list) and isinstance(new, list):
            if self._annotations(raw_items(old), raw_items(new)):
                return
        elif get(old, "/Type") == "/Page" and different(old, new) == {"/Annots"}:
            if self._annotations(raw_items(get(old, "/Annots")), raw_items(get(new, "/Annots"))):
                return
            self.found.append(_changed("annotations"))
            return
        kind = str(get(old, "/Type") or type(old).__name__).strip("/")
        self.found.append(_changed(f"object {key[0]} ({kind})"))

    def _annotations(self, old: list[Any], new: list[Any]) -> bool:
        """Whether ``new`` is ``old`` followed by widgets of the new invisible fields only."""
        before, after = [canonical(item) for item in old], [canonical(item) for item in new]
        if after[: len(before)] != before:
            return False
        return all(
            hasattr(item, "reference") and number_of(item.reference) in self.new_widgets for item in new[len(old) :]
        )


def _flags(field: Any) -> int:
    value = get(field, "/F")
    return int(value) if isinstance(value, int) else 0
