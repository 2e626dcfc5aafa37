"""Signing adds one revision and changes nothing before it; keys are refused by code; Thai in the box is set right."""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from signatures.errors import KeyRefused, SigningRefused
from signatures.pdf import text_outlines
from signatures.prepare.prepare import prepare
from signatures.signing import practice_ca
from signatures.signing.pkcs11 import Place, find, load_token, places
from signatures.signing.pkcs12 import Key, load_certificate, load_p12, load_p12_bytes
from signatures.signing.sign import sign
from signatures.signing.two_steps import begin, finish, sign_there
from signatures.validation.policy import Signer
from signatures.verdict import Status
from tests.signatures.world import LINES, NOW, SIGNED, START, World, der, paper


def test_the_signed_file_begins_with_the_issued_bytes(world: World) -> None:
    assert world.signed.startswith(world.issued.data)
    assert world.signed.count(b"%%EOF") == 2


def test_a_field_is_signed_once(world: World) -> None:
    with pytest.raises(SigningRefused) as refused:
        world.sign(world.signed)
    assert refused.value.code == "FIELD_SIGNED"


def test_a_missing_field_is_named(world: World) -> None:
    with pytest.raises(SigningRefused) as refused:
        world.sign(world.issued.data, field="DirectorSignature")
    assert refused.value.code == "FIELD_MISSING"
    assert refused.value.reasons[0].facts["field"] == "DirectorSignature"


def test_a_time_stamping_service_that_does_not_answer_is_said_so(world: World) -> None:
    from pyhanko.sign.timestamps import TimestampRequestError

    tsa = world.tsa()

    class Away(type(tsa)):  # type: ignore[misc]
        async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> object:
            raise TimestampRequestError("no route")

    tsa.__class__ = Away
    with pytest.raises(SigningRefused) as refused:
        world.sign(world.issued.data, tsa=tsa)
    assert refused.value.code == "TIMESTAMP_UNREACHABLE"


def test_a_failed_signing_leaves_nothing_behind_and_can_be_run_again(world: World) -> None:
    before = world.issued.data
    with pytest.raises(SigningRefused):
        world.sign(before, field="Nowhere")
    assert world.verify(world.sign(before)).status is Status.PASSED


@pytest.mark.parametrize("kind", ["ec", "rsa3072"])
def test_a_key_file_opens_with_its_passphrase(tmp_path: Path, world: World, kind: practice_ca.Kind) -> None:
    who = practice_ca.issue(world.root, "นายตัวอย่าง ใจดี", key=kind, not_before=START)
    (tmp_path / "head.p12").write_bytes(who.to_p12("demo-only"))
    key = load_p12(tmp_path / "head.p12", "demo-only", at=NOW)
    people = (Signer("นายตัวอย่าง ใจดี", certificate=der(who.certificate)),)
    signed = sign(world.issued.data, key, at=SIGNED, appearance_lines=LINES, font=world.font)
    assert world.verify(signed, policy=world.policy(signers=people)).status is Status.PASSED
    assert key.common_name == "นายตัวอย่าง ใจดี"
    assert len(key.fingerprint) == 64
    assert key.certificate_pem.startswith(b"-----BEGIN CERTIFICATE-----")


def refusal(path: Path, passphrase: str, at: datetime = NOW) -> str:
    with pytest.raises(KeyRefused) as refused:
        load_p12(path, passphrase, at=at)
    assert passphrase not in str(refused.value) or not passphrase
    return refused.value.code


def test_keys_that_cannot_be_used_are_refused_by_code(tmp_path: Path, world: World) -> None:
    path = tmp_path / "head.p12"
    path.write_bytes(world.head.to_p12("demo-only"))
    assert refusal(tmp_path / "none.p12", "demo-only") == "KEY_FILE_MISSING"
    assert refusal(path, "wrong") == "KEY_PASSPHRASE"
    assert refusal(path, "") == "KEY_PASSPHRASE"
    assert refusal(path, "รหัสผ่าน") == "KEY_PASSPHRASE_LETTERS"
    assert refusal(path, "demo-only", NOW + timedelta(days=4000)) == "KEY_EXPIRED"
    assert refusal(path, "demo-only", START - timedelta(days=1)) == "KEY_NOT_YET_VALID"
    (tmp_path / "text.p12").write_text("not a key")
    assert refusal(tmp_path / "text.p12", "demo-only") == "KEY_UNUSABLE"


