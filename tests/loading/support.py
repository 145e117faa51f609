"""Invented pages in one language, stores filled within the test, and what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace as changed
from io import BytesIO
from pathlib import Path

from kg.bulk import Pool
from kg.conversion import Outcome
from kg.graph.datasets import write_graphs
from kg.graph.formats import FORMATS
from kg.graph.iris import Iris
from kg.inputs import Document, Unreadable
from kg.loading import Home, Loaded, load
from kg.store import open_store

_FR = """\
SÉNAT DE BELGIQUE
________
Session 2021-2022
________
2 juin 2022
________
SÉNAT Question écrite n° {number}

de Anna Voorbeeld ({party})

à la ministre des Jardins publics
________
{title}
________
arbre
________
2/6/2022Envoi question
{chronology}________
________
SÉNAT Question écrite n° {number} du 2 juin 2022 : (Question posée en français)

1) Combien d'arbres la ministre a-t-elle fait planter dans les jardins publics ?
{answer}"""

_NL = """\
BELGISCHE SENAAT
________
Zitting 2021-2022
________
2 juni 2022
________
SENAAT Schriftelijke vraag nr. {number}

van Anna Voorbeeld ({party})

aan de minister van Openbare Tuinen
________
{title}
________
boom
________
2/6/2022Verzending vraag
{chronology}________
________
SENAAT Schriftelijke vraag nr. {number} d.d. 2 juni 2022 : (Vraag gesteld in het Frans)

1) Hoeveel bomen heeft de minister in de openbare tuinen laten planten?
{answer}"""


def fr(number: int, *, party: str = "Groen", title: str = "Arbres", answer: str | None = None) -> Document:
    """The French page of question 7-``number``; with an answer, as it was printed later."""
    text = _FR.format(
        number=f"7-{number}",
        party=party,
        title=title,
        chronology="" if answer is None else "19/7/2022Réponse\n",
        answer="" if answer is None else f"\nRéponse reçue le 19 juillet 2022 :\n\n1) {answer}\n",
    )
    return Document(f"{number}-fr.txt", text.encode())


def nl(number: int, *, party: str = "Groen", title: str = "Bomen", answer: str | None = None) -> Document:
    """The Dutch one."""
    text = _NL.format(
        number=f"7-{number}",
        party=party,
        title=title,
        chronology="" if answer is None else "19/7/2022Antwoord\n",
        answer="" if answer is None else f"\nAntwoord ontvangen op 19 juli 2022 :\n\n1) {answer}\n",
    )
    return Document(f"{number}-nl.txt", text.encode())


def fill(
    store: Path,
    *documents: Document | Unreadable,
    check: bool = False,
    replace: bool = False,
    resume: bool = False,
    base: str | None = None,
    thesaurus: Path | None = None,
    authorities: Sequence[Path] = (),
) -> Loaded:
    """Load documents into a store; what that changed. Only with ``check`` are questions held against the shapes."""
    return told(
        store,
        *documents,
        check=check,
        replace=replace,
        resume=resume,
        base=base,
        thesaurus=thesaurus,
        authorities=authorities,
    )[0]


def told(
    store: Path,
    *documents: Document | Unreadable,
    check: bool = False,
    replace: bool = False,
    resume: bool = False,
    base: str | None = None,
    thesaurus: Path | None = None,
    authorities: Sequence[Path] = (),
) -> tuple[Loaded, list[Outcome]]:
    """As :func:`fill`, and what became of each document."""
    with Home.opened(store, base) as home:
        settings = changed(home.settings(thesaurus, authorities), check=check)
        with Pool(settings, 1) as pool:
            loaded = load(home, documents, pool, replace=replace, resume=resume)
        return loaded, list(home.archive.outcomes)


def graphs(store: Path, iris: Iris | None = None) -> dict[str, str]:
    """The graphs of a store as N-Triples, by what their names end in."""
    iris = iris or Iris()
    found = {}
    with open_store(store) as held:
        for name, triples in held.graphs():
            out = BytesIO()
            write_graphs([(name, triples)], FORMATS["ntriples"], out, iris)
            found[name.removeprefix(f"{iris.base}graph/")] = out.getvalue().decode()
    return found


def dump(store: Path, iris: Iris | None = None) -> bytes:
    """All that a store holds, as N-Quads."""
    iris = iris or Iris()
    out = BytesIO()
    with open_store(store) as held:
        write_graphs(held.graphs(), FORMATS["nquads"], out, iris)
    return out.getvalue()


def together(place: Path, documents: Iterable[Document]) -> bytes:
    """What a new store holds that all documents were loaded into at once."""
    fill(place, *documents)
    return dump(place)
