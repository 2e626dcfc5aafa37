"""The form of a document between two revisions: what was there stays, an empty signature field may be filled, a new
signature may come with a field of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from signatures.diff_analysis.compare import alike, canonical, different, number_of, unlike
from signatures.diff_analysis.widgets import changed, filled_field_faults, new_field_faults, plain, widget_of
from signatures.pdf.objects import get, is_reference, raw, raw_items
from signatures.verdict import Reason

_GROWING = {"/Fields", "/SigFlags"}
_SETTING = {"/DR", "/DA", "/NeedAppearances"}
"""How text fields would be set anew: of no account where there are none (12.7.3.3)."""
_DEEPEST = 20
_NAME = re.compile(r"/[^\s/()<>\[\]{}%]+")
_ESCAPED = re.compile(r"#([0-9A-Fa-f]{2})")


def _asked(text: Any) -> set[str]:
    """The names, mostly of a font, that a default appearance asks for (12.7.3.3)."""
    return {_ESCAPED.sub(lambda hit: chr(int(hit[1], 16)), name) for name in _NAME.findall(str(text or ""))}


class Seen(NamedTuple):
    """A new signature field that is drawn. ``widget``: number of its widget."""

    name: str
    widget: tuple[int, int]


class Form:
    """Compares the forms of two revisions and remembers what belongs to the fields.

    :ivar refs: numbers of fields and their widgets: what is written of them is judged here.
    :ivar resources: numbers of dictionaries with the form's fonts that may have grown, and what each is.
    :ivar widgets: numbers of the new fields' widgets.
    :ivar values: numbers of the new signatures.
    """

    def __init__(self, old: Any, new: Any, existed: Callable[[tuple[int, int]], bool]) -> None:
        self.old, self.new = old, new
        self._existed = existed
        self.found: list[Reason] = []
        self.signed = self.stamped = 0
        self.values: set[tuple[int, int]] = set()
        self.refs: set[tuple[int, int]] = set()
        self.resources: dict[tuple[int, int], str] = {}
        self.widgets: set[tuple[int, int]] = set()
        self.seen: list[Seen] = []
        self._names: set[str] = set()
        self._draws: list[Any] = []
        self._used: set[str] = set()

    def judge(self, old: Any, new: Any) -> None:
        """``old`` and ``new``: the forms, resolved in their revisions; None for none."""
        if new is None:
            if old is not None:
                self.found.append(changed("form removed"))
            return
        if not plain(new) or (old is not None and not plain(old)):
            self.found.append(changed("form structure"))
            return
        before = raw_items(get(old, "/Fields")) if old is not None else []
        after = raw_items(get(new, "/Fields"))
        if [canonical(item) for item in after[: len(before)]] != [canonical(item) for item in before]:
            self.found.append(changed("form fields replaced"))
            return
        for item in after[: len(before)]:
            self._field(item, 0)
        for item in after[len(before) :]:
            self._new_field(item)
        self._keys({} if old is None else old, new, [*before])

    def _keys(self, old: Any, new: Any, fields: list[Any]) -> None:
        self._texts(fields, 0)
        if self._draws:
            self._used |= _asked(get(old, "/DA")) | _asked(get(new, "/DA"))
        for key in unlike(old, new) - _GROWING:
            if key == "/Type" and get(new, key) == "/AcroForm":
                continue
            if key not in _SETTING or not self._says_nothing(key, old, new):
                self.found.append(changed(f"form {key}"))
        # The dictionaries themselves may be objects that were written again.
        for holder in (old, get(old, "/DR")):
            for key in ("/DR", "/Font", "/Encoding", "/XObject"):
                if is_reference(raw(holder, key)):
                    self.resources[number_of(raw(holder, key).reference)] = key

    def _says_nothing(self, key: str, old: Any, new: Any) -> bool:
        """Whether what was changed of how texts are set has no text to set, or is used by none of them."""
        if not self._draws:
            return True
        if key == "/DR":
            return self._grown(get(old, key) if key in old else {}, get(new, key))
        if key == "/NeedAppearances":
            return get(new, key) is not True
        # A default is for texts that say nothing themselves.
        return key not in old and all(self._draws)

    def _texts(self, fields: list[Any], depth: int) -> None:
        """Notes how each field before this revision that is no signature's wants its text set; None where it does
        not say."""
        for item in fields:
            if depth > _DEEPEST:
                self._draws.append(None)
                return
            field = self.old.get_object(item.reference) if is_reference(item) else item
            kids = raw_items(get(field, "/Kids"))
            style = get(field, "/DA")
            if get(field, "/FT") != "/Sig" and (style is not None or "/T" in (field or {})):
                self._draws.append(style)
                self._used |= _asked(style)
            self._texts(kids, depth + 1)

    def _grown(self, old: Any, new: Any) -> bool:
        """Whether ``new`` has all the fonts of ``old`` as they were, and perhaps others that no text asks for: Acrobat
        adds its own."""
        if not plain(old) or not plain(new) or {str(key) for key in old} - {str(key) for key in new}:
            return False
        return all(self._longer(get(old, key), get(new, key)) for key in unlike(old, new))

    def _longer(self, old: Any, new: Any) -> bool:
        """Whether one list of fonts (or encodings) is the other and perhaps more; a list of words says nothing."""
        if old is None and not isinstance(new, dict):
            return True
        if not plain(new) or (old is not None and not plain(old)):
            return False
        if any(not alike(raw(old, str(name)), raw(new, str(name))) for name in old or ()):
            return False
        return not ({str(name) for name in new} - {str(name) for name in old or ()}) & self._used

    def grown(self, key: tuple[int, int], old: Any, new: Any) -> bool:
        """Whether an object that was written again is a dictionary of the form's fonts which only grew."""
        if key not in self.resources or not plain(old) or not plain(new):
            return False
        return self._grown(old, new) if self.resources[key] == "/DR" else self._longer(old, new)

    def _field(self, item: Any, depth: int) -> None:
        """An existing field: only an empty signature field may have been filled."""
        if depth > _DEEPEST or not is_reference(item):
            self.found.append(changed("form structure"))
            return
        key = number_of(item.reference)
        if key in self.refs:
            self.found.append(changed("form structure"))
            return
        self.refs.add(key)
        old, new = self.old.get_object(item.reference), self.new.get_object(item.reference)
        name = str(get(new, "/T") or "")
        self._names.add(name)
        differing = different(old, new)
        if differing:
            differing = unlike(old, new)
        if get(old, "/FT") == "/Sig" and get(old, "/V") is None and get(new, "/V") is not None:
            if not plain(old) or not plain(new) or not plain(get(new, "/V")):
                self.found.append(changed(f"field {name}"))
                return
            self.found += filled_field_faults(old, new, differing, name)
            self._value(new)
        elif differing:
            self.found.append(changed(f"field {name}"))
        for kid in raw_items(get(new, "/Kids")):
            self._field(kid, depth + 1)

    def _new_field(self, item: Any) -> None:
        """A new field may be there for a signature or time stamp only."""
        if not is_reference(item) or self._existed(number_of(item.reference)):
            self.found.append(changed("a new field"))
            return
        field = self.new.get_object(item.reference)
        name = str(get(field, "/T") or "")
        # What is known of a signature (its time) is known by the name of its field; a dot would make it a child's.
        if not name or name in self._names or "." in name:
            self.found.append(changed(f"a second field {name}"))
        self._names.add(name)
        widget, place = widget_of(field, item.reference)
        key = number_of(place)
        if self._existed(key):
            self.found.append(changed("a new field"))
            return
        faults, seen = new_field_faults(field, widget, item.reference, name)
        self.found += faults
        self.refs |= {number_of(item.reference), key}
        self.widgets.add(key)
        if seen:
            self.seen.append(Seen(name, key))
        self._value(field)

    def _value(self, field: Any) -> None:
        value = get(field, "/V")
        if is_reference(raw(field, "/V")):
            self.values.add(number_of(raw(field, "/V").reference))
        if get(value, "/Type") == "/DocTimeStamp" or get(value, "/SubFilter") == "/ETSI.RFC3161":
            self.stamped += 1
        else:
            self.signed += 1
