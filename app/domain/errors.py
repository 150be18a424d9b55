"""
Everything that can go wrong, in one tree. `str(error)` is a sentence for a person.

Problem
├── Invalid              the request cannot be understood; `field` names the part
├── NotFound             no such thing, or it belongs to somebody else (never told apart)
├── NotSignedIn          who is asking is not known
│   ├── TokenRefused     a bearer token was sent and is not good
│   └── UserNotFound     the issuer's token is good, and nobody here belongs to it
├── MissingScope         this token may not do that; `scope` is what it lacks
├── CookieOnly           only a browser that is signed in may do that
├── Away                 a server that is needed does not answer; `retry_after` says when to ask
├── NotGenuine           a message whose signature is not that of its sender
├── Blocked              an operator has closed this account
├── Conflict             true at the same time as something that excludes it
│   └── NotThere         a piece of an upload begins elsewhere; `offset` says where
├── TooLarge             more bytes than are taken at once
├── TooMany              a limit was reached; `retry_after` says when to come back
├── BadPicture           an uploaded file is no picture that can be used
│   ├── NotAPicture      not one of the kinds that are taken, or not that alone
│   ├── PictureTooLarge  more bytes than are taken
│   ├── TooManyPixels    more pixels than are taken
│   ├── PictureTooSmall  too few pixels to make something of
│   └── BrokenPicture    empty, cut short or damaged
├── StorageFull          one's files take as much room as one's plan has
├── NotEnoughCredits     the price is higher than what is available
└── Refused              several of these at once; `problems` lists them

ProviderProblem          raised by providers, read by the engine only
├── ProviderBusy         refused before anything was bought; safe to try again
├── ProviderRejected     the request will never be accepted; its reason is in words
├── ProviderOutOfMoney   our account there is empty; the provider is paused
├── ProviderMisconfigured  our key or our plan there is refused; the provider is paused
├── ProviderFailed       the work was taken and failed there
│   └── LinkExpired      the address of a file that was made opens nothing any more
├── OutcomeUnknown       the call broke after it was sent; it may have been bought
└── BadOutput            what came back is not the file it should be

StorageAway              files cannot be kept or fetched now; an OSError, like a full disk
"""

from datetime import timedelta
from typing import ClassVar


class Problem(Exception):
    """Base of everything a person may be told; `code` is for programs."""

    code: ClassVar[str] = "problem"
    status: ClassVar[int] = 400

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Invalid(Problem):
    """The request cannot be understood; `field` names the part."""

    code = "invalid"
    status = 422


class NotFound(Problem):
    """No such thing, or it belongs to somebody else: the two are never told apart."""

    code = "not_found"
    status = 404


class NotSignedIn(Problem):
    """Who is asking is not known."""

    code = "not_signed_in"
    status = 401


class TokenRefused(NotSignedIn):
    """A bearer token was sent and is not good. No other proof is looked at then."""

    code = "invalid_token"


class UserNotFound(NotSignedIn):
    """The issuer's token is good, and nobody here belongs to it yet."""

    code = "user_not_found"


class MissingScope(Problem):
    """This token may not do that."""

    code = "missing_scope"
    status = 403

    def __init__(self, message: str, *, scope: str) -> None:
        super().__init__(message)
        self.scope = scope


class CookieOnly(Problem):
    """Only a browser that is signed in may do that."""

    code = "cookie_only"
    status = 403


class Away(Problem):
    """A server that is needed does not answer."""

    code = "unavailable"
    status = 503

    def __init__(self, message: str, *, retry_after: timedelta) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class NotGenuine(Problem):
    """A message whose signature is not that of its sender."""

    code = "not_genuine"
    status = 401


class Blocked(Problem):
    """An operator has closed this account: nobody signs in to it, and it starts nothing."""

    code = "blocked"
    status = 403

    def __init__(
        self, message: str = "This account is closed. Please write to who runs this studio."
    ) -> None:
        super().__init__(message)


