"""Where French ends and Dutch begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Language
from kg.reading.language import CERTAIN, Border, border, halves_alike, language_of

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "7-1668.txt"


# --- one text -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [
        ("Néant.", Language.FR, "one word"),
        ("Neen.", Language.NL, "one word"),
        ("3) Voir la réponse au point 1.", Language.FR, "a number before it"),
        ("Zie bijlage.", Language.NL, "two words"),
        ("L'armée a interdit WhatsApp.", Language.FR, "a name in it"),
        ("Het leger verbood «Le Soir» niet.", Language.NL, "a few French words in it"),
        ("Rwanda", None, "the same in both"),
        ("2019 | 125 | 33", None, "no words"),
        ("", None, "nothing"),
    ],
)
def test_language_of(text: str, language: Language | None, reason: str) -> None:
    assert language_of(text) is language, reason


# --- texts --------------------------------------------------------------------------------------------------------

INTRO = (
    "L’honorable membre trouvera ci-après la réponse à ses questions.",
    "Het geachte lid vindt hierna het antwoord op zijn vragen.",
)

CERTAIN_BORDERS: list[tuple[str, list[str], list[str]]] = [
    ("one paragraph each", ["Cette question relève du ministre."], ["Deze vraag behoort tot de minister."]),
    ("one word each", ["Oui."], ["Neen."]),
    (
        "short points",
        ["1) Oui.", "2) Non.", "3) Voir point 1."],
        ["1) Ja.", "2) Neen.", "3) Zie punt 1."],
    ),
    (
        "rows of a table that are alike on both sides",
        [INTRO[0], "1. Voir tableau :", "2019 | 125", "2020 | 33"],
        [INTRO[1], "1. Zie tabel:", "2019 | 125", "2020 | 33"],
    ),
    (
        "points that say nothing: the numbers begin again",
        [INTRO[0], "1) 125.", "2) 33.", "3) Aucun."],
        ["1) 125.", "2) 33.", "3) Geen enkele."],
    ),
    (
        "points that say nothing: the letters begin again",
        [INTRO[0], "a) 125.", "b) 33.", "c) Aucun."],
        ["a) 125.", "b) 33.", "c) Geen enkele."],
    ),
    (
        "a Dutch quotation in the middle of French",
        [INTRO[0], "«Het leger mag dit niet doen.»", "Cette phrase est claire.", "Elle a été publiée hier."],
        [
            INTRO[1],
            "«Het leger mag dit niet doen.»",
            "Deze zin is duidelijk.",
            "Hij werd gisteren gepubliceerd.",
        ],
    ),
    (
        "a Dutch paragraph without marks in the middle of French",
        [
            INTRO[0],
            "Het leger mag dit niet doen.",
            "Cette phrase est claire.",
            "Elle a été publiée hier.",
            "Oui.",
        ],
        [INTRO[1], "Deze zin is duidelijk.", "Hij werd gisteren gepubliceerd.", "Ja."],
    ),
    (
        "Dutch merges two paragraphs",
        ["1. Oui.", "Les chiffres suivent.", "2. Cela relève des Communautés."],
        ["1. Ja. De cijfers volgen.", "2. Dat behoort tot de gemeenschappen."],
    ),
    ("only French, as on a page that was cut", [INTRO[0], "1) Les chiffres ne sont pas connus."], []),
    ("only Dutch", [], [INTRO[1], "1) De cijfers zijn niet bekend."]),
    (
        "terms",
        ["télécommunication sans fil", "courrier électronique", "armée", "sécurité publique"],
        ["radiocommunicatie", "elektronische post", "krijgsmacht", "openbare veiligheid"],
    ),
    ("terms, one of them the same in both", ["arbre", "Rwanda", "forêt"], ["boom", "Rwanda", "bos"]),
]


@pytest.mark.parametrize(
    ("reason", "french", "dutch"), CERTAIN_BORDERS, ids=[row[0] for row in CERTAIN_BORDERS]
)
def test_certain_borders(reason: str, french: list[str], dutch: list[str]) -> None:
    found = border(french + dutch)
    assert (found.index, found.certain) == (len(french), True), reason
    assert found.margin >= CERTAIN


@pytest.mark.parametrize(
    ("reason", "texts"),
    [
        ("nothing at all", []),
        ("no words", ["125", "33", "125", "33"]),
        ("the same words in both", ["Rwanda", "Rwanda"]),
        (
            "a row that may belong to either side",
            ["Les chiffres suivent.", "2019 | 125", "De cijfers volgen."],
        ),
        ("one text, twice", ["Het leger mag dit niet doen.", "Het leger mag dit niet doen."]),
        (
            "a quotation where Dutch could begin",
            ["Oui.", "Il a dit ceci.", "«Het leger mag dit niet doen.»", "125", "Ja."],
        ),
        (
            "French again after Dutch, as where a heading was lost",
            ["Quel est le nombre ?", "Wat is het aantal?", "Le nombre est connu.", "Het aantal is bekend."],
        ),
        ("Dutch before French", ["Het aantal is bekend.", "Le nombre est connu."]),
    ],
)
def test_uncertain_borders(reason: str, texts: list[str]) -> None:
    assert not border(texts).certain, reason


def test_texts_that_say_nothing_may_stand_on_either_side() -> None:
    assert border(["Les chiffres suivent.", "", "* * *", "________", "De cijfers volgen."]).certain


def test_margin_is_against_the_next_best_place() -> None:
    clear = border(["Les chiffres suivent.", "De cijfers volgen."])
    unclear = border(["Les chiffres suivent.", "Idem", "De cijfers volgen."])
    assert clear.margin > unclear.margin > 0


@given(
    st.lists(
        st.sampled_from(["Oui.", "Neen.", "1) 125", "", "«Ja.»", "Rwanda", "Les uns et les autres"]),
        max_size=9,
    )
)
def test_a_border_is_a_place_in_the_texts(texts: list[str]) -> None:
    found = border(texts)
    assert 0 <= found.index <= len(texts)
    assert found == border(list(texts))


@given(st.lists(st.text(max_size=20), max_size=9))
def test_any_text_has_a_border(texts: list[str]) -> None:
    assert isinstance(border(texts), Border)


def test_ten_thousand_paragraphs_do_not_take_quadratic_time() -> None:
    half = 10_000
    texts = [f"{i % 90 + 1}) Oui, {i}." for i in range(half)] + [
        f"{i % 90 + 1}) Ja, {i}." for i in range(half)
    ]
    assert border(texts).index == half


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample page is not here")
def test_the_answer_of_the_sample_page() -> None:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("Réponse reçue"))
    texts = [line for line in lines[start + 1 :] if line.strip()]
    for end in range(1, len(texts) + 1):
        found = border(texts[:end])
        assert (found.index, found.certain) == (min(end, 12), True), f"cut after paragraph {end}"


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample page is not here")
def test_the_terms_of_the_sample_page_are_not_said_to_part_elsewhere() -> None:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    start = lines.index("télécommunication sans fil")
    assert border(lines[start : start + 14]).index == 7


@pytest.mark.parametrize(
    ("french", "dutch", "alike", "reason"),
    [
        (["a) 112.", "b) 8.150 euros."], ["a) 112.", "b) 8.150 euro."], True, "letters and figures"),
        (["A. 3,5 %.", "B. Oui."], ["A. 3,5 %.", "B. Ja."], True, "capitals"),
        (["1.250 euros."], ["1.250 euro."], True, "one figure each"),
        (["1) a) 4.", "b) 5."], ["1) a) 4.", "b) 5."], True, "letters below a number"),
        (["a) 112.", "b) 8."], ["a) 112.", "b) 9."], False, "another figure"),
        (["a) 112.", "b) 8."], ["a) 112.", "c) 8."], False, "another label"),
        (["a) 112."], ["a) 112.", "b) 8."], False, "not equally many"),
        (["Brexit."], ["Brexit."], False, "neither labels nor figures"),
        (
            ["a) Neen, geen enkele.", "b) 8."],
            ["a) Non, aucun.", "b) 8."],
            False,
            "the words say the contrary",
        ),
        ([], [], False, "nothing"),
    ],
)
def test_halves_that_tell_the_same(french: list[str], dutch: list[str], alike: bool, reason: str) -> None:
    assert halves_alike([*french, *dutch]) is alike, reason
