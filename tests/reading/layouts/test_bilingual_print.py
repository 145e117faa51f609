"""Where the parts of a bilingual print are."""

from __future__ import annotations

import pytest

from kg.reading.layouts import LAYOUTS, layout_of
from kg.reading.layouts.bilingual_print import evidence, parts
from kg.reading.page import Page, Rejected, lines_of
from kg.reading.parts import Lines, Parts
from kg.reading.rows import is_flattened, rows_of
from tests.reading.pages import DUE, SENT, TWO_RULES, Sheet

ALSO = "Ook gesteld aan : schriftelijke vraag 6-2"


def page(text: str) -> Page:
    lines = lines_of(text)
    return Page(
        "p", lines, rows_of(lines, flattened=is_flattened(lines)), "", ends_open=not text.endswith("\n")
    )


def found(sheet: Sheet) -> Parts:
    return parts(page(sheet.text()))


def texts(lines: Lines) -> list[str]:
    return [line.text for line in lines if line.text]


def odd(of: Parts) -> list[int]:
    """The lines that are told not to be as they should be."""
    return sorted([line.number for line, _ in of.irregular] + [line.number for line in of.unexplained])


# --- evidence -----------------------------------------------------------------------------------------------------


def test_a_whole_page_is_certain() -> None:
    assert evidence(page(Sheet().text())) == 1.0
    assert layout_of(page(Sheet().text())).name == "bilingual-print"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Bonjour.\n", "another text"),
        ("SÉNAT DE BELGIQUE\nSession 2015-2016\n", "French alone"),
        ("BELGISCHE SENAAT\nZitting 2015-2016\n", "Dutch alone"),
        ("Version à imprimer bilingue Version à imprimer unilingue\n", "the web view"),
        ("La Question n° 6-1 et la Vraag nr. 6-1.\n", "a sentence that speaks of both"),
        ("", "nothing"),
    ],
)
def test_no_evidence(text: str, reason: str) -> None:
    assert evidence(page(text)) == 0.0, reason
    with pytest.raises(Rejected) as rejected:
        layout_of(page(text))
    assert rejected.value.code == "not-a-question"


def test_one_line_of_both_languages_is_enough() -> None:
    assert evidence(page("SÉNAT DE BELGIQUE BELGISCHE SENAAT\n")) >= 0.5


def test_layouts_have_names_of_their_own() -> None:
    assert len({layout.name for layout in LAYOUTS}) == len(LAYOUTS)


# --- a page as it should be ---------------------------------------------------------------------------------------


def test_parts_of_a_whole_page() -> None:
    sheet = Sheet(relations=[f"{ALSO} {ALSO}"])
    of = found(sheet)
    assert texts(of.session) == sheet.session
    assert texts(of.date) == sheet.date
    assert texts(of.heading) == sheet.heading
    assert texts(of.asker.fr) + texts(of.asker.nl) == sheet.people[:2]
    assert texts(of.addressee.fr) + texts(of.addressee.nl) == sheet.people[2:]
    assert texts(of.title.both) == [sheet.title[0].strip()]
    assert texts(of.terms.both) == sheet.terms
    assert texts(of.chronology.both) == sheet.chronology
    assert texts(of.relations.both) == sheet.relations
    assert texts(of.question_heading) == sheet.question_heading
    assert texts(of.question.both) == [*sheet.question_fr, *sheet.question_nl]
    assert texts(of.answer_heading) == sheet.answer_heading
    assert texts(of.answer.both) == [*sheet.answer_fr, *sheet.answer_nl]
    assert (of.ends_in, odd(of), of.doubled) == ("answer", [], True)
    assert {"title", "terms", "chronology", "relations"} <= of.whole


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        (Sheet(terms=[]), "no terms"),
        (Sheet(answer_heading=[]), "no answer"),
        (Sheet(relations=[ALSO] * 6), "several relations"),
        (
            Sheet(session=["Session extraordinaire de 2019 Buitengewone zitting 2019"]),
            "extraordinary session",
        ),
        (
            Sheet(people=["de Anna Essai (PS)", "van Anna Essai (PS)", "à l'adjointe", "aan de minister"]),
            "à l'",
        ),
        (Sheet(date=["1er octobre 2016 1 oktober 2016"]), "the first of a month"),
    ],
)
def test_nothing_is_odd(sheet: Sheet, reason: str) -> None:
    assert odd(found(sheet)) == [], reason


def test_a_page_without_answer_ends_in_its_question() -> None:
    of = found(Sheet(answer_heading=[]))
    assert (of.ends_in, of.answer_heading, of.answer.lines) == ("question", (), ())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Réponse reçue le 2 novembre par le ministre : rien.", "a sentence goes on after the colon"),
        ("Antwoord ontvangen op tijd.", "no colon"),
        ("La réponse reçue le 2 novembre 2016 :", "words before it"),
    ],
)
def test_a_sentence_is_no_answer_heading(text: str, reason: str) -> None:
    of = found(Sheet(question_nl=[*Sheet().question_nl, text], answer_heading=[]))
    assert of.answer_heading == (), reason


