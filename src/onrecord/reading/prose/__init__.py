"""Ordinary sentences, English and French: words to symbols, symbols to phrases, phrases to readings."""
