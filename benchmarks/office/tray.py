"""The tray, one worker: the head's list of 43 items, a memo's page, 50 people at once, start, memory; Django beside it.

The sample office with all 43 items submitted, served by ``oit serve`` in a process of its own and asked over HTTP by
one session. Django's admin list shows 43 rows of the same width from SQLite, by gunicorn with one worker of as many
threads, logged in. Django is fetched into a folder of its own that goes again; without a network its rows are missing.

Times are of the server's processor (what its threads ran, of Django's worker too), so that they say the same on a busy
machine as on a quiet one; who asks and who waits is not in them. The list is asked in turn with Django's.

    python -m benchmarks.office.tray
"""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import sample_office
from benchmarks.endurance.load import _quiet
from benchmarks.records.transitions import Row, show
from tests.services.small_office import QuickConverter

ROOT = Path(__file__).resolve().parents[2]
PEOPLE, EACH, THREADS = 50, 10, 8

DJANGO = """
import os, sys, django
from django.conf import settings
from pathlib import Path
HERE = Path(__file__).parent
settings.configure(
    SECRET_KEY="bench", DEBUG=False, ALLOWED_HOSTS=["*"], ROOT_URLCONF="peer", USE_TZ=True, STATIC_URL="/static/",
    INSTALLED_APPS=["django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes",
                    "django.contrib.sessions", "django.contrib.messages", "memos"],
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
                "django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
                "django.contrib.auth.middleware.AuthenticationMiddleware",
                "django.contrib.messages.middleware.MessageMiddleware"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {
        "context_processors": ["django.template.context_processors.request",
                               "django.contrib.auth.context_processors.auth",
                               "django.contrib.messages.context_processors.messages"]}}],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": HERE / "peer.db"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField", LANGUAGE_CODE="th",
)
django.setup()
from django.contrib import admin
from django.urls import path
from django.core.wsgi import get_wsgi_application
from memos.models import Item
if not admin.site.is_registered(Item):
    @admin.register(Item)
    class ItemAdmin(admin.ModelAdmin):
        list_display = ["code", "title", "state", "memo", "officer", "director", "since", "due"]
        list_filter = ["state"]
urlpatterns = [path("admin/", admin.site.urls)]
application = get_wsgi_application()
if __name__ == "__main__":
    from django.core.management import call_command
    call_command("migrate", run_syncdb=True, verbosity=0)
    from django.contrib.auth.models import User
    User.objects.create_superuser("head", "", "demo-only")
    import datetime
    now = datetime.datetime.now(datetime.UTC)
    for n in range(1, 44):
        Item.objects.create(code=f"O{n}", title="รายงานผลการดำเนินงานตามแผนปฏิบัติการประจำปี", state="submitted",
                            memo=f"ศธ 09999/{n}", officer="นายทดสอบ วางแผน", director="นายลองทำ นโยบายดี",
                            since=now, due=now.date())
"""
MODELS = """
from django.db import models
class Item(models.Model):
    code = models.CharField(max_length=9); title = models.TextField(); state = models.CharField(max_length=20)
    memo = models.CharField(max_length=40); officer = models.CharField(max_length=99)
    director = models.CharField(max_length=99); since = models.DateTimeField(); due = models.DateField(null=True)
"""


def submitted_office(folder: Path) -> None:
    """The sample with everything on its way to the head; pages are not laid out: what is on them does not matter."""
    from sample_office.build import SampleOffice

    one = SampleOffice(folder, _quiet)
    one.office.converter.close()
    one.office.converter = QuickConverter()
    everything = list(sample_office.ITEMS)
    one._found(sample_office.YEAR)
    papers = one._papers()
    one._settle(False)
    one._hand_in(everything, papers)
    one._compile(everything)
    one._submit(everything)
    one.close()


