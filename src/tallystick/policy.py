"""The numbers and rules that a reader is entitled to argue with.

Policy says what we believe; settings say where things are. Every figure that we publish
was worked out under one policy, and its manifest prints it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tallystick.count.policy import CountPolicy
from tallystick.model.judgements import Verdict


@dataclass(frozen=True, slots=True)
class MatchPolicy:
    """What makes two claims candidates, and how alike is alike.

    Distances and days are labels of comparison levels; what a level weighs is data
    (``data/match/weights.tsv``).
    """

    matcher: str = "weights/6"
    """The registered matcher that weighs pairs."""
    near_km: float = 10.0
    """Two points at most this far apart may be one site told twice. Gazetteers put a
    base and the town it is named after some kilometres apart."""
    around_km: float = 50.0
    """Two points at most this far apart may be one event placed roughly; farther apart
    they conflict."""
    loose_days: int = 3
    """Two days at most this far apart may be one event misdated; farther apart they
    conflict. Reports lag by a night and a time zone, seldom by more than a weekend."""
    news_days: int = 7
    """An undated claim that is news is taken to tell of at most this many days before
    its publication, for finding candidates only: it is never given a date."""
    fresh_days: int = 2
    """Undated news is most often about at most this many days before its publication."""
    follow_days: int = 4
    """Two reports published at most this far apart may follow one event as it unfolds:
    names that they share weigh more."""
    toll_slack: float = 0.2
    """Tolls that differ by at most this share are an early and a late count of one event
    rather than two events."""
    block_rows: int = 400
    """A country that more claims of the same days share joins none of them. Larger finds
    more pairs in busy weeks and costs their square."""
    rare_rows: int = 60
    """What is told as if it were rare (a toll, a number of munitions, a name, a day
    without a place) is not where more claims share it, and joins none of them."""
    crowd_rows: int = 2000
    """Where more claims than this share days and a grid cell, only those that share the
    very day and site are compared. Larger finds more misplaced reports of the busiest
    places and costs their square."""
    closed_rows: int = 300
    """In a connected group of at most so many claims every pair is compared. Larger
    hears more objections to a chain and costs their square."""
    propose_at: float = 0.1
    """Pairs below this score are not kept as proposals."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Every choice that moves a published figure. Stored with each review."""

    link_at: float = 0.5
    """Join two claims without asking at or above this proposal score."""
    part_at: float = 0.5
    """Take an incident for a part of an operation at or above this proposal score."""
    apart_below: float = 0.02
    """A pair below this score keeps two groups apart whatever chains connect them, if
    some level of it contradicts (`resolve.CONTRADICTING`): silence keeps nobody apart.
    Higher splits more: campaigns come apart; lower glues them."""
    agree_share: float = 0.3
    """Two groups are joined only if at least this share of the pairs between them that
    were weighed reach `link_at`: one lucky pair joins no crowd."""
    clear_by: float = 0.15
    """A link is not taken where one within this much of its score leads to another event.
    Larger leaves more reports that fit two events with neither; 0 lets chance decide."""
    sure_at: float = 0.9
    """Links at or above this score are taken whatever else is as good."""
    maybe_at: float = 0.25
    """Two incidents with a pair of claims at or above this score may be one event: the
    low end of a count takes them for one. Lower widens our bands downwards."""
    rival_at: float = 0.2
    """Two incidents with a pair of claims at or above this score are held against each
    other as two accounts of what may be one event. Lower shows more pairs that are two."""
    toll_grows_days: int = 7
    """A higher toll published at most so many days after a lower one is a later count of
    the same dead and no contradiction."""
    toll_grows_hours: int = 4
    """On one day a higher toll published at least so many hours later is a later count."""
    two_people: tuple[Verdict, ...] = ()
    """Verdicts that take effect only when a second person says the same. A redaction
    always asks two, a withdrawal never: it only takes back."""
    matching: MatchPolicy = field(default_factory=MatchPolicy)
    counting: CountPolicy = field(default_factory=CountPolicy)
