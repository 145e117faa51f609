"""French and Dutch points made one, and the answer's points tied to the question's."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.merging.alignment import align_answer, align_question
from kg.model import AnswerPoint, Bilingual, Language, PageWarning, PointPath, QuestionPoint
from tests.reading.pages import body

FR, NL = Language.FR, Language.NL
Warnings = list[PageWarning]


def question(
    french: Sequence[str], dutch: Sequence[str], original: Language = FR
) -> tuple[Bilingual, tuple[QuestionPoint, ...], list[str]]:
    warnings: Warnings = []
    bodies = {FR: body(*french), NL: body(*dutch, language=NL)}
    text, points = align_question(bodies, original, warnings)
    return text, points, [warning.code for warning in warnings]


def answer(
    asked: tuple[Sequence[str], Sequence[str]],
    answered: tuple[Sequence[str], Sequence[str]],
    original: Language = FR,
) -> tuple[tuple[AnswerPoint, ...], list[str]]:
    questions = {FR: body(*asked[0]), NL: body(*asked[1], language=NL)}
    answers = {
        lang: body(*texts, language=lang, question=questions[lang])
        for lang, texts in zip((FR, NL), answered, strict=True)
    }
    _, points = align_question(questions, original, [])
    warnings: Warnings = []
    _, found = align_answer(answers, points, original, warnings)
    return found, [warning.code for warning in warnings]


def outline(points: Sequence[QuestionPoint | AnswerPoint]) -> str:
    """Points as ``1 2(a b)``, by key."""
    return " ".join(p.key + (f"({outline(p.points)})" if p.points else "") for p in points)


def languages(points: Sequence[QuestionPoint | AnswerPoint]) -> str:
    """The languages of each point's text: ``fr+nl fr``."""
    return " ".join("+".join(lang.value for lang, _ in p.text.items()) or "-" for p in points)


def links(points: Sequence[AnswerPoint]) -> dict[str, list[str]]:
    """Key path of each answer point → the question points that it answers."""
    found: dict[str, list[str]] = {}

    def visit(siblings: Sequence[AnswerPoint], above: PointPath) -> None:
        for point in siblings:
            path = (*above, point.key)
            found["/".join(path)] = ["/".join(target) for target in point.answers]
            visit(point.points, path)

    visit(points, ())
    return found


# --- pairing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("french", "dutch", "keys", "texts", "codes", "reason"),
    [
        (["1) Un ?", "2) Deux ?"], ["1. Een?", "2. Twee?"], "1 2", "fr+nl fr+nl", [], "by label, whatever the sign"),
        (["A) Un ?", "B) Deux ?"], ["a) Een?", "b) Twee?"], "a b", "fr+nl fr+nl", [], "by label, whatever its case"),
        (["1) Un ?", "2) Deux ?", "3) Trois ?"], ["1) Een?", "3) Drie?"], "1 2 3", "fr+nl fr fr+nl", ["points-differ"], "one language lacks a point"),
        (["1) Un ?", "3) Trois ?"], ["1) Een?", "2) Twee?", "3) Drie?"], "1 2 3", "fr+nl nl fr+nl", ["points-differ"], "the other lacks one: it comes after the one before it"),
        (["2) Deux ?", "3) Trois ?"], ["1) Een?", "2) Twee?", "3) Drie?"], "1 2 3", "nl fr+nl fr+nl", ["points-differ"], "one that comes first"),
        (["1) Un ?", "2) Deux ?"], ["Een en twee?"], "1 2", "fr fr", ["points-differ"], "numbers in one language only"),
        (["1) Un ?", "2) Deux ?"], [], "1 2", "fr fr", [], "one language only: nothing to differ from"),
        (["- Un ?", "- Deux ?"], ["- Een?", "- Twee?"], "1 2", "fr+nl fr+nl", [], "dashes by position, where equally many"),
        (["- Un ?", "- Deux ?"], ["- Een?"], "", "", ["points-differ"], "dashes that are not equally many stay text"),
        (["- Un ?", "- Deux ?"], ["Een en twee?"], "", "", ["points-differ"], "dashes in one language only stay text"),
        (["- Un ?", "- Deux ?"], ["1) Een?", "2) Twee?"], "1 2", "nl nl", ["points-differ"], "dashes beside numbers stay text"),
        (["1) Un ?", "1) Deux ?"], ["1) Een?", "1) Twee?"], "1 1-2", "fr+nl fr+nl", [], "a label twice among siblings"),
        (["1) a) Un ?", "b) Deux ?"], ["1) a) Een?", "b) Twee?"], "1(a b)", "-", [], "sub-points"),
        (["1) a) Un ?", "b) Deux ?"], ["1) Een en twee?"], "1(a b)", "nl", ["points-differ"], "sub-points in one language only"),
        (["1) Un ?", "2) a) Deux ?"], ["1) Een?", "2a) Twee?"], "1 2(a)", "fr+nl -", [], "a number and its letter, apart in one language only"),
        (["1) Un ?", "2a) Deux ?", "2b) Deux ?"], ["1) Een?", "2) a) Twee?", "b) Twee?"], "1 2(a b)", "fr+nl -", [], "two letters"),
        (["1) Un ?", "2) Deux ?", "a) Deux ?"], ["1) Een?", "2a) Twee?"], "1 2(a)", "fr+nl fr", [], "the number has a text of its own"),
        (["1) Un ?", "2) a) Deux ?"], ["1) Een?", "2a) Twee?", "2b) Drie?"], "1 2(a) 2b", "fr+nl - nl", ["points-differ"], "a letter that the other language lacks"),
        (["1) Un ?", "2a) Deux ?"], ["1) Een?", "2a) Twee?"], "1 2a", "fr+nl fr+nl", [], "both have them as one"),
        (["Un ?"], ["Een?"], "", "", [], "no points"),
        ([], [], "", "", [], "nothing"),
    ],
)  # fmt: skip
def test_question(
    french: list[str], dutch: list[str], keys: str, texts: str, codes: list[str], reason: str
) -> None:
    _, points, told = question(french, dutch)
    assert (outline(points), languages(points), told) == (keys, texts, codes), reason


