"""Signatures at the counter: lines that fit the screen, Thai all through, keys and tokens by the names people know."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commands.context import RUNNING, Counter, key_secret
from tests.cli.conftest import Oit, log_in
from tests.cli.terminal import Ran, oit, oit_process
from tests.conftest import MakeOffice
from tests.services.small_office import SECRET, Clock, SmallOffice, accept_settings
from wiring import SystemClock
from workflow.thai import width

LIBRARIES = (Path("/usr/lib/softhsm/libsofthsm2.so"), Path("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"))


def too_wide(text: str) -> list[str]:
    """Lines over 80 columns; a path of this test has no blanks to be broken at and stands on a line of its own."""
    lines = [re.sub(r"/\S*/", "", line) for line in text.splitlines()]
    return [line for line in lines if width(line) > 80]


def test_everything_about_a_signature_fits_the_screen_and_is_thai(desk: SmallOffice, at: Oit, tmp_path: Path) -> None:
    desk.bring("head_signed", "O1")
    written = at(None, "evidence", "export", "O1", "--out", tmp_path / "bundles")
    assert written.code == 0
    assert "ผ่าน (PASSED)  ระดับหลักฐาน 2 (ลายมือชื่อดิจิทัลของผู้ที่ขึ้นทะเบียนไว้)" in written.out
    shown = at(None, "show", "O1")
    assert "ลายมือชื่อดิจิทัลของผู้ที่ขึ้นทะเบียนไว้ (2)" in shown.out
    bundle = next((tmp_path / "bundles").glob("*.zip"))
    again = oit("evidence", "check", bundle)  # in no office
    assert again.code == 0
    assert "ตรงกับผลที่บันทึกไว้" in again.out
    registered = at("head", "key", "register", desk.key("head"))
    assert registered.code == 0
    back = at("head", "send-back", "O1", "--reason", "ตัวเลขในตารางที่ 2 ไม่ตรงกับต้นฉบับ")
    assert back.code == 0
    for ran in (written, again, registered, back, oit("init", tmp_path / "fresh"), shown):
        assert too_wide(ran.out + ran.err) == []


def test_what_became_of_a_memo_is_told_in_the_language_of_the_screen(desk: SmallOffice, at: Oit) -> None:
    desk.bring("submitted", "O1", "O3")
    some = at("head", "send-back", "O1", "--reason", "แก้ตัวเลข")
    assert "แก้ไขครั้งที่ 1" in some.out
    assert not re.search("edition|void", some.out)
    rest = at("head", "send-back", "O3", "--reason", "แก้ตัวเลข", "--lang", "en")
    assert "is void" in rest.out


def test_a_certificate_alone_is_registered_without_a_question(
    desk: SmallOffice, at: Oit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "head.cer"
    path.write_text(desk.office.keys.open(desk.key("stranger"), SECRET).certificate_pem)
    monkeypatch.delenv("OIT_PASSPHRASE")  # there is no terminal either: a question would be refused
    assert at("registrar", "key", "register", path, "--person", "head").code == 0
    asked = at("registrar", "key", "register", desk.key("deputy"), "--person", "head")
    assert asked.code != 0
    assert "OIT_PASSPHRASE" in asked.err


@pytest.mark.parametrize(("name", "asked"), [("token:head", "PIN"), ("keys/head.p12", "รหัสผ่าน")])
def test_a_token_is_asked_its_pin_and_a_file_its_passphrase(
    name: str, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompts: list[str] = []
    monkeypatch.setattr("commands.context.secret", lambda variable, prompt: prompts.append(prompt) or "")
    token = RUNNING.set(Counter())
    try:
        key_secret(Path(name))
    finally:
        RUNNING.reset(token)
    assert asked in prompts[0]


_PUT_ON_TOKEN = """
import sys
import pkcs11
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from pkcs11 import Attribute, ObjectClass
from pkcs11.util.ec import decode_ec_private_key

