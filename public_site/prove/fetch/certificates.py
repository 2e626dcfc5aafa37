"""Why a certificate is not trusted, told apart, because each cause has another remedy."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workflow.thai.zone import BANGKOK

if TYPE_CHECKING:
    from cryptography.x509 import Certificate, Name

# Codes of OpenSSL's X509_verify_cert (openssl-verification-options).
_EXPIRED, _NOT_YET, _LEAF_SELF_SIGNED, _ROOT_UNKNOWN, _NO_ISSUER, _ALONE, _WRONG_NAME, _WRONG_ADDRESS = (
    10, 9, 18, 19, 20, 21, 62, 64,
)  # fmt: skip


def why_untrusted(error: ssl.SSLError, host: str, port: int, timeout: float) -> tuple[str, dict[str, str]]:
    """The code and the facts of a failed handshake.

    `tls_expired` and `tls_not_yet` (fact `on`), `tls_self_signed`, `tls_wrong_name` (`names`: those it is for),
    `tls_chain_incomplete` (`missing`: the name of the certificate that the server does not send, `from`: where its
    issuer offers it), `tls_unknown_ca` (`issuer`), else `tls`.
    """
    code = getattr(error, "verify_code", None)
    if not isinstance(error, ssl.SSLCertVerificationError) or code is None:
        return "tls", {"reason": error.reason or str(error)}
    chain = _presented(host, port, timeout)
    return _told(code, chain)


def _told(code: int, chain: Sequence[Certificate]) -> tuple[str, dict[str, str]]:
    if not chain:
        names = {_EXPIRED: "tls_expired", _NOT_YET: "tls_not_yet", _LEAF_SELF_SIGNED: "tls_self_signed"}
        return names.get(code, "tls_wrong_name" if code in (_WRONG_NAME, _WRONG_ADDRESS) else "tls"), {}
    leaf, top = chain[0], chain[-1]
    if code in (_EXPIRED, _NOT_YET):
        on = leaf.not_valid_after_utc if code == _EXPIRED else leaf.not_valid_before_utc
        return ("tls_expired" if code == _EXPIRED else "tls_not_yet"), {"on": on.astimezone(BANGKOK).date().isoformat()}
    if code in (_WRONG_NAME, _WRONG_ADDRESS):
        return "tls_wrong_name", {"names": ", ".join(_names(leaf)[:5])}
    if code == _LEAF_SELF_SIGNED or leaf.issuer == leaf.subject:
        return "tls_self_signed", {}
    if code in (_NO_ISSUER, _ALONE) and top.issuer != top.subject:
        place = _offered_at(top)
        # An authority that browsers know says in each certificate where the next one is (CA/B Baseline Requirements
        # 7.1.2.7.7); a private one that sends more than its leaf and says nothing is simply not known.
        if len(chain) == 1 or place:
            return "tls_chain_incomplete", {"missing": _common(top.issuer), **({"from": place} if place else {})}
    return "tls_unknown_ca", {"issuer": _common(top.issuer)}


def as_browsers_do(cadata: str | None = None) -> ssl.SSLContext:
    """What this machine trusts (or the authorities of ``cadata``, PEM), looked at as browsers look.

    Python 3.13 holds certificates to every letter of RFC 5280 (``VERIFY_X509_STRICT``): an authority without a key
    identifier, as older ones of the state are, would be told as unknown where every visitor gets in.
    """
    context = ssl.create_default_context(cadata=cadata)
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return context


def _presented(host: str, port: int, timeout: float) -> list[Certificate]:
    """The certificates that the server sends, its own first; nothing is trusted, and nothing is asked of it."""
    from cryptography import x509

    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        with (
            socket.create_connection((host, port), timeout) as raw,
            context.wrap_socket(raw, server_hostname=host) as tls,
        ):
            return [x509.load_der_x509_certificate(der) for der in _chain_of(tls)]
    except (OSError, ValueError):
        return []


def _chain_of(tls: ssl.SSLSocket) -> list[bytes]:
    """The chain as DER: public from Python 3.13 on, on the inner object before; the leaf alone where neither is."""
    chain = getattr(tls, "get_unverified_chain", None)
    if chain is not None:
        return list(chain())
    inner = getattr(getattr(tls, "_sslobj", None), "get_unverified_chain", None)
    if inner is not None:
        return [ssl.PEM_cert_to_DER_cert(one.public_bytes()) for one in inner()]
    leaf = tls.getpeercert(binary_form=True)
    return [leaf] if leaf else []


def _names(certificate: Certificate) -> list[str]:
    from cryptography import x509

    try:
        given = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        return [str(name.value) for name in given]
    except (x509.ExtensionNotFound, ValueError):
        return [_common(certificate.subject)]


def _offered_at(certificate: Certificate) -> str | None:
    """Where the issuer offers its own certificate (RFC 5280, 4.2.2.1, caIssuers)."""
    from cryptography import x509
    from cryptography.x509.oid import AuthorityInformationAccessOID

    try:
        access = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except (x509.ExtensionNotFound, ValueError):
        return None
    issuers = [d for d in access if d.access_method == AuthorityInformationAccessOID.CA_ISSUERS]
    return str(issuers[0].access_location.value) if issuers else None


def _common(name: Name) -> str:
    from cryptography.x509.oid import NameOID

    found = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else name.rfc4514_string()
