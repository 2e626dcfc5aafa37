"""The ordinary month of docs/security.md can be lived with just these commands."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

import wiring
from tests.attacks.month import ACTS, MONTH, figures
from tests.cli.conftest import Oit
from tests.services.small_office import QuickConverter, SmallOffice
from workflow.services.administration import standing
from workflow.services.operations import settling


def _prepared(desk: SmallOffice) -> None:
    """What was settled once, long before this month: who stands in for the head."""
    today = desk.office.today()
    asked = standing.set_substitutes(
        desk.office, "registrar", "head", ["deputy"], order="12/2569", first=today, last=today + timedelta(days=200)
    )
    settling.confirm(desk.office, "director.hr", asked)
    for number in (1, 3, 4):
        desk.paper(f"paper-{number}.pdf")


def _edit(desk: SmallOffice, act: str) -> None:
    """What somebody writes into a file before the command."""
    today = desk.office.today()
    day = f"{today.day}/{today.month}/{today.year + 543}"
    people, settings = desk.folder / "people.csv", desk.folder / "office.toml"
    if act == "officer":
        line = f"new.officer,นาย,คนใหม่ เอก,hr,นักทรัพยากรบุคคล,officer,holder,{day},,,\n"
        people.write_text(people.read_text("utf-8") + line, "utf-8")
    if act == "director":
        line = (
            f"second.admin,นาย,ทดลองที่สอง ขยันดี,admin,นักจัดการงานทั่วไป,director,delegated,{day},,15/2569,"
            "ผู้อำนวยการกลุ่มอำนวยการ\n"
        )
        people.write_text(people.read_text("utf-8") + line, "utf-8")
    if act == "settings":
        text = settings.read_text("utf-8").replace('key = "hr"\n', 'key = "hr"\nphone = "043 000 000"\n')
        settings.write_text(text.replace("[office]", '[site]\nhosts = ["files.example.go.th"]\n[office]'), "utf-8")


def test_the_month_is_lived_with_these_commands(
    desk: SmallOffice, at: Oit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(wiring, "WarmLibreOffice", QuickConverter)
    monkeypatch.chdir(desk.folder)
    _prepared(desk)
    edited = set()
    for command in MONTH:
        if command.act not in edited:
            _edit(desk, command.act)
            edited.add(command.act)
        words = list(command.words)
        if "{n}" in words:
            (waits,) = at(None, "request", "--json").json
            words[words.index("{n}")] = str(waits["request"])
        words = [str(desk.folder / "papers" / word) if word.startswith("paper-") else word for word in words]
        words = [str(tmp_path / word) if word == "month.zip" else word for word in words]
        ran = at(command.who, *words)
        assert ran.code in ((0,) if command.words[0] != "doctor" else (0, 1)), (words, ran.out, ran.err)
    assert at(None, "request", "--json").json == []


def test_every_act_is_counted_once_before_and_now() -> None:
    counted = figures()
    assert set(counted) == {*ACTS, "total", "password"}
    assert counted["total"][1] == len(MONTH)
