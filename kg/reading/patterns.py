"""The lines by which a page is found its way in, composed from the lexicon.

Every pattern is anchored and free of nested unbounded repetition, so that no line can make it run away.
"""

from __future__ import annotations

import re

from kg.model import Language, RelationKind
from kg.reading import dates
from kg.reading.lexicon import either, first_letters, pattern, words

_FR, _NL = Language.FR, Language.NL


def compiled(text: str) -> re.Pattern[str]:
    """A pattern that ignores case, as all labels are matched."""
    return re.compile(text, re.IGNORECASE)


_NUMBER = r"\d{1,2}\s?-\s?\d{1,7}"
_CHAMBER = rf"(?:{pattern('chamber')}\s+)?"
_ANSWERED_ON = rf"{pattern('answer_heading')}\s+[^:]{{1,40}}"

# How a line begins that names the asker or the addressee: French elides its words ("d'Ada", "à l'Europe").
ASKER = {
    _FR: compiled(rf"{pattern('asker', _FR)}\s*\S"),
    _NL: compiled(rf"{pattern('asker', _NL)}\s+\S"),
}
ADDRESSEE = {
    _FR: compiled(rf"(?:{pattern('addressee', _FR)}|à)\s*\S"),
    _NL: compiled(rf"(?:{pattern('addressee', _NL)}|aan)\s+\S"),
}
# How many lines of a page can begin as its headings do is few: the first two letters tell most of them apart.
HEADING_STARTS = first_letters("chamber", "heading", "question_heading")
HOUSE_STARTS = first_letters("house")
ANSWER_STARTS = first_letters("answer_heading")
HOUSE = compiled(rf"(?:{pattern('house', _FR)}(?:\s+{pattern('house', _NL)})?|{pattern('house', _NL)})")
# The line that tells whose the rights are, below the texts.
OWNER_STARTS = frozenset("©(c")
OWNER = compiled(
    rf"(?:©|\(c\)|copyright)(?:\s*(?:©|\(c\)))?\s*(?:\d{{4}}(?:\s?[-–]\s?\d{{4}})?\s*)?[-–,]?\s*"
    rf"{pattern('house')}(?:\s*[-–/|]?\s*{pattern('house')})?\s*(?:[-–,]?\s*\d{{4}}(?:\s?[-–]\s?\d{{4}})?)?"
)
SESSION_STARTS = first_letters("extraordinary_session", "session")
SESSION = compiled(rf"(?:{pattern('extraordinary_session')}|{pattern('session')})\s+\d{{4}}\b")
DATE_LINE = compiled(rf"{dates.ANY}(?:\s+{dates.ANY})?")
# The heading of the page. The question's own heading is alike in monolingual prints, but goes on with a date.
# Where a copy lost the number it ends in the sign, or goes on with the other language's heading.
HEADING = compiled(
    rf"{_CHAMBER}{pattern('heading')}\s+{pattern('number_sign')}"
    rf"(?:\s*{_NUMBER}(?!\S*\s+{pattern('dated')}\s)|\s*(?:$|{pattern('heading')}))"
)
# Where a line ends in the number of a question or a request; bulletins print it without its legislature.
NUMBER_LAST = compiled(rf"{pattern('number_sign')}\s*[\d\s-]+$|(?<!\S)\d{{1,2}}\s?-\s?\d+$")
# How the heading begins, whatever follows: a copy can end before the number, or lack it.
HEADING_WORDS = compiled(rf"{_CHAMBER}{pattern('heading')}\b")
# The heading of another kind of document that the Senate prints in the same layout.
OTHER_HEADING = compiled(rf"{_CHAMBER}{pattern('document.request')}\s+{pattern('number_sign')}\s*\d")
QUESTION_HEADING = compiled(
    rf"(?:{_CHAMBER}{pattern('heading')}\s+{pattern('number_sign')}\s*{_NUMBER}\s+{pattern('dated')}\s"
    rf"|{_CHAMBER}{pattern('question_heading')}\s+{pattern('number_sign')}\s*(?:\d|{pattern('dated')}\s))"
)
# A whole line, so that a sentence of the text that begins alike is none.
ANSWER_HEADING = compiled(rf"{_ANSWERED_ON}:(?:\s*{_ANSWERED_ON}:?)?\s*|{_ANSWERED_ON}\s+{_ANSWERED_ON}:?")
# The same where a copy ends within it.
_BEGINNING = either(word[:end] for word in words("answer_heading") for end in range(2, len(word)))
ANSWER_HEADING_CUT = compiled(
    rf"{_BEGINNING}|{pattern('answer_heading')}(?:\s+\d[^:.?!]{{0,38}}(?::\s*(?:[^\W\d][^:.?!]{{0,60}})?)?)?"
)
DEADLINE = compiled(rf"\(?\s*{pattern('deadline')}\s*:?\s*(?P<date>[^()]*)\)?")
CHRONOLOGY_LINE = compiled(rf"(?:\d{{1,2}}/\d{{1,2}}/\d|\(\s*{pattern('deadline')})")
RELATION_LABEL = compiled(
    "(?P<label>" + "|".join(pattern(f"relation.{kind.value}") for kind in RelationKind) + r")\s*:"
)
