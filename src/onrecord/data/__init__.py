"""Datasets: opening files of any layout in one form, and answering every measure from one tally.

The only package that imports Ibis and DuckDB, and only inside functions. Imports the model and the vocabulary.
"""
