"""The IRIs of the data: the only place that builds them or takes them apart.

An IRI depends on what the pages of its question say, never on the order in which files are read.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

from kg.graph.namespaces import BASE, LANGUAGES
from kg.model import Bilingual, DocumentNumber, Language, PointPath, Source, Topic
from kg.slugs import slug

_LANGUAGE_IRIS = {Language.FR: LANGUAGES + "FRA", Language.NL: LANGUAGES + "NLD"}
_LANGUAGES = {iri: language for language, iri in _LANGUAGE_IRIS.items()}

_SAME_AFFILIATION = {"onafhankelijke": "independant"}
"""Affiliations that are translated, and so have one IRI whichever language was read: Dutch slug to French slug."""

_NUMBER = r"([1-9][0-9]?-[1-9][0-9]{0,6})"
_OF_QUESTION = re.compile(
    rf"question/{_NUMBER}(?:/answer)?(?:/point(?:/[^/?#]+)+)?|source/{_NUMBER}/[^/?#]+",
    re.ASCII,
)
_QUESTION = re.compile(rf"(.*[/#])question/{_NUMBER}", re.ASCII | re.DOTALL)


class Iris:
    """Builds and reads the IRIs below one base.

    Where a method gives ``None``, the name has an empty slug and so no IRI.
    """

    __slots__ = ("base",)

    def __init__(self, base: str = BASE) -> None:
        """Check the base.

        Args:
            base: an absolute IRI that ends in ``/`` or ``#``.

        Raises:
            ValueError: it is not.
        """
        try:
            NamedNode(base)
        except ValueError as problem:
            raise ValueError(f"{base!r} is not an absolute IRI: {problem}") from None
        if not base.endswith(("/", "#")) or "?" in base or "#" in base[:-1]:
            raise ValueError(f"the base has to end in '/' or '#', and hold no other '#' and no '?': {base!r}")
        self.base = base

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Iris) and other.base == self.base

    def __hash__(self) -> int:
        return hash(self.base)

    def __repr__(self) -> str:
        return f"Iris({self.base!r})"

    @classmethod
    def around(cls, question: str) -> tuple[Iris, DocumentNumber] | None:
        """The base and the number that the IRI of a question shows, whatever its base; none for another IRI."""
        match = _QUESTION.fullmatch(question)
        if match is None:
            return None
        try:
            return cls(match[1]), DocumentNumber.parse(match[2])
        except ValueError:
            return None

    # --- a question and what belongs to it -----------------------------------------------------------------------

    def question(self, id: DocumentNumber) -> str:
        """A written question."""
        return f"{self.base}question/{id}"

    def question_point(self, id: DocumentNumber, path: PointPath) -> str:
        """A point of a question, by the keys that lead to it."""
        return f"{self.base}question/{id}/point/{_path(path)}"

    def answer(self, id: DocumentNumber) -> str:
        """The answer to a question."""
        return f"{self.base}question/{id}/answer"

    def answer_point(self, id: DocumentNumber, path: PointPath) -> str:
        """A point of an answer, by the keys that lead to it."""
        return f"{self.base}question/{id}/answer/point/{_path(path)}"

    @staticmethod
    def point(above: str, key: str) -> str:
        """A point of the first level, by the IRI of its question or answer, and its key."""
        return f"{above}/point/{_segment(key)}"

    @staticmethod
    def sub_point(above: str, key: str) -> str:
        """A point below another one, by the IRI of that one, and its key."""
        return f"{above}/{_segment(key)}"

    def source(self, id: DocumentNumber, source: Source) -> str:
        """A page that was read: its view, and its language where that is known."""
        language = "" if source.language is None else f"-{source.language}"
        return f"{self.base}source/{id}/{source.view}{language}"

    # --- what questions share ------------------------------------------------------------------------------------

    def legislature(self, number: int) -> str:
        """A legislature."""
        return f"{self.base}legislature/{number}"

    def session(self, identifier: str) -> str:
        """A session, such as ``2021-2022`` or ``extraordinary-2019``."""
        return f"{self.base}session/{_segment(identifier)}"

    def request(self, number: DocumentNumber) -> str:
        """A request for explanations."""
        return f"{self.base}request/{number}"

    def person(self, name: str) -> str | None:
        """A person who has no IRI from elsewhere."""
        return self._named("person", name)

    def affiliation(self, label: Bilingual) -> str | None:
        """A party or group, by the French label where there is one."""
        for language in Language:
            text = label.get(language)
            if text is not None and (found := slug(text.value)):
                return f"{self.base}affiliation/{_SAME_AFFILIATION.get(found, found)}"
        return None

    def post(self, label: Bilingual) -> str | None:
        """A minister's post."""
        return self._translated("post", label)

    def topic(self, topic: Topic) -> str | None:
        """A term: the concept of the thesaurus, else an IRI below the base."""
        return topic.concept or self._translated("topic", topic.label)

    @staticmethod
    def language(language: Language) -> str:
        """A language, in the authority table of the European Union."""
        return _LANGUAGE_IRIS[language]

    def _named(self, kind: str, name: str) -> str | None:
        found = slug(name)
        return f"{self.base}{kind}/{found}" if found else None

    def _translated(self, kind: str, label: Bilingual) -> str | None:
        """By the French label; below ``nl`` while only the Dutch one is known."""
        if label.fr is not None and (found := slug(label.fr.value)):
            return f"{self.base}{kind}/{found}"
        if label.nl is not None and (found := slug(label.nl.value)):
            return f"{self.base}{kind}/nl/{found}"
        return None

    # --- the graphs of a store -----------------------------------------------------------------------------------

    def graph(self, id: DocumentNumber) -> str:
        """The graph that holds a question."""
        return f"{self.base}graph/{id}"

    @property
    def names_graph(self) -> str:
        """The graph that holds the names that questions share."""
        return f"{self.base}graph/names"

    @property
    def thesaurus_graph(self) -> str:
        """The graph that holds the thesaurus with its hierarchy."""
        return f"{self.base}graph/thesaurus"

    # --- taking IRIs apart ---------------------------------------------------------------------------------------

    def question_of(self, iri: str) -> DocumentNumber | None:
        """The question that an IRI belongs to: its own, those of its points, answer, answer points and sources."""
        if not iri.startswith(self.base):
            return None
        match = _OF_QUESTION.fullmatch(iri, len(self.base))
        return None if match is None else DocumentNumber.parse(match[1] or match[2])

    def graph_number(self, iri: str) -> DocumentNumber | None:
        """The number of the question that a graph of a store holds."""
        return self._number("graph/", iri)

    def question_number(self, iri: str) -> DocumentNumber | None:
        """The number of the question that an IRI names."""
        return self._number("question/", iri)

    def request_number(self, iri: str) -> DocumentNumber | None:
        """The number of the request for explanations that an IRI names."""
        return self._number("request/", iri)

    def question_path(self, id: DocumentNumber, iri: str) -> PointPath | None:
        """The keys that lead to a point of this question; none for any other IRI."""
        return _keys(f"{self.base}question/{id}/point/", iri)

    def answer_path(self, id: DocumentNumber, iri: str) -> PointPath | None:
        """The keys that lead to a point of the answer to this question; none for any other IRI."""
        return _keys(f"{self.base}question/{id}/answer/point/", iri)

    def session_identifier(self, iri: str) -> str | None:
        """The session that an IRI names."""
        start = f"{self.base}session/"
        return unquote(iri[len(start) :]) if iri.startswith(start) and len(iri) > len(start) else None

    @staticmethod
    def language_of(iri: str) -> Language | None:
        """French or Dutch, where the IRI is that of one of them."""
        return _LANGUAGES.get(iri)

    def _number(self, kind: str, iri: str) -> DocumentNumber | None:
        start = self.base + kind
        if not iri.startswith(start):
            return None
        try:
            return DocumentNumber.parse(iri[len(start) :])
        except ValueError:
            return None


def _path(path: PointPath) -> str:
    return "/".join(map(_segment, path))


def _keys(start: str, iri: str) -> PointPath | None:
    if not iri.startswith(start):
        return None
    keys = tuple(map(unquote, iri[len(start) :].split("/")))
    return keys if all(keys) else None


@lru_cache(maxsize=4096)
def _segment(text: str) -> str:
    """One segment of a path: what is not allowed there, and what parts segments, is percent-encoded (RFC 3986, section 3.3)."""
    return quote(text, safe="")
