"""Every sentence the program says, formed at the edge from a code and its facts: Thai first, English second.

Codes and facts are stored, sentences never: wording may improve freely. ``th`` and ``en`` hold the same codes with the
same placeholders (a test compares them); each is loaded when its first sentence is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import ModuleType

from messages.facts import shown
from messages.labels import grade, label, progress, proof, revision, who
from messages.wrapping import wrap

__all__ = ["do", "flag", "grade", "journal", "label", "progress", "proof", "revision", "say", "task", "who", "wrap"]

Facts = Mapping[str, object]
Names = Mapping[str, str]
"""Key -> name of the office's groups, for sentences that name a group; without it the key is shown."""


@cache
def _in(language: str) -> ModuleType:
    return import_module(f"messages.{'en' if language.startswith('en') else 'th'}")


def _form(shape: str, facts: Facts | None, language: str, groups: Names | None) -> str:
    try:
        # A sentence that is a place alone, told without one, says as little as a fact that nobody gave.
        return shape.format_map(shown(facts or {}, language, groups or {})).strip() or "…"
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):  # a fact nobody could foresee
        return shape


def say(code: str, facts: Facts | None = None, language: str = "th", groups: Names | None = None) -> str:
    """The sentence for a code. Never raises: an unknown code gives a general sentence that names it."""
    sentences: Mapping[str, str] = _in(language).SENTENCES
    if code not in sentences:
        return sentences["unknown_code"].format(code=code)
    return _form(sentences[code], facts, language, groups)


def do(code: str, facts: Facts | None = None, language: str = "th", groups: Names | None = None) -> str:
    """What to do next, with the exact command where there is one; what another part formed (``do_th``) goes before."""
    formed = (facts or {}).get("do_en" if language.startswith("en") else "do_th")
    if isinstance(formed, str) and formed:
        return formed
    advice: Mapping[str, str] = _in(language).ADVICE
    return _form(advice.get(code, advice["unknown_code"]), facts, language, groups)


def fault(reason: str, language: str = "th") -> str:
    """What a job that was left ended with: the sentence of a code, or the words of outside software as they are."""
    return say(reason, None, language) if reason.isidentifier() else reason


def flag(code: str, facts: Facts | None = None, language: str = "th", groups: Names | None = None) -> str:
    """What requires attention, as a short phrase for a list."""
    flags: Mapping[str, str] = _in(language).FLAGS
    return _form(flags[code], facts, language, groups) if code in flags else say(code, facts, language, groups)


def task(what: str, language: str = "th", groups: Names | None = None) -> str:
    """One line of an inbox: ``compile``, ``sign``, ``contribute:GROUP``, ``exception_confirm:N`` …"""
    name, _, about = what.partition(":")
    tasks: Mapping[str, str] = _in(language).TASKS
    if name not in tasks:
        return label(name, language)
    return _form(tasks[name], {"group": about, "number": about, "year_part": about}, language, groups)


_TAILS = (
    "year_part", "year_parts", "excepted", "reason", "opinion", "waived", "recorded_by", "attested_by",
    "co_attested_by", "signed_on", "opened",
)  # fmt: skip
"""Facts told after the sentence wherever they are recorded and the sentence itself does not tell them."""


def journal(
    kind: str, step: str | None, facts: Facts | None = None, language: str = "th", groups: Names | None = None
) -> str:
    """What one journal entry tells, without who and when, which stand beside it. ``kind`` is a value of ``Kind``."""
    told = dict(facts or {})
    shapes: Mapping[str, str] = _in(language).JOURNAL
    kind = str(kind)
    narrower = (f"{kind}.{step}.{told.get('online')}", f"{kind}.{step}", _variant(kind, told), kind)
    shape = next((shapes[name] for name in narrower if name in shapes), None)
    if shape is None:
        return _form(shapes["other"], {"kind": kind, "step": step}, language, groups)
    if told.get("reason_code"):  # older entries hold the reason itself
        told["reason"] = shapes[f"reason.{told['reason_code']}"]
    if f"why.{told.get('why')}" in shapes and not told.get("why_th"):  # older entries hold the sentences themselves
        told["why"] = _form(shapes[f"why.{told['why']}"], told, language, groups)
    text = _form(shape, told, language, groups)
    for name in _TAILS:
        # Of a key ``opened`` is a yes: its passphrase was known. Of a decision it is the moment.
        if told.get(name) and told[name] is not True and f"{{{name}}}" not in shape:
            text += " " + _form(shapes[f"tail.{name}"], told, language, groups)
    return text


def _variant(kind: str, facts: Facts) -> str:
    """The narrower sentence for what the facts tell: a nil return, a web address, a password asked for or set."""
    if kind == "contributed":
        return "contributed.nil" if facts.get("nil") else "contributed.files"
    if kind == "password_reset":
        return f"password_reset.{facts.get('stage')}"
    if kind == "key_registered" and facts.get("challenge"):
        return "key_registered.challenge"
    if kind == "passkey_removed" and facts.get("counter"):
        return "passkey_removed.counter"
    if kind == "power_ended" and facts.get("proven"):
        return "power_ended.proven"
    if kind == "settings_accepted" and not facts.get("keys"):
        return "settings_accepted.first"
    if kind == "reissued" and not facts.get("without"):
        return "reissued.head"
    if kind == "appointed":
        return "appointed" if facts.get("kind") in (None, "holder") else "appointed.acting"
    return kind
