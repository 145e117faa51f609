"""``kg show``: one question, to be read."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import documents, options
from kg.cli.exits import Code, Failure
from kg.cli.terminal import Terminal, console
from kg.model import DocumentNumber, Language

if TYPE_CHECKING:
    from kg.model import PointPath, Question, QuestionPoint

BOTH = "both"
WIDEST = 120
"""Longer lines are hard to read."""


@click.command()
@click.argument("what", metavar="ID|PATH")
@options.data
@click.option(
    "--language",
    type=click.Choice([*(language.value for language in Language), BOTH]),
    default=BOTH,
    show_default=True,
    help="The language of the texts.",
)
@click.option("--lines", is_flag=True, help="Show the lines of the page that each fact was read from.")
@options.verbosity
@click.pass_context
def show(context: click.Context, what: str, paths: tuple[Path, ...], language: str, lines: bool) -> None:
    """Show one question: its facts, and its points beside their answers.

    ID is a question's number in the data, PATH a page; points that the answer leaves out are marked.

    \b
    kg show 7-1668.txt --lines                 a page, and where each fact stands in it
    kg show 7-1668 --data questions.ttl        a question of a graph
    kg show 7-1668 --data pages/ --language nl
    """
    from kg.cli.sheet import Sheet

    try:
        number = DocumentNumber.parse(what)
    except ValueError:
        number = None
        if paths:
            raise click.UsageError(
                f"with --data, name a question by its number, such as 7-1668, not {what!r}."
            ) from None
        paths = (options.INPUT.convert(what, None, context),)
    if not paths:
        if Path(what).exists():
            paths, number = (Path(what),), None
        else:
            raise click.UsageError(f"where is question {what}? Say so with --data PATH.")
    questions, code = _questions(paths)
    wanted = [question for question in questions if number is None or question.id == number]
    if not wanted:
        raise Failure(f"not in the data: question {what}", Code.FOUND)
    languages = tuple(Language) if language == BOTH else (Language(language),)
    out = console(sys.stdout)
    out.width = min(out.width, WIDEST)
    for place, question in enumerate(wanted):
        if place:
            out.rule(style="dim")
        out.print(Sheet(question, languages, _unanswered(question), lines))
    if lines and not any(question.asker and question.asker.span for question in wanted):
        Terminal.current().say(
            "RDF does not keep the lines of the pages: show the pages themselves for that."
        )
    context.exit(code)


def _questions(paths: tuple[Path, ...]) -> tuple[Sequence[Question], Code]:
    """The questions of the data; those of pages with their lines, as long as no RDF is among the data."""
    from kg.graph.reading_back import questions

    gathered = documents.read_data(paths)
    code = documents.code_of(gathered.outcomes)
    return (gathered.questions if gathered.from_pages else questions(gathered.triples)), code


def _unanswered(question: Question) -> list[PointPath]:
    """The paths of the points that the answer leaves out, as the query of the library finds them."""
    from kg import api
    from kg.graph.iris import Iris

    iris = Iris()
    found = {row["pointIri"] for row in api.query("unanswered-points", question)}
    return [path for path in _paths(question.points) if iris.question_point(question.id, path) in found]


def _paths(points: Sequence[QuestionPoint], above: PointPath = ()) -> Iterator[PointPath]:
    for point in points:
        path = (*above, point.key)
        yield path
        yield from _paths(point.points, path)
