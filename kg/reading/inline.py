"""Points that stand on one line, such as ``Mes questions : 1) Combien ? 2) Vers où ? 3) À quel coût ?``.

Such a line is parted before the structure of the text is looked for; what is no list of points stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from kg.model import Language
from kg.reading.announcing import announces, may_announce
from kg.reading.labels import leading
from kg.reading.lexicon import pattern
from kg.reading.marks import LONG_ROMAN, Kind, Mark
from kg.reading.quotes import Quotes

_AND = f"(?:{pattern('conjunction')})"
_LINK = rf"(?:{pattern('conjunction')}|{pattern('range')})"
_LETTERS = rf"(?:[a-zA-Z]|{LONG_ROMAN}|{LONG_ROMAN.upper()})(?:\s?\)|[.,](?=\s|$)|\s{_LINK}\s)"
# It begins with a set of signs, so that the search leaps from one to the next.
_MARK_AFTER_SENTENCE = re.compile(
    rf"[.?!:;…»”)\]]\s+(?:(?<=;\s){_AND}\s+)?(?=[1-9][0-9]?(?:[a-z]?\b)(?![0-9])|{_LETTERS})"
)
_PART_OF_SENTENCE = re.compile(rf";(?:\s+{_AND})?\s*$")
_NEW_SENTENCE = re.compile(r"[.!?…]\s+[^\W\d_a-zà-ÿ]")
_CLOSED = re.compile(rf"(?:[.?!;…»”)]|;\s+{_AND})\s*$")
_SENTENCE_ENDS = tuple(".?!…;»”")
_LONGEST_MARK = 60
_FARTHEST_SKIP = 4
"""How far a number may be from the one before it on the line."""
_KINDS: tuple[Kind, ...] = ("upper-roman", "upper", "number", "lower", "roman")
"""From the outermost in; but the first label of a line belongs to the outermost series of all."""


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """A paragraph of a text and the number of the line it stands on.

    ``goes_on`` tells that it goes on with the one before; ``lists`` names, for each of the numbers that it begins with
    because they are those of a list of the page, that list.
    """

    text: str
    line: int
    goes_on: bool = False
    lists: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    at: int
    mark: Mark


def joined(paragraphs: Sequence[Paragraph]) -> str:
    """Paragraphs as one text, parted by empty lines; pieces of one line stay on it."""
    if len(paragraphs) == 1:
        return paragraphs[0].text
    text = ""
    for paragraph in paragraphs:
        between = "" if not text else " " if paragraph.goes_on else "\n\n"
        text += between + paragraph.text
    return text


def part(
    paragraphs: Sequence[Paragraph], language: Language, known: frozenset[str] | None
) -> list[Paragraph]:
    """Part the paragraphs that hold several points.

    ``known`` are the labels of the question's own points (``1``, ``a``) when an answer is read, none for a question.
    """
    found = [bool(_MARK_AFTER_SENTENCE.search(paragraph.text)) for paragraph in paragraphs]
    if True not in found:
        return list(paragraphs)
    asking = any("?" in paragraph.text for paragraph in paragraphs)
    quotes = Quotes([paragraph.text for paragraph in paragraphs])
    # Where nothing asks, a list that ends the question is what it asks for.
    readers = [
        _Line(
            paragraph.text,
            language,
            known,
            not asking and index == len(paragraphs) - 1,
            partial(quotes.hold, index),
        )
        if found[index]
        else None
        for index, paragraph in enumerate(paragraphs)
    ]
    numbers = [
        mark[0].first if mark and _is_number(mark[0]) else 0
        for mark in (leading(paragraph.text, language) for paragraph in paragraphs)
    ]
    numbered = frozenset(numbers) - {0}
    out: list[Paragraph] = []
    for index, (paragraph, reader) in enumerate(zip(paragraphs, readers, strict=True)):
        if reader is None or not reader.found:
            out.append(paragraph)
            continue
        texts = reader.parted(numbered, numbered.intersection(numbers[index + 1 :]))
        out.append(replace(paragraph, text=texts[0]))
        out += [Paragraph(text, paragraph.line, goes_on=True) for text in texts[1:]]
    return out


def _is_number(mark: Mark) -> bool:
    return mark.kind == "number" and mark.whole is None


def _is_clear(mark: Mark) -> bool:
    """Whether a label cannot be an initial or the end of a sentence."""
    return mark.kind == "number" or (mark.kind in {"lower", "roman"} and mark.stop != ".")


def _reading(mark: Mark, kind: Kind) -> Mark | None:
    """A mark as one of a series, or none where it is none of it."""
    if mark.kind == kind:
        return None if kind == "number" and mark.whole else mark
    numeral = mark.as_roman()
    return numeral if numeral is not None and numeral.kind == kind else None


def _pieces(text: str, cuts: Sequence[int]) -> list[str]:
    pieces = [text[a:b].strip() for a, b in pairwise([0, *cuts, len(text)])]
    return [piece for piece in pieces if piece]


class _Line:
    """A line that may hold several points."""

    def __init__(
        self,
        text: str,
        language: Language,
        known: frozenset[str] | None,
        ends: bool,
        is_quoted: Callable[[int], bool],
    ) -> None:
        self.text = text
        self._language = language
        self._known = known
        self._ends = ends
        self._lead = leading(text, language)
        self.found: list[_Found] = []
        for end in _MARK_AFTER_SENTENCE.finditer(text):
            marks = leading(text[end.end() : end.end() + _LONGEST_MARK], language)
            if marks and marks[0].stop != "heading" and not is_quoted(end.end()):
                self.found.append(_Found(end.end(), marks[0]))

    def parted(self, numbered: Set[int], to_come: Set[int]) -> list[str]:
        """The line's pieces; ``numbered`` are the numbers that paragraphs begin with, ``to_come`` those of later ones."""
        outermost = self._lead[0] if self._lead else self.found[0].mark
        kinds = _KINDS if outermost.as_roman() else sorted(_KINDS, key=lambda kind: kind != outermost.kind)
        lines = [self]
        for kind in kinds:
            lines = [piece for line in lines for piece in line.parted_by(kind, numbered, to_come)]
        return [line.text for line in lines]

    def parted_by(self, kind: Kind, numbered: Set[int], to_come: Set[int]) -> list[_Line]:
        """The line's pieces before the labels of one series."""
        found = [_Found(one.at, mark) for one in self.found if (mark := _reading(one.mark, kind))]
        if not found:
            return [self]
        first = next((mark for lead in self._lead if (mark := _reading(lead, kind))), None)
        elsewhere = numbered if kind == "number" else frozenset()
        chain = self._chain(first, found, elsewhere)
        if not chain:
            return [self]
        if kind == "number":
            before = "" if first else self.text[: chain[0].at].rstrip()
            # A list of paragraphs before the line may be one of the introduction.
            taken = to_come if announces(before, self._language) else numbered
            inside = {value for one in chain for value in range(one.mark.first, one.mark.last + 1)}
            if inside & taken or (1 in taken and first is None):
                return [self]
        cuts = self._cuts(chain, first)
        if not cuts:
            return [self]
        return [
            _Line(piece, self._language, self._known, self._ends, partial(Quotes([piece]).hold, 0))
            for piece in _pieces(self.text, cuts)
        ]

    def _chain(
        self, first: Mark | None, found: Sequence[_Found], elsewhere: Set[int] = frozenset()
    ) -> list[_Found]:
        """The marks that go on with the first one, or from 1.

        They may skip numbers that come neither later in the line nor ``elsewhere``. In an answer one with a bracket may
        also step back, or come after others without one, where the question has it and it comes nowhere else.
        """
        last, stop = (first.last, first.stop) if first else (0, None)
        chain: list[_Found] = []
        for at, one in enumerate(found):
            skipped = set(range(last + 1, one.mark.first))
            follows = stop in {None, one.mark.stop} and (
                one.mark.first == last + 1
                or (
                    last > 0
                    and last < one.mark.first <= last + _FARTHEST_SKIP
                    and skipped.isdisjoint(elsewhere)
                    and not any(later.mark.first in skipped for later in found[at + 1 :])
                )
            )
            if follows or (
                last > 0
                and one.mark.first not in elsewhere
                and self.text[: one.at].rstrip().endswith(_SENTENCE_ENDS)
                and self._is_asked(one.mark, first, chain, found[at + 1 :])
            ):
                chain.append(one)
                last, stop = max(last, one.mark.last), one.mark.stop
        return chain

    def _is_asked(
        self, mark: Mark, first: Mark | None, chain: Sequence[_Found], later: Sequence[_Found]
    ) -> bool:
        """Whether a number of an answer is one of the question's that the line does not have yet, nor will have."""
        if self._known is None or mark.stop != ")" or not self._known.issuperset(mark.label.names):
            return False
        if mark.as_roman():
            # "b) i)": it may begin a series of its own.
            return False
        has = [*([first] if first else ()), *(one.mark for one in chain)]
        return all(other.first > mark.last or other.last < mark.first for other in has) and not any(
            one.mark.first == mark.first for one in later
        )

    def _cuts(self, chain: Sequence[_Found], first: Mark | None) -> list[int]:
        if not chain or len(chain) + (first is not None) < 2:
            return []
        cuts = [found.at for found in chain]
        pieces = _pieces(self.text, cuts)
        before = "" if first else pieces.pop(0)
        closed = all(_CLOSED.search(piece) for piece in pieces[:-1])
        if first is None and not _is_clear(chain[0].mark) and before[-1:] not in {"", ":"}:
            # "M. A. Dupont et M. B. Janssens".
            return []
        if self._known is None:
            return cuts if self._are_questions(before, pieces, closed) else []
        named = {name for found in chain for name in found.mark.label.names}
        return cuts if closed and named <= self._known else []

    def _are_questions(self, before: str, pieces: Sequence[str], closed: bool) -> bool:
        """Whether most of the pieces ask, or they are one question, or what stands before them says that questions follow."""
        asking = ["?" in piece for piece in pieces]
        if all(asking) or (closed and any(asking[:-1]) and 2 * sum(asking) >= len(pieces)):
            return True
        if before[-1:] in {"", ":"} and self._is_one_sentence(pieces):
            return True
        return closed and (may_announce(before, self._language) or self._ends)

    def _is_one_sentence(self, pieces: Sequence[str]) -> bool:
        """Whether semicolons part the pieces of one sentence, which asks: ``1. combien ; 2. si le prix baisse ?``."""
        *parts, last = pieces
        asked, asks, _ = last.partition("?")
        return (
            bool(asks)
            and all(_PART_OF_SENTENCE.search(piece) for piece in parts)
            and not any(self._has_a_border(piece) for piece in (*parts, asked))
        )

    def _has_a_border(self, piece: str) -> bool:
        """Whether a sentence ends within a point."""
        marks = leading(piece, self._language)
        return _NEW_SENTENCE.search(piece, marks[-1].end if marks else 0) is not None
