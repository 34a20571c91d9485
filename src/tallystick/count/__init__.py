"""Our own numbers: incidents in a scope, under a named rule, as a low, a best and a high.

`ground` is what is counted from, `scope` what is asked; `membership`, `means`, `who` and
`fit` say how surely an incident lies in it, `rules` how what lies in it adds up,
`counting` gives the answers. The law: a low rests on
what is certain in every respect, a high on all that is possible, and nothing that is
unknown is ever taken for 0.
"""

from tallystick.count.counting import (
    Split,
    ThreeWays,
    chosen,
    count,
    count_scope,
    split,
    three_ways,
)
from tallystick.count.ground import Ground
from tallystick.count.policy import CountPolicy
from tallystick.count.rules import counting_rules
from tallystick.count.scope import CountScope, Edge, scope_of

__all__ = [
    "CountPolicy",
    "CountScope",
    "Edge",
    "Ground",
    "Split",
    "ThreeWays",
    "chosen",
    "count",
    "count_scope",
    "counting_rules",
    "scope_of",
    "split",
    "three_ways",
]
