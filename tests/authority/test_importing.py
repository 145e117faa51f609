"""Reading a thesaurus: the form of the official distribution, the table, and what was written before."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from kg.authority import importing, skos, table
from kg.authority.importing import ThesaurusError, load, read
from kg.authority.thesaurus import Concept, Labels, Scheme, Thesaurus
from kg.graph.formats import format_named, parse
from kg.model import Language
from tests.authority.concepts import TREES

RDF = Path(__file__).with_name("eurovoc_skos.rdf")
EUROVOC = Path(__file__).parents[3] / "shared" / "eurovoc" / "eurovoc_fr_nl.tsv"
E = "http://eurovoc.europa.eu/"
HEADER = "id\tfr\tnl\ten\tbroader\tmicrothesaurus\talt_fr\n"

EXPECTED = Thesaurus(
    (
        Concept(
            E + "9001",
            (
                Labels("végétation", ("flore locale",)),
                Labels("plantengroei"),
                Labels("vegetation"),
            ),
            schemes=(E + "100141", E + "900200"),
        ),
        Concept(
            E + "9003",
            (Labels("tilleul"), Labels("linde"), Labels()),
            broader=(E + "c_90ab02",),
            schemes=(E + "100141",),
        ),
        Concept(
            E + "c_90ab02",
            (
                Labels("arbre d’agrément"),
                Labels("sierboom", ("laanboom", "parkboom")),
                Labels("ornamental tree"),
            ),
            broader=(E + "9001",),
            related=(E + "9003",),
            schemes=(E + "100141", E + "900200"),
        ),
    ),
    (
        Scheme(E + "100141", None, ("EuroVoc", None, "EuroVoc")),
        Scheme(E + "900200", "9811", ("9811 plantes", "9811 planten", "9811 plants")),
    ),
)
"""What is kept of the file: no domain, nothing that was given up or has none of the languages, no link to those."""


def written(thesaurus: Thesaurus) -> bytes:
    out = io.BytesIO()
    importing.write(thesaurus, out)
    return out.getvalue()


def as_format(format: RdfFormat) -> bytes:
    found = pyoxigraph.serialize(pyoxigraph.parse(RDF.read_bytes(), RdfFormat.RDF_XML), format=format)
    assert found is not None
    return found


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def test_the_form_of_the_official_distribution() -> None:
    assert load(RDF) == EXPECTED


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("x.ttl", as_format(RdfFormat.TURTLE), "Turtle"),
        ("x.nt", as_format(RdfFormat.N_TRIPLES), "N-Triples"),
        ("x", as_format(RdfFormat.N_TRIPLES), "N-Triples without a suffix"),
        ("x.jsonld", as_format(RdfFormat.JSON_LD), "JSON-LD"),
        ("x", RDF.read_bytes(), "RDF/XML without a suffix"),
        ("x.xml", b"\xef\xbb\xbf" + RDF.read_bytes(), "RDF/XML with a byte-order mark"),
        ("x.ttl", RDF.read_bytes(), "RDF/XML under a wrong name"),
        ("x.zip", zipped(("eurovoc_in_skos_core_concepts.rdf", RDF.read_bytes())), "zipped"),
        (
            "x.zip",
            zipped(("readme.html", b"Hello"), ("skos/e.nt", as_format(RdfFormat.N_TRIPLES))),
            "zipped beside others",
        ),
        ("x.rdf.gz", gzip.compress(RDF.read_bytes()), "gzipped"),
        ("x.ttl.gz", gzip.compress(as_format(RdfFormat.TURTLE)), "gzipped Turtle"),
    ],
)
def test_every_form_of_the_file_is_the_same_thesaurus(name: str, data: bytes, reason: str) -> None:
    assert read(io.BytesIO(data), name) == EXPECTED, reason


def test_the_order_of_the_triples_does_not_matter() -> None:
    triples = list(pyoxigraph.parse(RDF.read_bytes(), RdfFormat.RDF_XML))
    assert skos.from_triples(reversed(triples)) == EXPECTED
    assert skos.from_triples(sorted(triples, key=lambda triple: str(triple.object))) == EXPECTED


@pytest.mark.parametrize("thesaurus", [EXPECTED, TREES], ids=["eurovoc", "trees"])
def test_what_is_written_is_read_again_and_written_the_same(thesaurus: Thesaurus) -> None:
    again = read(io.BytesIO(written(thesaurus)), "x.ttl")
    assert sorted(again.concepts, key=lambda one: one.iri) == sorted(
        thesaurus.concepts, key=lambda one: one.iri
    )
    assert again.schemes == thesaurus.schemes
    assert written(again) == written(thesaurus)


def test_what_is_written_says_what_queries_ask_for() -> None:
    triples = parse(written(EXPECTED), format_named("turtle"), name="x")
    lines = {str(triple) for triple in triples}
    core = "http://www.w3.org/2004/02/skos/core#"
    assert f"<{E}9003> <{core}broader> <{E}c_90ab02>" in lines
    assert f"<{E}c_90ab02> <{core}related> <{E}9003>" in lines
    assert f"<{E}c_90ab02> <{core}inScheme> <{E}900200>" in lines
    assert f'<{E}c_90ab02> <{core}altLabel> "laanboom"@nl' in lines
    assert f'<{E}900200> <{core}notation> "9811"' in lines
    assert not any(f'"@{tag}' in line for line in lines for tag in ("fi", "bg", "el", "et"))


def test_regions_and_capitals_of_language_tags_mean_nothing() -> None:
    data = (
        f"<{E}1> a <http://www.w3.org/2004/02/skos/core#Concept> ;"
        f' <http://www.w3.org/2004/02/skos/core#prefLabel> "quai"@FR, "kade"@nl-BE, "kaai"@nl .'
    )
    found = read(io.BytesIO(data.encode()), "x.ttl")
    assert found.concepts[0].labels == (Labels("quai"), Labels("kaai", ("kade",)), Labels())


def test_memory_is_bounded_by_what_is_kept() -> None:
    """A file with many languages, notes and labels beside is read in hardly more memory than one without."""

    def peak(noise: int) -> int:
        core = "http://www.w3.org/2004/02/skos/core#"
        lines = []
        for number in range(300):
            me = f"<{E}{number}>"
            lines.append(f'{me} a <{core}Concept> ; <{core}prefLabel> "terme {number}"@fr .\n')
            lines += [f'{me} <{core}note> "{"x" * 200} {k}"@fi .\n' for k in range(noise)]
        data = "".join(lines).encode()
        tracemalloc.start()
        try:
            assert len(read(io.BytesIO(data), "x.ttl").concepts) == 300
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(100) < 1.5 * peak(1)


# --- the table ------------------------------------------------------------------------------------------------------


def test_the_table() -> None:
    data = HEADER + (
        "9001\tvégétation\tplantengroei\tvegetation\t\t9811\tflore| flore locale |\n"
        "c_9a\tarbre\tboom\ttree\t9001|9001|7777|c_9a\t9811|9821\t\n"
        "\n"
        "9003\ttilleul\t\t\tc_9a\t\ttilleul\n"
    )
    own = table.MICROTHESAURUS
    assert read(io.BytesIO(data.encode()), "x.tsv") == Thesaurus(
        (
            Concept(
                E + "9001",
                (
                    Labels("végétation", ("flore", "flore locale")),
                    Labels("plantengroei"),
                    Labels("vegetation"),
                ),
                schemes=(E + "100141", own + "9811"),
            ),
            Concept(
                E + "9003",
                (Labels("tilleul"), Labels(), Labels()),
                broader=(E + "c_9a",),
                schemes=(E + "100141",),
            ),
            Concept(
                E + "c_9a",
                (Labels("arbre"), Labels("boom"), Labels("tree")),
                broader=(E + "9001",),
                schemes=(E + "100141", own + "9811", own + "9821"),
            ),
        ),
        (
            Scheme(E + "100141", None, ("EuroVoc", "EuroVoc", "EuroVoc")),
            Scheme(own + "9811", "9811"),
            Scheme(own + "9821", "9821"),
        ),
    )


def test_the_table_is_known_by_its_header_whatever_its_name_and_line_ends() -> None:
    data = ("\ufeff" + HEADER + "1\tarbre\tboom\ttree\t\t\t\n").replace("\n", "\r\n").encode()
    plain = read(io.BytesIO(data), "eurovoc.txt")
    assert plain == read(io.BytesIO(zipped(("eurovoc.tsv", data))), "eurovoc.zip")
    assert plain.find(Language.NL, "boom") == plain.concepts[0]


# --- files that are none --------------------------------------------------------------------------------------------

CUT = RDF.read_bytes()[
    : RDF.read_bytes().index(b'  <rdf:Description rdf:about="http://eurovoc.europa.eu/9003"')
]
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aa">\n<!ENTITY b "&a;&a;">]>'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("x.ttl", b"", "no concepts with a French or a Dutch label"),
        ("x.ttl", b"<a:b> <a:c> <a:d> .", "no concepts with a French or a Dutch label"),
        ("x.ttl", b"<a:b> <a:c>\n  oops .", "x.ttl, line 2: not Turtle"),
        ("x.rdf", b"Hello", "not Turtle"),
        ("x.rdf", CUT, "x.rdf, line 65: not RDF/XML: no element found"),
        ("x.rdf", BOMB, "x.rdf, line 2: the XML entity 'b' refers to other entities"),
        ("x.rdf", RDF.read_bytes().replace(b"</altLabel>", b"</alt>", 1), "not RDF/XML: mismatched tag"),
        ("x.zip", zipped(), "it holds nothing"),
        ("x.zip", zipped(("a.rdf", b""), ("b.rdf", b"")), "it holds a.rdf, b.rdf"),
        ("x.zip", zipped(("a.rdf", RDF.read_bytes()))[:-40], "cannot be unpacked"),
        ("x.gz", gzip.compress(RDF.read_bytes())[:-200], "cannot be unpacked"),
        ("x.tsv", f"{HEADER}1\tarbre\n".encode(), "x.tsv, line 2: 2 columns instead of 7"),
        ("x.tsv", f"{HEADER}1 2\tarbre\t\t\t\t\t\n".encode(), "line 2: no number of a concept: '1 2'"),
        ("x.tsv", f"{HEADER}1\t\t\ttree\t\t\t\n".encode(), "line 2: the concept 1 has no French and no Dutch label"),
        ("x.tsv", (HEADER + "1\ta\tb\tc\t\t\t\n" * 2).encode(), "line 3: the number '1' comes twice"),
        ("x.tsv", f"{HEADER}1\té\tb\tc\t\t\t\n".encode("latin-1"), "x.tsv: not UTF-8"),
        ("x.tsv", HEADER.encode(), "no concepts"),
    ],
)  # fmt: skip
def test_what_is_no_thesaurus_is_told_with_its_name_and_line(name: str, data: bytes, message: str) -> None:
    with pytest.raises(ThesaurusError, match=message) as problem:
        read(io.BytesIO(data), name)
    assert str(problem.value).startswith(name)


def test_a_file_that_unpacks_beyond_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "SIZE_LIMIT", 10_000)
    data = zipped(("a.ttl", b"# nothing\n" * 10_000))
    with pytest.raises(ThesaurusError, match=r"x\.zip/a\.ttl: more than 10000 bytes"):
        read(io.BytesIO(data), "x.zip")


# --- the real labels ------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not EUROVOC.exists(), reason="the table of EuroVoc is not at hand")
def test_every_preferred_label_of_eurovoc_names_its_concept() -> None:
    thesaurus = load(EUROVOC)
    assert len(thesaurus.concepts) == 7382
    for concept in thesaurus.concepts:
        for language in Language:
            preferred = concept.named(language).preferred
            assert preferred is not None
            assert thesaurus.find(language, preferred) == concept
    assert read(io.BytesIO(written(thesaurus)), "x.ttl") == thesaurus


@pytest.mark.skipif(not EUROVOC.exists(), reason="the table of EuroVoc is not at hand")
def test_alternatives_of_eurovoc_that_another_concept_prefers_name_that_one() -> None:
    thesaurus = load(EUROVOC)
    preferred = {one.named("fr").preferred: one for one in thesaurus.concepts}
    clashes = [
        (concept, label)
        for concept in thesaurus.concepts
        for label in concept.named("fr").alternatives
        if preferred.get(label, concept) != concept
    ]
    assert len(clashes) > 30
    for _, label in clashes:
        assert thesaurus.find(Language.FR, label) == preferred[label]
