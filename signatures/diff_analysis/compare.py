"""Comparing PDF values between revisions, and what belongs to a validation store."""

from __future__ import annotations

import re
from typing import Any

from signatures.pdf.objects import follow, is_reference, leads_somewhere, raw, raw_items

_STORE_KEYS = {"/Type", "/Certs", "/CRLs", "/OCSPs", "/VRI"}
_VRI_KEYS = {"/Type", "/Cert", "/CRL", "/OCSP", "/TU", "/TS"}
_VRI_NAME = re.compile(r"/[0-9A-Fa-f]{40}")
_ATTRIBUTE = re.compile(rb"[\w:.-]+=(?:\"[^\"]*\"|'[^']*')")
_VOLATILE = rb"xmp:ModifyDate|xmp:MetadataDate|pdf:Producer|xmpMM:InstanceID"


def lasting(stream: Any) -> list[bytes] | None:
    """An XMP packet without what every save changes, and without the order of attributes, which says nothing."""
    if not hasattr(stream, "encoded_data"):
        return None
    text = bytes(stream.data)
    text = re.sub(rb"<(%s)\b[^<>]*>[^<>]*</\1>" % _VOLATILE, b"", text)
    text = re.sub(rb"\b(%s)=(\"[^\"]*\"|'[^']*')" % _VOLATILE, b"", text)
    return [_ordered(part) if part[:1] == b"<" else b"".join(part.split()) for part in re.split(rb"(<[^<>]*>)", text)]


def _ordered(tag: bytes) -> bytes:
    """A tag of XML with its attributes in order of their names."""
    attributes = sorted(match[0] for match in _ATTRIBUTE.finditer(tag))
    return b" ".join([*_ATTRIBUTE.sub(b"", tag).split(), *attributes])


_SAID = frozenset(
    {
        "/Lang", "/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/Info", "/OutputCondition",
        "/OutputConditionIdentifier", "/RegistryName", "/Alt", "/ActualText", "/E", "/TU",
    }
)  # fmt: skip
"""Entries whose value is a text string, said and not followed (7.9.2.2): it is the same text however it is spelt.

Acrobat spells the language of what Word made in UTF-16; a program that signs and writes the catalogue again may spell
it with a byte for each letter."""


def canonical(value: Any, depth: int = 0, said: bool = False) -> Any:
    """A comparable form of a PDF value; references compare by number, streams by dictionary and raw bytes.

    :param said: a string is compared by its text, not by its bytes.
    :raises RecursionError: values nested deeper than 60.
    """
    from pyhanko.pdf_utils import generic

    if depth > 60:
        raise RecursionError("objects nested too deep")
    if isinstance(value, generic.IndirectObject | generic.Reference):
        return ("R", value.idnum, value.generation)
    if isinstance(value, generic.StreamObject):
        kept = (key for key in value if key != "/Length")
        entries = [(str(key), canonical(value.raw_get(key), depth + 1, key in _SAID)) for key in kept]
        return ("S", tuple(sorted(entries, key=lambda item: item[0])), bytes(value.encoded_data))
    if isinstance(value, generic.DictionaryObject):
        entries = [(str(key), canonical(value.raw_get(key), depth + 1, key in _SAID)) for key in value]
        return ("D", tuple(sorted(entries, key=lambda item: item[0])))
    if isinstance(value, list):
        return ("A", tuple(canonical(item, depth + 1) for item in raw_items(value)))
    if said and isinstance(value, generic.TextStringObject):
        return ("said", str(value))
    if isinstance(value, generic.TextStringObject | generic.ByteStringObject):
        return ("T", bytes(value.original_bytes))
    if isinstance(value, bool | int | float):
        return ("N", float(value))
    if isinstance(value, generic.NullObject) or value is None:
        return None
    return (type(value).__name__, str(value))


