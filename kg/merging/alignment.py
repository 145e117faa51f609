"""The points of the French and the Dutch text made one, and the answer's points tied to the question's.

Points pair by their label at each level (``2a`` in one language with the a of 2 in the other); points without labels
pair by position, where both languages have equally many. Their order is that of the original language, with what only the other has after the point before it there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from msgspec.structs import replace

from kg.model import (
    LANGUAGES,
    AnswerPoint,
    Bilingual,
    Body,
    Fact,
    Item,
    Label,
    Language,
    PageWarning,
    PointPath,
    QuestionPoint,
    Span,
    Text,
)

Bodies = Mapping[Language, Body]
_Name = tuple[tuple[str, ...], int]
"""The single labels of a point, and the how-manieth it is of its siblings with the same."""

_COMPOUND = re.compile(r"([0-9]+)(?:([a-z])|\.([0-9]+))")


@dataclass(slots=True)
class _Pair:
    """A point in both languages, or in one."""

    items: dict[Language, Item]
    key: str
    position: int
    children: list[_Pair] = field(default_factory=list)
    texts: dict[Language, Text] = field(default_factory=dict)

    @property
    def label(self) -> str | None:
        """The label as printed; the French one where both are read."""
        for language in LANGUAGES:
            item = self.items.get(language)
            if item is not None and item.label is not None:
                return item.label.printed
        return None

    @property
    def names(self) -> tuple[str, ...]:
        """The single labels that it stands for."""
        return next((item.label.names for item in self.items.values() if item.label), ())

    @property
    def text(self) -> Bilingual:
        return Bilingual(self.texts.get(Language.FR), self.texts.get(Language.NL))

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(item.span for lang in LANGUAGES if (item := self.items.get(lang)) and item.span)


def align_question(
    bodies: Bodies, original: Language, warnings: list[PageWarning]
) -> tuple[Bilingual, tuple[QuestionPoint, ...]]:
    """The question's text that belongs to no point, and its points."""
    text, pairs = _align(bodies, original, "question", warnings)

    def point(pair: _Pair) -> QuestionPoint:
        children = tuple(map(point, pair.children))
        return QuestionPoint(pair.key, pair.label, pair.position, pair.text, children, pair.spans)

    return text, tuple(map(point, pairs))


def align_answer(
    bodies: Bodies, question: Sequence[QuestionPoint], original: Language, warnings: list[PageWarning]
) -> tuple[Bilingual, tuple[AnswerPoint, ...]]:
    """The answer's text that belongs to no point, and its points, tied to those of the question."""
    text, pairs = _align(bodies, original, "answer", warnings)
    links = _Links(question, pairs, warnings)

    def point(
        pair: _Pair, path: PointPath, above: tuple[_Pair, ...], siblings: Sequence[_Pair]
    ) -> AnswerPoint:
        here = (*path, pair.key)
        answers = links.answers(pair, above)
        children = tuple(point(child, here, (*above, pair), pair.children) for child in pair.children)
        refers = links.refers(pair, here, siblings)
        return AnswerPoint(
            pair.key, pair.label, pair.position, pair.text, children, answers, refers, pair.spans
        )

    return text, tuple(point(pair, (), (), pairs) for pair in pairs)


# --- pairing --------------------------------------------------------------------------------------------------------


def _align(
    bodies: Bodies, original: Language, what: str, warnings: list[PageWarning]
) -> tuple[Bilingual, list[_Pair]]:
    items = {lang: body.items for lang, body in bodies.items() if body}
    texts = {lang: body.text for lang, body in bodies.items() if body.text is not None}
    pairs = _pair(items, texts, original, f"the points of the {what}", warnings)
    return Bilingual(texts.get(Language.FR), texts.get(Language.NL)), pairs


def _pair(
    items: dict[Language, tuple[Item, ...]],
    texts: dict[Language, Text],
    original: Language,
    where: str,
    warnings: list[PageWarning],
) -> list[_Pair]:
    """Pair siblings; ``items`` has an entry for each language whose text is there, ``texts`` is the parent's text."""
    numbered = {lang: [item for item in mine if item.label] for lang, mine in items.items()}
    dashed = {lang: [item for item in mine if not item.label] for lang, mine in items.items()}
    if any(dashed.values()) and (any(numbered.values()) or len({len(mine) for mine in dashed.values()}) > 1):
        _differ(
            items,
            f"{where} have no numbers in one language, and are not equally many: they stay text",
            warnings,
        )
        for lang, mine in dashed.items():
            _give_back(mine, lang, texts)
        numbered = {lang: mine for lang, mine in numbered.items() if mine or not dashed[lang]}
        dashed = {}
    if any(dashed.values()):
        groups = [dict(zip(dashed, row, strict=True)) for row in zip(*dashed.values(), strict=True)]
        return _finish([("", group) for group in groups], original, where, warnings)
    if len(numbered) > 1:
        numbered = {lang: _divided_as(mine, numbered[lang.other]) for lang, mine in numbered.items()}
    return _finish(_by_name(numbered, original, where, warnings), original, where, warnings)


