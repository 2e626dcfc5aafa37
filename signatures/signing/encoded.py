"""A signer whose parts are encoded once: two thirds of a signature's time were one certificate's names, written anew.

asn1crypto writes a value that was built in memory again at each look into it, and all that is inside it again at each
level: the names of an issuer, six levels down, some six hundred times a signature. A value that was *read* is kept as
the bytes it came from. So what was built is read back where pyHanko hands it on: the attribute that names the
certificate once for each of them, the signed attributes and the signer's part once for each signature. The bytes are
the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_NAMED: dict[bytes, bytes] = {}
"""Certificate -> the attribute that names it, of the keys that this process signed with."""
_MOST = 64


def encoding_once(kind: type) -> Any:
    """A class of pyHanko's signers as it is, but for how often it encodes."""
    from asn1crypto import cms
    from pyhanko.sign.attributes import CMSAttributeProvider, SigningCertificateV2Provider

    class Kept(CMSAttributeProvider):
        """The attribute of a provider that gives the same for every signature, read from its bytes."""

        def __init__(self, usual: CMSAttributeProvider, key: bytes) -> None:
            self.attribute_type = usual.attribute_type
            self._usual, self._key = usual, key

        async def get_attribute(self, dry_run: bool = False) -> cms.CMSAttribute | None:
            encoded = _NAMED.get(self._key)
            if encoded is None:
                made = await self._usual.get_attribute(dry_run=dry_run)
                if made is None:
                    return None
                if len(_NAMED) >= _MOST:
                    _NAMED.clear()
                encoded = _NAMED[self._key] = made.dump()
            return cms.CMSAttribute.load(encoded)

    class EncodingOnce(kind):  # type: ignore[misc]
        """Gives what it gives, read back from its bytes."""

        def _signed_attr_providers(self, *given: Any, **how: Any) -> Iterator[CMSAttributeProvider]:
            for one in super()._signed_attr_providers(*given, **how):
                named = isinstance(one, SigningCertificateV2Provider)
                yield Kept(one, one.signing_cert.dump()) if named else one

        async def signed_attrs(self, *given: Any, **how: Any) -> cms.CMSAttributes:
            return cms.CMSAttributes.load((await super().signed_attrs(*given, **how)).dump())

        def signer_info(self, *given: Any, **how: Any) -> cms.SignerInfo:
            return cms.SignerInfo.load(super().signer_info(*given, **how).dump())

    return EncodingOnce
