"""Numbered paragraphs put together into points and sub-points."""

from __future__ import annotations

import time

import pytest

from kg.model import Language
from kg.reading.inline import Paragraph
from kg.reading.series import Node, nodes_of
from tests.reading.pages import paragraphs


def outline(nodes: list[Node]) -> str:
    """Points as ``1(a b) 2``; a point's own paragraphs do not show."""
    return " ".join(
        (node.label.printed if node.label else "-") + (f"({outline(node.nodes)})" if node.nodes else "")
        for node in nodes
    )


@pytest.mark.parametrize(
    ("texts", "expected", "reason"),
    [
        (["1) A ?", "2) B ?", "3) C ?"], "1 2 3", "a series"),
        (["1) A ?", "2) B ?", "3) C ?", "5) D ?"], "1 2 3 5", "skips one"),
        (["1. A ?", "10. de la loi.", "2. B ?"], "1 2", "a number far off, and the next one comes later"),
        (["1) A ?", "2. B ?", "3) C ?"], "1 2 3", "the sign changes"),
        (["1) A ?", "2) B ?", "2) C ?", "3) D ?"], "1 2 2 3", "a number twice"),
        (["1) A ?", "2) B ?", "1) C ?", "2) D ?"], "1 2 1 2", "begins again"),
        (["1) A", "a) B ?", "b) C ?", "2) D ?"], "1(a b) 2", "letters below a number"),
        (["1) a) A ?", "b) B ?", "2) a) C ?", "b) D ?"], "1(a b) 2(a b)", "the first on its parent's line"),
        (["1. a. A ?", "b. B ?", "2. C ?"], "1(a b) 2", "the same with full stops"),
        (["a) A", "1) B ?", "2) C ?", "b) D", "1) E ?"], "a(1 2) b(1)", "numbers below letters"),
        (["A. A", "1. B ?", "2. C ?", "B. D", "1. E ?"], "A(1 2) B(1)", "numbers below capitals"),
        (["A.", "1. B ?", "2. C ?", "B.", "1. D ?"], "A(1 2) B(1)", "capitals alone on their lines"),
        (["I.", "1. B ?", "II.", "1. D ?"], "I(1) II(1)", "Roman numerals alone on their lines"),
        (["Le nom de A.", "A.", "B ?"], "", "a capital that none follows"),
        (["I. A", "1. B ?", "II. C", "1. D ?", "III. E ?"], "I(1) II(1) III", "capital Roman numerals"),
        (["1) A", "i) B ?", "ii) C ?", "iii) D ?", "2) E ?"], "1(i ii iii) 2", "small Roman numerals"),
        (["a) A", "i) B ?", "ii) C ?", "b) D ?"], "a(i ii) b", "Roman numerals below letters"),
        (["h) A ?", "i) B ?"], "", "letters that do not begin with the first"),
        ([f"{x}) A ?" for x in "abcdefghij"], "a b c d e f g h i j", "i is the letter after h"),
        (
            ["1) A", "a) B", "i) C ?", "ii) D ?", "b) E ?", "2) F ?"],
            "1(a(i ii) b) 2",
            "three levels and back",
        ),
        (["1) A", "1. B ?", "2. C ?", "2) D ?"], "1(1 2) 2", "numbers of another sign below numbers"),
        (["1. A ?", "1a. B ?", "1b. C ?", "2. D ?"], "1(a b) 2", "1a is a sub-point where there is a 1"),
        (["1. A ?", "1.1 B ?", "1.2 C ?", "2. D ?"], "1(1 2) 2", "1.1 too"),
        (["1a) A ?", "1b) B ?", "2) C ?"], "1a 1b 2", "1a is its own name where there is no 1"),
        (["1) A ?", "2a) B ?", "2b) C ?", "3) D ?"], "1 2a 2b 3", "2a beside 1 where there is no 2"),
        (["1.1 A ?", "1.2 B ?", "2.1 C ?"], "1.1 1.2 2.1", "1.1 where there is no 1"),
        (["1 a) A ?", "b) B ?", "2) C ?"], "1(a b) 2", "bare letters go on after 1 a)"),
        (["1. A ?", "2.a) B ?", "3. C ?"], "1 2(a) 3", "two signs part a number from its only letter"),
        (["1. A ?", "2.a) B ?", "b) C ?", "3. D ?"], "1 2(a b) 3", "or from the first of several"),
        (["1. A ?", "2.a) B ?", "2.b) C ?"], "1 2a 2b", "unless the others have the number too"),
        (["1. A ?", "2a) B ?", "3. C ?"], "1 2a 3", "one sign does not"),
        (["1. A ?", "1.1 million", "2. B ?"], "1 2", "a decimal that nothing follows"),
        (["1. A ?", "1.1. B ?", "2. C ?"], "1(1) 2", "a sub-point that nothing follows"),
        (["1. A ?", "2. B ?", "2.2. C ?"], "1 2(2)", "also where it is not the first"),
        (["1. A ?", "2. B ?", "2.2 millions"], "1 2", "but not without a sign after it"),
        (["1. 1.1. A ?", "1.2. B ?", "2. C ?"], "1(1 2) 2", "the first on its parent's line"),
        (["1. 1.1. A ?", "2. 2.1 B ?"], "1(1) 2(1)", "others tell that it is no decimal"),
        (["1. A ?", "2. 2.1 millions"], "1 2", "a decimal after a number"),
        (["1.1. A ?", "B ?"], "", "the only number of all"),
        (["1.1 million", "A ?"], "", "a decimal at the beginning"),
        (["A. Dupont", "1) A ?"], "1", "a capital that nothing follows is somebody's initial"),
        (["a. A", "c. B"], "", "a letter with a full stop that nothing follows"),
        (["2) A ?", "3) B ?"], "2 3", "begins late, and goes on"),
        (["7. Voilà."], "", "a lone number that is not the first"),
        (["1) A", "b) B ?"], "1", "a letter that no first one comes before"),
        (["a) A", "b) i) B ?", "ii) C ?", "c) D ?"], "a b(i ii) c", "a Roman numeral on its letter's line"),
        (["a. A", "b. i. B ?", "ii. C ?", "c. D ?"], "a b(i ii) c", "the same with full stops"),
        (["A. A", "B. I. B ?", "II. C ?"], "A B(I II)", "the same with capitals"),
        (["a) A", "b) B", "i) C ?", "ii) D ?"], "a b(i ii)", "below the last letter"),
        (["a) A", "b) i) B ?"], "a b(i)", "one Roman numeral alone on its letter's line"),
        (["a) A", "i) B ?"], "a(i)", "one Roman numeral alone, and the letter before it is not h"),
        ([f"{x}) A ?" for x in "abcdefgij"], "a b c d e f g i j", "h is missing"),
        ([f"{x}) A ?" for x in "abcdefghi"], "a b c d e f g h i", "h is not, and no letter follows"),
        (["I. A. B ?", "B. C ?", "II. D ?"], "I(A B) II", "letters below Roman numerals"),
        (["i) a) B ?", "b) C ?", "ii) D ?"], "i(a b) ii", "the same with small ones"),
        (["I. A ?", "II. B ?", "I. C ?", "II. D ?"], "I II I II", "Roman numerals begin again"),
        (["1) A", "i) B ?", "i) C ?"], "1(i i)", "a Roman numeral twice"),
        (
            ["A. 1) a) i) B ?", "ii) C ?", "b) D ?", "2) E ?", "B. F ?"],
            "A(1(a(i ii) b) 2) B",
            "four levels and back",
        ),
        (
            ["a) A", "b) B", "1) a) C ?", "b) D ?", "2) E ?"],
            "a b(1(a b) 2)",
            "letters below numbers below letters",
        ),
        (["Il dit : «", "1. A ?", "2. B ? »", "1. C ?", "2. D ?"], "1 2", "a quoted list"),
        (
            ["« 1. A ;", "2. B ;", "3. C. »", "1. D ?", "2. E ?"],
            "1 2",
            "the first of its numbers has the sign before it",
        ),
        (["Il dit : “", "a) A ;", "b) B. ”", "1. C ?"], "1", "other signs"),
        (["Il dit : « Non.", "1. A ?", "2. B ?"], "1 2", "a sign that nothing closes"),
        (["1. « A ? »", "2. B « C", "D » ?", "3. E ?"], "1 2 3", "quotations within points"),
        (["Texte."], "", "no numbers"),
        ([], "", "nothing"),
    ],
)
def test_question(texts: list[str], expected: str, reason: str) -> None:
    _, nodes = nodes_of(paragraphs(texts), Language.FR, None)
    assert outline(nodes) == expected, reason


