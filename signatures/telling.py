"""What ``oit verify`` does with files: read, judge, tell. No command line here; the counter gives and prints text."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from signatures.codes import Reason, Tone, reason
from signatures.errors import PolicyRefused, SigningRefused
from signatures.limits import DEFAULT, MEGABYTE
from signatures.policy import Policy
from signatures.policy_file import load_policy
from signatures.report import report_pdf
from signatures.verdict import Status, Verdict
from signatures.words.names import GRADES, STATUS
from signatures.worker import verify_isolated


def tell(
    file: Path,
    *,
    issued: Path | None = None,
    policy: Path | None = None,
    own_policy: Policy | None = None,
    crls: Sequence[Path] = (),
    at: datetime | None = None,
    as_json: bool = False,
    report: Path | None = None,
    lang: str = "th",
) -> tuple[str, int]:
    """Text to print and exit code (0 PASSED, 1 otherwise).

    :param own_policy: an office's policy, used when no policy file is named.
    :raises Misused: a file is missing, too large, or no policy; with text and exit code.
    """
    asked = _Asked(lang, as_json)
    data = asked.read(file)
    base = asked.read(issued) if issued is not None else None
    lists = tuple(asked.read(name) for name in crls)
    verdict = verify_isolated(data, policy=asked.policy(policy, own_policy), issued=base, at=at, crls=lists)
    if report is not None:
        asked.write_report(report, verdict, file.name)
    answer = json.dumps(verdict.to_json(lang), ensure_ascii=False, indent=2)
    text = answer if as_json else render(verdict, file.name, lang)
    return text, 0 if verdict.status is Status.PASSED else 1


def render(verdict: Verdict, name: str, lang: str) -> str:
    """The verdict as text for the terminal."""

    thai = lang == "th"
    lines = [
        f"{name}: {STATUS[lang][verdict.status]} ({verdict.status.value})",
        f"  {'ระดับหลักฐาน' if thai else 'Grade'} {int(verdict.grade)} {GRADES[lang][verdict.grade]}"
        f" · {'ที่กำหนด' if thai else 'required'} {int(verdict.required)}",
    ]
    for signer in verdict.signers:
        shown = " ".join(part for part in (signer.person or signer.subject, signer.post or "") if part)
        lines.append(f"  {'ผู้ลงนาม' if thai else 'Signer'}: {shown} [{signer.field}] {signer.fingerprint[:16]}")
    marks = {Tone.CONTRADICTS: "✗", Tone.UNREAD: "?", Tone.UNPROVEN: "?", Tone.NOTE: "·"}
    for item in verdict.reasons:
        lines.append(f"  {marks[item.tone]} {item.text(lang)} [{item.code}]")
        if item.tone is not Tone.NOTE and item.do(lang):
            lines.append(f"      → {item.do(lang)}")
    return "\n".join(lines)


class Misused(Exception):
    """The question was wrong; ``text`` says how, ``code`` is the exit code (1 when it was the file)."""

    def __init__(self, text: str, code: int) -> None:
        super().__init__(text)
        self.text = text
        self.code = code


class _Asked:
    """Turns what was typed into values; whatever is wrong with it ends with one clear message and exit code 2."""

    def __init__(self, lang: str, as_json: bool) -> None:
        self.lang = lang
        self.as_json = as_json

    def refuse(self, reasons: Sequence[Reason], code: int = 2) -> NoReturn:
        if self.as_json:
            answer = {
                "status": "INDETERMINATE",
                "grade": 0,
                "signers": [],
                "reasons": [item.to_json(self.lang) for item in reasons],
            }
            raise Misused(json.dumps(answer, ensure_ascii=False, indent=2), code)
        raise Misused("\n".join(f"{r.text(self.lang)} → {r.do(self.lang)} [{r.code}]" for r in reasons), code)

    def read(self, name: Path) -> bytes:

        try:
            with name.open("rb") as source:
                size = os.fstat(source.fileno()).st_size
                # A 200 MB file is not even read.
                data = source.read() if size <= DEFAULT.size else None
        except OSError:
            self.refuse([reason("FILE_MISSING", file=name.name)])
        if data is None:
            self.refuse([reason("LIMIT_BYTES", megabytes=size // MEGABYTE, limit=DEFAULT.size // MEGABYTE)], code=1)
        return data

    def policy(self, file: Path | None, own: Policy | None) -> Policy | None:

        if file is None:
            return own
        try:
            return load_policy(file)
        except PolicyRefused as refusal:
            self.refuse(refusal.reasons)

    def write_report(self, target: Path, verdict: Verdict, name: str) -> None:

        try:
            target.write_bytes(report_pdf(verdict, name, lang=self.lang))
        except SigningRefused as refusal:
            self.refuse(refusal.reasons)
        except OSError:
            self.refuse([reason("REPORT_UNWRITABLE", file=target.name)])
