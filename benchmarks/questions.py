"""Invented written questions: what a question is, before any page is printed of it.

Questions come in blocks of ten that belong together: those of a block were submitted in one legislature, and some of them
are related. Each depends on the seed and its own place only, so that the first thousand are the same however many follow.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from benchmarks import bodies, prose
from benchmarks.prose import Pair, between, pick
from kg.reading.checks import usual_deadline

BLOCK = 10
FIRST_NUMBER = 90001
"""No question of the Senate has a number so high."""

_YEARS = {
    1: (date(1996, 1, 8), date(1998, 12, 18)),
    2: (date(2000, 1, 10), date(2002, 12, 20)),
    3: (date(2004, 1, 5), date(2006, 12, 22)),
    4: (date(2007, 10, 8), date(2010, 4, 2)),
    5: (date(2010, 10, 11), date(2014, 3, 14)),
    6: (date(2014, 10, 13), date(2019, 3, 15)),
    7: (date(2019, 10, 14), date(2024, 3, 15)),
}
_LAST_DAY = {4: date(2010, 5, 6), 5: date(2014, 4, 28), 6: date(2019, 5, 23), 7: date(2024, 5, 27)}
_NEVER = date.max


@dataclass(slots=True)
class Invented:
    """One question; what is a pair is French, then Dutch.

    ``events`` are named as in ``lexicon.toml``; ``language`` is set where only pages in that language can show all of them.
    """

    legislature: int
    number: int
    submitted: date
    posed: str
    first_name: str
    surname: str
    party: Pair
    addressee: Pair
    post: Pair
    title: list[Pair]
    terms: list[Pair]
    question: list[Pair]
    answer: list[Pair] | None
    received: date | None
    due: date
    events: list[tuple[date, str]]
    relations: list[tuple[str, str]] = field(default_factory=list)
    language: str | None = None

    @property
    def id(self) -> str:
        """The number with the legislature."""
        return f"{self.legislature}-{self.number}"


def questions(seed: int, is_bulletin: Callable[[int], bool]) -> Iterator[tuple[int, Random, Invented]]:
    """All questions, without an end: place, the random numbers that its pages may go on with, question.

    ``is_bulletin`` tells of a block's place whether its questions were printed in the bulletin only.
    """
    block = 0
    while True:
        random = Random(f"{seed} block {block}")  # noqa: S311 - the same again is what is wanted
        found = [_invented(seed, block, at, random, bulletin=is_bulletin(block)) for at in range(BLOCK)]
        questions = [question for _, question in found]
        if not is_bulletin(block):
            _relate(random, questions)
        for at, (own, question) in enumerate(found):
            yield block * BLOCK + at, own, question
        block += 1


def _invented(seed: int, block: int, at: int, of_block: Random, *, bulletin: bool) -> tuple[Random, Invented]:
    place = block * BLOCK + at
    random = Random(f"{seed} question {place}")  # noqa: S311
    legislature = (1, 2, 3)[block // 4 % 3] if bulletin else (4, 5, 6, 7)[block % 4]
    first, last = _YEARS[legislature]
    submitted = first + timedelta(days=between(of_block, 0, (last - first).days))
    who = _shared(random, place, 40, 2.0)
    first_name, surname = prose.person(who)
    addressee, post = prose.post(_shared(random, place, 25, 0.8))
    noun, complement = pick(random, prose.NOUNS), pick(random, prose.COMPLEMENTS)
    subject = (noun[0], noun[1]) if random.random() < 0.5 else _joined(noun, complement)
    terms = list(
        dict.fromkeys(prose.term(_shared(random, place, 150, 4.0)) for _ in range(between(random, 0, 12)))
    )
    body = bodies.invented(random, subject)
    question = Invented(
        legislature,
        FIRST_NUMBER + block * BLOCK + at,
        submitted,
        pick(random, ("fr", "nl")),
        first_name,
        surname,
        prose.PARTIES[who * 3 % len(prose.PARTIES)],
        addressee,
        post,
        _title(random, noun, complement),
        terms,
        body.question,
        body.answer,
        None,
        usual_deadline(submitted),
        [(submitted, "sent")],
    )
    _settle(random, question)
    return random, question


def _shared(random: Random, place: int, least: int, growth: float) -> int:
    """Which of the names that questions share; of so many questions, few names are often used, and new ones come seldom."""
    known = least + growth * math.sqrt(place)
    return int(known * random.random() ** 2)


def _joined(first: Pair, second: Pair) -> Pair:
    return f"{first[0]} {second[0]}", f"{first[1]} {second[1]}"


def _title(random: Random, noun: Pair, complement: Pair) -> list[Pair]:
    subject = _joined(noun, complement)
    capital = (subject[0][:1].upper() + subject[0][1:], subject[1][:1].upper() + subject[1][1:])
    segments = dict.fromkeys(pick(random, prose.SEGMENTS) for _ in range(between(random, 1, 5)))
    return [capital, *segments]


def _settle(random: Random, question: Invented) -> None:
    """Let a question go its way: answered in time or late, reminded, closed, requalified, or left open."""
    after = question.submitted
    end = _LAST_DAY.get(question.legislature, _NEVER)

    def happens(event: str, earliest: date, least: int, most: int) -> date:
        day = earliest + timedelta(days=between(random, least, most))
        question.events.append((day, event))
        return day

    chance = random.random()
    if chance < 0.55:
        question.received = happens("answered", after, 6, (question.due - after).days)
    elif chance < 0.78:
        if random.random() < 0.3:
            happens("reminded", question.due, 1, 20)
        question.received = happens("answered", question.due, 21, 200)
    elif chance < 0.79:
        happens("requalified", after, 10, 100)
        question.received = happens("answered", question.due, 101, 200)
        question.language = "nl"
    elif chance < 0.81:
        happens("requalified", after, 10, 100)
        question.relations.append(
            ("requalified-as", f"{question.legislature}-{question.number % 9000 + 300}")
        )
        question.language = "nl"
    elif chance < 0.85:
        happens("closed", after, 20, 150)
    elif chance < 0.91 and end is not _NEVER:
        if random.random() < 0.3:
            happens("reminded", question.due, 1, 20)
        question.events.append((end, "lapsed"))
    elif chance < 0.95:
        happens("reminded", question.due, 1, 20)
    if question.received is None:
        question.answer = None


def _relate(random: Random, block: list[Invented]) -> None:
    """Relate some questions of a block, each to the other."""
    if random.random() < 0.7:
        asked = block[: between(random, 2, 5)]
        for question in asked:
            question.first_name, question.surname, question.party = (
                asked[0].first_name,
                asked[0].surname,
                asked[0].party,
            )
            question.relations += [("also-asked-as", other.id) for other in asked if other is not question]
    if random.random() < 0.5:
        before, after = sorted(block[6:8], key=lambda question: (question.submitted, question.number))
        after.first_name, after.surname, after.party = before.first_name, before.surname, before.party
        before.relations.append(("resubmitted-as", after.id))
        after.relations.append(("resubmission-of", before.id))
    if random.random() < 0.2:
        request = f"{block[8].legislature}-{block[8].number % 9000 + 600}"
        block[8].relations.append(("requalification-of", request))
