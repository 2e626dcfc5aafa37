"""The child process: same verdicts, its limits hold, a batch stays in order and small; evidence re-verifies."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from signatures.pdf.limits import DEFAULT
from signatures.report.bundle import EvidenceRefused, read_evidence, reverify, write_evidence
from signatures.sandbox.client import SANDBOX, BrokeLimit
from signatures.sandbox.protocol import Piece
from signatures.sandbox.verify import Job, verify_isolated, verify_many
from signatures.validation.attestation import attest
from signatures.verdict import Status
from tests.signatures.attacks import ATTACKS
from tests.signatures.goods import GOODS
from tests.signatures.pdf.test_large_files import FLATE, large, noise, stream
from tests.signatures.world import NOW, SIGNED, World

HARD = ["bomb", "bomb_in_a_bomb", "deeply_nested_object", "table_in_a_circle", "too_many_pages", "absurdly_large_file"]


def test_the_child_says_the_same(world: World) -> None:
    here = world.verify(world.signed)
    there = verify_isolated(world.signed, policy=world.policy(), issued=world.issued.data, at=NOW)
    assert there == here


@pytest.mark.parametrize("name", HARD)
def test_a_hostile_file_is_decided_in_the_child_before_it_breaks_a_limit(world: World, name: str) -> None:
    bad = ATTACKS[name](world)
    verdict = verify_isolated(bad.data, policy=world.policy(), at=NOW)
    assert verdict.status is Status(bad.status)
    assert bad.code in verdict.codes


def test_a_child_that_takes_too_long_is_ended_and_said_so(world: World) -> None:
    # A small one may be through before a busy machine looks at its clock.
    data = large(world, stream(noise(24 << 20), FLATE))
    impatient = dataclasses.replace(DEFAULT, seconds=0.001)
    verdict = verify_isolated(data, policy=world.policy(), at=NOW, limits=impatient)
    assert verdict.status is Status.INDETERMINATE
    assert verdict.codes == ("LIMIT_TIME",)


def test_a_child_without_memory_refuses(world: World) -> None:
    """A file of 24 MB: one that is small may find room in what the warm server has had before."""
    data = large(world, stream(noise(24 << 20), FLATE))
    rich = verify_isolated(data, policy=world.policy(), at=NOW)
    poor = dataclasses.replace(DEFAULT, memory=16 << 20)
    verdict = verify_isolated(data, policy=world.policy(), at=NOW, limits=poor)
    assert (rich.status, verdict.status) == (Status.PASSED, Status.INDETERMINATE)


def test_a_server_survives_its_children(world: World) -> None:
    bad = ATTACKS["deeply_nested_object"](world)
    assert verify_isolated(bad.data, policy=world.policy(), at=NOW).status is not Status.PASSED
    good = verify_isolated(world.signed, policy=world.policy(), issued=world.issued.data, at=NOW)
    assert good.status is Status.PASSED


def test_many_files_each_get_their_own_verdict(world: World) -> None:
    other = ATTACKS["another_document_signed"](world).data
    jobs = [Job(world.signed if number % 3 else other, world.issued.data) for number in range(12)]
    found = dict(verify_many(iter(jobs), policy=world.policy(), at=NOW, workers=2))
    assert [found[number].status is Status.PASSED for number in range(12)] == [bool(number % 3) for number in range(12)]


def test_files_judged_together_are_judged_as_alone(world: World) -> None:
    other, hostile = ATTACKS["another_document_signed"](world).data, ATTACKS["deeply_nested_object"](world).data
    jobs = [Job(data, world.issued.data) for data in (world.signed, other, hostile, world.signed, b"%PDF-", other)]
    jobs += [Job(hostile), Job(b""), Job(world.signed)]
    alone = dict(verify_many(jobs, policy=world.policy(), at=NOW))
    assert dict(verify_many(jobs, policy=world.policy(), at=NOW, together=4)) == alone
    assert sorted(verdict.status is Status.PASSED for verdict in alone.values())[-2:] == [True, True]


def test_one_that_ends_the_child_is_told_and_the_others_are_judged(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of three together the second brings the child to its end: it is asked for again by itself, as the third is."""
    ask, slow = SANDBOX.ask, dataclasses.replace(DEFAULT, seconds=0.001)

    def broken(task: str, facts: Any, *files: bytes, **how: Any) -> Iterator[Piece]:
        if len(facts["jobs"]) > 1:
            yield next(ask(task, facts, *files, **how))
            raise BrokeLimit
        yield from ask(task, facts, *files, **{**how, "limits": slow} if files[0] == second else how)

    second = world.signed + b"\n"
    jobs = [Job(data, world.issued.data) for data in (world.signed, second, world.signed)]
    monkeypatch.setattr(SANDBOX, "ask", broken)
    found = dict(verify_many(jobs, policy=world.policy(), at=NOW, together=8))
    assert [found[place].status for place in range(3)] == [Status.PASSED, Status.INDETERMINATE, Status.PASSED]
    assert found[1].codes == ("LIMIT_TIME",)


@pytest.mark.parametrize("name", ["plain", "archived", "revoked_after_the_time_stamp", "without_issued_file"])
def test_evidence_gives_the_same_verdict_years_later(world: World, name: str) -> None:
    good = GOODS[name](world)
    policy = good.options.get("policy", world.policy())
    issued = good.options.get("issued", world.issued.data)
    verdict = world.verify(good.data, policy=policy, issued=issued)
    bundle = write_evidence(good.data, verdict, policy=policy, issued=issued)
    assert bundle == write_evidence(good.data, verdict, policy=policy, issued=issued)
    again, same = reverify(bundle)
    assert same
    assert again == verdict
    assert read_evidence(bundle).made_with["pyHanko"]


