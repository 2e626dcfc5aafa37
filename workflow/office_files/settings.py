"""`office.toml` to frozen values. A key nobody knows is refused by name, and every problem is told at once."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from workflow.office_files.books import BOOKS as BOOKS
from workflow.office_files.books import Book, read_books
from workflow.office_files.calendar import Calendar, read_calendar
from workflow.office_files.mail import Notices, read_notices
from workflow.office_files.overseeing import Overseeing, read_overseeing
from workflow.office_files.problems import BadInput, Problem, nearest
from workflow.office_files.signing import Signing as Signing
from workflow.office_files.signing import read_signing
from workflow.office_files.storing import Store, read_store
from workflow.office_files.toml_reader import Reader
from workflow.office_files.tray import Tray, read_tray
from workflow.rules.states import Role

FILE = "office.toml"
DATABASE_FILE = "oit.db"
HEAD_TITLE = "หัวหน้าหน่วยงาน"
MAX_MB = 64
"""Largest evidence file, in MiB, and the most that may be set: what looks into a PDF has a limited memory."""
COMPARE = ("auto", "always", "never")
"""When the pages of a file are compared before and after it is made ready to be signed."""

_MACHINE = 0
"""The machine's own account."""
_KEY = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class OfficeProfile:
    """Who the office is, as its documents say it."""

    key: str
    """ASCII, stable for ever: it names the office in JSON and in the journal."""
    name: str
    short_name: str = ""
    """As in running text (ศธจ.…); the full name where empty."""
    name_en: str = ""
    province: str = ""
    """Thai name without จังหวัด; empty for an office of no one province."""
    code: str = ""
    """Letter code that precedes the number of a memo, such as ศธ ๐๒๑๐๒."""
    address: str = ""
    phone: str = ""
    email: str = ""
    head_title: str = HEAD_TITLE
    """The head's post without the place; memos are addressed to `head_post`."""
    head_post: str = ""
    """The head's post in full, with the province; `head_title` followed by the province where empty."""
    reply: str = "letter"
    """How the office answers its evaluators: "letter" (หนังสือภายนอก) or "memo" (หนังสือภายใน)."""


@dataclass(frozen=True, slots=True)
class Group:
    """A unit of the office. `key` is ASCII and stable; `unit_head` is the full title of who leads it."""

    key: str
    name: str
    phone: str = ""
    unit_head: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the public sees the items.

    `mode` "build": the program makes the static site; "own": the office has a site and puts the files there itself.
    `home` is the office's real front page, where every proof starts; `url` is where the built tree lies, the home page
    itself where only that is given. With either of them only a live proof publishes; None means that every proof is a
    rehearsal. `hosts` are further hosts of the office (`files.office.go.th`, a Drive folder). `seconds`, `pages` and
    `pace` (requests a second, 0 for no limit) bound a proof, None for the usual. `deploy` is run, without a shell,
    after the build; None when files need not be sent anywhere. `results`: the site shows the office's own scores of
    past years. `scripts`: its own pages (`pages/`) may have scripts. The two dates are the last paid days,
    None if unknown.
    """

    url: str | None = None
    home: str | None = None
    mode: str = "build"
    hosts: tuple[str, ...] = ()
    seconds: int | None = None
    pages: int | None = None
    pace: float | None = None
    deploy: tuple[str, ...] | None = None
    environment: tuple[str, ...] = ()
    """Variables of our environment that `deploy` gets, such as the token of an upload."""
    results: bool = False
    scripts: bool = False
    hosting_expires: date | None = None
    domain_expires: date | None = None

    @property
    def front(self) -> str | None:
        """Where a proof starts: `home`, else the front page of the host of `url`; None when there is neither."""
        if self.home is not None or self.url is None:
            return self.home
        scheme, _, rest = self.url.partition("://")
        return f"{scheme}://{rest.partition('/')[0]}/"

    @property
    def front_is_assumed(self) -> bool:
        """Whether a proof starts at a page that nobody named."""
        return self.home is None and self.url is not None and self.front != self.url.rstrip("/") + "/"


@dataclass(frozen=True, slots=True)
class Files:
    """`max_mb`: largest evidence file, in MiB. `compare`: when each page made ready to be signed is compared with the
    page as it came, one of `COMPARE`: "auto" for all but scans."""

    max_mb: int = MAX_MB
    compare: str = "auto"


@dataclass(frozen=True, slots=True)
class Settings:
    """An office folder's settings."""

    folder: Path
    office: OfficeProfile
    groups: tuple[Group, ...]
    database: str
    """SQLAlchemy URL; SQLite in the folder unless written otherwise."""
    required_grade: int = 1
    """Signature grade (0 to 3, docs/contracts.md#grades-and-verdicts) below which `sign` and `receive` are refused."""
    route: tuple[str, ...] = ()
    """Posts that endorse between submission and the head, in order: ROLE, or ROLE.GROUP as in director.admin."""
    site: Site = Site()
    books: Mapping[str, Book] = field(default_factory=dict)
    """Every book of BOOKS is there."""
    calendar: Calendar = field(default_factory=Calendar)
    files: Files = Files()
    signing: Signing = field(default_factory=Signing)
    notices: Notices = field(default_factory=Notices)
    store: Store = field(default_factory=Store)
    ministry: Overseeing = field(default_factory=Overseeing)
    tray: Tray = field(default_factory=Tray)
    sample: bool = False
    """A practice office: only here the sample passwords work."""
    language: str = "th"

    @classmethod
    def load(cls, folder: Path) -> "Settings":
        """Read the folder's `office.toml`.

        :raises BadInput: with every problem found.
        """
        path = folder / FILE
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            raise BadInput("no_office", file=FILE, folder=str(folder)) from None
        except UnicodeDecodeError:
            raise BadInput("settings_not_utf8", file=FILE) from None
        except OSError as error:
            raise BadInput("file_unreadable", file=FILE, detail=error.strerror) from None
        return cls.read(text, folder)

    @classmethod
    def read(cls, text: str, folder: Path) -> "Settings":
        """The settings written in `text`; `folder` is what relative paths are relative to.

        :raises BadInput: with every problem found.
        """
        try:
            raw = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise BadInput("settings_not_usable", [_syntax(str(error))], file=FILE) from None
        return cls.of(raw, folder)

    @classmethod
    def of(cls, raw: Mapping[str, Any], folder: Path) -> "Settings":
        """The settings of values read already. :raises BadInput: with every problem found."""
        top = Reader(FILE, "", raw)
        settings = _settings(top, folder.absolute())
        top.tell_misplaced()
        if top.problems:
            raise BadInput("settings_not_usable", top.problems, file=FILE)
        return settings

    def group(self, key: str) -> Group | None:
        """The group with this key, or None."""
        return next((group for group in self.groups if group.key == key), None)


