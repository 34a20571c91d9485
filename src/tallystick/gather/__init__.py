"""Documents from files and folders, and which of them repeat which."""

from tallystick.gather.copies import CopyPolicy, find_copies
from tallystick.gather.gathered import Gathered, Limits, Refused
from tallystick.gather.inputs import gather

__all__ = ["CopyPolicy", "Gathered", "Limits", "Refused", "find_copies", "gather"]
