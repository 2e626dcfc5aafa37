"""What ``oit verify`` and ``oit evidence check`` do with files: read, judge, tell. No command line here; the counter
gives and prints text, and says how lines are broken."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from signatures.errors import PolicyRefused, SignatureError, SigningRefused
from signatures.pdf.files import Unreadable, read_regular
from signatures.pdf.limits import DEFAULT
from signatures.reasons import Reason, Tone, reason
from signatures.report.document import Heading, checks, report_pdf, signed_when
from signatures.sandbox.verify import verify_isolated
from signatures.validation.policy import Policy
from signatures.validation.policy_file import load_policy
from signatures.verdict import SignerFacts, Status, Verdict
from signatures.words.names import GRADES, STATUS, check

Wrap = Callable[[str, str], str]
"""A line and the indent of its further lines -> the lines, no wider than the screen."""


@dataclass(frozen=True, slots=True)
class Screen:
    """How to tell: language, JSON or text, and how the terminal breaks lines."""

    lang: str = "th"
    as_json: bool = False
    wrap: Wrap = lambda text, indent: text

    def line(self, text: str, hang: int = 2) -> str:
        """One line, its further lines ``hang`` columns right of where it begins."""
        own = len(text) - len(text.lstrip(" "))
        return self.wrap(text, " " * (own + hang))

    def of(self, th: str, en: str) -> str:
        return th if self.lang == "th" else en


def tell(
    file: Path,
    *,
    screen: Screen,
    issued: Path | None = None,
    policy: Path | None = None,
    own_policy: Policy | None = None,
    office: str = "",
    crls: Sequence[Path] = (),
    at: datetime | None = None,
    report: Path | None = None,
) -> tuple[str, int]:
    """Text to print and exit code (0 PASSED, 1 otherwise).

    :param own_policy: an office's policy, used when no policy file is named; ``office`` is its name.
    :raises Misused: a file is missing, too large, or no policy; with text and exit code.
    """
    asked = _Asked(screen)
    given = [name for name in (file, issued, policy, *crls) if name is not None]
    if report is not None and any(_same(report, name) for name in given):
        asked.refuse([reason("REPORT_OVER_INPUT", file=report.name)])
    data = asked.read(file)
    base = asked.read(issued) if issued is not None else None
    lists = tuple(asked.read(name) for name in crls)
    verdict = verify_isolated(data, policy=asked.policy(policy, own_policy), issued=base, at=at, crls=lists)
    heading = Heading(file.name, "" if policy is not None else office, policy.name if policy is not None else "")
    if report is not None:
        asked.write_report(report, verdict, heading)
    code = 0 if verdict.status is Status.PASSED else 1
    if screen.as_json:
        told = verdict.to_json(screen.lang) | ({"report": str(report)} if report is not None else {})
        return _json(told), code
    text = render(verdict, file.name, screen)
    if report is not None:
        text += "\n" + screen.line(f"✓ {screen.of('เขียนรายงานแล้ว', 'report written')}: {report}")
    return text, code


def tell_again(file: Path, *, screen: Screen) -> tuple[str, int]:
    """What a bundle says when it is verified again from itself alone, and first to whom its signer is known.

    The exit code is 0 when that agrees with its record.

    :raises Misused: no such file, or the bundle is not whole; with text and exit code.
    """
    from signatures.report.bundle import read_evidence, reverify
    from signatures.report.known import known_to

    asked = _Asked(screen)
    try:
        data = asked.read(file, 4 * DEFAULT.size)
        verdict, agrees = reverify(data)
        known = known_to(verdict, read_evidence(data).policy)
    except SignatureError as refusal:
        asked.refuse(refusal.reasons, code=1)
    code = 0 if agrees else 1
    if screen.as_json:
        told_to = {"kind": known.kind, "names": list(known.names), "text": known.text(screen.lang)}
        return _json({"known_to": told_to} | verdict.to_json(screen.lang) | {"agrees": agrees}), code
    if agrees:
        told = screen.of("✓ ตรงกับผลที่บันทึกไว้ในชุดหลักฐาน", "✓ agrees with the result recorded in the bundle")
    else:
        told = screen.of("✗ ไม่ตรงกับผลที่บันทึกไว้ในชุดหลักฐาน", "✗ differs from the result recorded in the bundle")
    return f"{screen.line(known.text(screen.lang))}\n{render(verdict, file.name, screen)}\n{screen.line(told)}", code


_MARKS = {Tone.CONTRADICTS: "✗", Tone.UNREAD: "?", Tone.UNPROVEN: "?", Tone.NOTE: "·"}


def render(verdict: Verdict, name: str, screen: Screen) -> str:
    """The verdict as text for the terminal."""
    lang = screen.lang
    grades = GRADES[lang]
    lines = [
        screen.line(f"{name}: {STATUS[lang][verdict.status]} ({verdict.status.value})"),
        screen.line(f"  {screen.of('ระดับหลักฐาน', 'Grade')} {int(verdict.grade)} {grades[verdict.grade]}"),
        screen.line(f"  {screen.of('ระดับที่กำหนด', 'Required')} {int(verdict.required)} {grades[verdict.required]}"),
    ]
    for signer in verdict.signers:
        lines += _signer(signer, screen)
    for item in verdict.reasons:
        lines.append(screen.line(f"  {_MARKS[item.tone]} {item.text(lang)} [{item.code}]"))
        if item.tone is not Tone.NOTE and item.do(lang):
            lines.append(screen.line(f"      → {item.do(lang)}"))
    ran, left = checks(verdict)
    none = screen.of("ไม่มี", "none")
    for label, names in (
        (screen.of("ขั้นที่ตรวจแล้ว", "Checks that ran"), ran),
        (screen.of("ขั้นที่ไม่ได้ตรวจ", "Checks not run"), left),
    ):
        lines.append(screen.line(f"  {label}: {', '.join(check(one, lang) for one in names) or none}"))
    return "\n".join(lines)


def _signer(signer: SignerFacts, screen: Screen) -> list[str]:
    shown = " ".join(part for part in (signer.person or signer.subject, signer.post or "") if part)
    lines = [
        screen.line(f"  {screen.of('ผู้ลงนาม', 'Signer')}: {shown} [{signer.field}]", 4),
        screen.line(f"      {signed_when(signer, screen.lang)}"),
    ]
    if signer.fingerprint:
        label = screen.of("ลายพิมพ์ใบรับรอง", "certificate")
        lines.append(f"      {label} {signer.fingerprint[:32]}…")
    return lines


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.resolve() == other.resolve() or one.samefile(other)
    except (OSError, RuntimeError):
        return False


class Misused(Exception):
    """The question was wrong; ``text`` says how, ``code`` is the exit code (1 when it was the file)."""

    def __init__(self, text: str, code: int) -> None:
        super().__init__(text)
        self.text = text
        self.code = code


class _Asked:
    """Turns what was typed into values; whatever is wrong with it ends with one clear message and exit code 2."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def refuse(self, reasons: Sequence[Reason], code: int = 2) -> NoReturn:
        lang = self.screen.lang
        if self.screen.as_json:
            found = [item.to_json(lang) for item in reasons]
            raise Misused(_json({"status": "INDETERMINATE", "grade": 0, "signers": [], "reasons": found}), code)
        lines = []
        for item in reasons:
            lines.append(self.screen.line(f"{item.text(lang)} [{item.code}]"))
            if item.do(lang):
                lines.append(self.screen.line(f"  → {item.do(lang)}"))
        raise Misused("\n".join(lines), code)

    def read(self, name: Path, limit: int = DEFAULT.size) -> bytes:
        try:
            return read_regular(name, limit)
        except Unreadable as unreadable:
            self.refuse([unreadable.reason], code=1 if unreadable.reason.code == "LIMIT_BYTES" else 2)

    def policy(self, file: Path | None, own: Policy | None) -> Policy | None:
        if file is None:
            return own
        try:
            return load_policy(file)
        except PolicyRefused as refusal:
            self.refuse(refusal.reasons)

    def write_report(self, target: Path, verdict: Verdict, heading: Heading) -> None:
        try:
            target.write_bytes(report_pdf(verdict, heading, lang=self.screen.lang))
        except SigningRefused as refusal:
            self.refuse(refusal.reasons)
        except OSError:
            self.refuse([reason("REPORT_UNWRITABLE", file=target.name)])
