"""office.toml: every problem at once, an unknown key refused by name."""

import tomllib
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from sample_office import copy_text
from workflow.office_files.problems import BadInput
from workflow.office_files.settings import BOOKS, Settings, Signing, Site, find_office

SMALL = """
[office]
key = "trial"
name = "สำนักงานทดลอง"
province = "ทดลอง"
head_title = "ศึกษาธิการจังหวัด"

[[group]]
key = "admin"
name = "กลุ่มอำนวยการ"
"""


def problems(text: str) -> list[tuple[str, object, object]]:
    with pytest.raises(BadInput) as refused:
        Settings.read(text, Path("office"))
    return [(p.code, p.facts.get("key"), p.facts.get("suggestion")) for p in refused.value.reasons]


def test_a_small_office_needs_only_itself_and_its_groups(tmp_path: Path) -> None:
    settings = Settings.read(SMALL, tmp_path)
    assert settings.database == f"sqlite:///{tmp_path / 'oit.db'}"
    assert settings.office.head_post == "ศึกษาธิการจังหวัดทดลอง"
    assert settings.office.short_name == "สำนักงานทดลอง"
    assert settings.groups[0].unit_head == "ผู้อำนวยการกลุ่มอำนวยการ"
    assert (settings.required_grade, settings.route, settings.files.max_mb, settings.sample) == (1, (), 64, False)
    assert settings.site.url is None
    assert set(settings.books) == set(BOOKS)
    assert not settings.books["memo"].external
    assert settings.group("admin") is settings.groups[0]
    assert settings.group("none") is None


def test_everything_that_can_be_said_is_understood(tmp_path: Path) -> None:
    text = (
        'database = "postgresql+psycopg://oit@/oit"\nrequired_grade = 2\nroute = ["director.admin", "deputy"]\n'
        'sample = true\nlanguage = "en"\n'
        + SMALL
        + """
[site]
mode = "own"
url = "https://office.example/"
deploy = ["rsync", "-a", "site/", "web:"]
hosting_expires = 2024-04-30
domain_expires = "2024-09-30"
[books.memo]
external = true
label = "{code}/{number}"
start = 120
[calendar]
meeting_day = 20
holidays = [2023-04-13, 2023-04-14]
[files]
max_mb = 48
[signing]
tsa = "https://tsa.example/tsr"
roots = ["keys/root.pem"]
crls = ["lists/root.crl"]
ocsps = ["lists/head.ors"]
key_usage = ["non_repudiation"]
pkcs11 = "/usr/lib/softhsm/libsofthsm2.so"
"""
    )
    settings = Settings.read(text, tmp_path)
    assert settings.route == ("director.admin", "deputy")
    assert settings.site.deploy == ("rsync", "-a", "site/", "web:")
    assert settings.site.hosting_expires == date(2024, 4, 30)
    assert settings.site.domain_expires == date(2024, 9, 30)
    assert settings.books["memo"].external
    assert settings.books["memo"].start == 120
    assert settings.calendar.holidays == {date(2023, 4, 13), date(2023, 4, 14)}
    assert settings.signing.roots == (tmp_path / "keys/root.pem",)
    assert settings.signing.crls == (tmp_path / "lists/root.crl",)
    assert settings.signing.ocsps == (tmp_path / "lists/head.ors",)
    assert settings.signing.key_usage == ("non_repudiation",)
    assert settings.signing.pkcs11 == Path("/usr/lib/softhsm/libsofthsm2.so")


def test_a_misspelt_key_is_refused_by_name_wherever_it_stands() -> None:
    assert problems("required_grad = 2\n" + SMALL + '[site]\nurll = "x"\n[books.memos]\nstart = 1\n') == [
        ("setting_unknown", "site.urll", "url"),
        ("setting_unknown", "books.memos", "memo"),
        ("setting_unknown", "required_grad", "required_grade"),
    ]


