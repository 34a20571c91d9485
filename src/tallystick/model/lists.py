"""The closed lists of claims: every word that a claim may say of itself.

Taxonomies that grow (event types, acts, weapons, targets) are data, see `schemes`.
"""

from enum import StrEnum


class ClaimKind(StrEnum):
    """The three kinds of claim."""

    INCIDENT = "incident"
    TALLY = "tally"
    STATEMENT = "statement"


class Assertion(StrEnum):
    """What is said of the event's reality."""

    OCCURRED = "occurred"
    DID_NOT_OCCUR = "did_not_occur"
    PLANNED = "planned"
    THREATENED = "threatened"
    CONDITIONAL = "conditional"


class Stance(StrEnum):
    """How the speaker stands to what is said."""

    SELF_CLAIM = "self_claim"
    ATTRIBUTES = "attributes"
    ACKNOWLEDGES_HIT = "acknowledges_hit"
    REPORTS_AS_FACT = "reports_as_fact"
    RELAYS = "relays"
    DENIES_EVENT = "denies_event"
    DENIES_ROLE = "denies_role"
    DISPUTES_FIELD = "disputes_field"
    REPORTS_ABSENCE = "reports_absence"
    CORRECTS = "corrects"
    RETRACTS = "retracts"


class Outcome(StrEnum):
    """How far the attack got."""

    LAUNCHED = "launched"
    INTERCEPTED = "intercepted"
    FAILED = "failed"
    IMPACT = "impact"
    UNKNOWN = "unknown"


class Effect(StrEnum):
    """What it is said to have done."""

    NONE_REPORTED = "none_reported"
    DAMAGE = "damage"
    CASUALTIES = "casualties"
    UNKNOWN = "unknown"


class ResponsibilityMode(StrEnum):
    """How an actor comes to stand beside an attack."""

    CLAIMS = "claims"
    ATTRIBUTES = "attributes"
    SUSPECTS = "suspects"
    DENIES = "denies"
    WITHDRAWS = "withdraws"


class Side(StrEnum):
    """Whose people were hurt, seen from the attack."""

    ATTACKER = "attacker"
    VICTIM = "victim"
    BYSTANDER = "bystander"
    UNKNOWN = "unknown"


class Cause(StrEnum):
    """How the harm came about."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    UNRELATED = "unrelated"
    DISPUTED = "disputed"


class MultiplicityKind(StrEnum):
    """Whether one claim tells of one engagement or several."""

    SINGLE = "single"
    SALVO = "salvo"
    WAVE = "wave"
    SITES = "sites"
    BUNDLE = "bundle"


class ResponseAct(StrEnum):
    """What somebody says back."""

    ACKNOWLEDGES_HIT = "acknowledges_hit"
    ACKNOWLEDGES_ATTEMPT = "acknowledges_attempt"
    DENIES_EVENT = "denies_event"
    DENIES_EFFECT = "denies_effect"
    DENIES_ROLE = "denies_role"
    DISPUTES_FIELD = "disputes_field"
    DECLINES = "declines"
    SILENCE_REPORTED = "silence_reported"


class Measure(StrEnum):
    """What a stated total counts."""

    INCIDENTS = "incidents"
    KILLED = "killed"
    INJURED = "injured"
    CASUALTIES = "casualties"
    MUNITIONS = "munitions"
    VESSELS = "vessels"
    SITES = "sites"
    OTHER = "other"


class Accumulation(StrEnum):
    """How a total grows: stocks may fall, cumulative totals may not."""

    CUMULATIVE = "cumulative"
    WINDOW = "window"
    STOCK = "stock"
    INCREMENT = "increment"


class WindowAnchor(StrEnum):
    """What holds a window in place."""

    FIXED = "fixed"
    EVENT = "event"
    ROLLING = "rolling"
    CALENDAR = "calendar"


class Unit(StrEnum):
    """What one of a total is, when its definition is known."""

    INCIDENT = "incident"
    SALVO = "salvo"
    SITE_HIT = "site_hit"
    MUNITION = "munition"
    VESSEL = "vessel"
    PERSON = "person"


class Intercepted(StrEnum):
    """Whether intercepted attacks are counted."""

    IN = "in"
    OUT = "out"
    UNKNOWN = "unknown"


class DefinitionBasis(StrEnum):
    """Where a definition comes from; an inferred one never makes a verdict."""

    STATED_HERE = "stated_here"
    STATED_ELSEWHERE = "stated_elsewhere"
    INFERRED = "inferred"


class Dimension(StrEnum):
    """What a total leaves out, typed."""

    OUTCOME = "outcome"
    INCIDENT = "incident"
    AREA = "area"
    PERIOD = "period"
    STATUS = "status"
