"""Every question that is asked of the tables, by name; each in the caller's session, of one office or one cycle.

A function asks one thing and decides nothing. Journal, books and numbers answer their own questions
(``records.journal``, ``records.registers``, ``records.numbering``).
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from workflow.records.queries import (  # noqa: F401 -- who checks types sees the files themselves
        addresses,
        circulations,
        documents,
        entries,
        files,
        items,
        jobs,
        memos,
        ministry,
        notices,
        online,
        people,
        reports,
        requests,
        revisions,
        sightings,
    )

FILES = (
    "addresses", "circulations", "documents", "entries", "files", "items", "jobs", "memos", "ministry", "notices",
    "online", "people", "reports", "requests", "revisions", "sightings",
)  # fmt: skip


class _Asked:
    """A file of questions. It is loaded when one of them is asked, and with it the tables it is asked of; of a look
    without SQLAlchemy (``records.plain``) the plain form of the question is asked."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, question: str) -> Any:
        if question.startswith("__"):
            raise AttributeError(question)

        def ask(session: Any, *given: Any, **how: Any) -> Any:
            if getattr(session, "plain", False) and (answer := _plain_form(self._name, question)) is not None:
                return answer(session, *given, **how)
            return getattr(import_module(f"{__name__}.{self._name}"), question)(session, *given, **how)

        ask.__name__ = question
        self.__dict__[question] = ask
        return ask


def _plain_form(room: str, question: str) -> Callable[..., Any] | None:
    from workflow.records.plain.answers import ANSWERS

    found = ANSWERS.get(room, {}).get(question)
    if found is None:
        from workflow.records.plain.publishing import QUESTIONS

        found = QUESTIONS.get(room, {}).get(question)
    return found


class _Package(ModuleType):
    """Gives the files of questions by name; Python would put the file itself in the place, once it is loaded."""


def _always(asked: _Asked) -> property:
    return property(lambda _package: asked, lambda _package, _file: None)


for _name in FILES:
    setattr(_Package, _name, _always(_Asked(_name)))
sys.modules[__name__].__class__ = _Package
