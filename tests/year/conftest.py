"""The office that every test here copies, founded once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import _made_once
from tests.year.begun import begin_year
from tests.year.hands import Hands
from tests.year.office import YearOffice


@pytest.fixture(scope="package")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with _made_once(tmp_path_factory, "year") as (folder, empty):
        if empty:
            begin_year(folder / "base")
    return folder / "base"


@pytest.fixture
def hands(base: Path) -> Iterator[Hands]:
    office = YearOffice(base)
    yield Hands(office)
    office.close()
