"""Certificates and revocation data at hand for one file: from the policy, from whoever asks, from the file itself.

Nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from signatures.pdf.objects import get, items
from signatures.validation.cms import Found
from signatures.validation.policy import Policy
from signatures.verdict import Reason, reason


@dataclass
class Material:
    """Certificates and revocation data at hand, all DER.

    :ivar given: lists from the policy or the caller: the office vouches for them.
    :ivar embedded: lists from the file: they count only when their issuer's signature can be checked.
    :ivar given_answers: answers of status services (OCSP) from the policy or the caller.
    :ivar embedded_answers: the same from the file.
    """

    given: list[bytes] = field(default_factory=list)
    embedded: list[bytes] = field(default_factory=list)
    given_answers: list[bytes] = field(default_factory=list)
    embedded_answers: list[bytes] = field(default_factory=list)
    certificates: list[bytes] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)


def gather(reader: Any, policy: Policy, crls: Sequence[bytes], found: Iterable[Found]) -> Material:
    """Collect what the policy, the caller and the file bring. Unreadable data in a DSS is no evidence: left out.

    :param crls: further lists (PEM or DER) or answers of a status service (DER), whichever each one is.
    """
    from signatures.validation.policy_file import read_crls, read_ocsps

    material = Material(given=[*policy.crls], given_answers=[*policy.ocsps])
    for item in crls:
        lists, answers = read_crls(item), read_ocsps(item)
        if not lists and not answers:
            # What somebody thought worth giving must not be passed over: it may be the list that names the signer.
            material.reasons.append(reason("REVOCATION_UNREADABLE"))
        material.given += lists
        material.given_answers += answers
    material.certificates += [*policy.roots, *policy.intermediates]
    material.certificates += [signer.issuer for signer in policy.signers if signer.issuer is not None]
    for item_found in found:
        if item_found.embedded is not None:
            material.certificates += item_found.others
    store = get(reader.root, "/DSS")
    if isinstance(store, dict):
        for key, target in (
            ("/CRLs", material.embedded),
            ("/OCSPs", material.embedded_answers),
            ("/Certs", material.certificates),
        ):
            target += [bytes(stream.data) for stream in items(get(store, key)) if hasattr(stream, "encoded_data")]
    return material
