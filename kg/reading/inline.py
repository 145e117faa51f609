"""Points that stand on one line, such as ``Mes questions : 1) Combien ? 2) Vers où ? 3) À quel coût ?``.

Such a line is parted before the structure of the text is looked for; what is no list of points stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Language
from kg.reading.labels import Mark, leading
from kg.reading.lexicon import pattern

_SENTENCE_END = re.compile(r"[.?!:;…»”)\]]\s+(?=[\da-z])")
_CLOSED = re.compile(r"[.?!;…»”)]\s*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a text and the number of the line it stands on."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class _Found:
    at: int
    marks: tuple[Mark, ...]


def part(
    paragraphs: Sequence[Paragraph], language: Language, known: frozenset[str] | None
) -> list[Paragraph]:
    """Part the paragraphs that hold several points.

    ``known`` are the labels of the question's own points (``1``, ``a``) when an answer is read, none for a question.
    """
    starts = [leading(paragraph.text, language) for paragraph in paragraphs]
    out: list[Paragraph] = []
    for index, paragraph in enumerate(paragraphs):
        others = [marks[0] for i, marks in enumerate(starts) if marks and i != index]
        out += [
            Paragraph(text, paragraph.line)
            for text in _split(paragraph.text, starts[index], others, language, known)
        ]
    return out


def _split(
    text: str, lead: Sequence[Mark], others: Sequence[Mark], language: Language, known: frozenset[str] | None
) -> list[str]:
    cuts = _numbers(text, lead, others, language, known)
    pieces = [text[a:b].strip() for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    out: list[str] = []
    for piece in pieces:
        if not piece:
            continue
        cuts = _letters(piece, language, known)
        out += [
            piece[a:b].strip()
            for a, b in zip([0, *cuts], [*cuts, len(piece)], strict=True)
            if piece[a:b].strip()
        ]
    return out


def _found(text: str, language: Language) -> list[_Found]:
    found = []
    for end in _SENTENCE_END.finditer(text):
        marks = leading(text[end.end() : end.end() + 60], language)
        if marks and marks[0].stop != "heading":
            found.append(_Found(end.end(), marks))
    return found


def _numbers(
    text: str, lead: Sequence[Mark], others: Sequence[Mark], language: Language, known: frozenset[str] | None
) -> list[int]:
    """Where the paragraph is to be cut before numbers."""
    leads = bool(lead) and lead[0].kind == "number" and lead[0].under is None
    last = lead[0].last if leads else 0
    stop = lead[0].stop if leads else None
    numbered = [mark for mark in others if mark.kind == "number" and mark.under is None]
    chain: list[_Found] = []
    for found in _found(text, language):
        mark = found.marks[0]
        if (
            mark.kind == "number"
            and mark.under is None
            and mark.first == last + 1
            and stop in {None, mark.stop}
        ):
            chain.append(found)
            last, stop = mark.last, mark.stop
    if not chain or len(chain) + leads < 2:
        return []
    inside = {value for found in chain for value in range(found.marks[0].first, found.marks[0].last + 1)}
    if any(mark.first in inside or (mark.first == 1 and not leads) for mark in numbered):
        return []
    cuts = [found.at for found in chain]
    if known is not None:
        named = {name for found in chain for name in found.marks[0].label.names}
        if not named <= known:
            return []
        return cuts if _are_closed(text, cuts, leads) else []
    return cuts if _are_questions(text, cuts, leads, language) else []


def _letters(text: str, language: Language, known: frozenset[str] | None) -> list[int]:
    """Where a piece is to be cut before letters; their list begins at its own start or after its number."""
    lead = next((mark for mark in leading(text, language) if mark.kind == "lower"), None)
    last = lead.last if lead else 0
    stop = lead.stop if lead else None
    chain: list[_Found] = []
    for found in _found(text, language):
        mark = found.marks[0]
        if (
            mark.kind == "lower"
            and mark.stop in {")", "compound"}
            and mark.first == last + 1
            and stop in {None, mark.stop}
        ):
            chain.append(found)
            last, stop = mark.last, mark.stop
    if not chain or len(chain) + (lead is not None) < 2:
        return []
    cuts = [found.at for found in chain]
    if known is not None:
        named = {name for found in chain for name in found.marks[0].label.names}
        return cuts if named <= known and _are_closed(text, cuts, lead is not None) else []
    return cuts if _are_questions(text, cuts, lead is not None, language) else []


def _segments(text: str, cuts: list[int], leads: bool) -> tuple[str, list[str]]:
    pieces = [text[a:b].strip() for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return ("", pieces) if leads else (pieces[0], pieces[1:])


def _are_questions(text: str, cuts: list[int], leads: bool, language: Language) -> bool:
    """Whether the pieces are put as questions: each asks, or what stands before says that questions follow."""
    before, pieces = _segments(text, cuts, leads)
    if all("?" in piece for piece in pieces):
        return True
    follow = re.search(
        rf"\b{pattern('questions_follow', language)}\b[^.?!]{{0,60}}[:.]$", before, re.IGNORECASE
    )
    return follow is not None and all(_CLOSED.search(piece) for piece in pieces[:-1])


def _are_closed(text: str, cuts: list[int], leads: bool) -> bool:
    _, pieces = _segments(text, cuts, leads)
    return all(_CLOSED.search(piece) for piece in pieces[:-1])
