"""What everything published shares: the language of the pages, the theme, and the sheet as readers see it.

    locale    words, numbers, dates and plurals in a language
    theme     colours, fonts, logo, the wording of ratings
    shown     Edition, Locale, Theme -> Sheet: every text that a reader sees, once for all renderers
    words, tables, blocks, statistics    fixed terms, typed blocks and statistics in full, as values
    views     a statement with all that pages and report show of it

Imports the model; ``views`` also the charts.
"""
