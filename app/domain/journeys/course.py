"""
The course of a reading journey: its versions, and what may follow what.

    v0 (start) ──► v1 ──► v2 ──► … ──► vFinal

Numbers rise and are never given twice, so a log that was removed leaves a gap. Whoever goes on
reading after the end makes of vFinal an ordinary log, since it was not the end.
"""

from enum import StrEnum

from app.domain.errors import Conflict

FINAL = "vFinal"


class JourneyStatus(StrEnum):
    """How far the reading is."""

    READING = "reading"
    FINISHED = "finished"
    SET_ASIDE = "set_aside"


class LogKind(StrEnum):
    """Which part of a journey a log is."""

    START = "start"
    LOG = "log"
    FINAL = "final"


class TrackStatus(StrEnum):
    """Where the music of a log is, in the words of the documented API."""

    PENDING = "pending"
    GENERATING = "generating"
    COMPLETED = "completed"
    ERROR = "error"


def version(kind: LogKind, n: int) -> str:
    """What a log is called: `v0`, `v7`, `vFinal`."""
    return FINAL if kind is LogKind.FINAL else f"v{n}"


def after_log(status: JourneyStatus) -> JourneyStatus:
    """The status once a log is added: a book that was set aside is read again. `Conflict`."""
    if status is JourneyStatus.FINISHED:
        raise Conflict("This journey is finished. Go on reading first, then write a log.")
    return JourneyStatus.READING


def may_set_aside(status: JourneyStatus) -> None:
    """Raise `Conflict` for a book that was read to its end."""
    if status is JourneyStatus.FINISHED:
        raise Conflict("A finished journey cannot be set aside.")


def may_remove(kind: LogKind) -> None:
    """Raise `Conflict` for the start, which goes only with its journey."""
    if kind is LogKind.START:
        raise Conflict("The start of a journey stays as long as the journey.")


def after_removing(kind: LogKind, status: JourneyStatus) -> JourneyStatus:
    """The status once a log is gone: without its end, a journey goes on."""
    return JourneyStatus.READING if kind is LogKind.FINAL else status
