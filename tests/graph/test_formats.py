from __future__ import annotations

import io
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.graph.formats import (
    FORMATS,
    RdfSyntaxError,
    UnknownFormat,
    format_named,
    format_of_path,
    parse,
    write,
)

S, P = NamedNode("http://x.org/s"), NamedNode("http://x.org/p")
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x.org/">'


def read(data: str | bytes, name: str = "turtle") -> list[Triple]:
    return parse(data.encode() if isinstance(data, str) else data, FORMATS[name], name=f"test.{name}")


def test_the_formats_of_the_contract() -> None:
    assert list(FORMATS) == ["turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"]
    assert [name for name, format in FORMATS.items() if format.graphs] == ["nquads", "trig", "jsonld"]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("turtle", "turtle"),
        ("ttl", "turtle"),
        ("nt", "ntriples"),
        ("N-Triples", "ntriples"),
        ("nq", "nquads"),
        ("n-quads", "nquads"),
        ("TriG", "trig"),
        ("JSON-LD", "jsonld"),
        ("jsonld", "jsonld"),
        ("xml", "rdfxml"),
        ("rdf", "rdfxml"),
        ("RDF/XML", "rdfxml"),
    ],
)
def test_names_and_the_usual_short_ones(given: str, name: str) -> None:
    assert format_named(given) is FORMATS[name]


@pytest.mark.parametrize("name", ["", "turtel", "json", ".ttl", "csv"])
def test_an_unknown_name_is_answered_with_the_known_ones(name: str) -> None:
    with pytest.raises(UnknownFormat) as caught:
        format_named(name)
    assert repr(name) in str(caught.value)
    for known in FORMATS:
        assert known in str(caught.value)


def test_names_suffixes_and_media_types_are_of_one_format_each() -> None:
    for values in (
        [name for format in FORMATS.values() for name in (format.name, *format.aliases)],
        [suffix for format in FORMATS.values() for suffix in format.suffixes],
        [format.media_type for format in FORMATS.values()],
    ):
        assert len(values) == len(set(values))
    for format in FORMATS.values():
        assert format.engine.media_type == format.media_type
        assert all(format_of_path(Path(f"a{suffix}")) is format for suffix in format.suffixes)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.ttl", "turtle"),
        ("a/b.c.NQ", "nquads"),
        ("a.owl", "rdfxml"),
        ("a.txt", None),
        ("ttl", None),
        ("-", None),
    ],
)
def test_suffixes(path: str, name: str | None) -> None:
    assert format_of_path(Path(path)) is (name and FORMATS[name])


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("turtle", "@prefix x: <http://x.org/> . x:s x:p 'a'@fr .", "Turtle"),
        ("turtle", "\ufeff<http://x.org/s> <http://x.org/p> 'a'@fr .", "with a byte-order mark"),
        ("turtle", "@base <http://x.org/> . <s> <p> 'a'@FR .", "with a base; languages are in lower case"),
        ("ntriples", '<http://x.org/s> <http://x.org/p> "a"@fr .\n', "N-Triples"),
        (
            "nquads",
            '<http://x.org/s> <http://x.org/p> "a"@fr <http://x.org/g> .\n',
            "N-Quads, in a named graph",
        ),
        ("trig", "<http://x.org/g> { <http://x.org/s> <http://x.org/p> 'a'@fr }", "TriG, in a named graph"),
        (
            "jsonld",
            '{"@id": "http://x.org/s", "http://x.org/p": {"@value": "a", "@language": "fr"}}',
            "JSON-LD",
        ),
        (
            "rdfxml",
            f'{RDF}<rdf:Description rdf:about="http://x.org/s"><x:p xml:lang="fr">a</x:p></rdf:Description></rdf:RDF>',
            "RDF/XML",
        ),
    ],
)
def test_every_format_is_read(name: str, data: str, reason: str) -> None:
    assert read(data, name) == [Triple(S, P, Literal("a", language="fr"))], reason


