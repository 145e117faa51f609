"""Where results go: standard output, or a file that is written beside and then renamed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from kg.cli.exits import Code, Failure
from kg.files import replacing

STDOUT = Path("-")


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """A stream for the result; the file appears, whole, only when the block ends without an error.

    A link is followed, so that the file it points to is replaced. A device or a pipe is written to directly.

    Raises:
        Failure: the file cannot be written.
    """
    if path == STDOUT:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                yield stream
            return
        with replacing(Path(os.path.realpath(path))) as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise Failure(f"cannot write {path}: {problem.strerror or problem}", Code.USAGE) from problem


class OutputPath(click.ParamType[Path]):
    """A file that can be written, or ``-``; looked at before the work begins."""

    name = "file"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path, once its folder is known to be there."""
        path = Path(str(value))
        if path == STDOUT:
            return path
        if path.is_dir():
            self.fail(f"{path} is a folder; name a file in it.", param, ctx)
        if not path.parent.is_dir():
            self.fail(f"the folder {path.parent} does not exist; make it first.", param, ctx)
        if path.exists() and not os.access(path, os.W_OK):
            self.fail(f"{path} cannot be written: no permission.", param, ctx)
        if (path.is_file() or not path.exists()) and not os.access(path.parent, os.W_OK):
            self.fail(f"{path} cannot be written: no permission for its folder.", param, ctx)
        return path