def different(old: Any, new: Any) -> set[str]:
    """Keys whose values differ between two dictionaries; all of them when one is no dictionary."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return {"/"}
    return {
        str(key)
        for key in {*old, *new}
        if canonical(raw(old, key), said=key in _SAID) != canonical(raw(new, key), said=key in _SAID)
    }


def number_of(reference: Any) -> tuple[int, int]:
    return (reference.idnum, reference.generation)


def is_store(store: Any) -> bool:
    """Whether a value has the shape of a document security store, and nothing besides (ISO 32000-2, 12.8.4.3)."""
    plain = isinstance(store, dict) and not hasattr(store, "encoded_data")
    return plain and not {str(key) for key in store} - _STORE_KEYS


def store_refs(store: Any, resolver: Any) -> set[tuple[int, int]]:
    """The containers of a document security store (ISO 32000-2, 12.8.4.3): never its streams, and only what has the
    shape of a store, lest anything else be declared part of it and then written over."""
    found: set[tuple[int, int]] = set()

    def follow(value: Any) -> Any:
        return resolver.get_object(value.reference) if is_reference(value) else value

    def note(value: Any) -> None:
        if is_reference(value):
            found.add(number_of(value.reference))

    def streams(value: Any) -> None:
        items = raw_items(follow(value))
        if items and all(is_reference(item) and hasattr(follow(item), "encoded_data") for item in items):
            note(value)

    note(store)
    content = follow(store)
    if not is_store(content):
        return set()
    for key in ("/Certs", "/CRLs", "/OCSPs"):
        streams(raw(content, key))
    entries = follow(raw(content, "/VRI"))
    if isinstance(entries, dict) and all(key == "/Type" or _VRI_NAME.fullmatch(str(key)) for key in entries):
        note(raw(content, "/VRI"))
        for key in entries:
            entry = follow(raw(entries, key))
            if isinstance(entry, dict) and not {str(name) for name in entry} - _VRI_KEYS:
                note(raw(entries, key))
                for name in ("/Cert", "/CRL", "/OCSP"):
                    streams(raw(entry, name))
    return found


def store_parts(store: Any, resolver: Any) -> set[tuple[int, int]]:
    """A document security store's containers and streams: everything that is there for validation only."""
    found = store_refs(store, resolver)

    def follow(value: Any) -> Any:
        return resolver.get_object(value.reference) if is_reference(value) else value

    content = follow(store)
    entries = follow(raw(content, "/VRI"))
    holders = (
        [content, *(follow(raw(entries, key)) for key in entries if key != "/Type")] if found and entries else [content]
    )
    for holder in holders if found else []:
        for key in ("/Certs", "/CRLs", "/OCSPs", "/Cert", "/CRL", "/OCSP", "/TS"):
            value = raw(holder, key)
            listed = raw_items(follow(value)) or [value]
            found |= {number_of(item.reference) for item in listed if is_reference(item)}
    return found


_MOST = 20_000


def alike(old: Any, new: Any) -> bool:
    """Whether two values say the same though one is spelt with a reference and the other without (7.3.10): each is
    followed in its own revision. What lies behind the same number on both sides is that object's own affair."""
    left = _MOST

    def same(one: Any, other: Any, depth: int, said: bool = False) -> bool:
        nonlocal left
        left -= 1
        if canonical(one, said=said) == canonical(other, said=said):
            return True
        if any(is_reference(value) and not leads_somewhere(value) for value in (one, other)):
            return False
        one, other = follow(one), follow(other)
        if depth > 20 or left < 0:
            return False
        if hasattr(one, "encoded_data") or hasattr(other, "encoded_data"):
            return bool(canonical(one) == canonical(other))
        if isinstance(one, dict) and isinstance(other, dict):
            keys = {str(key) for key in one}
            return keys == {str(key) for key in other} and all(
                same(raw(one, key), raw(other, key), depth + 1, key in _SAID) for key in keys
            )
        if isinstance(one, list) and isinstance(other, list):
            pairs = list(zip(raw_items(one), raw_items(other), strict=False))
            return len(one) == len(other) and all(same(*pair, depth + 1) for pair in pairs)
        return bool(canonical(one) == canonical(other))

    return same(old, new, 0)


_TREE = {"/", "/Pages", "/Kids", "/Parent", "/Count"}
"""What holds the pages together is the very same, not a copy of it: a page is known by its number elsewhere, too."""


def unlike(old: Any, new: Any) -> set[str]:
    """Keys of two dictionaries whose values are not :func:`alike`."""
    return {key for key in different(old, new) if key in _TREE or not alike(raw(old, key), raw(new, key))}
