"""Parts to a reading: each part goes to the one interpreter that reads it, whichever layout it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.model import LANGUAGES, Body, DocumentNumber, EventKind, Language, Reading, Side, Source, View
from kg.reading import checks, chronology, facts, patterns, people, relations, titles
from kg.reading.page import Line, Notes, Page, Rejected
from kg.reading.parts import Columns, Lines, Parts
from kg.reading.points import names_of, read_body
from kg.reading.texts import Divided, divide, is_cut, lacks_points, without_answer


def interpret(page: Page, parts: Parts, layout: str, given: DocumentNumber | None, notes: Notes) -> Reading:
    """Read every part of a page.

    Raises:
        Rejected: the page has no number.
    """
    parts = _without_last_word(page, parts)
    said = page.address.number if page.address else None
    first = _first(page, parts)
    number = facts.document_number(first, parts.bulletin, given or said, notes)
    if said and said != number:
        message = f"the address is that of question {said}, the page says {number}, which counts"
        notes.warn("contradiction", message, first)
    _unexplained(parts, notes)
    parts = _certain(page, parts, notes)
    asker = people.asker(parts.asker, notes, surnames_only=parts.surnames_only)
    posts = people.addressee(parts.addressee, notes)
    title = titles.titles(parts.title, parts.languages, notes)
    terms = titles.terms(parts.terms, parts.languages, notes, glued=parts.glued)
    chronology_whole = "chronology" in parts.whole
    events = chronology.read(parts.chronology, notes, doubled=parts.doubled, whole=chronology_whole)
    tied, page_language = relations.read(parts.relations, notes, doubled=parts.doubled)
    question = divide(parts.question, parts.languages, notes, "text of the question")
    undecided = _lost_both_headings(parts, events)
    if undecided:
        lines = parts.question.lines
        notes.warn(
            "border-undecided",
            "where the answer begins is not known: all text is taken for the question's",
            lines,
        )
        question = replace(question, certain=False)
    elif _lost_heading(parts, events):
        question = without_answer(question, parts.question.both, notes)
    answer = divide(parts.answer, parts.languages, notes, "text of the answer")
    bodies = {lang: _bodies(lang, question, answer, notes, undecided=undecided) for lang in parts.languages}
    sides = {
        lang: Side(
            title=title.get(lang),
            affiliation=asker.parties.get(lang),
            addressee=posts.get(lang),
            terms=terms.by_language.get(lang, ()),
            question=bodies[lang][0] if lang in bodies else Body(),
            answer=bodies[lang][1] if lang in bodies else Body(),
        )
        for lang in LANGUAGES
    }
    question_cut, answer_cut = _cut(page, parts, (question, answer), bodies, notes)
    # An answer that the page should have and does not: where the question ended is not certain either.
    question_cut = question_cut or _lacks_answer(parts, events)
    reading = Reading(
        document=page.document,
        source=Source(
            parts.view,
            parts.page_language or page_language or (page.address.language if page.address else None),
            (page.sha256,),
            page.address.iri if page.address else None,
            page.retrieved,
        ),
        id=number,
        session=facts.session(parts.session, notes),
        submitted=facts.submitted(parts.date, (*parts.asker.lines, *parts.question_heading), notes),
        asker=asker.name,
        surname=asker.surname,
        original_language=facts.original_language(parts.question_heading, notes),
        events=(*events.events, *facts.reminders(parts.question_heading, notes)),
        shown_open=parts.shown_open and not parts.answer_heading,
        due=events.due,
        chronology_complete=bool(parts.chronology.lines) and events.understood and chronology_whole,
        relations=tied,
        fr=sides[Language.FR],
        nl=sides[Language.NL],
        loose_terms=terms.loose,
        answer_present=bool(parts.answer_heading) or bool(parts.answer.lines),
        received=facts.received(parts.answer_heading, notes),
        question_incomplete=question_cut,
        answer_incomplete=answer_cut,
        layout=layout,
    )
    _missing(reading, parts, notes)
    checks.check(reading, notes)
    return reading


def _without_last_word(page: Page, parts: Parts) -> Parts:
    """Take what may be half a word away from headings and lists that a copy ends in: half a number looks like a number."""
    last = next(line for line in reversed(page.lines) if line.text)
    ends = (
        *(parts.session, parts.date, parts.heading, parts.question_heading),
        *(lines for part in (parts.chronology, parts.relations) for lines in (part.fr, part.nl, part.both)),
    )
    if not any(lines and _is_end(lines[-1], last) for lines in ends):
        return parts

    def cut(lines: Lines) -> Lines:
        return _cut_lines(page, lines)

    def cut_columns(columns: Columns) -> Columns:
        return Columns(cut(columns.fr), cut(columns.nl), cut(columns.both))

    return replace(
        parts,
        session=cut(parts.session),
        date=cut(parts.date),
        heading=cut(parts.heading),
        chronology=cut_columns(parts.chronology),
        relations=cut_columns(parts.relations),
        question_heading=cut(parts.question_heading),
    )


def _cut_lines(page: Page, lines: Lines) -> Lines:
    """The lines, without the last word of the page where that may be cut.

    A copy that was cut can have got a line break at its end later, or the end of its table: a question's number, of
    which nothing tells how long it is, may be cut for all that.
    """
    last = next(line for line in reversed(page.lines) if line.text)
    if not lines or not _is_end(lines[-1], last):
        return lines
    text = lines[-1].text
    if not page.ends_open and not patterns.NUMBER_LAST.search(text):
        return lines
    return (*lines[:-1], lines[-1].with_text(text.rpartition(" ")[0]))


def _is_end(line: Line, last: Line) -> bool:
    """Whether a line is the last one of the page, or the cell at its end."""
    return line.number == last.number and last.text.endswith(line.text)


def _first(page: Page, parts: Parts) -> Lines:
    """The lines that give the number, or else where it should be.

    What a copy that ends there may have of the number only in part is left out, as it is of the parts.

    Raises:
        Rejected: the page is another kind of document.
    """
    if lines := parts.heading + parts.question_heading:
        return lines
    filled = [line for line in page.lines if line.text]
    for line in filled:
        if patterns.OTHER_HEADING.match(line.text):
            message = f"not a Senate written question: it is headed {_shown(line.text)}"
            raise Rejected("not-a-question", message, line.number)
    cut = [line for line in filled if patterns.HEADING_WORDS.match(line.text)]
    opening = parts.date or parts.session
    after = [line for line in filled if opening and line.number > opening[-1].number and not line.separator]
    return _cut_lines(page, tuple((cut or after or filled)[:1]))


def _unexplained(parts: Parts, notes: Notes) -> None:
    for line in parts.unexplained:
        message = f"not read, for it is not where it should be: {_shown(line.text)}"
        notes.warn("layout-irregular", message, line)
    for line, message in parts.irregular:
        notes.warn("layout-irregular", message, line)


def _shown(text: str) -> str:
    return repr(text if len(text) <= 80 else text[:77] + "…")


def _certain(page: Page, parts: Parts, notes: Notes) -> Parts:
    """Leave out what a copy that ends before the question's text may have only in part."""
    if parts.ends_in in {"question", "answer"}:
        return parts
    filled = [line for line in page.lines if line.text]
    last = filled[-1]
    notes.warn("truncated", f"the copy ends within the heading, after {_shown(last.text)}", last)
    doubtful: dict[str, Columns] = {}
    if "terms" not in parts.whole and parts.terms.lines:
        doubtful["terms"] = _closed_terms(parts, notes)
    ends_here = page.ends_open and not last.separator
    for name in ("asker", "addressee", "title"):
        columns: Columns = getattr(parts, name)
        sides = (columns.fr, columns.nl, columns.both)
        doubtful[name] = Columns(
            *(side if _is_whole(side, last if ends_here else None) else () for side in sides)
        )
    return replace(
        parts,
        asker=doubtful["asker"],
        addressee=doubtful["addressee"],
        title=doubtful["title"],
        terms=doubtful.get("terms", parts.terms),
    )


