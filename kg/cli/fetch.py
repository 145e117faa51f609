"""``kg fetch``: pages from the Senate's site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from kg.cli import documents, options
from kg.cli.exits import Code
from kg.cli.terminal import Terminal
from kg.model import Language, View

if TYPE_CHECKING:
    from kg.fetching import Outcome
    from kg.model import DocumentNumber

VIEWS = (View.BILINGUAL_PRINT, View.PRINT, View.WEB)
SITE = "https://www.senate.be"
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_GO_ON = "the same command goes on where it ended"


class Numbers(click.ParamType["Sequence[DocumentNumber]"]):
    """A question's number, or a range of them."""

    name = "id|range"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Sequence[DocumentNumber]:
        """The numbers."""
        from kg.fetching import numbers

        try:
            return numbers(str(value))
        except ValueError as problem:
            self.fail(str(problem), param, ctx)


class Site(click.ParamType[str]):
    """The beginning of an address."""

    name = "url"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The address, if it is one."""
        text = str(value)
        try:
            parts = urlsplit(text)
            given = parts.scheme in {"http", "https"} and parts.hostname and (parts.port or True)
        except ValueError:
            given = False
        if not given or parts.query or parts.fragment or not text.isprintable() or " " in text:
            self.fail(f"{text!r} is not the address of a server, such as {SITE}.", param, ctx)
        return text


@click.command()
@click.argument("wanted", metavar="ID|RANGE...", nargs=-1, required=True, type=Numbers())
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, writable=True, path_type=Path),
    required=True,
    metavar="FOLDER",
    help="Where the pages are kept; it is made if it is not there.",
)
@click.option(
    "--view",
    "views",
    type=click.Choice([str(view) for view in VIEWS]),
    multiple=True,
    default=[str(View.BILINGUAL_PRINT)],
    show_default=True,
    help="Which page of a question. Can be given more than once.",
)
@click.option(
    "--language",
    "languages",
    type=click.Choice([str(language) for language in Language]),
    multiple=True,
    default=[str(Language.FR)],
    show_default=True,
    help="The language of the page. Can be given more than once.",
)
@click.option(
    "--base-url",
    "site",
    type=Site(),
    default=SITE,
    show_default=True,
    help="Another server that has the Senate's pages under the same paths.",
)
@click.option(
    "--delay",
    type=click.FloatRange(min=0, max=3600),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="The least pause between two requests, 1 at least but on your own machine; robots.txt can ask for more.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True, max=3600),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="The longest that one answer may take.",
)
@click.option(
    "--retries",
    type=click.IntRange(0, 10),
    default=4,
    show_default=True,
    help="How often a page is asked for again when the server stumbles.",
)
@click.option(
    "--again", is_flag=True, help="Ask also for the pages that are complete whether they have changed."
)
@options.verbosity
@click.pass_context
def fetch(
    context: click.Context,
    wanted: tuple[Sequence[DocumentNumber], ...],
    output: Path,
    views: tuple[str, ...],
    languages: tuple[str, ...],
    site: str,
    delay: float,
    timeout: float,
    retries: int,
    again: bool,
) -> None:
    """Download pages of questions from the Senate's site, one at a time and without haste.

    ID is a question's number; RANGE is two of them with two full stops between, both included. Each page becomes a file
    of FOLDER as it came, with a file beside it that tells where and when (NAME.meta.json). What robots.txt does not
    allow is not asked for.

    A run can be interrupted and given again: a complete page of a question that is answered, closed or lapsed is not
    asked for again; of any other that is there it is asked whether it has changed. What is no page of the question asked
    for is kept aside, as NAME.rejected.

    \b
    kg fetch 7-1668 -o pages/
    kg fetch 7-1600..1668 7-12 -o pages/
    kg fetch 7-1668 -o pages/ --view web --language fr --language nl
    """
    from kg.asking import USER_AGENT
    from kg.fetching import Settings, Stopped, targets
    from kg.fetching import fetch as get

    if delay < 1 and urlsplit(site).hostname not in _LOCAL:
        raise click.UsageError("a delay of less than 1 second is only for a server on your own machine.")
    terminal = Terminal.current()
    numbers = list(chain.from_iterable(wanted))
    pages = list(targets(numbers, [View(view) for view in views], [Language(name) for name in languages]))
    settings = Settings(user_agent=USER_AGENT, site=site, delay=delay, timeout=timeout, retries=retries)
    output.mkdir(parents=True, exist_ok=True)
    outcomes: list[Outcome] = []
    stopped = False
    try:
        for outcome in get(pages, output, settings, again=again):
            outcomes.append(outcome)
            _tell(terminal, outcome)
    except Stopped as problem:
        stopped = True
        terminal.line(f"stopped: {problem}; {_GO_ON}")
    except KeyboardInterrupt:
        terminal.line(f"interrupted; {_GO_ON}")
        terminal.say(_summary(outcomes, len(pages)))
        context.exit(Code.INTERRUPTED)
    terminal.say(_summary(outcomes, len(pages)))
    context.exit(_code(outcomes, stopped=stopped))


def _tell(terminal: Terminal, outcome: Outcome) -> None:
    from kg.fetching import Result

    failed = outcome.result is Result.FAILED
    told = outcome.why or ("" if outcome.result is Result.MISSING else str(outcome.state))
    line = f"{outcome.target.file_name}: {outcome.result}" + (f": {told}" if told else "")
    if failed or not terminal.quiet:
        terminal.line(line)


def _summary(outcomes: Sequence[Outcome], wanted: int) -> str:
    from kg.fetching import Result

    counts = Counter(outcome.result for outcome in outcomes)
    parts = [f"{counts[result]} {result}" for result in Result]
    if len(outcomes) < wanted:
        parts.append(f"{wanted - len(outcomes)} not asked for")
    return f"{documents.plural(wanted, 'page')}: {', '.join(parts)}."


def _code(outcomes: Sequence[Outcome], *, stopped: bool) -> Code:
    from kg.fetching import Result

    failed = [outcome for outcome in outcomes if outcome.result is Result.FAILED]
    if not failed and not stopped:
        return Code.FINE
    asked = {outcome.result for outcome in outcomes} - {Result.COMPLETE, Result.FAILED}
    return Code.FOUND if asked or not all(outcome.network for outcome in failed) else Code.NETWORK
