"""Numbered paragraphs put together into points and sub-points.

A number opens a point where it goes on with a series that is open, or begins one: the first of a new series below an
open point makes sub-points. In an answer a number that the question has, and that was not answered yet, opens a point
too where it skips some, steps back, or has another sign than those before it. A number that fits no series stays text,
unless the page has it as the number of a list's item: then it goes on with the points of that list, or begins them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat

import msgspec
from msgspec.structs import replace

from kg.model import Label, Language
from kg.reading.inline import Paragraph
from kg.reading.labels import dash, leading
from kg.reading.lexicon import fold, known_texts
from kg.reading.marks import Kind, Mark, place, single
from kg.reading.quotes import Quotes

_FARTHEST_SKIP = 9
_MOST_LEVELS = 6

_TWO_SIGNS = re.compile(r"[1-9][0-9]?\.\s?[a-z]\s?\)")
# "Peeters, directeur" after an initial; particles may stand between: "Van den Broeck, juriste".
_NAME = re.compile(
    r"(?P<first>[^\W\d_a-zà-ÿ][\w'’-]+)(?:\s(?:[^\W\d_a-zà-ÿ][\w'’-]*|d[eu]|den|der|la|le|van)){0,4},\s"
)


@dataclass(slots=True)
class Node:
    """A point while it is put together.

    ``printed`` is its first paragraph with the number (``mark``) before it; ``has_rest`` tells that the first of its
    ``paragraphs`` is what that one holds after the number.
    """

    label: Label | None
    kind: Kind | None
    printed: Paragraph
    mark: str = ""
    has_rest: bool = False
    paragraphs: list[Paragraph] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)

    def texts(self) -> Iterable[str]:
        """Its paragraphs, and those of the points below it."""
        yield from (paragraph.text for paragraph in self.paragraphs)
        for node in self.nodes:
            yield from node.texts()


@dataclass(slots=True)
class _Level:
    """An open series of numbers: where it is, and the points it has so far.

    ``part`` is the letter or number after the last number where that is part of a label of its own (``2a`` where there is no 2),
    ``lists`` are the lists of the page whose items it has, ``names`` the single labels of all its points.
    """

    kind: Kind
    stop: str
    last: int
    nodes: list[Node]
    part: int = 0
    left_out: set[str] = field(default_factory=set)
    lists: set[tuple[int, ...]] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def add(self, node: Node) -> None:
        """Take a point, and note the numbers between those that it stands for (``6, 7 et 9``)."""
        self.nodes.append(node)
        names = node.label.names if node.label else ()
        if len(names) > 1 and names[0].isdecimal() and names[-1].isdecimal():
            self.left_out.update(map(str, range(int(names[0]), int(names[-1]))))
        self.left_out.difference_update(names)
        self.names.update(names)


class _Step(msgspec.Struct, frozen=True, gc=False):
    """How a mark goes on: in an open level, or, where that is none, in a new one."""

    level: _Level | None
    mark: Mark
    label: Label
    part: int = 0
    back: int = 0
    """The place that the level has reached, where the mark steps back from it."""

    @property
    def kind(self) -> Kind:
        return "number" if self.part else self.mark.kind

    @property
    def last(self) -> int:
        return max(self.mark.under if self.part else self.mark.last, self.back)


def nodes_of(
    pieces: Sequence[Paragraph], language: Language, known: frozenset[str] | None
) -> tuple[list[Paragraph], list[Node]]:
    """What stands before the first point, and the points.

    ``known`` are the labels of the question's own points (``1``, ``a``) when an answer is read, none for a question.
    """
    return _Builder(pieces, language, known).build()


class _Builder:
    def __init__(self, pieces: Sequence[Paragraph], language: Language, known: frozenset[str] | None) -> None:
        self._pieces = pieces
        self._known = known
        self._language = language
        self._marks = [self._points(piece.text, leading(piece.text, language)) for piece in pieces]
        if any(self._marks):
            # What is quoted has its own numbers.
            quotes = Quotes([piece.text for piece in pieces])
            self._marks = [
                () if marks and quotes.hold(index) else marks for index, marks in enumerate(self._marks)
            ]
        self._levels: list[_Level] = []
        self._top: list[Node] = []
        # Where each place of a series comes last, to tell whether it is still to come.
        self._latest: dict[tuple[Kind, int, int], int] = {}
        for index, marks in enumerate(self._marks):
            for mark in marks:
                for series in _readings(mark):
                    self._latest[series.kind, series.under, series.first] = index

    def _points(self, text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        """The marks, up to one that is somebody's initial in an answer: "D. Peeters, directeur"."""
        if self._known is not None:
            for at, mark in enumerate(marks):
                if mark.kind == "upper" and self._is_initial(text, mark):
                    return marks[:at]
        return marks

    def _is_initial(self, text: str, mark: Mark) -> bool:
        """Whether a capital that the question lacks stands before a name and a comma."""
        if mark.stop != "." or self._known is None or not self._known.isdisjoint(mark.label.names):
            return False
        name = _NAME.match(text, mark.end)
        return name is not None and fold(name["first"]) not in known_texts(self._language)

    def build(self) -> tuple[list[Paragraph], list[Node]]:
        intro: list[Paragraph] = []
        current: Node | None = None
        for index, (piece, marks) in enumerate(zip(self._pieces, self._marks, strict=True)):
            opened = self._open(marks, index, piece) if marks else None
            if opened is None:
                (current.paragraphs if current else intro).append(piece)
                continue
            current, end = opened
            if at := self._dash_after(index, end):
                current.mark += piece.text[end : end + at]
                end += at
            if rest := piece.text[end:].strip():
                current.paragraphs.append(Paragraph(rest, piece.line))
                current.has_rest = True
        return intro, self._top

    def _dash_after(self, index: int, end: int) -> int:
        """How long a dash is that belongs to the number before it, "1) - Combien", and begins no list."""
        text = self._pieces[index].text
        if text[end : end + 1] not in {"-", "–", "—"}:
            return 0
        following = self._pieces[index + 1].text if index + 1 < len(self._pieces) else ""
        if dash(following) is not None and not text.endswith(":"):
            return 0
        return dash(text[end:]) or 0

    def _open(self, marks: Sequence[Mark], index: int, piece: Paragraph) -> tuple[Node, int] | None:
        """Open the points that a paragraph's marks begin; the innermost, and where its text begins."""
        node: Node | None = None
        end = 0
        lists = chain(piece.lists, repeat(None))
        for mark, listed in zip(self._parted(marks, index), lists, strict=False):
            step = self._in_list(mark, listed) if listed else None
            if step is None:
                step = self._step_below(mark, index) if node else self._step(mark, index)
            if step is None and listed is not None:
                step = _Step(None, mark, mark.label)
            if step is None:
                break
            level = step.level
            if level is None:
                level = _Level(step.kind, step.mark.stop, step.last, node.nodes if node else self._below())
                self._levels.append(level)
            else:
                del self._levels[self._levels.index(level) + 1 :]
            level.last, level.part, level.stop = step.last, step.part or _part(step.mark), step.mark.stop
            if listed is not None:
                level.lists.add(listed)
            node = Node(step.label, step.kind, piece, piece.text[end : mark.end])
            level.add(node)
            end = mark.end
        return (node, end) if node else None

    def _in_list(self, mark: Mark, listed: tuple[int, ...]) -> _Step | None:
        """How the number of a list's item goes on with that list, or begins it below the item that holds it."""
        for level in self._levels:
            if listed in level.lists:
                return _Step(level, mark, mark.label)
        for depth, level in enumerate(self._levels):
            if len(listed) > 1 and listed[:-1] in level.lists:
                del self._levels[depth + 1 :]
                return _Step(None, mark, mark.label)
        return None

    def _parted(self, marks: Sequence[Mark], index: int) -> Sequence[Mark]:
        """``1 a)`` that bare letters follow, ``b)``, as 1 and its a; ``1.a)`` too, unless ``1.b)`` or the like comes."""
        mark = marks[0]
        if mark.whole is None or mark.kind != "lower" or mark.first != 1:
            return marks
        following = next(
            (self._marks[at][0] for at in range(index + 1, len(self._marks)) if self._marks[at]), None
        )
        bare = following and not following.whole and (following.kind, following.first) == ("lower", 2)
        if not bare and not self._is_alone(mark, mark.whole, index):
            return marks
        if any(level.kind == "number" and level.last == mark.under for level in self._levels):
            return marks
        number = str(mark.under)
        stop = "." if _TWO_SIGNS.match(self._pieces[index].text) else ")"
        outer = Mark(single(number), "number", stop, mark.under, mark.under, len(number))
        inner = replace(mark, stop=following.stop if following and bare else ")", whole=None, under=0)
        return (outer, inner, *marks[1:])

    def _is_alone(self, mark: Mark, whole: Label, index: int) -> bool:
        """Whether a first letter with a sign before it and one after it, ``2.a)``, is the only one with its number."""
        if not _TWO_SIGNS.match(self._pieces[index].text) or (self._known and whole.key in self._known):
            return False
        return not any(self._comes(mark, letter, index) for letter in range(2, _FARTHEST_SKIP))

    def _below(self) -> list[Node]:
        return self._levels[-1].nodes[-1].nodes if self._levels else self._top

    def _step(self, mark: Mark, index: int) -> _Step | None:
        """How a mark goes on with the series that are open, or begins one; none where it is no number of a point."""
        if mark.whole is not None:
            return self._compound(mark, mark.whole, index)
        readings = _readings(mark)
        levels = self._levels[::-1]
        if mark.stop == "heading":
            # It stands above the lists of what it heads.
            levels = [level for level in self._levels if level.kind == mark.kind][:1]
        innermost_first = [(level, series) for level in levels for series in readings]
        for level, series in innermost_first:
            if (level.kind, level.stop) == (series.kind, series.stop) and _is_next(level, series):
                return _Step(level, series, series.label)
        for level, series in innermost_first:
            if (level.kind, level.stop) == (series.kind, series.stop) and (
                self._skips(level, series, index) or self._is_asked(level, series, index)
            ):
                return _Step(level, series, series.label, back=level.last)
        for level, series in innermost_first:
            # A change of sign within one list: "1) … 2. … 3) …".
            if level.kind == series.kind and series.first == level.last + 1 and series.first > 1:
                return _Step(level, series, series.label)
        for level, series in innermost_first:
            # "6, 7 et 9. … 8. …": what a list of numbers leaves out can come after it.
            if level.kind == series.kind == "number" and level.left_out.issuperset(series.label.names):
                return _Step(level, series, series.label)
        for level, series in innermost_first:
            if self._is_asked(level, series, index):
                return _Step(level, series, series.label, back=level.last)
        step = self._beginning(mark, index)
        first = mark if mark.first == 1 else step.mark if step else None
        for level in self._levels:
            if first and first.first == 1 and (level.kind, level.stop) == (first.kind, first.stop):
                return _Step(level, first, first.label)
        return step

    def _step_below(self, mark: Mark, index: int) -> _Step | None:
        """How a mark begins the series below the number that stands before it on the line."""
        if mark.whole is not None or len(self._levels) >= _MOST_LEVELS:
            return self._step(mark, index)
        step = self._beginning(mark, index)
        if step is None and self._known is not None and self._known.issuperset(mark.label.names):
            # The answer leaves out the first ones: "2. b) Non."
            return _Step(None, mark, mark.label)
        return step

    def _beginning(self, mark: Mark, index: int) -> _Step | None:
        numeral = mark.as_roman()
        if numeral and numeral.first == 1 and (self._comes(numeral, 2, index) or self._may_be_alone(numeral)):
            return _Step(None, numeral, numeral.label)
        if mark.first == 1:
            return _Step(None, mark, mark.label) if self._may_begin(mark, index) else None
        if not self._levels and mark.kind == "number" and self._may_begin_late(mark, mark.label, index):
            return _Step(None, mark, mark.label)
        return None

    def _may_be_alone(self, numeral: Mark) -> bool:
        """Whether a first Roman numeral that no second one follows is that of a sub-point: ``i)``."""
        return numeral.kind == "roman" and numeral.stop == ")" and bool(self._levels)

    def _compound(self, mark: Mark, whole: Label, index: int) -> _Step | None:
        """``1a``, ``1.1``: a sub-point of 1 where 1 is open, else a point of its own name beside 1, 2, 3."""
        if mark.kind == "number" and self._may_be_decimal(mark, index):
            return None
        level = self._levels[0] if self._levels else None
        if self._is_asked_whole(level, mark, whole, index):
            return _Step(level, mark, whole, mark.first, back=level.last if level else 0)
        for depth, level in enumerate(self._levels):
            if level.kind != "number" or not level.last <= mark.under <= level.last + _FARTHEST_SKIP:
                continue
            if level.last < mark.under:
                return _Step(level, mark, whole, mark.first) if mark.first == 1 else None
            if level.part:
                goes_on = level.part < mark.first <= level.part + _FARTHEST_SKIP
                return _Step(level, mark, whole, mark.first) if goes_on else None
            below = self._levels[depth + 1] if depth + 1 < len(self._levels) else None
            if below is None:
                # "2.2." alone below 2: the other language or the question may have 2.1.
                late = mark.kind == "number" and mark.first <= _FARTHEST_SKIP and self._is_closed(mark, index)
                first = mark.first == 1 or late
                return _Step(None, mark, mark.label) if first else None
            goes_on = below.kind == mark.kind and below.last < mark.first <= below.last + _FARTHEST_SKIP
            return _Step(below, mark, mark.label) if goes_on else None
        if self._levels or mark.first > 1:
            return None
        begins = mark.under == 1 or self._may_begin_late(mark, whole, index)
        return _Step(None, mark, whole, mark.first) if begins else None

    def _may_be_decimal(self, mark: Mark, index: int) -> bool:
        """Whether ``2.1`` is no number of a point: it is the only one, and no sign after it tells it from a decimal."""
        if mark.first > 1 or self._comes(mark, 2, index) or any(level.part for level in self._levels):
            return False
        if not self._levels:
            return True
        beside = any(kind == "number" and under not in {0, mark.under} for kind, under, _ in self._latest)
        return not beside and not self._is_closed(mark, index)

    def _is_closed(self, mark: Mark, index: int) -> bool:
        """Whether a full stop or a bracket stands after a number: ``2.1.``."""
        return self._pieces[index].text[: mark.end].rstrip().endswith((".", ")"))

    def _skips(self, level: _Level, mark: Mark, index: int) -> bool:
        """Whether a number skips some that do not come any more before the series begins again."""
        if not level.last < mark.first <= level.last + _FARTHEST_SKIP:
            return False
        if (
            (numeral := mark.as_roman())
            and numeral.first == 1
            and not self._comes(mark, mark.first + 1, index)
        ):
            # After another letter than h, i is a Roman numeral.
            return False
        for at in range(index + 1, len(self._marks)):
            for later in self._marks[at]:
                if (later.kind, later.stop, later.whole) == (mark.kind, mark.stop, None):
                    if later.first <= level.last:
                        return True
                    if later.first < mark.first:
                        return False
        return True

    def _is_asked(self, level: _Level, mark: Mark, index: int) -> bool:
        """Whether a number of an answer is one of the question's that its series does not have yet, nor will have.

        It may skip some, step back, or have another sign than those before it. But a letter with a full stop may be the
        end of a sentence, and one whose text begins small, where that of the point before does not, the end of a line.
        """
        if self._known is None or level.kind != mark.kind:
            return False
        names = mark.label.names
        if names[0] not in self._known or names[-1] not in self._known:
            return False
        if mark.kind != "number" and (mark.as_roman() or mark.stop == "." != level.stop):
            # It may begin a series of its own.
            return False
        if not level.names.isdisjoint(names) or self._goes_on_small(level, mark, index):
            return False
        for at in range(index + 1, len(self._marks)):
            for later in self._marks[at]:
                if (later.kind, later.whole) == (mark.kind, None):
                    if not level.names.isdisjoint(later.label.names):
                        return True
                    if later.first == mark.first:
                        return False
        return True

    def _is_asked_whole(self, level: _Level | None, mark: Mark, whole: Label, index: int) -> bool:
        """The same of ``2b`` where the question has it by this name, and no 2."""
        if self._known is None or whole.key not in self._known or str(mark.under) in self._known:
            return False
        if level and (level.kind != "number" or not level.names.isdisjoint((str(mark.under), whole.key))):
            return False
        return not self._comes(mark, mark.first, index)

    def _goes_on_small(self, level: _Level, mark: Mark, index: int) -> bool:
        """Whether the text after a number begins with a small letter, and that of the point before it does not."""
        if not self._pieces[index].text[mark.end : mark.end + 1].islower():
            return False
        before = level.nodes[-1]
        return not (before.has_rest and before.paragraphs[0].text[0].islower())

    def _comes(self, mark: Mark, first: int, index: int) -> bool:
        """Whether a later paragraph begins with another place of the same series."""
        return self._latest.get((mark.kind, mark.under, first), -1) > index

    def _may_begin(self, mark: Mark, index: int) -> bool:
        """Whether a first label begins a series: a capital, or a letter with a full stop, needs a second one.

        In an answer that may be in the group that it is, where the question has all of them.
        """
        if mark.kind == "number" or (mark.kind in {"lower", "roman"} and mark.stop == ")"):
            return True
        if mark.groups and self._known is not None and self._known.issuperset(mark.label.names):
            return True
        return self._comes(mark, mark.last + 1, index)

    def _may_begin_late(self, mark: Mark, label: Label, index: int) -> bool:
        """Whether a series may begin after 1: the question has the number, or more numbers follow."""
        if self._known is not None:
            names = {*label.names, str(mark.under)} & self._known
            return bool(names) if mark.whole else len(names) == len(label.names)
        return mark.first <= _FARTHEST_SKIP and self._comes(mark, mark.last + 1, index)


def _readings(mark: Mark) -> tuple[Mark, ...]:
    """A mark, and the Roman numeral that it may be instead."""
    roman = mark.as_roman()
    return (mark, roman) if roman else (mark,)


def _part(mark: Mark) -> int:
    """The letter that the last of a group of compounds has: 3 for ``2a à 2c``."""
    name = mark.label.names[-1]
    return place(name[-1]) if mark.groups and name[0].isdigit() and name[-1].isalpha() else 0


def _is_next(level: _Level, mark: Mark) -> bool:
    """Whether a number is the next of a series, or the same again."""
    return mark.first == level.last + 1 or 1 < mark.first == level.last
