"""A hostile PDF handed in as evidence is refused where it is handed in, and costs this process nothing."""

from __future__ import annotations

import resource

import pytest

from tests.services.small_office import SmallOffice
from tests.signatures.sandbox.test_limits import with_picture
from workflow.rules.errors import BadInput
from workflow.services.collection import contributing
from workflow.services.collection.contributing import Contribution


def test_a_picture_too_large_to_draw_is_refused_when_it_is_handed_in(small: SmallOffice) -> None:
    path = small.paper("huge.pdf")
    path.write_bytes(with_picture(45_000, 45_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(BadInput) as caught:
        contributing.contribute(small.office, "clerk.admin", "O1", Contribution(files=[path]))
    assert [(r.code, r.facts["reason"], r.facts["file"]) for r in caught.value.reasons] == [
        ("pdf_refused", "LIMIT_PIXELS", "huge.pdf")
    ]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000
