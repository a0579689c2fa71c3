"""What people and machines see: each renderer is a function from a report to text.

Renderers import the model, and ``onrecord.text.diagnostics`` is handed to them; they compute nothing.
"""
