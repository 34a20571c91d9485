"""Score what an extractor read against the labels of `tally/`.

Labels and claims are paired one to one within a document, those that agree in most
fields first. A label that is `optional` is neither missed nor a mistake when taken; a
field that is `disputed` is right whatever was read. README.md has the rules in words.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from names import names_agree, same_actor, same_name

Row = Mapping[str, Any]
Fields = dict[str, bool]
"""Field by field: was it read as labelled? ``no_x`` asks whether x was left empty."""

NEAR = 60
"""How far a trigger may stand outside the labelled quote, in code points."""
DAYS = {"day": 3, "approx": 7, "on_or_before": 7, "range": 7, "month": 31}
"""How many days a date as read may span, by the precision of the label."""


def word_tables(path: Path) -> dict[str, dict[str, frozenset[str]]]:
    """Which words of a reading stand for a label's word, by table; empty means any."""
    lines = [s for s in path.read_text("utf-8").splitlines() if not s.startswith("#")]
    tables: dict[str, dict[str, frozenset[str]]] = {}
    for row in csv.DictReader(lines, delimiter="\t"):
        means = frozenset(row["reading"].split()) - {"-"}
        tables.setdefault(row["table"], {})[row["label"]] = means
    return tables


WORDS = word_tables(Path(__file__).parent / "words.tsv")


@dataclass
class Score:
    """Counts of one part of the reading, to be added up over documents."""

    asked: int = 0
    found: int = 0
    extra: int = 0
    full: int = 0
    fields: dict[str, list[bool]] = field(default_factory=dict)

    def figures(self) -> dict[str, tuple[float, int]]:
        """Every figure with its support."""
        answered = self.found + self.extra
        both = self.asked + answered
        named = {
            "recall": _share(self.found, self.asked),
            "precision": _share(self.found, answered),
            "f1": (_share(2 * self.found, both)[0], self.asked),
        }
        if "bound" in self.fields:
            named["full_f1"] = (_share(2 * self.full, both)[0], self.asked)
        fields = {k: _share(sum(v), len(v)) for k, v in sorted(self.fields.items())}
        return named | fields


@dataclass(frozen=True)
class Miss:
    """One thing that went wrong, for a person to read."""

    document: str
    part: str
    kind: str
    """missed, extra or wrong."""
    what: str


def _share(part: int, whole: int) -> tuple[float, int]:
    return (round(part / whole, 4) if whole else 0.0, whole)


def score(
    documents: Iterable[Row], labels: Mapping[str, Row], read: Mapping[str, Row]
) -> tuple[dict[str, Score], list[Miss]]:
    """Score the rows of `tallystick read`, by document id, against their labels.

    A document without a row counts as one in which nothing was found.
    """
    parts = {name: Score() for name in ("tallies", "incidents", "statements", "evidence")}
    misses: list[Miss] = []
    for document in documents:
        row = read.get(document["id"], {})
        for part, rules in RULES.items():
            claims = row.get("claims" if part == "incidents" else part, [])
            labelled = labels[document["id"]][part]
            one = _Page(document, part, labelled, claims, rules, row)
            misses += one.count(parts[part])
            spans = [e for claim in claims for e in claim["evidence"]]
            right = [_stands(document, e) for e in spans]
            parts["evidence"].fields.setdefault("offsets", []).extend(right)
    return parts, misses


@dataclass(frozen=True)
class _Rules:
    fits: Callable[[Row, Row, Row], bool]
    fields: Callable[[Row, Row], Fields]
    aside: Callable[[_Page, Row, list[tuple[Row, Row]]], bool]


@dataclass(frozen=True)
class _Page:
    """One part of one document: its labels, its claims, the rules for them."""

    document: Row
    part: str
    labels: list[Row]
    claims: list[Row]
    rules: _Rules
    row: Row

    def count(self, total: Score) -> list[Miss]:
        pairs = self._pairs()
        taken = {id(claim) for _, claim in pairs}
        met = {id(label) for label, _ in pairs}
        missed = [x for x in self.labels if _asked(x) and id(x) not in met]
        free = [c for c in self.claims if id(c) not in taken]
        extra = [c for c in free if not self.rules.aside(self, c, pairs)]
        extra += [claim for label, claim in pairs if label.get("distractor")]
        total.asked += sum(map(_asked, self.labels))
        total.extra += len(extra)
        misses = [self._miss("missed", label["quote"]) for label in missed]
        misses += [self._miss("extra", _seen(claim)) for claim in extra]
        for label, claim in pairs:
            if _asked(label):
                misses += self._hit(total, label, claim)
        return misses

    def _pairs(self) -> list[tuple[Row, Row]]:
        """Greedily, best first: asked before optional, then by fields that agree."""
        ranked = sorted(
            (not _asked(label), -sum(self.rules.fields(label, claim).values()), i, j)
            for i, label in enumerate(self.labels)
            for j, claim in enumerate(self.claims)
            if self.rules.fits(self.document, label, claim)
        )
        pairs: dict[int, int] = {}
        for _, _, i, j in ranked:
            if i not in pairs and j not in pairs.values():
                pairs[i] = j
        return [(self.labels[i], self.claims[j]) for i, j in sorted(pairs.items())]

    def _hit(self, total: Score, label: Row, claim: Row) -> list[Miss]:
        fields = self.rules.fields(label, claim)
        disputed = label.get("disputed", ())
        total.found += 1
        sure = {k: v for k, v in fields.items() if k.removeprefix("no_") not in disputed}
        total.full += all(sure.values())
        for name, right in sure.items():
            total.fields.setdefault(name, []).append(right)
        what = f"{label['quote']} << {_seen(claim)}"
        return [self._miss(f"wrong {k}", what) for k, right in sure.items() if not right]

    def _miss(self, kind: str, what: str) -> Miss:
        return Miss(self.document["id"], self.part, kind, what)


