"""docs/queries.md is made from the queries' headers, is current, and shows command lines that work."""

from __future__ import annotations

import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest

from kg.queries import find, library, run
from kg.store import Solutions
from tests.queries.engines import engine
from tools import query_reference

TEXT = query_reference.PAGE.read_text(encoding="utf-8")


def test_the_page_is_current() -> None:
    assert query_reference.page() == TEXT, "run: python tools/query_reference.py"


def test_check_writes_nothing_and_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "queries.md"
    assert query_reference.main(["--check", "--output", str(page)]) == 1
    assert "run python tools/query_reference.py" in capsys.readouterr().err
    assert not page.exists()
    assert query_reference.main(["--output", str(page)]) == 0
    assert query_reference.main(["--check", "--output", str(page)]) == 0
    assert page.read_text(encoding="utf-8") == TEXT


def test_every_query_has_its_section_and_its_line_in_a_table() -> None:
    names = [query.name for query in library()]
    assert sorted(re.findall(r"^### (.*)$", TEXT, re.MULTILINE)) == names
    assert sorted(re.findall(r"^\| \[(.*)\]\(#", TEXT, re.MULTILINE)) == names


def test_command_lines_of_the_page_are_accepted() -> None:
    lines = re.findall(r"^kg query (.*)$", TEXT, re.MULTILINE)
    assert len(lines) == len(library()) + 1
    for line in lines:
        name, *words = shlex.split(line)
        given = dict(word.split("=", 1) for flag, word in pairwise(words) if flag == "-p")
        assert isinstance(run(find(name), engine("oxigraph"), given), Solutions)


def test_no_cell_of_a_table_is_broken() -> None:
    for table in re.findall(r"(?:^\|.*\n)+", TEXT, re.MULTILINE):
        assert len({line.count("|") - 2 * line.count("\\|") for line in table.splitlines()}) == 1, table