@pytest.mark.parametrize(
    ("texts", "known", "expected", "reason"),
    [
        (["2. A.", "3. B."], "1 2 3", "2 3", "begins at a number of the question"),
        (["Non.", "3. A."], "1 2 3", "3", "one number of the question alone"),
        (["Non.", "7. A."], "1 2 3", "", "one number that the question does not have"),
        (["1 à 3. A.", "4. B."], "1 2 3 4", "1 à 3 4", "goes on after a group"),
        (["1 et 2. A.", "3. B."], "1 2 3", "1 et 2 3", "goes on after two"),
        (["2 et 3. A."], "1 2 3", "2 et 3", "a group that begins late"),
        (["1 et 3. A.", "2. B.", "4. C."], "1 2 3 4", "1 et 3 2 4", "what a group leaves out comes after it"),
        (["1a) A.", "1b) B.", "2) C."], "1 a b 2", "1a 1b 2", "compounds for nested points"),
        (["2a) A.", "2b) B."], "1 2 a b", "2a 2b", "compounds that begin late"),
        (["1a) A.", "2b) B."], "1a 1b 2a 2b", "1a 2b", "one that skips the first letter"),
        (["1b) A.", "1a) B.", "2b) C."], "1a 1b 2a 2b", "1b 1a 2b", "one that steps back"),
        (["1a) A.", "2b) B."], "1 2 a b", "1a", "not where the question has them apart"),
        (["1. A.", "2.a) B."], "1 2a 2b", "1 2a", "the question has the number and its letter as one"),
        (["1. A.", "2.a) B."], "1 2 a b", "1 2(a)", "or apart"),
        (["1. A :", "1) B ;", "2) C.", "2. D."], "1 2", "1(1 2) 2", "its own list below a point"),
        (["1. A."], "", "1", "numbers where the question has none"),
        (["1. A.", "2. B.", "4) D."], "1 2 3 4", "1 2 4", "skips one and changes its sign"),
        (["1. et 2. A.", "4) D."], "1 2 3 4", "1 et 2 4", "the same after a group"),
        (["Question 1 :", "A.", "4) D."], "1 2 3 4", "1 4", "the same after a heading"),
        (["a. A.", "b. B.", "d) D."], "a b c d", "a b d", "the same with letters"),
        (["a) A.", "b) B.", "d. D."], "a b c d", "a b", "a letter with a full stop may end a sentence"),
        (["1. A.", "4) D."], "1 2 3", "1", "the question does not have it"),
        (["1. A.", "3) de la loi."], "1 2 3", "1", "a line that goes on in small letters"),
        (["1. a ;", "3) c."], "1 2 3", "1 3", "unless all points do"),
        (["1. A.", "3) C.", "2. B.", "3. D."], "1 2 3", "1 2 3", "it comes again"),
        (
            ["1) A.", "1. B ;", "2. C.", "3) D."],
            "1 2 3",
            "1(1 2) 3",
            "after a list of another sign, which it could go on with",
        ),
        (["1) A.", "1. B ;", "2. C.", "4) D."], "1 2 3 4", "1(1 2) 4", "or could not"),
        (["1) A.", "3) C.", "2) B.", "4) D."], "1 2 3 4", "1 3 2 4", "one too early"),
        (["1) A.", "4) D.", "2) B.", "3) C."], "1 2 3 4", "1 4 2 3", "the last one too early"),
        (["4) A.", "3) B.", "2) C.", "1) D."], "1 2 3 4", "4 3 2 1", "backwards"),
        (["1) A.", "3 et 4) C.", "2) B."], "1 2 3 4", "1 3 et 4 2", "a group too early"),
        (["1) A.", "1. x", "2. y", "3) C.", "2) B."], "1 2 3", "1(1 2) 3 2", "after a list of another sign"),
        (["1) A.", "3) C.", "2. B.", "4. D."], "1 2 3 4", "1 3 2 4", "steps back and changes its sign"),
        (
            ["c) A.", "1) a) A.", "c) B.", "b) C.", "2) D."],
            "1 2 a b c",
            "1(a c b) 2",
            "letters below a number",
        ),
        (
            ["A. 1) A.", "3) B.", "2) C.", "B. 1) D.", "3) E."],
            "a b 1 2 3",
            "A(1 3 2) B(1 3)",
            "numbers below capitals",
        ),
        (["a) A.", "b) B.", "i) C.", "ii) D."], "a b i ii", "a b(i ii)", "a Roman numeral is no letter"),
        (["1) A.", "2) B.", "2) C."], "1 2", "1 2 2", "what was answered is no step back"),
        (
            ["Question 1 :", "1) A ;", "2) B.", "Question 3 :", "C."],
            "1 2 3",
            "1(1 2) 3",
            "a heading stands above the lists of what it heads",
        ),
        (["A. A.", "B. B.", "C. Peeters, directeur."], "a b", "A B", "an initial"),
        (
            ["A. A.", "B. B.", "C. Van den Broeck, juriste."],
            "a b",
            "A B",
            "one before a name of several words",
        ),
        (["I. A.", "II. B.", "V. Maes, juriste."], "i ii", "I II", "one that is a Roman numeral too"),
        (["1. Qui :", "A. Maes, juge ;", "B. Claes, juriste."], "1", "1", "a list of names"),
        (["A. A.", "B. B.", "C. Peeters, directeur."], "a b c", "A B C", "a capital that the question has"),
        (["A. A.", "B. B.", "C. Oui, bien sûr."], "a b", "A B C", "no name"),
        (["A. A.", "B. B.", "C. Peeters le dit."], "a b", "A B C", "no comma"),
        (["I en II. A."], "i ii", "", "a group in the other language's words"),
        (["I et II. A."], "i ii", "I et II", "a group that is all there is"),
        (["I et II. A.", "III et IV. B."], "i ii iii iv", "I et II III et IV", "groups of Roman numerals"),
        (["I. A.", "II. et III. B.", "IV. C."], "i ii iii iv", "I II et III IV", "one among them"),
        (["A et B. A."], "a b", "A et B", "a group of capitals that is all there is"),
        (["A et B. Dupont."], "1 2", "", "two initials"),
        (["1. A.", "2. a, b et c. B."], "1 2 a b c", "1 2(a, b et c)", "a group on its number's line"),
        (["1. A.", "2.", "a et b. B."], "1 2 a b", "1 2(a et b)", "or below it"),
        (["1. A.", "2. b) B."], "1 2 a b", "1 2(b)", "not the first letter on its number's line"),
        (["1. A.", "2. b) B."], "1 2", "1 2", "a letter that the question does not have"),
        (
            ["1. A.", "2a et b. B.", "2c. C.", "3. D."],
            "1 2 3 a b c",
            "1 2a et b 2c 3",
            "a group of compounds",
        ),
    ],
)
def test_answer(texts: list[str], known: str, expected: str, reason: str) -> None:
    _, nodes = nodes_of(paragraphs(texts), Language.FR, frozenset(known.split()))
    assert outline(nodes) == expected, reason


