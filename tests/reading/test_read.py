"""Whole pages: the real one, the same damaged, and invented ones."""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Iterator
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.merging import merge
from kg.model import (
    Body,
    DocumentNumber,
    EventKind,
    Fact,
    Item,
    Language,
    Reading,
    RelationKind,
    Span,
    View,
)
from kg.reading import Rejected, read
from kg.reading.decoding import decode
from kg.reading.page import Notes, normalise
from tests.reading.pages import RULE, SAMPLE, Sheet, codes

real = pytest.mark.skipif(not SAMPLE.exists(), reason="the real page is not here")


def page_lines() -> list[str]:
    return SAMPLE.read_text("utf-8").split("\n")


def read_text(text: str) -> Reading | Rejected:
    try:
        return read(text.encode(), "page.txt")
    except Rejected as rejected:
        return rejected


def header(reading: Reading) -> dict[str, object]:
    """The facts above the texts, by name; only those that were read."""
    facts: dict[str, object] = {"id": reading.id}
    for name in ("session", "submitted", "asker", "original_language", "due", "received"):
        facts[name] = getattr(reading, name)
    for language in Language:
        side = reading.side(language)
        for name in ("title", "affiliation", "addressee"):
            facts[f"{name} {language}"] = getattr(side, name)
        facts[f"terms {language}"] = tuple(term.value for term in side.terms) or None
    return {name: fact for name, fact in facts.items() if fact is not None}


def different(reading: Reading, whole: Reading) -> list[str]:
    """The header facts that differ from those of the whole page; one that is missing does not differ."""
    expected = header(whole)
    wrong = [name for name, value in header(reading).items() if expected.get(name) != value]
    wrong += [str(event) for event in reading.events if event not in whole.events]
    return wrong + [str(relation) for relation in reading.relations if relation not in whole.relations]


# --- the real page ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample() -> Reading:
    if not SAMPLE.exists():
        pytest.skip("the real page is not here")
    return read(SAMPLE.read_bytes(), "7-1668.txt")


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("session", "2021-2022", 3),
        ("submitted", date(2022, 6, 2), 5),
        ("asker", "Tom Ongena", 9),
        ("original_language", Language.NL, 43),
        ("due", date(2022, 7, 7), 35),
        ("received", date(2022, 7, 19), 104),
    ],
)
def test_real_facts(sample: Reading, name: str, value: object, line: int) -> None:
    fact = getattr(sample, name)
    assert (fact.value, fact.span) == (value, Span("7-1668.txt", line, line))


@pytest.mark.parametrize(
    ("language", "name", "value", "line"),
    [
        (Language.FR, "affiliation", "Open Vld", 9),
        (Language.NL, "affiliation", "Open Vld", 11),
        (Language.FR, "addressee", "ministre de la Défense", 13),
        (Language.NL, "addressee", "minister van Defensie", 15),
        (
            Language.FR,
            "title",
            "Défense - Applications de messagerie instantanée - Utilisation - Risques pour la sécurité - Piratage - Acteurs étatiques - Chiffres et tendances - Interdiction éventuelle - Autres mesures",
            17,
        ),
        (
            Language.NL,
            "title",
            "Defensie - Instant-messaging applicaties - Gebruik - Veiligheidsrisico's - Hacking - Statelijke actoren - Cijfers en tendensen - Mogelijke verbod - Andere maatregelen",
            17,
        ),
    ],
)
def test_real_facts_by_language(
    sample: Reading, language: Language, name: str, value: str, line: int
) -> None:
    fact = getattr(sample.side(language), name)
    assert (fact.value, fact.span) == (value, Span("7-1668.txt", line, line))


def test_real_page_as_a_whole(sample: Reading) -> None:
    assert sample.id == DocumentNumber(7, 1668)
    assert (sample.source.view, sample.source.language) == (View.BILINGUAL_PRINT, Language.NL)
    assert (sample.layout, sample.chronology_complete, sample.answer_present) == (
        "bilingual-print",
        True,
        True,
    )
    assert (sample.question_incomplete, sample.answer_incomplete, sample.warnings) == (False, False, ())