class Session:
    """Somebody's browser that keeps its connection."""

    def __init__(self, home: str) -> None:
        self._at = http.client.HTTPConnection(urlsplit(home).netloc, timeout=120)
        self.home, self.cookies = home, SimpleCookie()

    def ask(self, path: str, typed: dict[str, str] | None = None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{k}={m.value}" for k, m in self.cookies.items()), "Origin": self.home}
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": self.home + path} if typed else {}
        self._at.request("POST" if typed else "GET", path, urlencode(typed) if typed else None, headers)
        answer = self._at.getresponse()
        for line in answer.headers.get_all("set-cookie") or ():
            self.cookies.load(line)
        return answer.status, answer.read().decode("utf-8", "replace")

    def like(self) -> Session:
        """The same session on a connection of its own."""
        made = Session(self.home)
        made.cookies = self.cookies
        return made


@contextlib.contextmanager
def running(
    command: list[str], folder: Path, ready: Callable[[subprocess.Popen[str]], str]
) -> Iterator[tuple[str, int]]:
    """A server in a process of its own: its address and its number."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        yield ready(process), process.pid
    finally:
        process.terminate()
        process.wait(30)


def _first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def spent(pid: int) -> float:
    """Seconds of processor that a server and its workers have run so far."""
    ran = 0.0
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):  # a thread that ends meanwhile
            ran += int((task / "schedstat").read_text().split()[0]) / 1e9
            ran += sum(spent(int(child)) for child in (task / "children").read_text().split())
    return ran


def each(session: Session, path: str, times: int, pid: int) -> float:
    """Median seconds of processor of one page."""
    took = []
    for _ in range(times):
        began = spent(pid)
        status, _ = session.ask(path)
        took.append(spent(pid) - began)
        assert status == 200, (path, status)
    return statistics.median(took)


def at_once(session: Session, path: str, pid: int) -> tuple[float, int]:
    """Pages for a second of processor while ``PEOPLE`` ask at once, and how many answers were no page."""
    failed: list[int] = []

    def one() -> None:
        mine = session.like()
        for _ in range(EACH):
            status, _ = mine.ask(path)
            if status != 200:
                failed.append(status)

    threads = [threading.Thread(target=one) for _ in range(PEOPLE)]
    began = spent(pid)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return PEOPLE * EACH / (spent(pid) - began), len(failed)


def _after_acting(home: str, head: Session, pid: int, path: str = "/", times: int = 15) -> float:
    """Median seconds of a page when the registrar reserved a number since it was drawn: nothing kept is of use."""
    registrar = Session(home)
    registrar.ask("/login", {"name": "registrar", "password": "demo-only", "next": "/"})
    took = []
    for _ in range(times):
        hidden = dict(re.findall(r'name="(forms|key)" value="([^"]*)"', registrar.ask("/registers")[1]))
        status, _ = registrar.ask("/registers", {**hidden, "do": "reserve", "book": "order", "subject": "ลองความเร็ว"})
        assert status == 303, status
        took.append(each(head, path, 1, pid))
    return statistics.median(took)


def resident(pid: int) -> float:
    """Megabytes of a process."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def peer(folder: Path) -> float | None:
    """Pages for a second of processor of Django's admin list; ``None``: it cannot be fetched."""
    (folder / "memos").mkdir(parents=True)
    (folder / "memos" / "__init__.py").touch()
    (folder / "memos" / "models.py").write_text(MODELS, encoding="utf-8")
    (folder / "peer.py").write_text(DJANGO, encoding="utf-8")
    python = folder / "venv" / "bin" / "python"
    try:
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", "django", "gunicorn"], check=True)
    except subprocess.CalledProcessError:
        return None
    subprocess.run([str(python), "peer.py"], cwd=folder, check=True)
    port = 8790

    def ready(process: subprocess.Popen[str]) -> str:
        home = f"http://127.0.0.1:{port}"
        for _ in range(200):
            with contextlib.suppress(OSError):
                Session(home).ask("/admin/login/")
                return home
            time.sleep(0.1)
        raise AssertionError("Django does not answer")

    command = [str(python), "-m", "gunicorn", "-w", "1", "--threads", str(THREADS), "-b", f"127.0.0.1:{port}",
               "peer:application"]  # fmt: skip
    with running(command, folder, ready) as (home, pid):
        session = Session(home)
        _, page = session.ask("/admin/login/")
        (token,) = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        typed = {"username": "head", "password": "demo-only", "csrfmiddlewaretoken": token, "next": "/admin/"}
        session.ask("/admin/login/?next=/admin/", typed)
        path = "/admin/memos/item/"
        status, page = session.ask(path)
        assert status == 200
        assert page.count('class="field-title"') == 43, page[:200]
        each(session, path, 20, pid)
        rate, failed = at_once(session, path, pid)
        assert failed == 0
        return rate


def main() -> list[Row]:
    """Measure; prints and gives the rows."""
    rows: list[Row] = []
    os.environ.pop("OIT_OFFICE", None)
    with tempfile.TemporaryDirectory() as place:
        office = Path(place) / "office"
        submitted_office(office)
        command = [str(ROOT / ".venv" / "bin" / "oit"), "--office", str(office), "serve", "--port", "0"]
        starts = []
        for _ in range(4):
            with running(command, ROOT, _first_line) as (home, pid):
                Session(home).ask("/login")
                starts.append(spent(pid))
        with running(command, ROOT, _first_line) as (home, pid):
            Session(home).ask("/login")
            started = statistics.median([*starts, spent(pid)])
            session = Session(home)
            session.ask("/login", {"name": "head", "password": "demo-only", "next": "/"})
            _, page = session.ask("/")
            memos = re.findall(r'href="(/memo/\d+)"', page)
            listed = sum(len(re.findall(r"\bO\d+\b", text)) for text in re.findall(r"· ข้อ ([^<]+)", page))
            assert listed == 43, listed
            largest = max(memos, key=lambda memo: session.ask(memo)[1].count('class="card"'))
            items = session.ask(largest)[1].count("<h3>ข้อ ")
            for path in ("/", largest, "/items"):
                each(session, path, 20, pid)
            rows.append(
                (f"tray: the head's list of 43 items on {len(memos)} memos", each(session, "/", 60, pid) * 1e3, 25.0, 0)
            )
            rows.append((f"tray: the page of a memo of {items} items", each(session, largest, 60, pid) * 1e3, 60.0, 0))
            rows.append(("tray: the page of a memo of 1 item", each(session, memos[-1], 60, pid) * 1e3, 60.0, 0))
            rows.append(("tray: all 43 items", each(session, "/items", 30, pid) * 1e3, 60.0, 0))
            acted = _after_acting(home, session, pid, largest) * 1e3
            rows.append((f"tray: the page of a memo of {items} items right after somebody acted", acted, 60.0, 0))
            rows.append(("tray: the list right after somebody acted", _after_acting(home, session, pid) * 1e3, 25.0, 0))
            rate, failed = at_once(session, "/", pid)
            assert failed == 0, f"{failed} of {PEOPLE * EACH} pages failed"
            rows.append((f"tray: one page while {PEOPLE} ask at once", 1e3 / rate, 1e3 / rate, 0))
            rows.append(("tray: start to first page", started * 1e3, 1000.0, 0))
            session = session.like()
            weight = len(page.encode()) + sum(len(session.ask(f"/static/tray.{kind}")[1]) for kind in ("css", "js"))
            rows.append(("tray: kB of the first page with style and script", weight / 1e3, 40.0, 0))
            rows.append(("tray: MB of the worker", resident(pid), 90.0, 0))
        django = peer(Path(place) / "peer")
    if django is not None:
        rows.append(("tray: the list against Django's admin list, 1 worker, 50 at once", 1e3 / rate, 1e3 / django, 0))
    rows = [(what, own, other, own / other) for what, own, other, _ in rows]
    show(rows)
    return rows


if __name__ == "__main__":
    main()
