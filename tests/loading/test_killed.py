"""Loads killed at any moment: what the store answers then, and that the next load completes it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.store import StoreError
from tests.loading.killing import PAGES, remembered
from tests.loading.support import dump, fill, graphs

ROOT = Path(__file__).parents[2]


def names_in(text: str, *, subjects: bool) -> set[str]:
    """What questions share, as far as some triples tell of it or name it."""
    place = 0 if subjects else 2
    return {
        term
        for line in text.splitlines()
        if (term := line.split(" ")[place]).split("/")[-2:][0] in {"person", "affiliation", "post", "topic"}
    }


@pytest.mark.parametrize(("way", "number"), [("new", 9), ("change", 15), ("anew", 15), ("thesaurus", 15)])
def test_a_load_killed_at_any_moment(
    way: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.loading.killing", tmp_path, way, str(number)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    monkeypatch.setattr("kg.bulk.steps.read_document", remembered)
    whole = tmp_path / "whole"
    after = graphs(whole)
    before = graphs(tmp_path / "prepared") if way != "new" else {}
    at_once = way in {"anew", "thesaurus"}
    assert len(after) == 41 + at_once
    assert len(before) == (0 if way == "new" else 13 + (way == "thesaurus"))
    thesaurus = tmp_path / "thesaurus.ttl" if at_once else None
    seen = set()
    for place in range(number):
        store = tmp_path / f"killed-{place}"
        try:
            found = graphs(store)
        except StoreError as problem:
            # Killed before there was anything to ask.
            if way != "new" or not re.search("holds nothing yet|no store in", str(problem)):
                raise
            found = {}
        assert not at_once or found in (before, after)
        for name, text in found.items():
            if name.startswith("7-"):
                assert text in {before.get(name), after[name]}
        named = set().union(
            *(names_in(text, subjects=False) for name, text in found.items() if name != "names")
        )
        assert named <= names_in(found.get("names", ""), subjects=True)
        seen.add(sum(text == after.get(name) for name, text in found.items() if name.startswith("7-")))
        if place % 3 == 0:
            # Without any page, what was read is completed.
            fill(store)
            assert fill(store).made == 0
        fill(store, *PAGES, thesaurus=thesaurus, resume=place % 3 == 1)
        assert dump(store) == dump(whole)
        assert len(list(store.glob("graphs-*"))) == 1
        assert list(store.glob(".*.part")) == []
    # The moments lie well apart: some loads had not come far, some were nearly done. New graphs come all at once.
    assert len(seen) > 2 or (at_once and seen == {0, 40})
