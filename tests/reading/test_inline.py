"""Points that stand on one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Language
from kg.reading.inline import Paragraph, joined, part
from tests.reading.pages import paragraphs


@pytest.mark.parametrize(
    ("texts", "expected", "reason"),
    [
        (
            ["Mes questions : 1) Combien ? 2) Où ? 3) Quand ?"],
            ["Mes questions :", "1) Combien ?", "2) Où ?", "3) Quand ?"],
            "each asks",
        ),
        (
            ["1) Combien ? 2) Où ?", "3) Quand ?"],
            ["1) Combien ?", "2) Où ?", "3) Quand ?"],
            "some on one line",
        ),
        (
            ["Mes questions : 1. Combien ? 2. La liste. 3. Quand ?"],
            ["Mes questions :", "1. Combien ?", "2. La liste.", "3. Quand ?"],
            "most ask",
        ),
        (
            ["Mes questions : 1) le nombre ; 2) les lieux."],
            ["Mes questions :", "1) le nombre ;", "2) les lieux."],
            "questions are announced",
        ),
        (
            ["Je voudrais connaître : 1) le nombre ; 2) les lieux."],
            ["Je voudrais connaître :", "1) le nombre ;", "2) les lieux."],
            "nothing else asks, and the list comes last",
        ),
        (
            ["1) La ville : a) combien ? b) où ? 2) Le village ?"],
            ["1) La ville :", "a) combien ?", "b) où ?", "2) Le village ?"],
            "letters below a number",
        ),
        (["a) Combien ? b) Où ?"], ["a) Combien ?", "b) Où ?"], "letters alone"),
        (
            ["1. Combien ? 2. Où ? 4. Quand ?"],
            ["1. Combien ?", "2. Où ?", "4. Quand ?"],
            "numbers may skip",
        ),
        (
            ["Questions : a) Combien ? b) Où ? d) Quand ?"],
            ["Questions :", "a) Combien ?", "b) Où ?", "d) Quand ?"],
            "and letters",
        ),
        (
            ["1) Combien, selon l'avis (art. 5) ? 4) Non ? 2) Où ? 3) Quand ?"],
            ["1) Combien, selon l'avis (art. 5) ? 4) Non ?", "2) Où ?", "3) Quand ?"],
            "but not those that come later on the line",
        ),
        (
            ["1) Combien ? 3) Non ?", "2) Où ?", "3) Quand ?"],
            ["1) Combien ? 3) Non ?", "2) Où ?", "3) Quand ?"],
            "or begin another line",
        ),
        (["1) Combien ? 9) Où ?"], ["1) Combien ? 9) Où ?"], "nor so many"),
        (
            ["Est-ce vrai ?", "Pouvez-vous dire : 1. combien ; 2. où ; et 3. si le prix baisse ?"],
            ["Est-ce vrai ?", "Pouvez-vous dire :", "1. combien ;", "2. où ; et", "3. si le prix baisse ?"],
            "one sentence asks",
        ),
        (
            ["Est-ce vrai ?", "Deux étapes : 1) l'avis ; 2) la décision. Pourquoi ?"],
            ["Est-ce vrai ?", "Deux étapes : 1) l'avis ; 2) la décision. Pourquoi ?"],
            "another sentence asks",
        ),
        (
            ["Est-ce vrai ?", "Les villes (il y en a deux ; 1. Gand ; 2. Mons) le savent-elles ?"],
            ["Est-ce vrai ?", "Les villes (il y en a deux ; 1. Gand ; 2. Mons) le savent-elles ?"],
            "a list within a sentence",
        ),
        (
            ["Deux étapes : 1) l'avis ; 2) la décision.", "Qu'en pensez-vous ?"],
            ["Deux étapes : 1) l'avis ; 2) la décision.", "Qu'en pensez-vous ?"],
            "a list before the question",
        ),
        (
            ["Deux étapes : 1) l'avis ; 2) la décision. Qu'en pensez-vous ?"],
            ["Deux étapes : 1) l'avis ; 2) la décision. Qu'en pensez-vous ?"],
            "the question comes after the list on its line",
        ),
        (
            ["Selon la loi : 1) l'avis ? 2) la décision ?", "1) Combien ?", "2) Où ?"],
            ["Selon la loi : 1) l'avis ? 2) la décision ?", "1) Combien ?", "2) Où ?"],
            "the points stand on lines of their own",
        ),
        (
            ["1. a. Combien ? b. Où ? c. Quand ?"],
            ["1. a. Combien ?", "b. Où ?", "c. Quand ?"],
            "letters with full stops, the first after its number",
        ),
        (
            ["Mes questions : 1. a. Combien ? b. Où ? 2. a. Qui ? b. Quand ?"],
            ["Mes questions :", "1. a. Combien ?", "b. Où ?", "2. a. Qui ?", "b. Quand ?"],
            "below two numbers of the line",
        ),
        (["a. Combien ? b. Où ?"], ["a. Combien ?", "b. Où ?"], "alone"),
        (["A. Combien ? B. Où ?"], ["A. Combien ?", "B. Où ?"], "capitals"),
        (
            ["Questions : I. Combien ? II. Où ?"],
            ["Questions :", "I. Combien ?", "II. Où ?"],
            "Roman numerals",
        ),
        (
            ["a) Combien ? b) La ville : i) où ? ii) quand ? c) Qui ?"],
            ["a) Combien ?", "b) La ville :", "i) où ?", "ii) quand ?", "c) Qui ?"],
            "Roman numerals below letters",
        ),
        (
            ["A. La ville : 1) combien ? 2) où ? B. Le village : 1) combien ? 2) où ?"],
            ["A. La ville :", "1) combien ?", "2) où ?", "B. Le village :", "1) combien ?", "2) où ?"],
            "numbers below capitals",
        ),
        (
            ["Questions : a) 1. combien ? 2. où ? b) 1. qui ? 2. quand ?"],
            ["Questions :", "a) 1. combien ?", "2. où ?", "b) 1. qui ?", "2. quand ?"],
            "numbers below letters",
        ),
        (
            ["Selon M. A. Dupont, quand ? B. Dupont le sait-il ?"],
            ["Selon M. A. Dupont, quand ? B. Dupont le sait-il ?"],
            "initials",
        ),
        (
            ["Peut-on répondre aux questions suivantes ? 1) le nombre ; 2) les lieux."],
            ["Peut-on répondre aux questions suivantes ?", "1) le nombre ;", "2) les lieux."],
            "questions are announced in a question",
        ),
        (
            ["Combien de questions a-t-on reçues ? 1) le nombre ; 2) les lieux."],
            ["Combien de questions a-t-on reçues ? 1) le nombre ; 2) les lieux."],
            "but not where it asks something else",
        ),
        (
            ["Il dit : « 1. Combien ? 2. Où ? 3. Quand ? » Questions : 1. Qui ? 2. Pourquoi ?"],
            ["Il dit : « 1. Combien ? 2. Où ? 3. Quand ? » Questions :", "1. Qui ?", "2. Pourquoi ?"],
            "a quoted list before them",
        ),
        (
            ["Il dit : « Voici :", "a) ici ? b) là ? »", "Et vous ?"],
            ["Il dit : « Voici :", "a) ici ? b) là ? »", "Et vous ?"],
            "a quotation that began before",
        ),
        (
            ["La loi dit :", "1. l'avis ;", "2. le délai.", "Mes questions : 1. Combien ? 2. Où ?"],
            ["La loi dit :", "1. l'avis ;", "2. le délai.", "Mes questions :", "1. Combien ?", "2. Où ?"],
            "a list of the introduction on lines of its own before them",
        ),
        (["Voir point 2. 3 fontaines ?"], ["Voir point 2. 3 fontaines ?"], "no sign after the number"),
        (["Il y en a 1. 2 ans après ?"], ["Il y en a 1. 2 ans après ?"], "numbers in a sentence"),
        ([], [], "nothing"),
    ],
)
def test_question(texts: list[str], expected: list[str], reason: str) -> None:
    assert [piece.text for piece in part(paragraphs(texts), Language.FR, None)] == expected, reason


@pytest.mark.parametrize(
    ("text", "known", "expected", "reason"),
    [
        ("Bonjour. 1. Dix. 2. Ici.", "1 2", ["Bonjour.", "1. Dix.", "2. Ici."], "points of the question"),
        ("1. Dix. 2 et 3. Ici.", "1 2 3", ["1. Dix.", "2 et 3. Ici."], "a group among them"),
        ("1. Dix. 2. Ici.", "1", ["1. Dix. 2. Ici."], "a number that the question does not have"),
        (
            "Deux étapes : 1. Dix. 2. Ici.",
            "",
            ["Deux étapes : 1. Dix. 2. Ici."],
            "a question without numbers",
        ),
        ("1. Dix. 2. Ici. 4. Demain.", "1 2 3 4", ["1. Dix.", "2. Ici.", "4. Demain."], "numbers may skip"),
        ("1) A. 3) C. 2) B.", "1 2 3", ["1) A.", "3) C.", "2) B."], "one too early"),
        ("1. A. 2. B. 4) D.", "1 2 4", ["1. A.", "2. B.", "4) D."], "one with another sign"),
        ("1. A. 3. C. 2. B.", "1 2 3", ["1. A. 3. C.", "2. B."], "one without a bracket may end a sentence"),
        ("1) A. 3) C. 2) B. 3) D.", "1 2 3", ["1) A. 3) C.", "2) B.", "3) D."], "one that comes again"),
        ("a) A. b) i) B.", "a b i", ["a) A.", "b) i) B."], "a Roman numeral is no letter"),
        ("1) A. 3) C. 2) B.", "1 2", ["1) A. 3) C.", "2) B."], "one that the question does not have"),
        ("1. Dix ; et 2. ici.", "1 2", ["1. Dix ; et", "2. ici."], "parts of one sentence"),
        ("1) a) Dix. b) Ici.", "1 a b", ["1) a) Dix.", "b) Ici."], "letters of the question"),
        ("1. a. Dix. b. Ici.", "1 a b", ["1. a. Dix.", "b. Ici."], "letters with full stops"),
        ("1. a. Dix. b et c. Ici.", "1 a b c", ["1. a. Dix.", "b et c. Ici."], "a group of letters"),
        ("I. Dix. II. et III. Ici.", "i ii iii", ["I. Dix.", "II. et III. Ici."], "Roman numerals"),
        ("1. a. Dix. b. Ici.", "1", ["1. a. Dix. b. Ici."], "letters that the question does not have"),
        (
            "Selon M. A. Dupont. B. Dupont le nie.",
            "a b",
            ["Selon M. A. Dupont. B. Dupont le nie."],
            "initials",
        ),
    ],
)
def test_answer(text: str, known: str, expected: list[str], reason: str) -> None:
    pieces = part(paragraphs([text]), Language.FR, frozenset(known.split()))
    assert [piece.text for piece in pieces] == expected, reason


def test_pieces_keep_the_line_and_say_that_they_go_on() -> None:
    pieces = part(paragraphs(["Questions : 1) Combien ? 2) Où ?"], first=7), Language.FR, None)
    assert [(piece.line, piece.goes_on) for piece in pieces] == [(7, False), (7, True), (7, True)]


def test_pieces_of_one_line_are_joined_on_one_line() -> None:
    texts = [Paragraph("Questions :", 1), Paragraph("1) Combien ?", 1, goes_on=True), Paragraph("Merci.", 2)]
    assert joined(texts) == "Questions : 1) Combien ?\n\nMerci."


_texts = st.lists(
    st.lists(
        st.sampled_from(
            ["1)", "2)", "3)", "1.", "2.", "a)", "b)", "1 et 2.", "Combien ?", "Dix.", "ici ;", "questions :"]
        ),
        min_size=1,
        max_size=10,
    ).map(" ".join),
    max_size=4,
)


@given(_texts, st.sampled_from([None, frozenset(), frozenset("123ab")]))
def test_parting_loses_nothing(texts: list[str], known: frozenset[str] | None) -> None:
    pieces = part(paragraphs(texts), Language.FR, known)
    assert joined(pieces) == "\n\n".join(texts)
