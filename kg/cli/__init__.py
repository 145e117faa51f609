"""The command ``kg``."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command that ``sys.argv`` names; the exit code."""
    try:
        from kg.cli.app import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return 130
