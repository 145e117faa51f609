"""Invented questions as the text that people copy from the Senate's pages, view by view."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks import wording
from benchmarks.prose import Pair
from benchmarks.questions import Invented
from benchmarks.wording import HOUSE, LABELS, SIDES, figures

RULE = "_" * 8
_LONG_RULE = "_" * 16
_TWO_RULES = f"{RULE} {RULE}"
_BLANK_LINE = "\u00a0"


def bilingual(question: Invented, language: str) -> str:
    """A bilingual print."""
    side = SIDES[language]
    session, day = wording.session(question.submitted), wording.words(question.submitted)
    asker, address, title = wording.asker(question), question.addressee, wording.title(question)
    relations = wording.relations(question, side)
    # One relation stands twice on one line, several as a list that comes twice.
    related = [f"{relations[0]} {relations[0]}"] if len(relations) == 1 else relations * 2
    lines = [
        " ".join(HOUSE),
        _LONG_RULE,
        f"Session {session} Zitting {session}",
        _LONG_RULE,
        " ".join(day),
        _LONG_RULE,
        " ".join(wording.heading(question)),
        *_spaced([*asker, *address]),
        _LONG_RULE,
        f"{title[0]} {title[1]} ",
        _LONG_RULE,
        *(term for at in (0, 1) for term in (pair[at] for pair in question.terms)),
        _TWO_RULES,
        *chronology(question, 1, deadline="own line") * 2,
        _TWO_RULES,
        *([*related, _TWO_RULES] if related else []),
        " ".join(wording.question_heading(question)),
        *_spaced(french for french, _ in question.question),
        "",
        _BLANK_LINE,
        *_spaced(dutch for _, dutch in question.question),
    ]
    if question.answer is not None and question.received:
        lines += ["", _BLANK_LINE, " ".join(wording.answer_heading(question.received))]
        lines += _spaced(paragraph for at in (0, 1) for paragraph in (pair[at] for pair in question.answer))
    return _text(lines)


def monolingual(question: Invented, language: str) -> str:
    """A print in one language."""
    side = SIDES[language]
    lines = [
        HOUSE[side],
        RULE,
        f"{('Session', 'Zitting')[side]} {wording.session(question.submitted)}",
        RULE,
        wording.words(question.submitted)[side],
        RULE,
        f"{wording.CHAMBER[side]} {wording.heading(question)[side]}",
        # "de" on the Dutch page too.
        *_spaced([f"de {wording.asker(question)[side].partition(' ')[2]}", question.addressee[side]]),
        RULE,
        wording.title(question)[side],
        RULE,
        *(term[side] for term in question.terms),
        RULE,
        *chronology(question, side),
        RULE,
        *wording.relations(question, side),
        RULE,
        wording.print_question_heading(question)[side],
        *_spaced(pair[side] for pair in question.question),
        *_answer(question, side),
    ]
    return _text(lines)


def web(question: Invented, language: str) -> str:
    """The view of the site, in one language."""
    side = SIDES[language]
    relations = wording.relations(question, side)
    lines = [
        " ".join(wording.PRINT_LINKS[side]),
        "",
        wording.heading(question)[side],
        *_spaced([web_asker(question, side), question.addressee[side], wording.title(question)[side]]),
        "",
        *(term[side] for term in question.terms),
        "",
        "Chronologie",
        "",
        *chronology(question, side, deadline="same line"),
        "",
        *([*relations, ""] if relations else []),
        wording.question_heading(question)[side],
        *_spaced(pair[side] for pair in question.question),
        *_answer(question, side),
    ]
    return _text(lines)


def flattened_bilingual(question: Invented, language: str) -> str:
    """A bilingual print whose table became bars."""
    side = SIDES[language]
    bars = "||||||"
    session = wording.session(question.submitted)
    rule = f"{RULE} | {RULE} | {bars}"
    relations = wording.relations(question, side)

    def row(cells: Pair) -> str:
        return f"{cells[0]} | {cells[1]} | {bars}"

    lines = [
        row(HOUSE),
        rule,
        row((f"Session {session}", f"Zitting {session}")),
        rule,
        row(wording.words(question.submitted)),
        rule,
        row(wording.heading(question)),
        *_cells(wording.asker(question), bars),
        *_cells(question.addressee, bars),
        rule,
        row(wording.title(question)),
        rule,
        *_cells((_glued(question, 0), _glued(question, 1)), bars),
        rule,
        *_cells(("", ""), bars),
        rule,
        *(row((relation, relation)) for relation in relations),
        *([rule] if relations else []),
        row(wording.question_heading(question)),
        *_cells(_columns(question.question), bars),
    ]
    if question.answer is not None and question.received:
        lines += [
            row(wording.answer_heading(question.received)),
            *_cells(_columns(question.answer), bars),
        ]
    return _text(lines)


def flattened_monolingual(question: Invented, language: str) -> str:
    """A print in one language whose table became bars."""
    side = SIDES[language]
    bars = "||||"
    rule = f"{RULE} | {bars}"
    asker = f"de {wording.asker(question)[side].partition(' ')[2]}"
    lines = [
        f"{HOUSE[side]} | {bars}",
        rule,
        f"{('Session', 'Zitting')[side]} {wording.session(question.submitted)} | {bars}",
        rule,
        f"{wording.words(question.submitted)[side]} | {bars}",
        rule,
        f"{wording.CHAMBER[side]} {wording.heading(question)[side]} | {bars}",
        *_cells((asker,), bars),
        *_cells((question.addressee[side],), bars),
        rule,
        f"{wording.title(question)[side]} | {bars}",
        rule,
        *_cells((_glued(question, side),), bars),
        rule,
        *_cells(("",), bars),
        rule,
        *_cells(("\n".join(wording.relations(question, side)),), bars),
        rule,
        f"{wording.print_question_heading(question)[side]} | {bars}",
        *_cells((_columns(question.question)[side],), bars),
    ]
    if question.answer is not None and question.received:
        lines += [
            f"{wording.answer_heading(question.received)[side]} | {bars}",
            *_cells((_columns(question.answer)[side],), bars),
        ]
    return _text(lines)


def flattened_web(question: Invented, language: str) -> str:
    """The view of the site, the rows of its tables with bars."""
    side = SIDES[language]
    lines = [
        "".join(f"{link} | " for link in wording.PRINT_LINKS[side]).rstrip(),
        *_spaced(
            [
                wording.heading(question)[side],
                web_asker(question, side),
                question.addressee[side],
                wording.title(question)[side],
            ]
        ),
        "",
        *(term[side] for term in question.terms),
        "",
        "Chronologie",
        "",
        *(f"{line} |" for line in chronology(question, side, deadline="same line", between=" | ")),
        "",
        *wording.relations(question, side),
        "",
        wording.question_heading(question)[side],
        *_spaced(pair[side] for pair in question.question),
        *_answer(question, side),
    ]
    return _text(lines)


def bulletin(question: Invented, language: str) -> str:
    """A page of the bulletin, which legislatures 1 to 3 printed."""
    side = SIDES[language]
    french = side == 0
    answered = question.answer is not None
    sections: tuple[Pair, Pair] = (
        (
            "Questions posées par les Sénateurs et réponses données par les Ministres",
            "Vragen van de Senatoren en antwoorden van de Ministers",
        ),
        (
            "Questions auxquelles il n'a pas été répondu dans le délai prévu par le règlement (Art. 66 du règlement du Sénat)",
            "Vragen waarop niet werd geantwoord binnen de tijd bepaald door het reglement (Art. 66 van het reglement van de Senaat)",
        ),
    )
    legend = (
        "(Fr.): Question posée en français - (N.): Question posée en néerlandais",
        "(N.): Vraag gesteld in het Nederlands - (Fr.): Vraag gesteld in het Frans",
    )
    post = question.post[side]
    day = wording.words(question.submitted)[side]
    number = question.id if question.legislature == 3 else str(question.number)
    mark = "(Fr.)" if question.posed == "fr" else "(N.)"
    lines = [
        ("Questions et Réponses", "Vragen en Antwoorden")[side],
        "",
        ("Sénat de Belgique", "Belgische Senaat")[side],
        "",
        "",
        f"Bulletin {question.legislature}-{question.number % 97 + 1}",
        "",
        f"{('SESSION DE', 'ZITTING')[side]} {wording.session(question.submitted)}",
        "",
        sections[0 if answered else 1][side],
        "",
        legend[side],
        "",
        "",
        f"{post[:1].upper()}{post[1:]} ({question.title[0][side]})",
        "",
        f"Question nº {number} de M. {question.surname} du {day} {mark} :"
        if french
        else f"Vraag nr. {number} van de heer {question.surname} d.d. {day} {mark} :",
        ". — ".join(segment[side] for segment in question.title) + ".",
        *_spaced(pair[side] for pair in question.question),
    ]
    if question.answer is not None:
        first, *others = (pair[side] for pair in question.answer)
        lines += _spaced([f"{('Réponse', 'Antwoord')[side]} : {first.strip()}", *others])
    return _text(lines)


# --- parts that several views print alike -----------------------------------------------------------------------------


def chronology(question: Invented, side: int, *, deadline: str = "", between: str = "") -> list[str]:
    """The lines of the chronology; the ``deadline`` on its ``own line``, on the ``same line`` as the sending, or not at all."""
    lines = []
    for day, event in question.events:
        line = f"{figures(day)}{between}{LABELS[event][side]}"
        due = wording.due(question, side) if event == "sent" and deadline else None
        if due and deadline == "same line":
            lines.append(f"{line} {due}")
        else:
            lines += [line, due] if due else [line]
    return lines


def web_asker(question: Invented, side: int) -> str:
    """The asker with the date."""
    return f"{wording.asker(question)[side]} {('du', 'd.d.')[side]} {wording.words(question.submitted)[side]}"


def _answer(question: Invented, side: int) -> list[str]:
    if question.answer is None or question.received is None:
        return []
    return [
        "",
        wording.answer_heading(question.received)[side],
        *_spaced(pair[side] for pair in question.answer),
    ]


def _columns(paragraphs: list[Pair]) -> Pair:
    return "\n".join(french for french, _ in paragraphs), "\n".join(dutch for _, dutch in paragraphs)


def _glued(question: Invented, side: int) -> str:
    return " ".join(term[side] for term in question.terms)


def _cells(cells: Iterable[str], bars: str) -> list[str]:
    """Cells that break over lines, and the bars that fill the row up."""
    return [f"{cell} |".lstrip() for cell in cells] + [bars]


def _spaced(paragraphs: Iterable[str]) -> list[str]:
    return [line for paragraph in paragraphs for line in ("", paragraph)]


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
