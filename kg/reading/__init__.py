"""Bytes to readings: what one page says."""
