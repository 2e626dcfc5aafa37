"""The office that every test here copies, founded once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.year.begun import begin_year
from tests.year.hands import Hands
from tests.year.office import YearOffice


@pytest.fixture(scope="package")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("year") / "base"
    begin_year(folder)
    return folder


@pytest.fixture
def hands(base: Path) -> Iterator[Hands]:
    office = YearOffice(base)
    yield Hands(office)
    office.close()