def test_evidence_of_a_refusal_is_kept_as_well(world: World) -> None:
    bad = ATTACKS["revoked_and_only_the_caller_knows"](world)
    verdict = world.verify(bad.data, **bad.options)
    bundle = write_evidence(
        bad.data, verdict, policy=bad.options["policy"], issued=world.issued.data, crls=bad.options["crls"]
    )
    again, same = reverify(bundle)
    assert same
    assert again.status is Status.FAILED
    later, _same = reverify(bundle, at=NOW + timedelta(days=3000))
    assert later.status is Status.FAILED


def test_changed_evidence_is_refused(world: World) -> None:
    verdict = world.verify(world.signed)
    bundle = write_evidence(world.signed, verdict, policy=world.policy(), issued=world.issued.data)
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bundle)) as old, zipfile.ZipFile(changed, "w") as new:
        for item in old.namelist():
            data = old.read(item)
            new.writestr(item, data.replace(b'"PASSED"', b'"FAILED"') if item == "verdict.json" else data)
    for broken in (changed.getvalue(), b"not a zip", bundle[:-40]):
        with pytest.raises(EvidenceRefused) as refused:
            read_evidence(broken)
        assert refused.value.code == "EVIDENCE_BROKEN"
    with pytest.raises(EvidenceRefused):
        write_evidence(b"other", verdict, policy=None)


def test_importing_the_package_loads_no_heavy_library() -> None:
    import subprocess
    import sys

    code = (
        "import sys, signatures.verdict, signatures.validation.validate, signatures.signing.sign,"
        " signatures.signing.pkcs12, signatures.validation.policy,"
        " signatures.sandbox.verify, signatures.prepare.prepare, signatures.report.bundle,"
        " signatures.scans.reading, commands.checks.verify;"
        "print([name for name in ('pyhanko', 'cryptography', 'pypdf', 'pypdfium2', 'fontTools', 'PIL', 'zxingcpp')"
        " if name in sys.modules])"
    )
    root = Path(__file__).parents[3]
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert run.stdout.strip() == "[]"


def rebuilt(bundle: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A bundle forged by somebody who knows its form: parts changed, their digests reckoned anew."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(parts.pop("manifest.json"))
    change(parts)
    manifest["sha256"] = {name: hashlib.sha256(data).hexdigest() for name, data in parts.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in {"manifest.json": json.dumps(manifest).encode(), **parts}.items():
            archive.writestr(name, data)
    return target.getvalue()


def verdict_changed(change: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, bytes]], None]:
    def apply(parts: dict[str, bytes]) -> None:
        record = json.loads(parts["verdict.json"])
        change(record)
        parts["verdict.json"] = json.dumps(record).encode()

    return apply


def junk_attested(parts: dict[str, bytes]) -> None:
    """Any bytes at all, with a verdict of grade 3 that says a person attested it."""
    parts["signed.pdf"] = b"not a pdf at all"
    verdict_changed(lambda record: record["checks_run"].append("attestation"))(parts)


FORGERIES: dict[str, Callable[[dict[str, bytes]], None]] = {
    "any bytes, attested": junk_attested,
    "attested at grade 3": verdict_changed(lambda record: record["checks_run"].append("attestation")),
    "another name": verdict_changed(lambda record: record["reasons"][0]["facts"].update(person="X")),
    "a lower grade required": verdict_changed(lambda record: record.update(required_grade=1)),
    "another policy": verdict_changed(lambda record: record.update(policy_id="0" * 16)),
    "a proven time": verdict_changed(lambda record: record["time"].update(source="timestamp")),
    "another check": verdict_changed(lambda record: record["checks_run"].remove("coverage")),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_bundle_forged_with_its_digests_does_not_agree(world: World, forgery: str) -> None:
    verdict = world.verify(world.signed)
    bundle = write_evidence(world.signed, verdict, policy=world.policy(), issued=world.issued.data)
    assert reverify(rebuilt(bundle, lambda parts: None))[1]
    assert not reverify(rebuilt(bundle, FORGERIES[forgery]))[1]


def test_a_bundle_holds_nothing_but_its_parts(world: World) -> None:
    bundle = write_evidence(world.signed, world.verify(world.signed), policy=world.policy(), issued=world.issued.data)
    with pytest.raises(EvidenceRefused):
        reverify(rebuilt(bundle, lambda parts: parts.update({"../more.txt": b"x"})))


@pytest.mark.parametrize("scan", [None, b"", b"no scan at all"])
def test_what_a_person_attested_is_judged_in_a_child_process_too(
    world: World, scan: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = world.issued.data if scan is None else scan
    verdict = attest(data, registrar="นางลงเลข ทะเบียนดี", signer="นายตัวอย่าง ใจดี", day=SIGNED.date(), at=NOW)
    bundle = write_evidence(data, verdict, policy=None)
    monkeypatch.setattr(
        "signatures.validation.attestation.page_count", lambda *_: pytest.fail("opened in this process")
    )
    again, agrees = reverify(bundle)
    assert agrees
    assert again == verdict


def test_what_a_person_attested_agrees_with_itself_and_is_never_worth_more(world: World) -> None:
    scan = world.issued.data
    verdict = attest(scan, registrar="นางลงเลข ทะเบียนดี", signer="นายตัวอย่าง ใจดี", day=SIGNED.date(), at=NOW)
    bundle = write_evidence(scan, verdict, policy=None)
    again, agrees = reverify(bundle)
    assert (agrees, int(again.grade)) == (True, 1)
    raised = rebuilt(bundle, verdict_changed(lambda record: record.update(grade=3)))
    assert not reverify(raised)[1]
