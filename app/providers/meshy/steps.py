"""
The ids under which the engine knows an order of Meshy's: `step:model:id`.

A model made from words, with textures, takes two purchases there: a preview, which is its shape,
and a refinement of it. To the person both are one task, and these are the ids it goes through:

    draft:…    the preview is ordered; textures are to follow
    paint:…    the preview is done, and its refinement may have been ordered: kept before the call
    done:…     the refinement is ordered

Whoever finds a `paint:…` is not the one who kept it. Meshy takes no key and lists no refinement by
its preview, so nobody can tell whether there is one: nothing is ordered again, the task has failed
with an unknown outcome, its credits are back, and the person may start again, knowing it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """What is asked about."""

    IMAGE = "image"
    """A model made from a picture, with textures or without: one purchase."""
    SHAPE = "shape"
    """A preview, and nobody asked for more."""
    DRAFT = "draft"
    PAINT = "paint"
    DONE = "done"


@dataclass(frozen=True)
class Ordered:
    """One of these ids."""

    step: Step
    model: str
    id: str

    def __str__(self) -> str:
        return f"{self.step}:{self.model}:{self.id}"


def read(remote_id: str) -> Ordered:
    """The parts of an id."""
    step, model, id_ = remote_id.split(":", 2)
    return Ordered(Step(step), model, id_)
