"""Writes docs/commands.md from the commands' own help; with ``--check``, only says whether it is current."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli.app import app
from tools import made_page

PAGE = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
WIDTH = 100

INTRODUCTION = """\
# The command `kg`

This page is made from the commands' own help: `.venv/bin/python tools/command_reference.py`.

Data go to standard output, everything else to standard error, so that `kg convert page.txt > page.ttl` and
`kg convert pages/ | kg validate -` do what they look like. Result files are written beside and then renamed: a run
that is interrupted or fails leaves the old file as it was. Colours appear on a terminal only, and never where
[`NO_COLOR`](https://no-color.org) is set; progress is shown on a terminal only.
"""

AFTERWARDS = """\
## Exit codes

| code | means |
| --- | --- |
| 0 | fine, with or without warnings |
| 1 | finished, and found something wrong with the data: a violation, a document that was rejected, a question that is not there |
| 2 | wrong usage, or the output cannot be written |
| 3 | nothing could be read from any input |
| 4 | network or endpoint |
| 130 | interrupted |
| 141 | whoever read the result stopped reading, as in `kg query … \\| head` |

## What is said about documents

Warnings and errors go to standard error, one a line, in the form that editors know: `FILE:LINE: warning: message [code]`.
Of more than 20 warnings the first 10 are shown and the others counted; `-v` shows all, `-q` none. [What the codes
mean](warnings.md).

`--report FILE` writes JSON Lines, one object for each document given:

| key | value |
| --- | --- |
| `source` | the document's name; `<stdin>` for standard input |
| `status` | `converted` or `rejected` |
| `questions` | a list of objects with the question's number, `id`; `kg build` adds `conforms` |
| `layout` | the layout that was found; null where none was |
| `warnings`, `errors` | lists of objects with `code`, `message` and `line` (null where it is not one line) |

## What is fetched, and what is kept

`kg fetch` asks for one page at a time. Between two requests it pauses as long as `--delay` says, or as robots.txt asks
(`Crawl-delay`, `Request-rate`) where that is longer; it asks for nothing that robots.txt does not allow, and for nothing at
all where robots.txt cannot be read. It asks again, after a pause that doubles or that the server names (`Retry-After`), when
the server is busy or fails (429, 500, 502, 503, 504), a connection breaks, or an answer is late or cut. Redirects are
followed within the same host. The run stops when the server asks for more than five minutes, or after five pages one after
the other that could not be got.

Of a page FOLDER has the bytes as they came, `7-1668-bilingual-print-fr.html`, and a JSON object beside it,
`7-1668-bilingual-print-fr.html.meta.json`:

| key | value |
| --- | --- |
| `url` | the address that was asked for |
| `address` | the page's address at the Senate, which becomes `dcterms:source` |
| `retrieved` | when these bytes came, in UTC; becomes `wq:retrieved` |
| `checked` | when the server last said that they are current |
| `sha256` | of the bytes; where it is not that of the page, the object is not believed |
| `etag`, `last_modified`, `content_type` | what the server said |
| `state` | `answered`, `requalified`, `closed`, `lapsed` or `open`; `unknown` where the page does not show it; `incomplete` where a text is cut or missing; `missing` where there is no such page (then there is only this object); `rejected` |

A page whose state is `answered`, `closed` or `lapsed` is not asked for again unless `--again` is given. What came in place
of a page and is none of that question is kept as `7-1668-bilingual-print-fr.html.rejected`, which no command reads.

Exit codes: 0 also where there is no such question; 1 where a page could not be got, or was rejected; 4 where none of those
asked for could be got.

## Which files are read

A file that is named is read whatever its name. Of a folder and the folders in it, files that end in `.txt`, `.html` or
`.htm` are read as pages and, by the commands that take RDF, files with the suffix of an RDF format; the others, and hidden
files and folders, are passed over. A file that is reached twice is read once. A file whose suffix says nothing, and
standard input, is RDF if it opens like RDF, else a page. An archive (`.zip`, `.tar`, `.tar.gz`, `.tgz`) is read as a folder, a
JSON Lines file (`.jsonl`, `.ndjson`) as a page for each line, a `.gz` as the page in it. A page may have 16 MiB; RDF any size.
"""


def page() -> str:
    """The text of docs/commands.md."""
    context = _context(app, "kg", None)
    parts = [INTRODUCTION, _section(app, "kg", None), *_sections(app, context)]
    return "\n".join([*parts, AFTERWARDS])


def _sections(group: click.Group, context: click.Context) -> Iterator[str]:
    """The sections of the commands of a group, and of those in them."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        yield _section(command, name, context)
        if isinstance(command, click.Group):
            yield from _sections(command, _context(command, name, context))


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    return click.Context(
        command,
        info_name=name,
        parent=parent,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=app.context_settings["help_option_names"],
    )


def _section(command: click.Command, name: str, parent: click.Context | None) -> str:
    context = _context(command, name, parent)
    return f"## `{context.command_path}`\n\n```text\n{command.get_help(context)}\n```\n"


def main(arguments: list[str]) -> int:
    """Write the page, or say whether it is current. Exit code 1: it is not."""
    return made_page.run(arguments, tool="tools/command_reference.py", about=__doc__, page=PAGE, make=page)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
