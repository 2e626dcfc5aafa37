"""The web site of an office that keeps it itself, in the features: a small server, and whoever works at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.public_site.office_site import Reply, office_site
from workflow.services.publication.handing_out import hand_out
from workflow.services.publication.sightings import attest
from workflow.services.watching.machines import enrol
from workflow.services.watching.watch import watch

if TYPE_CHECKING:
    from tests.procedure.office import Hand

WALL: Reply = (403, {"cf-mitigated": "challenge"}, b"")
PICTURE = b"\x89PNG\r\n\x1a\n the page as it was seen"


class PutUp:
    """The site with what was put up so far. It stands as long as the scenario."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand
        self.site = hand.stack.enter_context(office_site({"/": "<h1>สำนักงาน</h1>"}))
        self.links: list[str] = []
        self.files: dict[str, bytes] = {}
        settings = replace(hand.office.settings.site, mode="own", home=self.site.home, url=self.site.home, pace=0.0)
        hand.set(site=settings)
        self.key = ""

    def put(self, code: str) -> None:
        """Put an item's files up, and link them from the home page."""
        folder = self.hand.folder / "upload"
        (item,) = hand_out(self.hand.office, [code], folder).items
        for at, file in enumerate(item.files):
            path = f"/files/{code}-{at}.pdf"
            self.files[path] = (folder / file.path).read_bytes()
            self.site.routes[path] = self.files[path]
            self.links.append(f'<a href="{path}">{code}</a>')
        self.site.routes["/"] = "<h1>สำนักงาน</h1>" + "".join(self.links)

    def unlink(self) -> None:
        self.links.clear()
        self.site.routes["/"] = "<h1>สำนักงาน</h1>"

    def wall(self) -> None:
        self.site.routes["/"] = WALL

    def attest(self, login: str, code: str, *, saved_again: bool) -> None:
        """Look, take the files down, and bring them. :param saved_again: by a program that writes them anew."""
        held: Mapping[str, bytes] = {path: data for path, data in self.files.items() if f"/{code}-" in path}
        brought = [
            self.hand.write(path.rpartition("/")[2], data + (b"\n" if saved_again else b""))
            for path, data in held.items()
        ]
        picture = self.hand.write("seen.png", PICTURE)
        attest(self.hand.office, login, code, files=brought, screenshot=picture, url=self.site.home)

    def watch(self, hours: int) -> None:
        """The machine looks, so many hours later."""
        self.key = self.key or enrol(self.hand.office, "registrar", "night").key
        self.hand.clock.moment += timedelta(hours=hours)
        watch(self.hand.office, self.key)
