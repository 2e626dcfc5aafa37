"""A signer whose parts are encoded once: two thirds of a signature's time were one certificate's names, written anew.

asn1crypto writes a value that was built in memory again at each look into it, and all that is inside it again at each
level: the names of an issuer, six levels down, some six hundred times a signature. A value that was *read* is kept as
the bytes it came from. So what was built is read back where pyHanko hands it on: the attribute that names the
certificate once for each key, the signed attributes and the signer's part once for each signature. The bytes are the
same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def encoding_once(kind: type) -> Any:
    """A class of pyHanko's signers as it is, but for how often it encodes."""
    from asn1crypto import cms
    from pyhanko.sign.attributes import CMSAttributeProvider, SigningCertificateV2Provider

    class Kept(CMSAttributeProvider):
        """The attribute of a provider that gives the same for every signature, read from its bytes."""

        def __init__(self, usual: CMSAttributeProvider, known: dict[bytes, bytes], key: bytes) -> None:
            self.attribute_type = usual.attribute_type
            self._usual, self._known, self._key = usual, known, key

        async def get_attribute(self, dry_run: bool = False) -> cms.CMSAttribute | None:
            if self._key not in self._known:
                made = await self._usual.get_attribute(dry_run=dry_run)
                if made is None:
                    return None
                self._known[self._key] = made.dump()
            return cms.CMSAttribute.load(self._known[self._key])

    class EncodingOnce(kind):  # type: ignore[misc]
        """Gives what it gives, read back from its bytes."""

        def _signed_attr_providers(self, *given: Any, **how: Any) -> Iterator[CMSAttributeProvider]:
            known: dict[bytes, bytes] = self.__dict__.setdefault("_named", {})
            for one in super()._signed_attr_providers(*given, **how):
                named = isinstance(one, SigningCertificateV2Provider)
                yield Kept(one, known, one.signing_cert.dump()) if named else one

        async def signed_attrs(self, *given: Any, **how: Any) -> cms.CMSAttributes:
            return cms.CMSAttributes.load((await super().signed_attrs(*given, **how)).dump())

        def signer_info(self, *given: Any, **how: Any) -> cms.SignerInfo:
            return cms.SignerInfo.load(super().signer_info(*given, **how).dump())

    return EncodingOnce
