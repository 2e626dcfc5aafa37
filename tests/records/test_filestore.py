"""The store of files: whole under its name, or not there."""

from __future__ import annotations

import hashlib
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.filestore import INCOMING, FileDamaged, FileMissing, FolderStore, StoreNotWritable

ROOT = Path(__file__).parents[2]
LETTER = "ประกาศ".encode() * 1000
DIGEST = hashlib.sha256(LETTER).hexdigest()


@pytest.fixture
def store(tmp_path):
    return FolderStore(tmp_path / "store")


def everything_in(store):
    return sorted(path.relative_to(store.root).as_posix() for path in store.root.rglob("*") if path.is_file())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(data=st.binary(max_size=5000))
def test_what_was_put_comes_back(store, data):
    assert store.get(store.put(data)) == data


def test_a_file_is_kept_under_its_digest_read_only_and_flushed(store):
    assert store.put(LETTER) == DIGEST
    path = store.path(DIGEST)
    assert path == store.root / DIGEST[:2] / DIGEST[2:]
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert DIGEST in store
    with store.open(DIGEST) as kept:
        assert kept.read() == LETTER


def test_a_file_is_flushed_before_it_has_its_name_and_its_folder_after(store, monkeypatch):
    flushed = []
    opened = Path("/proc/self/fd")
    monkeypatch.setattr(os, "fsync", lambda fd: flushed.append(((opened / str(fd)).readlink(), DIGEST in store)))
    store.put(LETTER)
    (file, named), *folders = flushed
    assert (file.parent, named) == (store.root / INCOMING, False)
    assert folders == [(store.root, False), (store.root / DIGEST[:2], True)]
    store.put(LETTER)
    assert len(flushed) == 3, "what is kept already need not be flushed again"


def test_putting_a_file_or_the_same_bytes_again_changes_nothing(store, tmp_path):
    store.put(LETTER)
    before = store.path(DIGEST).stat()
    (tmp_path / "หนังสือ.pdf").write_bytes(LETTER)
    assert store.put(tmp_path / "หนังสือ.pdf") == DIGEST
    assert store.put(LETTER) == DIGEST
    after = store.path(DIGEST).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert everything_in(store) == [f"{DIGEST[:2]}/{DIGEST[2:]}"]


def test_a_damaged_file_is_noticed_and_healed_by_the_good_bytes(store):
    store.put(LETTER)
    path = store.path(DIGEST)
    path.chmod(0o644)
    path.write_bytes(LETTER[:-1] + b"!")
    with pytest.raises(FileDamaged):
        store.get(DIGEST)
    assert store.get(DIGEST, verify=False) != LETTER
    assert list(store.damaged()) == [DIGEST]
    store.put(LETTER)
    assert store.get(DIGEST) == LETTER
    assert list(store.damaged()) == []


def test_a_missing_file_and_a_name_that_is_no_digest_are_refused(store):
    for read in (store.get, store.open):
        with pytest.raises(FileMissing):
            read(DIGEST)
    assert DIGEST not in store
    for name in ("", "../../etc/passwd", DIGEST.upper(), DIGEST + "0"):
        with pytest.raises(ValueError):
            store.path(name)


def test_orphans_are_what_nobody_knows(store):
    known = {store.put(b"one"), store.put(b"two")}
    orphan = store.put(b"three")
    assert list(store.orphans(known)) == [orphan]
    assert set(store.orphans([])) == known | {orphan}
    assert list(FolderStore(store.root / "none").orphans(known)) == []


def test_a_folder_that_may_not_be_written_says_so(store, monkeypatch):
    def refused(*_arguments, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refused)
    with pytest.raises(StoreNotWritable):
        store.put(LETTER)


def test_a_missing_source_is_the_callers_error(store, tmp_path):
    with pytest.raises(FileNotFoundError):
        store.put(tmp_path / "none.pdf")


def test_a_full_disk_leaves_nothing_half_written(store):
    store.put(LETTER)
    program = (
        "import resource, sys\nfrom pathlib import Path\nfrom adapters.filestore import FolderStore, StoreFull\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "big = Path(sys.argv[2])\n"
        "for data in (b'x' * 1_000_000, big):\n"
        "    try: FolderStore(Path(sys.argv[1])).put(data)\n"
        "    except StoreFull as full: print(full.code)\n"
    )
    big = store.root.parent / "big.bin"
    big.write_bytes(b"y" * 1_000_000)
    command = [sys.executable, "-c", program, str(store.root), str(big)]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert (run.stdout, run.returncode) == ("store_full\nstore_full\n", 0), run.stderr
    assert everything_in(store) == [f"{DIGEST[:2]}/{DIGEST[2:]}"]


def test_a_writer_killed_in_the_middle_leaves_only_whole_files(store):
    """``kill -9`` while files of 3 MB are being written, at several moments."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom adapters.filestore import FolderStore\n"
        "store = FolderStore(Path(sys.argv[1]))\n"
        "store.put(b'first')\n"
        "print('ready', flush=True)\n"
        "for number in range(10_000): store.put(bytes([number % 256]) * 3_000_000 + str(number).encode())\n"
    )
    for delay in (0.002, 0.011, 0.023):
        running = subprocess.Popen([sys.executable, "-c", program, str(store.root)], stdout=subprocess.PIPE, cwd=ROOT)
        assert running.stdout is not None
        running.stdout.readline()
        time.sleep(delay)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        running.stdout.close()
    assert list(store.damaged()) == []
    left = sum(1 for _ in (store.root / INCOMING).iterdir())
    assert store.sweep() == 0
    assert store.sweep(older_than_seconds=-1) == left
    assert all(not name.startswith(INCOMING) for name in everything_in(store))
