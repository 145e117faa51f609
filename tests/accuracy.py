"""How right the reading is: precision and recall over the pages whose facts were written by hand.

A fact is a subject (a path: the question, a point, the answer), a property and a value. A fact that the page does not
state but the program gives counts against precision; one that the page states but the program does not give, against
recall. A question without an error has neither kind.

Beside what ``tests/corpus/README.md`` lists, the facts of a page can hold ``given`` (the ``number`` or the ``address`` that
the page is read with), ``rejected`` as a list of codes of which any is right, and the ``address`` of the ``source``; texts
of pages whose bytes are not what they show (HTML, damaged letters) are written out in full. Without ``warnings``, those
of the page are not compared.

``python -m tests.accuracy`` prints the figures by layout and by property; ``--failures`` also says which facts are
wrong; ``--update`` raises the floors of ``tests/corpus/floors.json``, and never lowers one.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kg.merging import merge
from kg.model import AnswerPoint, Bilingual, DocumentNumber, Question, QuestionPoint
from kg.reading import Rejected, read
from tests.expectations import ELLIPSIS, days_late, facts_of, page_lines, quoted, unanswered

TESTS = Path(__file__).parent
CORPUS = TESTS / "corpus"
EXAMPLES = TESTS.parent / "examples"
FLOORS = CORPUS / "floors.json"
KNOWN_FAILURES = CORPUS / "known-failures.json"
PAGES = (".txt", ".html", ".htm")

FAITHFUL = frozenset(["identifier", "session", "submitted", "asker", "chronology", "relations", "rejected"])
"""Properties that hold without a single error: numbers, persons, dates and ties to other documents."""


class Fact(NamedTuple):
    """One thing that a page states."""

    subject: str
    property: str
    value: str


@dataclass(frozen=True)
class Case:
    """A page and what was written down about it; ``layout`` is the name of its folder."""

    layout: str
    page: Path
    written: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"{self.layout}/{self.page.stem}"


@dataclass(frozen=True)
class Result:
    """What is missing from a question, and what it holds too much."""

    case: Case
    right: frozenset[Fact]
    missing: frozenset[Fact]
    wrong: frozenset[Fact]

    @property
    def flawless(self) -> bool:
        return not self.missing and not self.wrong


@dataclass
class Score:
    """Facts counted: those of the page, those given, and those that are both; and questions."""

    right: int = 0
    missing: int = 0
    wrong: int = 0
    questions: int = 0
    flawless: int = 0

    @property
    def precision(self) -> float:
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return _share(self.right, self.right + self.missing)

    def figures(self) -> dict[str, float]:
        figures = {"precision": self.precision, "recall": self.recall}
        if self.questions:
            figures["flawless"] = _share(self.flawless, self.questions)
        return figures


@dataclass
class Scores:
    """The scores of all pages, of the pages of each layout, and of each property."""

    whole: Score = field(default_factory=Score)
    layouts: defaultdict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    properties: defaultdict[str, Score] = field(default_factory=lambda: defaultdict(Score))

    def add(self, result: Result) -> None:
        for score in (self.whole, self.layouts[result.case.layout]):
            score.questions += 1
            score.flawless += result.flawless
        for kind in ("right", "missing", "wrong"):
            for fact in getattr(result, kind):
                for score in (
                    self.whole,
                    self.layouts[result.case.layout],
                    self.properties[fact.property],
                ):
                    setattr(score, kind, getattr(score, kind) + 1)

    def figures(self) -> dict[str, dict[str, float]]:
        """Every share by what it is the share of, as in the file of floors."""
        return {
            "all pages": self.whole.figures(),
            **{f"layout {name}": score.figures() for name, score in sorted(self.layouts.items())},
            **{f"property {name}": score.figures() for name, score in sorted(self.properties.items())},
        }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


# --- the cases ----------------------------------------------------------------------------------------------------


@cache
def cases() -> tuple[Case, ...]:
    """Every page with facts, of the examples and of the corpus."""
    found = [
        Case("examples", page, _written(TESTS / "examples" / f"{page.stem}.expected.json"))
        for page in sorted(EXAMPLES.glob("*.txt"))
    ]
    for folder in sorted(path for path in CORPUS.iterdir() if path.is_dir()):
        found += [
            Case(folder.name, page, _written(page.with_name(f"{page.stem}.expected.json")))
            for page in sorted(path for path in folder.iterdir() if path.suffix in PAGES)
        ]
    return tuple(found)


def _written(path: Path) -> Mapping[str, Any]:
    written: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if "twin" in written:
        twin = json.loads(path.with_name(f"{written['twin']}.expected.json").read_text(encoding="utf-8"))
        return {**twin, **written, "quotes": f"{written['twin']}.txt"}
    return written


# --- what was written down ----------------------------------------------------------------------------------------


def written_facts(case: Case) -> frozenset[Fact]:
    """The facts that were written down about a page."""
    written = case.written
    if rejected := written.get("rejected"):
        return frozenset([Fact("", "rejected", rejected if isinstance(rejected, str) else rejected[0])])
    quoting = case.page.with_name(written["quotes"]) if "quotes" in written else case.page
    there = page_lines(quoting)

    def text(value: str | Sequence[str] | None) -> str | None:
        if not value:
            return None
        paragraphs = [value] if isinstance(value, str) else value
        return "\n\n".join(quoted(there, part).text if ELLIPSIS in part else part for part in paragraphs)

    def both(value: Mapping[str, Any]) -> tuple[str | None, str | None]:
        return text(value.get("fr")), text(value.get("nl"))

    def points(values: Sequence[Mapping[str, Any]]) -> list[_Point]:
        return [
            _Point(
                str(point.get("key", point["label"] and point["label"].lower())),
                point["label"],
                both(point),
                point.get("answers", ()),
                point.get("refers_to", ()),
                points(point.get("points", ())),
            )
            for point in values
        ]

    answer = written.get("answer")
    facts = [
        *_plain(
            {
                "identifier": written["id"],
                "session": written.get("session"),
                "submitted": written.get("submitted"),
                "asker": written.get("asker"),
                "original language": written.get("original_language"),
                "status": written.get("status"),
                "days late": written.get("days_late"),
                "view": written["source"]["view"],
                "page language": written["source"]["language"],
                "page address": written["source"].get("address"),
            }
        ),
        *_texts("", "title", both(written.get("title", {}))),
        *_texts("", "affiliation", both(written.get("affiliation", {}))),
        *_texts("", "addressee", both(written.get("addressee", {}))),
        *_topics(written.get("topics", ())),
        *_chronology(written.get("chronology", {})),
        *_relations(written.get("relations", ())),
        *_texts("", "text", both(written.get("text", {}))),
        *_points("", points(written.get("points", ()))),
        *_incomplete("", written.get("text_incomplete", False)),
        *(Fact("", "unanswered", path) for path in written.get("unanswered", ())),
    ]
    if answer is not None:
        facts += [
            *_answer(answer.get("received"), answer.get("text_incomplete", False)),
            *_texts("answer", "text", both(answer.get("text", {}))),
            *_points("answer", points(answer.get("points", ()))),
        ]
    return frozenset(facts)


# --- what the program gives ---------------------------------------------------------------------------------------


def given_facts(case: Case) -> tuple[frozenset[Fact], frozenset[str]]:
    """The facts that the program gives for a page, and the codes of its warnings."""
    try:
        question = _question(case, case.page.read_bytes())
    except Rejected as rejection:
        accepted = case.written.get("rejected", ())
        alike = isinstance(accepted, list) and rejection.code in accepted
        return frozenset([Fact("", "rejected", accepted[0] if alike else rejection.code)]), frozenset()
    return frozenset(_of(question)), frozenset(warning.code for warning in question.warnings)


def facts_given(case: Case, data: bytes) -> frozenset[Fact]:
    """The facts that the program gives for other bytes of a page, such as its beginning; none where it rejects them."""
    try:
        return frozenset(_of(_question(case, data)))
    except Rejected:
        return frozenset()


def _question(case: Case, data: bytes) -> Question:
    given = case.written.get("given", {})
    number = DocumentNumber.parse(given["number"]) if "number" in given else None
    return merge([read(data, case.page.name, number=number, address=given.get("address"))])


def _of(question: Question) -> Iterator[Fact]:
    plain = facts_of(question)
    [source] = question.sources
    yield from _plain(
        {
            "identifier": plain["id"],
            "session": plain["session"],
            "submitted": plain["submitted"],
            "asker": plain["asker"],
            "original language": plain["original_language"],
            "status": plain["status"],
            "days late": days_late(question),
            "view": source.view.value,
            "page language": source.language and source.language.value,
            "page address": source.address,
        }
    )
    yield from _texts("", "title", _both(question.title))
    yield from _texts("", "affiliation", _both(question.affiliation))
    yield from _texts("", "addressee", _both(question.addressee))
    yield from _topics(_both(topic.label) for topic in question.topics)
    yield from _chronology(plain["chronology"])
    yield from _relations(plain["relations"])
    yield from _texts("", "text", _both(question.text))
    yield from _points("", [_point(point) for point in question.points])
    yield from _incomplete("", question.text_incomplete)
    yield from (Fact("", "unanswered", "/".join(path)) for path in unanswered(question))
    if (answer := question.answer) is not None:
        yield from _answer(plain["answer"]["received"], answer.text_incomplete)
        yield from _texts("answer", "text", _both(answer.text))
        yield from _points("answer", [_point(point) for point in answer.points])


def _both(text: Bilingual) -> tuple[str | None, str | None]:
    return text.fr.value if text.fr else None, text.nl.value if text.nl else None


def _point(point: QuestionPoint | AnswerPoint) -> _Point:
    answers, refers = (point.answers, point.refers_to) if isinstance(point, AnswerPoint) else ((), ())
    return _Point(
        point.key,
        point.label,
        _both(point.text),
        ["/".join(path) for path in answers],
        ["/".join(path) for path in refers],
        [_point(below) for below in point.points],
    )


# --- facts, from either side --------------------------------------------------------------------------------------


class _Point(NamedTuple):
    key: str
    label: str | None
    texts: tuple[str | None, str | None]
    answers: Sequence[str]
    refers_to: Sequence[str]
    points: list[_Point]


def _plain(values: Mapping[str, object]) -> Iterator[Fact]:
    return (Fact("", name, str(value)) for name, value in values.items() if value is not None)


def _texts(subject: str, name: str, texts: tuple[str | None, str | None]) -> Iterator[Fact]:
    return (
        Fact(subject, name, f"{text}@{lang}")
        for lang, text in zip(("fr", "nl"), texts, strict=True)
        if text is not None
    )


def _topics(pairs: Iterable[Sequence[str | None]]) -> Iterator[Fact]:
    return (Fact("", "topics", f"{fr or '-'} = {nl or '-'}") for fr, nl in pairs)


def _chronology(dates: Mapping[str, str | list[str]]) -> Iterator[Fact]:
    for name, value in dates.items():
        for date in [value] if isinstance(value, str) else value:
            yield Fact("", "chronology", f"{name} {date}")


def _relations(relations: Iterable[Sequence[str]]) -> Iterator[Fact]:
    return (Fact("", "relations", f"{kind} {target}") for kind, target in relations)


def _incomplete(subject: str, incomplete: bool) -> Iterator[Fact]:
    if incomplete:
        yield Fact(subject, "incomplete", "true")


def _answer(received: str | None, incomplete: bool) -> Iterator[Fact]:
    yield Fact("answer", "answer", "there")
    if received is not None:
        yield Fact("answer", "received", received)
    yield from _incomplete("answer", incomplete)


def _points(above: str, points: Sequence[_Point]) -> Iterator[Fact]:
    for position, point in enumerate(points, 1):
        here = f"{above}/{point.key}"
        yield Fact(here, "points", f"{point.label or 'no label'}, position {position}")
        yield from _texts(here, "point texts", point.texts)
        yield from (Fact(here, "answered points", path) for path in point.answers)
        yield from (Fact(here, "referred points", path) for path in point.refers_to)
        yield from _points(here, point.points)


# --- the comparison -----------------------------------------------------------------------------------------------


def compare(case: Case) -> Result:
    """Hold what the program gives for a page against what was written down."""
    stated = written_facts(case)
    given, codes = given_facts(case)
    if "warnings" in case.written:
        stated |= {Fact("", "warnings", code) for code in case.written["warnings"]}
        codes -= frozenset(case.written.get("warnings_may", ()))
        given |= {Fact("", "warnings", code) for code in codes}
    return Result(case, stated & given, stated - given, given - stated)


@cache
def results() -> tuple[Result, ...]:
    """The comparison of every case."""
    return tuple(compare(case) for case in cases())


@cache
def scores() -> Scores:
    """The scores of every case."""
    total = Scores()
    for result in results():
        total.add(result)
    return total


def known_failures() -> dict[str, str]:
    """Pages that are not read rightly, with the reason."""
    known: dict[str, str] = json.loads(KNOWN_FAILURES.read_text(encoding="utf-8"))
    return known


def floors() -> dict[str, dict[str, float]]:
    """The shares that have been reached, and must be held."""
    found: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return found


def raised(
    floor: Mapping[str, Mapping[str, float]], figures: Mapping[str, Mapping[str, float]]
) -> dict[str, dict[str, float]]:
    """The floors after a measurement: of what was measured, the higher of the two; of what was not, the floor as it was."""
    return {
        name: {
            share: max(
                floor.get(name, {}).get(share, 0.0), _rounded_down(figures.get(name, {}).get(share, 0.0))
            )
            for share in sorted({*floor.get(name, {}), *figures.get(name, {})})
        }
        for name in sorted({*floor, *figures})
    }


def _rounded_down(share: float) -> float:
    return int(share * 10_000 + 1e-9) / 10_000


# --- on the terminal ----------------------------------------------------------------------------------------------


def table(title: str, rows: Mapping[str, Score]) -> Iterator[str]:
    """A table of scores, one line each."""
    yield f"{title:<28}{'facts':>7}{'missing':>9}{'wrong':>7}{'precision':>11}{'recall':>9}{'without error':>16}"
    for name, score in rows.items():
        whole = f"{score.flawless} of {score.questions}" if score.questions else ""
        yield (
            f"{name:<28}{score.right + score.missing:>7}{score.missing:>9}{score.wrong:>7}"
            f"{score.precision:>11.2%}{score.recall:>9.2%}{whole:>16}"
        )
    yield ""


def failures(result: Result) -> Iterator[str]:
    """What is wrong with one page, one line a fact."""
    yield result.case.name
    for sign, facts in (("missing", result.missing), ("wrong", result.wrong)):
        for fact in sorted(facts):
            yield f"  {sign:<8} {fact.subject or '.'}  {fact.property}: {fact.value!r}"


def main(arguments: Sequence[str]) -> int:
    """Print the figures; with ``--update``, raise the floors."""
    if unknown := set(arguments) - {"--failures", "--update"}:
        sys.stderr.write(f"unknown: {' '.join(sorted(unknown))}; known: --failures, --update\n")
        return 2
    total = scores()
    lines = [
        *table("layout", dict(sorted(total.layouts.items()))),
        *table("property", dict(sorted(total.properties.items()))),
        *table("", {"all pages": total.whole}),
    ]
    if "--failures" in arguments:
        lines += [line for result in results() if not result.flawless for line in failures(result)]
    sys.stdout.write("\n".join(lines) + "\n")
    if "--update" in arguments:
        FLOORS.write_text(json.dumps(raised(floors(), total.figures()), indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