library, path, passphrase = sys.argv[1:]
private, certificate, _ = pkcs12.load_key_and_certificates(open(path, "rb").read(), passphrase.encode())
der = private.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
both = {Attribute.TOKEN: True, Attribute.LABEL: "head key", Attribute.ID: b"1"}
with pkcs11.lib(library).get_token(token_label="card").open(user_pin="1234", rw=True) as session:
    session.create_object({**decode_ec_private_key(der), **both})
    session.create_object({
        Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
        Attribute.SUBJECT: certificate.subject.public_bytes(), Attribute.VALUE: certificate.public_bytes(Encoding.DER),
        **both,
    })
"""


@pytest.fixture
def card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signing_keys: Path) -> Path:
    """A token with the head's key, PIN 1234; the vendor's library."""
    tool, library = shutil.which("softhsm2-util"), next(path for path in LIBRARIES if path.exists())
    assert tool is not None
    (tmp_path / "tokens").mkdir()
    config = tmp_path / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {tmp_path / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(config))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("OIT_PASSPHRASE", "1234")
    ran([tool, "--init-token", "--free", "--label", "card", "--so-pin", "5678", "--pin", "1234"])
    ran([sys.executable, "-c", _PUT_ON_TOKEN, str(library), str(signing_keys / "head.p12"), SECRET])
    return library


@pytest.mark.deep  # three processes; the next one signs with a token in every run
def test_the_head_signs_with_a_token_by_any_of_its_names(
    copy_office: MakeOffice, card: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = copy_office(clock=Clock(SystemClock().now()), extra=f'[signing]\npkcs11 = "{card}"\n')
    accept_settings(office.folder)
    office.bring("submitted", "O1", "O3")
    log_in(office, "head")

    def sign(item: str, label: str) -> Ran:  # in a process of its own: the library reads its settings once in each
        return oit_process("--office", office.folder, "--as", "head", "sign", item, "--token", label)

    wrong = sign("O1", "director").refused(1, "card/head key", "director", "--token")
    assert too_wide(wrong.err) == []
    monkeypatch.setenv("OIT_PASSPHRASE", "9999")
    pin = sign("O1", "head key").refused(1, "PIN")
    assert "Caps Lock" not in pin.err
    monkeypatch.setenv("OIT_PASSPHRASE", "1234")
    assert sign("O1", "card").code == 0
    assert office.states("O1", "O3") == ["head_signed", "head_signed"]  # one memo, signed whole


def test_a_token_on_the_head_s_own_machine_signs_for_an_office_that_is_elsewhere(
    copy_office: MakeOffice, card: Path, tmp_path: Path
) -> None:
    """The office knows no token; the machine with the token has no office: only two small files go to and fro."""
    office = copy_office(clock=Clock(SystemClock().now()))
    office.bring("submitted", "O1", "O3")
    log_in(office, "head")
    here = ("--office", office.folder, "--as", "head", "sign")
    agreed = oit(*here, "O1", "--approve", "--except", "O3", "--reason", "ยอดรวมไม่ตรง")
    assert (agreed.code, office.states("O1")) == (0, ["submitted"])
    request = tmp_path / "ขอลงนาม.json"
    asked = oit(*here, "O1", "--prepare", request)
    assert asked.code == 0, asked
    assert "oit key sign ขอลงนาม.json" in asked.out
    there = oit_process("key", "sign", request, "--token", "card", "--library", card)
    assert there.code == 0, there
    for told in ("เห็นชอบ ยกเว้นข้อ O3", "สำนักงานทดลองเล็ก"):
        assert told in asked.out
        assert told in there.err
    wrong = oit_process("key", "sign", request, "--key", office.key("deputy"), "--out", tmp_path / "x").refused(1)
    assert not (tmp_path / "x").exists()
    back = oit(*here, "--finish", tmp_path / "ขอลงนาม.signed.json")
    assert back.code == 0, back
    assert office.states("O1", "O3") == ["head_signed", "draft"]
    for one in (agreed, asked, there, wrong, back):
        assert too_wide(one.out + one.err) == []
    both = oit(*here, "O1", "--approve", "--finish", request)
    assert (both.code, office.states("O1")) == (2, ["head_signed"])


def ran(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)
