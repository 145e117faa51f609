"""Values laid aside and taken again."""

from __future__ import annotations

from typing import IO

import pytest

from kg import shelf
from kg.shelf import Shelf


def test_values_come_back_in_any_order_and_as_often_as_asked() -> None:
    lay: Shelf[tuple[str, int]] = Shelf()
    values = [(f"value {number}", number) for number in range(50)]
    places = [lay.put(value) for value in values]
    assert [lay.get(place) for place in reversed(places)] == values[::-1]
    assert lay.get(places[7]) == lay.get(places[7]) == values[7]


def test_a_value_can_be_laid_aside_after_others_were_taken() -> None:
    lay: Shelf[str] = Shelf()
    first = lay.put("first")
    assert lay.get(first) == "first"
    second = lay.put("second")
    assert (lay.get(first), lay.get(second)) == ("first", "second")


def test_many_bytes_go_to_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "IN_MEMORY", 100)
    with shelf.spooled() as file:
        file.write(b"x" * 50)
        assert not vars(file)["_rolled"]
        file.write(b"x" * 51)
        assert vars(file)["_rolled"]
        assert _all(file) == b"x" * 101


def _all(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
