"""The SHACL test files that pyshacl's source distribution carries: whichever engine, the same report.

``make suite`` fetches them into ``build/``.
"""

from __future__ import annotations

import tarfile
import tomllib
from collections import defaultdict
from functools import cache
from importlib.metadata import version
from pathlib import Path, PurePosixPath

import pytest
from pyoxigraph import BlankNode, RdfFormat, Triple, parse

from kg.graph.rdflib_terms import from_rdflib, to_rdflib
from kg.graph.streaming import statements
from kg.validation import Shapes, ShapesError, fast, load_shapes, reference, validate_triples
from kg.validation.found import Found
from kg.validation.plan import Unfit, paths_of, plan_of

ROOT = Path(__file__).parents[2]
ARCHIVE = ROOT / "build" / "suite" / f"pyshacl-{version('pyshacl')}.tar.gz"
HERE = "https://example.org/"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
SH = "http://www.w3.org/ns/shacl#"

needed = pytest.mark.skipif(
    not ARCHIVE.exists(), reason=f"{ARCHIVE.relative_to(ROOT)} is not there; `make suite` fetches it"
)


@cache
def files() -> dict[str, bytes]:
    """The Turtle files of the Core and SPARQL tests by their paths, such as ``core/node/and-001.ttl``."""
    found: dict[str, bytes] = {}
    with tarfile.open(ARCHIVE) as archive:
        for member in archive:
            _, folder, path = member.name.partition("/test/resources/sht_tests/")
            if folder and member.isfile() and path.startswith(("core/", "sparql/")) and path.endswith(".ttl"):
                content = archive.extractfile(member)
                assert content is not None
                found[path] = content.read()
    return found


def triples(name: str) -> list[Triple]:
    return [quad.triple for quad in parse(files()[name], format=RdfFormat.TURTLE, base_iri=HERE + name)]


def names() -> list[str]:
    """The files that say which data are to be checked, and against which shapes."""
    if not ARCHIVE.exists():
        return []
    return sorted(name for name in files() if named(triples(name), "dataGraph"))


def named(found: list[Triple], which: str) -> str | None:
    told = [triple.object for triple in found if triple.predicate.value == SHT + which]
    return None if not told or isinstance(told[0], BlankNode) else told[0].value.removeprefix(HERE)  # type: ignore[union-attr]


def without_expectation(found: list[Triple]) -> list[Triple]:
    """A file is test, shapes and data in one; the report that the test expects is no part of the shapes."""
    about: defaultdict[object, list[Triple]] = defaultdict(list)
    for triple in found:
        about[triple.subject].append(triple)
    report: set[object] = set()
    waiting: list[object] = [triple.object for triple in found if triple.predicate.value == f"{MF}result"]
    while waiting:
        if isinstance(node := waiting.pop(), BlankNode) and node not in report:
            report.add(node)
            waiting += [
                triple.object
                for triple in about[node]
                if triple.predicate.value in {f"{SH}result", f"{SH}resultPath"}
            ]
    return [
        triple
        for triple in found
        if triple.subject not in report and not triple.predicate.value.startswith((MF, SHT))
    ]


def case(name: str, folder: Path) -> tuple[tuple[Triple, ...], Shapes] | str:
    """The data and the shapes of a test, or why the shapes cannot be used."""
    found = triples(name)
    data, shapes = named(found, "dataGraph"), named(found, "shapesGraph")
    file = folder / "shapes.nt"
    file.write_bytes(statements(without_expectation(triples(shapes or name))))
    given = tuple(triples(data or name))
    try:
        loaded = load_shapes(file)
        reference.run(reference.Copy(to_rdflib(given)), loaded.graph)
    except (ShapesError, reference.EngineError) as problem:
        return str(problem)
    return given, loaded


def known() -> dict[str, str]:
    content = tomllib.loads((Path(__file__).parent / "deviations.toml").read_text("utf-8"))
    return {
        str(PurePosixPath(suite, name)): reason
        for suite, listed in content.items()
        for name, reason in listed.items()
    }


def told(found: list[Found]) -> set[tuple[object, ...]]:
    """Without which query it was: shacl-rust does not tell."""
    return {(one.focus, one.shape, one.severity, one.constraint, one.path, one.value) for one in found}


@needed
@pytest.mark.parametrize("name", names())
def test_every_engine_reports_alike(name: str, tmp_path: Path) -> None:
    given = case(name, tmp_path)
    if isinstance(given, str):
        pytest.skip(given)
    data, shapes = given
    assert validate_triples(data, shapes) == validate_triples(data, shapes, engine="pyshacl")


@needed
@pytest.mark.parametrize("name", names())
def test_what_shacl_rust_alone_reports(name: str, tmp_path: Path) -> None:
    given = case(name, tmp_path)
    if isinstance(given, str):
        return  # the test above is skipped, with the reason
    data, shapes = given
    found = fast.core(statements(data), statements(from_rdflib(shapes.graph)), paths_of(shapes.graph))
    expected = reference.run(reference.Copy(to_rdflib(data)), shapes.graph)
    if name not in known():
        assert told(found) == told(expected)
        return
    assert told(found) != told(expected), "no deviation any more: take it off the list"
    with pytest.raises(Unfit):
        fast.run(data, plan_of(shapes))


@needed
def test_the_list_has_no_other_files() -> None:
    assert set(known()) <= set(names())


@needed
def test_many_are_not_left_to_pyshacl(tmp_path: Path) -> None:
    done = 0
    for name in names():
        folder = tmp_path / name.replace("/", "-")
        folder.mkdir()
        given = case(name, folder)
        if not isinstance(given, str):
            try:
                fast.run(given[0], plan_of(given[1]))
            except Unfit:
                continue
            done += 1
    assert done >= 43
