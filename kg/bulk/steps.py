"""The two steps that can be done anywhere, one batch at a time: pages → entries, readings of a question → its triples.

What they give depends on nothing but the batch and the settings, and of the batch each item is done for itself: so it
makes no difference how many processes there are, or which of them does what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.bulk.rdf import read_rdf
from kg.bulk.settings import Means
from kg.conversion import Outcome, merge_readings, read_document
from kg.graph.mapping import Triple, names_of, question_triples
from kg.graph.names import Name, Names, names_in
from kg.graph.streaming import NO_PIECE, Piece, piece, statements
from kg.inputs import Document, Unreadable
from kg.model import DocumentNumber, Question
from kg.readings import Entry, Group, decode_reading, entry_of


@dataclass(frozen=True, slots=True)
class Finding:
    """A violation of the shapes: what is wrong, and where."""

    message: str
    focus: str


@dataclass(frozen=True, slots=True)
class Made:
    """What came of the readings of one question.

    ``triples`` is how many it has, 0 where it has no readings any more or they could not be merged. It does not conform
    where there are ``violations``; ``warnings`` counts what the shapes only warn of.
    """

    id: DocumentNumber
    told: Mapping[int, Outcome] = field(default_factory=dict)
    names: tuple[Name, ...] = ()
    triples: int = 0
    status: str | None = None
    piece: Piece = NO_PIECE
    statements: bytes = b""
    violations: tuple[Finding, ...] = ()
    warnings: int = 0

    @property
    def fit(self) -> bool:
        """Whether there is a question, and one that conforms where that was looked at."""
        return bool(self.triples) and not self.violations


def read_batch(documents: Sequence[Document | Unreadable], means: Means) -> list[Entry]:
    """What each document says."""
    number, graphs, iris = means.settings.number, means.settings.graphs, means.iris
    return [
        (graphs and isinstance(document, Document) and read_rdf(document, iris))
        or entry_of(read_document(document, number))
        for document in documents
    ]


def make_batch(groups: Sequence[Group], means: Means) -> list[Made]:
    """What comes of the readings of each question."""
    drafts = [_draft(group, means) for group in groups]
    checked = _check(drafts, means) if means.settings.check else {}
    return [_made(draft, means, *checked.get(draft.id, ((), 0))) for draft in drafts]


@dataclass(frozen=True, slots=True)
class _Draft:
    id: DocumentNumber
    told: Mapping[int, Outcome]
    triples: list[Triple]
    names: list[Name]
    status: str | None


def _draft(group: Group, means: Means) -> _Draft:
    if group.statements is not None:
        return _from_statements(group.id, group.statements)
    if not group.readings:
        return _Draft(group.id, {}, [], [], None)
    readings = {number: decode_reading(data) for number, data in group.readings}
    question, told = merge_readings(readings, means.resolver)
    if question is None:
        return _Draft(group.id, told, [], [], None)
    triples = question_triples(question, means.iris)
    names = list(dict.fromkeys(names_of(question, means.iris)))
    return _Draft(group.id, told, triples, names, _status(question))


def _status(question: Question) -> str | None:
    return None if question.status is None else question.status.value.value


def _from_statements(id: DocumentNumber, data: bytes) -> _Draft:
    found = [quad.triple for quad in pyoxigraph.parse(data, RdfFormat.N_TRIPLES)]
    names, own = names_in(found)
    return _Draft(id, {}, own, names, None)


def _check(drafts: Sequence[_Draft], means: Means) -> dict[DocumentNumber, tuple[tuple[Finding, ...], int]]:
    """The violations of each question, and how many warnings it has.

    A question is checked with the names that it uses itself, whatever the others of the batch make of them.
    """
    found = _checked(drafts, means)
    shared = {draft.id for draft in drafts if found[draft.id][2]}
    for draft in drafts:
        if draft.id in shared and len(drafts) > 1:
            found |= _checked([draft], means)
    return {id: (violations, warnings) for id, (violations, warnings, _) in found.items()}


def _checked(
    drafts: Sequence[_Draft], means: Means
) -> dict[DocumentNumber, tuple[tuple[Finding, ...], int, bool]]:
    """As :func:`_check`, and whether any violation is about something that several questions may share."""
    # pyshacl takes longer to load than a page to convert, which needs it not.
    from kg.validation import Severity, validate_triples  # noqa: PLC0415

    triples = [triple for draft in drafts for triple in draft.triples]
    triples += Names(name for draft in drafts for name in draft.names).triples()
    report = validate_triples(triples, engine=means.settings.engine, iris=means.iris)
    found: dict[DocumentNumber, tuple[tuple[Finding, ...], int, bool]] = {}
    by_question = report.by_question()
    for draft in drafts:
        results = by_question.get(draft.id, ())
        violations = tuple(
            Finding(result.message(), str(result.focus))
            for result in results
            if result.severity is Severity.VIOLATION
        )
        shared = any(means.iris.question_of(finding.focus) is None for finding in violations)
        found[draft.id] = (violations, len(results) - len(violations), shared)
    return found


def _made(draft: _Draft, means: Means, violations: tuple[Finding, ...], warnings: int) -> Made:
    fit = bool(draft.triples) and not violations
    settings = means.settings
    return Made(
        draft.id,
        draft.told,
        tuple(draft.names),
        len(draft.triples),
        draft.status,
        piece(draft.triples, means.format) if fit and means.format else NO_PIECE,
        statements(draft.triples) if fit and settings.statements else b"",
        violations,
        warnings,
    )
