"""Texts that only refer to another point of the answer: ``voir point 1``, ``ik verwijs naar het antwoord op vraag 1``."""

from __future__ import annotations

import re
from functools import cache

from kg.model import Language
from kg.reading.groups import STOP, listed, signed_names, unsigned
from kg.reading.lexicon import first_letters, pattern

_LONGEST = 160

_SUB_POINT = re.compile(r"(?<![\w.,])([1-9]\d?)(?:\s?\)?,?\s?([a-z])\)|\.([a-z])\b)")
"""``1, a)``, ``1) a)``, ``1.a`` in a reference: the point ``1a``."""
_OF_QUESTION = re.compile(r"[0-9]-[0-9]+")
"""What stands after the sign for a number is that of another question, or of a range of them: it is no certain reference."""


@cache
def _starts(language: Language) -> frozenset[str]:
    return first_letters("see", "refer", "refer_about", language=language)


@cache
def _referring(language: Language) -> re.Pattern[str]:
    def one(entry: str) -> str:
        return pattern(entry, language)

    # The verb, whom it sends there, and the preposition: "je renvoie l'honorable membre à".
    refer = rf"(?:{one('refer_about')},?\s+)?{one('refer')}\s+(?:{one('member')}\s+)?(?:{one('refer_about')}\s+)?{one('refer_to')}"
    given = rf"(?:\s+{one('given')})?"
    # "la réponse donnée au", "het antwoord dat op".
    what = rf"(?:{one('see_what')}{given}(?:\s+{one('see_what_to')})?\s+)?"
    above = rf"(?:\(?{one('above')}\)?,?\s+)?"
    return re.compile(
        rf"\(?(?:{one('see')}|{refer})\s+{above}{what}{above}\(?(?P<point>{one('point')}\s+)?"
        rf"(?P<names>{signed_names(language)})"
        rf"{STOP}?(?:,?\s+{one('given_after')})?(?:,?\s+\(?{one('above')}\)?)?\s*\)?\s*\.?",
        re.IGNORECASE,
    )


def reference(text: str, language: Language) -> tuple[str, ...]:
    """The names of the points that a text refers to, where it does nothing else ("voir point 1"); else none."""
    if len(text) > _LONGEST or text[text.startswith("(") :][:2].lower() not in _starts(language):
        return ()
    match = _referring(language).fullmatch(
        _SUB_POINT.sub(lambda found: found[1] + (found[2] or found[3]), text)
    )
    if match is None:
        return ()
    printed = unsigned(match["names"], language)
    if printed != match["names"] and _OF_QUESTION.fullmatch(printed):
        return ()
    mark = listed(printed, language, ".", 0)
    if mark is None or (mark.kind != "number" and not match["point"]):
        return ()
    return mark.label.names