def _divided_as(mine: list[Item], others: Sequence[Item]) -> list[Item]:
    """Points with ``2a`` and ``2b`` below a point 2, where that is how the other language has them."""
    own = {name for item in mine if item.label for name in item.label.names}
    below = {
        (item.label.printed, name)
        for item in others
        if item.label and item.label.printed not in own
        for inner in item.items
        if inner.label
        for name in inner.label.names
    }
    if not below:
        return mine
    found: list[Item] = []
    for item in mine:
        parts = _compound_parts(item.label.key) if item.label else None
        if parts is None or parts not in below:
            found.append(item)
            continue
        number, name = parts
        inner = replace(item, label=Label(name, name, (name,)))
        above = found[-1] if found else None
        if above is not None and above.label and above.label.key == number:
            found[-1] = Item(
                above.label, None, (*above.items, inner), span=_joined(above.span, inner.span) or inner.span
            )
        else:
            found.append(Item(Label(number, number, (number,)), None, (inner,), span=inner.span))
    return found


def _by_name(
    numbered: dict[Language, list[Item]], original: Language, where: str, warnings: list[PageWarning]
) -> list[tuple[str, dict[Language, Item]]]:
    def named(lang: Language) -> dict[_Name, Item]:
        seen: Counter[tuple[str, ...]] = Counter()
        found: dict[_Name, Item] = {}
        for item in numbered.get(lang, []):
            names = item.label.names if item.label else ()
            seen[names] += 1
            found[names, seen[names]] = item
        return found

    first, second = named(original), named(original.other)
    if len(numbered) > 1 and first.keys() != second.keys():
        alone = [
            _label(item) for name, item in (first | second).items() if (name in first) != (name in second)
        ]
        _differ(numbered, f"{where} differ between the languages: {', '.join(alone)} in one only", warnings)
    order = list(first)
    before: _Name | None = None
    for name in second:
        if name not in first:
            order.insert(order.index(before) + 1 if before is not None else 0, name)
        before = name
    rows = []
    used: Counter[str] = Counter()
    for name in order:
        pair = {
            lang: source[name]
            for lang, source in ((original, first), (original.other, second))
            if name in source
        }
        key = next(item.label.key for lang in LANGUAGES if (item := pair.get(lang)) and item.label)
        used[key] += 1
        rows.append((key if used[key] == 1 else f"{key}-{used[key]}", pair))
    return rows


def _finish(
    rows: Iterable[tuple[str, dict[Language, Item]]],
    original: Language,
    where: str,
    warnings: list[PageWarning],
) -> list[_Pair]:
    pairs = []
    for position, (key, items) in enumerate(rows, start=1):
        pair = _Pair(items, key or str(position), position)
        pair.texts = {lang: item.text for lang, item in items.items() if item.text is not None}
        below = {lang: item.items for lang, item in items.items()}
        if any(below.values()):
            pair.children = _pair(
                below, pair.texts, original, f"{where} under {pair.label or position}", warnings
            )
        pairs.append(pair)
    return pairs


def _give_back(items: Sequence[Item], lang: Language, texts: dict[Language, Text]) -> None:
    """Add points to the text of their parent, as they were printed."""
    for item in items:
        if item.text is None:
            continue
        before = texts.get(lang)
        printed = item.mark + item.text.value
        if before is None:
            texts[lang] = Fact(printed, item.span)
        else:
            texts[lang] = Fact(f"{before.value}\n\n{printed}", _joined(before.span, item.span))


def _joined(first: Span | None, last: Span | None) -> Span | None:
    if first is None or last is None or first.document != last.document:
        return first
    return Span(first.document, first.first, last.last)


def _label(item: Item) -> str:
    return item.label.printed if item.label else "-"


def _differ(items: Mapping[Language, Sequence[Item]], message: str, warnings: list[PageWarning]) -> None:
    span = next((item.span for mine in items.values() for item in mine if item.span), None)
    warnings.append(PageWarning("points-differ", message, span))


