"""Where a counted thing happened: the places of its own clause, or of what it continues."""

from __future__ import annotations

from tallystick.read.found import FoundPlace, NumberUse, PlaceUse
from tallystick.read.rules.attacks import roles
from tallystick.read.rules.counts.units import Counted, attack_word
from tallystick.read.rules.places.home import places_meant
from tallystick.read.rules.places.said_places import OWNED, SITE_WORDS, WHERE
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.rules.totals import windows


def scenes_of(scan: Scan, sentence: Sentence, one: Counted) -> tuple[FoundPlace, ...]:
    """`struck_places` without those that the document cannot mean."""
    meant = scan.once_of(places_meant, sentence)
    return tuple(p for p in struck_places(sentence, one) if p in meant)


def struck_places(sentence: Sentence, one: Counted) -> tuple[FoundPlace, ...]:
    """Places of a count's own stretch: where things happened, not who speaks or since what."""
    start, end = windows.segment(sentence, one.numeral)
    found = []
    for place in sentence.places:
        if not (start <= place.start < end) or place.use is not PlaceUse.LITERAL:
            continue
        root = sentence.place_root(place)
        if (
            roles.in_a_name(sentence, place)
            or names_a_party(root)
            or _in_since_clause(root, one)
            or for_whose_sake(root)
            or _of_who_says(root)
            or of_a_far_body(root)
            or _of_another_count(sentence, root, one)
        ):
            continue
        if not _of_its_clause(sentence, root, one):
            continue
        found.append(place)
    return tuple(found)


def _of_its_clause(sentence: Sentence, root: Token, one: Counted) -> bool:
    """Whether a place belongs to the act that is counted, not to another of the sentence."""
    own = {one.governor.i, one.head.i, one.numeral.i}
    own |= {t.i for t in list(g.ancestors(one.head))[:3] if attack_word(t)}
    acts = [t for t in sentence.tokens if attack_word(t) or t.i in own]
    near = g.nearest(root, acts)
    if near is None or near.i in own:
        return True
    under = near.head.i == one.governor.i and near.dep_ in (*g.SUBJECTS, "pobj", "agent")
    if one.head.i == one.numeral.i and _in_its_subject(near, one):
        return True  # "the number of attacks on troops in Mali has climbed to 97"
    return under or (near.head.head.i == one.governor.i and near.dep_ == "pobj")


def _in_its_subject(act: Token, one: Counted) -> bool:
    """Whether an act is part of what rises or stands at a number."""
    who = g.child(g.clause_verb(one.governor), *g.SUBJECTS)
    return who is not None and any(t.i == act.i for t in who.subtree)


SAKES = word_list("totals/sakes")


def for_whose_sake(root: Token) -> bool:
    """ "Gaza" of "operations in support of Gaza"."""
    nouns = list(g.ancestors(root))[1:4]
    return any(n.lemma in SAKES and n.head.lower_ == "in" for n in nouns)


KEEPS_COUNT = word_list("totals/keeps_count")


def _of_who_says(root: Token) -> bool:
    """ "Tegucigalpa" of "a spokesman in Tegucigalpa claimed 12 dead", "a monitor in Dakar
    recorded 133": where they sit who say or count."""
    relations = table("speech", "lemma", "relation")
    for one in list(g.ancestors(root))[1:4]:
        if one.dep_ == "nsubj" and one is not root:
            verb = one.head.lemma
            counts = verb in KEEPS_COUNT and not attack_word(one)
            if verb in relations or counts:
                return True
    return root.dep_ == "pobj" and root.head.lower_ == "in" and _seated(root.head.head)


SEATED = word_list("totals/seated")


def _seated(body: Token) -> bool:
    """Whether a body is told by its seat as a teller, not as what was struck there."""
    if body.lemma not in SEATED:
        return False
    by = body.dep_ == "pobj" and body.head.lower_ in ("to", "by", "from", "for")
    return by or body.dep_ in ("nsubj", "appos", "agent", "ROOT", "conj")


