"""A backup that leaves the office: locked, unchanged, and shown before it is trusted."""

from __future__ import annotations

import gc
import io
import json
import zipfile
from pathlib import Path

import pytest

import wiring
from tests.cli.terminal import oit
from workflow.rules.errors import BadInput
from workflow.services.context.office import Office
from workflow.services.operations import locked_file
from workflow.services.operations.backup import MANIFEST, backup
from workflow.services.operations.locked_file import Locking, unlock
from workflow.services.operations.restore import restore
from workflow.services.operations.trusting import Trusted

SECRET = "สี่คำ ที่ ไม่ เกี่ยวกัน"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase costs half a second and 128 MB on purpose."""
    monkeypatch.setattr(locked_file, "_COST", 2)
    monkeypatch.setattr(locked_file, "_PIECE", 1000)


def locked(data: bytes) -> bytes:
    into = io.BytesIO()
    with Locking(into, SECRET) as lock:
        for at in range(0, len(data), 333):
            lock.write(data[at : at + 333])
    return into.getvalue()


def unlocked(data: bytes, passphrase: str = SECRET) -> bytes:
    into = io.BytesIO()
    unlock(io.BytesIO(data), into, passphrase, file="b")
    return into.getvalue()


@pytest.mark.parametrize("size", [0, 1, 999, 1000, 1001, 2000, 5555])
def test_what_is_locked_comes_back_whatever_its_length(size: int) -> None:
    data = bytes(n % 251 for n in range(size))
    assert unlocked(locked(data)) == data


def test_nothing_is_changed_left_out_exchanged_or_cut_off_unnoticed() -> None:
    whole = locked(bytes(3500))
    begins = whole.index(b"\n", len(locked_file.MAGIC)) + 1
    piece = 1016
    first, second = whole[begins : begins + piece], whole[begins + piece : begins + 2 * piece]
    rest = whole[begins + 2 * piece :]
    for bad in (
        whole[:begins] + second + first + rest, whole[:begins] + second + rest, whole[: begins + 2 * piece],
        whole[:-1], whole + b"x", whole[:begins] + rest, whole[:40] + b"0" + whole[41:], whole[:begins],
        *(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in (begins, begins + piece - 1, len(whole) - 1)),
    ):  # fmt: skip
        with pytest.raises(BadInput) as refused:
            unlocked(bad)
        assert refused.value.code == "locked_wrong"
    with pytest.raises(BadInput):
        unlocked(whole, "another passphrase")
    dear = whole.replace(b'"cost": 2', b'"cost": 4611686018427387904')
    with pytest.raises(BadInput):  # asks for no memory first
        unlocked(dear)


def test_a_locked_backup_is_restored_with_its_passphrase_alone(office: Office, tmp_path: Path) -> None:
    file, seen = tmp_path / "b.oit", []
    with pytest.raises(BadInput) as short:
        backup(office, "registrar", file, passphrase="short")
    assert short.value.code == "passphrase_short"
    gc.collect()  # what was refused is let go of without a word
    backup(office, "registrar", file, passphrase=SECRET)
    assert office.settings.office.key.encode() not in file.read_bytes()
    for word, code in ((None, "backup_locked"), (lambda: "another passphrase", "locked_wrong")):
        with pytest.raises(BadInput) as refused:
            restore(file, tmp_path / "there", wiring.build, passphrase=word)
        assert refused.value.code == code

    def confirm(trusted: Trusted) -> bool:
        seen.append(trusted)
        return len(seen) > 1

    with pytest.raises(BadInput) as unsure:
        restore(file, tmp_path / "there", wiring.build, passphrase=lambda: SECRET, confirm=confirm)
    assert unsure.value.code == "restore_not_confirmed"
    assert not (tmp_path / "there").exists()
    restore(file, tmp_path / "there", wiring.build, passphrase=lambda: SECRET, confirm=confirm)
    told = [(one.code, one.facts) for one in seen[0].told]
    assert told[0][0] == "trust_locked"
    assert {facts.get("role") for code, facts in told if code == "trust_holder"} >= {"head", "registrar", "web"}
    (administrators,) = [facts["logins"] for code, facts in told if code == "trust_administrators"]
    assert any("(registrar)" in name for name in administrators)


def test_a_part_that_no_backup_has_is_refused(office: Office, tmp_path: Path) -> None:
    backup(office, "registrar", tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as old, zipfile.ZipFile(tmp_path / "more.zip", "w") as new:
        manifest = json.loads(old.read(MANIFEST))
        for name in manifest["parts"]:
            new.writestr(name, old.read(name))
        added = {"sitecustomize.py": b"", "workflow/__init__.py": b"", "records/extra.jsonl": b""}
        import hashlib

        for name, data in added.items():
            new.writestr(name, data)
            manifest["parts"][name] = {"sha256": hashlib.sha256(data).hexdigest(), "size": 0}
        new.writestr(MANIFEST, json.dumps(manifest))
    with pytest.raises(BadInput) as refused:
        restore(tmp_path / "more.zip", tmp_path / "there", wiring.build)
    assert {one.facts["part"] for one in refused.value.reasons} == set(added)
    assert not (tmp_path / "there").exists()


def test_the_counter_shows_what_would_be_trusted_before_it_is(office: Office, tmp_path: Path) -> None:
    backup(office, "registrar", tmp_path / "b.zip")
    shown = oit("restore", tmp_path / "b.zip", tmp_path / "there")
    shown.refused(1, "ผู้ดูแลโปรแกรม", "ไม่ได้ใส่รหัสผ่าน", "--confirm")
    assert not (tmp_path / "there").exists()
    assert oit("restore", tmp_path / "b.zip", tmp_path / "there", "--confirm").code == 0
