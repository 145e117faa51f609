"""The ties of a question to others: ``Aussi posée à : question écrite 7-1669``."""

from __future__ import annotations

import re
from collections import Counter

from kg.model import DocumentNumber, Language, Relation, RelationKind
from kg.reading import lexicon
from kg.reading.lexicon import pattern
from kg.reading.page import Line, Notes
from kg.reading.parts import Columns
from kg.reading.patterns import RELATION_LABEL, compiled

_DOCUMENT = rf"(?:(?P<request>{pattern('document.request')})|(?P<question>{pattern('document.question')}))"
_TARGET = compiled(
    rf"\s*{_DOCUMENT}?\s*(?:{pattern('number_sign')})?\s*(?P<number>[1-9]\d?-[1-9]\d{{0,6}})(?!\d)"
)
_MORE = re.compile(r"\s*(?:,|;|et|en)\s*(?=[1-9]\d?-[1-9])")

_Found = tuple[RelationKind, DocumentNumber]


def read(columns: Columns, notes: Notes, *, doubled: bool) -> tuple[tuple[Relation, ...], Language | None]:
    """The relations, each once, in the order of the page; and the language of their labels, which is the page's."""
    found: list[tuple[_Found, Line]] = []
    languages: set[Language] = set()
    for line in columns.lines:
        _read_line(line, found, languages, notes)
    counts = Counter(relation for relation, _ in found)
    doubtful = _doubtful(counts) if doubled else set()
    if doubtful:
        shown = ", ".join(str(target) for _, target in doubtful)
        notes.warn(
            "contradiction",
            f"the two columns give different numbers: {shown}; none of them is taken",
            [line for relation, line in found if relation in doubtful],
        )
    relations: dict[_Found, Relation] = {}
    for relation, line in found:
        if relation not in doubtful:
            relations.setdefault(relation, Relation(*relation, notes.span(line)))
    return tuple(relations.values()), languages.pop() if len(languages) == 1 else None


def _doubtful(counts: Counter[_Found]) -> set[_Found]:
    """Relations that one column prints where the other prints another number of the same kind."""
    once = [relation for relation, count in counts.items() if count == 1]
    kinds = Counter(kind for kind, _ in once)
    if len(once) == len(counts) and len(once) > len(kinds) * 2:
        # Nothing comes twice: only one of the columns is there.
        return set()
    return {relation for relation in once if kinds[relation[0]] % 2 == 0}


def _read_line(line: Line, found: list[tuple[_Found, Line]], languages: set[Language], notes: Notes) -> None:
    labels = list(RELATION_LABEL.finditer(line.text))
    if not labels or labels[0].start() > 0:
        notes.warn("unknown-label", f"this relation is not understood: {line.text!r}", line)
        return
    ends = [label.start() for label in labels[1:]] + [len(line.text)]
    for label, end in zip(labels, ends, strict=True):
        kind, language = lexicon.relation_labels()[lexicon.fold(label["label"])]
        at = label.end()
        read_any = False
        while match := _TARGET.match(line.text, at, end):
            wrong = match["question"] if kind.to_request else match["request"]
            if wrong:
                notes.warn("unknown-label", f"a relation of this kind has no {wrong!r}: {line.text!r}", line)
            else:
                found.append(((kind, DocumentNumber.parse(match["number"])), line))
                languages.add(language)
            read_any = True
            more = _MORE.match(line.text, match.end(), end)
            at = more.end() if more else match.end()
        if not read_any or line.text[at:end].strip(" |.;,"):
            notes.warn(
                "unknown-label", f"this relation is not understood: {line.text[label.start() : end]!r}", line
            )