def test_real_terms(sample: Reading) -> None:
    terms = [(term.value, term.span.first) for term in sample.fr.terms if term.span]
    assert terms[0] == ("télécommunication sans fil", 19)
    assert terms[-1] == ("sécurité publique", 25)
    terms = [(term.value, term.span.first) for term in sample.nl.terms if term.span]
    assert terms[0] == ("radiocommunicatie", 26)
    assert terms[-1] == ("openbare veiligheid", 32)
    assert len(sample.fr.terms) == len(sample.nl.terms) == 7


def test_real_events_and_relations(sample: Reading) -> None:
    events = [(e.kind, e.date, e.span.first) for e in sample.events if e.span]
    assert events == [
        (EventKind.SENT, date(2022, 6, 2), 34),
        (EventKind.ANSWERED, date(2022, 7, 19), 36),
    ]
    relations = [(r.kind, str(r.target), r.span.first) for r in sample.relations if r.span]
    assert relations == [(RelationKind.ALSO_ASKED_AS, "7-1669", 41)]


@pytest.mark.parametrize(
    ("language", "part", "text", "points"),
    [
        (Language.FR, "question", (45, 59), [(61, 61), (63, 63), (65, 65), (67, 67), (69, 69), (71, 71)]),
        (Language.NL, "question", (75, 89), [(91, 91), (93, 93), (95, 95), (97, 97), (99, 99), (101, 101)]),
        (
            Language.FR,
            "answer",
            (106, 106),
            [(108, 116), (118, 118), (120, 120), (122, 124), (126, 126), (128, 128)],
        ),
        (
            Language.NL,
            "answer",
            (130, 130),
            [(132, 140), (142, 142), (144, 144), (146, 146), (148, 148), (150, 150)],
        ),
    ],
)
def test_real_texts(
    sample: Reading, language: Language, part: str, text: tuple[int, int], points: list[tuple[int, int]]
) -> None:
    body: Body = getattr(sample.side(language), part)
    assert body.text is not None
    assert body.text.span is not None
    assert (body.text.span.first, body.text.span.last) == text
    labels = [item.label.printed if item.label else None for item in body.items]
    assert labels == ["1", "2", "3", "4", "5", "6"]
    assert [(item.span.first, item.span.last) for item in body.items if item.span] == points


# --- the real page, damaged ---------------------------------------------------------------------------------------


@real
def test_cut_after_any_line(sample: Reading) -> None:
    lines = page_lines()
    last = max(number for number, line in enumerate(lines, 1) if line.strip())
    for end in range(last):
        found = read_text("".join(line + "\n" for line in lines[:end]))
        if isinstance(found, Rejected):
            assert end < 7, f"the number stands on line 7, and {end} lines were there"
            continue
        assert different(found, sample) == [], f"after line {end}"
        assert codes(found) & {"truncated", "answer-missing"}, f"after line {end}"


@real
def test_cut_at_any_character_of_the_header(sample: Reading) -> None:
    text = SAMPLE.read_text("utf-8")
    for end in range(2200):
        found = read_text(text[:end])
        if isinstance(found, Reading):
            assert different(found, sample) == [], f"after {text[max(0, end - 30) : end]!r}"
            assert found.question_incomplete, f"after {text[max(0, end - 30) : end]!r}"
            assert found.warnings


@real
def test_cut_inside_a_paragraph() -> None:
    text = SAMPLE.read_text("utf-8")
    generator = random.Random(1668)  # noqa: S311
    heading = text.index("Réponse reçue le 19 juillet")
    for end in generator.sample(range(2200, len(text) - 10), 150):
        if text[end - 1] not in ".?!…»”\"')]\n\xa0 " and text[end : end + 1].isalnum():
            found = read_text(text[:end])
            assert isinstance(found, Reading)
            incomplete = found.question_incomplete if end < heading else found.answer_incomplete
            assert incomplete, f"after {text[end - 30 : end]!r}"


@real
def test_without_any_one_line(sample: Reading) -> None:
    lines = page_lines()
    for at, line in enumerate(lines):
        found = read_text("\n".join(lines[:at] + lines[at + 1 :]))
        if isinstance(found, Rejected):
            pytest.fail(f"without line {at + 1}: {found}")
        assert different(found, sample) == [], f"without line {at + 1}"
        if line.strip() and (at < 43 or at + 1 == 104):
            assert found.warnings, f"without line {at + 1}: {line!r}"


