"""What files are called that were found somewhere."""

from __future__ import annotations

import pytest

pytest.importorskip("pyspark", reason="Spark is not installed (make test-spark)")

from kg.spark.job import _apart
from kg.spark.places import Place

FOLDER = Place("pages", "file:/data/pages", is_file=False)


@pytest.mark.parametrize(
    ("place", "found", "name"),
    [
        (FOLDER, "file:/data/pages/7/a b.txt", "pages/7/a b.txt"),
        (FOLDER, "file:/data/pages-2/a.txt", None),
        (FOLDER, "file:/data/other/a.txt", None),
        (Place(".", "file:/data", is_file=False), "file:/data/a.txt", "a.txt"),
        (Place("./", "file:/data", is_file=False), "file:/data/a.txt", "./a.txt"),
        (Place("/", "file:/", is_file=False), "file:/a.txt", "/a.txt"),
        (Place("a.txt", "file:/data/a.txt", is_file=True), "file:/data/a.txt", "a.txt"),
        (Place("a.txt", "file:/data/a.txt", is_file=True), "file:/data/a.txt/b", None),
        (
            Place("s3a://crawl/2024", "s3a://crawl/2024", is_file=False),
            "s3a://crawl/2024/a.txt",
            "s3a://crawl/2024/a.txt",
        ),
    ],
)
def test_a_file_is_called_by_the_place_that_was_given(place: Place, found: str, name: str | None) -> None:
    assert place.name_of(found) == name


def test_what_readers_take_for_patterns_is_escaped() -> None:
    assert Place("x", "file:/a[1]/{b}*?", is_file=False).pattern == r"file:/a\[1\]/\{b\}\*\?"


def test_of_places_in_one_another_the_outer_one_is_read() -> None:
    inner = Place("pages/7", "file:/data/pages/7", is_file=False)
    page = Place("pages/7/a.txt", "file:/data/pages/7/a.txt", is_file=True)
    beside = Place("pages7", "file:/data/pages7", is_file=False)
    assert _apart([page, inner, FOLDER, FOLDER, beside]) == [FOLDER, beside]