def test_the_order_is_that_of_the_original_language() -> None:
    french, dutch = ["1) Un ?", "2) Deux ?", "3) Trois ?"], ["1) Een?", "3) Drie?"]
    _, points, _ = question(french, dutch, NL)
    assert outline(points) == "1 2 3"
    french, dutch = ["1) Un ?", "4) Quatre ?"], ["1) Een?", "2) Twee?", "3) Drie?", "4) Vier?"]
    _, points, _ = question(french, dutch, FR)
    assert outline(points) == "1 2 3 4"


def test_positions_count_after_pairing() -> None:
    _, points, _ = question(["1) Un ?", "3) Trois ?", "5) Cinq ?"], ["1) Een?", "2) Twee?", "5) Vijf?"])
    assert [(point.key, point.position) for point in points] == [("1", 1), ("2", 2), ("3", 3), ("5", 4)]


def test_dashes_that_stay_text_are_kept_as_printed() -> None:
    text, points, _ = question(["Texte.", "- Un ?", "• Deux ?"], ["Tekst.", "- Een?"])
    assert points == ()
    assert text.fr is not None
    assert text.nl is not None
    assert (text.fr.value, text.nl.value) == ("Texte.\n\n- Un ?\n\n• Deux ?", "Tekst.\n\n- Een?")
    assert str(text.fr.span) == "page.txt, lines 1-3"


@pytest.mark.parametrize(
    ("french", "dutch", "label", "reason"),
    [
        (["A. Un ?", "B. Deux ?"], ["a. Een?", "b. Twee?"], "A", "the French one where both are read"),
        ([], ["A. Een?", "B. Twee?"], "A", "the Dutch one alone"),
        (["- Un ?", "- Deux ?"], ["- Een?", "- Twee?"], None, "none for dashes"),
    ],
)
def test_labels_as_printed(french: list[str], dutch: list[str], label: str | None, reason: str) -> None:
    assert question(french, dutch)[1][0].label == label, reason


# --- links --------------------------------------------------------------------------------------------------------

