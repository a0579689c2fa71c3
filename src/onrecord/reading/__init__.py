"""Readings and canonical English: ``parse_reading`` and ``print_reading`` are inverses of one another.

Imports the model and the vocabulary.
"""

from onrecord.reading.cursor import ReadingFault
from onrecord.reading.parser import parse_reading
from onrecord.reading.printer import adverb, print_amount, print_assertion, print_reading

__all__ = ["ReadingFault", "adverb", "parse_reading", "print_amount", "print_assertion", "print_reading"]
