"""The exit codes of ``kg``, and the errors that end it with one."""

from __future__ import annotations

from enum import IntEnum
from typing import IO, Any

import click


class Code(IntEnum):
    """What ``kg`` ends with; said in ``kg --help`` and in docs/commands.md."""

    FINE = 0
    FOUND = 1
    USAGE = 2
    NOTHING_READ = 3
    NETWORK = 4
    INTERRUPTED = 130
    PIPE_CLOSED = 141


class Failure(click.ClickException):
    """Ends the command with a sentence for the person and an exit code."""

    def __init__(self, message: str, code: Code) -> None:
        super().__init__(message)
        self.code = code

    @property
    def exit_code(self) -> int:  # type: ignore[override]
        """What the process ends with."""
        return self.code

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence on standard error."""
        click.echo(f"error: {self.format_message()}", file=file, err=file is None)
