"""Whether an office's Word file fits its form: names in both directions, where they stand, and one trial filling.

The trial runs in a child process with limits of time and memory, so that a hostile or broken file cannot take the
program with it.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from templates_docx import contexts, locate
from templates_docx.errors import TemplateError
from templates_docx.locate import Place
from templates_docx.making.ooxml import SIGN_TARGET
from workflow.ports import papers

TIME_LIMIT = 20
"""Seconds of processor time that filling a form may take: a busy machine makes no form too slow."""
_PATIENCE = 6
"""Times as many seconds of waiting, for what does nothing."""
_MEMORY = 1_500_000_000
_FILE_LIMIT = 20_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """``severity`` error: the file cannot be used; caution: it can, and this should be looked at.

    Codes: ``template_unknown_field`` (with ``meant``), ``template_lacks_field``, ``template_unused_field``,
    ``template_syntax``, ``template_forbidden``, ``template_unreadable``, ``template_too_large``, ``template_too_slow``,
    ``template_tracked_changes``, ``template_comments``, ``template_no_sign_mark``, ``template_two_sign_marks``,
    ``template_placeholder_emblem``, and those of ``fidelity``. ``where`` is None when the file as a whole is
    meant.
    """

    severity: str
    code: str
    facts: dict[str, Any] = field(default_factory=dict)
    where: Place | None = None


def names_used(data: bytes) -> set[str]:
    """Every name in the tags of a Word file: top-level and behind a dot."""
    from templates_docx.package import read_zip

    words: set[str] = set()
    # Widths and colours are tags inside attributes, which no paragraph's text shows.
    attributes = re.findall(r'="([^"<>]*\{\{[^"<>]*)"', read_zip(data)["word/document.xml"].decode("utf-8", "replace"))
    for text in (*(place.text for place in locate.paragraphs(data)), *attributes):
        for tag in locate.tags(text):
            bare = re.sub(r"'[^']*'|\"[^\"]*\"", "", tag)
            words.update(re.findall(r"[^\W\d]\w*", bare))
    return words


def check_template(form: str, path: Path) -> list[Finding]:
    """Everything that is wrong with the file as a template of ``form``; empty when it is good.

    :raises TemplateError: ``template_unknown_form``.
    """
    contexts.contract(form)
    try:
        data = path.read_bytes()
    except OSError as error:
        return [Finding("error", "template_unreadable", {"form": form, "detail": error.strerror})]
    if len(data) > _FILE_LIMIT:
        return [Finding("error", "template_too_large", {"form": form, "size": len(data), "limit": _FILE_LIMIT})]
    found = _trial(form, data)
    if any(one.code in ("template_unreadable", "template_too_slow") for one in found):
        return found
    return found + _names(form, data, found) + _marks(form, data) + _printed(form, data) + _left_overs(form, data)


def _names(form: str, data: bytes, already: list[Finding]) -> list[Finding]:
    """Names nobody knows that the trial did not reach, and fields the file never prints."""
    used = names_used(data)
    known = contexts.all_names(form)
    said = {part for one in already for part in str(one.facts.get("field")).split(".")}
    found = []
    for name in sorted(contexts.undeclared(form, data) - said):
        facts = {"form": form, "field": name, "meant": locate.close_to(name, known)}
        found.append(Finding("error", "template_unknown_field", facts, locate.field(data, name)))
    found += [
        Finding("caution", "template_unused_field", {"form": form, "field": name})
        for name in sorted(known - used - said)
    ]
    return found


def _marks(form: str, data: bytes) -> list[Finding]:
    """The place for the head's signature must be there once, the emblem slot is only noted."""
    from templates_docx.package import read_zip

    parts = read_zip(data)
    relations = parts.get("word/_rels/document.xml.rels", b"").decode("utf-8", "replace")
    keys = [
        key[1]
        for relation in re.findall(r"<Relationship\b[^>]*>", relations)
        if SIGN_TARGET in relation and (key := re.search(r'\bId="([^"]+)"', relation))
    ]
    document = parts["word/document.xml"].decode("utf-8", "replace")
    marks = sum(document.count(f'<w:hyperlink r:id="{key}"') for key in keys)
    facts = {"form": form, "mark": SIGN_TARGET}
    if form in papers.SIGNED_BY_HEAD and marks == 0:
        return [Finding("error", "template_no_sign_mark", facts)]
    if marks > 1:
        return [Finding("error", "template_two_sign_marks", facts)]
    return []


def _printed(form: str, data: bytes) -> list[Finding]:
    """What LibreOffice would print otherwise than Word shows it: errors, since filling the form is refused for them."""
    from templates_docx.checks.fidelity import differences
    from templates_docx.package import read_zip

    return [
        Finding(one.severity, one.code, {"form": form, "file": f"{form}.docx", **one.facts}, one.where)
        for one in differences(read_zip(data))
    ]


def _left_overs(form: str, data: bytes) -> list[Finding]:
    """Comments would go out with the Word file. (Tracked changes are refused already when the file is read.)"""
    from templates_docx.package import read_zip

    parts = read_zip(data)
    document = parts["word/document.xml"].decode("utf-8", "replace")
    if re.search(r"<w:comment(?:RangeStart|Reference)\b", document):
        return [Finding("caution", "template_comments", {"form": form}, locate.commented(data))]
    return []


def _trial(form: str, data: bytes) -> list[Finding]:
    """Fill the file once with sample facts in a child process."""
    command = [sys.executable, "-P", "-m", "templates_docx.checks.trial", form]
    root = str(Path(__file__).resolve().parents[2])
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=_PATIENCE * TIME_LIMIT, check=False, cwd=root,
            env={"PYTHONPATH": root, "PATH": "/usr/bin:/bin", "OIT_TRIAL_MEMORY": str(_MEMORY),
                 "OIT_TRIAL_SECONDS": str(TIME_LIMIT)},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        done = None
    if done is None or done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return [Finding("error", "template_too_slow", {"form": form, "seconds": TIME_LIMIT})]
    try:
        answer = json.loads(done.stdout or b"null")
    except ValueError:
        answer = None
    if answer is None:
        return [Finding("error", "template_unreadable", {"form": form, "detail": "memory"})]
    return _told(answer)


def _told(answer: list[dict[str, Any]]) -> list[Finding]:
    found = []
    for one in answer:
        where = Place(**one["where"]) if one.get("where") else None
        found.append(Finding("error", one["code"], one["facts"], where))
    return found


__all__ = ["Finding", "TemplateError", "check_template", "names_used"]
