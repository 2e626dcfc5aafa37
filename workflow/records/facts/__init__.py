"""What the records keep as JSON and the program reads by name: frozen values with ``to_json`` and ``from_json``.

The stored text is the contract: ``from_json`` and back gives the same text, or digests taken of it would differ.
"""

from workflow.records.facts.approval import HeldPaper, RouteStop, SignedRevision, SigningPlace
from workflow.records.facts.manifest import Manifest, ManifestFile, ManifestPart, ManifestPeriod

__all__ = [
    "HeldPaper", "Manifest", "ManifestFile", "ManifestPart", "ManifestPeriod", "RouteStop", "SignedRevision",
    "SigningPlace",
]  # fmt: skip
