"""What happened to a question, and when.

Bilingual prints list it once per column; where the columns disagree on a date, neither counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.model import Event, EventKind, Fact
from kg.reading import dates, lexicon
from kg.reading.page import Line, Notes
from kg.reading.parts import Columns
from kg.reading.patterns import DEADLINE

_DATED = re.compile(r"(?P<date>\d{1,2}/\d{1,2}/\d{1,4}(?!\d))\s*\|?\s*(?P<label>.*)")
_ONCE = frozenset(EventKind) - {EventKind.REMINDED}

_Kind = EventKind | None
"""What an entry is about; none stands for the deadline."""


@dataclass(frozen=True, slots=True)
class Chronology:
    """The events in the order of their dates, the deadline, and whether every line of the list was understood."""

    events: tuple[Event, ...] = ()
    due: Fact[date] | None = None
    understood: bool = True


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: _Kind
    day: date | None
    line: Line


def read(columns: Columns, notes: Notes, *, doubled: bool, whole: bool = True) -> Chronology:
    """Read the lines of a chronology.

    It is not ``whole`` where the copy ends in it: its last line counts only where it gives a date, and what the second
    column lacks contradicts nothing.
    """
    if not whole:
        columns = _without_cut_line(columns)
    if columns.both:
        entries, understood = _entries(columns.both, notes)
        left, right = _halves(entries) if doubled else (entries, [])
        if right and _same(left, right) and _order(left) != _order(right):
            notes.warn(
                "layout-irregular", "the two columns give the events in different orders", columns.both
            )
    else:
        left, fine = _entries(columns.fr, notes)
        right, too = _entries(columns.nl, notes)
        understood = fine and too
    if whole:
        _warn_of_single(left, right, notes)
    else:
        right = [entry for entry in right if entry.day is not None]
    return _agreed(left, right, notes, understood=understood)


def _without_cut_line(columns: Columns) -> Columns:
    """The columns without the last line, where it gives no date."""
    sides = [columns.fr, columns.nl, columns.both]
    last = max((lines[-1] for lines in sides if lines), key=lambda line: line.number, default=None)
    if last is None:
        return columns
    entries, _ = _entries([last], Notes(""))
    if any(entry.day is not None for entry in entries):
        return columns
    return Columns(*(lines[:-1] if lines and lines[-1] is last else lines for lines in sides))


def _entries(lines: Sequence[Line], notes: Notes) -> tuple[list[_Entry], bool]:
    entries: list[_Entry] = []
    understood = True
    told: set[str] = set()
    for line in lines:
        text = line.text.strip(" |")
        if not text:
            continue
        dated = _DATED.fullmatch(text)
        rest = dated["label"] if dated else text
        deadline = DEADLINE.search(rest)
        label = (rest[: deadline.start()] if deadline else rest).strip(" |")
        if deadline:
            entries.append(_Entry(None, _day(deadline["date"], line, notes, told), line))
        if dated and label:
            kind = lexicon.event_labels().get(lexicon.fold(label))
            if kind is None:
                understood = False
                if lexicon.fold(label) not in told:
                    told.add(lexicon.fold(label))
                    notes.warn("unknown-label", f"the chronology says {label!r}, which is not known", line)
            else:
                entries.append(_Entry(kind, _day(dated["date"], line, notes, told), line))
        elif label or not deadline:
            understood = False
            notes.warn("unknown-label", f"this line of the chronology is not understood: {text!r}", line)
    return entries, understood


def _day(text: str, line: Line, notes: Notes, told: set[str]) -> date | None:
    day = dates.parse(text)
    if day is None and text not in told:
        told.add(text)
        notes.warn("unreadable-date", f"no date: {text.strip()!r}", line)
    return day


def _halves(entries: list[_Entry]) -> tuple[list[_Entry], list[_Entry]]:
    """Part a list that was printed twice, where its halves are most alike."""

    def likeness(at: int) -> tuple[int, int, int]:
        left, right = entries[:at], entries[at:]
        same = Counter((e.kind, e.day) for e in left) & Counter((e.kind, e.day) for e in right)
        kinds = Counter(e.kind for e in left) & Counter(e.kind for e in right)
        return same.total(), kinds.total(), -abs(len(left) - len(right))

    if len(entries) < 2:
        return entries, []
    half = len(entries) // 2
    if _order(entries[:half]) == _order(entries[half:]):
        return entries[:half], entries[half:]
    at = max(range(1, len(entries)), key=likeness)
    if likeness(at)[:2] == (0, 0):
        return entries, []
    return entries[:at], entries[at:]


def _order(entries: Sequence[_Entry]) -> list[tuple[_Kind, date | None]]:
    return [(entry.kind, entry.day) for entry in entries]


def _same(left: Sequence[_Entry], right: Sequence[_Entry]) -> bool:
    return Counter(_order(left)) == Counter(_order(right))


def _agreed(left: list[_Entry], right: list[_Entry], notes: Notes, *, understood: bool) -> Chronology:
    events: list[Event] = []
    due: Fact[date] | None = None
    kinds = dict.fromkeys(entry.kind for entry in left + right)
    for kind in kinds:
        mine = [entry for entry in left if entry.kind == kind]
        theirs = [entry for entry in right if entry.kind == kind]
        kept = _kept(mine, theirs, kind, notes)
        if kind is None:
            day = _deadline(kept, notes)
            due = day or due
        else:
            if kind in _ONCE and len({entry.day for entry in kept}) > 1:
                notes.warn(
                    "repeated-event",
                    f"{_name(kind)} comes more than once; the first counts",
                    [e.line for e in kept],
                )
            events += [Event(kind, entry.day, notes.span(entry.line)) for entry in kept]
    events.sort(key=lambda event: (event.date or date.max, list(EventKind).index(event.kind)))
    return Chronology(tuple(events), due, understood)


def _warn_of_single(left: list[_Entry], right: list[_Entry], notes: Notes) -> None:
    """Tell of what only one of two columns prints; it counts all the same."""
    if not left or not right:
        return
    for mine, theirs in ((left, right), (right, left)):
        kinds = {entry.kind for entry in theirs}
        for entry in mine:
            if entry.kind not in kinds:
                notes.warn(
                    "contradiction", f"only one of the two columns gives {_name(entry.kind)}", entry.line
                )


def _kept(mine: list[_Entry], theirs: list[_Entry], kind: _Kind, notes: Notes) -> list[_Entry]:
    """The entries of one kind that both columns print, or that one of them lacks altogether."""
    if not mine or not theirs:
        return _distinct(mine or theirs)
    days, others = {entry.day for entry in mine}, {entry.day for entry in theirs}
    if days == others:
        return _distinct(mine)
    both = days & others
    if days <= others or others <= days:
        return _distinct(mine if others <= days else theirs)
    shown = " / ".join(sorted(str(day) for day in days ^ others))
    notes.warn(
        "contradiction",
        f"the two columns give different dates for {_name(kind)}: {shown}; neither is taken",
        [entry.line for entry in mine + theirs],
    )
    kept = _distinct([entry for entry in mine if entry.day in both])
    if not kept and kind is not None:
        # That it happened is printed twice; only its date is not certain.
        kept = [_Entry(kind, None, mine[0].line)]
    return kept


def _distinct(entries: list[_Entry]) -> list[_Entry]:
    seen: dict[date | None, _Entry] = {}
    for entry in entries:
        seen.setdefault(entry.day, entry)
    dated = [entry for day, entry in seen.items() if day is not None]
    return dated or list(seen.values())


def _deadline(entries: list[_Entry], notes: Notes) -> Fact[date] | None:
    days = {entry.day: entry for entry in entries if entry.day is not None}
    if len(days) > 1:
        shown = ", ".join(sorted(str(day) for day in days))
        notes.warn(
            "contradiction", f"more than one deadline: {shown}; none is taken", [e.line for e in entries]
        )
        return None
    for day, entry in days.items():
        return Fact(day, notes.span(entry.line))
    return None


def _name(kind: _Kind) -> str:
    return "the deadline" if kind is None else f"the event {kind.value!r}"
