"""Parts to a reading, and what a page lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg.model import DocumentNumber, EventKind, Language, Reading
from kg.reading import Rejected, read
from tests.reading.pages import ANSWERED, DUE, SENT, Sheet, codes, shown

OPEN = [SENT, DUE] * 2


def lines_of(reading: Reading, code: str) -> list[str]:
    return [str(warning.span) for warning in reading.warnings if warning.code == code]


def test_every_part_goes_where_it_belongs() -> None:
    reading = Sheet(relations=["Ook gesteld aan : schriftelijke vraag 6-2"] * 2).read()
    assert str(reading.id) == "6-99001"
    assert reading.session is not None
    assert reading.submitted is not None
    assert reading.asker is not None
    assert reading.due is not None
    assert reading.received is not None
    assert reading.original_language is not None
    assert (reading.session.value, reading.submitted.value) == ("2015-2016", date(2016, 10, 3))
    assert (reading.asker.value, reading.original_language.value) == ("Anna Van Essai", Language.FR)
    assert (reading.due.value, reading.received.value) == (date(2016, 11, 3), date(2016, 11, 2))
    assert [(e.kind, e.date) for e in reading.events] == [
        (EventKind.SENT, date(2016, 10, 3)),
        (EventKind.ANSWERED, date(2016, 11, 2)),
    ]
    assert [str(relation.target) for relation in reading.relations] == ["6-2"]
    assert (reading.source.language, reading.chronology_complete) == (Language.NL, True)
    assert reading.warnings == ()


def test_texts_of_both_languages() -> None:
    reading = Sheet().read()
    fr, nl = reading.fr, reading.nl
    assert fr.title is not None
    assert nl.title is not None
    assert fr.addressee is not None
    assert nl.addressee is not None
    assert fr.title.value == "Fontaines publiques - Fermeture en été - Réparation"
    assert nl.title.value == "Openbare fonteinen - Sluiting in de zomer - Herstelling"
    assert (fr.addressee.value, nl.addressee.value) == ("ministre des Fontaines", "minister van Fonteinen")
    assert [term.value for term in fr.terms] == ["eau", "approvisionnement"]
    assert [term.value for term in nl.terms] == ["water", "bevoorrading"]
    for side in (fr, nl):
        assert [item[0] for item in shown(side.question.items)] == ["1", "2"]
        assert [item[0] for item in shown(side.answer.items)] == ["1", "2"]


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        (Sheet(terms=[]), "no terms"),
        (Sheet(answer_heading=[], chronology=OPEN), "open"),
        (Sheet(relations=["Aussi posée à : question écrite 6-2", "Réintroduite comme : question écrite 6-3"] * 2), "relations"),
        (Sheet(chronology=[SENT, DUE, "5/1/2017Dossier gesloten"] * 2, answer_heading=[]), "closed without answer"),
        (Sheet(session=["Session extraordinaire de 2014 Buitengewone zitting 2014"]), "extraordinary session"),
    ],
)  # fmt: skip
def test_nothing_is_wrong(sheet: Sheet, reason: str) -> None:
    assert sheet.read().warnings == (), reason


@pytest.mark.parametrize(
    ("sheet", "expected", "reason"),
    [
        (Sheet(house=[]), {"layout-irregular"}, "no house"),
        (Sheet(session=[]), {"part-missing"}, "no session"),
        (Sheet(date=[]), {"part-missing"}, "no date"),
        (Sheet(heading=[]), {"part-missing"}, "no heading: the number is that of the question's heading"),
        (Sheet(people=["au ministre des Fontaines", "aan de minister van Fonteinen"]), {"part-missing"}, "no asker"),
        (Sheet(people=["de Anna Essai (PS)", "van Anna Essai (PS)"]), {"part-missing"}, "no addressee"),
        (Sheet(people=Sheet().people[1:]), {"part-missing"}, "the asker in one language"),
        (Sheet(people=Sheet().people[:3]), {"part-missing"}, "the addressee in one language"),
        (Sheet(title=[]), {"part-missing"}, "no title"),
        (Sheet(title=["Fontaines - Entretien"]), {"title-not-split"}, "one title"),
        (Sheet(terms=["eau", "water", "boom"]), {"terms-not-paired"}, "three terms"),
        (Sheet(chronology=[], answer_heading=[]), {"part-missing"}, "no chronology"),
        (Sheet(question_nl=[]), {"part-missing"}, "no Dutch question"),
        (Sheet(question_fr=[]), {"part-missing"}, "no French question"),
        (Sheet(answer_nl=[]), {"truncated"}, "no Dutch answer"),
        (Sheet(answer_fr=[], answer_nl=[]), {"truncated"}, "no answer below its heading"),
        (Sheet(answer_heading=[]), {"answer-missing"}, "the chronology has an answer, the page not"),
        (Sheet(chronology=[SENT, "(Einde van de antwoordtermijn: 4/11/2016)", ANSWERED] * 2), {"deadline-unusual"}, "another deadline"),
        (Sheet(date=["3 octobre 2010 3 oktober 2010"], question_heading=["Question n° 6-99001 du 3 octobre 2010 : Vraag nr. 6-99001 d.d. 3 oktober 2010 :"]), {"outside-legislature"}, "another legislature"),
        (Sheet(chronology=[SENT, ANSWERED, SENT, "4/11/2016Antwoord"]), {"contradiction"}, "the columns disagree"),
        (Sheet(date=["31 juin 2016 31 juni 2016"]), {"unreadable-date"}, "no date"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(sheet: Sheet, expected: set[str], reason: str) -> None:
    assert codes(sheet.read()) == expected, reason


def test_a_heading_may_lack_where_the_question_has_its_own() -> None:
    reading = Sheet(heading=[]).read()
    assert str(reading.id) == "6-99001"
    assert reading.asker is not None


def test_a_closing_event_without_answer_is_no_missing_answer() -> None:
    reading = Sheet(
        chronology=[SENT, "2/11/2016Antwoord", "3/11/2016Décision de ne pas publier"] * 2, answer_heading=[]
    ).read()
    (warning,) = reading.warnings
    assert (warning.code, "not to publish" in warning.message) == ("answer-missing", True)


def test_an_answer_whose_heading_was_lost_is_left_out() -> None:
    sheet = Sheet()
    lines = sheet.lines()
    del lines[sheet.line("Réponse reçue") - 1]
    reading = read(("\n".join(lines) + "\n").encode(), "page.txt")
    assert [item[1] for item in shown(reading.fr.question.items)] == [
        text[3:] for text in sheet.question_fr if text[1] == ")"
    ]
    assert [item[1] for item in shown(reading.nl.question.items)] == [
        text[3:] for text in sheet.question_nl if text[1] == ")"
    ]
    assert reading.question_incomplete
    assert {"border-undecided", "answer-missing"} <= codes(reading)
    assert not reading.answer_present


@pytest.mark.parametrize(
    ("after", "question", "answer", "reason"),
    [
        ("2) Wie betaalt", True, False, "the answer that the chronology shows is missing"),
        ("1) Hoeveel fonteinen", True, False, "the last Dutch point is missing"),
        ("2) Qui paie", True, False, "all of the Dutch text is missing"),
        ("Les fontaines publiques", True, False, "one paragraph is there"),
        ("Question n°", True, False, "nothing is there"),
        ("Réponse reçue", False, True, "nothing is there of the answer"),
        ("2) Les communes", False, True, "the Dutch answer is missing"),
        ("1) Tijdens", False, True, "the last Dutch point of the answer is missing"),
        ("2) De gemeenten", False, False, "the whole answer"),
    ],
)
def test_cut_after_a_line(after: str, question: bool, answer: bool, reason: str) -> None:
    sheet = Sheet()
    text = "\n".join(sheet.lines()[: sheet.line(after)]) + "\n"
    reading = read(text.encode(), "page.txt")
    assert (reading.question_incomplete, reading.answer_incomplete) == (question, answer), reason
    assert bool({"truncated", "answer-missing"} & codes(reading)) is (question or answer), reason


def test_a_text_without_full_stop_in_both_languages_is_not_cut() -> None:
    reading = Sheet(
        answer_fr=("Les fontaines publiques de notre pays sont fermées pendant l'hiver",),
        answer_nl=("De openbare fonteinen van ons land zijn tijdens de winter gesloten",),
    ).read()
    assert (reading.answer_incomplete, reading.warnings) == (False, ())


def test_a_chronology_with_an_unknown_line_is_not_complete() -> None:
    reading = Sheet(chronology=[SENT, DUE, "5/1/2017Vergeten"] * 2, answer_heading=[]).read()
    assert not reading.chronology_complete
    assert codes(reading) == {"unknown-label"}


def test_spans_of_people_and_terms() -> None:
    sheet = Sheet()
    reading = sheet.read()
    assert reading.asker is not None
    assert reading.asker.span is not None
    assert reading.asker.span.first == sheet.line("de Anna")
    spans = [term.span.first for side in (reading.fr, reading.nl) for term in side.terms if term.span]
    assert spans == [sheet.line(term) for term in sheet.terms]


def test_lines_that_are_not_read_are_shown() -> None:
    sheet = Sheet(session=["Session 2015-2016 Zitting 2015-2016", "Bonjour"])
    reading = sheet.read()
    assert lines_of(reading, "layout-irregular") == [f"page.txt, line {sheet.line('Bonjour')}"]
    assert "'Bonjour'" in reading.warnings[0].message


@pytest.mark.parametrize("end", ["<BR>", "<BR>charg", "<BR>chargé des Eaux</TD>"])
def test_an_addressee_of_several_lines_is_left_out_where_the_last_is_cut(end: str) -> None:
    page = (
        "<html><table><tr><td>SÉNAT DE BELGIQUE<td>BELGISCHE SENAAT<tr><td><hr><td><hr>"
        "<tr><td>Question écrite n° 6-99001<td>Schriftelijke vraag nr. 6-99001"
        f"<tr><td>de Anna Van Essai (A)<BR>au ministre des Lacs,{end}"
    )
    reading = read(page.encode(), "page.html")
    assert reading.asker is not None
    assert reading.fr.addressee is None


MONOLINGUAL = """BELGISCHE SENAAT
________
Zitting 2015-2016
________
3 oktober 2016
________
SENAAT Schriftelijke vraag nr. 6-99001

