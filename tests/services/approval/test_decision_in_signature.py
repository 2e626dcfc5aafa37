"""What the head decides, and what others say, is drawn in their own signatures; the issued bytes stay as they are."""

from __future__ import annotations

import io
import re

from pypdf import PdfReader

from tests.services.approval.test_countersign import countersign, office
from tests.services.small_office import SmallOffice, done
from workflow.services.approval import returning, routing

__all__ = ["office"]


def drawn(pdf: bytes) -> dict[str, list[str]]:
    """The lines in the picture of each signature field, by its name."""
    found = {}
    for name, field in (PdfReader(io.BytesIO(pdf)).get_fields() or {}).items():
        picture = field.indirect_reference.get_object().get("/AP", {})
        data = picture["/N"].get_data() if "/N" in picture else b""
        spoken = re.findall(rb"/ActualText <([0-9a-f]+)>", data)
        found[name] = [bytes.fromhex(text.decode()).decode("utf-16") for text in spoken]
    return found


def test_the_head_s_decision_and_the_route_s_opinion_stand_in_their_signatures(office: SmallOffice) -> None:
    office.bring("submitted", "O1", "O2")
    done(returning.send_back(office.office, "head", ["O2"], "แก้ไขตัวเลข"))
    issued = office.office.store.get(office.memo().memo_issued)
    countersign(office, "clerk.admin", "O1")
    countersign(office, "director.admin", "O1")
    done(routing.endorse(office.office, "deputy", ["O1"], opinion="เห็นควรเผยแพร่"))
    countersign(office, "deputy", "O1")
    office.sign("O1")
    signed = office.office.store.get(office.memo().memo_signed or "")
    assert signed.startswith(issued)
    said = drawn(signed)
    assert said["HeadSignature"][0] == "เห็นชอบ ยกเว้นข้อ O2"
    assert said["HeadSignature"][-1].startswith("ลงลายมือชื่อดิจิทัล")
    assert said["Route1Signature"][0] == "เห็นควรเผยแพร่"
