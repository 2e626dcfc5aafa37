"""``oit verify``: exit codes, JSON, clear messages, with and without an office."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commands.context import RUNNING, Counter
from commands.verify import verify
from signatures.policy import Policy
from signatures.preparing import page_count

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


def test_a_wrong_time_is_misuse(folder: Path) -> None:
    assert counted(str(folder / "signed.pdf"), "--at", "tomorrow").exit_code == 2


def test_a_report_of_one_page_is_written(folder: Path) -> None:
    result = run(folder, "signed.pdf", "--policy", "policy.toml", "--report", "report.pdf")
    assert result.exit_code == 0, result.output
    assert page_count((folder / "report.pdf").read_bytes()) == 1


def test_a_folder_is_told_as_one_by_its_name(folder: Path) -> None:
    result = counted(str(folder))
    assert result.exit_code == 2
    assert f"{folder} เป็นโฟลเดอร์" in result.output
    assert "FILE_IS_FOLDER" in result.output


def test_the_folder_one_stands_in_has_a_name_too() -> None:
    assert counted(".").output.startswith(". เป็นโฟลเดอร์")
