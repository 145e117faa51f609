"""The written questions of the Belgian Senate as a knowledge graph."""

__version__ = "0.1.0"
