"""The numbered points of a text.

A number opens a point where it goes on with a series that is open, or begins one: the first of a new series below an
open point makes sub-points. Anything else stays text: numbers that fit no series, lists in a text before the
questions, dashes inside a point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.model import Body, Fact, Item, Label, Language, Span
from kg.reading.inline import Paragraph, part
from kg.reading.labels import Kind, Mark, dash, leading, reference
from kg.reading.page import Notes

_FARTHEST_SKIP = 9


@dataclass(slots=True)
class _Node:
    """A point while it is put together; ``printed`` is its first paragraph with the number (``mark``) before it."""

    label: Label | None
    printed: str
    line: int
    mark: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    nodes: list[_Node] = field(default_factory=list)

    def texts(self) -> Iterable[str]:
        yield from (paragraph.text for paragraph in self.paragraphs)
        for node in self.nodes:
            yield from node.texts()


@dataclass(slots=True)
class _Level:
    """An open series of numbers: what comes next in it, and the points it has so far."""

    kind: Kind
    stop: str
    last: int
    nodes: list[_Node]


def names_of(items: Iterable[Item]) -> frozenset[str]:
    """All single labels of some points and of those below them."""
    return frozenset(
        name
        for item in items
        for name in ((item.label.names if item.label else ()) + tuple(names_of(item.items)))
    )


def read_body(
    paragraphs: Sequence[Paragraph], language: Language, notes: Notes, question: Body | None = None
) -> Body:
    """Read a text into what belongs to no point, and its points.

    ``question`` is given when the text is the answer to it, in the same language.
    """
    known = None if question is None else names_of(question.items)
    pieces = part(paragraphs, language, known)
    builder = _Builder(pieces, language, known)
    intro, nodes = builder.build()
    if question is None:
        intro, nodes = _without_lists_before(intro, nodes)
    if not nodes:
        intro, nodes = _dashed(pieces, is_answer=question is not None)
    freeze = _Freezer(language, notes, is_answer=question is not None)
    return Body(freeze.text(intro), freeze.items(nodes))


class _Builder:
    def __init__(self, pieces: Sequence[Paragraph], language: Language, known: frozenset[str] | None) -> None:
        self._pieces = pieces
        self._known = known
        self._marks = [leading(piece.text, language) for piece in pieces]
        self._levels: list[_Level] = []
        self._top: list[_Node] = []

    def build(self) -> tuple[list[Paragraph], list[_Node]]:
        intro: list[Paragraph] = []
        current: _Node | None = None
        for index, (piece, marks) in enumerate(zip(self._pieces, self._marks, strict=True)):
            opened = self._open(marks, index, piece) if marks else None
            if opened is None:
                (current.paragraphs if current else intro).append(piece)
                continue
            current, end = opened
            if rest := piece.text[end:].strip():
                current.paragraphs.append(Paragraph(rest, piece.line))
        return intro, self._top

    def _open(self, marks: Sequence[Mark], index: int, piece: Paragraph) -> tuple[_Node, int] | None:
        """Open the points that a paragraph's marks begin; the innermost, and where its text begins."""
        node: _Node | None = None
        end = 0
        for mark in marks:
            found = self._place(mark, index, first=node is None)
            if found is None:
                break
            level, series, label = found
            if level is None:
                level = _Level(series.kind, series.stop, series.last, node.nodes if node else self._below())
                self._levels.append(level)
            else:
                del self._levels[self._levels.index(level) + 1 :]
                level.last = series.last
            node = _Node(label, piece.text, piece.line, piece.text[end : mark.end])
            level.nodes.append(node)
            end = mark.end
        return (node, end) if node else None

    def _below(self) -> list[_Node]:
        return self._levels[-1].nodes[-1].nodes if self._levels else self._top

    def _place(self, mark: Mark, index: int, *, first: bool) -> tuple[_Level | None, Mark, Label] | None:
        """The level that a mark belongs to, none for a new one; or nothing where it is no number of a point."""
        if mark.under is not None:
            return self._compound(mark, first=first)
        roman = mark.as_roman()
        for series in (mark, roman) if roman else (mark,):
            for level in reversed(self._levels):
                if level.kind == series.kind and level.stop == series.stop and self._goes_on(level, series):
                    return level, series, series.label
        for level in reversed(self._levels):
            # A change of sign within one list: "1) … 2. … 3) …".
            if level.kind == mark.kind and mark.first == level.last + 1 and mark.first > 1:
                return level, mark, mark.label
        if roman and roman.first == 1 and self._continues(index, "roman", 2):
            return None, roman, roman.label
        if mark.first == 1:
            same = next((x for x in self._levels if (x.kind, x.stop) == (mark.kind, mark.stop)), None)
            if same is not None:
                return same, mark, mark.label
            return (None, mark, mark.label) if self._may_begin(mark, index) else None
        if not self._levels and mark.kind == "number" and self._may_begin_late(mark, index):
            return None, mark, mark.label
        return None

    def _compound(self, mark: Mark, *, first: bool) -> tuple[_Level | None, Mark, Label] | None:
        """``1a``, ``1.1``: a sub-point of 1 where 1 is open, else a point of its own name."""
        for depth, level in enumerate(self._levels):
            if level.kind == "number" and level.last == mark.under and level.stop != "compound":
                below = self._levels[depth + 1] if depth + 1 < len(self._levels) else None
                if below and below.kind == mark.kind and self._goes_on(below, mark):
                    return below, mark, mark.label
                if mark.first == 1 and below is None:
                    return None, mark, mark.label
                return None
        whole = f"{mark.under}{mark.label.printed}"
        if mark.kind == "lower" and first:
            label = Label(whole, whole.lower(), (whole.lower(),))
            place = (mark.under or 0) * 100 + mark.first
            series = Mark(label, "compound", "compound", place, place)
            same = next((x for x in self._levels if x.kind == "compound"), None)
            if same is not None and place > same.last:
                return same, series, label
            if same is None and not self._levels and mark.first == 1 and mark.under == 1:
                return None, series, label
        return None

    @staticmethod
    def _goes_on(level: _Level, mark: Mark) -> bool:
        return level.last < mark.first <= level.last + _FARTHEST_SKIP or (1 < mark.first == level.last)

    def _continues(self, index: int, kind: Kind, value: int) -> bool:
        """Whether a later paragraph begins with the given place of a series."""
        for marks in self._marks[index + 1 :]:
            for mark in marks:
                series = mark.as_roman() if kind == "roman" and mark.kind != "roman" else mark
                if series and series.kind == kind and series.first == value:
                    return True
        return False

    def _may_begin(self, mark: Mark, index: int) -> bool:
        """Whether a first number begins a series: a letter with a full stop or a capital needs a second one."""
        if mark.kind == "upper" or (mark.kind == "lower" and mark.stop == "."):
            return self._continues(index, mark.kind, mark.last + 1)
        return True

    def _may_begin_late(self, mark: Mark, index: int) -> bool:
        """Whether a series may begin after 1: the question has the number, or more numbers follow."""
        if self._known is not None:
            return set(mark.label.names) <= self._known
        return mark.first <= _FARTHEST_SKIP and self._continues(index, "number", mark.last + 1)


