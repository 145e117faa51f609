from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.slugs import slug


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Tom Ongena", "tom-ongena", "lower case, blanks become hyphens"),
        ("Open Vld", "open-vld", "a party"),
        ("SP.A-SPIRIT", "sp-a-spirit", "a full stop is no letter"),
        ("CD&V", "cd-v", "neither is an ampersand"),
        ("ministre de la Défense", "ministre-de-la-defense", "accents are dropped"),
        (
            "ministre de la De\u0301fense",
            "ministre-de-la-defense",
            "also where they are characters of their own",
        ),
        (
            "sécurité des systèmes d'information",
            "securite-des-systemes-d-information",
            "a straight apostrophe",
        ),
        ("sécurité des systèmes d’information", "securite-des-systemes-d-information", "and a curly one"),
        ("Œuvres", "oeuvres", "a ligature that Unicode does not decompose"),
        ("cœur, ex æquo", "coeur-ex-aequo", "in lower case too"),
        ("Straße STRAẞE", "strasse-strasse", "both sharp s"),
        ("Łódź, Ørsted, Ǿ", "lodz-orsted-o", "letters with strokes, one of them accented as well"),
        ("ﬁn 1½", "fin-11-2", "compatibility characters are decomposed"),
        (
            "soft\u00adhyphen zero\u200bwidth \ufefftab\tbell\a",
            "softhyphen-zerowidth-tabbell",
            "controls leave no trace",
        ),
        ("a\ufe0fb\u20dd", "ab", "marks without a combining class are marks"),
        ("a\u00a0b \u2028 c", "a-b-c", "every blank parts"),
        ("  --a__b--  ", "a-b", "runs become one hyphen, ends are trimmed"),
        ("İzmir", "izmir", "no mark is left over from lower case"),
        ("2021-2022", "2021-2022", "digits stay"),
        ("٣ 漢字 бел", "", "letters and digits of other scripts are not written out"),
        ("…", "", "nothing is left"),
        ("", "", "nothing was there"),
    ],
)
def test_slug(text: str, expected: str, reason: str) -> None:
    assert slug(text) == expected, reason


@given(st.text())
def test_a_slug_is_words_and_single_hyphens_and_its_own_slug(text: str) -> None:
    made = slug(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert slug(made) == made


@given(st.text(st.characters(codec="ascii")))
def test_plain_and_thorough_ways_agree(text: str) -> None:
    assert slug(text + "é") == slug(text + "e")
