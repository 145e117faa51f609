"""The written questions of the Belgian Senate as a knowledge graph.

>>> import kg
>>> questions = kg.read("examples")
>>> kg.validate(kg.to_graph(questions[0])).conforms
True
"""

from kg.api import NothingRead, Row, load, open_store, query, read, to_graph, validate
from kg.model import DocumentNumber, Language, Question
from kg.version import __version__

__all__ = [
    "DocumentNumber",
    "Language",
    "NothingRead",
    "Question",
    "Row",
    "__version__",
    "load",
    "open_store",
    "query",
    "read",
    "to_graph",
    "validate",
]
