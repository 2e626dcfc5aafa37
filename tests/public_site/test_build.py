"""What the built site says, and what it refuses to say."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from public_site.addresses import LONGEST_NAME, file_path, href, item_path, safe_name
from public_site.build import SiteRefused, build
from public_site.charts import rows
from public_site.labels import LABELS
from public_site.own_pages import own_files
from public_site.serving import serve
from tests.public_site.conftest import thai_date
from tests.public_site.sample import NIL, paper
from tests.public_site.world import check
from workflow.ports.site import BuiltSite, OnlineState, Severity, SiteFacts, SiteItem, SiteResult, WebAddress
from workflow.rules.states import GRADES


def page(built: BuiltSite, path: str) -> str:
    return unescape((built.root / path / "index.html").read_text(encoding="utf-8"))


def changed(facts: SiteFacts, code: str, **more: object) -> SiteFacts:
    year = facts.years[0]
    items = tuple(replace(i, **more) if i.code == code else i for i in year.items)  # type: ignore[arg-type]
    return replace(facts, years=(replace(year, items=items),))


def test_scores_of_past_years_have_a_page_with_a_bar_and_a_row_each(facts: SiteFacts, tmp_path: Path) -> None:
    told = (
        SiteResult(
            fiscal_year=2566, title="OIT 2566", total=None, level=None, indicators=(("9", "เปิดเผย", Decimal("56.67")),)
        ),
        SiteResult(fiscal_year=2565, title="OIT 2565", total=Decimal("39.53"), level="F", indicators=()),
    )
    built = build(replace(facts, results=told), tmp_path / "with", fmt_date=thai_date)
    html = page(built, "oit/results")
    assert 'width="119"' in html  # 39.53 of 100, of 300
    assert re.findall(r"<tr>(.*?)</tr>", html) == [
        '<th scope="col">ปีงบประมาณ พ.ศ.</th><th scope="col">คะแนน</th><th scope="col">ระดับ</th>',
        '<th scope="row">2565</th><td>39.53</td><td>F</td>',
        '<th scope="row">2566</th><td>ยังไม่ทราบ</td><td>–</td>',
        '<th scope="col">ตัวชี้วัดที่</th><th scope="col">คะแนน</th>',
        '<th scope="row">9 <span lang="th">เปิดเผย</span></th><td>56.67</td>',
    ]
    assert 'href="../../oit/results/"' in page(built, "oit/2566")
    without = build(facts, tmp_path / "without", fmt_date=thai_date)
    assert not [path for path in without.files if "results" in path]
    assert "results/" not in page(without, "oit/2566")


def item(facts: SiteFacts, code: str) -> SiteItem:
    return next(i for i in facts.years[0].items if i.code == code)


def test_the_same_facts_give_the_same_bytes(facts: SiteFacts, built: BuiltSite, tmp_path: Path) -> None:
    again = build(facts, tmp_path / "again", fmt_date=thai_date)
    assert again.digest == built.digest
    assert again.files == built.files
    for path, sha256 in again.files.items():
        assert hashlib.sha256((again.root / path).read_bytes()).hexdigest() == sha256


def test_nothing_lies_in_the_site_that_is_not_accounted_for(built: BuiltSite) -> None:
    found = {p.relative_to(built.root).as_posix() for p in built.root.rglob("*") if p.is_file()}
    assert found == set(built.files)


def test_every_item_has_a_page_at_its_address_in_both_languages(facts: SiteFacts, built: BuiltSite) -> None:
    for one in facts.years[0].items:
        assert one.title_th in page(built, f"oit/2566/{one.code.lower()}")
        assert f">{one.code}<" in page(built, f"en/oit/2566/{one.code.lower()}")


def test_the_home_page_links_every_item(facts: SiteFacts, built: BuiltSite) -> None:
    home = page(built, "")
    assert all(f'href="{item_path(2566, one.code)}"' in home for one in facts.years[0].items)


def test_an_item_not_yet_published_says_so(built: BuiltSite) -> None:
    assert LABELS["th"]["not_yet"] in page(built, "oit/2566/o41")


def test_suspended_and_retracted_items_give_their_reason_at_the_same_address(built: BuiltSite) -> None:
    assert "พบข้อมูลส่วนบุคคลในเอกสาร" in page(built, "oit/2566/o20")
    assert "เอกสารออกผิดฉบับ" in page(built, "oit/2566/o33")


def test_a_nil_return_is_published_as_such(built: BuiltSite) -> None:
    assert NIL in page(built, "oit/2566/o31")


def test_who_signed_with_what_authority_and_how_is_said(built: BuiltSite) -> None:
    text = page(built, "oit/2566/o12")
    assert "รักษาราชการแทน ศึกษาธิการจังหวัดตัวอย่าง" in text
    assert GRADES[2][0] in text
    assert "ศธ 02999/115" in text
    assert GRADES[1][0] in page(built, "oit/2566/o2")


def test_every_page_says_that_a_rehearsal_is_one(built: BuiltSite) -> None:
    for path in built.files:
        if path.endswith(".html"):
            text = unescape((built.root / path).read_text(encoding="utf-8"))
            assert LABELS["en" if path.startswith("en/") else "th"]["rehearsal"] in text
    assert "Disallow: /" in (built.root / "robots.txt").read_text()


def test_a_site_that_knows_its_address_has_a_sitemap_and_full_addresses(facts: SiteFacts, tmp_path: Path) -> None:
    real = replace(facts, rehearsal=False, base_url="https://office.example/peo/")
    built = build(real, tmp_path / "real", fmt_date=thai_date)
    sitemap = (built.root / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://office.example/peo/oit/2566/o15/</loc>" in sitemap
    assert "<loc>https://office.example/peo/en/</loc>" in sitemap
    assert "Sitemap: https://office.example/peo/sitemap.xml" in (built.root / "robots.txt").read_text()
    assert 'rel="canonical" href="https://office.example/peo/oit/2566/o15/"' in page(built, "oit/2566/o15")
    assert 'href="/peo/"' in (built.root / "404.html").read_text(encoding="utf-8")
    assert LABELS["th"]["rehearsal"] not in page(built, "")


def test_items_json_and_csv_tell_the_same(facts: SiteFacts, built: BuiltSite) -> None:
    rows = json.loads((built.root / "items.json").read_text(encoding="utf-8"))["items"]
    raw = (built.root / "items.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    table = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert [row["code"] for row in rows] == [row["code"] for row in table] == [i.code for i in facts.years[0].items]
    assert rows[0]["files"][0]["sha256"] == item(facts, "O1").files[0].sha256
    assert table[19]["state"] == "suspended"


def test_a_cell_that_looks_like_a_formula_is_defused(facts: SiteFacts, tmp_path: Path) -> None:
    built = build(changed(facts, "O31", note="=HYPERLINK(1)"), tmp_path / "s", fmt_date=thai_date)
    assert "'=HYPERLINK(1)" in (built.root / "items.csv").read_text(encoding="utf-8-sig")


def test_markup_in_a_title_is_text(facts: SiteFacts, tmp_path: Path) -> None:
    built = build(changed(facts, "O1", title_th="ขอ <b>งบ</b> & จัดซื้อ"), tmp_path / "s", fmt_date=thai_date)
    source = (built.root / "oit/2566/o1/index.html").read_text(encoding="utf-8")
    assert "ขอ &lt;b&gt;งบ&lt;/b&gt; &amp; จัดซื้อ" in source
    assert "<b>" not in source


def test_earlier_years_keep_their_addresses(facts: SiteFacts, tmp_path: Path) -> None:
    older = replace(facts.years[0], fiscal_year=2565)
    built = build(replace(facts, years=(facts.years[0], older)), tmp_path / "s", fmt_date=thai_date)
    assert "oit/2565/o15/index.html" in built.files
    assert 'href="oit/2565/"' in page(built, "")
    assert {i.address for i in built.expected} >= {"oit/2566/o15/"}


def test_the_offices_own_pages_stand_beside_ours_and_can_answer_an_item(facts: SiteFacts, tmp_path: Path) -> None:
    own = tmp_path / "own"
    for name in ("news/index.html", ".git/config", "news/.draft.html"):
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text("<title>ข่าว</title>", encoding="utf-8")
    answered = changed(facts, "O7", web=(WebAddress(url="news/", title="ข่าวประชาสัมพันธ์"),))
    built = build(replace(answered, own_pages=dict(own_files(own))), tmp_path / "s", fmt_date=thai_date)
    assert [path for path in built.files if path.startswith(("news", "."))] == ["news/index.html"]
    with serve(built.root) as home:
        proof = check(home, built.expected)
    assert proof.item("O7").severity is Severity.OK
    assert 'href="../../../../news/"' in page(built, "en/oit/2566/o7")


def test_an_own_page_may_not_take_the_place_of_ours(facts: SiteFacts, tmp_path: Path) -> None:
    (tmp_path / "own" / "oit").mkdir(parents=True)
    (tmp_path / "own" / "oit" / "index.html").write_text("x")
    with pytest.raises(SiteRefused) as refused:
        build(replace(facts, own_pages=dict(own_files(tmp_path / "own"))), tmp_path / "s", fmt_date=thai_date)
    assert [p.code for p in refused.value.problems] == ["own_page_clashes"]


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("Items.JSON",), "own_page_clashes"), (("OIT/index.html",), "own_page_clashes"),
        (("news/a.html", "news/A.html"), "own_page_twice"), (("tool.php",), "own_page_kind"),
        ((".htaccess/x.cgi", "run.cgi"), "own_page_kind"), (("own.js",), "own_page_script"),
        (("noted.html",), "own_page_script"), (("clicked.html",), "own_page_script"),
        (("picture.svg",), "own_page_script"), (("link.html",), "own_page_script"),
    ],
)  # fmt: skip
def test_what_an_office_puts_beside_our_pages_is_looked_at(
    facts: SiteFacts, tmp_path: Path, names: tuple[str, ...], code: str
) -> None:
    harmless = {
        "noted.html": "<p>ข่าว</p>\n<SCRIPT>marker()</SCRIPT>", "clicked.html": "<p onClick='marker()'>ข่าว</p>",
        "picture.svg": "<svg onload='marker()'/>", "link.html": "<a href=' JavaScript:marker()'>ข่าว</a>",
    }  # fmt: skip
    own = tmp_path / "own"
    for name in names:
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text(harmless.get(name, "<title>ข่าว</title>"), encoding="utf-8")
    with pytest.raises(SiteRefused) as refused:
        build(replace(facts, own_pages=dict(own_files(own))), tmp_path / "s", fmt_date=thai_date)
    assert [p.code for p in refused.value.problems] == [code]
    if code == "own_page_script":
        with_scripts = replace(facts, own_pages=dict(own_files(own)), own_scripts=True)
        built = build(with_scripts, tmp_path / "t", fmt_date=thai_date)
        assert set(names) <= set(built.files)


@pytest.mark.parametrize("state", [OnlineState.NOT_YET, OnlineState.SUSPENDED, OnlineState.RETRACTED])
def test_a_file_of_what_is_not_public_is_refused(facts: SiteFacts, tmp_path: Path, state: OnlineState) -> None:
    with pytest.raises(SiteRefused) as refused:
        build(changed(facts, "O1", state=state, reason="เหตุผล"), tmp_path / "s", fmt_date=thai_date)
    assert {p.code for p in refused.value.problems} == {"not_public"}
    assert not list((tmp_path / "s").rglob("*.pdf")) if (tmp_path / "s").exists() else True


def test_every_reason_is_given_not_the_first_alone(facts: SiteFacts, tmp_path: Path) -> None:
    bad = changed(facts, "O1", files=(), sub_indicator="7.7")
    bad = changed(bad, "O20", reason="")
    bad = changed(bad, "O7", web=(WebAddress(url="javascript:alert(1)", title="x"),))
    bad = replace(bad, base_url="office.example")
    with pytest.raises(SiteRefused) as refused:
        build(bad, tmp_path / "s", fmt_date=thai_date)
    codes = {p.code for p in refused.value.problems}
    assert codes == {"nothing_to_publish", "unknown_sub_indicator", "web_address", "base_url"}


def test_a_stored_file_that_changed_or_vanished_is_refused(facts: SiteFacts, tmp_path: Path) -> None:
    good = paper(tmp_path, "เอกสาร")
    good.path.write_bytes(b"%PDF other")
    gone = replace(paper(tmp_path, "อีกฉบับ"), path=tmp_path / "gone")
    bad = changed(changed(facts, "O1", files=(good,)), "O3", files=(gone,))
    with pytest.raises(SiteRefused) as refused:
        build(bad, tmp_path / "s", fmt_date=thai_date)
    assert [p.code for p in refused.value.problems] == ["file_altered", "file_absent"]


def test_the_site_never_shares_its_bytes_with_the_store(facts: SiteFacts, fresh: BuiltSite) -> None:
    file = item(facts, "O1").files[0]
    copy = fresh.root / file_path(file)
    assert copy.stat().st_ino != file.path.stat().st_ino
    copy.write_bytes(b"edited on the server")
    assert hashlib.sha256(file.path.read_bytes()).hexdigest() == file.sha256


def test_both_languages_have_the_same_words() -> None:
    assert LABELS["th"].keys() == LABELS["en"].keys()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("คู่มือการให้บริการ ปี 2566.PDF", "คู่มือการให้บริการ-ปี-2566.pdf"),
        ("../../etc/passwd", "etc-passwd"),
        ("a/b\\c:d*e?.pdf", "a-b-c-d-e.pdf"),
        ("รายงาน 100% #1 & อื่น ๆ.xlsx", "รายงาน-100-1-อื่น-ๆ.xlsx"),
        ("\u200bซ่อน\u200b.pdf", "ซ่อน.pdf"),
        (".pdf", "file.pdf"),
        ("ไม่มีนามสกุล", "ไม่มีนามสกุล"),
    ],
)
def test_file_names_stay_readable_and_safe(given: str, kept: str) -> None:
    assert safe_name(given) == kept


@example("0.A\x1b")  # the extension ends in a sign that goes
@example("a-.ABCDEFGHIJ".rjust(LONGEST_NAME + 5, "x"))  # the cut makes an extension
@example("e\u200b\u0301")  # a letter and its mark meet when what stood between them goes
@example("\u0301" * 200 + ".pdf")  # marks without a letter
@given(st.text(max_size=400))
def test_any_name_becomes_one_short_safe_step_of_a_path(name: str) -> None:
    safe = safe_name(name)
    assert safe not in ("", ".", "..")
    assert "/" not in safe
    assert len(safe.encode()) <= LONGEST_NAME
    assert safe_name(safe) == safe


def test_a_long_thai_name_is_not_cut_between_a_letter_and_its_vowel() -> None:
    safe = safe_name("ที่" * 100 + ".pdf")
    assert safe.removesuffix(".pdf") == "ที่" * 19
    assert href("ก.pdf") == "%E0%B8%81.pdf"


def test_a_years_page_draws_its_progress_and_has_the_same_numbers_in_a_table(facts: SiteFacts) -> None:
    drawn = rows([("9.1", "ก", tuple(facts.years[0].items)), ("9.2", "ข", ())])
    assert (drawn[0].whole, drawn[0].width_whole) == (len(facts.years[0].items), 300)
    assert drawn[0].published == sum(item.state is OnlineState.PUBLISHED for item in facts.years[0].items)
    assert (drawn[1].top, drawn[1].width_published) == (30, 0)