FAR_BODIES = word_list("totals/far_bodies")


def of_a_far_body(root: Token) -> bool:
    """ "Geneva" of "the charity said in Geneva": who counts what happened elsewhere."""
    verb = root.head.head
    if root.dep_ != "pobj" or verb.lemma not in table("speech", "lemma", "relation"):
        return _seated(verb) and verb.lemma in FAR_BODIES
    who = g.child(verb, "nsubj")
    return who is not None and (who.lemma in FAR_BODIES or who.text in UNITED)


UNITED = frozenset(("UN", "UNICEF", "UNHCR", "OCHA", "ICRC", "Nations", "Amnesty", "Watch"))


def _of_another_count(sentence: Sentence, root: Token, one: Counted) -> bool:
    """Whether a place stands in a clause that counts for itself: "232 died in A, while
    rockets killed twelve in B"."""
    told = g.clause_verb(root)
    own = g.clause_verb(one.numeral)
    if told.i == own.i or any(t.i == told.i for t in g.ancestors(one.numeral)):
        return False
    return any(
        g.clause_verb(token).i == told.i
        for n in sentence.numbers
        if n.use is NumberUse.COUNT and n is not one.number
        for token in sentence.within(n.head_start, n.head_end)
    )


UNDERGOES = word_list("totals/undergoes")
PARTY = frozenset("agent poss compound amod nmod npadvmod nsubj nsubjpass".split())


def _holds_places(owned: Token) -> bool:
    """Whether what is a country's or town's is a place in it or its toll: "Gaza's streets",
    "Mali's north", "in Chad's Lake province". A war of theirs may be fought elsewhere."""
    if owned.lemma in SITE_WORDS and owned.lemma not in OWNED:
        return True
    if owned.lemma in TOLLS or owned.lemma in GROUNDS:
        return True
    within = owned.dep_ == "pobj" and owned.head.lower_ in WHERE
    return within and owned.pos_ == "PROPN"


TOLLS = word_list("totals/tolls")
GROUNDS = word_list("totals/grounds")


def names_a_party(root: Token) -> bool:
    """ "Iran" in "backed by Iran", "forces of Syria", "US", a subject that acts or speaks."""
    top = g.first_conjunct(root)
    if top.dep_ == "poss" and _holds_places(top.head):
        return False
    if root.i > 0 and root.nbor(-1).like_num and root.pos_ == "PROPN":
        return True  # "eleven US and seven Turkish strikes"
    if top.dep_ == "nsubj" and top.head.lemma in UNDERGOES:
        return False
    if top.dep_ in PARTY:
        return True
    return (
        top.dep_ == "pobj"
        and top.head.lower_ in ("by", "with", "to", "from")
        and top.head.dep_ != "ROOT"
    )


def _in_since_clause(root: Token, counted: Counted) -> bool:
    for one in g.ancestors(root):
        if one.i in (counted.head.i, counted.governor.i):
            return False
        if any(
            c.dep_ == "mark" and c.lower_ in ("since", "after", "before")
            for c in one.children
        ):
            return True
        if one.dep_ == "prep" and one.lower_ == "since" and one is not root:
            return True
    return False


def countries_before(scan: Scan, sentence: Sentence, one: Counted) -> tuple[str, ...]:
    """Countries of the main act of the sentence before."""
    for near in scan.before(sentence, 1):
        acts = [t for t in near.tokens if attack_word(t)]
        if not acts:
            continue
        main = min(acts, key=lambda t: (sum(1 for _ in g.ancestors(t)), t.i))
        found = []
        for place in scan.once_of(places_meant, near):
            root = near.place_root(place)
            close = g.nearest(root, acts)
            literal = place.use is PlaceUse.LITERAL and not roles.in_a_name(near, place)
            of_main = close is not None and (close.i == main.i or close.head.i == main.i)
            if literal and of_main and not names_a_party(root):
                found.append(place.place.country)
        if any(found):
            return tuple(dict.fromkeys(c for c in found if c))
    return ()
