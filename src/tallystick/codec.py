"""Frozen records to JSON and back, by their own type hints.

One rule for every record: a dataclass is an object with its fields, a tuple a list, an
enumeration its value. `decode(type, encode(record)) == record` for every record of the
model; unknown and missing keys are errors, so that an older ledger is never half read.
"""

from __future__ import annotations

import json
import types
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def encode(value: Any) -> Any:
    """A record as plain JSON values."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: encode(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [encode(one) for one in value]
    return value


def dumps(value: Any) -> str:
    """A record as one line of canonical JSON: sorted keys, no spaces, no escapes."""
    return json.dumps(
        encode(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def loads(kind: type[T], line: str) -> T:
    """The record that `dumps` wrote."""
    record: T = decode(kind, json.loads(line))
    return record


def decode(kind: Any, data: Any) -> Any:
    """The record of a type that `encode` made.

    Args:
        kind: a dataclass, an enumeration, a plain type, or a union or tuple of these;
            members of a union of dataclasses are told apart by their fields.

    Raises:
        ValueError: the data do not fit the type.
    """
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _decode_union(get_args(kind), data)
    if origin is tuple:
        return _decode_tuple(get_args(kind), data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    if is_dataclass(kind):
        return _decode_record(kind, data)
    if kind is float and isinstance(data, int):
        return float(data)
    if kind is not Any and (type(data) is not kind):
        raise ValueError(f"expected {kind.__name__}, came {data!r}")
    return data


def _decode_tuple(kinds: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise ValueError(f"expected a list, came {data!r}")
    if len(kinds) == 2 and kinds[1] is ...:
        return tuple(decode(kinds[0], one) for one in data)
    return tuple(decode(kind, one) for kind, one in zip(kinds, data, strict=True))


def _decode_union(kinds: tuple[Any, ...], data: Any) -> Any:
    if data is None and type(None) in kinds:
        return None
    records: list[Any] = [kind for kind in kinds if is_dataclass(kind)]
    if isinstance(data, dict) and len(records) > 1:
        fitting = [kind for kind in records if set(_hints(kind)) == set(data)]
        if len(fitting) != 1:
            raise ValueError(f"no record of {kinds} has the keys {sorted(data)}")
        return decode(fitting[0], data)
    rest = [kind for kind in kinds if kind is not type(None)]
    if len(rest) != 1:
        raise ValueError(f"cannot tell which of {kinds} is {data!r}")
    return decode(rest[0], data)


def _decode_record(kind: Any, data: Any) -> Any:
    if not isinstance(data, dict):
        raise ValueError(f"expected {kind.__name__}, came {data!r}")
    hints = _hints(kind)
    unknown = set(data) - set(hints)
    missing = {
        f.name
        for f in fields(kind)
        if f.name not in data and f.default is MISSING and f.default_factory is MISSING
    }
    if unknown or missing:
        raise ValueError(
            f"{kind.__name__}: unknown keys {sorted(unknown)}, missing {sorted(missing)}"
        )
    return kind(**{name: decode(hints[name], one) for name, one in data.items()})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in fields(kind)}
