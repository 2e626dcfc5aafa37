"""Facts kept as JSON read back as they were written, letter by letter: a manifest's digest is taken of that text."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, fields, replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.dialects import sqlite

from workflow.records.canonical import canonical_json
from workflow.records.columns import JsonFact, JsonFacts
from workflow.records.facts import Manifest, RouteStop, SignedRevision, SigningPlace

# What earlier versions of the program wrote, word for word.
MANIFEST = (
    '{"elements":["ผังโครงสร้าง"],"files":[{"dated":null,"duty":"original","group":"admin","id":7,"issued":"'
    + "b" * 64
    + '","name":"โครงสร้าง.pdf","number":null,"sha256":"'
    + "a" * 64
    + '","size":3,"url":null},{"dated":"2023-02-01","duty":"signed_before","group":"hr","id":9,"issued":null,'
    '"name":"คำสั่ง.pdf","number":"12/2566","sha256":"'
    + "c"
    * 64
    + '","size":4,"url":null},{"dated":null,"duty":"web","group":"hr","id":10,"issued":null,"name":"หน้าแรก","number":'
    'null,"sha256":"' + "d" * 64 + '","size":5,"url":"https://example.test/a"}],"fiscal_year":2566,"item":"O1",'
    '"parts":[{"group":"admin","nil":null},{"group":"audit","nil":"ไม่เกี่ยวข้อง"}],"revision":2}'
)
SIGNED = (
    '{"attested_by":"registrar","authority":"รักษาราชการแทน ศึกษาธิการจังหวัด","decided_on":"2023-03-05","files":{"10":"'
    + "d" * 64
    + '","7":"'
    + "e" * 64
    + '"},"grade":1,"how":"pen","kind":"acting","memo":"ศธ 02102/12","memo_sha256":"'
    + "f" * 64
    + '","name":"นายสมมติ ตัวอย่าง","post":"รองศึกษาธิการจังหวัด","signer":"deputy"}'
)
ADOPTED = (
    '{"authority":null,"decided_on":"2023-03-05","files":{"7":"' + "e" * 64 + '"},"grade":1,"how":"adopted",'
    '"kind":null,"memo":"บันทึกลงวันที่ 1","memo_sha256":null,"name":"นางตัวอย่าง","post":"","signer":"head"}'
)
ROUTE = [
    '{"by":null,"post":"deputy"}',
    '{"by":"deputy","name":"นายรอง","on":"2023-03-04","opinion":null,"post":"deputy","posts":["รอง"]}',
]
PLACES = [
    '{"login":"clerk.admin","place":"officer"}',
    '{"place":"route1","post":"director.hr"}',
    '{"login":"director.hr","name":"นางผู้อำนวยการ","on":"2023-03-04","place":"route1","post":"director.hr",'
    '"posts":["ผู้อำนวยการกลุ่ม"],"signed":"' + "a" * 64 + '"}',
]


@pytest.mark.parametrize(
    ("kind", "stored"),
    [
        (Manifest, MANIFEST),
        (SignedRevision, SIGNED),
        (SignedRevision, ADOPTED),
        *((RouteStop, stored) for stored in ROUTE),
        *((SigningPlace, stored) for stored in PLACES),
    ],
)
def test_what_was_stored_is_written_again_letter_by_letter(kind: Any, stored: str) -> None:
    fact = kind.from_json(json.loads(stored))
    assert canonical_json(fact.to_json()) == stored
    with pytest.raises(FrozenInstanceError):
        setattr(fact, fields(fact)[0].name, None)


def test_columns_hand_out_facts_and_keep_text() -> None:
    one, many, dialect = JsonFact(SignedRevision), JsonFacts(RouteStop), sqlite.dialect()
    stored = f"[{','.join(ROUTE)}]"
    assert one.process_bind_param(one.process_result_value(SIGNED, dialect), dialect) == SIGNED
    assert many.process_bind_param(many.process_result_value(stored, dialect), dialect) == stored
    assert one.process_result_value(None, dialect) is one.process_bind_param(None, dialect) is None
    assert many.process_result_value("[]", dialect) == ()


def test_dates_and_ids_are_read_as_what_they_are() -> None:
    manifest = Manifest.from_json(json.loads(MANIFEST))
    signed = SignedRevision.from_json(json.loads(SIGNED))
    assert manifest.files[1].dated == date(2023, 2, 1)
    assert signed.decided_on == date(2023, 3, 5)
    assert signed.files == {7: "e" * 64, 10: "d" * 64}


def test_the_digest_of_a_manifest_is_of_its_stored_text() -> None:
    manifest = Manifest.from_json(json.loads(MANIFEST))
    assert manifest.digest == "651aa2ad20538fa88415fba456b272bba6acc4babfc2bac2aa39ad40eba0b936"
    assert replace(manifest, revision=3).digest != manifest.digest


def test_a_place_once_signed_keeps_who_and_when() -> None:
    place = SigningPlace("route1", post="deputy").signed_by("deputy", "นายรอง", ["รอง"], date(2023, 3, 4), "a" * 64)
    assert place.field == "Route1Signature"
    assert place == SigningPlace("route1", "deputy", "deputy", "a" * 64, "นายรอง", ("รอง",), date(2023, 3, 4))
