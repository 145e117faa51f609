"""Writes docs/queries.md from the headers of the queries; with ``--check``, only says whether it is current."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import jinja2

from kg.queries import KINDS, WRITERS, Parameter, Query, library
from tools import made_page

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "queries.md"
TEMPLATES = Path(__file__).resolve().parent / "templates"

HEADINGS = {
    "overview": "Overview",
    "deadlines": "Deadlines",
    "points": "Points and their answers",
    "topics": "Topics",
    "languages": "French and Dutch",
    "relations": "Relations",
    "search": "Search",
}
"""The sections of the page: the first tag of each query, in this order."""


def example(query: Query) -> str:
    """A command line that runs the query, with the parameters it needs, or else with the first that has an example."""
    shown = [parameter for parameter in query.parameters if parameter.required]
    shown = shown or [parameter for parameter in query.parameters if parameter.example][:1]
    given = (quoted(f"{parameter.name}={parameter.example}") for parameter in shown)
    return " ".join([f"kg query {query.name} --data questions.ttl", *(f"-p {value}" for value in given)])


def quoted(word: str) -> str:
    """A word of a command line; letters of any script need no quotes."""
    return word if re.fullmatch(r"[\w=.:/+-]+", word) else shlex.quote(word)


def values(parameter: Parameter) -> str:
    """What a parameter takes: its choices, or its type."""
    if parameter.choices:
        return ", ".join(f"`{choice}`" for choice in parameter.choices)
    return parameter.kind.title


def standing(parameter: Parameter) -> str:
    """Whether a parameter must be given, and what holds where it is not."""
    if parameter.required:
        return "required"
    return f"`{parameter.default}`" if parameter.default else ""


def cell(text: str) -> str:
    """A text as a cell of a table."""
    return text.replace("|", "\\|")


def page() -> str:
    """The whole page.

    Raises:
        KeyError: a query's first tag has no heading.
    """
    groups: dict[str, list[Query]] = {heading: [] for heading in HEADINGS.values()}
    for query in library():
        groups[HEADINGS[query.tags[0]]].append(query)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=jinja2.select_autoescape(),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(example=example, values=values, standing=standing, cell=cell)
    return environment.get_template("queries.md.j2").render(
        groups={heading: queries for heading, queries in groups.items() if queries},
        kinds=KINDS.values(),
        writers=WRITERS.values(),
    )


def main(arguments: list[str]) -> int:
    """Write the page, or say whether it is current. Exit code 1: it is not."""
    return made_page.run(arguments, tool="tools/query_reference.py", about=__doc__, page=PAGE, make=page)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
