"""Authority files: written, edited by hand, read again."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.authority.authorities import Authorities, Kind, Name, Person
from kg.authority.files import AuthoritiesError, dumps, load, loads
from kg.model import DocumentNumber
from kg.slugs import slug

BY_HAND = """
[[post]]
fr = "ministre de la  Défense"
nl = "minister van Defensie"
also_nl = ["minister van Oorlog", "minister van Landsverdediging"]
example = "7-1668"

[[term]]
nl = "sierboom"
also_nl = ["sierbomen"]

[[affiliation]]
fr = "Indépendant"
nl = "Onafhankelijke"

[[person]]
name = "Anna Voorbeeld"
also = ["Anna Voorbeelt"]
surname = "Voorbeeld"
legislatures = [2, 1, 2]
iri = "https://example.org/anna"

[[person]]
name = "Bea de Test"
"""
MEANT = Authorities(
    (
        Name(
            Kind.POST,
            "ministre de la Défense",
            "minister van Defensie",
            (),
            ("minister van Landsverdediging", "minister van Oorlog"),
            DocumentNumber(7, 1668),
        ),
        Name(Kind.AFFILIATION, "Indépendant", "Onafhankelijke"),
        Name(Kind.TERM, None, "sierboom", (), ("sierbomen",)),
    ),
    (
        Person("Anna Voorbeeld", ("Anna Voorbeelt",), "Voorbeeld", (1, 2), "https://example.org/anna"),
        Person("Bea de Test"),
    ),
)


def test_a_file_written_by_hand() -> None:
    assert loads(BY_HAND, "own.toml") == MEANT


def test_what_is_written_reads_well() -> None:
    text = dumps(MEANT)
    assert text.startswith("# Names that belong together")
    assert (
        """
[[post]]
fr = "ministre de la Défense"
nl = "minister van Defensie"
also_nl = [
    "minister van Landsverdediging",
    "minister van Oorlog",
]
example = "7-1668"

[[affiliation]]
fr = "Indépendant"
nl = "Onafhankelijke"
"""
        in text
    )
    assert text.endswith('[[person]]\nname = "Bea de Test"\n')


def test_an_empty_file_says_nothing_and_tells_what_can_be_said() -> None:
    assert loads(dumps(Authorities()), "x") == Authorities()
    assert "[[person]]" in dumps(Authorities())


NAMES = st.text(max_size=12).map(lambda text: " ".join(text.split())).filter(slug)
WRITTEN = st.builds(
    lambda names, persons: Authorities(tuple(names), tuple(persons)) | Authorities(),
    st.lists(
        st.builds(
            Name,
            st.sampled_from(Kind),
            NAMES,
            NAMES,
            st.lists(NAMES, unique=True, max_size=2).map(lambda found: tuple(sorted(found))),
            example=st.none() | st.builds(DocumentNumber, st.integers(1, 9), st.integers(1, 9999)),
        ),
        max_size=4,
    ),
    st.lists(
        st.builds(
            Person,
            NAMES,
            surname=st.none() | NAMES,
            legislatures=st.sets(st.integers(1, 9)).map(lambda found: tuple(sorted(found))),
            iri=st.none() | st.just("https://example.org/é"),
        ),
        max_size=3,
    ),
)


@given(WRITTEN)
def test_what_is_written_is_read_again(authorities: Authorities) -> None:
    text = dumps(authorities)
    assert tomllib.loads(text) is not None
    assert loads(text, "x") == authorities
    assert dumps(loads(text, "x")) == text


def test_several_files_are_put_together(tmp_path: Path) -> None:
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_text('[[post]]\nfr = "a"\nnl = "b"\n', encoding="utf-8-sig")
    second.write_text('[[post]]\nfr = "A"\nnl = "b"\nalso_fr = ["aa"]\n', encoding="utf-8")
    both = Authorities((Name(Kind.POST, "A", "b", ("aa",)),))
    assert load([first, second]) == load([second, first]) == both
    assert load([]) == Authorities()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[post]\n", "own.toml: not TOML: .*line 1"),
        ('[[posts]]\nfr = "a"\n', "unknown entry 'posts'; known are post, affiliation, term, person"),
        ('[post]\nfr = "a"\n', r"each post is written with double brackets: \[\[post\]\]"),
        ("post = [1]\n", "double brackets"),
        ('[[post]]\nfr = "a"\nnl = "b"\n[[post]]\nfr = "a"\n', r"\[\[post\]\] number 2: nl is missing"),
        ('[[post]]\nnl = "a"\n', "fr is missing"),
        ('[[post]]\nfr = "a"\nnl = "b"\nNL = "c"\n', "unknown value 'NL'; known are fr, nl, also_fr"),
        ("[[term]]\nfr = 1\n", "number 1: fr must be a name in quotes, not 1"),
        ('[[term]]\nfr = "…"\n', "fr must be a name in quotes, not '…'"),
        ('[[term]]\nfr = "a"\nalso_fr = "b"\n', "also_fr must be a list"),
        ('[[term]]\nfr = "a"\nalso_fr = [1]\n', "also_fr must be a name in quotes, not 1"),
        ('[[term]]\nfr = "a"\nnl = "b"\nexample = "7"\n', "example is not the number of a question"),
        ('[[term]]\nfr = "a"\nalso_nl = ["b"]\n', "nl is missing"),
        ('[[person]]\nsurname = "b"\n', r"\[\[person\]\] number 1: name is missing"),
        ('[[person]]\nname = "a"\nlegislatures = 7\n', "legislatures must be a list of numbers"),
        ('[[person]]\nname = "a"\nlegislatures = [true]\n', "legislatures must be a list of numbers"),
        ('[[person]]\nname = "a"\niri = "person/a"\n', "iri must be absolute"),
        ('[[person]]\nname = "a"\niri = "https://example.org/a b"\n', "iri must be absolute"),
        ('[[person]]\nname = "a"\niri = ["x:y"]\n', "iri must be absolute"),
    ],
)
def test_mistakes_are_told_with_file_and_entry(text: str, message: str) -> None:
    with pytest.raises(AuthoritiesError, match=message) as problem:
        loads(text, "own.toml")
    assert str(problem.value).startswith("own.toml: ")


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes('[[post]]\nfr = "é"\n'.encode("latin-1"))
    with pytest.raises(AuthoritiesError, match=r"own\.toml: not UTF-8"):
        load([path])