def test_a_value_under_another_heading_is_told_with_its_own() -> None:
    text = SMALL + '[site]\npkcs11 = "/usr/lib/token.so"\nrequired_grade = 2\n'
    assert problems(text) == [
        ("setting_under_heading", "site.pkcs11", None),
        ("setting_above_headings", "site.required_grade", None),
    ]


def test_a_size_beyond_what_can_be_looked_into_is_refused_with_its_reason() -> None:
    from signatures.pdf.limits import DEFAULT, MEGABYTE

    assert problems(SMALL + "[files]\nmax_mb = 65\n") == [("setting_beyond_memory", "files.max_mb", None)]
    most = DEFAULT.size // MEGABYTE
    assert Settings.read(SMALL + f"[files]\nmax_mb = {most}\n", Path("office")).files.max_mb == most


def test_every_problem_is_told_at_once() -> None:
    text = (
        'required_grade = 7\nroute = ["head", "director.admn"]\ndatabase = "oit.db"\nlanguage = "thai"\n'
        '[office]\nkey = "Trial Office"\n'
        '[[group]]\nkey = "a"\nname = "ก"\n[[group]]\nkey = "a"\nname = 5\n'
        '[site]\nurl = "office.example"\nhosting_expires = 2567-04-30\n'
        '[books.order]\nlabel = "{nmber}/{year}"\n'
        '[calendar]\nmeeting_day = 40\nholidays = ["13 เมษายน"]\n[files]\nmax_mb = "64"\n'
        '[signing]\nkey_usage = ["nonrepudiation"]\n'
    )
    found = problems(text)
    assert found == [
        ("setting_missing", "office.name", None),
        ("setting_bad_key", "office.key", None),
        ("setting_wrong_type", "group[2].name", None),
        ("group_twice", "group[2]", None),
        ("setting_out_of_range", "required_grade", None),
        ("setting_unknown_post", "route", None),
        ("setting_unknown_post", "route", "director.a"),
        ("setting_bad_url", "site.url", None),
        ("setting_buddhist_date", "site.hosting_expires", "2024-04-30"),
        ("setting_bad_label", "books.order.label", None),
        ("setting_out_of_range", "calendar.meeting_day", None),
        ("setting_wrong_type", "calendar.holidays[1]", None),
        ("setting_wrong_type", "files.max_mb", None),
        ("setting_unknown_choice", "signing.key_usage", "non_repudiation"),
        ("setting_unknown_choice", "language", "th"),
        ("setting_bad_database", "database", None),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('office = "x"\n[[group]]\nkey = "a"\nname = "ก"', "setting_wrong_type"),
        ('group = "admin"\n' + SMALL.split("[[group]]")[0], "setting_wrong_type"),
        (SMALL.split("[[group]]")[0], "no_groups"),
        (SMALL + '[site]\nmode = "own"\n', "setting_missing"),
        ('route = ["deputy", "deputy"]\n' + SMALL, "setting_twice"),
        ("[office\nkey = 1", "settings_syntax"),
    ],
)
def test_each_kind_of_mistake_has_its_code(text: str, code: str) -> None:
    assert code in [found[0] for found in problems(text)]


def test_a_syntax_error_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        Settings.read("[office]\nkey = \n", tmp_path)
    assert refused.value.reasons[0].facts["line"] == 2


def test_notepad_may_have_put_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_bytes(b"\xef\xbb\xbf" + SMALL.encode())
    assert Settings.load(tmp_path).office.key == "trial"