def _closed_terms(parts: Parts, notes: Notes) -> Columns:
    """The terms of a list that is cut short: those before the last line where they are of one language, else none."""
    kept = parts.terms.lines[:-1] if len(parts.languages) == 1 and not parts.glued else ()
    left_out = "its last line was left out" if kept else "it was left out"
    notes.warn("terms-not-paired", f"the list of terms is cut short: {left_out}", parts.terms.lines)
    return Columns(both=kept)


def _is_whole(lines: Lines, cut: Line | None) -> bool:
    """Whether none of the lines of a heading is the one that was cut, and what stands on several does not go on further."""
    return not lines or not (
        lines[-1].text.endswith(",") or (cut and any(_is_end(line, cut) for line in lines))
    )


def _bodies(
    language: Language, question: Divided, answer: Divided, notes: Notes, *, undecided: bool
) -> tuple[Body, Body]:
    asked = read_body(question.paragraphs.get(language, []), language, notes, with_answer=undecided)
    return asked, read_body(answer.paragraphs.get(language, []), language, notes, asked)


def _lost_both_headings(parts: Parts, events: chronology.Chronology) -> bool:
    """Whether the text holds an answer, and neither heading tells where it begins."""
    answered = any(event.kind is EventKind.ANSWERED for event in events.events)
    lost = not parts.question_heading and not parts.answer_heading and bool(parts.question.lines)
    return answered and lost and len(parts.languages) == 1


def _lacks_answer(parts: Parts, events: chronology.Chronology) -> bool:
    """Whether the page has no answer, though the chronology shows one and no decision not to publish it."""
    kinds = {event.kind for event in events.events}
    published = EventKind.ANSWERED in kinds and EventKind.NOT_PUBLISHED not in kinds
    return published and parts.ends_in == "question" and bool(parts.question.lines)


def _lost_heading(parts: Parts, events: chronology.Chronology) -> bool:
    """Whether the text may hold an answer whose heading was lost."""
    answered = any(event.kind is EventKind.ANSWERED for event in events.events)
    return answered and not parts.answer_heading and bool(parts.question.both) and len(parts.languages) > 1


