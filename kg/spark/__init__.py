"""Converting on a cluster: the same steps as :mod:`kg.bulk`, shared out by Apache Spark.

Only the modules below this one know Spark, and need what the extra ``spark`` installs; this one can be imported
without it. The work, from left to right; the double line is the one shuffle:

    files ─▶ documents ─▶ entries ══▶ groups by question ─▶ N-Quads, report, violations, labels ─▶ names

Every rule is that of a local run: how a file gives documents (:mod:`kg.inputs`), what a page says and a question is
(:mod:`kg.bulk`), which copy of a page counts (:class:`kg.readings.Entry`), what names are (:class:`kg.graph.names.Names`).
"""

from __future__ import annotations

from importlib.util import find_spec
from os import environ
from pathlib import Path
from shutil import which


class SparkError(RuntimeError):
    """Spark is missing, cannot be started, or gave up; the message says what to do."""


def missing() -> str | None:
    """What has to be installed before anything of this package works; none where all is there."""
    if find_spec("pyspark") is None:
        return "Spark is not installed: pip install 'written-questions[spark]'"
    home = environ.get("JAVA_HOME")
    if (not home or not Path(home, "bin", "java").is_file()) and which("java") is None:
        return (
            "Spark needs Java 17 or newer, and none was found: install it (Debian, Ubuntu: apt install"
            " openjdk-17-jre-headless) or let JAVA_HOME name its folder"
        )
    return None