@pytest.mark.parametrize(
    ("listed", "expected", "reason"),
    [
        ("3.@1 5.@1 6.@1", "3 5 6", "begins late and jumps"),
        ("3.@1 2.@1 1.@1", "3 2 1", "counts backwards"),
        ("7.@1", "7", "one item that is not the first"),
        ("20.@1 40.@1 7.@1", "20 40 7", "any order"),
        ("A.@1", "A", "a capital alone"),
        ("7.@1 c.@12 i.@12 12.@1", "7(c i) 12", "a list in an item of another"),
        ("1.@1 1.@12 2.@12 2.@1", "1(1 2) 2", "its numbers may be those that come next outside"),
        ("1.@1 1.@12 2.@1 1.@13 2.@13", "1(1) 2(1 2)", "a list in each of two items"),
        ("1.@1 i.@12 ii.@12 2.@1", "1(i ii) 2", "Roman numerals"),
        ("2.@1 b.@12 a.@12 1.@1", "2(b a) 1", "both count backwards"),
        ("1.@1 a.@12 i.@123 b.@12 2.@1", "1(a(i) b) 2", "three levels"),
        ("1.@1 2.@1 5. 3.@1", "1 2 3", "a number that is no item's, and the next one comes later"),
        ("3. 5.@1", "5", "a number before the list"),
    ],
)
def test_numbers_of_a_list_are_labels_whatever_they_are(listed: str, expected: str, reason: str) -> None:
    marks = [mark.partition("@") for mark in listed.split()]
    pieces = [
        Paragraph(f"{mark} A ?", line, lists=(tuple(map(int, number)),) if number else ())
        for line, (mark, _, number) in enumerate(marks, 1)
    ]
    _, nodes = nodes_of(pieces, Language.FR, None)
    assert outline(nodes) == expected, reason


def test_what_stands_before_the_first_point_is_given_apart() -> None:
    before, (node,) = nodes_of(paragraphs(["Texte.", "1) A ?", "Suite."]), Language.FR, None)
    assert [paragraph.text for paragraph in before] == ["Texte."]
    assert [(paragraph.text, paragraph.line) for paragraph in node.paragraphs] == [("A ?", 2), ("Suite.", 3)]


@pytest.mark.parametrize("known", [None, frozenset({"1", "2", "4", "9", "b", "i"})])
@pytest.mark.parametrize(
    "line",
    [
        "A. Voilà.",
        "4) A.",
        "A. Maes, juge",
        "« 1. A",
        "a) 1) x",
        "b) i) x",
        "I. A. x",
        "1. A ?",
        "1a) A ?",
        "a. A ?",
        "1.1 A ?",
        "i) A ?",
        "9. A ?",
        "1) a) 1a) x",
        "1 et 2.",
    ],
)
def test_many_alike_take_time_in_proportion(line: str, known: frozenset[str] | None) -> None:
    texts = paragraphs(["1. A ?", *[line] * 10_000])
    start = time.process_time()
    nodes_of(texts, Language.FR, known)
    assert time.process_time() - start < 4
