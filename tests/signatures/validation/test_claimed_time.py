"""The claimed time of a signature, also as Java programs on a Thai computer write it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace

import pytest

from signatures.validation.claimed_time import Claimed, read_claimed

DAY = datetime(2026, 3, 5, 2, 30, tzinfo=UTC)


def _embedded(time: str | None = None, m: str | None = None) -> SimpleNamespace:
    # pyHanko gives asn1crypto its names when it is imported, and none is taken once one was looked up: it comes first.
    import pyhanko.sign  # noqa: F401
    from asn1crypto.cms import CMSAttribute, CMSAttributes, Time

    kind = {13: "utc_time", 15: "generalized_time"}.get(len(time or ""), "")
    values = [] if time is None else [CMSAttribute({"type": "signing_time", "values": [Time(kind, time)]})]
    return SimpleNamespace(
        signer_info={"signed_attrs": CMSAttributes(values)},
        sig_object={} if m is None else {"/M": m},
        reader=SimpleNamespace(strict=True),
    )


@pytest.mark.parametrize(
    ("written", "claimed"),
    [
        ({}, None),
        ({"time": "260305023000Z"}, Claimed(DAY)),
        ({"time": "20260305023000Z"}, Claimed(DAY)),
        ({"time": "25690305023000Z"}, Claimed(DAY, 2569)),
        ({"time": "25710229023000Z"}, Claimed(datetime(2028, 2, 29, 2, 30, tzinfo=UTC), 2571)),
        ({"m": "D:20260305093000+07'00'"}, Claimed(DAY.astimezone(timezone(timedelta(hours=7))))),
        ({"m": "D:25690305093000+07'00'"}, Claimed(DAY, 2569)),
        ({"m": "D:25710229"}, Claimed(datetime(2028, 2, 29, tzinfo=UTC), 2571)),
        ({"time": "20260305023000Z", "m": "D:25690101"}, Claimed(DAY)),
    ],
)
def test_a_claimed_time_is_read_in_the_era_it_was_written_in(written: dict[str, str], claimed: Claimed | None) -> None:
    assert read_claimed(_embedded(**written)) == claimed


def test_a_time_that_is_no_date_is_not_taken_for_one() -> None:
    with pytest.raises(ValueError, match="day is out of range"):
        read_claimed(_embedded("25690230023000Z"))
