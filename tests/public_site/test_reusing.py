"""A site that takes pages over from the one before is the site that is drawn from nothing, file for file."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from public_site import reusing
from public_site.build import build
from public_site.releases import damaged
from public_site.staging import workshop
from tests.public_site.sample import sample_facts
from workflow.ports.site import FormerFile, OnlineState, SiteFacts, SiteItem, SiteResult
from workflow.thai import long_date
from workflow.thai.zone import BANGKOK

NEW_YEAR = 2 * (1 + 43)
"""Its own pages in each language: those of the one that was the newest until then stay as they are."""
LATER = datetime(2023, 5, 2, 9, 15, tzinfo=UTC)


def told(day: date) -> str:
    return long_date(day, thai=False)


@pytest.fixture
def facts(tmp_path: Path) -> SiteFacts:
    """Three years."""
    made = sample_facts(tmp_path)
    return replace(made, years=tuple(replace(made.years[0], fiscal_year=year) for year in (2568, 2567, 2566)))


@pytest.fixture
def short(facts: SiteFacts) -> SiteFacts:
    """Two of them."""
    return replace(facts, years=facts.years[1:])


def with_item(facts: SiteFacts, code: str, change: Callable[[SiteItem], SiteItem]) -> SiteFacts:
    year = facts.years[0]
    items = tuple(change(item) if item.code == code else item for item in year.items)
    return replace(facts, years=(replace(year, items=items), *facts.years[1:]))


CHANGES: dict[str, tuple[Callable[[SiteFacts], SiteFacts], int]] = {
    "nothing but the moment": (lambda facts: facts, 8),
    "an item's title": (lambda f: with_item(f, "O12", lambda i: replace(i, title_th="ชื่อใหม่")), 8),
    "an item's note": (lambda f: with_item(f, "O1", lambda i: replace(i, note="หมายเหตุ")), 8),
    "an item suspended": (
        lambda f: with_item(
            f, "O3", lambda i: replace(i, state=OnlineState.SUSPENDED, files=(), web=(), note="", reason="ตรวจสอบ")
        ),
        8,
    ),
    "the last item gone": (
        lambda f: replace(f, years=(replace(f.years[0], items=f.years[0].items[:-1]), *f.years[1:])),
        8,
    ),
    "a new year": (lambda f: replace(f, years=(replace(f.years[0], fiscal_year=2569), *f.years)), NEW_YEAR),
    "the office's telephone": (lambda f: replace(f, office=replace(f.office, phone="0 2999 9999")), 0),
    "a result": (
        lambda f: replace(
            f, results=(SiteResult(fiscal_year=2566, title="ITA", total=Decimal(90), level="A", indicators=()),)
        ),
        0,
    ),
    "no rehearsal": (lambda f: replace(f, rehearsal=False, base_url="https://office.example/"), 0),
}  # fmt: skip


IN_EVERY_RUN = (("a new year", 1), ("an item suspended", 3))


@pytest.mark.parametrize(
    ("what", "before"),
    [
        pytest.param(what, before, marks=[] if (what, before) in IN_EVERY_RUN else pytest.mark.deep)
        for what in CHANGES
        for before in (1, 3)
    ],
)
def test_it_is_the_site_drawn_from_nothing(facts: SiteFacts, tmp_path: Path, what: str, before: int) -> None:
    """:param before: sites before it; after three it is begun in the folder of the first."""
    change, most = CHANGES[what]
    after = replace(change(facts), generated_at=LATER)
    with workshop(tmp_path / "site", keep=1) as shop:
        for number in range(before):
            at = facts.generated_at + timedelta(seconds=number)
            shop.switch(shop.stage(replace(facts, generated_at=at), fmt_date=told))
        assert (tmp_path / "site" / "spare").exists() == (before == 3)
        quick = shop.stage(after, fmt_date=told)
        whole = build(after, tmp_path / "whole", fmt_date=told)
        assert quick.files.keys() == whole.files.keys() == lying(quick.root)
        for path in whole.files:
            assert said(quick.root / path, facts) == said(whole.root / path, facts), path
    assert quick.expected == whole.expected
    assert not whole.kept
    # Three pages of an item and its neighbours in each language, and the year's own, are drawn anew at most.
    drawn = whole.pages.keys() - quick.kept
    assert len(drawn) <= most if most else drawn == whole.pages.keys()


def lying(folder: Path) -> set[str]:
    """Everything that lies there, empty folders too."""
    there = (path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink() or not any(path.iterdir()))
    return {path.relative_to(folder).as_posix() for path in there}


def said(path: Path, facts: SiteFacts) -> bytes:
    """What a file says but when it was made: a page that is kept says the moment of the site before."""
    moments = (f"{at.astimezone(BANGKOK):%H:%M}".encode() for at in (facts.generated_at, LATER))
    found = path.read_bytes()
    if path.suffix == ".html":
        for moment in moments:
            found = re.sub(rb'<p class="quiet">[^\n]*' + moment + rb"[^\n]*</p>", b"", found)
    return found


def test_a_page_that_somebody_changed_is_not_taken_over(facts: SiteFacts, tmp_path: Path) -> None:
    with workshop(tmp_path / "site") as shop:
        release = shop.switch(shop.stage(facts, fmt_date=told))
        (release.public / "oit" / "2567" / "o1" / "index.html").write_text("defaced", encoding="utf-8")
    with workshop(tmp_path / "site") as shop:
        quick = shop.stage(facts, fmt_date=told)
        whole = build(facts, tmp_path / "whole", fmt_date=told)
        assert quick.files == whole.files
        changed = Path("oit", "2567", "o1", "index.html")
        assert (quick.root / changed).read_bytes() == (whole.root / changed).read_bytes()
    assert len(quick.pages.keys() - quick.kept) == 1


def test_pages_of_another_program_are_not_taken_over(
    facts: SiteFacts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workshop(tmp_path / "site") as shop:
        shop.switch(shop.stage(facts, fmt_date=told))
        page = next(iter(shop.stage(facts, fmt_date=told).pages))
        earlier = shop.earlier()
        assert earlier is not None
        assert earlier.page(page, shop.stage(facts, fmt_date=told).pages[page])
        monkeypatch.setattr(reusing, "_program", lambda: "another")
        assert not earlier.page(page, shop.stage(facts, fmt_date=told).pages[page])


def test_a_release_shares_its_unchanged_files_with_the_one_before_and_never_with_the_store(
    facts: SiteFacts, tmp_path: Path
) -> None:
    with workshop(tmp_path / "site") as shop:
        first = shop.switch(shop.stage(facts, fmt_date=told))
        second = shop.switch(shop.stage(replace(facts, generated_at=LATER), fmt_date=told))
        file = next(path for path in first.public.rglob("files/*/*") if path.is_file())
        same = second.public / file.relative_to(first.public)
        assert file.samefile(same)
        assert not any(path.samefile(same) for y in facts.years for i in y.items for path in (f.path for f in i.files))
        assert damaged(second) == ()
        file.write_bytes(b"somebody wrote here")  # of either: it is noticed in the live one, and copied anew
    with workshop(tmp_path / "site") as shop:
        assert shop.reconciled.damaged == (same.relative_to(second.public).as_posix(),)
        third = shop.switch(shop.stage(facts, fmt_date=told))
        assert damaged(third) == ()


def spare_of(site: Path, facts: SiteFacts) -> Path:
    """The release that had its time, once there were three."""
    with workshop(site, keep=1) as shop:
        for number in range(3):
            shop.switch(shop.stage(replace(facts, generated_at=LATER + timedelta(seconds=number)), fmt_date=told))
    return site / "spare" / "public"


def test_whatever_somebody_did_to_the_folder_it_is_begun_in(short: SiteFacts, tmp_path: Path) -> None:
    spare = spare_of(tmp_path / "site", short)
    (spare / "oit" / "2567" / "o1" / "index.html").write_text("defaced", encoding="utf-8")
    (spare / "oit" / "2567" / "o2" / "index.html").unlink()
    (spare / "oit" / "2567" / "o2" / "index.html").symlink_to(tmp_path / "elsewhere.html")
    (spare / "oit" / "2567" / "o3" / "index.html").unlink()
    (spare / "oit" / "2567" / "o3" / "index.html").mkdir()
    (spare / "oit" / "2567" / "o3" / "index.html" / "extra.html").write_text("-")
    (spare / "en" / "oit" / "2566" / "index.html").unlink()
    (spare / "oit" / "2566" / "o4" / "index.html").unlink()
    (spare / "oit" / "2566" / "o4").rmdir()
    (spare / "oit" / "2566" / "o4").write_text("a file where a folder comes")
    (spare / "more" / "empty").mkdir(parents=True)
    (spare / "everything").symlink_to(tmp_path)
    (tmp_path / "elsewhere.html").write_text("somebody's")
    short = replace(short, generated_at=LATER + timedelta(seconds=9))
    with workshop(tmp_path / "site", keep=1) as shop:
        release = shop.switch(shop.stage(short, fmt_date=told))
        whole = build(short, tmp_path / "whole", fmt_date=told)
    assert damaged(release) == ()
    assert lying(release.public) == whole.files.keys()
    for path in whole.files:
        assert said(release.public / path, short) == said(whole.root / path, short), path
    assert (tmp_path / "elsewhere.html").read_text() == "somebody's"


def test_what_the_live_site_shows_is_never_written_into(short: SiteFacts, tmp_path: Path) -> None:
    """The folder it is begun in has the same files as the live one, and all of the next one's pages are others."""
    spare_of(tmp_path / "site", short)
    with workshop(tmp_path / "site", keep=1) as shop:
        shop.stage(replace(short, office=replace(short.office, phone="0 2999 9999")), fmt_date=told)
        assert shop.reconciled.live is not None
        assert damaged(shop.reconciled.live) == ()


