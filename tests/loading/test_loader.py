"""What loading changes in a store: the questions of the documents, and nothing else."""

from __future__ import annotations

import itertools
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.bulk import Pool
from kg.conversion import Outcome, State, read_document
from kg.inputs import Document, Unreadable
from kg.loading import Home, loader, remove
from kg.model import DocumentNumber, Reading
from tests.loading.support import dump, fill, fr, graphs, nl, together, told

PLANTED = "Trois cents arbres ont été plantés."


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def labels(store: Path, what: str) -> list[str]:
    """The labels of something in the graph of names."""
    lines = graphs(store).get("names", "").splitlines()
    return sorted(line.split("core#")[1] for line in lines if f"/{what}> <" in line and "Label> " in line)


# --- pages again, and other pages ------------------------------------------------------------------------------------


def test_the_same_pages_again_change_nothing(store: Path) -> None:
    pages = [fr(1), nl(1), fr(2, answer=PLANTED)]
    assert fill(store, *pages).made == 2
    before = dump(store)
    for again in (pages, pages[:1], pages[::-1], []):
        loaded = fill(store, *again)
        assert (loaded.made, loaded.removed, loaded.left_out) == (0, 0, {})
        assert dump(store) == before


def test_a_changed_page_replaces_the_facts_of_its_question_alone(store: Path, tmp_path: Path) -> None:
    fill(store, fr(1), fr(2), fr(3))
    before = graphs(store)
    answered = fr(2, answer=PLANTED)
    assert fill(store, answered).made == 1
    after = graphs(store)
    assert {name for name in after if after[name] != before[name]} == {"7-2"}
    assert PLANTED in after["7-2"]
    # What the older page said has not gone: it counts where the newer one says nothing.
    assert after == graphs_of(tmp_path / "other", fr(1), fr(2), answered, fr(3))


def graphs_of(place: Path, *documents: Document) -> dict[str, str]:
    fill(place, *documents)
    return graphs(place)


def test_names_that_nobody_uses_any_more_go(store: Path) -> None:
    fill(store, fr(1, party="Groen"), fr(2, party="Vert"))
    assert labels(store, "affiliation/vert") != []
    fill(store, fr(2, party="Groen"), replace=True)
    assert labels(store, "affiliation/vert") == []
    assert labels(store, "affiliation/groen") == ['prefLabel> "Groen"@fr .']


def test_the_preferred_label_is_the_smallest_of_those_in_use(store: Path) -> None:
    fill(store, fr(1, party="groen"), fr(2, party="Groen"), nl(2, party="GROEN"))
    assert labels(store, "affiliation/groen") == [
        'altLabel> "groen"@fr .',
        'prefLabel> "GROEN"@nl .',
        'prefLabel> "Groen"@fr .',
    ]
    fill(store, fr(2, party="groen"), replace=True)
    assert labels(store, "affiliation/groen") == ['prefLabel> "GROEN"@nl .', 'prefLabel> "groen"@fr .']


# --- in any order, at once or one by one -----------------------------------------------------------------------------

PAGES = [
    fr(1),
    nl(1),
    fr(1, answer=PLANTED),
    nl(1, answer="Er werden driehonderd bomen geplant.", party="groen"),
    fr(2, party="GROEN"),
    nl(2, title="Struiken"),
    fr(2, title="Autres arbres"),  # which contradicts the other French page
    nl(3, party="sp.a", answer="Geen."),
]


def renamed(document: Document, name: str) -> Document:
    return Document(name, document.data)


@settings(max_examples=25)
@given(
    st.permutations([*PAGES, renamed(PAGES[0], "another name.txt"), renamed(PAGES[5], "a.txt")]),
    st.sets(st.integers(1, 9), max_size=4),
)
def test_any_order_and_any_division_gives_the_same_store(pages: list[Document], cuts: set[int]) -> None:
    with TemporaryDirectory() as folder:
        step, whole = Path(folder, "step"), Path(folder, "whole")
        for first, last in itertools.pairwise([0, *sorted(cuts), len(pages)]):
            fill(step, *pages[first:last])
        assert dump(step) == together(whole, PAGES)


