"""Whether the memos that the head signed name the files that go online, read from the memos' own bytes."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.rules.errors import Unmet
from workflow.rules.states import Capacity
from workflow.services.context.signed.files import predating
from workflow.thai import arabic_digits

if TYPE_CHECKING:
    from workflow.records.models import Item, Revision, Submission
    from workflow.services.context.office import Office
    from workflow.services.context.use_case import UseCase


class MemoTexts:
    """What is printed in the memos' files, each read once."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._known: dict[str, str] = {}
        self.lost: set[str] = set()
        """Digests of which nothing could be read."""

    def read(self, digests: Iterable[str]) -> None:
        """Read several, on all processors; of one that cannot be read it is told when it is asked for."""
        wanted = [digest for digest in dict.fromkeys(digests) if digest not in self._known]
        with self._office.hands.share(self._read, wanted) as read:
            for digest in wanted:
                with suppress(Exception):
                    self._known[digest] = read(digest)

    def _read(self, digest: str) -> str:
        return self._office.pdf.text(self._office.store.get(digest))

    def of(self, digest: str) -> str:
        """:raises WorkflowError: the store has no such bytes. Whatever a PDF reader raises, of what is no PDF."""
        if digest not in self._known:
            self._known[digest] = self._read(digest)
        return self._known[digest]

    def without_blanks(self, digest: str) -> str:
        """A digest may be broken at the end of a line. Nothing, where nothing can be read: that names no file."""
        try:
            return "".join(arabic_digits(self.of(digest)).split())
        except Exception:
            self.lost.add(digest)
            return ""


def printed_in(memo: Submission) -> str:
    """Digest of the file that says what a memo says: of one signed with a pen the scan is a picture of the issued."""
    return memo.memo_issued if memo.memo_signed is None or memo.how == "pen" else memo.memo_signed


def not_named(
    use_case: UseCase, of: Iterable[tuple[Item, Revision]], texts: MemoTexts | None = None, *, by_lost: bool = True
) -> list[Unmet]:  # fmt: skip
    """Files of signed revisions that no memo which the head signed names by their digest.

    The annex of a memo lists each file as it was issued: a row can say that a file was signed, the memo's bytes cannot.

    :param of: items, each with its revision that is, or is to be, online. Adopted ones rest on no memo.
    :param by_lost: also of an item one of whose memos cannot be read, which is told as what it is elsewhere.
    """
    wanted = [(item, revision) for item, revision in of if not revision.adopted]
    texts = texts or MemoTexts(use_case.office)
    memos: dict[int, dict[str, str]] = {}
    unsure: set[int] = set()
    signed_with = queries.memos.signed_with(use_case.session, {item.id for item, _ in wanted})
    texts.read(printed_in(memo) for _, memo in signed_with)
    for item_id, memo in signed_with:
        memos.setdefault(item_id, {})[memo.label] = texts.without_blanks(printed_in(memo))
        if not by_lost and printed_in(memo) in texts.lost:
            unsure.add(item_id)
    found = []
    for item, revision in wanted:
        if item.id in unsure:
            continue
        named = memos.get(item.id, {})
        for file in revision.manifest.files:
            if file.url is None and not any((file.issued or file.sha256) in said for said in named.values()):
                facts = {"item": item.code, "file": file.name, "memo": list(named)}
                found.append(Unmet("memo_names_not", facts, Capacity.WEB))
    return found


def signed_not_named(use_case: UseCase, texts: MemoTexts | None = None, *, by_lost: bool = True) -> list[Unmet]:
    """As :func:`not_named`, of everything that is online or signed, of every year; what the office's baseline found
    online is left alone."""
    session, office_id = use_case.session, use_case.office_id
    before = predating(session, office_id)
    rows = [*queries.online.revisions_online(session, office_id), *queries.online.revisions_signed(session, office_id)]
    return not_named(use_case, [(i, r) for i, r in rows if (i.code, r.digest) not in before], texts, by_lost=by_lost)
