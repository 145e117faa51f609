"""Titles and thesaurus terms."""

from __future__ import annotations

import pytest

from kg.model import Language
from kg.reading import titles
from kg.reading.page import Notes
from kg.reading.parts import Columns
from tests.reading.pages import lines

BOTH = (Language.FR, Language.NL)
FR, NL = BOTH


@pytest.mark.parametrize(
    ("text", "french", "dutch", "reason"),
    [
        ("Fontaines - Entretien Fonteinen - Onderhoud", "Fontaines - Entretien", "Fonteinen - Onderhoud", "equally many segments"),
        ("Plan Bob Plan Bob", "Plan Bob", "Plan Bob", "the same in both"),
        ("le pont le pont", "le pont", "le pont", "the same in both, without a capital"),
        (
            "Sociale zekerheid van zelfstandigen Sociale zekerheid van zelfstandigen",
            "Sociale zekerheid van zelfstandigen",
            "Sociale zekerheid van zelfstandigen",
            "not translated",
        ),
        (
            "Fontaines publiques – Sous-traitance – Coût 2010/2011 Openbare fonteinen – Uitbesteding – Kosten 2010/2011",
            "Fontaines publiques – Sous-traitance – Coût 2010/2011",
            "Openbare fonteinen – Uitbesteding – Kosten 2010/2011",
            "dashes, hyphens, slashes and figures inside a title",
        ),
    ],
)  # fmt: skip
def test_titles_of_one_line(text: str, french: str, dutch: str, reason: str) -> None:
    notes = Notes("p")
    found = titles.titles(Columns(both=lines(text, first=17)), BOTH, notes)
    assert {lang: fact.value for lang, fact in found.items()} == {FR: french, NL: dutch}, reason
    assert {str(fact.span) for fact in found.values()} == {"p, line 17"}
    assert notes.warnings == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Fontaines publiques - Entretien - Coût", "French alone"),
        ("Openbare fonteinen - Onderhoud - Kosten", "Dutch alone"),
        ("ABC", "one word"),
        ("XYZ ABC QRS", "names alone"),
        (
            "Pendant l'été, mes services ont fermé une partie importante des fontaines publiques de notre pays Water",
            "twenty words and one are not two titles of one question",
        ),
    ],
)
def test_titles_that_cannot_be_told_apart(text: str, reason: str) -> None:
    notes = Notes("p")
    assert titles.titles(Columns(both=lines(text)), BOTH, notes) == {}, reason
    assert [warning.code for warning in notes.warnings] == ["title-not-split"]


def test_a_page_of_one_language_has_one_title() -> None:
    found = titles.titles(Columns(both=lines("Fontaines", "- Entretien")), (FR,), Notes("p"))
    assert {lang: fact.value for lang, fact in found.items()} == {FR: "Fontaines - Entretien"}


def test_columns_tell_the_titles_apart() -> None:
    found = titles.titles(Columns(fr=lines("Rwanda"), nl=lines("Rwanda", first=2)), BOTH, Notes("p"))
    assert {lang: str(fact.span) for lang, fact in found.items()} == {FR: "p, line 1", NL: "p, line 2"}


def terms(*texts: str) -> tuple[list[str], list[str], list[str]]:
    notes = Notes("p")
    found = titles.terms(Columns(both=lines(*texts)), BOTH, notes).by_language
    fr, nl = ([term.value for term in found.get(lang, ())] for lang in BOTH)
    return fr, nl, [warning.code for warning in notes.warnings]


@pytest.mark.parametrize(
    ("texts", "french", "dutch", "reason"),
    [
        (["eau", "arbre", "water", "boom"], ["eau", "arbre"], ["water", "boom"], "two and two"),
        (
            ["arbre", "Rwanda", "boom", "Rwanda"],
            ["arbre", "Rwanda"],
            ["boom", "Rwanda"],
            "the same word in both",
        ),
        (["Rwanda", "Rwanda"], ["Rwanda"], ["Rwanda"], "one, the same in both"),
        (
            ["prix (agriculture, pêche)", "prijs (landbouw, visserij)"],
            ["prix (agriculture, pêche)"],
            ["prijs (landbouw, visserij)"],
            "brackets and commas inside a term",
        ),
        ([], [], [], "none at all"),
    ],
)
def test_terms(texts: list[str], french: list[str], dutch: list[str], reason: str) -> None:
    assert terms(*texts) == (french, dutch, []), reason


