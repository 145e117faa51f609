"""The number of days between two dates: exact for every pair of days, and the same on every engine."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal

from kg.queries import find
from kg.store import Solutions, Store, open_store
from tests.queries.engines import RdflibStore

STORES: dict[str, Store] = {"oxigraph": open_store(), "rdflib": RdflibStore([])}
BINDS = re.compile(r"^ *BIND\(12 \* .*?AS \?(\w+)Day\)\n", re.MULTILINE | re.DOTALL)
DATES = st.dates(date(1995, 1, 1), date(2100, 12, 31))


def arithmetic(query: str) -> dict[str, str]:
    """The lines of a query that make a day number of a date, by the date's variable."""
    return {match[1]: " ".join(match[0].split()) for match in BINDS.finditer(find(query).text)}


def differences(store: Store, pairs: list[tuple[date, date]]) -> dict[str, str]:
    lines = arithmetic("late-answers")
    values = " ".join(
        f'("{first} {second}" "{first}"^^xsd:date "{second}"^^xsd:date)' for first, second in pairs
    )
    result = store.query(
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
        f"SELECT ?pair (xsd:integer(?answeredDay - ?dueDay) AS ?days) WHERE {{ VALUES (?pair ?due ?answered) {{ {values} }} "
        f"{lines['due']} {lines['answered']} }}"
    )
    assert isinstance(result, Solutions)
    found = {}
    for pair, days in result.rows:
        assert isinstance(pair, Literal)
        assert isinstance(days, Literal)
        assert days == Literal(int(days.value))
        found[pair.value] = days.value
    return found


def expected(pairs: list[tuple[date, date]]) -> dict[str, str]:
    return {f"{first} {second}": str((second - first).days) for first, second in pairs}


def test_all_queries_reckon_alike() -> None:
    pattern = arithmetic("late-answers")["due"]
    found = 0
    for query in ("late-answers", "lateness-by-minister", "overdue"):
        for variable, lines in arithmetic(query).items():
            assert lines == re.sub(r"\?due(?=\W|[MYD])", f"?{variable}", pattern)
            found += 1
    assert found == 6


@pytest.mark.parametrize("name", STORES)
def test_every_day_from_1995_to_2100_follows_the_day_before(name: str) -> None:
    """With this, the difference of any two days is right: it is the sum of the steps between them."""
    first = date(1995, 1, 1)
    days = [first + timedelta(n) for n in range((date(2100, 12, 31) - first).days + 1)]
    # rdflib is slow: a day in each month, and all days about the ends of February, are enough where Oxigraph has all.
    if name == "rdflib":
        days = [day for day in days if day.day == 1 or (day.month in {2, 3} and not 3 < day.day < 27)]
    pairs = list(pairwise(days))
    for start in range(0, len(pairs), 2000):
        part = pairs[start : start + 2000]
        assert differences(STORES[name], part) == expected(part)


@settings(max_examples=15)
@given(st.lists(st.tuples(DATES, DATES), min_size=1, max_size=60))
def test_any_two_days(pairs: list[tuple[date, date]]) -> None:
    for store in STORES.values():
        assert differences(store, pairs) == expected(pairs)