def test_made_anew_all_at_once_or_one_by_one_is_the_same(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = together(tmp_path / "other", PAGES)
    monkeypatch.setattr(loader, "MANY", 1)
    assert together(store, PAGES) == expected
    assert fill(store, fr(2, answer=PLANTED)).made == 1  # two others stay as they are
    monkeypatch.undo()
    fill(tmp_path / "other", fr(2, answer=PLANTED))
    assert dump(store) == dump(tmp_path / "other")


def test_memory_of_graphs_made_anew_is_bounded_by_what_is_loaded_together(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loader, "MANY", 1)
    monkeypatch.setattr("kg.loading.sinks._AT_ONCE", 1)
    monkeypatch.setattr("kg.bulk.converting._KEPT_AT_ONCE", 1)
    assert together(store, PAGES) == together(tmp_path / "other", PAGES)


# --- replacing and removing ------------------------------------------------------------------------------------------


def test_replacing_discards_what_earlier_loads_read_from_the_same_source(store: Path, tmp_path: Path) -> None:
    fill(store, fr(1, title="Arbrs"), nl(1), fr(2))
    assert fill(store, fr(1, title="Arbres"), replace=True).made == 1
    assert dump(store) == together(tmp_path / "other", [fr(1, title="Arbres"), nl(1), fr(2)])
    assert fill(store, fr(1, title="Arbres"), replace=True).made == 0


def test_pages_of_one_load_do_not_replace_each_other(store: Path, tmp_path: Path) -> None:
    fill(store, fr(1, title="Arbrs"))
    pages = [fr(1), fr(1, answer=PLANTED)]
    fill(store, *pages, replace=True)
    assert dump(store) == together(tmp_path / "other", pages)


def take_out(store: Path, *ids: str) -> tuple[int, list[str]]:
    with Home.opened(store) as home, Pool(home.settings(), 1) as pool:
        loaded, unknown = remove(home, [DocumentNumber.parse(id) for id in ids], pool)
        return loaded.removed, [str(id) for id in unknown]


def test_what_is_removed_is_gone_with_the_names_that_it_alone_used(store: Path, tmp_path: Path) -> None:
    fill(store, fr(1, party="Vert"), fr(2), nl(2))
    assert take_out(store, "7-1", "7-9") == (1, ["7-9"])
    assert dump(store) == together(tmp_path / "other", [fr(2), nl(2)])
    assert take_out(store, "7-1") == (0, ["7-1"])
    assert fill(store, fr(1, party="Vert")).made == 1
    assert dump(store) == together(tmp_path / "third", [fr(1, party="Vert"), fr(2), nl(2)])


def test_the_last_question_can_be_removed(store: Path) -> None:
    fill(store, fr(1))
    assert take_out(store, "7-1") == (1, [])
    assert dump(store) == b""


# --- what does not conform -------------------------------------------------------------------------------------------


def wrong(number: int) -> Document:
    """A page that was answered before it was sent."""
    return renamed(
        Document("", fr(number, answer=PLANTED).data.replace(b"19/7/2022", b"19/7/2021")),
        f"{number}-wrong.txt",
    )


def test_a_question_that_does_not_conform_is_left_out_until_its_page_is_mended(store: Path) -> None:
    fill(store, fr(1), fr(2), check=True)
    before = graphs(store)
    seven_two = DocumentNumber(7, 2)
    loaded, outcomes = told(store, wrong(2), fr(3), check=True)
    assert loaded.made == 1
    assert [finding.focus.rpartition("/")[2] for finding in loaded.left_out[seven_two]] == ["7-2"]
    assert [outcome.state for outcome in outcomes] == [State.CONVERTED, State.CONVERTED]
    assert sorted(graphs(store)) == ["7-1", "7-3", "names"]
    # It is said again whenever its page is given again, and only then.
    assert list(fill(store, wrong(2), check=True).left_out) == [seven_two]
    assert list(fill(store, fr(1), check=True).left_out) == []
    mended = fill(store, fr(2), check=True, replace=True)
    assert (mended.made, mended.left_out) == (1, {})
    assert {name: text for name, text in graphs(store).items() if name != "7-3"} == before


# --- the documents ---------------------------------------------------------------------------------------------------


def test_what_became_of_each_document_in_the_order_given(store: Path) -> None:
    documents: list[Document | Unreadable] = [
        fr(2),
        Document("b.txt", b"pancakes\n"),
        Unreadable("c.txt", "unreadable", "cannot be read: Permission denied"),
        fr(1),
        fr(2),
    ]
    for _ in range(2):
        _, outcomes = told(store, *documents)
        assert [
            (outcome.source, outcome.state.value, [str(id) for id in outcome.questions])
            for outcome in outcomes
        ] == [
            ("2-fr.txt", "converted", ["7-2"]),
            ("b.txt", "rejected", []),
            ("c.txt", "rejected", []),
            ("1-fr.txt", "converted", ["7-1"]),
            ("2-fr.txt", "converted", ["7-2"]),
        ]


def test_resuming_a_load_that_came_to_its_end_reads_nothing_again(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [fr(1), nl(1), Document("b.txt", b"pancakes\n")]
    _, before = told(store, *pages)
    read: list[str] = []

    def counted(document: Document, number: DocumentNumber | None) -> Reading | Outcome:
        read.append(document.name)
        return read_document(document, number)

    monkeypatch.setattr("kg.bulk.steps.read_document", counted)
    assert told(store, *pages, fr(2), resume=True)[1][:3] == before
    assert read == ["2-fr.txt"]
    fill(store, *pages, fr(2))
    assert len(read) == 1 + 4


# --- names that the store is told of ---------------------------------------------------------------------------------

AUTHORITIES = """\
[[person]]
name = "Anna Voorbeeld"
legislatures = [7]
iri = "https://example.org/anna"
"""
THESAURUS = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/scheme> a skos:ConceptScheme .
<https://example.org/plant> a skos:Concept ; skos:inScheme <https://example.org/scheme> ; skos:prefLabel "plante"@fr, "plant"@nl .
<https://example.org/tree> a skos:Concept ; skos:inScheme <https://example.org/scheme> ;
    skos:prefLabel "arbre"@fr, "boom"@nl ; skos:broader <https://example.org/plant> .
"""


@pytest.fixture
def thesaurus(tmp_path: Path) -> Path:
    place = tmp_path / "thesaurus.ttl"
    place.write_text(THESAURUS)
    return place


@pytest.fixture
def authorities(tmp_path: Path) -> Path:
    place = tmp_path / "authorities.toml"
    place.write_text(AUTHORITIES)
    return place


def test_names_are_remembered_and_what_changes_is_made_anew(
    store: Path, tmp_path: Path, thesaurus: Path, authorities: Path
) -> None:
    fill(store, fr(1), fr(2))
    plain = dump(store)
    loaded = fill(store, thesaurus=thesaurus, authorities=[authorities])
    assert loaded.made == 2
    found = graphs(store)
    assert sorted(found) == ["7-1", "7-2", "names", "thesaurus"]
    for id in ("7-1", "7-2"):
        assert "<https://example.org/anna>" in found[id]
        assert "<https://example.org/tree>" in found[id]
    assert "topic/arbre" not in found["names"]
    assert "core#broader> <https://example.org/plant>" in found["thesaurus"]
    # Tomorrow they are known without being given; the same files again change nothing.
    thesaurus.unlink()
    authorities.unlink()
    assert fill(store, fr(3)).made == 1
    assert "<https://example.org/tree>" in graphs(store)["7-3"]
    thesaurus.write_text(THESAURUS)
    authorities.write_text(AUTHORITIES)
    assert fill(store, thesaurus=thesaurus, authorities=[authorities]).made == 0
    # The same as all at once, in both ways of making graphs.
    at_once = tmp_path / "other"
    fill(at_once, fr(1), fr(2), fr(3), thesaurus=thesaurus, authorities=[authorities])
    assert dump(store) == dump(at_once)
    # Another one takes the place of the first.
    thesaurus.write_text(THESAURUS.replace("arbre", "chêne").replace("boom", "eik"))
    assert fill(store, thesaurus=thesaurus).made == 3
    changed = graphs(store)
    assert '"chêne"@fr' in changed["thesaurus"]
    assert '"arbre"@fr' not in changed["thesaurus"]
    assert "topic/arbre" in changed["7-1"]
    assert "topic/arbre" in changed["names"]
    assert "<https://example.org/anna>" in changed["7-1"]
    assert plain != dump(store)


def test_graphs_made_anew_hold_the_thesaurus(
    store: Path, tmp_path: Path, thesaurus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "other", fr(1), fr(2), thesaurus=thesaurus)
    monkeypatch.setattr(loader, "MANY", 1)
    fill(store, fr(1), fr(2))
    assert fill(store, thesaurus=thesaurus).made == 2
    assert dump(store) == dump(tmp_path / "other")
    assert [place.name for place in store.glob("graphs-*")] == ["graphs-2"]
