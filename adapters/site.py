"""``public_site`` behind the port: build and switch, prove, serve, capture, deploy, explain."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adapters.programs import unsafe_program
from workflow.rules.errors import BadInput, CheckFailed, Conflict, MissingOnMachine, Unmet

if TYPE_CHECKING:
    from datetime import date

    from workflow.ports.site import BuiltSite, ExpectedItem, Finding, Severity, SiteFacts, SiteProof
    from workflow.ports.site.kept_pages import KeptPages, Steps
    from workflow.ports.site.publisher import Explained, LiveSite
    from workflow.ports.site.report import MonthReport
    from workflow.ports.site.upload import UploadSheet
    from workflow.ports.storage import Clock


INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "USER", "LOGNAME", "SSH_AUTH_SOCK")
"""What any program needs; ``SSH_AUTH_SOCK`` for an upload with a key of whoever publishes."""


class StaticSite:
    """The static site in an office's folder.

    :param deploy_command: what carries a built site to its real address; ``None`` where the office has none.
    :param environment: variables of ours that it gets beside :data:`INHERITED`.
    """

    def __init__(
        self, folder: Path, clock: Clock, deploy_command: Sequence[str] | None = None, environment: Sequence[str] = ()
    ) -> None:
        self._folder, self._clock, self._deploy_command = folder, clock, deploy_command
        self._environment = (*INHERITED, *environment)

    @contextmanager
    def publisher(self, wait: float = 0.0) -> Iterator[StaticPublisher]:
        """:raises Conflict: another process is publishing."""
        from public_site.staging import SiteBusy, workshop

        try:
            with workshop(self._folder / "site", wait=wait) as shop:
                yield StaticPublisher(shop)
        except SiteBusy as busy:
            raise Conflict("site_busy") from busy

    def serve(self, folder: Path) -> AbstractContextManager[str]:
        from public_site.serving import serve

        return serve(folder)

    def prove(self, home_url: str, expected: Sequence[ExpectedItem], **options: Any) -> SiteProof:
        from public_site.prove import prove

        return prove(home_url, expected, **options)

    def expected(self, facts: SiteFacts) -> tuple[ExpectedItem, ...]:
        from public_site.build import expected_of

        return expected_of(facts)

    def capture(self, url: str) -> Mapping[str, object]:
        """As the port says; an address that begins with ``/`` is a page of the office's own in ``pages/``.

        :raises BadInput: the page cannot be had.
        """
        from public_site.capturing import CaptureRefused, capture

        now = self._clock.now
        try:
            if url.startswith("/"):
                with self.serve(self._folder / "pages") as home:
                    seen = capture(home.rstrip("/") + url)
                    seen = {name: held for name, held in seen.items() if name != "private"}
                    return {**seen, "final": url, "at": now().isoformat(timespec="seconds"), "hops": []}
            return {**capture(url), "at": now().isoformat(timespec="seconds")}
        except CaptureRefused as refused:
            raise BadInput("web_not_reachable", (), **{"url": url, **refused.facts}) from refused

    def explain(self, finding: Finding) -> Explained:
        from public_site.words import words
        from workflow.thai import short_date

        code, facts = finding.code, finding.facts
        try:
            th, en = words(code, facts, "th", fmt_date=short_date), words(code, facts, "en")
        except (KeyError, ValueError):  # found by an older program and read back from the records
            return code, code, "", ""
        return th.says, en.says, th.do, en.do

    def upload_sheet(self, sheet: UploadSheet) -> str:
        from public_site.reports.drawing import upload_sheet

        return upload_sheet(sheet)

    def keep(self, home: str, steps: Steps, **options: Any) -> KeptPages:
        """:raises MissingOnMachine: no archive can be written here. :raises BadInput: the page is not seen any more."""
        from public_site.keeping import NotSeen, NoWarc, keep

        try:
            return keep(home, steps, **options)
        except NoWarc as none:
            raise MissingOnMachine("no_warc") from none
        except NotSeen as gone:
            raise BadInput("not_seen_any_more", url=gone.url, status=gone.status) from gone

    def month_page(self, report: MonthReport) -> str:
        from public_site.reports.drawing import month_page

        return month_page(report)

    def chart(self, title: str, months: Sequence[tuple[date, Sequence[Severity | None]]]) -> str:
        from public_site.reports.chart import chart

        return chart(title, months)

    def live(self) -> LiveSite | None:
        from public_site.releases import differing, found_in, live
        from workflow.ports.site.publisher import LiveSite

        release = live(self._folder / "site")
        if release is None:
            return None
        found = found_in(release)
        return LiveSite(
            release.name, release.public, release.generated_at, release.rehearsal, release.revisions,
            differing(release, found), frozenset(found.values()), release.journal,
        )  # fmt: skip

    def live_name(self) -> str | None:
        from public_site.releases import live

        release = live(self._folder / "site")
        return release.name if release is not None else None

    def own_files(self) -> Mapping[str, Path]:
        from public_site.own_pages import own_files

        return dict(own_files(self._folder / "pages"))

    def own_faults(self, *, scripts: bool) -> list[Mapping[str, object]]:
        from public_site.own_pages import problem_of

        seen: dict[str, str] = {}
        found = (problem_of(path, file.read_bytes(), seen, scripts=scripts) for path, file in self.own_files().items())
        return [site_refused(problem.code, problem.facts).facts for problem in found if problem is not None]

    def deploy(self, public: Path) -> None:
        """Run the office's deploy command, without a shell, with the built site in ``$OIT_SITE``.

        :raises CheckFailed: the command may be changed by others, cannot be run, takes too long or fails.
        """
        if not self._deploy_command:
            return
        if unsafe := unsafe_program(Path(self._deploy_command[0]), self._folder):
            raise CheckFailed("check_failed", "publish", (unsafe,))
        own = {name: os.environ[name] for name in self._environment if name in os.environ}
        try:
            done = subprocess.run(
                list(self._deploy_command), cwd=self._folder, env={**own, "OIT_SITE": str(public)},
                capture_output=True, text=True, timeout=600, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            raise _deploy_failed(str(error)) from error
        if done.returncode != 0:
            raise _deploy_failed((done.stderr or done.stdout).strip()[-400:])


class StaticPublisher:
    """``public_site.staging`` behind the Publisher port, while the right to change the site is held."""

    def __init__(self, shop: Any) -> None:
        self._shop = shop

    def build(self, facts: SiteFacts, *, read: bool = False) -> BuiltSite:
        """:raises CheckFailed: with everything the site was refused for."""
        from public_site.build import SiteRefused
        from workflow.thai import long_date

        try:
            return self._shop.stage(  # type: ignore[no-any-return]
                facts, fmt_date=lambda day: long_date(day, thai=False), read=read
            )
        except SiteRefused as refused:
            reasons = [site_refused(problem.code, problem.facts) for problem in refused.problems]
            raise CheckFailed("check_failed", "publish", reasons) from refused

    def switch(self, built: BuiltSite) -> Path:
        return Path(self._shop.switch(built).public)


def site_refused(code: str, facts: Mapping[str, Any]) -> Unmet:
    """Why no site can be made of what is recorded, in the words of the part that looked."""
    from public_site.words import words

    th, en = words(code, facts, "th"), words(code, facts, "en")
    said = {"why_th": th.says, "why_en": en.says, "do_th": th.do, "do_en": en.do}
    # What it says names file and line: they are not told before it once more.
    kept = {name: value for name, value in facts.items() if name not in ("file", "line")}
    return Unmet("site_refused", {"reason": code, **said, **kept})


def _deploy_failed(detail: str) -> CheckFailed:
    return CheckFailed("check_failed", "publish", (Unmet("deploy_failed", {"detail": detail}),))
