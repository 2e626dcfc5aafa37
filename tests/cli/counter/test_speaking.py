"""How the counter speaks: Thai and English, whole words at 80 columns, options before and after, JSON, exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from commands import REGISTRY
from commands.locale.make_mo import mo_bytes, read_po
from tests.cli.catalogue import PO
from tests.cli.conftest import Oit, log_in
from tests.cli.terminal import ROOT, oit, oit_process
from tests.services.small_office import SmallOffice
from workflow.thai import width

SUBCOMMANDS = [(name,) for name in REGISTRY]


def every_command() -> list[tuple[str, ...]]:
    """All commands and subcommands, as they are typed."""
    import click

    from commands.counter import oit as top

    found: list[tuple[str, ...]] = [()]
    context = click.Context(top)
    for name in REGISTRY:
        command = top.get_command(context, name)
        found.append((name,))
        if isinstance(command, click.Group):
            found += [(name, inner) for inner in command.list_commands(context)]
    return found


@pytest.mark.parametrize("language", ["th", "en"])
def test_help_fits_80_columns_and_cuts_no_word(language: str) -> None:
    wrong: list[tuple[str, object]] = []
    for words in every_command():
        shown = oit(*words, "--help", "--lang", language) if words else oit("--lang", language, "--help")
        assert shown.code == 0, words
        lines = shown.out.splitlines()
        wide = [line for line in lines if width(line) > 80]
        cut = re.findall(r"(?<![A-Z\]])\.\.\.", shown.out)  # click cuts what is too long
        foreign = [line for line in lines if language == "en" and re.search("[ก-๙]", line)]  # write it in PO
        # A vowel or tone mark that begins a line was torn from its consonant.
        torn = [line for line in lines if re.match("[\u0e30-\u0e3a\u0e45-\u0e4e]", line.strip()[:1])]
        heading = [] if ("วิธีใช้:" in shown.out) is (language == "th") else [lines[0]]
        wrong += [(" ".join(words), one) for one in (*wide, *cut, *foreign, *torn, *heading)]
    assert not wrong, f"English words stand in {PO}"


def test_clicks_own_words_are_thai() -> None:
    oit("contribute").refused(2, "วิธีใช้:", "ดูวิธีใช้ด้วยคำสั่ง oit contribute --help", "ยังไม่ได้ระบุค่า 'ITEM'")
    oit("status", "--bogus").refused(2, "ไม่มีตัวเลือก '--bogus'")
    oit("demo", "x", "--stop-at", "noon").refused(2, "ใช้ไม่ได้", "meeting")
    oit("cycle", "open", "soon").refused(2, "'soon' ไม่ใช่ตัวเลข")
    oit("status", "--year").refused(2, "ต้องมีค่าตามหลัง")
    oit("assign", "O1", "hr", "more").refused(2, "มีค่าเกินมา (more)")
    english = oit("--lang", "en", "contribute")
    assert "Usage:" in english.err
    assert "Missing argument 'ITEM'." in english.err


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_compiled_words_are_those_of_the_written_ones(language: str) -> None:
    folder = ROOT / "commands" / "locale" / language / "LC_MESSAGES"
    messages = read_po((folder / "messages.po").read_text(encoding="utf-8"))
    assert (folder / "messages.mo").read_bytes() == mo_bytes(messages), "run python -m commands.locale.make_mo"
    for key, told in messages.items():
        if key:
            assert set(re.findall(r"{(\w+)", told)) <= set(re.findall(r"{(\w+)", key)) | {"possibilities"}


def test_every_word_of_this_click_that_a_user_can_meet_is_translated() -> None:
    import click

    messages = read_po((ROOT / "commands/locale/th/LC_MESSAGES/messages.po").read_text(encoding="utf-8"))
    known = {part for key in messages for part in key.split("\0")}
    source = "".join(p.read_text(encoding="utf-8") for p in Path(click.__file__).parent.glob("*.py"))
    met = set(re.findall(r'_\(\s*"((?:[^"\\]|\\.)*)"', source))
    elsewhere = ("bash", "Bash", "editor", "colour", "UUID", "iterable", "defined twice", "stream", "Choice", "dynamic",
                 "Windows", "version %", "start character", "executable", "deprecated",
                 "exactly one parameter declaration", "Boolean option", "Could not determine", "No options defined",
                 "valid boolean", "not a valid boolean")  # fmt: skip
    left = {text.replace("\\n", "\n").replace("\\t", "\t") for text in met} - known - {"d"}
    assert not {text for text in left if not any(word in text for word in elsewhere)}


def test_redirected_output_is_utf8_whatever_the_system_says(desk: SmallOffice) -> None:
    strange = {"PYTHONIOENCODING": "cp1252"}
    shown = oit_process("--office", desk.folder, "status", environment=strange)
    assert shown.code == 0
    assert "กำลังรวบรวม" in shown.out
    refused = oit_process("--office", desk.folder, "show", "O99", environment=strange)
    refused.refused(2, "O99", "วิธีแก้")


@pytest.mark.parametrize("place", ["before", "after"])
def test_shared_options_stand_before_and_after_the_command(place: str, desk: SmallOffice) -> None:
    log_in(desk, "head")
    log_in(desk, "clerk.admin")
    options = ["--office", desk.folder, "--as", "head", "--lang", "en", "--json"]
    shown = oit(*options, "whoami") if place == "before" else oit("whoami", *options)
    assert shown.code == 0, shown
    assert shown.json["login"] == "head"
    refused = oit(*options, "compile", "O99") if place == "before" else oit("compile", "O99", *options)
    assert refused.code == 2
    assert refused.json["unmet"][0]["code"] == "no_such_item"
    assert re.search("[A-Za-z]", refused.json["unmet"][0]["text"])


# --- JSON (docs/contracts.md#json) ------------------------------------------------------------------------------------


def test_status_as_json(desk: SmallOffice, at: Oit) -> None:
    desk.bring("published", "O1")
    desk.bring("submitted", "O3")
    found = at(None, "status", "--json").json
    assert set(found) == {"office", "framework", "fiscal_year", "as_of", "progress", "items"}
    assert found["progress"] == {"published": 1, "awaiting_approval": 1, "compiling": 5, "total": 7}
    items = {one["code"]: one for one in found["items"]}
    assert {
        "code", "title", "state", "online", "groups", "compiler", "revision", "memo_no", "grade", "proof",
        "waiting_for", "flags", "due", "address",
    } <= set(items["O1"])  # fmt: skip
    first = items["O1"]
    assert (found["framework"], first["address"]) == ("moe-oit", "/oit/2569/o1/")
    assert (first["state"], first["online"], first["groups"], first["grade"]) == ("published", True, ["admin"], 2)
    assert re.fullmatch("[0-9a-f]{64}", first["revision"])
    assert items["O3"]["waiting_for"] == ["head"]
    assert items["O6"]["compiler"] is None
    assert [f["code"] for f in items["O6"]["flags"]] == ["no_compiler"]


def unmet_shape(found: dict[str, Any]) -> set[str]:
    assert set(found) == {"code", "step", "unmet"}
    for one in found["unmet"]:
        assert set(one) == {"code", "text", "who", "do"}
        assert one["text"]
        assert one["do"]
    return {one["code"] for one in found["unmet"]}


def test_why_as_json_with_and_without_a_step(at: Oit) -> None:
    one = at(None, "why", "O2", "compile", "--json")
    assert one.code == 0
    assert (one.json["code"], one.json["step"]) == ("O2", "compile")
    assert unmet_shape(one.json) == {"part_missing", "no_evidence", "element_not_ticked"}
    several = at(None, "why", "O2", "--json")
    assert several.code == 0
    assert [found["step"] for found in several.json] == ["compile"]
    assert unmet_shape(several.json[0]) == unmet_shape(one.json)


def test_a_refused_step_as_json_is_what_why_prints(at: Oit) -> None:
    refused = at("clerk.admin", "compile", "O2", "--json")
    assert refused.code == 1
    assert refused.err == ""
    assert unmet_shape(refused.json) == unmet_shape(at("clerk.admin", "why", "O2", "compile", "--json").json)
    assert (refused.json["code"], refused.json["step"]) == ("O2", "compile")


def test_verify_as_json(desk: SmallOffice) -> None:
    desk.bring("head_signed", "O1")
    memo = desk.memo()
    assert memo.memo_signed is not None
    signed, issued = desk.office.store.path(memo.memo_signed), desk.office.store.path(memo.memo_issued)
    found = oit("--office", desk.folder, "verify", signed, "--issued", issued, "--json")
    assert found.code == 0, found
    assert set(found.json) >= {"status", "grade", "signers", "reasons"}
    assert (found.json["status"], found.json["grade"]) == ("PASSED", 2)
    changed = desk.folder / "changed.pdf"
    data = bytearray(signed.read_bytes())
    data[data.index(b"stream") + 10] ^= 1
    changed.write_bytes(bytes(data))
    broken = oit("--office", desk.folder, "verify", changed, "--json")
    assert broken.code == 1
    assert broken.json["status"] in ("FAILED", "INDETERMINATE")
    assert all({"code", "text"} <= set(r) for r in broken.json["reasons"])


def test_journal_verify_as_json(desk: SmallOffice, at: Oit) -> None:
    found = at(None, "journal", "verify", "--json")
    assert found.code == 0
    assert {"ok", "entries", "first_bad"} <= set(found.json)
    assert (found.json["ok"], found.json["first_bad"]) == (True, None)
    assert found.json["entries"] == len(desk.journal())


# --- somebody else was first ----------------------------------------------------------------------------------------


def test_the_loser_leaves_with_3_and_is_told_who_did_what(
    desk: SmallOffice, at: Oit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workflow.services.collection import compiling
    from workflow.services.context.results import Outcome

    desk.bring("group_compiled", "O1")
    log_in(desk, "clerk.admin")
    real = compiling.reopen

    def late(*args: Any, **kwargs: Any) -> list[Outcome]:
        from wiring import SystemClock

        desk.clock.moment = SystemClock().now()
        desk.submit("O1")
        return real(*args, **kwargs)

    monkeypatch.setattr(compiling, "reopen", late)
    found = at("clerk.admin", "reopen", "O1", "--json")
    assert found.code == 3, found
    (only,) = found.json["unmet"]
    assert only["code"] == "someone_else_acted"
    assert "ข้อ O1" in only["text"]
    assert "สมมุติ อำนวยดี" in only["text"]
    assert "เสนอขอความเห็นชอบ" in only["text"]


def test_what_the_other_did_is_said_in_words_of_the_office() -> None:
    import messages
    from messages import labels
    from workflow.records.kinds import Kind

    assert labels.DEEDS.keys() <= {kind.value for kind in Kind}
    assert set(labels.DEEDS.values()) <= labels.steps().keys()
    facts = {"items": ["O1"], "item": "O1", "by": "นางสมมติ", "at": "2026-03-12T09:00+07:00"}
    for kind in [*Kind, *labels.steps()]:
        told = messages.say("someone_else_acted", {**facts, "did": str(kind)}, "th")
        did = re.search("“(.+)”", told)
        assert did is not None
        assert not re.search("[a-z]", did[1]), told
    assert "“ส่งข้อมูลของกลุ่ม”" in messages.say("someone_else_acted", {**facts, "did": "contributed"}, "th")


def test_a_whole_day_at_the_counter(desk: SmallOffice, at: Oit) -> None:
    path = desk.paper()
    assert at("clerk.admin", "contribute", "O1", path).code == 0
    assert at("clerk.admin", "compile", "O1").code == 0
    submitted = at("director.admin", "submit", "O1", "--json")
    assert submitted.code == 0
    assert json.loads(submitted.out)["results"] == [{"what": "O1", "ok": True, "note": "ทล 01/1"}]
    assert at("head", "sign", "--all").code == 0
    assert at("web", "publish", "--all").code == 0
    assert desk.states("O1") == ["published"]
    assert at("web", "publish", "--all").code == 0, "nothing to do is no error"


def test_show_of_a_published_item_speaks_one_language(desk: SmallOffice, at: Oit) -> None:
    """Stored words (signed, rehearsal, ok) and ISO dates stay in ``--json``."""
    desk.bring("published", "O1")
    thai = at(None, "show", "O1").out
    assert "ลงนามแล้ว" in thai
    assert "ซ้อมบนเครื่องนี้" in thai
    for stored in ("signed", "rehearsal", "  ok  ", f"({desk.clock.now().year}-"):
        assert stored not in thai
    english = oit("--office", desk.folder, "--lang", "en", "show", "O1").out
    assert "rehearsal on this machine" in english
    for heading in ("หลักฐาน\n", "บันทึกเสนอ", "ลายมือชื่อ\n", "ทำขั้นต่อไปได้"):
        assert heading not in english
