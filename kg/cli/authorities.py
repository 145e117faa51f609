"""``kg authorities``: files that say which names belong together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import documents, options
from kg.cli.output import writing
from kg.cli.terminal import Terminal

if TYPE_CHECKING:
    from kg.authority.authorities import Authorities


@click.group()
@options.verbosity
def authorities() -> None:
    """Collect which French and Dutch names belong together.

    \b
    kg authorities learn pages/ -o names.toml
    kg build pages/ -o questions.ttl --authorities names.toml
    """


@authorities.command()
@options.pages
@options.output
@click.option(
    "--authorities",
    "known",
    type=options.INPUT_FILE,
    multiple=True,
    metavar="FILE",
    help="Keep what this file holds, too. Can be given more than once.",
)
@options.verbosity
@click.pass_context
def learn(context: click.Context, paths: tuple[Path, ...], output: Path, known: tuple[Path, ...]) -> None:
    """Collect the French-Dutch pairs of names on bilingual pages.

    PATH is a page, a folder, or '-'. Posts, parties and groups, and terms are collected, for --authorities. The result is TOML that can be edited by hand; docs/names.md says how.

    \b
    kg authorities learn pages/ -o names.toml
    kg build pages/ -o questions.ttl --authorities names.toml
    """
    from kg.authority.authorities import Learner
    from kg.authority.files import dumps

    before = options.load_authorities(known)
    learner = Learner()
    conversion = documents.read_pages(paths, resolver=learner)
    documents.check_any(conversion.outcomes, paths)
    found = before | learner.learnt()
    with writing(output) as stream:
        stream.write(dumps(found).encode())
    Terminal.current().say(*_summary(found))
    context.exit(documents.code_of(conversion.outcomes))


def _summary(found: Authorities) -> list[str]:
    from kg.authority.authorities import Kind

    counts = {kind: sum(name.kind is kind for name in found.names) for kind in Kind}
    learnt = (
        f"{documents.plural(counts[Kind.POST], 'post')}, {counts[Kind.AFFILIATION]} parties and groups,"
        f" {documents.plural(counts[Kind.TERM], 'term')}."
    )
    lines = [learnt]
    if ambiguous := found.ambiguous():
        shown = ", ".join(repr(name) for name in ambiguous[:3]) + (" …" if len(ambiguous) > 3 else "")
        lines.append(
            f"{documents.plural(len(ambiguous), 'Dutch name')} with several French ones, not used until one is left: {shown}"
        )
    return lines