def _asked(label: Row) -> bool:
    return not (label.get("optional") or label.get("distractor"))


def _seen(claim: Row) -> str:
    spans = [f"{e['field']}={e['quote']!r}" for e in claim["evidence"]]
    return " ".join(spans)


def _stands(document: Row, evidence: Row) -> bool:
    whole = document[evidence["part"]] or ""
    return bool(whole[evidence["start"] : evidence["end"]] == evidence["quote"] != "")


# ------------------------------------------------------------------ where
def _home(document: Row, quote: str) -> tuple[str, int, int]:
    """The part and the span of a labelled quote; the text before the title."""
    for part in ("text", "title"):
        start = (document[part] or "").find(quote)
        if start >= 0:
            return part, start, start + len(quote)
    raise ValueError(f"{document['id']}: the quote {quote!r} is in neither title nor text")


def _sentence(document: Row, quote: str) -> tuple[str, int, int]:
    """The span of a quote, widened to the sentences that it touches."""
    part, start, end = _home(document, quote)
    ends = [m.end() for m in re.finditer(r"[.!?][\"”']?\s+|\n+", document[part])]
    low = max((e for e in ends if e <= start), default=0)
    high = min((e for e in ends if e >= end), default=len(document[part]))
    return part, low, high


def _meets(claim: Row, span: tuple[str, int, int], fields: Iterable[str] = ()) -> bool:
    spans = [e for e in claim["evidence"] if e["field"] in fields] or claim["evidence"]
    part, low, high = span
    return any(e["part"] == part and e["start"] < high and low < e["end"] for e in spans)


def _in_title(claim: Row) -> bool:
    return all(e["part"] == "title" for e in claim["evidence"])


# ------------------------------------------------------------------ tallies
def _tally_fits(document: Row, label: Row, claim: Row) -> bool:
    measures = WORDS["measure"][label["unit"]]
    if claim["count"]["stated"] != label["value_low"]:
        return False
    if measures and claim["measure"] not in measures:
        return False
    return _meets(claim, _home(document, label["quote"]))


def _tally_fields(label: Row, claim: Row) -> Fields:
    inferred = label["as_of_basis"] == "publication"
    return {
        "bound": claim["bound"] in WORDS["bound"][label["qualifier"]],
        "since": _same_day(label["period_start"], claim["since"]),
        "as_of": _same_day(label["period_end_or_as_of"], claim["as_of"])
        or (inferred and claim["as_of"] is None),
        "countries": set(label["target_countries"]) == set(claim["scope"]["countries"]),
        "parts" if label["breakdown"] else "no_parts": _parts(label)
        == _parts_read(label, claim),
    }


def _same_day(label: str | None, read: str | None) -> bool:
    """As far as the label goes: a month when it names a month."""
    return label == (read and read[: len(label or read)])


def _by_country(label: Row) -> bool:
    return all(re.fullmatch("[A-Z]{2}", p["key"]) for p in label["breakdown"])


def _parts(label: Row) -> list[tuple[str, int]]:
    named = _by_country(label)
    return sorted((p["key"] if named else "", p["value"]) for p in label["breakdown"])


def _parts_read(label: Row, claim: Row) -> list[tuple[str, int]]:
    named = _by_country(label)
    stated = [(p["key"] if named else "", p["stated"]) for p in claim["parts"]]
    return sorted((key, -1 if n is None else n) for key, n in stated)


def _tally_aside(page: _Page, claim: Row, pairs: list[tuple[Row, Row]]) -> bool:
    """A headline, or a total that a paired one already says."""
    told = [(c["count"]["stated"], c["measure"]) for _, c in pairs]
    return _in_title(claim) or (claim["count"]["stated"], claim["measure"]) in told


# ------------------------------------------------------------------ incidents
def _incident_fits(document: Row, label: Row, claim: Row) -> bool:
    denied = label["status"] == "denied"
    if claim["assertion"] not in {"occurred", "did_not_occur" if denied else "occurred"}:
        return False
    if not _alike(WORDS["type"][label["event_type"]], claim["event_type"]):
        return False
    part, start, end = _home(document, label["quote"])
    span = _sentence(document, label["quote"])
    wide = (part, min(span[1], start - NEAR), max(span[2], end + NEAR))
    return _meets(claim, wide, {"trigger"})