@real
def test_without_a_numbered_paragraph() -> None:
    lines = page_lines()
    numbered = [at for at, line in enumerate(lines) if line[:2] in {f"{n})" for n in range(1, 7)}]
    assert len(numbered) == 24
    for at in numbered:
        found = read_text("\n".join(lines[:at] + lines[at + 1 :]))
        assert isinstance(found, Reading)
        warnings = {warning.code for warning in merge([found]).warnings}
        assert warnings & {"points-differ", "truncated"}, f"without line {at + 1}"


def _place(number: int) -> str:
    """The part of the page that a line is in, as far as the page itself can tell it from others."""
    if 19 <= number <= 25:
        return "terms fr"
    if 26 <= number <= 32:
        return "terms nl"
    if 44 <= number <= 74 or 104 < number <= 129:
        return "text fr"
    return "text nl" if number > 74 and number != 104 else str(number)


@real
def test_any_two_lines_swapped(sample: Reading) -> None:
    """Nothing but the order of the terms in a list, and of paragraphs of one language, goes unseen."""
    lines = page_lines()
    pairs = [
        (i, j)
        for i in range(len(lines))
        for j in range(i + 1, len(lines))
        if lines[i].strip() and lines[j].strip() and lines[i] != lines[j]
    ]
    told = 0
    generator = random.Random(7)  # noqa: S311
    for i, j in generator.sample(pairs, 600):
        swapped = list(lines)
        swapped[i], swapped[j] = swapped[j], swapped[i]
        found = read_text("\n".join(swapped))
        if isinstance(found, Rejected):
            continue
        question = merge([found])
        told += bool(question.warnings)
        places = {_place(i + 1), _place(j + 1)}
        if len(places) > 1 and places != {"terms fr", "terms nl"}:
            assert question.warnings, f"lines {i + 1} and {j + 1}"
            assert different(found, sample) == [], f"lines {i + 1} and {j + 1}"
    assert told > 300


# --- invented pages -----------------------------------------------------------------------------------------------


def test_the_same_bytes_give_the_same_reading() -> None:
    first, second = Sheet().read(), Sheet().read()
    assert (first, first.warnings) == (second, second.warnings)


def test_the_plain_page_has_no_warning() -> None:
    assert Sheet().read().warnings == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_breaks_of_all_kinds_count_the_same(end: str) -> None:
    text = Sheet().text()
    found = read(text.replace("\n", end).encode(), "page.txt")
    assert header(found) == header(Sheet().read())
    assert found.fr.question.items == Sheet().read().fr.question.items


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    found = read(Sheet().text().encode(encoding), "page.txt")
    assert (header(found), found.warnings) == (header(Sheet().read()), ())


@pytest.mark.parametrize(
    ("data", "code", "line", "reason"),
    [
        (b"", "empty", None, "no bytes"),
        (b" \n\t\n", "empty", None, "nothing but blanks"),
        (b"\x00\x01\x02\x03" * 50, "not-text", None, "binary"),
        (b"%PDF-1.4\n\x00\xff", "not-text", None, "binary with a readable first line"),
        (b"Bonjour.\n", "not-a-question", 1, "another text"),
        ("\n\nArrêté royal du 3 octobre 2016\n".encode(), "not-a-question", 3, "another document"),
    ],
)
def test_rejected(data: bytes, code: str, line: int | None, reason: str) -> None:
    with pytest.raises(Rejected) as rejected:
        read(data, "page.txt")
    assert (rejected.value.code, rejected.value.line) == (code, line), reason
    if code != "no-number":
        assert rejected.value.message.startswith("not a Senate written question: ")


