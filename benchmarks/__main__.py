"""Measure, and print the table of benchmarks/README.md: ``python -m benchmarks`` or ``make bench``.

All rows of one table come from one run, and are ratios: what the machine does beside changes both sides.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.measuring import Failed
from benchmarks.rows import ROWS, Bench, Row

README = Path(__file__).with_name("README.md")
_TABLE = re.compile(r"(<!-- table -->\n).*?(\n<!-- end of the table -->)", re.DOTALL)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 1 where a ratio is not what is asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    names = [row.__name__.replace("_", "-") for row in ROWS]
    parser.add_argument("-n", "--questions", type=int, default=10_000, help="how many (10000)")
    parser.add_argument("--only", action="append", choices=names, help="only these rows; repeatable")
    parser.add_argument(
        "--folder", type=Path, help="keep pages, graphs and stores here, and use those there are"
    )
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    given = parser.parse_args(arguments)
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as temporary:
        folder: Path = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        bench = Bench(folder, given.questions)
        for name, measure in zip(names, ROWS, strict=True):
            if given.only and name not in given.only:
                continue
            try:
                for row in measure(bench):
                    sys.stderr.write(f"{row.work}: {row.ratio:.1f}\n")
                    found.append(row)
            except Failed as problem:
                sys.stderr.write(f"{name}: {problem}\n")
                return 1
    text = f"{machine(given.questions)}\n\n{table(found)}"
    sys.stdout.write(f"{text}\n")
    if given.write:
        README.write_text(with_table(README.read_text(encoding="utf-8"), text), encoding="utf-8")
    return 0 if all(row.met for row in found) else 1


def machine(questions: int) -> str:
    """What the table was measured on."""
    return f"{questions:,} questions; {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}."


def table(rows: Iterable[Row]) -> str:
    """The rows as Markdown."""
    lines = ["| work | measured | ratio | asked |", "| --- | --- | --- | --- |"]
    for row in rows:
        asked = f"at least {row.least:g}" if row.least is not None else f"at most {row.most:g}"
        lines.append(
            f"| {row.work} | {row.figures} | {row.ratio:.1f} | {asked}{'' if row.met else ': **not met**'} |"
        )
    return "\n".join(lines)


def with_table(text: str, new: str) -> str:
    """A text with another table where its marks are."""
    return _TABLE.sub(lambda found: found[1] + new + found[2], text)


if __name__ == "__main__":
    sys.exit(main())
