"""Titles and thesaurus terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import LANGUAGES, Fact, Language, LooseTerms, Text
from kg.reading.labels import leading
from kg.reading.language import CLEAR, border, log_odds
from kg.reading.page import Line, Notes
from kg.reading.parts import Columns
from kg.reading.patterns import (
    DATE_LINE,
    HEADING,
    HEADING_STARTS,
    HOUSE,
    HOUSE_STARTS,
    SESSION,
    SESSION_STARTS,
)
from kg.reading.title_border import split_title
from kg.slugs import slug

# The longest label of EuroVoc has 150 characters.
_LONGEST_TERM = 160
_ENDS_SENTENCE = tuple(".?!:;,")
_HEADING_STARTS = HEADING_STARTS | HOUSE_STARTS | SESSION_STARTS
_LONG_TITLE = 80


def titles(columns: Columns, languages: Sequence[Language], notes: Notes) -> dict[Language, Text]:
    """The title in each language; none where the two share a line and cannot be told apart."""
    found = {
        lang: Fact(" ".join(line.text for line in lines), notes.span(lines))
        for lang in languages
        if (lines := columns.get(lang))
    }
    if not columns.both:
        return found
    text = " ".join(line.text for line in columns.both)
    span = notes.span(columns.both)
    if len(languages) == 1:
        return {languages[0]: Fact(text, span)}
    # The same words twice are one title in both columns, in whatever language: names, and titles nobody translated.
    words = text.split()
    half = len(words) // 2
    if len(words) % 2 == 0 and words[:half] == words[half:]:
        same = Fact(" ".join(words[:half]), span)
        return {Language.FR: same, Language.NL: same}
    split = split_title(text)
    if split is None or _are_unlike(len(split.french), len(split.dutch)):
        notes.warn("title-not-split", f"where the Dutch title begins is not certain: {text!r}", columns.both)
        return {}
    return {Language.FR: Fact(split.french, span), Language.NL: Fact(split.dutch, span)}


def _are_unlike(one: int, other: int) -> bool:
    """Whether two lengths are not those of one title in two languages."""
    return max(one, other) > _LONG_TITLE and min(one, other) < max(one, other) / 5


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms by language, in the order printed; and the lines of those that the page alone does not tell apart."""

    by_language: Mapping[Language, tuple[Text, ...]] = field(default_factory=dict)
    loose: tuple[LooseTerms, ...] = ()


def terms(columns: Columns, languages: Sequence[Language], notes: Notes, *, glued: bool = False) -> Terms:
    """The thesaurus terms; the two lists of a bilingual page are parallel.

    ``glued`` says that a copy may have put several terms on one line, where only a line of one word is a term for certain.
    """
    if len(languages) == 1:
        columns = Columns(**{languages[0].value: columns.lines})
    if glued and any(" " in line.text for line in columns.lines):
        return _glued(columns, notes)
    if not columns.both:
        return Terms({lang: _terms(columns.get(lang), notes) for lang in languages})
    every = _terms(columns.both, notes)
    if doubt := _doubt(every, sum(bool(line.text) for line in columns.both)):
        notes.warn("terms-not-paired", f"{doubt}; they were left out", columns.both)
        return Terms(loose=(LooseTerms(every, warning=notes.warnings[-1]),))
    half = len(every) // 2
    return Terms({Language.FR: every[:half], Language.NL: every[half:]})


def _doubt(terms: Sequence[Text], lines: int) -> str | None:
    """Why the first half of some terms may not be French, or the second not Dutch."""
    if len(terms) < lines:
        return "not every line is a term, so that French and Dutch cannot be told apart"
    half = len(terms) // 2
    if len(terms) % 2:
        return f"{len(terms)} terms: French and Dutch cannot be told apart where their number is odd"
    told = border([term.value for term in terms])
    if told.certain and told.index != half:
        return f"{told.index} French and {len(terms) - told.index} Dutch terms: the lists are not parallel"
    odds = [log_odds(term.value) for term in terms]
    dutch, french = -min(odds[:half], default=0.0), max(odds[half:], default=0.0)
    if min(dutch, french) > 1 and dutch + french >= 2 * CLEAR:
        return "a Dutch term stands in the French list and a French one in the Dutch list"
    return None


def _glued(columns: Columns, notes: Notes) -> Terms:
    notes.warn(
        "terms-not-separated",
        "where one term ends and the next begins is not certain, for a copy runs cells together: they were left out",
        columns.lines,
    )
    warning = notes.warnings[-1]
    lists = ((Language.FR, columns.fr), (Language.NL, columns.nl), (None, columns.both))
    return Terms(
        loose=tuple(
            LooseTerms(found, lang, glued=True, warning=warning)
            for lang, lines in lists
            if (found := _terms(lines, notes))
        )
    )


def _terms(lines: Sequence[Line], notes: Notes) -> tuple[Text, ...]:
    terms = []
    for line in lines:
        if _is_term(line.text):
            terms.append(Fact(line.text, notes.span(line)))
        elif line.text:
            notes.warn("unknown-label", f"no term: {line.text!r}", line)
    return tuple(terms)


def _is_term(text: str) -> bool:
    """Whether a line can be a term: something to make an IRI of, no sentence, no heading and no point of a text."""
    if len(text) > _LONGEST_TERM or text.endswith(_ENDS_SENTENCE) or not slug(text):
        return False
    if (text[:2].lower() in _HEADING_STARTS or text[0].isdigit()) and any(
        heading.match(text) for heading in (HOUSE, SESSION, DATE_LINE, HEADING)
    ):
        return False
    return not any(leading(text, language) for language in LANGUAGES)
