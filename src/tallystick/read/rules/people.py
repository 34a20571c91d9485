"""Names of private persons, so that published pages can mask them.

Officials in role stay named: a person whose name follows or precedes a title or role, who
speaks for a body, or whom the directory knows. Everyone else that the parser takes for a
person is private: victims, witnesses, suspects, authors of posts.
"""

from __future__ import annotations

from tallystick.model.values import Span
from tallystick.read.actors import find_roles
from tallystick.read.rules.scan import Scan, Sentence


def private_spans(scan: Scan) -> tuple[Span, ...]:
    """The spans of private persons' names, in order; every later mention of one too."""
    officials = _official_names(scan)
    found: list[Span] = []
    for sentence in scan.sentences:
        for start, end in _persons(sentence):
            name = scan.document.string(sentence.part)[start:end]
            if not set(name.split()) & officials:
                found.append(Span(sentence.part, start, end))
    return tuple(dict.fromkeys(found))


def _official_names(scan: Scan) -> set[str]:
    """Words of the names of persons in role, so that "Ryder" is known after "Pat Ryder"."""
    names: set[str] = set()
    for part in dict.fromkeys(s.part for s in scan.sentences):
        text = scan.document.string(part)
        for role in find_roles(text):
            names |= set(text[role.person_start : role.person_end].split())
    for sentence in scan.sentences:
        for actor in sentence.actors:
            names |= set(
                scan.document.string(sentence.part)[actor.start : actor.end].split()
            )
    return {name for name in names if len(name) > 2}


def _persons(sentence: Sentence) -> list[tuple[int, int]]:
    """Stretches that the parser takes for persons and that no actor or place covers."""
    known = [(a.start, a.end) for a in sentence.actors]
    known += [(p.start, p.end) for p in sentence.places]
    found = []
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        if tokens[at].ent_type_ != "PERSON":
            at += 1
            continue
        last = at
        while last + 1 < len(tokens) and tokens[last + 1].ent_iob_ == "I":
            last += 1
        start = sentence.at(tokens[at])
        end = sentence.at(tokens[last]) + len(tokens[last].text)
        if not any(s < end and start < e for s, e in known):
            found.append((start, end))
        at = last + 1
    return found
