"""Invented French and Dutch: names and sentences put together from the word lists of data/prose.toml.

Whatever is given out is a pair, French then Dutch, and depends on the random numbers alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from string import Formatter
from typing import TypeVar

T = TypeVar("T")
Pair = tuple[str, str]

_LONGEST_STEP = 5

_MONTHS = (
    ("janvier", "januari"),
    ("février", "februari"),
    ("mars", "maart"),
    ("avril", "april"),
    ("mai", "mei"),
    ("juin", "juni"),
    ("juillet", "juli"),
    ("août", "augustus"),
    ("septembre", "september"),
    ("octobre", "oktober"),
    ("novembre", "november"),
    ("décembre", "december"),
)
_WORDS = tomllib.loads((Path(__file__).parent / "data" / "prose.toml").read_text(encoding="utf-8"))


def _pairs(key: str) -> tuple[Pair, ...]:
    return tuple((french, dutch) for french, dutch in _WORDS[key])


NOUNS, COMPLEMENTS, DUTIES, SERVICES = (_pairs(key) for key in ("nouns", "complements", "duties", "services"))
TOPICS, SEGMENTS, PARTIES = (_pairs(key) for key in ("topics", "segments", "parties"))


class Sentences:
    """Sentences of one kind, with the places that are filled anew each time."""

    def __init__(self, key: str) -> None:
        self._all = tuple(
            (french, dutch, tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(french) if name)))
            for french, dutch in _pairs(key)
        )

    def several(self, random: Random, subject: Pair, count: int) -> Pair:
        """A paragraph of so many different sentences about a subject."""
        at, step = between(random, 0, len(self._all) - 1), between(random, 1, _LONGEST_STEP)
        found = [self._one(at + step * further, random, subject) for further in range(count)]
        return " ".join(french for french, _ in found), " ".join(dutch for _, dutch in found)

    def _one(self, at: int, random: Random, subject: Pair) -> Pair:
        french, dutch, slots = self._all[at % len(self._all)]
        in_french, in_dutch = {}, {}
        for slot in slots:
            in_french[slot], in_dutch[slot] = _filled(slot, random, subject)
        return french.format_map(in_french), dutch.format_map(in_dutch)


STATEMENTS, LEADS, QUESTIONS, FOLLOW_UPS, GREETINGS, ANSWERS, LIST_INTROS, LIST_ITEMS = map(
    Sentences,
    ("statements", "leads", "questions", "follow_ups", "greetings", "answers", "list_intros", "list_items"),
)


def pick(random: Random, values: Sequence[T]) -> T:
    """One of some values; several times as quick as ``Random.choice``, and called millions of times."""
    return values[int(random.random() * len(values))]


def between(random: Random, first: int, last: int) -> int:
    """A number, both ends included."""
    return first + int(random.random() * (last - first + 1))


def printed_date(year: int, month: int, day: int) -> Pair:
    """A date in words."""
    french, dutch = _MONTHS[month - 1]
    return f"{'1er' if day == 1 else day} {french} {year}", f"{day} {dutch} {year}"


def _filled(slot: str, random: Random, subject: Pair) -> Pair:
    match slot:
        case "a":
            return subject
        case "b":
            return pick(random, NOUNS)
        case "c":
            return pick(random, COMPLEMENTS)
        case "d":
            return pick(random, DUTIES)
        case "s":
            return pick(random, SERVICES)
        case "x":
            return printed_date(between(random, 1985, 2009), between(random, 1, 12), between(random, 1, 28))
    same = _the_same(slot, random)
    return same, same


def _the_same(slot: str, random: Random) -> str:
    """What both languages write alike."""
    match slot:
        case "v":
            return pick(random, _TOWNS)
        case "y":
            return str(between(random, 1994, 2021))
        case "p":
            return f"{between(random, 1, 97)},{between(random, 1, 9)}"
        case "k":
            return str(between(random, 2, 198))
        case "m":
            return str(between(random, 12, 980))
    return f"{between(random, 1, 89)}.{between(random, 100, 999)}"


_TOWNS: tuple[str, ...] = tuple(start + end for start in _WORDS["town_starts"] for end in _WORDS["town_ends"])


# --- names that many questions share --------------------------------------------------------------------------------


@cache
def person(index: int) -> tuple[str, str]:
    """First name and surname of an invented senator; no two alike below 7,000."""
    firsts, starts, roots, ends = (
        _WORDS[key] for key in ("first_names", "surname_starts", "surname_roots", "surname_ends")
    )
    # The steps have no divisor in common with the sizes, so that neighbours differ in everything.
    at = index * 365 % (len(starts) * len(roots) * len(ends))
    at, start = divmod(at, len(starts))
    root, end = at % len(roots), at // len(roots)
    surname = starts[start] + (roots[root] + ends[end])
    return firsts[index % len(firsts)], surname


@cache
def post(index: int) -> tuple[Pair, Pair]:
    """A minister's post with the article before it, and without; no two alike below 3,000."""
    step, at = divmod(index, len(NOUNS))
    first = NOUNS[at * 29 % len(NOUNS)]
    second = NOUNS[(at * 29 + 11 + step % (len(NOUNS) - 11)) % len(NOUNS)]
    in_french = f"{_capital(first[0])} et des {_capital(second[0])}"
    in_dutch = f"{_capital(first[1])} en {_capital(second[1])}"
    match index % 4:
        case 0:
            post, article = (f"ministre des {in_french}", f"minister van {in_dutch}"), ("au", "aan de")
        case 1:
            post, article = (f"ministre des {in_french}", f"minister van {in_dutch}"), ("à la", "aan de")
        case 2:
            post = (
                f"secrétaire d'État aux {in_french}, adjoint au ministre des Parcs",
                f"staatssecretaris voor {in_dutch}, toegevoegd aan de minister van Parken",
            )
            article = ("au", "aan de")
        case _:
            post = (
                f"vice-première ministre et ministre des {_capital(first[0])}, chargée des {_capital(second[0])}",
                f"vice-eersteminister en minister van {_capital(first[1])}, belast met {_capital(second[1])}",
            )
            article = ("à la", "aan de")
    return (f"{article[0]} {post[0]}", f"{article[1]} {post[1]}"), post


@cache
def term(index: int) -> Pair:
    """A term of the thesaurus; no two alike below 14,000."""
    kind, noun = divmod(index, len(NOUNS))
    complement, topic = divmod(kind, len(TOPICS) + 1)
    french, dutch = NOUNS[noun * 23 % len(NOUNS)]
    if topic:
        before = TOPICS[topic - 1]
        french, dutch = f"{before[0]} {french}", f"{before[1]} {dutch}"
    if complement:
        after = COMPLEMENTS[(complement - 1) % len(COMPLEMENTS)]
        french, dutch = f"{french} {after[0]}", f"{dutch} {after[1]}"
    return french, dutch


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
