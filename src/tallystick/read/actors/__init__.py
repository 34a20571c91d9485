"""Actors in text: named ones, described ones, and officials by their role."""

from tallystick.read.actors.finder import find_actors, resolve_actor
from tallystick.read.actors.roles import FoundRole, find_roles

__all__ = ["FoundRole", "find_actors", "find_roles", "resolve_actor"]
