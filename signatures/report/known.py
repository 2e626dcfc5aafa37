"""To whom a signer of an evidence bundle is known: said first, since whoever makes a bundle chooses what is in it."""

from __future__ import annotations

from dataclasses import dataclass

from signatures.validation.policy import Policy
from signatures.verdict import Check, Grade, Verdict


@dataclass(frozen=True, slots=True)
class KnownTo:
    """Who answers for who signed. ``kind``: ``roots``, ``list``, ``person`` or ``nobody``; ``names`` of the roots."""

    kind: str
    names: tuple[str, ...] = ()
    people: int = 0

    def text(self, lang: str) -> str:
        """One sentence."""
        said = _SAYS[self.kind][0 if lang == "th" else 1]
        return said.format(names=", ".join(self.names) or "–", people=self.people)


_SAYS = {
    "roots": (
        "ผู้ลงนามเป็นที่รู้จักของ: ผู้ออกใบรับรองราก {names} ซึ่งอยู่ในชุดหลักฐานนี้เอง เทียบลายพิมพ์ของรากกับผู้ออกก่อนเชื่อ",
        "The signer is known to: the root {names}, which lies in this bundle; compare its fingerprint with the "
        "issuer's before you rely on it",
    ),
    "list": (
        "ผู้ลงนามเป็นที่รู้จักของ: รายชื่อ {people} รายในชุดหลักฐานนี้เอง ไม่ใช่ของผู้อื่น ใครก็ทำชุดหลักฐานได้ "
        "เทียบลายพิมพ์ใบรับรองกับสำนักงานก่อนเชื่อ",
        "The signer is known to: the list of {people} in this bundle and nobody else; anybody can make a bundle, so "
        "compare the certificate's fingerprint with the office before you rely on it",
    ),
    "person": (
        "ผู้ลงนามเป็นที่รู้จักของ: เจ้าหน้าที่ที่รับรองกระดาษเท่านั้น ไม่มีการตรวจด้วยกุญแจ",
        "The signer is known to: the person who attested the paper; no key was checked",
    ),
    "nobody": ("ผู้ลงนามไม่เป็นที่รู้จักของผู้ใด", "The signer is known to nobody"),
}


def known_to(verdict: Verdict, policy: Policy | None) -> KnownTo:
    """Who answers for the signer of a file that was judged again."""
    if Check.ATTESTATION in verdict.checks_run:
        return KnownTo("person")
    if policy is None or verdict.grade < Grade.KNOWN:
        return KnownTo("nobody")
    if verdict.grade is Grade.TRUSTED and policy.roots:
        return KnownTo("roots", tuple(_name(root) for root in policy.roots))
    return KnownTo("list", people=len({signer.name for signer in policy.signers}))


def _name(root: bytes) -> str:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.x509 import load_der_x509_certificate

    certificate = load_der_x509_certificate(root)
    return f"{certificate.subject.rfc4514_string()} (SHA-256 {certificate.fingerprint(SHA256()).hex()[:16]}…)"