def _runs(nodes: Sequence[_Node]) -> list[list[_Node]]:
    """The points, parted where their numbering begins anew."""
    runs: list[list[_Node]] = []
    for node in nodes:
        if not runs or (
            node.label and runs[-1][0].label and node.label.names[0] == runs[-1][0].label.names[0]
        ):
            runs.append([])
        runs[-1].append(node)
    return runs


def _asks(nodes: Iterable[_Node]) -> bool:
    return any("?" in text for node in nodes for text in node.texts())


def _without_lists_before(intro: list[Paragraph], nodes: list[_Node]) -> tuple[list[Paragraph], list[_Node]]:
    """Give lists that stand in the text before the questions back to that text."""
    runs = _runs(nodes)
    while len(runs) > 1 and not _asks(runs[0]) and any(_asks(run) for run in runs[1:]):
        intro = intro + [paragraph for node in runs.pop(0) for paragraph in _back(node)]
    if len(runs) == 1 and _lists_statements(runs[0]):
        return intro + [paragraph for node in runs[0] for paragraph in _back(node)], []
    return intro, [node for run in runs for node in run]


def _lists_statements(run: Sequence[_Node]) -> bool:
    """Whether a list only states, and the asking comes in unnumbered text after it."""
    last = run[-1]
    if any(node.nodes for node in run) or not last.paragraphs or len(run) < 2:
        return False
    own = [node.paragraphs[0].text for node in run if node.paragraphs]
    if any("?" in text for node in run[:-1] for text in node.texts()) or "?" in own[-1]:
        return False
    after = [paragraph.text for paragraph in last.paragraphs[1:]]
    return any("?" in text for text in after) and all(
        text[-1] in ";," or text[:1].islower() for text in own[:-1]
    )