def test_a_key_never_shows_its_secret(world: World) -> None:
    assert "PRIVATE" not in repr(world.head.key)
    assert "_signer" not in repr(world.head.key)


CUT = "โทเคนสำนักงานศึกษาธิการ".encode()[:32]
"""A Thai label as a token has it: 32 bytes, which are ten letters and two thirds of another."""


@pytest.mark.parametrize("made_with", ["utf-8", "cp874"])
def test_a_thai_passphrase_opens_what_programs_made_of_its_bytes(world: World, made_with: str) -> None:
    """OpenSSL reads bytes that are no UTF-8 as Latin-1 (findings/pkcs12_thai_passphrase.sh), OpenSSL 1.0 any bytes."""
    as_kept = "รหัสผ่าน".encode(made_with).decode("latin-1")
    data = world.head.to_p12(as_kept)
    assert load_p12_bytes(data, "รหัสผ่าน", at=NOW).certificate == world.head.certificate


@pytest.fixture(scope="session")
def token(tmp_path_factory: pytest.TempPathFactory, world: World) -> Iterator[tuple[Path, Path]]:
    """A software token with the head's key, in a folder of its own."""
    folder = tmp_path_factory.mktemp("token")
    library = next(
        path
        for path in (Path("/usr/lib/softhsm/libsofthsm2.so"), Path("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"))
        if path.exists()
    )
    (folder / "tokens").mkdir()
    config = folder / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n")
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(config)
    tool = shutil.which("softhsm2-util")
    assert tool is not None
    for label in ("oit", "Z" * 32):
        subprocess.run(
            [tool, "--init-token", "--free", "--label", label, "--so-pin", "5678", "--pin", "1234"],
            check=True,
            capture_output=True,
        )
    # SoftHSM's own tool refuses a label that has to be cut; programs of vendors cut it.
    for part in (folder / "tokens").rglob("token.object"):
        part.write_bytes(part.read_bytes().replace(b"Z" * 32, CUT))
    _import_key(library, world, "oit", "head")
    _import_key(library, world, CUT.decode(errors="replace"), "ตรา")
    yield library, config
    if before is None:
        del os.environ["SOFTHSM2_CONF"]
    else:
        os.environ["SOFTHSM2_CONF"] = before


def _import_key(library: Path, world: World, token: str, label: str) -> None:
    import pkcs11
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pkcs11 import Attribute, ObjectClass
    from pkcs11.util.ec import decode_ec_private_key

    private = world.head.private.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    with pkcs11.lib(str(library)).get_token(token_label=token).open(user_pin="1234", rw=True) as session:
        session.create_object(
            {**decode_ec_private_key(private), Attribute.TOKEN: True, Attribute.LABEL: label, Attribute.ID: b"\x01"}
        )
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                Attribute.TOKEN: True,
                Attribute.LABEL: label,
                Attribute.ID: b"\x01",
                Attribute.SUBJECT: world.head.certificate.subject.public_bytes(),
                Attribute.VALUE: der(world.head.certificate),
            }
        )


def test_a_token_signs_and_its_refusals_have_codes(world: World, token: tuple[Path, Path]) -> None:
    library = token[0]
    with load_token(library, "1234", token="oit", key="head", at=NOW) as key:
        signed = [sign(world.issued.data, key, at=SIGNED, appearance_lines=LINES, font=world.font) for _ in range(2)]
    assert [world.verify(item).status for item in signed] == [Status.PASSED] * 2

    def code(**options: str) -> str:
        with pytest.raises(KeyRefused) as refused:
            load_token(library, **{"pin": "1234", "token": "oit", "key": "head", **options})
        return refused.value.code

    assert code(pin="9999") == "TOKEN_PIN_WRONG"
    assert code(token="other") == "TOKEN_MISSING"
    assert code(key="director") == "TOKEN_KEY_MISSING"
    with pytest.raises(KeyRefused) as refused:
        load_token("/nowhere/lib.so", "1234")
    assert refused.value.code == "TOKEN_MISSING"


