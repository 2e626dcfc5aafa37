"""``oit verify FILE``: explain the signatures of any PDF, with or without an office."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from signatures.policy import Policy
    from signatures.verdict import Verdict

_HELP = """ตรวจลายมือชื่ออิเล็กทรอนิกส์ในไฟล์ PDF และบอกเหตุผลทุกข้อ ใช้ได้แม้ไม่มีโฟลเดอร์สำนักงาน

จบด้วยรหัส 0 เมื่อผ่าน, 1 เมื่อไม่ผ่านหรือยังสรุปไม่ได้, 2 เมื่อใช้คำสั่งผิด"""


@click.command("verify", help=_HELP, short_help="ตรวจลายมือชื่อใน PDF")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--issued", metavar="FILE", type=click.Path(path_type=Path), help="ไฟล์ฉบับที่ออกให้ก่อนลงนาม")
@click.option("--policy", "policy_file", metavar="FILE", type=click.Path(path_type=Path), help="แฟ้มนโยบาย TOML")
@click.option("--crl", "crl_files", metavar="FILE", multiple=True, type=click.Path(path_type=Path), help="รายการเพิกถอน")
@click.option("--at", "at_text", metavar="TIME", help="ตรวจ ณ เวลานี้ (ISO 8601 เช่น 2026-04-30T16:30+07:00)")
@click.option("--json", "as_json", is_flag=True, help="พิมพ์ผลเป็น JSON")
@click.option("--report", metavar="OUT.pdf", type=click.Path(path_type=Path), help="เขียนรายงาน ๑ หน้าเป็น PDF")
@click.pass_context
def verify(
    ctx: click.Context,
    file: Path,
    issued: Path | None,
    policy_file: Path | None,
    crl_files: tuple[Path, ...],
    at_text: str | None,
    as_json: bool,
    report: Path | None,
) -> None:
    from signatures.worker import verify_isolated

    lang = str(getattr(ctx.obj, "language", None) or "th")
    lang = "en" if lang.startswith("en") else "th"
    asked = _Asked(lang, as_json)
    moment = asked.moment(at_text)
    data = asked.read(file)
    base = asked.read(issued) if issued is not None else None
    crls = tuple(asked.read(name) for name in crl_files)
    verdict = verify_isolated(data, policy=asked.policy(policy_file, ctx.obj), issued=base, at=moment, crls=crls)
    if as_json:
        click.echo(json.dumps(verdict.to_json(lang), ensure_ascii=False, indent=2))
    else:
        click.echo(render(verdict, file.name, lang))
    if report is not None:
        asked.write_report(report, verdict, file.name)
    from signatures.verdict import Status

    ctx.exit(0 if verdict.status is Status.PASSED else 1)


def render(verdict: Verdict, name: str, lang: str) -> str:
    """The verdict as text for the terminal."""
    from signatures.report import GRADES, STATUS
    from signatures.verdict import Tone

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


class _Asked:
    """Turns what was typed into values; whatever is wrong with it ends with one clear message and exit code 2."""

    def __init__(self, lang: str, as_json: bool) -> None:
        self.lang = lang
        self.as_json = as_json

    def refuse(self, reasons: Any, code: int = 2) -> None:
        if self.as_json:
            answer = {
                "status": "INDETERMINATE",
                "grade": 0,
                "signers": [],
                "reasons": [item.to_json(self.lang) for item in reasons],
            }
            click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            for item in reasons:
                click.echo(f"{item.text(self.lang)} → {item.do(self.lang)} [{item.code}]", err=True)
        sys.exit(code)

    def read(self, name: Path) -> bytes:
        from signatures.limits import DEFAULT, MEGABYTE
        from signatures.verdict import reason

        try:
            with name.open("rb") as source:
                size = os.fstat(source.fileno()).st_size
                # A 200 MB file is not even read.
                data = source.read() if size <= DEFAULT.size else None
        except OSError:
            self.refuse([reason("FILE_MISSING", file=name.name)])
            raise AssertionError from None
        if data is None:
            self.refuse([reason("LIMIT_BYTES", megabytes=size // MEGABYTE, limit=DEFAULT.size // MEGABYTE)], code=1)
            raise AssertionError
        return data

    def moment(self, text: str | None) -> datetime | None:
        if text is None:
            return None
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            message = "--at ต้องเป็นเวลาแบบ ISO 8601" if self.lang == "th" else "--at must be an ISO 8601 time"
            raise click.BadParameter(message, param_hint="--at") from None
        from signatures.policy import BANGKOK

        return (moment if moment.tzinfo is not None else moment.replace(tzinfo=BANGKOK)).astimezone(UTC)

    def policy(self, file: Path | None, office: Any) -> Policy | None:
        from signatures.errors import PolicyRefused
        from signatures.policy import load_policy

        if file is None:
            own = getattr(office, "policy", None)
            found: Policy | None = own() if callable(own) else None
            return found
        try:
            return load_policy(file)
        except PolicyRefused as refusal:
            self.refuse(refusal.reasons)
            raise AssertionError from None

    def write_report(self, target: Path, verdict: Verdict, name: str) -> None:
        from signatures.errors import SigningRefused
        from signatures.report import report_pdf
        from signatures.verdict import reason

        try:
            target.write_bytes(report_pdf(verdict, name, lang=self.lang))
        except SigningRefused as refusal:
            self.refuse(refusal.reasons)
        except OSError:
            self.refuse([reason("REPORT_UNWRITABLE", file=target.name)])
