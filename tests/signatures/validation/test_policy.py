"""The policy file: what it means, and that nothing misspelt is ignored."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from signatures.errors import PolicyRefused
from signatures.signing.practice_ca import issue
from signatures.validation.policy import Policy, Signer
from signatures.validation.policy_file import load_policy
from signatures.verdict import Grade, Status
from tests.signatures.practice_lists import make_answer
from tests.signatures.world import HEAD_SERIAL, START, World, der

GOOD = """
roots = ["root.pem"]
tsa_roots = ["tsa.pem"]
crls = ["list.crl"]
ocsps = ["answer.ors"]
key_usage = ["non_repudiation"]
required_grade = 2

[[signer]]
name = "นายตัวอย่าง ใจดี"
post = "ศึกษาธิการจังหวัดตัวอย่าง"
kind = "holder"
from = 2025-10-01
certificate = "head.pem"

[[signer]]
name = "นางสุดา ตัวอย่าง"
kind = "acting"
from = "2026-06-10"
until = 2026-06-20
subject_serial = "1103700000000"
issuer = "root.pem"
"""


@pytest.fixture
def folder(tmp_path: Path, world: World) -> Path:
    (tmp_path / "root.pem").write_bytes(world.root.pem)
    (tmp_path / "tsa.pem").write_bytes(world.tsa_root.pem)
    (tmp_path / "head.pem").write_bytes(world.head.pem)
    (tmp_path / "list.crl").write_bytes(world.crl)
    (tmp_path / "answer.ors").write_bytes(make_answer(world.root, world.head))
    return tmp_path


def load(folder: Path, text: str) -> Policy:
    (folder / "policy.toml").write_text(text, encoding="utf-8")
    return load_policy(folder / "policy.toml")


def codes(folder: Path, text: str) -> list[tuple[str, object]]:
    with pytest.raises(PolicyRefused) as refused:
        load(folder, text)
    return [(item.code, item.facts.get("key", item.facts.get("file"))) for item in refused.value.reasons]


def test_a_policy_is_read_with_paths_beside_it(folder: Path, world: World) -> None:
    policy = load(folder, GOOD)
    assert policy.roots == (der(world.root.certificate),)
    assert policy.required_grade is Grade.KNOWN
    assert policy.crls == (world.crl,)
    assert len(policy.ocsps) == 1
    assert policy.key_usage == ("non_repudiation",)
    head, acting = policy.signers
    assert head.starts == date(2025, 10, 1)
    assert head.ends is None
    assert head.role == "head"
    assert acting.kind == "acting"
    assert acting.in_force(date(2026, 6, 20))
    assert not acting.in_force(date(2026, 6, 21))
    assert acting.owns(world.head.certificate)
    assert not acting.owns(world.stranger.certificate)
    assert acting.subject_serial == HEAD_SERIAL


def test_a_policy_survives_the_journey_to_the_child_process(folder: Path) -> None:
    policy = load(folder, GOOD)
    again = Policy.from_json(policy.to_json())
    assert again == policy
    assert again.id == policy.id


def test_a_policy_kept_before_there_were_answers_is_still_read(folder: Path) -> None:
    kept = load(folder, GOOD.replace('ocsps = ["answer.ors"]', "").replace('key_usage = ["non_repudiation"]', ""))
    old = {key: value for key, value in kept.to_json().items() if key not in ("ocsps", "key_usage")}
    assert Policy.from_json(old) == kept


def test_what_a_certificate_must_be_meant_for_is_policy(world: World) -> None:
    """Public authorities differ in the key usage of a person's certificate (RFC 5280, 4.2.1.3)."""
    login = issue(world.root, "Somchai Sample", not_before=START, usage=("digital_signature",))
    people = (Signer("นายตัวอย่าง ใจดี", certificate=der(login.certificate)),)
    data = world.sign(world.issued.data, login)
    assert world.verify(data, policy=world.policy(3, signers=people)).status is Status.PASSED
    strict = world.verify(data, policy=world.policy(3, signers=people, key_usage=("non_repudiation",)))
    assert strict.status is Status.FAILED
    assert "KEY_USAGE" in strict.codes


def test_nothing_is_trusted_by_default(folder: Path) -> None:
    policy = load(folder, "")
    assert policy == Policy()
    assert policy.roots == ()
    assert policy.required_grade is Grade.ATTESTED


def test_unknown_keys_are_refused_by_name_all_at_once(folder: Path) -> None:
    assert codes(folder, 'rots = []\n[[signer]]\nname = "a"\nnmae = "b"\ncertificate = "head.pem"') == [
        ("POLICY_UNKNOWN_KEY", "rots"),
        ("POLICY_UNKNOWN_KEY", "signer[1].nmae"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("required_grade = 4", ("POLICY_BAD_VALUE", "required_grade")),
        ("required_grade = true", ("POLICY_BAD_VALUE", "required_grade")),
        ('roots = "root.pem"', ("POLICY_BAD_VALUE", "roots")),
        ('roots = ["none.pem"]', ("POLICY_CERTIFICATE_MISSING", "none.pem")),
        ('roots = ["list.crl"]', ("POLICY_CERTIFICATE_BAD", "list.crl")),
        ('crls = ["root.pem"]', ("POLICY_CERTIFICATE_BAD", "root.pem")),
        ('ocsps = ["root.pem"]', ("POLICY_CERTIFICATE_BAD", "root.pem")),
        ("key_usage = []", ("POLICY_BAD_VALUE", "key_usage")),
        ('key_usage = ["signing"]', ("POLICY_BAD_VALUE", "key_usage")),
        ('[[signer]]\ncertificate = "head.pem"', ("POLICY_MISSING_KEY", "signer[1].name")),
        ('[[signer]]\nname = "a"', ("POLICY_MISSING_KEY", "signer[1].certificate")),
        ('[[signer]]\nname = "a"\nsubject_serial = "1"', ("POLICY_MISSING_KEY", "signer[1].issuer")),
        ('[[signer]]\nname = "a"\ncertificate = "head.pem"\nkind = "boss"', ("POLICY_BAD_VALUE", "signer[1].kind")),
        ('[[signer]]\nname = "a"\ncertificate = "head.pem"\nfrom = "soon"', ("POLICY_BAD_VALUE", "signer[1].from")),
        (
            '[[signer]]\nname = "a"\ncertificate = "head.pem"\nfrom = 2026-02-01\nuntil = 2026-01-01',
            ("POLICY_BAD_VALUE", "signer[1].until"),
        ),
        ("signer = 3", ("POLICY_BAD_VALUE", "signer")),
    ],
)
def test_a_wrong_value_is_refused_by_its_key(folder: Path, text: str, expected: tuple[str, str]) -> None:
    assert expected in codes(folder, text)


def test_a_missing_or_broken_file_is_refused(folder: Path) -> None:
    with pytest.raises(PolicyRefused) as refused:
        load_policy(folder / "none.toml")
    assert refused.value.code == "POLICY_FILE_MISSING"
    assert codes(folder, "roots = [")[0][0] == "POLICY_SYNTAX"
