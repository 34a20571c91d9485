"""Actors in text: named ones, described ones, and officials by their role."""

from tallystick.read.actors.finder import find_actors, resolve_actor

__all__ = ["find_actors", "resolve_actor"]