def test_a_token_signs_what_an_office_elsewhere_asks_of_it(world: World, token: tuple[Path, Path]) -> None:
    """The token is where the head is; the file stays where the office is, and only the value comes back."""
    begun = begin(world.issued.data, world.head.certificate, lines=LINES, at=SIGNED, font=world.font)
    with load_token(token[0], "1234", token="oit", key="head", at=NOW) as key:
        value = sign_there(key, begun.attributes, begun.algorithm)
    assert world.verify(finish(begun, world.head.certificate, value)).status is Status.PASSED


def test_a_key_on_a_token_is_found_by_any_of_its_names_and_a_wrong_name_lists_them(token: tuple[Path, Path]) -> None:
    library = token[0]
    assert {find(library, name) for name in ("head", "oit", "oit/head")} == {Place("oit", "head")}
    for wrong in ("director", "oit/director", "other/head"):
        with pytest.raises(KeyRefused) as refused:
            find(library, wrong)
        assert refused.value.code == "TOKEN_KEY_MISSING"
        assert wrong in refused.value.reasons[0].text("th")
        assert "oit/head" in refused.value.reasons[0].text("th")
    with pytest.raises(KeyRefused) as refused:
        find("/nowhere/lib.so", "head")
    assert refused.value.code == "TOKEN_MISSING"


def test_a_label_cut_inside_a_thai_letter_is_shown_and_the_token_named_by_its_number(
    world: World, token: tuple[Path, Path]
) -> None:
    library = token[0]
    assert len(CUT.decode(errors="ignore")) == 10
    known = places(library)
    assert sorted(map(str, known)) == ["oit/head", "โทเคนสำนัก…/ตรา"]
    number = next(n for n, place in enumerate(known, 1) if place.key == "ตรา")
    found = [find(library, name) for name in (str(number), "โทเคนสำนัก…", "โทเคนสำนัก…/ตรา", "ตรา")]
    assert {place.serial for place in found} == {known[number - 1].serial}
    place = found[0]
    with load_token(library, "1234", token=place.token, serial=place.serial, key=place.key, at=NOW) as key:
        assert key.certificate == world.head.certificate
    with pytest.raises(KeyRefused) as refused:
        find(library, "ไม่มี")
    assert f"{number}: โทเคนสำนัก…/ตรา" in refused.value.reasons[0].text("th")


