"""Passkeys: made and used in a real Chromium with a device of its own, for one name, with its owner asked each time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from public_site.prove.look.chromium import executable
from tests.services.small_office import SECRET
from tests.web.conftest import Tray
from web.challenges import Challenges
from web.desk import Reached
from workflow.records.journal import JournalEntry
from workflow.services.administration import passkeys
from workflow.services.administration.passwords import reset_password
from workflow.services.operations import settling

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page


@pytest.mark.parametrize(
    ("reached", "host", "found"),
    [
        (Reached(), "localhost:8767", ("localhost", "http://localhost:8767")),
        (Reached(), "127.0.0.1:8767", None),
        (Reached(url=None, loopback=False), "localhost:8767", None),
        (
            Reached("https://oit.example.go.th/"),
            "elsewhere.example",
            ("oit.example.go.th", "https://oit.example.go.th"),
        ),
        (Reached("https://192.0.2.7:8443"), "192.0.2.7:8443", None),
    ],
)
def test_a_name_and_tls_or_this_machine_alone(reached: Reached, host: str, found: tuple[str, str] | None) -> None:
    """A number cannot have passkeys, and what a browser claims to have asked for counts on this machine alone."""
    assert reached.passkeys_for(host) == found


def test_a_challenge_is_good_once_for_minutes_and_one_purpose(tray: Tray) -> None:
    at = tray.small.office.now()
    made = Challenges()
    one, other = made.new("login", at), made.new("login", at)
    assert not made.take(one, "session of somebody", at)
    assert not Challenges().take(one, "login", at)
    assert not made.take(one[:-1] + bytes([one[-1] ^ 1]), "login", at)
    assert made.take(one, "login", at + timedelta(seconds=299))
    assert not made.take(one, "login", at)
    assert not made.take(other, "login", at + timedelta(seconds=301))
    assert not made.take(b"", "login", at)


def test_without_a_name_none_is_offered_and_none_opens(tray: Tray) -> None:
    """By its number the door has no button for it, and what somebody sends all the same opens nothing."""
    head = tray.visitor("head")
    assert "กุญแจผ่าน" not in head.get("/account").words
    stranger = tray.visitor()
    assert "passkey" not in stranger.get("/login").text
    tried = stranger.post("/login", {"do": "passkey", "passkey": "{}", "challenge": "AAAA", "next": "/"})
    assert tried.status == 401
    assert "เข้าสู่ระบบด้วยกุญแจผ่านนี้ไม่ได้" in tried.words


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        yield browser
        browser.close()


class Device:
    """A device beside the browser. ``asks``: it asks its owner, as a telephone does."""

    def __init__(self, page: Page, *, asks: bool = True) -> None:
        self._cdp: CDPSession = page.context.new_cdp_session(page)
        self._cdp.send("WebAuthn.enable")
        options: dict[str, Any] = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": asks, "automaticPresenceSimulation": True,
        }  # fmt: skip
        self._id = self._cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def asks_nobody(self) -> None:
        self._cdp.send("WebAuthn.setUserVerified", {"authenticatorId": self._id, "isUserVerified": False})

    def copied_before(self) -> None:
        """The key as it was before it was used: what who copied it has."""
        (key,) = self._cdp.send("WebAuthn.getCredentials", {"authenticatorId": self._id})["credentials"]
        self._cdp.send("WebAuthn.clearCredentials", {"authenticatorId": self._id})
        self._cdp.send("WebAuthn.addCredential", {"authenticatorId": self._id, "credential": {**key, "signCount": 0}})


def with_passkey(browser: Browser, tray: Tray) -> tuple[Page, Device, str]:
    """The head has logged in and added a passkey; then logs out."""
    page, home = browser.new_context().new_page(), tray.home.replace("127.0.0.1", "localhost")
    device = Device(page)
    page.goto(f"{home}/login")
    page.fill("#name", "head")
    page.fill("#password", SECRET)
    page.click("main form:first-of-type button")
    page.goto(f"{home}/account")
    page.click("button[value=passkey_offer]")
    page.fill("#k-label", "โทรศัพท์ของหัวหน้า")
    page.fill("#k-again", SECRET)
    page.click("form.passkey button")
    page.wait_for_selector("text=กุญแจผ่านใช้เข้าสู่ระบบได้แล้ว")
    page.click("text=ออกจากระบบ")
    page.wait_for_url("**/login")
    return page, device, home


def told(tray: Tray, kind: str) -> list[JournalEntry]:
    """The journal's entries of a kind, the oldest first."""
    return [entry for entry in tray.small.journal() if entry.kind == kind]


@pytest.mark.slow
@pytest.mark.xdist_group("browser")
def test_added_used_and_removed_by_its_owner(browser: Browser, tray: Tray) -> None:
    page, _, home = with_passkey(browser, tray)
    page.click("form.passkey button")
    page.wait_for_selector("text=เรื่องรอดำเนินการ")
    assert page.url == f"{home}/"
    added, opened = told(tray, "passkey_added")[0], told(tray, "logged_in")[-1]
    assert added.facts["label"] == "โทรศัพท์ของหัวหน้า"
    assert (opened.actor, opened.facts["passkey"]) == ("head", added.facts["credential"])
    page.goto(f"{home}/account")
    assert "อยู่ในอุปกรณ์เดียว" in page.inner_text("main")
    page.click("button[value=passkey_remove]")
    page.wait_for_selector("text=เลิกกุญแจผ่านนั้นแล้ว")
    assert passkeys.own(tray.small.office, "head") == []
    page.click("text=ออกจากระบบ")
    page.wait_for_url("**/login")
    page.click("form.passkey button")
    page.wait_for_selector("text=เข้าสู่ระบบด้วยกุญแจผ่านนี้ไม่ได้")
    page.context.close()


@pytest.mark.deep
@pytest.mark.slow
@pytest.mark.xdist_group("browser")
def test_one_whose_owner_is_not_asked_and_one_that_was_copied_open_nothing(browser: Browser, tray: Tray) -> None:
    page, device, _ = with_passkey(browser, tray)
    device.copied_before()
    page.click("form.passkey button")
    page.wait_for_selector("text=ตัวนับของกุญแจผ่านนี้ย้อนกลับ")
    assert passkeys.own(tray.small.office, "head") == []
    (gone,) = told(tray, "passkey_removed")
    assert gone.facts["counter"] <= 1
    device.asks_nobody()
    page.click("form.passkey button")
    page.wait_for_selector("text=อุปกรณ์ไม่ได้ให้กุญแจผ่าน")
    page.context.close()


@pytest.mark.deep
@pytest.mark.slow
@pytest.mark.xdist_group("browser")
def test_a_password_set_anew_takes_the_passkeys_away(browser: Browser, tray: Tray) -> None:
    """Who lost a telephone and a password comes back with a slip, and the telephone opens nothing."""
    page, _, _ = with_passkey(browser, tray)
    asked = reset_password(tray.small.office, "registrar", "head")
    assert isinstance(asked, int)
    settling.confirm(tray.small.office, "deputy", asked)
    assert passkeys.own(tray.small.office, "head") == []
    page.context.close()
