"""The parts of the pages about photo albums, as Python names them; each is JSX beside this file."""

from typing import Any

import reflex as rx
from reflex_base.event import passthrough_event_spec

from app.ui.components.local import PATHS, Local

_text = passthrough_event_spec(str)
_form = passthrough_event_spec(dict[str, Any])
_picture = passthrough_event_spec(str, int)


class AlbumsDesk(Local):
    """The shelf of albums; it speaks to the REST routes."""

    library = PATHS["albums"]
    tag = "AlbumsDesk"
    running: rx.Var[Any]


class AlbumDesk(Local):
    """One album; it speaks to the REST routes, and says here what costs money."""

    library = PATHS["album"]
    tag = "AlbumDesk"
    running: rx.Var[Any]
    offers: rx.Var[Any]
    offer: rx.Var[Any]
    against: rx.Var[Any]
    started: rx.Var[str]
    told: rx.Var[int]
    on_choose: rx.EventHandler[_text]
    on_start: rx.EventHandler[_form]
    on_retry: rx.EventHandler[_picture]
    on_redo: rx.EventHandler[_text]
    on_again: rx.EventHandler[_picture]
    on_cancel: rx.EventHandler[_text]
