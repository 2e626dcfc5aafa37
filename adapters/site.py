"""``public_site`` behind the ports: build, prove, serve, capture, deploy, explain."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.rules.errors import (
    BadInput,
    CheckFailed,
    Conflict,
    Unmet,
)

if TYPE_CHECKING:
    from workflow.ports import (
        Clock,
    )
    from workflow.ports.keeping import LiveSite
    from workflow.ports.site import BuiltSite, ExpectedItem, Finding, SiteFacts, SiteProof


class SitePlace:
    """``public_site.staging`` behind the Workshop port."""

    def __init__(self, shop: Any) -> None:
        self._shop = shop

    def build(self, facts: SiteFacts) -> BuiltSite:
        from public_site.build import SiteRefused
        from workflow.thai import long_date

        try:
            return self._shop.stage(facts, fmt_date=lambda day: long_date(day, thai=False))  # type: ignore[no-any-return]
        except SiteRefused as refused:
            reasons = [Unmet("site_refused", {"reason": p.code, **p.facts}) for p in refused.problems]
            raise CheckFailed("check_failed", "publish", reasons) from refused

    def switch(self, built: BuiltSite) -> Path:
        return Path(self._shop.switch(built).public)


def workshop(folder: Path) -> Callable[[], AbstractContextManager[SitePlace]]:
    @contextmanager
    def opened() -> Iterator[SitePlace]:
        from public_site.staging import SiteBusy, workshop

        try:
            with workshop(folder / "site") as shop:
                yield SitePlace(shop)
        except SiteBusy as busy:
            raise Conflict("site_busy") from busy

    return opened


def serve(directory: Path) -> AbstractContextManager[str]:
    from public_site.serving import serve

    return serve(directory)


def prove(home_url: str, expected: Sequence[Any], **options: Any) -> SiteProof:
    from public_site.prove import prove

    return prove(home_url, expected, **options)


def capture(folder: Path, clock: Clock) -> Callable[[str], Mapping[str, object]]:
    """Looks at an address once. One that begins with ``/`` is a page of the office's own in ``pages/``."""

    def look(url: str) -> Mapping[str, object]:
        from public_site.capturing import CaptureRefused, capture

        try:
            if url.startswith("/"):
                with serve(folder / "pages") as home:
                    seen = capture(home.rstrip("/") + url)
                    return {**seen, "final": url, "at": clock.now().isoformat(timespec="seconds"), "hops": []}
            return {**capture(url), "at": clock.now().isoformat(timespec="seconds")}
        except CaptureRefused as refused:
            raise BadInput("web_not_reachable", (), **{"url": url, **refused.facts}) from refused

    return look


def explain(finding: Finding) -> tuple[str, str, str, str]:
    from public_site.words import words
    from workflow.thai import short_date

    try:
        th, en = words(finding.code, finding.facts, "th", fmt_date=short_date), words(finding.code, finding.facts, "en")
    except (KeyError, ValueError):  # found by an older program and read back from the records
        return finding.code, finding.code, "", ""
    return th.says, en.says, th.do, en.do


def live_site(folder: Path) -> LiveSite | None:
    from public_site.staging import damaged, live
    from workflow.ports.keeping import LiveSite

    release = live(folder / "site")
    if release is None:
        return None
    return LiveSite(
        release.name, release.public, release.generated_at, release.rehearsal, release.revisions, damaged(release)
    )


def expected_site(facts: SiteFacts) -> tuple[ExpectedItem, ...]:
    from public_site.build import expected_of

    return expected_of(facts)


def deploy(command: Sequence[str], folder: Path, public: Path) -> None:
    """Run the office's deploy command, without a shell, with the built site in ``$OIT_SITE``."""
    try:
        done = subprocess.run(
            list(command), cwd=folder, env={**os.environ, "OIT_SITE": str(public)}, capture_output=True, text=True,
            timeout=600, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CheckFailed("deploy_failed", "publish", (Unmet("deploy_failed", {"detail": str(error)}),)) from error
    if done.returncode != 0:
        detail = (done.stderr or done.stdout).strip()[-400:]
        raise CheckFailed("deploy_failed", "publish", (Unmet("deploy_failed", {"detail": detail}),))
