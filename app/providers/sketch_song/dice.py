"""Chance that repeats: every choice comes from a seed and the names of what is chosen."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

from numpy.random import PCG64, Generator

Option = TypeVar("Option")


def stable_number(*parts: object) -> int:
    """The same parts give the same 64-bit number in every process and on every machine."""
    text = "\x1f".join(str(part) for part in parts)
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def dice(*parts: object) -> Generator:
    """A generator of its own for each thing, so that a new note in the bass moves no drum."""
    return Generator(PCG64(stable_number(*parts)))


def pick(rng: Generator, options: Sequence[Option]) -> Option:
    """One of the options, as itself (numpy would turn tuples into arrays)."""
    return options[int(rng.integers(len(options)))]


def pick_weighted(rng: Generator, options: dict[Option, float]) -> Option:
    """One of the options, the heavy ones more often."""
    point = float(rng.random()) * sum(options.values())
    for option, weight in options.items():
        point -= weight
        if point < 0:
            return option
    return next(reversed(options))
