"""EuroVoc as a table: a line for each concept, columns parted by tabs.

The header is ``id fr nl en broader microthesaurus alt_fr``: the concept's number, its preferred labels, the number of the
broader concept, the four digits of the microthesaurus, and the French alternatives, parted by bars. Several broader
concepts or microthesauri are parted by bars too. The table has no IRIs of microthesauri; theirs are made below the
project's own address, and their numbers say which they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.authority.skos import EUROVOC, EUROVOC_SCHEME
from kg.authority.thesaurus import Concept, Labels, Scheme, Thesaurus

HEADER: Final = ("id", "fr", "nl", "en", "broader", "microthesaurus", "alt_fr")
"""The names of the columns, by which the table is recognised."""

MICROTHESAURUS: Final = "https://w3id.org/written-questions/eurovoc/microthesaurus/"
"""What the IRIs of microthesauri begin with where the source gives only their numbers."""


class MalformedTable(ValueError):
    """A line of the table is not what the header promises; the message names it."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.line = line


def is_header(line: str) -> bool:
    """Whether a line is the header of the table."""
    return tuple(line.rstrip("\r\n").removeprefix("\ufeff").split("\t")) == HEADER


def from_lines(lines: Iterable[str]) -> Thesaurus:
    """The thesaurus that the lines of a table hold, the header first.

    Raises:
        MalformedTable: a line has other columns than the header, no number, no label, or a number that came before.
    """
    concepts: dict[str, Concept] = {}
    for number, line in enumerate(lines, start=1):
        if number == 1 or not line.strip():
            continue
        concept = _concept(line.rstrip("\r\n").split("\t"), number)
        if concept.iri in concepts:
            raise MalformedTable(number, f"the number {concept.iri.removeprefix(EUROVOC)!r} comes twice")
        concepts[concept.iri] = concept
    kept = tuple(_linked(concepts[iri], concepts.keys()) for iri in sorted(concepts))
    used = {iri for concept in kept for iri in concept.schemes}
    schemes = (_scheme(iri) for iri in sorted(used))
    return Thesaurus(kept, tuple(schemes))


def _concept(cells: list[str], line: int) -> Concept:
    if len(cells) != len(HEADER):
        raise MalformedTable(line, f"{len(cells)} columns instead of {len(HEADER)}")
    number, french, dutch, english, broader, microthesaurus, alternatives = map(str.strip, cells)
    if not number or not all(char.isascii() and (char.isalnum() or char in "_-") for char in number):
        raise MalformedTable(line, f"no number of a concept: {number!r}")
    if not french and not dutch:
        raise MalformedTable(line, f"the concept {number} has no French and no Dutch label")
    others = sorted({*_parted(alternatives)} - {french})
    return Concept(
        EUROVOC + number,
        (Labels(french or None, tuple(others)), Labels(dutch or None), Labels(english or None)),
        broader=tuple(sorted({EUROVOC + one for one in _parted(broader)})),
        schemes=tuple(sorted({EUROVOC_SCHEME, *(MICROTHESAURUS + one for one in _parted(microthesaurus))})),
    )


def _linked(concept: Concept, known: Iterable[str]) -> Concept:
    """The concept without links to concepts that the table does not have, or to itself."""
    broader = tuple(iri for iri in concept.broader if iri in known and iri != concept.iri)
    return Concept(concept.iri, concept.labels, broader, concept.related, concept.schemes)


def _scheme(iri: str) -> Scheme:
    if iri == EUROVOC_SCHEME:
        return Scheme(iri, names=("EuroVoc", "EuroVoc", "EuroVoc"))
    return Scheme(iri, iri.removeprefix(MICROTHESAURUS))


def _parted(cell: str) -> list[str]:
    return [part for piece in cell.split("|") if (part := piece.strip())]