def test_a_name_that_fits_several_keys_is_refused_with_all_of_them(
    token: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = (Place("one", "head"), Place("two", "head"), Place("two", "seal"))
    monkeypatch.setattr("signatures.signing.pkcs11.places", lambda library: known)
    for name in ("head", "two"):
        with pytest.raises(KeyRefused) as refused:
            find(token[0], name)
        assert refused.value.code == "TOKEN_KEY_SEVERAL"
        assert "1: one/head, 2: two/head, 3: two/seal" in refused.value.reasons[0].text("th")
    assert find(token[0], "seal") == find(token[0], "3") == Place("two", "seal")
    # A token that shows nothing before the PIN: its key has to be named.
    monkeypatch.setattr("signatures.signing.pkcs11.places", lambda library: (Place("card", ""),))
    assert find(token[0], "card/head") == find(token[0], "head") == Place("card", "head")
    assert find(token[0], "1/head") == Place("card", "head")
    for nothing in ("card", "1", "2"):
        with pytest.raises(KeyRefused):
            find(token[0], nothing)


def test_a_certificate_alone_is_read_without_a_passphrase(tmp_path: Path, world: World) -> None:
    (tmp_path / "head.pem").write_bytes(world.head.pem)
    (tmp_path / "head.cer").write_bytes(der(world.head.certificate))
    (tmp_path / "head.p12").write_bytes(world.head.to_p12("demo-only"))
    assert load_certificate(tmp_path / "head.pem", at=NOW) == world.head.certificate
    assert load_certificate(tmp_path / "head.cer", at=NOW) == world.head.certificate
    assert load_certificate(tmp_path / "head.p12", at=NOW) is None

    (tmp_path / "two.pem").write_bytes(world.head.pem + world.root.pem)
    (tmp_path / "key.pem").write_bytes(world.head.pem + b"-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n")
    (tmp_path / "text.pem").write_bytes(b"-----BEGIN CERTIFICATE-----\nnothing\n-----END CERTIFICATE-----\n")
    expected = {"two": "CERTIFICATE_SEVERAL", "key": "CERTIFICATE_WITH_KEY", "text": "KEY_UNUSABLE"}
    for name, code in expected.items():
        with pytest.raises(KeyRefused) as refused:
            load_certificate(tmp_path / f"{name}.pem", at=NOW)
        assert refused.value.code == code
    with pytest.raises(KeyRefused) as refused:
        load_certificate(tmp_path / "head.pem", at=NOW + timedelta(days=4000))
    assert refused.value.code == "KEY_EXPIRED"


def test_thai_in_the_box_is_shaped_and_nothing_is_cut_off(world: World) -> None:
    import pypdfium2

    made = prepare(paper())
    signed = world.sign(made.data)
    document = pypdfium2.PdfDocument(signed)
    document.init_forms()
    page = document[0]
    bitmap = page.render(scale=2, grayscale=True)
    picture = bitmap.to_pil().convert("L").copy()
    bitmap.close()
    page.close()
    document.close()
    box = made.box
    assert box is not None
    left, top, right, bottom = (round(2 * edge) for edge in (box.left, 842 - box.top, box.right, 842 - box.bottom))
    inside = picture.crop((left + 3, top + 3, right - 3, bottom - 3))
    dark = inside.point([255 if grey < 160 else 0 for grey in range(256)])
    ink = dark.getbbox()
    assert ink is not None
    assert ink[0] > 2
    assert ink[1] > 2
    assert ink[2] < inside.width - 2
    assert ink[3] < inside.height - 2
    outside = picture.copy()
    outside.paste(255, (left - 1, top - 1, right + 1, bottom + 1))
    bare = prepare(paper()).data
    assert outside.getextrema()[0] < 255 or bare  # the page's own text is still there


def test_every_mark_of_a_thai_cluster_is_drawn_in_its_place(world: World) -> None:
    """A tone mark over a vowel stands higher than over a bare letter: shaping took place."""
    face = text_outlines.face(world.font)
    low = face.line("ก่")[2]
    high = face.line("กี่")[2]
    assert high > low
    assert face.line("น้ำ")[0] < face.line("นา")[0] * 1.6


def test_letters_the_font_does_not_have_are_reported(world: World) -> None:
    assert text_outlines.draw(("漢字",), 170.0, 48.0, world.font).missing == "漢字"
    assert text_outlines.draw(LINES, 170.0, 48.0, world.font).missing == ""


def test_a_missing_font_is_said_so(world: World) -> None:
    with pytest.raises(SigningRefused) as refused:
        world.sign(world.issued.data, font=Path("/nowhere/font.ttf"))
    assert refused.value.code == "FONT_MISSING"


def test_the_claimed_time_is_the_one_given(world: World) -> None:
    head = world.verify(world.signed).head
    assert head is not None
    assert head.claimed_time == SIGNED
    assert head.person == "นายตัวอย่าง ใจดี"


def test_throw_away_certificates_say_so(world: World) -> None:
    assert "THROW-AWAY" in world.root.certificate.subject.rfc4514_string()
    assert isinstance(world.head.key, Key)
    assert datetime.now(UTC) > world.root.certificate.not_valid_before_utc


def test_an_ed25519_key_signs_with_the_digest_that_belongs_to_it(world: World) -> None:
    who = practice_ca.issue(world.root, "Somchai Sample", not_before=START, key="ed25519")
    people = (Signer("นายตัวอย่าง ใจดี", certificate=der(who.certificate)),)
    verdict = world.verify(world.sign(world.issued.data, who), policy=world.policy(3, signers=people))
    assert verdict.status is Status.PASSED, verdict.codes


def test_any_bytes_get_a_time_stamp_over_their_digest(world: World) -> None:
    from asn1crypto import cms

    from signatures.signing.stamping import stamp

    token = cms.ContentInfo.load(stamp(b"a page as it came", world.tsa()))
    said = token["content"]["encap_content_info"]["content"].parsed
    assert said["message_imprint"]["hashed_message"].native == hashlib.sha256(b"a page as it came").digest()
    assert said["gen_time"].native == SIGNED
    away = world.tsa()
    away.async_timestamp = None
    with pytest.raises(SigningRefused) as refused:
        stamp(b"x", away)
    assert refused.value.reasons[0].code == "TIMESTAMP_UNREACHABLE"


@pytest.mark.parametrize("kind", ["rsa3072", "ec"])
def test_what_is_encoded_once_is_what_pyhanko_encodes(kind: str) -> None:
    from pyhanko.sign.signers import SimpleSigner

    ours = practice_ca.issue(practice_ca.make_ca("ทดสอบ"), "นายตัวอย่าง ใจดี", key=kind).key.signer
    usual = SimpleSigner(signing_cert=ours.signing_cert, signing_key=ours.signing_key, cert_registry=ours.cert_registry)
    digest, value = b"\x17" * 32, b"\x42" * 64
    for _ in range(2):  # the second time it is read from what was kept
        made = [asyncio.run(one.signed_attrs(digest, "sha256", use_pades=True)) for one in (ours, usual)]
        assert made[0].dump() == made[1].dump()
        parts = [one.signer_info("sha256", attrs, value).dump() for one, attrs in zip((ours, usual), made, strict=True)]
        assert parts[0] == parts[1]


@pytest.fixture
def served(world: World) -> Iterator[Callable[[str, bytes | None], str]]:
    """An authority on loopback, which answers with its own token or with what is given: its address."""
    from asn1crypto import tsp

    told: dict[str, Any] = {}

    class Authority(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Type"] == "application/timestamp-query"
            body = told["body"]
            if body is None:
                request = tsp.TimeStampReq.load(asked)
                body = asyncio.run(world.tsa().async_request_tsa_response(request)).dump()
            self.send_response(200)
            self.send_header("Content-Type", told["kind"])
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Authority) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()

        def address(kind: str = "application/timestamp-reply", body: bytes | None = None) -> str:
            told.update(kind=kind, body=body)
            return f"http://127.0.0.1:{server.server_port}/tsr"

        yield address
        server.shutdown()
        thread.join()


def test_an_authority_is_asked_over_http_and_what_is_no_token_is_refused(
    served: Callable[..., str], world: World
) -> None:
    from asn1crypto import cms

    from signatures.signing.stamping import stamp

    token = cms.ContentInfo.load(stamp(b"a page as it came", served()))
    said = token["content"]["encap_content_info"]["content"].parsed
    assert said["message_imprint"]["hashed_message"].native == hashlib.sha256(b"a page as it came").digest()
    assert world.verify(world.sign(world.issued.data, tsa=served())).status is Status.PASSED
    for address in (
        served("text/html", b"<p>down for repairs"), served(body=b"no token"), served(body=b"0" * 2_000_000),
        "http://127.0.0.1:1/tsr", "file:///etc/passwd", "ftp://127.0.0.1/tsr",
    ):  # fmt: skip
        with pytest.raises(SigningRefused) as refused:
            stamp(b"x", address)
        assert refused.value.reasons[0].code == "TIMESTAMP_UNREACHABLE"
