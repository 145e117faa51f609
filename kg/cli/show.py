"""``kg show``: one question, to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import documents, options, targets
from kg.cli.exits import Code, Failure
from kg.cli.terminal import Terminal
from kg.model import DocumentNumber, Language

if TYPE_CHECKING:
    from kg.conversion import Outcome
    from kg.model import PointPath, Question, QuestionPoint

BOTH = "both"


@click.command()
@click.argument("what", metavar="ID|PATH")
@options.data
@options.store_to_read
@click.option(
    "--language",
    type=click.Choice([*(language.value for language in Language), BOTH]),
    default=BOTH,
    show_default=True,
    help="The language of the texts.",
)
@options.thesaurus
@options.authorities
@click.option("--lines", is_flag=True, help="Show the lines of the page that each fact was read from.")
@options.verbosity
@click.pass_context
def show(
    context: click.Context,
    what: str,
    paths: tuple[Path, ...],
    store: Path | None,
    language: str,
    thesaurus: Path | None,
    authorities: tuple[Path, ...],
    lines: bool,
) -> None:
    """Show one question: its facts, and its points beside their answers.

    ID is a question's number in the data, PATH a page; points that the answer leaves out are marked.

    \b
    kg show 7-1668.txt --lines                 a page, and where each fact stands in it
    kg show 7-1668 --data questions.ttl        a question of a graph
    kg show 7-1668 --data pages/ --language nl
    kg show 7-1668 --store senate/
    """
    from rich.rule import Rule

    from kg.cli.sheet import Sheet
    from kg.graph.reading_back import questions as read_back

    outcomes: Sequence[Outcome] = ()
    from_pages = False
    number: DocumentNumber | None
    if store is not None:
        number = _number(what, paths, context)
        wanted = _held(store, number)
    else:
        number, paths = _where(what, paths, context)
        gathered = documents.read_data(paths, resolver=options.resolver(thesaurus, authorities))
        outcomes, from_pages = gathered.outcomes, gathered.from_pages
        questions = gathered.questions if from_pages else read_back(gathered.triples)
        wanted = [question for question in questions if number is None or question.id == number]
    if not wanted:
        raise Failure(f"not in the data: {f'question {what}' if number else 'any question'}", Code.FOUND)
    languages = tuple(Language) if language == BOTH else (Language(language),)
    sheets = [Sheet(question, languages, _unanswered(question), lines) for question in wanted]
    terminal = Terminal.current()
    terminal.show(*[part for sheet in sheets for part in (Rule(style="dim"), sheet)][1:])
    if lines and not from_pages:
        terminal.say("RDF does not keep the lines of the pages: show the pages themselves for that.")
    context.exit(documents.code_of(outcomes))


def _number(what: str, paths: tuple[Path, ...], context: click.Context) -> DocumentNumber:
    """The number of a question in a store."""
    if paths:
        raise click.UsageError("--data and --store cannot be given together.")
    return options.Number().convert(what, None, context)


def _held(store: Path, number: DocumentNumber) -> list[Question]:
    from kg.graph.reading_back import questions as read_back

    with targets.on_disk(store) as held:
        triples = [triple for _, graph in held.graphs({number}) for triple in graph]
        return [question for question in read_back(triples, held.iris) if question.id == number]


def _where(
    what: str, paths: tuple[Path, ...], context: click.Context
) -> tuple[DocumentNumber | None, tuple[Path, ...]]:
    """The number asked for, none for every question, and what to look for it in."""
    try:
        number = DocumentNumber.parse(what)
    except ValueError:
        if paths:
            raise click.UsageError(
                f"with --data, name a question by its number, such as 7-1668, not {what!r}."
            ) from None
        return None, (options.INPUT.convert(what, None, context),)
    if paths:
        return number, paths
    if Path(what).exists():
        return None, (Path(what),)
    raise click.UsageError(f"where is question {what}? Say so with --data PATH or --store DIR.")


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
