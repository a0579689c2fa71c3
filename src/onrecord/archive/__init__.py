"""Captured copies of cited pages: fetching and keeping them, their text, and looking quotations up in it.

Imports ``onrecord.model``; requests, warcio, trafilatura and pypdf where they are used.
"""
