"""Which paper some bytes are: what may be shown of the store is what a memo or an item speaks of, nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.records.models import Evidence
from workflow.rules.errors import NotFound
from workflow.services.context.use_case import reading

if TYPE_CHECKING:
    from workflow.services.context.office import Office

PDF = "application/pdf"
_DIGEST = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A paper as its bytes are shown or handed out."""

    digest: str
    name: str
    media_type: str


def paper(office: Office, digest: str) -> ShownPaper:
    """The paper of a digest. :raises NotFound: no memo and no item has it."""
    if _DIGEST.fullmatch(digest) is None:
        raise NotFound("no_such_paper", sha256=digest)
    with reading(office) as use_case:
        found = queries.files.paper(use_case.session, use_case.office_id, digest)
        if found is None:
            raise NotFound("no_such_paper", sha256=digest)
        if not isinstance(found, Evidence):
            return ShownPaper(digest, f"{found.label}.pdf", PDF)
        made = digest in (found.issued_sha256, found.signed_sha256) and digest != found.sha256
        if not made or found.name.lower().endswith(".pdf"):
            return ShownPaper(digest, found.name, found.media_type)
        return ShownPaper(digest, f"{found.name}.pdf", PDF)