def test_dashes_stay_where_no_heading_tells_where_the_question_begins() -> None:
    front = [
        "SÉNAT DE BELGIQUE",
        RULE,
        "Session 2015-2016",
        RULE,
        "3 octobre 2016",
        RULE,
        "SÉNAT Question écrite n° 6-99001",
        "de Ada Lovelace (A)",
        "au ministre de l'Eau",
        RULE,
        "Fontaines",
        RULE,
        "<ul><li>eau<li>- gaz</ul>",
        RULE,
        "<ul><li>3/10/2016Envoi question</ul>",
        RULE,
        RULE,
    ]
    text = ["Je vois :", "<ul><li>une fontaine</ul>", "- un lavoir", "Pourquoi ?"]
    page = "<html><body>" + "".join(f"<div>{line}</div>" for line in front + text) + "</body></html>"
    reading = read(page.encode(), "page.html")
    assert [event.kind for event in reading.events] == [EventKind.SENT]
    assert [term.value for term in reading.fr.terms] == ["eau", "- gaz"]
    assert reading.fr.question.text is not None
    assert reading.fr.question.text.value == "Je vois :\n\n- une fontaine\n\n- un lavoir\n\nPourquoi ?"


def test_a_page_without_number_is_rejected_with_the_line_where_it_should_be() -> None:
    sheet = Sheet(
        heading=["Question écrite n° Schriftelijke vraag nr."],
        question_heading=["Question n° du 3 octobre 2016 : Vraag nr. d.d. 3 oktober 2016 :"],
    )
    with pytest.raises(Rejected) as rejected:
        sheet.read()
    assert rejected.value.code == "no-number"
    data = sheet.text().encode()
    assert read(data, "page.txt", number=DocumentNumber(6, 5)).id == DocumentNumber(6, 5)


def test_a_file_name_is_no_number() -> None:
    sheet = Sheet(heading=["Question écrite Schriftelijke vraag"], question_heading=[])
    with pytest.raises(Rejected):
        read(sheet.text().encode(), "6-99001.txt")


# --- any page -----------------------------------------------------------------------------------------------------


def _texts(reading: Reading) -> Iterator[Fact[str]]:
    def below(body: Body) -> Iterator[Fact[str]]:
        if body.text is not None:
            yield body.text
        for item in body.items:
            yield from below(Body(item.text, item.items))

    for language in Language:
        side = reading.side(language)
        yield from below(side.question)
        yield from below(side.answer)
        for field in fields(side):
            value = getattr(side, field.name)
            if isinstance(value, Fact):
                yield value
        yield from side.terms
    if reading.asker is not None:
        yield reading.asker


def _items(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _items(item.items)


def _without_controls(text: str) -> str:
    try:
        return decode(text.encode(), Notes("page.txt"))
    except Rejected:
        return text


def check(text: str) -> None:
    start = time.process_time()
    found = read_text(text)
    count = len(text.split("\n"))
    if isinstance(found, Rejected):
        assert found.code in {"empty", "not-text", "not-a-question", "no-number"}
        assert found.line is None or 1 <= found.line <= count
        return
    question = merge([found])
    assert time.process_time() - start < 0.8
    for warning in question.warnings:
        if warning.span is not None:
            assert 1 <= warning.span.first <= warning.span.last <= count, warning
    lines = [
        normalise(line) if not line.startswith("____") else "" for line in _without_controls(text).split("\n")
    ]
    for fact in _texts(found):
        assert fact.span is not None
        assert fact.value.strip() == fact.value != ""
        printed = " ".join(line for line in lines[fact.span.first - 1 : fact.span.last] if line)
        assert fact.value.replace("\n\n", " ") in printed
    for language in Language:
        for item in _items(found.side(language).question.items + found.side(language).answer.items):
            assert item.span is not None
            assert 1 <= item.span.first <= item.span.last <= count


_LINES = (
    Sheet(
        relations=["Ook gesteld aan : schriftelijke vraag 6-99002"] * 2,
        chronology=["3/10/2016Verzending vraag", "(Einde van de antwoordtermijn: 3/11/2016)", "2/11/2016Antwoord"] * 2,
        answer_fr=("1 et 2. Douze fontaines.", "- ici", "Voir point 1."),
    )
    .lines()
)  # fmt: skip
_place_in_page = st.integers(0, len(_LINES) - 1)
_damage = st.lists(
    st.tuples(
        st.sampled_from(["drop", "double", "swap", "cut", "change", "insert"]), _place_in_page, _place_in_page
    ),
    min_size=1,
    max_size=8,
)


def damaged(lines: list[str], damage: list[tuple[str, int, int]], characters: str) -> str:
    lines = list(lines)
    for kind, here, there in damage:
        if not lines:
            break
        i, j = here % len(lines), there % len(lines)
        if kind == "drop":
            del lines[i]
        elif kind == "double":
            lines.insert(j, lines[i])
        elif kind == "swap":
            lines[i], lines[j] = lines[j], lines[i]
        elif kind == "cut":
            lines = [*lines[:i], lines[i][: there % (len(lines[i]) + 1)]] if there % 3 == 0 else lines
        elif kind == "change":
            at = there % (len(lines[i]) + 1)
            lines[i] = lines[i][:at] + characters + lines[i][at + 1 :]
        else:
            lines.insert(i, characters)
    return "\n".join(lines)


@settings(max_examples=400, deadline=None)
@given(_damage, st.text(max_size=3).filter(lambda text: not {"\n", "\r"} & set(text)))
def test_a_damaged_page_is_read_or_rejected(damage: list[tuple[str, int, int]], characters: str) -> None:
    check(damaged(_LINES, damage, characters.encode("utf-8", "ignore").decode()))


@real
@settings(max_examples=60, deadline=None)
@given(_damage)
def test_the_real_page_damaged_is_read_or_rejected(damage: list[tuple[str, int, int]]) -> None:
    check(damaged(page_lines(), [(kind, a * 3, b * 5) for kind, a, b in damage], "1) à"))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*_LINES, "1) Combien ?", "- Où ?", "2. Dix.", "________"]), max_size=60))
