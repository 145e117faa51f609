"""Measurements of the project, and the invented questions that they are made with."""
