"""Getting the Senate's pages: politely, one after the other, so that an interrupted run can be taken up again.

Which pages are wanted is said by :mod:`kg.fetching.targets`; :mod:`kg.fetching.connection` asks for them, within what
:mod:`kg.fetching.robots` allows; :mod:`kg.fetching.judging` reads what came; :mod:`kg.fetching.folder` keeps it; and
:mod:`kg.fetching.run` is the whole.
"""

from kg.clock import Clock
from kg.fetching.connection import Settings
from kg.fetching.run import Outcome, Result, Stopped, fetch
from kg.fetching.targets import SITE, Target, numbers, targets

__all__ = [
    "SITE",
    "Clock",
    "Outcome",
    "Result",
    "Settings",
    "Stopped",
    "Target",
    "fetch",
    "numbers",
    "targets",
]