@pytest.mark.parametrize(
    ("name", "data", "line", "message", "reason"),
    [
        ("turtle", "\n\n<http://x.org/s> <http://x.org/p> .", 3, "not Turtle", "no object"),
        ("turtle", "x:s x:p x:o .", 1, "prefix x: has not been declared", "no prefix"),
        ("turtle", "<s> <http://x.org/p> 1 .", 1, "relative IRI", "nothing it is relative to"),
        ("turtle", b"<http://x.org/s> <http://x.org/p> '\xe9' .", 1, "UTF-8", "another encoding"),
        ("turtle", "<http://x.org/s> <http://x.org/p> 'a", 1, "not Turtle", "cut"),
        (
            "turtle",
            "<http://x.org/s> <http://x.org/p> \x1b[2J .",
            1,
            r"U\+001B",
            "no control characters in messages",
        ),
        ("turtle", "<http://x.org/s> <http://x.org/p> 'a'@ar--rtl .", None, r"RDF 1\.2", "a base direction"),
        (
            "turtle",
            "<http://x.org/s> <http://x.org/p> <<( <a:b> <a:b> 1 )>> .",
            None,
            r"RDF 1\.2",
            "a triple term",
        ),
        ("ntriples", "<http://x.org/s> <http://x.org/p> 'a' .\n", 1, "not N-Triples", "quotes of Turtle"),
        ("nquads", "\n<http://x.org/s> <http://x.org/p> .\n", 2, "not N-Quads", "no object"),
        ("trig", "<http://x.org/g> {", 1, "not TriG", "cut"),
        ("jsonld", '{"@id": "http://x.org/s",\n', 2, "not JSON-LD", "cut"),
        (
            "jsonld",
            '{"@context": "https://schema.org/", "name": "a"}',
            None,
            "none is fetched",
            "a context elsewhere",
        ),
        ("jsonld", "[" * 9999, 1, "nested", "deep enough to end the process"),
        ("rdfxml", f"{RDF}\n<rdf:Description>", 2, "not RDF/XML", "cut"),
        (
            "rdfxml",
            f"{RDF}<rdf:Description rdf:ID='1 2'/></rdf:RDF>",
            None,
            "not RDF/XML",
            "well-formed, but not RDF",
        ),
        ("rdfxml", "<html/>", None, "not RDF/XML", "something else"),
    ],
)
def test_what_is_not_in_its_format_is_told_with_file_and_line(
    name: str, data: str | bytes, line: int | None, message: str, reason: str
) -> None:
    with pytest.raises(RdfSyntaxError, match=message) as caught:
        read(data, name)
    assert (caught.value.name, caught.value.line) == (f"test.{name}", line), reason
    assert str(caught.value).startswith(f"test.{name}{'' if line is None else f', line {line}'}: ")


BLANK = "<http://x.org/s> <http://x.org/p> [ <http://x.org/p> 1 ], _:a ."


def test_blank_nodes_are_the_same_each_time() -> None:
    assert read(BLANK) == read(BLANK)
    assert len({triple.object for triple in read(BLANK) if isinstance(triple.object, BlankNode)}) == 2


def test_blank_nodes_of_two_documents_are_never_the_same() -> None:
    def nodes(data: str) -> set[str]:
        return {triple.object.value for triple in read(data) if isinstance(triple.object, BlankNode)}

    assert not nodes(BLANK) & nodes(BLANK + "\n")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_graph_gives_the_same_bytes(name: str) -> None:
    triples = read(BLANK + "<http://x.org/s> <http://x.org/p> 'b'@nl, 'a'@nl, <http://x.org/o> .")
    first, second = io.BytesIO(), io.BytesIO()
    write(triples, FORMATS[name], first)
    write(triples[::-1], FORMATS[name], second)
    assert first.getvalue() == second.getvalue()
    again = io.BytesIO()
    write(read(first.getvalue(), name), FORMATS[name], again)
    assert again.getvalue() == first.getvalue()
