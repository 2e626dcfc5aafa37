"""A run of journal entries that is checked at once: sound, and what it leads from and to, or not.

Of a long journal two processes check half each; where a half is not sound, or the halves do not fit, ``chain`` reads
it all from the beginning and names what is wrong. The other process is ``beside``; nothing here loads SQLAlchemy.
"""

from __future__ import annotations

import hashlib
import json
from binascii import hexlify
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workflow.records.canonical import GENESIS

MANY = 200_000
"""Entries from which a second process is worth its start."""
_HEX, _AFTER_HASH = 64, 68
_BEGINNING, _ENDING = 190, 160
"""Bytes in which the first seven fields of nearly every entry end, and in which its last two begin."""
_NAMELESS = (b"}]", b",null]")
"""How an older entry ends that names no framework: with its facts, or with none."""
Rows = Iterator[Sequence[tuple[int, bytes, bytes]]]
"""Number, sealed text and stored hash of entries, in order, as many at once as were fetched."""
ALONG_THE_INDEX = {"enable_sort": "off", "max_parallel_workers_per_gather": "0"}
"""Settings under which PostgreSQL gives entries as they come along the index. It would rather sort those of an office
that lie among others', though an office's own lie in the order in which they were added, and begins to send late."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a sound run of entries says.

    :ivar previous: the hash its first entry follows; ``last``: the hash of its last. ``entries``: how many.
    :ivar begins: item -> the state in which its first entry found it; ``ends``: item -> where its last one left it.
        Items as ``chain.item_of`` cuts them out, joined by commas; states as they stand in the text. A first entry that
        says no state is not in ``begins``.
    :ivar bound: number and hash of the last row seal that an entry names; ``None``: none does.
    """

    previous: str
    last: str
    entries: int
    begins: dict[str, str]
    ends: dict[str, str]
    bound: str | None


def item_of(text: bytes, year: bytes, rows: bytes | None, unnamed: Mapping[bytes, bytes]) -> bytes:
    """Framework of the item an entry is about. :param rows: the entry's row seal, if it names one."""
    # The framework is the last field; older entries end with their facts, and few name none. Nothing long is copied.
    end = len(text) - 1 if rows is None else text.rindex(b",")
    if text.endswith((b"}", b",null"), 0, end):
        return unnamed.get(year, b'""')
    return text[text.rindex(b",", 0, end) + 1 : end]


def rows_named(text: bytes) -> bytes | None:
    """The head of the rows' seals that an entry names; ``None``: it is older than they are."""
    # The last field is an older entry's framework, or that head: only that has a colon there.
    return text[text.rindex(b'"', 0, -67) + 1 : -2] if text[-67:-66] == b":" and text[-2:] == b'"]' else None


def check(rows: Rows, first: int, own: int, unnamed: Mapping[bytes, bytes]) -> Stretch | None:
    """Check a run of entries; ``None``: something in it is wrong.

    :param first: number of its first entry. :param own: the office's number inside what is hashed.
    :param unnamed: year -> framework, of entries that name none.
    """
    sha256 = hashlib.sha256
    begins: dict[tuple[bytes, bytes, bytes], bytes] = {}
    ends: dict[tuple[bytes, bytes, bytes], bytes] = {}
    expected, previous, last, names_rows = first, b"", b"", b""
    for fetched in rows:
        numbers, texts, stored = zip(*fetched, strict=True)
        # All that were fetched in one comparison each; of equal lengths, so that the whole is equal only if each is.
        if numbers != tuple(range(expected, expected + len(numbers))):
            return None
        hashed = b"".join([sha256(text).digest() for text in texts])
        if hexlify(hashed) != b"".join(stored) or set(map(len, stored)) != {_HEX}:
            return None
        follows = [text[2:66] for text in texts]
        if not last:
            if expected == 1 and not texts[0].startswith(b'["%b",%d,1,' % (GENESIS.encode(), own)):
                return None
            previous = last = follows[0]
        if follows != [last, *stored[:-1]]:
            return None
        expected, last = expected + len(numbers), stored[-1]
        for text in texts:
            # As ``rows_named`` and ``item_of`` do, but a million calls of them would take a tenth of it all.
            fields = text[_AFTER_HASH:_BEGINNING].split(b",", 6)
            if len(fields) < 7:
                fields = text[_AFTER_HASH:].split(b",", 6)
            if text.endswith(_NAMELESS):
                named = unnamed.get(fields[2], b'""')
            elif text[-67:-66] == b":" and text[-2:] == b'"]':
                names_rows = text
                ending = text[-_ENDING:-67].rsplit(b",", 2)
                if len(ending) < 3:
                    ending = text[:-67].rsplit(b",", 2)
                named = ending[1]
                if named == b"null" or named[-1:] == b"}":
                    named = unnamed.get(fields[2], b'""')
            else:
                named = text[text.rindex(b",") + 1 : -1]
            came_from, goes_to = fields[4], fields[5]
            if goes_to != b"null":
                item = fields[2], fields[3], named
                was = ends.get(item)
                if came_from not in (was, b"null"):
                    if was is not None:
                        return None
                    begins[item] = came_from
                ends[item] = goes_to
    if expected == first:
        return None
    count = expected - first
    bound = rows_named(names_rows)
    bounded = bound.decode() if bound else None
    return Stretch(previous.decode(), last.decode(), count, _plain(begins), _plain(ends), bounded)


