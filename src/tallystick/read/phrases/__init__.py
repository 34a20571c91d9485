"""Reading without a parser: one engine over word lists of a language.

`words` and `lexicon` match the lists of ``data/read/<language>``, `page` cuts a document
into sentences with all that was found in them, `counted` to `tallies` read stated totals,
`tellings` to `incidents` events, `statements` the rest. ``data/read/README.md`` says what
the lists mean.
"""
