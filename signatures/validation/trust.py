"""Time stamps and chains: what needs certificates other than the signer's own. Nothing is fetched."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from signatures.validation.cert_store import Material
from signatures.validation.certificates import self_issued, uses
from signatures.validation.cms import Found, range_digest
from signatures.validation.kept_paths import Chain, key_of, sought_once
from signatures.validation.policy import Policy
from signatures.validation.revocation import known_revocation
from signatures.verdict import Reason, reason

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


async def proven_times(
    found: Sequence[Found], data: bytes, policy: Policy, material: Material, at: datetime
) -> tuple[dict[int, tuple[datetime, str]], list[Reason]]:
    """For each signature, by its number, the earliest moment at which it provably existed.

    Source ``timestamp``: its own, made in the same act. ``document_timestamp``: of the document, or of a later
    signature that covers this one; it proves that the signature was there by then, not when it was made.
    """
    times: dict[int, tuple[datetime, str]] = {}
    reasons: list[Reason] = []
    for item in found:
        if item.embedded is None:
            continue
        if item.is_timestamp:
            moment, why = await _document_timestamp(item, data, policy, material, at)
            covered = [other for other in found if not other.is_timestamp and 0 < other.end <= item.end]
            source = "document_timestamp"
        else:
            moment, why = await _attached_timestamp(item, policy, material, at)
            # A stamp on a signature value fixes all that the signature covers, if it really covers it.
            covered = [other for other in found if not other.is_timestamp and 0 < other.end < item.end and item.sound]
            covered, source = [item, *covered], "timestamp"
        reasons += why
        for other in covered if moment is not None else []:
            if moment is not None and (other.number not in times or moment < times[other.number][0]):
                times[other.number] = (moment, source if other is item else "document_timestamp")
    return times, reasons


async def _attached_timestamp(
    item: Found, policy: Policy, material: Material, at: datetime
) -> tuple[datetime | None, list[Reason]]:
    from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

    signature = item.embedded.signer_info["signature"].native
    try:
        tokens = list(extract_tst_data_iter(item.embedded.signer_info, signed=False))
    except Exception:  # pyHanko raises its own "no such attribute" and asn1crypto's errors here
        return None, []
    best: datetime | None = None
    reasons: list[Reason] = []
    for token in tokens:
        moment, why = await _token(token, lambda name: hashlib.new(name, signature).digest(), policy, material, at)
        reasons += why
        if moment is not None and (best is None or moment < best):
            best = moment
    return best, reasons


async def _document_timestamp(
    item: Found, data: bytes, policy: Policy, material: Material, at: datetime
) -> tuple[datetime | None, list[Reason]]:
    if item.reasons:
        return None, []
    byte_range = item.embedded.byte_range
    return await _token(
        item.embedded.signed_data, lambda name: range_digest(data, byte_range, name) or b"", policy, material, at
    )


async def _token(
    token: Any, imprint: Any, policy: Policy, material: Material, at: datetime
) -> tuple[datetime | None, list[Reason]]:
    """Moment of a time stamp token (RFC 3161) when it is right and its authority is configured."""
    from cryptography.x509 import load_der_x509_certificate
    from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
    from pyhanko_certvalidator import ValidationContext

    try:
        moment: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
        context = ValidationContext(
            trust_roots=_asn1(policy.tsa_roots),
            other_certs=_asn1(material.certificates),
            moment=moment,
            best_signature_time=moment,
            allow_fetching=False,
            revocation_mode="soft-fail",
        )
        facts = await validate_tst_signed_data(token, context, imprint)
    except Exception:
        return None, [reason("TIMESTAMP_INVALID")]
    if not (facts["intact"] and facts["valid"]):
        return None, [reason("TIMESTAMP_INVALID")]
    if moment > at:
        return None, [reason("TIME_INCONSISTENT", detail="time stamp after the moment of checking")]
    authority = load_der_x509_certificate(facts["signing_cert"].dump())
    if not policy.tsa_roots or facts["trust_problem_indic"] is not None or facts["validation_path"] is None:
        return None, [reason("TIMESTAMP_UNTRUSTED")]
    if known_revocation(authority, material).when is not None:
        return None, [reason("TIMESTAMP_UNTRUSTED")]
    return moment, []


async def chain(
    certificate: Any, policy: Policy, material: Material, moment: datetime
) -> tuple[Chain, datetime | None]:
    """Whether the certificate chains to a configured root and everything below it is known to be unrevoked.

    :param certificate: asn1crypto certificate of the signer.
    :param moment: the proven time, or now when there is none. Newer lists may speak about it (second pass).
    """
    state, when = await _path(certificate, policy, material, moment, "require")
    if state != "untrusted":
        return state, when
    # Is it the chain, or only what is known of revocation? A list or answer that is stale or not its issuer's makes
    # pyHanko refuse the whole path even when it is asked to be lenient: so the last question is put without any.
    state, when = await _path(certificate, policy, material, moment, "soft-fail")
    if state == "untrusted":
        bare = Material(certificates=material.certificates)
        state, when = await _path(certificate, policy, bare, moment, "soft-fail")
    return ("revocation_unknown", None) if state == "good" else (state, when)


async def _path(
    certificate: Any, policy: Policy, material: Material, moment: datetime, mode: str
) -> tuple[Chain, datetime | None]:
    lists, answers = [*material.given, *material.embedded], [*material.given_answers, *material.embedded_answers]
    key = key_of(mode, moment, [certificate.dump()], policy.roots, material.certificates, lists, answers)

    async def seek() -> tuple[Chain, datetime | None]:
        from pyhanko_certvalidator import CertificateValidator, ValidationContext
        from pyhanko_certvalidator.errors import RevokedError

        context = ValidationContext(
            trust_roots=_asn1(policy.roots),
            other_certs=_asn1(material.certificates),
            crls=[_list(item) for item in lists],
            ocsps=answers,
            moment=moment,
            best_signature_time=moment,
            allow_fetching=False,
            revocation_mode=mode,
            retroactive_revinfo=True,
        )
        try:
            await CertificateValidator(certificate, validation_context=context).async_validate_path()
        except RevokedError as error:
            return "revoked", getattr(error, "revocation_dt", None)
        return "good", None

    return await sought_once(key, seek)


def _asn1(certificates: Iterable[bytes]) -> list[Any]:
    return [_certificate(item) for item in dict.fromkeys(certificates)]


# An office's roots and lists are the same for every file that is checked in one go.
@lru_cache(maxsize=64)
def _certificate(der: bytes) -> Any:
    from asn1crypto import x509

    return x509.Certificate.load(der)


@lru_cache(maxsize=16)
def _list(der: bytes) -> Any:
    from asn1crypto import crl

    return crl.CertificateList.load(der)


def may_sign(certificate: Certificate, wanted: Iterable[str], *, registered: bool = False) -> str | None:
    """What speaks against signing documents with it (RFC 5280, 4.2.1.3 and 4.2.1.9): ``authority``, ``usage``; None
    when nothing does.

    :param wanted: of ``policy.KEY_USAGES``; one of them is enough. A certificate without the extension is not limited.
    :param registered: the office registered this very certificate. Then one that a person made for themselves may say
        that it is an authority's, as ``openssl req -x509`` has it, unless it says that it is for that alone.
    :raises Odd: a value that this rests on cannot be read.
    """
    names, authority = uses(certificate)
    if authority and not (registered and self_issued(certificate) and (names is None or names & set(wanted))):
        return "authority"
    return None if names is None or names & set(wanted) else "usage"
