"""Each rule across documents fires on what it is there for, and is quiet on data that are right."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph
import pytest

from kg.crosschecks import cross_check, crosschecks
from kg.store import EmbeddedStore, Solutions, Store, open_store
from kg.store.graph_store import push
from kg.validation import LANGUAGES, Report, Severity, write
from tests.store.fixtures import SERVERS, Start, server

__all__ = ["server"]

BASE = "https://w3id.org/written-questions/be/senate/"
PROLOGUE = f"""
BASE <{BASE}>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX wq: <https://w3id.org/written-questions/ontology#>
"""
GOOD = """
<question/6-1> a wq:WrittenQuestion ; dcterms:identifier "6-1" ; wq:legislature <legislature/6> ; wq:askedBy <person/a> ;
    wq:resubmittedAs <question/7-1> ; wq:alsoAskedAs <question/6-2> ; wq:requalifiedAs <request/6-1> .
<question/6-2> a wq:WrittenQuestion ; dcterms:identifier "6-2" ; wq:legislature <legislature/6> ; wq:askedBy <person/a> ;
    wq:alsoAskedAs <question/6-1>, <question/5-9> .
<question/7-1> a wq:WrittenQuestion ; dcterms:identifier "7-1" ; wq:legislature <legislature/7> ; wq:askedBy <person/a> ;
    wq:resubmissionOf <question/6-1> .
<question/7-2> a wq:WrittenQuestion ; dcterms:identifier "7-2" ; wq:legislature <legislature/7> ; wq:askedBy <person/b> .
<legislature/6> a wq:Legislature ; dcterms:identifier "6" .
<legislature/7> a wq:Legislature ; dcterms:identifier "7" .
<request/6-1> a wq:RequestForExplanations ; dcterms:identifier "6-1" .
"""
"""6-2 is related to a question of a legislature that is not here; a request has the number of a question."""


def graphs_of(text: str) -> dict[str, list[pyoxigraph.Triple]]:
    """Each question in a graph of its own, and all once more in another: that must not make two of a result."""
    graphs: defaultdict[str, list[pyoxigraph.Triple]] = defaultdict(list)
    for quad in pyoxigraph.parse(PROLOGUE + text, format=pyoxigraph.RdfFormat.TURTLE):
        graphs[f"{BASE}graph/{quad.subject.value.rpartition('/')[2]}"].append(quad.triple)
        graphs["urn:all"].append(quad.triple)
    return graphs


def store_with(text: str) -> EmbeddedStore:
    store = open_store()
    for graph, triples in graphs_of(text).items():
        store.load(triples, graph=graph)
    return store


def told(report: Report) -> list[str]:
    return [
        " ".join(
            (
                result.severity,
                str(result.shape).partition("#")[2],
                ",".join(map(str, result.questions)),
                "" if result.path is None else re.split("[/#]", result.path.iri)[-1],
                str(result.value).removeprefix(BASE),
            )
        )
        for result in report.results
    ]


def test_good_data_give_no_result() -> None:
    assert cross_check(store_with(GOOD)) == Report()
    assert cross_check(open_store()) == Report()


@dataclass(frozen=True)
class Fault:
    reason: str
    added: str
    results: list[str]


FAULTS = (
    Fault(
        "two IRIs with one number",
        '<https://example.org/question/6-2> a wq:WrittenQuestion ; dcterms:identifier "6-2" .',
        [
            "violation number-twice 6-2 identifier question/6-2",
            "violation number-twice 6-2 identifier https://example.org/question/6-2",
        ],
    ),
    Fault(
        "one number and an IRI that tells none",
        '<odd> a wq:WrittenQuestion ; dcterms:identifier "7-2" .',
        ["violation number-twice 7-2 identifier question/7-2", "violation number-twice 7-2 identifier odd"],
    ),
    Fault(
        "no numbers at all, alike",
        '<odd> a wq:WrittenQuestion ; dcterms:identifier "x" . <even> a wq:WrittenQuestion ; dcterms:identifier "x" .',
        ["violation number-twice  identifier odd", "violation number-twice  identifier even"],
    ),
    Fault(
        "also asked as a question that is not here",
        "<question/7-2> wq:alsoAskedAs <question/7-3> .",
        ["warning relation-nowhere 7-2 alsoAskedAs question/7-3"],
    ),
    Fault(
        "put again as a question that is not here",
        "<question/7-2> wq:resubmittedAs <question/7-3> .",
        ["warning relation-nowhere 7-2 resubmittedAs question/7-3"],
    ),
    Fault(
        "a question that is not here put again",
        "<question/7-2> wq:resubmissionOf <question/6-3> .",
        ["warning relation-nowhere 7-2 resubmissionOf question/6-3"],
    ),
    Fault(
        "also asked, which the other does not say",
        "<question/7-2> wq:alsoAskedAs <question/6-2> .",
        ["warning relation-not-returned 7-2 alsoAskedAs question/6-2"],
    ),
    Fault(
        "put again, which the other does not say",
        "<question/6-2> wq:resubmittedAs <question/7-1> .",
        ["warning relation-not-returned 6-2 resubmittedAs question/7-1"],
    ),
    Fault(
        "another put again, which the other does not say",
        "<question/7-1> wq:resubmissionOf <question/6-2> .",
        ["warning relation-not-returned 7-1 resubmissionOf question/6-2"],
    ),
    Fault(
        "another senator puts it again",
        "<question/6-2> wq:resubmittedAs <question/7-2> . <question/7-2> wq:resubmissionOf <question/6-2> .",
        ["warning resubmission-by-another 7-2 resubmissionOf question/6-2"],
    ),
    Fault(
        "another senator puts it again, as only the first question says",
        "<question/6-2> wq:resubmittedAs <question/7-2> .",
        [
            "warning relation-not-returned 6-2 resubmittedAs question/7-2",
            "warning resubmission-by-another 7-2 resubmissionOf question/6-2",
        ],
    ),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.reason)
def test_a_fault_gives_exactly_its_results(fault: Fault) -> None:
    report = cross_check(store_with(GOOD + fault.added))
    assert told(report) == fault.results
    assert report.conforms is not any(line.startswith("violation") for line in fault.results)
    for result in report.results:
        assert [message.language for message in result.messages] == sorted(LANGUAGES)
        assert not [message for message in result.messages if re.search(r"\{[?$]", message.text)]


@pytest.mark.parametrize("name", SERVERS)
def test_servers_give_the_same_results(name: str, server: Start) -> None:
    asked = server(name)
    with asked.graph_store() as target, asked.store() as store:
        # All faults one after the other, so that each server also sees them go.
        for added, expected in ("", []), *((fault.added, fault.results) for fault in FAULTS):
            held = graphs_of(GOOD + added)
            push(held.items(), target)
            try:
                assert told(cross_check(store)) == expected
                assert rows(store) == rows(store_with(GOOD + added))
            finally:
                push(((graph, []) for graph in held), target)
        assert cross_check(store) == Report()


def rows(store: Store) -> list[tuple[str, list[str]]]:
    """What each rule's query gives; rules do not say in what order."""
    found = []
    for rule in crosschecks():
        result = store.query(rule.text)
        assert isinstance(result, Solutions)
        found.append((rule.name, sorted(map(str, (result.variables, *result.rows)))))
    return found