def test_lines_of_a_page_in_any_order_are_read_or_rejected(lines: list[str]) -> None:
    check("\n".join(lines))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 2000))
def test_any_bytes_in_a_page_are_read_or_rejected(data: bytes, at: int) -> None:
    page = Sheet().text().encode()
    with contextlib.suppress(Rejected):
        assert read(page[:at] + data + page[at:], "page.txt").document == "page.txt"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("1) a) 1) a) " * 5000, "marks"),
        ("1, 2 et 3, 4 et 5 à 6 - 7 " * 3000, "links between numbers"),
        ("Réponse reçue le " * 4000, "the answer's heading"),
        ("Question écrite n° 6-1 " * 3000, "the heading"),
        ("Session 2015-2016 Zitting " * 3000, "the session"),
        ("Aussi posée à : question écrite 6-1 " * 2000, "relations"),
        ("1/1/2016Verzending vraag " * 3000, "events"),
        ("(Einde van de antwoordtermijn: " * 3000, "deadlines"),
        ("____ " * 10000, "rules"),
        ("de " * 20000 + "(", "an asker without end"),
        ("voir la réponse à la question 1 " * 2000, "references"),
        (". 1) Combien ? " * 4000, "points on one line"),
        ("a " * 40000, "words"),
        ("«" * 40000, "quotes"),
        ("a" * 100000, "one word"),
    ],
)
@pytest.mark.parametrize("part", ["people", "title", "terms", "chronology", "relations", "question_heading", "question_fr", "answer_heading"])  # fmt: skip
def test_no_line_makes_the_reader_run_away(part: str, line: str, reason: str) -> None:
    sheet = Sheet()
    setattr(sheet, part, [*getattr(sheet, part), line])
    start = time.process_time()
    read_text(sheet.text())
    assert time.process_time() - start < 5, reason


@real
def test_cut_inside_the_answer_heading(sample: Reading) -> None:
    text = SAMPLE.read_text("utf-8")
    start = text.index("Réponse reçue le 19 juillet")
    whole = text[:start]
    for end in range(2, text.index("\n", start) - start):
        found = read_text(whole + text[start : start + end])
        assert isinstance(found, Reading)
        assert (found.question_incomplete, found.answer_present, found.answer_incomplete) == (
            False,
            True,
            True,
        )
        assert found.fr.question == sample.fr.question
        assert found.nl.question == sample.nl.question
        assert different(found, sample) == []
