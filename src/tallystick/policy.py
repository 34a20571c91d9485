"""The numbers and rules that a reader is entitled to argue with.

Policy says what we believe; settings say where things are. Every figure that we publish
was worked out under one policy, and its manifest prints it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """Every choice that moves a published figure. Stored with each review."""

    link_at: float = 0.5
    """Join two claims without asking at or above this proposal score."""
