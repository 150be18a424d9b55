"""
What a simulator is told to do, read from markers in the prompt.

`[sim:fail]`, `[sim:429*2;after=3]` (the first two times, with Retry-After: 3), `[sim:429;window=9]`
(for nine seconds from the first time, with what is left of them), `[sim:seconds=40]`,
`[sim:reject=words]`. Several may be combined. Faults go by the call that they break:

    [sim:503]        the order          [sim:503-check]   a question about it
    [sim:404-file]   fetching the file [sim:500-refine]   the order that refines it

A fault is a status (any number), `hang`, `reset` (the connection is torn down), or `html` (a page
in place of JSON). Faults without a number of times happen every time.
"""

import re
from dataclasses import dataclass, field

_MARKER = re.compile(r"\[sim:([^\]]+)\]")
_HEAD = re.compile(r"(?P<name>[a-z0-9-]+)(\*(?P<times>\d+))?(=(?P<value>.*))?$", re.DOTALL)
_CALL = re.compile(r"-(check|file|lyrics|refine|upload)$")

STATUSES = re.compile(r"[45]\d\d$")
BROKEN = ("hang", "reset", "html")
WORDS = {
    "fail": "it ends as failed",
    "reject": "refused at once, in these words",
    "reject-late": "taken, then refused in these words",
    "quota": "our account there is empty",
    "500-after": "bought, then answered with an error",
    "never": "never finishes",
    "seconds": "takes this long",
    "unknown-status": "answers with a word nobody knows",
    "late-after-cancel": "says it cancels, and finishes all the same",
    "garbage": "the file is no music",
    "empty": "the file is empty",
    "cut-body": "the file ends in the middle",
    "link-ends": "a link to the file lasts this long",
    "half-written": "the file is shown before it is whole",
    "no-length": "nobody says how long the answer is",
    "slow-body": "the file comes in drops",
    "stall-body": "the file stops coming in the middle",
    "crowded": "all places that our account has there are taken",
    "bad-key": "our key is refused",
    "plan": "our plan does not allow it",
    "hint": "refused with better words",
    "moan": "refused in another shape, in these words",
    "timeouted": "ends as timed out there",
    "cancelled": "ends as cancelled there",
    "banned": "ends as banned there",
    "lost": "they do not know themselves how it stands",
    "no-model": "the model is not there any more",
    "expired": "ends as expired there",
    "fail-refine": "its refinement ends as failed",
    "reject-refine": "its refinement is refused, in these words",
    "quota-refine": "our account there is empty when it is to be refined",
    "crowded-refine": "all places are taken when it is to be refined",
    "500-after-refine": "its refinement is bought, then answered with an error",
    "reviewing": "is said to be reviewed while it is made",
    "fewer": "one take less than was bought",
    "second-missing": "the file of the second take is not there",
    "no-choices": "done, and nothing came of it",
    "flac-only": "comes as FLAC only",
    "wrapper": "names and units as resellers use them",
    "moved": "the file is behind a redirect",
    "moved-plain": "the file is behind a redirect to somewhere without TLS",
    "number-id": "its id is a number",
    "region": "our region is not served",
    "no-lyrics": "nothing is written",
    "flagged": "made, and then held back for what it shows, in these words",
    "aborted": "ends there because it did not begin in time",
    "removed": "done, and its files are removed already",
    "as-object": "its output is an object that has the address within",
    "unlisted": "is not among the orders that can be listed",
    "billing": "our account there has reached its limit",
    "late-head": "other fields come before the picture",
    "webhook-twice": "tells twice",
    "webhook-out-of-order": "tells the end before the beginning",
}


class UnknownMarker(ValueError):
    """A test with a typing error must not pass."""


@dataclass(frozen=True)
class Mark:
    """One marker."""

    name: str
    times: int | None = None
    value: str = ""
    options: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Script:
    """All markers of one prompt."""

    marks: dict[str, Mark]

    def __contains__(self, name: str) -> bool:
        return name in self.marks

    def get(self, name: str) -> Mark | None:
        """The marker of this name."""
        return self.marks.get(name)

    def faults(self, phase: str) -> list[Mark]:
        """Markers that break this call: `order`, `check` or `file`."""
        suffix = "" if phase == "order" else f"-{phase}"
        return [
            mark
            for mark in self.marks.values()
            if _is_fault(mark.name.removesuffix(suffix)) and mark.name.endswith(suffix)
        ]


def read(prompt: str) -> Script:
    """The markers of a prompt. Raises `UnknownMarker`."""
    return Script({mark.name: mark for mark in map(_mark, _MARKER.findall(prompt))})


def _is_fault(name: str) -> bool:
    return name in BROKEN or bool(STATUSES.match(name))


def _mark(text: str) -> Mark:
    head, *rest = text.split(";")
    found = _HEAD.match(head)
    name = found["name"] if found else head
    if found is None or not (name in WORDS or _is_fault(_CALL.sub("", name))):
        raise UnknownMarker(f"nobody knows what [sim:{text}] is")
    options = dict(part.split("=", 1) for part in rest)
    times = int(found["times"]) if found["times"] else None
    return Mark(name, times, found["value"] or "", options)
