"""The nouns: frozen, without behaviour beyond their own arithmetic.

`values` are what claims are made of, `lists` the closed words they may use, `documents`
what was published, `claims` what it asserts, `judgements` what people decided, `derived`
what follows from them, `ledger` all that derivation starts from.
"""