ONE_TO_FOUR = (
    ["1) Un ?", "2) Deux ?", "3) Trois ?", "4) Quatre ?"],
    ["1) Een?", "2) Twee?", "3) Drie?", "4) Vier?"],
)
NESTED = (["1) Le train :", "a) Un ?", "b) Deux ?", "2) Trois ?"], ["1) De trein:", "a) Een?", "b) Twee?", "2) Drie?"])  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "answered", "expected", "codes", "reason"),
    [
        (
            ONE_TO_FOUR,
            (["1. Oui.", "3. Non."], ["1. Ja.", "3. Neen."]),
            {"1": ["1"], "3": ["3"]},
            [],
            "by number, whatever the sign; what is not answered has no link",
        ),
        (
            ONE_TO_FOUR,
            (["1 à 3. Oui.", "4. Non."], ["1 tot 3. Ja.", "4. Neen."]),
            {"1-to-3": ["1", "2", "3"], "4": ["4"]},
            [],
            "a range",
        ),
        (
            ONE_TO_FOUR,
            (["1) et 2) Oui."], ["1) en 2) Ja."]),
            {"1-and-2": ["1", "2"]},
            [],
            "two",
        ),
        (
            ONE_TO_FOUR,
            (["1, 2 et 4. Oui."], ["1, 2 en 4. Ja."]),
            {"1-and-2-and-4": ["1", "2", "4"]},
            [],
            "several",
        ),
        (
            ONE_TO_FOUR,
            (["1 à 2. Oui."], ["1. Ja.", "2. Neen."]),
            {"1-to-2": ["1", "2"], "1": ["1"], "2": ["2"]},
            ["points-differ"],
            "grouped in one language only: each language's own points",
        ),
        (
            ONE_TO_FOUR,
            (["1 à 3. Oui."], ["1, 2 en 3. Ja."]),
            {"1-to-3": ["1", "2", "3"]},
            [],
            "grouped in both, in other words: the French label",
        ),
        (
            ONE_TO_FOUR,
            (["1. Oui.", "2. Non.", "5. Plus."], ["1. Ja.", "2. Neen.", "5. Meer."]),
            {"1": ["1"], "2": ["2"], "5": []},
            ["answer-point-without-question-point"],
            "a number that the question does not have",
        ),
        (
            ONE_TO_FOUR,
            (["Réponse à la question 2", "Oui."], ["Antwoord op vraag 2", "Ja."]),
            {"2": ["2"]},
            [],
            "a heading",
        ),
        (
            NESTED,
            (["1) a) Oui.", "b) Non.", "2) Non."], ["1) a) Ja.", "b) Neen.", "2) Neen."]),
            {"1": ["1"], "1/a": ["1/a"], "1/b": ["1/b"], "2": ["2"]},
            [],
            "at each level",
        ),
        (
            NESTED,
            (["1) Oui.", "2) Non."], ["1) Ja.", "2) Neen."]),
            {"1": ["1"], "2": ["2"]},
            [],
            "the point it names, not its sub-points",
        ),
        (
            NESTED,
            (["1a) Oui.", "1b) Non."], ["1a) Ja.", "1b) Neen."]),
            {"1a": ["1/a"], "1b": ["1/b"]},
            [],
            "1a for the a of 1",
        ),
        (
            NESTED,
            (["1a et 1b. Oui."], ["1a en 1b. Ja."]),
            {"1a-and-1b": ["1/a", "1/b"]},
            [],
            "two compounds",
        ),
        (
            NESTED,
            (["1) a) et b) Oui."], ["1) a) en b) Ja."]),
            {"1": ["1"], "1/a-and-b": ["1/a", "1/b"]},
            [],
            "two sub-points",
        ),
        (
            (["1a) Un ?", "1b) Deux ?"], ["1a) Een?", "1b) Twee?"]),
            (["1) a) Oui.", "b) Non."], ["1) a) Ja.", "b) Neen."]),
            {"1": [], "1/a": ["1a"], "1/b": ["1b"]},
            ["answer-point-without-question-point"],
            "a of 1 for 1a",
        ),
        (
            (
                ["1) Un ?", "2) Deux ?", "1) Trois ?", "2) Quatre ?"],
                ["1) Een?", "2) Twee?", "1) Drie?", "2) Vier?"],
            ),
            (["1) A.", "2) B.", "1) C.", "2) D."], ["1) A.", "2) B.", "1) C.", "2) D."]),
            {"1": ["1"], "2": ["2"], "1-2": ["1-2"], "2-2": ["2-2"]},
            [],
            "numbers that both repeat: the first goes with the first",
        ),
        (
            (["Un ?"], ["Een?"]),
            (["1. Oui.", "2. Non."], ["1. Ja.", "2. Neen."]),
            {"1": [], "2": []},
            [],
            "a question without numbers",
        ),
        (
            (["- Un ?", "- Deux ?"], ["- Een?", "- Twee?"]),
            (["- Oui.", "- Non."], ["- Ja.", "- Neen."]),
            {"1": [], "2": []},
            [],
            "dashes are no numbers",
        ),
        (ONE_TO_FOUR, (["Oui."], ["Ja."]), {}, [], "running prose"),
    ],
)
def test_answers(
    asked: tuple[list[str], list[str]],
    answered: tuple[list[str], list[str]],
    expected: dict[str, list[str]],
    codes: list[str],
    reason: str,
) -> None:
    found, told = answer(asked, answered)
    assert (links(found), told) == (expected, codes), reason


