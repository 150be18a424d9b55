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
    """A generator of its own for each thing, so that one more tree moves no house."""
    return Generator(PCG64(stable_number(*parts)))


def pick(rng: Generator, options: Sequence[Option]) -> Option:
    """One of the options, as itself (numpy would turn tuples into arrays)."""
    return options[int(rng.integers(len(options)))]