def find_office(start: Path, env: Mapping[str, str], given: Path | None = None) -> Path:
    """The office folder: `given` (--office), else $OIT_OFFICE, else the nearest of `start` and its parents.

    :raises BadInput: `no_office` when none of them has an office.toml; `office_of_another` when the nearest is somebody
        else's and was not named.
    """
    named = given or (Path(env["OIT_OFFICE"]) if env.get("OIT_OFFICE") else None)
    if named is not None:
        folder = start / named
        if (folder / FILE).is_file():
            return folder.absolute()
        raise BadInput("no_office", file=FILE, folder=str(named))
    for folder in (start.absolute(), *start.absolute().parents):
        if (folder / FILE).is_file():
            if not _is_trusted(folder, start.absolute()):
                raise BadInput("office_of_another", file=FILE, folder=str(folder))
            return folder
    raise BadInput("no_office", file=FILE, folder=str(start))


def _is_trusted(folder: Path, start: Path) -> bool:
    """Whether an office found above where one stands is one's own, or the machine's: anybody may lay a file in a folder
    above. Where one stands, or what one names, is one's own choice."""
    return folder == start or (folder / FILE).stat().st_uid in (os.geteuid(), _MACHINE)


def _syntax(message: str) -> Problem:
    found = re.search(r"line (\d+), column (\d+)", message)
    line, column = (int(found[1]), int(found[2])) if found else (None, None)
    return Problem("settings_syntax", {"file": FILE, "line": line, "column": column, "detail": message})


def _settings(top: Reader, folder: Path) -> Settings:
    office = _office(top.table_of("office"))
    groups = _groups(top)
    settings = Settings(
        folder=folder,
        office=office,
        groups=groups,
        database=top.text("database") or f"sqlite:///{folder / DATABASE_FILE}",
        required_grade=top.number("required_grade", 1, 0, 3),
        route=_route(top, groups),
        site=_site(top.table_of("site")),
        books=read_books(top.table_of("books")),
        calendar=read_calendar(top.table_of("calendar")),
        files=_files(top.table_of("files")),
        signing=read_signing(top.table_of("signing"), folder),
        notices=read_notices(top.table_of("notices")),
        store=read_store(top.table_of("store")),
        ministry=read_overseeing(top.table_of("ministry")),
        tray=read_tray(top.table_of("tray")),
        sample=top.flag("sample"),
        language=top.choice("language", "th", ("th", "en")),
    )
    if not _is_database(settings.database):
        top.note("setting_bad_database", "database", settings.database)
    elif _password_lies_open(settings.database, folder / FILE):
        top.note("setting_database_password", "database", None)
    top.finish()
    return settings


