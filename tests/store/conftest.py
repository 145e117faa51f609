"""Real servers, and one that stumbles when it is told to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.conftest import folder, kg
from tests.fetching.server import Server, serving
from tests.store.fixtures import server

__all__ = ["folder", "kg", "server", "stumbling"]


@pytest.fixture
def stumbling() -> Iterator[Server]:
    with serving() as running:
        yield running
