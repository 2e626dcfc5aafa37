"""Every refusal is said in both languages, with what to do; lines never break a Thai letter from its vowel."""

import ast
import re
import string
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import messages
from commands import REGISTRY
from messages import en, labels, th
from messages.rooms import NAMES
from messages.wrapping import FOLLOWING, LEADING, clusters
from scripts.reading_source import parsed
from workflow.records.kinds import Kind
from workflow.rules.needs import WAIVABLE
from workflow.rules.states import Capacity, Role, State
from workflow.rules.table import ONLINE_STEPS, STEPS
from workflow.thai import width

pytestmark = pytest.mark.xdist_group("sources")
ROOT = Path(__file__).parents[2]
PLACES = (
    *("cli.py", "wiring.py", "adapters", "assessment", "commands", "messages", "sample_office", "workflow"),
    "templates_docx",
    "web",
)
FACTS_CLASSES = {"Unmet", "Problem", "SchemaProblem", "Check", "Notice"}
MAKERS = {"problem", "note", "found", "_no", "_page_refused", "messages.say", "messages.do"}
"""Functions and methods whose first argument is a code, beside the exceptions and facts of our own."""
CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@cache
def trees() -> Sequence[tuple[Path, ast.Module]]:
    """Every module of the product, read once."""
    return list(_trees())


def _trees() -> Iterator[tuple[Path, ast.Module]]:
    for place in PLACES:
        start = ROOT / place
        for path in [start] if start.is_file() else sorted(start.rglob("*.py")):
            if not path.is_relative_to(ROOT / "messages"):
                yield path, parsed(path)


def named(node: ast.expr) -> str:
    """The last name of what is called or inherited; of our own words with the module's name before it."""
    if isinstance(node, ast.Attribute):
        ours = isinstance(node.value, ast.Name) and node.value.id == "messages"
        return f"messages.{node.attr}" if ours else node.attr
    return node.id if isinstance(node, ast.Name) else ""


