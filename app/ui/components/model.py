"""The parts of the pages about 3D models, as Python names them; each is JSX beside this file."""

from typing import Any

import reflex as rx
from reflex_base.event import passthrough_event_spec

from app.ui.components.local import PATHS, Local

_text = passthrough_event_spec(str)


class ModelGrid(Local):
    """Models by their pictures; any two can be put beside each other."""

    library = PATHS["models"]
    tag = "ModelGrid"
    models: rx.Var[Any]
    on_cancel: rx.EventHandler[_text]
    on_retry: rx.EventHandler[_text]


class Progress(Local):
    """How much of a model is done, where its maker says so."""

    library = PATHS["models"]
    tag = "Progress"
    job: rx.Var[Any]


class Looks(Local):
    """A model in a short shelf: it turns while somebody points at it."""

    library = PATHS["models"]
    tag = "Looks"
    thing: rx.Var[Any]


class ModelStage(Local):
    """A model to look at from all sides, alone or beside another take of it."""

    library = PATHS["viewer"]
    tag = "ModelStage"
    lib_dependencies: list[str] = ["@google/model-viewer@4.4.0", "three@0.183.2"]  # noqa: RUF012 -- a field of Reflex
    shown: rx.Var[Any]
    takes: rx.Var[Any]


class PictureField(Local):
    """One picture for a form; it speaks to the REST routes."""

    library = PATHS["picture"]
    tag = "PictureField"
    name: rx.Var[str]
    wrong: rx.Var[bool]
