"""Texts of invented questions and their answers, with points in every style that the Senate prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from benchmarks import prose
from benchmarks.prose import Pair, between, pick

_NUMBERED = ("{}) ", "{}. ", "{}.   ", "  {}. ", "{})")


@dataclass(slots=True)
class Body:
    """The paragraphs of a question and of its answer, as pairs, with the numbers of points as printed."""

    question: list[Pair]
    answer: list[Pair]


@dataclass(slots=True)
class _Point:
    """A point of a question: its number (empty for a dash), and how many sub-points it has."""

    label: str
    below: int = 0


@dataclass(slots=True)
class _Writer:
    random: Random
    subject: Pair
    points: list[_Point] = field(default_factory=list)

    def invented(self) -> Body:
        """A text of the size that is usual, about 20 kB for both languages together."""
        style = self._style()
        return Body([*self._introduction(), *self._question(style)], self._answer(style))

    def _style(self) -> str:
        chance = self.random.random()
        shares = (
            ("numbers", 0.62),
            ("skipping", 0.67),
            ("letters", 0.71),
            ("sub-points", 0.87),
            ("dashes", 0.91),
            ("bullets", 0.93),
            ("one-line", 0.97),
        )
        return next((style for style, until in shares if chance < until), "prose")

    # --- the question -----------------------------------------------------------------------------------------------

    def _introduction(self) -> list[Pair]:
        random = self.random
        paragraphs = [self._said(prose.STATEMENTS, 2, 4) for _ in range(between(random, 6, 9))]
        if random.random() < 0.06:
            items = [_behind("- ", self._said(prose.LIST_ITEMS, 1, 1)) for _ in range(between(random, 2, 3))]
            paragraphs += [self._said(prose.LIST_INTROS, 1, 1), *items, self._said(prose.STATEMENTS, 2, 3)]
        elif random.random() < 0.05:
            items = [
                _behind(f"{at}° ", self._said(prose.LIST_ITEMS, 1, 1))
                for at in range(1, between(random, 3, 4))
            ]
            paragraphs += [self._said(prose.LIST_INTROS, 1, 1), *items, self._said(prose.STATEMENTS, 2, 3)]
        return paragraphs

    def _question(self, style: str) -> list[Pair]:
        random = self.random
        lead = self._said(prose.LEADS, 1, 1)
        count = between(random, 5, 14)
        if style == "prose":
            return [self._asked() for _ in range(between(random, 1, 3))]
        if style == "one-line":
            self.points = [_Point(str(at)) for at in range(1, between(random, 3, 6))]
            asked = [_behind(f"{point.label}) ", self._said(prose.QUESTIONS, 1, 1)) for point in self.points]
            return [_joined([lead, *asked])]
        if style in {"dashes", "bullets"}:
            mark = "- " if style == "dashes" else "• "
            self.points = [_Point("") for _ in range(count)]
            return [lead, *(_behind(mark, self._asked()) for _ in self.points)]
        labels = [str(at) for at in range(1, count + 1)]
        if style == "letters":
            labels = [chr(ord("a") + at) for at in range(count)]
        elif style == "skipping":
            del labels[between(random, 1, count - 2)]
        self.points = [_Point(label) for label in labels]
        form = "{}) " if style in {"letters", "sub-points"} else pick(random, _NUMBERED)
        paragraphs = [lead]
        for point in self.points:
            if style == "sub-points" and random.random() < 0.4:
                point.below = between(random, 2, 3)
                paragraphs += self._sub_points(form.format(point.label), point.below)
            else:
                paragraphs.append(_behind(form.format(point.label), self._asked()))
        return paragraphs

    def _sub_points(self, number: str, count: int) -> list[Pair]:
        """Sub-points; the first on its parent's line, or below a text of the parent's own."""
        items = [_behind(f"{chr(ord('a') + at)}) ", self._said(prose.QUESTIONS, 1, 2)) for at in range(count)]
        if self.random.random() < 0.5:
            return [_behind(number, items[0]), *items[1:]]
        return [_behind(number, self._said(prose.QUESTIONS, 1, 1)), *items]

    def _asked(self) -> Pair:
        return _joined([self._said(prose.QUESTIONS, 1, 2), self._said(prose.FOLLOW_UPS, 0, 2)])

    # --- the answer -------------------------------------------------------------------------------------------------

    def _answer(self, style: str) -> list[Pair]:
        random = self.random
        greeting = [self._said(prose.GREETINGS, 1, 1)] if random.random() < 0.6 else []
        chance = random.random()
        labels = [point.label for point in self.points]
        if style == "prose" or chance < 0.06:
            return greeting + [self._told(3, 5) for _ in range(between(random, 6, 9))]
        if style in {"dashes", "bullets"}:
            return greeting + [_behind("- ", self._told(3, 4)) for _ in labels]
        if style == "one-line":
            return [
                _joined([_behind(f"{label}) ", self._said(prose.ANSWERS, 1, 2)) for label in labels]),
                *(self._told(3, 5) for _ in range(between(random, 2, 4))),
            ]
        if chance < 0.12 and style != "letters":
            return greeting + self._under_headings(labels)
        if chance < 0.24 and style in {"numbers", "sub-points"}:
            return greeting + self._grouped(labels)
        passed_over = pick(random, labels) if chance > 0.93 else None
        return greeting + self._point_by_point(style, passed_over)

    def _under_headings(self, labels: Sequence[str]) -> list[Pair]:
        paragraphs = []
        for label in labels:
            paragraphs.append((f"Réponse à la question {label}", f"Antwoord op vraag {label}"))
            paragraphs += self._paragraphs()
        return paragraphs

    def _grouped(self, labels: Sequence[str]) -> list[Pair]:
        """The first points answered together, the others one by one."""
        size = between(self.random, 2, len(labels))
        first, last = labels[0], labels[size - 1]
        groups: tuple[Pair, ...] = (
            (f"{first} à {last}. ", f"{first} tot {last}. "),
            (f"{first}-{last}. ",) * 2,
        )
        if size == 2:
            groups = (
                (f"{first}) et {last}) ", f"{first}) en {last}) "),
                (f"{first} et {last}. ", f"{first} en {last}. "),
            )
        group = pick(self.random, groups)
        opening, *others = [self._told(3, 5) for _ in range(between(self.random, 2, 4))]
        paragraphs = [(group[0] + opening[0], group[1] + opening[1]), *others]
        stop = ")" if ")" in group[0] else "."
        for label in labels[size:]:
            paragraphs += self._numbered(f"{label}{stop} ")
        return paragraphs

    def _point_by_point(self, style: str, passed_over: str | None) -> list[Pair]:
        random = self.random
        form = "{}) " if style in {"letters", "sub-points"} else pick(random, _NUMBERED)
        paragraphs: list[Pair] = []
        told: list[str] = []
        for point in self.points:
            if point.label == passed_over:
                continue
            if point.below and random.random() < 0.6:
                items = [_behind(f"{chr(ord('a') + at)}) ", self._told(2, 4)) for at in range(point.below)]
                paragraphs += [_behind(form.format(point.label), items[0]), *items[1:]]
            elif told and random.random() < 0.03:
                number, other = form.format(point.label), pick(random, told)
                paragraphs.append((f"{number}Voir point {other}.", f"{number}Zie punt {other}."))
            else:
                paragraphs += self._numbered(form.format(point.label))
            told.append(point.label)
        return paragraphs

    def _numbered(self, number: str) -> list[Pair]:
        first, *others = self._paragraphs()
        return [_behind(number, first), *others]

    def _paragraphs(self) -> list[Pair]:
        return [self._told(2, 4) for _ in range(between(self.random, 1, 2))]

    def _told(self, least: int, most: int) -> Pair:
        return self._said(prose.ANSWERS, least, most)

    def _said(self, sentences: prose.Sentences, least: int, most: int) -> Pair:
        return sentences.several(self.random, self.subject, between(self.random, least, most))


def invented(random: Random, subject: Pair) -> Body:
    """The texts of a question about a subject, and of its answer."""
    return _Writer(random, subject).invented()


def _behind(mark: str, text: Pair) -> Pair:
    return mark + text[0], mark + text[1]


def _joined(texts: Sequence[Pair]) -> Pair:
    return tuple(" ".join(filter(None, side)) for side in zip(*texts, strict=True))  # type: ignore[return-value]