def test_retracted_bytes_lie_in_no_folder_that_is_kept(short: SiteFacts, tmp_path: Path) -> None:
    spare = spare_of(tmp_path / "site", short)
    item = next(item for item in short.years[0].items if item.files)
    (digest,) = {file.sha256 for file in item.files[:1]}
    taken = FormerFile(sha256=digest, fiscal_year=2566, code=item.code, title="-", why="retracted")
    years = tuple(
        replace(year, items=tuple(without(one, digest) for one in year.items)) for year in short.years
    )  # fmt: skip
    assert digest in {hashlib.sha256(path.read_bytes()).hexdigest() for path in spare.rglob("files/*/*")}
    with workshop(tmp_path / "site", keep=1) as shop:
        after = replace(short, years=years, former=(*short.former, taken), generated_at=LATER + timedelta(hours=1))
        shop.switch(shop.stage(after, fmt_date=told))
    left = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (tmp_path / "site").rglob("files/*/*")}
    assert left
    assert digest not in left


def without(item: SiteItem, digest: str) -> SiteItem:
    """The item without a file; retracted, if it has it."""
    if all(file.sha256 != digest for file in item.files):
        return item
    return replace(item, state=OnlineState.RETRACTED, files=(), web=(), note="", parts=(), reason="ถอน")


@pytest.mark.parametrize("read", [pytest.param(False, marks=pytest.mark.deep), True])
def test_every_byte_is_read_where_it_is_asked_for(short: SiteFacts, tmp_path: Path, read: bool) -> None:
    """Who writes into a file and puts its time back is found by who reads."""
    spare = spare_of(tmp_path / "site", short)
    page = spare / "oit" / "2567" / "o1" / "index.html"
    data, then = page.read_bytes(), page.stat()
    page.unlink()  # in the spare folder alone
    page.write_bytes(data.replace(b"O1", b"O9"))
    os.utime(page, ns=(then.st_atime_ns, then.st_mtime_ns))
    with workshop(tmp_path / "site", keep=1) as shop:
        release = shop.switch(shop.stage(short, fmt_date=told, read=read))
        assert damaged(release) == (() if read else ("oit/2567/o1/index.html",))
