"""The command ``kg``."""

from __future__ import annotations

import logging
import signal
import sys


def main() -> int:
    """Run the command that ``sys.argv`` names; the exit code."""
    try:
        # As an interrupt does, so that nothing is left beside an output file.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
        logging.basicConfig(level=logging.CRITICAL, format="%(message)s")
        from kg.cli.app import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return 130
