"""Who is meant and who speaks: mentions, names, pronouns, own sides, voices."""
