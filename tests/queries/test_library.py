"""Finding, reading, binding and running queries; and that every header of the library says what the query does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, RdfFormat
from pyoxigraph import Store as Oxigraph

from kg.graph.namespaces import XSD
from kg.queries import (
    Parameter,
    ParameterError,
    Query,
    QueryFileError,
    UnknownQuery,
    find,
    library,
    read,
    run,
)
from kg.queries.parameters import sparql
from kg.store import Boolean, EmbeddedStore, Graph, Solutions, open_store
from tests.queries.engines import DATA, engine

QUERIES = {query.name: query for query in library()}
VALUES = re.compile(r"VALUES \(([^)]*)\) \{ \((.*)\) \} # parameters")


def own(folder: Path, text: str, name: str = "own.rq") -> Query:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return find(str(path))


# --- the library -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_header_says_all_there_is_to_know(query: Query) -> None:
    assert query.summary.endswith((".", "?"))
    assert query.description
    assert query.tags
    result = run(
        query, engine("oxigraph"), {p.name: p.example for p in query.parameters if p.required and p.example}
    )
    assert isinstance(result, Solutions)
    assert list(query.columns) == list(result.variables)
    assert all(query.columns.values())
    for parameter in query.parameters:
        assert parameter.description.endswith(".")
        # What the reference and the help show must be accepted.
        for value in (parameter.example, parameter.default, *parameter.choices):
            assert value is None or parameter.term(value).value
        assert parameter.example or parameter.choices or parameter.default


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_the_lines_to_fill_in_have_the_defaults_of_the_header(query: Query) -> None:
    """The file runs as it stands in other tools: what it holds there is what is bound here without values."""
    lines = VALUES.findall(query.text)
    assert lines
    defaults = {parameter.name: parameter for parameter in query.parameters}
    for variables, terms in lines:
        for variable, term in zip(variables.split(), terms.split(), strict=True):
            parameter = defaults[variable.removeprefix("?_")]
            default = parameter.default
            assert term == ("UNDEF" if default is None else sparql(parameter.term(default)))


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_query_keeps_to_what_is_fast_and_the_same_everywhere(query: Query) -> None:
    body = "\n".join(line for line in query.text.splitlines() if not line.lstrip().startswith("#"))
    # Oxigraph and rdflib both take time that grows with the square of the data for these; OPTIONAL and !BOUND do not.
    assert not re.search(r"\b(EXISTS|MINUS)\b", body)
    # Which value these give is left to the engine.
    assert not re.search(r"\b(SAMPLE|GROUP_CONCAT|RAND|UUID)\b", body)
    # YEAR, MONTH and DAY are defined for xsd:dateTime only (SPARQL 1.1, section 17.4.5).
    assert not re.search(r"\b(YEAR|MONTH|DAY)\(", body)
    assert re.search(r"^ORDER BY ", body, re.MULTILINE)
    assert body.isascii()


def test_the_library_is_in_order_and_found_by_name() -> None:
    assert [query.name for query in library()] == sorted(QUERIES)
    assert find("late-answers").path.name == "late-answers.rq"


def test_names_that_are_not_there() -> None:
    with pytest.raises(UnknownQuery, match="there is no query 'late-answer'; did you mean late-answers"):
        find("late-answer")
    with pytest.raises(UnknownQuery, match="there is no query 'xyz'; there are bilingual-gaps, full-text"):
        find("xyz")
    with pytest.raises(
        UnknownQuery, match=r"there is no file gone/late-answers\.rq; did you mean late-answers\?"
    ):
        find("gone/late-answers.rq")


# --- binding ---------------------------------------------------------------------------------------------------------


def test_binding_changes_the_marked_lines_alone() -> None:
    query = find("late-answers")
    bound = query.bind({"days": "30", "minister": 'x" } # y'})
    changed = [
        (before, after)
        for before, after in zip(query.text.split("\n"), bound.split("\n"), strict=True)
        if before != after
    ]
    marked = "    VALUES (?_lang ?_minister ?_member ?_legislature ?_days)"
    assert changed == [
        (
            f'{marked} {{ ("fr" UNDEF UNDEF UNDEF UNDEF) }} # parameters',
            f'{marked} {{ ("fr" "x\\" }} # y" UNDEF UNDEF "30"^^<{XSD}integer>) }} # parameters',
        )
    ]
    assert query.bind({}) == query.text


def test_every_marked_line_is_bound() -> None:
    bound = find("related-questions").bind({"number": "7-1", "lang": "nl"})
    assert bound.count('VALUES (?_lang ?_number ?_relation) { ("nl" "7-1" UNDEF) } # parameters') == 2


@pytest.mark.parametrize(
    ("query", "values", "message"),
    [
        ("late-answers", {"dayz": "1"}, "late-answers has no parameter 'dayz'; did you mean days?"),
        ("sources", {"zzz": "1"}, "sources has no parameter 'zzz'; there are number, legislature"),
        ("question", {}, "question needs a value for number, such as 7-1668"),
        ("full-text", {"lang": "nl"}, "full-text needs a value for text, such as WhatsApp"),
        ("late-answers", {"days": "many"}, "days: not a whole number, such as 30: 'many'"),
        ("late-answers", {"lang": "en"}, "lang: 'en' is none of fr, nl"),
        ("overdue", {"on": "2024-02-30"}, "on: not a day, such as 2022-07-19: '2024-02-30'"),
    ],
)
def test_wrong_values(query: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(ParameterError, match=re.escape(message)):
        run(find(query), engine("oxigraph"), values)


# --- one's own files -------------------------------------------------------------------------------------------------


def test_a_file_without_a_header(tmp_path: Path) -> None:
    query = own(tmp_path, "SELECT (1 + 1 AS ?two) {}")
    assert (query.name, query.summary, query.parameters, dict(query.columns)) == ("own", "", (), {})
    assert run(query, open_store()) == Solutions(("two",), ((Literal(2),),))
    with pytest.raises(ParameterError, match="own has no parameter 'x'; it takes none"):
        query.bind({"x": "1"})


def test_a_file_with_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_bytes(
        b"\xef\xbb\xbf#+ summary: Two.\r\nSELECT ?x {\r\n  VALUES (?x) { (UNDEF) } # parameters\r\n}\r\n"
    )
    query = find(str(path))
    assert query.summary == "Two."
    assert run(query, open_store(), {"x": "7"}) == Solutions(("x",), ((Literal("7"),),))


def test_a_file_named_like_a_query_needs_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own(tmp_path, "ASK {}", "late-answers.rq")
    monkeypatch.chdir(tmp_path)
    assert find("late-answers").summary
    assert find("late-answers.rq").text == "ASK {}"


def test_parameters_that_only_the_marked_line_knows_are_texts(tmp_path: Path) -> None:
    query = own(tmp_path, "SELECT ?_x $y {\n\tVALUES ( ?_x $y ) { ( 1 2 ) }   #  Parameters\n}")
    assert [(parameter.name, parameter.kind.name) for parameter in query.parameters] == [
        ("x", "string"),
        ("y", "string"),
    ]
    assert query.bind({"y": "7"}) == 'SELECT ?_x $y {\n\tVALUES (?_x $y) { (UNDEF "7") }   #  Parameters\n}'


def test_a_header_of_grlc(tmp_path: Path) -> None:
    """Keys of grlc that mean nothing here are left aside; defaults can be one mapping, or a list of them."""
    query = own(
        tmp_path,
        "#+ summary: Two: words\n".replace(": w", " w") + "#+ endpoint: http://example.org/sparql\n"
        "#+ pagination: 100\n"
        "#+ method: GET\n"
        "#+ tags: one\n"
        "#+ params:\n"
        "#+   day: {type: 'xsd:date', required: true}\n"
        "#+   lang: The language.\n"
        "#+ defaults: {day: 2020-01-01}\n"
        "#+ enumerate:\n"
        "#+   - lang: [fr, no]\n"
        "ASK {\n"
        "  VALUES (?_day ?_lang) { (UNDEF UNDEF) } # parameters\n"
        "}\n",
    )
    assert (query.summary, query.tags) == ("Two words", ("one",))
    day, lang = query.parameters
    # Nothing is guessed of what is written: no date, no "no" for false.
    assert (day.kind.name, day.default, day.required) == ("date", "2020-01-01", True)
    assert (lang.description, lang.choices) == ("The language.", ("fr", "no"))
    assert isinstance(day, Parameter)


def test_other_kinds_of_queries(tmp_path: Path) -> None:
    store = open_store()
    engine_store = Oxigraph()
    engine_store.bulk_load(path=DATA, format=RdfFormat.TURTLE)
    store.load(quad.triple for quad in engine_store)
    assert run(own(tmp_path, "ASK { ?s a ?c }"), store) == Boolean(value=True)
    described = run(
        own(tmp_path, "DESCRIBE <https://w3id.org/written-questions/be/senate/legislature/7>"), store
    )
    assert isinstance(described, Graph)
    assert len(described.triples) == 2
    built = run(own(tmp_path, "CONSTRUCT { ?s a <urn:x> } { ?s ?p ?o }"), store)
    assert isinstance(built, Graph)
    assert len(built.triples) == len(set(built.triples)) > 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "SELECT ?x WHERE {\n  ?x a\n}",
            "own.rq, line 3, column 2: not SPARQL at or before '}'",
        ),
        ("#+ summary: x\n\nSELEC ?x {}", "own.rq, line 3, column 10: not SPARQL at or before '{}'"),
        ("SELECT ?x WHERE {", "own.rq, line 1, column 18: not SPARQL at or before '{'"),
        ("", "own.rq, line 1, column 1: not SPARQL at or before the end of the query"),
        (
            "SELECT * {\n  ?s foo:p ?o\n}",
            "own.rq, line 2, column 11: not SPARQL at or before 'foo:p ?o' (prefix not found)",
        ),
        (
            "SELECT ?y {\n  VALUES (?x) { (UNDEF) } # parameters\n} GROUP BY ?x",
            "own.rq, line 3, column 14: not SPARQL at or before '?x' (the select contains a variable that is unbound)",
        ),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "own.rq, line 1, column"),
    ],
)
def test_what_is_not_sparql(tmp_path: Path, text: str, message: str) -> None:
    query = own(tmp_path, text)
    with pytest.raises(QueryFileError) as error:
        run(query, open_store(), {"x": "a\nb"} if query.parameters else {})
    assert str(error.value).startswith(f"{tmp_path}/{message}"), str(error.value)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < len(str(tmp_path)) + 160


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"ASK {}\n# \xe9\n", "own.rq, line 2: not text in UTF-8"),
        (b"#+ summary: [\nASK {}\n", "own.rq, line 1: the header cannot be read: "),
        (b"ASK {\n#+ a: b\n#+ - c\n}\n", "own.rq, line 3: the header cannot be read: "),
        (b"#+ only words\nASK {}\n", "own.rq, line 1: the header is not made of keys and values"),
        (
            b"#+ params: [a]\nASK {}\n",
            "own.rq: the header's 'params' is not made of names and what is said of them",
        ),
        (
            b"#+ params: {x: y}\nASK {}\n",
            "own.rq: the parameter 'x' is in no VALUES line that ends in # parameters",
        ),
        (
            b"#+ params: {x: {type: integr}}\nASK {\nVALUES (?x) { (UNDEF) } # parameters\n}\n",
            "own.rq: the parameter 'x': no type of parameters is called 'integr'; there are string, ",
        ),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "own.rq"
    path.write_bytes(content)
    with pytest.raises(QueryFileError) as error:
        find(str(path))
    assert str(error.value).startswith(f"{tmp_path}/{message}"), str(error.value)
    assert "\n" not in str(error.value)


def test_a_folder_is_no_query(tmp_path: Path) -> None:
    with pytest.raises(QueryFileError, match="cannot be read"):
        read(tmp_path)
    with pytest.raises(UnknownQuery, match="there is no file"):
        find(str(tmp_path))


def test_a_store_is_all_it_takes() -> None:
    class Recording:
        def __init__(self) -> None:
            self.asked: list[str] = []

        def query(self, text: str) -> Boolean:
            self.asked.append(text)
            return Boolean(value=True)

    store = Recording()
    assert run(find("status-counts"), store, {"legislature": "7"}) == Boolean(value=True)
    assert store.asked == [find("status-counts").bind({"legislature": "7"})]
    assert not isinstance(store, EmbeddedStore)
