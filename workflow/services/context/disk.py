"""When the disk is full: told as such at the one boundary, whatever was being written."""

from __future__ import annotations

import errno

_FULL = frozenset({errno.EFBIG, errno.ENOSPC, errno.EDQUOT})


def is_full(error: OSError) -> bool:
    """Whether a file could not be written because no room is left: on the disk, under a quota or a limit of size."""
    return error.errno in _FULL
