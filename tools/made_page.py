"""The command line that the tools which make a page of docs/ share: write the page, or say whether it is current."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path


def run(arguments: list[str], *, tool: str, about: str | None, page: Path, make: Callable[[], str]) -> int:
    """Write a page, or, with ``--check``, say whether it is current.

    Args:
        arguments: what stands on the command line.
        tool: the tool's path, as a person runs it.
        about: what its help says.
        page: where the page goes, unless ``--output`` names another place.
        make: gives the text of the page.

    Returns:
        The exit code; 1 where the page is not current.
    """
    parser = argparse.ArgumentParser(prog=tool, description=about)
    parser.add_argument(
        "--check", action="store_true", help="write nothing, exit 1 if the page is not current"
    )
    parser.add_argument(
        "-o", "--output", type=Path, default=page, help=f"the page (default: docs/{page.name})"
    )
    options = parser.parse_args(arguments)
    output: Path = options.output
    text = make()
    if not options.check:
        output.parent.mkdir(exist_ok=True)
        output.write_text(text, encoding="utf-8")
        return 0
    if output.exists() and output.read_text(encoding="utf-8") == text:
        return 0
    print(f"{output} is not current: run python {tool}", file=sys.stderr)
    return 1