class Conflict(Problem):
    """Something that excludes this is already true."""

    code = "conflict"
    status = 409


class NotThere(Conflict):
    """A piece of an upload does not begin where the last one ended."""

    code = "offset_conflict"

    def __init__(self, message: str, *, offset: int) -> None:
        super().__init__(message)
        self.offset = offset
        """Where the next piece begins."""


class TooLarge(Problem):
    """More bytes than are taken at once."""

    code = "too_large"
    status = 413


class TooMany(Problem):
    """A limit was reached."""

    code = "too_many"
    status = 429

    def __init__(
        self,
        message: str,
        *,
        retry_after: timedelta | None = None,
        field: str | None = None,
        room: int | None = None,
        begins_in: timedelta | None = None,
    ) -> None:
        super().__init__(message, field=field)
        self.retry_after = retry_after
        self.room = room
        """How many more could start now, where a number is the limit."""
        self.begins_in = begins_in
        """When it would have begun, where the line is too long."""


class BadPicture(Problem):
    """An uploaded file is no picture that can be used; the message says what to do."""

    code = "bad_picture"
    status = 422


class NotAPicture(BadPicture):
    """Not one of the kinds that are taken, or something else is hidden in it."""

    code = "not_a_picture"


class PictureTooLarge(BadPicture):
    """More bytes than are taken."""

    code = "too_large"


class TooManyPixels(BadPicture):
    """More pixels than are taken; it was not unpacked."""

    code = "too_many_pixels"


class PictureTooSmall(BadPicture):
    """Too few pixels to make something of."""

    code = "too_small"


class BrokenPicture(BadPicture):
    """Empty, cut short or damaged."""

    code = "broken"


class StorageFull(Problem):
    """One's files take as much room as one's plan has; nothing that is there is touched."""

    code = "storage_full"
    status = 409

    def __init__(self, message: str, *, over: int) -> None:
        super().__init__(message)
        self.over = over
        """Bytes that have to go before something can start."""


class NotEnoughCredits(Problem):
    """The price is higher than what is available."""

    code = "not_enough_credits"
    status = 402

    def __init__(self, message: str, *, missing: int = 0) -> None:
        super().__init__(message)
        self.missing = missing


class Refused(Problem):
    """Several things stand against it; all of them are said."""

    code = "refused"
    status = 409

    def __init__(self, problems: "list[Problem]") -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


class ProviderProblem(Exception):
    """Base of what providers raise; `code` becomes the task's failure code."""

    code: ClassVar[str] = "provider_failed"


class ProviderBusy(ProviderProblem):
    """Refused before anything was bought (429, 503, connection refused); safe to try again."""

    code = "provider_busy"

    def __init__(self, message: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class NotSent(ProviderBusy):
    """This process was stopped for too long before it could ask; the provider heard nothing."""


class ProviderRejected(ProviderProblem):
    """The request will never be accepted; the message is the provider's reason."""

    code = "rejected"


class ProviderOutOfMoney(ProviderProblem):
    """Our account at the provider is empty."""

    code = "provider_out_of_money"


class ProviderMisconfigured(ProviderProblem):
    """Our key or our plan is refused there: no concern of the person, and nothing was bought."""

    code = "provider_misconfigured"


class ProviderFailed(ProviderProblem):
    """The work was taken and failed there."""

    code = "provider_failed"


class LinkExpired(ProviderFailed):
    """The address of a file that was made opens nothing any more; another one may be asked for."""


class OutcomeUnknown(ProviderProblem):
    """The call broke after it was sent: it may have been bought, so it is not repeated."""

    code = "outcome_unknown"


class BadOutput(ProviderProblem):
    """What came back is not the file it should be."""

    code = "bad_output"


class StorageAway(OSError):
    """Files cannot be kept or fetched now; the message is a sentence for an operator."""


class Abandoned(Exception):
    """The task was taken away from this worker; stop without writing anything."""


class Interrupted(Exception):
    """This process is asked to stop; another one makes it again."""
