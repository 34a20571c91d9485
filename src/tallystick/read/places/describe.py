"""From a mention to what is said of it: the place, its precision, its use, the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.model.values import Place, PlaceCandidate, PlacePrecision
from tallystick.read.found import FoundPlace, PlaceUse
from tallystick.read.places.endings import without_prefix
from tallystick.read.places.gazetteer import Entry, Gazetteer, Hit
from tallystick.read.places.lexicon import Lexicon, Term
from tallystick.read.places.mentions import GAPS, Mention
from tallystick.read.places.tokens import Token

_PRECISION = {
    "C": PlacePrecision.COUNTRY, "A": PlacePrecision.ADMIN1, "B": PlacePrecision.DISTRICT,
    "T": PlacePrecision.TOWN, "F": PlacePrecision.FACILITY, "D": PlacePrecision.DISTRICT,
    "S": PlacePrecision.SEA, "W": PlacePrecision.SEA, "K": PlacePrecision.UNKNOWN,
}  # fmt: skip
_NEAR_KM = 20.0
"""Radius of "near X" when no distance is said."""
_SENTENCE_END = re.compile(r"[.!?؟。\n](?:\s|$)")
_DISTANCE = re.compile(
    r"(\d{1,3})[ -]?(km|kilomet|mile|км|кілометр|километр|كم|كيلومتر|کیلومتر|ק\"מ|ק״מ)",
    re.IGNORECASE,
)
_KM = {"mile": 1.61}
_ROUND_FIGURE = 1.25
"""A stated distance is a round figure from the edge or the middle: a quarter more."""
_SMALL_KM = 60.0
"""Radius up to which a region is as fine as a district."""
_FAR = 60
"""Words on each side of a name that are read as its sentence at most."""
_LEAST_SHARE = 0.02
_OTHER_READING = 0.3
"""Belief left to the other reading of a disputed term."""


class Describer:
    """Says what the mentions of one text mean."""

    def __init__(
        self, text: str, words: Sequence[Token], places: Gazetteer, lists: Lexicon
    ) -> None:
        self.text, self.words, self.places, self.lists = text, words, places, lists

    def found(self, one: Mention) -> FoundPlace:
        """A mention as a find."""
        place, reason = self.place(self.text[one.start : one.end], one)
        return FoundPlace(one.start, one.end, self._use(one), place, reason)

    def place(self, written: str, one: Mention) -> tuple[Place, str]:
        """The place a mention means, as written, with the reason."""
        if one.term is not None:
            return self._disputed(written, one, one.term)
        if one.chosen is None:
            return Place(written), "nothing is known of it"
        entry = one.chosen.entry
        water = one.kind is not None and one.kind.precision is PlacePrecision.SEA
        if water and entry.kind not in "SWD":
            return Place(written), f"{one.text} is known, but not as a river or lake"
        if entry.split:
            return self._split(written, one, entry)
        precision, radius = self._precision(one, entry)
        place = Place(
            written, id=entry.id, name=entry.name, lat=entry.lat, lon=entry.lon,
            country=entry.country or None, admin1=entry.admin1 or None,
            precision=precision, radius_km=radius, alternatives=_others(one.shares),
        )  # fmt: skip
        return place, _reason(one, one.chosen)

    def _precision(self, one: Mention, entry: Entry) -> tuple[PlacePrecision, float]:
        precision, radius = _region_or(entry), entry.radius
        if one.kind is not None and entry.kind in "TFBD":
            said = one.kind.precision
            if said is PlacePrecision.FACILITY and entry.kind == "T":
                said = PlacePrecision.NEAR
            if not (entry.kind == "F" and said is not PlacePrecision.NEAR):
                precision, radius = said, max(radius, one.kind.radius)
        distance = self._distance(one) if entry.kind in "TFBD" else None
        if distance is not None:
            return PlacePrecision.NEAR, max(radius, distance)
        return precision, radius

    def _distance(self, one: Mention) -> float | None:
        """Kilometres within which "near X" or "15 km north of X" lies; None if at X."""
        before = self._before(one)
        after = self.words[one.last].key if one.last < len(self.words) else ""
        near = any(key in self.lists.roles["near"] for key in before[:3:2])
        near = near or after in self.lists.roles["near after"]
        aside = len(before) > 1 and before[0] in self.lists.roles["of"]
        aside = aside and before[1] in self.lists.roles["direction"]
        window = self.text[max(0, one.start - 40) : one.start]
        said = list(_DISTANCE.finditer(window)) if near or aside or before[:1] else []
        if said and _SENTENCE_END.search(window, said[-1].end()) is None:
            unit = said[-1].group(2).casefold()
            if near or aside or before[0] in self.lists.roles["of"]:
                kilometres = float(said[-1].group(1)) * _KM.get(unit, 1.0)
                return float(round(kilometres * _ROUND_FIGURE))
        return _NEAR_KM if near or aside else None

    def _before(self, one: Mention) -> list[str]:
        """Folded words before a mention, the nearest first; then pairs of them."""
        at = one.first
        keys = []
        for back in (1, 2):
            if at - back < 0 or self.words[at - back + 1].gap not in GAPS:
                break
            keys.append(self.words[at - back].key)
        if len(keys) == 2:
            keys.append(f"{keys[1]} {keys[0]}")
        return keys

    def _split(self, written: str, one: Mention, entry: Entry) -> tuple[Place, str]:
        """A name on both sides of a border: open, unless the words say which side."""
        even = round(1 / len(entry.split), 4)
        both = tuple(PlaceCandidate(entry.id, entry.name, c, even) for c in entry.split)
        side = one.inside[:2] if one.inside[:2] in entry.split else None
        precision, radius = self._precision(one, entry)
        place = Place(
            written, id=entry.id, name=entry.name, lat=entry.lat, lon=entry.lon,
            country=side, precision=precision, radius_km=radius, alternatives=both,
        )  # fmt: skip
        why = f"the words put it in {side}" if side else "the words do not say which side"
        sides = " and ".join(entry.split)
        return place, f"{entry.name} lies on both sides of a border ({sides}); {why}"

    def _disputed(self, written: str, one: Mention, term: Term) -> tuple[Place, str]:
        target = term.as_target != term.reads and self._is_target(one)
        code, other = (
            (term.as_target, term.reads) if target else (term.reads, term.as_target)
        )
        entry, second = self._reading(code), self._reading(other)
        if entry is None or second is None:
            return Place(written, reading=term.rule), f"no place for {code} or {other}"
        options = [(entry, 1 - _OTHER_READING), (second, _OTHER_READING)]
        place = Place(
            written, id=entry.id, name=entry.name, lat=entry.lat, lon=entry.lon,
            country=entry.country or None, admin1=entry.admin1 or None,
            precision=_region_or(entry), radius_km=entry.radius,
            alternatives=tuple(
                PlaceCandidate(e.id, e.name, e.country or None, round(w, 4))
                for e, w in options
                if code != other
            ),
            reading=term.rule,
        )  # fmt: skip
        return place, f"read as {entry.name}: {term.rule}"

    def _reading(self, code: str) -> Entry | None:
        return self.places.country(code) if len(code) == 2 else self.places.by_id(code)

    def _is_target(self, one: Mention) -> bool:
        """Whether the sentence speaks of attacks on such a place, not by its holder."""
        inside = self._sentence(one)
        inside += [key[cut:] for key in inside for cut in without_prefix(key) if cut]
        sentence = f" {' '.join(inside)} "
        if any(f" {phrase} " in sentence for phrase in self.lists.roles["holder acts"]):
            return False
        return not self.lists.roles["target"].isdisjoint(inside)

    def _sentence(self, one: Mention) -> list[str]:
        """Folded words of the sentence round a mention, at most some hundred."""
        words = self.words
        first, last = one.first, one.last
        least, most = max(0, first - _FAR), min(len(words), last + _FAR)
        while first > least and not _SENTENCE_END.match(words[first].gap):
            first -= 1
        while last < most and not _SENTENCE_END.match(words[last].gap):
            last += 1
        return [word.key for word in words[first:last]]

    def _use(self, one: Mention) -> PlaceUse:
        if one.demonym or self._is_adjective(one):
            return PlaceUse.DEMONYM
        if one.kind is None and one.chosen is not None and self._speaks(one, one.chosen):
            return PlaceUse.METONYM
        return PlaceUse.LITERAL

    def _is_adjective(self, one: Mention) -> bool:
        """A country's name before what is the country's: "US forces", "U.S. officials"."""
        country = one.chosen is not None and one.chosen.entry.kind == "C"
        if not country or one.last >= len(self.words):
            return False
        after, tail = self.words[one.last], self.words[one.last - 1].tail
        owned = after.key in self.lists.roles["owned"]
        return owned and not tail and after.gap in GAPS

    def _speaks(self, one: Mention, hit: Hit) -> bool:
        """Whether a country or its seat of government stands for its government."""
        lists = self.lists
        if not (hit.entry.kind == "C" or hit.entry.capital):
            return False
        after = self.words[one.last] if one.last < len(self.words) else None
        if after is not None and after.gap == "-":
            return after.key in lists.roles["backed"]
        before = self._before(one)[:1]
        if before and before[0] in lists.roles["addressed"]:
            return True
        if before and before[0] in lists.located:
            return False
        if one.particle and one.particle not in lists.roles["and"]:
            return False
        if self.words[one.last - 1].tail:
            return False
        return self._speech_after(one) or self._speech_before(one, before)

    def _speech_after(self, one: Mention) -> bool:
        """A speech verb behind it, at once or where its language puts the verb last."""
        words, speech = self.words, self.lists.roles["speech"]
        keys = [word.key for word in words[one.last : one.last + 2]]
        if keys and words[one.last].gap in GAPS and {keys[0], " ".join(keys)} & speech:
            return True
        ends = self.lists.roles["speech last"]
        if not ends or not self._opens(one):
            return False
        last, most = one.last, min(len(words), one.last + _FAR)
        while last < most and not _SENTENCE_END.match(words[last].gap):
            last += 1
        keys = [word.key for word in words[max(one.last, last - 2) : last]]
        return bool(keys) and bool({keys[-1], " ".join(keys)} & ends)

    def _opens(self, one: Mention) -> bool:
        word = self.words[one.first]
        return one.first == 0 or _SENTENCE_END.match(word.gap) is not None

    def _speech_before(self, one: Mention, before: Sequence[str]) -> bool:
        """A speech verb before it, in scripts whose languages put the verb first."""
        if self.words[one.first].cased or not before:
            return False
        forms = {before[0][cut:] for cut in without_prefix(before[0])}
        return not forms.isdisjoint(self.lists.roles["speech"])


def _region_or(entry: Entry) -> PlacePrecision:
    """A region inside one country is as fine as a division; a wider one is unknown."""
    if entry.kind == "R" and entry.radius <= _SMALL_KM:
        return PlacePrecision.DISTRICT
    if entry.kind == "R":
        return PlacePrecision.ADMIN1 if entry.country else PlacePrecision.UNKNOWN
    return _PRECISION[entry.kind]


def _others(shares: Sequence[tuple[Hit, float]]) -> tuple[PlaceCandidate, ...]:
    return tuple(
        PlaceCandidate(h.entry.id, h.entry.name, h.entry.country or None, round(s, 4))
        for h, s in shares[1:]
        if s >= _LEAST_SHARE
    )


def _reason(one: Mention, hit: Hit) -> str:
    """Which name of which table, which signs, and which place lost."""
    grade = hit.grade.name.lower()
    name = one.form or one.text
    named = f"{name}: {grade} name of {hit.entry.name} in {hit.table}"
    signs = ", ".join(one.notes + one.signs)
    lost = ", ".join(
        f"{h.entry.name} in {h.entry.admin1 or h.entry.country} ({s:.2f})"
        for h, s in one.shares[1:3]
    )
    return f"{named}; {signs}; {one.score:g} points" + (f"; not {lost}" if lost else "")
