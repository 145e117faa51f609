"""The points of a text, and what of it belongs to none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Body, Item, Language
from kg.reading.page import Notes
from kg.reading.points import names_of
from tests.reading.pages import Shown, body, shown

NO: tuple[Shown, ...] = ()
ASKING = "Pourriez-vous répondre aux questions suivantes ?"


def warnings(*texts: str, question: Body | None = None) -> list[tuple[str, int]]:
    notes = Notes("page.txt")
    body(*texts, question=question, notes=notes)
    return [(warning.code, warning.span.first) for warning in notes.warnings if warning.span]


def text(found: Body) -> str | None:
    return found.text.value if found.text else None


@pytest.mark.parametrize(
    ("texts", "before", "points", "reason"),
    [
        (
            ["Texte.", "1) Combien ?", "2) Où ?"],
            "Texte.",
            [("1", "Combien ?", NO), ("2", "Où ?", NO)],
            "plain",
        ),
        (
            ["1) Combien ?", "Suite.", "2) Où ?", "Merci."],
            None,
            [("1", "Combien ?\n\nSuite.", NO), ("2", "Où ?\n\nMerci.", NO)],
            "text after a point belongs to it, after the last point too",
        ),
        (
            ["1) a) Combien ?", "b) Où ?"],
            None,
            [("1", None, (("a", "Combien ?", NO), ("b", "Où ?", NO)))],
            "a point that has only sub-points has no text of its own",
        ),
        (
            ["1) La ville :", "a) Combien ?", "b) Où ?"],
            None,
            [("1", "La ville :", (("a", "Combien ?", NO), ("b", "Où ?", NO)))],
            "a point can have both",
        ),
        (
            ["1) Combien de :", "- fontaines ;", "• puits ?", "2) Où ?"],
            None,
            [("1", "Combien de :\n\n- fontaines ;\n\n• puits ?", NO), ("2", "Où ?", NO)],
            "dashes inside a numbered point are text",
        ),
        (
            ["1) - Combien ?", "2. – Où ?", "3) -Quand ?"],
            None,
            [("1", "Combien ?", NO), ("2", "Où ?", NO), ("3", "Quand ?", NO)],
            "a dash after the number is no part of the text",
        ),
        (
            ["1) - fontaines ;", "- puits ?", "2) Où ?"],
            None,
            [("1", "- fontaines ;\n\n- puits ?", NO), ("2", "Où ?", NO)],
            "unless it begins a list",
        ),
        (
            ["1) - Combien de :", "- fontaines ?", "- puits ?", "2) Où ?"],
            None,
            [("1", "Combien de :\n\n- fontaines ?\n\n- puits ?", NO), ("2", "Où ?", NO)],
            "not before a list that it announces",
        ),
        (
            ["1) La ville :", "a) - Combien ?", "b) - Où ?", "2) -5 degrés ?"],
            None,
            [("1", "La ville :", (("a", "Combien ?", NO), ("b", "Où ?", NO))), ("2", "-5 degrés ?", NO)],
            "the same after letters, but not the sign of a number",
        ),
        (
            ["Trois villes :", "- Gand ;", "- Liège.", "1) Combien ?", "2) Où ?"],
            "Trois villes :\n\n- Gand ;\n\n- Liège.",
            [("1", "Combien ?", NO), ("2", "Où ?", NO)],
            "dashes before the questions are text",
        ),
        (
            ["La loi prévoit :", "1° l'avis ;", "2° le délai.", "1) Combien ?", "2) Où ?"],
            "La loi prévoit :\n\n1° l'avis ;\n\n2° le délai.",
            [("1", "Combien ?", NO), ("2", "Où ?", NO)],
            "1° lists are text",
        ),
        (
            ["La loi prévoit :", "1. l'avis ;", "2. le délai.", "Questions :", "1. Combien ?", "2. Où ?"],
            "La loi prévoit :\n\n1. l'avis ;\n\n2. le délai.\n\nQuestions :",
            [("1", "Combien ?", NO), ("2", "Où ?", NO)],
            "a numbered list before the questions is text",
        ),
        (
            ["La loi prévoit :", "1) l'avis ;", "2) le délai.", "Questions :", "1. Combien ?", "2. Où ?"],
            "La loi prévoit :\n\n1) l'avis ;\n\n2) le délai.\n\nQuestions :",
            [("1", "Combien ?", NO), ("2", "Où ?", NO)],
            "the same where the questions are numbered in another style",
        ),
        (
            ["La loi prévoit :", "a) l'avis ;", "b) le délai.", "1. Combien ?", "2. Où ?"],
            "La loi prévoit :\n\na) l'avis ;\n\nb) le délai.",
            [("1", "Combien ?", NO), ("2", "Où ?", NO)],
            "the same with letters",
        ),
        (
            ["La loi prévoit :", "1. l'avis ;", "2. le délai.", "Qu'en pensez-vous ?"],
            "La loi prévoit :\n\n1. l'avis ;\n\n2. le délai.\n\nQu'en pensez-vous ?",
            [],
            "a list of statements, and the question after it",
        ),
        (
            ["La loi prévoit :", "1. l'avis ;", "2. le délai.", "Questions :", "- Combien ?", "- Où ?"],
            "La loi prévoit :\n\n1. l'avis ;\n\n2. le délai.\n\nQuestions :",
            [(None, "Combien ?", NO), (None, "Où ?", NO)],
            "a list of statements, and dashed questions after it",
        ),
        (
            ["La loi prévoit :", "1. l'avis ;", "2. le délai.", ASKING, "1. Combien ?", "2. Où ?"],
            f"La loi prévoit :\n\n1. l'avis ;\n\n2. le délai.\n\n{ASKING}",
            [("1", "Combien ?", NO), ("2", "Où ?", NO)],
            "a list before questions that a question announces",
        ),
        (
            ["La loi prévoit :", "1. l'avis ;", f"2. le délai. {ASKING}", "1. Combien ?", "2. Où ?"],
            f"La loi prévoit :\n\n1. l'avis ;\n\n2. le délai. {ASKING}",
            [("1", "Combien ?", NO), ("2", "Où ?", NO)],
            "the same where the announcement stands in its last paragraph",
        ),
        (
            ["La loi prévoit :", "1. l'avis ;", "2. le délai.", ASKING, "a) Combien ?", "b) Où ?"],
            f"La loi prévoit :\n\n1. l'avis ;\n\n2. le délai.\n\n{ASKING}",
            [("a", "Combien ?", NO), ("b", "Où ?", NO)],
            "the same where the questions have letters",
        ),
        (
            ["La loi prévoit :", "I. l'avis ;", "II. le délai.", ASKING, "I. Combien ?", "II. Où ?"],
            f"La loi prévoit :\n\nI. l'avis ;\n\nII. le délai.\n\n{ASKING}",
            [("I", "Combien ?", NO), ("II", "Où ?", NO)],
            "Roman numerals",
        ),
        (
            ["La loi prévoit :", "A. l'avis ;", "B. le délai.", ASKING, "1. Combien ?", "2. Où ?"],
            f"La loi prévoit :\n\nA. l'avis ;\n\nB. le délai.\n\n{ASKING}",
            [("1", "Combien ?", NO), ("2", "Où ?", NO)],
            "capitals that part a sentence",
        ),
        (
            ["A. Introduction", "La loi dit non.", "B. Suite", ASKING, "1. Combien ?", "2. Où ?"],
            None,
            [
                ("A", "Introduction\n\nLa loi dit non.", NO),
                ("B", f"Suite\n\n{ASKING}", (("1", "Combien ?", NO), ("2", "Où ?", NO))),
            ],
            "capitals that head sections",
        ),
        (
            ["La loi prévoit :", "1. l'avis ;", "2. le délai.", "Est-ce juste ?", "1. Combien ?", "2. Où ?"],
            "La loi prévoit :\n\n1. l'avis ;\n\n2. le délai.\n\nEst-ce juste ?",
            [("1", "Combien ?", NO), ("2", "Où ?", NO)],
            "what is asked after a list does not make it ask",
        ),
        (
            [
                "La loi prévoit :",
                "1. l'avis ;",
                "2. le délai.",
                "Mes questions :",
                "1. le nombre ;",
                "2. les lieux.",
            ],
            "La loi prévoit :\n\n1. l'avis ;\n\n2. le délai.\n\nMes questions :",
            [("1", "le nombre ;", NO), ("2", "les lieux.", NO)],
            "questions without a question mark",
        ),
        (
            ["1. Combien ?", "2. Où ?", "Puis :", "1. Qui ?"],
            None,
            [("1", "Combien ?", NO), ("2", "Où ?\n\nPuis :", NO), ("1", "Qui ?", NO)],
            "two lists that ask",
        ),
        (
            ["La loi prévoit : «", "1. l'avis ;", "2. le délai. »", "1. Combien ?", "2. Où ?"],
            "La loi prévoit : «\n\n1. l'avis ;\n\n2. le délai. »",
            [("1", "Combien ?", NO), ("2", "Où ?", NO)],
            "a quoted list",
        ),
        (
            [
                "La loi prévoit :",
                "« 1. l'avis ;",
                "2. le délai ;",
                "3. Tout. »",
                "Est-ce sûr ?",
                "1. Combien ?",
                "2. Où ?",
            ],
            "La loi prévoit :\n\n« 1. l'avis ;\n\n2. le délai ;\n\n3. Tout. »\n\nEst-ce sûr ?",
            [("1", "Combien ?", NO), ("2", "Où ?", NO)],
            "one whose first number has the sign before it",
        ),
        (
            [
                "La loi prévoit :",
                "« 1. l'avis ;",
                "2. le délai ;",
                "3. Tout.",
                "Est-ce sûr ?",
                "1. Combien ?",
                "2. Où ?",
            ],
            "La loi prévoit :\n\n« 1. l'avis ;\n\n2. le délai ;\n\n3. Tout.\n\nEst-ce sûr ?",
            [("1", "Combien ?", NO), ("2", "Où ?", NO)],
            "one that nothing closes",
        ),
        (
            ["2. l'avis ?", "3. le délai ?", "Questions :", "1. Combien ?", "2. Où ?"],
            "2. l'avis ?\n\n3. le délai ?\n\nQuestions :",
            [("1", "Combien ?", NO), ("2", "Où ?", NO)],
            "a list without its first number, before one that has it",
        ),
        (
            [
                "Elle prévoit :",
                "a) l'avis ;",
                "b) le délai.",
                "Questions :",
                "1. a. Combien ? b. Où ?",
                "c. Quand ?",
                "2. Qui ?",
            ],
            "Elle prévoit :\n\na) l'avis ;\n\nb) le délai.\n\nQuestions :",
            [
                ("1", None, (("a", "Combien ?", NO), ("b", "Où ?", NO), ("c", "Quand ?", NO))),
                ("2", "Qui ?", NO),
            ],
            "letters before numbers that have letters below them, with another sign",
        ),
        (
            [
                "Elle prévoit :",
                "a) l'avis ;",
                "b) le délai.",
                "Questions :",
                "1) a) Combien ?",
                "b) Où ?",
                "2) Qui ?",
            ],
            "Elle prévoit :\n\na) l'avis ;\n\nb) le délai.\n\nQuestions :",
            [("1", None, (("a", "Combien ?", NO), ("b", "Où ?", NO))), ("2", "Qui ?", NO)],
            "with the same sign",
        ),
        (
            [
                "Elle prévoit :",
                "a) l'avis ;",
                "b) le délai.",
                "Questions :",
                "1) La ville :",
                "a) Combien ?",
                "b) Où ?",
                "2) Qui ?",
            ],
            "Elle prévoit :\n\na) l'avis ;\n\nb) le délai.\n\nQuestions :",
            [("1", "La ville :", (("a", "Combien ?", NO), ("b", "Où ?", NO))), ("2", "Qui ?", NO)],
            "with the same sign, on lines of their own",
        ),
        (
            [
                "Elle prévoit :",
                "a) l'avis ;",
                "b) ceci :",
                "1) ici ;",
                "2) là.",
                "Questions :",
                "a) Combien ?",
                "b) Où ?",
            ],
            "Elle prévoit :\n\na) l'avis ;\n\nb) ceci :\n\n1) ici ;\n\n2) là.\n\nQuestions :",
            [("a", "Combien ?", NO), ("b", "Où ?", NO)],
            "a list that itself has numbers below its last letter",
        ),
        (
            ["a) La liste des villes.", "b) Pour chacune :", "1) combien ?", "2) où ?"],
            None,
            [
                ("a", "La liste des villes.", NO),
                ("b", "Pour chacune :", (("1", "combien ?", NO), ("2", "où ?", NO))),
            ],
            "numbers below the last letter that are its own",
        ),
        (
            ["1. La ville :", "Mes questions :", "a) Combien ?", "b) Où ?", "2. Le village :", "a) Quand ?"],
            None,
            [
                ("1", "La ville :\n\nMes questions :", (("a", "Combien ?", NO), ("b", "Où ?", NO))),
                ("2", "Le village :", (("a", "Quand ?", NO),)),
            ],
            "questions that are announced within a point",
        ),
        (
            ["Texte.", "- Combien ?", "- Où ?"],
            "Texte.",
            [(None, "Combien ?", NO), (None, "Où ?", NO)],
            "dashed items that end a question and all ask are its points",
        ),
        (
            ["Texte.", "•Combien ?", "• Où ?"],
            "Texte.",
            [(None, "Combien ?", NO), (None, "Où ?", NO)],
            "bullets",
        ),
        (
            ["Texte.", "- la ville ;", "- Où ?"],
            "Texte.\n\n- la ville ;\n\n- Où ?",
            [],
            "dashed items of which one does not ask are text",
        ),
        (
            ["Texte.", "- Combien ?", "- Où ?", "Merci."],
            "Texte.\n\n- Combien ?\n\n- Où ?\n\nMerci.",
            [],
            "dashed items that do not end the question are text",
        ),
        (
            ["Questions : 1) Combien ? 2) Où ?"],
            "Questions :",
            [("1", "Combien ?", NO), ("2", "Où ?", NO)],
            "the text between two numbers on a line is one paragraph",
        ),
        (
            ["En 2012.", "2012 fut sec.", "3,5 % des fontaines.", "1.204 fontaines.", "2 juin 2012 : rien."],
            "En 2012.\n\n2012 fut sec.\n\n3,5 % des fontaines.\n\n1.204 fontaines.\n\n2 juin 2012 : rien.",
            [],
            "years, decimals, thousands and dates are text",
        ),
        (
            ["1) Combien ?", "2012 fut sec.", "3,5 % manquent.", "2) Où ?"],
            None,
            [("1", "Combien ?\n\n2012 fut sec.\n\n3,5 % manquent.", NO), ("2", "Où ?", NO)],
            "the same inside a point",
        ),
        ([], None, [], "nothing"),
    ],
)
def test_question(texts: list[str], before: str | None, points: list[Shown], reason: str) -> None:
    found = body(*texts)
    assert (text(found), shown(found.items)) == (before, points), reason


ASKED = ("1) Combien ?", "2) Où ?", "3) Quand ?")


@pytest.mark.parametrize(
    ("asked", "texts", "before", "points", "reason"),
    [
        (ASKED, ["1. Dix.", "2. Ici."], None, [("1", "Dix.", NO), ("2", "Ici.", NO)], "in another style"),
        (ASKED, ["Dix, ici, hier."], "Dix, ici, hier.", [], "running prose"),
        (ASKED, ["1 à 3. Rien."], None, [("1 à 3", "Rien.", NO)], "a group"),
        (
            ASKED,
            ["Réponse à la question 1", "Dix.", "Réponse à la question 2", "Ici."],
            None,
            [("1", "Dix.", NO), ("2", "Ici.", NO)],
            "headings on lines of their own",
        ),
        (
            ASKED,
            ["Voici :", "- ici", "- là"],
            "Voici :",
            [(None, "ici", NO), (None, "là", NO)],
            "nothing but dashed items, and a sentence before them",
        ),
        (ASKED, ["- ici", "- là"], None, [(None, "ici", NO), (None, "là", NO)], "nothing but dashed items"),
        (
            ASKED,
            ["Bonjour.", "Voici :", "- ici", "- là"],
            "Bonjour.\n\nVoici :\n\n- ici\n\n- là",
            [],
            "more than a sentence before dashed items: text",
        ),
        (
            ASKED,
            ["1) Voici :", "- ici", "- là", "2) Ici."],
            None,
            [("1", "Voici :\n\n- ici\n\n- là", NO), ("2", "Ici.", NO)],
            "dashed items inside a numbered point",
        ),
        (
            ASKED,
            ["1) Voici :", "2010 | 12", "2. | 5", "2) Ici."],
            None,
            [("1", "Voici :\n\n2010 | 12\n\n2. | 5", NO), ("2", "Ici.", NO)],
            "a table inside a point",
        ),
        (
            ("Combien ?",),
            ["1. Dix.", "2. Ici."],
            None,
            [("1", "Dix.", NO), ("2", "Ici.", NO)],
            "no numbers asked",
        ),
    ],
)
def test_answer(
    asked: list[str], texts: list[str], before: str | None, points: list[Shown], reason: str
) -> None:
    found = body(*texts, question=body(*asked))
    assert (text(found), shown(found.items)) == (before, points), reason


@pytest.mark.parametrize(
    ("texts", "expected", "reason"),
    [
        (["1) Voir point 2.", "2) Dix."], [("2",), ()], "its whole text refers"),
        (["1) Voir point 2.", "Dix.", "2) Dix."], [(), ()], "more text follows"),
        (["1 et 2. Dix.", "3. Voir point 1."], [(), ("1",)], "to one of a group"),
        (["1) Dix.", "2) Je renvoie à la réponse donnée au point 1."], [(), ("1",)], "a whole sentence does"),
    ],
)
def test_referring_points(texts: list[str], expected: list[tuple[str, ...]], reason: str) -> None:
    found = body(*texts, question=body(*ASKED))
    assert [item.refers_to for item in found.items] == expected, reason


def test_a_question_does_not_refer() -> None:
    assert body("1) Voir point 2.", "2) Dix ?").items[0].refers_to == ()


@pytest.mark.parametrize(
    ("texts", "expected", "reason"),
    [
        (["1) Combien ?", "2) Où ?"], [], "nothing is wrong"),
        (["1) Combien ?", "1) Où ?"], [("point-label-repeated", 2)], "a number twice"),
        (["1) Combien ?", "2)"], [("part-missing", 2)], "a number without text"),
    ],
)
def test_warnings(texts: list[str], expected: list[tuple[str, int]], reason: str) -> None:
    assert warnings(*texts) == expected, reason


def test_spans_reach_from_the_number_to_the_last_line_below_it() -> None:
    found = body("Texte.", "1) La ville :", "a) Combien ?", "Suite.", "2) Où ?")
    spans = [(item.span.first, item.span.last) for item in found.items if item.span]
    assert spans == [(2, 4), (5, 5)]
    inner = found.items[0].items[0]
    assert inner.text is not None
    assert (str(inner.span), str(inner.text.span)) == ("page.txt, lines 3-4", "page.txt, lines 3-4")


def test_names_are_those_of_all_levels_and_groups() -> None:
    found = body("1 et 2. Dix.", "3. a) Ici.", "b) Là.", question=body(*ASKED))
    assert names_of(found.items) == {"1", "2", "3", "a", "b"}


_MARKS = [
    "1)",
    "2)",
    "3.",
    "1.",
    "a)",
    "b)",
    "A.",
    "B.",
    "1a)",
    "1.1",
    "1 à 3.",
    "-",
    "•",
    "1°",
    "2012",
    "i)",
    "ii)",
    "Réponse à la question 1 :",
]
_WORDS = ["x", "|", "ici ;", "Combien ?", "Dix.", "questions :", "voir point 1."]
_piece = st.sampled_from([*_MARKS, *_WORDS])
_texts = st.lists(st.lists(_piece, min_size=1, max_size=6).map(" ".join), max_size=8)


def printed(found: Body) -> str:
    """All that is kept of a text, numbers included, without blanks."""

    def of_item(item: Item) -> str:
        return item.mark + (item.text.value if item.text else "") + "".join(map(of_item, item.items))

    whole = (found.text.value if found.text else "") + "".join(map(of_item, found.items))
    return "".join(whole.split())


@given(_texts, st.booleans(), st.sampled_from(Language))
def test_reading_loses_no_character_and_keeps_the_order(
    texts: list[str], is_answer: bool, language: Language
) -> None:
    notes = Notes("page.txt")
    found = body(*texts, language=language, question=body(*ASKED) if is_answer else None, notes=notes)
    if not any(warning.code == "part-missing" for warning in notes.warnings):
        assert printed(found) == "".join("".join(texts).split())


@given(_texts, st.sampled_from(Language))
def test_texts_lie_within_their_spans(texts: list[str], language: Language) -> None:
    def check(items: tuple[Item, ...]) -> None:
        for item in items:
            assert item.span is not None
            if item.text is not None:
                assert item.text.span is not None
                assert item.span.first <= item.text.span.first <= item.text.span.last <= item.span.last
                lines = " ".join(texts[item.text.span.first - 1 : item.text.span.last])
                assert item.text.value.replace("\n\n", " ") in lines
            check(item.items)

    check(body(*texts, language=language).items)