def test_a_title_may_begin_like_a_relation_or_a_date() -> None:
    for title in ("Réintroduction de : loups Herindiening van : wolven", "2/3 des bois 2/3 van de bossen"):
        assert texts(found(Sheet(title=[title])).title.both) == [title]


# --- a page as it should not be -----------------------------------------------------------------------------------


def _without(text: str) -> tuple[Parts, int]:
    """The parts of the plain page without the line that holds a text, and that line's number."""
    sheet = Sheet()
    at = sheet.line(text)
    lines = sheet.lines()
    del lines[at - 1]
    return parts(page("\n".join(lines) + "\n")), at


def test_a_missing_heading_leaves_the_people_where_they_are() -> None:
    of, _ = _without("Question écrite n°")
    assert of.heading == ()
    assert texts(of.asker.fr) == ["de Anna Van Essai (Parti A)"]
    assert texts(of.title.both)[0].startswith("Fontaines publiques")


def test_a_missing_rule_below_the_people_leaves_title_and_terms_open() -> None:
    sheet = Sheet()
    lines = sheet.lines()
    del lines[sheet.line("Fontaines publiques - ") - 2]
    of = parts(page("\n".join(lines)))
    assert of.title.lines == of.terms.lines == ()
    assert len(of.unexplained) == 1 + len(sheet.terms)
    assert texts(of.chronology.both) == sheet.chronology


def test_a_missing_rule_below_the_title_leaves_title_and_terms_open() -> None:
    sheet = Sheet()
    lines = sheet.lines()
    del lines[sheet.line("Fontaines publiques - ")]
    of = parts(page("\n".join(lines)))
    assert of.title.lines == of.terms.lines == ()
    assert texts(of.chronology.both) == sheet.chronology


def test_a_rule_among_the_terms_leaves_them_open() -> None:
    of = found(Sheet(terms=["eau", "arbre", TWO_RULES, "water", "boom"]))
    assert of.terms.lines == ()
    assert len(of.unexplained) == 4


def test_a_missing_question_heading_leaves_the_text_to_the_question() -> None:
    sheet = Sheet(question_heading=[])
    of = found(sheet)
    assert (of.question_heading, of.ends_in) == ((), "answer")
    assert texts(of.question.both) == [*sheet.question_fr, *sheet.question_nl]


def test_a_question_heading_above_the_page_heading_does_not_make_the_header_a_text() -> None:
    sheet = Sheet()
    sheet.session = [*sheet.question_heading, *sheet.session]
    of = found(sheet)
    assert texts(of.title.both) == [sheet.title[0].strip()]
    assert texts(of.question.both) == [*sheet.question_fr, *sheet.question_nl]
    assert odd(of)


def test_a_page_that_follows_is_not_read() -> None:
    first, second = Sheet(), Sheet(heading=["Question écrite n° 6-99002 Schriftelijke vraag nr. 6-99002"])
    of = parts(page(first.text() + second.text()))
    assert texts(of.heading) == first.heading
    assert texts(of.answer.both) == [*first.answer_fr, *first.answer_nl]
    assert len(of.unexplained) > 20


@pytest.mark.parametrize(
    ("sheet", "shown", "reason"),
    [
        (Sheet(house=[]), "Session 2015", "no house"),
        (Sheet(people=["de Anna Essai (PS)", "van Anna Essai (PS)", "Au niveau national, rien n'est prévu.", "aan de minister"]), "Au niveau", "a sentence is no addressee"),
        (Sheet(people=["au ministre des Fontaines", "aan de minister", "de Anna Essai (PS)", "van Anna Essai (PS)"]), "au ministre", "the addressee before the asker"),
        (Sheet(session=["Session 2015-2016 Zitting 2015-2016", "Bonjour"]), "Bonjour", "a line of no part"),
        (Sheet(title=["Session 2015-2016 Zitting 2015-2016"]), None, "the session in the place of the title"),
    ],
)  # fmt: skip
def test_odd(sheet: Sheet, shown: str | None, reason: str) -> None:
    of = found(sheet)
    assert odd(of), reason
    if shown:
        assert sheet.line(shown) in odd(of), reason


def test_cut_pages_end_in_the_part_where_they_were_cut() -> None:
    sheet = Sheet(relations=[ALSO] * 2)
    lines = sheet.lines()
    ends = {
        "de Anna Van Essai": "asker",
        "au ministre": "addressee",
        "Fontaines publiques - ": "title",
        "approvisionnement": "terms",
        DUE: "chronology",
        ALSO: "relations",
        "Question n°": "question",
        "Les fontaines publiques": "question",
        "Réponse reçue": "answer",
    }
    for text, part in ends.items():
        of = parts(page("\n".join(lines[: sheet.line(text)])))
        assert of.ends_in == part, text


def test_a_list_is_whole_where_something_follows_it() -> None:
    sheet = Sheet()
    lines = sheet.lines()
    assert "terms" not in parts(page("\n".join(lines[: sheet.line("bevoorrading")]))).whole
    assert "terms" in parts(page("\n".join(lines[: sheet.line(SENT)]))).whole
