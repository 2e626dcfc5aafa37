"""With roots and revocation lists configured, what the head signs reaches grade 3 and carries the lists with it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from commands.terminal.screen import fitted
from tests.conftest import MakeOffice
from tests.services.small_office import SECRET, START, SmallOffice
from wiring import tell_evidence
from workflow.rules.errors import BadInput
from workflow.services.administration import certificates
from workflow.services.queries import evidence_bundles


def test_a_trusted_chain_known_to_be_unrevoked_is_grade_three(copy_office: MakeOffice, tmp_path: Path) -> None:
    from signatures.signing.practice_ca import issue, make_ca
    from tests.signatures.practice_lists import make_crl

    began, ends = START - timedelta(days=100), START + timedelta(days=1000)
    ca = make_ca("TEST ROOT", not_before=began, not_after=ends)
    head = issue(ca, "head", not_before=began, not_after=ends)
    crl = make_crl(ca, at=START - timedelta(days=1))
    extra = '[signing]\nroots = ["root.pem"]\ncrls = ["list.crl"]'
    office: SmallOffice = copy_office(grade=3, extra=extra)
    (office.folder / "root.pem").write_bytes(ca.pem)
    (office.folder / "list.crl").write_bytes(crl)
    (office.folder / "keys" / "head.p12").write_bytes(head.to_p12(SECRET))
    certificates.register_key(
        office.office, "head", person=None, key_file=office.key("head"), passphrase=lambda: SECRET
    )
    office.bring("head_signed", "O1")
    assert office.memo("ทล 01/1").grade == 3
    written = evidence_bundles.export(office.office, "O1", tmp_path / "bundles")
    assert {w.grade for w in written} == {3}
    assert all(tell_evidence(w.path, lang="th", as_json=True, wrap=fitted)[1] == 0 for w in written)
    signed = office.office.store.get(office.memo().memo_signed or "")
    assert b"/DSS" in signed


def test_an_answer_of_a_status_service_goes_with_the_file_too(copy_office: MakeOffice) -> None:
    from signatures.signing.practice_ca import issue, make_ca
    from tests.signatures.practice_lists import make_answer

    began, ends = START - timedelta(days=100), START + timedelta(days=1000)
    ca = make_ca("TEST ROOT", not_before=began, not_after=ends)
    head = issue(ca, "head", not_before=began, not_after=ends, online="http://status.invalid/")
    office: SmallOffice = copy_office(grade=3, extra='[signing]\nroots = ["root.pem"]\nocsps = ["head.ors"]')
    (office.folder / "root.pem").write_bytes(ca.pem)
    (office.folder / "head.ors").write_bytes(make_answer(ca, head, at=START - timedelta(days=1)))
    (office.folder / "keys" / "head.p12").write_bytes(head.to_p12(SECRET))
    certificates.register_key(
        office.office, "head", person=None, key_file=office.key("head"), passphrase=lambda: SECRET
    )
    office.bring("head_signed", "O1")
    assert office.memo("ทล 01/1").grade == 3
    assert b"/OCSPs" in office.office.store.get(office.memo().memo_signed or "")


@pytest.mark.parametrize(("content", "code"), [(None, "signing_file_missing"), (b"junk", "signing_file_unreadable")])
def test_a_revocation_list_that_is_gone_or_broken_is_never_passed_over(
    copy_office: MakeOffice, content: bytes | None, code: str
) -> None:
    office: SmallOffice = copy_office(extra='[signing]\ncrls = ["list.crl"]')
    if content is not None:
        (office.folder / "list.crl").write_bytes(content)
    with pytest.raises(BadInput) as refused:
        office.bring("head_signed", "O1")
    assert refused.value.code == code
    assert [reason.facts["file"] for reason in refused.value.reasons] == [str(office.folder / "list.crl")]
