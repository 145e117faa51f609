"""Paragraphs of an answer that begin as the answer to one of the question's points would, and were read as none.

Their numbers stand in forms that :mod:`kg.reading.labels` does not take for certain (``De 1 à 3.``, ``2/ Non.``, ``Quant au
point 3``), or fit no series. Where other points are answered, such a point would be taken for unanswered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.model import Item, Language
from kg.reading.groups import listed, names, signed_names, unsigned
from kg.reading.inline import Paragraph
from kg.reading.labels import leading
from kg.reading.lexicon import either, first_letters, ordinals, pattern, words
from kg.reading.quotes import Quotes
from kg.reading.references import reference
from kg.reading.series import Node

# What comes after a number that stands for a point, other than a full stop or a bracket.
_BARE = re.compile(
    r"""(?P<names>[1-9][0-9]?(?:\s?[/+]\s?[1-9][0-9]?)*) (?:
        \s?[):](?=\s|$) | \.(?=\s|$) | \s?/(?=\s|$) | \s?[-–—]\s+(?=[^\W\d_a-zà-ÿ])
    )""",
    re.VERBOSE | re.ASCII,
)
# "1) ou 2) Non.": a bracket, after a word that links no numbers. Such words are small.
_GOES_ON = re.compile(r"(?:[a-zà-ÿ][\w.'’/]*\s?){0,3}[;,/&+–-]?\s*(?P<names>[1-9][0-9]?)\)")
_FIGURES = re.compile(r"[0-9]+")
_MOST_SHOWN = 60


def unread(
    pieces: Sequence[Paragraph], nodes: Sequence[Node], asked: Sequence[Item], language: Language
) -> Iterator[tuple[Paragraph, str]]:
    """Such paragraphs of an answer, and the names of the points that they seem to answer.

    ``nodes`` are the points that were read from its ``pieces``, ``asked`` the question's. Only points that none of the
    others names are meant, and only where at least one other answers a point of the question.
    """
    own = _names(asked)
    answered = {
        part for node in nodes if node.label for name in node.label.names for part in (name, *_above(name))
    }
    missing = own - answered
    if not missing or not own & answered:
        return
    quotes = Quotes([piece.text for piece in pieces])
    # What a paragraph holds after its numbers; of several points that begin on it, the innermost comes last and has it.
    rests = {id(node.printed): node.paragraphs[0].text if node.has_rest else "" for node in _all(nodes)}
    for index, piece in enumerate(pieces):
        rest = rests.get(id(piece))
        if rest is not None:
            found = _going_on(rest, language)
        else:
            found = () if quotes.hold(index) else _beginning(piece.text, language)
        if named := [name for name in found if name in missing]:
            yield piece, ", ".join(named)


def _names(asked: Sequence[Item]) -> set[str]:
    return {name for item in asked if item.label for name in item.label.names}


def _above(name: str) -> list[str]:
    """The number that a compound stands below: 2 of ``2a``."""
    figures = _FIGURES.match(name)
    return [figures[0]] if figures else []


def _all(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _all(node.nodes)


def _going_on(rest: str, language: Language) -> tuple[str, ...]:
    """The number that a point's text begins with, after a word or a sign that links no numbers."""
    match = _GOES_ON.match(rest[:_MOST_SHOWN])
    return (match["names"],) if match and not reference(rest, language) else ()


def _beginning(text: str, language: Language) -> tuple[str, ...]:
    """The names of the points that a paragraph begins with, in any form."""
    if " | " in text:
        return ()
    if text[:1].isdigit():
        if bare := _BARE.match(text):
            return tuple(_FIGURES.findall(bare["names"]))
    elif text[:2].lower() in _starts(language):
        return _said(text, language)
    return tuple(name for mark in leading(text, language)[:1] for name in (mark.whole or mark.label).names)


@cache
def _starts(language: Language) -> frozenset[str]:
    return first_letters("about_point", "point", "answer_to_question", "point_heading", language=language) | {
        word[:2] for word in ordinals(language)
    }


@cache
def _saying(language: Language) -> re.Pattern[str]:
    about = rf"(?:{pattern('about_point', language)}\s+)"
    point = either(words("point", language) + words("point_heading", language))
    headed = rf"(?:{pattern('answer_to_question', language)}\s+)"
    # "aux trois premières questions" is about the first at least.
    ordinal = (
        rf"(?:{pattern('article', language)}\s+)?(?:\w{{2,10}}\s+)?(?P<ordinal>{either(ordinals(language))})"
    )
    return re.compile(
        rf"(?:(?:{headed}|{about}?{point}\s+)(?P<named>{signed_names(language)})(?!\s?[-–]\s?[0-9]|\w|[.,][0-9])"
        rf"|{about}(?=[0-9])(?P<bare>{names(language)})\s?(?:[.):](?=\s|$)|$)"
        rf"|{about}?{ordinal}\s+{point}\b)",
        re.IGNORECASE,
    )


def _said(text: str, language: Language) -> tuple[str, ...]:
    """The points that a paragraph says it is about: ``En ce qui concerne la question 1``, ``Op de eerste vraag``."""
    match = _saying(language).match(text)
    if match is None:
        return ()
    if match["ordinal"]:
        return (str(ordinals(language)[match["ordinal"].lower()]),)
    mark = listed(unsigned(match["named"] or match["bare"], language), language, ".", 0)
    return mark.label.names if mark else ()