def _alike(types: frozenset[str], read: str) -> bool:
    """Of one family, or one of them says nothing of the means."""
    family = WORDS["family"]
    if not types or read not in family:
        return True
    return any(family[read] & family.get(t, frozenset()) for t in types)


def _incident_fields(label: Row, claim: Row) -> Fields:
    place, types = claim["place"] or {}, WORDS["type"][label["event_type"]]
    fields = _tolls(label, claim, "killed") | _tolls(label, claim, "injured")
    fields["status"] = _status(label["status"], claim)
    if types:
        fields["type"] = claim["event_type"] in types
    if label["date"]:
        fields["date"] = _date(label, claim["date"])
    if label["place"]:
        fields["place"] = names_agree(label["place"], place.get("text") or "")
    if label["country"]:
        fields["country"] = label["country"] == place.get("country")
    return fields | _parties(label, claim)


NAMED = {
    "perpetrator": "perpetrators",
    "claimant": "claimed_by",
    "target": "targets",
    "weapon": "weapons",
}
"""The names of a labelled incident and where a reading keeps them."""


def _parties(label: Row, claim: Row) -> Fields:
    """Who, by whose word, what and with what: one of the names as read agrees."""
    return {
        name: any(same_name(label[name], told) for told in _told(claim.get(kept) or ()))
        for name, kept in NAMED.items()
        if label.get(name)
    }


def _told(mentions: Iterable[Row]) -> Iterable[str]:
    for mention in mentions:
        kept = (mention.get(key) for key in ("text", "actor", "weapon"))
        yield from (word for word in kept if word)


def _status(status: str, claim: Row) -> bool:
    words = {claim["stance"], claim["outcome"], claim["assertion"]}
    if status == "claimed" and claim["claimed_by"]:
        return True
    return bool(words & WORDS["status"][status])


def _date(label: Row, read: Row | None) -> bool:
    if read is None or not (read["earliest"] and read["latest"]):
        return False
    low, high = read["earliest"][:10], read["latest"][:10]
    told = label["date"]
    if label["date_precision"] == "month":
        inside = low[:7] <= told[:7] <= high[:7]
    elif label["date_precision"] == "day":
        inside = low <= told <= high
    else:
        inside = low <= label.get("date_to", told) and label.get("date_from", told) <= high
    span = (date.fromisoformat(high) - date.fromisoformat(low)).days + 1
    return inside and span <= DAYS[label["date_precision"]]


def _tolls(label: Row, claim: Row, kind: str) -> Fields:
    """Both ends of the sum over disjoint groups, or of one of the label's groups."""
    told = label[kind]
    groups = [
        g for g in claim[kind] or () if g["of"] is None and g["alternative_of"] is None
    ]
    if not told:
        return {f"no_{kind}": not groups}
    if all(t.get("none_reported") for t in told):
        return {f"{kind}_none_reported": all(not g["stated"] for g in groups)}
    return {f"{kind}_{end}": _end(label, groups, kind, end) for end in ("low", "high")}


def _end(label: Row, groups: list[Row], kind: str, end: str) -> bool:
    values = [group[end] for group in groups]
    read = sum(values) if values and None not in values else None
    return bool(groups) and read in [label[f"{kind}_{end}"], *(t[end] for t in label[kind])]


def _incident_aside(page: _Page, claim: Row, pairs: list[tuple[Row, Row]]) -> bool:
    """Plans, threats and background; a headline over an incident that was found."""
    unreal = claim["assertion"] != "occurred" or claim["background"]
    return bool(unreal or (pairs and _in_title(claim)))


# ------------------------------------------------------------------ statements
def _statement_fits(document: Row, label: Row, claim: Row) -> bool:
    issuer = claim["issuer"] or {}
    return (
        claim["act"] in WORDS["act"][label["type"]]
        and same_actor(label["actor"], issuer, document["language"])
        and _meets(claim, _sentence(document, label["quote"]), {"trigger", "act"})
    )


def _no_fields(label: Row, claim: Row) -> Fields:
    return {}


def _statement_aside(page: _Page, claim: Row, pairs: list[tuple[Row, Row]]) -> bool:
    """An act of a kind that is not labelled, or a claim that an incident carries."""
    asked = frozenset().union(*WORDS["act"].values())
    asked -= frozenset().union(*WORDS["unasked"].values())
    if claim["act"] not in asked or _in_title(claim):
        return True
    claimed = any(c["claimed_by"] for c in page.row.get("claims", ()))
    return bool(claim["act"] == "claim_of_responsibility" and claimed)


RULES = {
    "tallies": _Rules(_tally_fits, _tally_fields, _tally_aside),
    "incidents": _Rules(_incident_fits, _incident_fields, _incident_aside),
    "statements": _Rules(_statement_fits, _no_fields, _statement_aside),
}
