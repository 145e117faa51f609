"""One question as a sheet to read: its facts, its text, its points beside their answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from kg.cli.terminal import clean
from kg.model import (
    AnswerPoint,
    Bilingual,
    Fact,
    Language,
    PointPath,
    Question,
    QuestionPoint,
    Span,
)

NAMES = {Language.FR: "French", Language.NL: "Dutch"}
NOT_ANSWERED = "Not answered."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A question to be shown.

    ``languages`` are those whose texts are shown, ``unanswered`` the paths of the points that the answer leaves out,
    and ``lines`` asks for the lines that each fact was read from.
    """

    question: Question
    languages: tuple[Language, ...] = tuple(Language)
    unanswered: Collection[PointPath] = ()
    lines: bool = False

    def __rich__(self) -> RenderableType:
        """What Rich prints."""
        return Group(*self._parts())

    def _parts(self) -> Iterator[RenderableType]:
        question = self.question
        yield Styled(f"Question {question.id}", style="bold")
        yield self._bilingual(question.title, style="bold")
        yield ""
        yield self._facts()
        if question.text:
            yield from self._section("Question", question.text)
        answer = question.answer
        if answer is None:
            yield from self._points_alone()
            return
        if answer.text and not answer.points:
            yield from self._points_alone()
            yield from self._section("Answer", answer.text)
            if question.points:
                yield ""
                yield Styled(
                    "The answer is running text: nothing says which points it covers.", style="italic"
                )
            return
        if answer.text:
            yield from self._section("Answer", answer.text)
        if question.points or answer.points:
            yield ""
            yield self._side_by_side(answer.points)

    def _section(self, heading: str, text: Bilingual) -> Iterator[RenderableType]:
        yield ""
        yield Styled(heading, style="bold underline")
        yield self._bilingual(text)

    def _points_alone(self) -> Iterator[RenderableType]:
        if self.question.points:
            yield ""
            yield Styled("Points of the question", style="bold underline")
        for path, point in _flat(self.question.points):
            yield Padding(self._point(point.label, point.text, point.spans), (0, 0, 1, 2 * (len(path) - 1)))

    def _side_by_side(self, answers: Sequence[AnswerPoint]) -> Table:
        table = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1), show_lines=False)
        table.add_column("Points of the question", ratio=1)
        table.add_column("Answers", ratio=1)
        rows = list(_flat(self.question.points))
        placed, elsewhere, loose = place(rows, answers)
        unanswered = set(self.unanswered)
        for path, point in rows:
            cells: list[RenderableType] = [self._answer(item) for item in placed[path]]
            cells += [Styled(f"See {item.label or item.key}.", style="italic") for item in elsewhere[path]]
            if path in unanswered:
                cells.append(Styled(NOT_ANSWERED, style="bold red"))
            left = self._point(point.label, point.text, point.spans, above=path[:-1])
            table.add_row(left, _spaced(cells), end_section=False)
            table.add_row("", "")
        for item in loose:
            table.add_row(Styled("(no point of the question)", style="italic"), self._answer(item))
            table.add_row("", "")
        return table

    def _answer(self, point: AnswerPoint) -> RenderableType:
        cell = self._point(point.label, point.text, point.spans)
        if not point.refers_to:
            return cell
        where = ", ".join(" ".join(path) for path in point.refers_to)
        return _spaced([cell, Styled(f"Refers to the answer to {where}.", style="italic")])

    def _point(
        self, label: str | None, text: Bilingual, spans: Iterable[Span], above: PointPath = ()
    ) -> RenderableType:
        number = Styled(" ".join((*above, label or "–")), style="bold")
        if not text:
            return self._located(number, spans)
        return Group(number, self._bilingual(text))

    def _bilingual(self, text: Bilingual, style: str = "") -> RenderableType:
        parts: list[RenderableType] = []
        for language, fact in text.items():
            if language in self.languages:
                body = self._located(Styled(clean(fact.value), style=style), [fact.span] if fact.span else [])
                parts.append(_marked(language, body) if len(self.languages) > 1 else body)
        if not parts and text:
            names = " and ".join(NAMES[language] for language, _ in text.items())
            parts.append(Styled(f"(only in {names})", style="italic"))
        return _spaced(parts)

    def _facts(self) -> Table:
        table = Table.grid(padding=(0, 2))
        table.add_column(style="dim", no_wrap=True)
        table.add_column(overflow="fold")
        for name, value, spans in self._fact_rows():
            if value:
                table.add_row(name, self._located(Styled(clean(value)), spans))
        return table

    def _fact_rows(self) -> Iterator[tuple[str, str, list[Span]]]:
        question = self.question
        times = question.chronology
        asker = question.asker.value if question.asker else ""
        party = self._joined(question.affiliation)
        yield "Asked by", f"{asker} ({party})" if asker and party else asker or party, _spans(question.asker)
        yield "Addressed to", self._joined(question.addressee), _spans(*_both(question.addressee))
        original = question.original_language
        yield "Asked in", NAMES[original.value] if original else "", _spans(original)
        session = f", session {question.session.value}" if question.session else ""
        yield "Legislature", f"{question.id.legislature}{session}", _spans(question.session)
        status = question.status
        yield "Status", (status.value.value if status else "not known"), _spans(status)
        yield "Submitted", *_day(question.submitted)
        yield "Sent", *_day(times.sent)
        yield "Answer due", *_day(times.due)
        for reminder in times.reminded:
            yield "Reminded", *_day(reminder)
        yield "Answered", *self._answered()
        yield "Requalified", *_day(times.requalified)
        yield "Not published", *_day(times.not_published)
        yield "Closed", *_day(times.closed)
        yield "Lapsed", *_day(times.lapsed)
        yield (
            "Topics",
            "; ".join(self._joined(topic.label) for topic in question.topics),
            [span for topic in question.topics for span in _spans(*_both(topic.label))],
        )
        for relation in question.relations:
            kind = relation.kind.value.replace("-", " ")
            yield "Related", f"{kind} {relation.target}", [relation.span] if relation.span else []
        if question.text_incomplete or (question.answer and question.answer.text_incomplete):
            which = [
                *(["question"] if question.text_incomplete else []),
                *(["answer"] if question.answer and question.answer.text_incomplete else []),
            ]
            yield "Incomplete", f"the text of the {' and of the '.join(which)} may be cut", []
        for source in question.sources:
            yield "Page", source.address or "", []

    def _answered(self) -> tuple[str, list[Span]]:
        received = self.question.answer.received if self.question.answer else None
        fact = self.question.chronology.answered or received
        text, spans = _day(fact)
        due = self.question.chronology.due
        if fact is None or due is None or fact.value <= due.value:
            return text, spans
        days = (fact.value - due.value).days
        return f"{text}, {days} {'day' if days == 1 else 'days'} late", spans

    def _joined(self, text: Bilingual) -> str:
        """Both wordings on one line, once where they are the same."""
        wanted = [fact.value for language, fact in text.items() if language in self.languages]
        return " / ".join(dict.fromkeys(wanted or [fact.value for _, fact in text.items()]))

    def _located(self, text: Styled, spans: Iterable[Span]) -> Styled:
        if not self.lines or not (known := _joined(spans)):
            return text
        one_page = len({span.document for span in known}) == 1 and len(self.question.sources) == 1
        where = "; ".join(_lines(span) if one_page else str(span) for span in known)
        return Styled.assemble(text, (f"  [{where}]", "dim cyan"))