# --- links ----------------------------------------------------------------------------------------------------------


class _Links:
    """Ties answer points to question points and to each other."""

    def __init__(
        self, question: Sequence[QuestionPoint], pairs: Sequence[_Pair], warnings: list[PageWarning]
    ) -> None:
        self._question = question
        self._pairs = pairs
        self._warnings = warnings
        self._counts = Counter(pair.names for pair in pairs)
        self._seen: Counter[tuple[str, ...]] = Counter()

    def answers(self, pair: _Pair, above: tuple[_Pair, ...]) -> tuple[PointPath, ...]:
        """The question points with the same number, at each level."""
        if not pair.names or not any(point.label for point in self._question):
            return ()
        if not above:
            self._seen[pair.names] += 1
        found: dict[PointPath, None] = {}
        missing = []
        for name in pair.names:
            paths = self._resolve([*(parent.names for parent in above), (name,)])
            if not above and len(paths) > 1 and len(paths) == self._counts[pair.names]:
                # A number that both sides repeat equally often: the first goes with the first.
                paths = [paths[self._seen[pair.names] - 1]]
            found.update(dict.fromkeys(paths))
            if not paths:
                missing.append(name)
        if missing and not (above and not self._resolve([parent.names for parent in above])):
            self._warn(pair, missing)
        return tuple(found)

    def _resolve(self, names: Sequence[tuple[str, ...]]) -> list[PointPath]:
        paths = _find(self._question, names)
        if not paths and len(names) == 1:
            # "1a" where the question has 1 with a below it.
            for name in names[0]:
                if parts := _compound_parts(name):
                    paths += _find(self._question, [(part,) for part in parts])
        if not paths and len(names) == 2 and len(names[0]) == 1:
            # 1 with a below it, where the question has "1a".
            paths = _find(self._question, [tuple(_compound(names[0][0], name) for name in names[1])])
        return paths

    def _warn(self, pair: _Pair, names: Sequence[str]) -> None:
        shown = ", ".join(names)
        message = f"the answer has a point {pair.label}, but the question has no point {shown} there"
        self._warnings.append(
            PageWarning("answer-point-without-question-point", message, pair.spans[0] if pair.spans else None)
        )

    def refers(self, pair: _Pair, here: PointPath, siblings: Sequence[_Pair]) -> tuple[PointPath, ...]:
        """The answer points that the whole text refers to, where both languages say the same."""
        said = {lang: set(item.refers_to) for lang, item in pair.items.items() if item.text is not None}
        if not said or not all(said.values()):
            return ()
        found: dict[PointPath, None] = {}
        for name in sorted(set.intersection(*said.values())):
            # Where one language groups its points and the other does not, each means its own.
            beside = [
                (*here[:-1], other.key)
                for other in siblings
                if name in other.names and said.keys() & other.items.keys()
            ]
            paths = _paths(self._pairs, name, said.keys()) or _paths(self._pairs, name, frozenset(Language))
            found.update(dict.fromkeys(beside if name.isalpha() and beside else paths))
        return tuple(path for path in found if path != here)


def _paths(pairs: Sequence[_Pair], name: str, languages: Set[Language]) -> list[PointPath]:
    """The paths of the answer points that a name from the outside stands for: ``1``, or ``1a`` for the a of 1.

    Only those that one of the languages has.
    """
    pairs = [pair for pair in pairs if languages & pair.items.keys()]
    found: list[PointPath] = [(pair.key,) for pair in pairs if name in pair.names]
    parts = _compound_parts(name)
    if found or parts is None:
        return found
    above, own = parts
    return [
        (pair.key, below.key)
        for pair in pairs
        if above in pair.names
        for below in pair.children
        if own in below.names
    ]


def _compound_parts(name: str) -> tuple[str, str] | None:
    """``2`` and ``a`` of ``2a``, ``1`` and ``3`` of ``1.3``; none where the name is no compound."""
    match = _COMPOUND.fullmatch(name)
    return (match[1], match[2] or match[3]) if match else None


def _compound(number: str, name: str) -> str:
    return number + name if name.isalpha() else f"{number}.{name}"


def _find(points: Sequence[QuestionPoint], names: Sequence[tuple[str, ...]]) -> list[PointPath]:
    """The paths of the points with the given labels, level by level."""
    found: list[PointPath] = []
    for point in points:
        if point.label is not None and point.label.lower() in names[0]:
            if len(names) == 1:
                found.append((point.key,))
            else:
                found += [(point.key, *rest) for rest in _find(point.points, names[1:])]
    return found