@pytest.mark.parametrize(
    ("answered", "expected", "reason"),
    [
        ((["1) Oui.", "2) Voir point 1."], ["1) Ja.", "2) Zie punt 1."]), {"2": ["1"]}, "both say so"),
        ((["1) Oui.", "2) Voir point 1."], []), {"2": ["1"]}, "the only language says so"),
        ((["1) Oui.", "2) Voir point 1."], ["1) Ja.", "2) Neen."]), {}, "one language says more"),
        ((["1) Oui.", "2) Voir point 9."], ["1) Ja.", "2) Zie punt 9."]), {}, "no such point"),
        (
            (["1) Oui.", "2) Voir point 2."], ["1) Ja.", "2) Zie punt 2."]),
            {},
            "a point that refers to itself",
        ),
        (
            (["1 et 2. Oui.", "3. Voir point 1."], ["1 en 2. Ja.", "3. Zie punt 1."]),
            {"3": ["1-and-2"]},
            "to one of a group",
        ),
        (
            (
                ["1) Oui.", "2) Non.", "3) Voir points 1 et 2."],
                ["1) Ja.", "2) Neen.", "3) Zie punten 1 en 2."],
            ),
            {"3": ["1", "2"]},
            "to two",
        ),
        (
            (["1. Oui.", "2 et 3. Non."], ["1. Ja.", "2. Neen.", "3. Zie punt 2."]),
            {"3": ["2"]},
            "to its own language's point, not to the other's group that holds both",
        ),
        (
            (
                ["1. Oui.", "2 et 3. Non.", "4. Voir point 2."],
                ["1. Ja.", "2. Neen.", "3. Nee.", "4. Zie punt 2."],
            ),
            {"4": ["2", "2-and-3"]},
            "to the point of each language",
        ),
        ((["1. Oui.", "2. Non."], ["1. Ja.", "3. Zie punt 2."]), {"3": ["2"]}, "that only the other has"),
    ],
)
def test_refers(answered: tuple[list[str], list[str]], expected: dict[str, list[str]], reason: str) -> None:
    found, _ = answer(ONE_TO_FOUR, answered)
    refers = {point.key: ["/".join(path) for path in point.refers_to] for point in found if point.refers_to}
    assert refers == expected, reason
    assert all(point.answers for point in found), "the link to the question stays"


def test_sub_points_refer_to_their_siblings_and_to_those_of_others() -> None:
    found, _ = answer(
        NESTED,
        (
            ["1) a) Oui.", "b) Voir point a).", "2) Voir point 1b."],
            ["1) a) Ja.", "b) Zie punt a).", "2) Zie punt 1b."],
        ),
    )
    assert found[0].points[1].refers_to == (("1", "a"),)
    assert found[1].refers_to == (("1", "b"),)


# --- any points ---------------------------------------------------------------------------------------------------

_texts = st.lists(
    st.tuples(
        st.sampled_from(["1)", "2)", "3)", "4.", "a)", "b)", "-", "1 et 2.", "1a)", ""]),
        st.sampled_from(["Oui ?", "Non ?", "Voir point 1."]),
    ).map(" ".join),
    max_size=7,
)


@given(_texts, _texts, st.sampled_from(Language))
def test_siblings_have_keys_and_positions_of_their_own(
    french: list[str], dutch: list[str], original: Language
) -> None:
    def check(points: Sequence[QuestionPoint | AnswerPoint]) -> None:
        assert len({point.key for point in points}) == len(points)
        assert [point.position for point in points] == list(range(1, len(points) + 1))
        for point in points:
            assert point.points or point.text.items()
            check(point.points)

    _, points, _ = question(french, dutch, original)
    check(points)
    found, _ = answer((french, dutch), (dutch, french), original)
    check(found)


@given(_texts, _texts)
def test_links_lead_to_points_that_are_there(french: list[str], dutch: list[str]) -> None:
    def paths(points: Sequence[QuestionPoint | AnswerPoint]) -> set[PointPath]:
        found: set[PointPath] = set()
        for point in points:
            found |= {(point.key,)} | {(point.key, *below) for below in paths(point.points)}
        return found

    _, points, _ = question(french, dutch)
    found, _ = answer((french, dutch), (french, dutch))
    there = paths(points)
    assert all(target in there for targets in links(found).values() for target in _split(targets))

    def check(siblings: Sequence[AnswerPoint], above: PointPath) -> None:
        for point in siblings:
            assert set(point.refers_to) <= paths(found)
            assert (*above, point.key) not in point.refers_to
            check(point.points, (*above, point.key))

    check(found, ())


def _split(targets: list[str]) -> list[PointPath]:
    return [tuple(target.split("/")) for target in targets]


@given(_texts)
def test_the_same_points_in_both_languages_pair_without_warning(texts: list[str]) -> None:
    warnings: Warnings = []
    both = body(*texts)
    align_question({FR: both, NL: both}, FR, warnings)
    assert warnings == []
