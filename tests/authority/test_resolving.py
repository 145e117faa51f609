"""From names to what they name, in readings and in questions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.authority.authorities import Authorities, Kind, Name, Person
from kg.authority.importing import load
from kg.authority.resolving import Resolver, resolve, settle
from kg.conversion import convert
from kg.gathering import triples_of
from kg.graph import namespaces as ns
from kg.graph.formats import format_named, parse
from kg.graph.iris import Iris
from kg.graph.mapping import to_triples
from kg.inputs import Document
from kg.merging import merge
from kg.model import (
    Bilingual,
    DocumentNumber,
    Fact,
    Language,
    LooseTerms,
    PageWarning,
    Question,
    Reading,
    Side,
    Source,
    Span,
    Text,
    Topic,
    View,
)
from tests.authority.concepts import BASE, TREES, pair, text

FR, NL = Language.FR, Language.NL
ID = DocumentNumber(7, 1)
SHARED = Path(__file__).parents[3] / "shared"
needs_samples = pytest.mark.skipif(
    not SHARED.exists(), reason="the sample and the table of EuroVoc are not at hand"
)

OWN = Authorities(
    (
        Name(Kind.POST, "ministre des Arbres", "minister van Bomen"),
        Name(Kind.POST, "ministre des Bancs", "minister van Banken"),
        Name(Kind.POST, "ministre des Sièges", "minister van Banken"),
        Name(Kind.AFFILIATION, "Écologistes", "Groenen"),
        Name(Kind.TERM, "mobilier urbain", "straatmeubilair", ("meuble de rue",), ("straatmeubel",)),
        Name(Kind.TERM, "arbre", "bomen"),
        Name(Kind.TERM, "banc", "bank"),
        Name(Kind.TERM, "banque", "bank"),
    ),
    (
        Person("Anna Voorbeeld", (), "Voorbeeld", (7,), "https://example.org/anna"),
        Person("Bea de Test", ("Bea Detest",), "de Test", (), None),
        Person("Carl Dubbel", (), "Dubbel", (7,), "https://example.org/carl-1"),
        Person("Carl Dubbel", (), "Dubbel", (7,), "https://example.org/carl-2"),
    ),
)


def topics(question: Question) -> list[tuple[str | None, str | None, str | None]]:
    return [
        (
            topic.label.fr.value if topic.label.fr else None,
            topic.label.nl.value if topic.label.nl else None,
            topic.concept and topic.concept.removeprefix(BASE),
        )
        for topic in question.topics
    ]


def asked(*labels: tuple[str | None, str | None]) -> Question:
    return Question(id=ID, topics=tuple(Topic(pair(*label)) for label in labels))


def codes(question: Question | Reading) -> list[str]:
    return [warning.code for warning in question.warnings]


# --- topics ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "found", "warned", "reason"),
    [
        (("ARBRE", "Boom"), ("arbre", "boom", "tree"), [], "a concept has its own labels"),
        (("arbre", None), ("arbre", "boom", "tree"), [], "both of them, also where one language was printed"),
        (("arbre", "hout"), ("arbre", "hout", None), ["concepts-differ"], "two concepts"),
        (("inconnu", "onbekend"), ("inconnu", "onbekend", None), [], "nothing"),
        ((None, "straatmeubilair"), ("mobilier urbain", "straatmeubilair", None), [], "authorities know the French"),
        (("meuble de rue", "straatmeubel"), ("mobilier urbain", "straatmeubilair", None), [], "other spellings"),
        ((None, "bomen"), ("arbre", "boom", "tree"), [], "authorities know the French, the thesaurus that"),
        ((None, "bank"), (None, "bank", None), ["name-ambiguous"], "two French names"),
        ((None, "boom"), ("arbre", "boom", "tree"), [], "the thesaurus comes first"),
    ],
)  # fmt: skip
def test_a_topic(
    label: tuple[str | None, str | None],
    found: tuple[str | None, str | None, str | None],
    warned: list[str],
    reason: str,
) -> None:
    question = resolve(asked(label), TREES, OWN)
    assert topics(question) == [found], reason
    assert codes(question) == warned, reason


def test_a_warning_names_both_concepts_and_the_line() -> None:
    question = resolve(asked(("arbre", "hout")), TREES)
    (warning,) = question.warnings
    assert warning.span == Span("page.txt", 1, 1)
    for word in ("'arbre'", "'hout'", BASE + "tree", BASE + "wood"):
        assert word in warning.message


def test_topics_that_name_one_concept_become_one() -> None:
    question = resolve(
        asked(("arbre", None), ("inconnu", None), (None, "Boom"), ("végétal ligneux", "boom")), TREES
    )
    assert topics(question) == [("arbre", "boom", "tree"), ("inconnu", None, None)]


def test_a_concept_that_is_known_already_stays() -> None:
    known = Question(id=ID, topics=(Topic(pair("arbre", "boom"), "https://example.org/other"),))
    assert resolve(known, TREES, OWN) == known


UNPAIRED = PageWarning("terms-not-paired", "2 French and 1 Dutch terms", Span("page.txt", 1, 1))


@pytest.mark.parametrize(
    ("labels", "left", "reason"),
    [
        ([("arbre", None), ("entretien", None), (None, "boom")], [], "each names a concept"),
        ([("arbre", None), ("inconnu", None), (None, "boom")], ["terms-not-paired"], "one names none"),
    ],
)
def test_lists_of_unequal_length_are_paired_by_their_concepts(
    labels: Sequence[tuple[str | None, str | None]], left: list[str], reason: str
) -> None:
    question = asked(*labels)
    with_warning = Question(id=ID, topics=question.topics, warnings=(UNPAIRED,))
    assert codes(resolve(with_warning, TREES)) == left, reason


def test_without_anything_nothing_changes() -> None:
    question = Question(
        id=ID, topics=(Topic(pair("arbre", "boom")),), asker=text("Anna Voorbeeld"), warnings=(UNPAIRED,)
    )
    assert resolve(question) == question
    assert resolve(question).warnings == question.warnings


# --- posts, parties, persons ----------------------------------------------------------------------------------------


def test_dutch_posts_and_parties_meet_their_french_names() -> None:
    question = Question(
        id=ID,
        addressee=pair(None, "minister van Bomen"),
        affiliation=pair(None, "Groenen"),
        asker=text("X Y"),
    )
    resolved = resolve(question, authorities=OWN)
    assert resolved.addressee == pair("ministre des Arbres", "minister van Bomen")
    iris = Iris()
    assert iris.post(resolved.addressee) == iris.base + "post/ministre-des-arbres"
    assert iris.affiliation(resolved.affiliation) == iris.base + "affiliation/ecologistes"
    assert resolved.warnings == ()


def test_a_dutch_post_with_several_french_names_stays_dutch_with_a_warning() -> None:
    resolved = resolve(Question(id=ID, addressee=pair(None, "minister van Banken")), authorities=OWN)
    assert Iris().post(resolved.addressee) == Iris().base + "post/nl/minister-van-banken"
    (warning,) = resolved.warnings
    assert warning.code == "name-ambiguous"
    assert warning.span == Span("page.txt", 2, 2)
    assert "'ministre des Bancs', 'ministre des Sièges'" in warning.message


@pytest.mark.parametrize(
    ("asker", "legislature", "name", "iri", "warned", "reason"),
    [
        ("Anna Voorbeeld", 7, "Anna Voorbeeld", "https://example.org/anna", [], "known in that legislature"),
        ("Anna Voorbeeld", 6, "Anna Voorbeeld", None, [], "another legislature"),
        ("Bea Detest", 6, "Bea de Test", None, [], "another spelling, and the IRI made from the name"),
        ("Carl Dubbel", 7, None, None, ["person-unclear"], "two of one name at one time"),
        ("Dora Niemand", 7, "Dora Niemand", None, [], "not known"),
    ],
)
def test_an_asker(
    asker: str, legislature: int, name: str | None, iri: str | None, warned: list[str], reason: str
) -> None:
    question = resolve(Question(id=DocumentNumber(legislature, 1), asker=text(asker)), authorities=OWN)
    assert (question.asker and question.asker.value, question.asker_iri) == (name, iri), reason
    assert codes(question) == warned, reason


def test_the_iri_of_a_person_is_written() -> None:
    question = resolve(Question(id=ID, asker=text("Anna Voorbeeld")), authorities=OWN)
    found = {(str(t.predicate), str(t.object)) for t in to_triples(question)}
    assert (str(ns.ASKED_BY), "<https://example.org/anna>") in found
    assert (str(ns.NAME), '"Anna Voorbeeld"') in found


# --- readings -------------------------------------------------------------------------------------------------------


def reading(
    *loose: LooseTerms, surname: Text | None = None, warnings: tuple[PageWarning, ...] = ()
) -> Reading:
    own = tuple(dict.fromkeys(one.warning for one in loose if one.warning is not None))
    return Reading(
        document="page.txt",
        source=Source(View.BILINGUAL_PRINT, None),
        id=ID,
        surname=surname,
        loose_terms=loose,
        warnings=(*warnings, *own),
    )


def loose(
    language: Language | None, *lines: str, glued: bool = True, code: str = "terms-not-separated"
) -> LooseTerms:
    found = tuple(Fact(line, Span("page.txt", place, place)) for place, line in enumerate(lines, start=20))
    return LooseTerms(found, language, glued, PageWarning(code, "left out", Span("page.txt", 20, 25)))


OTHER = PageWarning("unknown-label", "something else", Span("page.txt", 20, 20))


def terms(side: Side) -> list[str]:
    return [term.value for term in side.terms]


@pytest.mark.parametrize(
    ("lists", "fr", "nl", "warned", "reason"),
    [
        ([loose(FR, "arbre entretien")], ["arbre", "entretien"], [], [], "French, glued"),
        ([loose(NL, "boom onderhoud")], [], ["boom", "onderhoud"], [], "Dutch, glued"),
        (
            [loose(FR, "arbre entretien"), loose(NL, "boom onderhoud")],
            ["arbre", "entretien"],
            ["boom", "onderhoud"],
            [],
            "both, glued",
        ),
        (
            [loose(FR, "arbre entretien"), loose(NL, "boom en zo")],
            ["arbre", "entretien"],
            [],
            ["terms-not-separated"],
            "one of both",
        ),
        ([loose(None, "arbre entretien boom")], ["arbre", "entretien"], ["boom"], [], "both in one line"),
        (
            [loose(None, "arbre", "entretien", "boom", glued=False, code="terms-not-paired")],
            ["arbre", "entretien"],
            ["boom"],
            [],
            "an odd list",
        ),
        (
            [loose(None, "arbre", "Rwanda", "boom", glued=False, code="terms-not-paired")],
            [],
            [],
            ["terms-not-paired"],
            "an odd list that nothing divides",
        ),
        ([loose(FR, "arbre mobilier urbain")], ["arbre", "mobilier urbain"], [], [], "a term of the authorities"),
        ([loose(FR, "rien de tel")], [], [], ["terms-not-separated"], "unknown"),
    ],
)  # fmt: skip
def test_loose_terms(
    lists: list[LooseTerms], fr: list[str], nl: list[str], warned: list[str], reason: str
) -> None:
    settled = settle(reading(*lists, warnings=(OTHER,)), TREES, OWN)
    assert (terms(settled.fr), terms(settled.nl)) == (fr, nl), reason
    assert codes(settled) == ["unknown-label", *warned], reason
    assert len(settled.loose_terms) == len(warned), reason


def test_what_stays_loose_is_named_in_the_warning() -> None:
    settled = settle(reading(loose(FR, "arbre entretien"), loose(NL, "boom en zo")), TREES)
    (warning,) = settled.warnings
    assert "the Dutch terms" in warning.message
    assert warning.span == Span("page.txt", 20, 20)


def test_a_reading_with_nothing_loose_is_the_same() -> None:
    page = reading(warnings=(OTHER,))
    assert settle(page, TREES, OWN) is page
    assert settle(reading(loose(FR, "arbre entretien"))) == reading(loose(FR, "arbre entretien"))


UNCLEAR = PageWarning("person-unclear", "a surname alone is not a person", Span("page.txt", 1, 1))


@pytest.mark.parametrize(
    ("surname", "name", "reason"),
    [
        ("Voorbeeld", "Anna Voorbeeld", "one person of that surname"),
        ("De test", "Bea de Test", "in every legislature"),
        ("Dubbel", None, "two persons"),
        ("Niemand", None, "nobody"),
    ],
)
def test_a_surname(surname: str, name: str | None, reason: str) -> None:
    settled = settle(reading(surname=text(surname), warnings=(UNCLEAR, OTHER)), authorities=OWN)
    assert (settled.asker and settled.asker.value) == name, reason
    assert codes(settled) == (["unknown-label"] if name else ["person-unclear", "unknown-label"]), reason


def test_a_surname_becomes_the_person_with_the_iri() -> None:
    resolver = Resolver(authorities=OWN)
    question = resolver.resolve(
        merge([resolver.settle(reading(surname=text("Voorbeeld"), warnings=(UNCLEAR,)))])
    )
    assert question.asker_iri == "https://example.org/anna"
    assert question.warnings == ()


# --- from page to graph ---------------------------------------------------------------------------------------------


@needs_samples
def test_all_terms_of_the_sample_are_concepts() -> None:
    thesaurus = load(SHARED / "eurovoc" / "eurovoc_fr_nl.tsv")
    page = Document("7-1668.txt", (SHARED / "samples" / "7-1668.txt").read_bytes())
    conversion = convert([page], resolver=Resolver(thesaurus))
    data = (SHARED / "samples" / "7-1668.expected-thesaurus.ttl").read_bytes()
    expected = set(parse(data, format_named("turtle"), name="expected"))
    found = {triple for triple in triples_of(conversion.questions, Iris()) if triple.predicate != ns.SHA256}
    assert found == {triple for triple in expected if triple.predicate != ns.SHA256}
    assert conversion.outcomes[0].warnings == ()


@needs_samples
@pytest.mark.parametrize(
    ("page", "found"),
    [
        (
            "B-nl-pipe-extraordinary-cut.txt",
            [("arbre", "boom", "2404"), ("entretien", "onderhoud", "831")],
        ),
        ("M-nl-gap-noRelation.txt", [("eau", "water", "597"), ("statistique officielle", "officiële statistiek", "4267")]),
    ],
)  # fmt: skip
def test_terms_of_pages(page: str, found: list[tuple[str, str, str]]) -> None:
    thesaurus = load(SHARED / "eurovoc" / "eurovoc_fr_nl.tsv")
    document = Document(page, (SHARED / "pages" / page).read_bytes())
    (question,) = convert([document], resolver=Resolver(thesaurus)).questions
    eurovoc = "http://eurovoc.europa.eu/"
    assert topics(question) == [(fr, nl, eurovoc + id) for fr, nl, id in found]
    assert "terms-not-separated" not in codes(question)


def test_a_concept_without_a_label_in_one_language_has_no_label_there() -> None:
    question = resolve(asked(("francophonie", "Franstaligheid")), TREES)
    assert question.topics == (Topic(Bilingual(text("francophonie")), BASE + "french"),)
