"""Who did it and to whom, where the shared grammar found nobody: by the models of roles."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model.claims import Target
from tallystick.read.rules.actors.mentions import mention_of
from tallystick.read.rules.actors.own_side import OWNERS
from tallystick.read.rules.events.frames import Frame, stops
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.tagger.phrases import heads
from tallystick.read.tagger.roles import Setting, role_features
from tallystick.read.tagger.weights import Weights
from tallystick.read.tagger.words import Lens

NO_HEADS = ("compound", "amod", "nummod")
"""Relations of words that head no phrase of their own."""


def fill(
    page: Scan,
    sentence: Sentence,
    frames: Sequence[Frame],
    setting: Setting,
    lens: Lens,
    weights: Weights,
) -> None:
    """Give frames without perpetrator or target those that the models are sure of."""
    models = weights.family("role")
    poor = [f for f in frames if not (f.perpetrators and f.targets)]
    if not poor or "perpetrator" not in models or "target" not in models:
        return
    owner = {t.token.i: frame for frame in frames for t in frame.triggers}
    tokens = [t.token for frame in frames for t in frame.triggers]
    for head in heads(sentence):
        near = g.nearest(head, tokens)
        if near is None or head.i in owner or head.dep_ in NO_HEADS:
            continue
        frame = owner[near.i]
        if frame not in poor or _parted(head, near):
            continue
        told = weights.scores("role", role_features(page, sentence, head, setting, lens))
        role = max(told, key=lambda name: (told[name], name))
        if models[role].says(told[role]):
            _give(sentence, frame, head, role)


def _parted(one: Token, other: Token) -> bool:
    """Whether a semicolon stands between two words: what follows is another matter."""
    first, last = sorted((one.i, other.i))
    return any(t.text == ";" for t in one.doc[first:last])


def _give(sentence: Sentence, frame: Frame, head: Token, role: str) -> None:
    stopped = any(stops(trigger) for trigger in frame.triggers)
    if role == "perpetrator" and not (frame.perpetrators or stopped or _on_its_own(frame)):
        frame.perpetrators = (mention_of(sentence, head),)
    elif role in ("target", "victim") and not frame.targets:
        kind = table("attack_targets", "lemma", "target_type").get(head.lemma)
        frame.targets = (Target(mention_of(sentence, head), kind),)


def _on_its_own(frame: Frame) -> bool:
    """ "Two days after a strike on one of its depots": who speaks was hit, and did nothing."""
    return any(
        word.lower_ in OWNERS
        for trigger in frame.triggers
        for aim in g.after(trigger.token, "on", "against", "at", "of")
        for word in aim.subtree
    )