def _is_database(url: str) -> bool:
    """Whether a text is the address of a kind of database that there is: a file that is named, or a server."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # brackets that do not close, a port that is none
        return False
    if parts.scheme == "sqlite":
        return url.startswith("sqlite:///") and len(url) > len("sqlite:///")
    return parts.scheme.partition("+")[0] == "postgresql" and "://" in url and port != 0


def _password_lies_open(database: str, file: Path) -> bool:
    """Whether other accounts of the machine read the password of the database."""
    if not urlsplit(database).password:
        return False
    try:
        return bool(file.stat().st_mode & 0o077) and bool(file.parent.stat().st_mode & 0o077)
    except OSError:
        return False


def _office(table: Reader) -> OfficeProfile:
    key, name = table.text("key", required=True), table.text("name", required=True)
    if key and not _KEY.fullmatch(key):
        table.note("setting_bad_key", table.key("key"), key)
    title, province = table.text("head_title", HEAD_TITLE), table.text("province")
    office = OfficeProfile(
        key=key,
        name=name,
        short_name=table.text("short_name") or name,
        name_en=table.text("name_en"),
        province=province,
        code=table.text("code"),
        address=table.text("address"),
        phone=table.text("phone"),
        email=table.text("email"),
        head_title=title,
        head_post=table.text("head_post") or title + province,
        reply=table.choice("reply", "letter", ("letter", "memo")),
    )
    table.finish()
    return office


def _groups(top: Reader) -> tuple[Group, ...]:
    value = top.take("group")
    if not isinstance(value, list) or not value:
        if value is None or value == []:
            top.note("no_groups", "group", None)
        else:
            top.wrong("group", "list_of_tables", value)
        return ()
    groups: list[Group] = []
    for at, entry in enumerate(value, start=1):
        table = Reader(FILE, f"group[{at}]", entry, top.problems)
        key, name = table.text("key", required=True), table.text("name", required=True)
        if key and not _KEY.fullmatch(key):
            table.note("setting_bad_key", table.key("key"), key)
        for part, others in ((key, [g.key for g in groups]), (name, [g.name for g in groups])):
            if part and part in others:
                table.note("group_twice", table.name, part)
        unit_head = table.text("unit_head") or f"ผู้อำนวยการ{name}"
        groups.append(Group(key, name, table.text("phone"), unit_head))
        table.finish()
    return tuple(groups)


def _route(top: Reader, groups: tuple[Group, ...]) -> tuple[str, ...]:
    posts = tuple(top.several("route"))
    roles = [role.value for role in Role if role is not Role.HEAD]
    known = [*roles, *(f"{role}.{group.key}" for role in ("officer", "director") for group in groups)]
    for post in posts:
        if post not in known:
            top.note("setting_unknown_post", "route", post, suggestion=nearest(post, known))
        elif posts.count(post) > 1:
            top.note("setting_twice", "route", post)
    return posts


def _site(table: Reader) -> Site:
    deploy = tuple(table.several("deploy"))
    url, home = table.web_address("url"), table.web_address("home")
    site = Site(
        url=url or home,
        home=home,
        mode=table.choice("mode", "build", ("build", "own")),
        hosts=tuple(table.several("hosts")),
        seconds=table.number_or_none("seconds", 1, 86_400),
        pages=table.number_or_none("pages", 1, 1_000_000),
        pace=table.amount_or_none("pace", 0, 1000),
        deploy=deploy or None,
        environment=tuple(table.several("environment")),
        results=table.flag("results"),
        scripts=table.flag("scripts"),
        hosting_expires=table.day("hosting_expires"),
        domain_expires=table.day("domain_expires"),
    )
    if site.mode == "own" and site.url is None and not {"url", "home"} & table.table.keys():
        table.note("setting_missing", table.key("home"), None)
    table.finish()
    return site


def _files(table: Reader) -> Files:
    most = table.number("max_mb", MAX_MB, 1, 4096)
    if most > MAX_MB:
        table.note("setting_beyond_memory", table.key("max_mb"), most, high=MAX_MB)
    files = Files(most, table.choice("compare", "auto", COMPARE))
    table.finish()
    return files