def _cut(
    page: Page,
    parts: Parts,
    texts: tuple[Divided, Divided],
    bodies: Mapping[Language, tuple[Body, Body]],
    notes: Notes,
) -> tuple[bool, bool]:
    """Whether the texts of question and answer were cut short, or their ends are not certain."""
    if parts.ends_in not in {"question", "answer"}:
        return True, False
    if page.column_cut:
        at_answer = len(parts.answer_heading) > 1
        what = "answer" if at_answer else "question"
        where = parts.answer_heading if at_answer else parts.question_heading
        notes.warn("truncated", f"the copy ends within the Dutch column, before the end of the {what}", where)
        return not at_answer or not texts[0].certain, at_answer
    at_question = parts.ends_in == "question"
    text = texts[0 if at_question else 1]
    what = "question" if at_question else "answer"
    cut = not text.certain
    if not cut and not any(text.paragraphs.get(lang) for lang in parts.languages):
        where = (parts.question_heading or parts.heading) if at_question else parts.answer_heading
        notes.warn("truncated", f"the copy ends before the text of the {what}", where)
        cut = True
    elif not cut and (told := _told_of_end(page, parts, text, bodies)):
        notes.warn("truncated", *told)
        cut = True
    if at_question:
        return cut, False
    return not texts[0].certain, cut


def _told_of_end(
    page: Page, parts: Parts, text: Divided, bodies: Mapping[Language, tuple[Body, Body]]
) -> tuple[str, int] | None:
    """What tells that the last text was cut short, and on which line; none where nothing does."""
    filled = [lang for lang in parts.languages if text.paragraphs.get(lang)]
    # Dutch stands last on a bilingual page.
    last = filled[-1]
    paragraphs = text.paragraphs[last]
    others = [p for lang in filled[:-1] for p in text.paragraphs[lang]]
    line = paragraphs[-1].line
    at_question = parts.ends_in == "question"
    what = "question" if at_question else "answer"
    if page.ends_in_tag:
        return f"the copy ends within a tag, and so within the text of the {what}", line
    known = None if at_question else names_of(bodies[last][0].items)
    if is_cut(paragraphs, last, others, known, ends_open=page.ends_open):
        return f"the text of the {what} ends within a sentence: {_shown(paragraphs[-1].text[-60:])}", line
    own = {lang: bodies[lang][0 if at_question else 1] for lang in filled}
    if others and not page.ends_closed and lacks_points(own[last], own[filled[0]]):
        return f"the Dutch text of the {what} ends before its last points", line
    missing = [lang for lang in parts.languages if lang not in filled]
    if missing:
        name = "Dutch" if missing[0] is Language.NL else "French"
        return f"the {name} text of the {what} is missing", line
    return None


def _missing(reading: Reading, parts: Parts, notes: Notes) -> None:
    """Tell which parts a whole page has and this one lacks."""
    front = parts.ends_in in {"question", "answer"}
    heading = parts.heading or parts.question_heading
    bulletin = parts.view is View.BULLETIN
    expected: list[tuple[str, object, bool]] = [
        ("heading with the number", parts.heading, not bulletin),
        ("session", parts.session, parts.view is not View.WEB),
        ("date", parts.date, parts.view is not View.WEB and not bulletin),
        ("asker", reading.asker or parts.asker.lines, front),
        ("addressee", parts.addressee.lines, front),
        ("title", parts.title.lines, front),
        ("chronology", parts.chronology.lines, front and not bulletin),
        ("heading of the question", parts.question_heading, front),
        ("text of the question", parts.question.lines, front and bool(parts.answer_heading)),
    ]
    for what, found, wanted in expected:
        if wanted and not found:
            notes.warn("part-missing", f"the page has no {what} where it should be", heading[:1] or None)
    for columns, what in ((parts.asker, "asker"), (parts.addressee, "addressee")):
        if front and columns.lines and not columns.both:
            for lang in parts.languages:
                if not columns.get(lang):
                    notes.warn("part-missing", f"the {what} stands in one language only", columns.lines)
    if parts.question.lines and not reading.question_incomplete:
        for lang in parts.languages:
            if front and not reading.side(lang).question and reading.side(lang.other).question:
                notes.warn(
                    "part-missing", "the question stands in one language only", parts.question.lines[:1]
                )
    answered = any(event.kind is EventKind.ANSWERED for event in reading.events)
    undecided = parts.question.lines and not parts.question_heading and len(parts.languages) == 1
    if answered and front and not reading.answer_present and not undecided:
        published = not any(event.kind is EventKind.NOT_PUBLISHED for event in reading.events)
        why = (
            "it is not published, or the copy is cut short"
            if published
            else "it was decided not to publish it"
        )
        where = next(e.span for e in reading.events if e.kind is EventKind.ANSWERED)
        notes.warn(
            "answer-missing", f"the chronology shows an answer that the page does not have: {why}", where
        )
