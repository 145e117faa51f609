"""Readings of one question to the question: French and Dutch aligned, pages of the same question made one.

The pages are ranked, so that the order in which they come makes no difference. The newest state of the question goes first,
told by its last event; of one state the view that prints most, in the order of ``_VIEWS``; what is left is settled by
language and hash, only so that it is settled. A fact is taken from the first page that has it, and a page further down that
says something else is named in a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from kg.merging.alignment import align_answer, align_question
from kg.merging.paragraphs import lacking
from kg.model import (
    LANGUAGES,
    Answer,
    AnswerPoint,
    Bilingual,
    Body,
    Chronology,
    Event,
    EventKind,
    Fact,
    Language,
    PageWarning,
    Question,
    QuestionPoint,
    Reading,
    Relation,
    Source,
    Span,
    Status,
    Text,
    Topic,
    View,
)

T = TypeVar("T")

_VIEWS = (View.BILINGUAL_PRINT, View.PRINT, View.WEB, View.BULLETIN)


def merge(readings: Iterable[Reading]) -> Question:
    """The question that some pages show together.

    Args:
        readings: at least one; all of one question.

    Raises:
        ValueError: no reading, or readings of different questions.
    """
    pages = sorted(readings, key=_rank)
    if not pages:
        raise ValueError("no reading to merge")
    if len({page.id for page in pages}) > 1:
        raise ValueError(f"readings of different questions: {sorted({str(page.id) for page in pages})}")
    return _Merger(pages).question()


def _rank(page: Reading) -> tuple[int, int, int, tuple[str, ...], str]:
    """The order in which pages count."""
    last = max((event.date for event in page.events if event.date), default=date.min)
    language = page.source.language
    place = 2 if language is None else list(Language).index(language)
    return -last.toordinal(), _VIEWS.index(page.source.view), place, page.source.hashes, page.document


class _Merger:
    """Merges pages, which come in the order in which they count."""

    def __init__(self, pages: Sequence[Reading]) -> None:
        self.pages = pages
        self.warnings = list(dict.fromkeys(warning for page in pages for warning in page.warnings))

    def question(self) -> Question:
        chronology = self._chronology()
        question_page = {lang: self._body_page(lang, "question") for lang in LANGUAGES}
        answer_page = {lang: self._body_page(lang, "answer") for lang in LANGUAGES}
        original = self._fact("language that the question was posed in", lambda page: page.original_language)
        asked = {lang: _body(page, lang, "question") for lang, page in question_page.items()}
        order = original.value if original else Language.FR
        text, points = align_question(asked, order, self.warnings)
        incomplete = self._incomplete(question_page, lambda page: page.question_incomplete)
        if not incomplete:
            self._compare("question", text, points)
        return Question(
            id=self.pages[0].id,
            session=self._fact("session", lambda page: page.session),
            submitted=self._fact("date of the question", lambda page: page.submitted),
            title=self._bilingual("title", lambda page, lang: page.side(lang).title),
            asker=self._fact("asker", lambda page: page.asker),
            affiliation=self._bilingual("party or group", lambda page, lang: page.side(lang).affiliation),
            addressee=self._bilingual("minister's post", lambda page, lang: page.side(lang).addressee),
            topics=self._topics(),
            original_language=original,
            chronology=chronology,
            status=self._status(chronology),
            relations=self._relations(),
            text=text,
            points=points,
            answer=self._answer(answer_page, points, order),
            text_incomplete=incomplete,
            sources=self._sources(),
            warnings=tuple(self.warnings),
        )

    # --- one value ---------------------------------------------------------------------------------------------

    def _fact(self, what: str, get: Callable[[Reading], Fact[T] | None]) -> Fact[T] | None:
        found = [(page, fact) for page in self.pages if (fact := get(page)) is not None]
        if not found:
            return None
        page, chosen = found[0]
        for other, fact in found[1:]:
            if fact != chosen and _comparable(fact.value) != _comparable(chosen.value):
                self._contradiction(what, page, chosen, other, fact)
                break
        return chosen

    def _bilingual(self, what: str, get: Callable[[Reading, Language], Text | None]) -> Bilingual:
        return Bilingual(
            self._fact(f"{what} (fr)", lambda page: get(page, Language.FR)),
            self._fact(f"{what} (nl)", lambda page: get(page, Language.NL)),
        )

    def _contradiction(
        self, what: str, page: Reading, chosen: Fact[T], other: Reading, fact: Fact[T]
    ) -> None:
        message = (
            f"the {what} is {_shown(chosen.value)} in {page.document} and {_shown(fact.value)} in {other.document};"
            " the first counts"
        )
        self.warnings.append(PageWarning("contradiction", message, fact.span or chosen.span))

    # --- dates and status --------------------------------------------------------------------------------------

    def _chronology(self) -> Chronology:
        def first(kind: EventKind) -> Fact[date] | None:
            found = [
                (page, e.date, e.span)
                for page in self.pages
                for e in page.events
                if e.kind is kind and e.date
            ]
            if not found:
                return None
            page, day, span = min(found, key=lambda item: item[1])
            for other, another, where in found:
                if another != day and other is not page:
                    message = f"{kind.value} on {day} in {page.document} and on {another} in {other.document}; the first counts"
                    self.warnings.append(PageWarning("repeated-event", message, where))
                    break
            return Fact(day, span)

        reminders = {
            e.date: Fact(e.date, e.span) for e in self._events() if e.kind is EventKind.REMINDED and e.date
        }
        return Chronology(
            sent=first(EventKind.SENT),
            due=self._fact("deadline", lambda page: page.due),
            reminded=tuple(reminders[day] for day in sorted(reminders)),
            answered=first(EventKind.ANSWERED),
            requalified=first(EventKind.REQUALIFIED),
            not_published=first(EventKind.NOT_PUBLISHED),
            closed=first(EventKind.CLOSED),
            lapsed=first(EventKind.LAPSED),
        )

    def _events(self) -> Iterable[Event]:
        for page in self.pages:
            yield from page.events

    def _status(self, chronology: Chronology) -> Fact[Status] | None:
        """The first status, in the order of :class:`Status`, that a page shows."""
        shown = {event.kind: event.span for event in self._events()}
        answered = next((page for page in self.pages if page.answer_present), None)
        if EventKind.ANSWERED in shown:
            return Fact(Status.ANSWERED, shown[EventKind.ANSWERED])
        if answered is not None:
            return Fact(Status.ANSWERED, answered.received.span if answered.received else None)
        for kind, status in (
            (EventKind.REQUALIFIED, Status.REQUALIFIED),
            (EventKind.CLOSED, Status.CLOSED),
            (EventKind.NOT_PUBLISHED, Status.CLOSED),
            (EventKind.LAPSED, Status.LAPSED),
        ):
            if kind in shown:
                return Fact(status, shown[kind])
        newest = self.pages[0]
        whole = [page for page in self.pages if page.chronology_complete]
        if whole and newest.events:
            return Fact(Status.OPEN, newest.events[-1].span)
        if any(page.shown_open for page in self.pages):
            return Fact(Status.OPEN, None)
        if chronology.sent is not None or any(page.events for page in self.pages):
            message = "whether the question is open is not certain: its chronology was not read whole"
            self.warnings.append(
                PageWarning("unknown-status", message, newest.events[-1].span if newest.events else None)
            )
        return None

    # --- names and relations -----------------------------------------------------------------------------------

    def _relations(self) -> tuple[Relation, ...]:
        found: dict[Relation, Relation] = {}
        for page in self.pages:
            for relation in page.relations:
                found.setdefault(relation, relation)
        return tuple(found.values())

    def _topics(self) -> tuple[Topic, ...]:
        """The terms of the page that counts, French and Dutch paired by their place where the lists are equally long."""
        lists: dict[Language, tuple[Reading, tuple[Text, ...]]] = {}
        for lang in LANGUAGES:
            pages = [page for page in self.pages if page.side(lang).terms]
            if not pages:
                continue
            lists[lang] = (pages[0], pages[0].side(lang).terms)
            for other in pages[1:]:
                if [t.value for t in other.side(lang).terms] != [t.value for t in pages[0].side(lang).terms]:
                    message = f"the terms ({lang}) differ between {pages[0].document} and {other.document}; the first counts"
                    self.warnings.append(
                        PageWarning("contradiction", message, other.side(lang).terms[0].span)
                    )
                    break
        french = lists[Language.FR][1] if Language.FR in lists else ()
        dutch = lists[Language.NL][1] if Language.NL in lists else ()
        return self._paired(french, dutch)

    def _paired(self, french: Sequence[Text], dutch: Sequence[Text]) -> tuple[Topic, ...]:
        if french and dutch and len(french) != len(dutch):
            message = (
                f"{len(french)} French and {len(dutch)} Dutch terms: which belong together is not certain"
            )
            self.warnings.append(PageWarning("terms-not-paired", message, french[0].span))
            left = list(dutch)
            topics = []
            for term in french:
                same = next(
                    (other for other in left if _comparable(other.value) == _comparable(term.value)), None
                )
                if same is not None:
                    left.remove(same)
                topics.append(Topic(Bilingual(term, same)))
            found = [*topics, *(Topic(Bilingual(None, term)) for term in left)]
        elif french and dutch:
            found = [Topic(Bilingual(a, b)) for a, b in zip(french, dutch, strict=True)]
        else:
            found = [Topic(Bilingual(fr=term)) for term in french] + [
                Topic(Bilingual(nl=term)) for term in dutch
            ]
        return tuple(dict.fromkeys(found))

    def _sources(self) -> tuple[Source, ...]:
        found: dict[tuple[View, Language | None], list[Source]] = {}
        for page in self.pages:
            found.setdefault((page.source.view, page.source.language), []).append(page.source)
        merged = []
        for (view, language), sources in sorted(
            found.items(), key=lambda item: (_VIEWS.index(item[0][0]), str(item[0][1]))
        ):
            hashes = tuple(sorted({digest for source in sources for digest in source.hashes}))
            addresses = sorted(source.address for source in sources if source.address)
            times = sorted(source.retrieved for source in sources if source.retrieved)
            merged.append(
                Source(
                    view, language, hashes, addresses[0] if addresses else None, times[-1] if times else None
                )
            )
        return tuple(merged)

    # --- texts -------------------------------------------------------------------------------------------------

    def _body_page(self, lang: Language, part: str) -> Reading | None:
        """The page whose text of a language counts: a whole one before one that was cut short."""
        pages = [page for page in self.pages if _body(page, lang, part)]
        if not pages:
            return None

        def cut(page: Reading) -> bool:
            return page.question_incomplete if part == "question" else page.answer_incomplete

        chosen = min(pages, key=cut)
        for other in pages:
            if other is not chosen and not cut(other) and not cut(chosen):
                mine, theirs = _words(_body(chosen, lang, part)), _words(_body(other, lang, part))
                if mine != theirs:
                    message = f"the text of the {part} ({lang}) differs between {chosen.document} and {other.document}; the first counts"
                    self.warnings.append(
                        PageWarning("contradiction", message, _span(_body(other, lang, part)))
                    )
                    break
        return chosen

    def _compare(
        self, what: str, text: Bilingual, points: Sequence[QuestionPoint] | Sequence[AnswerPoint]
    ) -> None:
        """Warn of paragraphs that one language lacks."""
        for lang, paragraphs in lacking(text).items():
            mine, theirs = ("French", "Dutch") if lang is Language.FR else ("Dutch", "French")
            shown = ", ".join(map(_shown, paragraphs))
            message = (
                f"the {mine} text of the {what} seems to lack what the {theirs} one has, by the lengths of"
                f" their paragraphs: {shown}"
            )
            fact = text.get(lang)
            self.warnings.append(PageWarning("paragraphs-differ", message, fact.span if fact else None))
        for point in points:
            self._compare(f"{what}, point {point.label or point.position}", point.text, point.points)

    def _incomplete(self, pages: dict[Language, Reading | None], cut: Callable[[Reading], bool]) -> bool:
        used = [page for page in pages.values() if page is not None]
        return any(cut(page) for page in (used or self.pages))

    def _answer(
        self, pages: dict[Language, Reading | None], points: Sequence[QuestionPoint], order: Language
    ) -> Answer | None:
        if not any(page.answer_present for page in self.pages):
            return None
        bodies = {lang: _body(page, lang, "answer") for lang, page in pages.items()}
        text, answer_points = align_answer(bodies, points, order, self.warnings)
        holders = {lang: page for lang, page in pages.items() if page is not None}
        present = [page for page in self.pages if page.answer_present]
        incomplete = any(page.answer_incomplete for page in (holders.values() or present))
        if not incomplete:
            self._compare("answer", text, answer_points)
        return Answer(
            received=self._fact("date of the answer", lambda page: page.received),
            text=text,
            points=answer_points,
            text_incomplete=incomplete,
        )


def _body(page: Reading | None, lang: Language, part: str) -> Body:
    if page is None:
        return Body()
    side = page.side(lang)
    return side.question if part == "question" else side.answer


def _words(body: Body) -> list[str]:
    """All words of a body, so that texts that differ only in blanks or paragraph breaks are the same."""
    found = body.text.value.split() if body.text else []
    for item in body.items:
        found += [item.label.printed] if item.label else []
        found += _words(Body(item.text, item.items))
    return found


def _span(body: Body) -> Span | None:
    return body.text.span if body.text else body.items[0].span if body.items else None


def _comparable(value: object) -> object:
    return "".join(value.split()).casefold() if isinstance(value, str) else value


def _shown(value: object) -> str:
    text = str(value)
    return repr(text if len(text) <= 60 else text[:57] + "…")
