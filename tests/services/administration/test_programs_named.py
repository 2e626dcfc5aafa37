"""Programs that office.toml names are run from where nobody of the office can exchange them, without our secrets."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from adapters.programs import unsafe_program
from adapters.signing.keys import KeyFilesAndTokens
from adapters.site import StaticSite
from tests.services.small_office import Clock
from workflow.office_files.settings import find_office
from workflow.rules.errors import BadInput, CheckFailed


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Writes down what it was given, outside the office."""
    path = tmp_path / "bin" / "upload"
    path.parent.mkdir(mode=0o755)
    path.write_text(f"#!/bin/sh\nenv > {tmp_path}/given\n")
    path.chmod(0o755)
    return path


def test_deploy_is_given_what_the_settings_name_and_no_password(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = tmp_path / "office"
    office.mkdir()
    for name in ("OIT_PASSWORD", "OIT_PASSPHRASE", "UPLOAD_TOKEN", "OTHER"):
        monkeypatch.setenv(name, "of-ours")
    StaticSite(office, Clock(), [str(program)], ["UPLOAD_TOKEN"]).deploy(tmp_path / "public")
    given = dict(line.partition("=")[::2] for line in (tmp_path / "given").read_text().splitlines())
    assert (given["OIT_SITE"], given["UPLOAD_TOKEN"]) == (str(tmp_path / "public"), "of-ours")
    assert not {"OIT_PASSWORD", "OIT_PASSPHRASE", "OTHER"} & given.keys()


def test_what_others_can_exchange_is_not_run(program: Path, tmp_path: Path) -> None:
    office = tmp_path / "office"
    office.mkdir()
    inside, link = office / "upload", tmp_path / "bin" / "link"
    inside.write_bytes(program.read_bytes())
    inside.chmod(0o755)
    link.symlink_to(inside)
    named = {"upload": "program_not_absolute", str(inside): "program_in_folder", str(link): "program_in_folder"}
    for name, code in named.items():
        with pytest.raises(CheckFailed) as refused:
            StaticSite(office, Clock(), [name]).deploy(tmp_path)
        assert [one.code for one in refused.value.reasons] == [code]
    assert unsafe_program(program, office) is None
    program.chmod(0o777)
    found = unsafe_program(program, office)
    assert found is not None
    assert found.code == "program_writable"
    assert not (tmp_path / "given").exists()


def test_a_tokens_library_in_the_office_is_not_loaded(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        KeyFilesAndTokens(tmp_path / "own.so", tmp_path).open(Path("token:head"), "1234")
    assert refused.value.code == "program_in_folder"


def test_an_office_of_another_owner_above_is_not_obeyed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    below = tmp_path / "work"
    below.mkdir()
    (tmp_path / "office.toml").write_text("[office]")
    assert find_office(below, {}) == tmp_path
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    monkeypatch.setattr("workflow.office_files.settings._MACHINE", 54321)
    with pytest.raises(BadInput) as refused:
        find_office(below, {})
    assert refused.value.code == "office_of_another"
    assert find_office(below, {}, tmp_path) == tmp_path, "who names it chose it"
    assert find_office(tmp_path, {}) == tmp_path, "and who stands in it"
