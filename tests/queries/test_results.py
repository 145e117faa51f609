"""Every query of the library gives the expected rows, the same on both engines.

The rows expected are in ``expected/<query>.<case>.tsv``, where each value is written as in Turtle. A file that is
missing is written, and the test fails: look at it line by line against ``graph.ttl`` before you commit it.
"""

from __future__ import annotations

import pytest

from kg.queries import find, library, run
from kg.store import Solutions, Store, open_store
from tests.queries.cases import ALL, CASES, tsv
from tests.queries.engines import ENGINES, HERE, SAMPLE, RdflibStore, embedded, engine, triples


def test_every_query_of_the_library_has_an_expected_result() -> None:
    assert sorted(CASES) == sorted(query.name for query in library())


def test_every_parameter_is_tried() -> None:
    untried = [
        (query.name, parameter.name)
        for query in library()
        for parameter in query.parameters
        if not any(parameter.name in values for values in CASES[query.name].values())
    ]
    assert untried == []


def test_no_expected_result_is_left_over() -> None:
    files = {path.name for path in (HERE / "expected").iterdir()}
    assert files <= {f"{query}.{case}.tsv" for query, case in ALL}


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize(("query", "case"), ALL)
def test_rows(query: str, case: str, name: str) -> None:
    found = tsv(query, engine(name), CASES[query][case])
    golden = HERE / "expected" / f"{query}.{case}.tsv"
    if not golden.exists():
        golden.write_text(found, encoding="utf-8")
        pytest.fail(f"{golden.name} was missing and is written now: review it and commit it")
    assert found == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "query", [query.name for query in library() if any(known.name == "lang" for known in query.parameters)]
)
def test_the_rows_in_dutch_are_the_same_on_both_engines(query: str) -> None:
    """Where the language stands in a part of a query that an engine works out by itself, it has to mean the same."""
    for values in CASES[query].values():
        asked = {**values, "lang": "nl"}
        assert tsv(query, engine("rdflib"), asked) == tsv(query, engine("oxigraph"), asked)


@pytest.mark.parametrize("query", sorted(CASES))
def test_the_order_of_statements_and_doubled_statements_make_no_difference(query: str) -> None:
    """A store keeps each question in a graph of its own; what two graphs say is said once."""
    statements = triples()[::-1]
    store = open_store()
    store.load(statements, graph="urn:one")
    store.load(statements[::2], graph="urn:two")
    for values in CASES[query].values():
        assert tsv(query, store, values) == tsv(query, engine("oxigraph"), values)


@pytest.mark.parametrize("query", ["bilingual-gaps", "point-answers", "sources", "unanswered-points"])
def test_the_rows_of_one_question_are_those_that_it_has_among_all(query: str) -> None:
    """The number stands at several places of a query, which all have to mean the same question."""
    head, *rows = tsv(query, engine("oxigraph"), {}).splitlines()
    column = head.split("\t").index("?number")
    of_all: dict[str, list[str]] = {}
    for row in rows:
        of_all.setdefault(row.split("\t")[column].strip('"'), []).append(row)
    assert of_all
    for number, own in of_all.items():
        assert tsv(query, engine("oxigraph"), {"number": number}).splitlines() == [head, *own]


@pytest.mark.parametrize("query", sorted(set(CASES) - {"overdue"}))
def test_a_file_runs_as_it_stands(query: str) -> None:
    """In another tool nobody binds anything; that is the same as giving no values here."""
    asked = find(query)
    as_it_stands = engine("oxigraph").query(asked.text)
    assert isinstance(as_it_stands, Solutions)
    if any(parameter.required for parameter in asked.parameters):
        assert as_it_stands.rows
    else:
        assert as_it_stands == run(asked, engine("oxigraph"))


@pytest.mark.parametrize("name", ENGINES)
def test_overdue_is_measured_today_where_no_day_is_given(name: str) -> None:
    result = engine(name).query(find("overdue").text)
    assert isinstance(result, Solutions)
    ((number, days, *_),) = result.rows
    assert str(number) == '"7-9"'
    # From the deadline, 2019-10-31, to whatever day it is.
    assert int(getattr(days, "value", 0)) > 1000


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("query", sorted(CASES))
def test_an_empty_store_gives_no_rows(query: str, name: str) -> None:
    store: Store = open_store() if name == "oxigraph" else RdflibStore([])
    values = {"question": {"number": "7-1"}, "point-answers": {"number": "7-1"}, "full-text": {"text": "x"}}
    result = run(find(query), store, values.get(query, {}))
    assert isinstance(result, Solutions)
    assert result.rows == ()


@pytest.mark.parametrize("query", sorted(CASES))
def test_rows_that_show_a_question_carry_its_iri_and_its_page(query: str) -> None:
    variables = set(find(query).columns)
    assert {"question", "page"} <= variables or "number" not in variables


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample is not part of the project")
def test_the_sample_is_late_by_twelve_days_and_answers_every_point() -> None:
    store = embedded(triples(SAMPLE))
    late = tsv("late-answers", store, {}).splitlines()
    assert [line.split("\t")[:2] for line in late] == [["?number", "?daysLate"], ['"7-1668"', "12"]]
    assert len(tsv("unanswered-points", store, {}).splitlines()) == 1
    assert {
        line.split("\t")[3] for line in tsv("point-answers", store, {"number": "7-1668"}).splitlines()[1:]
    } == {'"direct"'}
