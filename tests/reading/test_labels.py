"""The numbers before points."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Label, Language
from kg.reading.labels import dash, leading
from kg.reading.marks import single

FR, NL = Language.FR, Language.NL


def keys(text: str, language: Language = FR) -> list[str]:
    return [mark.label.key for mark in leading(text, language)]


@pytest.mark.parametrize(
    ("text", "label", "rest", "reason"),
    [
        ("1) Combien ?", "1", "Combien ?", "bracket"),
        ("12) Combien ?", "12", "Combien ?", "two figures"),
        ("1. Combien ?", "1", "Combien ?", "full stop"),
        ("1 ) Combien ?", "1", "Combien ?", "blank before the bracket"),
        ("4)Combien ?", "4", "Combien ?", "glued to its text"),
        ("1.) Combien ?", "1", "Combien ?", "full stop and bracket"),
        ("a.) Combien ?", "a", "Combien ?", "the same after a letter"),
        ("ii.) Combien ?", "ii", "Combien ?", "the same after a Roman numeral"),
        ("1.- Combien ?", "1", "Combien ?", "full stop and hyphen"),
        ("4.Combien ?", "4", "Combien ?", "full stop, glued to its text"),
        ("2. 15 % des fontaines", "2", "15 % des fontaines", "a figure begins the text"),
        ("a) Combien ?", "a", "Combien ?", "letter"),
        ("a. Combien ?", "a", "Combien ?", "letter with a full stop"),
        ("A. Les fontaines", "A", "Les fontaines", "capital, as printed"),
        ("ii) Combien ?", "ii", "Combien ?", "Roman numeral"),
        ("IV. Les fontaines", "IV", "Les fontaines", "capital Roman numeral"),
        ("1)", "1", "", "alone on its line"),
    ],
)
def test_one_number(text: str, label: str, rest: str, reason: str) -> None:
    (mark,) = leading(text, FR)
    assert (mark.label, text[mark.end :]) == (single(label), rest), reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "nothing"),
        ("Combien ?", "words"),
        ("3,5 % des fontaines", "decimal"),
        ("3,5.", "decimal that ends a sentence"),
        ("1.204 fontaines", "thousands"),
        ("1.204.500 euros", "millions"),
        ("2012. Une année", "year"),
        ("2012 a été sec.", "year without full stop"),
        ("2 juin 2022", "date"),
        ("2/6/2022 : envoi", "date in figures"),
        ("31.12.2022", "date with full stops"),
        ("1er juillet", "first of the month"),
        ("1° les fontaines ;", "degree sign"),
        ("1°) les fontaines ;", "degree sign with a bracket"),
        ("100) Combien ?", "three figures"),
        ("0) Combien ?", "zero"),
        ("(1) Doc. 5-12.", "a footnote"),
        ("A l'avenir", "a capital word of one letter"),
        ("à) Combien ?", "no letter of a list"),
        ("ab) Combien ?", "two letters"),
        ("etc. Combien ?", "a word with a full stop"),
        ("M.Dupont a répondu", "an abbreviation glued to a name"),
        ("e.a. Combien ?", "an abbreviation of letters"),
        ("- Combien ?", "a dash"),
        ("5 | 12 | 30", "row of a table"),
        ("1. Gand | 12 | 30", "row of a table with numbered rows"),
        ("Réponse à la question 1 du 3 mars : refus", "a sentence that begins like a heading"),
        ("Réponse à la question n° 5-1120 : refus", "number of another question"),
        ("Question n° 5-1120 : refus", "number of another question"),
        ("1/2 de la somme", "a fraction"),
        ("1/2. Texte", "perhaps a fraction"),
        ("3/2) Texte", "numbers that go down"),
        ("2/6/22. Texte", "a date with a short year"),
        ("1/2/2022) Texte", "a date"),
        ("km/h) Texte", "letters of words"),
        ("Question 3 de la commission", "a sentence that begins like a heading"),
        ("Point 3. de l'ordre du jour", "a full stop that ends no heading"),
        ("Réponse 5 fois par an", "a sentence with a figure"),
        ("Questions nos 5-1120 et 5-1121 : refus", "numbers of other questions"),
    ],
)
def test_no_number(text: str, reason: str) -> None:
    assert leading(text, FR) == (), reason


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("1) a) Combien ?", ["1", "a"], "first sub-point on its parent's line"),
        ("1. a. Combien ?", ["1", "a"], "the same with full stops"),
        ("A. 1) a) Combien ?", ["a", "1", "a"], "three levels"),
        ("1) 2) a) Combien ?", ["1-and-2", "a"], "numbers beside each other are a group"),
        ("1) a), b) et c) Rien.", ["1", "a-and-b-and-c"], "a group of letters under a number"),
        ("2. 2.1. Combien ?", ["2", "1"], "a sub-point that repeats the number"),
        ("2. 3.1. Combien ?", ["2"], "a number under another one"),
        ("A.", ["a"], "a letter alone on its line"),
        ("IV.", ["iv"], "a Roman numeral alone on its line"),
        ("1. A.", ["1"], "a letter that is all there is of a point"),
        ("b) i) Combien ?", ["b", "i"], "a Roman numeral below a letter"),
        ("b. i. Combien ?", ["b", "i"], "the same with full stops"),
        ("B. I. Combien ?", ["b", "i"], "the same with capitals"),
        ("b) ii) Combien ?", ["b", "ii"], "not the first Roman numeral"),
        ("1. b) i) Combien ?", ["1", "b", "i"], "a Roman numeral below a letter below a number"),
        ("A. 1) a) i) Combien ?", ["a", "1", "a", "i"], "four levels"),
        ("I. A. Combien ?", ["i", "a"], "a letter below a Roman numeral"),
        ("v) a) Combien ?", ["v", "a"], "a letter below a Roman numeral that may be a letter"),
        ("h) i) Combien ?", ["h-and-i"], "the letter after h"),
        ("b) a) Combien ?", ["b"], "letters that go down"),
        ("i. ii. Combien ?", ["i"], "two Roman numerals"),
        ("2. a, b en c. Rien.", ["2"], "another language's word"),
        ("2. a, b et c. Rien.", ["2", "a-and-b-and-c"], "a group below a number, with full stops"),
        ("2. a à c. Rien.", ["2", "a-to-c"], "a range below a number"),
        ("1) i) et ii) Rien.", ["1", "i-and-ii"], "a group of Roman numerals below a number"),
        ("b) i) et ii) Rien.", ["b", "i-and-ii"], "the same below a letter"),
    ],
)
def test_nested_on_one_line(text: str, expected: list[str], reason: str) -> None:
    assert keys(text) == expected, reason


@pytest.mark.parametrize(
    ("text", "whole", "under", "reason"),
    [
        ("1a) Combien ?", "1a", 1, "letter"),
        ("1a. Combien ?", "1a", 1, "letter and full stop"),
        ("1 a) Combien ?", "1a", 1, "letter after a blank"),
        ("1.a) Combien ?", "1a", 1, "full stop between"),
        ("1.a. Combien ?", "1a", 1, "two full stops"),
        ("1.a Combien ?", "1a", 1, "nothing after the letter"),
        ("1.2 Combien ?", "1.2", 1, "number under number"),
        ("1.2. Combien ?", "1.2", 1, "number under number, full stop after it"),
        ("12.2) Combien ?", "12.2", 12, "number under number, bracket after it"),
        ("3a) École ?", "3a", 3, "a letter with an accent begins the text"),
    ],
)
def test_compound(text: str, whole: str, under: int, reason: str) -> None:
    (mark,) = leading(text, FR)
    assert mark.whole == single(whole), reason
    assert (mark.under, text[mark.end :][-1]) == (under, "?"), reason


@pytest.mark.parametrize(
    ("text", "language", "printed", "key", "names", "reason"),
    [
        ("1 à 3. Non.", FR, "1 à 3", "1-to-3", "1 2 3", "range"),
        ("1) à 3) Non.", FR, "1 à 3", "1-to-3", "1 2 3", "range, each with its bracket"),
        ("1-3. Non.", FR, "1-3", "1-to-3", "1 2 3", "hyphen"),
        ("1. - 3. Non.", FR, "1 - 3", "1-to-3", "1 2 3", "dash between blanks"),
        ("1 tot 3. Neen.", NL, "1 tot 3", "1-to-3", "1 2 3", "Dutch range"),
        ("1 t.e.m. 3. Neen.", NL, "1 t.e.m. 3", "1-to-3", "1 2 3", "abbreviated"),
        ("1) tot en met 3) Neen.", NL, "1 tot en met 3", "1-to-3", "1 2 3", "the longest word counts"),
        ("1 et 2. Non.", FR, "1 et 2", "1-and-2", "1 2", "two"),
        ("1) et 2) Non.", FR, "1 et 2", "1-and-2", "1 2", "two, each with its bracket"),
        ("1) en 2) Neen.", NL, "1 en 2", "1-and-2", "1 2", "Dutch"),
        ("1, 2 et 4. Non.", FR, "1, 2 et 4", "1-and-2-and-4", "1 2 4", "enumeration"),
        ("1, 2 et 4) Non.", FR, "1, 2 et 4", "1-and-2-and-4", "1 2 4", "only the last with a bracket"),
        ("1,2 et 4. Non.", FR, "1,2 et 4", "1-and-2-and-4", "1 2 4", "no blank after the comma"),
        ("1, 2, et 4. Non.", FR, "1, 2, et 4", "1-and-2-and-4", "1 2 4", "comma and conjunction"),
        ("1 à 3 et 5. Non.", FR, "1 à 3 et 5", "1-to-3-and-5", "1 2 3 5", "range and one more"),
        ("1) 2) 3) Non.", FR, "1 2 3", "1-and-2-and-3", "1 2 3", "beside each other"),
        ("1)à 3) Non.", FR, "1 à 3", "1-to-3", "1 2 3", "a word glued to the bracket before it"),
        ("1)à3) Non.", FR, "1 à 3", "1-to-3", "1 2 3", "glued on both sides"),
        ("1) à3) Non.", FR, "1 à 3", "1-to-3", "1 2 3", "glued to the figure after it"),
        ("1)en 2) Neen.", NL, "1 en 2", "1-and-2", "1 2", "the same in Dutch"),
        ("1)tot 3) Neen.", NL, "1 tot 3", "1-to-3", "1 2 3", "a range"),
        ("1)t.e.m. 3) Neen.", NL, "1 t.e.m. 3", "1-to-3", "1 2 3", "an abbreviation"),
        ("1)t.e.m.3) Neen.", NL, "1 t.e.m. 3", "1-to-3", "1 2 3", "one glued on both sides"),
        ("1 t.e.m.3. Neen.", NL, "1 t.e.m. 3", "1-to-3", "1 2 3", "one whose full stop shows its end"),
        ("a)et b) Non.", FR, "a et b", "a-and-b", "a b", "glued to a letter's bracket"),
        ("1), 2)et 3) Non.", FR, "1, 2 et 3", "1-and-2-and-3", "1 2 3", "the last of three"),
        ("1.) et 2.) Non.", FR, "1 et 2", "1-and-2", "1 2", "full stops and brackets"),
        ("1 + 2. Non.", FR, "1 + 2", "1-and-2", "1 2", "a plus sign between numbers"),
        ("1+2) Non.", FR, "1+2", "1-and-2", "1 2", "a plus sign without blanks"),
        ("1) ; 2) et 3) Non.", FR, "1 ; 2 et 3", "1-and-2-and-3", "1 2 3", "a semicolon"),
        (
            "1/2/3. Non.",
            FR,
            "1/2/3",
            "1-and-2-and-3",
            "1 2 3",
            "slashes between three that follow each other",
        ),
        ("1) ainsi que 2) Non.", FR, "1 ainsi que 2", "1-and-2", "1 2", "two words"),
        ("1 jusqu’à 3. Non.", FR, "1 jusqu’à 3", "1-to-3", "1 2 3", "a word with an apostrophe"),
        ("1 alsook 2. Neen.", NL, "1 alsook 2", "1-and-2", "1 2", "another Dutch word"),
        ("1-2-3. Non.", FR, "1-2-3", "1-and-2-and-3", "1 2 3", "a range has two ends"),
        ("a/b/c) Non.", FR, "a/b/c", "a-and-b-and-c", "a b c", "slashes"),
        ("1)/2) Non.", FR, "1/2", "1-and-2", "1 2", "slashes and brackets"),
        ("a) et b) Non.", FR, "a et b", "a-and-b", "a b", "letters"),
        ("a à c. Non.", FR, "a à c", "a-to-c", "a b c", "range of letters"),
        ("1a et 1b. Non.", FR, "1a et 1b", "1a-and-1b", "1a 1b", "compounds"),
        ("1a à 1c. Non.", FR, "1a à 1c", "1a-to-1c", "1a 1b 1c", "range of compounds"),
        ("III en IV. Neen.", NL, "III en IV", "iii-and-iv", "iii iv", "Roman numerals"),
        ("I en II. Neen.", NL, "I en II", "i-and-ii", "i ii", "one that may be a letter among them"),
        ("I et V. Non.", FR, "I et V", "i-and-v", "i v", "only such ones"),
        ("I tot III. Neen.", NL, "I tot III", "i-to-iii", "i ii iii", "range of Roman numerals"),
        ("VIII à XII. Non.", FR, "VIII à XII", "viii-to-xii", "viii ix x xi xii", "a longer one"),
        ("I-III. Non.", FR, "I-III", "i-to-iii", "i ii iii", "Roman numerals and a hyphen"),
        ("II. et III. Non.", FR, "II et III", "ii-and-iii", "ii iii", "each with its full stop"),
        ("II) en III) Neen.", NL, "II en III", "ii-and-iii", "ii iii", "each with its bracket"),
        ("I, II et IV. Non.", FR, "I, II et IV", "i-and-ii-and-iv", "i ii iv", "Roman numerals enumerated"),
        ("i) et ii) Non.", FR, "i et ii", "i-and-ii", "i ii", "small Roman numerals"),
        ("ii/iii) Non.", FR, "ii/iii", "ii-and-iii", "ii iii", "Roman numerals and a slash"),
        ("i) ii) Non.", FR, "i ii", "i-and-ii", "i ii", "Roman numerals beside each other"),
        ("h), i) et j) Non.", FR, "h, i et j", "h-and-i-and-j", "h i j", "i among letters"),
        ("A et B. Non.", FR, "A et B", "a-and-b", "a b", "capitals"),
        ("A. et B. Non.", FR, "A et B", "a-and-b", "a b", "capitals, each with its full stop"),
        ("A tot C. Neen.", NL, "A tot C", "a-to-c", "a b c", "range of capitals"),
        ("a) b) Non.", FR, "a b", "a-and-b", "a b", "letters beside each other"),
        ("2a et b. Non.", FR, "2a et b", "2a-and-b", "2a 2b", "a letter goes on with the number before it"),
        ("1.a. et 1.b. Non.", FR, "1a et 1b", "1a-and-1b", "1a 1b", "full stops within compounds"),
        ("1.a et b) Non.", FR, "1a et b", "1a-and-b", "1a 1b", "a full stop within the first"),
        ("a) + b) Non.", FR, "a + b", "a-and-b", "a b", "a plus sign"),
        ("2a, b et c) Non.", FR, "2a, b et c", "2a-and-b-and-c", "2a 2b 2c", "two letters do"),
        ("Réponse aux questions III et IV :", FR, "III et IV", "iii-and-iv", "iii iv", "heading of two"),
        ("1 et 2 : Non.", FR, "1 et 2", "1-and-2", "1 2", "colon after it"),
        ("1 et 2", FR, "1 et 2", "1-and-2", "1 2", "alone on its line"),
        ("Réponse à la question 1", FR, "1", "1", "1", "heading"),
        ("Réponse à la question n° 1 :", FR, "1", "1", "1", "heading with a sign"),
        ("Réponse aux questions 1) et 2) Non.", FR, "1 et 2", "1-and-2", "1 2", "heading of two"),
        ("Antwoord op vraag 1", NL, "1", "1", "1", "Dutch heading"),
        ("Ad 1. Neen.", NL, "1", "1", "1", "a minister's Latin, with text after it"),
        ("Ad 4 et 5 :", FR, "4 et 5", "4-and-5", "4 5", "a group in it"),
        (
            "Antwoord op de vragen 1 tot 3: Neen.",
            NL,
            "1 tot 3",
            "1-to-3",
            "1 2 3",
            "Dutch heading of several",
        ),
        ("Réponse aux questions n° 1 et n° 2", FR, "1 et 2", "1-and-2", "1 2", "a sign before each"),
        ("Réponse aux questions n°1 et n°2 : Non.", FR, "1 et 2", "1-and-2", "1 2", "glued signs"),
        ("Réponse aux questions nos 1 à 3 :", FR, "1 à 3", "1-to-3", "1 2 3", "a sign for several"),
        ("Réponse aux questions n°s 1 et 2 : Non.", FR, "1 et 2", "1-and-2", "1 2", "another one"),
        ("Réponse à la question n°1", FR, "1", "1", "1", "a sign alone on its line"),
        ("Antwoord op de vragen nr. 1 en nr. 2", NL, "1 en 2", "1-and-2", "1 2", "Dutch signs"),
        (
            "Antwoord op de vragen nrs. 1 en 2: Neen.",
            NL,
            "1 en 2",
            "1-and-2",
            "1 2",
            "a Dutch one for several",
        ),
        ("Antwoord op punten 1 t.e.m. 3", NL, "1 t.e.m. 3", "1-to-3", "1 2 3", "points without an article"),
        ("Antwoord 1: Neen.", NL, "1", "1", "1", "the word for an answer alone"),
        ("Réponses 1 à 3 : Non.", FR, "1 à 3", "1-to-3", "1 2 3", "the same in French, of several"),
        ("Points 1, 2 et 3", FR, "1, 2 et 3", "1-and-2-and-3", "1 2 3", "points alone on a line"),
        ("Points 1 à 3.", FR, "1 à 3", "1-to-3", "1 2 3", "a full stop at the end of the line"),
        ("Points 1 à 3. Non.", FR, "1 à 3", "1-to-3", "1 2 3", "a sentence after the full stop"),
        ("Question 2 : Non.", FR, "2", "2", "2", "heading with the bare word"),
        ("Vraag 2", NL, "2", "2", "2", "heading with the bare word, alone on its line"),
    ],
)
def test_group_or_heading(
    text: str, language: Language, printed: str, key: str, names: str, reason: str
) -> None:
    (mark,) = leading(text, language)
    assert mark.label == Label(printed, key, tuple(names.split())), reason
    assert text[mark.end :] in {"", "Non.", "Neen."}, reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1 et 2 ans après", "no sign after it"),
        ("3 à 1. Non.", "backwards"),
        ("1 à 90. Non.", "longer than any list of points"),
        ("2 et 2. Non.", "the same twice"),
        ("1,2. Non.", "a decimal, though a full stop follows"),
        ("b) i) Non.", "a letter and the Roman numeral below it"),
        ("b) ii) Non.", "another one"),
        ("1a) i) Non.", "the same below a compound"),
        ("1à 3. Non.", "no bracket before the glued word"),
        ("1) à3 ans", "no bracket after the figure"),
        ("1)ensuite 2) Non.", "the beginning of a longer word"),
        ("III et II. Non.", "Roman numerals that go down"),
        ("I et b. Non.", "two series"),
        ("II et 3. Non.", "Roman and other numerals"),
        ("1 et b. Non.", "a number and a letter"),
        ("V et VI sont clos.", "Roman numerals and no sign after them"),
    ],
)
def test_no_group(text: str, reason: str) -> None:
    assert not any(len(mark.label.names) > 1 for mark in leading(text, FR)), reason


@pytest.mark.parametrize(
    ("text", "rest", "reason"),
    [
        ("- Combien ?", "Combien ?", "hyphen"),
        ("– Combien ?", "Combien ?", "dash"),
        ("• Combien ?", "Combien ?", "round bullet"),
        ("•Combien ?", "Combien ?", "round bullet, glued"),
        ("-Combien ?", "Combien ?", "hyphen, glued to a word"),
        ("-5 degrés", None, "a negative number"),
        ("Combien ?", None, "words"),
        ("-", None, "nothing after it"),
        ("", None, "nothing"),
    ],
)
def test_dash(text: str, rest: str | None, reason: str) -> None:
    at = dash(text)
    assert (None if at is None else text[at:]) == rest, reason


languages = st.sampled_from(Language)
words = st.text(string.ascii_lowercase + " éà,", min_size=1, max_size=20)


@given(st.integers(0, 999), st.sampled_from(",."), st.integers(0, 999), words, languages)
def test_a_decimal_is_no_number_of_a_point(
    whole: int, sign: str, part: int, after: str, language: Language
) -> None:
    """At most ``1.2`` is the second sub-point of 1, which only an open point 1 or 1.1 makes one."""
    marks = leading(f"{whole}{sign}{part} {after}", language)
    assert all(mark.whole and mark.whole.printed == f"{whole}.{part}" for mark in marks)
    assert not marks or sign == "."


@given(
    st.integers(1, 31),
    st.sampled_from(["janvier", "août", "mei", "juni"]),
    st.integers(1900, 2100),
    languages,
)
def test_a_date_is_no_number_of_a_point(day: int, month: str, year: int, language: Language) -> None:
    for text in (f"{day} {month} {year}", f"{day}/{year % 12 + 1}/{year}", f"{day}.{year % 12 + 1}.{year}"):
        assert leading(text, language) == ()


@given(st.integers(100, 2100), st.sampled_from([" ", ") ", ". ", ", "]), words, languages)
def test_a_year_is_no_number_of_a_point(year: int, sign: str, after: str, language: Language) -> None:
    assert leading(f"{year}{sign}{after}", language) == ()


@given(st.integers(1, 99), st.sampled_from(["°", "°)", " °", "º"]), words, languages)
def test_a_degree_sign_is_no_number_of_a_point(
    number: int, sign: str, after: str, language: Language
) -> None:
    assert leading(f"{number}{sign} {after}", language) == ()


@given(st.text(string.digits + "abcivxIVX).,-–:&|° et en à tot"), languages)
def test_marks_lie_in_the_text_one_after_the_other(text: str, language: Language) -> None:
    ends = [mark.end for mark in leading(text, language)]
    assert ends == sorted(set(ends))
    assert all(0 < end <= len(text) for end in ends)


@given(st.text(), languages)
def test_any_text_is_taken(text: str, language: Language) -> None:
    for mark in leading(text, language):
        assert mark.label.names
        assert mark.first <= mark.last
    assert dash(text) is None or text
