"""``oit verify``: exit codes, JSON, clear messages, with and without an office."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commands.checks.evidence import evidence
from commands.checks.verify import verify
from commands.context import RUNNING, Counter
from signatures.prepare.prepare import page_count
from signatures.report.bundle import write_evidence
from signatures.validation.policy import Policy
from workflow.thai import width

from .attacks import ATTACKS
from .world import NOW, World

POLICY = """
required_grade = 2
roots = ["root.pem"]

[[signer]]
name = "นายตัวอย่าง ใจดี"
post = "ศึกษาธิการจังหวัดตัวอย่าง"
certificate = "head.pem"
"""


class Context(Counter):
    """A run of the counter whose office brings ``found`` as its policy, or where there is no office."""

    def __init__(self, language: str = "th", found: Policy | None = None) -> None:
        super().__init__(language=language)
        self.found = found

    def policy(self) -> Policy | None:
        return self.found

    def office_name(self) -> str:
        return "สำนักงานศึกษาธิการจังหวัดตัวอย่าง" if self.found is not None else ""


@pytest.fixture
def folder(tmp_path: Path, world: World) -> Path:
    (tmp_path / "signed.pdf").write_bytes(world.signed)
    (tmp_path / "issued.pdf").write_bytes(world.issued.data)
    (tmp_path / "root.pem").write_bytes(world.root.pem)
    (tmp_path / "head.pem").write_bytes(world.head.pem)
    (tmp_path / "list.crl").write_bytes(world.crl)
    (tmp_path / "policy.toml").write_text(POLICY, encoding="utf-8")
    return tmp_path


def run(folder: Path, *words: str, context: Context | None = None) -> Result:
    paths = [
        str(folder / word) if "." in word and not word.startswith("-") and "T" not in word else word for word in words
    ]
    return counted(*paths, "--at", NOW.isoformat(), context=context)


def counted(*words: str, context: Context | None = None) -> Result:
    """As ``oit verify`` is run: with a counter behind it."""
    here = context or Context()
    token = RUNNING.set(here)
    try:
        return CliRunner().invoke(verify, list(words), obj=here)
    finally:
        RUNNING.reset(token)


def test_a_good_file_ends_with_zero_and_names_the_signer(folder: Path) -> None:
    result = run(folder, "signed.pdf", "--issued", "issued.pdf", "--policy", "policy.toml", "--crl", "list.crl")
    assert result.exit_code == 0, result.output
    assert "ผ่าน (PASSED)" in result.output
    assert "นายตัวอย่าง ใจดี" in result.output


def test_json_has_status_grade_signers_and_reasons(folder: Path) -> None:
    result = run(
        folder, "signed.pdf", "--issued", "issued.pdf", "--policy", "policy.toml", "--crl", "list.crl", "--json"
    )
    answer = json.loads(result.output)
    assert (answer["status"], answer["grade"]) == ("PASSED", 3)
    assert answer["signers"][0]["post"] == "ศึกษาธิการจังหวัดตัวอย่าง"
    assert "BINDING_OK" in [item["code"] for item in answer["reasons"]]


def test_a_changed_file_ends_with_one_and_says_why(folder: Path, world: World) -> None:
    (folder / "bad.pdf").write_bytes(ATTACKS["changed_text"](world).data)
    result = run(folder, "bad.pdf", "--policy", "policy.toml", "--json")
    assert result.exit_code == 1
    assert json.loads(result.output)["status"] == "FAILED"


def test_without_a_policy_it_says_that_it_cannot_tell_who_signed(folder: Path) -> None:
    result = run(folder, "signed.pdf", "--json")
    assert result.exit_code == 1
    answer = json.loads(result.output)
    assert answer["status"] == "INDETERMINATE"
    assert {"NO_POLICY", "BINDING_NOT_ASKED"} <= {item["code"] for item in answer["reasons"]}


def test_an_office_brings_its_own_policy_and_language(folder: Path, world: World) -> None:
    result = run(folder, "signed.pdf", "--issued", "issued.pdf", context=Context("en", world.policy()))
    assert result.exit_code == 0, result.output
    assert "passed (PASSED)" in result.output
    assert run(folder, "signed.pdf", context=Context("th", None)).exit_code == 1


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (("none.pdf",), "FILE_MISSING", 2),
        (("signed.pdf", "--issued", "none.pdf"), "FILE_MISSING", 2),
        (("signed.pdf", "--policy", "none.toml"), "POLICY_FILE_MISSING", 2),
        (("signed.pdf", "--policy", "head.pem"), "POLICY_SYNTAX", 2),
        (("head.pem",), "NOT_PDF", 1),
        (("large.pdf",), "LIMIT_BYTES", 1),
    ],
)
def test_what_is_wrong_with_the_question_is_said_clearly(
    folder: Path, words: tuple[str, ...], code: str, exit_code: int
) -> None:
    with (folder / "large.pdf").open("wb") as large:
        large.truncate(200 << 20)
    plain = run(folder, *words)
    assert plain.exit_code == exit_code
    assert f"[{code}]" in plain.output
    assert "→" in plain.output
    answer = json.loads(run(folder, *words, "--json").output)
    assert code in [item["code"] for item in answer["reasons"]]


@pytest.mark.parametrize("at", ["tomorrow", "9999-12-31T23:59-12:00", "0001-01-01T00:00+14:00", "2569-06-15T09:00"])
def test_a_wrong_time_is_misuse(folder: Path, at: str) -> None:
    result = counted(str(folder / "signed.pdf"), "--at", at)
    assert result.exit_code == 2
    assert "--at" in result.output


def test_a_report_of_one_page_is_written_and_said_so(folder: Path) -> None:
    result = run(folder, "signed.pdf", "--policy", "policy.toml", "--report", "report.pdf")
    assert result.exit_code == 0, result.output
    assert page_count((folder / "report.pdf").read_bytes()) == 1
    assert "✓ เขียนรายงานแล้ว" in result.output
    told = json.loads(run(folder, "signed.pdf", "--policy", "policy.toml", "--report", "report.pdf", "--json").output)
    assert told["report"].endswith("report.pdf")


def test_a_report_never_replaces_what_is_checked(folder: Path, world: World) -> None:
    result = run(folder, "signed.pdf", "--policy", "policy.toml", "--report", "signed.pdf")
    assert result.exit_code == 2
    assert "[REPORT_OVER_INPUT]" in result.output
    assert (folder / "signed.pdf").read_bytes() == world.signed


def test_checks_that_ran_and_that_did_not_are_named_and_no_line_is_wider_than_the_screen(
    folder: Path, world: World
) -> None:
    (folder / "bad.pdf").write_bytes(ATTACKS["annotation_added"](world).data)
    for words in (("signed.pdf", "--issued", "issued.pdf", "--policy", "policy.toml"), ("bad.pdf",), ("head.pem",)):
        for lang in ("th", "en"):
            result = run(folder, *words, context=Context(lang))
            # A command or an address cannot be broken; the folders of this test have no part in the lines.
            assert [line for line in result.output.splitlines() if width(line) > 80] == []
    plain = run(folder, "signed.pdf", "--policy", "policy.toml").output
    ran, left = plain.split("ขั้นที่ไม่ได้ตรวจ: ")
    assert "ขั้นที่ตรวจแล้ว: ขนาดและจำนวนไม่เกินกำหนด" in ran
    assert "ตรงกับฉบับที่ออก" in left.replace("\n", "")


def test_only_regular_files_are_read(folder: Path) -> None:
    os.mkfifo(folder / "pipe.pdf")
    for name in (str(folder / "pipe.pdf"), "/dev/zero", str(folder)):
        result = counted(name, "--json")
        assert result.exit_code == 2
        assert [r["code"] for r in json.loads(result.output)["reasons"]] == ["FILE_NOT_REGULAR"]


def test_a_policy_that_names_a_pipe_or_a_file_of_two_certificates_is_refused(folder: Path, world: World) -> None:
    os.mkfifo(folder / "roots.pem")
    (folder / "head.pem").write_bytes(world.head.pem + world.root.pem)
    (folder / "policy.toml").write_text(POLICY.replace("root.pem", "roots.pem"), encoding="utf-8")
    result = run(folder, "signed.pdf", "--policy", "policy.toml", "--json")
    assert result.exit_code == 2
    codes = {item["code"] for item in json.loads(result.output)["reasons"]}
    assert codes == {"FILE_NOT_REGULAR", "CERTIFICATE_SEVERAL"}


def test_a_bundle_is_checked_anywhere_in_a_child_process(
    folder: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    verdict = world.verify(world.signed)
    bundle = write_evidence(world.signed, verdict, policy=world.policy(), issued=world.issued.data)
    (folder / "bundle.zip").write_bytes(bundle)
    (folder / "broken.zip").write_bytes(bundle[:300])
    # Were it judged here, this would be noticed.
    monkeypatch.setattr("signatures.validation.validate.verify", lambda *_, **__: pytest.fail("judged in this process"))
    good = evidence_check("bundle.zip")
    assert good.exit_code == 0, good.output
    assert "ตรงกับผลที่บันทึกไว้" in good.output
    assert "ขั้นที่ตรวจแล้ว" in good.output
    told = json.loads(evidence_check("bundle.zip", "--json").output)
    assert (told["agrees"], told["status"]) == (True, "PASSED")
    broken = evidence_check("broken.zip")
    assert broken.exit_code == 1
    assert "ไม่ใช่ไฟล์ ZIP" in broken.output
    assert "BadZipFile" not in broken.output
    assert evidence_check("none.zip").exit_code == 2


def evidence_check(*words: str) -> Result:
    here = Counter()
    token = RUNNING.set(here)
    try:
        return CliRunner().invoke(evidence, ["check", *words], obj=here)
    finally:
        RUNNING.reset(token)
