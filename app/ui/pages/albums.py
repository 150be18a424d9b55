"""Photo albums: the shelf, and one of them."""

import reflex as rx

from app.ui.components.album import AlbumDesk, AlbumsDesk
from app.ui.components.kit import page
from app.ui.state.album import AlbumState
from app.ui.state.jobs import JobsState


def albums() -> rx.Component:
    """The shelf."""
    return page("albums.page", AlbumsDesk.create(running=JobsState.running))


def album() -> rx.Component:
    """One album."""
    return page(
        "albums.page",
        AlbumDesk.create(
            running=JobsState.running,
            offers=AlbumState.offers,
            offer=AlbumState.offer,
            against=AlbumState.against,
            started=AlbumState.started,
            told=AlbumState.told,
            on_choose=AlbumState.choose_maker,
            on_start=AlbumState.start,
            on_retry=AlbumState.retry,
            on_redo=AlbumState.redo,
            on_again=AlbumState.again,
            on_cancel=JobsState.cancel,
        ),
    )
