"""Keys on PKCS#11 tokens (smart card, USB token, SoftHSM): found by the names people know, opened with a PIN.

A token has a label, and so has every key on it. ``KEY``, ``TOKEN`` (when it holds one key) or ``TOKEN/KEY`` names one,
and so does its number in the list of what there is. Certificates are public: the names are found without the PIN, and
no try of it is wasted on a misspelt name.

A token's label is 32 bytes (PKCS#11 2.40, CK_TOKEN_INFO), which are ten Thai letters; a longer one may be cut wherever
byte 32 falls. Such a label ends with half a letter that nobody can type: it is shown with ``…`` and named by its
number. Tokens are told apart by their serial numbers, since labels repeat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from signatures.errors import KeyRefused, refuse
from signatures.signing.encoded import encoding_once
from signatures.signing.pkcs12 import Key

_HALF_A_LETTER = "\ufffd"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a key is: labels of the token and of the key, and the token's serial number (empty: not known)."""

    token: str
    key: str
    serial: bytes = field(default=b"", compare=False)

    @property
    def shown(self) -> str:
        """The token's label as people can read it: ``…`` for the half letter of one that was cut."""
        whole = self.token.rstrip(_HALF_A_LETTER)
        return whole if whole == self.token else f"{whole}…"

    @property
    def names(self) -> frozenset[str]:
        """What it may be called: by its key, by its token, or by both."""
        tokens = {self.token, self.shown}
        return frozenset({self.key, *tokens, *(f"{token}/{self.key}" for token in tokens)})

    def __str__(self) -> str:
        return f"{self.shown}/{self.key}"


def listed(known: Sequence[Place]) -> str:
    """The places with their numbers, by which they may be named: ``1: oit/head, 2: oit/seal``."""
    return ", ".join(f"{number}: {str(place).rstrip('/')}" for number, place in enumerate(known, 1))


def places(library: Path | str) -> tuple[Place, ...]:
    """Every key with a certificate on the tokens that are plugged in; a token that shows none has the key ``""``.

    :raises KeyRefused: TOKEN_MISSING
    """
    from pkcs11 import Attribute, ObjectClass

    found: list[Place] = []
    for token in _tokens(library):
        label = str(token.label).strip("\0 ")
        labels: list[str] = []
        try:
            with token.open() as session:
                for item in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
                    labels.append(str(item[Attribute.LABEL]))
        except Exception:  # a token that shows nothing before the PIN
            labels = []
        found += [Place(label, name, token.serial) for name in sorted(set(labels)) or [""]]
    return tuple(found)


def find(library: Path | str, wanted: str) -> Place:
    """The one key that a label names, ``KEY``, ``TOKEN`` or ``TOKEN/KEY``, or its number in the list of all.

    :raises KeyRefused: TOKEN_MISSING; TOKEN_KEY_MISSING, TOKEN_KEY_SEVERAL: both list what there is.
    """
    known = places(library)
    exact = [place for place in known if wanted in (str(place), f"{place.token}/{place.key}")]
    fits = exact or [place for place in known if place.key and wanted in place.names]
    number, _, key = wanted.partition("/")
    numbered = known[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(known) else None
    if not fits and numbered is not None and (numbered.key or key):
        return replace(numbered, key=numbered.key or key)
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise refuse(KeyRefused, "TOKEN_KEY_SEVERAL", wanted=wanted, found=listed(known))
    # A token may show its certificates only after the PIN: then the key's name has to be given.
    for place in (place for place in known if not place.key):
        if wanted.startswith(f"{place.token}/"):
            return replace(place, key=wanted.removeprefix(f"{place.token}/"))
        if len(known) == 1 and wanted != place.token and not number.isdecimal():
            return replace(place, key=wanted)
    raise refuse(KeyRefused, "TOKEN_KEY_MISSING", wanted=wanted, found=listed(known))


def load_token(
    library: Path | str,
    pin: str,
    *,
    token: str | None = None,
    serial: bytes | None = None,
    slot: int | None = None,
    certificate: str | None = None,
    key: str | None = None,
    at: datetime | None = None,
) -> Key:
    """Open a key on a token. Close it after use.

    :param library: the vendor's PKCS#11 library.
    :param token: label of the token; None takes the one in ``slot``, or the only one.
    :param serial: its serial number, where several have the same label; None takes the first of them.
    :param certificate: label of the certificate object; None takes the label of ``key``.
    :raises KeyRefused: TOKEN_MISSING, TOKEN_PIN_WRONG, TOKEN_KEY_MISSING, KEY_EXPIRED, KEY_NOT_YET_VALID.
    """
    import pkcs11
    from cryptography.x509 import load_der_x509_certificate
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

    try:
        session = open_pkcs11_session(
            str(library),
            slot_no=slot,
            token_criteria=TokenCriteria(token, serial or None) if token is not None else None,
            user_pin=pin,
        )
    except (pkcs11.exceptions.PinIncorrect, pkcs11.exceptions.PinLenRange, pkcs11.exceptions.PinInvalid):
        raise refuse(KeyRefused, "TOKEN_PIN_WRONG") from None
    except pkcs11.exceptions.PinLocked:
        raise refuse(KeyRefused, "TOKEN_PIN_LOCKED") from None
    except Exception as error:
        raise refuse(KeyRefused, "TOKEN_MISSING", detail=type(error).__name__) from None
    try:
        signer: Any = encoding_once(PKCS11Signer)(session, cert_label=certificate or key, key_label=key or certificate)
        found = signer.signing_cert
        if found is None:
            raise LookupError
        if found.public_key.algorithm == "ec":
            # Many tokens (SoftHSM too) sign a digest with ECDSA but do not hash by themselves.
            offered = session.token.slot.get_mechanisms()
            signer.use_raw_mechanism = pkcs11.Mechanism.ECDSA_SHA256 not in offered
        signer._load_objects()  # finds the private key now, not in the middle of signing
        chain = tuple(load_der_x509_certificate(item.dump()) for item in signer.cert_registry or () if item != found)
    except Exception as error:
        session.close()
        wanted = str(Place(token or "", key or certificate or "")).strip("/") or "-"
        facts = {"wanted": wanted, "found": listed(places(library)), "detail": type(error).__name__}
        raise refuse(KeyRefused, "TOKEN_KEY_MISSING", **facts) from None
    opened = Key(load_der_x509_certificate(found.dump()), chain, signer, session.close)
    try:
        opened.check_validity(at if at is not None else datetime.now(UTC))
    except KeyRefused:
        opened.close()
        raise
    return opened


def _tokens(library: Path | str) -> Sequence[Any]:
    """:raises KeyRefused: TOKEN_MISSING: no driver, or nothing plugged in."""
    import pkcs11

    try:
        slots = pkcs11.lib(str(library)).get_slots(token_present=True)
        found = [slot.get_token() for slot in slots]
        tokens = [token for token in found if pkcs11.TokenFlag.TOKEN_INITIALIZED in token.flags]
    except Exception as error:
        raise refuse(KeyRefused, "TOKEN_MISSING", detail=type(error).__name__) from None
    if not tokens:
        raise refuse(KeyRefused, "TOKEN_MISSING", detail="no token")
    return tokens
