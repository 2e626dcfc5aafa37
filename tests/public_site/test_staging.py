"""A visitor sees the old site or the new one, whatever happens in between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from public_site import staging
from public_site.build import SiteRefused
from public_site.releases import Release, damaged, live
from public_site.staging import Reconciled, SiteBusy, workshop
from tests.public_site.conftest import thai_date
from workflow.ports.site import SiteFacts


def later(facts: SiteFacts, hours: int) -> SiteFacts:
    return replace(facts, generated_at=facts.generated_at + timedelta(hours=hours))


def publish(site: Path, facts: SiteFacts, keep: int = 3) -> Release:
    with workshop(site, keep=keep) as shop:
        return shop.switch(shop.stage(facts, fmt_date=thai_date))


def test_nothing_is_live_before_the_first_switch(facts: SiteFacts, tmp_path: Path) -> None:
    with workshop(tmp_path) as shop:
        built = shop.stage(facts, fmt_date=thai_date)
        assert (built.root / "index.html").is_file()
        assert live(tmp_path) is None
    assert live(tmp_path) is None
    assert not (tmp_path / "staging").exists()


def test_what_is_live_says_which_revisions_it_shows(facts: SiteFacts, tmp_path: Path) -> None:
    release = publish(tmp_path, facts)
    assert live(tmp_path) == release
    assert (tmp_path / "current" / "index.html").is_file()
    assert not (tmp_path / "current" / "release.json").exists()
    assert (release.revisions["2566/O12"], release.revisions["2566/O20"]) == (2, None)
    assert release.rehearsal
    assert release.generated_at == facts.generated_at
    assert damaged(release) == ()


def reconcile(site: Path) -> Reconciled:
    """What is tidied up when the next to publish takes the folder."""
    with workshop(site) as shop:
        assert list((site / "staging").iterdir()) == []
        return shop.reconciled


def test_publishing_the_same_again_changes_nothing(facts: SiteFacts, tmp_path: Path) -> None:
    assert publish(tmp_path, facts) == publish(tmp_path, facts)
    assert len(list((tmp_path / "releases").iterdir())) == 1


def test_a_damaged_live_site_is_noticed_and_replaced(facts: SiteFacts, tmp_path: Path) -> None:
    first = publish(tmp_path, facts)
    (first.public / "index.html").write_text("")
    (first.public / "extra.html").write_text("")
    assert reconcile(tmp_path).damaged == ("extra.html", "index.html")
    second = publish(tmp_path, facts)
    assert second.name != first.name
    assert damaged(second) == ()


def test_only_the_last_releases_are_kept(facts: SiteFacts, tmp_path: Path) -> None:
    names = [publish(tmp_path, later(facts, n), keep=1).name for n in range(4)]
    assert sorted(path.name for path in (tmp_path / "releases").iterdir()) == names[-2:]


def test_two_people_cannot_publish_one_site_at_once(tmp_path: Path) -> None:
    with workshop(tmp_path):
        with pytest.raises(SiteBusy), workshop(tmp_path):
            pass
        with pytest.raises(SiteBusy):
            reconcile(tmp_path)
    assert reconcile(tmp_path).live is None


def test_a_refused_build_leaves_nothing_behind(facts: SiteFacts, tmp_path: Path) -> None:
    first = publish(tmp_path, facts)
    with workshop(tmp_path) as shop, pytest.raises(SiteRefused):
        shop.stage(replace(facts, base_url="nowhere"), fmt_date=thai_date)
    assert live(tmp_path) == first
    assert reconcile(tmp_path).removed == ()


POINTS = ("begun", "built", "flushed", "moved", "linked", "switched", "pruned", "spared")
CRASH = """
import os, sys, signal
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from public_site import staging
from tests.public_site.conftest import thai_date
from tests.public_site.sample import sample_facts
site, store, point = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
facts = sample_facts(store)
die = lambda: os.kill(os.getpid(), signal.SIGKILL)
def after(name, wanted):
    real = getattr(staging, name)
    def wrapped(*args, **more):
        result = real(*args, **more)
        if point == wanted and (wanted != "moved" or Path(args[0]).name == "releases"):
            die()
        return result
    setattr(staging, name, wrapped)
from public_site.reusing import Begun
real_look = Begun.look
def look(self, *args, **more):
    real_look(self, *args, **more)
    if point == "begun":
        die()
Begun.look = look
real_rename = Path.rename
def rename(self, target):
    real_rename(self, target)
    if point == "spared" and Path(target).name == "spare":
        die()
Path.rename = rename
after("write_note", "built"); after("_flush", "flushed"); after("_flush_folder", "moved"); after("_point", "switched")
real_replace = Path.replace
def replace_link(self, target):
    if point == "linked":
        die()
    return real_replace(self, target)
Path.replace = replace_link
real_remove = staging._remove
def remove(folder):
    if point == "pruned" and folder.name.startswith("old-") and folder.exists():
        (folder / "release.json").unlink()
        die()
    real_remove(folder)
staging._remove = remove
with staging.workshop(site, keep=0) as shop:
    shop.switch(shop.stage(replace(facts, generated_at=facts.generated_at + timedelta(days=1)), fmt_date=thai_date))
"""


@pytest.mark.parametrize(
    "point",
    [pytest.param(point, marks=pytest.mark.deep) if point not in ("moved", "switched") else point for point in POINTS],
)
def test_killed_anywhere_the_public_sees_one_whole_site(
    facts: SiteFacts, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, point: str
) -> None:
    site = tmp_path / "site"
    for hours in (-3, -2, -1):  # the first of them is the folder that the next site is begun in
        publish(site, later(facts, hours), keep=1)
    old = publish(site, facts, keep=1)
    (tmp_path / "store").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", CRASH, str(site), str(tmp_path / "store"), point],
        cwd=Path(staging.__file__).parents[1], env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}, check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    seen = live(site)
    assert seen is not None
    assert damaged(seen) == ()
    tidy = reconcile(site)
    assert tidy.live == seen
    assert (seen == old) == (point in ("begun", "built", "flushed", "moved", "linked"))
    assert tidy.removed != () or point in ("switched", "spared")
    again = publish(site, later(facts, 24))
    assert live(site) == again
    assert reconcile(site).removed == ()


def test_releases_that_can_be_read_survive_a_live_one_that_cannot(facts: SiteFacts, tmp_path: Path) -> None:
    first = publish(tmp_path, facts)
    second = publish(tmp_path, later(facts, 1))
    (second.public.parent / "release.json").write_text("{")
    tidy = reconcile(tmp_path)
    assert tidy.live is None
    assert first.public.is_dir()
    assert publish(tmp_path, later(facts, 2)) == live(tmp_path)
