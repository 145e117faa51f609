"""``kg thesaurus``, and ``--thesaurus``."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.cli import support
from tests.cli.support import Kg

TABLE = """\
id\tfr\tnl\ten\tbroader\tmicrothesaurus\talt_fr
1\tenvironnement urbain\tstadsmilieu\turban environment\t\t9811\t
2\tespace vert\tgroene ruimte\tgreen area\t1\t9811\tparc
3\tgroene ruimte\tarbre\tnonsense\t\t\t
"""
"""The second is a term of the invented page, under the first; the third makes nothing match that should not."""

ARBRE = "https://w3id.org/written-questions/be/senate/topic/arbre"


@pytest.fixture
def page(folder: Path) -> Path:
    path = folder / "page.txt"
    path.write_text(support.page("7-90001"), encoding="utf-8")
    return path


@pytest.fixture
def eurovoc(kg: Kg, folder: Path) -> Path:
    (folder / "table.tsv").write_text(TABLE, encoding="utf-8")
    done = kg("thesaurus", "import", "table.tsv", "-o", "eurovoc.ttl")
    assert (done.code, done.out) == (0, "")
    assert done.err == "3 concepts in 1 microthesauri.\n"
    return folder / "eurovoc.ttl"


def test_imported_from_an_archive_and_from_standard_input_it_is_the_same(
    kg: Kg, folder: Path, eurovoc: Path
) -> None:
    with zipfile.ZipFile(folder / "e.zip", "w") as archive:
        archive.writestr("eurovoc.tsv", TABLE)
    for done in (
        kg("thesaurus", "import", "e.zip", "-o", "-"),
        kg("thesaurus", "import", "-", "-o", "-", stdin=(folder / "e.zip").read_bytes()),
        kg("thesaurus", "import", "eurovoc.ttl", "-o", "-"),
    ):
        assert done.code == 0, done.err
        assert done.out == eurovoc.read_text(encoding="utf-8")


def test_a_file_that_is_no_thesaurus_leaves_the_old_one(kg: Kg, folder: Path, eurovoc: Path) -> None:
    before = eurovoc.read_bytes()
    (folder / "wrong.tsv").write_text(TABLE + "4\tarbre\n", encoding="utf-8")
    done = kg("thesaurus", "import", "wrong.tsv", "-o", "eurovoc.ttl")
    assert done.code == 3
    assert done.err == "error: wrong.tsv, line 5: 2 columns instead of 7\n"
    assert eurovoc.read_bytes() == before
    assert kg("thesaurus", "import", "missing.rdf", "-o", "x.ttl").code == 2


def test_terms_are_converted_to_concepts(kg: Kg, folder: Path, eurovoc: Path, page: Path) -> None:
    plain, known = (kg("convert", page, *more).out for more in ((), ("--thesaurus", eurovoc)))
    assert "<http://eurovoc.europa.eu/2>" not in plain
    assert f"dcterms:subject <http://eurovoc.europa.eu/2>,\n        <{ARBRE}>" in known
    assert folder.is_dir()


@pytest.mark.parametrize("command", ["convert", "build"])
def test_a_thesaurus_that_is_malformed_is_wrong_usage(kg: Kg, folder: Path, page: Path, command: str) -> None:
    (folder / "wrong.ttl").write_text("<a:b> a\n", encoding="utf-8")
    done = kg(command, page, "-o", "x.ttl", "--thesaurus", "wrong.ttl")
    assert done.code == 2
    assert done.err.startswith("error: wrong.ttl, line 2: not Turtle")
    assert not (folder / "x.ttl").exists()


def test_questions_are_found_under_broader_concepts(kg: Kg, eurovoc: Path, page: Path) -> None:
    assert kg("build", page, "-o", "q.ttl", "--thesaurus", eurovoc, "-q").code == 0

    def numbers(*data: str) -> list[str]:
        given = [word for name in data for word in ("--data", name)]
        done = kg("query", "questions-by-topic", *given, "-p", "topic=environnement urbain", "-f", "json")
        assert done.code == 0, done.err
        return [row["number"]["value"] for row in json.loads(done.out)["results"]["bindings"]]

    assert numbers("q.ttl", "eurovoc.ttl") == ["7-90001"]
    assert numbers("q.ttl") == []


def test_pages_given_as_data_know_the_names_too(kg: Kg, folder: Path, eurovoc: Path, page: Path) -> None:
    (folder / "own.toml").write_text(
        '[[affiliation]]\nfr = "Les Verts"\nalso_fr = ["Groen"]\n', encoding="utf-8"
    )
    known = ("--thesaurus", eurovoc, "--authorities", "own.toml")
    converted = kg("convert", page, *known, "-f", "nt").out
    assert kg("export", page, *known, "-f", "nt").out == converted
    assert f"<{ARBRE}>" in converted
    assert "Les Verts" in converted
    asked = kg("query", "question", "--data", page, *known, "-p", "number=7-90001", "-f", "csv")
    assert "Les Verts" in asked.out
    assert "Les Verts" in kg("show", page, *known).out
    assert kg("validate", page, *known).code == 0
    for command in (["export"], ["show"], ["validate"], ["query", "late-answers", "--data"]):
        assert kg(*command, page, "--authorities", page).code == 2, command


def test_gaps(kg: Kg, folder: Path, eurovoc: Path, page: Path) -> None:
    done = kg("thesaurus", "gaps", page, "--thesaurus", eurovoc)
    assert done.code == 0
    assert done.out == "count  fr     nl    why      example\n1      arbre  boom  unknown  7-90001\n"
    assert done.err == "1 of 2 topics in 1 question name a concept.\n"
    (folder / "gaps.toml").write_text('[[term]]\nfr = "espace vert"\nalso_fr = ["arbre"]\n', encoding="utf-8")
    done = kg(
        "thesaurus", "gaps", page, "--thesaurus", eurovoc, "--authorities", "gaps.toml", "-f", "csv", "-o", "g.csv"
    )  # fmt: skip
    assert done.code == 0, done.err
    assert list(csv.DictReader(io.StringIO((folder / "g.csv").read_text(encoding="utf-8")))) == []


def test_gaps_of_nothing(kg: Kg, folder: Path, eurovoc: Path) -> None:
    (folder / "rubbish.txt").write_text("Hello", encoding="utf-8")
    done = kg("thesaurus", "gaps", "rubbish.txt", "--thesaurus", eurovoc)
    assert (done.code, done.out) == (3, "")
    assert kg("thesaurus", "gaps", "rubbish.txt").code == 2