@pytest.mark.parametrize(
    ("texts", "codes", "reason"),
    [
        (["eau", "arbre", "water"], ["terms-not-paired"], "an odd number"),
        (
            [
                "approvisionnement en eau",
                "beheer van het water",
                "openbare verlichting",
                "de bomen van het bos",
            ],
            ["terms-not-paired"],
            "one French and three Dutch",
        ),
        (
            ["approvisionnement en eau", "openbare verlichting", "éclairage public", "watervoorziening"],
            ["terms-not-paired"],
            "a term of each in the other's list",
        ),
        (
            ["eau", "3 octobre 2016 3 oktober 2016", "water", "bos"],
            ["unknown-label", "terms-not-paired"],
            "a line that is no term",
        ),
        (
            ["eau", "Combien de fontaines ont été fermées ?", "water", "bos"],
            ["unknown-label", "terms-not-paired"],
            "a sentence",
        ),
        (["eau", "1) Combien", "water", "bos"], ["unknown-label", "terms-not-paired"], "a numbered point"),
        (["eau", "…", "water", "bos"], ["unknown-label", "terms-not-paired"], "no letter"),
        (["eau", "x" * 161, "water", "bos"], ["unknown-label", "terms-not-paired"], "longer than any term"),
    ],
)
def test_terms_that_cannot_be_paired(texts: list[str], codes: list[str], reason: str) -> None:
    assert terms(*texts) == ([], [], codes), reason


def test_terms_of_one_language_need_no_partner() -> None:
    found = titles.terms(Columns(both=lines("eau", "arbre", "…")), (FR,), Notes("p")).by_language
    assert [term.value for term in found[FR]] == ["eau", "arbre"]


# --- terms that the page alone does not tell apart --------------------------------------------------------------------


def loose(
    columns: Columns, languages: tuple[Language, ...], *, glued: bool = False
) -> list[tuple[Language | None, bool, list[str]]]:
    notes = Notes("p")
    found = titles.terms(columns, languages, notes, glued=glued)
    assert [one.warning for one in found.loose] == notes.warnings * len(found.loose)
    assert not (found.loose and any(found.by_language.values()))
    return [(one.language, one.glued, [f"{t.value} {t.span}" for t in one.lines]) for one in found.loose]


@pytest.mark.parametrize(
    ("columns", "languages", "glued", "found", "reason"),
    [
        (
            Columns(both=lines("eau", "arbre", "water")),
            BOTH,
            False,
            [(None, False, ["eau p, line 1", "arbre p, line 2", "water p, line 3"])],
            "an odd list",
        ),
        (
            Columns(fr=lines("eau arbre"), nl=lines("water boom", first=2)),
            BOTH,
            True,
            [(FR, True, ["eau arbre p, line 1"]), (NL, True, ["water boom p, line 2"])],
            "a line in each column",
        ),
        (Columns(both=lines("eau arbre")), (FR,), True, [(FR, True, ["eau arbre p, line 1"])], "one language"),
        (
            Columns(both=lines("eau arbre water boom")),
            BOTH,
            True,
            [(None, True, ["eau arbre water boom p, line 1"])],
            "both in one line",
        ),
        (Columns(fr=lines("eau"), nl=lines("water")), BOTH, True, [], "a word each is a term each"),
        (Columns(both=lines("eau", "water")), BOTH, False, [], "two lists"),
        (Columns(), BOTH, True, [], "no terms"),
    ],
)  # fmt: skip
def test_what_is_not_told_apart_is_kept_with_its_lines(
    columns: Columns,
    languages: tuple[Language, ...],
    glued: bool,
    found: list[tuple[Language | None, bool, list[str]]],
    reason: str,
) -> None:
    assert loose(columns, languages, glued=glued) == found, reason