def our_errors() -> set[str]:
    """Names of classes that lead to Exception, by name, wherever they stand."""
    bases = {
        node.name: {named(base) for base in node.bases}
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {"Exception", "ValueError"}
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return (found & bases.keys()) | FACTS_CLASSES


def literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


def codes_used(makers: set[str], classes: bool = False) -> dict[str, str]:
    """Code -> where it stands first: the first argument of a call, or (``classes``) the ``code`` of a class."""
    found: dict[str, str] = {}
    for path, tree in trees():
        for node in ast.walk(tree):
            given_codes: list[str] = []
            if isinstance(node, ast.Call) and node.args and named(node.func) in makers:
                given_codes = list(literals(node.args[0]))
            elif classes and isinstance(node, ast.ClassDef):
                for part in node.body:
                    target = part.targets[0] if isinstance(part, ast.Assign) else getattr(part, "target", None)
                    value = getattr(part, "value", None)
                    if isinstance(target, ast.Name) and target.id == "code" and isinstance(value, ast.expr):
                        given_codes += literals(value)
            for code in given_codes:
                if CODE.fullmatch(code):
                    found.setdefault(code, f"{path.relative_to(ROOT)}:{node.lineno}")  # type: ignore[attr-defined]
    return found


def placeholders(shape: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(shape) if name is not None}


TABLES = ("SENTENCES", "ADVICE", "JOURNAL", "FLAGS", "TASKS")


def test_every_code_of_the_code_base_has_a_sentence_and_advice_in_both_languages() -> None:
    used = codes_used(our_errors() | MAKERS, classes=True)
    assert len(used) > 150, "the collector has lost its way"
    missing = {
        f"{code} ({where})"
        for code, where in used.items()
        for table in (th.SENTENCES, th.ADVICE, en.SENTENCES, en.ADVICE)
        if code not in table
    }
    assert not missing


def test_every_step_that_a_refusal_names_has_a_name_of_the_office() -> None:
    """ขั้นตอน “score_import” stood on an official's screen."""
    named = re.compile(
        r"""must_\w+\(\s*[\w.]+, "([a-z_]+)"|\bstep="([a-z_]+)"|"step": "([a-z_]+)"|"""
        r"""WrongRole\(\s*"[a-z_]+",\s*"([a-z_]+)\""""
    )
    found = {
        step: path.name
        for path in sorted((ROOT / "workflow").rglob("*.py"))
        for hit in named.finditer(path.read_text(encoding="utf-8"))
        for step in hit.groups()
        if step
    }
    assert len(found) > 30, "the collector has lost its way"
    assert not found.keys() - labels.steps().keys(), found


def test_every_flag_has_a_phrase() -> None:
    assert codes_used({"Flag"}).keys() <= th.FLAGS.keys()


@pytest.mark.parametrize("table", TABLES)
def test_both_languages_hold_the_same_codes_with_the_same_placeholders(table: str) -> None:
    thai, english = getattr(th, table), getattr(en, table)
    assert thai.keys() == english.keys()
    assert not {code for code in thai if placeholders(thai[code]) != placeholders(english[code])}


@pytest.mark.parametrize("language", [th, en], ids=["th", "en"])
def test_no_code_is_told_in_two_rooms(language: object) -> None:
    rooms = language._ROOMS  # type: ignore[attr-defined]
    assert len(language.SENTENCES) == sum(len(room.TOLD) for room in rooms)  # type: ignore[attr-defined]


SERVICES = ROOT / "workflow" / "services"
ROOM_OF = {"reports": "queries"}
"""Folders of use cases that share a room; every other has one of its own name."""
SHARED = {"context", "numbering", "queries"}
"""Rooms whose codes are raised in several folders: what use cases share, and what the number books answer to all."""


def test_a_code_of_one_folder_of_use_cases_stands_in_its_room_in_both_languages() -> None:
    rooms = {room.__name__.rpartition(".")[2]: room.TOLD for room in th._ROOMS}
    assert {name: told.keys() for name, told in rooms.items()} == {
        room.__name__.rpartition(".")[2]: room.TOLD.keys() for room in en._ROOMS
    }
    thai = ROOT / "messages" / "th"
    files = {path.relative_to(thai).with_suffix("") for path in thai.rglob("*.py") if path.stem != "__init__"}
    assert {".".join(path.parts) for path in files} - {"telling"} == set(NAMES), "a room that nobody enters"
    folders = {ROOM_OF.get(path.parent.name, path.parent.name) for path in SERVICES.glob("*/__init__.py")}
    assert folders <= rooms.keys()
    elsewhere = {
        f"{node.value} of {name} in {path.relative_to(SERVICES)}"
        for path, tree in trees()
        if path.is_relative_to(SERVICES)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for name in folders - SHARED - {path.relative_to(SERVICES).parts[0]}
        if node.value in rooms[name]
    }
    assert elsewhere == set(), "move it to the room of its folder, or to context"


@pytest.mark.parametrize("table", TABLES)
def test_no_sentence_is_empty(table: str) -> None:
    assert not {code for language in (th, en) for code, text in getattr(language, table).items() if not text.strip()}


NAMES_OF_THINGS = {
    "oit", "FILE", "URL", "DIR", "GROUP", "PDF", "Word", "Excel", "CSV", "UTF", "TOML", "PNG", "LibreOffice", "Python",
    "Caps", "Lock", "OIT", "demo", "only", "true", "yes", "no", "make", "setup", "sudo", "apt", "install", "catalogue",
    "key", "keys", "name", "number", "url", "external", "database", "store", "templates", "deputy", "registrar",
    "director", "max_mb", "required_grade", "before_head", "deploy", "hr", "chmod", "go", "SHA", "SQLite", "PIN",
    "PostgreSQL", "Token", "WITH", "scan", "compare", "home", "hosts", "https", "http", "own", "mode", "WARC", "pages",
    "XLSX", "JSON",
}  # fmt: skip
"""What has no Thai name: file kinds, programs, settings, keys. Commands, options and addresses are cut out before."""


@pytest.mark.parametrize("table", TABLES)
def test_thai_sentences_hold_no_english_where_there_is_thai(table: str) -> None:
    english: dict[str, list[str]] = {}
    for code, text in getattr(th, table).items():
        left = re.sub(r"\{\w+\}", "", text)
        left = re.sub(r"\boit(?: [a-z][a-z-]*)+", "", left)  # a command
        left = re.sub(
            r"--[a-z-]+(?: [a-z_]+)?|\[[a-z_.\[\]]*\]|\S+://\S+|\$\w+|O15|[\w.-]*\.[a-z]+[0-9]*\b|“[^”]*”|WITH=[a-z-]+",
            "",
            left,
        )
        found = [word for word in re.findall(r"[A-Za-z][A-Za-z_]*", left) if word not in NAMES_OF_THINGS]
        found = [word for word in found if word not in WAIVABLE]
        if found:
            english[code] = found
    assert not english


def test_english_sentences_hold_no_thai_but_examples() -> None:
    examples = re.compile(r"--[a-z]+ \"[^\"]*\"|31 มีนาคม 2566")
    assert not {
        code
        for table in TABLES
        for code, text in getattr(en, table).items()
        if re.search("[ก-๙]", examples.sub("", text))
    }


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_kind_of_journal_entry_and_every_step_has_its_sentence(language: str) -> None:
    journal = {"th": th, "en": en}[language].JOURNAL
    assert {str(kind) for kind in Kind} <= journal.keys()
    assert {f"step.{step.trigger}" for step in STEPS} <= journal.keys()
    for kind in Kind:
        assert "{" not in messages.journal(kind, None, {}, language)


def test_commands_in_advice_name_real_commands() -> None:
    for language in (th, en):
        for text in [*language.ADVICE.values(), *language.SENTENCES.values()]:
            assert set(re.findall(r"\boit ([a-z][a-z-]*)", text)) <= REGISTRY.keys(), text


def test_options_in_advice_are_options_of_some_command() -> None:
    options = {
        literal
        for path, tree in trees()
        if path.is_relative_to(ROOT / "commands")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and named(node.func) == "option"
        for argument in node.args
        for literal in literals(argument)
    } | {f"--{step.option}" for step in ONLINE_STEPS if step.option}
    for language in (th, en):
        for text in [*language.ADVICE.values(), *language.SENTENCES.values()]:
            assert set(re.findall(r"--[a-z-]+", text)) <= options, text


# --- what is said ----------------------------------------------------------------------------------------------------

GROUPS = {"hr": "กลุ่มบริหารงานบุคคล", "audit": "หน่วยตรวจสอบภายใน"}


def test_a_missing_part_names_the_group_and_the_exact_command() -> None:
    facts = {"item": "O15", "group": "hr"}
    assert messages.say("part_missing", facts, "th", GROUPS) == "กลุ่มบริหารงานบุคคล ยังไม่ส่งข้อมูลของข้อ O15"
    assert "oit contribute O15 FILE… --group กลุ่มบริหารงานบุคคล" in messages.do("part_missing", facts, "th", GROUPS)
    blank = {"hr": "กลุ่มงาน บุคคล"}
    assert 'oit contribute O15 FILE… --group "กลุ่มงาน บุคคล" ' in messages.do("part_missing", facts, "th", blank)
    assert "oit contribute O15 FILE… --group hr" in messages.do("part_missing", facts, "en")


def test_a_web_page_is_a_duty_and_no_person() -> None:
    assert "“หน้าเว็บ/ช่องทาง”" in messages.say("duty_unsuitable", {"duty": "web", "kind": "PDF", "kinds": ["URL"]})


def test_a_field_of_a_paper_is_told_in_thai_and_as_it_is_typed() -> None:
    assert "เรื่อง (subject)" in messages.say("paper_field_missing", {"field": "announcement.subject"})
    facts = {"kind": "announcement", "fields": ["clauses"]}
    assert "ข้อความทีละข้อ (clauses)" in messages.say("document_needs_data", facts)


def test_a_wrong_state_is_told_by_labels_not_by_codes() -> None:
    facts = {"item": "O15", "step": "send_back", "state": "draft", "starts_in": ["submitted", "head_signed"]}
    text = messages.say("wrong_state", facts)
    assert State.DRAFT.th in text
    assert f"{State.SUBMITTED.th}, {State.HEAD_SIGNED.th}" in text
    assert "ส่งคืนแก้ไข" in text
    assert "send_back" not in text


def test_dates_are_buddhist_on_thai_screens_and_digits_arabic() -> None:
    facts = {"due": "2023-03-31", "days": 4}
    assert messages.flag("overdue", facts) == "เลยกำหนดส่ง 31 มี.ค. 2566 มาแล้ว 4 วัน"
    assert "31 March 2023" in messages.flag("overdue", facts, "en")


def test_digests_are_cut_to_twelve_letters() -> None:
    text = messages.say("not_the_signed_revision", {"item": "O1", "signed": "a" * 64, "now": "b" * 64})
    assert "a" * 12 in text
    assert "a" * 13 not in text


def test_a_problem_in_a_table_begins_with_its_place_and_offers_what_was_meant() -> None:
    facts = {"file": "people.csv", "line": 3, "column": "บทบาท", "value": "คลาก", "choices": ["officer"],
             "suggestion": "officer"}  # fmt: skip
    text = messages.say("unknown_choice", facts)
    assert text.startswith("people.csv บรรทัดที่ 3 ช่อง “บทบาท”: ")
    assert text.endswith("หมายถึง “officer” ใช่หรือไม่")


def test_reasons_formed_elsewhere_are_told_in_the_right_language() -> None:
    facts = {"why_th": ["ไฟล์ถูกแก้ไข", "ใบรับรองหมดอายุ"], "file": "memo", "item": None, "memo": "ศธ 1/1", "why": ["X"]}
    assert "ไฟล์ถูกแก้ไข; ใบรับรองหมดอายุ" in messages.say("signature_failed", facts)
    assert messages.say("signature_failed", facts).startswith("บันทึกข้อความ: ")
    refused = {"why_th": "เสียหาย", "why_en": "damaged", "do_th": "ขอใหม่", "do_en": "ask again"}
    assert messages.say("pdf_refused", refused, "en").endswith("damaged")
    assert messages.do("pdf_refused", refused) == "ขอใหม่"


def test_an_unknown_code_gives_a_sentence_that_names_it() -> None:
    assert "brand_new" in messages.say("brand_new", {"a": 1})
    assert "brand_new" in messages.say("brand_new", None, "en")
    assert messages.do("brand_new")


@pytest.mark.parametrize("language", ["th", "en"])
def test_no_sentence_fails_for_want_of_a_fact(language: str) -> None:
    for code in th.SENTENCES:
        assert "{" not in messages.say(code, {}, language)
        assert "{" not in messages.do(code, None, language)


FACTS = st.dictionaries(
    st.sampled_from(sorted(set().union(*map(placeholders, th.SENTENCES.values())))),
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates() | st.lists(st.text(max_size=3)),
    max_size=4,
)


@settings(suppress_health_check=[HealthCheck.too_slow])  # its first draw builds the alphabet, when the machine is busy
@given(FACTS, st.sampled_from(sorted(th.SENTENCES)), st.sampled_from(["th", "en", "", "xx"]))
def test_saying_never_fails_whatever_the_facts(facts: dict[str, object], code: str, language: str) -> None:
    assert messages.say(code, facts, language)
    assert messages.do(code, facts, language)


@pytest.mark.parametrize(
    ("code", "thai"),
    [
        ("compiler", Capacity.COMPILER.th),
        ("deputy", Role.DEPUTY.th),
        ("group:hr", "กลุ่มบริหารงานบุคคล"),
        ("group:nobody", "กลุ่ม nobody"),
        ("post:deputy", "รองหัวหน้าหน่วยงาน"),
        ("post:director.hr", "ผู้อำนวยการกลุ่มบริหารงานบุคคล"),
        ("post:director.audit", "หัวหน้าหน่วยตรวจสอบภายใน"),
        ("post:officer.hr", "เจ้าหน้าที่กลุ่มบริหารงานบุคคล"),
        ("clerk.hr", "clerk.hr"),
        (None, "ผู้เกี่ยวข้อง"),
    ],
)
def test_who_must_act_is_told_by_name(code: str | None, thai: str) -> None:
    assert messages.who(code, "th", GROUPS) == thai
    assert messages.who(code, "en", GROUPS)


def test_a_journal_entry_tells_reason_exception_and_who_attested() -> None:
    facts = {"memo": "ศธ 09999/1", "reason": "ตัวเลขผิด", "waived": [{"code": "signer_is_contributor", "item": "O1"}]}
    text = messages.journal("step", "send_back", facts)
    assert text == "ส่งคืนแก้ไข เหตุผล: ตัวเลขผิด โดยได้รับยกเว้นเงื่อนไข: ผู้ลงนามไม่ใช่ผู้จัดทำข้อมูล"
    assert messages.journal("contributed", None, {"group": "hr", "nil": "ไม่มีโครงการ", "files": []}, "th", GROUPS) == (
        "กลุ่มบริหารงานบุคคล แจ้งว่าไม่มีข้อมูล เหตุผล: ไม่มีโครงการ"
    )
    assert "other_kind" in messages.journal("other_kind", None)
    assert messages.journal("settings_accepted", None, {"keys": []}).startswith("รับการตั้งค่าทั้งหมด")
    key = {"person": "head", "fingerprint": "ab" * 32, "subject": "CN=x", "opened": True}
    assert "เปิดอ่าน" not in messages.journal("key_registered", None, key)


@pytest.mark.parametrize(
    "what",
    ["compile", "submit", "endorse", "sign", "receive", "publish", "tick", "assign", "contribute:hr", "accept:hr",
     "exception_confirm:7", "confirm_suspension"],
)  # fmt: skip
def test_every_task_of_an_inbox_has_its_line(what: str) -> None:
    name, _, about = what.partition(":")
    assert name in th.TASKS
    text = messages.task(what, "th", GROUPS)
    assert GROUPS.get(about, about) in text
    assert re.search("[ก-๙]", text)


def test_labels_are_found_for_members_and_for_stored_values() -> None:
    assert messages.label(State.PUBLISHED) == messages.label("published") == "เผยแพร่แล้ว"
    assert messages.label("order", "en") == labels.BOOKS["order"][1]
    assert messages.label("nothing of ours") == "nothing of ours"
    assert messages.proof("danger", "live") == "ต้องแก้ไขทันที (เว็บไซต์จริง)"
    assert messages.progress("awaiting_approval", "en") == "awaiting approval"
    assert messages.grade(None) == "-"


# --- wrapping --------------------------------------------------------------------------------------------------------

MARKS = "ัิีึืฺุู็่้๊๋์ํ"
THAI = st.text(st.sampled_from("กขคงจชญดตนบปมยรลวสหอ" + LEADING + FOLLOWING + MARKS + " “”()-0123456789Oab\u200b"))


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


def boundaries(text: str) -> set[int]:
    """Where a line may end, counted in letters without blanks."""
    at, found = 0, {0}
    for phrase in re.split("[ \u200b]+", text):
        for cluster in clusters(phrase):
            at += len(cluster)
            found.add(at)
    return found


@given(THAI, st.integers(10, 80), st.sampled_from(["", "  ", "    "]))
def test_wrapping_keeps_every_letter_and_splits_no_cluster(text: str, columns: int, indent: str) -> None:
    wrapped = messages.wrap(text, columns, indent)
    assert squeezed(wrapped) == squeezed(text)
    allowed, at = boundaries(text), 0
    for line in wrapped.split("\n"):
        at += len(squeezed(line))
        assert at in allowed
        assert width(line.rstrip()) <= columns or len(list(clusters(squeezed(line)))) == 1


@given(st.lists(st.sampled_from(["เก้า", "โรงเรียน", "ผู้อำนวยการ", "น้ำ", "ต่าง ๆ", "ทำ", "ที่", "แห่ง"]), min_size=1))
def test_no_line_begins_with_a_mark_or_ends_with_a_leading_vowel(parts: list[str]) -> None:
    for line in messages.wrap("".join(parts), 12).split("\n"):
        assert line[0] not in MARKS + "ะาำๆ"
        assert line[-1] not in LEADING
        assert width(line) <= 12


def test_wrapping_breaks_at_blanks_first_and_keeps_a_command_whole() -> None:
    text = messages.do("part_missing", {"item": "O15", "group": "hr"})
    lines = messages.wrap(text, 60, "  ").split("\n")
    assert any("oit contribute O15 FILE… --group hr" in line for line in lines)
    assert all(width(line) <= 60 for line in lines)


def test_a_date_and_a_command_in_english_prose_stay_whole() -> None:
    facts = {"day": "2023-04-01", "submitted": "2023-05-01", "today": "2023-06-01"}
    assert "(1 มิ.ย. 2566)" in messages.wrap(messages.say("decision_date_impossible", facts), 78, "  ")
    assert (
        messages.wrap("Look with oit status, and give the command again.", 24).split("\n")[0] == "Look with oit status,"
    )


def test_a_long_phrase_is_broken_before_a_leading_vowel() -> None:
    assert messages.wrap("ประกาศเจตนารมณ์แผนงาน", 12).split("\n") == ["ประกาศ", "เจตนารมณ์", "แผนงาน"]


def test_an_address_longer_than_the_line_stays_whole() -> None:
    address = "https://www.sample.example/oit/2566/O15/" + "a" * 80
    assert address in messages.wrap(f"ที่อยู่ {address} ไม่ตอบ", 60).split("\n")
