"""An office whose files lie in a bucket of a real server on this machine: from evidence to the public page and back."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import wiring
from adapters.filestore import FileDamaged, FileMissing, StoreNotWritable, StoreUnreachable
from adapters.objectstore import FETCHED, ObjectStore
from tests.conftest import MakeOffice
from tests.services.small_office import ADMINISTRATORS, Clock, SmallOffice
from workflow.office_files.settings import Settings
from workflow.rules.errors import BadInput, MissingOnMachine
from workflow.services.administration.accepting import accept
from workflow.services.context.office import Office
from workflow.services.operations.backup import backup
from workflow.services.operations.doctor import examine
from workflow.services.operations.repair import repair
from workflow.services.operations.restore import restore

SERVER = """
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
server.start()
print(*server.get_host_and_port(), sep=":", flush=True)
input()
"""
LETTER = "ประกาศ".encode() * 100


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """A server that speaks S3, in a process of its own; its address."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVER],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as server:  # fmt: skip
        assert server.stdout is not None
        lines = iter(server.stdout.readline, "")
        yield "http://" + next(line.strip() for line in lines if line.startswith("127.0.0.1:"))
        server.kill()


@pytest.fixture
def bucket(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An empty bucket, as the server itself is asked."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "sample")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "sample")
    asking = ObjectStore("s3://oit-files", "none", Path("unused"), endpoint=s3_server)._bucket()
    asking.mkdir("oit-files")
    yield asking
    asking.rm("oit-files", recursive=True)


@pytest.fixture
def store(bucket: Any, s3_server: str, tmp_path: Path) -> ObjectStore:
    return ObjectStore("s3://oit-files/offices/", "small", tmp_path, endpoint=s3_server)


def test_what_was_put_comes_back_compared_with_its_digest(store: ObjectStore, bucket: Any, tmp_path: Path) -> None:
    digest = store.put(LETTER)
    name = f"oit-files/offices/small/{digest[:2]}/{digest[2:]}"
    assert (digest, bucket.cat_file(name)) == (hashlib.sha256(LETTER).hexdigest(), LETTER)
    assert (digest in store, store.is_whole(digest), store.kept(digest).size) == (True, True, len(LETTER))
    assert (list(store.digests()), list(store.orphans({digest})), list(store.damaged())) == ([digest], [], [])
    shutil.rmtree(tmp_path / FETCHED)
    assert store.path(digest).read_bytes() == store.get(digest) == LETTER
    shutil.rmtree(tmp_path / FETCHED)
    bucket.pipe_file(name, LETTER[:-1])
    with pytest.raises(FileDamaged):
        store.get(digest)
    assert (list(store.damaged()), store.path(digest).exists()) == ([digest], False)
    assert store.put(LETTER) == digest
    assert list(store.damaged()) == []
    with pytest.raises(FileMissing):
        store.get("0" * 64)
    with pytest.raises(ValueError):
        store.path("../" * 20 + "abcd")


def test_what_the_server_refuses_is_told(
    store: ObjectStore, s3_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StoreUnreachable) as refused:
        ObjectStore("s3://no-such-place", "small", tmp_path, endpoint=s3_server).get("0" * 64)
    assert "NoSuchBucket" in refused.value.facts["detail"]
    with pytest.raises(StoreUnreachable):
        ObjectStore("s3://oit-files", "small", tmp_path, endpoint="http://127.0.0.1:9").put(LETTER)
    assert not (tmp_path / FETCHED).exists(), "nothing is kept here that is not kept there"

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(store._bucket(), "pipe_file", forbidden)
    with pytest.raises(StoreNotWritable):
        store.put(LETTER)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingOnMachine) as missing:
        ObjectStore("s3://oit-files", "small", tmp_path).put(LETTER)
    assert (missing.value.code, missing.value.exit_code) == ("store_extra_missing", 4)


def built(folder: Path) -> Office:
    return wiring.build(folder, clock=Clock())


@pytest.mark.deep
def test_from_evidence_to_the_public_page_and_back(
    copy_office: MakeOffice, bucket: Any, s3_server: str, tmp_path: Path
) -> None:
    small = copy_office()
    small.hand_in("O1")
    backup(small.office, "registrar", tmp_path / "before.zip")
    toml = small.folder / "office.toml"
    toml.write_text(toml.read_text("utf-8") + f'\n[store]\nurl = "s3://oit-files"\nendpoint = "{s3_server}"\n', "utf-8")
    written = built(small.folder)
    assert written.settings.store.url is None, "one alone moves no files"
    for name in ADMINISTRATORS:
        accept(written, name)
    written.close()
    moved = opened_anew(small)
    assert repair(moved.office, tmp_path / "before.zip").lost == (), "what lay in the folder is fetched from a backup"
    there = len(list((moved.folder / "store").rglob("*")))
    moved.compile("O1")
    moved.bring("published", "O2")
    assert len(list((moved.folder / "store").rglob("*"))) == there, "nothing is kept in the folder any more"
    shutil.rmtree(moved.folder / FETCHED)
    shutil.rmtree(moved.folder / "store")
    assert {check.code for check in examine(moved.office).checks if check.code.startswith("store")} == {"store_sound"}
    saved = backup(moved.office, "registrar", tmp_path / "after.zip")
    assert saved.missing == ()
    bucket.rm("oit-files/small", recursive=True)
    again = restore(tmp_path / "after.zip", tmp_path / "again", built)
    assert again.files == saved.files == len(bucket.find("oit-files/small"))
    assert not (tmp_path / "again" / "store").exists()


def opened_anew(office: SmallOffice) -> SmallOffice:
    """The office opened anew, as the next command does."""
    office.close()
    return SmallOffice.open(office.folder)


def test_what_is_no_place_for_files_is_refused(tmp_path: Path) -> None:
    text = '[office]\nkey = "a"\nname = "ก"\n[[group]]\nkey = "x"\nname = "ข"\n[store]\nurl = "%s"\n'
    for wrong in ("https://files.example/a", "s3://me:secret@bucket", "s3://A", "store"):
        with pytest.raises(BadInput) as refused:
            Settings.read(text % wrong, tmp_path)
        assert [one.code for one in refused.value.reasons] == ["setting_bad_store"]
        assert "secret" not in str(refused.value.reasons[0].facts)
    assert Settings.read(text % "s3://oit-files/roiet", tmp_path).store.url == "s3://oit-files/roiet"
