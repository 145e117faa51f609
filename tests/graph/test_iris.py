from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.graph.iris import Iris
from kg.graph.namespaces import BASE
from kg.model import Bilingual, DocumentNumber, Fact, Language, Source, Topic, View
from tests import strategies

ID = DocumentNumber(7, 1668)
IRIS = Iris()
keys = st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=3).map(tuple)


def both(fr: str | None = None, nl: str | None = None) -> Bilingual:
    return Bilingual(None if fr is None else Fact(fr), None if nl is None else Fact(nl))


@pytest.mark.parametrize(
    ("iri", "tail"),
    [
        (IRIS.question(ID), "question/7-1668"),
        (IRIS.question_point(ID, ("1",)), "question/7-1668/point/1"),
        (IRIS.question_point(ID, ("1", "a")), "question/7-1668/point/1/a"),
        (IRIS.answer(ID), "question/7-1668/answer"),
        (IRIS.answer_point(ID, ("1",)), "question/7-1668/answer/point/1"),
        (IRIS.answer_point(ID, ("1-to-3", "a-2")), "question/7-1668/answer/point/1-to-3/a-2"),
        (IRIS.legislature(7), "legislature/7"),
        (IRIS.session("2021-2022"), "session/2021-2022"),
        (IRIS.session("extraordinary-2019"), "session/extraordinary-2019"),
        (IRIS.request(DocumentNumber(5, 1120)), "request/5-1120"),
        (IRIS.person("Tom Ongena"), "person/tom-ongena"),
        (IRIS.source(ID, Source(View.BILINGUAL_PRINT, Language.NL)), "source/7-1668/bilingual-print-nl"),
        (IRIS.source(ID, Source(View.WEB, Language.FR)), "source/7-1668/web-fr"),
        (IRIS.source(ID, Source(View.BILINGUAL_PRINT, None)), "source/7-1668/bilingual-print"),
    ],
)
def test_the_iris_of_the_contract(iri: str, tail: str) -> None:
    assert iri == BASE + tail
    assert NamedNode(iri).value == iri


@pytest.mark.parametrize(
    ("label", "tail", "reason"),
    [
        (both("Open Vld", "Open Vld"), "open-vld", "the same in both languages"),
        (both("Indépendant", "Onafhankelijke"), "independant", "translated: the French one counts"),
        (both(nl="Onafhankelijke"), "independant", "and is known where only the Dutch one is printed"),
        (both(nl="N-VA"), "n-va", "a Dutch page"),
        (both(nl="Groen", fr="Ecolo-Groen"), "ecolo-groen", "the French one counts"),
        (both("…", "Groen"), "groen", "a label without a slug does not count"),
        (both("…"), None, "no slug, no IRI"),
        (both(), None, "no label"),
    ],
)
def test_affiliations(label: Bilingual, tail: str | None, reason: str) -> None:
    assert IRIS.affiliation(label) == (tail and f"{BASE}affiliation/{tail}"), reason


@pytest.mark.parametrize(
    ("label", "tail", "reason"),
    [
        (both("armée", "krijgsmacht"), "armee", "the French label"),
        (both("armée"), "armee", "alone"),
        (both(nl="krijgsmacht"), "nl/krijgsmacht", "only the Dutch one is known"),
        (both("…", "krijgsmacht"), "nl/krijgsmacht", "the French one has no slug"),
        (both("…", "…"), None, "none has"),
        (both(), None, "no label"),
    ],
)
def test_posts_and_topics_by_the_french_label(label: Bilingual, tail: str | None, reason: str) -> None:
    assert IRIS.post(label) == (tail and f"{BASE}post/{tail}"), reason
    assert IRIS.topic(Topic(label)) == (tail and f"{BASE}topic/{tail}"), reason


def test_a_topic_that_a_thesaurus_knows_has_its_iri() -> None:
    assert (
        IRIS.topic(Topic(both("armée"), "http://eurovoc.europa.eu/2628")) == "http://eurovoc.europa.eu/2628"
    )


def test_a_name_without_a_slug_is_no_person() -> None:
    assert IRIS.person("…") is None