def _plain(states: Mapping[tuple[bytes, bytes, bytes], bytes]) -> dict[str, str]:
    return {b",".join(item).decode(): state.decode() for item, state in states.items()}


def rows_of_file(connection: Any, office_id: int, first: int = 1, last: int | None = None) -> Rows:
    """Entries of an SQLite database by the driver, as bytes: a flipped one may be no UTF-8 any more."""
    upto = "" if last is None else f" AND seq <= {int(last)}"
    query = (
        "SELECT seq, CAST(sealed AS BLOB), CAST(hash AS BLOB) FROM journal_entry"  # noqa: S608 -- our own words
        f" WHERE office_id = ? AND seq >= ?{upto} ORDER BY seq"
    )
    asked = connection.execute(query, (office_id, first))
    while fetched := asked.fetchmany(_AT_ONCE):
        yield fetched


def rows_of_server(connection: Any, office_id: int, first: int = 1, last: int | None = None) -> Rows:
    """Entries of a PostgreSQL database in binary, along the index: no text is decoded, and the server goes on while
    they are checked. Until the last one was given nothing else may be asked on the connection.

    Of what libpq has received the driver makes all rows at once; its ``stream`` makes each by itself, at a tenth of
    what checking takes. COPY hands over one row a call, which costs twice the processor of this.

    :raises psycopg.Error: what the server says in place of a row.
    """
    from psycopg import capabilities, errors, generators
    from psycopg.adapt import Transformer
    from psycopg.pq import ExecStatus, Format, TransactionStatus
    from psycopg.types.string import ByteaBinaryLoader

    upto = "" if last is None else f" AND seq <= {int(last)}"
    chosen = f"office_id = {int(office_id)} AND seq >= {int(first)}{upto}"
    query = f"SELECT seq, sealed, hash FROM journal_entry WHERE {chosen} ORDER BY seq"  # noqa: S608 -- our own words
    server = connection.pgconn
    with connection.cursor() as cursor:
        for text in ("text", "varchar"):
            cursor.adapters.register_loader(text, ByteaBinaryLoader)
        made = Transformer(cursor)
        server.send_query_params(query.encode(), None, result_format=Format.BINARY)
        if capabilities.has_stream_chunked():
            server.set_chunked_rows_mode(_AT_ONCE)
        else:
            server.set_single_row_mode()
        begun = False
        try:
            connection.wait(generators.send(server))
            while (result := connection.wait(generators.fetch(server))) is not None:
                if result.status not in (ExecStatus.TUPLES_CHUNK, ExecStatus.SINGLE_TUPLE, ExecStatus.TUPLES_OK):
                    raise errors.error_from_result(result)
                if result.ntuples:
                    made.set_pgresult(result, set_loaders=not begun)
                    begun = True
                    yield made.load_rows(0, result.ntuples, tuple)
        finally:  # who stops early reads the rest: what is left unread would end the transaction
            while server.transaction_status == TransactionStatus.ACTIVE and connection.wait(generators.fetch(server)):
                pass


_AT_ONCE = 200
"""Rows fetched in one go: about a tenth of a megabyte."""


def joined(runs: Iterable[Stretch], initial: str) -> Stretch | None:
    """Runs in their order as one that begins with the first entry; ``None``: they do not fit.

    :param initial: the state of an item before its first entry.
    """
    at_first = json.dumps(initial)
    whole = Stretch(GENESIS, GENESIS, 0, {}, {}, None)
    for run in runs:
        if run.previous != whole.last:
            return None
        if any(state != whole.ends.get(item, at_first) for item, state in run.begins.items()):
            return None
        ends = {**whole.ends, **run.ends}
        whole = Stretch(GENESIS, run.last, whole.entries + run.entries, {}, ends, run.bound or whole.bound)
    return whole
