"""PDFs, keys and signatures; nothing about offices."""

import sys
from types import ModuleType

# pyHanko loads its HTTP clients, and aiohttp with eight packages beneath it, for every signature. Nothing here fetches
# through them (signing/authorities.py asks the authority), and an office does not install them: a name is laid in each
# one's place before anything of pyHanko can be loaded (docs/decisions/0109).
for _module, _name in (
    ("pyhanko.sign.timestamps.aiohttp_client", "HTTPTimeStamper"),
    ("pyhanko_certvalidator.fetchers.aiohttp_fetchers", "AIOHttpFetcherBackend"),
):
    if _module not in sys.modules:
        sys.modules[_module] = ModuleType(_module)
        setattr(sys.modules[_module], _name, None)
