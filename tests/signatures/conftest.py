from __future__ import annotations

import pytest

from signatures.pdf.text_outlines import find_font

from .world import World


@pytest.fixture(scope="session")
def world() -> World:
    return World(find_font())