def _back(node: _Node) -> list[Paragraph]:
    """The paragraphs of a point as they were printed."""
    own = node.paragraphs
    if own and own[0].line == node.line and node.printed.endswith(own[0].text):
        own = own[1:]
    nodes = [paragraph for child in node.nodes if child.printed != node.printed for paragraph in _back(child)]
    return [Paragraph(node.printed, node.line), *own, *nodes]


def _dashed(pieces: Sequence[Paragraph], *, is_answer: bool) -> tuple[list[Paragraph], list[_Node]]:
    """Dashed items that end a question and all ask, or that are all there is of an answer, as points."""
    first = len(pieces)
    while first > 0 and dash(pieces[first - 1].text) is not None:
        first -= 1
    before, items = list(pieces[:first]), pieces[first:]
    if not items or (is_answer and len(before) > 1):
        return list(pieces), []
    if not is_answer and not all(item.text.endswith("?") for item in items):
        return list(pieces), []
    nodes = []
    for item in items:
        at = dash(item.text) or 0
        nodes.append(
            _Node(None, item.text, item.line, item.text[:at], [Paragraph(item.text[at:], item.line)])
        )
    return before, nodes


class _Freezer:
    """Turns what was put together into the model's values."""

    def __init__(self, language: Language, notes: Notes, *, is_answer: bool) -> None:
        self._language = language
        self._notes = notes
        self._is_answer = is_answer

    def text(self, paragraphs: Sequence[Paragraph]) -> Fact[str] | None:
        if not paragraphs:
            return None
        return Fact(
            "\n\n".join(p.text for p in paragraphs), self._span(paragraphs[0].line, paragraphs[-1].line)
        )

    def items(self, nodes: Sequence[_Node]) -> tuple[Item, ...]:
        seen: set[str] = set()
        items = []
        for node in nodes:
            item = self._item(node)
            if item is None:
                continue
            if node.label is not None:
                if node.label.key in seen:
                    self._notes.warn(
                        "point-label-repeated",
                        f"the number {node.label.printed} comes twice among its siblings",
                        node.line,
                    )
                seen.add(node.label.key)
            items.append(item)
        return tuple(items)

    def _item(self, node: _Node) -> Item | None:
        items = self.items(node.nodes)
        text = self.text(node.paragraphs)
        if text is None and not items:
            self._notes.warn("part-missing", f"the point {node.printed!r} has no text", node.line)
            return None
        refers: tuple[str, ...] = ()
        if self._is_answer and text is not None and not items:
            refers = reference(text.value, self._language)
        last = max(
            [p.line for p in node.paragraphs] + [item.span.last for item in items if item.span] + [node.line]
        )
        return Item(node.label, text, items, refers, node.mark, self._span(node.line, last))

    def _span(self, first: int, last: int) -> Span:
        return Span(self._notes.document, first, last)
