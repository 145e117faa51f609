"""docs/ontology.md is made from the ontology, is current, and leads where it points."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "ontology_reference.py"
PAGE = ROOT / "docs" / "ontology.md"
WQ = "https://w3id.org/written-questions/ontology#"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(TOOL), *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as the tool makes it now."""
    out = tmp_path_factory.mktemp("docs") / "ontology.md"
    done = run("--output", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    return out


def test_the_page_is_current(made: Path) -> None:
    assert PAGE.read_bytes() == made.read_bytes(), "run: python tools/ontology_reference.py"


def test_check_is_content_with_a_current_page_and_writes_nothing(made: Path) -> None:
    before = made.stat().st_mtime_ns
    done = run("--check", "--output", str(made))
    assert (done.returncode, done.stderr) == (0, "")
    assert made.stat().st_mtime_ns == before


@pytest.mark.parametrize("text", ["", None], ids=["another text", "no page"])
def test_check_tells_of_a_page_that_is_not_current(text: str | None, tmp_path: Path) -> None:
    page = tmp_path / "ontology.md"
    if text is not None:
        page.write_text(text)
    done = run("--check", "--output", str(page))
    assert done.returncode == 1
    assert str(page) in done.stderr
    assert "run python tools/ontology_reference.py" in done.stderr
    assert page.exists() == (text is not None)


def test_every_term_has_its_section_with_label_and_definition_in_three_languages() -> None:
    graph = Graph().parse(ROOT / "ontology" / "written-questions.ttl")
    sections = dict(
        re.findall(r"^### (\S+(?: \(class\))?)\n(.*?)(?=^##)", PAGE.read_text("utf-8"), re.M | re.S)
    )
    terms = [s for s in graph.subjects(RDFS.isDefinedBy) if (s, RDF.type, SKOS.ConceptScheme) not in graph]
    assert len(terms) > 50
    for term in terms:
        assert isinstance(term, URIRef)
        name = "wq:" + term.removeprefix(WQ) + (" (class)" if (term, RDF.type, OWL.Class) in graph else "")
        for predicate in (RDFS.label, SKOS.definition, SKOS.scopeNote):
            for text in graph.objects(term, predicate):
                assert isinstance(text, Literal)
                assert str(text) in sections[name]
    assert len(sections) == len(terms)


def test_links_lead_to_sections() -> None:
    text = PAGE.read_text("utf-8")
    anchors = {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", text, re.M)
    }
    links = re.findall(r"\]\(#([^)]+)\)", text)
    assert len(links) > 100
    assert set(links) - anchors == set()


def test_every_alignment_is_on_the_page() -> None:
    graph = Graph().parse(ROOT / "ontology" / "alignments.ttl")
    text = PAGE.read_text("utf-8")
    reasons = [
        str(o) for axiom in graph.subjects(RDF.type, OWL.Axiom) for o in graph.objects(axiom, RDFS.comment)
    ]
    assert len(reasons) > 40
    assert [reason for reason in reasons if reason not in text] == []


def test_no_cell_of_a_table_is_broken() -> None:
    for table in re.findall(r"(?:^\|.*\n)+", PAGE.read_text("utf-8"), re.M):
        assert len({line.count("|") for line in table.splitlines()}) == 1, table
