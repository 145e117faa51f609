"""The names that questions share: persons, affiliations, posts, terms, legislatures, sessions, requests for explanations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import namespaces as ns
from kg.graph.ordering import CLASSES, natural

_PLAIN_LABEL: Final = {
    ns.LEGISLATURE_CLASS: ns.IDENTIFIER,
    ns.SESSION_CLASS: ns.IDENTIFIER,
    ns.REQUEST_FOR_EXPLANATIONS: ns.IDENTIFIER,
    ns.PERSON: ns.NAME,
}
"""The names that are not in one language or the other, and the property that holds them."""

_KINDS: Final = {kind.value: kind for kind in CLASSES}


class Name(NamedTuple):
    """What one question calls something: its class and IRI, the label and its language (empty where it has none).

    The label is none where the question only shows that the thing is there.
    """

    kind: str
    iri: str
    tag: str
    label: str | None


class Names:
    """The names that many questions use.

    Where questions print a label differently, the smallest by code point is the preferred one and the others are
    alternatives, for each language apart; of the spellings of a person's name the smallest counts. So what is written
    does not depend on the order in which names are added. It grows with the number of names, not of questions.
    """

    def __init__(self, names: Iterable[Name] = ()) -> None:
        self._labels: dict[tuple[str, str], dict[str, set[str]]] = {}
        self.add(names)

    def add(self, names: Iterable[Name]) -> None:
        """Add what a question calls things."""
        for kind, iri, tag, label in names:
            labels = self._labels.setdefault((kind, iri), {})
            if label is not None:
                labels.setdefault(tag, set()).add(label)

    def triples(self) -> list[Triple]:
        """The triples of all names, in the order they are written."""
        places = sorted(
            ((_KINDS[kind], iri) for kind, iri in self._labels),
            key=lambda place: (CLASSES.index(place[0]), natural(place[1])),
        )
        return [triple for kind, iri in places for triple in self._name(kind, NamedNode(iri))]

    def _name(self, kind: NamedNode, me: NamedNode) -> Iterator[Triple]:
        labels = {tag: sorted(texts) for tag, texts in sorted(self._labels[kind.value, me.value].items())}
        yield Triple(me, ns.TYPE, kind)
        if kind in _PLAIN_LABEL:
            for texts in labels.values():
                yield Triple(me, _PLAIN_LABEL[kind], Literal(texts[0]))
            return
        for tag, texts in labels.items():
            yield Triple(me, ns.PREF_LABEL, Literal(texts[0], language=tag))
        for tag, texts in labels.items():
            for text in texts[1:]:
                yield Triple(me, ns.ALT_LABEL, Literal(text, language=tag))


def _is_label(kind: str, predicate: NamedNode, value: Literal) -> bool:
    """Whether a statement about something of this kind is one that :class:`Names` makes."""
    plain = _PLAIN_LABEL.get(_KINDS[kind])
    if plain is not None:
        return predicate == plain and value.datatype == ns.STRING
    return predicate in (ns.PREF_LABEL, ns.ALT_LABEL) and value.language is not None


def names_in(triples: Iterable[Triple]) -> tuple[list[Name], list[Triple]]:
    """What a graph calls the things that questions share, and its other triples."""
    found = list(triples)
    kinds = {
        triple.subject: triple.object.value
        for triple in found
        if triple.predicate == ns.TYPE and isinstance(triple.object, NamedNode) and triple.object in CLASSES
    }
    names: list[Name] = []
    rest: list[Triple] = []
    for triple in found:
        me, value = triple.subject, triple.object
        kind = kinds.get(me)
        if kind is None or not isinstance(me, NamedNode):
            rest.append(triple)
        elif isinstance(value, Literal) and _is_label(kind, triple.predicate, value):
            names.append(Name(kind, me.value, value.language or "", value.value))
        elif triple.predicate == ns.TYPE and value == _KINDS[kind]:
            names.append(Name(kind, me.value, "", None))
        else:
            rest.append(triple)
    return names, rest