@pytest.mark.parametrize(
    ("tail", "reason"),
    [
        ("question/7-1668", "the question"),
        ("question/7-1668/point/1", "a point"),
        ("question/7-1668/point/1/a", "a sub-point"),
        ("question/7-1668/answer", "the answer"),
        ("question/7-1668/answer/point/1-to-3", "a point of it"),
        ("source/7-1668/bilingual-print-nl", "a page"),
    ],
)
def test_what_belongs_to_a_question(tail: str, reason: str) -> None:
    assert IRIS.question_of(BASE + tail) == ID, reason
    assert Iris("https://example.org/x#").question_of(BASE + tail) is None, "below another base"


@pytest.mark.parametrize(
    ("iri", "reason"),
    [
        (BASE + "question/7-01668", "no number of a question"),
        (BASE + "question/7-1668/", "something is missing"),
        (BASE + "question/7-1668/point", "a point without a key"),
        (BASE + "question/7-1668/point//a", "an empty key"),
        (BASE + "question/7-1668/answer/point/", "an empty key at the end"),
        (BASE + "question/7-1668/pointless/1", "nothing the contract knows"),
        (BASE + "question/7-1668#point", "a fragment"),
        (BASE + "question/7-1668x", "more than a number"),
        (BASE + "source/7-1668", "no page"),
        (BASE + "request/7-1668", "a request belongs to no question"),
        (BASE + "graph/7-1668", "nor does a graph"),
        ("https://example.org/question/7-1668", "another base"),
    ],
)
def test_what_belongs_to_no_question(iri: str, reason: str) -> None:
    assert IRIS.question_of(iri) is None, reason


@given(strategies.numbers(), keys)
def test_paths_of_points_come_back(id: DocumentNumber, path: tuple[str, ...]) -> None:
    asked, answered = IRIS.question_point(id, path), IRIS.answer_point(id, path)
    assert NamedNode(asked).value == asked
    assert (IRIS.question_path(id, asked), IRIS.answer_path(id, answered)) == (path, path)
    assert (IRIS.question_path(id, answered), IRIS.answer_path(id, asked)) == (None, None)
    assert IRIS.question_of(asked) == IRIS.question_of(answered) == id


def test_paths_are_those_of_one_question() -> None:
    point = IRIS.question_point(DocumentNumber(7, 16), ("1",))
    assert IRIS.question_path(DocumentNumber(7, 1), point) is None
    assert IRIS.question_path(DocumentNumber(7, 16), BASE + "question/7-16/point/") is None


def test_numbers_sessions_and_languages_come_back() -> None:
    assert IRIS.question_number(IRIS.question(ID)) == ID
    assert IRIS.question_number(IRIS.answer(ID)) is None
    assert IRIS.request_number(IRIS.request(ID)) == ID
    assert IRIS.request_number(IRIS.question(ID)) is None
    assert IRIS.session_identifier(IRIS.session("2021-2022")) == "2021-2022"
    assert IRIS.session_identifier(BASE + "session/") is None
    assert [Iris.language_of(Iris.language(language)) for language in Language] == list(Language)
    assert Iris.language_of("http://publications.europa.eu/resource/authority/language/ENG") is None


def test_the_languages_are_those_of_the_european_authority_table() -> None:
    assert Iris.language(Language.FR) == "http://publications.europa.eu/resource/authority/language/FRA"
    assert Iris.language(Language.NL) == "http://publications.europa.eu/resource/authority/language/NLD"


@pytest.mark.parametrize(
    "base", ["https://example.org/kb/", "https://example.org/kb#", "http://localhost:8000/"]
)
def test_the_base_of_a_question_shows(base: str) -> None:
    iris = Iris(base)
    assert Iris.around(iris.question(ID)) == (iris, ID)
    assert Iris.around(iris.answer(ID)) is None
    assert iris.question_of(iris.answer_point(ID, ("1",))) == ID


@pytest.mark.parametrize(
    ("base", "reason"),
    [
        ("", "nothing"),
        ("senate/", "relative"),
        ("https://example.org/senate", "names would be glued to it"),
        ("https://example.org/a b/", "a blank"),
        ("https://example.org/?q=/", "a query swallows what follows"),
        ("https://example.org/a#b/", "so does a fragment"),
    ],
)
def test_a_base_has_to_be_one(base: str, reason: str) -> None:
    with pytest.raises(ValueError, match=r"base|not an absolute IRI"):
        Iris(base)
    assert reason


def test_bases_compare_by_what_they_are() -> None:
    assert Iris() == Iris(BASE)
    assert len({Iris(), Iris(BASE), Iris("https://example.org/")}) == 2
    assert repr(Iris("https://example.org/")) == "Iris('https://example.org/')"
