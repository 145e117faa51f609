"""Where the French title of a line ends and the Dutch one begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.title_border import TITLE_CERTAIN, split_title, title_border
from tests.reading.pages import SAMPLE

TITLES = [
    ("Arbres - Plantation - Plan", "Bomen - Aanplanting - Plan", "the middle segment holds both"),
    ("Arbres - Taille", "Bomen - Snoei", "short"),
    ("Pauvreté", "Armoede", "one word each"),
    ("Arbres – Plantation", "Bomen – Aanplanting", "en dashes"),
    ("Arbres / Plantation / Coût", "Bomen / Aanplanting / Kostprijs", "slashes"),
    ("Rwanda - Réfugiés", "Rwanda - Vluchtelingen", "the same name begins both"),
    ("Réfugiés - Rwanda", "Vluchtelingen - Rwanda", "the same name ends both"),
    ("5G - Déploiement - 2021", "5G - Uitrol - 2021", "numerals at both ends"),
    ("WhatsApp - Usage - Risques", "WhatsApp-gebruik - Risico's", "a segment less, a name inside a compound"),
    ("e-mails - Conservation", "e-mails - Bewaring", "small letters at the beginning of both"),
    ("Agents de l'État (SPF Finances)", "Rijksambtenaren (FOD Financiën)", "brackets"),
    ("Projet «Child Focus» - Subsides", "Project «Child Focus» - Subsidies", "a quotation in both"),
    ("Brexit - Impact", "Brexit - Impact", "word for word the same"),
    (
        "Services de police - Plaintes - Nombre par zone - Évolution (2015-2020) - Mesures éventuelles",
        "Politiediensten - Klachten - Aantal per zone - Evolutie (2015-2020) - Eventuele maatregelen",
        "long",
    ),
    (
        "Dexia et Colruyt - Gares - Abandon de l'entretien - Chiffres",
        "Dexia en Colruyt - Stations - Stopzetting van het onderhoud - Cijfers",
        "the name that both begin with",
    ),
    ("bpost et Proximus - Tarifs", "bpost en Proximus - Tarieven", "a name in small letters"),
    ("Pêche à pied en Belgique", "Strandvissen in België", "the name of the country"),
    ("Dopage", "Doping", "one word, spelt in two ways"),
]


@pytest.mark.parametrize(("french", "dutch", "reason"), TITLES, ids=[row[2] for row in TITLES])
def test_split_title(french: str, dutch: str, reason: str) -> None:
    split = split_title(f"{french} {dutch} ")
    assert split is not None, reason
    assert (split.french, split.dutch) == (french, dutch)
    assert split.margin >= TITLE_CERTAIN


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "nothing"),
        ("Rwanda", "one word"),
        ("Arbres - Plantation - Plan", "only French"),
        ("Bomen - Aanplanting - Plan", "only Dutch"),
        ("Bomen - Snoei Arbres - Taille", "Dutch before French"),
        ("Burundi Rwanda Kivu", "names"),
        ("- - -", "no words"),
        ("2019 2020", "numerals"),
        ("Sécurité Sociale", "two French words"),
        ("Sociale Zekerheid", "two Dutch words"),
        ("Transport routier", "two words, of which the second begins no title"),
    ],
)
def test_titles_that_cannot_be_told_apart(line: str, reason: str) -> None:
    assert split_title(line) is None, reason


def test_title_border_is_the_index_of_a_word() -> None:
    found = title_border(["Arbres", "-", "Taille", "Bomen", "-", "Snoei"])
    assert found is not None
    assert found[0] == 3


@given(st.text(alphabet="aAéÉ09 -–/()«».'", max_size=40))
def test_a_split_title_is_the_whole_line(line: str) -> None:
    split = split_title(line)
    if split is not None:
        assert f"{split.french} {split.dutch}" == " ".join(line.split())
        assert split.french
        assert split.dutch


def test_a_line_of_ten_thousand_words_does_not_take_quadratic_time() -> None:
    assert split_title("Plan Arbres - " * 2500 + "Fin Het - " + "Plan Bomen - " * 2500) is None


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample page is not here")
def test_the_title_of_the_sample_page() -> None:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    split = split_title(next(line for line in lines if line.startswith("Défense - ")))
    assert split is not None
    assert split.french.endswith("- Autres mesures")
    assert split.dutch.startswith("Defensie - Instant-messaging")
