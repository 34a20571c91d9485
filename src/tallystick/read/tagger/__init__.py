"""Extractor ``tagger/1``: linear models over the parse that the rules share, for English.

Flow: `words` and `phrases` (what the models look at, names of parties masked) -> `counts`,
`events`, `roles` (features of a number, of a word, of a noun phrase) -> `weights` (the
trained models) -> `extractor` (claims, through the rules' own modules for fields) ->
`choosing`, `periods`, `places`, `settled` (fields chosen among all that a page tells).
"""
