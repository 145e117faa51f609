"""Writes reports: as text to read, as JSON, as CSV, and in Turtle as SHACL has them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from rdflib import XSD
from rdflib.term import BNode, Identifier, Literal, URIRef

from kg.graph.namespaces import PREFIXES
from kg.validation.report import Report, Result, Severity

Writer = Callable[[Report, TextIO, str], None]

_PREFIXES = {**PREFIXES, "wqsh": "https://w3id.org/written-questions/shapes#"}
_LONGEST = 60


def write(report: Report, out: TextIO, form: str = "text", language: str = "en") -> None:
    """Write a report.

    The same report gives the same characters each time.

    Args:
        report: what :func:`kg.validation.validate` found.
        out: a text file, opened with ``newline=""``.
        form: one of :data:`WRITERS`.
        language: the language of the messages in text and CSV: ``en``, ``fr`` or ``nl``. JSON and Turtle have all.

    Raises:
        ValueError: no such format.
    """
    if form not in WRITERS:
        raise ValueError(f"no such format of a report: {form}; known are {', '.join(WRITERS)}")
    WRITERS[form](report, out, language)


def _text(report: Report, out: TextIO, language: str) -> None:
    for number, results in report.by_question().items():
        heading = "No question" if number is None else f"Question {number}"
        out.write(f"{heading}: {_counted(results)}\n\n")
        for lines in dict.fromkeys(_lines(result, language) for result in _worst_first(results)):
            out.write("".join(f"  {line}\n" for line in lines) + "\n")
    out.write(_closing(report) + "\n")


def _worst_first(results: Iterable[Result]) -> list[Result]:
    order = list(Severity)
    return sorted(results, key=lambda result: order.index(result.severity))


def _lines(result: Result, language: str) -> tuple[str, ...]:
    where = [] if result.path is None else [result.path.sparql(shortened)]
    if result.value is not None and result.value != result.focus:
        where.append(_readable(result.value))
    message = result.message(language) or shortened(result.constraint)
    return (
        f"{result.severity}: {_plain(result.focus)}",
        *((f"    {' '.join(where)}",) if where else ()),
        f"    {message}",
    )


def _counted(results: Iterable[Result]) -> str:
    listed = list(results)
    counts = [
        f"{count} {severity}{'' if count == 1 else 's'}"
        for severity in Severity
        if (count := sum(result.severity is severity for result in listed))
    ]
    return ", ".join(counts) or "no violations, no warnings"


def _closing(report: Report) -> str:
    if report.nothing_checked:
        return "No written question in the data: nothing was checked."
    questions = (
        f"{report.questions} question{'' if report.questions == 1 else 's'} ({report.nodes} nodes) checked"
    )
    verdict = "The data conforms." if report.conforms else "The data does not conform."
    return f"{questions}: {_counted(report.results)}. {verdict}"


def _json(report: Report, out: TextIO, language: str) -> None:  # noqa: ARG001
    content = {
        "conforms": report.conforms,
        "questions": report.questions,
        "nodes": report.nodes,
        "violations": len(report.violations),
        "warnings": len(report.warnings),
        "results": [
            {
                "questions": [str(number) for number in result.questions],
                "severity": str(result.severity),
                "node": _plain(result.focus),
                "path": None if result.path is None else result.path.sparql(shortened),
                "value": None if result.value is None else _term(result.value),
                "messages": {message.language or "": message.text for message in result.messages},
                "shape": _plain(result.shape),
                "constraint": result.constraint,
                "query": None if result.query is None else _plain(result.query),
            }
            for result in report.results
        ],
    }
    json.dump(content, out, ensure_ascii=False, indent=2)
    out.write("\n")


_COLUMNS = ("questions", "severity", "node", "path", "value", "message", "shape", "constraint")


def _csv(report: Report, out: TextIO, language: str) -> None:
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(_COLUMNS)
    for result in report.results:
        rows.writerow(
            (
                " ".join(map(str, result.questions)),
                result.severity,
                _plain(result.focus),
                "" if result.path is None else result.path.sparql(shortened),
                "" if result.value is None else _plain(result.value),
                result.message(language),
                _plain(result.shape),
                result.constraint,
            )
        )


def _turtle(report: Report, out: TextIO, language: str) -> None:  # noqa: ARG001
    """SHACL, section 3.6: there, a report conforms only where it has no results, warnings included."""
    for prefix in ("sh", "wq", "wqsh"):
        out.write(f"@prefix {prefix}: <{_PREFIXES[prefix]}> .\n")
    conforms = "false" if report.results else "true"
    out.write(f"\n[] a sh:ValidationReport ;\n    sh:conforms {conforms}")
    for result in report.results:
        body = " ;\n".join(f"        {predicate} {value}" for predicate, value in _statements(result))
        out.write(f" ;\n    sh:result [\n        a sh:ValidationResult ;\n{body}\n    ]")
    out.write(" .\n")


def _statements(result: Result) -> Iterable[tuple[str, str]]:
    yield "sh:resultSeverity", _name(result.severity.iri)
    yield "sh:focusNode", _turtle_term(result.focus)
    if result.path is not None:
        yield "sh:resultPath", result.path.turtle(_name)
    if result.value is not None:
        yield "sh:value", _turtle_term(result.value)
    yield "sh:sourceShape", _turtle_term(result.shape)
    yield "sh:sourceConstraintComponent", _name(result.constraint)
    if result.query is not None:
        yield "sh:sourceConstraint", _turtle_term(result.query)
    for message in result.messages:
        yield "sh:resultMessage", _turtle_term(Literal(message.text, lang=message.language))


WRITERS: Mapping[str, Writer] = {"text": _text, "json": _json, "csv": _csv, "turtle": _turtle}
"""The formats of a report, by name."""


# --- terms ----------------------------------------------------------------------------------------------------------


def shortened(iri: str) -> str:
    """An IRI with one of the usual prefixes, else in angle brackets."""
    for prefix, namespace in _PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.replace("-", "").isalnum():
            return f"{prefix}:{local}"
    return f"<{iri}>"


def _name(iri: str) -> str:
    short = shortened(iri)
    return short if short.startswith(("sh:", "wq:", "wqsh:")) else f"<{iri}>"


def _turtle_term(term: Identifier) -> str:
    return _name(str(term)) if isinstance(term, URIRef) else _term(term)


def _term(term: Identifier) -> str:
    """In N-Triples' way (RDF 1.1 N-Triples, section 2)."""
    if not isinstance(term, Literal):
        return f"_:{term}" if isinstance(term, BNode) else f"<{term}>"
    text = f'"{str(term).translate(_ESCAPES)}"'
    if term.language:
        return f"{text}@{term.language}"
    return text if term.datatype in {None, XSD.string} else f"{text}^^<{term.datatype}>"


_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def _plain(term: Identifier) -> str:
    return f"_:{term}" if isinstance(term, BNode) else str(term)


def _readable(term: Identifier) -> str:
    if isinstance(term, URIRef):
        return shortened(str(term))
    if not isinstance(term, Literal):
        return _plain(term)
    text = " ".join(str(term).split())
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    if term.language:
        return f'"{text}"@{term.language}'
    return (
        f'"{text}"' if term.datatype in {None, XSD.string} else f'"{text}"^^{shortened(str(term.datatype))}'
    )
