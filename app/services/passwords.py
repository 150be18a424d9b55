"""Keeps passwords so that a stolen table tells none of them."""

from functools import cached_property
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.domain.people import PASSWORD_MAX, same_on_every_keyboard

AT_ONCE = 4
"""Each check takes 64 MB for a moment; a flood of them waits in line in place of taking it all."""


class Passwords:
    """Hashes and checks passwords. Slow on purpose: never call it inside a transaction."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._seats = BoundedSemaphore(AT_ONCE)

    def hash(self, password: str) -> str:
        """What is kept of a password."""
        with self._seats:
            return self._hasher.hash(same_on_every_keyboard(password))

    def matches(self, kept: str | None, password: str) -> bool:
        """Whether it is the password. Takes as long when there is no such account."""
        against = kept or self._nobodys
        if len(password) > PASSWORD_MAX:
            return False
        try:
            with self._seats:
                right = self._hasher.verify(against, same_on_every_keyboard(password))
        except (VerificationError, InvalidHashError, UnicodeEncodeError):
            return False
        return right and kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Whether it was kept with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(kept)

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash("the password of nobody")