def test_a_file_in_windows_874_is_refused_as_such(tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_bytes(SMALL.encode("cp874"))
    with pytest.raises(BadInput) as refused:
        Settings.load(tmp_path)
    assert refused.value.code == "settings_not_utf8"


def test_the_office_is_the_one_named_else_the_nearest_above(tmp_path: Path) -> None:
    office, other = tmp_path / "office", tmp_path / "other"
    inside = office / "store" / "deep"
    inside.mkdir(parents=True)
    other.mkdir()
    for folder in (office, other):
        (folder / "office.toml").write_text(SMALL, encoding="utf-8")
    assert find_office(inside, {}) == office
    assert find_office(inside, {"OIT_OFFICE": str(other)}) == other
    assert find_office(inside, {"OIT_OFFICE": str(other)}, office) == office
    assert find_office(tmp_path, {}, Path("other")) == other


def test_no_office_is_told_with_where_it_was_looked_for(tmp_path: Path) -> None:
    for env, given in (({}, None), ({"OIT_OFFICE": "nowhere"}, None), ({}, Path("nowhere"))):
        with pytest.raises(BadInput) as refused:
            find_office(tmp_path, env, given)
        assert refused.value.code == "no_office"
    with pytest.raises(BadInput) as refused:
        Settings.load(tmp_path)
    assert refused.value.code == "no_office"


def starter() -> str:
    """The office.toml that ``oit init`` lays down, its lines about signatures put to use."""
    text = copy_text("office.toml")
    head, begin, rest = text.partition("# [signing]\n")
    assert begin, "the starter file has lost its lines about signatures"
    used, rest = rest.split("\n\n", 1)
    return f"{head}[signing]\n" + "\n".join(line.removeprefix("# ") for line in used.split("\n")) + f"\n\n{rest}"


def example() -> str:
    """The example of docs/signatures.md below a whole office."""
    page = (Path(__file__).parents[2] / "docs" / "signatures.md").read_text(encoding="utf-8")
    block = page.split("<!-- signing: begin -->")[1].split("<!-- signing: end -->")[0]
    return copy_text("office.toml") + "\n" + block.replace("```toml", "").replace("```", "")


@pytest.mark.parametrize("written", [starter, example])
def test_what_is_shown_of_signatures_sets_all_there_is_and_is_understood(
    tmp_path: Path, written: Callable[[], str]
) -> None:
    (tmp_path / "office.toml").write_text(written(), encoding="utf-8")
    signing = Settings.load(tmp_path).signing
    shown = tomllib.loads(written())["signing"]
    assert set(shown) == {field.name for field in fields(Signing)}
    assert [field.name for field in fields(Signing) if not getattr(signing, field.name)] == []
    assert signing.before_head == ("officer", "director", "route")
    assert signing.roots[0].is_relative_to(tmp_path)


def test_the_starter_asks_for_nothing_of_signatures_by_itself(tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_text(copy_text("office.toml"), encoding="utf-8")
    assert Settings.load(tmp_path).signing == Signing()


def test_a_proof_starts_at_home_or_at_the_front_page_of_the_host() -> None:
    def site(text: str) -> Site:
        return Settings.read(SMALL + "[site]\n" + text, Path("office")).site

    alone = site('url = "https://www.office.example/oit/"\n')
    assert (alone.front, alone.front_is_assumed) == ("https://www.office.example/", True)
    root = site('url = "https://www.office.example/"\n')
    assert (root.front, root.front_is_assumed) == ("https://www.office.example/", False)
    own = site('mode = "own"\nhome = "https://www.office.example/th/"\nhosts = ["files.office.example"]\npace = 0.5\n')
    assert (own.front, own.front_is_assumed, own.hosts) == (own.home, False, ("files.office.example",))
    assert (own.pace, own.seconds, own.pages) == (0.5, None, None)


@pytest.mark.parametrize(
    "url",
    [
        "mysql://x@h/d", "postgresql://localhost:99999/x", "postgresql://localhost:abc/x", "postgresql://[::1/x",
        "postgresql://h:0/x", "sqlite:///", "sqlite://", "ชื่อ://x", "postgresql:x",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_database_is_told_as_such(url: str) -> None:
    assert problems(f'database = "{url}"\n{SMALL}') == [("setting_bad_database", "database", None)]
