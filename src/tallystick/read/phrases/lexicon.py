"""The word lists of a language, compiled so that a text is matched against all at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType

from tallystick.read.phrases.words import Word, cut, fold, is_ending, keys_of
from tallystick.schemes import rows

LISTS = (
    "triggers",
    "harm",
    "units",
    "persons",
    "targets",
    "weapons",
    "speech",
    "speakers",
    "statements",
    "cues",
)
LONGEST_GAP = 3
"""Words that ``..`` may stand for."""
ANY = ".."


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase of a list with the row that it stands in."""

    list: str
    row: Mapping[str, str]
    atoms: tuple[str, ...]
    """Its words as written, folded: ``attaqu+``, ``..``."""
    place: int
    """Of the row in its list: the first of two equals wins."""
    contest: str
    """What it competes in: statements and cues stand beside each other."""
    letters: int
    """How much of its words is met as it stands; stems count less."""

    def __getitem__(self, column: str) -> str:
        return self.row[column]


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry met in a text: words `first` to `last`, inclusive, by index."""

    entry: Entry
    first: int
    last: int
    prefix: str
    """What was cut from the first word, folded."""

    def __getitem__(self, column: str) -> str:
        return self.entry.row[column]

    @property
    def list(self) -> str:
        """The list it was found in."""
        return self.entry.list


@dataclass
class Lexicon:
    """All lists of one language."""

    language: str
    exact: dict[str, list[str]] = field(default_factory=dict)
    """Atoms by the key they ask for."""
    stems: dict[str, list[str]] = field(default_factory=dict)
    """Atoms with ``*`` or ``+`` by their stem."""
    lengths: tuple[int, ...] = ()
    """Lengths of stems, shortest first."""
    by_first: dict[str, list[Entry]] = field(default_factory=dict)
    _met: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def atoms_of(self, raw: str) -> Mapping[str, str]:
        """The atoms that a word meets, each with the prefix that had to be cut for it."""
        met = self._met.get(raw)
        if met is None:
            if len(self._met) > MOST_WORDS:
                self._met.clear()
            met = self._met[raw] = MappingProxyType(dict(self._atoms(raw)))
        return met

    def _atoms(self, raw: str) -> Iterator[tuple[str, str]]:
        for key, prefix in reversed(keys_of(self.language, raw)):
            for atom in self.exact.get(key, ()):
                yield atom, prefix
            for length in self.lengths:
                if length > len(key):
                    break
                for atom in self.stems.get(key[:length], ()):
                    if atom[-1] == "*" or is_ending(self.language, key[length:]):
                        yield atom, prefix

    def hits(self, words: Sequence[Word]) -> list[Hit]:
        """Every entry met in some words, of each list the longest at a word."""
        met = [self.atoms_of(word.raw) for word in words]
        found: list[Hit] = []
        for at, atoms in enumerate(met):
            best: dict[str, Hit] = {}
            for atom, prefix in atoms.items():
                for entry in self.by_first.get(atom, ()):
                    alone = len(entry.atoms) == 1
                    last = at if alone else _match(entry.atoms, met, at)
                    if last is None:
                        continue
                    hit = Hit(entry, at, last, prefix)
                    old = best.get(entry.contest)
                    if old is None or _rank(hit) > _rank(old):
                        best[entry.contest] = hit
            found.extend(best.values())
        return _settled(_uncovered(found))


EXACT = 50
"""How much more a word that is met as it stands counts than a stem, in letters."""
MOST_WORDS = 50_000
"""Distinct words whose matches are kept."""


def _entry(name: str, row: Mapping[str, str], atoms: tuple[str, ...], place: int) -> Entry:
    contest = name
    if name == "cues":
        contest = f"cues {row['cue']}"
    elif name == "statements":
        contest = f"statements {place}"
    letters = sum(len(atom) + EXACT * (atom[-1] not in "*+") for atom in atoms)
    return Entry(name, row, atoms, place, contest, letters)


def _rank(hit: Hit) -> tuple[int, int, int, int]:
    entry = hit.entry
    return (hit.last - hit.first, -len(hit.prefix), entry.letters, -entry.place)


def _match(atoms: Sequence[str], met: Sequence[Mapping[str, str]], at: int) -> int | None:
    """The last word of a phrase that begins at a word, None if it does not stand there."""
    here = at
    free = 0
    for atom in atoms[1:]:
        if atom == ANY:
            free += LONGEST_GAP
            continue
        for step in range(1, free + 2):
            if here + step < len(met) and atom in met[here + step]:
                here += step
                break
        else:
            return None
        free = 0
    return here


def _uncovered(found: Sequence[Hit]) -> list[Hit]:
    """Without what an `ignore` covers, and without a hit inside a longer one of its list.

    The "not" inside a word for "still" ("لا يزال") is no negation, nor is that of "there
    were no victims", which denies no attack.
    """
    ends: dict[str, int] = {}
    ignored, kept_apart = _covered(found, "ignore"), _covered(found, "still", "none")
    kept = []
    for hit in found:
        key = hit.entry.contest
        if hit.first in kept_apart and hit.list == "cues" and hit["cue"] == "not":
            continue
        if hit.first in ignored or (key == hit.list and hit.last <= ends.get(key, -1)):
            continue
        if key == hit.list:
            ends[key] = hit.last
        kept.append(hit)
    return kept


def _covered(found: Sequence[Hit], *cues: str) -> set[int]:
    """The words that the hits of some cues cover; of "none" those of several words."""
    hits = (
        h
        for h in found
        if h.list == "cues"
        and h["cue"] in cues
        and (h["cue"] != "none" or h.last > h.first)
    )
    return {i for hit in hits for i in range(hit.first, hit.last + 1)}


AUXILIARY_REACH = 3
"""Words between an auxiliary and its participle, the latter included."""


def _settled(found: Sequence[Hit]) -> list[Hit]:
    """Participles read as active behind their auxiliary ("has hit"), else as passive."""
    active = [h.last for h in found if h.list == "cues" and h["cue"] == "active"]
    passive = [h.last for h in found if h.list == "cues" and h["cue"] == "passive"]
    settled = []
    for one in found:
        hit = one
        if one.entry.row.get("sort") == "participle":
            near = [at for at in active if 0 < hit.first - at <= AUXILIARY_REACH]
            been = (
                any(at < hit.first and at >= max(near) for at in passive) if near else True
            )
            sort = "passive" if been else "verb"
            row = MappingProxyType({**hit.entry.row, "sort": sort})
            hit = replace(one, entry=replace(one.entry, row=row))
        settled.append(hit)
    return settled


@cache
def lexicon(language: str) -> Lexicon:
    """The compiled lists of a language."""
    made = Lexicon(language)
    for name in LISTS:
        for place, row in enumerate(rows(f"read/{language}/{name}.tsv")):
            for phrase in row["words"].split("|"):
                atoms = phrase_atoms(phrase, language)
                if atoms:
                    entry = _entry(name, MappingProxyType(row), atoms, place)
                    made.by_first.setdefault(atoms[0], []).append(entry)
                    for atom in atoms:
                        _index(made, atom)
            for beside in alternatives(row.get("with", "-"), language):
                for atom in beside:
                    _index(made, atom)
    made.lengths = tuple(sorted({len(stem) for stem in made.stems}))
    return made


def _index(made: Lexicon, atom: str) -> None:
    if atom == ANY:
        return
    where = made.stems if atom[-1] in "*+" else made.exact
    listed = where.setdefault(atom.rstrip("*+"), [])
    if atom not in listed:
        listed.append(atom)


def phrase_atoms(phrase: str, language: str) -> tuple[str, ...]:
    """A phrase of a list as words to be met, folded and cut as texts are."""
    atoms: list[str] = []
    for written in phrase.split():
        if written == ANY:
            atoms.append(ANY)
            continue
        mark = written[-1] if written[-1] in "*+" else ""
        pieces = [fold(word.raw) for word in cut(written.rstrip("*+"), language)]
        atoms.extend(pieces[:-1])
        if pieces:
            atoms.append(pieces[-1] + mark)
    return tuple(atoms)


def alternatives(cell: str, language: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a cell."""
    return tuple(phrase_atoms(phrase, language) for phrase in cell.split("|"))


def stands_in(phrase: Sequence[str], met: Sequence[Mapping[str, str]]) -> bool:
    """Whether a phrase stands anywhere among words whose atoms are given."""
    return any(
        phrase[0] in atoms and _match(phrase, met, at) is not None
        for at, atoms in enumerate(met)
    )
