"""Dates in a text: expressions first, then the words that tie them to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from tallystick.model.values import Date
from tallystick.read.dates import spans
from tallystick.read.dates.absolute import month as _unused  # noqa: F401
from tallystick.read.dates.rules import expressions, readers
from tallystick.read.dates.words import Resolved, Setting, Words, setting
from tallystick.read.found import DateShape, FoundDate
from tallystick.read.numbers.kinds import alternatives, code
from tallystick.read.numbers.languages import language as habits
from tallystick.read.numbers.lexing import Scan, scan
from tallystick.schemes import rows
