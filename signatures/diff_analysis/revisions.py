"""Between the issued (or first signed) bytes and the end of the file there may be signatures, and nothing else.

Allowed in a later revision: a value and an appearance for an empty signature field; an invisible field for a document
time stamp; validation data (DSS); what the catalogue, form and page need for these. Form filling, annotations,
metadata, layers, page content, freed objects: refused. Stricter than DocMDP on purpose. The bytes themselves are
accounted for by :mod:`signatures.diff_analysis.increments`; here it is asked what they say.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from signatures.diff_analysis.compare import canonical, different, lasting, number_of, store_refs
from signatures.diff_analysis.increments import agree, read_increments
from signatures.diff_analysis.lexer import Unclear
from signatures.diff_analysis.references import misplaced
from signatures.diff_analysis.widgets import changed, filled_field_faults, new_field_faults, plain
from signatures.pdf.objects import get, is_reference, items, raw, raw_items
from signatures.pdf.reader import active_content
from signatures.verdict import Reason, reason

_CATALOGUE_KEYS = {"/AcroForm", "/Perms", "/DSS", "/Extensions", "/Version"}
_FORM_KEYS = {"/Fields", "/SigFlags", "/DR", "/DA"}
_FIELD_KEYS = {"/V", "/AP", "/M", "/F"}
_INFO_KEYS = {"/ModDate", "/Producer"}


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
    try:
        increments = read_increments(data, base)
    except Unclear as why:
        return Later([reason(why.code, detail=why.detail)], 0, 0)
    first = reader.xrefs.total_revisions - len(increments)
    if not agree(reader, first, increments):
        return Later([reason("PARSER_DIFFERENTIAL", detail="revisions")], 0, 0)
    if not increments:
        return Later([], 0, 0)
    found = misplaced(reader, data, base, first, increments)
    signatures = validation = 0
    active: set[str] = set()
    for number in range(first, first + len(increments)):
        if found:
            break
        judge = _Revision(reader, number, first)
        found += judge.judge()
        active |= judge.active
        signatures += judge.signed
        validation += judge.stamped or judge.validation_data
    if active:
        found.append(reason("ACTIVE_CONTENT", kind=", ".join(sorted(active))))
    return Later(found, signatures, validation)


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
        self.names: set[str] = set()
        self.active: set[str] = set()

    def judge(self) -> list[Reason]:
        if self.old.root_ref != self.new.root_ref:
            return [changed("another catalogue")]
        old_trailer, new_trailer = self._trailer(self.number - 1), self._trailer(self.number)
        if new_trailer.get("/Encrypt") != old_trailer.get("/Encrypt"):
            return [changed("encryption")]
        if not plain(self.old.root) or not plain(self.new.root):
            return [changed("another catalogue")]
        self._catalogue(self.old.root, self.new.root)
        self._information()
        for reference in sorted(
            self.reader.xrefs.explicit_refs_in_revision(self.number), key=lambda ref: (ref.idnum, ref.generation)
        ):
            key = (reference.idnum, reference.generation)
            value = self.new.get_object(reference)  # parses it, strictly
            self.active |= active_content(value)
            if self._existed(key) and key != number_of(self.new.root_ref):
                self._overridden(key, self.old.get_object(reference), value)
        if not self.found and not (self.signed or self.stamped or self.validation_data):
            self.found.append(changed("a revision without a signature"))
        return self.found

    def _existed(self, key: tuple[int, int], since: int | None = None) -> bool:
        """Whether an object was there before this revision (``since``: in that revision or before)."""
        from pyhanko.pdf_utils.generic import Reference

        reference = Reference(key[0], key[1], self.reader)
        revision = self.number - 1 if since is None else since
        return self.reader.xrefs.get_historical_ref(reference, revision) is not None

    def _trailer(self, number: int) -> dict[str, Any]:
        flat = self.reader.trailer.flatten(number)
        return {str(key): canonical(flat.raw_get(key)) for key in flat}

    def _catalogue(self, old: Any, new: Any) -> None:
        for key in different(old, new) - {"/Metadata"}:
            if key not in _CATALOGUE_KEYS:
                self.found.append(changed(f"catalogue {key}"))
        if "/Perms" in old and canonical(old.raw_get("/Perms")) != canonical(raw(new, "/Perms")):
            self.found.append(changed("permissions"))
        self._form(get(old, "/AcroForm"), get(new, "/AcroForm"))
        self._metadata(get(old, "/Metadata"), get(new, "/Metadata"))
        old_dss, new_dss = get(old, "/DSS"), get(new, "/DSS")
        if old_dss is not None and new_dss is None:
            self.found.append(changed("validation data removed"))
        touched = self.reader.xrefs.explicit_refs_in_revision(self.number)
        # Only containers that came after the base may be written again: nothing of the issued document can be
        # smuggled into a store first and replaced afterwards.
        # What was a container has to stay one, too.
        self.dss_refs = {
            key
            for key in store_refs(raw(old, "/DSS"), self.old) & store_refs(raw(new, "/DSS"), self.new)
            if not self._existed(key, self.first - 1)
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
            self.found.append(changed("metadata"))

    def _information(self) -> None:
        """Another document information dictionary than before says what the one before said."""
        old, new = (self.reader.trailer.flatten(number) for number in (self.number - 1, self.number))
        if canonical(raw(old, "/Info")) != canonical(raw(new, "/Info")):
            before = self.old.get_object(raw(old, "/Info").reference) if is_reference(raw(old, "/Info")) else {}
            after = self.new.get_object(raw(new, "/Info").reference) if is_reference(raw(new, "/Info")) else None
            if not plain(after) or not self._same_information(before, after):
                self.found.append(changed("document information"))

    def _same_information(self, old: Any, new: Any) -> bool:
        # The writer may spell the same text anew (PDFDocEncoding, UTF-16): the text counts. The date of change and the
        # program that made it differ in every revision, also in one that only adds a time stamp or validation data.
        extra = {key for key in different(old, new) if str(get(old, key)) != str(get(new, key))} - _INFO_KEYS
        return not extra

    def _form(self, old: Any, new: Any) -> None:
        if new is None:
            if old is not None:
                self.found.append(changed("form removed"))
            return
        if not plain(new) or (old is not None and not plain(old)):
            self.found.append(changed("form structure"))
            return
        for key in different({} if old is None else old, new):
            if key not in _FORM_KEYS or (key in ("/DR", "/DA") and old is not None and key in old):
                self.found.append(changed(f"form {key}"))
        before = raw_items(get(old, "/Fields")) if old is not None else []
        after = raw_items(get(new, "/Fields"))
        if [canonical(item) for item in after[: len(before)]] != [canonical(item) for item in before]:
            self.found.append(changed("form fields replaced"))
            return
        for item in after[: len(before)]:
            self._field(item, 0)
        for item in after[len(before) :]:
            self._new_field(item)

    def _field(self, item: Any, depth: int) -> None:
        """An existing field: only an empty signature field may have been filled."""
        if depth > 20 or not hasattr(item, "reference"):
            self.found.append(changed("form structure"))
            return
        key = number_of(item.reference)
        if key in self.field_refs:
            self.found.append(changed("form structure"))
            return
        self.field_refs.add(key)
        old, new = self.old.get_object(item.reference), self.new.get_object(item.reference)
        name = str(get(new, "/T") or "")
        self.names.add(name)
        if get(old, "/FT") == "/Sig" and get(old, "/V") is None and get(new, "/V") is not None:
            if not plain(old) or not plain(new) or not plain(get(new, "/V")):
                self.found.append(changed(f"field {name}"))
                return
            differing = different(old, new)
            if "/Rect" in differing:
                self.found.append(reason("APPEARANCE_OUTSIDE", field=name))
            for other in differing - _FIELD_KEYS - {"/Rect"}:
                self.found.append(changed(f"field {other}"))
            self.found += filled_field_faults(old, new, name)
            self._value(new)
        elif canonical(old) != canonical(new):
            self.found.append(changed(f"field {name}"))
        for kid in raw_items(get(new, "/Kids")):
            self._field(kid, depth + 1)

    def _new_field(self, item: Any) -> None:
        """A new field may be there for an invisible signature or time stamp only."""
        if not hasattr(item, "reference") or self._existed(number_of(item.reference)):
            self.found.append(changed("a new field"))
            return
        field = self.new.get_object(item.reference)
        name = str(get(field, "/T") or "")
        # What is known of a signature (its time) is known by the name of its field; a dot would make it a child's.
        if not name or name in self.names or "." in name:
            self.found.append(changed(f"a second field {name}"))
        self.names.add(name)
        self.found += new_field_faults(field, name)
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
        metadata = raw(self.old.root, "/Metadata")
        if hasattr(metadata, "reference") and key == number_of(metadata.reference):
            return  # judged by _metadata
        if not (plain(old) and plain(new)) and not (isinstance(old, list) and isinstance(new, list)):
            self.found.append(changed(f"object {key[0]}"))
            return
        form = raw(self.old.root, "/AcroForm")
        if hasattr(form, "reference") and key == number_of(form.reference):
            return  # judged by _form
        fields = raw(get(self.old.root, "/AcroForm"), "/Fields")
        if hasattr(fields, "reference") and key == number_of(fields.reference) and isinstance(old, list):
            if key in self._arrays()[1]:
                self.found.append(changed("form structure"))
            return  # judged by _form
        info = raw(self.reader.trailer, "/Info")
        if hasattr(info, "reference") and key == number_of(info.reference):
            if not self._same_information(old, new):
                self.found.append(changed("document information"))
            return
        if isinstance(old, list):
            annotations, others = self._arrays()
            if key in annotations - others and self._annotations(raw_items(old), raw_items(new)):
                return
        elif get(old, "/Type") == "/Page" and different(old, new) == {"/Annots"}:
            if self._annotations(raw_items(get(old, "/Annots")), raw_items(get(new, "/Annots"))):
                return
            self.found.append(changed("annotations"))
            return
        kind = str(get(old, "/Type") or type(old).__name__).strip("/")
        self.found.append(changed(f"object {key[0]} ({kind})"))

    def _annotations(self, old: list[Any], new: list[Any]) -> bool:
        """Whether ``new`` is ``old`` followed by widgets of the new invisible fields only."""
        before, after = [canonical(item) for item in old], [canonical(item) for item in new]
        if after[: len(before)] != before:
            return False
        return all(
            hasattr(item, "reference") and number_of(item.reference) in self.new_widgets for item in new[len(old) :]
        )

    def _arrays(self) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
        """Arrays of their own that are a page's annotations, and those that are its content or its parent's kids:
        a list may grow only when it is nothing else."""
        annotations: set[tuple[int, int]] = set()
        others: set[tuple[int, int]] = set()
        stack = [get(self.old.root, "/Pages")]
        while stack:  # count_pages has walked this tree and found no circle in it
            node = stack.pop()
            for key, place in (("/Annots", annotations), ("/Contents", others), ("/Kids", others)):
                value = raw(node, key)
                if is_reference(value):
                    place.add(number_of(value.reference))
            stack += items(get(node, "/Kids"))
        return annotations, others