def test_no_rule_is_left_without_a_fault() -> None:
    fired = {line.split()[1] for fault in FAULTS for line in fault.results}
    assert fired == {rule.name for rule in crosschecks()}


def test_rules_say_how_bad_it_is_and_what_to_look_at() -> None:
    for rule in crosschecks():
        assert rule.severity in {Severity.VIOLATION, Severity.WARNING}
        assert all(message.text.endswith(".") for message in rule.messages)
        asked = [set(re.findall(r"\{([?$]\w+)\}", message.text)) for message in rule.messages]
        assert asked[0] == asked[1] == asked[2]
        assert (rule.path is None) is ("?path" in rule.text)


def test_results_are_written_as_those_of_shapes() -> None:
    out = io.StringIO(newline="")
    fault = next(fault for fault in FAULTS if fault.reason == "also asked, which the other does not say")
    write(cross_check(store_with(GOOD + fault.added)), out, "text")
    assert out.getvalue().partition("\n\nNo written")[0].splitlines()[:5] == [
        "Question 7-2: 1 warning",
        "",
        f"  warning: {BASE}question/7-2",
        f"      wq:alsoAskedAs <{BASE}question/6-2>",
        (
            f"      Question 7-2 is related to {BASE}question/6-2, which does not say so of {BASE}question/7-2: see "
            "wq:alsoAskedAs, and the relations of the other question."
        ),
    ]