Rows = Sequence[tuple[PointPath, QuestionPoint]]
ByPath = defaultdict[PointPath, list[AnswerPoint]]


def place(rows: Rows, answers: Sequence[AnswerPoint]) -> tuple[ByPath, ByPath, list[AnswerPoint]]:
    """Which answer points stand beside which question point.

    Returns:
        The answer points to show beside each question point; those that answer it too but are shown beside an
        earlier one; and those that answer none.
    """
    order = [path for path, _ in rows]
    placed: ByPath = defaultdict(list)
    elsewhere: ByPath = defaultdict(list)
    loose: list[AnswerPoint] = []

    def visit(point: AnswerPoint, above: PointPath | None) -> None:
        own = [path for path in order if path in point.answers]
        beside = own[0] if own else above
        if beside is None:
            loose.append(point)
        else:
            placed[beside].append(point)
        for path in own[1:]:
            elsewhere[path].append(point)
        for below in point.points:
            visit(below, beside)

    for point in answers:
        visit(point, None)
    return placed, elsewhere, loose


def _flat(
    points: Iterable[QuestionPoint], above: PointPath = ()
) -> Iterator[tuple[PointPath, QuestionPoint]]:
    for point in points:
        path = (*above, point.key)
        yield path, point
        yield from _flat(point.points, path)


def _spaced(parts: Sequence[RenderableType]) -> RenderableType:
    spaced: list[RenderableType] = []
    for part in parts:
        spaced += ["", part] if spaced else [part]
    return Group(*spaced)


def _both(text: Bilingual) -> list[Fact[str]]:
    return [fact for _, fact in text.items()]


def _spans(*facts: Fact[Any] | None) -> list[Span]:
    return [fact.span for fact in facts if fact is not None and fact.span is not None]


def _day(fact: Fact[date] | None) -> tuple[str, list[Span]]:
    return ("", []) if fact is None else (fact.value.isoformat(), [fact.span] if fact.span else [])


def _marked(language: Language, text: Styled) -> Table:
    """A text with its language before it."""
    table = Table.grid(padding=(0, 1))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(language.value, text)
    return table


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch each other made one."""
    joined: list[Span] = []
    for span in sorted(set(spans)):
        last = joined[-1] if joined else None
        if last is not None and last.document == span.document and span.first <= last.last + 1:
            joined[-1] = Span(span.document, last.first, max(last.last, span.last))
        else:
            joined.append(span)
    return joined


def _lines(span: Span) -> str:
    return f"line {span.first}" if span.first == span.last else f"lines {span.first}-{span.last}"