de Anna Van Essai (Parti A)

aan de minister van Fonteinen
________
Openbare fonteinen - Sluiting
________
water
bevoorrading
fontei"""


def test_terms_before_the_cut_of_a_list_in_one_language() -> None:
    reading = read(MONOLINGUAL.encode(), "page.txt")
    assert [term.value for term in reading.nl.terms] == ["water", "bevoorrading"]
    assert lines_of(reading, "terms-not-paired") == ["page.txt, lines 15-17"]


def test_no_terms_of_a_list_that_is_cut_in_its_first() -> None:
    reading = read(MONOLINGUAL.partition("\nbevoorrading")[0].encode(), "page.txt")
    assert reading.nl.terms == ()


def test_headings_without_a_number_are_headings_where_the_number_is_given() -> None:
    sheet = Sheet(
        heading=["Question écrite n° Schriftelijke vraag nr."],
        question_heading=[
            "Question n° du 3 octobre 2016 : (Question posée en français) Vraag nr. d.d. 3 oktober 2016 : (Vraag gesteld in het Frans)"
        ],
    )
    given = read(sheet.text().encode(), "page.txt", number=DocumentNumber(6, 99001))
    assert given == replace(Sheet().read(), source=given.source)


def test_headings_without_a_number_are_where_it_is_missed() -> None:
    sheet = Sheet(heading=["Question écrite n° Schriftelijke vraag nr."], question_heading=[])
    with pytest.raises(Rejected) as raised:
        sheet.read()
    assert (raised.value.code, raised.value.line) == ("no-number", sheet.line("Question écrite n°"))
