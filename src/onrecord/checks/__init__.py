"""The checks: one module for each kind of statement.

Checks take values (readings, figures, typed blocks) and return values (outcomes, findings); they read no files and
ask no data themselves. They import the model and the vocabulary.
"""
