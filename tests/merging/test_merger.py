"""Readings of one question made one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.merging import merge
from kg.model import (
    Bilingual,
    Body,
    DocumentNumber,
    Event,
    EventKind,
    Fact,
    Item,
    Language,
    Question,
    Reading,
    Relation,
    RelationKind,
    Side,
    Source,
    Span,
    Status,
    Text,
    View,
)
from tests.reading.pages import DUE, SENT, Sheet, body

FR, NL = Language.FR, Language.NL
ID = DocumentNumber(6, 1)
DAY, LATER, LATEST = date(2016, 10, 3), date(2016, 11, 2), date(2017, 1, 5)


def page(
    name: str = "a",
    *events: tuple[EventKind, date | None],
    view: View = View.PRINT,
    language: Language | None = FR,
    digest: str | None = None,
) -> Reading:
    return Reading(
        document=name,
        source=Source(view, language, (digest or f"hash of {name}",)),
        id=ID,
        events=tuple(Event(kind, day, Span(name, 1, 1)) for kind, day in events),
    )


def fact(value: str, name: str = "a", line: int = 1) -> Text:
    return Fact(value, Span(name, line, line))


def codes(question: Question) -> list[str]:
    return [warning.code for warning in question.warnings]


def texts(bilingual: Bilingual) -> dict[str, str]:
    return {lang.value: text.value for lang, text in bilingual.items()}


SENT_ON = (EventKind.SENT, DAY)
ANSWERED_ON = (EventKind.ANSWERED, LATER)


# --- one page -----------------------------------------------------------------------------------------------------


def test_no_reading_is_an_error() -> None:
    with pytest.raises(ValueError, match="no reading"):
        merge([])


def test_different_questions_are_an_error() -> None:
    with pytest.raises(ValueError, match=r"6-1.*6-2"):
        merge([page(), replace(page(), id=DocumentNumber(6, 2))])


def test_one_page_says_all() -> None:
    reading = Sheet().read()
    question = merge([reading])
    assert (question.id, question.session, question.submitted) == (
        reading.id,
        reading.session,
        reading.submitted,
    )
    assert (question.asker, question.original_language) == (reading.asker, reading.original_language)
    assert texts(question.title) == {
        "fr": "Fontaines publiques - Fermeture en été - Réparation",
        "nl": "Openbare fonteinen - Sluiting in de zomer - Herstelling",
    }
    assert [texts(topic.label) for topic in question.topics] == [
        {"fr": "eau", "nl": "water"},
        {"fr": "approvisionnement", "nl": "bevoorrading"},
    ]
    assert [point.key for point in question.points] == ["1", "2"]
    assert question.answer is not None
    assert [(point.key, point.answers) for point in question.answer.points] == [
        ("1", (("1",),)),
        ("2", (("2",),)),
    ]
    assert question.sources == (reading.source,)
    assert question.warnings == ()


# --- status -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chronology", "answered", "status", "reason"),
    [
        ([SENT, DUE], False, Status.OPEN, "no answer and no closing event"),
        ([SENT, DUE, "10/11/2016Rappel"], False, Status.OPEN, "a reminder does not close"),
        ([SENT, DUE, "2/11/2016Antwoord"], True, Status.ANSWERED, "answered"),
        ([SENT, DUE, "2/11/2016Antwoord"], False, Status.ANSWERED, "answered, the text is not there"),
        ([SENT, DUE], True, Status.ANSWERED, "an answer's heading"),
        ([SENT, DUE, "5/11/2016Herkwalificatie", "7/11/2016Antwoord"], True, Status.ANSWERED, "requalified and later answered"),
        ([SENT, DUE, "5/11/2016Herkwalificatie"], False, Status.REQUALIFIED, "requalified"),
        ([SENT, DUE, "5/11/2016Herkwalificatie", "7/11/2016Dossier gesloten"], False, Status.REQUALIFIED, "requalified before closed"),
        ([SENT, DUE, "5/10/2016Dossier gesloten"], False, Status.CLOSED, "closed before its deadline"),
        ([SENT, DUE, "5/1/2017Décision de ne pas publier"], False, Status.CLOSED, "a decision not to publish without an answer"),
        ([SENT, DUE, "5/1/2017Dossier gesloten", "6/1/2017Einde zittingsperiode"], False, Status.CLOSED, "closed before lapsed"),
        ([SENT, DUE, "5/1/2017Einde zittingsperiode"], False, Status.LAPSED, "lapsed"),
        ([], False, None, "nothing shows it"),
    ],
)  # fmt: skip
def test_status(chronology: list[str], answered: bool, status: Status | None, reason: str) -> None:
    sheet = Sheet(chronology=chronology * 2)
    if not answered:
        sheet.answer_heading = []
    question = merge([sheet.read()])
    assert (question.status.value if question.status else None) is status, reason


def test_a_chronology_that_was_not_understood_does_not_show_that_a_question_is_open() -> None:
    question = merge([Sheet(chronology=[SENT, DUE, "5/1/2017Vergeten"] * 2, answer_heading=[]).read()])
    assert question.status is None
    assert set(codes(question)) == {"unknown-label", "unknown-status"}


def test_the_section_of_a_bulletin_shows_that_a_question_is_open() -> None:
    question = merge([replace(page(view=View.BULLETIN), shown_open=True)])
    assert question.status == Fact(Status.OPEN)


# --- dates --------------------------------------------------------------------------------------------------------


def test_events_of_all_pages_count() -> None:
    first = page("a", SENT_ON, (EventKind.REMINDED, LATER))
    second = page("b", SENT_ON, (EventKind.REMINDED, LATEST), ANSWERED_ON)
    chronology = merge([first, second]).chronology
    assert (chronology.sent, chronology.answered) == (Fact(DAY), Fact(LATER))
    assert chronology.reminded == (Fact(LATER), Fact(LATEST))


def test_of_two_answers_the_first_counts() -> None:
    question = merge([page("a", (EventKind.ANSWERED, LATEST)), page("b", ANSWERED_ON)])
    assert question.chronology.answered == Fact(LATER)
    assert codes(question) == ["repeated-event"]


def test_an_event_without_day_shows_the_status_and_no_date() -> None:
    question = merge([page("a", SENT_ON, (EventKind.ANSWERED, None))])
    assert question.chronology.answered is None
    assert question.status is not None
    assert question.status.value is Status.ANSWERED


# --- which page counts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (
            page("a", SENT_ON, ANSWERED_ON, view=View.BULLETIN),
            page("b", SENT_ON, view=View.BILINGUAL_PRINT),
            "the later last event",
        ),
        (page("b", view=View.BILINGUAL_PRINT, language=NL), page("a", view=View.PRINT), "bilingual print"),
        (page("b", view=View.PRINT, language=NL), page("a", view=View.WEB), "print before web"),
        (page("b", view=View.WEB, language=NL), page("a", view=View.BULLETIN), "web before bulletin"),
        (page("b", language=FR), page("a", language=NL), "French before Dutch"),
        (page("b", language=NL), page("a", language=None), "a language before none"),
        (page("b", digest="1"), page("a", digest="2"), "the smaller hash"),
    ],
)
def test_where_pages_contradict(first: Reading, second: Reading, reason: str) -> None:
    first = replace(first, fr=Side(title=fact("Eau", first.document)), session=Fact("2015-2016"))
    second = replace(second, fr=Side(title=fact("Vin", second.document)), session=Fact("2016-2017"))
    for pages in ([first, second], [second, first]):
        question = merge(pages)
        assert texts(question.title) == {"fr": "Eau"}, reason
        assert question.session == Fact("2015-2016"), reason
        assert codes(question) == ["contradiction", "contradiction"], reason
        for warning in question.warnings:
            assert "in a" in warning.message
            assert "in b" in warning.message


def test_pages_fill_up_what_others_lack() -> None:
    french = replace(page("a"), fr=Side(title=fact("Eau")), asker=fact("Anna Essai"))
    dutch = replace(page("b", language=NL), nl=Side(title=fact("Water")), session=Fact("2015-2016"))
    question = merge([dutch, french])
    assert texts(question.title) == {"fr": "Eau", "nl": "Water"}
    assert (question.asker, question.session) == (fact("Anna Essai"), Fact("2015-2016"))
    assert question.warnings == ()
    assert [(s.view, s.language) for s in question.sources] == [(View.PRINT, FR), (View.PRINT, NL)]


def test_blanks_and_case_are_no_contradiction() -> None:
    question = merge(
        [
            replace(page("a"), fr=Side(title=fact("Eau de  pluie"))),
            replace(page("b"), fr=Side(title=fact("eau de pluie"))),
        ]
    )
    assert question.warnings == ()


def test_paragraph_breaks_are_no_contradiction_and_words_are() -> None:
    one = body("Texte un.", "1) Combien ?", "Suite.")
    broken = body("Texte", "un.", "1) Combien ? Suite.")
    other = body("Texte deux.", "1) Combien ?", "Suite.")

    def read(name: str, question: Body) -> Reading:
        return replace(page(name), fr=Side(question=question))

    assert merge([read("a", one), read("b", broken)]).warnings == ()
    assert codes(merge([read("a", one), read("b", other)])) == ["contradiction"]


def test_a_whole_text_counts_before_one_that_was_cut() -> None:
    cut = replace(
        page("a", SENT_ON, ANSWERED_ON),
        fr=Side(answer=body("Dix fon")),
        answer_present=True,
        answer_incomplete=True,
    )
    whole = replace(page("b", SENT_ON), fr=Side(answer=body("Dix fontaines.")), answer_present=True)
    answer = merge([cut, whole]).answer
    assert answer is not None
    assert (texts(answer.text), answer.text_incomplete) == ({"fr": "Dix fontaines."}, False)
    assert merge([cut, whole]).warnings == ()
    answer = merge([cut]).answer
    assert answer is not None
    assert (texts(answer.text), answer.text_incomplete) == ({"fr": "Dix fon"}, True)


@pytest.mark.parametrize(
    ("reading", "expected", "reason"),
    [
        (page("a", ANSWERED_ON), None, "an answer that only the chronology tells of"),
        (replace(page("a"), answer_present=True, answer_incomplete=True), {}, "its heading"),
        (replace(page("a"), answer_present=True, fr=Side(answer=body("Dix."))), {"fr": "Dix."}, "its text"),
    ],
)
def test_there_is_an_answer_where_a_page_holds_it(
    reading: Reading, expected: dict[str, str] | None, reason: str
) -> None:
    answer = merge([reading]).answer
    assert (texts(answer.text) if answer else None) == expected, reason


# --- terms, relations, sources ------------------------------------------------------------------------------------


def with_terms(name: str, french: Sequence[str] = (), dutch: Sequence[str] = ()) -> Reading:
    return replace(
        page(name),
        fr=Side(terms=tuple(fact(term, name) for term in french)),
        nl=Side(terms=tuple(fact(term, name) for term in dutch)),
    )


@pytest.mark.parametrize(
    ("pages", "expected", "told", "reason"),
    [
        ([with_terms("a", ["eau"], ["water"])], [("eau", "water")], [], "a pair on one page"),
        ([with_terms("a", ["eau"]), with_terms("b", (), ["water"])], [("eau", "water")], [], "a pair on two pages"),
        ([with_terms("a", ["eau", "sel"])], [("eau", None), ("sel", None)], [], "French alone"),
        ([with_terms("a", (), ["water"])], [(None, "water")], [], "Dutch alone"),
        ([with_terms("a", ["eau", "Gand"]), with_terms("b", (), ["Gand"])], [("eau", None), ("Gand", "Gand")], ["terms-not-paired"], "lists that are not equally long: equal words pair"),
        ([with_terms("a", ["eau"], ["water"]), with_terms("b", ["vin"])], [("eau", "water")], ["contradiction"], "the first page counts"),
        ([with_terms("a", ["eau", "eau"], ["water", "water"])], [("eau", "water")], [], "a pair that comes twice is one"),
        ([with_terms("a")], [], [], "none"),
    ],
)  # fmt: skip
def test_topics(
    pages: list[Reading], expected: list[tuple[str | None, str | None]], told: list[str], reason: str
) -> None:
    question = merge(pages)
    labels = [(texts(topic.label).get("fr"), texts(topic.label).get("nl")) for topic in question.topics]
    assert (labels, codes(question)) == (expected, told), reason


def test_relations_of_all_pages_each_once() -> None:
    also = Relation(RelationKind.ALSO_ASKED_AS, DocumentNumber(6, 2))
    more = Relation(RelationKind.RESUBMITTED_AS, DocumentNumber(6, 3))
    question = merge([replace(page("a"), relations=(also,)), replace(page("b"), relations=(also, more))])
    assert question.relations == (also, more)


def test_copies_of_a_page_are_one_source() -> None:
    first = replace(
        page("a"), source=Source(View.WEB, FR, ("2",), "https://b", datetime(2020, 1, 1, tzinfo=UTC))
    )
    second = replace(
        page("b"), source=Source(View.WEB, FR, ("1",), "https://a", datetime(2021, 1, 1, tzinfo=UTC))
    )
    assert merge([first, second]).sources == (
        Source(View.WEB, FR, ("1", "2"), "https://a", datetime(2021, 1, 1, tzinfo=UTC)),
    )


def test_points_follow_the_original_language() -> None:
    french, dutch = body("1) Un ?", "4) Quatre ?"), body("1) Een?", "2) Twee?", "4) Vier?", language=NL)
    reading = replace(
        page("a"), original_language=Fact(NL), fr=Side(question=french), nl=Side(question=dutch)
    )
    assert [point.key for point in merge([reading]).points] == ["1", "2", "4"]


# --- the order of the pages ---------------------------------------------------------------------------------------

_facts = st.sampled_from(["Eau", "Vin", None])
_bodies = st.sampled_from(
    [Body(), body("Texte."), body("1) Un ?", "2) Deux ?"), body("1) Un ?", "- a", "3) b ?")]
)
_events = st.lists(
    st.tuples(st.sampled_from(list(EventKind)), st.sampled_from([DAY, LATER, LATEST, None])), max_size=3
)


@st.composite
def readings(draw: st.DrawFn) -> list[Reading]:
    found = []
    for number in range(draw(st.integers(1, 4))):
        name = f"page {number}"
        sides = []
        for _ in Language:
            title = draw(_facts)
            terms = draw(st.lists(st.sampled_from(["eau", "vin"]), max_size=2))
            sides.append(
                Side(
                    title=fact(title, name) if title else None,
                    terms=tuple(fact(term, name) for term in terms),
                    question=draw(_bodies),
                    answer=draw(_bodies),
                )
            )
        reading = page(
            name,
            *draw(_events),
            view=draw(st.sampled_from(View)),
            language=draw(st.sampled_from([FR, NL, None])),
            digest=f"hash {(number * 7) % 5}",
        )
        found.append(
            replace(
                reading,
                fr=sides[0],
                nl=sides[1],
                session=draw(st.sampled_from([None, Fact("2015-2016"), Fact("2016-2017")])),
                original_language=draw(st.sampled_from([None, Fact(FR), Fact(NL)])),
                chronology_complete=draw(st.booleans()),
                answer_present=bool(sides[0].answer or sides[1].answer),
                answer_incomplete=draw(st.booleans()),
            )
        )
    return found


@settings(max_examples=150)
@given(readings(), st.randoms(use_true_random=False))
def test_the_order_of_the_pages_does_not_matter(pages: list[Reading], shuffling: Random) -> None:
    question = merge(pages)
    shuffled = list(pages)
    shuffling.shuffle(shuffled)
    again = merge(shuffled)
    assert again == question
    assert again.warnings == question.warnings


@given(readings())
def test_a_page_twice_is_the_page_once(pages: list[Reading]) -> None:
    once, twice = merge(pages), merge([*pages, *pages])
    assert twice == once
    assert twice.warnings == once.warnings


@given(readings())
def test_every_text_of_a_question_is_that_of_a_page(pages: list[Reading]) -> None:
    question = merge(pages)
    printed = {page.side(lang).title for page in pages for lang in Language}
    assert all(text in printed for _, text in question.title.items())

    def own(items: tuple[Item, ...]) -> int:
        return sum(1 + own(item.items) for item in items)

    most = sum(own(page.side(lang).question.items) for page in pages for lang in Language)
    assert len(question.points) <= most


# --- paragraphs ---------------------------------------------------------------------------------------------------

FRENCH = [
    "Les fontaines publiques de notre pays sont souvent à sec pendant les mois les plus chauds de l'année.",
    "Plusieurs communes ne savent pas à qui revient la réparation de leurs fontaines. " * 2,
]
DUTCH = [
    "De openbare fonteinen van ons land staan vaak droog tijdens de warmste maanden van het jaar.",
    "Verschillende gemeenten weten niet wie hun fonteinen moet herstellen. " * 2,
]


@pytest.mark.parametrize("incomplete", [False, True])
def test_a_paragraph_that_one_language_lacks_is_told_of_where_the_texts_are_whole(incomplete: bool) -> None:
    asked = body(*FRENCH, "1) Pourquoi ?")
    french = replace(page("fr"), fr=Side(question=asked), question_incomplete=incomplete)
    asked = body(DUTCH[0], "1) Waarom?", *DUTCH, language=NL)
    dutch = replace(page("nl", language=NL), nl=Side(question=asked))
    told = [w.message for w in merge([french, dutch]).warnings if w.code == "paragraphs-differ"]
    why = "by the lengths of their paragraphs:"
    assert told == (
        []
        if incomplete
        else [
            f"the Dutch text of the question seems to lack what the French one has, {why} '{FRENCH[1][:57]}…'",
            f"the French text of the question, point 1 seems to lack what the Dutch one has, {why} '{DUTCH[0][:57]}…', '{DUTCH[1][:57]}…'",
        ]
    )
