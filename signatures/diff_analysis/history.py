"""Where each object was, revision by revision, as pyHanko's tables say."""

from __future__ import annotations

from typing import Any

from signatures.pdf.objects import is_reference, raw, raw_items

ASIDE = "/AdditionalStreams"
"""LibreOffice's own trailer entry: where the document's source is kept. No reader of PDF follows it; PDFBox counts the
object it names anew with each revision and then writes none."""


class History:
    """Objects of one file in time.

    :ivar first: number of the first revision behind the base, as pyHanko counts.
    """

    def __init__(self, reader: Any, first: int) -> None:
        self.reader = reader
        self.first = first
        sections = [reader.xrefs.get_xref_container_info(number) for number in range(reader.xrefs.total_revisions)]
        # PDFBox gives the number of a table to the next object. A table is nothing that a document refers to.
        self._tables = {section.start_location for section in sections if section.stream_ref is not None}

    def existed(self, number: int, generation: int, revision: int) -> bool:
        """Whether there was such an object in that revision, tables not counted."""
        from pyhanko.pdf_utils.generic import Reference

        place = self.reader.xrefs.get_historical_ref(Reference(number, generation, self.reader), revision)
        return place is not None and not (isinstance(place, int) and place in self._tables)

    def ever(self, number: int, revision: int) -> bool:
        """Whether there was an object of that number, of whatever generation, in that revision or before."""
        for table in map(self.reader.xrefs.get_xref_data, range(revision + 1)):
            used = table.standard_xrefs.get(number)
            if number in table.xrefs_in_objstm or (used is not None and used[1] not in self._tables):
                return True
            if table.hybrid is not None:
                hidden = table.hybrid.xref_data
                if number in hidden.xrefs_in_objstm or number in hidden.standard_xrefs:
                    return True
        return False

    def contains_others(self, number: int) -> bool:
        """Whether some table looks for other objects inside the object of that number."""
        tables = [self.reader.xrefs.get_xref_data(each) for each in range(self.reader.xrefs.total_revisions)]
        tables += [table.hybrid.xref_data for table in tables if table.hybrid is not None]
        return any(number in table.obj_streams_used for table in tables)

    def root_ref(self, revision: int) -> Any:
        """Reference of a revision's catalogue; None where its trailer names none: the main table of a linearized file
        does not, and comes first though it stands last (annex F.3.10)."""
        try:
            return self.reader.get_historical_resolver(revision).root_ref
        except KeyError:
            return None

    def root(self, revision: int) -> Any:
        """The catalogue of a revision; None as for ``root_ref``, and where it came with a later part only."""
        reference = self.root_ref(revision)
        if reference is None or not self.existed(reference.idnum, reference.generation, revision):
            return None
        return self.reader.get_historical_resolver(revision).root

    def aside(self, revision: int) -> list[int]:
        """Object numbers that the trailer of a revision before the base ends names under ``ASIDE``, when the entry is
        not the one of the revision before."""
        here, before = (
            raw(self.reader.trailer.flatten(number), ASIDE) if number >= 0 else None
            for number in (revision, revision - 1)
        )
        numbers = [
            [item.reference.idnum for item in raw_items(value) if is_reference(item)] for value in (here, before)
        ]
        return numbers[0] if numbers[0] != numbers[1] else []

    def informs(self, revision: int) -> bool:
        """Whether the trailer of a revision names a dictionary of information that is there."""
        named = raw(self.reader.trailer.flatten(revision), "/Info")
        return named is not None and (not is_reference(named) or self.existed(named.idnum, named.generation, revision))
